//! Parses lines of a file into the typed model and does nothing else, for comparison: `parse_only FILE`.

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let text = std::fs::read_to_string(path)?;
    let read = text.lines().filter(|line| std::hint::black_box(serde_json::from_str::<canvass_model::Canvas>(line)).is_ok()).count();
    assert!(read > 0, "no line is a canvas");
    Ok(())
}
