//! Of what sort a group is, and which word of its name says what it is.

use canvass_model::vocabulary::SegmentKind;

use crate::language::Language;
use crate::matcher::Hit;
use crate::table::{Table, belongs, general};
use crate::text::Text;

use super::is_generic;

/// The hit that says what a name is about.
fn leading<'t>(text: &'t Text, fits: impl Fn(&Hit) -> bool, range: &std::ops::Range<usize>, language: Language) -> Option<&'t Hit> {
    let name = text.name_range();
    let within = |hit: &&Hit, end: usize| hit.start as usize >= name.start && hit.end as usize <= end && fits(hit);
    for end in [range.end, text.head_range().end, name.end] {
        let inside = || text.hits().iter().filter(move |hit| within(hit, end));
        let telling = || inside().filter(|hit| !is_generic(text, hit));
        let found = if language.leads_with_noun() {
            telling().next().or_else(|| inside().next())
        } else {
            telling().max_by_key(|hit| (hit.end, hit.end - hit.start)).or_else(|| inside().max_by_key(|hit| hit.end))
        };
        if found.is_some() {
            return found;
        }
    }
    text.hits().iter().find(|hit| hit.start as usize >= name.start && fits(hit))
}

/// What describes a group names others that it has to do with: `societies that share one reader`.
pub(super) fn leading_group<'t>(text: &'t Text, range: &std::ops::Range<usize>, language: Language) -> Option<&'t Hit> {
    let cut = range.end < text.head_range().end;
    leading(text, |hit| hit.table.is_group() && (!cut || (hit.start as usize) < range.end), range, language)
}

/// The sort of group, unless the name joins groups of two sorts.
pub(super) fn kind(text: &Text, range: &std::ops::Range<usize>, language: Language) -> Option<(SegmentKind, String)> {
    let size = staff_counted(text);
    let first = text.of(Table::SegmentKinds).next();
    let sized = |hit: &Hit| {
        let staff = size.is_some_and(|staff| hit.start < staff.end && staff.start < hit.end);
        // How many people it has says how large it is: `towns of up to 15,000 inhabitants`.
        let numbered = || text.folded().get(..hit.start as usize).is_some_and(|before| before.trim_end().ends_with(|letter: char| letter.is_ascii_digit()));
        // Where somebody lives or works says nothing of who they are: `plumbers around the district`.
        let stands_in = |word: &Hit| word.start > 0 && word.end <= hit.start && hit.start - word.end <= PLACE;
        let place = || hit.term() == Some(SegmentKind::Government) && text.small(general::CUT).any(stands_in);
        // Nor do the words for whose people or customers they are.
        let people = hit.term() == Some(SegmentKind::Individuals);
        let others = !people && text.of(Table::Belongs).any(|other| other.start <= hit.start && hit.end <= other.end) && !text.runs_on_at(hit.start as usize);
        staff || others || first.is_some_and(|first| first.end <= hit.start) && numbered() || place()
    };
    let Some(lead) = leading(text, |hit| hit.table == Table::SegmentKinds && !sized(hit), range, language) else {
        let firms = || size.map(|staff| (SegmentKind::Businesses, text.words(staff).to_owned()));
        return counted(text).or_else(firms).or_else(|| headed(text));
    };
    // However general the last noun is, it says the sort: whoever sends its staff is a firm.
    let last = text.of(Table::SegmentKinds).rfind(|hit| hit.end as usize == text.head_range().end && lead.end <= hit.start && language.ends_with_noun());
    let lead = last.unwrap_or(lead);
    let lead = listed(text, lead, range).unwrap_or(lead);
    // What is told in brackets of whom a group employs is said of its people.
    if lead.start as usize >= text.head_range().end
        && let Some(firms) = counted(text)
    {
        return Some(firms);
    }
    let joined = text.of(Table::SegmentKinds).any(|other| {
        let (first, second) = if other.start < lead.start { (other, lead) } else { (lead, other) };
        other.value != lead.value
            && other.start as usize >= range.start
            && !sized(other)
            && (other.end as usize) <= text.head_range().end
            && text.small(general::AND).any(|word| first.end <= word.start && word.end <= second.start && second.start - word.end <= JOINS)
            // What describes the one may name another: `offices of between ten and eighty employees`.
            && !text.small(general::CUT).any(|word| first.end <= word.start && word.end <= second.start)
    });
    if joined { None } else { Some((lead.term()?, text.words(lead).to_owned())) }
}

