//! PAY019: the price is not above the cost of serving a paying user: no share can break even.

use canvass_plugin::{Findings, Message, Rule, Severity};

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY019",
    slug: "cannot-break-even",
    severity: Severity::Error,
    fix: None,
    summary: "the price is not above the cost of serving a paying user: no share can break even",
    messages: &[Message {
        key: "hopeless",
        text: "a paying user brings {price} a year and costs {cost}: however many pay, it cannot break even",
        would_change_if: "the price rises, or serving a paying user costs less",
    }],
    documentation: "\
## Why it matters
When a paying user costs as much as it pays, every further one adds to the loss. No number of users mends that; only the price or the cost
 can.

## A canvas with this finding
```yaml
currency: EUR
customer_segments:
  - { name: Users, id: users, size: 100000, cost_to_serve: { amount: 2, per: year } }
  - { name: Subscribers, id: subscribers, part_of: users, size: 20000, cost_to_serve: { amount: 24, per: year } }
value_propositions: [{ name: Free account, id: basic, for: users }, { name: Full account, id: full, extends: basic, for: subscribers }]
revenue_streams: [{ name: Subscription, from: subscribers, for: full, kind: subscription_fee, price: { amount: 24, per: year } }]
cost_structure: [{ name: Team, kind: fixed, amount: { amount: 100000, per: year } }]
```

## A canvas without it
```yaml
currency: EUR
customer_segments:
  - { name: Users, id: users, size: 100000, cost_to_serve: { amount: 2, per: year } }
  - { name: Subscribers, id: subscribers, part_of: users, size: 20000, cost_to_serve: { amount: 4, per: year } }
value_propositions: [{ name: Free account, id: basic, for: users }, { name: Full account, id: full, extends: basic, for: subscribers }]
revenue_streams: [{ name: Subscription, from: subscribers, for: full, kind: subscription_fee, price: { amount: 24, per: year } }]
cost_structure: [{ name: Team, kind: fixed, amount: { amount: 100000, per: year } }]
```

## Source
Osterwalder & Pigneur, Business Model Generation, 2010, p. 102.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    for balance in &analysis.balances {
        let Some((price, cost)) = balance.hopeless else { continue };
        let draft = findings.report(&RULE, "hopeless", balance.users.place());
        let draft = draft.argument("price", price.normalize().to_string()).argument("cost", cost.normalize().to_string());
        draft.evidence(balance.users.place(), "some members pay for the others").send();
    }
}
