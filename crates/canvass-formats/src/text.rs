//! From bytes to text: UTF-8 only, one byte order mark tolerated, everything else named.

use crate::limits::Limits;
use crate::problem::{Fault, Problem};

/// The text of a document, without a byte order mark; the number of bytes that the mark took.
///
/// # Errors
/// When there is nothing in it, when it is larger than the limit, or when it is not UTF-8.
pub fn decode<'a>(bytes: &'a [u8], limits: &Limits) -> Result<&'a str, Problem> {
    if bytes.len() > limits.document {
        let fault = Fault::Limit(format!("the document is more than {0} bytes long; the limit is {0}", limits.document));
        return Err(Problem::new(fault, 0..0).help("split it into several documents"));
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if body.is_empty() {
        return Err(Problem::new(Fault::Empty, 0..0).help("`canvass init` writes a canvas to start from"));
    }
    if let Some(encoding) = wide_encoding(bytes) {
        let fault = Fault::Encoding(format!("the text is encoded as {encoding}, not as UTF-8"));
        return Err(Problem::new(fault, 0..0).help("save the file as UTF-8"));
    }
    let text = simdutf8::compat::from_utf8(body).map_err(|error| {
        let at = error.valid_up_to();
        let byte = body.get(at).copied().unwrap_or_default();
        let fault = Fault::Encoding(format!("byte {} (0x{byte:02X}) is not valid UTF-8", at + bytes.len() - body.len()));
        Problem::new(fault, at..at).help("save the file as UTF-8")
    })?;
    if text.trim().is_empty() {
        return Err(Problem::new(Fault::Empty, 0..0).help("`canvass init` writes a canvas to start from"));
    }
    Ok(text)
}

/// Recognises UTF-16 and UTF-32 by their marks, or by the zero bytes that plain letters leave in them.
fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => Some("UTF-32 (little-endian)"),
        [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32 (big-endian)"),
        [0xFF, 0xFE, ..] => Some("UTF-16 (little-endian)"),
        [0xFE, 0xFF, ..] => Some("UTF-16 (big-endian)"),
        [0, second, 0, fourth, ..] if *second != 0 && *fourth != 0 => Some("UTF-16 (big-endian)"),
        [first, 0, third, 0, ..] if *first != 0 && *third != 0 => Some("UTF-16 (little-endian)"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(bytes: &[u8]) -> String {
        decode(bytes, &Limits::default()).unwrap_err().to_string()
    }

    #[test]
    fn exactly_one_mark_is_taken_off() {
        assert_eq!(decode(b"\xEF\xBB\xBF{}", &Limits::default()).unwrap(), "{}");
        assert_eq!(decode(b"\xEF\xBB\xBF\xEF\xBB\xBF{}", &Limits::default()).unwrap(), "\u{feff}{}");
    }

    #[test]
    fn other_encodings_are_named() {
        assert_eq!(fault(b"\xFF\xFE{\0}\0"), "the text is encoded as UTF-16 (little-endian), not as UTF-8");
        assert_eq!(fault(b"\0{\0}"), "the text is encoded as UTF-16 (big-endian), not as UTF-8");
        assert_eq!(fault(b"caf\xE9"), "byte 3 (0xE9) is not valid UTF-8");
        assert_eq!(fault(b"\xC0\xAF"), "byte 0 (0xC0) is not valid UTF-8");
    }

    #[test]
    fn a_document_that_is_too_large_is_refused_without_counting_it() {
        let limits = Limits { document: 4, ..Limits::default() };
        // A reader stops soon after the limit, so the number of bytes at hand says nothing.
        assert_eq!(decode(b"12345", &limits).unwrap_err().to_string(), "the document is more than 4 bytes long; the limit is 4");
        assert!(decode(b"1234", &limits).is_ok());
    }

    #[test]
    fn nothing_is_said_to_be_nothing() {
        for bytes in [&b""[..], b" \n\t", b"\xEF\xBB\xBF"] {
            assert_eq!(fault(bytes), "the file is empty");
        }
    }
}
