//! The texts of nodes: what stands in `id[text]`, `id("text")`, `id((text))` and the other forms, and its lines.

use std::ops::Range;

use crate::clean;
use crate::shapes::pieces;

/// A node where it stands in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// Its id; several nodes of a careless diagram share one.
    pub(super) id: String,
    /// Its text, unless only the id is mentioned.
    pub(super) text: Option<String>,
    /// Where it stands in the line.
    pub(super) range: Range<usize>,
}

/// The nodes of a statement, in order; the labels of its edges are none.
pub(super) fn nodes(statement: &str) -> Vec<Node> {
    let mut found: Vec<Node> = Vec::new();
    let mut at = 0;
    while let Some(first) = statement[at..].chars().next() {
        let rest = &statement[at..];
        if first == '|' {
            // The label of an edge.
            at += rest[1..].find('|').map_or(rest.len(), |end| end + 2);
        } else if is_id(first) {
            let id = id(rest);
            let (text, length) = shape(&rest[id.len()..]);
            let end = at + id.len() + length;
            if text.is_some() || !id.chars().all(|character| matches!(character, '-' | 'x' | 'o' | '.')) {
                found.push(Node { id: id.to_owned(), text, range: at..end });
            }
            at = end.max(at + 1);
        } else if let Some(class) = rest.strip_prefix(":::") {
            at += 3 + id(class).len();
        } else {
            at += first.len_utf8();
        }
    }
    found
}

fn is_id(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn id(text: &str) -> &str {
    let end = text.char_indices().find(|&(at, character)| {
        // A hyphen belongs to the id between letters, and to an edge elsewhere.
        let inner = matches!(character, '-' | '.') && text[at + 1..].starts_with(is_id);
        !is_id(character) && !inner
    });
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

/// The text in the brackets behind an id, and how long they are.
pub(super) fn shape(text: &str) -> (Option<String>, usize) {
    if let Some(inner) = text.strip_prefix("@{") {
        let end = inner.find('}').map_or(text.len(), |end| end + 3);
        let label = inner.split_once("label:").map(|(_, label)| label.trim_start());
        let words = label.and_then(|label| label.strip_prefix('"')).and_then(|label| label.split_once('"'));
        return (words.map(|(words, _)| words.to_owned()), end);
    }
    let Some(first) = text.chars().next().filter(|first| matches!(first, '[' | '(' | '{' | '>')) else { return (None, 0) };
    let open = text.len() - text.trim_start_matches(['[', '(', '{', '>', '/', '\\']).len();
    let inner = &text[open..];
    if let Some(quoted) = inner.strip_prefix('"') {
        let end = quoted.find('"').unwrap_or(quoted.len());
        let after = (open + 1 + end + 1).min(text.len());
        let closing = text[after..].len() - text[after..].trim_start_matches([']', ')', '}', '/', '\\']).len();
        return (Some(quoted[..end].trim_matches('`').to_owned()), after + closing);
    }
    let (opening, closing) = match first {
        '(' => ('(', ')'),
        '{' => ('{', '}'),
        _ => ('[', ']'),
    };
    let mut depth = if first == '>' { 1 } else { text[..open].matches(opening).count() };
    for (at, character) in inner.char_indices() {
        if character == opening {
            depth += 1;
        } else if character == closing {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                let words = inner[..at].trim_end_matches([']', ')', '}', '/', '\\']);
                // `Hotels (city)`: the bracket belongs to the words unless it was opened outside of them.
                let words = if words.matches('(').count() > words.matches(')').count() && inner[words.len()..].starts_with(')') {
                    &inner[..=words.len()]
                } else {
                    words
                };
                return (Some(words.to_owned()), open + at + closing.len_utf8());
            }
        }
    }
    (Some(inner.to_owned()), text.len())
}

/// The lines of a text: at `<br/>`, at `\n` and at the numbers of a list.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\\n", "\n").replace("#quot;", "\"").replace("#amp;", "&").replace("&amp;", "&");
    let mut broken = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(start) = rest.find('<') {
        broken.push_str(&rest[..start]);
        let tag = &rest[start..];
        let name = tag[1..].trim_start_matches('/').to_ascii_lowercase();
        let known = ["br", "b>", "i>", "strong", "em>", "u>", "small", "span", "div", "li>", "ul>", "p>", "hr"];
        rest = match tag.find('>').filter(|_| known.iter().any(|known| name.starts_with(known))) {
            Some(end) => {
                let breaks = ["br", "li", "p>", "div", "hr"].iter().any(|known| name.starts_with(known));
                broken.push_str(if breaks { "\n" } else { "" });
                &tag[end + 1..]
            }
            None => {
                broken.push('<');
                &tag[1..]
            }
        };
    }
    broken.push_str(rest);
    broken.lines().flat_map(numbered).map(|line| line.trim().to_owned()).filter(|line| line.chars().any(char::is_alphanumeric)).collect()
}

/// `1. Mills 2. Farms` as two lines.
fn numbered(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut rest, mut next) = (line.trim(), 2_u32);
    if pieces::number(rest).is_none_or(|(number, _)| number != 1) {
        return vec![rest];
    }
    while let Some(at) = rest.find(&format!(" {next}. ")).or_else(|| rest.find(&format!(" {next}) "))) {
        parts.push(&rest[..at]);
        rest = rest[at..].trim_start();
        next += 1;
    }
    parts.push(rest);
    parts
}

/// Whether a line begins with a bullet or a number.
pub(super) fn is_listed(line: &str) -> bool {
    let first = line.chars().next();
    pieces::number(line).is_some() || first.is_some_and(|first| pieces::is_bullet(first) || matches!(first, '-' | '*' | '✓' | '→') || clean::is_emoji(first))
}

/// A line without its bullet or number.
pub(super) fn unlisted(line: &str) -> &str {
    pieces::number(line).map_or(line, |(_, length)| line[length..].trim_start())
}
