//! Whether a segment pays less than it costs to serve: only from stated prices and costs, and only when that is certain.

use rust_decimal::Decimal;

use crate::blocks::Block;
use crate::graph::{Amount, Field, Item, Place};

/// What shows that the segment pays less than it costs to serve, or `None` when it does not or that is not known.
///
/// Everything a member pays must be known and counted by the same unit, or by stretches of time, as the cost of serving a member; and even
/// the most it may pay must be less than the least it may cost.
pub(super) fn evidence(segment: Item<'_>, streams: &[Item<'_>]) -> Option<Vec<Place>> {
    let cost = segment.quantity(Field::CostToServe)?;
    let mut paid = Decimal::ZERO;
    let mut places = vec![segment.field(Field::CostToServe)];
    if streams.is_empty() {
        return None;
    }
    for stream in streams {
        debug_assert_eq!(stream.block(), Block::RevenueStreams);
        let price = stream.quantity(Field::Price)?;
        paid = paid.checked_add(comparable(price, cost)?)?;
        places.push(stream.field(Field::Price));
    }
    (paid < cost.low()).then_some(places)
}

/// The most that a price may come to, counted as the cost is.
fn comparable(price: Amount<'_>, cost: Amount<'_>) -> Option<Decimal> {
    if price.currency() != cost.currency() {
        return None;
    }
    let (from, to) = (price.period()?, cost.period()?);
    if from == to {
        return Some(price.high());
    }
    let (from, to) = (from.per_year()?, to.per_year()?);
    price.high().checked_mul(Decimal::from(from))?.checked_div(Decimal::from(to))
}

#[cfg(test)]
mod tests {
    use crate::facts::FactKind;
    use crate::graph;

    fn below_cost(price: &str, cost: &str) -> bool {
        let canvas = serde_json::from_str(&format!(
            r#"{{"currency": "EUR", "customer_segments": [{{"name": "Players", "cost_to_serve": {cost}}}], "revenue_streams": [{{"name": "Console", "price": {price}}}]}}"#
        ))
        .unwrap();
        graph::build(&canvas).0.view().facts(FactKind::BelowCost).next().is_some()
    }

    #[test]
    fn only_what_is_certain_counts() {
        assert!(below_cost(r#"{"amount": 299, "per": "unit"}"#, r#"{"amount": 350, "per": "unit"}"#));
        assert!(!below_cost(r#"{"amount": 350, "per": "unit"}"#, r#"{"amount": 350, "per": "unit"}"#));
        assert!(!below_cost(r#"{"amount": {"low": 200, "high": 360}, "per": "unit"}"#, r#"{"amount": 350, "per": "unit"}"#));
        assert!(below_cost(r#"{"amount": 1, "per": "month"}"#, r#"{"amount": 13, "per": "year"}"#));
        assert!(!below_cost(r#"{"amount": 1, "per": "month"}"#, r#"{"amount": 13, "per": "unit"}"#));
        assert!(!below_cost(r#"{"amount": 1, "currency": "USD", "per": "unit"}"#, r#"{"amount": 13, "per": "unit"}"#));
    }
}
