//! What an analyzer is, for authors in Rust.

use canvass_model::graph::View;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::de::DeserializeOwned;

use crate::findings::Findings;
use crate::json::Outcome;
use crate::manifest::AnalyzerManifest;
use crate::rule::Rule;

/// An analyzer: configured once, then given one canvas after the other.
///
/// An instance belongs to one thread at a time and should keep nothing from one canvas to the next.
pub trait Analyzer: Sized + Send + 'static {
    /// The name under which the result stands in the report: lower-case words joined by hyphens.
    const NAME: &'static str;
    /// What it finds out, in one sentence.
    const SUMMARY: &'static str;
    /// The rules whose findings it may report.
    const RULES: &'static [&'static Rule];

    /// What a user can set. Every field needs a default, so that `{}` is a configuration.
    type Configuration: DeserializeOwned + JsonSchema;
    /// What it answers about a canvas besides its findings.
    type Outcome: Outcome;

    /// Makes an instance.
    ///
    /// # Errors
    /// When the configuration cannot be used, why.
    fn new(configuration: Self::Configuration) -> Result<Self, String>;

    /// Analyses one canvas.
    fn analyze(&mut self, canvas: &View<'_>, findings: &mut Findings<'_>) -> Self::Outcome;
}

/// The analyzer as the manifest publishes it.
pub fn describe<A: Analyzer>() -> AnalyzerManifest {
    AnalyzerManifest {
        name: A::NAME.to_owned(),
        summary: A::SUMMARY.to_owned(),
        rules: A::RULES.iter().map(|rule| rule.manifest()).collect(),
        configuration_schema: schemars::schema_for!(A::Configuration).to_value(),
        // What may be left out when a result is written need not be there.
        result_schema: SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<A::Outcome>().to_value(),
    }
}

/// An analyzer whose types are forgotten, as the boundary holds it.
pub trait Instance: Send {
    /// Analyses one canvas: findings go to the sink, the result comes back as JSON.
    ///
    /// # Errors
    /// When the result cannot be written, why.
    fn run(&mut self, canvas: &View<'_>, findings: &mut dyn crate::findings::FindingSink) -> Result<&[u8], String>;
}

/// An analyzer with the memory for its results, which is used again for every canvas.
struct Running<A> {
    analyzer: A,
    json: Vec<u8>,
}

impl<A: Analyzer> Instance for Running<A> {
    fn run(&mut self, canvas: &View<'_>, findings: &mut dyn crate::findings::FindingSink) -> Result<&[u8], String> {
        self.analyzer.analyze(canvas, &mut Findings::new(findings, A::RULES)).write(&mut self.json)?;
        Ok(&self.json)
    }
}

/// Makes an instance from the text of its configuration; an empty text stands for `{}`.
///
/// # Errors
/// When the configuration does not fit, why.
pub fn create<A: Analyzer>(configuration: &str) -> Result<Box<dyn Instance>, String> {
    let configuration = if configuration.trim().is_empty() { "{}" } else { configuration };
    let configuration = serde_json::from_str(configuration).map_err(|error| error.to_string())?;
    Ok(Box::new(Running { analyzer: A::new(configuration)?, json: Vec::new() }))
}
