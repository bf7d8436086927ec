//! A result on its way: events come in, JSON goes out, and nothing that is not JSON can come of it.

use std::fmt::Write;

use canvass_formats::skim::{Flaw, skim};
use canvass_plugin::json::quote;

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
                    return Err(TOO_DEEP);
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

const TOO_DEEP: &str = "its result nests too deep";

/// Reads a value through that a plugin says is JSON.
fn check_json(json: &str, depth: usize) -> Result<(), &'static str> {
    skim(json, depth).map_err(|flaw| match flaw {
        Flaw::TooDeep => TOO_DEEP,
        Flaw::NotJson => "its result is not JSON",
    })
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
