//! Several items in one cell or line.

use std::ops::Range;

use canvass_model::in_word;

use super::inline::Line;
use super::words::{bullet, colon_lead};

/// How eagerly a line is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Split {
    /// At bullets, then at semicolons.
    Marks,
    /// At bullets, semicolons and enumeration commas, then at commas between short parts.
    Commas,
}

/// The parts of the lines of a cell: the line itself when nothing splits it.
pub(super) fn parts(lines: &[Line], how: Split) -> Vec<Line> {
    let [line] = lines else { return lines.to_vec() };
    ranges(&line.text, how).into_iter().filter_map(|range| part(line, range)).collect()
}

/// A part of a line, with its place as well as that can be told: exact where the source has the text as it stands.
pub(super) fn part(line: &Line, range: Range<usize>) -> Option<Line> {
    let text = line.text.get(range.clone())?;
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return None;
    }
    let skipped = text.len() - text.trim_start().len();
    let length = line.range.end - line.range.start;
    // The text lacks mark-up that the source has, so a place in it is only a place in the source when both are as long.
    let place = if length == line.text.len() {
        let start = line.range.start + range.start + skipped;
        start..start + trimmed.len()
    } else {
        line.range.clone()
    };
    Some(Line { text: balanced(trimmed), range: place, italic: line.italic })
}

/// A part of bold text with both of its marks.
fn balanced(text: &str) -> String {
    if text.matches("**").count().is_multiple_of(2) {
        return text.to_owned();
    }
    if text.starts_with("**") { format!("{text}**") } else { text.replace("**", "") }
}

fn ranges(text: &str, how: Split) -> Vec<Range<usize>> {
    let whole = 0..text.len();
    let bullets = cut(text, |character, _| matches!(character, '•' | '▪' | '●'));
    if bullets.len() > 1 {
        return bullets;
    }
    for separator in [" · ", " / ", " | "] {
        let parts: Vec<Range<usize>> = spaced(text, separator);
        let short = |range: &Range<usize>| text[range.clone()].split_whitespace().count() <= 6;
        // One slash stands between two names of the same thing.
        if parts.len() > if separator == " · " { 1 } else { 2 } && parts.iter().all(short) {
            return parts;
        }
    }
    if text.trim_start().starts_with("- ") {
        let dashes = cut(text, |character, rest| character == '-' && rest.starts_with(' '));
        // A dash inside of a phrase would leave it without its other half.
        if dashes.len() > 1 {
            return dashes;
        }
    }
    let sentence = text.trim_end().ends_with(['.', '!', '。']);
    if text.contains(['.', '。']) && super::sentences::sentences(text).len() > 1 {
        return vec![whole];
    }
    let strong = cut(text, |character, _| matches!(character, ';' | '；'));
    if how == Split::Marks {
        return if strong.len() > 1 { strong } else { vec![whole] };
    }
    let enumerated = cut(text, |character, _| matches!(character, ';' | '；' | '、'));
    let clause = enumerated.iter().rev().skip(1).any(|range| crate::shapes::pieces::ends_clause(&text[range.clone()]));
    // Beside a stronger separator an enumeration comma may stand within an item: only between single words does it part two.
    let longest = if strong.len() > 1 && enumerated.len() > strong.len() { 6 } else { 24 };
    let short = |range: &Range<usize>| outside_of_brackets(text[range.clone()].trim()).chars().count() <= longest;
    if enumerated.len() > 1 && !clause && enumerated.iter().all(short) {
        return enumerated;
    }
    if strong.len() > 1 {
        return strong;
    }
    let commas = cut(text, |character, rest| character == '，' || (character == ',' && rest.starts_with([' ', '*'])));
    let short = |range: &Range<usize>| {
        let part = text[range.clone()].trim();
        let outside = outside_of_brackets(part);
        outside.split_whitespace().count() <= 4 && outside.chars().count() <= 36 && colon_lead(part).is_none()
    };
    let enough =
        commas.len() > 2 || (commas.len() == 2 && commas.iter().all(|range| outside_of_brackets(&text[range.clone()]).split_whitespace().count() <= 3));
    let one = commas.iter().skip(1).any(|range| crate::shapes::pieces::goes_on(&text[range.clone()]));
    if enough && !sentence && !one && commas.iter().all(short) { commas.into_iter().map(|range| without_and(text, range)).collect() } else { vec![whole] }
}

