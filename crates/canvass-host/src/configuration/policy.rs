//! What becomes of the findings of each rule, by the configuration, for each document.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use canvass_model::finding::{Finding, Severity};
use globset::GlobSet;

use super::selection::{Exactness, best};
use super::{Configuration, FailOn, Level, Rules};

/// What becomes of the findings of each rule.
pub(crate) struct Policy {
    /// The codes of all rules, with their names.
    rules: Vec<(String, String)>,
    configured: Rules,
    /// What is set for some paths.
    overrides: Vec<(GlobSet, Rules)>,
    /// What is set on the command line, which has the last word.
    last: Rules,
    /// The folder from which the paths of overrides count.
    folder: PathBuf,
    fail_on: FailOn,
    /// The levels for documents of the same overrides.
    known: HashMap<Vec<usize>, Rc<Levels>>,
}

/// What becomes of findings, by the codes of their rules; rules about which nothing is set are missing.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Levels(HashMap<String, Option<Severity>>);

impl Levels {
    /// Whether nothing is set about any rule.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Gives a finding the severity that is set; whether it is to be reported.
    pub(crate) fn apply(&self, finding: &mut Finding) -> bool {
        match self.0.get(finding.code.as_ref()) {
            None => true,
            Some(None) => false,
            Some(Some(severity)) => {
                finding.severity = *severity;
                true
            }
        }
    }

    /// Whether findings of a rule are reported.
    pub(crate) fn reports(&self, code: &str) -> bool {
        self.0.get(code).is_none_or(Option::is_some)
    }
}

impl Policy {
    /// The policy of a configuration, for these rules: codes and names.
    pub(crate) fn new(configuration: &Configuration, rules: Vec<(String, String)>) -> Self {
        let overrides = configuration.overrides.iter().filter_map(|entry| Some((entry.globs().ok()?, entry.layer())));
        Self {
            rules,
            configured: configuration.layer(),
            overrides: overrides.collect(),
            last: configuration.last.clone(),
            folder: configuration.folder.clone(),
            fail_on: configuration.fail_on.clone().unwrap_or_default(),
            known: HashMap::new(),
        }
    }

    /// What becomes of the findings of a document.
    pub(crate) fn levels(&mut self, source_name: &str) -> Rc<Levels> {
        let here: Vec<usize> = if self.overrides.is_empty() {
            Vec::new()
        } else {
            let absolute = std::path::absolute(source_name).unwrap_or_else(|_| PathBuf::from(source_name));
            let path = absolute.strip_prefix(&self.folder).unwrap_or(Path::new(source_name));
            self.overrides.iter().enumerate().filter(|(_, (globs, _))| globs.is_match(path)).map(|(at, _)| at).collect()
        };
        if let Some(known) = self.known.get(&here) {
            return Rc::clone(known);
        }
        let overrides = here.iter().filter_map(|at| self.overrides.get(*at)).map(|(_, rules)| rules);
        let layers: Vec<&Rules> = std::iter::once(&self.configured).chain(overrides).chain(std::iter::once(&self.last)).collect();
        let decided = self.rules.iter().filter_map(|(code, slug)| Some((code.clone(), decide(&layers, code, slug)?)));
        let levels = Rc::new(Levels(decided.collect()));
        self.known.insert(here, Rc::clone(&levels));
        levels
    }

    /// Whether a finding makes a check fail.
    pub(crate) fn fails(&self, finding: &Finding) -> bool {
        self.fail_on.fails(finding.severity, &finding.code, self.slug(&finding.code))
    }

    /// The name of a rule.
    pub(crate) fn slug(&self, code: &str) -> &str {
        self.rules.iter().find(|(known, _)| known == code).map_or("", |(_, slug)| slug)
    }

    /// The code of a rule by its code or its name.
    pub(crate) fn code(&self, name: &str) -> Option<&str> {
        self.rules.iter().find(|(code, slug)| code == name || slug == name).map(|(code, _)| code.as_str())
    }

    /// Every code and name.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().flat_map(|(code, slug)| [code.as_str(), slug.as_str()]).filter(|name| !name.is_empty())
    }
}

/// What becomes of a rule: `None` when nothing is set about it. A later layer has the last word, within one the more exact selector; of two
/// that are equally exact the one by which the rule is ignored.
fn decide(layers: &[&Rules], code: &str, slug: &str) -> Option<Option<Severity>> {
    let (mut is_on, mut severity) = (true, None);
    for layer in layers {
        let level = layer.levels.get(code).or_else(|| layer.levels.get(slug)).copied();
        let selected = if layer.select.is_empty() { None } else { Some(best(&layer.select, code, slug)) };
        let ignored = best(&layer.ignore, code, slug);
        is_on = match (selected, level) {
            (_, Some(Level::Off)) => false,
            (_, Some(_)) => ignored != Some(Exactness::Rule),
            (None, None) => is_on && ignored.is_none(),
            (Some(selected), None) => selected.is_some() && selected > ignored,
        };
        severity = level.and_then(Level::severity).or(severity);
    }
    match (is_on, severity) {
        (false, _) => Some(None),
        (true, Some(severity)) => Some(Some(severity)),
        (true, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(text: &str, path: &str) -> String {
        let mut configuration = Configuration::parse(text).unwrap();
        configuration.folder = PathBuf::from("/project");
        let rules = [("PAY001", "no-payer"), ("PAY002", "uncarried"), ("FIT001", "unmet-need")];
        let mut policy = Policy::new(&configuration, rules.iter().map(|(code, slug)| ((*code).to_owned(), (*slug).to_owned())).collect());
        let levels = policy.levels(path);
        let show = |code: &str| match levels.0.get(code) {
            None => "on".to_owned(),
            Some(None) => "off".to_owned(),
            Some(Some(severity)) => severity.to_string(),
        };
        rules.map(|(code, _)| show(code)).join(" ")
    }

    #[test]
    fn the_more_exact_selector_decides_and_of_two_equals_the_ignoring_one() {
        let here = "/project/a.canvas.yaml";
        assert_eq!(levels("", here), "on on on");
        assert_eq!(levels("select = [\"PAY\"]\n", here), "on on off");
        assert_eq!(levels("select = [\"PAY\"]\nignore = [\"no-payer\"]\n", here), "off on off");
        assert_eq!(levels("select = [\"PAY001\", \"FIT\"]\nignore = [\"PAY\"]\n", here), "on off on");
        assert_eq!(levels("ignore = [\"ALL\"]\n[rules]\nPAY002 = \"hint\"\n", here), "off hint off");
        assert_eq!(levels("select = [\"FIT\"]\nignore = [\"FIT\"]\n", here), "off off off");
    }

    #[test]
    fn what_is_set_for_a_path_holds_there_only() {
        let text = "ignore = [\"FIT\"]\n[[overrides]]\npaths = [\"drafts/**\", \"*.json\"]\nignore = [\"PAY001\"]\nselect = [\"ALL\"]\nrules = { PAY002 = \"error\" }\n";
        assert_eq!(levels(text, "/project/a.yaml"), "on on off");
        assert_eq!(levels(text, "/project/drafts/deep/a.yaml"), "off error on");
        assert_eq!(levels(text, "/project/deep/a.json"), "off error on");
    }
}
