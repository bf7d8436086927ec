//! The configuration file `canvass.toml`.

mod fail_on;
pub(crate) mod policy;
mod selection;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use canvass_model::finding::Severity;
use canvass_model::nearest;
use globset::{Glob, GlobSet, GlobSetBuilder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use toml::de::DeTable;

use crate::plugins::Plugins;
use crate::reader_rules;
pub use fail_on::FailOn;
use selection::means;

/// The configuration of canvass, read from `canvass.toml`.
///
/// Rules are named by their codes, by their names, or by how their codes begin: `PAY001`, `no-payer`, `PAY`; `ALL` means every rule.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "canvass configuration")]
pub struct Configuration {
    /// Which findings make a check fail: those of a severity and above (error, warning, info, or never), and those of some rules. Errors when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<FailOn>,
    /// Only these rules are reported. All of them when absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub select: Vec<String>,
    /// These rules are not reported. Where a rule is selected and ignored, the more exact of the two decides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// For each rule, by its code or its name, another severity, or off.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<String, Level>,
    /// What differs for some paths; of several that hold the later one has the last word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    /// A file of findings that were there before and are not reported again, made by `canvass baseline`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "path"))]
    pub baseline: Option<String>,
    /// For each analyzer, by its name, its settings.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub analyzers: BTreeMap<String, BTreeMap<String, Value>>,
    /// What is set on the command line, which has the last word.
    #[serde(skip)]
    pub last: Rules,
    /// The folder of the configuration, from which its paths count.
    #[serde(skip)]
    pub folder: PathBuf,
}

/// What differs for some paths.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// For which paths, as globs that count from the folder of the configuration: `drafts/**`, `*.md`.
    pub paths: Vec<String>,
    /// Only these rules are reported there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub select: Vec<String>,
    /// These rules are not reported there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// For each rule, by its code or its name, another severity, or off.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<String, Level>,
}

impl Override {
    /// Its paths, ready to be matched.
    pub(crate) fn globs(&self) -> Result<GlobSet, globset::Error> {
        let mut globs = GlobSetBuilder::new();
        for path in &self.paths {
            globs.add(Glob::new(path)?);
        }
        globs.build()
    }

    pub(crate) fn layer(&self) -> Rules {
        Rules { select: self.select.clone(), ignore: self.ignore.clone(), levels: self.rules.clone() }
    }
}

/// Which rules are reported, and how severely.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rules {
    /// Only these, unless there are none.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
    /// For a rule another severity, or off.
    pub levels: BTreeMap<String, Level>,
}

/// What becomes of a rule's findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// They are not reported.
    Off,
    /// They are strengths.
    Strength,
    /// They are suggestions.
    Hint,
    /// They are questions.
    Info,
    /// They are warnings.
    Warning,
    /// They are errors.
    Error,
}

impl Level {
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Strength => Some(Severity::Strength),
            Self::Hint => Some(Severity::Hint),
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// What is wrong with a configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ConfigurationError {
    /// What is wrong.
    pub message: String,
    /// Where it stands, in bytes of the text.
    pub span: Option<Range<usize>>,
    /// What to do about it.
    pub help: Option<String>,
    /// The keys that lead to it, the outermost first, where its place is not known yet.
    keys: Vec<String>,
}

impl ConfigurationError {
    /// Finds the place of the fault in the text of the configuration.
    #[must_use]
    pub fn locate(mut self, text: &str) -> Self {
        if self.span.is_none() && !self.keys.is_empty() {
            self.span = key_span(text, &self.keys);
        }
        self
    }

    fn at(mut self, keys: &[&str]) -> Self {
        self.keys = keys.iter().map(|&key| key.to_owned()).collect();
        self
    }
}

/// Where the last of the keys stands.
fn key_span(text: &str, keys: &[String]) -> Option<Range<usize>> {
    let document = DeTable::parse(text).ok()?;
    let (last, above) = keys.split_last()?;
    let mut table = document.get_ref();
    let mut above = above.iter();
    while let Some(key) = above.next() {
        let value = table.get(key.as_str())?.get_ref();
        table = match value.as_array() {
            Some(list) => list.get(above.next()?.parse::<usize>().ok()?)?.get_ref().as_table()?,
            None => value.as_table()?,
        };
    }
    table.get_key_value(last.as_str()).map(|(key, _)| key.span())
}

