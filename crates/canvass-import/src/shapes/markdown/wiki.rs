//! Headings and bullets of other light mark-ups as those of Markdown, byte for byte in the same places: `h2. Channels` of a ticket system,
//! `== Channels ==` of a wiki or AsciiDoc, `[Channels]` of a settings file, `\section{Channels}` of LaTeX.

use std::borrow::Cow;

use crate::labels::{Fit, block_of};
use crate::marks::{self, are, lie, pair};

/// So many headings that name blocks show that a text is written so.
const ENOUGH: usize = 3;

/// How a text marks its headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `h2. Channels`.
    Ticket,
    /// `== Channels` with or without the signs behind it.
    Equals,
    /// `[Channels]`.
    Bracket,
    /// `\section{Channels}`.
    Latex,
}

/// A heading in a line: how deep it is and where its words stand.
struct Heading<'a> {
    level: usize,
    words: &'a str,
}

/// The text in Markdown, when it is written in one of the others.
pub(super) fn rewritten(text: &str) -> Option<Cow<'_, str>> {
    let style = style(text)?;
    let mut all = String::with_capacity(text.len());
    for line in marks::lines(text) {
        let before = all.len();
        rewrite(line, style, &mut all);
        debug_assert_eq!(all.len() - before, line.len(), "places must stay");
    }
    Some(Cow::Owned(all))
}

fn style(text: &str) -> Option<Style> {
    // Most texts have no sign of them, and one look tells.
    if memchr::memchr3(b'=', b'[', b'\\', text.as_bytes()).is_none() {
        pair(text.as_bytes(), |before, after| are(before, b'h') & lie(after, b'1', b'6'))?;
    }
    let mut seen = [0; 4];
    for line in marks::lines(text) {
        let line = line.trim_start();
        let style = match line.as_bytes() {
            [b'h', b'1'..=b'6', ..] => Style::Ticket,
            [b'=', b'=', ..] => Style::Equals,
            [b'[', ..] => Style::Bracket,
            [b'\\', ..] => Style::Latex,
            _ => continue,
        };
        let names = heading(line, style).is_some_and(|heading| block_of(heading.words).is_some_and(|label| label.fit != Fit::Mapped));
        seen[style as usize] += usize::from(names);
    }
    [Style::Ticket, Style::Equals, Style::Bracket, Style::Latex].into_iter().find(|&style| seen[style as usize] >= ENOUGH)
}

fn heading(line: &str, style: Style) -> Option<Heading<'_>> {
    let line = line.trim();
    let heading = match style {
        Style::Ticket => {
            let (number, words) = line.strip_prefix('h')?.split_once(". ")?;
            Heading { level: number.parse().ok().filter(|level| (1..=6).contains(level))?, words }
        }
        Style::Equals => {
            let words = line.trim_start_matches('=');
            let level = line.len() - words.len();
            (level > 0 && words.starts_with(' ')).then(|| Heading { level, words: words.trim_end_matches('=') })?
        }
        Style::Bracket => {
            let words = line.strip_prefix('[')?.strip_suffix(']')?;
            (!words.contains(['[', ']', '{', '"', ','])).then_some(Heading { level: 1, words })?
        }
        Style::Latex => {
            let (command, rest) = line.strip_prefix('\\')?.split_once('{')?;
            let levels = ["section", "subsection", "subsubsection", "paragraph"];
            let level = levels.iter().position(|known| *known == command.trim_end_matches('*'))? + 1;
            Heading { level, words: rest.split_once('}')?.0 }
        }
    };
    Some(Heading { words: heading.words.trim(), ..heading }).filter(|heading| !heading.words.is_empty())
}

/// Writes one line anew, as long as it was.
fn rewrite(line: &str, style: Style, into: &mut String) {
    if let Some(heading) = heading(line, style)
        && let Some(start) = line.find(heading.words)
    {
        // One bracket leaves no room for a space behind the mark: the words move on by one.
        let room = start.max(2);
        let marks = heading.level.min(room - 1).min(6);
        into.push_str(&"#".repeat(marks));
        pad(room - marks, into);
        into.push_str(heading.words);
        let behind = &line[start + heading.words.len()..];
        let end = behind.trim_end_matches(['\n', '\r']);
        pad((start + end.len()).saturating_sub(room), into);
        into.push_str(&behind[end.len()..]);
        return;
    }
    let words = line.trim_start();
    if style == Style::Latex && words.starts_with('\\') {
        let indent = line.len() - words.len();
        let sign = ["\\item", "\\begin", "\\end"].into_iter().find(|sign| words.starts_with(sign));
        into.push_str(&line[..indent]);
        match sign {
            Some("\\item") => into.push_str("-    "),
            Some(_) => {
                let end = words.trim_end_matches(['\n', '\r']);
                pad(end.len(), into);
                into.push_str(&words[end.len()..]);
                return;
            }
            None => {
                into.push_str(words);
                return;
            }
        }
        into.push_str(&words[5..]);
    } else if style == Style::Ticket && line.starts_with("# ") {
        // A numbered list.
        into.push('-');
        into.push_str(&line[1..]);
    } else {
        into.push_str(line);
    }
}

fn pad(count: usize, into: &mut String) {
    into.extend(std::iter::repeat_n(' ', count));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn headings_of_other_mark_ups_become_those_of_markdown() {
        let markdown = |text: &str| rewritten(text).map(Cow::into_owned);
        assert_eq!(
            markdown("h2. Channels\n# Shop\nh2. Key Partners\nh4. Cost Structure\n").as_deref(),
            Some("##  Channels\n- Shop\n##  Key Partners\n### Cost Structure\n")
        );
        assert_eq!(
            markdown("== Channels ==\n== Key Partners\n=== Cost Structure ===\n").as_deref(),
            Some("## Channels   \n## Key Partners\n### Cost Structure    \n")
        );
        assert_eq!(markdown("[Channels]\r\n[Key Partners]\r\n[Cost Structure]\r\n").as_deref(), Some("# Channels\r\n# Key Partners\r\n# Cost Structure\r\n"));
        let latex = "\\section*{Channels}\n\\begin{itemize}\n  \\item Shop\n\\end{itemize}\n\\section{Key Partners}\n\\section{Cost Structure}\n";
        assert!(markdown(latex).is_some_and(|text| text.contains("\n  -     Shop\n") && !text.contains('\\')));
        assert_eq!(markdown("# Channels\n[a]\n== b\n"), None);
    }

    proptest! {
        #[test]
        fn places_stay(lines in prop::collection::vec(r"(h[1-6]\. |=={0,3} |\[|\\section\{|\\item |\\|# )?(Channels|Key Partners|Cost Structure|é|)( ==|\]|\}|)(\r\n|\n)", 0..12)) {
            let text = lines.concat();
            if let Some(markdown) = rewritten(&text) {
                prop_assert_eq!(markdown.len(), text.len());
                prop_assert_eq!(markdown.lines().count(), text.lines().count());
            }
        }
    }
}
