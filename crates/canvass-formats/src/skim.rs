//! Reading through a JSON text without keeping any of it.
//!
//! Every result of every analyzer on every canvas passes here before it is believed. `serde_json` says the same of a text, which a test
//! holds against this; it takes several times as long, because it makes each string and number only to drop it.

use crate::quotes::quotes;

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It is not one JSON value.
    NotJson,
    /// It is one that nests deeper than allowed.
    TooDeep,
}

/// Reads one JSON value through, with space around it and lists and objects at most `depth` deep.
///
/// # Errors
/// The first flaw.
pub fn skim(json: &str, depth: usize) -> Result<(), Flaw> {
    let bytes = json.as_bytes();
    // A fold, not a search: it is made into operations on whole vectors of bytes.
    let plain = !bytes.iter().fold(false, |found, &byte| found | (byte < 0x20) | (byte == b'\\'));
    let quotes = if plain { quotes::<false>(bytes) } else { quotes::<true>(bytes) };
    let (strings, rest) = quotes.as_chunks::<2>();
    let mut skim = Skim { bytes, expected: Expected::Value, open: Vec::with_capacity(depth.min(16)), depth };
    let mut at = 0;
    for &[begin, end] in strings {
        let (begin, end) = (begin as usize, end as usize);
        // Mostly a comma or a colon, of which nothing but what is expected changes, or else one object after the other in a list.
        match &bytes[at..begin] {
            [sign] if let Some(next) = skim.expected.after(*sign) => skim.expected = next,
            b"},{" if skim.expected == Expected::CommaOrEnd && skim.open.ends_with(&[false, true]) => skim.expected = Expected::Key,
            _ => skim.between(at, begin)?,
        }
        at = end + 1;
        if !plain {
            string(&bytes[begin + 1..end])?;
        }
        skim.expected = match skim.expected {
            Expected::Key | Expected::KeyOrEnd => Expected::Colon,
            Expected::Value | Expected::ValueOrEnd => skim.after_value(),
            _ => return Err(Flaw::NotJson),
        };
    }
    skim.between(at, bytes.len())?;
    // What has begun has ended: each string, list and object.
    if rest.is_empty() && skim.expected == Expected::End { Ok(()) } else { Err(Flaw::NotJson) }
}

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    /// In an object.
    CommaOrEnd,
    /// In a list.
    CommaOrEndOfList,
    /// Nothing but space.
    End,
}

impl Expected {
    /// What may come behind a colon or a comma, where they are expected.
    #[inline]
    fn after(self, byte: u8) -> Option<Self> {
        match (self, byte) {
            (Self::Colon, b':') | (Self::CommaOrEndOfList, b',') => Some(Self::Value),
            (Self::CommaOrEnd, b',') => Some(Self::Key),
            _ => None,
        }
    }
}

struct Skim<'j> {
    bytes: &'j [u8],
    expected: Expected,
    /// Of each list and object that has begun, whether it is an object.
    open: Vec<bool>,
    depth: usize,
}

impl Skim<'_> {
    /// What stands between two strings: brackets, commas and colons, and values that are no strings.
    fn between(&mut self, mut at: usize, end: usize) -> Result<(), Flaw> {
        let bytes = &self.bytes[..end];
        while let Some(&byte) = bytes.get(at) {
            if let Some(next) = self.expected.after(byte) {
                self.expected = next;
                at += 1;
                continue;
            }
            let value = matches!(self.expected, Expected::Value | Expected::ValueOrEnd);
            at += 1;
            match byte {
                b'{' | b'[' if value => {
                    if self.open.len() >= self.depth {
                        return Err(Flaw::TooDeep);
                    }
                    self.open.push(byte == b'{');
                    self.expected = if byte == b'{' { Expected::KeyOrEnd } else { Expected::ValueOrEnd };
                }
                b'}' if matches!(self.expected, Expected::KeyOrEnd | Expected::CommaOrEnd) => {
                    self.open.pop();
                    self.expected = self.after_value();
                }
                b']' if matches!(self.expected, Expected::ValueOrEnd | Expected::CommaOrEndOfList) => {
                    self.open.pop();
                    self.expected = self.after_value();
                }
                b' ' | b'\n' | b'\r' | b'\t' => {}
                _ if value => {
                    at = scalar(bytes, at - 1)?;
                    self.expected = self.after_value();
                }
                _ => return Err(Flaw::NotJson),
            }
        }
        Ok(())
    }

    #[inline]
    fn after_value(&self) -> Expected {
        match self.open.last() {
            Some(true) => Expected::CommaOrEnd,
            Some(false) => Expected::CommaOrEndOfList,
            None => Expected::End,
        }
    }
}

