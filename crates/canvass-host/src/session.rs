//! From bytes to a report: reading, the graph, and every analyzer in turn.

use std::borrow::Cow;

use canvass_formats::{Format, Limits};
use canvass_model::finding::{Argument, Evidence, Finding, PatchOperation, Severity};
use canvass_model::graph::{self, Graph};
use canvass_model::report::{Failure, Outcome};
use canvass_model::{Canvas, Problem};
use canvass_schema::Fault;

use crate::baseline::Baseline;
use crate::configuration::policy::{Levels, Policy};
use crate::configuration::{Configuration, names_of_rules};
use crate::error::{PluginError, Refusal};
use crate::library::Handle;
use crate::plugins::{Analyzer, Plugins};
use crate::portfolio::Portfolio;
use crate::reader_rules;
use crate::reading::{self, Document, Taken};
use crate::report::{CanvasReport, ImportSummary};
use crate::sink::{Heard, MOST_FINDINGS, lend};
use crate::suppressions::{Suppressions, UNUSED};

/// A document to analyse.
#[derive(Debug, Clone, Copy)]
pub struct Input<'t> {
    /// Its bytes.
    pub bytes: &'t [u8],
    /// Its format, where that is known.
    pub format: Option<Format>,
    /// The name of its source, as reports and messages show it.
    pub source_name: &'t str,
    /// The line of the source that holds it, in a file of one canvas per line.
    pub line: Option<u64>,
    /// Whether only our own format counts, and nothing is imported.
    pub native: bool,
}

/// One instance of every analyzer, for one thread.
pub struct Session<'p> {
    analyzers: Vec<(&'p Analyzer, Handle)>,
    policy: Policy,
    baseline: Option<Baseline>,
    portfolio: Option<Portfolio>,
    limits: Limits,
}

impl<'p> Session<'p> {
    /// Makes an instance of every analyzer. A plugin that makes none, or does not take its configuration, is named and left out as a whole;
    /// the others are used nevertheless.
    pub fn new(plugins: &'p Plugins, configuration: &'p Configuration, limits: Limits) -> (Self, Vec<PluginError>) {
        let mut analyzers = Vec::new();
        let mut errors = Vec::new();
        for plugin in plugins.iter() {
            let made: Result<Vec<_>, Refusal> = plugin
                .analyzers
                .iter()
                .zip(&plugin.manifest.analyzers)
                .map(|(analyzer, manifest)| {
                    let Some(settings) = configuration.analyzers.get(&analyzer.name) else {
                        return plugin.library.create(&analyzer.name, "{}").map(|handle| (analyzer, handle)).map_err(Refusal::NotStarted);
                    };
                    let given = serde_json::to_value(settings).map_err(|error| error.to_string()).and_then(|value| {
                        check_settings(&manifest.configuration_schema, &value)?;
                        plugin.library.create(&analyzer.name, &value.to_string())
                    });
                    given.map(|handle| (analyzer, handle)).map_err(|reason| Refusal::Configuration(format!("in `[analyzers.{}]`, {reason}", analyzer.name)))
                })
                .collect();
            match made {
                Ok(made) => analyzers.extend(made),
                Err(refusal) => errors.push(PluginError { path: plugin.path.clone(), refusal }),
            }
        }
        let policy = Policy::new(configuration, names_of_rules(plugins));
        (Self { analyzers, policy, baseline: None, portfolio: None, limits }, errors)
    }

    /// Reads one document and analyses what is in it: one canvas, unless a document that is not written in our format holds several.
    pub fn analyze<'t>(&mut self, input: Input<'t>, take: &mut dyn FnMut(CanvasReport<'t>)) {
        for document in reading::read(&input, &self.limits) {
            let mut report = self.analyze_one(input, document);
            self.leave_out_known(&mut report);
            report.fails = report.outcome == Outcome::Refused || report.findings.iter().any(|finding| self.policy.fails(finding));
            take(report);
        }
    }

    /// The reports of a document with everything that was found, also what the baseline has.
    pub(crate) fn each_report<'t>(&mut self, input: Input<'t>, take: &mut dyn FnMut(CanvasReport<'t>)) {
        for document in reading::read(&input, &self.limits) {
            take(self.analyze_one(input, document));
        }
    }

    /// The limits that documents keep.
    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// Adds what there is to say about several canvases together to the reports of those that it is about.
    pub fn set_portfolio(&mut self, portfolio: Option<Portfolio>) {
        self.portfolio = portfolio;
    }

