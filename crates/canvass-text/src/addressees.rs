//! Names by which offers call those for whom they are, where these are no names of segments: `for those who book pages` beside `for readers`.
//!
//! Such a name is the sub-heading of offers, or the lead of one where the other offers begin with the names of groups. It stands for whoever is
//! left when all other names are told apart; several such names stand for those who are left in the same order.

use crate::called::{Groups, begins_compound};
use crate::groups::Group;
use crate::naming::mentions;
use crate::table::{Table, general};
use crate::text::Text;

use canvass_model::vocabulary::SegmentKind;

/// Names that are no segments' own, and the groups for which they stand.
#[derive(Debug, Default)]
pub(crate) struct Addressees(Vec<(String, Vec<usize>)>);

impl Addressees {
    /// The groups for which a name stands.
    pub(crate) fn find(&self, name: &str) -> &[usize] {
        if self.0.is_empty() {
            return &[];
        }
        let name = trimmed(name);
        self.0.iter().find(|(known, _)| !name.is_empty() && known == name).map_or(&[], |(_, groups)| groups)
    }

    /// The groups for whom a name of one word stands, be it in another number or case.
    pub(crate) fn inflected(&self, name: &str) -> &[usize] {
        let name = trimmed(name);
        self.0.iter().find(|(known, _)| known == name || crate::called::is_inflected(known, name)).map_or(&[], |(_, groups)| groups)
    }

    /// The groups for whose name a text has a word in common.
    pub(crate) fn alike(&self, name: &str) -> &[usize] {
        let mut found = self.0.iter().filter(|(known, _)| words(known).any(|word| words(name).any(|other| other == word)));
        match (found.next(), found.next()) {
            (Some((_, groups)), None) => groups,
            _ => &[],
        }
    }
}

/// A name under which offers stand.
struct Name {
    text: String,
    /// Whether it is a sub-heading, and not the lead of a note.
    heading: bool,
    /// The note in which it stands first.
    at: usize,
    groups: Vec<usize>,
    /// Whether it means all of them.
    everybody: bool,
    /// Whether a stream says that whoever is called so pays.
    pays: bool,
}

/// Finds for whom the names of offers stand, and lets the groups be known for what these call them.
pub(crate) fn find(groups: &mut Groups, offers: &mut [Text], streams: &[Text], business: impl Fn(u32) -> Option<bool>) -> Addressees {
    let mut names = names(groups, offers, streams);
    if groups.len() < 2 || names.iter().all(|name| name.groups.is_empty() && !name.heading && !name.pays && !stands_for_group(name, offers)) {
        return Addressees::default();
    }
    let own: Vec<bool> = names.iter().map(|name| !name.groups.is_empty()).collect();
    with_siblings(groups, &mut names);
    let strange = names.iter().filter(|name| name.groups.is_empty() && !name.everybody).count();
    if strange == 1 {
        by_order(groups, &mut names);
    } else if names.iter().any(|name| name.groups.is_empty() && name.pays) {
        // Of several strange names those are somebody's who pay.
        names.retain(|name| !name.groups.is_empty() || name.heading || name.everybody || name.pays);
    }
    by_sort(groups, offers, &mut names, business);
    with_siblings(groups, &mut names);
    by_order(groups, &mut names);
    let mut found = Addressees::default();
    for (name, own) in names.into_iter().zip(own) {
        if name.groups.is_empty() || name.everybody {
            continue;
        }
        if let Some(text) = offers.get(name.at).filter(|_| name.heading || !own) {
            let range = if name.heading { text.group_range() } else { text.head_range() };
            for hit in text.of_groups().filter(|hit| range.start <= hit.start as usize && hit.end as usize <= range.end) {
                name.groups.iter().for_each(|&at| groups.know_as(at, hit.table, hit.value));
            }
        }
        // One word by which an offer calls a group calls it in other notes as well.
        if let ([group], true) = (name.groups.as_slice(), name.pays || own && !name.heading && tells(groups, &name)) {
            groups.call(*group, &name.text);
        }
        found.0.push((name.text, name.groups));
    }
    offers.iter_mut().for_each(|text| text.spoken = std::cell::OnceCell::new());
    found
}

