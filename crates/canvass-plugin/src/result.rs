//! Writing a result as events: a serde serializer whose output is spoken instead of written.

use std::fmt::Display;

use serde::ser::{self, Serialize, Serializer};

/// One step in writing a result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step<'a> {
    /// An object begins.
    BeginObject,
    /// The object ends.
    EndObject,
    /// A list begins.
    BeginList,
    /// The list ends.
    EndList,
    /// A text.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// Nothing.
    Null,
}

/// Takes the steps of a result.
pub trait EventSink {
    /// Takes one step, with the key under which a value of an object stands; `false` when it will take no more.
    fn take(&mut self, key: Option<&str>, step: Step<'_>) -> bool;
}

/// Writes a value as steps.
///
/// # Errors
/// When the value cannot be written: a key that is no text, a number that is not finite or too large, or a sink that refuses.
pub fn emit<T: Serialize + ?Sized>(value: &T, sink: &mut dyn EventSink) -> Result<(), String> {
    value.serialize(Emitter { sink, key: None }).map_err(|error| error.0)
}

#[derive(Debug)]
struct EmitError(String);

impl Display for EmitError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}
impl std::error::Error for EmitError {}
impl ser::Error for EmitError {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

struct Emitter<'s> {
    sink: &'s mut dyn EventSink,
    /// The key under which the next value stands.
    key: Option<&'s str>,
}

impl Emitter<'_> {
    fn step(&mut self, step: Step<'_>) -> Result<(), EmitError> {
        if self.sink.take(self.key.take(), step) { Ok(()) } else { Err(EmitError("the result has become too large".to_owned())) }
    }

    fn again<'e>(&'e mut self, key: Option<&'e str>) -> Emitter<'e> {
        Emitter { sink: self.sink, key }
    }
}

/// The inside of a list or an object; `closers` end it.
struct Inside<'s> {
    emitter: Emitter<'s>,
    closers: &'static [Step<'static>],
    /// The key of a map that waits for its value.
    key: String,
}

impl Inside<'_> {
    fn close(mut self) -> Result<(), EmitError> {
        self.closers.iter().try_for_each(|&step| self.emitter.step(step))
    }
}

const LIST: &[Step<'static>] = &[Step::EndList];
const OBJECT: &[Step<'static>] = &[Step::EndObject];
const VARIANT_LIST: &[Step<'static>] = &[Step::EndList, Step::EndObject];
const VARIANT_OBJECT: &[Step<'static>] = &[Step::EndObject, Step::EndObject];

impl<'s> Serializer for Emitter<'s> {
    type Ok = ();
    type Error = EmitError;
    type SerializeSeq = Inside<'s>;
    type SerializeTuple = Inside<'s>;
    type SerializeTupleStruct = Inside<'s>;
    type SerializeTupleVariant = Inside<'s>;
    type SerializeMap = Inside<'s>;
    type SerializeStruct = Inside<'s>;
    type SerializeStructVariant = Inside<'s>;

    fn serialize_bool(mut self, value: bool) -> Result<(), EmitError> {
        self.step(Step::Boolean(value))
    }
    fn serialize_i8(self, value: i8) -> Result<(), EmitError> {
        self.serialize_i64(value.into())
    }
    fn serialize_i16(self, value: i16) -> Result<(), EmitError> {
        self.serialize_i64(value.into())
    }
    fn serialize_i32(self, value: i32) -> Result<(), EmitError> {
        self.serialize_i64(value.into())
    }
    fn serialize_i64(mut self, value: i64) -> Result<(), EmitError> {
        self.step(Step::Integer(value))
    }
    fn serialize_u8(self, value: u8) -> Result<(), EmitError> {
        self.serialize_i64(value.into())
    }
    fn serialize_u16(self, value: u16) -> Result<(), EmitError> {
        self.serialize_i64(value.into())
    }
    fn serialize_u32(self, value: u32) -> Result<(), EmitError> {
        self.serialize_i64(value.into())
    }
    fn serialize_u64(self, value: u64) -> Result<(), EmitError> {
        self.serialize_i64(i64::try_from(value).map_err(|_| EmitError(format!("the number {value} is too large for a result")))?)
    }
    fn serialize_f32(self, value: f32) -> Result<(), EmitError> {
        self.serialize_f64(value.into())
    }
    fn serialize_f64(mut self, value: f64) -> Result<(), EmitError> {
        if value.is_finite() { self.step(Step::Number(value)) } else { Err(EmitError(format!("the number {value} is not finite"))) }
    }
    fn serialize_char(self, value: char) -> Result<(), EmitError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(mut self, value: &str) -> Result<(), EmitError> {
        self.step(Step::Text(value))
    }
    fn serialize_bytes(self, value: &[u8]) -> Result<(), EmitError> {
        value.serialize(self)
    }
    fn serialize_none(self) -> Result<(), EmitError> {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EmitError> {
        value.serialize(self)
    }
    fn serialize_unit(mut self) -> Result<(), EmitError> {
        self.step(Step::Null)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), EmitError> {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), EmitError> {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), EmitError> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(mut self, _: &'static str, _: u32, variant: &'static str, value: &T) -> Result<(), EmitError> {
        self.step(Step::BeginObject)?;
        value.serialize(self.again(Some(variant)))?;
        self.step(Step::EndObject)
    }
    fn serialize_seq(mut self, _: Option<usize>) -> Result<Inside<'s>, EmitError> {
        self.step(Step::BeginList)?;
        Ok(Inside { emitter: self, closers: LIST, key: String::new() })
    }
    fn serialize_tuple(self, length: usize) -> Result<Inside<'s>, EmitError> {
        self.serialize_seq(Some(length))
    }
    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Inside<'s>, EmitError> {
        self.serialize_seq(Some(length))
    }
    fn serialize_tuple_variant(mut self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Inside<'s>, EmitError> {
        self.step(Step::BeginObject)?;
        self.again(Some(variant)).step(Step::BeginList)?;
        Ok(Inside { emitter: self, closers: VARIANT_LIST, key: String::new() })
    }
    fn serialize_map(mut self, _: Option<usize>) -> Result<Inside<'s>, EmitError> {
        self.step(Step::BeginObject)?;
        Ok(Inside { emitter: self, closers: OBJECT, key: String::new() })
    }
    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Inside<'s>, EmitError> {
        self.serialize_map(Some(length))
    }
    fn serialize_struct_variant(mut self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Inside<'s>, EmitError> {
        self.step(Step::BeginObject)?;
        self.again(Some(variant)).step(Step::BeginObject)?;
        Ok(Inside { emitter: self, closers: VARIANT_OBJECT, key: String::new() })
    }
}

