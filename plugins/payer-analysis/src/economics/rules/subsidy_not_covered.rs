//! PAY006: a subsidy that the payers' surplus does not cover.

use std::collections::HashSet;

use canvass_plugin::{Decimal, Field, Findings, Message, Rule, Severity};

use super::super::carrying::{carried, carry};
use super::super::ledger::Part;
use super::{Analysis, money};

pub(super) static RULE: Rule = Rule {
    code: "PAY006",
    slug: "subsidy-not-covered",
    severity: Severity::Error,
    fix: None,
    summary: "a subsidy that is not covered by the surplus of those who pay",
    messages: &[
        Message {
            key: "not_covered",
            text: "`{segment}` cost {deficit} a year more than they bring; those who carry them leave over only {carried}",
            would_change_if: "the payers leave over more, or `{segment}` cost less",
        },
        Message {
            key: "carried_by_nobody",
            text: "`{segment}` cost {deficit} a year more than they bring, and nobody who pays is tied to them",
            would_change_if: "it is stated who pays because of `{segment}`, they cost less, or they bring more",
        },
    ],
    documentation: "\
## Why it matters
A group that costs more than it brings is carried by those who pay because of it. Where they leave over less than that, every further member of the carried group makes the loss
 larger. It is said as an error where it holds at the best ends of all ranges, and as a warning where it holds at the likely values only.

## A canvas with this finding
```yaml
currency: EUR
customer_segments:
  - { name: Readers, id: readers, size: 100000, cost_to_serve: { amount: 10, per: year }, contributes: [{ kind: attention, to: advertisers }] }
  - { name: Advertisers, id: advertisers, size: 50, cost_to_serve: { amount: 1000, per: year } }
value_propositions:
  - { name: Free paper, id: paper, for: readers }
  - { name: Advertising space, id: space, for: advertisers, depends_on: readers }
revenue_streams: [{ name: Advertisements, from: advertisers, for: space, kind: advertising, amount: { amount: 400000, per: year } }]
```

## A canvas without it
```yaml
currency: EUR
customer_segments:
  - { name: Readers, id: readers, size: 100000, cost_to_serve: { amount: 10, per: year }, contributes: [{ kind: attention, to: advertisers }] }
  - { name: Advertisers, id: advertisers, size: 50, cost_to_serve: { amount: 1000, per: year } }
value_propositions:
  - { name: Free paper, id: paper, for: readers }
  - { name: Advertising space, id: space, for: advertisers, depends_on: readers }
revenue_streams: [{ name: Advertisements, from: advertisers, for: space, kind: advertising, amount: { amount: 1400000, per: year } }]
```

## Source
Osterwalder & Pigneur, Business Model Generation, 2010, pp. 76-79 and 92-95: one customer segment subsidizes another.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let books = &analysis.books;
    // Where the surplus of anybody is not known, it may cover what is open.
    if books.closed.is_empty() || books.closed.iter().any(|account| account.surplus.is_none()) {
        return;
    }
    let currency = books.ledger.currencies.first().copied().flatten();
    let best: Vec<Option<Decimal>> = books.closed.iter().map(|account| account.surplus.map(|surplus| surplus.high)).collect();
    let at_best = carried(&carry(&best, &books.pairs), best.len());
    let likely = carried(&books.transfers, best.len());
    let tied: HashSet<usize> = books.pairs.iter().map(|(free, _)| *free).collect();
    for (place, (account, closed)) in books.ledger.accounts.iter().zip(&books.closed).enumerate() {
        let of = |carried: &[Decimal]| carried.get(place).copied().unwrap_or_default();
        let Some(surplus) = closed.surplus else { continue };
        let (carried, at_best) = (of(&likely), of(&at_best));
        let left = -surplus.likely - carried;
        // What the draws of a pool cost beyond its premiums is the result of the pool as a whole.
        if left < Decimal::ONE || matches!(account.part, Part::NotClaiming) {
            continue;
        }
        let tied = tied.contains(&place);
        let certain = -surplus.high - at_best >= Decimal::ONE;
        let key = if tied { "not_covered" } else { "carried_by_nobody" };
        let mut draft = findings.report(&RULE, key, account.party.place()).argument("segment", account.party.name());
        draft = draft.argument("deficit", money(-surplus.likely, currency));
        if tied {
            draft = draft.argument("carried", money(carried, currency));
        }
        if !certain {
            draft = draft.severity(Severity::Warning);
        }
        draft.evidence(account.party.field(Field::CostToServe), "what one of them costs").send();
    }
}
