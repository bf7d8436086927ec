//! A result on its way: events come in, JSON goes out, and nothing that is not JSON can come of it.

use std::fmt::Write;

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
    after_key: bool,
    done: bool,
}

/// One step of a result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Step<'a> {
    BeginObject,
    EndObject,
    BeginList,
    EndList,
    Key(&'a str),
    Text(&'a str),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    Null,
}

impl Written {
    /// Takes one step.
    ///
    /// # Errors
    /// When the step does not fit to those before it, or the result has become too large.
    pub(crate) fn step(&mut self, step: Step<'_>) -> Result<(), &'static str> {
        if self.text.len() > LARGEST {
            return Err("its result is too large");
        }
        match step {
            Step::Key(key) => {
                let Some((true, started)) = self.open.last_mut() else { return Err("its result has a key outside an object") };
                if self.after_key {
                    return Err("its result has two keys without a value");
                }
                if std::mem::replace(started, true) {
                    self.text.push(',');
                }
                quote(&mut self.text, key);
                self.text.push(':');
                self.after_key = true;
                Ok(())
            }
            Step::EndObject | Step::EndList => {
                let wanted = step == Step::EndObject;
                match self.open.pop() {
                    Some((object, _)) if object == wanted && !self.after_key => {}
                    _ => return Err("its result ends a list or an object that it did not begin"),
                }
                self.text.push(if wanted { '}' } else { ']' });
                self.done = self.open.is_empty();
                Ok(())
            }
            value => {
                self.before_value()?;
                match value {
                    Step::BeginObject | Step::BeginList => {
                        if self.open.len() >= DEEPEST {
                            return Err("its result nests too deep");
                        }
                        let object = value == Step::BeginObject;
                        self.text.push(if object { '{' } else { '[' });
                        self.open.push((object, false));
                        self.done = false;
                    }
                    Step::Text(text) => quote(&mut self.text, text),
                    Step::Integer(value) => {
                        let _infallible = write!(self.text, "{value}");
                    }
                    Step::Number(value) => {
                        if !value.is_finite() {
                            return Err("its result holds a number that is not finite");
                        }
                        let number = serde_json::to_string(&value).unwrap_or_else(|_| "null".to_owned());
                        self.text.push_str(&number);
                    }
                    Step::Boolean(value) => self.text.push_str(if value { "true" } else { "false" }),
                    _ => self.text.push_str("null"),
                }
                Ok(())
            }
        }
    }

    fn before_value(&mut self) -> Result<(), &'static str> {
        match self.open.last_mut() {
            None if self.done => return Err("its result has more than one value"),
            None => self.done = true,
            Some((true, _)) if !self.after_key => return Err("its result has a value without a key"),
            Some((true, _)) => self.after_key = false,
            Some((false, started)) => {
                if std::mem::replace(started, true) {
                    self.text.push(',');
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

fn quote(out: &mut String, text: &str) {
    // Most texts need no escapes; those that do go the long way.
    if text.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(steps: &[Step<'_>]) -> Result<String, &'static str> {
        let mut written = Written::default();
        for &step in steps {
            written.step(step)?;
        }
        written.finish()
    }

    #[test]
    fn steps_become_json() {
        use Step::{BeginList, BeginObject, Boolean, EndList, EndObject, Integer, Key, Null, Number, Text};
        let steps = [BeginObject, Key("a\n"), BeginList, Integer(-1), Number(0.5), Text("\"客"), EndList, Key("b"), Boolean(true), Key("c"), Null, EndObject];
        assert_eq!(write(&steps).unwrap(), r#"{"a\n":[-1,0.5,"\"客"],"b":true,"c":null}"#);
        assert_eq!(write(&[]).unwrap(), "null");
        assert_eq!(write(&[BeginList, BeginObject, EndObject, BeginList, EndList, EndList]).unwrap(), "[{},[]]");
    }

    #[test]
    fn nothing_but_json_can_come_of_it() {
        use Step::{BeginList, BeginObject, EndList, EndObject, Integer, Key, Number};
        for steps in [
            &[Integer(1), Integer(2)][..],
            &[BeginObject, Integer(1)],
            &[BeginObject, Key("a"), Key("b")],
            &[BeginObject, Key("a"), EndObject],
            &[BeginList, EndObject],
            &[EndList],
            &[Key("a")],
            &[BeginList],
            &[Number(f64::NAN)],
            &[BeginList, EndList, Integer(1)],
            &[BeginList; 200],
        ] {
            assert!(write(steps).is_err(), "{steps:?}");
        }
    }
}
