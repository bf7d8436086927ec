//! FIT009: a paying segment that is never met after the sale.

use canvass_plugin::{Field, Findings, Message, Rule, Severity};

use crate::path::SegmentPath;
use crate::study::Study;

/// Below this many meetings in a year, customers are as good as out of sight: less than one a month.
const RARELY: f64 = 12.0;

/// The rule.
pub static RULE: Rule = Rule {
    code: "FIT009",
    slug: "never-met-again",
    severity: Severity::Warning,
    fix: None,
    summary: "a paying segment that is never met after the sale",
    messages: &[
        Message {
            key: "rarely",
            text: "the members of `{segment}` pay and are then hardly ever met again: less than once a month, with nothing that looks after them or keeps them",
            would_change_if: "a channel serves `{segment}` after the sale, or a relationship keeps them or sells them more",
        },
        Message {
            key: "never",
            text: "the members of `{segment}` are won and pay, and nothing meets them after the sale",
            would_change_if: "a channel serves `{segment}` after the sale, a relationship keeps them, or they are stated to meet the offer every month",
        },
    ],
    documentation: r"## Why it matters
A customer is somebody who pays; a user is somebody who keeps meeting the offer. A business that never meets its customers again does not learn what
they do, cannot sell them anything more, and has to win each of them afresh. That may be the nature of the trade; then it should be known.

The rule speaks of segments that pay and use, whose relationships state their motives and none of which is `retention` or `upselling`, that no channel
looks after (`after_sales`), and that either meet the offer less than once a month, or state no engagement at all while their channels state their
phases.

## A canvas with this finding
```yaml
canvass: 1
customer_segments: [{ id: buyers, name: Buyers of a bed, engagement: { times: 0.1, per: year } }]
value_propositions: [{ id: bed, name: A bed for life, for: buyers }]
customer_relationships: [{ name: Advice in the shop, with: buyers, motive: [acquisition] }]
channels: [{ name: Furniture shops, reaches: buyers, phases: [awareness, evaluation, purchase, delivery] }]
revenue_streams: [{ name: Sale of beds, from: buyers, for: bed }]
```

## A canvas without it
```yaml
canvass: 1
customer_segments: [{ id: buyers, name: Buyers of a bed, engagement: { times: 0.1, per: year } }]
value_propositions: [{ id: bed, name: A bed for life, for: buyers }]
customer_relationships:
  - { name: Advice in the shop, with: buyers, motive: [acquisition] }
  - { name: Yearly offer of fresh bed linen, with: buyers, motive: [retention, upselling] }
channels: [{ name: Furniture shops, reaches: buyers, phases: [awareness, evaluation, purchase, delivery] }]
revenue_streams: [{ name: Sale of beds, from: buyers, for: bed }]
```

## Source
The essay on internet thinking, which tells users, who interact, from customers, who only pay. The five phases are those of Osterwalder and Pigneur,
*Business Model Generation*, 2010, p. 27. The threshold of once a month is ours.
",
};

/// Reports each such segment.
pub fn check(study: &Study<'_>, path: &[SegmentPath<'_>], findings: &mut Findings<'_>) {
    for way in path {
        let Some(segment) = study.segment(way.at).filter(|segment| segment.pays && !segment.uses.is_empty()) else { continue };
        // Relationships whose motive is not stated may well keep customers.
        let Some(kept) = &way.relationships else { continue };
        let motives_open = study.items(&segment.relationships).any(|relationship| !relationship.states(Field::Motive));
        if motives_open || !kept.retention.is_empty() || !kept.upselling.is_empty() {
            continue;
        }
        let looked_after = way.phases.as_ref().is_some_and(|phases| !phases.after_sales.is_empty());
        let key = match segment.meetings {
            Some(meetings) if meetings.high < RARELY => "rarely",
            None if way.phases.is_some() && !segment.item.states(Field::Engagement) => "never",
            _ => continue,
        };
        if looked_after {
            continue;
        }
        let mut draft = findings.report(&RULE, key, segment.item.place()).argument("segment", segment.item.name());
        if key == "rarely" {
            draft = draft.evidence(segment.item.field(Field::Engagement), "less than once a month");
        }
        for relationship in study.items(&segment.relationships) {
            draft = draft.evidence(relationship.field(Field::Motive), "wins customers and does not keep them");
        }
        // Without stated phases, a channel may still look after them.
        if way.phases.is_none() {
            draft = draft.confidence(0.7);
        }
        draft.send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings;

    const SOLD: &str = "customer_segments: [{ name: A }]\n\
        value_propositions: [P]\n\
        revenue_streams: [S]\n\
        customer_relationships: [{ name: R, motive: [acquisition] }]\n\
        channels: [{ name: C, phases: [purchase] }]";

    #[test]
    fn customers_who_are_only_won() {
        assert_eq!(findings(SOLD, "FIT009"), ["FIT009 /customer_segments/0: the members of `A` are won and pay, and nothing meets them after the sale"]);
    }

    #[test]
    fn who_meets_the_offer_daily_is_met() {
        assert!(findings(&SOLD.replace("name: A", "name: A, engagement: { times: 1, per: day }"), "FIT009").is_empty());
    }

    #[test]
    fn unstated_motives_and_phases_say_nothing() {
        assert!(findings(&SOLD.replace("motive: [acquisition]", "kind: community"), "FIT009").is_empty());
        assert!(findings(&SOLD.replace("phases: [purchase]", "kind: own_store"), "FIT009").is_empty());
    }
}
