//! What is written: results to standard output, everything else to standard error.

pub(crate) mod diagnostic;
mod economics;
pub(crate) mod file;
pub(crate) mod json;
pub(crate) mod results;
pub(crate) mod text;

use std::borrow::Cow;
use std::io::Write;
use std::path::Path;

use canvass_host::CanvasReport;
use canvass_model::finding::Severity;
use canvass_model::report::Outcome;
use unicode_width::UnicodeWidthStr;

use crate::exit::Exit;

/// What could not be done. Each is said at once, on standard error, and remembered for the exit code.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    count: usize,
    is_silent: bool,
}

impl Problems {
    /// Says nothing: for a first look at what is read once more.
    pub(crate) fn silent() -> Self {
        Self { is_silent: true, ..Self::default() }
    }

    /// Says what could not be done and what to do about it.
    pub(crate) fn cannot(&mut self, what: &str, help: &str) {
        self.count += 1;
        if self.is_silent {
            return;
        }
        let _unwritable = writeln!(anstream::stderr(), "error: {}\n  help: {}", clean(what), clean(help));
    }

    /// Says something that is no problem.
    pub(crate) fn say(&self, what: &str) {
        let _unwritable = writeln!(anstream::stderr(), "{}", clean(what));
    }

    /// Shows a diagnostic that was rendered: its escapes are its colours, what the input brought along is gone from it.
    pub(crate) fn show(&self, rendered: &str) {
        let _unwritable = writeln!(anstream::stderr(), "{rendered}");
    }

    /// How a run with these problems ends.
    pub(crate) fn exit(&self) -> Exit {
        if self.count > 0 { Exit::Failed } else { Exit::Clean }
    }
}

/// How many of what there was.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    analyzed: u64,
    refused: u64,
    failed: u64,
    errors: u64,
    warnings: u64,
    questions: u64,
    suppressed: u64,
    in_baseline: u64,
    gone: u64,
    fixed: u64,
    fixable: u64,
    unsafe_fixable: u64,
}

impl Counts {
    pub(crate) fn add(&mut self, report: &CanvasReport<'_>) {
        match report.outcome {
            Outcome::Analyzed => self.analyzed += 1,
            Outcome::Refused => self.refused += 1,
            Outcome::AnalyzerFailed => self.failed += 1,
        }
        self.suppressed += report.suppressed as u64;
        self.in_baseline += report.in_baseline as u64;
        let (safe, not_safe) = report.fixable();
        self.fixable += safe as u64;
        self.unsafe_fixable += not_safe as u64;
        for finding in &report.findings {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.questions += 1,
                Severity::Hint | Severity::Strength => {}
            }
        }
    }

    /// Whether any document was refused.
    pub(crate) fn has_refused(&self) -> bool {
        self.refused > 0
    }

    /// How many findings of the baseline were not found again.
    pub(crate) fn set_gone(&mut self, gone: u64) {
        self.gone = gone;
    }

    /// How many mends were carried out.
    pub(crate) fn set_fixed(&mut self, fixed: usize) {
        self.fixed = fixed as u64;
    }

    pub(crate) fn documents(&self) -> u64 {
        self.analyzed + self.refused + self.failed
    }

    pub(crate) fn summary(&self) -> String {
        let mut text = format!("{} analyzed", self.analyzed);
        for (count, word) in [(self.refused, "refused"), (self.failed, "failed in an analyzer")] {
            if count > 0 {
                text.push_str(&format!(", {count} {word}"));
            }
        }
        for (count, word) in [(self.errors, "error"), (self.warnings, "warning"), (self.questions, "question")] {
            let ending = if count == 1 { "" } else { "s" };
            text.push_str(&format!(" · {count} {word}{ending}"));
        }
        for (count, words) in
            [(self.suppressed, "suppressed"), (self.in_baseline, "in the baseline"), (self.gone, "in the baseline no longer found"), (self.fixed, "fixed")]
        {
            if count > 0 {
                text.push_str(&format!(" · {count} {words}"));
            }
        }
        for (count, option) in [(self.fixable, "--fix"), (self.unsafe_fixable, "--unsafe-fixes")] {
            if count > 0 {
                text.push_str(&format!(" · {count} fixable with {option}"));
            }
        }
        text
    }
}

