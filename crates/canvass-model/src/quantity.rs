//! Exact numbers, ranges and money.
//!
//! Decimal numbers throughout: amounts are added and compared as written, never through binary floats.

use std::fmt;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::excerpt::{excerpt, excerpt_of};
use crate::vocabulary::Period;

/// The largest number of significant digits a number may have: what fits the plugin boundary exactly.
pub const MAXIMUM_DIGITS: u32 = 18;

/// The name under which [`Number`] asks a deserializer for the digits as written.
///
/// A deserializer that has the source text answers with `visit_str`; any other passes its number on.
pub const EXACT_NUMBER: &str = "$canvass::exact_number";

/// An exact decimal number of at most [`MAXIMUM_DIGITS`] significant digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Number(Decimal);

impl Number {
    /// The number, or `None` when it has too many digits to be carried exactly.
    pub fn new(value: Decimal) -> Option<Self> {
        let value = value.normalize();
        i64::try_from(value.mantissa()).is_ok_and(|mantissa| mantissa.unsigned_abs() < 10_u64.pow(MAXIMUM_DIGITS)).then_some(Self(value))
    }

    /// Reads a number as JSON or YAML writes it, `1.5e3` included; `None` when it is not finite or cannot be kept exactly.
    ///
    /// A number so small that a double cannot tell it from nothing is nothing, as it is to every reader of JSON.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix(['-', '+']) {
            Some(rest) => (text.starts_with('-'), rest),
            None => (false, text),
        };
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = || whole.bytes().chain(fraction.bytes());
        if whole.len() + fraction.len() == 0 || !digits().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let sign_and_digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        if sign_and_digits.is_empty() || !sign_and_digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        // Noughts before the first and after the last other digit take no room.
        let Some(first) = digits().position(|byte| byte != b'0') else { return Some(Self::default()) };
        if text.parse::<f64>().is_ok_and(|double| double == 0.0) {
            return Some(Self::default());
        }
        let trailing = fraction.bytes().rev().chain(whole.bytes().rev()).take_while(|&byte| byte == b'0').count();
        let count = whole.len() + fraction.len();
        if count - first - trailing > MAXIMUM_DIGITS as usize {
            return None;
        }
        let significant = digits().skip(first).take(count - first - trailing).fold(0_i64, |value, byte| value * 10 + i64::from(byte - b'0'));
        // The number is `significant` times ten to the power of `power`.
        let power = exponent.parse::<i64>().ok()?.checked_add(trailing as i64)?.checked_sub(fraction.len() as i64)?;
        let value = if power >= 0 {
            let factor = 10_i64.checked_pow(u32::try_from(power).ok()?)?;
            Decimal::from(significant.checked_mul(factor)?)
        } else {
            Decimal::try_new(significant, u32::try_from(power.unsigned_abs()).ok()?).ok()?
        };
        Self::new(if negative { -value } else { value })
    }

    /// The value, for arithmetic.
    pub fn value(self) -> Decimal {
        self.0
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self(Decimal::from(value))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.scale() == 0
            && let Ok(whole) = i64::try_from(self.0.mantissa())
        {
            return serializer.serialize_i64(whole);
        }
        // Fifteen digits survive a double; beyond that JSON readers would round, so digits are not invented here either.
        serializer.serialize_f64(self.0.to_string().parse().map_err(serde::ser::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Digits;

        impl<'de> Visitor<'de> for Digits {
            type Value = Number;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a number")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Number, D::Error> {
                deserializer.deserialize_any(Plain)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Number, E> {
                Number::parse(text).ok_or_else(|| too_long(text))
            }
        }

        deserializer.deserialize_newtype_struct(EXACT_NUMBER, Digits)
    }
}

/// Takes a number from a deserializer that has no digits, only values.
struct Plain;

impl Visitor<'_> for Plain {
    type Value = Number;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number")
    }
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Number, E> {
        Number::new(Decimal::from(value)).ok_or_else(|| too_long(value))
    }
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Number, E> {
        Number::new(Decimal::from(value)).ok_or_else(|| too_long(value))
    }
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Number, E> {
        // Up to fifteen digits a double is written back as it was read; with more, only the source text knows.
        let text = value.to_string();
        let digits = text.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
        if digits > 15 {
            return Err(too_long(value));
        }
        Number::parse(&text).ok_or_else(|| too_long(value))
    }
}

