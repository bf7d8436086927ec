//! Matching: one pass over a text finds the terms of all tables.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use canvass_model::blocks::Block;
use canvass_model::vocabulary::Term;

use crate::concepts::{self, Together};
use crate::fold::runs_on;
use crate::language::Language;
use crate::lexicon::{self, Entry, Names};
use crate::table::{Blocks, Table};

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

/// What one pattern of the automaton means.
struct Pattern {
    /// The blocks of any of the entries.
    blocks: Blocks,
    /// Whether each of the entries must stand at the beginning of a word.
    begins: bool,
    entries: Vec<Entry>,
}

/// The compiled terms of a language, of English and of no language.
pub(crate) struct Matcher {
    automaton: Option<AhoCorasick>,
    patterns: Vec<Pattern>,
    names: Names,
    /// Sorts of words that together say a concept.
    together: Vec<Together>,
}

impl Matcher {
    /// The matcher of a language, compiled on first use.
    pub(crate) fn of(language: Language) -> &'static Self {
        static MATCHERS: [OnceLock<Matcher>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
        static NONE: OnceLock<Matcher> = OnceLock::new();
        MATCHERS.get(language as usize).unwrap_or(&NONE).get_or_init(|| Self::compile(language))
    }

    fn compile(language: Language) -> Self {
        let mut names = Names::new();
        // A lexicon with a flaw still says what the rest of it says; the tests look for flaws.
        let mut entries = lexicon::read(lexicon::source(language), &mut names, |_| ());
        entries.extend(lexicon::read(lexicon::COMMON, &mut names, |_| ()));
        entries.extend(concepts::entries(language, &mut names, |_| ()));
        if language != Language::English {
            let mut english = lexicon::read(lexicon::source(Language::English), &mut names, |_| ());
            english.extend(concepts::entries(Language::English, &mut names, |_| ()));
            // `no` and `for` are other words elsewhere; where no Latin letters are used, they are English.
            entries.extend(english.into_iter().filter(|entry| entry.table != Table::General || !language.is_latin()));
        }
        entries.sort_by(|one, other| one.term.cmp(&other.term));
        let mut patterns: Vec<Pattern> = Vec::new();
        for entry in entries {
            match patterns.last_mut() {
                Some(last) if last.entries.first().is_some_and(|first| first.term == entry.term) => {
                    if !last.entries.contains(&entry) {
                        last.blocks = last.blocks.and(entry.blocks);
                        last.begins &= begins(&entry);
                        last.entries.push(entry);
                    }
                }
                _ => patterns.push(Pattern { blocks: entry.blocks, begins: begins(&entry), entries: vec![entry] }),
            }
        }
        let terms = patterns.iter().filter_map(|pattern| pattern.entries.first()).map(|entry| entry.term.as_bytes());
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(terms).ok();
        let together = concepts::together(&mut names, |_| ());
        Self { automaton, patterns, names, together }
    }

    /// Sorts of words that together say a concept.
    pub(crate) fn together(&self) -> &[Together] {
        &self.together
    }

    /// The name of a value that belongs to no vocabulary.
    pub(crate) fn name(&self, value: u32) -> &str {
        self.names.get(value as usize).map_or("", String::as_str)
    }