    /// Leaves out findings that were there before.
    pub fn set_baseline(&mut self, baseline: Option<Baseline>) {
        self.baseline = baseline;
    }

    /// How many findings of the baseline were not found again in the documents that were looked at.
    pub fn gone(&self) -> u64 {
        self.baseline.as_ref().map_or(0, Baseline::gone)
    }

    fn leave_out_known(&mut self, report: &mut CanvasReport<'_>) {
        let Some(baseline) = self.baseline.as_mut().filter(|_| report.outcome != Outcome::Refused) else { return };
        let mut was_there = baseline.compare(report).into_iter();
        let before = report.findings.len();
        keep(report, 0, |_| !was_there.next().unwrap_or_default());
        report.in_baseline = before - report.findings.len();
    }

    fn analyze_one<'t>(&mut self, input: Input<'t>, document: Document<'t>) -> CanvasReport<'t> {
        let mut report = CanvasReport::empty(input.source_name.to_owned(), input.line);
        if document.canvas.is_none() && document.graph.is_none() {
            report.outcome = Outcome::Refused;
            report.unreadable = document.faults.iter().any(Fault::is_unreadable);
        }
        report.source = document.source;
        for fault in document.faults {
            add_fault(&mut report, fault);
        }
        if let Some(taken) = document.imported {
            add_import(&mut report, taken);
        }
        if let Some(graph) = document.graph {
            let text = report.source.as_ref().map_or("", |source| source.text);
            let written = || serde_json::from_str::<Canvas>(text).ok().and_then(|canvas| serde_json::to_string(&canvas).ok());
            self.examine(graph, &[], &mut || written().unwrap_or_else(null), &mut report);
        } else if let Some(stated) = &document.canvas {
            let read = canvass_text::read(stated);
            let (canvas, marks) = read.as_ref().map_or((stated, &[][..]), |reading| (&reading.canvas, &reading.marks[..]));
            let (graph, problems) = graph::build_read(canvas, marks);
            for problem in problems {
                add_problem(&mut report, &graph, &problem);
            }
            let read = graph.read_items(marks);
            self.examine(graph, &read, &mut || serde_json::to_string(canvas).unwrap_or_else(|_| null()), &mut report);
        } else {
            // A refused canvas is not analysed; its links are checked all the same, so that one run names every fault.
            if let Some(rest) = &document.rest {
                let (graph, problems) = graph::build(rest);
                for problem in problems {
                    add_problem(&mut report, &graph, &problem);
                }
            }
            report.locate();
        }
        report.canvas = document.canvas;
        report
    }

    /// Runs the analyzers over a canvas that has been read, and says where what they find stands. `read` are the items of which anything was
    /// read from words.
    fn examine(&mut self, graph: Graph, read: &[u32], document: &mut dyn FnMut() -> String, report: &mut CanvasReport<'_>) {
        let levels = self.policy.levels(&report.source_name);
        let said = report.findings.len();
        self.run(&graph, read, document, report);
        if report.line.is_none() && report.import.is_none() {
            let together = self.portfolio.as_ref().map_or(&[][..], |portfolio| portfolio.about(&report.source_name));
            report.findings.extend_from_slice(together);
        }
        // Findings of one analyzer by code and place; the reader's come first, in the order of the text.
        report.locate();
        report.findings[said..].sort_by(order);
        if !levels.is_empty() {
            keep(report, 0, |finding| levels.apply(finding));
        }
        self.suppress(&levels, report);
        report.graph = Some(graph);
    }

    /// Leaves out what comments of the document answer, and says where such a comment is amiss.
    fn suppress(&self, levels: &Levels, report: &mut CanvasReport<'_>) {
        let Some((text, first_line)) = report.source.as_ref().map(|source| (source.text, source.first_line())) else { return };
        let mut suppressions = Suppressions::read(text, first_line, &self.policy);
        if suppressions.is_empty() {
            return;
        }
        let before = report.findings.len();
        keep(report, 0, |finding| suppressions.keeps(finding));
        report.suppressed = before - report.findings.len();
        // Of a document with several canvases a comment may be about another one.
        let is_one_of_several = report.import.as_ref().is_some_and(|import| import.number.is_some());
        for remark in suppressions.remarks(levels, &self.policy) {
            if is_one_of_several && remark.code == UNUSED {
                continue;
            }
            let mut finding = Finding {
                code: Cow::Borrowed(remark.code),
                severity: Severity::Warning,
                message: remark.says,
                key: Cow::Borrowed(key_of(remark.code)),
                arguments: Vec::new(),
                at: vec![String::new()],
                span: report.source.as_ref().map(|source| source.span(&remark.range)),
                evidence: Vec::new(),
                confidence: 1.0,
                would_change_if: None,
                fix: Vec::new(),
                applicability: None,
            };
            if levels.apply(&mut finding) {
                report.helps.push((report.findings.len(), remark.help));
                report.findings.push(finding);
            }
        }
    }

