//! Costs: what the model costs.

use super::note::{common, item};
use super::{Block, Item};
use crate::graph::{Describer, Field};
use crate::identifier::{Id, Ids};
use crate::quantity::{Money, Share};
use crate::vocabulary::{CostKind, Economies};

item! {
    /// A cost of running the model.
    Cost {
        /// Whether it is fixed or variable.
        kind: Option<CostKind>,
        /// Ids of the resources, activities, partners or other items that cause it.
        caused_by: Option<Ids>,
        /// The id of the segment whose number drives a variable cost.
        driver: Option<Id>,
        /// What makes it fall per unit: scale or scope.
        economies: Vec<Economies>,
        /// What it comes to per period.
        amount: Option<Money>,
        /// Its share of all costs, from 0 to 1.
        share: Option<Share>,
    }
}

impl Item for Cost {
    common!();

    fn describe(&self, graph: &mut Describer<'_>) {
        graph.term(Field::Kind, self.kind);
        graph.links(Field::CausedBy, self.caused_by.as_ref(), &Block::NINE);
        graph.link(Field::Driver, self.driver.as_ref(), &[Block::CustomerSegments]);
        graph.terms(Field::Economies, &self.economies);
        graph.money(Field::Amount, self.amount.as_ref());
        graph.share(Field::Share, self.share);
    }
}
