//! PAY018: a free group without which the paid offer has nothing to sell.

use canvass_plugin::{FactKind, Findings, Message, Rule, Severity};

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY018",
    slug: "critical-free-group",
    severity: Severity::Info,
    summary: "a free group without which the paid offer has nothing to sell",
    messages: &[Message {
        key: "critical",
        text: "`{free}` pay nothing, and without them `{offer}` has nothing to sell to `{payer}`",
        would_change_if: "`{offer}` is not made of what `{free}` give",
    }],
    documentation: "\
## Why it matters
A free group can be the most valuable one: what others pay for is made of it. Losing it loses the payers. Its needs deserve the care that
 paying customers get.

## A canvas with this finding
```yaml
customer_segments: [{ name: Readers, id: readers, contributes: [{ kind: attention, to: shops }] }, { name: Shops, id: shops }]
value_propositions: [{ name: Free paper, id: paper, for: readers }, { name: Reach in town, id: reach, for: shops }]
revenue_streams: [{ name: Advertisements, from: shops, for: reach, kind: advertising }]
```

## A canvas without it
```yaml
customer_segments: [{ name: Readers, id: readers }]
value_propositions: [{ name: The paper, id: paper, for: readers }]
revenue_streams: [{ name: Paper sold, from: readers, for: paper, kind: asset_sale }]
```

## Source
Osterwalder & Pigneur, Business Model Generation, 2010, pp. 76-79 and 92-95.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let situation = analysis.situation;
    for free in situation.free() {
        for fact in situation.view.facts(FactKind::DependsOn).filter(|fact| fact.object_index() == free.item.index()) {
            let Some(offer) = fact.subject() else { continue };
            let Some(payer) = situation.payers().find(|payer| situation.bought(payer).contains(&offer)) else { continue };
            let draft = findings.report(&RULE, "critical", free.item.place()).argument("free", free.name()).argument("offer", offer.name());
            let draft = draft.argument("payer", payer.name()).also_at(offer.place()).confidence(fact.confidence());
            draft.evidence(offer.place(), format!("is made of what `{}` give", free.name())).send();
        }
    }
}
