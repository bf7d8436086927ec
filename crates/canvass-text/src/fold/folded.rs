//! Folding: one spelling for matching, with the way back to the words as written.

/// A text in lower case, without accents, with blanks for hyphens and slashes.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    pub(crate) text: String,
    /// The characters that take more or fewer bytes here than in the original, in their order: everywhere else the two go side by side.
    shifts: Vec<Shift>,
}

/// A character that is folded to another number of bytes, as stretches of the folded text and of the original.
#[derive(Debug)]
struct Shift {
    folded: (u32, u32),
    original: (u32, u32),
}

impl Folded {
    /// Folds a text.
    pub(crate) fn new(original: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(original.len()), shifts: Vec::new() };
        // What stays as it is but for its case goes over in stretches.
        let (mut from, mut at) = (0, 0);
        while at < original.len() {
            let stays = stays(original.as_bytes(), at);
            if stays > 0 {
                at += stays;
                continue;
            }
            let Some(character) = original.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let behind = at + character.len_utf8();
            folded.text.push_str(original.get(from..at).unwrap_or_default());
            let start = folded.text.len();
            let apart = at == 0 || original.as_bytes().get(at - 1) == Some(&b' ');
            fold_into(character, apart, &mut folded.text);
            if folded.text.len() != start + (behind - at) {
                folded.shifts.push(Shift { folded: (start as u32, folded.text.len() as u32), original: (at as u32, behind as u32) });
            }
            from = behind;
            at = behind;
        }
        folded.text.push_str(original.get(from..).unwrap_or_default());
        folded.text.make_ascii_lowercase();
        folded
    }

    /// The part of the original between two positions of the folded text.
    pub(crate) fn original<'t>(&self, original: &'t str, start: usize, end: usize) -> &'t str {
        original.get(self.origin(original, start)..self.origin(original, end)).unwrap_or_default()
    }

    /// Where the character begins in the original that is at a position of the folded text.
    fn origin(&self, original: &str, position: usize) -> usize {
        let before = self.shifts.partition_point(|shift| shift.folded.0 as usize <= position);
        let mut at = match before.checked_sub(1).and_then(|last| self.shifts.get(last)) {
            Some(shift) if position < shift.folded.1 as usize => return shift.original.0 as usize,
            Some(shift) => position - shift.folded.1 as usize + shift.original.1 as usize,
            None => position,
        };
        while !original.is_char_boundary(at.min(original.len())) {
            at -= 1;
        }
        at
    }

    /// Where a position of the original lies in the folded text.
    pub(crate) fn position(&self, original: usize) -> usize {
        let before = self.shifts.partition_point(|shift| (shift.original.0 as usize) < original);
        match before.checked_sub(1).and_then(|last| self.shifts.get(last)) {
            Some(shift) => shift.folded.1 as usize + original.saturating_sub(shift.original.1 as usize),
            None => original,
        }
    }
}

/// A text, folded.
#[cfg(test)]
pub(crate) fn fold(term: &str) -> String {
    Folded::new(term).text
}

/// How many bytes the character takes at a place of a text where it is folded to itself, whatever stands beside it, but for the case of ASCII:
/// by far the most are. Otherwise none.
#[inline]
fn stays(text: &[u8], at: usize) -> usize {
    let second = || text.get(at + 1).copied().unwrap_or_default();
    match text.get(at).copied().unwrap_or_default() {
        b'-' | b'_' | b'/' => 0,
        0..0x80 => 1,
        // Small letters of Cyrillic.
        0xd0 if second() >= 0xb0 => 2,
        0xd1 if second() < 0x90 => 2,
        // Kana, Chinese and Korean.
        0xe3 if matches!(second(), 0x81..=0x83) => 3,
        0xe5..=0xe9 | 0xeb | 0xec => 3,
        _ => 0,
    }
}

fn fold_ascii(byte: u8, apart: bool) -> u8 {
    match byte {
        // A hyphen inside a word joins, one between blanks divides.
        b'-' if apart => b';',
        b'-' | b'_' | b'/' => b' ',
        _ => byte.to_ascii_lowercase(),
    }
}

fn fold_into(character: char, apart: bool, out: &mut String) {
    match character {
        '\0'..='\x7f' => out.push(fold_ascii(character as u8, apart).into()),
        '\u{2010}' | '\u{2011}' | '\u{a0}' | '\u{202f}' | '\u{3000}' => out.push(' '),
        '\u{2012}'..='\u{2015}' => out.push(';'),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => out.push('\''),
        '，' | '、' => out.push(','),
        '。' => out.push('.'),
        '\u{ff01}'..='\u{ff5e}' => {
            if let Some(narrow) = char::from_u32(character as u32 - 0xfee0) {
                out.push(narrow.to_ascii_lowercase());
            }
        }
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}' => {}
        'ß' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ё' | 'Ё' => out.push('е'),
        'А'..='Я' => out.extend(char::from_u32(character as u32 + 0x20)),
        '\u{c0}'..='\u{17f}' => match base(character) {
            Some(base) => out.push(base),
            None => out.extend(character.to_lowercase()),
        },
        _ => out.extend(character.to_lowercase()),
    }
}

/// The letter under an accent.
fn base(character: char) -> Option<char> {
    Some(match character {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'Ď'..='đ' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => 'e',
        'Ĝ'..='ģ' => 'g',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => 'i',
        'Ĺ'..='ł' => 'l',
        'Ñ' | 'ñ' | 'Ń'..='ň' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => 'o',
        'Ŕ'..='ř' => 'r',
        'Ś'..='š' => 's',
        'Ţ'..='ŧ' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => 'u',
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => 'y',
        'Ź'..='ž' => 'z',
        _ => return None,
    })
}

/// What ends a sentence or a line of a folded text, where wide signs are narrow ones.
pub(crate) const SENTENCE_ENDS: [char; 3] = ['.', ';', '\n'];

/// Whether a character belongs to a script that is written without blanks between words, or with endings attached to them.
pub(crate) fn runs_on(character: char) -> bool {
    // Most letters are asked for, and most are none of these.
    character >= '\u{e00}'
        && matches!(character, '\u{e00}'..='\u{e7f}' | '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3130}'..='\u{318f}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_hyphens_are_folded() {
        assert_eq!(fold("Abonnés Prémium"), "abonnes premium");
        assert_eq!(fold("pay-per-use / Straße"), "pay per use   strasse");
        assert_eq!(fold("Fee - monthly – yearly"), "fee ; monthly ; yearly");
        assert_eq!(fold("ＡＩ（免费）"), "ai(免费)");
        assert_eq!(fold("Cafe\u{301} Ёлка"), "cafe елка");
    }

    #[test]
    fn what_stays_is_folded_to_itself() {
        for character in '\0'..=char::MAX {
            let (text, mut folded) = (character.to_string(), String::new());
            fold_into(character, false, &mut folded);
            let itself = folded.eq_ignore_ascii_case(&text);
            assert!(stays(text.as_bytes(), 0) == 0 || itself && stays(text.as_bytes(), 0) == text.len(), "{character:?}");
        }
    }

    #[test]
    fn the_words_as_written_are_found_again() {
        let original = "Für Großkunden: Prämie";
        let folded = Folded::new(original);
        let start = folded.text.find("grosskunden").unwrap();
        assert_eq!(folded.original(original, start, start + "grosskunden".len()), "Großkunden");
        assert_eq!(folded.position(original.find("Prämie").unwrap()), folded.text.find("pramie").unwrap());
    }
}
