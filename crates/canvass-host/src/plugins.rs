//! The plugins that were loaded, and what the host needs to know of each to check what it says.

use std::path::PathBuf;

use canvass_model::finding::Severity;
use canvass_plugin::manifest::{Manifest, RuleManifest};

use crate::discovery::{Candidate, check_permissions};
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
    pub(crate) slug: String,
    pub(crate) severity: Severity,
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
    let manifest = inspect(&path)?;
    if let Some(other) = loaded.iter().find(|plugin| plugin.manifest.id == manifest.id) {
        return Err(Refusal::DuplicateId { id: manifest.id, other: other.path.clone() });
    }
    for analyzer in &manifest.analyzers {
        let same = |plugin: &&Plugin| plugin.manifest.analyzers.iter().any(|other| other.name == analyzer.name);
        if let Some(other) = loaded.iter().find(same) {
            return Err(Refusal::Manifest(format!("names the analyzer `{}`, which is also that of `{}`", analyzer.name, other.path.display())));
        }
    }
    if let (false, Some(prober)) = (candidate.bundled, prober) {
        prober.try_load(&path)?;
    }
    let library = Library::load(&path)?;
    if !library.contains_panics() {
        return Err(Refusal::BadTable("it does not promise to keep its panics to itself, so it cannot run in this process".to_owned()));
    }
    let analyzers = manifest
        .analyzers
        .iter()
        .map(|analyzer| Analyzer { name: analyzer.name.clone(), rules: analyzer.rules.iter().map(rule).collect() })
        .collect();
    Ok(Some(Plugin { path, bundled: candidate.bundled, manifest, library, analyzers }))
}

fn rule(manifest: &RuleManifest) -> Rule {
    Rule {
        code: manifest.code.clone(),
        slug: manifest.slug.clone(),
        severity: manifest.severity,
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
