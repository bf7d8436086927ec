//! Two spellings of one name become the same string.

use canvass_model::{in_word, is_letter};

/// A name without case, accents, spaces and punctuation: `Relación con los clientes` becomes `relacionconlosclientes`.
pub(super) fn compact(text: &str) -> String {
    if text.is_ascii() {
        let mut compact = String::with_capacity(text.len());
        for byte in text.bytes() {
            match byte {
                b'&' => compact.push_str("and"),
                _ if byte.is_ascii_alphanumeric() => compact.push(byte.to_ascii_lowercase() as char),
                _ => {}
            }
        }
        return compact;
    }
    let mut compact = String::with_capacity(text.len());
    fold_all(text, &mut |character| {
        if in_word(character) {
            compact.push(character);
        }
    });
    compact
}

/// The words of a name without case, accents and punctuation.
pub(super) fn words(text: &str) -> Vec<String> {
    split(&folded(text)).map(str::to_owned).collect()
}

/// Both at once.
pub(super) fn compact_and_words(text: &str) -> (String, Vec<String>) {
    let mut folded = folded(text);
    let words = split(&folded).map(str::to_owned).collect();
    folded.retain(in_word);
    (folded, words)
}

/// The words of a text that was folded.
pub(super) fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|character: char| !in_word(character) && !is_other_script(character)).filter(|word| !word.is_empty())
}

/// Whether a character belongs to the Latin script.
pub(super) fn is_latin(character: char) -> bool {
    is_letter(character) && (character < '\u{370}' || ('\u{1e00}'..='\u{1eff}').contains(&character))
}

/// Whether a character is a letter of another script than Latin. Marks that are no letters of their own, such as Thai tones, count.
pub(super) fn is_other_script(character: char) -> bool {
    (is_letter(character) && !is_latin(character) && !is_wide_latin(character)) || matches!(character, '\u{900}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}')
}

fn is_wide_latin(character: char) -> bool {
    matches!(character, '\u{ff21}'..='\u{ff5a}')
}

/// A text without case and accents.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() && !text.contains('&') {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    fold_all(text, &mut |character| folded.push(character));
    folded
}

fn fold_all(text: &str, take: &mut impl FnMut(char)) {
    for character in text.chars().map(narrow) {
        if is_small(character) {
            fold(character.to_ascii_lowercase(), take);
        } else if let 'А'..='Я' = character {
            fold(char::from_u32(u32::from(character) + 0x20).unwrap_or(character), take);
        } else {
            character.to_lowercase().for_each(|small| fold(small, take));
        }
    }
}

/// Whether a character needs no table to become a small one: most are small already, or of scripts with one case.
fn is_small(character: char) -> bool {
    matches!(
        character,
        '\0'..='\x7f' | '\u{df}'..='\u{ff}' | '\u{430}'..='\u{45f}' | '\u{590}'..='\u{109f}' | '\u{2000}'..='\u{20ff}' | '\u{2190}'..='\u{245f}'
            | '\u{2500}'..='\u{2bff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f200}'..='\u{1faff}'
    )
}

fn fold(character: char, take: &mut impl FnMut(char)) {
    match character {
        '&' => " and ".chars().for_each(take),
        '\0'..='\x7f' => take(character),
        // Accents that stand on their own; and a zero-width joiner binds the halves of a Persian word, where others write a space.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe0f}' | '\u{feff}' => {}
        // What the letters with accents lie between.
        '\u{df}'..='\u{64a}' | '\u{1e00}'..='\u{1eff}' => match bare(character) {
            "" => take(character),
            bare => bare.chars().for_each(take),
        },
        _ => take(character),
    }
}

/// Full-width letters as ordinary ones.
fn narrow(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        _ => character,
    }
}

fn bare(character: char) -> &'static str {
    match character {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ' | 'ậ' | 'ắ' | 'ằ' | 'ẳ' | 'ẵ' | 'ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ẻ' | 'ẽ' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' => "e",
        'ğ' | 'ģ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' | 'ỉ' | 'ị' => "i",
        'ķ' => "k",
        'ĺ' | 'ľ' | 'ł' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ơ' | 'ọ' | 'ỏ' | 'ố' | 'ồ' | 'ổ' | 'ỗ' | 'ộ' | 'ớ' | 'ờ' | 'ở' | 'ỡ' | 'ợ' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ' | 'ủ' | 'ứ' | 'ừ' | 'ử' | 'ữ' | 'ự' => "u",
        'ý' | 'ÿ' | 'ỳ' | 'ỵ' | 'ỷ' | 'ỹ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ё' => "е",
        'й' => "и",
        'ї' => "і",
        'ά' => "α",
        'έ' => "ε",
        'ή' => "η",
        'ί' | 'ϊ' | 'ΐ' => "ι",
        'ό' => "ο",
        'ύ' | 'ϋ' | 'ΰ' => "υ",
        'ώ' => "ω",
        'ς' => "σ",
        'أ' | 'إ' | 'آ' => "ا",
        'ي' => "ی",
        'ك' => "ک",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_as_small_is_small() {
        let wrong: Vec<char> = ('\u{80}'..=char::MAX).filter(|&character| is_small(character) && !character.to_lowercase().eq([character])).collect();
        assert_eq!(wrong, []);
        assert!(('А'..='Я').all(|character| character.to_lowercase().eq(char::from_u32(u32::from(character) + 0x20))));
    }

    #[test]
    fn letters_with_accents_lie_where_they_are_looked_for() {
        let is_near = |character: &char| matches!(character, '\u{df}'..='\u{64a}' | '\u{1e00}'..='\u{1eff}');
        assert!(('\0'..=char::MAX).filter(|character| !bare(*character).is_empty()).all(|character| is_near(&character)));
    }

    #[test]
    fn spellings_of_one_name_fold_to_one_string() {
        assert_eq!(compact("Relación con-los  Clientes"), "relacionconlosclientes");
        assert_eq!(compact("Relacio\u{301}n"), "relacion");
        assert_eq!(compact("Müşteri İlişkileri"), "musteriiliskileri");
        assert_eq!(compact("Buy-in & Support"), compact("buyin AND support"));
        assert_eq!(compact("Ｋｅｙ"), "key");
        assert_eq!(compact("Партнёры"), compact("партнеры"));
        assert_eq!(words("Segments_de clientèle"), ["segments", "de", "clientele"]);
    }

    #[test]
    fn scripts_are_told_apart() {
        assert!(is_latin('ž') && is_latin('ệ') && !is_latin('ж') && !is_latin('1'));
        assert!(is_other_script('ж') && is_other_script('价') && is_other_script('่') && !is_other_script('a') && !is_other_script('—'));
    }
}