    /// Runs the analyzers over a graph that is there already, without reading and without places: their results and findings.
    pub fn run_analyzers(&mut self, canvas: &Canvas, graph: &Graph) -> CanvasReport<'static> {
        let mut report = CanvasReport::empty(String::new(), None);
        self.run(graph, &[], &mut || serde_json::to_string(canvas).unwrap_or_else(|_| null()), &mut report);
        report
    }

    fn run(&mut self, graph: &Graph, read: &[u32], document: &mut dyn FnMut() -> String, report: &mut CanvasReport<'_>) {
        let view = graph.view();
        for (analyzer, handle) in &mut self.analyzers {
            let mut heard = Heard::new(analyzer, &view, read);
            let status = heard.listen(|sink| lend(&view, document, |table| handle.analyze(table, sink)));
            let failure = match (heard.breach.take(), status) {
                (Some(what), _) => Some(if what.starts_with("its ") { what } else { format!("it reported {what}") }),
                (None, Err(status)) if heard.reason.is_empty() => Some(format!("it failed with status {status} and gave no reason")),
                (None, Err(_)) => Some(std::mem::take(&mut heard.reason)),
                (None, Ok(())) => None,
            };
            let result = failure.map_or_else(|| heard.result.finish().map_err(str::to_owned), Err);
            match result {
                Ok(json) => {
                    report.results.push((analyzer.name.clone(), json));
                    report.findings.append(&mut heard.findings);
                    if heard.truncated {
                        report.outcome = Outcome::AnalyzerFailed;
                        let reason = format!("it reported more than {MOST_FINDINGS} findings; the others are left out");
                        report.failures.push(Failure { analyzer: analyzer.name.clone(), reason });
                    }
                }
                Err(reason) => {
                    report.outcome = Outcome::AnalyzerFailed;
                    report.failures.push(Failure { analyzer: analyzer.name.clone(), reason });
                }
            }
        }
        report.results.sort_by(|left, right| left.0.cmp(&right.0));
    }
}

/// Keeps the findings, from one of them on, that are to be reported.
fn keep(report: &mut CanvasReport<'_>, from: usize, mut is_kept: impl FnMut(&mut Finding) -> bool) {
    let rest = report.findings.split_off(from.min(report.findings.len()));
    // What to do about a finding is kept by its number, which changes when one before it is left out.
    let mut helps = std::mem::take(&mut report.helps).into_iter().peekable();
    while let Some(help) = helps.next_if(|(at, _)| *at < from) {
        report.helps.push(help);
    }
    for (at, mut finding) in rest.into_iter().enumerate() {
        let help = helps.next_if(|(of, _)| *of == from + at);
        if is_kept(&mut finding) {
            report.helps.extend(help.map(|(_, help)| (report.findings.len(), help)));
            report.findings.push(finding);
        }
    }
}

/// The document of which nothing can be said.
fn null() -> String {
    "null".to_owned()
}

fn order(left: &Finding, right: &Finding) -> std::cmp::Ordering {
    let key = |finding: &Finding| finding.span.map_or(u32::MAX, |span| span.start.offset);
    (&left.code, key(left), &left.at, &left.message).cmp(&(&right.code, key(right), &right.at, &right.message))
}

fn check_settings(schema: &serde_json::Value, settings: &serde_json::Value) -> Result<(), String> {
    // A schema without any properties would only say that nothing may stand here.
    if schema["additionalProperties"] == false && schema["patternProperties"].is_null() {
        let known: Vec<&str> = schema["properties"].as_object().into_iter().flat_map(|properties| properties.keys()).map(String::as_str).collect();
        if let Some(key) = settings.as_object().into_iter().flat_map(|settings| settings.keys()).find(|key| !known.contains(&key.as_str())) {
            let help = match canvass_model::nearest(key, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if known.is_empty() => "it has no settings".to_owned(),
                None => format!("its settings are `{}`", known.join("`, `")),
            };
            return Err(format!("unknown key `{}` ({help})", key.escape_debug()));
        }
    }
    let schema = canvass_schema::Schema::compile(schema.clone()).map_err(|error| format!("the schema of its configuration is no schema: {error}"))?;
    let text = settings.to_string();
    let tree = canvass_formats::parse(&text, Format::Json, &Limits::default()).map_err(|problem| problem.to_string())?;
    match schema.check(&tree.root).into_iter().next() {
        None => Ok(()),
        Some(violation) => {
            Err(format!("`{}`: {}{}", violation.pointer, violation.message, violation.help.map(|help| format!(" ({help})")).unwrap_or_default()))
        }
    }
}

