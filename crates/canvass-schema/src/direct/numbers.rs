//! Numbers, ranges and amounts.

use std::cmp::Ordering;

use canvass_formats::cursor::Cursor;
use canvass_model::Currency;
use canvass_model::graph::{DecimalRow, QuantityRow, Stage};
use canvass_model::vocabulary::{Period, code_of};

use super::{str_of, text_of};

/// How many digits a double keeps whatever they are. The complete reader sees to longer numbers.
const DIGITS: usize = 15;

/// The number that comes next, exactly.
fn decimal(cursor: &mut Cursor<'_>) -> Option<DecimalRow> {
    let written = cursor.number()?;
    let (negative, unsigned) = written.strip_prefix('-').map_or((false, written), |rest| (true, rest));
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let fraction = fraction.trim_end_matches('0');
    if whole.len() + fraction.len() > DIGITS {
        return None;
    }
    let mut mantissa = 0_i64;
    for byte in whole.bytes().chain(fraction.bytes()) {
        // What is no digit begins an exponent.
        mantissa = mantissa * 10 + i64::from(byte.is_ascii_digit().then(|| byte - b'0')?);
    }
    Some(DecimalRow { mantissa: if negative { -mantissa } else { mantissa }, scale: fraction.len() as u32, reserved: 0 })
}

fn compare(one: DecimalRow, other: DecimalRow) -> Ordering {
    let scaled = |row: DecimalRow, by: u32| i128::from(row.mantissa) * 10_i128.pow(by);
    scaled(one, other.scale).cmp(&scaled(other, one.scale))
}

/// A number known exactly.
fn exact(number: DecimalRow) -> QuantityRow {
    QuantityRow { low: number, likely: number, high: number, has_likely: 1, ..QuantityRow::default() }
}

/// The number or range that comes next.
pub(super) fn quantity(cursor: &mut Cursor<'_>) -> Option<QuantityRow> {
    if cursor.peek()? != b'{' {
        return decimal(cursor).map(exact);
    }
    let [mut low, mut likely, mut high] = [None; 3];
    cursor.object(|cursor, key| {
        let bound = match key {
            "low" => &mut low,
            "likely" => &mut likely,
            "high" => &mut high,
            _ => return None,
        };
        bound.replace(decimal(cursor)?).is_none().then_some(())
    })?;
    let (low, high) = (low?, high?);
    let in_order = |one, other| compare(one, other) != Ordering::Greater;
    if !in_order(low, high) || likely.is_some_and(|likely| !in_order(low, likely) || !in_order(likely, high)) {
        return None;
    }
    Some(QuantityRow { low, likely: likely.unwrap_or_default(), high, has_likely: u32::from(likely.is_some()), ..QuantityRow::default() })
}

/// The number from 0 to 1 that comes next.
pub(super) fn share(cursor: &mut Cursor<'_>) -> Option<QuantityRow> {
    let number = decimal(cursor)?;
    let whole = 10_i64.pow(number.scale);
    (0..=whole).contains(&number.mantissa).then(|| exact(number))
}

/// The whole number from 1 to 5 that comes next.
pub(super) fn importance(cursor: &mut Cursor<'_>) -> Option<QuantityRow> {
    let written = cursor.number()?;
    matches!(written, "1" | "2" | "3" | "4" | "5").then(|| exact(DecimalRow { mantissa: i64::from(written.as_bytes()[0] - b'0'), ..DecimalRow::default() }))
}

/// The amount of money that comes next, as the number of its row.
pub(super) fn money(cursor: &mut Cursor<'_>, stage: &mut Stage) -> Option<u32> {
    let (mut amount, mut currency, mut period) = (None, None, None);
    cursor.object(|cursor, key| {
        let is_new = match key {
            "amount" => amount.replace(quantity(cursor)?).is_none(),
            "currency" => currency.replace(text_of(cursor, stage).filter(|&code| str_of(stage, code).is_some_and(Currency::is_code))?).is_none(),
            "per" => period.replace(code_of::<Period>(super::word(cursor)?)?).is_none(),
            _ => return None,
        };
        is_new.then_some(())
    })?;
    let index = stage.quantities.len() as u32;
    if currency.is_none() {
        stage.without_currency.push(index);
    }
    stage.quantities.push(QuantityRow { currency: currency.unwrap_or_default(), period: period.unwrap_or_default(), ..amount? });
    Some(index)
}