/// What somebody is called in a stretch of a text, without the small word that leads to it: `hosts` for `For hosts`.
pub(crate) fn called(text: &Text, range: std::ops::Range<usize>) -> &str {
    let name = trimmed(text.folded().get(range.clone()).unwrap_or_default());
    let start = name.as_ptr() as usize - text.folded().as_ptr() as usize;
    let mut leading = text.small(general::FOR).filter(|word| word.start as usize == start);
    let behind = leading.find_map(|word| text.folded().get(word.end as usize..start + name.len()));
    behind.map(trimmed).filter(|name| !name.is_empty()).unwrap_or(name)
}

/// The names under which offers stand, each once, in their order.
fn names(groups: &Groups, offers: &[Text], streams: &[Text]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    // A lead may as well name a plan or a part of the offer: it names a group where most offers begin so.
    let led = offers.iter().filter(|text| !text.future && text.has_lead()).count() * 4 >= offers.len() * 3;
    for (at, text) in offers.iter().enumerate().filter(|(_, text)| !text.future) {
        let heading = !text.group_range().is_empty();
        let range = if heading { text.group_range() } else { text.head_range() };
        if !heading && !text.has_lead() {
            continue;
        }
        let name = called(text, range.clone()).to_owned();
        if name.is_empty() || names.iter().any(|known| known.text == name) {
            continue;
        }
        let everybody = text.small(general::EVERYBODY).any(|word| range.start <= word.start as usize && word.end as usize <= range.end);
        let mut called: Vec<usize> = mentions(groups, text, range).iter().map(|mention| mention.group).collect();
        if called.is_empty() {
            called = compounds(groups, &name);
        }
        let pays = called.is_empty() && streams.iter().any(|stream| pays(stream, &name));
        let group = Name { text: name, heading, at, groups: called, everybody, pays };
        if heading || led || pays || !group.groups.is_empty() || stands_for_group(&group, offers) {
            names.push(group);
        }
    }
    names
}

/// Whether a name is one word that stands in the name of no group but the one that it calls.
fn tells(groups: &Groups, name: &Name) -> bool {
    let one = !name.text.contains(|letter: char| !letter.is_alphabetic());
    let others = groups.iter().enumerate().filter(|(at, _)| !name.groups.contains(at));
    one && others.into_iter().all(|(_, other)| !crate::naming::part_of(&other.name, &name.text))
}

/// Whether a stream says of whoever has a name of one word that they pay: the word stands behind one for who pays, in another number or case.
fn pays(stream: &Text, name: &str) -> bool {
    let same = |word: &str| word == name || crate::called::is_inflected(name, word);
    let one = !name.contains(|letter: char| !letter.is_alphabetic() || crate::fold::runs_on(letter));
    one && stream.small(general::FROM).any(|hit| {
        let behind = stream.folded().get(hit.end as usize..).unwrap_or_default();
        behind.split(|letter: char| !crate::fold::in_word(letter)).filter(|word| !word.is_empty()).take(2).any(same)
    })
}

/// Whether a name has a word for a sort of people or businesses.
fn stands_for_group(name: &Name, offers: &[Text]) -> bool {
    offers.get(name.at).is_some_and(|text| {
        let range = if name.heading { text.group_range() } else { text.head_range() };
        text.of_groups().any(|hit| range.start <= hit.start as usize && hit.end as usize <= range.end)
    })
}

/// The groups in whose names a word stands as the last part of a compound.
fn compounds(groups: &Groups, name: &str) -> Vec<usize> {
    let mut words = words(name);
    let (Some(word), None) = (words.next(), words.next()) else { return Vec::new() };
    if word.chars().any(crate::fold::runs_on) {
        return Vec::new();
    }
    let ends = |group: &Group| {
        let mut parts = group.noun.split(|letter: char| !crate::fold::in_word(letter));
        parts.any(|part| part.find(word).is_some_and(|at| begins_compound(part.get(..at).unwrap_or_default()) && part.len() - at - word.len() <= ENDING))
    };
    (0..groups.len()).filter(|&at| groups.get(at).is_some_and(|group| !group.future && ends(group))).collect()
}

/// How many bytes the ending of a compound may have.
const ENDING: usize = 2;