fn add_fault(report: &mut CanvasReport<'_>, fault: Fault) {
    let span = report.source.as_ref().map(|source| source.span(&fault.span));
    let evidence = fault
        .related
        .iter()
        .map(|(range, says)| Evidence { at: fault.pointer.clone(), says: says.clone(), span: report.source.as_ref().map(|source| source.span(range)) })
        .collect();
    if let Some(help) = fault.help {
        report.helps.push((report.findings.len(), help));
    }
    report.findings.push(Finding {
        code: Cow::Borrowed(fault.code),
        severity: Severity::Error,
        message: fault.message,
        key: Cow::Borrowed(key_of(fault.code)),
        arguments: Vec::new(),
        at: vec![fault.pointer],
        span,
        evidence,
        confidence: 1.0,
        would_change_if: None,
        applicability: reader_rules::applicability(fault.code).filter(|_| !fault.fix.is_empty()),
        fix: fault.fix,
    });
}

/// Says how a canvas was taken out of a document that is not written in our format.
fn add_import(report: &mut CanvasReport<'_>, taken: Taken) {
    let source = report.source.as_ref();
    let left = taken.left.iter().map(|left| (source.map(|source| source.span(&left.range)), left.why)).collect();
    for remark in taken.remarks {
        report.findings.push(Finding {
            code: Cow::Borrowed("DOC006"),
            severity: Severity::Info,
            message: remark.says,
            key: Cow::Borrowed("read_by_a_stretch"),
            arguments: Vec::new(),
            at: vec![String::new()],
            span: report.source.as_ref().map(|source| source.span(&remark.range)),
            evidence: Vec::new(),
            confidence: 1.0,
            would_change_if: None,
            fix: Vec::new(),
            applicability: None,
        });
    }
    report.import = Some(ImportSummary { shape: taken.shape, number: taken.number, left });
}

fn key_of(code: &str) -> &'static str {
    match code {
        "STR003" => "unknown_key",
        "DOC001" => "unreadable",
        "DOC002" => "wrong_shape",
        "DOC003" => "duplicate_key",
        "DOC005" => "no_canvas",
        "DOC007" => "bad_suppression",
        "DOC008" => "unused_suppression",
        _ => "not_a_canvas",
    }
}

fn add_problem(report: &mut CanvasReport<'_>, graph: &Graph, problem: &Problem) {
    let view = graph.view();
    let pointer = view.pointer(problem.place()).unwrap_or_default();
    let (key, arguments, evidence, fix) = match problem {
        Problem::BrokenLink { id, suggestion, .. } => {
            let fix = suggestion.iter().map(|meant| PatchOperation {
                op: "replace".to_owned(),
                path: pointer.clone(),
                from: None,
                value: Some(meant.as_str().into()),
            });
            let mut arguments = vec![Argument { name: Cow::Borrowed("id"), value: id.clone() }];
            arguments.extend(suggestion.iter().map(|meant| Argument { name: Cow::Borrowed("nearest"), value: meant.clone() }));
            ("broken_link", arguments, Vec::new(), fix.collect())
        }
        Problem::DuplicateId { id, first, .. } => {
            let at = view.pointer(*first).unwrap_or_default();
            let evidence = vec![Evidence { at, says: "first given here".to_owned(), span: None }];
            ("duplicate_id", vec![Argument { name: Cow::Borrowed("id"), value: id.clone() }], evidence, Vec::new())
        }
    };
    report.helps.push((report.findings.len(), problem.help()));
    report.findings.push(Finding {
        code: Cow::Borrowed(problem.code()),
        severity: Severity::Error,
        message: problem.message(),
        key: Cow::Borrowed(key),
        arguments,
        at: vec![pointer],
        span: None,
        evidence,
        confidence: 1.0,
        would_change_if: None,
        applicability: reader_rules::applicability(problem.code()).filter(|_| !fix.is_empty()),
        fix,
    });
}
