//! STR105: a brokerage fee with one side only, or without anybody who runs the place where the sides meet.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{ActivityKind, StreamKind};
use canvass_plugin::{FactKind, Field, Findings, Item, Message, Origin, Rule, Severity, View};

use crate::tables::Tables;
use crate::typed;

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR105",
    slug: "brokerage-for-one-side",
    severity: Severity::Warning,
    fix: None,
    summary: "a brokerage fee with one segment only, or without an activity that runs a platform or network",
    messages: &[
        Message {
            key: "one_side",
            text: "`{stream}` is a fee for bringing two parties together, and `{segment}` is the only one on the canvas",
            would_change_if: "the other party is stated as a segment, or as a partner that the stream comes `from`",
        },
        Message {
            key: "no_platform",
            text: "`{stream}` is a fee for bringing two parties together: which activity does it?",
            would_change_if: "an activity of the kind `platform_network` is stated",
        },
    ],
    documentation: r"
## Why it matters

A broker lives between two parties, and each of them has to be won: without sellers no buyers come, and the reverse. The side that is not on
the canvas is as a rule the one nobody has a plan for. Running the place where they meet, and keeping it worth coming to, is the activity
that all of it rests on.

A partner may be the other party. Where partners are named and none is said to pay, the finding is a question. Which activity brings the
parties together is asked only where the kinds of all activities are stated.

## A canvas with this finding

```yaml
canvass: 1
name: Freight exchange
customer_segments:
  - Shippers
revenue_streams:
  - { name: Commission for each load, from: shippers, kind: brokerage_fee }
```

## A canvas without it

```yaml
canvass: 1
name: Freight exchange
key_activities:
  - { name: Running the exchange, kind: platform_network }
customer_segments:
  - Shippers
  - Hauliers
revenue_streams:
  - { name: Commission for each load, from: shippers, kind: brokerage_fee }
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 30-33 and 36-37: brokerage fees are paid for
intermediation between two or more parties; platform and network activities. That the one calls for the other is our own conclusion.
",
};

/// How sure it is that a side is missing where partners are named, of which one may be it.
const A_PARTNER_MAY_BE: f64 = 0.6;

/// Looks for brokers who stand between one and nobody.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    let brokered = |stream: &Item<'_>| stream.term(Field::Kind) == Some(StreamKind::BrokerageFee);
    for stream in canvas.block(Block::RevenueStreams).filter(brokered) {
        one_side(tables, canvas, stream, findings);
        no_platform(canvas, stream, findings);
    }
}

fn one_side(tables: &Tables, canvas: &View<'_>, stream: Item<'_>, findings: &mut Findings<'_>) {
    let mut segments = canvas.block(Block::CustomerSegments);
    let (Some(segment), None) = (segments.next(), segments.next()) else { return };
    let payers = canvas.facts(FactKind::Pays).filter(|fact| fact.object_index() == stream.index()).filter_map(|fact| fact.subject());
    if !tables.known(FactKind::Pays) || payers.clone().any(|payer| payer.block() == Block::KeyPartnerships) || payers.count() == 0 {
        return;
    }
    let finding = findings.report(&RULE, "one_side", stream.place()).argument("stream", stream.name()).argument("segment", segment.name());
    let finding = finding.also_at(segment.place()).evidence(segment.place(), "is the only segment");
    if tables.count(Block::KeyPartnerships) > 0 {
        finding.severity(Severity::Info).confidence(A_PARTNER_MAY_BE).send();
    } else {
        finding.send();
    }
}

fn no_platform(canvas: &View<'_>, stream: Item<'_>, findings: &mut Findings<'_>) {
    let activities = canvas.block(Block::KeyActivities);
    let other = |activity: Item<'_>| activity.term::<ActivityKind>(Field::Kind).is_some_and(|kind| kind != ActivityKind::PlatformNetwork);
    // Words speak of fees for arranging things that are no brokerage.
    let stated = typed::origin(canvas, stream, StreamKind::BrokerageFee) == Some(Origin::Stated);
    if !stated || activities.clone().next().is_none() || !activities.clone().all(other) {
        return;
    }
    // People may bring people together too, as agents do: this is a question.
    let mut finding = findings.report(&RULE, "no_platform", stream.place()).argument("stream", stream.name()).severity(Severity::Info);
    for activity in activities {
        finding = finding.evidence(activity.field(Field::Kind), "is of another kind");
    }
    finding.send();
}

#[cfg(test)]
mod tests {
    use canvass_plugin::Severity;

    use crate::tests::{findings_of, reports_of};

    #[test]
    fn bare_notes_are_not_asked() {
        let said = findings_of("STR105", "key_activities: [a]\ncustomer_segments: [b]\nrevenue_streams: [{ name: c, kind: brokerage_fee }]");
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn a_paying_partner_is_the_other_side() {
        let said = findings_of(
            "STR105",
            "key_partnerships: [a]\ncustomer_segments: [b]\nrevenue_streams: [{ name: c, kind: brokerage_fee, from: a }, { name: d, from: b }]",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn where_partners_are_named_it_is_a_question() {
        let stream = "customer_segments: [b]\nrevenue_streams: [{ name: c, kind: brokerage_fee, from: b }]";
        let severity = |blocks: &str| reports_of("STR105", blocks).iter().map(|report| report.severity).collect::<Vec<_>>();
        assert_eq!(severity(stream), [None]);
        assert_eq!(severity(&format!("key_partnerships: [a]\n{stream}")), [Some(Severity::Info)]);
    }

    #[test]
    fn an_activity_of_an_unknown_kind_may_run_the_platform() {
        let rest = "customer_segments: [b, e]\nrevenue_streams: [{ name: c, kind: brokerage_fee, from: b }]";
        let said = findings_of("STR105", &format!("key_activities: [a, {{ name: d, kind: production }}]\n{rest}"));
        assert!(said.is_empty(), "{said:?}");
        let said = findings_of("STR105", &format!("key_activities: [{{ name: d, kind: production }}]\n{rest}"));
        assert_eq!(said, ["STR105 /revenue_streams/0: `c` is a fee for bringing two parties together: which activity does it?"]);
    }
}
