//! What stands above the blocks: the title, front matter, and lines such as `Version: 2`.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use canvass_model::is_letter;
use serde_json::{Map, Value};

use super::node::Node;
use super::words::{bare, lead};
use crate::clean::plain;
use crate::marks::find;
use crate::words::lowered;

/// The name of the business and further fields of the header.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Header {
    /// The name.
    pub(super) name: Option<String>,
    /// Further fields.
    pub(super) fields: Map<String, Value>,
}

/// Reads what stands before the first block.
pub(super) fn header(nodes: &[Node]) -> Header {
    let (mut names, mut header): ([Option<String>; 4], Header) = Default::default();
    for node in nodes {
        match node {
            Node::Front { text, .. } => text.lines().filter(|line| !line.starts_with([' ', '#', '-'])).for_each(|line| {
                if let Some((key, value)) = line.split_once([':', '=']) {
                    field(key, value, [0, 2], &mut names, &mut header);
                }
            }),
            Node::Heading { line, .. } => {
                names[1] = names[1].take().or_else(|| title(&line.text));
            }
            Node::Paragraph { lines, .. } => lines.iter().for_each(|line| {
                if names[2].is_none() && says_canvas(&line.text) {
                    names[2] = title(&line.text);
                } else if let Some((key, value)) = lead(&line.text) {
                    field(&key, value, [3, 3], &mut names, &mut header);
                }
            }),
            Node::List { items, .. } => items.iter().filter_map(|item| item.lines.first()).for_each(|line| {
                if let Some((key, value)) = lead(&line.text) {
                    field(&key, value, [3, 3], &mut names, &mut header);
                }
            }),
            Node::Table(table) => {
                for row in &table.rows {
                    if let [key, value] = row.as_slice() {
                        field(&key.text(), &value.text(), [3, 3], &mut names, &mut header);
                    }
                }
            }
            _ => {}
        }
    }
    header.name = names.into_iter().flatten().next();
    header
}

/// Takes one field: names of the business go to the first place of `places`, titles to the second.
fn field(key: &str, value: &str, places: [usize; 2], names: &mut [Option<String>; 4], header: &mut Header) {
    let key = lowered(&plain(&bare(key)));
    let value = plain(value.trim().trim_matches(['"', '\'']));
    if value.is_empty() || value.chars().count() > 120 {
        return;
    }
    match key.as_str() {
        "name" | "project" | "project name" | "product" | "product name" | "company" | "company name" | "business" | "business name" | "startup"
        | "venture" | "proyecto" | "empresa" | "projeto" | "projet" | "entreprise" | "projekt" | "unternehmen" | "项目" | "项目名称" | "公司" | "产品"
        | "产品名称" | "プロジェクト" | "会社" | "프로젝트" | "회사" => {
            names[places[0]].get_or_insert(value);
        }
        "organization" | "organisation" => {
            names[3].get_or_insert(value.clone());
            header.fields.entry("organization").or_insert(Value::from(value));
        }
        "title" => {
            if let Some(title) = title(&value) {
                names[places[1]].get_or_insert(title);
            }
        }
        "lang" | "language" if is_language_tag(&value) => {
            header.fields.entry("lang").or_insert(Value::from(value));
        }
        "date" | "last updated" | "updated" | "as of" | "fecha" | "data" | "datum" | "日期" if is_date(&value) => {
            header.fields.entry("as_of").or_insert(Value::from(value));
        }
        _ => {}
    }
}

/// Whether a plain line is the title of a canvas.
fn says_canvas(text: &str) -> bool {
    if text.ends_with('.') || text.chars().count() > 80 {
        return false;
    }
    let lower = lowered(text);
    ["business model canvas", "商业模式画布"].iter().any(|words| lower.starts_with(words) || lower.ends_with(words))
}

