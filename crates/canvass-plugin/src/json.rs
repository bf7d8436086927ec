//! Results as JSON: what `serde` can write, or what an analyzer wrote by hand.
//!
//! An analyzer need not care: any type that derives `Serialize` and `JsonSchema` is an [`Outcome`]. One that runs over millions of canvases may
//! write its result with [`Json`]. `serde_json` looks through every key and every text for characters to escape, which is a large part of the
//! work on a canvas of usual size; here keys are pieces that are JSON as they stand, and only what comes from the canvas is looked through.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

/// The result of an analysis.
pub trait Outcome: JsonSchema {
    /// Writes it as JSON, in the place of what the buffer held.
    ///
    /// # Errors
    /// When it cannot be written, why.
    fn write(self, json: &mut Vec<u8>) -> Result<(), String>;
}

impl<T: Serialize + JsonSchema> Outcome for T {
    fn write(self, json: &mut Vec<u8>) -> Result<(), String> {
        json.clear();
        serde_json::to_writer(json, &self).map_err(|error| error.to_string())
    }
}

impl<T: JsonSchema> Outcome for Written<T> {
    fn write(self, json: &mut Vec<u8>) -> Result<(), String> {
        *json = self.json.into_bytes();
        Ok(())
    }
}

/// Numbers from here on are not written as plain digits.
const LARGE: f64 = 1e15;

/// JSON in the making.
#[derive(Debug, Default)]
pub struct Json(String);

impl Json {
    /// Nothing yet, with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// A piece that is JSON as it stands.
    #[inline]
    pub fn raw(&mut self, piece: &str) {
        self.0.push_str(piece);
    }

    /// A part of a string: text of the canvas, with what JSON wants escaped.
    #[inline]
    pub fn part(&mut self, text: &str) {
        part(&mut self.0, text);
    }

    /// A string.
    #[inline]
    pub fn quoted(&mut self, text: &str) {
        quote(&mut self.0, text);
    }

    /// A string, or null.
    pub fn quoted_or_null(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.quoted(text),
            None => self.raw("null"),
        }
    }

    /// A whole number.
    pub fn whole(&mut self, number: u64) {
        self.0.push_str(itoa::Buffer::new().format(number));
    }

    /// A number, or null.
    pub fn number_or_null(&mut self, number: Option<f64>) {
        match number {
            None => self.raw("null"),
            Some(number) if (0.0..LARGE).contains(&number) && number.fract() == 0.0 && number.is_sign_positive() => {
                self.whole(number as u64);
                self.raw(".0");
            }
            Some(number) => self.0.push_str(&serde_json::Value::from(number).to_string()),
        }
    }

    /// Something rare, as `serde` writes it.
    ///
    /// What `serde` cannot write, such as a map whose keys are no texts, becomes null.
    pub fn by_serde(&mut self, value: &impl Serialize) {
        self.0.push_str(&serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned()));
    }

    /// A list, of which each entry is written by the given function.
    pub fn list<T>(&mut self, entries: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        self.0.push('[');
        for (at, entry) in entries.into_iter().enumerate() {
            if at > 0 {
                self.0.push(',');
            }
            write(self, entry);
        }
        self.0.push(']');
    }

    /// A list of strings.
    pub fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        self.list(texts, Self::quoted);
    }

    /// The result, written to its end.
    pub fn finish<T>(self) -> Written<T> {
        Written { json: self.0, of: PhantomData }
    }
}

/// Writes a text as a string of JSON.
#[inline]
pub fn quote(out: &mut String, text: &str) {
    out.reserve(text.len() + 2);
    out.push('"');
    part(out, text);
    out.push('"');
}

/// Writes a part of a string of JSON.
#[inline]
fn part(out: &mut String, text: &str) {
    if has_special(text.as_bytes()) {
        let quoted = serde_json::Value::from(text).to_string();
        out.push_str(quoted.get(1..quoted.len() - 1).unwrap_or_default());
    } else {
        out.push_str(text);
    }
}

/// Whether a text holds a control character, a quotation mark or a backslash.
fn has_special(bytes: &[u8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let in_eight = |eight: &[u8; 8]| {
        let word = u64::from_le_bytes(*eight);
        // A byte below n leaves its highest bit set in `word - n·ONES`; what is equal becomes zero by exclusive or.
        let below = |word: u64, byte: u8| word.wrapping_sub(ONES * u64::from(byte)) & !word & HIGH;
        below(word, 0x20) | below(word ^ (ONES * u64::from(b'"')), 1) | below(word ^ (ONES * u64::from(b'\\')), 1) != 0
    };
    match bytes.last_chunk::<8>() {
        // The last eight overlap those before them, so that nothing is left over.
        Some(last) => bytes.as_chunks::<8>().0.iter().any(in_eight) || in_eight(last),
        None => bytes.iter().any(|&byte| byte < 0x20 || byte == b'"' || byte == b'\\'),
    }
}

/// Makes a type that can be shown (`Display`) a string in a result: it is written, described and debugged as the text that it shows.
#[macro_export]
macro_rules! as_text {
    ($type:ty) => {
        impl ::std::fmt::Debug for $type {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.to_string(), formatter)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl ::schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                <String as ::schemars::JsonSchema>::schema_name()
            }

            fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                <String as ::schemars::JsonSchema>::json_schema(generator)
            }
        }
    };
}

/// A `T` that is already written as JSON: it has the schema of `T`.
#[derive(Debug)]
pub struct Written<T> {
    json: String,
    of: PhantomData<fn() -> T>,
}

impl<T> Written<T> {
    /// The JSON.
    pub fn as_str(&self) -> &str {
        &self.json
    }
}

impl<T: JsonSchema> JsonSchema for Written<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Json)) -> String {
        let mut json = Json::with_capacity(0);
        write(&mut json);
        json.finish::<()>().json
    }

    #[test]
    fn what_is_written_and_what_serde_writes_take_the_place_of_what_was_there() {
        let mut buffer = b"before".to_vec();
        let mut json = Json::with_capacity(0);
        json.list([1, 2], Json::whole);
        json.finish::<Vec<u64>>().write(&mut buffer).unwrap();
        assert_eq!(buffer, b"[1,2]");
        vec![3].write(&mut buffer).unwrap();
        assert_eq!(buffer, b"[3]");
    }

    #[test]
    fn texts_are_as_serde_writes_them() {
        for text in ["", "plain", "naïve “quotes”", "a \"b\" \\ c", "tab\tline\n\u{1}\u{7f}", "a long text of which the last byte is a quote\""] {
            assert_eq!(written(|json| json.quoted(text)), serde_json::to_string(text).expect("it can be written"));
        }
    }

    #[test]
    fn numbers_are_as_serde_writes_them() {
        for number in [0.0, -0.0, 1.0, 0.625, 288.0, 284_122_944.0, 999_999_999_999_999.0, 1e15, 1e16, 1e21, 1e-7, -3.0, f64::NAN, f64::INFINITY] {
            assert_eq!(written(|json| json.number_or_null(Some(number))), serde_json::to_string(&number).expect("it can be written"));
        }
    }
}
