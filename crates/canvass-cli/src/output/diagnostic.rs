//! A finding with the lines it is about: file, line, column, the source line and a caret.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use canvass_host::CanvasReport;
use canvass_model::finding::{Finding, Severity};
use canvass_model::report::Failure;

use super::clean;

/// Longer lines are shown only around the place.
const LONGEST_LINE: usize = 200;
/// How many further places are shown beside the first.
const FURTHER: usize = 3;

/// Renders one finding of a report.
pub(crate) fn render(report: &CanvasReport<'_>, index: usize) -> String {
    let Some(finding) = report.findings.get(index) else { return String::new() };
    let help = report.helps.iter().find(|(at, _)| *at == index).map(|(_, help)| help.as_str());
    let text = report.source.as_ref().map_or("", |source| source.text);
    let mut places = vec![(range(finding, text), label(finding))];
    for evidence in &finding.evidence {
        if let Some(span) = evidence.span.filter(|_| places.len() <= FURTHER) {
            let range = span.start.offset as usize..span.end.offset as usize;
            if places.iter().all(|(known, _)| *known != range) {
                places.push((range, evidence.says.clone()));
            } else if let Some(first) = places.first_mut().filter(|(known, label)| *known == range && label.is_empty()) {
                first.1.clone_from(&evidence.says);
            }
        }
    }
    let mut notes: Vec<(Kind, String)> = Vec::new();
    if let Some(change) = &finding.would_change_if {
        notes.push((Kind::Note, format!("this would change if {change}")));
    }
    if let Some(help) = help {
        notes.push((Kind::Help, help.to_owned()));
    }
    if !finding.code.starts_with("DOC") {
        notes.push((Kind::Help, format!("canvass explain {}", finding.code)));
    }
    let line = finding.span.map_or(report.line.and_then(|line| u32::try_from(line).ok()).unwrap_or(1), |span| span.start.line);
    show(&Shown {
        severity: finding.severity,
        code: &finding.code,
        message: &finding.message,
        path: &report.source_name,
        first_line: report.line.map_or(1, |_| line as usize),
        text,
        places,
        notes,
    })
}

/// Renders something wrong that is not part of a report.
pub(crate) fn plain(path: &str, line: Option<u64>, code: &str, message: &str, help: Option<&str>, text: &str, range: Range<usize>) -> String {
    let notes = help.map(|help| (Kind::Help, help.to_owned())).into_iter().collect();
    let first_line = line.and_then(|line| usize::try_from(line).ok()).unwrap_or(1);
    show(&Shown { severity: Severity::Error, code, message, path, first_line, text, places: vec![(range, String::new())], notes })
}

/// Renders the excerpt of a configuration.
pub(crate) fn excerpt(path: &str, text: &str, range: Range<usize>, message: &str) -> String {
    show(&Shown { severity: Severity::Error, code: "", message, path, first_line: 1, text, places: vec![(range, String::new())], notes: Vec::new() })
}

/// Renders the failure of an analyzer.
pub(crate) fn failure(report: &CanvasReport<'_>, failure: &Failure) -> String {
    let message = format!("the analyzer `{}` failed on this canvas: {}", failure.analyzer, failure.reason);
    show(&Shown { severity: Severity::Error, code: "", message: &message, path: &report.source_name, first_line: 1, text: "", places: vec![(0..0, String::new())], notes: Vec::new() })
}

fn range(finding: &Finding, text: &str) -> Range<usize> {
    finding.span.map_or(0..0, |span| span.start.offset as usize..(span.end.offset as usize).min(text.len()))
}

/// What stands at the first place, where the finding's own evidence says it.
fn label(finding: &Finding) -> String {
    let at = finding.at.first();
    finding.evidence.iter().find(|evidence| Some(&evidence.at) == at).map(|evidence| evidence.says.clone()).unwrap_or_default()
}

#[derive(Clone, Copy)]
enum Kind {
    Note,
    Help,
}

struct Shown<'a> {
    severity: Severity,
    code: &'a str,
    message: &'a str,
    path: &'a str,
    first_line: usize,
    text: &'a str,
    places: Vec<(Range<usize>, String)>,
    notes: Vec<(Kind, String)>,
}

