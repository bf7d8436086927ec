//! What a canvas says about itself, beside its nine blocks.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize};

use crate::excerpt::excerpt;

/// The version of the document format that this crate reads and writes.
pub const FORMAT_VERSION: u32 = 1;

/// The version of the document format; only [`FORMAT_VERSION`] exists so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct FormatVersion(u32);

impl<'de> Deserialize<'de> for FormatVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let version = u64::deserialize(deserializer)?;
        match u32::try_from(version) {
            Ok(FORMAT_VERSION) => Ok(Self(FORMAT_VERSION)),
            _ if version > u64::from(FORMAT_VERSION) => Err(de::Error::custom(format_args!(
                "this canvas is written in format {version}, this program reads format {FORMAT_VERSION}: use a newer canvass"
            ))),
            _ => Err(de::Error::custom(format_args!("there is no format {version}; the format is {FORMAT_VERSION}"))),
        }
    }
}

impl JsonSchema for FormatVersion {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FormatVersion".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "const": FORMAT_VERSION })
    }
}

/// A calendar date, written `2026-11-21`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(inline, with = "String", extend("format" = "date"))]
pub struct Date(jiff::civil::Date);

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let shaped = text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
        match text.parse() {
            Ok(date) if shaped => Ok(Self(date)),
            _ => Err(format!("`{}` is not a date; write year-month-day, such as 2026-11-21", excerpt(&text))),
        }
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.0.to_string()
    }
}

/// A language tag of BCP 47, such as `en`, `fr` or `zh-Hans`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(inline, with = "String", extend("pattern" = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"))]
pub struct Language(String);

impl Language {
    /// The tag as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut parts = text.split('-');
        let primary = parts.next().is_some_and(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
        let rest = parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if primary && rest { Ok(Self(text)) } else { Err(format!("`{}` is not a language tag such as en, fr or zh-Hans", excerpt(&text))) }
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

/// Where a statement about the business comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The title of the book, paper, page or interview.
    pub title: String,
    /// Where it can be found: an address, a page, a shelf mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_format_is_refused_with_both_versions() {
        let error = serde_json::from_str::<FormatVersion>("7").unwrap_err().to_string();
        assert!(error.starts_with("this canvas is written in format 7, this program reads format 1"), "{error}");
    }

    #[test]
    fn dates_and_languages_are_checked() {
        assert!(Date::try_from("2026-11-21".to_owned()).is_ok());
        for wrong in ["9999-99-99", "-001-01-01", "21.11.2026", "2026-11-21T10:00"] {
            assert!(Date::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
        assert!(Language::try_from("zh-Hans".to_owned()).is_ok());
        for wrong in ["", "e", "français", "en_GB", "en-"] {
            assert!(Language::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
