//! The plugins that were loaded, and what the host needs to know of each to check what it says.

use std::path::PathBuf;

use canvass_model::finding::{Applicability, Severity};
use canvass_plugin::abi::{ABI_MAJOR, ABI_MINOR};
use canvass_plugin::manifest::{Manifest, RuleManifest};

use crate::discovery::{Candidate, check_permissions, check_surroundings};
use crate::error::{PluginError, Refusal};
use crate::inspect::inspect;
use crate::library::Library;
use crate::message::Template;
use crate::probe::Prober;

/// Every plugin that could be loaded, by id.
#[derive(Default)]
pub struct Plugins {
    plugins: Vec<Plugin>,
}

/// A loaded plugin.
pub struct Plugin {
    /// The file.
    pub path: PathBuf,
    /// Whether it came with the program.
    pub bundled: bool,
    /// What it says about itself.
    pub manifest: Manifest,
    pub(crate) library: Library,
    pub(crate) analyzers: Vec<Analyzer>,
}

/// An analyzer of a loaded plugin.
pub(crate) struct Analyzer {
    pub(crate) name: String,
    pub(crate) rules: Vec<Rule>,
}

/// A rule, as the host needs it to check and word a finding.
pub(crate) struct Rule {
    pub(crate) code: String,
    pub(crate) severity: Severity,
    /// How its mends can be carried out.
    pub(crate) fix: Applicability,
    pub(crate) messages: Vec<Message>,
}

/// A message with its places for arguments known.
pub(crate) struct Message {
    pub(crate) key: String,
    pub(crate) text: Template,
    pub(crate) would_change_if: Option<Template>,
}

impl Plugins {
    /// Loads every candidate. Those that cannot be used are named; the others are loaded nevertheless.
    ///
    /// A foreign library is loaded by another process first, when there is a way to start one.
    pub fn load(candidates: &[Candidate], prober: Option<&Prober>) -> (Self, Vec<PluginError>) {
        let mut loaded: Vec<Plugin> = Vec::new();
        let mut errors = Vec::new();
        for candidate in candidates {
            match load_one(candidate, prober, &loaded) {
                Ok(Some(plugin)) => loaded.push(plugin),
                Ok(None) => {}
                Err(refusal) => errors.push(PluginError { path: candidate.path.clone(), refusal }),
            }
        }
        loaded.sort_by(|left, right| left.manifest.id.cmp(&right.manifest.id));
        (Self { plugins: loaded }, errors)
    }

    /// The plugins, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Plugin> {
        self.plugins.iter()
    }

    /// Every rule with the name of its analyzer, by code.
    pub fn rules(&self) -> Vec<(&str, &RuleManifest)> {
        let mut rules: Vec<_> = self
            .plugins
            .iter()
            .flat_map(|plugin| &plugin.manifest.analyzers)
            .flat_map(|analyzer| analyzer.rules.iter().map(move |rule| (analyzer.name.as_str(), rule)))
            .collect();
        rules.sort_by(|left, right| left.1.code.cmp(&right.1.code));
        rules
    }
}

fn load_one(candidate: &Candidate, prober: Option<&Prober>, loaded: &[Plugin]) -> Result<Option<Plugin>, Refusal> {
    let path = candidate.path.canonicalize().map_err(|error| Refusal::Unreadable(error.to_string()))?;
    if loaded.iter().any(|plugin| plugin.path == path) {
        return Ok(None);
    }
    check_permissions(&path)?;
    // Whoever can write the folder of the program can write the program.
    if !candidate.bundled {
        check_surroundings(&path)?;
    }
    let manifest = inspect(&path)?;
    check_forms(&manifest)?;
    if let Some(other) = loaded.iter().find(|plugin| plugin.manifest.id == manifest.id) {
        return Err(Refusal::DuplicateId { id: manifest.id, other: other.path.clone() });
    }
    check_names(&manifest, loaded)?;
    if let (false, Some(prober)) = (candidate.bundled, prober) {
        prober.try_load(&path)?;
    }
    let library = Library::load(&path)?;
    if !library.contains_panics() {
        return Err(Refusal::BadTable("it does not promise to keep its panics to itself, so it cannot run in this process".to_owned()));
    }
    let analyzers =
        manifest.analyzers.iter().map(|analyzer| Analyzer { name: analyzer.name.clone(), rules: analyzer.rules.iter().map(rule).collect() }).collect();
    Ok(Some(Plugin { path, bundled: candidate.bundled, manifest, library, analyzers }))
}

/// Whether the manifest is for this host, and every name in it has the form that such names have.
fn check_forms(manifest: &Manifest) -> Result<(), Refusal> {
    let wrong = |what: &str, name: &str, form: &str| Err(Refusal::Manifest(format!("has the {what} `{}`, which is not {form}", short(name))));
    if manifest.abi.major != ABI_MAJOR {
        let (major, minor) = (manifest.abi.major, manifest.abi.minor);
        return Err(Refusal::Manifest(format!("says that it speaks ABI {major}.{minor}; this host speaks ABI {ABI_MAJOR}.{ABI_MINOR}")));
    }
    if !is_id(&manifest.id) {
        return wrong("id", &manifest.id, "like org.example.name, in lower-case letters, digits and hyphens");
    }
    let words = "lower-case words joined by hyphens";
    for analyzer in &manifest.analyzers {
        if !is_words(&analyzer.name) {
            return wrong("analyzer name", &analyzer.name, words);
        }
        for rule in &analyzer.rules {
            if !is_code(&rule.code) {
                return wrong("rule code", &rule.code, "two to eight capital letters and three digits");
            }
            if !is_words(&rule.slug) {
                return wrong("rule name", &rule.slug, words);
            }
        }
    }
    Ok(())
}

