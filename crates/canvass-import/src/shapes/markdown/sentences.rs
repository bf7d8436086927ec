//! Where the sentences of a paragraph end.

use std::ops::Range;

use canvass_model::in_word;

use crate::words::lowered;

/// The sentences of a paragraph, as ranges of it.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    // Characters beyond ASCII that end sentences begin with these bytes, as others do.
    let may_end = |byte: &u8| matches!(byte, b'.' | b'!' | 0xe3 | 0xef);
    for at in text.bytes().enumerate().filter(|(_, byte)| may_end(byte)).map(|(at, _)| at) {
        let Some(character) = text[at..].chars().next() else { continue };
        let after = &text[at + character.len_utf8()..];
        let ends = match character {
            '。' | '！' => true,
            '.' | '!' => after.chars().next().is_none_or(char::is_whitespace) && !abbreviates(&text[start..at], after),
            _ => false,
        };
        if ends {
            found.push(start..at + character.len_utf8());
            start = at + character.len_utf8();
        }
    }
    found.push(start..text.len());
    found.retain(|range| text[range.clone()].chars().any(in_word));
    found
}

/// Whether the last word of a text is a unit behind a number: `until 19 h`.
fn counts(text: &str, word: &str) -> bool {
    let before = text.strip_suffix(word).unwrap_or_default();
    before.ends_with(char::is_whitespace) && before.trim_end().ends_with(|last: char| last.is_ascii_digit()) && word.chars().all(char::is_lowercase)
}

/// Whether a full stop behind this text belongs to an abbreviation; those that often end a sentence do where a small letter follows.
fn abbreviates(text: &str, after: &str) -> bool {
    const OFTEN_LAST: [&str; 24] = [
        "usw", "bzw", "u.a", "d.h", "ca", "inkl", "evtl", "mind", "max", "min", "env", "aprox", "tel", "nr", "núm", "nº", "enz", "d.w.z", "o.a", "m.n", "dll",
        "руб", "тыс", "млн",
    ];
    // In bytes, with room for capitals that have more of them.
    const LONGEST: usize = 24;
    let word = text.rsplit(|character: char| character.is_whitespace() || character == '(').next().unwrap_or_default();
    let goes_on = after.trim_start().starts_with(|first: char| first.is_lowercase() || first.is_ascii_digit());
    // `p.p.`, `n.v.t.`
    let initials = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    goes_on && (initials || OFTEN_LAST.contains(&lowered(word).as_str()))
        || word.chars().count() <= 1 && !word.starts_with(|sign: char| !in_word(sign)) && (goes_on || !counts(text, word))
        || word.len() <= LONGEST
            && matches!(
                lowered(word).as_str(),
                "e.g"
                    | "i.e"
                    | "etc"
                    | "vs"
                    | "inc"
                    | "ltd"
                    | "approx"
                    | "z.b"
                    | "p.ej"
                    | "no"
                    | "dr"
                    | "mr"
                    | "st"
                    | "mrs"
                    | "ms"
                    | "prof"
                    | "mme"
                    | "sra"
                    | "dra"
                    | "bijv"
                    | "ул"
                    | "jl"
            )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_full_stops_and_not_at_abbreviations() {
        assert_eq!(sentences("Grant, 310 000 €. Gift, 9 %. The rest is J. Roux.").len(), 3);
        assert_eq!(sentences("Open until 19 h. All for nothing. J. Roux and 5 m. of rope.").len(), 3);
        assert_eq!(sentences("Prof. Okoye calls. It costs ca. 5 a head, ca. Half is lost.").len(), 3);
        assert_eq!(sentences("Tour € 6 p.p. with tasting. Cheese by the kilo.").len(), 2);
        let text = "We sell tools, e.g. hammers. They last 2.5 years. 好。";
        assert_eq!(
            sentences(text).into_iter().map(|range| text[range].trim()).collect::<Vec<_>>(),
            ["We sell tools, e.g. hammers.", "They last 2.5 years.", "好。"]
        );
    }
}