    /// Finds the terms of a block in a folded text: the longest of each table, and none inside a phrase to be ignored.
    pub(crate) fn hits(&self, text: &str, block: Block) -> Vec<Hit> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut hits: Vec<Hit> = Vec::with_capacity(16);
        let ignored = Table::ignored_in(block);
        for found in automaton.find_overlapping_iter(text) {
            let Some(pattern) = self.patterns.get(found.pattern().as_usize()).filter(|pattern| pattern.blocks.has(block)) else { continue };
            let before = text.get(..found.start()).and_then(|before| before.chars().next_back());
            if pattern.begins && !is_edge(before) {
                continue;
            }
            let mut after = text.get(found.end()..).unwrap_or_default().chars();
            let next = after.next();
            // `$0` is not found in `$0.50`, nor `phase 1` in `phase 1.5`.
            let decimal = matches!(next, Some('.' | ',')) && after.next().is_some_and(|digit| digit.is_ascii_digit());
            let digit = text.as_bytes().get(found.end().wrapping_sub(1)).is_some_and(u8::is_ascii_digit);
            let (begins, ends) = (is_edge(before), is_edge(next) && !(decimal && digit));
            let rest = || {
                text.get(found.end()..)
                    .unwrap_or_default()
                    .chars()
                    .take_while(|next| next.is_alphanumeric() && !runs_on(*next))
                    .map(char::len_utf8)
                    .sum::<usize>()
            };
            for entry in &pattern.entries {
                // A number and its unit are often written as one: `10k`, `Rp49.000`, `$5mo`.
                let beside_digit = stands_beside_digits(entry.table);
                let begins = begins || beside_digit && before.is_some_and(|before| before.is_ascii_digit());
                let ends = ends || beside_digit && next.is_some_and(|next| next.is_ascii_digit());
                let here = entry.blocks.has(block) && (entry.table != Table::Ignore || entry.value == 0 || entry.value == ignored);
                if here && (!entry.begins || begins) && (!entry.ends || ends) {
                    let end = found.end() + if entry.runs_to_end { rest() } else { 0 };
                    hits.push(Hit { start: found.start() as u32, end: end as u32, table: entry.table, value: entry.value });
                }
            }
        }
        hide(&mut hits);
        hits
    }
}

/// Whether a number and words of that table may be written as one.
fn stands_beside_digits(table: Table) -> bool {
    matches!(table, Table::Currencies | Table::Scales | Table::Periods)
}

/// Whether an entry stands at the beginning of a word and nowhere else.
fn begins(entry: &Entry) -> bool {
    entry.begins && !stands_beside_digits(entry.table)
}

/// Whether a word ends beside such a character.
fn is_edge(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(|character| runs_on(character) || !character.is_alphanumeric())
}

/// Takes out what lies inside a longer hit of its table or inside a phrase to be ignored, and sorts by place.
fn hide(hits: &mut Vec<Hit>) {
    hits.sort_unstable_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), hit.table, hit.value));
    hits.dedup();
    let mut kept: Vec<Hit> = Vec::with_capacity(hits.len());
    for (at, hit) in hits.iter().enumerate() {
        let covers = |other: &Hit| match other.table {
            Table::Ignore => hit.within(other),
            // A concept does not end where the words say another besides.
            Table::Concepts => other.value == hit.value && hit.table == other.table && hit.within(other) && (other.end - other.start > hit.end - hit.start),
            table => hides(table, hit.table) && hit.within(other) && (other.end - other.start > hit.end - hit.start),
        };
        // What covers a hit begins no later than it.
        let earlier = hits.get(..at).unwrap_or_default();
        let equal = hits.get(at + 1..).unwrap_or_default().iter().take_while(|other| other.start == hit.start && other.end == hit.end);
        if hit.table != Table::Ignore && !earlier.iter().rev().take(64).any(covers) && !equal.clone().any(covers) {
            kept.push(*hit);
        }
    }
    *hits = kept;
}

/// Whether longer terms of the one table hide shorter ones of the other: names of groups are one table in this.
fn hides(longer: Table, shorter: Table) -> bool {
    longer == shorter || longer.is_group() && shorter.is_group()
}

#[cfg(test)]
mod tests {
    use canvass_model::vocabulary::{ChannelKind, StreamKind};

    use super::*;
    use crate::fold::fold;

    fn kinds<T: Term + PartialEq>(text: &str, block: Block, table: Table) -> Vec<T> {
        Matcher::of(Language::English).hits(&fold(text), block).iter().filter(|hit| hit.table == table).filter_map(Hit::term).collect()
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
