//! Words that two notes have in common: what speaks of the same thing is told by them where nothing links the one to the other.

use std::ops::Range;

use canvass_model::is_letter;

use crate::fold::{in_word, runs_on};
use crate::small_words::is_small;
use crate::text::Text;

/// Whether some letters of a word stand in another text.
fn shares(word: &str, other: &str, letters: &[(usize, char)]) -> bool {
    let (Some((from, _)), Some((to, last))) = (letters.first(), letters.last()) else { return false };
    word.get(*from..to + last.len_utf8()).is_some_and(|part| part.chars().all(is_letter) && other.contains(part))
}

/// Whether two notes share a word that is long enough to mean a thing.
pub(crate) fn share_word(one: &Text, other: &Text) -> bool {
    share_word_of(one, one.name_range(), other)
}

/// Whether a part of a note has such a word in common with another note.
pub(crate) fn share_word_of(one: &Text, part: Range<usize>, other: &Text) -> bool {
    let (one, other) = (one.folded().get(part).unwrap_or_default(), other.folded().get(other.body_range()).unwrap_or_default());
    let mut words = one.split(|letter: char| !in_word(letter));
    words.any(|word| {
        if word.starts_with(runs_on) {
            let letters: Vec<(usize, char)> = word.char_indices().collect();
            // Two letters of Chinese or Japanese are a word; of scripts of sounds it takes three.
            let sounds = |letter: char| ('\u{3040}'..='\u{30ff}').contains(&letter) || ('\u{ac00}'..='\u{d7af}').contains(&letter);
            return letters.windows(3).any(|part| shares(word, other, part))
                || letters.windows(2).any(|part| !part.iter().any(|(_, letter)| sounds(*letter)) && shares(word, other, part));
        }
        let stem = word.char_indices().nth(5).map(|(at, _)| word.get(..at).unwrap_or(word));
        stem.or_else(|| (word.chars().count() >= 4).then_some(word))
            .is_some_and(|stem| other.split(|letter: char| !in_word(letter)).any(|word| word.starts_with(stem)) && !is_small(word))
    })
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
    fn notes_on_one_thing_have_a_word_in_common() {
        assert!(share("Printers at a loss", "Printer for the living room"));
        assert!(share("咖啡机免费", "租用咖啡机"));
        assert!(!share("Ink", "Inkjet paper"));
        assert!(!share("Sent with care", "Paper with lines"));
        assert!(!share("Kaffee für Büros", "Tee für Schulen"));
    }
}
