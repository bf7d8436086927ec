//! Compiles the lexicons: one file per language with everything that is looked for in its texts, so that a program that starts reads no words.
//!
//! Such a file holds the length of a list of meanings and the list, one per line; the length of the beginnings of patterns and these; then the
//! tries of the patterns with each beginning. All numbers are little-endian.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::Path;

use toml::{Table, Value};

// What is compiled here and what is looked for in must be folded alike.
#[path = "src/beginnings.rs"]
#[expect(dead_code, reason = "the program looks at what is collected here")]
mod beginnings;
#[path = "src/fold/folded.rs"]
#[expect(dead_code, reason = "the program needs more of it")]
mod fold;
#[path = "src/term.rs"]
mod term;
#[path = "src/trie.rs"]
#[expect(dead_code, reason = "the program walks through what is written here")]
mod trie;

use term::Term;
use trie::Entry;

/// The languages, and whether they are written in Latin letters.
const LANGUAGES: [(&str, bool); 12] = [
    ("en", true),
    ("zh-Hans", false),
    ("zh-Hant", false),
    ("fr", true),
    ("es", true),
    ("pt", true),
    ("de", true),
    ("ko", false),
    ("ja", false),
    ("ru", false),
    ("id", true),
    ("nl", true),
];

/// A list of terms under one meaning.
struct Said {
    meaning: String,
    terms: Vec<Term>,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=lexicons");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/fold/folded.rs");
    println!("cargo:rerun-if-changed=src/term.rs");
    println!("cargo:rerun-if-changed=src/beginnings.rs");
    println!("cargo:rerun-if-changed=src/trie.rs");
    let out = std::env::var("OUT_DIR")?;
    let common = lexicon("lexicons/common.toml")?;
    let places = table("lexicons/concepts/blocks.toml")?;
    let together = together(&places)?;
    let mut english = lexicon("lexicons/en.toml")?;
    english.extend(concepts("lexicons/concepts/en.toml", &places)?);
    for (language, is_latin) in LANGUAGES {
        let own = if language == "en" {
            Vec::new()
        } else {
            let mut own = lexicon(&format!("lexicons/{language}.toml"))?;
            own.extend(concepts(&format!("lexicons/concepts/{language}.toml"), &places)?);
            own
        };
        // `no` and `for` are other words elsewhere; where no Latin letters are used, they are English.
        let is_foreign = |said: &&Said| language == "en" || !is_latin || !said.meaning.starts_with("words\tgeneral\t");
        let all = own.iter().chain(&common).chain(english.iter().filter(is_foreign));
        std::fs::write(Path::new(&out).join(format!("{language}.lexicon")), compiled(all, &together)?)?;
    }
    Ok(())
}

fn table(path: &str) -> Result<Table, Box<dyn Error>> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    text.parse().map_err(|error| format!("{path}: {error}").into())
}

/// The terms under a value.
fn terms(path: &str, name: &str, list: &Value) -> Result<Vec<Term>, Box<dyn Error>> {
    let list = list.as_array().ok_or_else(|| format!("{path}: `{name}` is not a list of terms"))?;
    let term = |term: &Value| term.as_str().and_then(Term::new).ok_or_else(|| format!("{path}: `{name}`: {term} is not a term").into());
    list.iter().map(term).collect()
}

/// Reads a lexicon: tables of tables of values.
fn lexicon(path: &str) -> Result<Vec<Said>, Box<dyn Error>> {
    let mut all = Vec::new();
    for (section, fields) in &table(path)? {
        let fields = fields.as_table().ok_or_else(|| format!("{path}: `{section}` is not a table"))?;
        for (field, values) in fields {
            let values = values.as_table().ok_or_else(|| format!("{path}: `{section}.{field}` is not a table"))?;
            for (value, list) in values {
                all.push(Said { meaning: format!("{section}\t{field}\t{value}"), terms: terms(path, &format!("{section}.{field}.{value}"), list)? });
            }
        }
    }
    Ok(all)
}

