//! Words that two notes have in common: what speaks of the same thing is told by them where nothing links the one to the other.

use std::ops::Range;

use canvass_model::is_letter;

use crate::fold::{in_word, runs_on};
use crate::matcher::is_edge;
use crate::naming::places;
use crate::small_words::is_small;
use crate::text::Text;

/// The words of a text that are long enough to mean a thing: their beginnings, or letters side by side where words run on.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !in_word(letter)).flat_map(|word| if word.starts_with(runs_on) { pieces(word) } else { beginning(word).into_iter().collect() })
}

/// The letters side by side of a word that runs on.
fn pieces(word: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    // Two letters of Chinese or Japanese are a word; of scripts of sounds it takes three.
    let sounds = |letter: char| ('\u{3040}'..='\u{30ff}').contains(&letter) || ('\u{ac00}'..='\u{d7af}').contains(&letter);
    let threes = letters.windows(3);
    let twos = letters.windows(2).filter(|part| !part.iter().any(|(_, letter)| sounds(*letter)));
    let piece = |part: &[(usize, char)]| {
        let (from, to) = (part.first()?.0, part.last().map(|(at, last)| at + last.len_utf8())?);
        word.get(from..to).filter(|piece| piece.chars().all(is_letter))
    };
    threes.chain(twos).filter_map(piece).collect()
}

/// How a word begins that is long enough.
fn beginning(word: &str) -> Option<&str> {
    let stem = word.char_indices().nth(5).map(|(at, _)| word.get(..at).unwrap_or(word));
    stem.or_else(|| (word.chars().count() >= 4).then_some(word)).filter(|_| !is_small(word))
}

/// Whether a text has such a word.
fn has(text: &str, word: &str) -> bool {
    if word.starts_with(runs_on) {
        return text.contains(word);
    }
    places(text, word).any(|at| is_edge(text.get(..at).and_then(|before| before.chars().next_back())))
}

/// Whether two notes share a word that is long enough to mean a thing.
pub(crate) fn share_word(one: &Text, other: &Text) -> bool {
    share_word_of(one, one.name_range(), other)
}

/// Whether a part of a note has such a word in common with another note.
pub(crate) fn share_word_of(one: &Text, part: Range<usize>, other: &Text) -> bool {
    let (one, other) = (one.folded().get(part).unwrap_or_default(), other.folded().get(other.body_range()).unwrap_or_default());
    words_of(one).any(|word| has(other, word))
}

/// Which of some notes have such a word in common with a part of another that not all of them have.
pub(crate) fn told_apart(one: &Text, part: Range<usize>, others: &[&Text]) -> Vec<bool> {
    let others: Vec<&str> = others.iter().map(|other| other.folded().get(other.body_range()).unwrap_or_default()).collect();
    let mut told = vec![false; others.len()];
    for word in words_of(one.folded().get(part).unwrap_or_default()) {
        let have: Vec<bool> = others.iter().map(|other| has(other, word)).collect();
        if !have.iter().all(|have| *have) {
            told.iter_mut().zip(have).for_each(|(told, have)| *told |= have);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use canvass_model::blocks::{Block, Common};

    use super::*;
    use crate::language::Language;
    use crate::matcher::Matcher;

    fn share(one: &str, other: &str) -> bool {
        let text = |note: &str| Text::new(Matcher::of(Language::English), Block::CostStructure, 0, &Common { name: note, ..Common::default() });
        share_word(&text(one), &text(other))
    }

    #[test]
    fn what_all_have_in_common_tells_none_of_them() {
        let text = |note: &str| Text::new(Matcher::of(Language::ChineseSimplified), Block::CustomerSegments, 0, &Common { name: note, ..Common::default() });
        let (own, poor) = (text("自费手术的城里人"), text("付不起手术费的乡下人"));
        let price = text("自费手术：8000 元");
        assert_eq!(told_apart(&price, price.body_range(), &[&own, &poor]), [true, false]);
    }

    #[test]
    fn notes_on_one_thing_have_a_word_in_common() {
        assert!(share("Printers at a loss", "Printer for the living room"));
        assert!(share("咖啡机免费", "租用咖啡机"));
        assert!(!share("Ink", "Inkjet paper"));
        assert!(!share("Sent with care", "Paper with lines"));
        assert!(!share("Kaffee für Büros", "Tee für Schulen"));
    }
}