/// A path as text. What is not UTF-8 is escaped, so that nothing is lost.
pub(crate) fn path_text(path: &Path) -> String {
    match path.to_str() {
        Some(text) => text.to_owned(),
        None => path.as_os_str().as_encoded_bytes().utf8_chunks().fold(String::new(), |mut text, chunk| {
            text.push_str(chunk.valid());
            chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02X}")));
            text
        }),
    }
}

/// Makes the characters visible that could drive a terminal or turn the direction of a line.
pub(crate) fn clean(text: &str) -> String {
    let harmless = |c: char| c == '\n' || !(c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}'));
    if text.chars().all(harmless) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            harmless_one if harmless(harmless_one) => out.push(harmless_one),
            '\t' => out.push(' '),
            // The control pictures stand for the control characters of ASCII.
            control @ '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + control as u32).unwrap_or('\u{fffd}')),
            other => out.extend(other.escape_unicode()),
        }
    }
    out
}

/// How much of a name is quoted.
pub(crate) const LONGEST_NAME: usize = 60;
/// How much of a sentence is shown, however it came to be so long.
const LONGEST_SENTENCE: usize = 2000;

/// The beginning of a name that is too long to be quoted.
pub(crate) fn shorten_name(name: &str) -> Cow<'_, str> {
    beginning(name, LONGEST_NAME)
}

/// A sentence in which the names between backticks or quotation marks that are too long are cut.
pub(crate) fn shorten(sentence: &str) -> Cow<'_, str> {
    if sentence.len() <= LONGEST_NAME {
        return Cow::Borrowed(sentence);
    }
    let part = |(at, part)| if at % 2 == 1 { shorten_name(part) } else { Cow::Borrowed(part) };
    let parts: Vec<Cow<'_, str>> = sentence.split('`').enumerate().map(part).collect();
    let mut sentence = String::new();
    for (at, part) in parts.join("`").split('“').enumerate() {
        match part.split_once('”').filter(|_| at > 0) {
            Some((name, rest)) => sentence.extend(["“", &shorten_name(name), "”", rest]),
            None => sentence.extend([if at > 0 { "“" } else { "" }, part]),
        }
    }
    Cow::Owned(beginning(&sentence, LONGEST_SENTENCE).into_owned())
}

fn beginning(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
    }
}

/// Lines in columns; the last column is not padded.
pub(crate) fn table(lines: &[Vec<&str>]) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> =
        (0..columns).map(|column| lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.width()).max().unwrap_or_default()).collect();
    let mut out = String::new();
    for line in lines {
        for (column, cell) in line.iter().enumerate() {
            out.push_str(&clean(cell));
            if column + 1 < line.len() {
                out.push_str(&" ".repeat(widths[column].saturating_sub(cell.width()) + 2));
            }
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_drives_a_terminal_passes() {
        assert_eq!(clean("客户\u{1b}[31mred\u{202e}\0\u{9b}"), "客户␛[31mred\\u{202e}␀\\u{9b}");
    }

    #[test]
    fn names_are_cut_where_they_are_quoted() {
        let long = "客".repeat(61);
        let cut = format!("{}…", "客".repeat(60));
        assert_eq!(shorten(&format!("`{long}` is not `b`, {long}")), format!("`{cut}` is not `b`, {long}"));
        assert_eq!(shorten(&format!("the “{long}”, “b” and “{long}")), format!("the “{cut}”, “b” and “{long}"));
        assert_eq!(shorten_name(&long), cut);
        assert_eq!(shorten_name(&"a".repeat(60)), "a".repeat(60));
        assert_eq!(shorten(&"a".repeat(5000)).chars().count(), LONGEST_SENTENCE + 1);
    }

    #[test]
    fn columns_align_by_width_not_by_length() {
        assert_eq!(table(&[vec!["客户", "a"], vec!["x", "b"]]), "客户  a\nx     b\n");
    }
}
