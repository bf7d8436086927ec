//! Reads a file of one canvas per line into the typed model and does nothing else, for comparison: `parse_only FILE`.

use std::fs::File;
use std::hint::black_box;
use std::io::BufReader;

use canvass_formats::Limits;
use canvass_formats::lines::{Line, Lines};
use canvass_model::Canvas;

fn main() -> std::io::Result<()> {
    let path = std::env::args_os().nth(1).unwrap_or_default();
    // Read as the program reads it, so that what differs is what it does with a canvas.
    let mut lines = Lines::new(BufReader::with_capacity(256 << 10, File::open(path)?), Limits::default().document);
    let mut count = 0_u64;
    while let Some(line) = lines.next_line()? {
        let Line::Document { bytes, .. } = line else { continue };
        let text = std::str::from_utf8(bytes).map_err(std::io::Error::other)?;
        drop(black_box(serde_json::from_str::<Canvas>(black_box(text))?));
        count += 1;
    }
    if count == 0 { Err(std::io::Error::other("no line is a canvas")) } else { Ok(()) }
}
