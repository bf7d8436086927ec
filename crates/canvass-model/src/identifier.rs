//! Identifiers of items, and the names from which they are derived.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::excerpt::excerpt;
use crate::marks;

/// The identifier of an item, by which links find it: letters and digits of any script, `-`, `_` and `.`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(inline, with = "String", extend("pattern" = r"^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.\-]*$"))]
pub struct Id(String);

impl Id {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a text is an identifier.
    pub fn is_well_formed(text: &str) -> bool {
        if let ([first, rest @ ..], true) = (text.as_bytes(), text.is_ascii()) {
            let usual = |byte: &u8| *byte == b'_' || byte.is_ascii_alphanumeric();
            return usual(first) && rest.iter().all(|byte| usual(byte) || matches!(byte, b'-' | b'.'));
        }
        let mut characters = text.chars();
        characters.next().is_some_and(|first| first == '_' || marks::is_letter_or_digit(first))
            // Names in many scripts need combining marks.
            && characters.all(|c| matches!(c, '_' | '-' | '.') || marks::is_letter_or_digit(c) || marks::is_mark(c))
    }
}

impl TryFrom<String> for Id {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if Self::is_well_formed(&text) {
            Ok(Self(text))
        } else {
            Err(format!("`{}` is not an identifier: use letters, digits, `-`, `_` and `.`", excerpt(&text)))
        }
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0
    }
}

/// One identifier or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(description = "The id of one item, or a list of ids.")]
pub enum Ids {
    /// A single identifier, written without a list.
    One(Id),
    /// A list of identifiers.
    Many(Vec<Id>),
}

impl<'de> Deserialize<'de> for Ids {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;

        impl<'de> serde::de::Visitor<'de> for OneOrMany {
            type Value = Ids;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("the id of an item, or a list of ids")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Ids, E> {
                Id::try_from(text.to_owned()).map(Ids::One).map_err(E::custom)
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Ids, A::Error> {
                let mut ids = Vec::with_capacity(list.size_hint().unwrap_or(2).min(16));
                while let Some(id) = list.next_element()? {
                    ids.push(id);
                }
                Ok(Ids::Many(ids))
            }
        }

        deserializer.deserialize_any(OneOrMany)
    }
}

/// How many bytes of a slug are put together before they are written.
const PIECE: usize = 96;

