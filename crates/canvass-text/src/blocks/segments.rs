//! Segments: sort of group, roles, how many there are, how many of them pay.

use canvass_model::blocks::{Block, CustomerSegment, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::Role;
use canvass_model::{Decimal, Number, Quantity, Share};

use crate::context::Context;
use crate::fill::{Marks, SAID, full};
use crate::matcher::Hit;
use crate::money::{Figure, figures, percentages, scaled};
use crate::table::{Table, general};
use crate::text::Text;

const BLOCK: Block = Block::CustomerSegments;

/// Reads what each segment says of itself.
pub(crate) fn segments(context: &Context, notes: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    for (text, group) in context.texts(BLOCK).iter().zip(context.groups.iter()) {
        let at = text.index;
        if let Some(kind) = group.kind
            && let Some(segment) = full(notes, at)
        {
            segment.kind = Some(kind);
            marks.add(BLOCK, at, Field::Kind, &group.kind_words, SAID);
        }
        if text.future {
            continue;
        }
        let roles = text.named_terms::<Role>(Table::Roles);
        if let (Some((_, hit)), Some(segment)) = (roles.first(), if roles.is_empty() { None } else { full(notes, at) }) {
            segment.roles = roles.iter().map(|(role, _)| *role).collect();
            marks.add(BLOCK, at, Field::Roles, text.words(hit), SAID);
        }
        if group.beside_payers
            && let Some(segment) = full(notes, at).filter(|segment| !segment.roles.contains(&Role::User))
        {
            segment.roles.push(Role::User);
            if roles.is_empty() {
                marks.add(BLOCK, at, Field::Roles, text.stretch(0, text.group_range().end), SAID);
            }
        }
        if let Some((share, words)) = share_beside(context, text, CLAIMING)
            && let Some(segment) = full(notes, at)
        {
            segment.claiming_share = share;
            marks.add(BLOCK, at, Field::ClaimingShare, &words, SAID);
        }
        if let Some((share, words)) = paying_share(context, text)
            && let Some(segment) = full(notes, at)
        {
            segment.paying_share = share;
            marks.add(BLOCK, at, Field::PayingShare, &words, SAID);
        }
        if let Some((size, words)) = size(context, text)
            && let Some(segment) = full(notes, at)
        {
            segment.size = Some(size);
            marks.add(BLOCK, at, Field::Size, &words, SAID);
        }
        for hit in text.of(Table::SegmentTags) {
            if let Some(segment) = full(notes, at) {
                marks.tag(segment, (BLOCK, at), context.matcher.name(hit.value), text.words(hit));
            }
        }
    }
}

/// How far apart a percentage and the word for paying may stand, in bytes.
const NEAR: u32 = 30;

/// The share of members who pay, or who buy. A range is its middle: a share is one number.
pub(crate) fn paying_share(context: &Context, text: &Text) -> Option<(Option<Share>, String)> {
    share_beside(context, text, 0).or_else(|| share_beside(context, text, BUYING))
}

/// The place of words for buying among words beside numbers.
pub(crate) const BUYING: u32 = 3;

/// The place of words for those who draw an insurance's benefit among words beside numbers.
pub(crate) const CLAIMING: u32 = 2;

/// The share whose words stand beside a word for whose it is.
pub(crate) fn share_beside(context: &Context, text: &Text, value: u32) -> Option<(Option<Share>, String)> {
    let word = text.of(Table::NumberWords).find(|hit| hit.value == value)?;
    let near = |start: usize, end: usize| word.start < end as u32 + NEAR && (start as u32) < word.end + NEAR;
    let percentage = percentages(text, context.language).into_iter().find(|&(_, start, end)| near(start, end));
    let (number, start, end) = match percentage {
        Some((quantity, start, end)) => (middle(&quantity)?, start, end),
        None => parts(context, text).into_iter().find(|&(_, start, end)| near(start, end))?,
    };
    let share = Share::new(number)?;
    Some((Some(share), text.stretch(start.min(word.start as usize), end.max(word.end as usize)).to_owned()))
}

/// Parts told as so many of so many: `4 of 100`, `1 in 20`.
pub(crate) fn parts(context: &Context, text: &Text) -> Vec<(Number, usize, usize)> {
    let figures = figures(text, context.language);
    let between = |from: usize, to: usize| {
        let out_of = |word: &Hit| {
            let (before, behind) = (text.gap(from, word.start as usize), text.gap(word.end as usize, to));
            before.zip(behind).is_some_and(|(before, behind)| (before.len() + behind.len()) <= OF && !before.contains([',', '.', ';']))
        };
        text.small(general::OUT_OF).any(out_of)
    };
    let part = |pair: &[Figure]| {
        let [one, other] = pair else { return None };
        let (few, all) = if one.value < other.value { (one.value, other.value) } else { (other.value, one.value) };
        let round = ROUND.contains(&all) && !few.is_zero() && few < all && !one.percent && !other.percent && between(one.end, other.start);
        Number::new(few.checked_div(all).filter(|_| round)?).map(|number| (number, one.start, other.end))
    };
    figures.windows(2).filter_map(part).collect()
}

/// Of how many a part is told, and how far apart the two numbers stand at most, in bytes.
const ROUND: [Decimal; 6] = [
    Decimal::TEN,
    Decimal::from_parts(20, 0, 0, false, 0),
    Decimal::from_parts(30, 0, 0, false, 0),
    Decimal::from_parts(50, 0, 0, false, 0),
    Decimal::ONE_HUNDRED,
    Decimal::ONE_THOUSAND,
];
const OF: usize = 14;

/// The middle of a range.
pub(crate) fn middle(quantity: &Quantity) -> Option<Number> {
    let sum = quantity.low.value().checked_add(quantity.high.value())?;
    Number::new(sum.checked_div(2.into())?)
}

/// How many members there are: a number right before the word for members.
fn size(context: &Context, text: &Text) -> Option<(Quantity, String)> {
    figures(text, context.language).iter().filter(|figure| !figure.percent).find_map(|figure| {
        let (value, end) = scaled(text, context.matcher, figure)?;
        let member =
            text.of(Table::NumberWords).find(|hit| hit.value == 1 && text.gap(end, hit.start as usize).is_some_and(|gap| gap.is_empty() || gap == "+"))?;
        let quantity = Quantity::exact(Number::new(value).filter(|number| number.value() >= 1.into())?);
        Some((quantity, text.stretch(figure.start, member.end as usize).to_owned()))
    })
}
