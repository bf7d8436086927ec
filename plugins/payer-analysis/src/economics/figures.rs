//! The numbers that a canvas states, each once, so that one can be moved and everything that rests on it moves with it.

use std::collections::BTreeMap;

use canvass_plugin::vocabulary::Period;
use canvass_plugin::{Amount, Decimal, Field, Item};

use super::interval::Interval;

/// A number of the canvas.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figure<'a> {
    /// The item that states it.
    pub(crate) item: Item<'a>,
    /// The field in which it stands.
    pub(crate) field: Field,
    /// The number; money that is counted by a stretch of time is counted by the year.
    pub(crate) value: Interval,
    /// How often the stretch of time by which it is stated fits into a year; one for all others.
    pub(crate) times: Decimal,
}

/// Every number that something rests on.
#[derive(Debug, Default)]
pub(crate) struct Figures<'a> {
    all: Vec<Figure<'a>>,
    /// Where the figure of an item and a field is.
    places: BTreeMap<(u32, Field), Number>,
}

/// A number by its place among the figures.
pub(crate) type Number = usize;

impl<'a> Figures<'a> {
    /// Takes in what a field states as it stands there, where it states anything.
    pub(crate) fn plain(&mut self, item: Item<'a>, field: Field) -> Option<Number> {
        self.add(item, field, item.quantity(field)?, Decimal::ONE)
    }

    /// Takes in money counted by a stretch of time, by the year.
    pub(crate) fn yearly(&mut self, item: Item<'a>, field: Field) -> Option<Number> {
        let amount = item.quantity(field)?;
        self.add(item, field, amount, Decimal::from(amount.period()?.per_year()?))
    }

    fn add(&mut self, item: Item<'a>, field: Field, amount: Amount<'a>, times: Decimal) -> Option<Number> {
        if let Some(place) = self.places.get(&(item.index(), field)) {
            return Some(*place);
        }
        let place = self.all.len();
        self.all.push(Figure { item, field, value: Interval::of(amount, times)?, times });
        self.places.insert((item.index(), field), place);
        Some(place)
    }

    /// The number at a place.
    pub(crate) fn get(&self, number: Number) -> Option<&Figure<'a>> {
        self.all.get(number)
    }

    /// All of them, in the order in which they were taken in.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Number, &Figure<'a>)> {
        self.all.iter().enumerate()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }
}

/// Whether money is counted by a stretch of time; `None` where it is not said by what it is counted.
pub(crate) fn is_by_time(amount: Amount<'_>) -> Option<bool> {
    amount.period().map(|period| !matches!(period, Period::Unit | Period::Transaction))
}
