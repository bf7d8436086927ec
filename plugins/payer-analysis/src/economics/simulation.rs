//! What the result comes to when every uncertain figure is drawn at random within its range.
//!
//! Figures are drawn from triangular distributions between their lowest and highest values with the likely value as the peak, independently of each
//! other, by the generator ChaCha with eight rounds from a seed: the same canvas and seed give the same numbers everywhere. (Triangular
//! distributions where only three points of a figure are known: Vose, Risk Analysis, 3rd edition, 2008, on modelling expert opinion.)

use canvass_plugin::Decimal;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, Triangular};

use super::figures::Figures;
use super::formula::{Product, sum};

/// With fewer samples than these, percentiles are too rough to compare.
const LEAST: usize = 1000;
/// Percentiles have settled when none of the three moves by more than this part of their spread while the samples double.
const SETTLED: f64 = 0.02;

/// The distribution of the result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spread {
    /// The result that is missed once in ten, once in two and nine times in ten.
    pub(crate) percentiles: [f64; 3],
    /// How often the result is at least what is to be reached, from 0 to 1.
    pub(crate) reached: f64,
    pub(crate) samples: usize,
    /// Whether more samples would change little.
    pub(crate) settled: bool,
}

/// Draws until the percentiles have settled, or as often as is allowed; `None` where nothing is uncertain.
pub(crate) fn simulate(products: &[Product<'_>], figures: &Figures<'_>, goal: f64, seed: u64, most: usize) -> Option<Spread> {
    if most == 0 || figures.iter().all(|(_, figure)| figure.value.is_exact()) {
        return None;
    }
    let float = |value: Decimal| value.to_string().parse::<f64>().ok();
    let mut values = Vec::with_capacity(figures.len());
    let mut uncertain = Vec::new();
    for (number, figure) in figures.iter() {
        let [low, likely, high] = [figure.value.low, figure.value.likely, figure.value.high].map(float);
        values.push(likely?);
        if !figure.value.is_exact() {
            uncertain.push((number, Triangular::new(low?, high?, likely?).ok()?));
        }
    }
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let mut results: Vec<f64> = Vec::with_capacity(LEAST);
    let mut before: Option<[f64; 3]> = None;
    let mut wanted = LEAST.min(most);
    loop {
        while results.len() < wanted {
            for (number, distribution) in &uncertain {
                if let Some(value) = values.get_mut(*number) {
                    *value = distribution.sample(&mut generator);
                }
            }
            results.push(sum(products, &|number| values.get(number).copied().unwrap_or_default())?);
        }
        results.sort_unstable_by(f64::total_cmp);
        let percentiles = [percentile(&results, 1), percentile(&results, 5), percentile(&results, 9)];
        let [low, _, high] = percentiles;
        let close = |before: [f64; 3]| before.iter().zip(percentiles).all(|(before, now)| (before - now).abs() <= SETTLED * (high - low));
        let settled = before.is_some_and(close);
        if settled || wanted >= most {
            let reached = results.len() - results.partition_point(|result| *result < goal);
            return Some(Spread { percentiles, reached: reached as f64 / results.len() as f64, samples: results.len(), settled });
        }
        before = Some(percentiles);
        wanted = (2 * wanted).min(most);
    }
}

/// The value below which so many tenths of sorted values lie, between the two nearest of them.
fn percentile(sorted: &[f64], tenths: usize) -> f64 {
    let place = (sorted.len() - 1) * tenths;
    let of = |place: usize| sorted.get(place).or(sorted.last()).copied().unwrap_or_default();
    let (below, above) = (of(place / 10), of(place / 10 + 1));
    below + (above - below) * (place % 10) as f64 / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_lies_between_the_two_nearest_values() {
        let values: Vec<f64> = (0..=10).map(f64::from).collect();
        assert_eq!([1, 5, 9].map(|tenths| percentile(&values, tenths)), [1.0, 5.0, 9.0]);
        assert_eq!(percentile(&[0.0, 1.0], 1), 0.1);
        assert_eq!(percentile(&[3.0], 9), 3.0);
    }
}