/// What each character of ASCII is in a slug: nothing, or itself in lower case.
static SLUG: [u8; 0x80] = {
    let mut all = [0; 0x80];
    let mut byte = 0;
    while byte < all.len() {
        if (byte as u8).is_ascii_alphanumeric() {
            all[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    all
};

/// Derives an identifier from a name: lower case, every run of other characters than letters and digits one `-`.
///
/// Appends to `out` and returns whether anything was appended: a name without a letter or digit gives none.
pub fn slug_into(name: &str, out: &mut String) -> bool {
    let start = out.len();
    if name.is_ascii() {
        // Most names are.
        let (mut piece, mut length, mut gap) = ([0; PIECE], 0, false);
        for &byte in name.as_bytes() {
            let folded = SLUG[usize::from(byte & 0x7f)];
            if folded == 0 {
                gap = true;
                continue;
            }
            if length + 2 > PIECE {
                out.push_str(std::str::from_utf8(&piece[..length]).unwrap_or_default());
                length = 0;
            }
            if std::mem::take(&mut gap) && (length > 0 || out.len() > start) {
                piece[length] = b'-';
                length += 1;
            }
            piece[length] = folded;
            length += 1;
        }
        out.push_str(std::str::from_utf8(&piece[..length]).unwrap_or_default());
        return out.len() > start;
    }
    let (mut gap, mut at) = (false, 0);
    while let Some(rest) = name.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(character) = rest.chars().next() else { break };
        let length = staying(rest);
        at += length.max(character.len_utf8());
        let counts = length > 0
            || match character {
                '\0'..='\x7f' => character.is_ascii_alphanumeric(),
                // Capitals of Cyrillic, and signs like dashes and quotation marks.
                '\u{410}'..='\u{42f}' => true,
                '\u{ab}' | '\u{bb}' | '\u{2000}'..='\u{206f}' => false,
                // A mark alone begins no identifier.
                _ if marks::is_mark(character) => character.is_alphanumeric() && out.len() > start,
                _ => character.is_alphanumeric() && marks::is_letter_or_digit(character),
            };
        if !counts {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && out.len() > start {
            out.push('-');
        }
        match character {
            _ if length > 0 => out.push_str(rest.get(..length).unwrap_or_default()),
            '\0'..='\x7f' => out.push(character.to_ascii_lowercase()),
            _ => out.extend(character.to_lowercase()),
        }
    }
    out.len() > start
}

/// How many bytes the characters take with which a text begins that stand in an identifier as they are, by their looks alone: most do.
fn staying(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let further = |places: usize| bytes.get(at + places).copied().unwrap_or_default();
        let second = || further(1);
        at += match byte {
            b'a'..=b'z' | b'0'..=b'9' => 1,
            // Small letters with accents, but for the sign of division.
            0xc3 if second() >= 0x9f && second() != 0xb7 => 2,
            // Small letters of Cyrillic.
            0xd0 if second() >= 0xb0 => 2,
            0xd1 if second() < 0xa0 => 2,
            // Kana, but for signs among them.
            0xe3 if matches!((second(), further(2)), (0x81, 0x81..) | (0x82, ..0x97 | 0xa1..) | (0x83, ..0xbb)) => 3,
            // Chinese and Korean.
            0xe5..=0xe9 | 0xeb | 0xec => 3,
            _ => break,
        };
    }
    at
}

/// The one of `candidates` that is spelt most like `word`, if any comes near enough to have been meant.
///
/// Near enough is a Damerau–Levenshtein distance of at most a third of the longer word's length, or a word that contains the other.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Neither is a very long word a slip of anything, and folding it for each candidate would be costly.
    if word.len() > 4 * 256 {
        return None;
    }
    let folded = word.to_lowercase();
    let length = folded.chars().count();
    candidates
        .into_iter()
        .filter(|candidate| !candidate.is_empty() && candidate.len() <= 4 * 256 && *candidate != word)
        .filter_map(|candidate| {
            let other = candidate.to_lowercase();
            let longer = length.max(other.chars().count());
            // Distances between very long texts are costly and never mean a typing slip.
            if longer > 256 {
                return None;
            }
            let shorter = length.min(other.chars().count());
            let contained = shorter >= 4 && (other.contains(&folded) || folded.contains(&other));
            // The distance is at least the difference in length.
            if (longer - shorter) * 3 > longer && !contained {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&folded, &other);
            (distance * 3 <= longer || contained).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(name: &str) -> String {
        let mut out = String::new();
        slug_into(name, &mut out);
        out
    }

    #[test]
    fn what_is_copied_is_what_would_have_been_written() {
        for character in ('\0'..=char::MAX).filter(|character| staying(&character.to_string()) > 0) {
            assert_eq!(staying(&character.to_string()), character.len_utf8(), "{character:?}");
            assert!(character.is_alphanumeric() && marks::is_letter_or_digit(character) && !marks::is_mark(character), "{character:?}");
            assert!(character.to_lowercase().eq([character]), "{character:?}");
        }
        let slug = |name: &str| {
            let mut out = "x/".to_owned();
            slug_into(name, &mut out);
            out.split_off(2)
        };
        for (name, expected) in [
            ("Écoles d’été & Cie", "écoles-d-été-cie"),
            ("商家 SaaS（年付）", "商家-saas-年付"),
            ("Ёлки и Палки", "ёлки-и-палки"),
            ("🎉 カフェ・スタッフ！", "カフェ-スタッフ"),
            ("소상공인 100곳", "소상공인-100곳"),
            (" — ", ""),
        ] {
            assert_eq!(slug(name), expected);
        }
    }

    #[test]
    fn what_is_known_by_its_place_is_what_unicode_has() {
        let counts = |character: char| character.is_alphanumeric() && marks::is_letter_or_digit(character);
        assert!(('\u{410}'..='\u{42f}').all(|character| counts(character) && !marks::is_mark(character)));
        assert!(('\u{2000}'..='\u{206f}').chain(['\u{ab}', '\u{bb}']).all(|character| !counts(character) && !character.is_alphanumeric()));
    }

    #[test]
    fn names_become_identifiers_in_any_script() {
        assert_eq!(slug("  Small & medium Firms!"), "small-medium-firms");
        assert_eq!(slug("Élèves (6e)"), "élèves-6e");
        assert_eq!(slug("免费用户"), "免费用户");
        assert_eq!(slug("🎉"), "");
    }

    #[test]
    fn a_derived_identifier_is_a_valid_one() {
        let marks = ["\u{301}a", "\u{93e}\u{939}", "\u{24b6}x", "İstanbul", "हिन्दी", "Cafe\u{301}"];
        for name in ["Small & medium Firms!", "Élèves (6e)", "免费用户", "3 Kunden"].into_iter().chain(marks) {
            assert!(Id::try_from(slug(name)).is_ok(), "{name}");
        }
        assert!(Id::try_from("two words".to_owned()).is_err());
        assert!(Id::try_from(String::new()).is_err());
    }

    #[test]
    fn signs_and_emoji_are_no_identifiers() {
        for id in ["a→b", "a🎉", "🎉", "-a", ".a", "\u{301}a", "a b", "a\u{200b}", "a\u{a0}b", "\u{24b6}", "a,b"] {
            assert!(Id::try_from(id.to_owned()).is_err(), "{id}");
        }
        for id in ["_a", "9", "a.b-c_d", "हिन्दी", "e\u{301}", "Ⅳ", "½"] {
            assert!(Id::try_from(id.to_owned()).is_ok(), "{id}");
        }
        assert!(Id::try_from("→".repeat(100_000)).unwrap_err().len() < 400);
    }

    #[test]
    fn the_nearest_word_is_suggested_only_when_it_is_near() {
        assert_eq!(nearest("titel", ["name", "title"]), Some("title"));
        assert_eq!(nearest("advertiser", ["advertisers", "readers"]), Some("advertisers"));
        assert_eq!(nearest("segments", ["customer_segments", "channels"]), Some("customer_segments"));
        assert_eq!(nearest("xyzzy", ["name", "title"]), None);
    }
}
