//! Sums of products of figures: what every account of money comes to.
//!
//! Each figure stands in a product once at most, so that a sum is linear in every single figure while the others stay. Its lowest and its highest
//! value therefore lie where each figure is at one of its ends (Moore, Kearfott & Cloud, Introduction to Interval Analysis, 2009, on exact ranges
//! of expressions that are monotonic in each variable), and products that share no uncertain figure can be bounded apart.

use std::collections::BTreeMap;

use canvass_plugin::Decimal;

use super::figures::{Figures, Number};
use super::interval::Interval;

/// What is multiplied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Factor {
    /// A figure.
    Figure(Number),
    /// What a share leaves of one.
    Rest(Number),
    /// A figure less others.
    Less(Number, Vec<Number>),
}

/// A product of figures that belongs to a sum.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Product<'a> {
    pub(crate) factors: Vec<Factor>,
    /// The currency, where any money is in it and one is stated.
    pub(crate) currency: Option<&'a str>,
    /// Whether it is taken away.
    pub(crate) negative: bool,
}

impl Product<'_> {
    /// The same product, taken away instead of added.
    pub(crate) fn negated(mut self) -> Self {
        self.negative = !self.negative;
        self
    }

    /// What it comes to where every figure has a given value.
    pub(crate) fn at<N: Arithmetic>(&self, value: &impl Fn(Number) -> N) -> Option<N> {
        let mut product = N::ONE;
        for factor in &self.factors {
            let factor = match factor {
                Factor::Figure(number) => value(*number),
                Factor::Rest(number) => N::ONE.minus(value(*number))?,
                Factor::Less(number, others) => others.iter().try_fold(value(*number), |left, other| left.minus(value(*other)))?,
            };
            product = product.times(factor)?;
        }
        if self.negative { N::ZERO.minus(product) } else { Some(product) }
    }

    /// The figures in it.
    pub(crate) fn figures(&self) -> impl Iterator<Item = Number> {
        self.factors.iter().flat_map(|factor| {
            let (first, others) = match factor {
                Factor::Figure(number) | Factor::Rest(number) => (*number, [].as_slice()),
                Factor::Less(number, others) => (*number, others.as_slice()),
            };
            std::iter::once(first).chain(others.iter().copied())
        })
    }
}

/// Numbers that can be added and multiplied; nothing comes of what cannot be kept exactly.
pub(crate) trait Arithmetic: Copy {
    const ZERO: Self;
    const ONE: Self;
    fn plus(self, other: Self) -> Option<Self>;
    fn minus(self, other: Self) -> Option<Self>;
    fn times(self, other: Self) -> Option<Self>;
}

impl Arithmetic for Decimal {
    const ZERO: Self = Decimal::ZERO;
    const ONE: Self = Decimal::ONE;
    fn plus(self, other: Self) -> Option<Self> {
        self.checked_add(other)
    }
    fn minus(self, other: Self) -> Option<Self> {
        self.checked_sub(other)
    }
    fn times(self, other: Self) -> Option<Self> {
        self.checked_mul(other)
    }
}

/// For simulations only, where each value is drawn anyway.
impl Arithmetic for f64 {
    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;
    fn plus(self, other: Self) -> Option<Self> {
        Some(self + other)
    }
    fn minus(self, other: Self) -> Option<Self> {
        Some(self - other)
    }
    fn times(self, other: Self) -> Option<Self> {
        Some(self * other)
    }
}

/// What a sum comes to where every figure has a given value.
pub(crate) fn sum<'p, 'a: 'p, N: Arithmetic>(products: impl IntoIterator<Item = &'p Product<'a>>, value: &impl Fn(Number) -> N) -> Option<N> {
    products.into_iter().try_fold(N::ZERO, |sum, product| sum.plus(product.at(value)?))
}

/// With more uncertain figures than these in one knot, the bounds of single products are added up instead: wider, and as true.
const CORNERS: usize = 12;