/// Where a value ends that is no string, list or object.
fn scalar(bytes: &[u8], at: usize) -> Result<usize, Flaw> {
    let word = match bytes.get(at) {
        Some(b't') => &b"true"[..],
        Some(b'f') => b"false",
        Some(b'n') => b"null",
        _ => return number(bytes, at),
    };
    if bytes[at..].starts_with(word) { Ok(at + word.len()) } else { Err(Flaw::NotJson) }
}

pub(crate) fn number(bytes: &[u8], start: usize) -> Result<usize, Flaw> {
    let peek = |at: usize| bytes.get(at).copied();
    let mut at = start + usize::from(peek(start) == Some(b'-'));
    at = if peek(at) == Some(b'0') { at + 1 } else { digits(bytes, at)? };
    if peek(at) == Some(b'.') {
        at = digits(bytes, at + 1)?;
    }
    let mut large = at - start > 300;
    if matches!(peek(at), Some(b'e' | b'E')) {
        let sign = matches!(peek(at + 1), Some(b'+' | b'-'));
        at = digits(bytes, at + 1 + usize::from(sign))?;
        large = true;
    }
    // A number beyond the range of a double is one that many readers refuse.
    let finite = |digits: &[u8]| std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<f64>().ok()).is_some_and(f64::is_finite);
    if large && !finite(&bytes[start..at]) { Err(Flaw::NotJson) } else { Ok(at) }
}

fn digits(bytes: &[u8], at: usize) -> Result<usize, Flaw> {
    let count = bytes.iter().skip(at).take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 { Err(Flaw::NotJson) } else { Ok(at + count) }
}

/// What stands between the quotation marks of a string: no control characters, and no escape but those there are.
fn string(bytes: &[u8]) -> Result<(), Flaw> {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            0..0x20 => return Err(Flaw::NotJson),
            b'\\' => at = escape(bytes, at)?,
            _ => {}
        }
    }
    Ok(())
}

/// Where an escape ends, from behind its backslash.
fn escape(bytes: &[u8], at: usize) -> Result<usize, Flaw> {
    match bytes.get(at) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 1),
        Some(b'u') => match four_digits(bytes, at + 1)? {
            0xD800..=0xDBFF => {
                let paired = bytes[at + 5..].starts_with(b"\\u") && matches!(four_digits(bytes, at + 7)?, 0xDC00..=0xDFFF);
                if paired { Ok(at + 11) } else { Err(Flaw::NotJson) }
            }
            0xDC00..=0xDFFF => Err(Flaw::NotJson),
            _ => Ok(at + 5),
        },
        _ => Err(Flaw::NotJson),
    }
}

fn four_digits(bytes: &[u8], at: usize) -> Result<u32, Flaw> {
    let digits = bytes.get(at..at + 4).ok_or(Flaw::NotJson)?;
    digits.iter().try_fold(0, |number, &digit| Some(number * 16 + char::from(digit).to_digit(16)?)).ok_or(Flaw::NotJson)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn agree(text: &str) -> Result<(), TestCaseError> {
        prop_assert_eq!(skim(text, 128).is_ok(), serde_json::from_str::<serde_json::Value>(text).is_ok(), "{}", text);
        Ok(())
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<f64>().prop_map(Into::into),
            "[a\"\\\\\n客\u{1f600}\u{1}-~]{0,20}".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
                prop::collection::hash_map("[a\"\\\\]{0,9}", inner, 0..5).prop_map(|map| serde_json::Value::Object(map.into_iter().collect()))
            ]
        })
    }

    proptest! {
        #[test]
        fn it_says_what_the_library_says(text in "[\\[\\]{}\",:\\\\ua018dDfF.eE+\\- tnrlus客\\n]{0,24}") {
            agree(&text)?;
            agree(&format!("[\"{text}\"]"))?;
            agree(&format!("{{\"a\":{text}}}"))?;
        }

        #[test]
        fn one_changed_byte_is_judged_alike(value in json(), at in 0_usize..400, byte in 0_u8..0x80) {
            let text = value.to_string();
            agree(&text)?;
            let mut bytes = text.into_bytes();
            let at = at % bytes.len();
            bytes[at] = byte;
            if let Ok(text) = String::from_utf8(bytes) {
                agree(&text)?;
            }
        }
    }

    #[test]
    fn numbers_and_escapes_are_judged_alike() {
        for text in [
            "1e999",
            "-1e-999",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\ude00\"",
            "\"\\ud83d\\u0041\"",
            "\"\\u12\"",
            " 1 ",
            "",
            "1 2",
            "tru",
        ] {
            agree(text).unwrap();
        }
        agree(&"9".repeat(400)).unwrap();
    }

    #[test]
    fn depth_is_limited() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(skim(&nested(5), 5), Ok(()));
        assert_eq!(skim(&nested(6), 5), Err(Flaw::TooDeep));
        assert_eq!(skim("{\"a\":{}}", 1), Err(Flaw::TooDeep));
    }
}
