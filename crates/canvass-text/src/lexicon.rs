//! Lexicons: which words say which value.

use crate::fold::{fold, runs_on};
use crate::language::Language;
use crate::table::{Blocks, Table, Values};

/// One term of a lexicon under one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) table: Table,
    pub(crate) value: u32,
    /// The blocks in whose notes it is looked for.
    pub(crate) blocks: Blocks,
    /// The term, folded.
    pub(crate) term: String,
    /// Whether it must stand at the beginning of a word.
    pub(crate) begins: bool,
    /// Whether it must stand at the end of a word.
    pub(crate) ends: bool,
    /// Whether the rest of the word belongs to it.
    pub(crate) runs_to_end: bool,
}

/// Names of values that belong to no vocabulary, by number.
pub(crate) type Names = Vec<String>;

/// The text of a language's lexicon.
pub(crate) fn source(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../lexicons/en.toml"),
        Language::ChineseSimplified => include_str!("../lexicons/zh-Hans.toml"),
        Language::ChineseTraditional => include_str!("../lexicons/zh-Hant.toml"),
        Language::French => include_str!("../lexicons/fr.toml"),
        Language::Spanish => include_str!("../lexicons/es.toml"),
        Language::Portuguese => include_str!("../lexicons/pt.toml"),
        Language::German => include_str!("../lexicons/de.toml"),
        Language::Korean => include_str!("../lexicons/ko.toml"),
        Language::Japanese => include_str!("../lexicons/ja.toml"),
        Language::Russian => include_str!("../lexicons/ru.toml"),
        Language::Indonesian => include_str!("../lexicons/id.toml"),
        Language::Dutch => include_str!("../lexicons/nl.toml"),
    }
}

/// What belongs to no language.
pub(crate) const COMMON: &str = include_str!("../lexicons/common.toml");

/// Reads a lexicon, and hands what is wrong with it to `wrong`: such parts are left out.
pub(crate) fn read(source: &str, names: &mut Names, mut wrong: impl FnMut(String)) -> Vec<Entry> {
    let mut entries = Vec::new();
    let document = match source.parse::<toml::Table>() {
        Ok(document) => document,
        Err(error) => {
            wrong(error.to_string());
            return entries;
        }
    };
    for (section, fields) in &document {
        let Some(fields) = fields.as_table() else {
            wrong(format!("`{section}` is not a table"));
            continue;
        };
        for (field, values) in fields {
            let (Some(table), Some(values)) = (Table::find(section, field), values.as_table()) else {
                wrong(format!("there is no table `{section}.{field}`"));
                continue;
            };
            for (value, terms) in values {
                let (Some(number), Some(terms)) = (number(table, value, names), terms.as_array()) else {
                    wrong(format!("`{section}.{field}` has no value `{value}`"));
                    continue;
                };
                for term in terms {
                    match term.as_str().and_then(|term| entry(table, number, table.blocks(), term)) {
                        Some(entry) => entries.push(entry),
                        None => wrong(format!("`{section}.{field}.{value}`: {term} is not a term")),
                    }
                }
            }
        }
    }
    entries
}

/// The number of a value in its table.
pub(crate) fn number(table: Table, value: &str, names: &mut Names) -> Option<u32> {
    match table.values() {
        Values::Terms(code_of) => code_of(value),
        Values::Words(words) => words.iter().position(|&word| word == value).map(|at| at as u32),
        Values::Any => Some(match names.iter().position(|name| name == value) {
            Some(at) => at as u32,
            None => {
                names.push(value.to_owned());
                names.len() as u32 - 1
            }
        }),
    }
}

/// The entry of a term, unless it is none.
pub(crate) fn entry(table: Table, value: u32, blocks: Blocks, term: &str) -> Option<Entry> {
    let inner = term.strip_prefix('*').unwrap_or(term);
    let begins = inner.len() == term.len();
    let stem = inner.strip_suffix('*').unwrap_or(inner);
    let ends = stem.len() == inner.len();
    let folded = fold(stem).trim().to_owned();
    if folded.is_empty() || folded.contains('*') {
        return None;
    }
    // Where a script knows no blanks, or a term begins or ends with a sign, there is no edge of a word to look for.
    let letter = |character: Option<char>| character.is_some_and(|character| character.is_alphanumeric() && !runs_on(character));
    let (first, last) = (letter(folded.chars().next()), letter(folded.chars().next_back()));
    Some(Entry { table, value, blocks, begins: begins && first, ends: ends && last, runs_to_end: !ends && last, term: folded })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(name: &str, text: &str) {
        let mut wrong = Vec::new();
        let entries = read(text, &mut Names::new(), |problem| wrong.push(problem));
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
        for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.table.takes_many()) {
            let twin = entries[..at].iter().find(|other| {
                (other.table, &other.term, other.begins, other.ends) == (entry.table, &entry.term, entry.begins, entry.ends) && other.value != entry.value
            });
            assert_eq!(twin, None, "{name}: `{}` stands under two values", entry.term);
        }
    }

    #[test]
    fn every_lexicon_is_sound() {
        sound("common", COMMON);
        for language in Language::ALL {
            sound(language.tag(), source(language));
        }
    }

    #[test]
    fn what_is_wrong_with_a_lexicon_is_said() {
        for text in [
            "[channels.colour]\nred = ['x']",
            "[channels.kind]\nred = ['x']",
            "[channels.kind]\nweb_sales = ['*']",
            "[channels.kind]\nweb_sales = ['a*b']",
            "[",
        ] {
            let mut wrong = Vec::new();
            assert!(read(text, &mut Names::new(), |problem| wrong.push(problem)).is_empty(), "{text}");
            assert_eq!(wrong.len(), 1, "{text}");
        }
    }

    #[test]
    fn stars_open_the_edges_of_words() {
        let edges = |term: &str| entry(Table::Supply, 0, Blocks::ALL, term).map(|entry| (entry.begins, entry.ends));
        assert_eq!(edges("seller"), Some((true, true)));
        assert_eq!(edges("seller*"), Some((true, false)));
        assert_eq!(edges("*abo*"), Some((false, false)));
        assert_eq!(edges("商家"), Some((false, false)));
        assert_eq!(edges("$0"), Some((false, true)));
    }
}
