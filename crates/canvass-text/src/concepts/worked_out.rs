//! Keywords that follow from more than words: from the figures beside them, or from what is said elsewhere.

use canvass_model::Decimal;
use canvass_model::blocks::Block;
use canvass_model::vocabulary::StreamKind;

use crate::common_words::share_word_of;
use crate::context::Context;
use crate::money::{figures, scaled};
use crate::table::Table;
use crate::text::Text;

use super::says;

/// The keywords of a note, each with the stretch of the note that it follows from.
pub(super) fn all(context: &Context, block: Block, text: &Text) -> impl Iterator<Item = (&'static str, (usize, usize))> {
    let stream = block == Block::RevenueStreams;
    // Users do much with what they use; it is work for the business where it stands among what the business needs.
    let needed = matches!(block, Block::KeyPartnerships | Block::KeyActivities | Block::KeyResources) && says(context, text, CROWD_WORK);
    let found = [
        (DEAL_PERCENT, if stream { deal_percent(context, text) } else { None }),
        (ASIDE, if stream { aside(context, text) } else { None }),
        (CROWD_MANY, if needed { many(context, text) } else { None }),
    ];
    found.into_iter().filter_map(|(name, stretch)| Some((name, stretch?)))
}

/// Work that a crowd does, and how many do it at least to be one.
const CROWD_WORK: &str = "crowd_work";
pub(super) const CROWD_MANY: &str = "crowd_many";
const MANY: u32 = 1000;

/// The number of those who do a crowd's work, where it is large.
fn many(context: &Context, text: &Text) -> Option<(usize, usize)> {
    figures(text, context.language).iter().find_map(|figure| {
        let (number, end) = scaled(text, context.matcher, figure)?;
        let money = text
            .anywhere(Table::Currencies)
            .any(|hit| text.gap(hit.end as usize, figure.start).is_some_and(str::is_empty) || text.gap(end, hit.start as usize).is_some_and(str::is_empty));
        (!figure.percent && !money && number >= Decimal::from(MANY)).then_some((figure.start, end))
    })
}

/// A part of each deal: a percentage among words for a fee on deals.
pub(super) const DEAL_PERCENT: &str = "deal_percent";

pub(crate) fn deal_percent(context: &Context, text: &Text) -> Option<(usize, usize)> {
    let on_deals = text.of(Table::StreamKinds).any(|hit| hit.term() == Some(StreamKind::BrokerageFee));
    if !on_deals {
        return None;
    }
    figures(text, context.language).iter().find(|figure| figure.percent).map(|percent| (percent.start, percent.end))
}

/// Rent of something that is spoken of nowhere else and stands behind what is first paid for: the rackets of a tennis club.
const ASIDE: &str = "aside";

fn aside(context: &Context, text: &Text) -> Option<(usize, usize)> {
    let lent = |text: &Text| text.leading(Table::StreamKinds).is_some_and(|hit| hit.term() == Some(StreamKind::LendingRentingLeasing));
    let first_is_lent = context.present(Block::RevenueStreams).next().is_some_and(lent);
    let hit = text.leading(Table::StreamKinds).filter(|_| lent(text) && !first_is_lent)?;
    let same = |offer: &Text| share_word_of(text, text.name_range(), offer) || OFFERED.iter().any(|concept| says(context, offer, concept));
    let offered = ELSEWHERE.iter().any(|block| context.present(*block).any(same));
    (!offered).then_some((hit.start as usize, hit.end as usize))
}

/// Blocks that speak of a thing for whose sake people come.
const ELSEWHERE: [Block; 4] = [Block::ValuePropositions, Block::CustomerSegments, Block::KeyResources, Block::KeyActivities];

/// What is said of a thing that is for rent.
const OFFERED: [&str; 2] = ["rented", "not_bought"];
