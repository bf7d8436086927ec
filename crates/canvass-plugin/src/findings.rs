//! Reporting findings.

use canvass_model::finding::Severity;
use canvass_model::graph::Place;

use crate::rule::Rule;

/// Where an analyzer reports what it found.
pub struct Findings<'s> {
    sink: &'s mut dyn FindingSink,
    rules: &'s [&'static Rule],
}

/// Takes findings: the boundary in a plugin, a list in a test.
pub trait FindingSink {
    /// Takes one finding; `false` when it will take no more.
    fn take(&mut self, finding: &Report) -> bool;
}

/// A finding in the making. It is reported by [`Report::send`].
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// The key of the message.
    pub key: &'static str,
    /// How much it matters, where that differs from the rule.
    pub severity: Option<Severity>,
    /// What the message names.
    pub arguments: Vec<(&'static str, String)>,
    /// What it is about.
    pub at: Vec<Place>,
    /// What it rests on.
    pub evidence: Vec<(Place, String)>,
    /// How sure it is, from 0 to 1.
    pub confidence: f64,
    /// How to mend it, as a JSON Patch, or empty.
    pub fix: String,
}

impl<'s> Findings<'s> {
    /// Findings of these rules, going to that sink.
    pub fn new(sink: &'s mut dyn FindingSink, rules: &'s [&'static Rule]) -> Self {
        Self { sink, rules }
    }

    /// Begins a finding of a rule with one of its messages, about a place.
    pub fn report(&mut self, rule: &'static Rule, key: &'static str, at: Place) -> Draft<'_> {
        debug_assert!(self.rules.iter().any(|known| known.code == rule.code), "{} is not listed among the analyzer's rules", rule.code);
        debug_assert!(rule.messages.iter().any(|message| message.key == key), "{} has no message `{key}`", rule.code);
        let report = Report { rule, key, severity: None, arguments: Vec::new(), at: vec![at], evidence: Vec::new(), confidence: 1.0, fix: String::new() };
        Draft { sink: self.sink, report }
    }
}

/// A finding on its way: add what it says, then [`send`](Self::send) it.
#[must_use = "a finding is reported only when it is sent"]
pub struct Draft<'f> {
    sink: &'f mut dyn FindingSink,
    report: Report,
}

impl Draft<'_> {
    /// Names something in the message.
    pub fn argument(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.report.arguments.push((name, value.into()));
        self
    }

    /// A further place it is about.
    pub fn also_at(mut self, place: Place) -> Self {
        self.report.at.push(place);
        self
    }

    /// Something it rests on.
    pub fn evidence(mut self, place: Place, says: impl Into<String>) -> Self {
        self.report.evidence.push((place, says.into()));
        self
    }

    /// How sure it is, from 0 to 1; 1 when not said.
    pub fn confidence(mut self, confidence: f64) -> Self {
        self.report.confidence = confidence;
        self
    }

    /// Another severity than the rule's.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.report.severity = Some(severity);
        self
    }

    /// How to mend it, as the text of a JSON Patch.
    pub fn fix(mut self, patch: impl Into<String>) -> Self {
        debug_assert!(self.report.rule.fix.is_some(), "{} does not say that it has a fix", self.report.rule.code);
        self.report.fix = patch.into();
        self
    }

    /// Reports the finding.
    pub fn send(self) {
        // A sink that refuses has counted enough; the host says so, there is nothing to do here.
        let _taken = self.sink.take(&self.report);
    }
}

impl FindingSink for Vec<Report> {
    fn take(&mut self, finding: &Report) -> bool {
        self.push(finding.clone());
        true
    }
}