fn show(shown: &Shown<'_>) -> String {
    let level = match shown.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
        Severity::Hint => Level::HELP.with_name("hint"),
        Severity::Strength => Level::NOTE.with_name("strength"),
    };
    let message = clean(shown.message);
    let path = clean(shown.path);
    let title = level.primary_title(message.as_str());
    let title = if shown.code.is_empty() { title } else { title.id(shown.code) };
    let cut = cut(shown.text, shown.first_line, &shown.places);
    let mut group = Group::with_title(title);
    if shown.text.is_empty() {
        group = group.element(annotate_snippets::Origin::path(path.as_str()));
    } else {
        let mut snippet = Snippet::source(cut.text.as_str()).line_start(cut.first_line).path(path.as_str());
        for (at, (range, label)) in cut.places.iter().enumerate() {
            let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let annotation = kind.span(range.clone());
            snippet = snippet.annotation(if label.is_empty() { annotation } else { annotation.label(label.as_str()) });
        }
        group = group.element(snippet);
    }
    let notes: Vec<(Kind, String)> = shown.notes.iter().map(|(kind, note)| (*kind, clean(note))).collect();
    for (kind, note) in &notes {
        let level = match kind {
            Kind::Note => Level::NOTE,
            Kind::Help => Level::HELP,
        };
        group = group.element(level.message(note.as_str()));
    }
    Renderer::styled().decor_style(DecorStyle::Ascii).render(&[group]).to_string()
}

/// What of the text is shown: all of it, from which the renderer takes the lines it needs; or, where a line is too long, its middle.
struct Cut {
    text: String,
    first_line: usize,
    places: Vec<(Range<usize>, String)>,
}

fn cut(text: &str, first_line: usize, places: &[(Range<usize>, String)]) -> Cut {
    let bounded = |range: &Range<usize>| {
        let start = floor(text, range.start.min(text.len()));
        // A place of several lines is shown by its first.
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        start..floor(text, range.end.min(line_end)).max(start)
    };
    let places: Vec<(Range<usize>, String)> = places.iter().map(|(range, label)| (bounded(range), clean(label))).collect();
    let first = places.first().map_or(0..0, |(range, _)| range.clone());
    let short = |range: &Range<usize>| line_of(text, range.start).len() <= LONGEST_LINE;
    if places.iter().all(|(range, _)| short(range)) {
        // Only the stretch between the first and the last place is handed on, so that a large file costs no more than its excerpt.
        let start = places.iter().map(|(range, _)| range.start).min().unwrap_or_default();
        let end = places.iter().map(|(range, _)| range.end).max().unwrap_or_default();
        let (start, end) = (line_of(text, start).start, line_of(text, end).end);
        let before = text[..start].bytes().filter(|&byte| byte == b'\n').count();
        let places = places.into_iter().map(|(range, label)| (range.start - start..range.end - start, label)).collect();
        return Cut { text: clean_source(&text[start..end]), first_line: first_line + before, places };
    }
    let line = line_of(text, first.start);
    let from = floor(text, first.start.saturating_sub(60).max(line.start));
    let to = ceil(text, (first.end.max(first.start) + 60).min(line.end).min(from + 2 * LONGEST_LINE));
    let before = text[..line.start].bytes().filter(|&byte| byte == b'\n').count();
    let (head, tail) = (if from > line.start { "…" } else { "" }, if to < line.end { "…" } else { "" });
    let shown = format!("{head}{}{tail}", clean_source(&text[from..to]));
    let shift = |at: usize| at.clamp(from, to) - from + head.len();
    let place = (shift(first.start)..shift(first.end), places.into_iter().next().map(|(_, label)| label).unwrap_or_default());
    Cut { text: shown, first_line: first_line + before, places: vec![place] }
}

/// Control characters of the source as question marks of the same length, so that places stay where they are.
fn clean_source(text: &str) -> String {
    let drives = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    if !text.chars().any(drives) {
        return text.to_owned();
    }
    text.chars().flat_map(|c| std::iter::repeat_n(if drives(c) { '?' } else { c }, if drives(c) { c.len_utf8() } else { 1 })).collect()
}

fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    let end = text[at..].find('\n').map_or(text.len(), |after| at + after);
    start..end
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

fn ceil(text: &str, at: usize) -> usize {
    text.ceil_char_boundary(at)
}
