//! The shapes, one file each. A shape reads a text and gives the drafts of the canvases it finds, or nothing when the text has not its shape.

mod ascii;
mod bmml;
mod csv;
mod drawio;
mod groups;
mod html;
mod json;
mod markdown;
mod mermaid;
mod named;
mod outline;
mod pieces;
mod plain;
mod plantuml;
mod sticky;
mod textusm;
mod xml;

use crate::draft::Draft;

/// A way in which canvases are written.
pub(crate) struct Shape {
    /// Its name, such as `markdown headings`.
    pub(crate) name: &'static str,
    /// Takes the canvases out of a text.
    pub(crate) read: fn(text: &str) -> Vec<Draft>,
    /// Whether it stands behind the others: it wins only with more blocks, since nearly any text looks like it.
    pub(crate) behind: bool,
}

/// Every shape of a notation, in the order in which they are tried.
pub(crate) const SHAPES: &[Shape] = &[
    Shape { name: "linked business model (bmml)", read: bmml::read, behind: false },
    Shape { name: "sticky notes", read: sticky::read, behind: false },
    Shape { name: "JSON or YAML", read: json::read, behind: false },
    Shape { name: "XML", read: xml::read, behind: false },
    Shape { name: "draw.io diagram", read: drawio::read, behind: false },
    Shape { name: "HTML", read: html::page, behind: false },
    Shape { name: "Markdown", read: markdown::read, behind: false },
    Shape { name: "HTML", read: html::within, behind: true },
    Shape { name: "CSV", read: csv::read, behind: true },
    Shape { name: "plain text", read: plain::read, behind: true },
    // Behind the others, so that of two that find as much, sections and lists win.
    Shape { name: "Mermaid diagram", read: mermaid::read, behind: true },
    Shape { name: "PlantUML diagram", read: plantuml::read, behind: true },
    Shape { name: "TextUSM", read: textusm::read, behind: true },
    Shape { name: "box drawing", read: ascii::read, behind: true },
];

/// What a text that names blocks is instead of a canvas, where its words tell.
pub(crate) fn instead(text: &str) -> Option<&'static str> {
    markdown::instead(text)
}

/// Whether a text is a drawing whose content is compressed.
pub(crate) fn is_compressed_drawing(text: &str) -> bool {
    drawio::compressed(text)
}
