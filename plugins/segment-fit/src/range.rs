//! Stated numbers as floating point, for estimates.

use canvass_plugin::{Amount, Decimal};

/// A number, or a range of them, for estimates; money that is reported is never computed from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The lowest plausible value.
    pub low: f64,
    /// The most likely value.
    pub likely: f64,
    /// The highest plausible value.
    pub high: f64,
}

impl Range {
    /// The range of an amount.
    pub fn of(amount: Amount<'_>) -> Self {
        Self { low: number(amount.low()), likely: number(amount.likely()), high: number(amount.high()) }
    }
    /// The range of an amount per year; `None` when it is not counted by a stretch of time.
    pub fn yearly(amount: Amount<'_>) -> Option<Self> {
        let times = f64::from(amount.period()?.per_year()?);
        let Self { low, likely, high } = Self::of(amount);
        Some(Self { low: low * times, likely: likely * times, high: high * times })
    }
}

fn number(decimal: Decimal) -> f64 {
    // Most numbers are whole and small; for these the general way, over 128 bits, is long.
    if decimal.scale() == 0
        && let Ok(whole) = i64::try_from(decimal.mantissa())
    {
        return whole as f64;
    }
    f64::try_from(decimal).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_a_number_agree() {
        for text in ["0", "-3", "9007199254740993", "79228162514264337593543950335", "0.1", "-12.50"] {
            let decimal: Decimal = text.parse().expect("this is a decimal");
            assert_eq!(number(decimal), f64::try_from(decimal).expect("this is a number"), "{text}");
        }
    }
}
