//! PAY003: a payer whose own offer does not depend on the group it pays for.

use canvass_plugin::vocabulary::{Role, StreamKind};
use canvass_plugin::{FactKind, Findings, Message, Rule, Severity};

use crate::outcome::RelationKind;

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY003",
    slug: "payer-without-reason",
    severity: Severity::Warning,
    fix: None,
    summary: "a payer whose own offer does not depend on the group it pays for",
    messages: &[
        Message {
            key: "no_audience",
            text: "`{payer}` pay for advertising, but what they buy is not stated to be made of any group's attention",
            would_change_if: "the proposition for `{payer}` depends on a segment (`depends_on`), or a segment contributes attention to them",
        },
        Message {
            key: "no_tie",
            text: "`{payer}` pay for what `{user}` use, but nothing ties them together: why would they pay?",
            would_change_if: "the offer to `{payer}` depends on `{user}`, or `{payer}` control them, or they are customers or a part of `{payer}`",
        },
    ],
    documentation: "\
## Why it matters
Whoever pays for others has a reason: it sells to them, they work for it, it wants their attention, or it gives for a cause. When no
 reason can be seen on the canvas, the money is a hope.

## A canvas with this finding
```yaml
customer_segments: [{ name: Readers, id: readers, kind: individuals }, { name: Brands, id: brands }]
value_propositions: [{ name: News, id: news, for: readers, value: [newness] }, { name: Pages, id: pages, for: brands, value: [accessibility] }]
revenue_streams: [{ name: Advertisements, from: brands, for: pages, kind: advertising }]
```

## A canvas without it
```yaml
customer_segments: [{ name: Readers, id: readers, contributes: [{ kind: attention, to: brands }] }, { name: Brands, id: brands }]
value_propositions: [{ name: News, id: news, for: readers }, { name: Pages for advertisements, id: pages, for: brands }]
revenue_streams: [{ name: Advertisements, from: brands, for: pages, kind: advertising }]
```

## Source
Osterwalder & Pigneur, Business Model Generation, 2010, pp. 76-85 (why one side of a platform pays for the other).
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let situation = analysis.situation;
    for payer in situation.payers().filter(|payer| payer.uses) {
        if situation.has_stream(payer, StreamKind::Advertising) {
            let made_of_somebody = situation.bought(payer).iter().any(|&offer| situation.facts.about(FactKind::DependsOn, offer));
            let given = situation.facts.lead_to(FactKind::Gives, payer.item);
            if !made_of_somebody && !given && situation.free().next().is_some() {
                let draft = findings.report(&RULE, "no_audience", payer.item.place()).argument("payer", payer.name());
                draft.evidence(payer.item.place(), "pays for advertising").send();
            }
            continue;
        }
        for tie in analysis.ties.iter().filter(|tie| tie.kind == RelationKind::OnBehalf && tie.paying.item == payer.item) {
            let shared = tie.free.offers.iter().any(|offer| payer.uses_offer(*offer));
            let depends = payer.offers.iter().any(|&offer| situation.facts.holds(FactKind::DependsOn, offer, tie.free.item));
            let customer = situation.facts.holds(FactKind::CustomerOf, tie.free.item, payer.item);
            // The two are roles of one customer: who decides or buys there, and who works with it.
            let one_customer = (payer.plays(Role::Decider) || payer.plays(Role::Buyer)) && tie.free.plays(Role::User);
            if !shared && !depends && !customer && !one_customer && !situation.one_organization(tie.free, payer) {
                let draft = findings.report(&RULE, "no_tie", payer.item.place()).argument("payer", payer.name()).argument("user", tie.free.name());
                draft.also_at(tie.free.item.place()).evidence(payer.item.place(), "pays for an offer that it does not use").send();
            }
        }
    }
}
