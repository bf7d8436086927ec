//! The report of one canvas: what was found out, and where it stands.

use std::borrow::Cow;
use std::sync::OnceLock;

use canvass_import::Why;
use canvass_model::Canvas;
use canvass_model::facts::FactKind;
use canvass_model::finding::{Finding, Span};
use canvass_model::graph::{Field, Graph, ValueTag, View};
use canvass_model::report::{Failure, Outcome};
use canvass_model::vocabulary;
use canvass_schema::Source;

/// Everything that was found out about one canvas.
pub struct CanvasReport<'t> {
    /// The file it was read from.
    pub source_name: String,
    /// The line of the file that holds it, in a file of one canvas per line.
    pub line: Option<u64>,
    /// How it ended.
    pub outcome: Outcome,
    /// Whether the document could not even be read, rather than being read and found wrong.
    pub unreadable: bool,
    /// Whether it makes a check fail: by a finding at the failing level, or because the document was refused.
    pub fails: bool,
    /// How many findings are left out because comments of the document answer them.
    pub suppressed: usize,
    /// How many findings are left out because the baseline has them.
    pub in_baseline: usize,
    /// The canvas as a graph with its facts, unless it was refused.
    pub graph: Option<Graph>,
    /// The result of each analyzer as JSON, by the analyzer's name.
    pub results: Vec<(String, String)>,
    /// What the reader and the analyzers have to say.
    pub findings: Vec<Finding>,
    /// For findings of the reader, what to do about them, in the order of those findings.
    pub helps: Vec<(usize, String)>,
    /// Analyzers that failed.
    pub failures: Vec<Failure>,
    /// The text it was read from, for excerpts.
    pub source: Option<Source<'t>>,
    /// How it was taken out of a document that is not written in our format.
    pub import: Option<ImportSummary>,
    /// The canvas as it was written, where it was read into the typed model.
    pub(crate) canvas: Option<Canvas>,
}

/// How a canvas was taken out of a document that is not written in our format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportSummary {
    /// The shape in which it was written.
    pub shape: &'static str,
    /// Which canvas of the document it is, from 1, where there are several.
    pub number: Option<u32>,
    /// What was left of the document, and why.
    pub left: Vec<(Option<Span>, Why)>,
}

impl CanvasReport<'_> {
    /// A report in which nothing is said yet.
    pub(crate) fn empty(source_name: String, line: Option<u64>) -> Self {
        Self {
            source_name,
            line,
            outcome: Outcome::Analyzed,
            unreadable: false,
            fails: false,
            suppressed: 0,
            in_baseline: 0,
            graph: None,
            results: Vec::new(),
            findings: Vec::new(),
            helps: Vec::new(),
            failures: Vec::new(),
            source: None,
            import: None,
            canvas: None,
        }
    }

    /// The canvas as it was written, without what was read from its words; absent when it was refused.
    pub fn canvas(&self) -> Option<Cow<'_, Canvas>> {
        match &self.canvas {
            Some(canvas) => Some(Cow::Borrowed(canvas)),
            None if self.graph.is_some() => self.source.as_ref().and_then(|source| serde_json::from_str(source.text).ok()).map(Cow::Owned),
            None => None,
        }
    }

    /// The result of an analyzer as JSON.
    pub fn result(&self, analyzer: &str) -> Option<&str> {
        self.results.iter().find(|(name, _)| name == analyzer).map(|(_, json)| json.as_str())
    }

    /// Fills in where findings and their evidence stand in the source.
    pub(crate) fn locate(&mut self) {
        let Some(source) = &self.source else { return };
        let mut pointers: Vec<&str> = Vec::new();
        for finding in &self.findings {
            if finding.span.is_none() {
                pointers.extend(finding.at.first().map(String::as_str));
            }
            pointers.extend(finding.evidence.iter().map(|evidence| evidence.at.as_str()));
        }
        let mut spans = source.spans(&pointers).into_iter();
        for finding in &mut self.findings {
            if finding.span.is_none() && !finding.at.is_empty() {
                finding.span = spans.next().flatten();
            }
            for evidence in &mut finding.evidence {
                evidence.span = spans.next().flatten();
            }
        }
    }
}

/// Every typed value that occurs on a canvas, sorted.
pub(crate) fn kinds(view: &View<'_>) -> impl Iterator<Item = &'static str> {
    // Terms by their spelling, which may stand for several codes.
    static TERMS: OnceLock<Vec<(&'static str, u32)>> = OnceLock::new();
    let terms = TERMS.get_or_init(|| {
        let mut terms: Vec<_> = vocabulary::all().into_iter().flat_map(|(_, _, terms)| terms).map(|(code, spelling)| (spelling, code)).collect();
        terms.sort_unstable();
        terms
    });
    let mut there = [0_u64; 16];
    let mut add = |code: u32| {
        if let Some(word) = there.get_mut(code as usize / 64) {
            *word |= 1 << (code % 64);
        }
    };
    view.facts(FactKind::Typed).chain(view.facts(FactKind::Gives)).for_each(|fact| add(fact.value_code()));
    view.attributes.iter().filter(|row| row.field == Field::Roles as u32 && row.tag == ValueTag::Term as u32).for_each(|row| add(row.value));
    let is_there = move |code: u32| there.get(code as usize / 64).is_some_and(|word| word & (1 << (code % 64)) != 0);
    terms.chunk_by(|one, other| one.0 == other.0).filter(move |codes| codes.iter().any(|(_, code)| is_there(*code))).map(|codes| codes[0].0)
}
