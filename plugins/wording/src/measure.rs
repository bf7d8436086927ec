//! One look at the text of a note: it is folded for the lists of words, and what the rules ask of its letters and signs is counted.

/// What one look tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Measure {
    /// Letters and digits of scripts that set words apart.
    pub(crate) spaced: u32,
    /// Chinese characters and Japanese syllables.
    pub(crate) ideographs: u32,
    /// Letters of scripts of which neither is known how long a title is: without blanks, and without ideographs.
    pub(crate) unmeasured: bool,
    /// Whether it holds a digit.
    pub(crate) digits: bool,
    /// Whether it holds a sign that may set ideas apart.
    pub(crate) separators: bool,
    /// Whether it holds a picture or another sign that is more than punctuation.
    pub(crate) symbols: bool,
}

impl Measure {
    /// Looks at a text and adds it, folded, to the end of `folded`: in small letters, words apart by one blank, without signs at either end.
    pub(crate) fn take(text: &str, folded: &mut String) -> Self {
        let mut measure = Self::default();
        let start = folded.len();
        // Where the last letter or digit ends: signs behind it are cut off.
        let mut end = start;
        let mut blank = false;
        for character in text.chars() {
            if character.is_whitespace() || matches!(character, '-' | '_' | '\u{2010}' | '\u{2011}') {
                blank = true;
                measure.separators |= character == '\n';
                continue;
            }
            let in_word = measure.look_at(character);
            if !in_word && end == start {
                continue;
            }
            if blank && end > start {
                folded.push(' ');
            }
            blank = false;
            match character {
                '\0'..='\x7f' => folded.push(character.to_ascii_lowercase()),
                '’' => folded.push('\''),
                _ => folded.extend(character.to_lowercase()),
            }
            if in_word {
                end = folded.len();
            }
        }
        folded.truncate(end);
        measure
    }

    /// Counts a character; whether it is part of a word.
    fn look_at(&mut self, character: char) -> bool {
        match character {
            'a'..='z' | 'A'..='Z' => self.spaced += 1,
            '0'..='9' => {
                self.spaced += 1;
                self.digits = true;
            }
            ';' | ',' | '；' | '，' | '、' | '•' | '‣' | '▪' => {
                self.separators = true;
                return false;
            }
            '\0'..='\x7f' => return false,
            // Kana, Chinese characters with their extensions, and the wide forms of letters.
            '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
                self.ideographs += 1;
            }
            // Thai, Lao, Tibetan, Burmese and Khmer: no blanks between words.
            '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => self.unmeasured = true,
            _ if character.is_alphanumeric() => self.spaced += 1,
            // Dashes, quotation marks and dots are punctuation, what lies beyond are pictures and signs.
            '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3020}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' => return false,
            _ => {
                self.symbols = true;
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let mut out = "before ".to_owned();
        Measure::take(text, &mut out);
        out.split_off("before ".len())
    }

    #[test]
    fn folding_leaves_what_lists_hold() {
        assert_eq!(folded("  [TBD] "), "tbd");
        assert_eq!(folded("To-be-defined…"), "to be defined");
        assert_eq!(folded("Products & Services."), "products & services");
        assert_eq!(folded("“Tout   le\nMonde”"), "tout le monde");
        assert_eq!(folded("Chiffre d’affaires"), "chiffre d'affaires");
        assert_eq!(folded("- — ?"), "");
        assert_eq!(folded("（待定）"), "待定");
        assert_eq!(folded("ÄRZTE"), "ärzte");
    }

    #[test]
    fn letters_are_counted_by_script() {
        let measure = |text| Measure::take(text, &mut String::new());
        assert_eq!((measure("Bäcker 24").spaced, measure("Bäcker 24").digits), (8, true));
        assert_eq!((measure("新鮮なパン").ideographs, measure("新鮮なパン").spaced), (5, 0));
        assert_eq!((measure("고객").spaced, measure("고객").ideographs), (2, 0));
        assert!(measure("ลูกค้า").unmeasured);
        assert!(measure("🚀").symbols && !measure("…").symbols && !measure("？").symbols);
        assert!(measure("a; b").separators && measure("a\nb").separators && !measure("a b").separators);
    }
}
