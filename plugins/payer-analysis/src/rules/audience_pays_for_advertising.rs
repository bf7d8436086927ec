//! PAY005: an advertising stream charged to the audience: the advertisers are missing as a segment.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{ContributionKind, SegmentKind, StreamKind};
use canvass_plugin::{FactKind, Field, Findings, Message, Rule, Severity};

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY005",
    slug: "audience-pays-for-advertising",
    severity: Severity::Error,
    fix: None,
    summary: "an advertising stream charged to the audience: the advertisers are missing as a segment",
    messages: &[
        Message {
            key: "audience_charged",
            text: "`{stream}` is charged to `{payer}`, who are the audience; the advertisers are missing as a segment",
            would_change_if: "the advertisers are stated as a segment that the stream comes `from`",
        },
        Message {
            key: "advertisers_missing",
            text: "`{stream}` has no payer, and no segment is the advertisers",
            would_change_if: "the advertisers are stated as a segment that the stream comes `from`",
        },
    ],
    documentation: "\
## Why it matters
Advertising is paid by those who want to be seen, not by those who see it. A canvas with an advertising stream needs the advertisers
 as a segment, with an offer of their own, because they are the customer.

## A canvas with this finding
```yaml
customer_segments: [{ name: Viewers, id: viewers, kind: individuals }]
value_propositions: [{ name: Free films, id: films, for: viewers }]
revenue_streams: [{ name: Spots before films, from: viewers, for: films, kind: advertising }]
```

## A canvas without it
```yaml
customer_segments:
  - { name: Viewers, id: viewers, kind: individuals, contributes: [{ kind: attention, to: advertisers }] }
  - { name: Advertisers, id: advertisers, kind: businesses }
value_propositions: [{ name: Free films, id: films, for: viewers }, { name: Spots before films, id: spots, for: advertisers }]
revenue_streams: [{ name: Spots sold, from: advertisers, for: spots, kind: advertising }]
```

## Source
Osterwalder & Pigneur, Business Model Generation, 2010, pp. 92-95.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let situation = analysis.situation;
    for stream in situation.view.block(Block::RevenueStreams).filter(|stream| stream.term::<StreamKind>(Field::Kind) == Some(StreamKind::Advertising)) {
        let mut paid = false;
        for payer in situation.payers().filter(|payer| payer.streams.contains(&stream)) {
            paid = true;
            let watches = situation
                .view
                .facts(FactKind::Gives)
                .any(|fact| fact.subject_index() == payer.item.index() && fact.value::<ContributionKind>() == Some(ContributionKind::Attention));
            let person = payer.item.term::<SegmentKind>(Field::Kind) == Some(SegmentKind::Individuals);
            if watches || person {
                let draft = findings.report(&RULE, "audience_charged", stream.field(Field::From)).argument("stream", stream.name());
                let says = if watches { "gives its attention" } else { "is made of private persons" };
                draft.argument("payer", payer.name()).also_at(payer.item.place()).evidence(payer.item.place(), says).send();
            }
        }
        let one_group = situation.segments.len() == 1;
        if !paid && one_group {
            let draft = findings.report(&RULE, "advertisers_missing", stream.place()).argument("stream", stream.name());
            draft.evidence(stream.place(), "is advertising").send();
        }
    }
}