impl Configuration {
    /// Reads a configuration. Nothing in it is replaced from the environment.
    ///
    /// # Errors
    /// The first fault of the text.
    pub fn parse(text: &str) -> Result<Self, ConfigurationError> {
        toml::from_str(text).map_err(|error| {
            let message = error.message().to_owned();
            let unknown = message.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
            let help = unknown.and_then(|key| nearest(key, KEYS)).map(|key| format!("did you mean `{key}`?"));
            ConfigurationError { message, span: error.span(), help, keys: Vec::new() }
        })
    }

    /// Whether every rule and analyzer that is named exists among the plugins; otherwise what is wrong.
    ///
    /// # Errors
    /// The first name that does not exist, with the nearest that does.
    pub fn check(&self, plugins: &Plugins) -> Result<(), ConfigurationError> {
        let rules = names_of_rules(plugins);
        self.check_rules(&rules)?;
        let analyzers: Vec<&str> = plugins.iter().flat_map(|plugin| &plugin.manifest.analyzers).map(|analyzer| analyzer.name.as_str()).collect();
        for name in self.analyzers.keys() {
            if !analyzers.contains(&name.as_str()) {
                return Err(unknown("analyzer", name, &analyzers).at(&["analyzers", name]));
            }
        }
        Ok(())
    }

    /// Whether every rule that is named exists: these are their codes and names.
    fn check_rules(&self, rules: &[(String, String)]) -> Result<(), ConfigurationError> {
        let exact = |name: &str| rules.iter().any(|(code, slug)| code == name || slug == name);
        let any = |name: &str| name == selection::ALL || rules.iter().any(|(code, slug)| means(name, code, slug).is_some());
        let families: BTreeSet<&str> = rules.iter().map(|(code, _)| code.trim_end_matches(|last: char| last.is_ascii_digit())).collect();
        let mut names: Vec<&str> = rules.iter().flat_map(|(code, slug)| [code.as_str(), slug.as_str()]).collect();
        let wrong = |name: &str, names: &[&str], keys: &[&str]| Err(unknown("rule", name, names).at(keys));
        let mut lists = vec![(&self.select, "select", None), (&self.ignore, "ignore", None)];
        let mut levels = vec![(&self.rules, None)];
        for (number, entry) in self.overrides.iter().enumerate() {
            lists.extend([(&entry.select, "select", Some(number)), (&entry.ignore, "ignore", Some(number))]);
            levels.push((&entry.rules, Some(number)));
            if let Err(error) = entry.globs() {
                let message = format!("`{}` is no pattern of paths: {}", error.glob().unwrap_or_default().escape_debug(), error.kind());
                return Err(ConfigurationError { message, span: None, help: None, keys: vec!["overrides".to_owned()] });
            }
        }
        let under = |number: Option<usize>, key: &str| -> Vec<String> {
            let above = number.into_iter().flat_map(|number| ["overrides".to_owned(), number.to_string()]);
            above.chain(std::iter::once(key.to_owned())).collect()
        };
        for (rules, number) in levels {
            if let Some(name) = rules.keys().find(|name| !exact(name)) {
                let mut keys = under(number, "rules");
                keys.push(name.clone());
                return Err(ConfigurationError { keys, ..unknown("rule", name, &names) });
            }
        }
        names.extend(families);
        names.push(selection::ALL);
        for (selectors, key, number) in lists {
            if let Some(name) = selectors.iter().find(|name| !any(name)) {
                return Err(ConfigurationError { keys: under(number, key), ..unknown("rule", name, &names) });
            }
        }
        if let Some(name) = self.last.select.iter().chain(&self.last.ignore).find(|name| !any(name)) {
            return wrong(name, &names, &[]);
        }
        FailOn::words().for_each(|word| names.push(word));
        match self.fail_on.iter().flat_map(FailOn::rules).find(|name| !any(name)) {
            Some(name) => wrong(name, &names, &["fail_on"]),
            None => Ok(()),
        }
    }

    pub(crate) fn layer(&self) -> Rules {
        Rules { select: self.select.clone(), ignore: self.ignore.clone(), levels: self.rules.clone() }
    }

