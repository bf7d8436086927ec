//! The names of the blocks, read once from `labels.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use canvass_model::blocks::Block;
use hashbrown::HashMap;
use serde::Deserialize;

use super::fold::{compact, compact_and_words};
use super::{Foreign, OtherCanvas};

/// A name of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    /// The block.
    pub(super) block: Block,
    /// Whether it remains a label with other words beside it.
    pub(super) strong: bool,
}

/// A name of which misspellings are known.
#[derive(Debug)]
pub(super) struct Spelling {
    pub(super) words: Vec<String>,
    /// Which letters occur in each of the words.
    pub(super) masks: Vec<u64>,
    pub(super) joined: String,
    pub(super) letters: usize,
    /// Which letters occur in it.
    pub(super) mask: u64,
    pub(super) name: Name,
}

/// All names.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// By their compact form.
    pub(super) names: HashMap<String, Name>,
    /// Abbreviations as they are written.
    pub(super) short: HashMap<String, Block>,
    /// Further keys, by their compact form; abbreviations in lower case.
    pub(super) keys: HashMap<String, Block>,
    /// Blocks of other canvases, by their compact form, and whether they begin a block of ours.
    pub(super) foreign: HashMap<String, (Foreign, bool)>,
    /// The words of the names of these blocks.
    pub(super) foreign_words: Vec<String>,
    /// Names that are long enough to be misspelt, by their first letter.
    pub(super) spellings: HashMap<char, Vec<Spelling>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockNames {
    #[serde(default)]
    short: Vec<String>,
    #[serde(default)]
    keys: Vec<String>,
    #[serde(default)]
    full: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    alone: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ForeignNames {
    canvas: OtherCanvas,
    block: Option<String>,
    #[serde(default = "yes")]
    maps: bool,
    names: Vec<String>,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Default, Deserialize)]
struct File {
    #[serde(default)]
    foreign: Vec<ForeignNames>,
    #[serde(flatten)]
    blocks: BTreeMap<String, BlockNames>,
}

/// The table.
pub(super) fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    // The file is part of the program and a test reads it, so that it cannot be broken here.
    TABLE.get_or_init(|| parse().map(build).unwrap_or_default())
}

/// Which letters occur in a text: one bit for several letters of large scripts.
pub(super) fn mask(text: &str) -> u64 {
    text.chars().fold(0, |mask, letter| mask | 1 << (u32::from(letter) % 64))
}

fn parse() -> Result<File, toml::de::Error> {
    toml::from_str(include_str!("../labels.toml"))
}

fn block_with_key(key: &str) -> Option<Block> {
    Block::NINE.into_iter().find(|block| block.key() == key)
}

fn build(file: File) -> Table {
    let mut table = Table::default();
    let small = &crate::words::words().labels.small;
    for (key, names) in file.blocks {
        let Some(block) = block_with_key(&key) else { continue };
        for (group, strong) in [(names.full, true), (names.alone, false)] {
            for label in group.into_values().flatten() {
                let name = Name { block, strong };
                let (compact, words) = compact_and_words(&label);
                let letters = words.iter().map(|word| word.chars().count()).sum();
                table.names.entry(compact).or_insert(name);
                let joined = words.concat();
                // Keys are often written without the small words: `propositions_valeur`.
                let terse: String = words.iter().filter(|word| !small.contains(word)).map(String::as_str).collect();
                if strong && terse != joined {
                    table.keys.entry(terse).or_insert(block);
                }
                if letters >= 6
                    && let Some(first) = joined.chars().next()
                {
                    table.spellings.entry(first).or_default().push(Spelling {
                        mask: mask(&joined),
                        masks: words.iter().map(|word| mask(word)).collect(),
                        words,
                        joined,
                        letters,
                        name,
                    });
                }
            }
        }
        for key in names.keys {
            table.keys.insert(compact(&key), block);
        }
        for short in names.short {
            table.keys.insert(short.to_lowercase(), block);
            table.short.insert(short, block);
        }
    }
    for names in file.foreign {
        let foreign = Foreign { canvas: names.canvas, block: names.block.as_deref().and_then(block_with_key) };
        for label in names.names {
            let (compact, words) = compact_and_words(&label);
            table.foreign_words.extend(words);
            table.foreign.insert(compact, (foreign, names.maps));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_well_formed_and_names_every_block() {
        let file = parse().expect("labels.toml");
        for block in Block::NINE {
            assert!(file.blocks.contains_key(block.key()), "{block}");
        }
        assert_eq!(file.blocks.len(), 9);
        for names in &file.foreign {
            assert!(names.block.as_deref().is_none_or(|key| block_with_key(key).is_some()), "{names:?}");
        }
    }

    #[test]
    fn no_name_stands_in_two_blocks() {
        let file = parse().expect("labels.toml");
        let mut known: HashMap<String, (Block, String)> = HashMap::new();
        for (key, names) in &file.blocks {
            let block = block_with_key(key).expect("a block");
            let labels = names.full.values().chain(names.alone.values()).flatten().chain(&names.keys);
            for label in labels {
                if let Some((other, spelt)) = known.insert(compact(label), (block, label.clone())) {
                    assert_eq!(other, block, "{label} and {spelt}");
                }
            }
        }
    }
}
