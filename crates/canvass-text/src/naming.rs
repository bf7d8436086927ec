//! Which segments a text speaks of.

use std::cell::OnceCell;
use std::ops::{Deref, Range};

use crate::called::{Call, Groups, Sort};
use crate::fill::{CALLED, NAMED, ONLY};
use crate::fold::{in_word, runs_on};
use crate::matcher::{is_edge, word_end};
use crate::table::general;
use crate::text::Text;

/// A segment spoken of in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) group: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) confidence: u32,
}

/// A mention, and how much of what stands around it the name of the segment has, once that has been asked for.
#[derive(Debug)]
struct Called {
    mention: Mention,
    alike: OnceCell<usize>,
}

impl Called {
    fn new(group: usize, start: usize, end: usize, confidence: u32) -> Self {
        Self { mention: Mention { group, start, end, confidence }, alike: OnceCell::new() }
    }
}

impl Deref for Called {
    type Target = Mention;

    fn deref(&self) -> &Mention {
        &self.mention
    }
}

/// Everything in a text by which segments are called, found once.
#[derive(Debug, Default)]
pub(crate) struct Spoken {
    /// Names of segments, in full.
    names: Vec<Called>,
    /// Other words for what they are.
    concepts: Vec<Called>,
    /// Words that only one name has.
    keys: Vec<Mention>,
}

impl Spoken {
    fn find(groups: &Groups, text: &Text) -> Self {
        let folded = text.folded();
        let mut spoken = Self::default();
        for Call { group, sort, start, end } in groups.calls(folded) {
            let end = name_end(folded, end);
            match sort {
                Sort::Noun => spoken.names.push(Called::new(group, start, end, NAMED)),
                Sort::Heading => spoken.names.push(Called::new(group, start, end, CALLED)),
                Sort::Part | Sort::Key(_) => spoken.keys.push(Mention { group, start, end, confidence: ONLY }),
            }
        }
        // What a note begins with and a colon follows is often a part of one name.
        let lead = folded.get(text.head_range()).unwrap_or_default().trim();
        if text.has_lead() && lead.chars().count() >= if lead.starts_with(runs_on) { 2 } else { 4 } {
            let mut called = groups.named_with(lead);
            if let (Some(group), None) = (called.next(), called.next()) {
                let start = text.head_range().start;
                spoken.names.push(Called::new(group, start, start + lead.len(), CALLED));
            }
        }
        for hit in text.of_groups() {
            let called = groups.iter().enumerate().filter(|(_, group)| group.concepts.contains(&hit.value));
            spoken.concepts.extend(called.map(|(group, _)| Called::new(group, hit.start as usize, hit.end as usize, CALLED)));
        }
        spoken
    }
}

/// The segments spoken of in a part of a text, each once, in the order of their first mention.
pub(crate) fn mentions(groups: &Groups, text: &Text, range: Range<usize>) -> Vec<Mention> {
    mentions_beside(groups, text, range, None)
}