    /// Makes relative paths in the settings of analyzers count from the folder of the configuration, where a setting is a path by its schema.
    ///
    /// # Errors
    /// When such a path climbs out of that folder.
    pub fn resolve_paths(&mut self, folder: &Path, plugins: &Plugins) -> Result<(), ConfigurationError> {
        self.folder = folder.to_path_buf();
        if let Some(path) = &mut self.baseline {
            *path = resolve(folder, path).map_err(|error| error.at(&["baseline"]))?;
        }
        for analyzer in plugins.iter().flat_map(|plugin| &plugin.manifest.analyzers) {
            let Some(settings) = self.analyzers.get_mut(&analyzer.name) else { continue };
            for (key, value) in settings.iter_mut() {
                let place = ["analyzers", analyzer.name.as_str(), key.as_str()];
                let resolve = |path: &str| resolve(folder, path).map_err(|error| error.at(&place));
                let schema = &analyzer.configuration_schema["properties"][key];
                let is_path = |schema: &Value| schema["format"] == "path";
                match value {
                    Value::String(path) if is_path(schema) => *path = resolve(path)?,
                    Value::Array(paths) if is_path(&schema["items"]) => {
                        for path in paths {
                            if let Value::String(path) = path {
                                *path = resolve(path)?;
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

/// The keys of a configuration.
const KEYS: [&str; 7] = ["fail_on", "select", "ignore", "rules", "overrides", "baseline", "analyzers"];

/// The codes and names of all rules: those of the plugins and those of the reader.
pub(crate) fn names_of_rules(plugins: &Plugins) -> Vec<(String, String)> {
    let of_plugins = plugins.rules().into_iter().map(|(_, rule)| (rule.code.clone(), rule.slug.clone()));
    of_plugins.chain(reader_rules::names().map(|(code, slug)| (code.to_owned(), slug.to_owned()))).collect()
}

fn unknown(what: &str, name: &str, known: &[&str]) -> ConfigurationError {
    let help = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("`canvass {}` lists them", if what == "rule" { "rules" } else { "plugin list" }),
    };
    ConfigurationError { message: format!("there is no {what} `{}`", name.escape_debug()), span: None, help: Some(help), keys: Vec::new() }
}

fn resolve(folder: &Path, path: &str) -> Result<String, ConfigurationError> {
    let relative = Path::new(path);
    let outside = relative.is_absolute() || relative.components().any(|part| matches!(part, Component::ParentDir));
    if outside {
        return Err(ConfigurationError {
            message: format!("the path `{}` leads out of the folder of the configuration", path.escape_debug()),
            span: None,
            help: Some("name a folder beside canvass.toml or below it".to_owned()),
            keys: Vec::new(),
        });
    }
    Ok(folder.join(relative).to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        let error = Configuration::parse(text).unwrap_err();
        format!("{}: {error} | {}", error.span.clone().map_or_else(String::new, |span| text[span].to_owned()), error.help.clone().unwrap_or_default())
    }

    #[test]
    fn faults_are_named_at_their_place() {
        insta::assert_snapshot!(refused("fail-on = \"error\"\n"), @"fail-on: unknown field `fail-on`, expected one of `fail_on`, `select`, `ignore`, `rules`, `overrides`, `baseline`, `analyzers` | did you mean `fail_on`?");
        assert!(refused("fail_on = 3").starts_with("3: "), "{}", refused("fail_on = 3"));
        assert!(refused("fail_on = [\"error\", 3]").contains("a severity (`error`, `warning`, `info`, `never`), a rule, or a list"));
        assert!(refused("[rules]\nPAY001 = \"off\"\nPAY001 = \"info\"\n").contains("duplicate key"));
    }

    #[test]
    fn what_is_not_there_is_shown_where_it_stands() {
        let place = |text: &str| {
            let error = Configuration::parse(text).unwrap().check(&Plugins::default()).unwrap_err().locate(text);
            error.span.map(|span| (span.start, text[span].to_owned()))
        };
        assert_eq!(place("# levels\n[rules]\nPAY01 = \"off\"\n"), Some((17, "PAY01".to_owned())));
        assert_eq!(place("rules.\"客\" = \"off\"\n"), Some((6, "\"客\"".to_owned())));
        assert_eq!(place("[analyzers.payer]\n"), Some((11, "payer".to_owned())));
        assert_eq!(place("analyzers = { payer = { a = 1 } }\n"), Some((14, "payer".to_owned())));
        // A word that is no severity is taken for a rule; nothing is read from the environment.
        assert_eq!(place("fail_on = \"${LEVEL}\"\n"), Some((0, "fail_on".to_owned())));
    }

    #[test]
    fn paths_stay_inside() {
        assert_eq!(resolve(Path::new("/project"), "patterns").unwrap(), "/project/patterns");
        assert!(resolve(Path::new("/project"), "../other").is_err());
        assert!(resolve(Path::new("/project"), "/etc").is_err());
    }
}