fn too_long<E: de::Error>(value: impl fmt::Display) -> E {
    E::custom(format_args!("number `{}` has more than {MAXIMUM_DIGITS} digits, more than can be kept exactly", excerpt_of(value)))
}

impl JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

/// A number from 0 to 1: a share of a whole, or a confidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Share(Number);

impl Share {
    /// The share, or `None` outside 0 to 1.
    pub fn new(number: Number) -> Option<Self> {
        (Decimal::ZERO..=Decimal::ONE).contains(&number.value()).then_some(Self(number))
    }

    /// The number from 0 to 1.
    pub fn number(self) -> Number {
        self.0
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = Number::deserialize(deserializer)?;
        Self::new(number).ok_or_else(|| de::Error::custom(format_args!("`{number}` is not between 0 and 1; write 25 % as 0.25")))
    }
}

impl JsonSchema for Share {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Share".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "minimum": 0, "maximum": 1 })
    }
}

/// A number, or a range `{low, likely, high}` where only bounds are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    /// The lowest plausible value.
    pub low: Number,
    /// The most likely value, if one is stated.
    pub likely: Option<Number>,
    /// The highest plausible value.
    pub high: Number,
}

impl Quantity {
    /// A quantity known exactly.
    pub fn exact(number: Number) -> Self {
        Self { low: number, likely: Some(number), high: number }
    }

    /// Whether the bounds coincide.
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }

    /// Whether the bounds stand in order: low ≤ likely ≤ high.
    pub fn is_ordered(&self) -> bool {
        self.low <= self.high && self.likely.is_none_or(|likely| (self.low..=self.high).contains(&likely))
    }
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "Range")]
#[schemars(description = "A range of numbers, low ≤ likely ≤ high.")]
struct RangeFields {
    /// The lowest plausible value.
    low: Number,
    /// The most likely value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    likely: Option<Number>,
    /// The highest plausible value.
    high: Number,
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_exact() { self.low.serialize(serializer) } else { RangeFields { low: self.low, likely: self.likely, high: self.high }.serialize(serializer) }
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// `DIGITS`: the reader handed over the digits of a number as text, so text is not a string of the document.
        struct NumberOrRange<const DIGITS: bool>;

        impl<'de, const DIGITS: bool> Visitor<'de> for NumberOrRange<DIGITS> {
            type Value = Quantity;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a number, or a range with `low`, `likely` and `high`")
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Quantity, E> {
                Plain.visit_i64(value).map(Quantity::exact)
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Quantity, E> {
                Plain.visit_u64(value).map(Quantity::exact)
            }
            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Quantity, E> {
                Plain.visit_f64(value).map(Quantity::exact)
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Quantity, D::Error> {
                deserializer.deserialize_any(NumberOrRange::<false>)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Quantity, E> {
                if !DIGITS {
                    return Err(E::invalid_type(de::Unexpected::Str(text), &self));
                }
                Number::parse(text).map(Quantity::exact).ok_or_else(|| too_long(text))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Quantity, A::Error> {
                let range = RangeFields::deserialize(de::value::MapAccessDeserializer::new(map))?;
                let quantity = Quantity { low: range.low, likely: range.likely, high: range.high };
                if quantity.is_ordered() { Ok(quantity) } else { Err(de::Error::custom("the range is not in order: low ≤ likely ≤ high")) }
            }
        }

        deserializer.deserialize_newtype_struct(EXACT_NUMBER, NumberOrRange::<true>)
    }
}

impl JsonSchema for Quantity {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Quantity".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let range = generator.subschema_for::<RangeFields>();
        json_schema!({
            "description": "A number, or a range {low, likely, high} where only bounds are known.",
            "anyOf": [{ "type": "number" }, range]
        })
    }
}

/// An ISO 4217 currency code, such as `EUR`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(inline, with = "String", extend("pattern" = "^[A-Z]{3}$"))]
pub struct Currency(String);

impl Currency {
    /// The three letters of the code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a text is the code of a currency.
    pub fn is_code(text: &str) -> bool {
        iso_currency::Currency::from_code(text).is_some()
    }
}

impl TryFrom<String> for Currency {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        if Self::is_code(&code) {
            return Ok(Self(code));
        }
        Err(match iso_currency::Currency::from_code(&code.to_ascii_uppercase()) {
            Some(known) => format!("currency `{}` must be written `{}`", excerpt(&code), known.code()),
            None => format!("`{}` is not an ISO 4217 currency code such as EUR, USD or CNY", excerpt(&code)),
        })
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.0
    }
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// How much: a number or a range {low, likely, high}.
    pub amount: Quantity,
    /// The currency by its ISO 4217 code, such as EUR. The canvas's own currency when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// What the amount is counted by: unit, transaction, day, week, month or year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Period>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(json: &str) -> Result<Quantity, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn decimals_stay_exact() {
        let tenth = quantity("0.1").unwrap().low.value();
        let fifth = quantity("0.2").unwrap().low.value();
        assert_eq!((tenth + fifth).to_string(), "0.3");
    }

