//! Lines of text: what stands between two breaks, with the mark-up that matters for reading a canvas and the place in the source.

use std::borrow::Cow;
use std::ops::Range;

use canvass_model::in_word;
use pulldown_cmark::{Event, Tag, TagEnd};
use smallvec::SmallVec;

use crate::marks;

/// One line of text. Bold text keeps its `**`, struck-out text its `~~`; all other mark-up is gone.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Line {
    /// The text.
    pub(super) text: String,
    /// Where it stands in the source.
    pub(super) range: Range<usize>,
    /// Whether all of it is in italics.
    pub(super) italic: bool,
}

/// The lines of a part; most have one.
pub(super) type Several = SmallVec<[Line; 1]>;

/// How long a line usually is at most.
const USUAL: usize = 64;

/// Gathers the lines of one paragraph, heading or table cell.
#[derive(Debug, Default)]
pub(super) struct Lines {
    done: Several,
    text: String,
    range: Option<Range<usize>>,
    bold: usize,
    italic: usize,
    struck: usize,
    image: usize,
    upright: bool,
    /// Whether marks of mark-up may stand side by side.
    crowded: bool,
}

impl Lines {
    /// Takes in one event.
    pub(super) fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Strong) => self.set(1, "**", range),
            Event::End(TagEnd::Strong) => self.unset(1, "**", range),
            Event::Start(Tag::Strikethrough) => self.set(3, "~~", range),
            Event::End(TagEnd::Strikethrough) => self.unset(3, "~~", range),
            Event::Start(Tag::Emphasis) => self.italic += 1,
            Event::End(TagEnd::Emphasis) => self.italic = self.italic.saturating_sub(1),
            Event::Start(Tag::Image { .. }) => self.image += 1,
            Event::End(TagEnd::Image) => self.image = self.image.saturating_sub(1),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.push(text, range),
            Event::SoftBreak | Event::HardBreak => self.break_line(),
            Event::InlineHtml(html) | Event::Html(html) => self.tag(html, range),
            _ => {}
        }
    }

    /// Adds text as it stands.
    pub(super) fn push(&mut self, text: &str, range: Range<usize>) {
        if self.image > 0 {
            return;
        }
        self.crowded |= marks::holds(text, [b'*', b'~']);
        self.write(text);
        let says = text.chars().any(in_word);
        self.upright |= says && (self.italic == 0 || self.bold > 0);
        if says || text.contains(|character: char| !character.is_whitespace()) {
            self.widen(range);
        }
    }

    /// Takes in a piece of HTML: tags that break lines break them, tags that mark text mark it, the others and comments are dropped.
    pub(super) fn tag(&mut self, html: &str, range: Range<usize>) {
        let inner = html.trim().trim_start_matches('<').trim_end_matches('>');
        let closing = inner.starts_with('/');
        let name: String = inner.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        match (name.as_str(), closing) {
            ("b" | "strong", false) => self.set(1, "**", range),
            ("b" | "strong", true) => self.unset(1, "**", range),
            ("s" | "del" | "strike", false) => self.set(3, "~~", range),
            ("s" | "del" | "strike", true) => self.unset(3, "~~", range),
            ("i" | "em", false) => self.italic += 1,
            ("i" | "em", true) => self.italic = self.italic.saturating_sub(1),
            ("li", false) => {
                self.break_line();
                self.text.push_str("• ");
            }
            ("br" | "p" | "div" | "ul" | "ol" | "li" | "tr" | "td" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" | "details" | "hr", _) => {
                self.break_line();
            }
            _ => {}
        }
    }

    /// Takes in a block of HTML that stands at `start`.
    pub(super) fn html(&mut self, html: &str, start: usize) {
        let mut at = 0;
        while let Some(rest) = html.get(at..).filter(|rest| !rest.is_empty()) {
            let length = if let Some(comment) = rest.strip_prefix("<!--") {
                comment.find("-->").map_or(rest.len(), |end| end + 7)
            } else if is_tag(rest) {
                let length = rest.find('>').map_or(rest.len(), |end| end + 1);
                self.tag(&rest[..length], start + at..start + at + length);
                length
            } else {
                let length = rest.char_indices().skip(1).find(|&(_, character)| matches!(character, '<' | '\n')).map_or(rest.len(), |(end, _)| end);
                let text = &rest[..length];
                if text.starts_with('\n') {
                    self.break_line();
                }
                let place = start + at..start + at + length;
                self.push(&text.trim_start_matches('\n').replace("&nbsp;", " ").replace("&amp;", "&"), place);
                length
            };
            at += length;
        }
    }

    /// Ends the line.
    pub(super) fn break_line(&mut self) {
        self.mark_open();
        let mut text = std::mem::take(&mut self.text);
        if std::mem::take(&mut self.crowded) {
            for empty in ["****", "~~~~"] {
                if let Cow::Owned(without) = marks::without(&text, empty) {
                    text = without;
                }
            }
        }
        let bare = marks::trimmed(&text);
        if bare.len() < text.len() {
            text = bare.to_owned();
        }
        let upright = std::mem::take(&mut self.upright);
        if let Some(range) = self.range.take()
            && !text.is_empty()
        {
            self.done.push(Line { text, range, italic: !upright });
        }
        self.mark_open();
    }

    /// Writes the marks of what goes on beyond the end of a line.
    fn mark_open(&mut self) {
        if self.bold > 0 {
            self.mark("**");
        }
        if self.struck > 0 {
            self.mark("~~");
        }
    }

    /// Whether nothing has been gathered.
    pub(super) fn is_blank(&self) -> bool {
        self.done.is_empty() && self.text.trim().is_empty()
    }

    /// The lines.
    pub(super) fn finish(mut self) -> Several {
        (self.bold, self.struck) = (self.bold.min(1), self.struck.min(1));
        self.break_line();
        self.done
    }

    fn write(&mut self, text: &str) {
        if self.text.capacity() == 0 {
            // Most lines have several pieces, and few are longer.
            self.text = String::with_capacity(text.len().max(USUAL));
        }
        self.text.push_str(text);
    }

    fn mark(&mut self, mark: &str) {
        self.crowded |= self.text.ends_with(['*', '~']);
        self.write(mark);
    }

    fn set(&mut self, which: u8, mark: &str, range: Range<usize>) {
        let depth = if which == 1 { &mut self.bold } else { &mut self.struck };
        *depth += 1;
        if *depth == 1 {
            self.mark(mark);
            self.widen(range.start..range.start);
        }
    }

    fn unset(&mut self, which: u8, mark: &str, range: Range<usize>) {
        let depth = if which == 1 { &mut self.bold } else { &mut self.struck };
        if *depth == 0 {
            return;
        }
        *depth -= 1;
        if *depth == 0 {
            self.mark(mark);
            if let Some(known) = &mut self.range {
                known.end = known.end.max(range.end);
            }
        }
    }

    fn widen(&mut self, range: Range<usize>) {
        match &mut self.range {
            Some(known) => {
                known.start = known.start.min(range.start);
                known.end = known.end.max(range.end);
            }
            None => self.range = Some(range),
        }
    }
}

