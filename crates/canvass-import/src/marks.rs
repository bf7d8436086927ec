//! Short marks of mark-up in a text, found by their first byte: most texts have none, and a search made ready for each would cost more than it.

use std::borrow::Cow;

use memchr::memchr_iter;

/// Where a mark first stands.
pub(crate) fn find(text: &str, mark: &str) -> Option<usize> {
    memchr_iter(*mark.as_bytes().first()?, text.as_bytes()).find(|&at| text.as_bytes()[at..].starts_with(mark.as_bytes()))
}

/// A text with something else in the place of each mark; without a copy where there is no mark.
pub(crate) fn replaced<'text>(text: &'text str, mark: &str, instead: &str) -> Cow<'text, str> {
    let Some(first) = find(text, mark) else { return Cow::Borrowed(text) };
    let mut all = String::with_capacity(text.len());
    let (mut rest, mut next) = (text, Some(first));
    while let Some(at) = next {
        all.push_str(&rest[..at]);
        all.push_str(instead);
        rest = &rest[at + mark.len()..];
        next = find(rest, mark);
    }
    all.push_str(rest);
    Cow::Owned(all)
}

/// A text without a mark.
pub(crate) fn without<'text>(text: &'text str, mark: &str) -> Cow<'text, str> {
    replaced(text, mark, "")
}

/// A text without blanks at its edges; most have none, and their first and last byte tell.
pub(crate) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// The lines of a text with what breaks them.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
        let (line, others) = rest.split_at(end);
        rest = others;
        (!line.is_empty()).then_some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_and_go() {
        assert_eq!((find("a * b **c**", "**"), find("*", "**"), find("", "**")), (Some(6), None, None));
        for text in ["", "a", "*", "**", "***", "****a*****", "**é** — **b**", "a&nbsp;b &nb &nbsp;"] {
            assert_eq!(without(text, "**"), text.replace("**", ""), "{text}");
            assert_eq!(replaced(text, "&nbsp;", " "), text.replace("&nbsp;", " "), "{text}");
        }
        assert!(matches!(without("a * b", "**"), Cow::Borrowed(_)));
    }

    #[test]
    fn blanks_go_from_the_edges() {
        for text in ["", " ", "a", "ab", " ab", "ab\t", "\u{3000}é b ", "é"] {
            assert_eq!(trimmed(text), text.trim(), "{text:?}");
        }
    }

    #[test]
    fn lines_are_those_of_the_text() {
        for text in ["", "\n", "a", "a\n", "a\n\nb", "\r\na\r\n", "é\nb\n"] {
            assert_eq!(lines(text).collect::<Vec<_>>(), text.split_inclusive('\n').collect::<Vec<_>>(), "{text:?}");
        }
    }
}
