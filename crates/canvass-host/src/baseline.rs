//! Findings that were there before: a file of them, and the comparison with what is found now.
//!
//! A finding is known by the document, the rule, the items that it is about and what is written at those items. Line numbers are no part of
//! it, so that a baseline outlives every change elsewhere in the document.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use canvass_model::finding::{Finding, Severity};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::report::CanvasReport;

/// The version of the file's format.
const VERSION: u32 = 1;

/// One finding of a baseline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The document, from the folder of the baseline.
    path: String,
    /// The canvas, where the document holds several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    canvas: Option<String>,
    /// The code of the rule.
    rule: String,
    /// The items that it is about.
    items: Vec<String>,
    /// What is written at those items, as the beginning of a SHA-256.
    content: String,
}

/// How often each finding was there.
type Counts = BTreeMap<Entry, u32>;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    baseline: u32,
    findings: Vec<Counted>,
}

#[derive(Serialize, Deserialize)]
struct Counted {
    #[serde(flatten)]
    entry: Entry,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: u32,
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_one(count: &u32) -> bool {
    *count == 1
}

/// Findings that were there before.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    /// The folder from which its paths count.
    folder: PathBuf,
    counts: Counts,
    /// The documents that were looked at.
    seen: BTreeSet<String>,
}

impl Baseline {
    /// A baseline without findings, whose paths count from a folder.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, ..Self::default() }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// When the text is not a baseline, with what is wrong.
    pub fn parse(text: &str, folder: PathBuf) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if file.baseline != VERSION {
            return Err(format!("its version is {}, and this program reads version {VERSION}", file.baseline));
        }
        let mut counts = Counts::new();
        for counted in file.findings {
            let known = counts.entry(counted.entry).or_default();
            *known = known.saturating_add(counted.count);
        }
        Ok(Self { counts, ..Self::new(folder) })
    }

    /// The text of the baseline: one finding in each line, sorted.
    pub fn text(&self) -> String {
        let line = |(entry, count): (&Entry, &u32)| serde_json::to_string(&Counted { entry: entry.clone(), count: *count }).unwrap_or_default();
        let lines: Vec<String> = self.counts.iter().map(line).collect();
        let between = if lines.is_empty() { "" } else { "\n" };
        format!("{{\"baseline\": {VERSION}, \"findings\": [{between}{}{between}]}}\n", lines.join(",\n"))
    }

    /// Adds the findings of a report. A strength is nothing to be worked off, and a refused document has to be mended first.
    pub fn add(&mut self, report: &CanvasReport<'_>) {
        let Some(written) = written(report) else { return };
        for finding in report.findings.iter().filter(|finding| finding.severity != Severity::Strength) {
            let known = self.counts.entry(entry(&self.folder, report, &written, finding)).or_default();
            *known = known.saturating_add(1);
        }
    }

    /// Takes a report's findings that were there before out of the baseline: for each finding, whether it was there.
    pub(crate) fn compare(&mut self, report: &CanvasReport<'_>) -> Vec<bool> {
        self.seen.insert(path_from(&self.folder, &report.source_name));
        if report.findings.is_empty() || self.counts.is_empty() {
            return vec![false; report.findings.len()];
        }
        let Some(written) = written(report) else { return vec![false; report.findings.len()] };
        let mut was_there = |finding: &Finding| match self.counts.get_mut(&entry(&self.folder, report, &written, finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        };
        report.findings.iter().map(&mut was_there).collect()
    }

    /// How many findings are in it.
    pub fn len(&self) -> u64 {
        self.counts.values().map(|&count| u64::from(count)).sum()
    }

    /// Whether no finding is in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many findings of the documents that were looked at were not found again.
    pub fn gone(&self) -> u64 {
        self.counts.iter().filter(|(entry, _)| self.seen.contains(&entry.path)).map(|(_, &count)| u64::from(count)).sum()
    }
}

/// The canvas of a report as it was written.
fn written(report: &CanvasReport<'_>) -> Option<Value> {
    serde_json::to_value(report.canvas()?.as_ref()).ok()
}

