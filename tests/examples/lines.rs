//! Writes generated canvases to standard output, one per line: `lines COUNT BYTES`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<usize>().unwrap_or(1));
    let (count, bytes) = (arguments.next().unwrap_or(10), arguments.next().unwrap_or(8_000));
    std::io::stdout().write_all(canvass_tests::generate::lines(count, bytes, 42).as_bytes())
}