/// The segments besides one that are spoken of in a part of a text.
pub(crate) fn mentions_beside(groups: &Groups, text: &Text, range: Range<usize>, known: Option<usize>) -> Vec<Mention> {
    let spoken = text.spoken.get_or_init(|| Spoken::find(groups, text));
    let within = |mention: &Mention| range.start <= mention.start && mention.end <= range.end && Some(mention.group) != known;
    let inside = |mention: &&Mention| within(mention);
    let called = |called: &&Called| within(called);
    let mut found: Vec<Mention> = Vec::new();
    // Most texts speak of nobody.
    if !spoken.names.iter().any(|name| within(name)) && !spoken.concepts.iter().any(|concept| within(concept)) && !spoken.keys.iter().any(within) {
        return found;
    }
    let push = |found: &mut Vec<Mention>, mention: &Mention| {
        if !found.iter().any(|known| known.group == mention.group) {
            found.push(*mention);
        }
    };
    // A longer name hides the shorter one inside it.
    let hidden = |mention: &Mention| {
        spoken
            .names
            .iter()
            .filter(called)
            .any(|other| other.start <= mention.start && mention.end <= other.end && other.end - other.start > mention.end - mention.start)
    };
    // Of several that one word calls, the one is meant whose name has more of what stands around it.
    let closest = |all: &[Called], mention: &Called| {
        let like = |other: &Called| *other.alike.get_or_init(|| groups.get(other.group).map_or(0, |group| alike(text.folded(), other, &group.name)));
        let same = all.iter().filter(called).filter(|other| other.start == mention.start && other.end == mention.end);
        // Mostly it is one alone.
        same.clone().nth(1).is_none() || same.map(like).max().is_none_or(|most| like(mention) == most)
    };
    for mention in spoken.names.iter().filter(called).filter(|mention| !hidden(mention) && closest(&spoken.names, mention)) {
        push(&mut found, mention);
    }
    // What stands right before a word for several tells which of them is meant: `poor patients` beside `well-off patients`.
    let told = |mention: &Mention| {
        let before = spoken.keys.iter().filter(inside).filter(|key| text.folded().get(key.end..mention.start) == Some(" ")).copied();
        let other = |key: &Mention| !spoken.concepts.iter().any(|other| other.group == key.group && other.start == mention.start);
        let describes = |key: &&Mention| {
            let own = spoken.keys.iter().any(|own| own.group == mention.group && own.start > mention.start && own.start < key.start);
            !own && text.folded().get(mention.end..key.start).is_some_and(|gap| is_blank_or_word(gap, text, mention.end))
        };
        let behind = || spoken.keys.iter().filter(inside).filter(describes).copied().find(other);
        before.filter(other).last().or_else(behind)
    };
    // A word that stands in one name alone calls that group, though it is another word for others.
    let literal = |mention: &Mention| {
        let called = || spoken.concepts.iter().filter(|other| other.start == mention.start).map(|other| other.group);
        // Where words run on, what a name has in common with others is often only an ending of it.
        let runs = text.runs_on_at(mention.start);
        let mut keys = spoken.keys.iter().filter(inside).filter(|key| key.start == mention.start && (!runs || called().all(|group| group != key.group)));
        keys.next().filter(|key| keys.all(|other| other.group == key.group)).copied()
    };
    for mention in spoken.concepts.iter().filter(called).filter(|mention| closest(&spoken.concepts, mention)) {
        if let Some(key) = told(mention).or_else(|| literal(mention)) {
            push(&mut found, &key);
        } else if !spoken.names.iter().filter(called).any(|name| mention.start < name.end && name.start < mention.end) {
            push(&mut found, mention);
        }
    }
    if found.is_empty() {
        for mention in spoken.keys.iter().filter(inside) {
            push(&mut found, mention);
        }
    } else {
        // Who is named in one breath with them is meant as they are.
        let joined = |one: &Mention, other: &Mention| {
            text.small(general::AND)
                .any(|word| text.folded().get(one.end..other.start).map(str::trim) == text.folded().get(word.start as usize..word.end as usize))
        };
        // So is who stands behind the same small word as they: `145 for marinas, 210 for towns`.
        let before = |mention: &Mention| {
            let words = || text.small(general::FOR).chain(text.small(general::FROM));
            let beside = |end: u32| text.folded().get(end as usize..mention.start).is_some_and(|gap| !gap.is_empty() && gap.trim().is_empty());
            words().find(|word| beside(word.end)).and_then(|word| text.folded().get(word.start as usize..word.end as usize))
        };
        let paired = |one: &Mention, other: &Mention| one.start != other.start && before(one).is_some() && before(one) == before(other);
        let beside: Vec<Mention> = spoken
            .keys
            .iter()
            .filter(inside)
            .filter(|key| found.iter().any(|known| joined(key, known) || joined(known, key) || paired(key, known)))
            .copied()
            .collect();
        beside.iter().for_each(|mention| push(&mut found, mention));
    }
    found.sort_by_key(|mention| mention.start);
    found
}

/// Whether between two places there is only a blank, or one word that is no small one: `patients peu aises`.
fn is_blank_or_word(gap: &str, text: &Text, start: usize) -> bool {
    let small =
        || [general::AND, general::FOR, general::FROM, general::CUT].into_iter().any(|kind| text.small(kind).any(|word| word.start as usize == start + 1));
    let word = gap.strip_prefix(' ').and_then(|rest| rest.strip_suffix(' ')).filter(|word| !word.is_empty() && word.chars().all(in_word));
    gap == " " || gap.len() <= DESCRIBING && word.is_some() && !small()
}

/// How many bytes the word takes at most, with the blanks around it, behind which stands what tells whose name it is.
const DESCRIBING: usize = 10;

