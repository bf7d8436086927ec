//! Costs: fixed or variable, economies, keywords.

use canvass_model::blocks::{Block, Cost, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{CostKind, CostOrientation, Economies};

use crate::context::Context;
use crate::fill::{Marks, SAID, full};
use crate::table::Table;

const BLOCK: Block = Block::CostStructure;

/// Reads what each cost says of itself; returns what the notes say the whole cost structure is after, with the words.
pub(crate) fn costs(context: &Context, notes: &mut [Note<Cost>], marks: &mut Marks) -> Option<(CostOrientation, String)> {
    let mut orientation = None;
    for text in context.present(BLOCK) {
        let at = text.index;
        // What stands under `Fixed costs` is fixed, whatever it is.
        let heading = text.anywhere(Table::CostKinds).find(|hit| (hit.end as usize) <= text.group_range().end);
        if let Some((hit, kind)) = heading.or_else(|| text.leading(Table::CostKinds)).and_then(|hit| Some((hit, hit.term::<CostKind>()?)))
            && let Some(cost) = full(notes, at)
        {
            cost.kind = Some(kind);
            marks.add(BLOCK, at, Field::Kind, text.words(hit), SAID);
        }
        let economies = text.terms::<Economies>(Table::CostEconomies);
        if let (Some((_, hit)), Some(cost)) = (economies.first(), if economies.is_empty() { None } else { full(notes, at) }) {
            cost.economies = economies.iter().map(|(economy, _)| *economy).collect();
            marks.add(BLOCK, at, Field::Economies, text.words(hit), SAID);
        }
        for hit in text.of(Table::CostTags) {
            if let Some(cost) = full(notes, at) {
                marks.tag(cost, (BLOCK, at), context.matcher.name(hit.value), text.words(hit));
            }
        }
        orientation = orientation.or_else(|| text.anywhere(Table::Orientation).find_map(|hit| Some((hit.term()?, text.words(hit).to_owned()))));
    }
    orientation
}