/// The parts between separators with spaces around them.
fn spaced(text: &str, separator: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices(separator) {
        parts.push(start..at);
        start = at + separator.len();
    }
    parts.push(start..text.len());
    parts.retain(|range| text[range.clone()].chars().any(in_word));
    parts
}

fn outside_of_brackets(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|character| {
            match character {
                '(' | '（' => depth += 1,
                ')' | '）' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

/// A part without the `and` before the last of an enumeration.
fn without_and(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let trimmed = part.trim_start();
    for word in ["and ", "or ", "& ", "y ", "e ", "et ", "und ", "en ", "и ", "и др", "dan "] {
        if trimmed.strip_prefix(word).is_some_and(|rest| !rest.trim().is_empty()) {
            return range.end - trimmed.len() + word.len()..range.end;
        }
    }
    range
}

/// Cuts a text at characters outside of brackets and quotation marks.
fn cut(text: &str, at: impl Fn(char, &str) -> bool) -> Vec<Range<usize>> {
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0usize);
    for (place, character) in text.char_indices() {
        let behind = place + character.len_utf8();
        match character {
            '(' | '（' | '[' | '「' | '“' | '《' | '【' | '{' => depth += 1,
            ')' | '）' | ']' | '」' | '”' | '》' | '】' | '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 && at(character, &text[behind..]) => {
                found.push(start..place);
                start = behind;
            }
            _ => {}
        }
    }
    found.push(start..text.len());
    found.retain(|range| text[range.clone()].chars().any(in_word));
    found
}

/// A line without the bullet before it; whether there was one.
pub(super) fn unbulleted(line: &Line) -> (Line, bool) {
    match bullet(&line.text) {
        Some(rest) if !rest.is_empty() => {
            let at = line.text.len() - rest.len();
            (part(line, at..line.text.len()).unwrap_or_else(|| line.clone()), true)
        }
        _ => (line.clone(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, how: Split) -> Vec<String> {
        let line = Line { text: text.to_owned(), range: 10..10 + text.len(), italic: false };
        let parts = parts(&[line], how);
        for part in &parts {
            assert_eq!(text[part.range.start - 10..part.range.end - 10].replace("**", ""), part.text.replace("**", ""), "{text}");
        }
        parts.into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn the_strongest_mark_splits() {
        assert_eq!(split("a; b, c", Split::Commas), ["a", "b, c"]);
        assert_eq!(split("教师、学生；家长（含祖父母、监护人）", Split::Commas), ["教师", "学生", "家长（含祖父母、监护人）"]);
        assert_eq!(split("西安、郑州的城里家庭；想给员工送年礼的小公司", Split::Commas).len(), 2);
        assert_eq!(split("名前を決めれば、三か月で品になる", Split::Commas).len(), 1);
        assert_eq!(split("Shops, web store, and agents", Split::Commas), ["Shops", "web store", "agents"]);
        assert_eq!(split("Subscription (9 to 29 € a month), add-ons", Split::Commas).len(), 2);
        assert_eq!(split("• a • b", Split::Marks), ["a", "b"]);
        assert_eq!(split("- a - b", Split::Marks), ["a", "b"]);
    }

    #[test]
    fn sentences_and_numbers_stay_whole() {
        assert_eq!(split("We save our customers a lot of time, which they like", Split::Commas).len(), 1);
        assert_eq!(split("Mills, farms, bakers.", Split::Commas).len(), 1);
        assert_eq!(split("Selbst holen, Ware im Karton, dafür billig", Split::Commas).len(), 1);
        assert_eq!(split("1,000 users", Split::Commas).len(), 1);
        assert_eq!(split("a, b", Split::Marks).len(), 1);
        assert_eq!(split("plans (basic, pro, team)", Split::Commas).len(), 1);
    }
}
