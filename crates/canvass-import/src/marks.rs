//! Short marks of mark-up in a text, found by their first byte: most texts have none, and a search made ready for each would cost more than it.

use std::borrow::Cow;

use wide::u8x16;

/// So many bytes are looked at at once.
const BLOCK: usize = 16;

/// Fills up a short text; nobody looks for it.
const FILLER: u8 = b'a';

/// Where the first of two bytes side by side stands of which `found` says so, given all first and all second ones of a block: most texts are short,
/// and a look at all bytes of a block at once is cheaper than a search made ready.
#[inline]
pub(crate) fn pair(bytes: &[u8], found: impl Fn(u8x16, u8x16) -> u8x16) -> Option<usize> {
    let place = |before: &[u8; BLOCK], after: &[u8; BLOCK]| {
        let bits = found(u8x16::new(*before), u8x16::new(*after)).to_bitmask();
        (bits != 0).then(|| bits.trailing_zeros() as usize)
    };
    if bytes.len() <= BLOCK {
        let mut filled = [FILLER; BLOCK + 1];
        filled[..bytes.len()].copy_from_slice(bytes);
        return place(filled.first_chunk()?, filled.last_chunk()?);
    }
    let (before, after) = (&bytes[..bytes.len() - 1], &bytes[1..]);
    let blocks = before.as_chunks().0.iter().zip(after.as_chunks().0);
    for (number, (before, after)) in blocks.enumerate() {
        if let Some(at) = place(before, after) {
            return Some(number * BLOCK + at);
        }
    }
    // The last block may overlap the one before it.
    place(before.last_chunk()?, after.last_chunk()?).map(|at| before.len() - BLOCK + at)
}

/// Which bytes of a block are one.
#[inline]
pub(crate) fn are(block: u8x16, byte: u8) -> u8x16 {
    block.simd_eq(u8x16::new([byte; BLOCK]))
}

/// Which bytes of a block lie from one to another.
#[inline]
pub(crate) fn lie(block: u8x16, least: u8, most: u8) -> u8x16 {
    let over = block - u8x16::new([least; BLOCK]);
    let width = u8x16::new([most - least; BLOCK]);
    over.max(width).simd_eq(width)
}

/// Whether a text holds one of several signs.
#[inline]
pub(crate) fn holds<const N: usize>(text: &str, signs: [u8; N]) -> bool {
    let bytes = text.as_bytes();
    let one = |block: u8x16| signs.iter().fold(u8x16::new([0; BLOCK]), |found, sign| found | are(block, *sign));
    bytes.first().is_some_and(|first| signs.contains(first)) || pair(bytes, |_, after| one(after)).is_some()
}

/// Where a sign first stands twice.
pub(crate) fn twin(text: &str, sign: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.starts_with(&[sign, sign]) {
        return Some(0);
    }
    pair(bytes, |before, after| are(before, sign) & are(after, sign))
}

/// Where a mark first stands, found by its first two bytes.
pub(crate) fn find(text: &str, mark: &str) -> Option<usize> {
    let (bytes, mark) = (text.as_bytes(), mark.as_bytes());
    let [first, second, ..] = *mark else { return memchr::memchr(*mark.first()?, bytes) };
    let mut at = 0;
    while let Some(rest) = bytes.get(at..) {
        if rest.starts_with(mark) {
            return Some(at);
        }
        at += pair(rest, |before, after| are(before, first) & are(after, second))?.max(1);
    }
    None
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

/// A text without blanks at its edges; most have none, and their first and last bytes tell.
pub(crate) fn trimmed(text: &str) -> &str {
    // Blanks beyond ASCII begin with 0xc2 or 0xe1 to 0xe3.
    let begins = matches!(text.as_bytes(), [b'!'..=b'~' | 0xc3..=0xe0 | 0xe4.., ..]);
    let ends = matches!(text.as_bytes(), [.., b'!'..=b'~'] | [.., 0xc3..=0xdf, _] | [.., 0xe4..=0xef, _, _]);
    if begins && ends { text } else { text.trim() }
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
        assert_eq!((find("**é** *****", "****"), find("**a**", "****"), find("***", "****"), find("", "")), (Some(7), None, None, None));
        for text in ["", "a", "*", "**", "***", "****a*****", "**é** — **b**", "a&nbsp;b &nb &nbsp;"] {
            assert_eq!(without(text, "**"), text.replace("**", ""), "{text}");
            assert_eq!(replaced(text, "&nbsp;", " "), text.replace("&nbsp;", " "), "{text}");
        }
        assert!(matches!(without("a * b", "**"), Cow::Borrowed(_)));
    }

    #[test]
    fn blanks_go_from_the_edges() {
        for text in ["", " ", "a", "ab", " ab", "ab\t", "\u{3000}é b ", "é", "\u{a0}é\u{a0}", "渠道", "渠道\u{3000}", "\u{85}я", "я\u{2003}", "🥐", "ก"]
        {
            assert_eq!(trimmed(text), text.trim(), "{text:?}");
        }
    }

    #[test]
    fn signs_are_found_wherever_they_stand() {
        for length in 0..50 {
            let text = "-".repeat(length);
            assert!(!holds(&text, [b'x', b'y']) && twin(&text, b'x').is_none());
            for at in 0..length {
                let mut text = text.clone();
                text.replace_range(at..=at, "x");
                assert!(holds(&text, [b'y', b'x']) && twin(&text, b'x').is_none());
                assert_eq!(pair(text.as_bytes(), |before, after| lie(before, b'-', b'.') & are(after, b'x')), at.checked_sub(1));
                text.insert(at, 'x');
                assert_eq!((twin(&text, b'x'), find(&text, "xx"), find(&text, "x")), (Some(at), Some(at), Some(at)));
            }
        }
    }

    #[test]
    fn lines_are_those_of_the_text() {
        for text in ["", "\n", "a", "a\n", "a\n\nb", "\r\na\r\n", "é\nb\n"] {
            assert_eq!(lines(text).collect::<Vec<_>>(), text.split_inclusive('\n').collect::<Vec<_>>(), "{text:?}");
        }
    }
}
