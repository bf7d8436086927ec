//! What one member of a segment brings.

use canvass_plugin::vocabulary::Period;
use canvass_plugin::{Field, Item};

use crate::range::Range;
use crate::study::{Segment, Study};

/// What one member brings in a year after the cost of serving it, and in which currency; `None` when that is not known.
pub(crate) fn profit<'a>(study: &Study<'a>, segment: &Segment<'a>) -> Option<(Range, Option<&'a str>)> {
    let cost = segment.item.quantity(Field::CostToServe)?;
    let (currency, cost) = (cost.currency(), Range::yearly(cost)?);
    let revenue = if segment.free {
        Range { low: 0.0, likely: 0.0, high: 0.0 }
    } else {
        let size = segment.size.filter(|size| size.low > 0.0 && !segment.streams.is_empty())?;
        let mut sum = Range { low: 0.0, likely: 0.0, high: 0.0 };
        for stream in study.items(&segment.streams) {
            let (amount, stated_in) = revenue(stream).filter(|_| study.payers_of(stream) == 1)?;
            if stated_in != currency {
                return None;
            }
            sum = Range { low: sum.low + amount.low, likely: sum.likely + amount.likely, high: sum.high + amount.high };
        }
        Range { low: sum.low / size.high, likely: sum.likely / size.likely, high: sum.high / size.low }
    };
    let profit = Range { low: revenue.low - cost.high, likely: revenue.likely - cost.likely, high: revenue.high - cost.low };
    profit.likely.is_finite().then_some((profit, currency))
}

/// What a stream brings in a year: as stated, or price times volume.
fn revenue(stream: Item<'_>) -> Option<(Range, Option<&str>)> {
    if let Some(amount) = stream.quantity(Field::Amount) {
        return Some((Range::yearly(amount)?, amount.currency()));
    }
    let price = stream.quantity(Field::Price).filter(|price| matches!(price.period(), None | Some(Period::Unit | Period::Transaction)))?;
    let (each, volume) = (Range::of(price), Range::of(stream.quantity(Field::Volume)?));
    Some((Range { low: each.low * volume.low, likely: each.likely * volume.likely, high: each.high * volume.high }, price.currency()))
}
