//! FIN003: more payers than members, or more members than the whole of which they are a part.

use canvass_plugin::blocks::Block;
use canvass_plugin::{Decimal, Field, Findings, Message, Rule, Severity};

use super::super::figures::is_by_time;
use super::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "FIN003",
    slug: "more-than-there-are",
    severity: Severity::Error,
    fix: None,
    summary: "more payers than members, or more members than the market",
    messages: &[
        Message { key: "parts", text: "the parts of `{whole}` have {parts} members, but `{whole}` has {members}", would_change_if: "the sizes agree" },
        Message {
            key: "payers",
            text: "`{stream}` is paid by {payers}, but `{segment}` has {members} members",
            would_change_if: "the size of the segment and the volume of the stream agree",
        },
    ],
    documentation: "\
## Why it matters
A part cannot be larger than the whole. Where the sizes of the parts of a segment come to more than the segment, or more subscriptions are sold than there
 are members, one of the numbers is wrong. Ranges are held against each other at the ends at which they might still agree.

## A canvas with this finding
```yaml
customer_segments: [{ name: Users, id: users, size: 1000 }, { name: Subscribers, part_of: users, size: 5000 }]
```

## A canvas without it
```yaml
customer_segments: [{ name: Users, id: users, size: 10000 }, { name: Subscribers, part_of: users, size: 5000 }]
```

## Source
The format of the canvas: a segment that is `part_of` another counts members of that other.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let view = analysis.situation.view;
    let ledger = &analysis.books.ledger;
    for whole in view.block(Block::CustomerSegments) {
        let Some(all) = whole.quantity(Field::Size).map(|size| size.high()) else { continue };
        let parts = ledger.parts.get(&whole.index()).map(Vec::as_slice).unwrap_or_default();
        let in_parts: Decimal = parts.iter().filter_map(|part| part.quantity(Field::Size)).map(|size| size.low()).sum();
        if in_parts > all {
            let draft = findings.report(&RULE, "parts", whole.field(Field::Size)).argument("whole", whole.name());
            let draft = draft.argument("parts", in_parts.normalize().to_string()).argument("members", all.normalize().to_string());
            parts.iter().fold(draft, |draft, part| draft.evidence(part.field(Field::Size), "a part of it")).send();
        }
    }
    for payer in analysis.situation.payers() {
        let Some(all) = payer.item.quantity(Field::Size).map(|size| size.high()) else { continue };
        for stream in payer.streams.iter().filter(|stream| stream.quantity(Field::Price).and_then(is_by_time) == Some(true)) {
            let alone = !ledger.shared.contains(&stream.index());
            if let Some(volume) = stream.quantity(Field::Volume).map(|volume| volume.low()).filter(|volume| alone && *volume > all) {
                let draft = findings.report(&RULE, "payers", stream.field(Field::Volume)).argument("stream", stream.name());
                let draft = draft.argument("payers", volume.normalize().to_string()).argument("segment", payer.name());
                draft.argument("members", all.normalize().to_string()).evidence(payer.item.field(Field::Size), "how many members there are").send();
            }
        }
    }
}
