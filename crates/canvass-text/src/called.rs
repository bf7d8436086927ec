//! The words by which segments are called, and where a text has them.

mod letters;

use std::ops::{Deref, Range};

use canvass_model::is_letter;

use crate::fold::{runs_on, words};
use crate::groups::Group;
use crate::matcher::is_edge;
use crate::naming::part_of;
use crate::table::Table;
use letters::Pieces;

pub(crate) use letters::Letters;

/// The groups of a canvas, and the words by which other notes call them.
#[derive(Default)]
pub(crate) struct Groups {
    all: Vec<Group>,
    /// By the letters with which they begin.
    words: Vec<Word>,
    /// Which letters words begin with, and which come second.
    beginnings: [Letters; 2],
    /// Names that are long enough to be known with another ending, and the byte with which they begin.
    long: Vec<(u8, usize, Sort)>,
    /// With which bytes any of these begin.
    long_beginnings: Letters,
    parts: Vec<Part>,
    /// What any of the parts has.
    any_part: Pieces,
    /// The letters of each whole name, and those with which its words begin.
    names: Vec<(Letters, Letters)>,
}

/// What sort of word calls a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// Its name.
    Noun,
    /// The sub-heading under which it stands.
    Heading,
    /// The last part of a compound in its name.
    Part,
    /// That of its words that no other name has, by its place.
    Key(usize),
}

/// A word that calls a group, at some place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Call {
    pub(crate) group: usize,
    pub(crate) sort: Sort,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

struct Word {
    /// The first two letters.
    begin: (char, char),
    group: usize,
    sort: Sort,
}

/// A word of a name that may be a compound.
struct Part {
    group: usize,
    /// Where it stands in the noun of the group.
    range: Range<usize>,
    has: Pieces,
}

impl Deref for Groups {
    type Target = [Group];

    fn deref(&self) -> &[Group] {
        &self.all
    }
}

impl Groups {
    pub(crate) fn new(all: Vec<Group>) -> Self {
        let mut groups = Self { all, ..Self::default() };
        groups.index();
        groups
    }

    /// The groups, to change what they are like and not how they are called.
    pub(crate) fn all_mut(&mut self) -> &mut [Group] {
        &mut self.all
    }

    /// Also knows a group by another name.
    pub(crate) fn call(&mut self, group: usize, name: &str) {
        if let Some(group) = self.all.get_mut(group) {
            group.call(name);
        }
        self.index();
    }

    /// Lets a group be known for something that others call it.
    pub(crate) fn know_as(&mut self, group: usize, table: Table, concept: u32) {
        if let Some(group) = self.all.get_mut(group) {
            group.know_as(table, concept);
        }
    }

    /// Lets a group be known for using without paying.
    pub(crate) fn spare(&mut self, group: usize) {
        if let Some(group) = self.all.get_mut(group) {
            group.free = true;
            group.paying = false;
        }
    }

    fn index(&mut self) {
        if self.names.is_empty() {
            self.names = self.all.iter().map(|group| (Letters::of(&group.name), Letters::beginning(&group.name))).collect();
        }
        self.words.clear();
        self.long.clear();
        self.long_beginnings = Letters::default();
        self.parts.clear();
        self.any_part = Pieces::default();
        for (at, group) in self.all.iter().enumerate() {
            let keys = group.keys.iter().enumerate().map(|(key, word)| (Sort::Key(key), word));
            for (sort, word) in [(Sort::Noun, &group.noun), (Sort::Heading, &group.heading)].into_iter().chain(keys) {
                let mut letters = word.chars();
                // A single letter is no name.
                if let (Some(first), Some(second)) = (letters.next(), letters.next()) {
                    self.words.push(Word { begin: (first, second), group: at, sort });
                }
                if let Some(&begin) = word.as_bytes().first().filter(|_| !matches!(sort, Sort::Key(_)) && is_long(word)) {
                    self.long.push((begin, at, sort));
                    self.long_beginnings.add(begin.into());
                }
            }
            for (start, word) in words(&group.noun).filter(|(_, word)| word.len() >= LAST + HEAD) {
                let has = Pieces::of(word);
                self.any_part = self.any_part.and(has);
                self.parts.push(Part { group: at, range: start..start + word.len(), has });
            }
        }
        self.words.sort_by_key(|word| word.begin);
        let [mut first, mut second] = [Letters::default(); 2];
        for word in &self.words {
            first.add(word.begin.0);
            second.add(word.begin.1);
        }
        self.beginnings = [first, second];
    }

