//! What an answer rests on, kept as its parts: most such lines are only written, never read.

use std::fmt;

use canvass_plugin::json::Json;

/// What an answer rests on, or what is missing.
#[derive(Clone, Copy, PartialEq)]
pub enum Why<'a> {
    /// A line that names nothing.
    Plain(&'static str),
    /// Something belongs to one of the two segments only.
    OnlyOne {
        /// The id of what belongs to it.
        item: &'a str,
        /// How it belongs to it.
        link: &'static str,
        /// The id of the segment.
        segment: &'a str,
    },
    /// One pays, the other does not.
    PaysAlone {
        /// The id of the segment that pays.
        payer: &'a str,
        /// The id of the segment that does not.
        free: &'a str,
    },
    /// The profits per member and year, each with the id of its segment.
    Profits([(f64, &'a str); 2]),
}

impl Why<'_> {
    /// Writes the line as a string of JSON.
    pub(crate) fn write(&self, json: &mut Json) {
        json.raw("\"");
        match *self {
            // Such a line holds nothing to escape.
            Self::Plain(line) => json.raw(line),
            Self::OnlyOne { item, link, segment } => {
                json.raw("`");
                json.part(item);
                json.raw("` ");
                json.raw(link);
                json.raw(" `");
                json.part(segment);
                json.raw("` only");
            }
            Self::PaysAlone { payer, free } => {
                json.raw("`");
                json.part(payer);
                json.raw("` pays and `");
                json.part(free);
                json.raw("` does not");
            }
            Self::Profits(_) => json.part(&self.to_string()),
        }
        json.raw("\"");
    }
}

impl fmt::Display for Why<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Plain(line) => formatter.write_str(line),
            Self::OnlyOne { item, link, segment } => write!(formatter, "`{item}` {link} `{segment}` only"),
            Self::PaysAlone { payer, free } => write!(formatter, "`{payer}` pays and `{free}` does not"),
            Self::Profits([(one, a), (other, b)]) => write!(formatter, "one member brings about {one:.2} a year in `{a}` and {other:.2} in `{b}`"),
        }
    }
}

canvass_plugin::as_text!(Why<'_>);
