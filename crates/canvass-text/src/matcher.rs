//! Matching: one pass over a text finds the terms of all tables.

use std::sync::OnceLock;

use canvass_model::blocks::Block;
use canvass_model::vocabulary::{Role, Term};

use crate::beginnings;
use crate::fold::{in_word, runs_on};
use crate::language::Language;
use crate::lexicon::{Lexicon, Together};
use crate::table::Table;

/// A term found in a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) table: Table,
    pub(crate) value: u32,
}

impl Hit {
    /// The value as a term of a vocabulary.
    pub(crate) fn term<T: Term>(&self) -> Option<T> {
        T::from_code(self.value)
    }

    fn within(&self, other: &Self) -> bool {
        other.start <= self.start && self.end <= other.end
    }
}

/// The compiled terms of a language, of English and of no language.
pub(crate) struct Matcher {
    lexicon: Lexicon,
}

impl Matcher {
    /// The matcher of a language, made ready on first use.
    pub(crate) fn of(language: Language) -> &'static Self {
        static MATCHERS: [OnceLock<Matcher>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
        static NONE: OnceLock<Matcher> = OnceLock::new();
        // A lexicon with a flaw still says what the rest of it says; the tests look for flaws.
        MATCHERS.get(language as usize).unwrap_or(&NONE).get_or_init(|| Self { lexicon: Lexicon::of(language, |_| ()) })
    }

    /// Sorts of words that together say a concept.
    pub(crate) fn together(&self) -> &[Together] {
        &self.lexicon.together
    }

    /// The name of a value that belongs to no vocabulary.
    pub(crate) fn name(&self, value: u32) -> &str {
        self.lexicon.name(value)
    }

    /// Finds the terms of a block in a folded text: the longest of each table, and none inside a phrase to be ignored.
    pub(crate) fn hits(&self, text: &str, block: Block) -> Vec<Hit> {
        let Lexicon { at_words: Some(at_words), anywhere: Some(anywhere), .. } = &self.lexicon else { return Vec::new() };
        let mut search =
            Search { lexicon: &self.lexicon, text, block, ignored: Table::ignored_in(block), hits: Vec::with_capacity(text.len() / 4), kinds: Vec::new() };
        // How a character stands to the next: whether a word may begin behind it, and whether it is a digit.
        let (mut begins, mut behind_digit) = (true, false);
        for (start, character) in text.char_indices() {
            let rest = text.as_bytes().get(start..).unwrap_or_default();
            let beginning = beginnings::number(rest);
            let place = Place { start, begins, behind_digit };
            if (begins || behind_digit) && at_words.may_find(beginning) {
                at_words.find(rest).for_each(|(number, length)| search.consider(number, &place, length));
            }
            if anywhere.may_find(beginning) {
                anywhere.find(rest).for_each(|(number, length)| search.consider(number, &place, length));
            }
            (begins, behind_digit) = (is_edge(Some(character)), character.is_ascii_digit());
        }
        let Search { mut hits, mut kinds, .. } = search;
        keep_closest(&mut kinds);
        hits.extend(kinds.iter().map(|(hit, _)| *hit));
        hide(&mut hits);
        hits
    }
}

/// Where a pattern was found.
struct Place {
    start: usize,
    /// Whether a word begins there.
    begins: bool,
    behind_digit: bool,
}

/// What has been found so far in a text.
struct Search<'s> {
    lexicon: &'s Lexicon,
    text: &'s str,
    block: Block,
    /// The value of phrases to be ignored in the block alone.
    ignored: u32,
    hits: Vec<Hit>,
    /// Sorts of segments, each with how many letters say it.
    kinds: Vec<(Hit, usize)>,
}

impl Search<'_> {
    /// Adds what a pattern means at a place, where it may stand there.
    fn consider(&mut self, number: u32, place: &Place, length: usize) {
        let Some(pattern) = self.lexicon.pattern(number).filter(|pattern| pattern.blocks.has(self.block)) else { return };
        let end = place.start + length;
        let ends = Ends::of(self.text, end);
        for entry in self.lexicon.entries(pattern) {
            // A number and its unit are often written as one: `10k`, `Rp49.000`, `$5mo`.
            let begins = !entry.begins || place.begins || place.behind_digit && entry.table.stands_beside_digits();
            let ends = !entry.ends || ends == Ends::Word || ends == Ends::BeforeDigit && entry.table.stands_beside_digits();
            let here = || entry.blocks.has(self.block) && (entry.table != Table::Ignore || entry.value == 0 || entry.value == self.ignored);
            if begins && ends && here() {
                let end = if entry.runs_to_end { word_end(self.text, end) } else { end };
                let hit = Hit { start: place.start as u32, end: end as u32, table: entry.table, value: entry.value };
                if entry.table == Table::SegmentKinds { self.kinds.push((hit, length)) } else { self.hits.push(hit) }
            }
        }
    }
}

/// How a word ends where a pattern does.
#[derive(PartialEq, Eq)]
enum Ends {
    Word,
    BeforeDigit,
    Inside,
}

impl Ends {
    fn of(text: &str, end: usize) -> Self {
        let bytes = text.as_bytes();
        let is_digit = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_digit);
        match bytes.get(end) {
            None => Self::Word,
            // `$0` is not found in `$0.50`, nor `phase 1` in `phase 1.5`.
            Some(b'.' | b',') if is_digit(end + 1) && is_digit(end.wrapping_sub(1)) => Self::Inside,
            Some(b'0'..=b'9') => Self::BeforeDigit,
            Some(_) if is_edge(text.get(end..).and_then(|rest| rest.chars().next())) => Self::Word,
            Some(_) => Self::Inside,
        }
    }
}

