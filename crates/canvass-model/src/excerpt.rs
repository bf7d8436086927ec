//! Quoting what a document says without letting it flood or drive a terminal.

use std::fmt;

/// How many characters of a text a message quotes.
const QUOTED: usize = 60;

/// The beginning of a text for use in a message: at most sixty characters, then `…`; characters that are not seen are escaped.
pub fn excerpt(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", text[..end].escape_debug()),
        None => text.escape_debug().to_string(),
    }
}

/// The same of anything that can be displayed.
pub(crate) fn excerpt_of(value: impl fmt::Display) -> String {
    excerpt(&value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_bounded() {
        assert_eq!(excerpt("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(excerpt(&"名".repeat(60)), "名".repeat(60));
        assert_eq!(excerpt(&"名".repeat(61)), format!("{}…", "名".repeat(60)));
        assert_eq!(excerpt_of(12), "12");
    }
}
