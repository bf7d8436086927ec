//! Words that the importers know beside the names of the blocks, read once from `words.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use canvass_model::blocks::Block;
use serde::Deserialize;

/// The words by what they are for; the file says more of each list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub(crate) unfilled: Unfilled,
    pub(crate) keys: Keys,
    pub(crate) columns: Columns,
    pub(crate) labels: Labels,
}

/// What stands in the place of an item that somebody is to write.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unfilled {
    pub(crate) exact: Vec<String>,
    pub(crate) begins: Vec<String>,
    /// The whole texts by the letters with which they begin, in the order of these.
    #[serde(skip)]
    by_letter: Vec<(char, Vec<String>)>,
    /// The signs with which the beginnings begin.
    #[serde(skip)]
    signs: Vec<u8>,
}

impl Unfilled {
    fn with_firsts(self) -> Self {
        let mut signs: Vec<u8> = self.begins.iter().filter_map(|begin| begin.bytes().next()).collect();
        signs.sort_unstable();
        signs.dedup();
        let mut by_letter: BTreeMap<char, Vec<String>> = BTreeMap::new();
        for text in &self.exact {
            by_letter.entry(text.chars().next().unwrap_or_default()).or_default().push(text.clone());
        }
        Self { by_letter: by_letter.into_iter().collect(), signs, ..self }
    }

    /// Whether letters, of which the first is given, are one of the whole texts, be they capitals.
    pub(crate) fn is_exact<L: Iterator<Item = char>>(&self, first: char, letters: impl Fn() -> L) -> bool {
        let small = small(first).or_else(|| first.to_lowercase().next()).unwrap_or(first);
        let texts = self.by_letter.binary_search_by_key(&small, |(letter, _)| *letter).ok().and_then(|at| self.by_letter.get(at));
        texts.is_some_and(|(_, texts)| texts.iter().any(|text| letters().flat_map(char::to_lowercase).eq(text.chars())))
    }

    /// Whether one of the beginnings begins with a sign.
    pub(crate) fn may_begin(&self, first: u8) -> bool {
        self.signs.contains(&first)
    }
}

/// Keys inside a block.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Keys {
    pub(crate) containers: Vec<String>,
    pub(crate) titles: Vec<String>,
    pub(crate) asides: Vec<String>,
    pub(crate) texts: Vec<String>,
    pub(crate) looks: Vec<String>,
}

/// Heads of columns.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Columns {
    pub(crate) sorts: Vec<String>,
    pub(crate) whom: Vec<String>,
}

/// What the names of blocks are made of.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Labels {
    pub(crate) small: Vec<String>,
}

/// A text in small letters; the commonest scripts need no table of all letters.
pub(crate) fn lowered(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // The last sigma of a Greek word is small in its own way.
    if text.contains('Σ') {
        return text.to_lowercase();
    }
    let mut all = String::with_capacity(text.len());
    for character in text.chars() {
        match small(character) {
            Some(small) => all.push(small),
            None => all.extend(character.to_lowercase()),
        }
    }
    all
}

/// The small letter of a character of the commonest scripts.
fn small(character: char) -> Option<char> {
    match character {
        '\0'..='\x7f' => Some(character.to_ascii_lowercase()),
        // Small already, or of scripts with one case.
        'а'..='я' | '\u{4e00}'..='\u{9fff}' => Some(character),
        'А'..='Я' => char::from_u32(u32::from(character) + 0x20),
        _ => None,
    }
}

/// Whether the head of a column, or a key, says of the rows of a block for whom each is, or who pays it.
pub(crate) fn tells_group(block: Block, head: &str) -> bool {
    let about = matches!(block, Block::ValuePropositions | Block::Channels | Block::CustomerRelationships | Block::RevenueStreams);
    about && words().columns.whom.contains(&lowered(head))
}

/// Whether the head of a column, in small letters, says that it sorts the items of a block.
pub(crate) fn sorts_items(head: &str) -> bool {
    words().columns.sorts.iter().any(|known| known == head)
}

/// The words.
pub(crate) fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    // The file is part of the program and a test reads it, so that it cannot be broken here.
    WORDS.get_or_init(|| {
        let words = parse().unwrap_or_default();
        Words { unfilled: words.unfilled.with_firsts(), ..words }
    })
}

fn parse() -> Result<Words, toml::de::Error> {
    toml::from_str(include_str!("words.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_small_as_elsewhere() {
        let all: String = ('\0'..=char::MAX).filter(|character| *character != 'Σ').collect();
        assert_eq!(lowered(&all), all.to_lowercase());
        for text in ["ΟΔΟΣ", "Ёлка Und ÄÖ", "ABC", "", "客户 A"] {
            assert_eq!(lowered(text), text.to_lowercase());
        }
    }

    #[test]
    fn the_file_can_be_read() {
        let words = parse().unwrap();
        assert!(words.unfilled.exact.iter().all(|word| word.chars().count() < 16 && word.chars().all(char::is_alphanumeric)));
        assert!(words.unfilled.begins.iter().all(|begin| begin.is_ascii()));
    }
}
