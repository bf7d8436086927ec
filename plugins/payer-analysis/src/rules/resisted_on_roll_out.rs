//! PAY014: the customer is served, the user is not, and the customer does not control the user.

use canvass_plugin::{Findings, Message, Rule, Severity};

use crate::outcome::Fitting;

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY014",
    slug: "resisted-on-roll-out",
    severity: Severity::Warning,
    fix: None,
    summary: "the customer is served, the user is not, and the customer does not control the user",
    messages: &[Message {
        key: "resisted",
        text: "`{customer}` get what they need, `{user}` do not, and `{customer}` cannot order its use: expect resistance",
        would_change_if: "the needs of `{user}` are addressed, or `{customer}` are stated to control `{user}`",
    }],
    documentation: "\
## Why it matters
What pleases the buyer is sold; what does not please the user is not used, unless the buyer can order its use. Then the next order does not
 come. Either serve the user too, or know that the buyer can make people use it.

## A canvas with this finding
```yaml
customer_segments:
  - { name: Managers, id: managers, needs: [{ id: control, kind: gain, text: see every hour worked }] }
  - { name: Fitters, id: fitters, needs: [{ id: quick, kind: pain, text: no paper after work }] }
value_propositions:
  - { name: Time sheets at a glance, id: sheets, for: managers, addresses: control }
  - { name: Time entry, id: entry, for: fitters }
revenue_streams: [{ name: Seats, from: managers, for: [sheets, entry], kind: subscription_fee }]
```

## A canvas without it
```yaml
customer_segments:
  - { name: Managers, id: managers, needs: [{ id: control, kind: gain, text: see every hour worked }] }
  - { name: Fitters, id: fitters, needs: [{ id: quick, kind: pain, text: no paper after work }] }
value_propositions:
  - { name: Time sheets at a glance, id: sheets, for: managers, addresses: control }
  - { name: Time entry, id: entry, for: fitters, addresses: quick }
revenue_streams: [{ name: Seats, from: managers, for: [sheets, entry], kind: subscription_fee }]
```

## Source
The distinction of customer and user in business software; Osterwalder et al., Value Proposition Design, 2014, pp. 50-51 (stakeholders of one customer).
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    for pair in analysis.pairs.iter().filter(|pair| pair.verdict == Fitting::Resisted) {
        let draft = findings.report(&RULE, "resisted", pair.user.item.place()).argument("customer", pair.customer.name());
        let draft = draft.argument("user", pair.user.name()).also_at(pair.customer.item.place());
        draft
            .evidence(pair.user.item.place(), "less than half of its needs are addressed")
            .evidence(pair.customer.item.place(), "its needs are addressed")
            .send();
    }
}
