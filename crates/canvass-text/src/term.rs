//! Terms as a lexicon writes them.

use crate::fold::{Folded, runs_on};

/// A term, folded, with how it stands to the edges of words: a star opens an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) text: String,
    /// Whether it must stand at the beginning of a word.
    pub(crate) begins: bool,
    /// Whether it must stand at the end of a word.
    pub(crate) ends: bool,
    /// Whether the rest of the word belongs to it.
    pub(crate) runs_to_end: bool,
}

impl Term {
    /// Reads a term, unless it is none.
    pub(crate) fn new(written: &str) -> Option<Self> {
        let inner = written.strip_prefix('*').unwrap_or(written);
        let begins = inner.len() == written.len();
        let stem = inner.strip_suffix('*').unwrap_or(inner);
        let ends = stem.len() == inner.len();
        let text = Folded::new(stem).text.trim().to_owned();
        if text.is_empty() || text.contains('*') {
            return None;
        }
        // Where a script knows no blanks, or a term begins or ends with a sign, there is no edge of a word to look for.
        let letter = |character: Option<char>| character.is_some_and(|character| character.is_alphanumeric() && !runs_on(character));
        let (first, last) = (letter(text.chars().next()), letter(text.chars().next_back()));
        Some(Self { begins: begins && first, ends: ends && last, runs_to_end: !ends && last, text })
    }

    /// How it stands to the edges of words, as bits.
    pub(crate) fn edges(&self) -> u8 {
        u8::from(self.begins) | u8::from(self.ends) << 1 | u8::from(self.runs_to_end) << 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_open_the_edges_of_words() {
        let edges = |term: &str| Term::new(term).map(|term| (term.begins, term.ends));
        assert_eq!(edges("seller"), Some((true, true)));
        assert_eq!(edges("seller*"), Some((true, false)));
        assert_eq!(edges("*abo*"), Some((false, false)));
        assert_eq!(edges("商家"), Some((false, false)));
        assert_eq!(edges("$0"), Some((false, true)));
        assert_eq!(Term::new("seller*").map(|term| term.edges()), Some(0b101));
    }

    #[test]
    fn what_is_no_term_is_refused() {
        for text in ["*", "", " ", "a*b"] {
            assert_eq!(Term::new(text), None, "{text}");
        }
    }
}
