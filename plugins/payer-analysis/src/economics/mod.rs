//! Economics: what each group brings and costs by the year, who carries whom with how much, and which number it hangs on.
//!
//! The analysis goes in steps, one module each. [`ledger`] books every stated number as a product of [`figures`]; [`formula`] adds them up exactly,
//! with ranges; [`books`] closes the accounts: [`carrying`] says whose surplus carries whose deficit, and what would be left without each payer;
//! [`measures`] and [`flows`] say how much comes again and who gives what; [`sensitivity`] and [`simulation`] say how sure it all is; and
//! [`missing`] says what to state to know more. Nothing is computed from a number that is not stated.

mod analyzer;
mod books;
mod carrying;
mod figures;
mod flows;
mod formula;
mod interval;
mod ledger;
mod measures;
mod missing;
pub mod outcome;
mod rules;
mod sensitivity;
mod simulation;

pub use analyzer::{Economics, Settings};

#[cfg(test)]
mod tests;