    /// The groups in whose names some words stand, but for the ending of the last.
    pub(crate) fn named_with(&self, words: &str) -> impl Iterator<Item = usize> {
        let letters = Letters::of(words.char_indices().next_back().and_then(|(last, _)| words.get(..last)).unwrap_or_default());
        let first = words.chars().next().filter(|first| !runs_on(*first));
        let may = move |(all, beginning): &(Letters, Letters)| all.have(letters) && first.is_none_or(|first| beginning.may_have(first));
        let named = self.names.iter().zip(&self.all).enumerate();
        named.filter(move |(_, (name, group))| may(name) && part_of(&group.name, words)).map(|(group, _)| group)
    }

    /// Every call of a group in a text, group by group and sort by sort.
    pub(crate) fn calls(&self, folded: &str) -> Vec<Call> {
        let mut calls = Vec::new();
        if self.all.is_empty() {
            return calls;
        }
        for (at, word) in words(folded) {
            self.named(folded, word, at, &mut calls);
            if word.len() < LAST || begins_running_on(word) {
                continue;
            }
            if word.len() >= INFLECTED && word.bytes().next().is_some_and(|first| self.long_beginnings.may_have(first.into())) {
                self.inflected(word, at, &mut calls);
            }
            // Most words are in no compound.
            let pieces = Pieces::looked_for(word);
            if !self.any_part.have_pairs(pieces) {
                continue;
            }
            if is_compounded(word) {
                self.compounds_with(word, pieces, at, &mut calls);
            } else if self.any_part.have(pieces) && is_head(word) {
                self.compounds_ending_with(word, pieces, at, &mut calls);
            }
        }
        calls.sort_unstable();
        calls
    }

    /// Names that begin with a word, or inside it where words are written without blanks.
    fn named(&self, folded: &str, word: &str, at: usize, calls: &mut Vec<Call>) {
        let [first, second] = self.beginnings;
        // Inside a word another begins only where letters run on, none of which takes fewer than three bytes.
        if word.bytes().all(|byte| byte < 0xe0) {
            let mut letters = folded.get(at..).unwrap_or_default().chars();
            if let (Some(letter), Some(next)) = (letters.next(), letters.next())
                && first.may_have(letter)
                && second.may_have(next)
            {
                self.calls_at(folded, at, (letter, next), calls);
            }
            return;
        }
        let end = at + word.len();
        let mut letters = folded.get(at..).unwrap_or_default().char_indices().peekable();
        let mut before = None;
        while let Some((place, letter)) = letters.next()
            && at + place < end
        {
            if let Some(&(_, next)) = letters.peek()
                && first.may_have(letter)
                && second.may_have(next)
                && (runs_on(letter) || is_edge(before))
            {
                self.calls_at(folded, at + place, (letter, next), calls);
            }
            before = Some(letter);
        }
    }

    fn calls_at(&self, folded: &str, at: usize, begin: (char, char), calls: &mut Vec<Call>) {
        let rest = folded.get(at..).unwrap_or_default();
        let known = self.words.get(self.words.partition_point(|word| word.begin < begin)..).unwrap_or_default();
        for &Word { group, sort, .. } in known.iter().take_while(|word| word.begin == begin) {
            let Some(word) = self.all.get(group).and_then(|group| word(group, sort)) else { continue };
            if let Some(behind) = rest.strip_prefix(word)
                && (matches!(sort, Sort::Key(_)) || word.ends_with(runs_on) || is_edge(behind.chars().next()))
            {
                calls.push(Call { group, sort, start: at, end: at + word.len() });
            }
        }
    }

