//! PAY002: a free group that nobody carries, that does not convert and gives nothing.

use canvass_plugin::{Findings, Message, Rule, Severity};

use crate::outcome::RelationKind;
use crate::relations::gives_anything;

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY002",
    slug: "uncarried-group",
    severity: Severity::Warning,
    fix: None,
    summary: "a free group that nobody carries, that does not convert and gives nothing",
    messages: &[
        Message {
            key: "uncarried",
            text: "`{free}` use the offer free, give nothing that is stated, and nobody pays for them",
            would_change_if: "`{free}` contribute something (`contributes`), are part of a group that pays, or somebody pays for what they use",
        },
        Message {
            key: "leak",
            text: "`{free}` use free the very offer that `{paying}` pay for, and nothing is stated to turn them into payers",
            would_change_if: "a cheaper basic offer is stated for `{free}`, or they contribute a conversion_pool or anything else",
        },
    ],
    documentation: "\
## Why it matters
A group that pays nothing is worth having when it attracts those who pay, turns into payers later, or when somebody pays on its
 behalf. A group of which none of this holds only costs. Where the same offer is paid by some and used free by others, the offer leaks:
 no design intends those users.

## A canvas with this finding
```yaml
customer_segments: [{ name: Visitors, id: visitors }, { name: Members, id: members }]
value_propositions: [{ name: Reading room, id: room, for: visitors }, { name: Lending, id: lending, for: members }]
revenue_streams: [{ name: Membership, from: members, for: lending }]
```

## A canvas without it
```yaml
customer_segments: [{ name: Visitors, id: visitors, contributes: [{ kind: conversion_pool, to: members }] }, { name: Members, id: members }]
value_propositions: [{ name: Reading room, id: room, for: visitors }, { name: Lending, id: lending, for: members }]
revenue_streams: [{ name: Membership, from: members, for: lending }]
```

## Source
Osterwalder & Pigneur, Business Model Generation, 2010, pp. 88-105 (free offers and who finances them).
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let situation = analysis.situation;
    for free in situation.free() {
        let mut ties = analysis.ties.iter().filter(|tie| tie.free.item == free.item);
        if ties.clone().any(|tie| tie.kind == RelationKind::Unrelated) {
            let draft = findings.report(&RULE, "uncarried", free.item.place()).argument("free", free.name());
            draft.evidence(free.item.place(), "uses the offer, pays nothing, contributes nothing that is stated").send();
            continue;
        }
        let leak = ties.find(|tie| {
            tie.kind == RelationKind::SamePeople && tie.paying.item != free.item && !free.offers.is_empty() && free.offers == situation.bought(tie.paying)
        });
        if let Some(tie) = leak.filter(|_| !gives_anything(situation, free.item)) {
            let draft = findings.report(&RULE, "leak", free.item.place()).argument("free", free.name()).argument("paying", tie.paying.name());
            draft.also_at(tie.paying.item.place()).evidence(tie.paying.item.place(), "pays for the same offer").send();
        }
    }
}