/// How far behind a small word the name of a place stands at most, in bytes: `around the district`.
const PLACE: u32 = 12;

/// How far behind a word for `and` the second of two groups stands at most, in bytes: behind an article and one word that describes it.
const JOINS: u32 = 24;

/// The words by which a group is told to be an organisation of so many: `offices of 10 to 50 employees`.
fn staff_counted(text: &Text) -> Option<&Hit> {
    text.of(Table::Belongs).find(|hit| hit.value == belongs::STAFF && counts(text, hit))
}

/// Whether a number stands right before or behind a word for staff, and not whose staff it is.
pub(crate) fn counts(text: &Text, staff: &Hit) -> bool {
    let folded = text.folded();
    let before = folded.get(..staff.start as usize).unwrap_or_default().trim_end();
    let behind = folded.get(staff.end as usize..).unwrap_or_default();
    let of_theirs = text.small(general::CUT).any(|word| word.start >= staff.end && word.start - staff.end <= 1);
    let number = |letter: char| letter.is_ascii_digit();
    !of_theirs && (before.ends_with(number) || behind.starts_with(number))
}

/// Of what sort those are who stand under a sub-heading, where their own name does not say.
fn headed(text: &Text) -> Option<(SegmentKind, String)> {
    let heading = text.group_range();
    let mut hits = text.anywhere(Table::SegmentKinds).filter(|hit| (hit.end as usize) <= heading.end);
    let first = hits.next()?;
    // A heading for several sorts says none.
    if hits.any(|other| other.value != first.value) { None } else { Some((first.term()?, text.words(first).to_owned())) }
}

/// Words by which firms alone are counted: 410 `家`, 11 `곳`.
const FIRMS: u32 = 4;

/// Numerals that are written as words and count more than one.
const NUMERALS: [char; 13] = ['两', '兩', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万'];

/// Whoever is counted as firms are is a firm, where its name says no sort.
fn counted(text: &Text) -> Option<(SegmentKind, String)> {
    let number = |sign: char| sign.is_numeric() || NUMERALS.contains(&sign);
    let counted = |hit: &&Hit| text.folded().get(..hit.start as usize).is_some_and(|before| before.trim_end().ends_with(number));
    let hit = text.of(Table::NumberWords).filter(|hit| hit.value == FIRMS).find(counted)?;
    Some((SegmentKind::Businesses, text.words(hit).to_owned()))
}

/// Who is listed behind a name that says no sort itself, or only who buys and who sells: `buyers: butchers and fatteners`.
fn listed<'t>(text: &'t Text, lead: &Hit, range: &std::ops::Range<usize>) -> Option<&'t Hit> {
    let behind = text.folded().get(range.end..text.name_range().end)?;
    let from = range.end + behind.find([':', '(']).filter(|&at| behind.get(..at).is_some_and(|gap| gap.trim().is_empty()))?;
    let role = text.hits().iter().any(|hit| matches!(hit.table, Table::Demand | Table::Supply) && hit.start == lead.start && hit.end == lead.end);
    if !role && (lead.start as usize) < from {
        return None;
    }
    let hits = || text.of(Table::SegmentKinds).filter(|hit| hit.start as usize >= from && hit.end as usize <= text.name_range().end);
    let number = |value: u32| hits().filter(|hit| hit.value == value).count();
    let most = hits().max_by_key(|hit| number(hit.value))?;
    (most.value != lead.value && (number(most.value) >= LISTED && number(most.value) > number(lead.value) || role && number(lead.value) == 0)).then_some(most)
}

/// How many of one sort make a list.
const LISTED: usize = 2;
