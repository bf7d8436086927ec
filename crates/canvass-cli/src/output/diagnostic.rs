//! A finding with the lines it is about: file, line, column, the source line and a caret.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use canvass_host::CanvasReport;
use canvass_model::finding::{Finding, Position, Severity};
use canvass_model::report::Failure;

use super::{clean, shorten};

/// Longer lines are shown only around the place.
const LONGEST_LINE: usize = 200;
/// How much of a long line is shown before and behind the place.
const AROUND: usize = 60;
/// How many further places are shown beside the first.
const FURTHER: usize = 3;
/// Places that are further apart, in bytes, are shown in excerpts of their own: what lies between costs nothing then.
const APART: usize = 16 << 10;

/// Renders one finding of a report.
pub(crate) fn render(report: &CanvasReport<'_>, index: usize) -> String {
    let Some(finding) = report.findings.get(index) else { return String::new() };
    let text = report.source.as_ref().map_or("", |source| source.text);
    let mut places = vec![Place { range: range(finding, text), label: label(finding), at: finding.span.map(|span| span.start) }];
    for evidence in &finding.evidence {
        if let Some(span) = evidence.span.filter(|_| places.len() <= FURTHER) {
            let range = span.start.offset as usize..span.end.offset as usize;
            if places.iter().all(|known| known.range != range) {
                places.push(Place { range, label: evidence.says.clone(), at: Some(span.start) });
            } else if let Some(first) = places.first_mut().filter(|known| known.range == range && known.label.is_empty()) {
                first.label.clone_from(&evidence.says);
            }
        }
    }
    let mut notes: Vec<(Kind, String)> = Vec::new();
    if let Some(change) = &finding.would_change_if {
        notes.push((Kind::Note, format!("this would change if {change}")));
    }
    if let Some(help) = help(report, index) {
        notes.push((Kind::Help, help.to_owned()));
    }
    if !finding.code.starts_with("DOC") {
        notes.push((Kind::Help, format!("canvass explain {}", finding.code)));
    }
    let (code, message, path) = (&finding.code, &finding.message, &report.source_name);
    show(&Shown { severity: finding.severity, code, message, path, line: report.line, text, places, notes })
}

/// What to do about a finding of the reader.
pub(crate) fn help<'r>(report: &'r CanvasReport<'_>, index: usize) -> Option<&'r str> {
    // They stand in the order of the findings.
    let at = report.helps.binary_search_by_key(&index, |(at, _)| *at).ok()?;
    report.helps.get(at).map(|(_, help)| help.as_str())
}

/// Renders something wrong that is not part of a report. `at` is where the range begins, as far as that is known.
pub(crate) fn plain(path: &str, at: Option<Position>, code: &str, message: &str, help: Option<&str>, text: &str, range: Range<usize>) -> String {
    let notes = help.map(|help| (Kind::Help, help.to_owned())).into_iter().collect();
    let line = at.map(|at| at.line.into());
    show(&Shown { severity: Severity::Error, code, message, path, line, text, places: vec![Place { range, label: String::new(), at }], notes })
}

/// Renders the excerpt of a configuration, without colours: it becomes part of a sentence.
pub(crate) fn excerpt(path: &str, text: &str, range: Range<usize>, message: &str) -> String {
    anstream::adapter::strip_str(&plain(path, None, "", message, None, text, range)).to_string()
}

