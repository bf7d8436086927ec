//! Mends carried out: a document goes in, and comes out with the slips taken out that the rules know how to take out.

use canvass_formats::{Format, edit};
use canvass_model::finding::{Applicability, PatchOperation};

use crate::report::CanvasReport;
use crate::session::{Input, Session};

/// How often a document is looked at again, because one mend made another one possible.
const MOST_PASSES: usize = 20;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A document after its mends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The whole text.
    pub text: String,
    /// How many mends were carried out.
    pub count: usize,
}

impl Session<'_> {
    /// Carries out the mends of a document: the safe ones, and the others too where that is asked for. Nothing when there are none, or when the
    /// document is not one canvas in our own format and in a file of its own.
    pub fn fix(&mut self, input: Input<'_>, unsafe_too: bool) -> Option<Fixed> {
        let mut count = 0;
        let limits = self.limits();
        let mut text = std::str::from_utf8(input.bytes).ok()?.to_owned();
        for _ in 0..MOST_PASSES {
            let mut round = None;
            self.each_report(Input { bytes: text.as_bytes(), ..input }, &mut |report| {
                round = one_round(&report, &input, &limits, unsafe_too);
            });
            let Some(fixed) = round else { break };
            count += fixed.count;
            // What a document begins with before its text is no part of what is read.
            text = if text.starts_with(BYTE_ORDER_MARK) { format!("{BYTE_ORDER_MARK}{}", fixed.text) } else { fixed.text };
        }
        (count > 0).then_some(Fixed { text, count })
    }
}

impl CanvasReport<'_> {
    /// How many findings have a mend that [`Session::fix`] could carry out: those that need no look, and the others.
    pub fn fixable(&self) -> (usize, usize) {
        let count = |wanted| self.findings.iter().filter(|finding| finding.applicability == Some(wanted)).count();
        if self.is_editable() { (count(Applicability::Safe), count(Applicability::Unsafe)) } else { (0, 0) }
    }

    /// Whether the places of this canvas are those of the file.
    fn is_editable(&self) -> bool {
        self.import.is_none() && self.line.is_none()
    }
}

fn one_round(report: &CanvasReport<'_>, input: &Input<'_>, limits: &canvass_formats::Limits, unsafe_too: bool) -> Option<Fixed> {
    let source = report.source.as_ref().filter(|_| report.is_editable())?;
    let format = input.format.unwrap_or_else(|| Format::sniff(source.text));
    if !matches!(format, Format::Json | Format::Yaml) {
        return None;
    }
    let mut fixed = Fixed { text: source.text.to_owned(), count: 0 };
    for finding in &report.findings {
        if finding.applicability != Some(Applicability::Safe) && !(unsafe_too && finding.applicability.is_some()) {
            continue;
        }
        if let Some(text) = edit::patched(&fixed.text, format, limits, &finding.fix) {
            fixed = Fixed { text, count: fixed.count + 1 };
            // The places of the other findings may be others now; the next round finds them anew.
            if finding.fix.iter().any(moves_places) {
                break;
            }
        }
    }
    (fixed.count > 0).then_some(fixed)
}

/// Whether pointers that were right before an operation may lead elsewhere after it.
fn moves_places(operation: &PatchOperation) -> bool {
    operation.op != "replace"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Configuration, Plugins};
    use canvass_formats::Limits;

    fn fixed(text: &str, format: Option<Format>, unsafe_too: bool) -> Option<Fixed> {
        let plugins = Plugins::default();
        let configuration = Configuration::default();
        let (mut session, errors) = Session::new(&plugins, &configuration, Limits::default());
        assert!(errors.is_empty());
        session.fix(Input { bytes: text.as_bytes(), format, source_name: "a", line: None, native: false }, unsafe_too)
    }

    const SLIPS: &str = "\u{feff}customer_segmnts: # who\n  - { name: Readers, nte: many }\nvalue_propositions:\n  - name: News\n    for: reader # which?\n";

    #[test]
    fn slips_of_the_pen_are_taken_out_and_guesses_only_when_asked() {
        let safe = fixed(SLIPS, Some(Format::Yaml), false).unwrap();
        assert_eq!(safe.count, 2);
        assert_eq!(safe.text, SLIPS.replace("segmnts", "segments").replace("nte:", "note:"));
        let all = fixed(SLIPS, None, true).unwrap();
        assert_eq!(all.count, 3);
        assert_eq!(all.text, safe.text.replace("for: reader #", "for: readers #"));
        assert_eq!(fixed(&all.text, None, true), None);
    }

    #[test]
    fn other_notations_are_left_alone() {
        assert_eq!(fixed("# Bakery\n\n## Customer Segments\n\n- Families\n", Some(Format::Other), true), None);
        assert_eq!(fixed("customer_segments: [", Some(Format::Yaml), true), None);
    }
}
