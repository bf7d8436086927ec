//! Groups of whom another note than their own says that they pay nothing: `the paper costs the reader nothing`, `walkers never pay`.
//!
//! Such a note may call them what no segment is called; then they are those who alone can be meant: readers are no businesses, no advertisers and none
//! of those who make what is read.

use std::ops::Range;

use canvass_model::vocabulary::{Role, SegmentKind};

use crate::called::Groups;
use crate::matcher::Hit;
use crate::naming::{Mention, mentions};
use crate::negation::{COSTS, SPARES};
use crate::spared::Notes;
use crate::table::Table;
use crate::text::Text;

/// The groups that are said to pay nothing, where others are left who may pay.
pub(crate) fn find(groups: &Groups, notes: &Notes<'_>) -> Vec<usize> {
    let present = notes.offers.iter().chain(notes.relationships).chain(notes.others.iter().copied()).filter(|text| !text.future);
    let mut found: Vec<usize> = Vec::new();
    for text in present {
        // Some words for charging name whom: `costs the reader`.
        let names = |hit: &Hit| {
            hit.value == CHARGED && text.hits().iter().any(|word| can_be_meant(word.table) && is_within(word, &(hit.start as usize..hit.end as usize)))
        };
        for hit in text.of(Table::Charge).filter(|hit| matches!(hit.value, SPARES | COSTS) || names(hit)) {
            found.extend(who(groups, text, hit).filter(|at| !is_priced(groups, notes, *at)));
        }
    }
    found.sort_unstable();
    found.dedup();
    let left = |at: usize| groups.get(at).is_some_and(|group| !group.future && !group.aside && !found.contains(&at));
    if (0..groups.len()).any(left) { found } else { Vec::new() }
}

/// Who pays nothing, as the clause says in which the words for it stand.
fn who(groups: &Groups, text: &Text, hit: &Hit) -> Option<usize> {
    let clause = clause(text, hit);
    // A lead tells of whom the rest speaks.
    let lead = text.head_range();
    let ranges = [clause.clone(), if text.has_lead() && clause.start >= lead.end { lead } else { text.group_range() }];
    let named: Vec<(Range<usize>, Vec<Mention>)> = ranges.into_iter().map(|range| (range.clone(), mentions(groups, text, range))).collect();
    let (_, mentions) = named.iter().find(|(_, mentions)| !mentions.is_empty()).unwrap_or(named.first()?);
    let spoken: Vec<Range<usize>> = match mentions.as_slice() {
        [] => {
            text.hits().iter().filter(|word| is_within(word, &clause) && can_be_meant(word.table)).map(|word| word.start as usize..word.end as usize).collect()
        }
        mentions => mentions.iter().map(|mention| mention.start..mention.end).collect(),
    };
    if !says_no_more(text, hit, &clause, &spoken) {
        return None;
    }
    match mentions.as_slice() {
        [one] => Some(one.group),
        [] if !spoken.is_empty() => only_one(groups),
        _ => None,
    }
    .filter(|&at| groups.get(at).is_some_and(|group| group.is_served() && !group.paying && !group.plays(Role::Payer)))
}

/// The place of words by which somebody is charged, which stand only where they are denied.
const CHARGED: u32 = 0;

/// How many letters may stand behind words that somebody pays nothing, beside the name of who it is: more would say what it is that costs nothing.
const REST: usize = 5;

/// Whether nothing but who pays nothing stands in the clause behind the words for it.
fn says_no_more(text: &Text, hit: &Hit, clause: &Range<usize>, spoken: &[Range<usize>]) -> bool {
    let behind = hit.end as usize..clause.end;
    let known = |at: usize| {
        let within = |word: &Hit| (word.start as usize..word.end as usize).contains(&at);
        spoken.iter().any(|range| range.contains(&at)) || text.of(Table::Charge).any(within)
    };
    let rest = text.folded().get(behind.clone()).unwrap_or_default();
    let letters = rest.char_indices().filter(|&(at, letter)| letter.is_alphanumeric() && !known(behind.start + at)).count();
    let costs = hit.value == COSTS;
    // Words for nothing stand behind those for costing, and the name between them.
    letters <= if costs || hit.value == CHARGED { REST * 3 } else { REST } && (!costs || spoken.iter().any(|range| range.start >= hit.end as usize))
}

