//! Matching: one pass over a text finds the terms of all tables.

use std::cmp::Reverse;
use std::sync::OnceLock;

use canvass_model::blocks::Block;
use canvass_model::vocabulary::{Role, Term};
use smallvec::SmallVec;

use crate::beginnings::{ANYWHERE, AT_WORDS};
use crate::fold::{in_word, runs_on};
use crate::language::Language;
use crate::lexicon::{Finders, Lexicon, Together, edges};
use crate::table::{Table, Tables};
use crate::trie::{Entry, Node, Tries};

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

    /// Whether it lies within another that is longer.
    fn inside(&self, other: &Self) -> bool {
        self.within(other) && (other.end - other.start > self.end - self.start)
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
    pub(crate) fn hits(&self, text: &str, block: Block) -> Found {
        let Some(finders) = &self.lexicon.finders else { return Found::default() };
        let found = Found { hits: Vec::with_capacity(text.len() / 6), ..Found::default() };
        let mut search = Search { lexicon: &self.lexicon, text, block, here: SmallVec::new(), open: SmallVec::new(), found };
        for place in &places(text, finders) {
            search.look(finders.tries, place);
        }
        search.found
    }
}

/// The places of a text where patterns may begin.
fn places(text: &str, finders: &Finders) -> SmallVec<[Place; PLACES]> {
    let mut all = SmallVec::new();
    let bytes = text.as_bytes();
    // Which edges of words are missing before a place.
    let (mut before, mut start) = (NOTHING, 0);
    while let Some(&first) = bytes.get(start) {
        let places = if before == INSIDE { ANYWHERE } else { AT_WORDS | ANYWHERE };
        if finders.beginnings.may_begin(first, places)
            && let Some(root) = finders.beginnings.of(bytes.get(start..).unwrap_or_default(), places).and_then(|trie| finders.tries.root(trie))
        {
            all.push(Place { start: start as u32, missing: before, root });
        }
        let (missing, length) = if first.is_ascii() { (BEHIND[usize::from(first & 0x7f)], 1) } else { missing_beside(text, start) };
        (before, start) = (missing, start + length);
    }
    all
}

/// The terms in a text.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// What the words say.
    pub(crate) hits: Vec<Hit>,
    /// The tables of which there is anything among it.
    pub(crate) tables: Tables,
    /// Concepts that the words speak of.
    pub(crate) concepts: Vec<Hit>,
    /// Small words: prepositions and the like.
    pub(crate) general: Vec<Hit>,
    /// Which kinds of them there are, as bits.
    pub(crate) kinds: u32,
}

impl Found {
    fn add(&mut self, hit: Hit) {
        match hit.table {
            Table::Concepts => push(&mut self.concepts, hit),
            Table::General => {
                self.kinds |= 1 << hit.value;
                push(&mut self.general, hit);
            }
            table => {
                self.tables.add(table);
                self.hits.push(hit);
            }
        }
    }
}

/// Adds one of a few hits.
fn push(hits: &mut Vec<Hit>, hit: Hit) {
    if hits.is_empty() {
        hits.reserve_exact(FEW);
    }
    hits.push(hit);
}

/// How many small words, or concepts, a note mostly has at most, and hits one place.
const FEW: usize = 8;
/// So many of something.
type Few<T> = SmallVec<[T; FEW]>;

/// At how many places of a note a pattern mostly may begin at most.
const PLACES: usize = 32;

/// Which edges are missing where a word may begin, behind a digit, and inside of a word.
const NOTHING: u8 = 0;
const BEHIND_DIGIT: u8 = edges::BEGINS;
const INSIDE: u8 = edges::BEGINS | edges::BEGINS_OR_DIGIT;

/// Which edges are missing behind each character of ASCII.
static BEHIND: [u8; 0x80] = {
    let mut all = [NOTHING; 0x80];
    let mut byte = 0;
    while byte < all.len() {
        let character = byte as u8;
        if character.is_ascii_alphanumeric() {
            all[byte] = if character.is_ascii_digit() { BEHIND_DIGIT } else { INSIDE };
        }
        byte += 1;
    }
    all
};

/// Which edges of words are missing beside the character at a place of a text, and how many bytes it takes.
#[inline]
fn missing_beside(text: &str, at: usize) -> (u8, usize) {
    let byte = |at: usize| text.as_bytes().get(at).copied().unwrap_or_default();
    match byte(at) {
        first @ 0..0x80 => (BEHIND[usize::from(first)], 1),
        // Most letters of Cyrillic, and most of the scripts in which words run on.
        0xd0 | 0xd1 => (INSIDE, 2),
        0xe4..=0xe9 | 0xeb | 0xec => (NOTHING, 3),
        0xe3 if matches!(byte(at + 1), 0x81..=0x83) => (NOTHING, 3),
        0xea if byte(at + 1) >= 0xb0 => (NOTHING, 3),
        _ => {
            let character = text.get(at..).and_then(|rest| rest.chars().next());
            (if is_edge(character) { NOTHING } else { INSIDE }, character.map_or(1, char::len_utf8))
        }
    }
}

/// Where patterns may begin.
struct Place {
    start: u32,
    /// Which edges of words are not there.
    missing: u8,
    /// Where the trie begins in which they are.
    root: Node,
}

/// What has been found so far in a text.
struct Search<'s> {
    lexicon: &'s Lexicon,
    text: &'s str,
    block: Block,
    /// What was found at one place, each with how many letters say it.
    here: Few<(Hit, usize)>,
    /// Of what was found before that which reaches beyond the place: only it may cover what begins there.
    open: Few<Hit>,
    found: Found,
}

