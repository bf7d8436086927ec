//! Taking mark-up, numbering and brackets off a label.

use std::borrow::Cow;

use canvass_model::in_word;

/// The text of a label: tags, link targets and entities go, the words stay.
pub(super) fn markup(label: &str) -> String {
    if !label.contains(['<', '!', '[', ']', '*', '`', '\\', '&']) {
        return label.trim().to_owned();
    }
    let label = label.replace("&amp;", "&").replace("&nbsp;", " ").replace("\\n", " ");
    let mut text = String::with_capacity(label.len());
    let mut rest = label.as_str();
    while let Some(character) = rest.chars().next() {
        let after = &rest[character.len_utf8()..];
        rest = match character {
            '<' if after.starts_with(|next: char| next.is_ascii_alphabetic() || matches!(next, '/' | '!')) => match after.find('>') {
                Some(end) => {
                    text.push(' ');
                    &after[end + 1..]
                }
                None => after,
            },
            '!' if after.starts_with('[') => image_end(after).map_or(after, |end| &after[end..]),
            ']' if after.starts_with('(') => {
                text.push(']');
                // The text of a link stands in square brackets already: only the target goes.
                after.find(')').map_or(after, |end| &after[end + 1..])
            }
            '*' | '`' | '\\' => after,
            _ => {
                text.push(character);
                after
            }
        };
    }
    unlink(text.trim())
}

fn image_end(after: &str) -> Option<usize> {
    let target = after.find("](")?;
    after[target..].find(')').map(|end| target + end + 1)
}

/// Square brackets around the whole text are those of a link.
fn unlink(text: &str) -> String {
    let inner = text.trim_start_matches('[').trim_end_matches(']');
    if text.starts_with('[') && text.ends_with(']') && !inner.contains(['[', ']']) { inner.trim().to_owned() } else { text.to_owned() }
}

/// The text outside of brackets, and what stands in each pair.
pub(super) fn brackets(text: &str) -> (Cow<'_, str>, Vec<String>) {
    if !text.contains(is_bracket) {
        return (Cow::Borrowed(text.trim()), Vec::new());
    }
    let (mut outside, mut insides, mut open) = (String::new(), Vec::new(), Vec::<String>::new());
    for character in text.chars() {
        match character {
            '(' | '[' | '{' | '（' | '【' | '［' | '〔' | '「' | '『' => open.push(String::new()),
            ')' | ']' | '}' | '）' | '】' | '］' | '〕' | '」' | '』' => match open.pop() {
                Some(inside) => {
                    outside.push(' ');
                    insides.push(inside);
                }
                None => outside.push(' '),
            },
            _ => open.last_mut().unwrap_or(&mut outside).push(character),
        }
    }
    // A bracket that is never closed: a box that was too narrow.
    insides.extend(open);
    (Cow::Owned(outside.trim().to_owned()), insides)
}

fn is_bracket(character: char) -> bool {
    matches!(character, '(' | ')' | '[' | ']' | '{' | '}' | '（' | '）' | '【' | '】' | '［' | '］' | '〔' | '〕' | '「' | '」' | '『' | '』')
}

/// The text without numbering, emoji and decoration before it and decoration behind it.
pub(super) fn numbering(text: &str) -> &str {
    let mut rest = decoration(text);
    for _ in 0..3 {
        let Some(after) = number(rest) else { break };
        rest = decoration(after);
    }
    rest
}

/// The text without anything at its edges that is neither letter, digit nor dollar sign.
pub(super) fn decoration(text: &str) -> &str {
    let keeps = |character: char| in_word(character) || character == '$' || super::fold::is_other_script(character);
    text.trim_matches(|character| !keeps(character))
}

/// Words for a part of a whole, behind which its number stands: `Baustein 1: Kundensegmente`.
const WORDS: [&str; 39] = [
    "block",
    "bloque",
    "bloco",
    "blocco",
    "bloc",
    "baustein",
    "blok",
    "bouwsteen",
    "building block",
    "box",
    "field",
    "feld",
    "vak",
    "section",
    "sección",
    "seção",
    "abschnitt",
    "onderdeel",
    "step",
    "schritt",
    "stap",
    "étape",
    "etapa",
    "paso",
    "passo",
    "langkah",
    "part",
    "parte",
    "partie",
    "teil",
    "deel",
    "bagian",
    "блок",
    "раздел",
    "шаг",
    "часть",
    "模块",
    "板块",
    "블록",
];
const CHINESE: [char; 11] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '零'];

