//! Sentences among the segments that go on about the group before them, rather than name one.

use crate::fold::in_word;
use crate::groups::Group;
use crate::matcher::Hit;
use crate::small_words::is_small;
use crate::table::{Table, general};
use crate::text::Text;

/// Whether a note goes on about those before it: it begins with a word for them, or with how many of them it is about; or it calls nobody and speaks of
/// some of them.
pub(crate) fn goes_on(text: &Text, group: &Group) -> bool {
    let begins = text.small(general::THEY).any(|word| word.start as usize == text.name_range().start);
    let calls_nobody = || group.concepts.is_empty() && group.kind.is_none() && group.roles.is_empty() && !group.free && !group.paying;
    begins || only_says_free(text) || text.small(general::OF_THEM).next().is_some() && calls_nobody() && text.named(Table::SegmentTags).next().is_none()
}

/// Whether it is a sentence that names nobody and says that something costs nothing: it goes on about the group before it.
fn only_says_free(text: &Text) -> bool {
    let sentence = text.name().trim_end().ends_with(['.', '。']);
    let free = || text.of(Table::SegmentPlans).any(|hit| hit.value == 0) || text.of(Table::Charge).next().is_some();
    let somebody = || text.hits().iter().any(|hit| hit.table.is_group() || matches!(hit.table, Table::SegmentKinds | Table::Tier));
    sentence && free() && !somebody()
}

/// What a note that goes on about some of those before it calls them: `a third of the callers`.
pub(crate) fn other_name(text: &Text) -> Option<String> {
    let share = text.small(general::THEY).filter(|word| word.start as usize == text.name_range().start).max_by_key(|word| word.end)?;
    let folded = text.folded();
    let behind = folded.get(share.end as usize..text.name_range().end)?;
    let word = behind.split(|letter: char| !in_word(letter)).find(|word| word.chars().count() >= CALLS && !is_small(word))?;
    let start = word.as_ptr() as usize - folded.as_ptr() as usize;
    // What stands further behind says what they do.
    let near = start <= share.end as usize + NEAR;
    let calls = |hit: &Hit| hit.table.is_group() || hit.table == Table::SegmentKinds;
    let known = text.hits().iter().any(|hit| calls(hit) && hit.start as usize <= start && start < hit.end as usize);
    (near && known).then(|| word.to_owned())
}

/// How many letters a word has at least that calls somebody, and how far behind the share it may stand, in bytes.
const CALLS: usize = 4;
const NEAR: usize = 8;

#[cfg(test)]
mod tests {
    use crate::testing::{payers, read_notes};

    /// How many groups pay where the second note of the segments may go on about the first.
    fn paying(language: &str, segments: [&str; 2]) -> Vec<usize> {
        payers(&read_notes(language, &[("customer_segments", &segments), ("value_propositions", &["A new bicycle"]), ("revenue_streams", &["4 € per month"])]))
    }

    #[test]
    fn a_sentence_about_some_of_those_before_it_is_no_group() {
        assert_eq!(paying("nl", ["Leden met een fiets", "gestolen wordt er per jaar bij twintig van hen"]), [1]);
        assert_eq!(paying("de", ["Familien im Ort", "Ein Drittel der Haushalte wohnt oben am Hang"]), [1]);
        assert_eq!(paying("en", ["Families in town", "About fifty of them lose one every year"]), [1]);
        assert_eq!(paying("ru", ["Семьи", "Теряют велосипед двадцать из них"]), [1]);
    }

    #[test]
    fn a_group_with_some_of_another_sort_among_it_stays_one() {
        assert_eq!(paying("en", ["Families in town", "Students, fifty of them from abroad"]), [2]);
        assert_eq!(paying("nl", ["Gezinnen", "Studenten, de helft van hen uit het buitenland"]), [2]);
    }
}
