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

use canvass_formats::tree::Node;

use crate::draft::Draft;
use crate::marks;

/// A way in which canvases are written.
pub(crate) struct Shape {
    /// Its name, such as `markdown headings`.
    pub(crate) name: &'static str,
    /// Takes the canvases out of a text.
    pub(crate) read: Read,
    /// Whether it stands behind the others: it wins only with more blocks, since nearly any text looks like it.
    pub(crate) behind: bool,
}

/// How a shape looks at a text.
pub(crate) enum Read {
    /// As it is written.
    Text(fn(text: &str) -> Vec<Draft>),
    /// As the data that it is, if any: JSON, YAML and the like are taken apart once for all shapes.
    Data(fn(text: &str, data: Option<&Node>) -> Vec<Draft>),
}

/// The data that a text is, if any.
pub(crate) fn data(text: &str) -> Option<Node> {
    if json::is_no_data(text) || is_outline(text) { None } else { json::tree(text) }
}

/// Whether a text has headings and without a colon or bracket outside of them and of bullets: for YAML that is comments and bare words.
fn is_outline(text: &str) -> bool {
    let mut headings = 0;
    // Most texts have no such sign anywhere.
    let has_data = memchr::memchr2(b'{', b'=', text.as_bytes()).is_some();
    marks::lines(text).map(str::trim_start).all(|line| {
        headings += usize::from(line.starts_with('#'));
        let bullet = line.starts_with("- ") || line.starts_with("* ");
        let bytes = line.as_bytes();
        line.starts_with('#') || !(has_data && memchr::memchr2(b'{', b'=', bytes).is_some()) && (bullet || memchr::memchr2(b':', b'[', bytes).is_none())
    }) && headings >= 3
}

/// The shape of a business model with identifiers, typed links and a header of its own.
pub(crate) const LINKED: &str = "linked business model (bmml)";

/// Every shape of a notation, in the order in which they are tried.
pub(crate) const SHAPES: &[Shape] = &[
    Shape { name: LINKED, read: Read::Data(bmml::of), behind: false },
    Shape { name: "sticky notes", read: Read::Data(sticky::of), behind: false },
    Shape { name: "JSON or YAML", read: Read::Data(json::of), behind: false },
    Shape { name: "XML", read: Read::Text(xml::read), behind: false },
    Shape { name: "draw.io diagram", read: Read::Text(drawio::read), behind: false },
    Shape { name: "HTML", read: Read::Text(html::page), behind: false },
    Shape { name: "Markdown", read: Read::Text(markdown::read), behind: false },
    Shape { name: "HTML", read: Read::Text(html::within), behind: true },
    Shape { name: "CSV", read: Read::Text(csv::read), behind: true },
    Shape { name: "plain text", read: Read::Text(plain::read), behind: true },
    // Behind the others, so that of two that find as much, sections and lists win.
    Shape { name: "Mermaid diagram", read: Read::Text(mermaid::read), behind: true },
    Shape { name: "PlantUML diagram", read: Read::Text(plantuml::read), behind: true },
    Shape { name: "TextUSM", read: Read::Text(textusm::read), behind: true },
    Shape { name: "box drawing", read: Read::Text(ascii::read), behind: true },
];

/// What a text that names blocks is instead of a canvas, where its words tell.
pub(crate) fn instead(text: &str) -> Option<&'static str> {
    markdown::instead(text)
}

/// Whether a text is a drawing whose content is compressed.
pub(crate) fn is_compressed_drawing(text: &str) -> bool {
    drawio::compressed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_above_bare_words_are_no_data() {
        assert!(data("# Mill\n\n## Channels\n- Shop\n\n## Costs\n- Rent\n").is_none());
        assert!(data("# Mill\n# of the valley\n# in the hills\nchannels:\n- Shop\n").is_some());
        assert!(data("- Shop\n- Rent\n").is_some());
    }
}
