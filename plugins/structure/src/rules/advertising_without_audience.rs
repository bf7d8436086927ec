//! STR103: an advertising stream of which the advertisers, or those who are to see it, are not on the canvas.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{ContributionKind, SegmentKind, StreamKind};
use canvass_plugin::{FactKind, Field, Findings, Item, Message, Rule, Severity, View};

use crate::tables::{Mark, Tables};
use crate::words;

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR103",
    slug: "advertising-without-audience",
    severity: Severity::Warning,
    fix: None,
    summary: "an advertising stream without advertisers, or without anybody else who would see the advertisements",
    messages: &[
        Message {
            key: "no_audience",
            text: "`{stream}` is paid by {payers}, and nobody else is on the canvas to whom the advertisements could be shown",
            would_change_if: "those who see the advertisements are stated as a segment, by what they use or that they contribute `attention`",
        },
        Message {
            key: "no_advertisers",
            text: "every segment gives its attention, and none is there that would pay `{stream}`",
            would_change_if: "the advertisers are stated as a segment that the stream comes `from`",
        },
    ],
    documentation: r"
## Why it matters

Advertising takes two groups: one whose attention is sold, and one that buys it. What the buyers get is the first group, so a canvas that
shows only the one or the other hides half of the model, and as a rule the half that costs most: winning an audience, or selling to
companies.

An advertising stream that is charged to the audience itself, or one with a single group on the canvas and no payer, is what the payer
analysis reports.

## A canvas with this finding

```yaml
canvass: 1
name: Screens in buses
value_propositions:
  - { name: Seen by a whole town every day, for: shops }
customer_segments:
  - { name: Shops, kind: businesses }
revenue_streams:
  - { name: Spots on screens, from: shops, kind: advertising }
```

## A canvas without it

```yaml
canvass: 1
name: Screens in buses
value_propositions:
  - { name: Seen by a whole town every day, for: shops }
  - { name: News and connections on the way, for: passengers }
customer_segments:
  - { name: Shops, kind: businesses }
  - { name: Passengers, kind: individuals, contributes: [{ kind: attention, to: shops }] }
revenue_streams:
  - { name: Spots on screens, from: shops, kind: advertising }
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, the chapters on multi-sided platforms and on free as a
business model: advertising as a multi-sided platform, in which one side gives attention and the other pays for it.
",
};

/// How sure it is that nobody else sees the advertisements: the audience may come with a partner.
const NO_AUDIENCE: f64 = 0.8;

/// Looks for advertising with one side only.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    let advertising = |stream: &Item<'_>| stream.term(Field::Kind) == Some(StreamKind::Advertising);
    if tables.count(Block::CustomerSegments) == 0 || !canvas.block(Block::RevenueStreams).any(|stream| advertising(&stream)) {
        return;
    }
    let watches = |segment: Item<'_>| {
        canvas.facts(FactKind::Gives).any(|fact| fact.subject_index() == segment.index() && fact.value() == Some(ContributionKind::Attention))
    };
    let segments = canvas.block(Block::CustomerSegments);
    for stream in canvas.block(Block::RevenueStreams).filter(advertising) {
        let pays =
            |segment: &Item<'_>| canvas.facts(FactKind::Pays).any(|fact| fact.subject_index() == segment.index() && fact.object_index() == stream.index());
        if tables.has(stream.index(), Mark::Paid) {
            // Payers who watch, or are private persons, are the audience: then it is the advertisers that are missing, which PAY005 says.
            let by_all = segments.clone().all(|segment| pays(&segment) && !watches(segment) && segment.term(Field::Kind) != Some(SegmentKind::Individuals));
            if by_all && tables.known(FactKind::Pays) {
                let payers = words::list(segments.clone().map(|segment| segment.name()));
                let mut finding = findings.report(&RULE, "no_audience", stream.place()).argument("stream", stream.name()).argument("payers", payers);
                for payer in segments.clone() {
                    finding = finding.also_at(payer.place()).evidence(payer.place(), "pays for advertising, and is not said to give attention");
                }
                finding.confidence(NO_AUDIENCE).send();
            }
        } else if !tables.known(FactKind::Pays)
            && tables.count(Block::KeyPartnerships) == 0
            && tables.count(Block::CustomerSegments) > 1
            && segments.clone().all(watches)
        {
            let mut finding = findings.report(&RULE, "no_advertisers", stream.place()).argument("stream", stream.name());
            for segment in segments.clone() {
                finding = finding.evidence(segment.field(Field::Contributes), "gives its attention");
            }
            finding.send();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn anybody_else_may_be_the_audience() {
        let said = findings_of(
            "STR103",
            "
customer_segments: [a, b]
revenue_streams: [{ name: s, from: a, kind: advertising }]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn an_implied_payer_is_not_enough() {
        let said = findings_of("STR103", "customer_segments: [a]\nrevenue_streams: [{ name: s, kind: advertising }]");
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn an_audience_that_is_charged_is_said_elsewhere() {
        for payer in ["{ name: a, kind: individuals }", "{ name: a, contributes: [{ kind: attention, to: company }] }"] {
            let said = findings_of("STR103", &format!("customer_segments: [{payer}]\nrevenue_streams: [{{ name: s, from: a, kind: advertising }}]"));
            assert!(said.is_empty(), "{said:?}");
        }
    }

    #[test]
    fn where_all_pay_nobody_watches() {
        let said = findings_of("STR103", "customer_segments: [a, b]\nrevenue_streams: [{ name: s, from: [a, b], kind: advertising }]");
        assert_eq!(said, ["STR103 /revenue_streams/0: `s` is paid by `a` and `b`, and nobody else is on the canvas to whom the advertisements could be shown"]);
    }

    #[test]
    fn where_all_watch_nobody_pays() {
        let blocks = "
customer_segments:
  - { name: a, contributes: [{ kind: attention, to: company }] }
  - { name: b, contributes: [{ kind: attention, to: company }] }
revenue_streams: [{ name: s, kind: advertising }]
";
        assert_eq!(findings_of("STR103", blocks), ["STR103 /revenue_streams/0: every segment gives its attention, and none is there that would pay `s`"]);
        let with_partner = findings_of("STR103", &format!("key_partnerships: [c]{blocks}"));
        assert!(with_partner.is_empty(), "a partner may pay: {with_partner:?}");
    }
}
