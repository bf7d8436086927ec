//! Who carries whom where that somebody does is said without naming either: the dear price carries the cheap one, and those with money the poor.

use canvass_model::Decimal;
use canvass_model::blocks::Block;

use crate::bait::Baits;
use crate::context::Context;
use crate::money::price;
use crate::plans::Known;
use crate::table::Table;
use crate::text::Text;

use super::{OUT_OF, PROFIT, WHERE, is_poor};

/// So many times the cheap price is dear.
const TIMES: u32 = 2;

/// Those who carry and those who are carried, with the words that say that somebody does.
pub(super) fn told(context: &Context, known: &Known<'_>, baits: &Baits, payers: &[usize]) -> Option<(Vec<usize>, Vec<usize>, String)> {
    let says = |(_, text): (Block, &Text)| {
        let hit = text.anywhere(Table::Carries).find(|hit| matches!(hit.value, 0 | PROFIT | OUT_OF))?;
        (!baits.speaks(context, text)).then(|| text.words(hit).to_owned())
    };
    let words = context.everywhere(&WHERE).find_map(says)?;
    let (carrying, carried) = apart(context, known, payers).or_else(|| {
        let (carried, carrying): (Vec<usize>, Vec<usize>) = payers.iter().partition(|at| is_poor(context, **at));
        Some((carrying, carried)).filter(|(carrying, carried)| !carrying.is_empty() && !carried.is_empty())
    })?;
    Some((carrying, carried, words))
}

/// Those who pay most and those who pay least for one piece, where the one is a multiple of the other.
fn apart(context: &Context, known: &Known<'_>, payers: &[usize]) -> Option<(Vec<usize>, Vec<usize>)> {
    let of = |at: usize| -> Option<Decimal> {
        let own = context.present(Block::RevenueStreams).filter(|text| known.payers.get(text.index).is_some_and(|payers| payers.groups.groups == [at]));
        own.filter_map(|text| price(text, context.matcher, context.language)).map(|(money, _)| money.amount.high.value()).max()
    };
    let prices: Vec<(usize, Decimal)> = payers.iter().filter_map(|&at| Some((at, of(at)?))).collect();
    let (least, most) = (prices.iter().map(|(_, price)| *price).min()?, prices.iter().map(|(_, price)| *price).max()?);
    let at = |price: Decimal| prices.iter().filter(|(_, known)| *known == price).map(|(at, _)| *at).collect();
    least.checked_mul(TIMES.into()).is_some_and(|dear| dear <= most).then(|| (at(most), at(least)))
}

#[cfg(test)]
mod tests {
    use crate::testing::{is_tagged, read_notes, segments};

    fn carried(groups: [&str; 2], streams: [&str; 2], resource: &str) -> Vec<bool> {
        let blocks: [(&str, &[&str]); 4] =
            [("customer_segments", &groups), ("value_propositions", &["Teeth"]), ("revenue_streams", &streams), ("key_resources", &[resource])];
        segments(&read_notes("en", &blocks)).map(|segment| is_tagged(segment, "below_cost")).collect()
    }

    #[test]
    fn the_dear_price_carries_the_cheap_one() {
        let (groups, streams) = (["Travellers", "Islanders"], ["Travellers, $900 per tooth", "Islanders, $20 per tooth"]);
        assert_eq!(carried(groups, streams, "What is left over from one tooth pays for four others"), [false, true]);
        assert_eq!(carried(groups, streams, "Six dentists"), [false, false]);
        assert_eq!(carried(groups, ["Travellers, $30", "Islanders, $20"], "What is left over from one tooth pays for four others"), [false, false]);
    }
}
