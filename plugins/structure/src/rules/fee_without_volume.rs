//! STR102: a usage or brokerage fee without a volume.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::StreamKind;
use canvass_plugin::{Field, Findings, Item, Message, Origin, Rule, Severity, View};

use crate::typed;

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR102",
    slug: "fee-without-volume",
    severity: Severity::Info,
    fix: None,
    summary: "a usage or brokerage fee without a volume, though other numbers are stated",
    messages: &[
        Message {
            key: "usage",
            text: "how often is `{stream}` paid? A fee for use comes to as much as is used",
            would_change_if: "`{stream}` states a `volume`, or the `amount` that it comes to",
        },
        Message {
            key: "brokerage",
            text: "how many deals does `{stream}` rest on? A fee for bringing parties together comes to as much as they deal",
            would_change_if: "`{stream}` states a `volume`, or the `amount` that it comes to",
        },
    ],
    documentation: r"
## Why it matters

Some revenue is a price times a head count. A fee by use or by deal is not: between the customer and the money stands how often they use or
deal, and that is the number such a model lives or dies by. Where a canvas states prices, leaving this one out makes them look like
revenue.

A canvas that states no number on any stream is not asked, and neither is a stream whose revenue, or its share of all revenue, is stated.

## A canvas with this finding

```yaml
canvass: 1
name: Bicycle hire
currency: EUR
customer_segments:
  - Commuters
revenue_streams:
  - { name: Minutes ridden, kind: usage_fee, price: { amount: 0.15, per: unit } }
```

## A canvas without it

```yaml
canvass: 1
name: Bicycle hire
currency: EUR
customer_segments:
  - Commuters
revenue_streams:
  - { name: Minutes ridden, kind: usage_fee, price: { amount: 0.15, per: unit }, volume: { low: 200000, high: 350000 } }
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 30-33: a usage fee grows with use, and a brokerage fee
comes from deals that are made. That the volume should be stated is our own conclusion.
",
};

/// The fields of which one is enough to know what a stream brings, or how often it is paid.
const ENOUGH: [Field; 3] = [Field::Volume, Field::Amount, Field::Share];

/// Looks for fees of which nobody knows how often they are paid.
pub fn check(canvas: &View<'_>, findings: &mut Findings<'_>) {
    let streams = canvas.block(Block::RevenueStreams);
    let counts = |stream: &Item<'_>, field: Field| stream.quantity(field).is_some();
    let Some(number) = streams.clone().find_map(|stream| {
        let field = [Field::Price].into_iter().chain(ENOUGH).find(|&field| counts(&stream, field))?;
        Some(stream.field(field))
    }) else {
        return;
    };
    for stream in streams {
        let (kind, key) = match stream.term(Field::Kind) {
            Some(kind @ StreamKind::UsageFee) => (kind, "usage"),
            Some(kind @ StreamKind::BrokerageFee) => (kind, "brokerage"),
            _ => continue,
        };
        // Notes whose words are read state prices, but seldom more: they are not asked for numbers.
        let stated = typed::origin(canvas, stream, kind) == Some(Origin::Stated);
        if !stated || ENOUGH.iter().any(|&field| counts(&stream, field)) {
            continue;
        }
        let finding = findings.report(&RULE, key, stream.place()).argument("stream", stream.name());
        let own = stream.quantity(Field::Price).map(|_| stream.field(Field::Price));
        let says = if own.is_some() { "is the price of each" } else { "is a number that the canvas states of its revenue" };
        finding.evidence(own.unwrap_or(number), says).send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn a_canvas_without_numbers_is_not_asked() {
        let said = findings_of("STR102", "revenue_streams: [{ name: a, kind: usage_fee }, { name: b, kind: brokerage_fee }]");
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn each_kind_is_asked_in_its_words() {
        let said = findings_of(
            "STR102",
            "revenue_streams: [{ name: a, kind: usage_fee }, { name: b, kind: brokerage_fee }, { name: c, kind: asset_sale, share: 0.5 }]",
        );
        assert_eq!(
            said,
            [
                "STR102 /revenue_streams/0: how often is `a` paid? A fee for use comes to as much as is used",
                "STR102 /revenue_streams/1: how many deals does `b` rest on? A fee for bringing parties together comes to as much as they deal"
            ]
        );
    }

    #[test]
    fn what_it_comes_to_is_enough() {
        for field in ["volume: 9", "share: 0.2", "amount: { amount: 5, per: year }"] {
            let said = findings_of("STR102", &format!("revenue_streams: [{{ name: a, kind: usage_fee, {field} }}]"));
            assert!(said.is_empty(), "{said:?}");
        }
    }
}
