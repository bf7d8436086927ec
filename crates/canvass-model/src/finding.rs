//! Findings: what an analyzer has to say about a canvas.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something that works well and is worth keeping.
    Strength,
    /// A suggestion.
    Hint,
    /// A question worth asking.
    Info,
    /// Probably a mistake in the business.
    Warning,
    /// It cannot be read, or contradicts itself.
    Error,
}

impl Severity {
    /// Every severity, from the mildest.
    pub const ALL: [Self; 5] = [Self::Strength, Self::Hint, Self::Info, Self::Warning, Self::Error];

    /// The word used in documents and on the screen.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Hint => "hint",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity with that number at the plugin boundary, 1 the mildest.
    pub fn from_code(code: u32) -> Option<Self> {
        Self::ALL.get(code.checked_sub(1)? as usize).copied()
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A position in a text: line and column count from 1, the column in characters; the offset counts bytes from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The offset in bytes, from 0.
    pub offset: u32,
}

/// A stretch of the source text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// The first character.
    pub start: Position,
    /// Behind the last character.
    pub end: Position,
}

/// Something a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// The JSON Pointer of the item or field.
    pub at: String,
    /// What it shows.
    pub says: String,
    /// Where it stands in the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A value that a message names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Argument {
    /// The name by which the message refers to it.
    pub name: Cow<'static, str>,
    /// The value as text.
    pub value: String,
}

/// One step of a mend, as a JSON Patch operation (RFC 6902).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PatchOperation {
    /// The operation: add, remove, replace, move.
    pub op: String,
    /// The JSON Pointer it applies to.
    pub path: String,
    /// For a move: the JSON Pointer it starts from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The new value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<serde_json::Value>,
}

/// Whether a mend can be carried out without looking at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Applicability {
    /// It says what was meant all along: a slip of the pen is taken out.
    Safe,
    /// It may say something else than what was meant: somebody has to look at it.
    Unsafe,
}

impl Applicability {
    /// The word used in documents and on the screen.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// What an analyzer, or the reader, has to say about a canvas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The stable code of the rule, such as PAY001.
    pub code: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// The message in English.
    pub message: String,
    /// The key of the message, for translation.
    pub key: Cow<'static, str>,
    /// What the message names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<Argument>,
    /// JSON Pointers of the items and fields it is about, the most telling first.
    pub at: Vec<String>,
    /// Where the first of them stands in the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// How sure it is, from 0 to 1.
    pub confidence: f64,
    /// What fact would change it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub would_change_if: Option<String>,
    /// How to mend it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fix: Vec<PatchOperation>,
    /// Whether the mend can be carried out without looking at it; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicability: Option<Applicability>,
}