    /// A name of one word stands in another number or case: `huiseigenaar` for `huiseigenaren`.
    fn inflected(&self, text: &str, at: usize, calls: &mut Vec<Call>) {
        let first = text.as_bytes().first().copied();
        for &(_, group, sort) in self.long.iter().filter(|(begin, ..)| Some(*begin) == first) {
            let name = self.all.get(group).and_then(|group| word(group, sort)).unwrap_or_default();
            if name != text && differ_in_endings(name, text) {
                calls.push(Call { group, sort, start: at, end: at + text.len() });
            }
        }
    }

    /// A short word stands for the one compound that ends with it: `salon` for `kapsalons`.
    fn compounds_ending_with(&self, word: &str, pieces: Pieces, at: usize, calls: &mut Vec<Call>) {
        let noun = |group: usize| self.all.get(group).map_or("", |group| group.noun.as_str());
        let ends = |part: &Part| {
            let name = noun(part.group).get(part.range.clone()).unwrap_or_default();
            name.rfind(word).is_some_and(|place| begins_compound(name.get(..place).unwrap_or_default()) && name.len() - place - word.len() <= ENDING)
        };
        let mut found: Option<usize> = None;
        for part in &self.parts {
            if part.has.have(pieces) && found != Some(part.group) && ends(part) {
                // It stands for none of several.
                if found.is_some() {
                    return;
                }
                found = Some(part.group);
            }
        }
        if let Some(group) = found {
            calls.push(Call { group, sort: Sort::Part, start: at, end: at + word.len() });
        }
    }

    /// A part of a compound stands for it: `senders` for `grain-senders` written as one word.
    fn compounds_with(&self, word: &str, pieces: Pieces, at: usize, calls: &mut Vec<Call>) {
        let stem = word.char_indices().nth_back(1).map_or(word, |(end, _)| word.get(..end).unwrap_or(word));
        let noun = |group: usize| self.all.get(group).map_or("", |group| group.noun.as_str());
        for part in &self.parts {
            if !part.has.have_pairs(pieces) {
                continue;
            }
            let inside = noun(part.group).get(part.range.clone()).and_then(|part| part.find(stem)).is_some_and(|place| place >= INSIDE);
            let call = Call { group: part.group, sort: Sort::Part, start: at, end: at + word.len() };
            if inside && !calls.contains(&call) && (0..self.all.len()).all(|other| other == part.group || !noun(other).contains(stem)) {
                calls.push(call);
            }
        }
    }
}

fn word(group: &Group, sort: Sort) -> Option<&str> {
    match sort {
        Sort::Noun => Some(&group.noun),
        Sort::Heading => Some(&group.heading),
        Sort::Part => None,
        Sort::Key(key) => group.keys.get(key).map(String::as_str),
    }
}

/// How many bytes a word has at least that is known in another number or case, and how many of its ending may differ.
const INFLECTED: usize = 6;
const DIFFERS: usize = 3;

/// Whether two long words differ in their endings only.
pub(crate) fn is_inflected(one: &str, other: &str) -> bool {
    // A look at how they begin spares most of them more.
    one.as_bytes().first() == other.as_bytes().first() && is_long(one) && differ_in_endings(one, other)
}

/// Whether a name is one word that is long enough to be known in another number or case.
fn is_long(name: &str) -> bool {
    name.len() >= INFLECTED && !name.contains(|letter: char| !is_letter(letter) || runs_on(letter))
}

fn differ_in_endings(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    if common + 1 < INFLECTED {
        return false;
    }
    let (first, second) = (one.chars().count(), other.chars().count());
    common * 10 >= first.max(second) * 7 && first - common <= DIFFERS && second - common <= DIFFERS
}

/// How many letters a word has that is known again inside a compound, without its ending.
const COMPOUND: usize = 6;
/// How many bytes of the compound go before it.
const INSIDE: usize = 4;

/// Whether a word is long enough to be known again inside a compound.
fn is_compounded(word: &str) -> bool {
    word.len() >= COMPOUND + 2 && !begins_running_on(word) && (word.is_ascii() || word.chars().count() >= COMPOUND + 2)
}

/// How many letters the last part of a compound has at least by which it is known, how many bytes go before it, and how many its ending may have.
const LAST: usize = 5;
const HEAD: usize = 3;
const ENDING: usize = 2;

