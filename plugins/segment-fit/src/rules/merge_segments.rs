//! FIT004: two segments that fail all five tests of difference.

use canvass_plugin::{Findings, Message, Rule, Severity};

use crate::pairs::{Pair, Verdict};
use crate::study::Study;

/// The rule.
pub static RULE: Rule = Rule {
    code: "FIT004",
    slug: "merge-segments",
    severity: Severity::Info,
    fix: None,
    summary: "two segments that fail all five tests of difference",
    messages: &[Message {
        key: "merge",
        text: "`{first}` and `{second}` are alike in offer, channels, relationship, profit and what they pay for: they may be one segment",
        would_change_if: "a proposition, channel, relationship or stream is stated for only one of `{first}` and `{second}`",
    }],
    documentation: r"## Why it matters
A segment is worth telling apart when it is treated apart: it needs a distinct offer, is reached through different channels, wants a different
relationship, is of clearly different profitability, or pays for different aspects of the offer. Two groups that differ in none of these only make
the model harder to read, and what is written about one has to be kept in step with the other.

All five tests must be answered with *no*. What the canvas does not state is *not known* and never counts as *no*. For profitability that means that
the size, the cost to serve and the revenue of both are stated; it is clearly different from a third upwards.

## A canvas with this finding
```yaml
canvass: 1
currency: EUR
customer_segments:
  - { id: north, name: Households in the north, size: 1000, cost_to_serve: { amount: 20, per: year } }
  - { id: south, name: Households in the south, size: 1200, cost_to_serve: { amount: 20, per: year } }
value_propositions:
  - { id: milk, name: Fresh milk at the door, for: [north, south] }
channels:
  - { name: Delivery van, reaches: [north, south] }
customer_relationships:
  - { name: The milkman, with: [north, south], kind: personal_assistance }
revenue_streams:
  - { name: Milk in the north, from: north, for: milk, kind: subscription_fee, amount: { amount: 100000, per: year } }
  - { name: Milk in the south, from: south, for: milk, kind: subscription_fee, amount: { amount: 120000, per: year } }
```

## A canvas without it
```yaml
canvass: 1
currency: EUR
customer_segments:
  - { id: homes, name: Households, size: 1000, cost_to_serve: { amount: 20, per: year } }
  - { id: cafes, name: Coffee houses, size: 40, cost_to_serve: { amount: 300, per: year } }
value_propositions:
  - { id: milk, name: Fresh milk at the door, for: [homes, cafes] }
channels:
  - { name: Delivery van, reaches: [homes, cafes] }
customer_relationships:
  - { name: The milkman, with: [homes, cafes], kind: personal_assistance }
revenue_streams:
  - { name: Milk for homes, from: homes, for: milk, kind: subscription_fee, amount: { amount: 100000, per: year } }
  - { name: Milk for coffee houses, from: cafes, for: milk, kind: subscription_fee, amount: { amount: 120000, per: year } }
```

## Source
Osterwalder and Pigneur, *Business Model Generation*, 2010, p. 20 (customer groups represent separate segments if …). The third that counts as
clearly different is ours.
",
};

/// Reports each pair whose five tests are all answered with no.
pub fn check(study: &Study<'_>, pairs: &[Pair<'_>], findings: &mut Findings<'_>) {
    for pair in pairs.iter().filter(|pair| pair.verdict == Verdict::Merge) {
        let (Some(first), Some(second)) = (study.segment(pair.at.0), study.segment(pair.at.1)) else { continue };
        let tests = &pair.tests;
        let mut draft = findings
            .report(&RULE, "merge", first.item.place())
            .also_at(second.item.place())
            .argument("first", first.item.name())
            .argument("second", second.item.name());
        for test in [&tests.distinct_offer, &tests.different_channels, &tests.different_relationship, &tests.different_profitability, &tests.different_aspects]
        {
            draft = draft.evidence(second.item.place(), test.why.to_string());
        }
        draft.send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings;

    #[test]
    fn four_noes_and_one_unknown_are_not_enough() {
        let text = "customer_segments: [A, B]\n\
            value_propositions: [{ name: P, for: [a, b] }]\n\
            channels: [{ name: C, reaches: [a, b] }]\n\
            customer_relationships: [{ name: R, with: [a, b] }]\n\
            revenue_streams: [{ name: S, from: [a, b], for: p }]";
        assert!(findings(text, "FIT004").is_empty());
    }
}
