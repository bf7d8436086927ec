//! A pattern, as a file states it and as the search uses it.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use canvass_plugin::blocks::Block;
use canvass_plugin::{FactKind, vocabulary};
use serde::Deserialize;

use crate::language::{Atom, Conjunction, Variables, parse};

/// A pattern ready to be searched for.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) customer: &'static str,
    pub(crate) required: Vec<Clause>,
    pub(crate) supporting: Vec<Clause>,
    pub(crate) excluding: Vec<Clause>,
}

/// A sentence and its condition.
#[derive(Debug)]
pub(crate) struct Clause {
    pub(crate) says: &'static str,
    pub(crate) alternatives: Vec<Alternative>,
}

/// One way in which a clause can hold.
#[derive(Debug)]
pub(crate) struct Alternative {
    pub(crate) atoms: Conjunction,
    /// What must occur on a canvas at all for this to hold.
    pub(crate) needs: Needs,
}

/// How many words of 64 bits hold one bit for each term of all vocabularies.
pub(crate) const TERM_WORDS: usize = 7;

/// Terms, kinds of facts and blocks, as sets of bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    pub(crate) terms: [u64; TERM_WORDS],
    pub(crate) facts: u32,
    pub(crate) blocks: u32,
}

impl Needs {
    pub(crate) fn add_term(&mut self, code: u32) {
        if let Some(word) = self.terms.get_mut(code as usize / 64) {
            *word |= 1 << (code % 64);
        }
    }

    pub(crate) fn within(&self, there: &Self) -> bool {
        self.facts & !there.facts == 0 && self.blocks & !there.blocks == 0 && self.terms.iter().zip(&there.terms).all(|(needed, there)| needed & !there == 0)
    }

    fn of(atoms: &Conjunction) -> Self {
        let mut needs = Self::default();
        for atom in atoms {
            match atom {
                Atom::Of(_, block) => needs.blocks |= 1 << *block as u32,
                // Of a spelling with several codes any one will do, which a set of needs cannot say.
                Atom::Has(_, codes) => {
                    if let [code] = codes[..] {
                        needs.add_term(code);
                    }
                }
                Atom::Fact { kind, .. } => needs.facts |= 1 << *kind as u32,
                _ => {}
            }
        }
        needs
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "what only readers of the file need is read all the same, so that a slip in it is named")]
struct File {
    id: String,
    name: String,
    family: String,
    source: String,
    customer: String,
    rationale: String,
    #[serde(default)]
    questions: Vec<String>,
    #[serde(default)]
    related: Vec<String>,
    #[serde(default)]
    dimensions: Dimensions,
    required: Vec<FileClause>,
    #[serde(default)]
    supporting: Vec<FileClause>,
    #[serde(default)]
    excluding: Vec<FileClause>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Dimensions {
    who: String,
    what: String,
    how: String,
    value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileClause {
    says: String,
    when: String,
}

/// The patterns that come with the plugin, by id; read once.
pub(crate) fn embedded() -> &'static [Pattern] {
    static PATTERNS: OnceLock<Vec<Pattern>> = OnceLock::new();
    PATTERNS.get_or_init(|| {
        let files: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/patterns.rs"));
        // A test reads every one of them, so none is ever left out here.
        let mut patterns: Vec<Pattern> = files.iter().filter_map(|(_, text)| read(text).ok()).collect();
        patterns.sort_by_key(|pattern| pattern.id);
        patterns
    })
}

/// The patterns of a folder, by the names of their files.
///
/// # Errors
/// The first file that cannot be read or understood.
pub(crate) fn from_folder(folder: &Path) -> Result<Vec<Pattern>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("the folder of patterns `{}` cannot be read: {error}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| format!("the folder of patterns `{}` cannot be read: {error}", folder.display()))?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    files
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).map_err(|error| format!("`{}`: {error}", path.display()))?;
            read(&text).map_err(|reason| format!("`{}`: {reason}", path.display()))
        })
        .collect()
}

/// Reads the text of a pattern file.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn read(text: &str) -> Result<Pattern, String> {
    let file: File = toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        line.map_or_else(|| error.message().to_owned(), |line| format!("line {line}: {}", error.message()))
    })?;
    if file.required.is_empty() {
        return Err("it requires nothing".to_owned());
    }
    if file.required.len() > 8 {
        return Err("it requires more than eight things".to_owned());
    }
    let mut variables = Variables::default();
    let mut clauses = |list: Vec<FileClause>| -> Result<Vec<Clause>, String> {
        list.into_iter()
            .map(|clause| {
                let alternatives = parse(&clause.when, &mut variables).map_err(|reason| format!("{reason}, in `{}`", clause.when))?;
                let alternatives = alternatives.into_iter().map(ordered).map(|atoms| Alternative { needs: Needs::of(&atoms), atoms }).collect();
                Ok(Clause { says: keep(clause.says), alternatives })
            })
            .collect()
    };
    let (required, supporting, excluding) = (clauses(file.required)?, clauses(file.supporting)?, clauses(file.excluding)?);
    Ok(Pattern { id: keep(file.id), name: keep(file.name), customer: keep(file.customer), required, supporting, excluding })
}

/// Keeps a text for as long as the library is loaded, which is as long as the process runs: results then borrow it on every canvas.
fn keep(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

/// Atoms that name items before those that only compare or deny, which need the names.
fn ordered(mut atoms: Conjunction) -> Conjunction {
    atoms.sort_by_key(|atom| match atom {
        Atom::Fact { .. } | Atom::Has(..) | Atom::Flag(..) | Atom::Tag(..) => 0,
        Atom::Compare(..) => 1,
        Atom::Of(..) => 2,
        Atom::Differ(..) => 3,
        Atom::Not(_) => 4,
    });
    atoms
}

const _: () = assert!((vocabulary::VOCABULARY_SIZE as usize * 26) <= TERM_WORDS * 64);

/// Whether every kind of fact and block has a bit.
const _: () = assert!((FactKind::BelowCost as u32) < 32 && (Block::Need as u32) < 32);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_pattern_can_be_read_and_is_called_like_its_file() {
        let files: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/patterns.rs"));
        let mut ids = BTreeSet::new();
        for (name, text) in files {
            let pattern = read(text).unwrap_or_else(|reason| panic!("{name}: {reason}"));
            assert_eq!(format!("{}.toml", pattern.id), *name);
            ids.insert(pattern.id.to_owned());
        }
        for (name, text) in files {
            let file: File = toml::from_str(text).unwrap();
            for related in &file.related {
                assert!(ids.contains(related), "{name} is related to `{related}`, which does not exist");
            }
        }
        assert!(ids.len() >= 80, "{}", ids.len());
    }

    #[test]
    fn a_slip_in_a_file_is_named_with_its_place() {
        let text = "id = \"x\"\nname = \"x\"\nfamily = \"own\"\nsource = \"own\"\ncustomer = \"x\"\nrationale = \"x\"\n[[required]]\nsays = \"x\"\nwhen = \"is(r, fee)\"\n";
        assert_eq!(read(text).unwrap_err(), "`fee` is not a typed value of any vocabulary, in `is(r, fee)`");
        assert!(read(&text.replace("customer", "costumer")).unwrap_err().starts_with("line 5: unknown field `costumer`"));
    }
}