/// What stands behind a number, when the text begins with one.
fn number(text: &str) -> Option<&str> {
    if let Some(after) = text.strip_prefix('第') {
        // The word for what is counted stands right behind the number: `第1步 渠道`, but `第1 分销渠道`.
        let after = after.trim_start().trim_start_matches(|character: char| character.is_ascii_digit() || CHINESE.contains(&character));
        return Some(after.trim_start_matches(['部', '分', '章', '节', '節', '个', '個', '項', '项', '块', '塊', '模', '步']));
    }
    let first = first_letter(text);
    if let Some(after) = WORDS.iter().filter(|word| word.starts_with(|letter| Some(letter) == first)).find_map(|word| behind(text, word)) {
        let after = after.trim_start_matches([' ', '#', '_']);
        return digits(after).or_else(|| marked(after));
    }
    if let Some(after) = marked(text) {
        return Some(after);
    }
    let after = digits(text)?;
    // A bare number before a word counts something, unless the word begins like a title: `3 channels`, `3 Channels`.
    let next = after.trim_start().chars().next()?;
    let joined = !after.starts_with([' ', '\u{a0}']) && super::fold::is_latin(next);
    (!next.is_lowercase() && !joined).then_some(after)
}

/// The first letter of a text as a small one.
fn first_letter(text: &str) -> Option<char> {
    let mut small = text.chars().next()?.to_lowercase();
    small.next().filter(|_| small.next().is_none())
}

/// What stands behind a word in small letters, in whatever case the text has it.
fn behind<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for letter in word.chars() {
        let next = rest.next()?;
        let is_other = if next.is_ascii() { next.to_ascii_lowercase() != letter } else { next != letter && !next.to_lowercase().eq([letter]) };
        if is_other {
            return None;
        }
    }
    Some(rest.as_str())
}

fn digits(text: &str) -> Option<&str> {
    let after = text.trim_start_matches(|character: char| character.is_ascii_digit() || character == '.');
    (after.len() < text.len() && text.starts_with(|first: char| first.is_ascii_digit())).then_some(after)
}

/// What stands behind a number, letter or numeral with a mark behind it, such as `1)`, `IV.`, `a)`, `一、` or `①`.
fn marked(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    if matches!(first, '①'..='⑳' | '❶'..='❿' | '\u{2160}'..='\u{217f}' | '➀'..='➓') {
        return Some(&text[first.len_utf8()..]);
    }
    let end = if first.is_ascii_alphabetic() {
        text.find(|character: char| !character.is_ascii_alphabetic())
    } else {
        text.find(|character: char| !character.is_ascii_digit() && character != '.' && !CHINESE.contains(&character))
    }?;
    let (numeral, after) = text.split_at(end);
    if numeral.is_empty() || numeral.starts_with('.') {
        return None;
    }
    if numeral.ends_with('.') {
        return Some(after);
    }
    let behind = after.trim_start();
    let mark = behind.chars().next()?;
    let strict = matches!(mark, '.' | ')' | ':' | '：' | '、' | '．' | '）' | '\\' | '\u{fe0f}' | '\u{20e3}' | 'º' | 'ª');
    let loose = matches!(mark, '-' | '–' | '—' | '|' | '/' | '·' | '_');
    let roman = numeral.chars().all(|character| matches!(character, 'I' | 'V' | 'X'));
    let fits = if first.is_ascii_alphabetic() { strict && (numeral.len() == 1 || roman) } else { strict || loose };
    fits.then_some(&behind[mark.len_utf8()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        assert_eq!(markup("**Key Partners**"), "Key Partners");
        assert_eq!(markup("<h4 class=\"x\">Key&nbsp;Partners</h4>"), "Key Partners");
        assert_eq!(markup("[Key Partners](#kp)"), "Key Partners");
        assert_eq!(markup("[[Key Partners]]"), "Key Partners");
        assert_eq!(markup("![icon](a.png) Channels"), "Channels");
        assert_eq!(markup("a < b"), "a < b");
        assert_eq!(markup("<unclosed"), "unclosed");
    }

    #[test]
    fn brackets_are_taken_out() {
        assert_eq!(brackets("A (b) [c (d)]"), ("A".into(), vec!["b".to_owned(), "d".to_owned(), "c ".to_owned()]));
        assert_eq!(brackets("渠道（怎么"), ("渠道".into(), vec!["怎么".to_owned()]));
        assert_eq!(brackets(" A b "), ("A b".into(), vec![]));
    }

    #[test]
    fn numbering_of_every_style_goes() {
        for prefix in [
            "1.",
            "1. ",
            "1)",
            "1\\. ",
            "1\u{fe0f}\u{20e3} ",
            "Block 1: ",
            "Bloque 1 — ",
            "#1 ",
            "9 ",
            "01 - ",
            "2.3 ",
            "IV. ",
            "a) ",
            "① ",
            "Step 2) ",
            "Bouwsteen 1: ",
            "Étape 3 – ",
            "Блок 4. ",
            "3 | ",
        ] {
            assert_eq!(numbering(&format!("{prefix}Channels")), "Channels", "{prefix}");
        }
        for prefix in ["一、", "第1", "第一部分：", "3", "三．"] {
            assert_eq!(numbering(&format!("{prefix}渠道")), "渠道", "{prefix}");
        }
        for kept in ["3 channels", "3M", "B2B", "Partners", "Stepping"] {
            assert_eq!(numbering(kept), kept);
        }
    }
}