macro_rules! elements {
    ($($trait:ident $method:ident),+) => {
        $(impl ser::$trait for Inside<'_> {
            type Ok = ();
            type Error = EmitError;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
                value.serialize(self.emitter.again(None))
            }
            fn end(self) -> Result<(), EmitError> {
                self.close()
            }
        })+
    };
}
elements!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field);

macro_rules! fields {
    ($($trait:ident),+) => {
        $(impl ser::$trait for Inside<'_> {
            type Ok = ();
            type Error = EmitError;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), EmitError> {
                value.serialize(self.emitter.again(Some(key)))
            }
            fn end(self) -> Result<(), EmitError> {
                self.close()
            }
        })+
    };
}
fields!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Inside<'_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EmitError> {
        /// Lets a text pass as a key and everything else not.
        struct AsKey<'s>(&'s mut String);
        impl EventSink for AsKey<'_> {
            fn take(&mut self, _: Option<&str>, step: Step<'_>) -> bool {
                match step {
                    Step::Text(text) => {
                        self.0.clear();
                        self.0.push_str(text);
                        true
                    }
                    _ => false,
                }
            }
        }
        key.serialize(Emitter { sink: &mut AsKey(&mut self.key), key: None }).map_err(|_| EmitError("a key of a result must be a text".to_owned()))
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
        value.serialize(self.emitter.again(Some(&self.key)))
    }
    fn end(self) -> Result<(), EmitError> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Default)]
    struct Spoken(String, usize);

    impl EventSink for Spoken {
        fn take(&mut self, key: Option<&str>, step: Step<'_>) -> bool {
            if let Some(key) = key {
                self.0.push_str(&format!("{key}: "));
            }
            let word = match step {
                Step::BeginObject => "{".to_owned(),
                Step::EndObject => "}".to_owned(),
                Step::BeginList => "[".to_owned(),
                Step::EndList => "]".to_owned(),
                Step::Text(text) => format!("'{text}'"),
                Step::Integer(value) => value.to_string(),
                Step::Number(value) => value.to_string(),
                Step::Boolean(value) => value.to_string(),
                Step::Null => "null".to_owned(),
            };
            self.0.push_str(&word);
            self.0.push(' ');
            self.1 += 1;
            self.1 < 100
        }
    }

    #[derive(serde::Serialize)]
    enum Shape {
        Unit,
        New(u8),
        Tuple(u8, char),
        Struct { a: Option<bool> },
    }

    #[test]
    fn every_shape_of_value_can_be_spoken() {
        let mut sink = Spoken::default();
        let map = BTreeMap::from([("k", vec![Shape::Unit, Shape::New(1), Shape::Tuple(2, '名'), Shape::Struct { a: None }])]);
        emit(&(map, 0.5, ()), &mut sink).unwrap();
        assert_eq!(sink.0.trim(), "[ { k: [ 'Unit' { New: 1 } { Tuple: [ 2 '名' ] } { Struct: { a: null } } ] } 0.5 null ]");
    }

    #[test]
    fn what_cannot_be_written_is_said() {
        let refusal = |value: &dyn Fn(&mut Spoken) -> Result<(), String>| value(&mut Spoken::default()).unwrap_err();
        assert_eq!(refusal(&|sink| emit(&f64::NAN, sink)), "the number NaN is not finite");
        assert_eq!(refusal(&|sink| emit(&u64::MAX, sink)), "the number 18446744073709551615 is too large for a result");
        assert_eq!(refusal(&|sink| emit(&BTreeMap::from([(1, 2)]), sink)), "a key of a result must be a text");
        assert_eq!(refusal(&|sink| emit(&vec![0; 200], sink)), "the result has become too large");
    }
}
