//! PAY016: who is said to be the customer contradicts the business model that the canvas follows.

use canvass_plugin::vocabulary::{ContributionKind, Role, StreamKind};
use canvass_plugin::{FactKind, Field, Findings, Message, Rule, Severity};

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY016",
    slug: "wrong-customer",
    severity: Severity::Warning,
    fix: None,
    summary: "who is said to be the customer contradicts the business model that the canvas follows",
    messages: &[
        Message {
            key: "advertising",
            text: "`{claimed}` are said to pay or buy, but in a model that lives on advertising the customer is the advertiser: `{customer}`",
            would_change_if: "`{claimed}` pay a stream of their own",
        },
        Message {
            key: "marketplace",
            text: "`{claimed}` supply the marketplace and are said to buy, but its customer is the buyer: `{customer}`",
            would_change_if: "`{claimed}` pay a stream of their own",
        },
        Message {
            key: "subscription",
            text: "`{claimed}` work with it and are said to pay, but the customer of a subscription for companies is the one who buys it there: `{customer}`",
            would_change_if: "`{claimed}` pay a stream of their own",
        },
    ],
    documentation: "\
## Why it matters
Who the customer is follows from the business model: in a social network it is the advertiser and not the member, in a marketplace the
 buyer and not the vendor, in software for companies the one who buys it there and not the one who works with it. Serving the wrong one as
 customer builds the wrong thing.

## A canvas with this finding
```yaml
customer_segments:
  - { name: Members, id: members, roles: [user, payer], contributes: [{ kind: attention, to: advertisers }] }
  - { name: Advertisers, id: advertisers, kind: businesses }
value_propositions: [{ name: Friends, id: friends, for: members }, { name: Reach, id: reach, for: advertisers }]
revenue_streams: [{ name: Advertisements, from: advertisers, for: reach, kind: advertising }]
```

## A canvas without it
```yaml
customer_segments:
  - { name: Members, id: members, roles: [user], contributes: [{ kind: attention, to: advertisers }] }
  - { name: Advertisers, id: advertisers, kind: businesses, roles: [payer] }
value_propositions: [{ name: Friends, id: friends, for: members }, { name: Reach, id: reach, for: advertisers }]
revenue_streams: [{ name: Advertisements, from: advertisers, for: reach, kind: advertising }]
```

## Source
The table \"who is the customer\" by business model: e-commerce, marketplace, subscription, captive app, social network.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let situation = analysis.situation;
    // A group that is said to pay or buy, while no stream comes from it.
    for claimed in situation.segments.iter().filter(|party| (party.plays(Role::Payer) || party.plays(Role::Buyer)) && party.streams.is_empty()) {
        for customer in situation.payers().filter(|customer| customer.item != claimed.item && !customer.streams.is_empty()) {
            let given =
                situation.view.facts(FactKind::Gives).find(|fact| fact.subject_index() == claimed.item.index() && fact.object_index() == customer.item.index());
            let kind = given.and_then(|fact| fact.value::<ContributionKind>());
            let key = match kind {
                Some(ContributionKind::Attention) if situation.has_stream(customer, StreamKind::Advertising) => "advertising",
                Some(ContributionKind::Supply) if situation.has_stream(customer, StreamKind::BrokerageFee) => "marketplace",
                _ if claimed.uses
                    && claimed.plays(Role::Payer)
                    && situation.has_stream(customer, StreamKind::SubscriptionFee)
                    && situation.one_organization(claimed, customer) =>
                {
                    "subscription"
                }
                _ => continue,
            };
            let draft = findings.report(&RULE, key, claimed.item.field(Field::Roles)).argument("claimed", claimed.name()).argument("customer", customer.name());
            draft.also_at(customer.item.place()).evidence(customer.item.place(), "pays the stream").send();
        }
    }
}