/// Joins lines into one, with a space where words meet and none between characters of scripts without spaces.
pub(super) fn join(lines: &[Line]) -> Option<Cow<'_, Line>> {
    let (first, others) = lines.split_first()?;
    if others.is_empty() {
        return Some(Cow::Borrowed(first));
    }
    let mut all = first.clone();
    for line in others {
        let tight = all.text.chars().next_back().is_some_and(wide) && line.text.chars().next().is_some_and(wide);
        if !tight {
            all.text.push(' ');
        }
        all.text.push_str(&line.text);
        all.range = all.range.start.min(line.range.start)..all.range.end.max(line.range.end);
        all.italic &= line.italic;
    }
    Some(Cow::Owned(all))
}

/// The same for lines that nothing else needs.
pub(super) fn joined(mut lines: Several) -> Option<Line> {
    if lines.len() == 1 { lines.pop() } else { join(&lines).map(Cow::into_owned) }
}

/// Whether a character belongs to a script that puts no spaces between words.
pub(super) fn wide(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

fn is_tag(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next() == Some('<') && characters.next().is_some_and(|next| next.is_ascii_alphabetic() || next == '/' || next == '!')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(html: &str) -> Vec<String> {
        let mut lines = Lines::default();
        lines.html(html, 0);
        lines.finish().into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn html_breaks_lines_and_marks_text() {
        assert_eq!(lines("a<br/>b<!-- no -->\nc &amp; d"), ["a", "b", "c & d"]);
        assert_eq!(lines("<ul><li>x</li><li><b>y</b></li></ul>"), ["• x", "• **y**"]);
        assert_eq!(lines("<b>one<br>two</b>"), ["**one**", "**two**"]);
        assert_eq!(lines("1 < 2"), ["1 < 2"]);
    }

    #[test]
    fn wide_text_is_joined_without_a_space() {
        let line = |text: &str| Line { text: text.to_owned(), ..Line::default() };
        assert_eq!(join(&[line("客户"), line("细分")]).map(|line| line.into_owned().text), Some("客户细分".to_owned()));
        assert_eq!(join(&[line("a"), line("b")]).map(|line| line.into_owned().text), Some("a b".to_owned()));
    }
}