    #[test]
    fn a_range_must_be_in_order() {
        assert!(quantity(r#"{"low": 1, "likely": 2, "high": 3}"#).unwrap().is_ordered());
        let error = quantity(r#"{"low": 3, "high": 1}"#).unwrap_err().to_string();
        assert!(error.starts_with("the range is not in order"), "{error}");
    }

    #[test]
    fn digits_that_would_be_lost_are_refused() {
        assert!(quantity("999999999999999999").is_ok());
        let error = quantity("9223372036854775807").unwrap_err().to_string();
        assert!(error.contains("more than 18 digits"), "{error}");
        assert!(Number::parse("0.1234567890123456789012345678901234567890").is_none());
    }

    #[test]
    fn digits_are_read_exactly() {
        let read = |text: &str| Number::parse(text).map(|number| number.to_string());
        for (text, value) in [
            ("0", "0"),
            ("-0.0", "0"),
            ("1.50", "1.5"),
            ("-1.5e3", "-1500"),
            ("1E-2", "0.01"),
            ("120e-1", "12"),
            ("0.00e5", "0"),
            ("100000000000000000", "100000000000000000"),
        ] {
            assert_eq!(read(text).as_deref(), Some(value), "{text}");
        }
        for (text, why) in [
            ("1e40", "too large"),
            ("1e18", "too large"),
            ("1e-40", "too small"),
            ("1e400", "not finite"),
            ("1e99999999999999999999", "not finite"),
            ("x", ""),
            ("1e", ""),
            (".", ""),
            ("", ""),
        ] {
            assert_eq!(read(text), None, "{text} {why}");
        }
    }

    #[test]
    fn what_a_double_takes_for_nothing_is_nothing() {
        assert_eq!(Number::parse("1.0e-400"), Some(Number::default()));
        assert_eq!(Number::parse(&format!("1e-{}", "9".repeat(1000))), Some(Number::default()));
        assert!(quantity("1e-400").unwrap().low == Number::default());
        assert!(quantity("1e-40").is_err());
    }

    #[test]
    fn a_number_of_a_million_digits_is_not_quoted_in_full() {
        let error: de::value::Error = too_long("9".repeat(1_000_000));
        assert!(error.to_string().len() < 200);
    }

    #[test]
    fn currencies_are_checked_against_the_standard() {
        assert!(Currency::try_from("EUR".to_owned()).is_ok());
        assert_eq!(Currency::try_from("eur".to_owned()).unwrap_err(), "currency `eur` must be written `EUR`");
        assert!(Currency::try_from("EURO".to_owned()).unwrap_err().contains("is not an ISO 4217"));
    }

    #[test]
    fn a_share_stands_between_nothing_and_all() {
        let error = serde_json::from_str::<Share>("25").unwrap_err().to_string();
        assert!(error.starts_with("`25` is not between 0 and 1"), "{error}");
    }
}
