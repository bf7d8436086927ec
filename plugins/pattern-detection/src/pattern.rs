//! A pattern, as a file states it and as the search uses it.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::language::{Atom, Conjunction, Variables, parse};
use crate::numbers::Numbers;
use crate::outcome::Verdict;
use crate::sieve::{Row, Sieve};
use crate::text::Text;
use crate::written::{ClausePieces, PatternPieces};

/// A pattern ready to be searched for.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub(crate) id: Text,
    #[cfg_attr(not(test), expect(dead_code, reason = "results say it by the pieces, which tests compare with it"))]
    pub(crate) name: Text,
    #[cfg_attr(not(test), expect(dead_code, reason = "results say it by the pieces, which tests compare with it"))]
    pub(crate) customer: Text,
    /// What results say of it, as far as it is the same on every canvas.
    pub(crate) pieces: PatternPieces,
    pub(crate) required: Vec<Clause>,
    /// The sieves of what is required.
    pub(crate) sieves: Row,
    pub(crate) supporting: Vec<Clause>,
    pub(crate) excluding: Vec<Clause>,
}

/// A sentence and its condition.
#[derive(Debug)]
pub(crate) struct Clause {
    pub(crate) says: Text,
    pub(crate) pieces: ClausePieces,
    pub(crate) alternatives: Vec<Alternative>,
    /// Whether it holds by itself wherever it holds with others. It need not where it denies something of a variable that only others bind: by
    /// itself it then denies it of every item.
    pub(crate) stands_alone: bool,
}

impl Clause {
    fn new(says: Text, alternatives: Vec<Alternative>, required: bool) -> Self {
        let stands_alone = alternatives
            .iter()
            .all(|alternative| alternative.atoms.iter().filter(|atom| matches!(atom, Atom::Not(_))).all(|atom| atom.variables() & !alternative.shows == 0));
        Self { says, pieces: ClausePieces::of(says, required), alternatives, stands_alone }
    }
}

/// One way in which a clause can hold.
#[derive(Debug)]
pub(crate) struct Alternative {
    pub(crate) atoms: Conjunction,
    pub(crate) sieve: Sieve,
    /// The variables whose items decide whether it holds, as bits.
    pub(crate) variables: u32,
    /// The variables whose items are shown as evidence, as bits.
    pub(crate) shows: u32,
    /// The number of what the atoms say together.
    pub(crate) number: u32,
    /// For each atom the number of what it says by itself.
    pub(crate) atom_numbers: Vec<u32>,
    /// For each atom, what else is known of it by itself.
    pub(crate) atoms_alone: Vec<AtomAlone>,
}

/// What is known of an atom by itself.
#[derive(Debug)]
pub(crate) struct AtomAlone {
    /// The variables whose items decide whether it holds, as bits.
    pub(crate) variables: u32,
    pub(crate) sieve: Sieve,
}

impl AtomAlone {
    fn new(atom: &Atom) -> Self {
        Self { variables: atom.variables(), sieve: Sieve::of(std::slice::from_ref(atom)) }
    }
}

impl Alternative {
    fn new(atoms: Conjunction, numbers: &mut Numbers) -> Self {
        Self {
            sieve: Sieve::of(&atoms),
            variables: atoms.iter().fold(0, |variables, atom| variables | atom.variables()),
            shows: atoms.iter().fold(0, |shows, atom| shows | atom.shows()),
            number: numbers.of_conjunction(&atoms),
            atom_numbers: atoms.iter().map(|atom| numbers.of_atom(atom)).collect(),
            atoms_alone: atoms.iter().map(AtomAlone::new).collect(),
            atoms,
        }
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
    #[serde(default)]
    example: Vec<Example>,
}

/// A canvas, and how it stands to the pattern: for whoever tries the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read so that a slip in it is named")]
struct Example {
    verdict: Verdict,
    canvas: String,
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

/// The patterns that come with the plugin, by id, and the numbers of their conditions; read once.
pub(crate) fn embedded() -> &'static (Vec<Pattern>, Numbers) {
    static PATTERNS: OnceLock<(Vec<Pattern>, Numbers)> = OnceLock::new();
    PATTERNS.get_or_init(|| {
        let files: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/patterns.rs"));
        // Each pattern asks about six things that no other one does.
        let mut numbers = Numbers::with_room_for(6 * files.len());
        // A test reads every one of them, so none is ever left out here.
        let mut patterns: Vec<Pattern> = files.iter().filter_map(|(_, text)| read(text, &mut numbers).ok()).collect();
        patterns.sort_by_key(|pattern| pattern.id.as_str());
        (patterns, numbers)
    })
}

/// The patterns of a folder, by the names of their files, or that of one file.
///
/// # Errors
/// The first file that cannot be read or understood.
pub(crate) fn from_folder(folder: &Path, numbers: &mut Numbers) -> Result<Vec<Pattern>, String> {
    if folder.is_file() {
        return Ok(vec![from_file(folder, numbers)?]);
    }
    let entries = fs::read_dir(folder).map_err(|error| format!("the folder of patterns `{}` cannot be read: {error}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| format!("the folder of patterns `{}` cannot be read: {error}", folder.display()))?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    files.iter().map(|path| from_file(path, numbers)).collect()
}

fn from_file(path: &Path, numbers: &mut Numbers) -> Result<Pattern, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("`{}`: {error}", path.display()))?;
    read(&text, numbers).map_err(|reason| format!("`{}`: {reason}", path.display()))
}

/// Reads the text of a pattern file.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn read(text: &str, numbers: &mut Numbers) -> Result<Pattern, String> {
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
    let mut clauses = |list: Vec<FileClause>, required: bool| -> Result<Vec<Clause>, String> {
        list.into_iter()
            .map(|clause| {
                let alternatives = parse(&clause.when, &mut variables).map_err(|reason| format!("{reason}, in `{}`", clause.when))?;
                let alternatives = alternatives.into_iter().map(ordered).map(|atoms| Alternative::new(atoms, numbers)).collect();
                Ok(Clause::new(Text::keep(clause.says)?, alternatives, required))
            })
            .collect()
    };
    let (required, supporting, excluding) = (clauses(file.required, true)?, clauses(file.supporting, false)?, clauses(file.excluding, false)?);
    let (id, name, customer) = (Text::keep(file.id)?, Text::keep(file.name)?, Text::keep(file.customer)?);
    let alternatives = required.iter().enumerate().flat_map(|(at, clause)| clause.alternatives.iter().map(move |alternative| (at, &alternative.sieve)));
    let sieves = Row::of(alternatives);
    Ok(Pattern { id, name, customer, pieces: PatternPieces::of(id, name, customer), required, sieves, supporting, excluding })
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_pattern_can_be_read_and_is_called_like_its_file() {
        let files: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/patterns.rs"));
        let mut ids = BTreeSet::new();
        for (name, text) in files {
            let pattern = read(text, &mut Numbers::default()).unwrap_or_else(|reason| panic!("{name}: {reason}"));
            assert_eq!(format!("{}.toml", pattern.id.as_str()), *name);
            ids.insert(pattern.id.as_str().to_owned());
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
        let read = |text: &str| read(text, &mut Numbers::default());
        assert_eq!(read(text).unwrap_err(), "`fee` is not a typed value of any vocabulary, in `is(r, fee)`");
        assert!(read(&text.replace("customer", "costumer")).unwrap_err().starts_with("line 5: unknown field `costumer`"));
    }
}