/// Renders the failure of an analyzer.
pub(crate) fn failure(report: &CanvasReport<'_>, failure: &Failure) -> String {
    let message = format!("the analyzer `{}` failed on this canvas: {}", failure.analyzer, failure.reason);
    let (path, line) = (&report.source_name, report.line);
    show(&Shown { severity: Severity::Error, code: "", message: &message, path, line, text: "", places: Vec::new(), notes: Vec::new() })
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

/// A place of the text that is shown.
#[derive(Clone)]
struct Place {
    range: Range<usize>,
    label: String,
    /// Where it begins, where that is known.
    at: Option<Position>,
}

struct Shown<'a> {
    severity: Severity,
    code: &'a str,
    message: &'a str,
    path: &'a str,
    /// The line of the file that holds the text, where there is no text to show.
    line: Option<u64>,
    text: &'a str,
    places: Vec<Place>,
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
    let message = clean(&shorten(shown.message));
    let path = clean(shown.path);
    let title = level.primary_title(message.as_str());
    let title = if shown.code.is_empty() { title } else { title.id(shown.code) };
    let cuts = if shown.text.is_empty() { Vec::new() } else { cuts(shown.text, &shown.places) };
    let mut group = Group::with_title(title);
    if cuts.is_empty() {
        let path = shown.line.map_or_else(|| path.clone(), |line| format!("{path}:{line}"));
        group = group.element(Origin::path(path));
    }
    for cut in &cuts {
        let mut snippet = Snippet::source(cut.text.as_str()).line_start(cut.line).path(path.as_str());
        for (range, label, primary) in &cut.places {
            let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let annotation = kind.span(range.clone());
            snippet = snippet.annotation(if label.is_empty() { annotation } else { annotation.label(label.as_str()) });
        }
        group = group.element(snippet);
    }
    let notes: Vec<(Kind, String)> = shown.notes.iter().map(|(kind, note)| (*kind, clean(&shorten(note)))).collect();
    for (kind, note) in &notes {
        let level = match kind {
            Kind::Note => Level::NOTE,
            Kind::Help => Level::HELP,
        };
        group = group.element(level.message(note.as_str()));
    }
    let mut out = Renderer::styled().decor_style(DecorStyle::Ascii).render(&[group]).to_string();
    for cut in &cuts {
        // Of a line that is not whole, the renderer can only count the columns that it is given.
        if let (Some(column), Some((range, ..))) = (cut.column, cut.places.first()) {
            let counted = format!("{path}:{}:{}\n", cut.line, cut.text[..range.start].chars().count() + 1);
            if let Some(at) = out.find(&counted) {
                out.replace_range(at..at + counted.len(), &format!("{path}:{}:{column}\n", cut.line));
            }
        }
    }
    out
}

/// A stretch of the text that is shown: whole lines, or the middle of one that is too long.
struct Cut {
    text: String,
    /// The line of the file with which it begins.
    line: usize,
    /// Of a line that is not whole, the column of the place.
    column: Option<usize>,
    /// The places in it with their labels, and whether each is the first of the finding.
    places: Vec<(Range<usize>, String, bool)>,
}

