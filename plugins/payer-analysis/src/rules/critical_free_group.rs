//! PAY018: a free group without which the paid offer has nothing to sell.

use canvass_plugin::{Fact, FactKind, Findings, Item, Message, Rule, Severity};

use crate::analyzer::Analysis;
use crate::situation::{Party, Situation};

pub(super) static RULE: Rule = Rule {
    code: "PAY018",
    slug: "critical-free-group",
    severity: Severity::Info,
    fix: None,
    summary: "a free group without which the paid offer has nothing to sell",
    messages: &[
        Message {
            key: "critical",
            text: "`{free}` pay nothing, and without them `{offer}` has nothing to sell to `{payer}`",
            would_change_if: "`{offer}` is not made of what `{free}` give",
        },
        Message {
            key: "critical_through",
            text: "`{free}` pay nothing, and without them there is no `{offer}` for `{audience}`, without whom there is nothing to sell",
            would_change_if: "`{offer}` is not made of what `{free}` give",
        },
    ],
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
    let sold_to = |offer: Item<'_>| situation.payers().find(|payer| situation.buys(payer, offer));
    // The groups of which something sold is made, and then those who make what these come for.
    let mut critical = Vec::new();
    for free in situation.free() {
        for (fact, offer) in made_of(situation, free) {
            let Some(payer) = sold_to(offer) else { continue };
            critical.push(free.item);
            let draft = findings.report(&RULE, "critical", free.item.place()).argument("free", free.name()).argument("offer", offer.name());
            let draft = draft.argument("payer", payer.name()).also_at(offer.place()).confidence(fact.confidence());
            draft.evidence(offer.place(), format!("is made of what `{}` give", free.name())).send();
        }
    }
    for free in situation.free().filter(|free| !critical.contains(&free.item)) {
        for (fact, offer) in made_of(situation, free) {
            let audience = situation.free().find(|audience| audience.item != free.item && critical.contains(&audience.item) && audience.uses_offer(offer));
            let Some(audience) = audience else { continue };
            let draft = findings.report(&RULE, "critical_through", free.item.place()).argument("free", free.name());
            let draft = draft.argument("offer", offer.name()).argument("audience", audience.name()).also_at(offer.place());
            draft.confidence(fact.confidence()).evidence(offer.place(), format!("is made of what `{}` give", free.name())).send();
        }
    }
}

/// The propositions that are made of what a group gives.
fn made_of<'a>(situation: &Situation<'a>, free: &Party<'a>) -> impl Iterator<Item = (Fact<'a>, Item<'a>)> {
    let group = free.item.index();
    situation.view.facts(FactKind::DependsOn).filter(move |fact| fact.object_index() == group).filter_map(|fact| Some((fact, fact.subject()?)))
}
