//! The report of one canvas, written straight from the tables: the published shape, without a second copy of it in memory.

use canvass_formats::position::LineIndex;
use canvass_model::blocks::Block;
use canvass_model::facts::FactKind;
use canvass_model::finding::Finding;
use canvass_model::graph::{Fact, Field, Graph, NONE, ValueTag, View};
use canvass_model::report::{Failure, Outcome};
use canvass_model::vocabulary;
use canvass_schema::Source;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use serde_json::value::RawValue;

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
    /// The canvas as a graph with its facts, unless it was refused.
    pub graph: Option<Graph>,
    /// The result of each analyzer as JSON, by the analyzer's name.
    pub results: Vec<(String, Box<RawValue>)>,
    /// What the reader and the analyzers have to say.
    pub findings: Vec<Finding>,
    /// For findings of the reader, what to do about them, in the order of those findings.
    pub helps: Vec<(usize, String)>,
    /// Analyzers that failed.
    pub failures: Vec<Failure>,
    /// The text it was read from, for excerpts.
    pub source: Option<Source<'t>>,
}

impl CanvasReport<'_> {
    /// A report in which nothing is said yet.
    pub(crate) fn empty(source_name: String, line: Option<u64>) -> Self {
        Self {
            source_name,
            line,
            outcome: Outcome::Analyzed,
            unreadable: false,
            graph: None,
            results: Vec::new(),
            findings: Vec::new(),
            helps: Vec::new(),
            failures: Vec::new(),
            source: None,
        }
    }

    /// The result of an analyzer as JSON.
    pub fn result(&self, analyzer: &str) -> Option<&str> {
        self.results.iter().find(|(name, _)| name == analyzer).map(|(_, json)| json.get())
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

    /// An index of the lines of the source, to cut excerpts.
    pub fn lines(&self) -> Option<LineIndex> {
        self.source.as_ref().map(|source| LineIndex::new(source.text, 1))
    }
}

impl Serialize for CanvasReport<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let view = self.graph.as_ref().map(Graph::view);
        let fields = 5 + usize::from(!self.failures.is_empty());
        let mut report = serializer.serialize_struct("Report", fields)?;
        report.serialize_field("canvas", &Summary { report: self, view: view.as_ref() })?;
        report.serialize_field("outcome", self.outcome.as_str())?;
        report.serialize_field("facts", &Facts(view.as_ref()))?;
        report.serialize_field("results", &Results(&self.results))?;
        report.serialize_field("findings", &self.findings)?;
        if !self.failures.is_empty() {
            report.serialize_field("failures", &self.failures)?;
        }
        report.end()
    }
}

struct Summary<'r> {
    report: &'r CanvasReport<'r>,
    view: Option<&'r View<'r>>,
}

impl Serialize for Summary<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(canvas) = self.view.and_then(View::canvas) {
            for (key, text) in [("id", canvas.id()), ("name", canvas.name())] {
                if !text.is_empty() {
                    map.serialize_entry(key, text)?;
                }
            }
            if let Some(language) = canvas.texts(Field::Language).next() {
                map.serialize_entry("language", language)?;
            }
        }
        map.serialize_entry("source", &self.report.source_name)?;
        if let Some(line) = self.report.line {
            map.serialize_entry("line", &line)?;
        }
        map.serialize_entry("items", &Counts(self.view))?;
        map.end()
    }
}

struct Counts<'r>(Option<&'r View<'r>>);

impl Serialize for Counts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(view) = self.0 {
            for block in Block::NINE.into_iter().filter(|&block| view.states(block)) {
                map.serialize_entry(block.key(), &view.count(block))?;
            }
        }
        map.end()
    }
}

struct Results<'r>(&'r [(String, Box<RawValue>)]);

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, json)| (name, json)))
    }
}

struct Facts<'r>(Option<&'r View<'r>>);

impl Serialize for Facts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut facts = serializer.serialize_struct("FactsSummary", 2)?;
        facts.serialize_field("kinds", &kinds(self.0))?;
        facts.serialize_field("list", &FactList(self.0))?;
        facts.end()
    }
}

/// Every typed value that occurs on a canvas, sorted.
pub fn kinds(view: Option<&View<'_>>) -> Vec<&'static str> {
    let Some(view) = view else { return Vec::new() };
    let typed = view.facts(FactKind::Typed).chain(view.facts(FactKind::Gives)).map(|fact| fact.value_code());
    let roles = view.attributes.iter().filter(|row| row.field == Field::Roles as u32 && row.tag == ValueTag::Term as u32).map(|row| row.value);
    let mut codes: Vec<u32> = typed.chain(roles).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut words: Vec<&'static str> = codes.into_iter().filter_map(vocabulary::spelling).collect();
    words.sort_unstable();
    words.dedup();
    words
}

struct FactList<'r>(Option<&'r View<'r>>);

impl Serialize for FactList<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(self.0.map(|view| view.facts.len()))?;
        if let Some(view) = self.0 {
            for &kind in FactKind::ALL {
                for fact in view.facts(kind) {
                    list.serialize_element(&Record { view, kind, fact })?;
                }
            }
        }
        list.end()
    }
}

struct Record<'r> {
    view: &'r View<'r>,
    kind: FactKind,
    fact: Fact<'r>,
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("fact", self.kind.as_str())?;
        map.serialize_entry("subject", name(self.view, self.fact.subject_index()))?;
        if self.fact.object_index() != NONE {
            map.serialize_entry("object", name(self.view, self.fact.object_index()))?;
        }
        if let Some(value) = vocabulary::spelling(self.fact.value_code()) {
            map.serialize_entry("value", value)?;
        }
        map.serialize_entry("origin", self.fact.origin().as_str())?;
        map.serialize_entry("confidence", &self.fact.confidence())?;
        let at: Vec<String> = self.fact.evidence().iter().filter_map(|&place| self.view.pointer(place)).collect();
        map.serialize_entry("at", &at)?;
        if !self.fact.words().is_empty() {
            map.serialize_entry("words", self.fact.words())?;
        }
        map.end()
    }
}

/// The id of an item; the canvas itself stands for the company.
fn name<'r>(view: &'r View<'r>, index: u32) -> &'r str {
    match view.item(index) {
        Some(item) if item.block() != Block::Canvas => item.id(),
        _ => "company",
    }
}
