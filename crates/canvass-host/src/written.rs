//! A result on its way: events come in, JSON goes out, and nothing that is not JSON can come of it.

use std::fmt::Write;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// The largest result of one analyzer on one canvas, in bytes.
const LARGEST: usize = 16 << 20;
/// How deep a result may nest.
const DEEPEST: usize = 100;

/// JSON in the making.
#[derive(Debug, Default)]
pub(crate) struct Written {
    text: String,
    /// For each open list or object: whether it is an object, and whether something stands in it already.
    open: Vec<(bool, bool)>,
    done: bool,
}

/// One step of a result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Step<'a> {
    BeginObject,
    EndObject,
    BeginList,
    EndList,
    Json(&'a str),
    Text(&'a str),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    Null,
}

impl Written {
    /// Takes one step, with the key under which a value of an object stands.
    ///
    /// # Errors
    /// When the step does not fit to those before it, or the result has become too large.
    pub(crate) fn step(&mut self, key: Option<&str>, step: Step<'_>) -> Result<(), &'static str> {
        if self.text.len() > LARGEST {
            return Err("its result is too large");
        }
        if let Step::EndObject | Step::EndList = step {
            let wanted = step == Step::EndObject;
            match self.open.pop() {
                Some((object, _)) if object == wanted && key.is_none() => {}
                _ => return Err("its result ends a list or an object that it did not begin"),
            }
            self.text.push(if wanted { '}' } else { ']' });
            self.done = self.open.is_empty();
            return Ok(());
        }
        self.before_value(key)?;
        match step {
            Step::BeginObject | Step::BeginList => {
                if self.open.len() >= DEEPEST {
                    return Err("its result nests too deep");
                }
                let object = step == Step::BeginObject;
                self.text.push(if object { '{' } else { '[' });
                self.open.push((object, false));
                self.done = false;
            }
            Step::Json(json) => {
                if self.text.len() + json.len() > LARGEST {
                    return Err("its result is too large");
                }
                check_json(json, DEEPEST - self.open.len().min(DEEPEST))?;
                self.text.push_str(json);
            }
            Step::Text(text) => quote(&mut self.text, text),
            Step::Integer(value) => {
                let _infallible = write!(self.text, "{value}");
            }
            Step::Number(value) => {
                if !value.is_finite() {
                    return Err("its result holds a number that is not finite");
                }
                self.text.push_str(&serde_json::to_string(&value).unwrap_or_else(|_| "null".to_owned()));
            }
            Step::Boolean(value) => self.text.push_str(if value { "true" } else { "false" }),
            _ => self.text.push_str("null"),
        }
        Ok(())
    }

    fn before_value(&mut self, key: Option<&str>) -> Result<(), &'static str> {
        match (self.open.last_mut(), key) {
            (None, None) if self.done => return Err("its result has more than one value"),
            (None, None) => self.done = true,
            (Some((true, _)), None) => return Err("its result has a value without a key"),
            (None | Some((false, _)), Some(_)) => return Err("its result has a key outside an object"),
            (Some((_, started)), key) => {
                if std::mem::replace(started, true) {
                    self.text.push(',');
                }
                if let Some(key) = key {
                    quote(&mut self.text, key);
                    self.text.push(':');
                }
            }
        }
        Ok(())
    }

    /// The finished JSON; `null` when nothing was said.
    ///
    /// # Errors
    /// When something is still open.
    pub(crate) fn finish(self) -> Result<String, &'static str> {
        if !self.open.is_empty() {
            return Err("its result ends before a list or an object does");
        }
        Ok(if self.text.is_empty() { "null".to_owned() } else { self.text })
    }
}

/// Reads a value through that a plugin says is JSON.
fn check_json(json: &str, depth: usize) -> Result<(), &'static str> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let read = Skim { left: depth }.deserialize(&mut reader).and_then(|()| reader.end());
    read.map_err(|error| if error.to_string().starts_with(TOO_DEEP) { TOO_DEEP } else { "its result is not JSON" })
}

const TOO_DEEP: &str = "its result nests too deep";

/// Reads a value and keeps nothing of it, but does not go deeper than allowed.
#[derive(Clone, Copy)]
struct Skim {
    left: usize,
}

impl Skim {
    fn deeper<E: de::Error>(self) -> Result<Self, E> {
        self.left.checked_sub(1).map(|left| Self { left }).ok_or_else(|| E::custom(TOO_DEEP))
    }
}

impl<'de> DeserializeSeed<'de> for Skim {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Skim {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("JSON")
    }
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let inside = self.deeper()?;
        while list.next_element_seed(inside)?.is_some() {}
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let inside = self.deeper()?;
        while map.next_key_seed(inside)?.is_some() {
            map.next_value_seed(inside)?;
        }
        Ok(())
    }
}

/// Writes a text as JSON.
pub(crate) fn quote(out: &mut String, text: &str) {
    out.push('"');
    if text.bytes().fold(false, |found, byte| found | (byte < 0x20) | (byte == b'"') | (byte == b'\\')) {
        escape(out, text);
    } else {
        out.push_str(text);
    }
    out.push('"');
}

fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control @ '\0'..='\u{1f}' => {
                let _infallible = write!(out, "\\u{:04x}", control as u32);
            }
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(steps: &[(Option<&str>, Step<'_>)]) -> Result<String, &'static str> {
        let mut written = Written::default();
        for &(key, step) in steps {
            written.step(key, step)?;
        }
        written.finish()
    }

    #[test]
    fn steps_become_json() {
        use Step::{BeginList, BeginObject, Boolean, EndList, EndObject, Integer, Null, Number, Text};
        let steps = [
            (None, BeginObject),
            (Some("a\n"), BeginList),
            (None, Integer(-1)),
            (None, Number(0.5)),
            (None, Text("\"客\u{1}\\")),
            (None, EndList),
            (Some("b"), Boolean(true)),
            (Some("c"), Null),
            (None, EndObject),
        ];
        assert_eq!(write(&steps).unwrap(), r#"{"a\n":[-1,0.5,"\"客\u0001\\"],"b":true,"c":null}"#);
        assert_eq!(write(&[]).unwrap(), "null");
        assert_eq!(write(&[(None, BeginObject), (Some("a"), Step::Json("[{\"b\":1}]")), (None, EndObject)]).unwrap(), r#"{"a":[{"b":1}]}"#);
        let nested = [BeginList, BeginObject, EndObject, BeginList, EndList, EndList].map(|step| (None, step));
        assert_eq!(write(&nested).unwrap(), "[{},[]]");
    }

    #[test]
    fn nothing_but_json_can_come_of_it() {
        use Step::{BeginList, BeginObject, EndList, EndObject, Integer, Number};
        let plain = |steps: &[Step<'static>]| steps.iter().map(|&step| (None, step)).collect::<Vec<_>>();
        for steps in [
            plain(&[Integer(1), Integer(2)]),
            plain(&[BeginObject, Integer(1)]),
            vec![(None, BeginObject), (Some("a"), EndObject)],
            plain(&[BeginList, EndObject]),
            plain(&[EndList]),
            vec![(Some("a"), Integer(1))],
            vec![(None, BeginList), (Some("a"), Integer(1))],
            plain(&[BeginList]),
            plain(&[Number(f64::NAN)]),
            plain(&[BeginList, EndList, Integer(1)]),
            plain(&[BeginList; 200]),
            plain(&[Step::Json("{")]),
            plain(&[Step::Json("1 2")]),
            plain(&[Step::Json("NaN")]),
            plain(&[Step::Json(
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
            )]),
        ] {
            assert!(write(&steps).is_err(), "{steps:?}");
        }
    }
}
