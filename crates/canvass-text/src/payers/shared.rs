//! Groups that a stream names by what tells them from the others: the plan they are on, or the price they pay. `Plus account, 18 a year` is paid by
//! those who `go for Plus`, `Full-fee fittings` by those at `full fee`.

use std::ops::Range;

use canvass_model::is_letter;

use crate::called::Letters;
use crate::context::Context;
use crate::fill::ONLY;
use crate::fold::{self, runs_on};
use crate::links::Targets;
use crate::table::{Table, general};
use crate::text::Text;

/// A word of a folded text.
struct Word<'t> {
    start: usize,
    folded: &'t str,
}

/// The groups of which some, and not all, have words in common with a stream.
pub(crate) fn shared(context: &Context, text: &Text) -> Option<Targets> {
    let groups: Vec<usize> = (0..context.groups.len()).filter(|&at| context.groups.get(at).is_some_and(|group| !group.future && !group.aside)).collect();
    if groups.len() < 2 {
        return None;
    }
    let segments = context.texts(canvass_model::blocks::Block::CustomerSegments);
    let ours = said_in_name(text);
    let count = |&at: &usize| segments.get(at).map(|segment| common(text, &ours, segment)).map(|(length, words)| (at, length, words));
    let counts: Vec<(usize, usize, String)> = groups.iter().filter_map(count).collect();
    let most = counts.iter().map(|(_, length, _)| *length).max().filter(|&most| most > 0)?;
    let best: Vec<&(usize, usize, String)> = counts.iter().filter(|(_, length, _)| *length == most).collect();
    let words = best.first().map(|(_, _, words)| words.clone())?;
    // What stands in all of them tells none from the others.
    let chosen: Vec<usize> = best.iter().filter(|(_, _, other)| *other == words).map(|(at, _, _)| *at).collect();
    let payers: Vec<usize> = chosen.iter().copied().filter(|&at| context.groups.get(at).is_some_and(|group| !group.free)).collect();
    (chosen.len() < groups.len() && chosen.len() == best.len() && payers.len() == chosen.len()).then_some(Targets { groups: payers, words, confidence: ONLY })
}

/// The words of a name; none where its words run on.
fn said_in_name(stream: &Text) -> Option<Vec<Word<'_>>> {
    let name = stream.name_range();
    let within = |word: &Word<'_>| name.start <= word.start && word.start + word.folded.len() <= name.end;
    let runs = stream.folded().get(name.clone()).is_some_and(|name| name.contains(runs_on));
    (!runs).then(|| words(stream).filter(within).collect())
}

/// The longest stretch of words that two notes have in common and that may be a name: how long it is, and the words.
fn common(stream: &Text, ours: &Option<Vec<Word<'_>>>, segment: &Text) -> (usize, String) {
    let Some(ours) = ours else { return stretch(stream.folded().get(stream.name_range()).unwrap_or_default(), segment.folded()) };
    let theirs: Vec<Word<'_>> = words(segment).collect();
    let mut best = (0, String::new());
    for (at, first) in ours.iter().enumerate() {
        for (place, _) in theirs.iter().enumerate().filter(|(_, other)| other.folded == first.folded) {
            let run = ours.iter().skip(at).zip(theirs.iter().skip(place)).take_while(|(one, other)| one.folded == other.folded).count();
            let (Some(last), Some(end)) = (ours.get(at + run - 1), theirs.get(place)) else { continue };
            let called = is_name(stream, first) && is_name(segment, end) && end.start > segment.name_range().start;
            let name = run > 1 || called || is_plan(stream, &(first.start..first.start + first.folded.len()));
            if name && run > best.0 {
                best = (run, stream.stretch(first.start, last.start + last.folded.len()).to_owned());
            }
        }
    }
    best
}

/// Words of at least three letters that tell something.
fn words(text: &Text) -> impl Iterator<Item = Word<'_>> {
    let places = text.telling.get_or_init(|| {
        let folded = text.folded();
        let generic = |word: &Range<usize>| text.small(general::GENERIC).any(|hit| hit.start as usize <= word.start && word.end <= hit.end as usize);
        fold::words(folded)
            .filter(|(_, part)| part.chars().nth(2).is_some() && !part.starts_with(|letter: char| letter.is_ascii_digit()))
            .map(|(start, part)| start..start + part.len())
            .filter(|word| !generic(word) || is_plan(text, word))
            .collect()
    });
    places.iter().map(|word| Word { start: word.start, folded: text.folded().get(word.clone()).unwrap_or_default() })
}

/// Whether a word is written as a name within a note.
fn is_name(text: &Text, word: &Word<'_>) -> bool {
    let written = text.stretch(word.start, word.start + word.folded.len());
    written.starts_with(char::is_uppercase)
}

/// Whether a word of a stream is one for a paid plan.
fn is_plan(text: &Text, word: &Range<usize>) -> bool {
    text.hits().iter().any(|hit| hit.table == Table::StreamPlans && hit.value == PREMIUM && hit.start as usize <= word.start && word.end <= hit.end as usize)
}

/// The place of words for a paid plan.
const PREMIUM: u32 = 1;
/// How many letters in common may be a name where words run on.
const LETTERS: usize = 3;

/// The longest stretch of letters that two texts have in common where words run on.
fn stretch(one: &str, other: &str) -> (usize, String) {
    let letters: Vec<(usize, char)> = one.char_indices().collect();
    let theirs = Letters::of(other);
    let mut best = (0, String::new());
    for (at, &(from, first)) in letters.iter().enumerate() {
        // Fewer letters than are asked for in common, and none of the longer stretches is.
        let least = letters.get(at + LETTERS).map_or(one.len(), |&(end, _)| end);
        let may_have = letters.iter().skip(at).take(LETTERS).all(|&(_, letter)| theirs.may_have(letter));
        if !may_have || !is_letter(first) || !one.get(from..least).is_some_and(|part| other.contains(part)) {
            continue;
        }
        let mut end = from;
        let mut count = 0;
        for &(place, letter) in letters.iter().skip(at) {
            let to = place + letter.len_utf8();
            if !(is_letter(letter) || letter == ' ') || !one.get(from..to).is_some_and(|part| other.contains(part)) {
                break;
            }
            end = to;
            count += usize::from(letter != ' ');
        }
        let tells = one.get(from..end).is_some_and(|part| part.contains(|letter: char| !('\u{3040}'..='\u{309f}').contains(&letter)));
        if tells && count >= LETTERS && count > best.0 {
            best = (count, one.get(from..end).unwrap_or_default().trim().to_owned());
        }
    }
    best
}
