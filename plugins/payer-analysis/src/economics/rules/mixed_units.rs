//! FIN002: amounts that cannot be added: in several currencies, or not counted by a stretch of time.

use canvass_plugin::blocks::Block;
use canvass_plugin::{Field, Findings, Item, Message, Rule, Severity};

use super::super::figures::is_by_time;
use super::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "FIN002",
    slug: "mixed-units",
    severity: Severity::Error,
    fix: None,
    summary: "amounts in several currencies, or amounts that are not counted by a stretch of time",
    messages: &[
        Message { key: "currencies", text: "amounts are in {currencies}, and no rate is stated", would_change_if: "all amounts are stated in one currency" },
        Message {
            key: "no_period",
            text: "the amount of `{item}` is not counted by a stretch of time",
            would_change_if: "it is stated by the day, month or year, or as a price and a volume",
        },
    ],
    documentation: "\
## Why it matters
Euros and dollars do not add up, and neither do money by the piece and money by the year. canvass never converts with a rate that nobody stated, so
 that no sum can be made of such amounts.

## A canvas with this finding
```yaml
customer_segments: [{ name: Readers, id: readers, cost_to_serve: { amount: 2, currency: USD, per: year } }]
revenue_streams: [{ name: Subscription, from: readers, price: { amount: 5, currency: EUR, per: month } }]
```

## A canvas without it
```yaml
currency: EUR
customer_segments: [{ name: Readers, id: readers, cost_to_serve: { amount: 2, per: year } }]
revenue_streams: [{ name: Subscription, from: readers, price: { amount: 5, per: month } }]
```

## Source
The format of the canvas: an amount is money by a stretch of time, a price is money by the piece or by a stretch of time.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let view = analysis.situation.view;
    // Money whose currency is not stated may be in the one that is.
    let names: Vec<&str> = analysis.books.ledger.currencies.iter().copied().flatten().collect();
    if names.len() > 1 {
        const MONEY: [Field; 3] = [Field::Price, Field::Amount, Field::CostToServe];
        let blocks = [Block::CustomerSegments, Block::RevenueStreams, Block::CostStructure];
        let places = blocks.into_iter().flat_map(|block| view.block(block)).flat_map(|item| MONEY.map(|field| (item, field)));
        let mut seen = Vec::new();
        let mut at = Vec::new();
        for (item, field) in places {
            if let Some(amount) = item.quantity(field)
                && amount.currency().is_some()
                && !seen.contains(&amount.currency())
            {
                seen.push(amount.currency());
                at.push(item.field(field));
            }
        }
        if let [place, others @ ..] = at.as_slice() {
            let draft = findings.report(&RULE, "currencies", *place).argument("currencies", names.join(" and "));
            others.iter().fold(draft, |draft, place| draft.also_at(*place)).send();
        }
    }
    let by_piece = |item: &Item<'_>| item.quantity(Field::Amount).and_then(is_by_time) == Some(false);
    for item in view.block(Block::RevenueStreams).chain(view.block(Block::CostStructure)).filter(by_piece) {
        findings.report(&RULE, "no_period", item.field(Field::Amount)).argument("item", item.name()).send();
    }
}
