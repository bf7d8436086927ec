//! What a note denies, and what it puts off.

use crate::fold::in_word;
use crate::matcher::{Found, Hit};
use crate::table::{Table, general};

/// How many words a word of negation reaches over.
const WORDS: usize = 4;
/// How far it reaches where words are not set apart by blanks, in bytes.
const BYTES: usize = 18;

/// Takes out the hits that are denied, and of the words that somebody is charged those that are not.
pub(crate) fn remove_denied(text: &str, found: &mut Found) {
    let Found { hits, tables, concepts, general, kinds } = found;
    if tables.has(Table::Charge) {
        keep_denied_charges(text, general, hits);
    }
    if *kinds & 1 << general::EXTRA != 0 {
        remove_extra(text, general, hits);
    }
    if *kinds & (1 << general::NEGATION | 1 << general::NEGATION_AFTER) == 0 {
        return;
    }
    let stands = |hit: &Hit| {
        (hit.table == Table::Charge && hit.value != SPARES)
            || (hit.table, hit.value) == (Table::OnlyFits, DOES_NOT_FIT)
            || !general.iter().any(|word| match word.value {
                general::NEGATION => word.end <= hit.start && reaches(text, word.end, hit.start),
                general::NEGATION_AFTER => hit.end <= word.start && reaches(text, hit.end, word.start),
                _ => false,
            })
    };
    hits.retain(stands);
    concepts.retain(stands);
}

/// The place of words that something does not fit.
const DOES_NOT_FIT: u32 = 2;
/// The place of words for nothing among those for charging.
const NOTHING: u32 = 2;
/// The place of words that a basic plan costs nothing, which need no denial.
pub(crate) const STAYS: u32 = 3;
/// The places of words by which somebody pays nothing, which need no denial either, and of those that something costs, which only nothing denies.
pub(crate) const SPARES: u32 = 4;
pub(crate) const COSTS: u32 = 5;
/// How many words, and how many bytes where they are not set apart by blanks, lie between the word that denies and the one for charging.
const FAR_WORDS: usize = 10;
const FAR_BYTES: usize = 45;

/// Words for charging somebody say that it costs nothing, and so count only where they are denied: `nobody has ever been asked for a penny`.
fn keep_denied_charges(text: &str, general: &[Hit], hits: &mut Vec<Hit>) {
    let denies = |word: &Hit| matches!(word.value, general::NEGATION | general::NEGATION_AFTER);
    let nothing = hits.iter().filter(|hit| hit.table == Table::Charge && hit.value == NOTHING);
    let zero: Vec<(u32, u32)> = nothing.clone().map(|word| (word.start, word.end)).collect();
    let denials: Vec<(u32, u32)> = general.iter().filter(|word| denies(word)).chain(nothing).map(|word| (word.start, word.end)).collect();
    let near = |from: u32, to: u32| {
        text.get(from as usize..to as usize).is_some_and(|between| {
            let blanks = between.bytes().filter(|&byte| byte == b' ').count();
            let clause = !between.contains(['.', ';', ':', '(', ')', '\n']);
            clause && blanks <= FAR_WORDS && (blanks > 1 || between.len() <= FAR_BYTES)
        })
    };
    let denied = |hit: &Hit| denials.iter().any(|&(start, end)| end <= hit.start && near(end, hit.start) || hit.end <= start && near(hit.end, start));
    let costs_nothing = |hit: &Hit| zero.iter().any(|&(start, _)| hit.end <= start && near(hit.end, start));
    hits.retain(|hit| match (hit.table, hit.value) {
        (Table::Charge, NOTHING) => false,
        (Table::Charge, COSTS) => costs_nothing(hit),
        (Table::Charge, STAYS | SPARES) => true,
        (Table::Charge, _) => denied(hit),
        _ => true,
    });
}

