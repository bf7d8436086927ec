//! PAY015: the user is served, the customer is not.

use canvass_plugin::{Findings, Message, Rule, Severity};

use crate::outcome::Fitting;

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY015",
    slug: "applauded-not-sold",
    severity: Severity::Warning,
    fix: None,
    summary: "the user is served, the customer is not",
    messages: &[Message {
        key: "applauded",
        text: "`{user}` get what they need, `{customer}`, who are to pay, do not: applauded, but not sold",
        would_change_if: "the needs of `{customer}` are addressed by a proposition",
    }],
    documentation: "\
## Why it matters
Users who love an offer do not pay for it when somebody else holds the purse. The purse has needs of its own, and an offer that answers
 none of them dies early, to applause.

## A canvas with this finding
```yaml
customer_segments:
  - { name: Schools, id: schools, needs: [{ id: marks, kind: gain, text: better marks to show }] }
  - { name: Pupils, id: pupils, needs: [{ id: fun, kind: gain, text: learn by playing }] }
value_propositions: [{ name: A game about history, id: game, for: [schools, pupils], addresses: fun }]
revenue_streams: [{ name: Licences, from: schools, for: game, kind: licensing }]
```

## A canvas without it
```yaml
customer_segments:
  - { name: Schools, id: schools, needs: [{ id: marks, kind: gain, text: better marks to show }] }
  - { name: Pupils, id: pupils, needs: [{ id: fun, kind: gain, text: learn by playing }] }
value_propositions: [{ name: A game about history, id: game, for: [schools, pupils], addresses: [fun, marks] }]
revenue_streams: [{ name: Licences, from: schools, for: game, kind: licensing }]
```

## Source
Osterwalder et al., Value Proposition Design, 2014, pp. 50-51 (economic buyers and end users).
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    for pair in analysis.pairs.iter().filter(|pair| pair.verdict == Fitting::ApplaudedNotSold) {
        let draft = findings.report(&RULE, "applauded", pair.customer.item.place()).argument("customer", pair.customer.name());
        let draft = draft.argument("user", pair.user.name()).also_at(pair.user.item.place());
        draft
            .evidence(pair.customer.item.place(), "less than half of its needs are addressed")
            .evidence(pair.user.item.place(), "its needs are addressed")
            .send();
    }
}
