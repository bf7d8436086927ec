//! The shapes, one file each. A shape reads a text and gives the drafts of the canvases it finds, or nothing when the text has not its shape.

mod ascii;
mod bmml;
mod csv;
mod drawio;
mod html;
mod json;
mod markdown;
mod mermaid;
mod named;
mod pieces;
mod plain;
mod sticky;
mod textusm;

use crate::draft::Draft;

/// A way in which canvases are written.
pub(crate) struct Shape {
    /// Its name, such as `markdown headings`.
    pub(crate) name: &'static str,
    /// Takes the canvases out of a text.
    pub(crate) read: fn(text: &str) -> Vec<Draft>,
}

/// Every shape of a notation, in the order in which they are tried.
pub(crate) const SHAPES: &[Shape] = &[
    Shape { name: "linked business model (bmml)", read: bmml::read },
    Shape { name: "sticky notes", read: sticky::read },
    Shape { name: "JSON or YAML", read: json::read },
    Shape { name: "draw.io diagram", read: drawio::read },
    Shape { name: "HTML", read: html::read },
    Shape { name: "Markdown", read: markdown::read },
    Shape { name: "CSV", read: csv::read },
    Shape { name: "plain text", read: plain::read },
    // Behind the others, so that of two that find as much, sections and lists win.
    Shape { name: "Mermaid diagram", read: mermaid::read },
    Shape { name: "TextUSM", read: textusm::read },
    Shape { name: "box drawing", read: ascii::read },
];

/// What a text that names blocks is instead of a canvas, where its words tell.
pub(crate) fn instead(text: &str) -> Option<&'static str> {
    markdown::instead(text)
}

/// Whether a text is a drawing whose content is compressed.
pub(crate) fn is_compressed_drawing(text: &str) -> bool {
    drawio::compressed(text)
}