/// Takes out words for what costs nothing where it is only no more than it costs already: `not a penny more`, `at no extra cost`.
fn remove_extra(text: &str, general: &[Hit], hits: &mut Vec<Hit>) {
    let joins = |word: &Hit, from: u32, to: u32| matches!(word.value, general::AND | general::CUT | general::FOR) && from <= word.start && word.end <= to;
    let near = |from: u32, to: u32| {
        let between = text.get(from as usize..to as usize).unwrap_or_default();
        between.len() <= EXTRA
            && between.bytes().filter(|&byte| byte == b' ').count() <= WORDS
            && between.chars().all(|letter| letter == ' ' || in_word(letter))
    };
    let extra = |hit: &Hit, word: &Hit| {
        let inside = hit.start <= word.start && word.end <= hit.end;
        let before = word.end <= hit.start && text.get(word.end as usize..hit.start as usize).is_some_and(|gap| gap.trim().is_empty());
        inside || before || hit.end <= word.start && near(hit.end, word.start) && !general.iter().any(|small| joins(small, hit.end, word.start))
    };
    hits.retain(|hit| {
        let nothing = match hit.table {
            Table::Charge => true,
            Table::SegmentPlans | Table::OfferPlans | Table::Allowance => hit.value == 0,
            _ => false,
        };
        !nothing || !general.iter().any(|word| word.value == general::EXTRA && extra(hit, word))
    });
}

/// How far behind words for what costs nothing the word may stand by which it is only no more, in bytes.
const EXTRA: usize = 16;

/// Whether two words stand near each other within one clause.
fn reaches(text: &str, from: u32, to: u32) -> bool {
    let between = text.get(from as usize..to as usize).unwrap_or_default();
    let clause = between.chars().all(|character| !matches!(character, ',' | ';' | '.' | ':' | '(' | ')' | '[' | ']' | '\n' | '!' | '?' | '→' | '+' | '&'));
    let blanks = between.bytes().filter(|&byte| byte == b' ').count();
    clause && blanks <= WORDS && (between.is_ascii() || blanks > 0 || between.len() <= BYTES)
}

/// Whether a note speaks of a time to come. What members of a group have not yet done makes no group of the future: `firms that are not yet insured`.
pub(crate) fn is_future(text: &str, general: &[Hit], group: bool) -> bool {
    let described = |hit: &Hit| {
        let of = |word: &Hit| word.value == general::CUT && word.end <= hit.start && word.start > 2;
        group && text.get(hit.end as usize..).is_some_and(|rest| rest.trim_start().starts_with(char::is_alphanumeric)) && general.iter().any(of)
    };
    general.iter().any(|hit| match hit.value {
        general::FUTURE => true,
        general::NOT_YET => !described(hit),
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

    use crate::language::Language;
    use crate::matcher::Matcher;
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
    fn what_costs_no_more_than_before_is_not_free() {
        let free = |language: Language, name: &str| {
            let offer = Text::new(Matcher::of(language), Block::ValuePropositions, 0, &Common { name, ..Common::default() });
            offer.of(Table::OfferPlans).any(|hit| hit.value == 0)
        };
        assert!(free(Language::English, "It costs you nothing") && free(Language::Spanish, "No cuesta nada"));
        assert!(free(Language::English, "Free plan with extra storage for a fee"));
        assert!(!free(Language::English, "Back within the week, and it costs you nothing extra"));
        assert!(!free(Language::Spanish, "Volvemos en dos días y no cuesta ni un euro más"));
        assert!(!free(Language::Dutch, "Halen en brengen kost niets extra"));
        assert!(!free(Language::Japanese, "急ぎでも追加料金はいただきません"));
    }

    #[test]
    fn what_members_have_not_yet_done_is_no_future() {
        let segment = |name: &str| Text::new(Matcher::of(Language::English), Block::CustomerSegments, 0, &Common { name, ..Common::default() });
        assert!(!segment("Families with arrears who are not yet in debt relief").future);
        assert!(segment("Companies (not yet)").future);
        assert!(text("Licences for firms, not yet sold").future);
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
