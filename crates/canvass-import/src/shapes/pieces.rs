//! Splitting the text of a cell, a field or a card into items.

use std::ops::Range;

use canvass_model::blocks::Block;

/// The longest text that is one item even if it has several sentences.
const SHORT: usize = 160;

/// The items of a text: its lines, else what bullets, semicolons or a list with commas separate, else its sentences where it is long.
pub(crate) fn split(block: Block, text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    match &lines[..] {
        [only] => within(block, text, only.clone()),
        _ => lines,
    }
}

/// The lines of a text; in a list with bullets, a line without one goes on with the item above it.
pub(crate) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut bulleted = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = trimmed(text, at..at + line.len());
        at += line.len();
        let Some(first) = text.get(range.clone()).and_then(|line| line.chars().next()) else { continue };
        let bullet = is_bullet(first) || first == '-' || first == '*' || number(&text[range.clone()]).is_some();
        match found.last_mut() {
            Some(last) if bulleted == Some(true) && !bullet => last.end = range.end,
            _ => found.push(range),
        }
        bulleted.get_or_insert(bullet);
    }
    found
}

/// The items of one line.
fn within(block: Block, text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let line = &text[range.clone()];
    match by_marks(line).or_else(|| listed(block, line)).or_else(|| sentences(line)) {
        Some(parts) => parts.into_iter().map(|part| range.start + part.start..range.start + part.end).collect(),
        None => vec![range],
    }
}

/// The items of one line among several of a block: what bullets or semicolons separate, or its sentences where it is long.
pub(crate) fn marked(line: &str) -> Vec<Range<usize>> {
    by_marks(line).or_else(|| sentences(line)).unwrap_or_else(|| vec![trimmed(line, 0..line.len())])
}

/// Parts between bullets, numbers or semicolons.
fn by_marks(line: &str) -> Option<Vec<Range<usize>>> {
    separated(line, is_bullet).or_else(|| numbered(line)).or_else(|| separated(line, |character| matches!(character, ';' | '；')))
}

/// Whether a character is a bullet and nothing else.
pub(crate) fn is_bullet(character: char) -> bool {
    matches!(character, '•' | '●' | '▪' | '◦' | '‣' | '■' | '○' | '·')
}

/// The number with which a line begins, such as `1.` or `2)`, with its length.
pub(crate) fn number(line: &str) -> Option<(u32, usize)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?;
    let spaced = rest.starts_with(". ") || rest.starts_with(") ") || rest.starts_with('、');
    (spaced && (1..=2).contains(&digits)).then(|| Some((line[..digits].parse().ok()?, digits + 1)))?
}

/// Parts between separators outside brackets, where there are at least two parts.
fn separated(line: &str, separates: impl Fn(char) -> bool) -> Option<Vec<Range<usize>>> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    let mut digit_before = false;
    for (at, character) in line.char_indices() {
        match character {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let after = at + character.len_utf8();
        let digit_after = line[after..].starts_with(|next: char| next.is_ascii_digit());
        // A comma between digits belongs to the number.
        if depth == 0 && separates(character) && !(character == ',' && digit_before && digit_after) {
            parts.push(start..at);
            start = after;
        }
        digit_before = character.is_ascii_digit();
    }
    if depth > 0 {
        return None;
    }
    parts.push(start..line.len());
    let parts: Vec<Range<usize>> = parts.into_iter().map(|part| trimmed(line, part)).filter(|part| !part.is_empty()).collect();
    (parts.len() > 1).then_some(parts)
}