fn entry(folder: &Path, report: &CanvasReport<'_>, written: &Value, finding: &Finding) -> Entry {
    let is_one_of_several = report.line.is_some() || report.import.as_ref().is_some_and(|import| import.number.is_some());
    let name = ["id", "name"].iter().find_map(|key| written[*key].as_str());
    let mut hash = Sha256::new();
    let mut items = Vec::new();
    for pointer in &finding.at {
        let (item, content) = item(written, pointer);
        if let Some(content) = content {
            hash.update(content.to_string());
            hash.update([0]);
        }
        items.push(item);
    }
    Entry {
        path: path_from(folder, &report.source_name),
        canvas: name.filter(|_| is_one_of_several).map(str::to_owned),
        rule: finding.code.to_string(),
        items,
        content: hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
    }
}

/// The item a pointer leads to, named by identifiers instead of positions, and what is written there: the innermost item that it leads into.
fn item<'v>(written: &'v Value, pointer: &str) -> (String, Option<&'v Value>) {
    let (mut here, mut content, mut names) = (written, None, Vec::new());
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        let next = match here {
            Value::Array(values) => token.parse::<usize>().ok().and_then(|at| values.get(at)),
            other => other.get(&token),
        };
        let Some(next) = next else {
            names.push(token);
            break;
        };
        if here.is_array() {
            content = Some(next);
            let name = next.as_str().or_else(|| ["id", "name", "text"].iter().find_map(|key| next[*key].as_str()));
            names.push(name.map_or(token, str::to_owned));
        } else {
            names.push(token);
        }
        here = next;
    }
    (names.join("/"), content)
}

/// The path of a document from a folder, with slashes on every system.
fn path_from(folder: &Path, source_name: &str) -> String {
    let absolute = std::path::absolute(source_name).unwrap_or_else(|_| PathBuf::from(source_name));
    let path = absolute.strip_prefix(folder).map_or_else(|_| source_name.to_owned(), |path| path.to_string_lossy().into_owned());
    if cfg!(windows) { path.replace('\\', "/") } else { path }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn items_are_named_by_identifiers_and_not_by_positions() {
        let canvas = json!({"customer_segments": [{"id": "players", "needs": ["fun", {"name": "friends"}]}, "Readers"]});
        let named = |pointer: &str| item(&canvas, pointer);
        assert_eq!(named("/customer_segments/0/pays"), ("customer_segments/players/pays".to_owned(), Some(&canvas["customer_segments"][0])));
        assert_eq!(named("/customer_segments/0/needs/1").0, "customer_segments/players/needs/friends");
        assert_eq!(named("/customer_segments/1"), ("customer_segments/Readers".to_owned(), Some(&json!("Readers"))));
        assert_eq!(named(""), (String::new(), None));
        assert_eq!(named("/nothing/3"), ("nothing".to_owned(), None));
    }

    #[test]
    fn a_baseline_reads_what_it_writes_and_says_what_it_cannot_read() {
        let entry = Entry { path: "a.yaml".to_owned(), canvas: None, rule: "PAY001".to_owned(), items: vec!["x/y".to_owned()], content: "00".to_owned() };
        let mut baseline = Baseline::new(PathBuf::from("/project"));
        baseline.counts.insert(entry, 2);
        let text = baseline.text();
        insta::assert_snapshot!(text, @r#"
        {"baseline": 1, "findings": [
        {"path":"a.yaml","rule":"PAY001","items":["x/y"],"content":"00","count":2}
        ]}
        "#);
        assert_eq!(Baseline::parse(&text, PathBuf::new()).unwrap().counts, baseline.counts);
        assert!(Baseline::parse("[]", PathBuf::new()).is_err());
        assert_eq!(Baseline::parse(r#"{"baseline": 2, "findings": []}"#, PathBuf::new()).unwrap_err(), "its version is 2, and this program reads version 1");
    }

    #[test]
    fn paths_count_from_the_folder_of_the_baseline() {
        assert_eq!(path_from(Path::new("/project"), "/project/deep/a.yaml"), "deep/a.yaml");
        assert_eq!(path_from(Path::new("/project"), "/other/a.yaml"), "/other/a.yaml");
    }
}
