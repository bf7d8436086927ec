//! Taking a folded text apart into its words.

use canvass_model::in_word;

/// The words of a folded text, and where they begin.
pub(crate) struct Words<'t> {
    text: &'t str,
    at: usize,
}

/// The words of a folded text, and where they begin.
pub(crate) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

impl Words<'_> {
    /// The first place from another on where a character is one of a word, or where none is.
    #[inline]
    fn next_place(&self, mut at: usize, of_word: bool) -> Option<usize> {
        loop {
            let byte = *self.text.as_bytes().get(at)?;
            if byte.is_ascii() {
                if IN_WORD[usize::from(byte & 0x7f)] == of_word {
                    return Some(at);
                }
                at += 1;
                continue;
            }
            let character = self.text.get(at..)?.chars().next()?;
            if in_word(character) == of_word {
                return Some(at);
            }
            at += character.len_utf8();
        }
    }
}

/// Which characters of ASCII are those of words.
static IN_WORD: [bool; 0x80] = {
    let mut all = [false; 0x80];
    let mut byte = 0;
    while byte < all.len() {
        all[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    all
};

impl<'t> Iterator for Words<'t> {
    type Item = (usize, &'t str);

    #[inline]
    fn next(&mut self) -> Option<(usize, &'t str)> {
        let start = self.next_place(self.at, true)?;
        self.at = self.next_place(start, false).unwrap_or(self.text.len());
        self.text.get(start..self.at).map(|word| (start, word))
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_what_stands_between_other_signs() {
        let found: Vec<(usize, &str)> = words(" a fee, für 2 années·老师").collect();
        assert_eq!(found, [(1, "a"), (3, "fee"), (8, "für"), (13, "2"), (15, "années"), (24, "老师")]);
        assert_eq!(words("").count() + words(" ,.").count(), 0);
    }
}
