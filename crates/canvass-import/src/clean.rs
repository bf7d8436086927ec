//! Taking mark-up and decoration off a text, and telling what is no item at all.

use std::borrow::Cow;

use canvass_model::in_word;

use crate::Why;
use crate::words::words;

/// The text of an item, or why it is none.
///
/// # Errors
/// Why the text is left.
pub(crate) fn judge(text: &str) -> Result<String, Why> {
    let trimmed = text.trim();
    if trimmed.len() > 4 && trimmed.starts_with("~~") && trimmed.ends_with("~~") {
        return Err(Why::StruckOut);
    }
    let plain = plain(text);
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
    let joined = if is_clean(text) { Cow::Borrowed(text) } else { Cow::Owned(spaced(&without_marks(text))) };
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
    start.trim_end_matches(|character: char| matches!(character, ' ' | '|' | '\u{fe0f}') || is_emoji(character)).to_owned()
}

/// Whether by its look alone a text has no mark-up and only single spaces, and these inside: most texts do, and one look spares many.
fn is_clean(text: &str) -> bool {
    let mut before = b' ';
    let fits = |byte: u8| match (byte, std::mem::replace(&mut before, byte)) {
        (b' ', before) => before != b' ',
        // Blanks beyond ASCII begin with these bytes, as other characters do.
        (b'\t'..=b'\r' | b'*' | b'_' | b'`' | b'<' | b'&' | 0xc2 | 0xe1..=0xe3, _) => false,
        _ => true,
    };
    text.bytes().all(fits) && before != b' '
}

fn without_marks(text: &str) -> Cow<'_, str> {
    const MARKS: [(u8, &[(&str, &str)]); 5] = [
        (b'*', &[("**", "")]),
        (b'_', &[("__", "")]),
        (b'`', &[("`", "")]),
        (b'<', &[("<br>", " "), ("<br/>", " "), ("<br />", " ")]),
        (b'&', &[("&nbsp;", " "), ("&amp;", "&")]),
    ];
    let mut text = Cow::Borrowed(text);
    for (first, marks) in MARKS {
        if text.as_bytes().contains(&first) {
            for (mark, instead) in marks {
                if text.contains(mark) {
                    text = Cow::Owned(text.replace(mark, instead));
                }
            }
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
    // The words that are a whole text are shorter, so that a longer text need not be looked at.
    const LONGEST: usize = 16;
    let letters = text.chars().filter(|character| in_word(*character)).take(LONGEST).count();
    if letters == 0 {
        return true;
    }
    if text.starts_with('[') && text.ends_with(']') && !text[1..].contains('[') {
        return true;
    }
    let words = &words().unfilled;
    let bare = || text.chars().filter(|character| in_word(*character)).flat_map(char::to_lowercase);
    let first = bare().next();
    let is = |word: &str| word.chars().next() == first && bare().eq(word.chars());
    letters < LONGEST && words.exact.iter().any(|word| is(word)) || is_told_to_insert(text) || words.begins.iter().any(|begin| begins(text, begin))
}

/// Whether a text begins with a phrase, be it in capitals.
fn begins(text: &str, phrase: &str) -> bool {
    let first = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
    first(text) == first(phrase) && text.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase))
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
    fn decoration_goes_and_words_stay() {
        assert_eq!(judge("- **Payment processors**: Stripe"), Ok("Payment processors: Stripe".to_owned()));
        assert_eq!(judge("✅ Built"), Ok("Built".to_owned()));
        assert_eq!(judge("-5% a year"), Ok("-5% a year".to_owned()));
        assert_eq!(judge("~~Resellers~~"), Err(Why::StruckOut));
        assert_eq!(judge("..."), Err(Why::Unfilled));
        assert_eq!(judge("N/A"), Err(Why::Unfilled));
        assert_eq!(judge("Insert Key Partners Here"), Err(Why::Unfilled));
        assert_eq!(judge("Insert fee per thousand copies"), Ok("Insert fee per thousand copies".to_owned()));
        assert_eq!(judge("\u{1f91d}"), Err(Why::Decoration));
        assert_eq!(judge("⭐⭐⭐"), Err(Why::Decoration));
        assert_eq!(judge("⏱\u{fe0f} Setup in an hour ⏰"), Ok("Setup in an hour".to_owned()));
    }
}