/// The clause in which words stand.
fn clause(text: &Text, hit: &Hit) -> Range<usize> {
    const ENDS: [char; 8] = ['.', ';', ',', ':', '(', ')', '\n', '!'];
    let folded = text.folded();
    let (start, end) = (hit.start as usize, hit.end as usize);
    let sentence = crate::spared::sentence(text, hit);
    let from = folded.get(sentence.start..start).and_then(|before| before.rfind(ENDS)).map_or(sentence.start, |at| sentence.start + at);
    let to = folded.get(end..sentence.end).and_then(|rest| rest.find(ENDS)).map_or(sentence.end, |at| end + at);
    from..to
}

fn is_within(word: &Hit, range: &Range<usize>) -> bool {
    word.table.is_group() && range.start <= word.start as usize && word.end as usize <= range.end
}

/// Whether words of a table call people who look, read, listen, come or learn.
fn can_be_meant(table: Table) -> bool {
    matches!(table, Table::Audience | Table::Demand)
}

/// The one group that can be people who look, read, listen or come.
fn only_one(groups: &Groups) -> Option<usize> {
    let fits = |at: &usize| {
        groups.get(*at).is_some_and(|group| {
            group.is_served()
                && !group.supply
                && !group.content
                && !group.paying
                && !matches!(group.kind, Some(SegmentKind::Businesses | SegmentKind::Government | SegmentKind::Nonprofit))
        })
    };
    let mut fitting = (0..groups.len()).filter(fits);
    fitting.next().filter(|_| fitting.next().is_none())
}

/// Whether a stream that is not free names a group.
fn is_priced(groups: &Groups, notes: &Notes<'_>, at: usize) -> bool {
    let free = |text: &Text| text.of(Table::StreamPlans).any(|hit| hit.value == 0) || text.of(Table::Charge).next().is_some();
    let names = |text: &Text| mentions(groups, text, text.group_range().start..text.body_range().end).iter().any(|mention| mention.group == at);
    notes.streams.iter().any(|text| !text.future && !free(text) && names(text))
}

#[cfg(test)]
mod tests {
    use canvass_model::vocabulary::Role;

    use crate::testing::{read_notes, segments};

    /// Whether the first of two groups is said to use what the other pays.
    fn spared(language: &str, groups: [&str; 2], block: &str, note: &str, stream: &str) -> bool {
        let offers: &[&str] = if block == "value_propositions" { &[note, "A page of their own"] } else { &["News", "A page of their own"] };
        let mut blocks: Vec<(&str, &[&str])> = vec![("customer_segments", &groups), ("value_propositions", offers)];
        let notes = [note];
        if block != "value_propositions" {
            blocks.push((block, &notes));
        }
        let streams = [stream];
        blocks.push(("revenue_streams", &streams));
        let read = read_notes(language, &blocks);
        segments(&read).next().is_some_and(|segment| segment.roles.contains(&Role::User))
    }

    #[test]
    fn what_costs_somebody_nothing_is_free_for_them() {
        let valley = ["Everyone in the valley", "Shops"];
        assert!(spared("en", valley, "value_propositions", "The paper costs the reader nothing", "Yearly fee"));
        assert!(!spared("en", valley, "value_propositions", "The paper", "Yearly fee"));
        assert!(spared("en", ["Walkers", "Shops"], "customer_relationships", "Walkers never pay", "Yearly fee"));
        assert!(spared("de", ["Leute im Tal", "Läden"], "channels", "Liegt in der Bäckerei aus, kostet die Leser nichts", "Jahresgebühr"));
        assert!(spared("nl", ["Wandelaars", "Winkels"], "customer_relationships", "Wandelaars betalen niets", "Jaarlijkse bijdrage"));
        assert!(spared("zh-Hans", ["山谷里的居民", "商店"], "channels", "读者不用付钱", "年费"));
    }

    #[test]
    fn what_somebody_does_not_pay_for_is_another_thing() {
        let walkers = ["Walkers", "Shops"];
        assert!(!spared("en", walkers, "customer_relationships", "Walkers never pay for parking", "Yearly fee"));
        assert!(!spared("en", walkers, "customer_relationships", "Walkers never pay", "Yearly fee of walkers and shops"));
        assert!(!spared("en", ["Everyone in the valley", "Families"], "value_propositions", "The paper costs the reader nothing", "Yearly fee"));
    }
}
