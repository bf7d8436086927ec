//! PAY004: a payer without a proposition of its own.

use canvass_plugin::vocabulary::{Role, StreamKind};
use canvass_plugin::{Field, Findings, Message, Rule, Severity};

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY004",
    slug: "payer-without-offer",
    severity: Severity::Error,
    fix: None,
    summary: "a payer without a proposition of its own",
    messages: &[Message {
        key: "nothing_offered",
        text: "`{payer}` pay, but no proposition is for them",
        would_change_if: "a proposition is stated to be for `{payer}`, or their stream is a donation, a grant or a tax",
    }],
    documentation: "\
## Why it matters
Who pays wants something for it. A paying segment for which no proposition is stated either gets something that the canvas does not
 say, or will not pay for long. Donors and taxpayers are different: they pay so that others are served.

## A canvas with this finding
```yaml
customer_segments: [{ name: Pupils, id: pupils }, { name: Parents, id: parents }]
value_propositions: [{ name: Lessons, id: lessons, for: pupils }]
revenue_streams: [{ name: Fee per lesson, from: parents, for: lessons, kind: usage_fee }]
```

## A canvas without it
```yaml
customer_segments: [{ name: Pupils, id: pupils }, { name: Parents, id: parents }]
value_propositions: [{ name: Lessons, id: lessons, for: pupils }, { name: Seeing progress, id: progress, for: parents }]
revenue_streams: [{ name: Fee per lesson, from: parents, for: [lessons, progress], kind: usage_fee }]
```

## Source
Osterwalder & Pigneur, Business Model Generation, 2010, pp. 20-22: a segment is a group of its own when it needs an offer of its own.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let situation = analysis.situation;
    if !situation.uses_known {
        return;
    }
    for payer in situation.segments.iter().filter(|payer| payer.pays && !payer.uses && !payer.streams.is_empty()) {
        let gives = |kind: Option<StreamKind>| matches!(kind, Some(StreamKind::Donation | StreamKind::GrantOrTax));
        if payer.plays(Role::Sponsor) || payer.streams.iter().all(|stream| gives(stream.term(Field::Kind))) {
            continue;
        }
        let draft = findings.report(&RULE, "nothing_offered", payer.item.place()).argument("payer", payer.name());
        let Some(stream) = payer.streams.first() else { continue };
        draft.also_at(stream.place()).evidence(stream.place(), format!("is paid by `{}`", payer.name())).send();
    }
}
