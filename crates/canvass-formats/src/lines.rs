//! Files of one document per line, read as a stream with bounded memory.

use std::io::{self, BufRead};

/// A line of such a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// A line with something on it, without its line break.
    Document {
        /// The number of the line, from 1.
        number: u64,
        /// Its bytes.
        bytes: &'a [u8],
    },
    /// A line longer than the limit; it was skipped to its end.
    TooLong {
        /// The number of the line, from 1.
        number: u64,
        /// How long it is.
        length: u64,
    },
}

/// Reads lines into one buffer that is used again and again. Lines of white space alone are passed over.
pub struct Lines<R> {
    reader: R,
    limit: usize,
    buffer: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Reads from `reader`, refusing lines of more than `limit` bytes.
    pub fn new(reader: R, limit: usize) -> Self {
        Self { reader, limit, buffer: Vec::new(), number: 0 }
    }

    /// The next line that is not blank, or `None` at the end.
    ///
    /// # Errors
    /// Whatever reading fails with.
    pub fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        loop {
            self.buffer.clear();
            let length = self.fill()?;
            if length == 0 {
                return Ok(None);
            }
            self.number += 1;
            while self.buffer.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
                self.buffer.pop();
            }
            if self.buffer.len() > self.limit {
                return Ok(Some(Line::TooLong { number: self.number, length }));
            }
            if !self.buffer.iter().all(u8::is_ascii_whitespace) {
                break;
            }
        }
        Ok(Some(Line::Document { number: self.number, bytes: &self.buffer }))
    }

    /// Fills the buffer with one line and its break, keeping at most two bytes more than the limit; the true length of the line with its break.
    fn fill(&mut self) -> io::Result<u64> {
        let mut length = 0_u64;
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if available.is_empty() {
                return Ok(length);
            }
            let newline = memchr::memchr(b'\n', available);
            let taken = newline.map_or(available.len(), |at| at + 1);
            // Two bytes more: a line break does not count against the limit.
            let room = (self.limit + 2).saturating_sub(self.buffer.len());
            self.buffer.extend_from_slice(&available[..taken.min(room)]);
            self.reader.consume(taken);
            length += taken as u64;
            if newline.is_some() {
                return Ok(length);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, limit: usize) -> Vec<String> {
        let mut lines = Lines::new(text.as_bytes(), limit);
        let mut out = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            out.push(match line {
                Line::Document { number, bytes } => format!("{number}:{}", String::from_utf8_lossy(bytes)),
                Line::TooLong { number, length } => format!("{number} too long: {length}"),
            });
        }
        out
    }

    #[test]
    fn lines_are_numbered_and_blank_ones_passed_over() {
        assert_eq!(all("{}\r\n\n  \n[1]", 100), ["1:{}", "4:[1]"]);
    }

    #[test]
    fn a_line_of_any_length_costs_no_more_than_the_limit() {
        let mut lines = Lines::new("0123456789\nab\n".as_bytes(), 4);
        assert_eq!(lines.next_line().unwrap(), Some(Line::TooLong { number: 1, length: 11 }));
        assert!(lines.buffer.capacity() <= 16);
        assert_eq!(lines.next_line().unwrap(), Some(Line::Document { number: 2, bytes: b"ab" }));
        assert_eq!(lines.next_line().unwrap(), None);
    }

    #[test]
    fn a_line_of_exactly_the_limit_is_taken() {
        assert_eq!(all("abcd\r\nabcde\n", 4), ["1:abcd", "2 too long: 6"]);
    }
}
