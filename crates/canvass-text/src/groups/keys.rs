//! The words of a name by which other notes speak of the group.

use crate::fold::{in_word, runs_on};
use crate::matcher::Hit;
use crate::small_words::is_small;
use crate::table::{Table, belongs, general};
use crate::text::Text;

use super::is_generic;

/// Where the words of a name end that are its own: before the name of those whose customers they are, who are called by the rest.
pub(super) fn own_words(text: &Text, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let behind = |hit: &&Hit| {
        let of = text.words(hit).contains(' ');
        hit.value == belongs::CUSTOMERS && of && range.start <= hit.start as usize && (hit.end as usize) < range.end
    };
    text.of(Table::Belongs).find(behind).map_or(range.clone(), |hit| range.start..hit.end as usize)
}

/// Words of a name that may tell it from others.
pub(super) fn keys(text: &Text, range: &std::ops::Range<usize>) -> Vec<String> {
    let noun = text.folded().get(range.clone()).unwrap_or_default();
    let mut keys: Vec<String> = Vec::new();
    let mut at = range.start;
    for word in noun.split_inclusive(|character: char| !in_word(character)) {
        let start = at;
        at += word.len();
        let word = word.trim_end_matches(|character: char| !in_word(character));
        let (whole, parts) = if word.starts_with(runs_on) { (None, chunks(word, start, text)) } else { (Some((start, word)), Vec::new()) };
        for (offset, chunk) in whole.into_iter().chain(parts) {
            let hit = Hit { start: offset as u32, end: (offset + chunk.len()) as u32, table: Table::General, value: 0 };
            let letters = chunk.chars().count();
            let long_enough = if chunk.starts_with(runs_on) { letters >= 2 } else { letters >= 4 };
            // `Then there are the builders`: what is left of a small word calls nobody.
            if long_enough && !is_generic(text, &hit) && !is_small(stem(chunk)) && !is_small(chunk) && !describes_in_korean(chunk, range, at) {
                keys.push(stem(chunk).to_owned());
            }
            // Whoever does something is told by what they do as well: who sends in, and the fee for it.
            if letters == 3
                && let Some(verb) = chunk.strip_suffix(['자', '者', '方'])
            {
                keys.push(verb.to_owned());
            }
            // What runs on ends with what the group is, by which others speak of it: `室内游乐场馆`, then `场馆`.
            if chunk.starts_with(runs_on)
                && letters >= 4
                && let Some(tail) = last_word(chunk).filter(|tail| !is_ending(tail) && tail.len() < chunk.len())
            {
                keys.push(tail.to_owned());
            }
        }
    }
    keys
}

/// Whether a Korean word before the end of a name is a verb that describes whoever the name ends with: `새는 한옥에 사는 집주인`.
fn describes_in_korean(word: &str, name: &std::ops::Range<usize>, end: usize) -> bool {
    end < name.end && word.ends_with('는')
}

/// Whether letters are the ending of a verb or of a politeness, in Japanese or Korean, and name nobody.
fn is_ending(letters: &str) -> bool {
    letters.chars().all(|letter| ('\u{3040}'..='\u{309f}').contains(&letter)) || letters.ends_with(['다', '요'])
}

/// What runs-on letters end with: a word of Katakana as a whole, else the last two letters.
fn last_word(letters: &str) -> Option<&str> {
    let katakana = |letter: char| ('\u{30a0}'..='\u{30ff}').contains(&letter);
    if letters.ends_with(katakana) {
        let word = letters.trim_end_matches(katakana).len();
        return letters.get(word..).filter(|word| word.chars().count() >= 3);
    }
    let (tail, _) = letters.char_indices().nth_back(1)?;
    letters.get(tail..)
}

/// Of a word that runs on, the stretches between words that tell no group from another.
fn chunks<'t>(word: &'t str, start: usize, text: &Text) -> Vec<(usize, &'t str)> {
    let mut found = Vec::new();
    let mut from = 0;
    let generic =
        text.small(general::GENERIC).map(|hit| (hit.start as usize, hit.end as usize)).filter(|&(begin, end)| begin >= start && end <= start + word.len());
    for (begin, end) in generic {
        if begin >= start + from {
            found.push((start + from, word.get(from..begin - start).unwrap_or_default()));
            from = end - start;
        }
    }
    found.push((start + from, word.get(from..).unwrap_or_default()));
    found
}

/// A word without its ending, so that `merchant` is found in `merchants`.
pub(super) fn stem(word: &str) -> &str {
    if word.starts_with(runs_on) {
        return word;
    }
    let letters = word.chars().count();
    let cut = if letters > 6 { 2 } else { 1 };
    word.char_indices().nth(letters.saturating_sub(cut)).map_or(word, |(at, _)| word.get(..at).unwrap_or(word))
}

#[cfg(test)]
mod tests {
    use canvass_model::blocks::{Block, Common};

    use super::{is_ending, last_word, own_words};
    use crate::language::Language;
    use crate::matcher::Matcher;
    use crate::text::Text;

    #[test]
    fn those_whose_customers_they_are_are_no_part_of_the_name() {
        let own = |language: Language, name: &str| {
            let text = Text::new(Matcher::of(language), Block::CustomerSegments, 0, &Common { name, ..Common::default() });
            text.folded().get(own_words(&text, &text.name_range())).unwrap_or_default().to_owned()
        };
        assert_eq!(own(Language::French, "Boulangers de la région, clients des moulins"), "boulangers de la region, clients des");
        assert_eq!(own(Language::German, "Kunden dieser Mühlen"), "kunden dieser");
        assert_eq!(own(Language::German, "Mühlen am Fluss"), "muhlen am fluss");
    }

    #[test]
    fn a_word_of_katakana_is_not_divided() {
        assert_eq!(last_word("日本酒インポーター"), Some("インポーター"));
        assert_eq!(last_word("室内游乐场馆"), Some("场馆"));
        assert_eq!(last_word("買い物アプ"), None);
    }

    #[test]
    fn the_ending_of_a_verb_calls_no_group() {
        assert!(["ます", "です", "니다", "어요"].into_iter().all(is_ending));
        assert!(!["場馆", "商家", "学生", "선생", "お店"].into_iter().any(is_ending));
    }
}
