//! Going through a JSON text from value to value, for readers that know what they expect.
//!
//! Nothing is kept, and nothing is explained: whoever expects something else than what stands there gets `None`, and the complete reader
//! ([`json`](crate::json)) says what is wrong. Where strings begin and end is found beforehand in one pass.

use crate::quotes::quotes;
use crate::skim;

/// A place in a JSON text.
pub struct Cursor<'t> {
    text: &'t str,
    /// Where the strings begin and end, and which of these places comes next.
    quotes: Vec<u32>,
    next: usize,
    at: usize,
    /// Whether there is neither a backslash nor a control character in the text.
    plain: bool,
}

/// What stands between the quotation marks of a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raw<'t> {
    /// The text, with its escapes.
    pub text: &'t str,
    /// The place of its first byte.
    pub offset: usize,
    /// Whether there are any escapes in it.
    pub escaped: bool,
}

impl<'t> Cursor<'t> {
    /// The beginning of a text.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        // A fold, not a search: it is made into operations on whole vectors of bytes.
        let plain = !bytes.iter().fold(false, |found, &byte| found | (byte < 0x20) | (byte == b'\\'));
        let quotes = if plain { quotes::<false>(bytes) } else { quotes::<true>(bytes) };
        Self { text, quotes, next: 0, at: 0, plain }
    }

    /// The byte with which the next value or sign begins, if there is one.
    #[inline]
    pub fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match *bytes.get(self.at)? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Some(byte),
            }
        }
    }

    #[inline]
    fn expect(&mut self, sign: u8) -> Option<()> {
        (self.peek()? == sign).then(|| self.at += 1)
    }

    /// The string that comes next.
    #[inline]
    pub fn string(&mut self) -> Option<Raw<'t>> {
        if self.peek()? != b'"' {
            return None;
        }
        let &[begin, end] = self.quotes.get(self.next..self.next + 2)? else { return None };
        debug_assert_eq!(begin as usize, self.at, "whatever is no string holds no quotation mark");
        let offset = begin as usize + 1;
        let text = self.text.get(offset..end as usize)?;
        self.next += 2;
        self.at = end as usize + 1;
        let mut escaped = false;
        if !self.plain {
            for byte in text.bytes() {
                if byte < 0x20 {
                    return None;
                }
                escaped |= byte == b'\\';
            }
        }
        Some(Raw { text, offset, escaped })
    }

    /// The digits of the number that comes next.
    pub fn number(&mut self) -> Option<&'t str> {
        self.peek()?;
        let start = self.at;
        self.at = skim::number(self.text.as_bytes(), start).ok()?;
        self.text.get(start..self.at)
    }

    /// The yes or no that comes next.
    pub fn flag(&mut self) -> Option<bool> {
        self.peek()?;
        let rest = self.text.as_bytes().get(self.at..)?;
        let (flag, length) = if rest.starts_with(b"true") { (true, 4) } else { (rest.starts_with(b"false").then_some(false)?, 5) };
        self.at += length;
        Some(flag)
    }

    /// Goes through the object that comes next: each key, without escapes, behind which `value` must read what stands there.
    #[inline]
    pub fn object(&mut self, mut value: impl FnMut(&mut Self, &'t str) -> Option<()>) -> Option<()> {
        self.members(b'{', b'}', |cursor| {
            let key = cursor.string().filter(|key| !key.escaped)?;
            cursor.expect(b':')?;
            value(cursor, key.text)
        })
    }

    /// Goes through the list that comes next: each place in it, at which `item` must read what stands there.
    #[inline]
    pub fn list(&mut self, mut item: impl FnMut(&mut Self, u32) -> Option<()>) -> Option<()> {
        let mut index = 0;
        self.members(b'[', b']', |cursor| {
            item(cursor, index)?;
            index += 1;
            Some(())
        })
    }

    /// Goes through what stands between two brackets, with commas between.
    #[inline]
    fn members(&mut self, begin: u8, end: u8, mut member: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.expect(begin)?;
        if self.peek()? == end {
            self.at += 1;
            return Some(());
        }
        loop {
            member(self)?;
            let sign = self.peek()?;
            self.at += 1;
            match sign {
                b',' => {}
                sign => return (sign == end).then_some(()),
            }
        }
    }

    /// The place of the byte that comes next.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Whether nothing follows any more but space.
    pub fn is_at_end(&mut self) -> bool {
        self.peek().is_none()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    /// The value that comes next, whatever it is; `None` where an escape would have to be understood.
    fn value_at(cursor: &mut Cursor<'_>) -> Option<Value> {
        Some(match cursor.peek()? {
            b'{' => {
                let mut map = serde_json::Map::new();
                cursor.object(|cursor, key| {
                    map.insert(key.to_owned(), value_at(cursor)?);
                    Some(())
                })?;
                Value::Object(map)
            }
            b'[' => {
                let mut items = Vec::new();
                cursor.list(|cursor, index| {
                    assert_eq!(index as usize, items.len());
                    items.push(value_at(cursor)?);
                    Some(())
                })?;
                Value::Array(items)
            }
            b'"' => Value::String(cursor.string().filter(|raw| !raw.escaped)?.text.to_owned()),
            b't' | b'f' => Value::Bool(cursor.flag()?),
            _ => serde_json::from_str(cursor.number()?).unwrap(),
        })
    }

    fn whole(text: &str) -> Option<Value> {
        let mut cursor = Cursor::new(text);
        value_at(&mut cursor).filter(|_| cursor.is_at_end())
    }

    proptest! {
        #[test]
        fn nothing_is_taken_for_json_that_is_none(text in "[\\[\\]{}\",:\\\\ua018dDfF.eE+\\- tnrlus客\\n]{0,24}") {
            for text in [text.clone(), format!("[\"{text}\"]"), format!("{{\"a\":{text}}}"), format!("[1,{text}]")] {
                if let Some(value) = whole(&text) {
                    prop_assert_eq!(Some(value), serde_json::from_str(&text).ok(), "{}", text);
                }
            }
        }

        #[test]
        fn json_without_escapes_and_nulls_is_read(items in prop::collection::vec(("[a客 ]{0,5}", any::<i32>(), any::<bool>()), 0..6), pretty: bool) {
            let value = Value::Array(items.into_iter().map(|(text, number, flag)| serde_json::json!({ "t": text, "n": [number], "f": flag, "o": {} })).collect());
            let text = if pretty { serde_json::to_string_pretty(&value).unwrap() } else { value.to_string() };
            prop_assert_eq!(whole(&text), Some(value));
        }
    }
}
