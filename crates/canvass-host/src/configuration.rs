//! The configuration file `canvass.toml`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Component, Path};

use canvass_model::finding::Severity;
use canvass_model::nearest;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use toml::de::DeTable;

use crate::plugins::Plugins;

/// The configuration of canvass, read from `canvass.toml`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "canvass configuration")]
pub struct Configuration {
    /// The mildest severity that makes a check fail: error, warning, info, or never. Error when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<FailOn>,
    /// For each rule, by its code or its name, another severity, or off.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<String, Level>,
    /// For each analyzer, by its name, its settings.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub analyzers: BTreeMap<String, BTreeMap<String, Value>>,
}

/// The mildest severity that makes a check fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FailOn {
    /// Only errors.
    #[default]
    Error,
    /// Warnings and errors.
    Warning,
    /// Questions, warnings and errors.
    Info,
    /// Nothing.
    Never,
}

impl FailOn {
    /// Whether a finding of that severity makes a check fail.
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Info => severity >= Severity::Info,
            Self::Never => false,
        }
    }
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
    for key in above {
        table = table.get(key.as_str())?.get_ref().as_table()?;
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
            let help = unknown.and_then(|key| nearest(key, ["fail_on", "rules", "analyzers"])).map(|key| format!("did you mean `{key}`?"));
            ConfigurationError { message, span: error.span(), help, keys: Vec::new() }
        })
    }

    /// Whether every rule and analyzer that is named exists among the plugins; otherwise what is wrong.
    ///
    /// # Errors
    /// The first name that does not exist, with the nearest that does.
    pub fn check(&self, plugins: &Plugins) -> Result<(), ConfigurationError> {
        let rules = plugins.rules();
        let codes = rules.iter().map(|(_, rule)| rule.code.as_str()).chain(READER_CODES);
        let names: Vec<&str> = rules.iter().map(|(_, rule)| rule.slug.as_str()).chain(codes).collect();
        for name in self.rules.keys() {
            if !names.contains(&name.as_str()) {
                return Err(unknown("rule", name, &names).at(&["rules", name]));
            }
        }
        let analyzers: Vec<&str> = plugins.iter().flat_map(|plugin| &plugin.manifest.analyzers).map(|analyzer| analyzer.name.as_str()).collect();
        for name in self.analyzers.keys() {
            if !analyzers.contains(&name.as_str()) {
                return Err(unknown("analyzer", name, &analyzers).at(&["analyzers", name]));
            }
        }
        Ok(())
    }

    /// The level set for a rule, by its code or its slug.
    pub(crate) fn level(&self, code: &str, slug: &str) -> Option<Level> {
        self.rules.get(code).or_else(|| self.rules.get(slug)).copied()
    }

    /// Makes relative paths in the settings of analyzers count from the folder of the configuration, where a setting is a path by its schema.
    ///
    /// # Errors
    /// When such a path climbs out of that folder.
    pub fn resolve_paths(&mut self, folder: &Path, plugins: &Plugins) -> Result<(), ConfigurationError> {
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

/// Codes that are not of a plugin but of the reader.
pub const READER_CODES: [&str; 9] = ["STR001", "STR002", "STR003", "DOC001", "DOC002", "DOC003", "DOC004", "DOC005", "DOC006"];

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
        insta::assert_snapshot!(refused("fail-on = \"error\"\n"), @"fail-on: unknown field `fail-on`, expected one of `fail_on`, `rules`, `analyzers` | did you mean `fail_on`?");
        assert!(refused("fail_on = 3").starts_with("3: "), "{}", refused("fail_on = 3"));
        assert!(refused("fail_on = \"${LEVEL}\"").contains("unknown variant `${LEVEL}`"));
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
    }

    #[test]
    fn a_level_is_found_by_code_or_name() {
        let configuration = Configuration::parse("[rules]\nno-payer = \"warning\"\nPAY002 = \"off\"\n").unwrap();
        assert_eq!(configuration.level("PAY001", "no-payer"), Some(Level::Warning));
        assert_eq!(configuration.level("PAY002", "uncarried"), Some(Level::Off));
        assert_eq!(configuration.level("PAY003", "x"), None);
    }

    #[test]
    fn paths_stay_inside() {
        assert_eq!(resolve(Path::new("/project"), "patterns").unwrap(), "/project/patterns");
        assert!(resolve(Path::new("/project"), "../other").is_err());
        assert!(resolve(Path::new("/project"), "/etc").is_err());
    }
}
