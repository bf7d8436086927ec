//! What is said in so many ways that no list of phrases holds it, but always with words of the same sorts in one sentence: out of the profit of the
//! dear price the gap of the cheap one is closed; what others make does not fit; the price is below some cost;
//! a customer puts it into what is its own; one of the dear pays for several of the cheap.

use crate::fold::SENTENCE_ENDS;
use crate::matcher::Hit;
use crate::table::{Table, Tables};

/// Sorts of words that together say what a table's first value says, and how far apart they may stand, in bytes.
struct Sorts {
    table: Table,
    values: &'static [&'static [u32]],
    /// Those that say something only together with the others.
    parts: &'static [u32],
    /// Whether they must come in this order.
    ordered: bool,
    near: u32,
    /// Whether the first two sorts say the first of them where the last is missing.
    without_last: bool,
}

/// What the first two sorts say without the last.
const FIRST: u32 = 1;

static ALL: [Sorts; 6] = [
    Sorts { table: Table::Carries, values: &[&[1], &[2], &[3]], parts: &[1, 3], ordered: false, near: 60, without_last: true },
    // One of these pays for several of those.
    Sorts { table: Table::Carries, values: &[&[5], &[2], &[6]], parts: &[5, 6], ordered: true, near: 36, without_last: false },
    Sorts { table: Table::OnlyFits, values: &[&[1], &[2]], parts: &[1, 2], ordered: false, near: 40, without_last: false },
    Sorts { table: Table::OnlyFits, values: &[&[3], &[4]], parts: &[3, 4], ordered: true, near: 24, without_last: false },
    Sorts { table: Table::BelowCost, values: &[&[2], &[3, 1]], parts: &[2, 3], ordered: true, near: 24, without_last: false },
    Sorts { table: Table::Resale, values: &[&[4], &[5, 3]], parts: &[4, 5], ordered: false, near: 36, without_last: false },
];

/// Puts one hit in the place of words that together say something, and takes out those that stand alone; only of tables that may be among them.
pub(crate) fn compose(text: &str, hits: &mut Vec<Hit>, found: Tables) {
    for sorts in ALL.iter().filter(|sorts| found.has(sorts.table)) {
        let part = |hit: &Hit| hit.table == sorts.table && sorts.parts.contains(&hit.value);
        if !hits.iter().any(part) {
            continue;
        }
        let parts: Vec<Hit> = hits.iter().copied().filter(|hit| hit.table == sorts.table && hit.value != 0).collect();
        hits.retain(|hit| !part(hit));
        if hits.iter().any(|hit| hit.table == sorts.table && hit.value == 0) {
            continue;
        }
        let all = together(text, &parts, sorts).map(|stretch| (stretch, 0));
        let without_last =
            || sorts.values.get(..2).filter(|_| sorts.without_last).and_then(|values| together(text, &parts, &Sorts { values, ordered: true, ..*sorts }));
        let found = all.or_else(|| without_last().map(|stretch| (stretch, FIRST)));
        if let Some(((start, end), value)) = found {
            hits.retain(|hit| hit.table != sorts.table || hit.end <= start || end <= hit.start);
            let at = hits.partition_point(|hit| hit.start < start);
            hits.insert(at, Hit { start, end, table: sorts.table, value });
        }
    }
}

/// The first stretch of one sentence in which words of all sorts stand near each other.
fn together(text: &str, parts: &[Hit], sorts: &Sorts) -> Option<(u32, u32)> {
    parts.iter().find_map(|first| {
        let mut stretch = (first.start, first.end);
        let begins = sorts.values.iter().position(|values| values.contains(&first.value)).filter(|&at| at == 0 || !sorts.ordered)?;
        let mut left: Vec<&[u32]> = sorts.values.iter().enumerate().filter(|(at, _)| *at != begins).map(|(_, values)| *values).collect();
        for hit in parts.iter().filter(|hit| hit.start >= first.end) {
            let gap = text.get(stretch.1 as usize..hit.start as usize);
            if gap.is_none_or(|gap| gap.len() > sorts.near as usize || gap.contains(SENTENCE_ENDS)) {
                continue;
            }
            if let Some(at) = left.iter().position(|values| values.contains(&hit.value)) {
                left.remove(at);
                stretch.1 = stretch.1.max(hit.end);
            }
        }
        left.is_empty().then_some(stretch)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(start: u32, end: u32, value: u32) -> Hit {
        Hit { start, end, table: Table::Carries, value }
    }

    fn carries() -> Tables {
        let mut tables = Tables::default();
        tables.add(Table::Carries);
        tables
    }

    #[test]
    fn words_of_all_sorts_in_one_sentence_say_it() {
        let text = "what is left over pays for the rest";
        let mut hits = vec![hit(0, 17, 1), hit(18, 26, 2), hit(27, 35, 3)];
        compose(text, &mut hits, carries());
        assert_eq!(hits, [hit(0, 35, 0)]);
    }

    #[test]
    fn words_of_one_sort_or_of_two_sentences_say_nothing() {
        let mut hits = vec![hit(0, 6, 1), hit(8, 12, 2)];
        compose("profit  pays", &mut hits, carries());
        assert_eq!(hits, [hit(0, 12, 1)]);
        let mut hits = vec![hit(0, 4, 2), hit(6, 12, 1)];
        compose("pays  profit", &mut hits, carries());
        assert_eq!(hits, [hit(0, 4, 2)]);
        let mut hits = vec![hit(0, 6, 1), hit(8, 12, 2), hit(13, 17, 3)];
        compose("profit. pays rest", &mut hits, carries());
        assert!(hits.iter().all(|hit| hit.value != 0));
    }
}
