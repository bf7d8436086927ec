//! FIN005: even the best case does not reach the goal.

use canvass_plugin::{Findings, Message, Place, Rule, Severity};

use super::{Analysis, money};

pub(super) static RULE: Rule = Rule {
    code: "FIN005",
    slug: "goal-out-of-reach",
    severity: Severity::Error,
    fix: None,
    summary: "even the best case does not reach the goal",
    messages: &[
        Message {
            key: "loss",
            text: "even with every number at its best end the year ends with {best}",
            would_change_if: "more comes in or less is spent: see the numbers that move the result most",
        },
        Message {
            key: "goal",
            text: "even with every number at its best end the year ends with {best}, and {goal} is to be reached",
            would_change_if: "more comes in, less is spent, or the goal is lower",
        },
    ],
    documentation: "\
## Why it matters
A range leaves room for hope. Where the best end of every range is taken at once and the year still does not end where it should, no luck will do: the model
 has to change. The goal is the setting `goal` of the analyzer `economics`; without it the goal is not to lose money.

## A canvas with this finding
```yaml
currency: EUR
customer_segments: [{ name: Readers, id: readers, size: { low: 1000, high: 2000 }, cost_to_serve: { amount: 10, per: year } }]
value_propositions: [{ name: Weekly letter, id: letter, for: readers }]
revenue_streams: [{ name: Subscription, from: readers, for: letter, price: { amount: 40, per: year } }]
cost_structure: [{ name: Editors, kind: fixed, amount: { amount: 90000, per: year } }]
```

## A canvas without it
```yaml
currency: EUR
customer_segments: [{ name: Readers, id: readers, size: { low: 1000, high: 4000 }, cost_to_serve: { amount: 10, per: year } }]
value_propositions: [{ name: Weekly letter, id: letter, for: readers }]
revenue_streams: [{ name: Subscription, from: readers, for: letter, price: { amount: 40, per: year } }]
cost_structure: [{ name: Editors, kind: fixed, amount: { amount: 90000, per: year } }]
```

## Source
McGrath & MacMillan, Discovery-Driven Planning, Harvard Business Review, 1995: begin with what must be reached, and see whether the assumptions allow it.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let Some(result) = analysis.books.result.filter(|result| result.high < analysis.goal) else { return };
    let currency = analysis.books.ledger.currencies.first().copied().flatten();
    let key = if analysis.goal.is_zero() { "loss" } else { "goal" };
    let mut draft = findings.report(&RULE, key, Place::item(0)).argument("best", money(result.high, currency));
    if !analysis.goal.is_zero() {
        draft = draft.argument("goal", money(analysis.goal, currency));
    }
    for (_, figure) in analysis.books.ledger.figures.iter() {
        draft = draft.evidence(figure.item.field(figure.field), "a number that the result rests on");
    }
    draft.send();
}