/// The lowest, the likely and the highest value of a sum.
pub(crate) fn bounds(products: &[Product<'_>], figures: &Figures<'_>) -> Option<Interval> {
    let likely = sum(products, &|number| figures.get(number).map_or(Decimal::ZERO, |figure| figure.value.likely))?;
    if products.iter().all(|product| uncertain(product, figures).next().is_none()) {
        return Some(Interval { low: likely, likely, high: likely });
    }
    let (mut low, mut high) = (Decimal::ZERO, Decimal::ZERO);
    for knot in knots(products, figures) {
        let (lowest, highest) = extremes(products, &knot, figures)?;
        (low, high) = (low.checked_add(lowest)?, high.checked_add(highest)?);
    }
    Some(Interval { low, likely, high })
}

/// Products that hang together by uncertain figures, and these figures.
#[derive(Default)]
struct Knot {
    products: Vec<usize>,
    uncertain: Vec<Number>,
}

/// The figures of a product of which only bounds are known.
fn uncertain(product: &Product<'_>, figures: &Figures<'_>) -> impl Iterator<Item = Number> {
    product.figures().filter(|number| figures.get(*number).is_some_and(|figure| !figure.value.is_exact()))
}

fn knots(products: &[Product<'_>], figures: &Figures<'_>) -> Vec<Knot> {
    let mut knots: Vec<Knot> = Vec::new();
    // In which knot an uncertain figure is.
    let mut places: BTreeMap<Number, usize> = BTreeMap::new();
    for (place, product) in products.iter().enumerate() {
        let mut joined: Vec<usize> = uncertain(product, figures).filter_map(|number| places.get(&number).copied()).collect();
        joined.sort_unstable();
        joined.dedup();
        let (first, others) = match joined.split_first() {
            Some((first, others)) => (*first, others),
            None => {
                knots.push(Knot { products: Vec::new(), uncertain: Vec::new() });
                (knots.len() - 1, [].as_slice())
            }
        };
        for other in others {
            let Some(taken) = knots.get_mut(*other).map(std::mem::take) else { continue };
            for number in &taken.uncertain {
                places.insert(*number, first);
            }
            if let Some(knot) = knots.get_mut(first) {
                knot.products.extend(taken.products);
                knot.uncertain.extend(taken.uncertain);
            }
        }
        let Some(knot) = knots.get_mut(first) else { continue };
        knot.products.push(place);
        for number in uncertain(product, figures) {
            if places.insert(number, first).is_none() {
                knot.uncertain.push(number);
            }
        }
    }
    knots
}

/// The lowest and the highest value of a knot.
fn extremes(products: &[Product<'_>], knot: &Knot, figures: &Figures<'_>) -> Option<(Decimal, Decimal)> {
    if knot.uncertain.len() > CORNERS {
        let apart = |place: &usize| {
            let product = products.get(*place)?;
            let uncertain: Vec<Number> = uncertain(product, figures).collect();
            (uncertain.len() <= CORNERS).then(|| extremes(products, &Knot { products: vec![*place], uncertain }, figures))?
        };
        return knot.products.iter().try_fold((Decimal::ZERO, Decimal::ZERO), |(low, high), place| {
            let (lowest, highest) = apart(place)?;
            Some((low.checked_add(lowest)?, high.checked_add(highest)?))
        });
    }
    let mut found: Option<(Decimal, Decimal)> = None;
    for corner in 0..1_usize << knot.uncertain.len() {
        let value = |number: Number| {
            let Some(figure) = figures.get(number) else { return Decimal::ZERO };
            match knot.uncertain.iter().position(|uncertain| *uncertain == number) {
                Some(bit) if corner >> bit & 1 == 1 => figure.value.high,
                Some(_) => figure.value.low,
                None => figure.value.likely,
            }
        };
        let total = sum(knot.products.iter().filter_map(|place| products.get(*place)), &value)?;
        found = Some(found.map_or((total, total), |(low, high)| (low.min(total), high.max(total))));
    }
    found
}
