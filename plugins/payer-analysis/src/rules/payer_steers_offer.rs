//! PAY010: the payer is not the user and steers the offer: the user's interest may be lost.

use canvass_plugin::vocabulary::Role;
use canvass_plugin::{Field, Findings, Message, Rule, Severity};

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY010",
    slug: "payer-steers-offer",
    severity: Severity::Warning,
    fix: None,
    summary: "the payer is not the user and steers the offer: the user's interest may be lost",
    messages: &[Message {
        key: "steered",
        text: "`{payer}` decide and pay for what `{user}` use, and it is not stated that the needs of `{user}` are met",
        would_change_if: "the needs of `{user}` are stated and addressed, or `{user}` have a part in the decision",
    }],
    documentation: "\
## Why it matters
Who pays is listened to. When the payer also decides what the offer should be, and uses something else than the user, features are built
 for the purchase and not for the use. It can be well: the needs of the users must then be on the canvas too.

## A canvas with this finding
```yaml
customer_segments: [{ name: Head office, id: office, roles: [decider, payer] }, { name: Clerks, id: clerks, roles: [user] }]
value_propositions: [{ name: Reports for control, id: reports, for: office }, { name: Forms to fill in, id: forms, for: clerks }]
revenue_streams: [{ name: Licences, from: office, for: [reports, forms], kind: licensing }]
```

## A canvas without it
```yaml
customer_segments:
  - { name: Head office, id: office, roles: [decider, payer] }
  - { name: Clerks, id: clerks, roles: [user], needs: [{ id: fast, kind: gain, text: finish forms in a minute }] }
value_propositions: [{ name: Reports for control, id: reports, for: office }, { name: Forms to fill in, id: forms, for: clerks, addresses: fast }]
revenue_streams: [{ name: Licences, from: office, for: [reports, forms], kind: licensing }]
```

## Source
Webster & Wind, Organizational Buying Behavior, 1972 (the buying centre).
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let situation = analysis.situation;
    for pair in &analysis.pairs {
        let (user, payer) = (pair.user, pair.customer);
        let shares_decision = user.plays(Role::Decider) || user.plays(Role::Influencer) || user.plays(Role::Gatekeeper);
        let uses_the_same = user.offers.iter().any(|offer| payer.uses_offer(*offer));
        if payer.plays(Role::Decider) && !shares_decision && !uses_the_same && situation.coverage(user).is_none() {
            let draft = findings.report(&RULE, "steered", payer.item.place()).argument("payer", payer.name()).argument("user", user.name());
            draft.also_at(user.item.place()).evidence(payer.item.field(Field::Roles), "decides and pays").send();
        }
    }
}
