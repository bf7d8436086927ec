//! Whether one note is a list of several.

/// What sets the parts of a note apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Apart {
    /// Each stands in a line of its own.
    Lines,
    /// Semicolons.
    Semicolons,
    /// Commas: the weakest sign, for one idea may have many words.
    Commas,
}

/// How many parts make a list of lines or of semicolons: two may be a thought and its other half.
const LINES: usize = 3;
/// How many lines with a bullet or a number are a list.
const BULLETS: usize = 2;
/// How many parts set apart by commas are a list.
const COMMAS: usize = 5;
/// The words up to which a part is an entry of a list, and not a part of a sentence.
const WORDS: usize = 3;
/// The same in characters, where words are not set apart.
const CHARACTERS: usize = 6;

/// The parts of a text that is a list: what sets them apart, and how many there are.
pub(crate) fn parts(text: &str) -> Option<(Apart, usize)> {
    lines(text)
        .map(|count| (Apart::Lines, count))
        .or_else(|| semicolons(text).map(|count| (Apart::Semicolons, count)))
        .or_else(|| commas(text).map(|count| (Apart::Commas, count)))
}

fn lines(text: &str) -> Option<usize> {
    let lines = text.split(['\n', '•', '‣', '▪']).map(str::trim).filter(|line| !line.is_empty());
    let count = lines.clone().count();
    // A bullet that is split at is one, too.
    let bulleted = text.matches(['•', '‣', '▪']).count().max(lines.clone().filter(|line| has_bullet(line)).count());
    // A note that was wrapped by its tool goes on in small letters.
    let begins = |line: &str| line.chars().next().is_some_and(|first| first.is_uppercase() || first.is_ascii_digit());
    let list = bulleted >= BULLETS || count >= LINES && lines.clone().all(begins);
    (list && count > 1).then_some(count)
}

/// Whether a line begins as the entry of a list does: `- one`, `* two`, `3. three`, `4) four`.
fn has_bullet(line: &str) -> bool {
    let rest = line.strip_prefix(['-', '*', '–', '+']).or_else(|| line.trim_start_matches(|first: char| first.is_ascii_digit()).strip_prefix(['.', ')']));
    rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

fn semicolons(text: &str) -> Option<usize> {
    let parts = outside(text, |character, _| matches!(character, ';' | '；'));
    (parts.count >= LINES).then_some(parts.count)
}

fn commas(text: &str) -> Option<usize> {
    // What stands behind a colon are examples of what stands before it; and what ends, or pauses, as sentences do is one.
    if text.contains([':', '：', '，', '。']) || text.ends_with(['.', '!', '?']) {
        return None;
    }
    // A comma within a number is none.
    let parts = outside(text, |character, next| match character {
        ',' => next.is_none_or(char::is_whitespace),
        '、' => true,
        _ => false,
    });
    (parts.count >= COMMAS && parts.words <= WORDS && parts.unspaced <= CHARACTERS).then_some(parts.count)
}

/// Parts that hold something.
#[derive(Default)]
struct Parts {
    count: usize,
    /// The most words of any of them.
    words: usize,
    /// The most characters of any that has no blanks and no letters of Latin.
    unspaced: usize,
}

impl Parts {
    fn add(&mut self, part: &str) {
        let part = part.trim();
        if !part.chars().any(char::is_alphanumeric) {
            return;
        }
        self.count += 1;
        self.words = self.words.max(part.split_whitespace().count());
        self.unspaced = self.unspaced.max(part.chars().filter(|&character| character >= '\u{3040}').count());
    }
}

/// The parts of a text, taken apart where a character that is not in brackets does it; it is told the one that follows.
fn outside(text: &str, apart: impl Fn(char, Option<char>) -> bool) -> Parts {
    let mut parts = Parts::default();
    let mut depth = 0_usize;
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '(' | '[' | '（' | '【' => depth += 1,
            ')' | ']' | '）' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 && apart(character, characters.peek().map(|&(_, next)| next)) => {
                parts.add(text.get(start..at).unwrap_or_default());
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    parts.add(text.get(start..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_from_sentences() {
        for (text, wanted) in [
            ("Farmers; bakers; brewers", Some((Apart::Semicolons, 3))),
            ("农户；面包店；酒厂", Some((Apart::Semicolons, 3))),
            ("- Farmers\n- Bakers", Some((Apart::Lines, 2))),
            ("1. Farmers\n2) Bakers\n", Some((Apart::Lines, 2))),
            ("• Farmers • Bakers", Some((Apart::Lines, 2))),
            ("Farmers\nBakers\nBrewers", Some((Apart::Lines, 3))),
            ("Shop, market stall, website, phone and post, fairs", Some((Apart::Commas, 5))),
            ("网站、电话、门店、展会、微信", Some((Apart::Commas, 5))),
            ("Farmers; and their families", None),
            ("Farmers\nBakers", None),
            ("Small farmers\nwho live\nfar from any town", None),
            ("Social media: Facebook, Instagram, TikTok, YouTube, X", None),
            ("Advice (soil, seed, water, feed, machines, labour)", None),
            ("When it rains, and the harvest is late, we come, whatever the hour, with dry bags, to every farm", None),
            ("From 1,000 to 2,000,000,000 pieces", None),
            ("Fast, cheap and friendly", None),
            ("Bread, rolls, cakes, tarts, all by seven.", None),
            ("灶、锅、碗、桌、椅，一车拉来", None),
            ("", None),
        ] {
            assert_eq!(parts(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_bracket_that_is_never_opened_does_no_harm() {
        assert_eq!(parts("a) b; c; d"), Some((Apart::Semicolons, 3)));
        assert_eq!(parts("a (b; c; d"), None);
    }
}