/// The name of the business in a title, without the words that say that this is a canvas.
pub(super) fn title(text: &str) -> Option<String> {
    const WORDS: &[&str] = &[
        "business model canvas",
        "business modell canvas",
        "buisness model canvas",
        "business-model-canvas",
        "business model generation",
        "businessmodel canvas",
        "lean canvas",
        "mission model canvas",
        "canvas de modelo de negocios",
        "canvas de modelo de negocio",
        "canvas del modelo de negocio",
        "modelo de negocio canvas",
        "modelo canvas",
        "lienzo de modelo de negocio",
        "modelo de negócios canvas",
        "modelo de negócio canvas",
        "business model",
        "bmc",
        "商业模式画布",
        "商業模式畫布",
        "商业画布",
        "商业模式",
        "ビジネスモデルキャンバス",
        "ビジネスモデル・キャンバス",
        "비즈니스 모델 캔버스",
        "canevas de modèle d'affaires",
        "geschäftsmodell",
        "бизнес-модель",
        "canvas",
        "overview",
        "complete",
        "notes",
        "draft",
        "final",
        "template",
        "完整版",
        "草案",
        "the",
    ];
    static TABLE: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let table = TABLE.get_or_init(|| AhoCorasick::new(WORDS).ok()).as_ref()?;
    let mut rest = plain(&bare(text));
    if rest.contains(['#', '★']) {
        rest = rest.replace(['#', '★'], "");
    }
    let mut lower = lowered(&rest);
    let mut next = 0;
    // What goes may leave another phrase behind, so that the text is looked at again for those further down in the list.
    while let Some(at) = table.find_overlapping_iter(&lower).map(|found| found.pattern().as_usize()).filter(|at| *at >= next).min() {
        rest = without(&rest, &lower, WORDS[at]);
        lower = lowered(&rest);
        next = at + 1;
    }
    let brackets = if rest.contains(['(', '（', '[', '【']) { &["()", "（）", "( )", "（ ）", "[]", "【】"][..] } else { &[] };
    for empty in brackets {
        if find(&rest, empty).is_some() {
            rest = rest.replace(empty, "");
        }
    }
    let edge = |character: char| {
        character.is_whitespace()
            || matches!(character, '-' | '–' | '—' | ':' | '：' | '|' | '·' | '•' | ',' | '/' | '_' | '.')
            || crate::clean::is_emoji(character)
    };
    let mut name = rest.trim_matches(edge).to_owned();
    for small in ["for ", "of ", "de ", "do ", "da ", "du ", "für ", "von ", "para "] {
        if name.chars().flat_map(char::to_lowercase).take(small.chars().count()).eq(small.chars()) {
            name = name.get(small.len()..).unwrap_or_default().trim().to_owned();
        }
    }
    let all_in_brackets = name.starts_with(['(', '（', '[', '【']) && name.ends_with([')', '）', ']', '】']);
    let opened: i32 = name
        .chars()
        .map(|character| match character {
            '(' | '（' => 1,
            ')' | '）' => -1,
            _ => 0,
        })
        .sum();
    if all_in_brackets || opened != 0 {
        name = name.trim_matches(|character: char| "()（）[]【】 ".contains(character)).to_owned();
    }
    let said = name.chars().filter(|character| is_letter(*character)).take(2).count();
    (said > 1 && name.chars().count() <= 80).then_some(name)
}

/// A text, of which one in small letters is given, without a phrase where it stands as words of its own.
fn without(text: &str, lower: &str, phrase: &str) -> String {
    if lower.len() != text.len() {
        return text.to_owned();
    }
    let mut from = 0;
    while let Some(at) = lower.get(from..).and_then(|rest| rest.find(phrase)).map(|at| from + at) {
        let end = at + phrase.len();
        let joins = |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphanumeric());
        let ascii = phrase.is_ascii();
        if !ascii || (!joins(text[..at].chars().next_back()) && !joins(text[end..].chars().next())) {
            return format!("{} {}", text[..at].trim_end(), text[end..].trim_start()).trim().to_owned();
        }
        from = end;
    }
    text.to_owned()
}

fn is_language_tag(value: &str) -> bool {
    let mut parts = value.split('-');
    let letters = |part: &str| part.chars().all(|character| character.is_ascii_alphabetic());
    parts.next().is_some_and(|first| (2..=3).contains(&first.len()) && letters(first))
        && parts.all(|part| (2..=8).contains(&part.len()) && part.chars().all(|character| character.is_ascii_alphanumeric()))
}

fn is_date(value: &str) -> bool {
    let digits = |part: &str, most: u32| part.parse::<u32>().is_ok_and(|number| (1..=most).contains(&number));
    match value.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => year.len() == 4 && digits(year, 9999) && month.len() == 2 && digits(month, 12) && day.len() == 2 && digits(day, 28),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::markdown::tree::parse;

    #[test]
    fn a_title_names_the_business() {
        assert_eq!(title("📈 Bread & Co: Business Model Canvas").as_deref(), Some("Bread & Co"));
        assert_eq!(title("Business Model Canvas — Bread").as_deref(), Some("Bread"));
        assert_eq!(title("BUSINESS MODEL CANVAS for Bread (Berlin)").as_deref(), Some("Bread (Berlin)"));
        assert_eq!(title("面包 商业模式画布（草案）").as_deref(), Some("面包"));
        assert_eq!(title("Business Model Canvas"), None);
        assert_eq!(title("Canvassing Ltd").as_deref(), Some("Canvassing Ltd"));
    }

    #[test]
    fn front_matter_and_lines_give_fields() {
        let read = header(&parse("---\ntitle: Business Model Canvas - Bread\nlang: de-CH\n---\n\n**Company:** Bread Ltd\n**Date:** 2024-05-06\n"));
        assert_eq!(read.name.as_deref(), Some("Bread"));
        assert_eq!(read.fields.get("lang"), Some(&Value::from("de-CH")));
        assert_eq!(read.fields.get("as_of"), Some(&Value::from("2024-05-06")));
        let read = header(&parse("| Field | Value |\n|---|---|\n| Project | Bread |\n| Language | German |\n"));
        assert_eq!((read.name.as_deref(), read.fields.is_empty()), (Some("Bread"), true));
    }
}
