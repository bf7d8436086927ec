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
        let bytes = self.text.as_bytes();
        loop {
            let (in_word, length) = match *bytes.get(at)? {
                byte @ 0..0x80 => (IN_WORD[usize::from(byte)], 1),
                // Cyrillic, Chinese and Korean: the bytes tell as much as the character would.
                0xd0 | 0xd1 => (true, 2),
                0xe5..=0xe9 | 0xeb | 0xec => (true, 3),
                _ => {
                    let character = self.text.get(at..)?.chars().next()?;
                    (in_word(character), character.len_utf8())
                }
            };
            if in_word == of_word {
                return Some(at);
            }
            at += length;
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
    use super::*;

    #[test]
    fn words_are_what_stands_between_other_signs() {
        let found: Vec<(usize, &str)> = words(" a fee, für 2 années·老师").collect();
        assert_eq!(found, [(1, "a"), (3, "fee"), (8, "für"), (13, "2"), (15, "années"), (24, "老师")]);
        assert_eq!(words("").count() + words(" ,.").count(), 0);
    }

    #[test]
    fn bytes_tell_what_the_character_would() {
        for character in '\0'..=char::MAX {
            assert_eq!(words(&character.to_string()).count() == 1, in_word(character), "{character:?}");
        }
    }
}