/// Prefixes that turn a word into another one: whoever lets is no tenant, who sells no buyer.
const PREFIXES: [&str; 6] = ["ver", "ent", "ont", "ein", "aus", "unter"];

/// Whether letters may be the first part of a compound.
pub(crate) fn begins_compound(letters: &str) -> bool {
    letters.len() >= HEAD && !PREFIXES.contains(&letters)
}

/// Whether a word may be the last part of a compound.
fn is_head(word: &str) -> bool {
    let all_letters = || if word.is_ascii() { word.bytes().all(|byte| byte.is_ascii_alphabetic()) } else { word.chars().all(is_letter) };
    word.len() >= LAST && !begins_running_on(word) && all_letters()
}

/// Whether a word begins in a script in which words run on, none of whose letters takes fewer than three bytes.
fn begins_running_on(word: &str) -> bool {
    word.as_bytes().first().is_some_and(|&first| first >= 0xe0) && word.starts_with(runs_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(noun: &str, heading: &str, keys: &[&str]) -> Group {
        let keys = keys.iter().map(|&key| key.to_owned()).collect();
        let fill = |mut group: Group| {
            (group.noun, group.heading, group.keys) = (noun.to_owned(), heading.to_owned(), keys);
            group
        };
        fill(Group::default())
    }

    fn found(groups: &Groups, text: &str) -> Vec<String> {
        groups.calls(text).iter().map(|call| format!("{} {:?} {}", call.group, call.sort, &text[call.start..call.end])).collect()
    }

    #[test]
    fn groups_are_found_by_names_headings_and_keys_in_their_order() {
        let groups = Groups::new(vec![group("food trucks", "hosts", &["truck"]), group("guests", "", &["guest"])]);
        assert_eq!(
            found(&groups, "guests of food trucks, other guesthouses and hosts"),
            ["0 Noun food trucks", "0 Heading hosts", "0 Key(0) truck", "1 Noun guests", "1 Key(0) guest", "1 Key(0) guest"]
        );
        assert!(found(&groups, "hostssss, seafood trucksters").iter().all(|call| call == "0 Key(0) truck"));
    }

    #[test]
    fn names_without_blanks_between_words_are_found_anywhere() {
        let groups = Groups::new(vec![group("商家", "", &[]), group("老师", "", &["老师"])]);
        assert_eq!(found(&groups, "给商家和老师的课"), ["0 Noun 商家", "1 Noun 老师", "1 Key(0) 老师"]);
    }

    #[test]
    fn the_last_part_of_a_compound_stands_for_it() {
        let groups = Groups::new(vec![group("getreideabsender", "", &[]), group("hotels", "", &[])]);
        assert_eq!(found(&groups, "absendern der region"), ["0 Part absendern"]);
        assert_eq!(found(&Groups::new(vec![group("getreideabsender", "", &[]), group("absender", "", &[])]), "absendern"), ["1 Noun absendern"]);
    }

    #[test]
    fn a_name_of_one_word_is_known_in_another_number_or_case() {
        let groups = Groups::new(vec![group("gezinnen", "huiseigenaren", &[]), group("oppassers", "", &[])]);
        assert_eq!(found(&groups, "lidmaatschap huiseigenaar"), ["0 Heading huiseigenaar"]);
        assert_eq!(found(&groups, "van de oppasser"), ["1 Noun oppasser"]);
        assert!(found(&groups, "huisdieren en oppervlakte").is_empty());
    }

    #[test]
    fn a_short_word_stands_for_the_one_compound_that_ends_with_it() {
        let groups = Groups::new(vec![group("kapsalons", "", &[]), group("studenten", "", &[])]);
        assert_eq!(found(&groups, "commissie van de salon"), ["0 Part salon"]);
        assert!(found(&Groups::new(vec![group("kapsalons", "", &[]), group("nagelsalons", "", &[])]), "de salon").is_empty());
    }

    #[test]
    fn a_group_is_found_by_the_name_it_is_given() {
        let mut groups = Groups::new(vec![group("shops", "", &[]), group("people", "", &[])]);
        assert!(found(&groups, "for citizens").is_empty());
        groups.call(1, "citizens");
        assert_eq!(found(&groups, "for citizens"), ["1 Key(0) citize"]);
    }
}
