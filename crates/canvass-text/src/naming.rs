//! Which segments a text speaks of.

use std::ops::Range;

use crate::fill::{CALLED, NAMED, ONLY};
use crate::fold::runs_on;
use crate::groups::Group;
use crate::text::Text;

/// A segment spoken of in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) group: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) confidence: u32,
}

/// Everything in a text by which segments are called, found once.
#[derive(Debug, Default)]
pub(crate) struct Spoken {
    /// Names of segments, in full.
    names: Vec<Mention>,
    /// Other words for what they are.
    concepts: Vec<Mention>,
    /// Words that only one name has.
    keys: Vec<Mention>,
}

impl Spoken {
    fn find(groups: &[Group], text: &Text) -> Self {
        let folded = text.folded();
        let mut spoken = Self::default();
        for (group, Group { noun, keys, heading, .. }) in groups.iter().enumerate() {
            let mention = |at: usize, word: &str, confidence: u32| Mention { group, start: at, end: word_end(folded, at + word.len()), confidence };
            if noun.chars().nth(1).is_some() {
                let whole = folded.match_indices(noun.as_str()).map(|(at, _)| at).filter(|&at| begins(folded, at, noun) && ends(folded, at + noun.len(), noun));
                spoken.names.extend(whole.map(|at| mention(at, noun, NAMED)));
            }
            if heading.chars().nth(1).is_some() {
                let whole = folded.match_indices(heading.as_str()).map(|(at, _)| at);
                let whole = whole.filter(|&at| begins(folded, at, heading) && ends(folded, at + heading.len(), heading));
                spoken.names.extend(whole.map(|at| mention(at, heading, CALLED)));
            }
            // A part of a compound stands for it: `senders` for `grain-senders` written as one word.
            for (at, word) in words(folded).filter(|(_, word)| is_compounded(word)) {
                let stem = word.char_indices().nth(word.chars().count() - 2).map_or(word, |(end, _)| word.get(..end).unwrap_or(word));
                let inside = |part: &str| part.find(stem).is_some_and(|place| place > 3);
                let among = |noun: &str| noun.split(|letter: char| !letter.is_alphanumeric()).any(inside);
                if among(noun) && groups.iter().enumerate().all(|(other, others)| other == group || !others.noun.contains(stem)) {
                    spoken.keys.push(mention(at, word, ONLY));
                }
            }
            for key in keys {
                let beginning = folded.match_indices(key.as_str()).map(|(at, _)| at).filter(|&at| begins(folded, at, key));
                spoken.keys.extend(beginning.map(|at| mention(at, key, ONLY)));
            }
        }
        // What a note begins with and a colon follows is often a part of one name.
        let lead = folded.get(text.head_range()).unwrap_or_default().trim();
        if text.has_lead() && lead.chars().count() >= if lead.starts_with(runs_on) { 2 } else { 4 } {
            let mut called = groups.iter().enumerate().filter(|(_, group)| part_of(&group.name, lead)).map(|(group, _)| group);
            if let (Some(group), None) = (called.next(), called.next()) {
                let start = text.head_range().start;
                spoken.names.push(Mention { group, start, end: start + lead.len(), confidence: CALLED });
            }
        }
        for hit in text.hits().iter().filter(|hit| hit.table.is_group()) {
            let called = groups.iter().enumerate().filter(|(_, group)| group.concepts.contains(&hit.value));
            spoken.concepts.extend(called.map(|(group, _)| Mention { group, start: hit.start as usize, end: hit.end as usize, confidence: CALLED }));
        }
        spoken
    }
}

/// The segments spoken of in a part of a text, each once, in the order of their first mention.
pub(crate) fn mentions(groups: &[Group], text: &Text, range: Range<usize>) -> Vec<Mention> {
    mentions_beside(groups, text, range, None)
}

/// The segments besides one that are spoken of in a part of a text.
pub(crate) fn mentions_beside(groups: &[Group], text: &Text, range: Range<usize>, known: Option<usize>) -> Vec<Mention> {
    let spoken = text.spoken.get_or_init(|| Spoken::find(groups, text));
    let inside = |mention: &&Mention| range.start <= mention.start && mention.end <= range.end && Some(mention.group) != known;
    let mut found: Vec<Mention> = Vec::new();
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
            .filter(inside)
            .any(|other| other.start <= mention.start && mention.end <= other.end && other.end - other.start > mention.end - mention.start)
    };
    for mention in spoken.names.iter().filter(inside).filter(|mention| !hidden(mention)) {
        push(&mut found, mention);
    }
    for mention in spoken.concepts.iter().filter(inside) {
        if !spoken.names.iter().filter(inside).any(|name| mention.start < name.end && name.start < mention.end) {
            push(&mut found, mention);
        }
    }
    if found.is_empty() {
        for mention in spoken.keys.iter().filter(inside) {
            push(&mut found, mention);
        }
    }
    found.sort_by_key(|mention| mention.start);
    found
}

/// Whether some words stand in a name, but for the ending of the last.
fn part_of(name: &str, words: &str) -> bool {
    if words.starts_with(runs_on) {
        return name.contains(words);
    }
    let letters = words.chars().count();
    let stem = words.char_indices().nth(letters - 1).filter(|_| letters > 4).map_or(words, |(at, _)| words.get(..at).unwrap_or(words));
    name.match_indices(stem).any(|(at, _)| begins(name, at, stem))
}

/// Where the word ends that goes on at a place: names are found by their beginnings. Scripts without blanks between words go no further.
fn word_end(folded: &str, at: usize) -> usize {
    let goes_on = |letter: char| letter.is_alphanumeric() && !runs_on(letter);
    if !folded.get(..at).is_some_and(|before| before.ends_with(goes_on)) {
        return at;
    }
    let rest = folded.get(at..).unwrap_or_default();
    at + rest.find(|letter: char| !goes_on(letter)).unwrap_or(rest.len())
}

/// The words of a text, and where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|letter: char| !letter.is_alphanumeric()).map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Whether a word is long enough to be known again inside a compound.
fn is_compounded(word: &str) -> bool {
    !word.starts_with(runs_on) && word.chars().count() >= 8
}

fn begins(text: &str, at: usize, name: &str) -> bool {
    name.starts_with(runs_on) || text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|before| !before.is_alphanumeric() || runs_on(before))
}

fn ends(text: &str, at: usize, name: &str) -> bool {
    name.ends_with(runs_on) || text.get(at..).and_then(|after| after.chars().next()).is_none_or(|after| !after.is_alphanumeric() || runs_on(after))
}