/// Reads the words of concepts, each of which has blocks in whose notes it is looked for.
fn concepts(path: &str, places: &Table) -> Result<Vec<Said>, Box<dyn Error>> {
    let mut all = Vec::new();
    for (concept, list) in &table(path)? {
        let blocks = places.get(concept).and_then(Value::as_array).ok_or_else(|| format!("{path}: `{concept}` has no blocks"))?;
        let blocks: Vec<&str> = blocks.iter().filter_map(Value::as_str).collect();
        all.push(Said { meaning: format!("concepts\ttags\t{concept}\t{}", blocks.join(",")), terms: terms(path, concept, list)? });
    }
    Ok(all)
}

/// Which sorts of words together say which concept, as meanings without terms.
fn together(places: &Table) -> Result<Vec<String>, Box<dyn Error>> {
    let mut all = Vec::new();
    for (concept, ways) in places.get("together").and_then(Value::as_table).into_iter().flatten() {
        for way in ways.as_array().into_iter().flatten() {
            let parts: Vec<&str> = way.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            if parts.len() < 2 || !parts.iter().chain([&concept.as_str()]).all(|part| places.contains_key(*part)) {
                return Err(format!("lexicons/concepts/blocks.toml: `together.{concept}`: {way} names what is no concept").into());
            }
            all.push(format!("together\t{concept}\t{}", parts.join(",")));
        }
    }
    Ok(all)
}

/// The bytes of one language's file.
fn compiled<'s>(all: impl Iterator<Item = &'s Said>, together: &[String]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut meanings: Vec<&str> = Vec::new();
    let mut patterns: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
    for said in all {
        let number = *numbers.entry(&said.meaning).or_insert_with(|| {
            meanings.push(&said.meaning);
            meanings.len() - 1
        });
        for term in &said.terms {
            let entries = patterns.entry(&term.text).or_default();
            let entry = Entry::new(number, term.edges()).ok_or("there are too many meanings")?;
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
    }
    meanings.extend(together.iter().map(String::as_str));
    let meanings = meanings.join("\n");
    let (beginnings, tries) = tries(&patterns)?;
    let mut bytes = u32::try_from(meanings.len())?.to_le_bytes().to_vec();
    bytes.extend_from_slice(meanings.as_bytes());
    bytes.extend_from_slice(&u32::try_from(beginnings.len())?.to_le_bytes());
    bytes.extend_from_slice(&beginnings);
    bytes.extend_from_slice(&tries);
    Ok(bytes)
}

/// The beginnings of patterns, and a trie for each.
fn tries(patterns: &BTreeMap<&str, Vec<Entry>>) -> Result<(Vec<u8>, Vec<u8>), Box<dyn Error>> {
    let places = |entries: &[Entry]| if entries.iter().all(|entry| entry.edges() & 1 != 0) { beginnings::AT_WORDS } else { beginnings::ANYWHERE };
    let mut alike: BTreeMap<usize, Vec<(&str, &[Entry])>> = BTreeMap::new();
    for (pattern, entries) in patterns {
        for number in beginnings::numbers(pattern) {
            alike.entry(number).or_default().push((pattern, entries));
        }
    }
    let (mut tries, mut written, mut known) = (Vec::new(), Vec::new(), HashMap::new());
    for (number, patterns) in alike {
        let mut trie = Vec::new();
        trie::write(&patterns, 0, &mut trie).ok_or("a trie is too large")?;
        // Many beginnings are those of one short pattern.
        let at = *known.entry(trie.clone()).or_insert(tries.len());
        if at == tries.len() {
            tries.extend_from_slice(&trie);
        }
        let all_places = patterns.iter().fold(0, |all, (_, entries)| all | places(entries));
        written.push((number, all_places, u32::try_from(at)?));
    }
    Ok((beginnings::write(patterns.iter().map(|(pattern, entries)| (*pattern, places(entries))), &written), tries))
}