/// Whether the names of analyzers and the codes of rules are free: no other plugin, not the reader, and not the manifest itself has them.
fn check_names(manifest: &Manifest, loaded: &[Plugin]) -> Result<(), Refusal> {
    for (at, analyzer) in manifest.analyzers.iter().enumerate() {
        let name = &analyzer.name;
        if let Some(other) = loaded.iter().find(|plugin| plugin.manifest.analyzers.iter().any(|other| other.name == *name)) {
            return Err(Refusal::Manifest(format!("names the analyzer `{name}`, which is also that of `{}`", other.path.display())));
        }
        if manifest.analyzers[..at].iter().any(|other| other.name == *name) {
            return Err(Refusal::Manifest(format!("names the analyzer `{name}` twice")));
        }
    }
    let mut own: Vec<&str> = Vec::new();
    for code in codes(manifest) {
        if crate::reader_rules::names().any(|(known, _)| known == code) {
            return Err(Refusal::Manifest(format!("lists the rule {code}, which is one of canvass itself")));
        }
        if let Some(other) = loaded.iter().find(|plugin| codes(&plugin.manifest).any(|other| other == code)) {
            return Err(Refusal::Manifest(format!("lists the rule {code}, which is also one of `{}`", other.path.display())));
        }
        if own.contains(&code) {
            return Err(Refusal::Manifest(format!("lists the rule {code} twice")));
        }
        own.push(code);
    }
    Ok(())
}

fn codes(manifest: &Manifest) -> impl Iterator<Item = &str> {
    manifest.analyzers.iter().flat_map(|analyzer| &analyzer.rules).map(|rule| rule.code.as_str())
}

fn is_id(id: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    id.contains('.') && id.split('.').all(part)
}

fn is_words(name: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9'));
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('-').all(word)
}

fn is_code(code: &str) -> bool {
    let letters = code.bytes().take_while(u8::is_ascii_uppercase).count();
    (2..=8).contains(&letters) && code.len() == letters + 3 && code.bytes().skip(letters).all(|byte| byte.is_ascii_digit())
}

/// A name of a manifest, as a sentence quotes it.
fn short(name: &str) -> String {
    let shown: String = name.chars().take(60).collect();
    let more = if shown.len() < name.len() { "…" } else { "" };
    format!("{}{more}", shown.escape_debug())
}

fn rule(manifest: &RuleManifest) -> Rule {
    Rule {
        code: manifest.code.clone(),
        severity: manifest.severity,
        fix: manifest.fix.unwrap_or(Applicability::Unsafe),
        messages: manifest
            .messages
            .iter()
            .map(|message| Message {
                key: message.key.clone(),
                text: Template::parse(&message.text),
                would_change_if: message.would_change_if.as_deref().map(Template::parse),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use canvass_plugin::manifest::Abi;
    use serde_json::json;

    use super::*;

    fn manifest(analyzers: &[(&str, &[&str])]) -> Manifest {
        let rule = |code: &&str| json!({ "code": code, "slug": "a-rule", "severity": "hint", "summary": "", "messages": [{ "key": "k", "text": "t" }] });
        let analyzer = |(name, codes): &(&str, &[&str])| json!({ "name": name, "summary": "", "rules": codes.iter().map(rule).collect::<Vec<_>>() });
        let analyzers: Vec<_> = analyzers.iter().map(analyzer).collect();
        let manifest = json!({ "manifest": 1, "id": "org.example.a", "version": "1", "title": "", "abi": { "major": 1, "minor": 0 }, "analyzers": analyzers });
        serde_json::from_value(manifest).unwrap()
    }

    fn refused(manifest: &Manifest) -> String {
        check_forms(manifest).and_then(|()| check_names(manifest, &[])).unwrap_err().to_string()
    }

    #[test]
    fn names_have_their_forms() {
        assert_eq!(check_forms(&manifest(&[("a-1", &["AB001"]), ("b", &[])])), Ok(()));
        for name in ["", "A", "1a", "a--b", "a-", "ä", "a b"] {
            let expected = format!("its manifest has the analyzer name `{name}`, which is not lower-case words joined by hyphens");
            assert_eq!(refused(&manifest(&[(name, &[])])), expected);
        }
        for code in ["A001", "ABCDEFGHI001", "AB01", "AB0001", "ab001", "AB001 ", "ÄB001"] {
            assert!(refused(&manifest(&[("a", &[code])])).starts_with("its manifest has the rule code"), "{code}");
        }
        for id in ["plain", "a..b", ".a", "a.", "A.b", "a b.c"] {
            let manifest = Manifest { id: id.to_owned(), ..manifest(&[("a", &[])]) };
            assert!(refused(&manifest).starts_with(&format!("its manifest has the id `{id}`, which is not like org.example.name")), "{id}");
        }
        let other = Manifest { abi: Abi { major: 2, minor: 3 }, ..manifest(&[("a", &[])]) };
        assert_eq!(refused(&other), "its manifest says that it speaks ABI 2.3; this host speaks ABI 1.0");
    }

    #[test]
    fn what_is_taken_is_taken() {
        assert_eq!(refused(&manifest(&[("a", &[]), ("a", &[])])), "its manifest names the analyzer `a` twice");
        assert_eq!(refused(&manifest(&[("a", &["AB001"]), ("b", &["AB001"])])), "its manifest lists the rule AB001 twice");
        assert_eq!(refused(&manifest(&[("a", &["STR001"])])), "its manifest lists the rule STR001, which is one of canvass itself");
    }
}
