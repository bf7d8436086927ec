//! FIT007: a phase of the buying cycle without a channel.

use canvass_plugin::vocabulary::Phase;
use canvass_plugin::{Field, Findings, Message, Rule, Severity};

use super::listed;
use crate::path::SegmentPath;
use crate::study::Study;

/// The rule.
pub static RULE: Rule = Rule {
    code: "FIT007",
    slug: "missing-phase",
    severity: Severity::Info,
    fix: None,
    summary: "a phase of the buying cycle without a channel, per segment",
    messages: &[Message {
        key: "missing",
        text: "no channel takes `{segment}` through {phases}",
        would_change_if: "a channel that reaches `{segment}` states these phases",
    }],
    documentation: r"## Why it matters
Customers pass through five phases: they learn of the offer, judge it, buy it, receive it, and are looked after. Where a phase has no channel, the way
ends there: an offer that nobody can judge is not bought, and a buyer whom nobody looks after does not come back.

One finding for each segment that uses the offer. The rule is silent where no channel of the segment states its phases. A group that uses the offer free
needs no channel to buy it through. A channel that reaches a larger segment reaches its parts as well.

## A canvas with this finding
```yaml
canvass: 1
customer_segments: [{ id: gardeners, name: Hobby gardeners }]
value_propositions: [{ name: Seeds that grow anywhere, for: gardeners }]
channels:
  - { name: Garden magazine, reaches: gardeners, phases: [awareness] }
  - { name: Web shop, reaches: gardeners, phases: [evaluation, purchase] }
```

## A canvas without it
```yaml
canvass: 1
customer_segments: [{ id: gardeners, name: Hobby gardeners }]
value_propositions: [{ name: Seeds that grow anywhere, for: gardeners }]
channels:
  - { name: Garden magazine, reaches: gardeners, phases: [awareness] }
  - { name: Web shop, reaches: gardeners, phases: [evaluation, purchase] }
  - { name: Parcel service, reaches: gardeners, phases: [delivery] }
  - { name: Gardeners' telephone, reaches: gardeners, phases: [after_sales] }
```

## Source
Osterwalder and Pigneur, *Business Model Generation*, 2010, p. 27 (channel phases).
",
};

/// Reports, once for each segment, the phases without a channel.
pub fn check(study: &Study<'_>, path: &[SegmentPath<'_>], findings: &mut Findings<'_>) {
    for way in path.iter().filter(|way| !way.missing_phases.is_empty()) {
        let Some(segment) = study.segment(way.at) else { continue };
        let phases: Vec<&str> = way.missing_phases.iter().map(|&phase| words(phase)).collect();
        let mut draft = findings.report(&RULE, "missing", segment.item.place()).argument("segment", segment.item.name()).argument("phases", listed(&phases));
        for channel in study.items(&segment.channels).filter(|channel| channel.states(Field::Phases)) {
            draft = draft.evidence(channel.field(Field::Phases), "the phases of this channel");
        }
        draft.send();
    }
}

fn words(phase: Phase) -> &'static str {
    match phase {
        Phase::Awareness => "hearing of the offer (`awareness`)",
        Phase::Evaluation => "judging it (`evaluation`)",
        Phase::Purchase => "buying it (`purchase`)",
        Phase::Delivery => "receiving it (`delivery`)",
        Phase::AfterSales => "being looked after (`after_sales`)",
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings;

    #[test]
    fn a_free_group_buys_nothing() {
        let text =
            "customer_segments: [{ name: A, roles: [user] }]\nvalue_propositions: [P]\nchannels: [{ name: C, phases: [awareness, evaluation, delivery] }]";
        assert_eq!(findings(text, "FIT007"), ["FIT007 /customer_segments/0: no channel takes `A` through being looked after (`after_sales`)"]);
    }

    #[test]
    fn unstated_phases_and_pure_funders_are_silent() {
        assert!(findings("customer_segments: [A]\nvalue_propositions: [P]\nchannels: [C]", "FIT007").is_empty());
        let funder = "customer_segments: [A, { name: B, roles: [payer] }]\n\
            value_propositions: [{ name: P, for: a }]\n\
            channels: [{ name: C, reaches: b, phases: [awareness] }]";
        assert!(findings(funder, "FIT007").is_empty());
    }
}
