//! Exact numbers of which only bounds may be known.

use canvass_plugin::{Amount, Decimal};

/// A number by its lowest, its likely and its highest value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Interval {
    pub(crate) low: Decimal,
    pub(crate) likely: Decimal,
    pub(crate) high: Decimal,
}

impl Interval {
    /// Nothing at all.
    pub(crate) const ZERO: Self = Self { low: Decimal::ZERO, likely: Decimal::ZERO, high: Decimal::ZERO };

    /// A number as it is stated, so many times; `None` where it grows beyond what can be kept exactly.
    pub(crate) fn of(amount: Amount<'_>, times: Decimal) -> Option<Self> {
        let [low, likely, high] = [amount.low(), amount.likely(), amount.high()].map(|value| value.checked_mul(times));
        Some(Self { low: low?, likely: likely?, high: high? })
    }

    /// Whether its bounds coincide.
    pub(crate) fn is_exact(&self) -> bool {
        self.low == self.high
    }

    /// The sum of two numbers that have nothing to do with each other.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_add(other.low)?, likely: self.likely.checked_add(other.likely)?, high: self.high.checked_add(other.high)? })
    }

    /// The other way round: what was lost is won.
    pub(crate) fn negated(self) -> Self {
        Self { low: -self.high, likely: -self.likely, high: -self.low }
    }

    /// So much of it as is above nothing.
    pub(crate) fn above_zero(self) -> Self {
        Self { low: self.low.max(Decimal::ZERO), likely: self.likely.max(Decimal::ZERO), high: self.high.max(Decimal::ZERO) }
    }
}
