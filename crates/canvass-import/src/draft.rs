//! What a shape takes out of a text, before it becomes a canvas.

use std::ops::Range;

use canvass_model::Canvas;
use canvass_model::blocks::Block;
use serde_json::{Map, Value};

use crate::{Imported, Left, Remark, Why};

/// A canvas in the making.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The name of the business, where the text gives one.
    pub name: Option<String>,
    /// Further header fields of our own format, such as `lang`, `as_of` or `description`.
    pub header: Map<String, Value>,
    /// The items, in the order of the text.
    pub items: Vec<DraftItem>,
    /// Blocks that the text names, be it that nothing stands in them.
    pub blocks: Vec<Block>,
    /// What was understood only by a stretch.
    pub remarks: Vec<Remark>,
    /// What was left.
    pub left: Vec<Left>,
}

/// An item in the making.
#[derive(Debug, Clone)]
pub struct DraftItem {
    /// The block it stands in.
    pub block: Block,
    /// What the note says, as written; it is cleaned of mark-up and decoration by [`Draft::add`].
    pub name: String,
    /// Further explanation: nested bullets, further columns of a table as `column: cell; column: cell`.
    pub note: Option<String>,
    /// The sub-heading or bold lead under which it stands, such as `For hosts`.
    pub group: Option<String>,
    /// Fields of our own format that the shape states, for shapes with typed links.
    pub fields: Map<String, Value>,
    /// Where it stands in the text.
    pub range: Range<usize>,
}

impl DraftItem {
    /// An item of which only the text is known.
    pub fn new(block: Block, name: impl Into<String>, range: Range<usize>) -> Self {
        Self { block, name: name.into(), note: None, group: None, fields: Map::new(), range }
    }
}

impl Draft {
    /// Takes note that the text names a block.
    pub fn begin(&mut self, block: Block) {
        if !self.blocks.contains(&block) {
            self.blocks.push(block);
        }
    }

    /// Adds an item, unless it is a question of a template, a placeholder or struck out: those are left, with the reason.
    pub fn add(&mut self, mut item: DraftItem) {
        self.begin(item.block);
        match clean::judge(&item.name) {
            Ok(name) => {
                item.name = name;
                item.note = item.note.map(|note| clean::plain(&note)).filter(|note| !note.is_empty());
                item.group = item.group.map(|group| clean::plain(&group)).filter(|group| !group.is_empty());
                self.items.push(item);
            }
            Err(why) => self.leave(item.range, why),
        }
    }

    /// Leaves a part of the text.
    pub fn leave(&mut self, range: Range<usize>, why: Why) {
        self.left.push(Left { range, why });
    }

    /// Remarks on a part of the text.
    pub fn remark(&mut self, range: Range<usize>, says: impl Into<String>) {
        self.remarks.push(Remark { range, says: says.into() });
    }

    /// How much of a canvas this is: blocks with items first, then items.
    pub fn weight(&self) -> (usize, usize) {
        let filled = Block::NINE.iter().filter(|&&block| self.items.iter().any(|item| item.block == block)).count();
        (filled, self.items.len())
    }

    /// The canvas with the places of its items.
    ///
    /// # Errors
    /// When a typed field of an item is not one of our format: what the reader of our format says about it.
    pub fn finish(self, shape: &'static str) -> Result<Imported, String> {
        let mut document = self.header;
        if let Some(name) = self.name {
            document.entry("name").or_insert_with(|| Value::from(name));
        }
        let mut places = Vec::with_capacity(self.items.len());
        for block in &self.blocks {
            document.insert(block.key().to_owned(), Value::Array(Vec::new()));
        }
        for item in self.items {
            let list = document.entry(item.block.key()).or_insert_with(|| Value::Array(Vec::new()));
            let Value::Array(list) = list else { continue };
            places.push((format!("/{}/{}", item.block.key(), list.len()), item.range));
            list.push(note(item.name, item.note, item.group, item.fields));
        }
        let canvas: Canvas = serde_json::from_value(Value::Object(document)).map_err(|error| error.to_string())?;
        let (mut left, mut remarks) = (self.left, self.remarks);
        left.sort_by_key(|left| (left.range.start, left.range.end));
        left.dedup();
        remarks.sort_by_key(|remark| remark.range.start);
        Ok(Imported { canvas, shape, places, remarks, left })
    }
}