/// How many letters before or behind a mention stand beside it in a name too: whole words, or at least two letters where words run on.
fn alike(folded: &str, mention: &Mention, name: &str) -> usize {
    let (Some(before), Some(behind)) = (folded.get(..mention.start), folded.get(mention.end..)) else { return 0 };
    let core = folded.get(mention.start..mention.end).unwrap_or_default();
    // How far, in bytes, what goes before and behind the words is the same at a place where they stand in the name.
    let (mut same_before, mut same_behind) = (0, 0);
    for place in places(name, core) {
        let (head, tail) = (name.get(..place).unwrap_or_default(), name.get(place + core.len()..).unwrap_or_default());
        let same = |pair: &(char, char)| pair.0 == pair.1;
        let back = before.chars().rev().zip(head.chars().rev()).take(REACH).take_while(same);
        same_before = same_before.max(back.map(|(letter, _)| letter.len_utf8()).sum());
        let on = behind.chars().zip(tail.chars()).take(REACH).take_while(same);
        same_behind = same_behind.max(on.map(|(letter, _)| letter.len_utf8()).sum());
    }
    let left = before.char_indices().rev().map(|(at, _)| at).take_while(|&at| at + same_before >= mention.start);
    let right = behind.char_indices().map(|(at, letter)| mention.end + at + letter.len_utf8()).take_while(|&at| at <= mention.end + same_behind);
    let letters = |from: usize, to: usize| folded.get(from..to).unwrap_or_default().chars().filter(|letter| in_word(*letter)).count();
    let starts =
        |at: usize| folded.get(at..).is_some_and(|rest| rest.starts_with(runs_on)) || is_edge(folded.get(..at).and_then(|before| before.chars().next_back()));
    let ends = |at: usize| folded.get(..at).is_some_and(|before| before.ends_with(runs_on)) || is_edge(folded.get(at..).and_then(|rest| rest.chars().next()));
    let left = left.filter(|&at| starts(at)).map(|at| letters(at, mention.start)).max().unwrap_or_default();
    let right = right.filter(|&at| ends(at)).map(|at| letters(mention.end, at)).max().unwrap_or_default();
    let most = left.max(right);
    let least = if folded.get(mention.start..).is_some_and(|rest| rest.starts_with(runs_on)) { 2 } else { 4 };
    if most < least { 0 } else { most }
}

/// Where some words stand in a name. Both are short, so that a plain look at each place is less work than preparing a search.
pub(crate) fn places<'n>(name: &'n str, words: &'n str) -> impl Iterator<Item = usize> + 'n {
    let words = words.as_bytes();
    let begins = name.bytes().enumerate().filter(|(_, byte)| words.first() == Some(byte));
    begins.map(|(at, _)| at).filter(|&at| name.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(words)))
}

/// How far around a mention a name may go, in letters.
const REACH: usize = 24;

/// Whether some words stand in a name, but for the ending of the last.
pub(crate) fn part_of(name: &str, words: &str) -> bool {
    if words.starts_with(runs_on) {
        return name.contains(words);
    }
    let letters = words.chars().count();
    let stem = words.char_indices().nth(letters - 1).filter(|_| letters > 4).map_or(words, |(at, _)| words.get(..at).unwrap_or(words));
    places(name, stem).any(|at| is_edge(name.get(..at).and_then(|before| before.chars().next_back())))
}

/// Where the word ends that goes on at a place: names are found by their beginnings. Scripts without blanks between words go no further.
fn name_end(folded: &str, at: usize) -> usize {
    let goes_on = folded.get(..at).is_some_and(|before| before.ends_with(|letter: char| in_word(letter) && !runs_on(letter)));
    if goes_on { word_end(folded, at) } else { at }
}

#[cfg(test)]
mod tests {
    use crate::testing::{payer_ids, payers, read_notes};

    fn paid(language: &str, groups: &[&str], offers: &[&str], stream: &str) -> usize {
        let read = read_notes(language, &[("customer_segments", groups), ("value_propositions", offers), ("revenue_streams", &[stream])]);
        payers(&read)[0]
    }

    #[test]
    fn who_stands_behind_the_same_small_word_is_meant_too() {
        let groups = ["Commercial marinas", "Cities", "Rowing clubs"];
        assert_eq!(paid("en", &groups, &["Berths"], "Contract: 145 for marinas, 210 for cities"), 2);
        assert_eq!(paid("en", &groups, &["Berths"], "Contract: 210 for cities with marinas"), 1);
    }

    #[test]
    fn the_word_by_which_an_offer_calls_a_group_calls_it_in_streams() {
        let groups = ["Vineyard owners in the hills", "Pickers who travel"];
        assert_eq!(paid("en", &groups, &["Owners: hands within a day", "Pickers: work all summer"], "Owners pay 9 % on top of the wages"), 1);
    }

    #[test]
    fn what_stands_behind_a_word_for_several_tells_which_is_meant() {
        let groups = ["Pasien umum dari kota", "Nelayan dan keluarga kurang mampu"];
        let streams = ["Operasi pasien umum", "Operasi pasien kurang mampu"];
        let read = read_notes("id", &[("customer_segments", &groups), ("value_propositions", &["Operasi"]), ("revenue_streams", &streams)]);
        let from = payer_ids(&read);
        assert!(from.iter().all(Option::is_some) && from[0] != from[1], "{from:?}");
    }

    #[test]
    fn a_word_of_one_name_calls_that_group_though_it_means_others_too() {
        let groups = ["직업학교 졸업반", "중소병원 인사팀"];
        let read = read_notes("ko", &[("customer_segments", &groups), ("value_propositions", &["구인"]), ("revenue_streams", &["병원 월 이용료"])]);
        assert_eq!(payers(&read), [1]);
    }
}