impl Search<'_> {
    /// Takes over what patterns say at a place.
    fn look(&mut self, tries: Tries, place: &Place) {
        let rest = self.text.as_bytes().get(place.start as usize..).unwrap_or_default();
        tries.find(place.root, rest, |entry, length| self.consider(entry, place, length));
        if !self.here.is_empty() {
            self.settle(place.start);
        }
    }

    /// Adds what a pattern means at a place, where it may stand there.
    fn consider(&mut self, entry: Entry, place: &Place, length: usize) {
        let Some(meaning) = self.lexicon.meaning_of(entry).filter(|meaning| meaning.blocks.has(self.block)) else { return };
        let (end, edges) = (place.start as usize + length, meaning.edges(entry));
        if edges & place.missing != 0 || edges & missing_behind(self.text, end) != 0 {
            return;
        }
        let end = if edges & edges::RUNS_TO_END != 0 { word_end(self.text, end) } else { end };
        self.here.push((Hit { start: place.start, end: end as u32, table: meaning.table, value: meaning.value }, length));
    }

    /// Takes over what was found at one place, but for what lies inside a longer hit of its table or inside a phrase to be ignored.
    fn settle(&mut self, start: u32) {
        let Self { here, open, found, .. } = self;
        if !open.is_empty() {
            open.retain(|other| other.end > start);
        }
        if let ([(hit, _)], true) = (here.as_slice(), open.is_empty()) {
            if hit.table != Table::Ignore {
                found.add(*hit);
            }
            open.push(*hit);
            here.clear();
            return;
        }
        if here.len() > 1 {
            keep_closest(here);
            // Longer ones first, then by table and value.
            here.sort_unstable_by_key(|(hit, _)| (Reverse(hit.end), hit.table, hit.value));
            here.dedup_by_key(|(hit, _)| *hit);
        }
        for (at, (hit, _)) in here.iter().enumerate() {
            let mut beside = here.iter().skip(at + 1).map(|(other, _)| other).take_while(|other| other.end == hit.end);
            if hit.table != Table::Ignore && !open.iter().any(|other| covers(other, hit)) && !beside.any(|other| covers(other, hit)) {
                found.add(*hit);
            }
            open.push(*hit);
        }
        here.clear();
    }
}

/// Which edges of words are missing where a pattern ends.
fn missing_behind(text: &str, end: usize) -> u8 {
    const NOT_THE_END: u8 = edges::ENDS | edges::ENDS_OR_DIGIT;
    let bytes = text.as_bytes();
    let is_digit = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_digit);
    match bytes.get(end) {
        None => NOTHING,
        // `$0` is not found in `$0.50`, nor `phase 1` in `phase 1.5`.
        Some(b'.' | b',') if is_digit(end + 1) && is_digit(end.wrapping_sub(1)) => NOT_THE_END,
        Some(b'0'..=b'9') => edges::ENDS,
        Some(_) if missing_beside(text, end).0 == NOTHING => NOTHING,
        Some(_) => NOT_THE_END,
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
fn keep_closest(here: &mut Few<(Hit, usize)>) {
    if here.iter().filter(|(hit, _)| hit.table == Table::SegmentKinds).nth(1).is_none() {
        return;
    }
    let all = here.clone();
    let further = |(hit, letters): &(Hit, usize)| {
        let closer = |(other, more): &(Hit, usize)| other.table == Table::SegmentKinds && other.end == hit.end && more > letters;
        hit.table == Table::SegmentKinds && all.iter().any(closer)
    };
    here.retain(|found| !further(found));
}

/// Whether a hit says nothing beside another.
fn covers(other: &Hit, hit: &Hit) -> bool {
    match other.table {
        Table::Ignore => hit.within(other),
        // A concept does not end where the words say another besides.
        Table::Concepts => other.value == hit.value && hit.table == other.table && hit.inside(other),
        // Whoever is said to pay nothing is not said to pay.
        Table::SegmentPlans if other.value == FREE && hit.table == Table::Roles => hit.term() == Some(Role::Payer) && hit.within(other),
        table => hides(table, hit.table) && hit.inside(other),
    }
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
        Matcher::of(Language::English).hits(&fold(text), block).hits.iter().filter(|hit| hit.table == table).filter_map(Hit::term).collect()
    }

    #[test]
    fn the_longer_beginning_of_a_word_wins() {
        let kinds = |text: &str| {
            let hits = Matcher::of(Language::French).hits(&fold(text), Block::CustomerSegments);
            hits.hits.iter().filter(|hit| hit.table == Table::SegmentKinds).filter_map(Hit::term).collect::<Vec<SegmentKind>>()
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
    fn a_byte_tells_what_the_character_would() {
        for character in '\0'..=char::MAX {
            let edge = is_edge(Some(character)) || character.is_ascii_digit();
            let (missing, length) = missing_beside(&character.to_string(), 0);
            assert_eq!((missing != INSIDE, length), (edge, character.len_utf8()), "{character:?}");
        }
    }

    #[test]
    fn phrases_to_be_ignored_hide_what_is_in_them() {
        let free = |text: &str| Matcher::of(Language::English).hits(&fold(text), Block::RevenueStreams).hits.iter().any(|hit| hit.table == Table::StreamPlans);
        assert!(free("Free: $0"));
        assert!(!free("14-day free trial"));
    }
}
