//! What people saw on the canvases.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

/// All labels.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Labels {
    pub(super) canvas: Vec<CanvasLabel>,
    #[serde(default)]
    pub(super) negative: Vec<NegativeLabel>,
}

/// What somebody saw on one canvas.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CanvasLabel {
    pub(super) file: String,
    /// Which canvas of the file, from 0.
    #[serde(default)]
    pub(super) number: Option<usize>,
    pub(super) language: String,
    pub(super) shape: String,
    /// Items per block; a block that is left out has none. Without any, they cannot be told.
    #[serde(default)]
    pub(super) counts: Option<BTreeMap<String, i64>>,
    /// Blocks about whose items careful readers could differ.
    #[serde(default)]
    pub(super) counts_open: Vec<String>,
    /// Groups that pay; without it, the text does not say.
    #[serde(default)]
    pub(super) payers: Option<Vec<String>>,
    /// Groups that use without paying; without it, none is certain.
    #[serde(default)]
    pub(super) free: Option<Vec<String>>,
    /// Configurations that hold, the main one first; none where careful readers could differ.
    #[serde(default)]
    pub(super) configuration: Vec<String>,
    /// Configurations about which careful readers could differ.
    #[serde(default)]
    pub(super) configuration_open: Vec<String>,
    /// Patterns that hold; without it, nobody looked for them.
    #[serde(default)]
    pub(super) patterns: Option<Vec<String>>,
    /// Patterns about which careful readers could differ.
    #[serde(default)]
    pub(super) patterns_open: Vec<String>,
    #[serde(default)]
    #[expect(dead_code, reason = "kept for readers of the labels; the market structures are patterns")]
    pub(super) market: Option<String>,
}

/// Something that is no canvas, or one of another kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NegativeLabel {
    pub(super) file: String,
    pub(super) why: String,
    pub(super) outcome: Outcome,
}

/// What should come of it.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// A clear message and no canvas.
    NoCanvas,
    /// A canvas with a remark that it was mapped.
    Lean,
}

impl Labels {
    /// Reads the labels.
    ///
    /// # Errors
    /// When the file cannot be read, or does not fit.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("{} does not fit", path.display()))
    }
}
