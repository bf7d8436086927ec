//! What a note denies, and what it puts off.

use crate::automaton::Hit;
use crate::table::general;

/// How many words a word of negation reaches over.
const WORDS: usize = 4;
/// How far it reaches where words are not set apart by blanks, in bytes.
const BYTES: usize = 18;

/// Takes out the hits that are denied.
pub(crate) fn remove_denied(text: &str, general: &[Hit], hits: &mut Vec<Hit>) {
    if !general.iter().any(|hit| matches!(hit.value, general::NEGATION | general::NEGATION_AFTER)) {
        return;
    }
    hits.retain(|hit| {
        !general.iter().any(|word| match word.value {
            general::NEGATION => word.end <= hit.start && reaches(text, word.end, hit.start),
            general::NEGATION_AFTER => hit.end <= word.start && reaches(text, hit.end, word.start),
            _ => false,
        })
    });
}

/// Whether two words stand near each other within one clause.
fn reaches(text: &str, from: u32, to: u32) -> bool {
    let between = text.get(from as usize..to as usize).unwrap_or_default();
    let clause = between.chars().all(|character| !matches!(character, ',' | ';' | '.' | ':' | '(' | ')' | '[' | ']' | '\n' | '!' | '?' | '→' | '+' | '&'));
    let blanks = between.bytes().filter(|&byte| byte == b' ').count();
    clause && blanks <= WORDS && (between.is_ascii() || blanks > 0 || between.len() <= BYTES)
}

/// Whether a note speaks of a time to come.
pub(crate) fn is_future(text: &str, general: &[Hit]) -> bool {
    general.iter().any(|hit| match hit.value {
        general::FUTURE => true,
        general::FUTURE_IN_BRACKETS => stands_apart(text, hit.start as usize, hit.end as usize),
        _ => false,
    })
}

/// Whether a word stands in brackets, or alone on its line or before a colon at the beginning of one.
fn stands_apart(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let opened = before.rfind(['(', '[']).is_some_and(|open| !before.get(open..).unwrap_or_default().contains([')', ']', '\n']));
    if opened {
        return after.contains([')', ']']);
    }
    let begins = before.rsplit('\n').next().is_none_or(|line| line.trim().is_empty());
    let rest = after.trim_start_matches(' ');
    begins && (rest.is_empty() || rest.starts_with([':', ';', '\n']))
}

#[cfg(test)]
mod tests {
    use canvass_model::blocks::{Block, Common};

    use crate::automaton::Matcher;
    use crate::language::Language;
    use crate::table::Table;
    use crate::text::Text;

    fn text(name: &str) -> Text {
        Text::new(Matcher::of(Language::English), Block::RevenueStreams, 0, &Common { name, ..Common::default() })
    }

    #[test]
    fn what_is_denied_is_not_read() {
        assert_eq!(text("No commission, no advertising").of(Table::StreamKinds).count(), 0);
        assert_eq!(text("No setup costs; commission of 10%").of(Table::StreamKinds).count(), 1);
        assert_eq!(text("Commission").of(Table::StreamKinds).count(), 1);
    }

    #[test]
    fn what_is_put_off_is_known() {
        for future in ["Advertising (Phase 2)", "Future: data licensing", "Ads (planned)", "Post-MVP: commission", "Commission [later]"] {
            assert!(text(future).future, "{future}");
        }
        for present in ["Planned purchases", "Advertising (Phase 1)", "Buy now, pay later", "Fees for future leaders"] {
            assert!(!text(present).future, "{present}");
        }
    }
}
