//! How large a document may be.

/// Bounds on what a reader accepts, so that time and memory stay proportional to honest input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest document, in bytes.
    pub document: usize,
    /// The longest single text, in bytes.
    pub text: usize,
    /// The largest number of values in one document, after aliases are resolved.
    pub nodes: usize,
    /// How deep lists and objects may nest.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { document: 16 << 20, text: 1 << 20, nodes: 200_000, depth: 127 }
    }
}
