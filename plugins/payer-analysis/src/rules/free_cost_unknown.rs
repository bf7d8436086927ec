//! PAY008: what a free user costs is not known, and it decides whether the model can last.

use canvass_plugin::{Findings, Message, Rule, Severity};

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY008",
    slug: "free-cost-unknown",
    severity: Severity::Info,
    fix: None,
    summary: "what a free user costs is not known, and it decides whether the model can last",
    messages: &[Message {
        key: "state_cost",
        text: "what does one of `{users}` cost who pays nothing? It decides how many must pay",
        would_change_if: "`{users}` state `cost_to_serve`",
    }],
    documentation: "\
## Why it matters
Two models with free and paying members look alike and differ in one figure. Where a free user costs next to nothing, a tiny paying
 share will do. Where storage, traffic or support cost something for each, the payers must recover it.

## A canvas with this finding
```yaml
customer_segments: [{ name: Callers, id: callers, paying_share: 0.07 }]
value_propositions: [{ name: Free calls, id: calls, for: callers }, { name: Calls to phones, id: phones, extends: calls, for: callers }]
revenue_streams: [{ name: Minutes, from: callers, for: phones, kind: usage_fee }]
```

## A canvas without it
```yaml
currency: EUR
customer_segments: [{ name: Callers, id: callers, paying_share: 0.07, cost_to_serve: { amount: 0.1, per: year } }]
value_propositions: [{ name: Free calls, id: calls, for: callers }, { name: Calls to phones, id: phones, extends: calls, for: callers }]
revenue_streams: [{ name: Minutes, from: callers, for: phones, kind: usage_fee }]
```

## Source
Osterwalder & Pigneur, Business Model Generation, 2010, pp. 96-103.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    for balance in analysis.balances.iter().filter(|balance| balance.free_cost_unknown) {
        let draft = findings.report(&RULE, "state_cost", balance.users.place()).argument("users", balance.users.name());
        draft.evidence(balance.users.place(), "some members pay, others use it free").send();
    }
}
