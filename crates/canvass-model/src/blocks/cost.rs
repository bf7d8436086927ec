//! Costs: what the model costs.

use super::note::item;
use crate::identifier::{Id, Ids};
use crate::quantity::{Money, Share};
use crate::vocabulary::{CostKind, Economies};

item! {
    /// A cost of running the model.
    Cost {
        /// Whether it is fixed or variable.
        kind: Option<CostKind> => Kind,
        /// Ids of the resources, activities, partners or other items that cause it.
        caused_by: Option<Ids> => CausedBy [NINE],
        /// The id of the segment whose number drives a variable cost.
        driver: Option<Id> => Driver [CustomerSegments],
        /// What makes it fall per unit: scale or scope.
        economies: Vec<Economies> => Economies,
        /// What it comes to per period.
        amount: Option<Money> => Amount,
        /// Its share of all costs, from 0 to 1.
        share: Option<Share> => Share,
    }
}