/// Items numbered within a line.
fn numbered(line: &str) -> Option<Vec<Range<usize>>> {
    let mut starts = Vec::new();
    let mut at = 0;
    while let Some(rest) = line.get(at..) {
        let begins_word = at == 0 || line[..at].ends_with(char::is_whitespace);
        if begins_word && number(rest).is_some_and(|(number, _)| number as usize == starts.len() + 1) {
            starts.push(at);
        }
        match rest.chars().next() {
            Some(character) => at += character.len_utf8(),
            None => break,
        }
    }
    if starts.len() < 2 || starts.first() != Some(&0) {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    Some(starts.iter().zip(ends).map(|(&start, end)| trimmed(line, start..end)).collect())
}

/// A list with commas: short parts and no sentence.
fn listed(block: Block, line: &str) -> Option<Vec<Range<usize>>> {
    let parts = separated(line, |character| matches!(character, ',' | '，' | '、'))?;
    let sentence = line.contains(". ") || line.contains(['。', '!', '?', '！', '？']) || line.trim_end().ends_with('.') || line.contains(": ");
    let words = |part: &Range<usize>| line[part.clone()].split_whitespace().count();
    let ideographs = |part: &Range<usize>| line[part.clone()].chars().filter(|character| !character.is_ascii()).count();
    // "Fast, friendly service" is one promise.
    let most = match (parts.len(), block) {
        (2, Block::ValuePropositions) => return None,
        (2, _) => 2,
        _ => 5,
    };
    let one = parts.iter().skip(1).any(|part| goes_on(&line[part.clone()])) || parts.iter().rev().skip(1).any(|part| ends_clause(&line[part.clone()]));
    (!sentence && !one && parts.iter().all(|part| words(part) <= most && ideographs(part) <= 40)).then_some(parts)
}

/// Whether a part behind a comma goes on with the thought before it: `from 11 a metre`, `paid by the makers`, `but cheap`.
pub(crate) fn goes_on(part: &str) -> bool {
    const WORDS: [&str; 73] = [
        "from",
        "paid",
        "at",
        "with",
        "without",
        "but",
        "so",
        "because",
        "which",
        "who",
        "that",
        "where",
        "including",
        "mostly",
        "only",
        "then",
        "even",
        "especially",
        "per",
        "billed",
        "charged",
        "depending",
        "ab",
        "dafür",
        "aber",
        "mit",
        "ohne",
        "nur",
        "sondern",
        "damit",
        "weil",
        "pro",
        "bezahlt",
        "desde",
        "con",
        "sin",
        "pero",
        "pagado",
        "pagada",
        "à",
        "avec",
        "sans",
        "mais",
        "dès",
        "payé",
        "payée",
        "vanaf",
        "met",
        "zonder",
        "maar",
        "betaald",
        "com",
        "sem",
        "mas",
        "pago",
        "paga",
        "da",
        "senza",
        "ma",
        "pagato",
        "od",
        "bez",
        "ale",
        "z",
        "от",
        "с",
        "но",
        "без",
        "если",
        "который",
        "которые",
        "für",
        "voor",
    ];
    let first = part.split_whitespace().next().unwrap_or_default().trim_end_matches([',', '.']).to_lowercase();
    WORDS.contains(&first.as_str())
}

/// Whether a Japanese part before a comma is a clause of a sentence rather than a thing that is listed.
pub(crate) fn ends_clause(part: &str) -> bool {
    const ENDS: [&str; 18] =
        ["ば", "て", "ので", "から", "が", "は", "も", "を", "に", "ながら", "ずに", "たら", "なら", "つつ", "けど", "ため", "ると", "まま"];
    let part = part.trim();
    ENDS.iter().any(|end| part.ends_with(end))
}

/// The sentences of a long text.
pub(crate) fn sentences(line: &str) -> Option<Vec<Range<usize>>> {
    if line.len() <= SHORT {
        return None;
    }
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, character) in line.char_indices() {
        let after = at + character.len_utf8();
        let wide = matches!(character, '。' | '！' | '？');
        let narrow = matches!(character, '.' | '!' | '?')
            && line[after..].starts_with(' ')
            && line[after..].trim_start().starts_with(|next: char| next.is_uppercase() || next.is_ascii_digit())
            // An initial or abbreviation ends no sentence.
            && at - line[..at].rfind(' ').map_or(0, |space| space + 1) > 2;
        if wide || narrow {
            parts.push(trimmed(line, start..after));
            start = after;
        }
    }
    parts.push(trimmed(line, start..line.len()));
    parts.retain(|part| !part.is_empty());
    (parts.len() > 1).then_some(parts)
}

/// A range without the white space at its ends.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(part) = text.get(range.clone()) else { return range.start..range.start };
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(text: &str) -> Vec<&str> {
        split(Block::KeyPartnerships, text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_text_falls_into_what_its_author_listed() {
        assert_eq!(parts("-Growers\n-Millers\n  of the valley\n-Bakers"), ["-Growers", "-Millers\n  of the valley", "-Bakers"]);
        assert_eq!(parts("• Growers • Millers"), ["Growers", "Millers"]);
        assert_eq!(parts("Growers; millers（Tal; Berg)；bakers"), ["Growers", "millers（Tal; Berg)", "bakers"]);
        assert_eq!(parts("1. Growers 2. Millers"), ["1. Growers", "2. Millers"]);
        assert_eq!(parts("Growers, millers, bakers of bread"), ["Growers", "millers", "bakers of bread"]);
        assert_eq!(parts("流量主、广告主、平台"), ["流量主", "广告主", "平台"]);
    }

    #[test]
    fn a_sentence_stays_whole() {
        assert_eq!(parts("Growers, who deliver every day, and sometimes at night.").len(), 1);
        assert_eq!(parts("Cloth by the metre, from 11, paid by tailors").len(), 1);
        assert_eq!(parts("Rent of 1,000 a month").len(), 1);
        assert_eq!(split(Block::ValuePropositions, "Fast, friendly service").len(), 1);
        let long = format!("{} ends here. Another one begins. And e. g. Bern.", "word ".repeat(40));
        assert_eq!(parts(&long).len(), 3);
    }

    proptest! {
        #[test]
        fn parts_are_in_order_and_inside(text in "[a-c ,;.•\\n0-9()-]{0,60}|\\PC{0,40}") {
            let mut end = 0;
            for part in split(Block::Channels, &text) {
                prop_assert!(part.start >= end && text.get(part.clone()).is_some_and(|part| !part.trim().is_empty()));
                end = part.end;
            }
        }
    }
}
