//! Taking mark-up and decoration off a text, and telling what is no item at all.

use std::borrow::Cow;

use canvass_model::in_word;
use wide::u8x16;

use crate::Why;
use crate::marks::{are, holds, lie, pair, replaced};
use crate::words::words;

/// The text of an item, or why it is none.
///
/// # Errors
/// Why the text is left.
pub(crate) fn judge(text: String) -> Result<String, Why> {
    let start = text.trim_start();
    if start.starts_with("~~") && start.trim_end().len() > 4 && start.trim_end().ends_with("~~") {
        return Err(Why::StruckOut);
    }
    let plain = cleaned(text);
    if plain.is_empty() {
        return Err(Why::Decoration);
    }
    if is_unfilled(&plain) {
        return Err(Why::Unfilled);
    }
    Ok(plain)
}

/// A text without mark-up, emoji and bullets at its edges, and with single spaces.
pub(crate) fn plain(text: &str) -> String {
    bared(text).into_owned()
}

/// The same for a text that may stay where it is: most have nothing that has to go.
pub(crate) fn cleaned(text: String) -> String {
    match bared(&text) {
        Cow::Borrowed(plain) if plain.len() == text.len() => text,
        plain => plain.into_owned(),
    }
}

/// The same without a copy where nothing has to go from the middle.
pub(crate) fn bared(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let unmarked = without_marks(text);
    let joined = if is_spaced(&unmarked) { unmarked } else { Cow::Owned(spaced(&unmarked)) };
    let bullet = |character: char| {
        matches!(
            character,
            '-' | '*'
                | '•'
                | '・'
                | '·'
                | '–'
                | '—'
                | '▪'
                | '●'
                | '○'
                | '◦'
                | '→'
                | '✓'
                | '✔'
                | '✅'
                | '☐'
                | '□'
                | '■'
                | '|'
                | '#'
                | '>'
                | ' '
                | '\u{fe0f}'
        ) || is_emoji(character)
    };
    let start = joined.trim_start_matches(bullet);
    // A minus before a digit belongs to the number.
    let start = if start.starts_with(|first: char| first.is_ascii_digit())
        && joined.len() > start.len()
        && joined[..joined.len() - start.len()].ends_with('-')
        && joined.starts_with('-')
        && !joined.starts_with("- ")
    {
        joined.as_ref()
    } else {
        start
    };
    let end = start.trim_end_matches(|character: char| matches!(character, ' ' | '|' | '\u{fe0f}') || is_emoji(character));
    let from = joined.len() - start.len();
    let to = from + end.len();
    match joined {
        Cow::Borrowed(joined) => Cow::Borrowed(&joined[from..to]),
        Cow::Owned(mut joined) => {
            joined.truncate(to);
            joined.drain(..from);
            Cow::Owned(joined)
        }
    }
}

/// Whether nothing has to go from a text: most have no mark anywhere, a letter or a sign of a sentence at each edge, and single spaces.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Of what lies beyond ASCII, only letters: no sign that goes begins with these bytes.
    let begins =
        matches!(bytes, [b'!'..=b'~' | 0xc3..=0xdf | 0xe4..=0xed, ..]) && !matches!(bytes, [b'-' | b'*' | b'|' | b'#' | b'>' | b'_' | b'`' | b'<' | b'&', ..]);
    let ends = matches!(bytes, [.., b'!'..=b'{' | b'}' | b'~'] | [.., 0xc3..=0xdf, _] | [.., 0xe4..=0xed, _, _]);
    let marks = |block| are(block, b'*') | are(block, b'_') | are(block, b'`') | are(block, b'<') | are(block, b'&');
    begins
        && ends
        && pair(bytes, |before, after| unspaced(before, after) | marks(after) | leads(after))
            .is_none_or(|at| pair(&bytes[at..], |before, after| unspaced(before, after) | marks(after) | wide_blanks(before, after)).is_none())
}

/// Whether a text has only single spaces, and these inside: most texts do, and one look spares many.
fn is_spaced(text: &str) -> bool {
    let bytes = text.as_bytes();
    let edges = bytes.first().is_some_and(|first| *first > b' ') && bytes.last().is_some_and(|last| *last > b' ');
    edges && pair(bytes, unspaced).is_none() && !has_wide_blanks(text)
}

/// Where one space follows another, or a sign below it stands.
fn unspaced(before: u8x16, after: u8x16) -> u8x16 {
    are(before, b' ') & are(after, b' ') | lie(after, 0, b' ' - 1)
}

/// Whether a text has blanks beyond ASCII.
fn has_wide_blanks(text: &str) -> bool {
    pair(text.as_bytes(), wide_blanks).is_some() && text.chars().any(|character| !character.is_ascii() && character.is_whitespace())
}

/// Which bytes begin blanks beyond ASCII, as they do other characters.
fn leads(block: u8x16) -> u8x16 {
    are(block, 0xc2) | lie(block, 0xe1, 0xe3)
}

