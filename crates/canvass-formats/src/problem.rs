//! Why a document could not be read.

use std::fmt;
use std::ops::Range;

use canvass_model::excerpt;

/// A fault of a document: what is wrong, where, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct Problem {
    /// What is wrong.
    pub fault: Fault,
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// A second place that belongs to it, with what stands there.
    pub related: Option<(Range<usize>, String)>,
    /// What to do next.
    pub help: Option<String>,
}

impl Problem {
    /// A problem at a place.
    pub fn new(fault: Fault, span: Range<usize>) -> Self {
        Self { fault, span, related: None, help: None }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// What is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// There is nothing in it.
    Empty,
    /// It is not UTF-8; the text names what it is instead.
    Encoding(String),
    /// It breaks the rules of its notation.
    Syntax(String),
    /// A limit is exceeded.
    Limit(String),
    /// A key is given twice in one object.
    DuplicateKey(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the file is empty"),
            Self::Encoding(text) | Self::Syntax(text) | Self::Limit(text) => formatter.write_str(text),
            Self::DuplicateKey(key) => write!(formatter, "the key `{}` is given twice", excerpt(key)),
        }
    }
}
