//! Which single number moves the result most.
//!
//! Every figure is moved alone, the others stay at their likely values: within its range where one is stated, else by a tenth to either side.
//! (Eschenbach, Spiderplots versus tornado diagrams for sensitivity analysis, Interfaces 22(6), 1992.) As the result is linear in each figure, the value
//! at which it would just be reached follows from two points.

use canvass_plugin::Decimal;

use super::figures::{Figures, Number};
use super::formula::{Product, sum};
use super::interval::Interval;

/// How the result moves with a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Influence {
    pub(crate) figure: Number,
    /// Whether the figure is moved within its range, and not by a tenth.
    pub(crate) by_range: bool,
    /// The result at the figure's lower end, and at its upper end.
    pub(crate) results: [Decimal; 2],
    /// The value of the figure at which the result is just what is to be reached, where it lies above nothing.
    pub(crate) turns_at: Option<Decimal>,
}

impl Influence {
    /// By how much the result moves.
    fn swing(&self) -> Decimal {
        let [low, high] = self.results;
        (high - low).abs()
    }

    /// Whether the result is reached at one end and not at the other.
    pub(crate) fn decides(&self, goal: Decimal) -> bool {
        let [low, high] = self.results;
        (low < goal) != (high < goal)
    }
}

/// Every figure that moves the result, the one that moves it most first.
pub(crate) fn influences(products: &[Product<'_>], figures: &Figures<'_>, goal: Decimal) -> Vec<Influence> {
    let likely = |number: Number| figures.get(number).map_or(Decimal::ZERO, |figure| figure.value.likely);
    let Some(result) = sum(products, &likely) else { return Vec::new() };
    // In which products each figure stands: only they move with it.
    let mut of_figure: Vec<Vec<&Product<'_>>> = vec![Vec::new(); figures.len()];
    for product in products {
        for number in product.figures() {
            if let Some(its) = of_figure.get_mut(number) {
                its.push(product);
            }
        }
    }
    let mut all: Vec<Influence> = figures
        .iter()
        .zip(of_figure)
        .filter_map(|((number, figure), its)| {
            let still = result.checked_sub(sum(its.iter().copied(), &likely)?)?;
            let at = |moved: Decimal| still.checked_add(sum(its.iter().copied(), &|other| if other == number { moved } else { likely(other) })?);
            influence(number, figure.value, goal, at)
        })
        .collect();
    all.sort_by_key(|influence| std::cmp::Reverse(influence.swing()));
    all
}

fn influence(figure: Number, stated: Interval, goal: Decimal, at: impl Fn(Decimal) -> Option<Decimal>) -> Option<Influence> {
    let by_range = !stated.is_exact();
    let tenth = stated.likely.checked_div(Decimal::TEN)?;
    let [low, high] = if by_range { [stated.low, stated.high] } else { [stated.likely.checked_sub(tenth)?, stated.likely.checked_add(tenth)?] };
    let results = [at(low)?, at(high)?];
    let [lower, upper] = results;
    let (run, rise) = (high.checked_sub(low)?, upper.checked_sub(lower)?);
    if rise.is_zero() {
        return None;
    }
    let turn = goal.checked_sub(lower).and_then(|open| open.checked_mul(run)).and_then(|open| open.checked_div(rise)).and_then(|way| low.checked_add(way));
    Some(Influence { figure, by_range, results, turns_at: turn.filter(|turn| !turn.is_sign_negative() || turn.is_zero()) })
}