/// The stretches that hold the places, that of the first place first. What they cost depends on what is shown, not on the text.
fn cuts(text: &str, places: &[Place]) -> Vec<Cut> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|&at| places[at].range.start);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in order {
        let near = |last: &Vec<usize>| last.last().is_some_and(|&before| places[at].range.start - places[before].range.start <= APART);
        match groups.last_mut().filter(|last| near(last)) {
            Some(last) => last.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups.sort_by_key(|group| !group.contains(&0));
    groups.into_iter().map(|group| cut(text, places, &group)).collect()
}

/// `group`: places that lie close together, in the order of the text.
fn cut(text: &str, places: &[Place], group: &[usize]) -> Cut {
    let ranges: Vec<Range<usize>> = group.iter().map(|&at| bounded(text, &places[at].range)).collect();
    let lines: Vec<Line> = ranges.iter().map(|range| line_at(text, range.start)).collect();
    let line_number = |at: usize, start: usize| match places[group[at]].at {
        Some(position) => position.line as usize,
        None => 1 + text[..start].bytes().filter(|&byte| byte == b'\n').count(),
    };
    if let (true, Some(first), Some(last)) = (lines.iter().all(|line| line.whole), lines.first(), lines.last()) {
        let inside = |range: &Range<usize>| range.start - first.start..range.end - first.start;
        let places = ranges.iter().zip(group).map(|(range, &at)| (inside(range), clean(&shorten(&places[at].label)), at == 0)).collect();
        return Cut { text: clean_source(&text[first.start..last.end]), line: line_number(0, first.start), column: None, places };
    }
    let first = group.iter().enumerate().min_by_key(|(_, at)| **at).map_or(0, |(first, _)| first);
    let (range, line, place) = (&ranges[first], &lines[first], &places[group[first]]);
    let from = floor(text, range.start.saturating_sub(AROUND).max(line.start));
    let to = floor(text, (range.end + AROUND).min(line.end).min(from + 2 * LONGEST_LINE)).max(range.start);
    let (head, tail) = (if from > line.start { "…" } else { "" }, if to < line.end { "…" } else { "" });
    let shift = |at: usize| at.clamp(from, to) - from + head.len();
    let column = match place.at {
        Some(position) => position.column as usize,
        None => text[..range.start].rsplit('\n').next().map_or(1, |before| before.chars().count() + 1),
    };
    Cut {
        text: format!("{head}{}{tail}", clean_source(&text[from..to])),
        line: line_number(first, range.start),
        column: Some(column),
        places: vec![(shift(range.start)..shift(range.end), clean(&shorten(&place.label)), group[first] == 0)],
    }
}

/// The part of a place that is shown: no more than its first line, and of that no more than fits.
fn bounded(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = floor(text, range.start.min(text.len()));
    let end = floor(text, range.end.min(start + 2 * LONGEST_LINE).min(text.len())).max(start);
    start..text[start..end].find('\n').map_or(end, |at| start + at)
}

/// The line around a place, or as much of it as needs to be looked at.
struct Line {
    start: usize,
    end: usize,
    whole: bool,
}

fn line_at(text: &str, at: usize) -> Line {
    let (back, ahead) = (floor(text, at.saturating_sub(LONGEST_LINE + 1)), ceil(text, (at + 3 * LONGEST_LINE).min(text.len())));
    let before = text[back..at].rfind('\n').map(|found| back + found + 1);
    let behind = text[at..ahead].find('\n').map(|found| at + found);
    let (start, end) = (before.unwrap_or(back), behind.unwrap_or(ahead));
    let bounds = (before.is_some() || back == 0) && (behind.is_some() || ahead == text.len());
    Line { start, end, whole: bounds && end - start <= LONGEST_LINE }
}

/// Control characters of the source as question marks of the same length, so that places stay where they are.
fn clean_source(text: &str) -> String {
    let drives = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    if !text.chars().any(drives) {
        return text.to_owned();
    }
    text.chars().flat_map(|c| std::iter::repeat_n(if drives(c) { '?' } else { c }, if drives(c) { c.len_utf8() } else { 1 })).collect()
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

fn ceil(text: &str, at: usize) -> usize {
    text.ceil_char_boundary(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, place: &str) -> String {
        let start = text.find(place).unwrap();
        anstream::adapter::strip_str(&plain("a.json", None, "DOC002", "wrong", None, text, start..start + place.len())).to_string()
    }

    #[test]
    fn of_a_long_line_the_middle_is_shown_and_the_place_is_that_of_the_file() {
        let text = format!("first\n{}here{}\nlast\n", "客".repeat(1000), "x".repeat(1000));
        let out = shown(&text, "here");
        assert!(out.contains("--> a.json:2:1001\n"), "{out}");
        assert!(out.contains(&format!("2 | …{}here{}…\n", "客".repeat(20), "x".repeat(60))), "{out}");
        assert!(out.contains("^^^^") && !out.contains("^^^^^"), "{out}");
    }

    #[test]
    fn a_place_without_an_end_in_sight_is_cut() {
        let text = format!("{}\n", "y".repeat(100_000));
        let out = shown(&text, &text);
        assert!(out.contains("--> a.json:1:1\n") && out.len() < 2000, "{out}");
    }

    #[test]
    fn places_far_apart_are_shown_apart() {
        let text = format!("a\n{}b\n", "between\n".repeat(5000));
        let place = |at: usize, line: u32| Place { range: at..at + 1, label: format!("label {line}"), at: Some(Position { line, column: 1, offset: 0 }) };
        let places = vec![place(text.len() - 2, 5002), place(0, 1)];
        let cuts = cuts(&text, &places);
        let shown: Vec<_> = cuts.iter().map(|cut| (cut.text.as_str(), cut.line, cut.places[0].2)).collect();
        assert_eq!(shown, [("b", 5002, true), ("a", 1, false)]);
    }
}