/// Where two bytes stand that are part of every blank beyond ASCII, and of few other characters.
fn wide_blanks(before: u8x16, after: u8x16) -> u8x16 {
    let latin = are(before, 0xc2) & lie(after, 0x80, 0xa0);
    let ogham = are(before, 0xe1) & are(after, 0x9a);
    let general = are(before, 0x80) & (lie(after, 0x80, 0x8a) | lie(after, 0xa8, 0xaf)) | are(before, 0x81) & are(after, 0x9f);
    latin | ogham | general
}

/// A text without the marks of mark-up.
fn without_marks(text: &str) -> Cow<'_, str> {
    const MARKS: [(&str, &str); 3] = [("**", ""), ("__", ""), ("`", "")];
    const SIGNS: [(&str, &str); 5] = [("<br>", " "), ("<br/>", " "), ("<br />", " "), ("&nbsp;", " "), ("&amp;", "&")];
    let signs = if holds(text, [b'<', b'&']) { &SIGNS[..] } else { &[] };
    if signs.is_empty() && !holds(text, [b'*', b'_', b'`']) {
        return Cow::Borrowed(text);
    }
    let mut text = Cow::Borrowed(text);
    for (mark, instead) in MARKS.iter().chain(signs) {
        if let Cow::Owned(without) = replaced(&text, mark, instead) {
            text = Cow::Owned(without);
        }
    }
    text
}

/// The words with single spaces between them.
fn spaced(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(word);
    }
    all
}

/// Whether a character is a picture rather than a letter.
pub(crate) fn is_emoji(character: char) -> bool {
    character > '\x7f'
        && matches!(character, '\u{1f000}'..='\u{1faff}' | '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{20e3}' | '\u{200d}')
}

/// Whether a text stands in the place of an item that somebody is to write.
pub(crate) fn is_unfilled(text: &str) -> bool {
    let Some(first) = text.chars().find(|character| in_word(*character)) else { return true };
    if text.starts_with('[') && text.ends_with(']') && !text[1..].contains('[') {
        return true;
    }
    let words = &words().unfilled;
    let letters = || text.chars().filter(|character| in_word(*character));
    let sign = text.as_bytes().first().map(u8::to_ascii_lowercase);
    words.is_exact(first, letters)
        || sign == Some(b'i') && is_told_to_insert(text)
        || sign.is_some_and(|sign| words.may_begin(sign)) && words.begins.iter().any(|begin| begin.bytes().next() == sign && begins(text, begin))
}

/// Whether a text begins with a phrase, be it in capitals.
fn begins(text: &str, phrase: &str) -> bool {
    text.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase))
}

/// `Insert key partners here`, and not `Insert fee per page`.
fn is_told_to_insert(text: &str) -> bool {
    let Some(rest) = text.get(.."insert ".len()).filter(|begin| begin.eq_ignore_ascii_case("insert ")).and_then(|_| text.get("insert ".len()..)) else {
        return false;
    };
    let lower = rest.to_lowercase();
    let mut words = lower.split(|character: char| !in_word(character)).filter(|word| !word.is_empty());
    matches!(words.next(), Some("your" | "text" | "here" | "the" | "a" | "an" | "name" | "content" | "any")) || words.next_back() == Some("here")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_blank_beyond_ascii_is_seen() {
        for blank in ('\u{80}'..=char::MAX).filter(|character| character.is_whitespace()) {
            for text in [format!("a{blank}b"), format!("{blank}b"), format!("a{blank}"), format!("long enough for several blocks{blank}b")] {
                assert!(has_wide_blanks(&text) && !is_plain(&text), "{text:?}");
            }
        }
        assert!(!has_wide_blanks("a — “b”… • «é»") && is_plain("a — “b” • «é» é"));
    }

    #[test]
    fn decoration_goes_and_words_stay() {
        assert_eq!(judge("- **Payment processors**: Stripe".to_owned()), Ok("Payment processors: Stripe".to_owned()));
        assert_eq!(judge("✅ Built".to_owned()), Ok("Built".to_owned()));
        assert_eq!(judge("-5% a year".to_owned()), Ok("-5% a year".to_owned()));
        assert_eq!(judge("~~Resellers~~".to_owned()), Err(Why::StruckOut));
        assert_eq!(judge("...".to_owned()), Err(Why::Unfilled));
        assert_eq!(judge("N/A".to_owned()), Err(Why::Unfilled));
        assert_eq!(judge("Insert Key Partners Here".to_owned()), Err(Why::Unfilled));
        assert_eq!(judge("Insert fee per thousand copies".to_owned()), Ok("Insert fee per thousand copies".to_owned()));
        assert_eq!(judge("\u{1f91d}".to_owned()), Err(Why::Decoration));
        assert_eq!(judge("⭐⭐⭐".to_owned()), Err(Why::Decoration));
        assert_eq!(judge("⏱\u{fe0f} Setup in an hour ⏰".to_owned()), Ok("Setup in an hour".to_owned()));
    }
}
