//! A line of text kept as its parts, which are put together where it is written.

use std::fmt;

/// So many parts the longest line has.
const PARTS: usize = 7;

/// A line: its parts, one after the other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Phrase<'a>([&'a str; PARTS]);

impl<'a> Phrase<'a> {
    /// The line of these parts.
    pub(crate) fn new<const COUNT: usize>(parts: [&'a str; COUNT]) -> Self {
        const { assert!(COUNT <= PARTS, "a line has more parts than there are places") };
        let mut places = [""; PARTS];
        places.iter_mut().zip(parts).for_each(|(place, part)| *place = part);
        Self(places)
    }

    /// The parts.
    pub(crate) fn parts(&self) -> &[&'a str] {
        &self.0
    }
}

impl fmt::Display for Phrase<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| formatter.write_str(part))
    }
}

canvass_plugin::as_text!(Phrase<'_>);
