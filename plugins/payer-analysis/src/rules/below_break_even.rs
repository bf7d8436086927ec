//! PAY007: fewer members pay than must pay for all.

use canvass_plugin::{Field, Findings, Message, Rule, Severity};

use super::percent;

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY007",
    slug: "below-break-even",
    severity: Severity::Error,
    fix: None,
    summary: "fewer members pay than must pay for all",
    messages: &[Message {
        key: "too_few",
        text: "{stated} of `{users}` pay, but {needed} must pay for all to be carried",
        would_change_if: "more members pay, the price rises, or a free user costs less",
    }],
    documentation: "\
## Why it matters
Where some members pay for all, three figures decide: what a free user costs, what a paying user leaves over, and the fixed costs. They
 give the share that must pay. A stated share below it means that every year ends with a loss.

## A canvas with this finding
```yaml
currency: EUR
customer_segments:
  - { name: Users, id: users, size: 100000, cost_to_serve: { amount: 2, per: year } }
  - { name: Subscribers, id: subscribers, part_of: users, size: 2000, cost_to_serve: { amount: 4, per: year } }
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
Osterwalder & Pigneur, Business Model Generation, 2010, p. 102: income, service cost and growth of a freemium model.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    for balance in analysis.balances.iter().filter(|balance| balance.hopeless.is_none() && balance.enough() == Some(false)) {
        let (Some(stated), Some(needed)) = (balance.stated, balance.needed) else { continue };
        let draft = findings.report(&RULE, "too_few", balance.users.place()).argument("users", balance.users.name());
        let draft = draft.argument("stated", percent(stated)).argument("needed", percent(needed));
        draft.evidence(balance.users.field(Field::CostToServe), "what a free user costs").send();
    }
}
