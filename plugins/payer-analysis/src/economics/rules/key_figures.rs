//! FIN007: what the year ends with, at which volume, how much comes again, and how much hangs on one payer.

use canvass_plugin::{Decimal, Findings, Message, Place, Rule, Severity};

use super::super::measures::Measures;
use super::{Analysis, money};
use crate::rules::percent;

pub(super) static RULE: Rule = Rule {
    code: "FIN007",
    slug: "key-figures",
    severity: Severity::Info,
    fix: None,
    summary: "what the year ends with, at which volume the fixed costs are covered, how much comes again, and how much hangs on few payers",
    messages: &[
        Message { key: "profit", text: "the year ends with {result}{range}{figures}", would_change_if: "a number that the result rests on is another" },
        Message {
            key: "loss",
            text: "the year ends with {result}{range}: what the payers leave over covers {coverage} of what is to be covered{figures}",
            would_change_if: "more comes in or less is spent",
        },
    ],
    documentation: "\
## Why it matters
Four figures tell whether a model carries itself: the result of a year; the part of today's volume at which the fixed costs are covered; the share of revenue that
 comes again without being won again; and how much hangs on few payers (the index of Herfindahl and Hirschman: 1 where one group brings all). They are given only
 where every number they rest on is stated. A result that is sound at both ends of its range is said as a strength.

## A canvas with this finding
```yaml
currency: EUR
customer_segments: [{ name: Readers, id: readers, size: 4000, cost_to_serve: { amount: 10, per: year } }]
value_propositions: [{ name: Weekly letter, id: letter, for: readers }]
revenue_streams: [{ name: Subscription, from: readers, for: letter, recurrence: recurring, price: { amount: 40, per: year } }]
cost_structure: [{ name: Editors, kind: fixed, amount: { amount: 90000, per: year } }]
```

## A canvas without it
```yaml
currency: EUR
customer_segments: [{ name: Readers, id: readers, cost_to_serve: { amount: 10, per: year } }]
value_propositions: [{ name: Weekly letter, id: letter, for: readers }]
revenue_streams: [{ name: Subscription, from: readers, for: letter, recurrence: recurring, price: { amount: 40, per: year } }]
cost_structure: [{ name: Editors, kind: fixed, amount: { amount: 90000, per: year } }]
```

## Source
Osterwalder & Pigneur, Business Model Generation, 2010, pp. 30-31 (transaction and recurring revenues) and 40-41 (fixed and variable costs); Hirschman, The Paternity of
 an Index, American Economic Review 54(5), 1964.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let books = &analysis.books;
    let Some(result) = books.result else { return };
    let currency = books.ledger.currencies.first().copied().flatten();
    let range = if result.is_exact() { String::new() } else { format!(" (from {} to {})", money(result.low, currency), money(result.high, currency)) };
    let Measures { break_even_volume, recurring_share, concentration } = analysis.measures;
    let mut figures = String::new();
    for (name, value) in [
        ("covers its fixed costs at {} of its volume", break_even_volume.map(percent)),
        ("{} of revenue comes again", recurring_share.map(percent)),
        ("concentration of payers {}", concentration.map(|index| index.round_dp(2).normalize().to_string())),
    ] {
        if let Some(value) = value {
            figures.push_str("; ");
            figures.push_str(&name.replace("{}", &value));
        }
    }
    let loss = result.likely < Decimal::ZERO;
    let mut draft = findings.report(&RULE, if loss { "loss" } else { "profit" }, Place::item(0));
    draft = draft.argument("result", money(result.likely, currency)).argument("range", range);
    if loss {
        draft = draft.argument("coverage", books.coverage.map_or_else(|| "only a part".to_owned(), |coverage| percent(coverage.likely)));
    } else if result.low >= analysis.goal {
        draft = draft.severity(Severity::Strength);
    }
    draft.argument("figures", figures).send();
}