fn note(name: String, note: Option<String>, group: Option<String>, mut fields: Map<String, Value>) -> Value {
    if note.is_none() && group.is_none() && fields.is_empty() {
        return Value::from(name);
    }
    fields.insert("name".to_owned(), Value::from(name));
    if let Some(note) = note {
        fields.entry("note").or_insert_with(|| Value::from(note));
    }
    if let Some(group) = group {
        fields.entry("tags").or_insert_with(|| Value::from(vec![group]));
    }
    Value::Object(fields)
}

pub mod clean {
    //! Taking mark-up and decoration off a text, and telling what is no item at all.

    use crate::Why;

    /// The text of an item, or why it is none.
    ///
    /// # Errors
    /// Why the text is left.
    pub fn judge(text: &str) -> Result<String, Why> {
        let trimmed = text.trim();
        if trimmed.len() > 4 && trimmed.starts_with("~~") && trimmed.ends_with("~~") {
            return Err(Why::StruckOut);
        }
        let plain = plain(text);
        if plain.is_empty() {
            return Err(Why::Decoration);
        }
        if is_placeholder(&plain) {
            return Err(Why::Placeholder);
        }
        Ok(plain)
    }

    /// A text without mark-up, emoji and bullets at its edges, and with single spaces.
    pub fn plain(text: &str) -> String {
        let text = text
            .replace("**", "")
            .replace("__", "")
            .replace('`', "")
            .replace("<br>", " ")
            .replace("<br/>", " ")
            .replace("<br />", " ")
            .replace("&nbsp;", " ")
            .replace("&amp;", "&");
        let words: Vec<&str> = text.split_whitespace().collect();
        let joined = words.join(" ");
        let bullet = |character: char| {
            matches!(
                character,
                '-' | '*'
                    | '•'
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
            joined.as_str()
        } else {
            start
        };
        start.trim_end_matches(|character: char| matches!(character, ' ' | '|' | '\u{fe0f}') || is_emoji(character)).to_owned()
    }

    /// Whether a character is a picture rather than a letter.
    pub fn is_emoji(character: char) -> bool {
        matches!(character, '\u{1f000}'..='\u{1faff}' | '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{20e3}' | '\u{200d}')
    }

    /// Whether a text stands in the place of an item that somebody is to write.
    pub fn is_placeholder(text: &str) -> bool {
        let lower = text.to_lowercase();
        let bare: String = lower.chars().filter(|character| character.is_alphanumeric()).collect();
        if bare.is_empty() {
            return true;
        }
        let exact = [
            "na",
            "none",
            "tbd",
            "tba",
            "todo",
            "tbc",
            "xxx",
            "placeholder",
            "loremipsum",
            "待定",
            "无",
            "待补充",
            "暂无",
            "なし",
            "未定",
            "미정",
            "없음",
            "нет",
            "ninguno",
            "nenhum",
            "aucun",
            "keine",
            "geen",
        ];
        let begins =
            ["insert ", "[insert", "<insert", "add your", "[your ", "<your ", "write here", "fill in", "describe your", "list your", "item 1", "example 1"];
        exact.contains(&bare.as_str())
            || begins.iter().any(|begin| lower.starts_with(begin))
            || (lower.starts_with('[') && lower.ends_with(']') && !lower[1..].contains('['))
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
            assert_eq!(judge("..."), Err(Why::Placeholder));
            assert_eq!(judge("N/A"), Err(Why::Placeholder));
            assert_eq!(judge("Insert Key Partners Here"), Err(Why::Placeholder));
            assert_eq!(judge("\u{1f91d}"), Err(Why::Decoration));
            assert_eq!(judge("⭐⭐⭐"), Err(Why::Decoration));
            assert_eq!(judge("⏱\u{fe0f} Setup in an hour ⏰"), Ok("Setup in an hour".to_owned()));
        }
    }
}