/// Where the word ends that goes on at a place.
pub(crate) fn word_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let goes_on = |letter: char| in_word(letter) && !runs_on(letter);
    at + rest.find(|letter: char| !goes_on(letter)).unwrap_or(rest.len())
}

/// Whether a word ends beside such a character.
pub(crate) fn is_edge(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(|character| if character.is_ascii() { !character.is_ascii_alphanumeric() } else { runs_on(character) || !in_word(character) })
}

/// Takes out the sort that fewer letters of a word say than another beginning of it: `eleve*` says nothing of `éleveurs` beside `éleveur*`.
fn keep_closest(found: &mut Vec<(Hit, usize)>) {
    found.sort_unstable_by_key(|(hit, letters)| (hit.start, hit.end, std::cmp::Reverse(*letters)));
    let mut last: Option<(Hit, usize)> = None;
    found.retain(|&(hit, letters)| {
        let further = last.is_some_and(|(other, more)| (other.start, other.end) == (hit.start, hit.end) && letters < more);
        if !further {
            last = Some((hit, letters));
        }
        !further
    });
}

/// Takes out what lies inside a longer hit of its table or inside a phrase to be ignored, and sorts by place.
fn hide(hits: &mut Vec<Hit>) {
    // One number instead of four fields, so that they are compared at once: by start, longer ones first, then by table and value.
    hits.sort_unstable_by_key(|hit| u128::from(hit.start) << 96 | u128::from(!hit.end) << 64 | u128::from(hit.table as u32) << 32 | u128::from(hit.value));
    hits.dedup();
    let mut kept = 0;
    // Of the hits so far those that reach beyond where the next begins: only they may cover it, or what stands beside it in the same place.
    let mut open: Vec<Hit> = Vec::new();
    for at in 0..hits.len() {
        let Some(&hit) = hits.get(at) else { break };
        let covers = |other: &Hit| match other.table {
            Table::Ignore => hit.within(other),
            // A concept does not end where the words say another besides.
            Table::Concepts => other.value == hit.value && hit.table == other.table && hit.within(other) && (other.end - other.start > hit.end - hit.start),
            // Whoever is said to pay nothing is not said to pay.
            Table::SegmentPlans if other.value == FREE && hit.table == Table::Roles => hit.term() == Some(Role::Payer) && hit.within(other),
            table => hides(table, hit.table) && hit.within(other) && (other.end - other.start > hit.end - hit.start),
        };
        open.retain(|other| other.end > hit.start);
        let behind = hits.get(at + 1..).unwrap_or_default();
        let mut beside = behind.iter().take_while(|other| other.start == hit.start && other.end == hit.end);
        let covered = hit.table == Table::Ignore || open.iter().any(covers) || beside.any(covers);
        if behind.first().is_some_and(|next| next.start < hit.end) {
            open.push(hit);
        }
        if let (false, Some(place)) = (covered, hits.get_mut(kept)) {
            *place = hit;
            kept += 1;
        }
    }
    hits.truncate(kept);
}

/// The place of words for those who pay nothing among words for what segments pay.
const FREE: u32 = 0;

/// Whether longer terms of the one table hide shorter ones of the other: names of groups are one table in this.
fn hides(longer: Table, shorter: Table) -> bool {
    longer == shorter || longer.is_group() && shorter.is_group()
}

#[cfg(test)]
mod tests {
    use canvass_model::vocabulary::{ChannelKind, SegmentKind, StreamKind};

    use super::*;
    use crate::fold::fold;

    fn kinds<T: Term + PartialEq>(text: &str, block: Block, table: Table) -> Vec<T> {
        Matcher::of(Language::English).hits(&fold(text), block).iter().filter(|hit| hit.table == table).filter_map(Hit::term).collect()
    }

    #[test]
    fn the_longer_beginning_of_a_word_wins() {
        let kinds = |text: &str| {
            let hits = Matcher::of(Language::French).hits(&fold(text), Block::CustomerSegments);
            hits.iter().filter(|hit| hit.table == Table::SegmentKinds).filter_map(Hit::term).collect::<Vec<SegmentKind>>()
        };
        assert_eq!(kinds("Éleveurs de brebis"), [SegmentKind::Businesses]);
        assert_eq!(kinds("Élèves de terminale"), [SegmentKind::Individuals]);
    }

    #[test]
    fn the_longest_term_of_a_table_wins() {
        assert!(kinds::<ChannelKind>("App Stores", Block::Channels, Table::ChannelKinds) == [ChannelKind::PartnerStore]);
        assert!(kinds::<ChannelKind>("App", Block::Channels, Table::ChannelKinds) == [ChannelKind::WebSales]);
        assert!(kinds::<ChannelKind>("Happy apples", Block::Channels, Table::ChannelKinds).is_empty());
    }

    #[test]
    fn words_count_in_their_block_only() {
        assert!(kinds::<StreamKind>("Pay-per-use", Block::RevenueStreams, Table::StreamKinds) == [StreamKind::UsageFee]);
        assert!(kinds::<StreamKind>("Pay-per-use", Block::Channels, Table::StreamKinds).is_empty());
    }

    #[test]
    fn phrases_to_be_ignored_hide_what_is_in_them() {
        let free = |text: &str| Matcher::of(Language::English).hits(&fold(text), Block::RevenueStreams).iter().any(|hit| hit.table == Table::StreamPlans);
        assert!(free("Free: $0"));
        assert!(!free("14-day free trial"));
    }
}
