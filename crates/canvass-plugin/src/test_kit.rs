//! Help for testing plugins.

use std::collections::BTreeSet;

use canvass_model::{Canvas, graph};

use crate::analyzer::Analyzer;
use crate::findings::{Findings, Report};
use crate::manifest::Manifest;

/// Runs an analyzer with its default configuration over a canvas: the result and the findings, as lines `CODE /pointer: message`.
///
/// # Panics
/// When the canvas has broken links, or the analyzer refuses its default configuration.
pub fn run<A: Analyzer>(canvas: &Canvas) -> (A::Outcome, Vec<String>) {
    let (graph, problems) = graph::build(canvas);
    let complaints: Vec<String> = problems.iter().map(canvass_model::Problem::message).collect();
    assert!(complaints.is_empty(), "the canvas has faults: {complaints:?}");
    let view = graph.view();
    let configuration = serde_json::from_str("{}").expect("an empty configuration is a configuration");
    let mut analyzer = A::new(configuration).expect("the default configuration can be used");
    let mut reports: Vec<Report> = Vec::new();
    let outcome = analyzer.analyze(&view, &mut Findings::new(&mut reports, A::RULES));
    let lines = reports
        .iter()
        .map(|report| {
            let pointer = report.at.first().and_then(|&place| view.pointer(place)).unwrap_or_default();
            format!("{} {pointer}: {}", report.rule.code, render(report))
        })
        .collect();
    (outcome, lines)
}

/// Runs the two canvases on the page of every rule: the first must give the rule's finding, the second must not. `read` makes a canvas of a
/// text of YAML.
///
/// # Panics
/// When a page does not hold two canvases, or one of them does not do what the page says.
pub fn check_examples<A: Analyzer>(read: impl Fn(&str) -> Result<Canvas, String>) {
    for rule in A::RULES {
        let examples: Vec<&str> = rule.documentation.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert_eq!(examples.len(), 2, "{}", rule.code);
        for (example, wanted) in examples.iter().zip([true, false]) {
            let canvas = read(example).unwrap_or_else(|reason| panic!("{}: {reason}", rule.code));
            let (_, findings) = run::<A>(&canvas);
            let found = findings.iter().any(|line| line.starts_with(rule.code));
            assert_eq!(found, wanted, "{}: {findings:#?}", rule.code);
        }
    }
}

/// The message of a finding with its arguments filled in.
///
/// # Panics
/// When the message is not one of the rule's.
pub fn render(report: &Report) -> String {
    let message = report.rule.messages.iter().find(|message| message.key == report.key).expect("the message is one of the rule's");
    report.arguments.iter().fold(message.text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// Checks that the committed manifest is what the code says, and that the rules describe themselves; with `CANVASS_UPDATE` set, writes it.
///
/// # Panics
/// When they differ, or a rule lacks a part of its page.
pub fn check_manifest(manifest: &Manifest, path: &str) {
    let mut codes = BTreeSet::new();
    for rule in manifest.analyzers.iter().flat_map(|analyzer| &analyzer.rules) {
        let code = &rule.code;
        assert!(codes.insert(code), "two rules have the code {code}");
        assert!(rule.slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{code}: `{}` is not kebab-case", rule.slug);
        for heading in ["## Why it matters", "## A canvas with this finding", "## A canvas without it", "## Source"] {
            assert!(rule.documentation.contains(heading), "{code}: its page lacks `{heading}`");
        }
    }
    let mut wanted = serde_json::to_string_pretty(manifest).expect("a manifest can be written");
    wanted.push('\n');
    if std::fs::read_to_string(path).is_ok_and(|current| current == wanted) {
        return;
    }
    if std::env::var_os("CANVASS_UPDATE").is_some() {
        std::fs::write(path, wanted).expect("the manifest can be written");
    } else {
        panic!("{path} is stale; run the test once with CANVASS_UPDATE=1");
    }
}