/// Names for a sort of people or businesses stand for the segments of that sort: `employers` for hospitals and agencies.
fn by_sort(groups: &Groups, offers: &[Text], names: &mut [Name], business: impl Fn(u32) -> Option<bool>) {
    let taken: Vec<usize> = names.iter().flat_map(|name| name.groups.iter().copied()).collect();
    let some = |fits: &dyn Fn(&Group) -> bool| -> Vec<usize> {
        let found: Vec<usize> = (0..groups.len()).filter(|&at| groups.get(at).is_some_and(|group| !group.future && !group.aside && fits(group))).collect();
        if found.len() == groups.len() { Vec::new() } else { found }
    };
    for name in names.iter_mut().filter(|name| name.groups.is_empty() && !name.everybody) {
        let Some(text) = offers.get(name.at) else { continue };
        let range = if name.heading { text.group_range() } else { text.head_range() };
        let hits = || text.of_groups().filter(|hit| range.start <= hit.start as usize && hit.end as usize <= range.end);
        let is_business = |group: &Group| group.kind == Some(SegmentKind::Businesses);
        let found = if hits().any(|hit| hit.table == Table::Advertisers) {
            let advertisers = some(&|group| group.advertisers);
            if advertisers.is_empty() { some(&is_business) } else { some(&|group| group.advertisers || is_business(group)) }
        } else {
            match hits().find_map(|hit| business(hit.value)) {
                Some(true) => some(&is_business),
                Some(false) => some(&|group| group.kind == Some(SegmentKind::Individuals)),
                None => Vec::new(),
            }
        };
        // Who is named beside is another.
        name.groups = found.into_iter().filter(|at| !taken.contains(at)).collect();
    }
}

/// Where offers and segments stand under equally many sub-headings, a sub-heading that names one segment is for all beside it.
fn with_siblings(groups: &Groups, names: &mut [Name]) {
    let headings = headings(groups, |_| true);
    if headings.len() < 2 || headings.len() != names.iter().filter(|name| name.heading).count() {
        return;
    }
    let heading = |at: usize| groups.get(at).map(|group| group.heading.as_str()).unwrap_or_default();
    let all: Vec<Vec<usize>> = names.iter().map(|name| name.groups.clone()).collect();
    for (place, name) in names.iter_mut().enumerate().filter(|(_, name)| !name.groups.is_empty()) {
        let first = name.groups.first().map(|&at| heading(at)).unwrap_or_default();
        let apart = all.iter().enumerate().filter(|(other, _)| *other != place).all(|(_, groups)| groups.iter().all(|&at| heading(at) != first));
        if apart && name.groups.iter().all(|&at| heading(at) == first) {
            name.groups = (0..groups.len()).filter(|&at| heading(at) == first && groups.get(at).is_some_and(|group| !group.future)).collect();
        }
    }
}

/// The sub-headings of some segments, each once; nothing where not all of them stand under one.
fn headings(groups: &Groups, fits: impl Fn(usize) -> bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (_, group) in groups.iter().enumerate().filter(|(at, group)| fits(*at) && !group.future && !group.aside) {
        if group.heading.is_empty() {
            return Vec::new();
        }
        if !found.contains(&group.heading) {
            found.push(group.heading.clone());
        }
    }
    found
}

/// What is left of names stands for what is left of the segments: one for all of them, several in the same order.
fn by_order(groups: &Groups, names: &mut [Name]) {
    let taken: Vec<usize> = names.iter().flat_map(|name| name.groups.iter().copied()).collect();
    let left: Vec<usize> = (0..groups.len()).filter(|at| !taken.contains(at) && groups.get(*at).is_some_and(|group| !group.future && !group.aside)).collect();
    let any_told = !taken.is_empty();
    let mut strange: Vec<&mut Name> = names.iter_mut().filter(|name| name.groups.is_empty() && !name.everybody).collect();
    let headings = headings(groups, |at| left.contains(&at));
    let heading = |at: usize, wanted: &str| groups.get(at).is_some_and(|group| group.heading == wanted);
    if let [only] = strange.as_mut_slice() {
        if any_told && !left.is_empty() {
            only.groups = left;
        }
    } else if strange.len() > 1 && strange.len() == headings.len() && strange.iter().all(|name| name.heading) {
        for (name, wanted) in strange.iter_mut().zip(&headings) {
            name.groups = left.iter().copied().filter(|&at| heading(at, wanted)).collect();
        }
    } else if strange.len() > 1 && strange.len() == left.len() && any_told {
        for (name, at) in strange.iter_mut().zip(left) {
            name.groups = vec![at];
        }
    }
}

fn trimmed(name: &str) -> &str {
    name.trim_matches(|letter: char| !crate::fold::in_word(letter))
}

/// The words of a name that are long enough to mean somebody, without their endings.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|letter: char| !crate::fold::in_word(letter)).filter(|word| word.chars().count() >= if word.starts_with(crate::fold::runs_on) { 2 } else { 4 })
}
