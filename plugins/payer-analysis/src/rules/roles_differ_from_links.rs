//! PAY017: roles that are stated and roles that follow from the links differ.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::Role;
use canvass_plugin::{Field, Findings, Message, Rule, Severity};

use crate::situation::Situation;

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY017",
    slug: "roles-differ-from-links",
    severity: Severity::Warning,
    fix: None,
    summary: "roles that are stated and roles that follow from the links differ",
    messages: &[
        Message {
            key: "pays_without_role",
            text: "`{party}` pay `{stream}`, but their stated roles leave out payer",
            would_change_if: "`payer` is added to the roles, or the stream comes from somebody else",
        },
        Message {
            key: "role_without_stream",
            text: "`{party}` are said to pay, but no stream comes from them",
            would_change_if: "a stream is stated to come `from` them, or `payer` is taken from their roles",
        },
        Message {
            key: "role_without_offer",
            text: "`{party}` are said to use, but no proposition is for them",
            would_change_if: "a proposition is stated to be for them, or `user` is taken from their roles",
        },
    ],
    documentation: "\
## Why it matters
A canvas that says one thing in its roles and another in its links was changed in one place and not in the other. Every analysis that
 rests on it is as wrong as the older of the two.

## A canvas with this finding
```yaml
customer_segments: [{ name: Families, id: families, roles: [user] }, { name: Grandparents, id: grandparents, roles: [payer] }]
value_propositions: [{ name: Photo books, id: books, for: [families, grandparents] }]
revenue_streams: [{ name: Books sold, from: families, for: books }]
```

## A canvas without it
```yaml
customer_segments: [{ name: Families, id: families, roles: [user] }, { name: Grandparents, id: grandparents, roles: [payer] }]
value_propositions: [{ name: Photo books, id: books, for: [families, grandparents] }]
revenue_streams: [{ name: Books sold, from: grandparents, for: books }]
```

## Source
Consistency of the canvas with itself; roles after Webster & Wind, 1972.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let situation = analysis.situation;
    for party in situation.segments.iter().filter(|party| party.states_roles()) {
        let roles = party.item.field(Field::Roles);
        if let Some(stream) = party.streams.first().filter(|_| !party.plays(Role::Payer)) {
            let draft = findings.report(&RULE, "pays_without_role", roles).argument("party", party.name()).argument("stream", stream.name());
            draft.also_at(stream.place()).evidence(stream.place(), "comes from them").send();
        }
        if party.plays(Role::Payer) && party.streams.is_empty() && situation.payers_known && situation.view.count(Block::RevenueStreams) > 0 {
            findings.report(&RULE, "role_without_stream", roles).argument("party", party.name()).evidence(roles, "the role payer is stated").send();
        }
        // A group is served through its parts, and a part through its whole.
        let through = party.item.linked(Field::PartOf).chain(party.item.links_to(Field::PartOf).filter_map(|link| link.from()));
        let through = through.filter_map(|other| situation.segment(other)).any(|other| !other.offers.is_empty());
        if party.plays(Role::User) && party.offers.is_empty() && !through && every_offer_is_for_somebody(situation) {
            findings.report(&RULE, "role_without_offer", roles).argument("party", party.name()).evidence(roles, "the role user is stated").send();
        }
    }
}

fn every_offer_is_for_somebody(situation: &Situation<'_>) -> bool {
    let mut offers = situation.view.block(Block::ValuePropositions);
    situation.view.count(Block::ValuePropositions) > 0 && offers.all(|offer| situation.users().any(|user| user.uses_offer(offer)))
}
