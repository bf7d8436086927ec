//! Compiles the lexicons: one file per language with everything that is looked for in its texts, so that a program that starts reads no words.
//!
//! Such a file holds, all numbers as little-endian bytes: the length of a list of meanings and the list, one per line; the number of patterns and
//! for each how many entries it has and these, each the number of a meaning and how the term ends at the edges of words; then how the patterns
//! begin; then the length of a trie and that trie, which finds those that begin where a word begins, or right behind a digit; then another, which
//! finds the others anywhere.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use toml::{Table, Value};
use yada::builder::DoubleArrayBuilder;
use yada::unit::Unit;

// What is compiled here and what is looked for in must be folded alike.
#[path = "src/beginnings.rs"]
#[expect(dead_code, reason = "the program looks at what is collected here")]
mod beginnings;
#[path = "src/fold/folded.rs"]
#[expect(dead_code, reason = "the program needs more of it")]
mod fold;
#[path = "src/term.rs"]
mod term;

use term::Term;

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

/// A trie in units that are quicker to walk through: ten bits below an offset, of which `yada` shifts some by another eight, or nine below a number.
fn simplified(trie: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut bytes = Vec::with_capacity(trie.len());
    for unit in trie.as_chunks().0 {
        let unit = Unit::from_u32(u32::from_le_bytes(*unit));
        let (above, shift, below) = match unit.is_leaf() {
            true => (unit.value(), 9, 1 << 8),
            false => (unit.offset(), 10, unit.label() | u32::from(unit.has_leaf()) << 9),
        };
        if above >> (32 - shift) != 0 {
            return Err("a trie is too large".into());
        }
        bytes.extend_from_slice(&(above << shift | below).to_le_bytes());
    }
    Ok(bytes)
}

/// The bytes of one language's file.
fn compiled<'s>(all: impl Iterator<Item = &'s Said>, together: &[String]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut numbers: BTreeMap<&str, u16> = BTreeMap::new();
    let mut meanings: Vec<&str> = Vec::new();
    let mut patterns: BTreeMap<&str, Vec<(u16, u8)>> = BTreeMap::new();
    for said in all {
        let number = match numbers.get(said.meaning.as_str()) {
            Some(&number) => number,
            None => {
                let number = u16::try_from(meanings.len())?;
                meanings.push(&said.meaning);
                numbers.insert(&said.meaning, number);
                number
            }
        };
        for term in &said.terms {
            let entries = patterns.entry(&term.text).or_default();
            let entry = (number, term.edges());
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
    }
    meanings.extend(together.iter().map(String::as_str));
    let meanings = meanings.join("\n");
    let mut bytes = u32::try_from(meanings.len())?.to_le_bytes().to_vec();
    bytes.extend_from_slice(meanings.as_bytes());
    bytes.extend_from_slice(&u32::try_from(patterns.len())?.to_le_bytes());
    for entries in patterns.values() {
        bytes.push(u8::try_from(entries.len())?);
        for (meaning, edges) in entries {
            bytes.extend_from_slice(&meaning.to_le_bytes());
            bytes.push(*edges);
        }
    }
    let begins = |entries: &[(u16, u8)]| entries.iter().all(|(_, edges)| edges & 1 != 0);
    let (mut at_words, mut anywhere) = (Vec::new(), Vec::new());
    for (number, (pattern, entries)) in (0_u32..).zip(&patterns) {
        if begins(entries) { at_words.push((pattern, number)) } else { anywhere.push((pattern, number)) }
    }
    let trie = |keys: &[(&&str, u32)]| DoubleArrayBuilder::build(keys.iter().map(|(key, number)| (key.as_bytes(), *number)).collect::<Vec<_>>().as_slice());
    let beginnings = at_words.iter().map(|(key, _)| (**key, beginnings::AT_WORDS)).chain(anywhere.iter().map(|(key, _)| (**key, beginnings::ANYWHERE)));
    bytes.extend_from_slice(&beginnings::collect(beginnings));
    for keys in [at_words, anywhere] {
        let trie = simplified(&trie(&keys)?)?;
        bytes.extend_from_slice(&u32::try_from(trie.len())?.to_le_bytes());
        bytes.extend_from_slice(&trie);
    }
    Ok(bytes)
}
