//! The gallery: canvases that come with the program, each a case that the literature reasons about.

/// Name and text of every canvas, by name.
pub(crate) const CANVASES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/gallery.rs"));

/// The text of a canvas.
pub(crate) fn find(name: &str) -> Option<&'static str> {
    CANVASES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
