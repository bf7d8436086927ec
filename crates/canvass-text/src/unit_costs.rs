//! What one of a thing costs the business, held against what somebody pays for one: `a meal costs 8 to make`, and a stream of meals at 3.

use canvass_model::Decimal;
use canvass_model::blocks::Block;
use canvass_model::vocabulary::Period;

use crate::common_words::share_word;
use crate::context::Context;
use crate::matcher::Hit;
use crate::money::{Figure, figures, price, scaled};
use crate::table::{Table, general};
use crate::text::Text;

/// Blocks that may say what one of a thing costs.
const WHERE: [Block; 3] = [Block::CostStructure, Block::KeyActivities, Block::KeyResources];
/// The place of words before or behind what something costs the business itself.
const OUR_COST: u32 = 1;
/// How far behind such words the amount may stand, in bytes.
const NEAR: usize = 16;
/// How far before them the price may stand that is said to be that cost, in bytes.
const THAT_IS: usize = 32;

/// Whether a note of the costs says that what this note sells costs more to make than is asked for it.
pub(crate) fn exceed(context: &Context, text: &Text) -> bool {
    // What one costs is rarely said, and what speaks of the same thing is the dearest to find.
    let mut costs = context.everywhere(&WHERE).filter(|(_, cost)| is_of_one(cost)).filter_map(|(_, cost)| Some((cost, amount(context, cost)?))).peekable();
    if costs.peek().is_none() {
        return false;
    }
    let asked = amount(context, text);
    costs.any(|(cost, spent)| {
        // Where the stream names no price, the offer does.
        let offered = || {
            context.present(Block::ValuePropositions).find(|offer| share_word(offer, cost) || share_word(cost, offer)).and_then(|offer| amount(context, offer))
        };
        let alike = share_word(text, cost) || share_word(cost, text);
        alike && asked.or_else(offered).is_some_and(|asked| spent.1 == asked.1 && spent.0 > asked.0)
    })
}

/// Whether a note is about what one of something costs, and not about all that is spent.
fn is_of_one(text: &Text) -> bool {
    // What is spent each month is spent on all of them.
    let spans = || text.anywhere(Table::Periods).any(|hit| hit.value > 1);
    let counted = text.anywhere(Table::Periods).any(|hit| hit.value == 0) || text.small(general::EACH).next().is_some() && !spans();
    let costs = || text.anywhere(Table::BelowCost).any(|hit| hit.value == OUR_COST);
    counted || costs()
}

/// The price in a note, and the stretch of time that it is for.
fn amount(context: &Context, text: &Text) -> Option<(Decimal, Option<Period>)> {
    let (money, _) = price(text, context.matcher, context.language)?;
    Some((money.amount.high.value(), money.per.filter(|per| matches!(per, Period::Day | Period::Week | Period::Month | Period::Year))))
}

/// Whether a note names a price and, beside it, a higher cost of one's own.
pub(crate) fn stand_beside(context: &Context, text: &Text) -> bool {
    let mut words = text.anywhere(Table::BelowCost).filter(|hit| hit.value == OUR_COST).peekable();
    if words.peek().is_none() {
        return false;
    }
    let amounts = figures(text, context.language);
    let value = |figure: &Figure| scaled(text, context.matcher, figure).map_or(figure.value, |(value, _)| value);
    let own = |hit: &Hit| {
        let cost = amounts.iter().find(|figure| !figure.percent && figure.start >= hit.end as usize);
        let price = amounts.iter().rev().find(|figure| !figure.percent && figure.end <= hit.start as usize);
        matches!((price, cost), (Some(price), Some(cost)) if value(price) < value(cost) && cost.start <= hit.end as usize + NEAR)
    };
    // `149, that is what it costs us`: no more is asked than that.
    let same = |hit: &Hit| {
        let rest = text.folded().get(hit.end as usize..).unwrap_or_default().trim_start();
        let price = amounts.iter().rev().find(|figure| !figure.percent && figure.end <= hit.start as usize);
        let beside = |figure: &Figure| text.folded().get(figure.end..hit.start as usize).is_some_and(|gap| gap.len() <= THAT_IS && !gap.contains(['.', ';']));
        rest.chars().next().is_none_or(|sign| matches!(sign, ',' | '.' | ';' | ')' | '\n')) && price.is_some_and(beside)
    };
    words.any(|hit| own(hit) || same(hit))
}
