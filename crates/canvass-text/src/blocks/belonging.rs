//! Segments that belong to another: the customers of a business that pays, and the people whose use it orders.

use canvass_model::Ids;
use canvass_model::blocks::{Block, CustomerSegment, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::SegmentKind;

use crate::called::{Groups, is_inflected};
use crate::context::Context;
use crate::fill::{CALLED, Marks, NAMED, ONLY, full};
use crate::fold::in_word;
use crate::groups::{Group, counts};
use crate::matcher::Hit;
use crate::naming::{Mention, mentions_beside};
use crate::small_words::is_small;
use crate::table::Table;
use crate::table::belongs::{CUSTOMERS, STAFF};
use crate::text::Text;

const BLOCK: Block = Block::CustomerSegments;

/// Links segments that name another as the one they belong to.
pub(crate) fn belonging(context: &Context, notes: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    if !context.reads(BLOCK) {
        return;
    }
    let mut controlled: Vec<(usize, usize, String, u32)> = Vec::new();
    for text in context.present(BLOCK) {
        let at = text.index;
        if let Some(hit) = text.of(Table::Belongs).find(|hit| hit.value == CUSTOMERS)
            && let Some(owner) = named_owner(context, text, hit).or_else(|| spoken_of(context, text, hit))
            && let (Some(Some(id)), Some(segment)) = (context.ids.segments.get(owner), full(notes, at))
        {
            segment.customer_of = Some(id.clone());
            marks.add(BLOCK, at, Field::CustomerOf, text.words(hit), CALLED);
        } else if let Some(hit) = text.of(Table::Belongs).find(|hit| is_staff(context, text, hit)) {
            let named = named_owner(context, text, hit).map(|owner| (owner, CALLED));
            let owners = named.map_or_else(|| only_organisations(context, at).into_iter().map(|owner| (owner, ONLY)).collect(), |owner| vec![owner]);
            controlled.extend(owners.into_iter().map(|(owner, confidence)| (owner, at, text.words(hit).to_owned(), confidence)));
        }
    }
    for (owner, staff, words, confidence) in controlled {
        let (Some(Some(id)), Some(segment)) = (context.ids.segments.get(staff), full(notes, owner)) else { continue };
        segment.controls = Some(match segment.controls.take() {
            None => Ids::One(id.clone()),
            Some(Ids::One(first)) => Ids::Many(vec![first, id.clone()]),
            Some(Ids::Many(mut all)) => {
                all.push(id.clone());
                Ids::Many(all)
            }
        });
        if !marks.has(BLOCK, owner, Field::Controls) {
            marks.add(BLOCK, owner, Field::Controls, &words, confidence);
        }
    }
}

/// Whether a word says what the segment is, rather than how large it is: `businesses with 5 to 80 employees`.
fn is_head(text: &Text, hit: &Hit) -> bool {
    !counts(text, hit)
        && hit.end as usize <= text.noun_end().max(text.head_range().end)
        && !text.folded().get(text.name_range().start..hit.start as usize).is_some_and(|before| before.contains(|character: char| character.is_ascii_digit()))
}

/// Whether a word says that a group is the people of another one. A business that does something for its people is called a business besides.
fn is_staff(context: &Context, text: &Text, hit: &Hit) -> bool {
    let organised = context.groups.get(text.index).is_some_and(Group::is_organised);
    // Where words run on, a name ends with what the group is.
    let last = || text.folded().get(hit.end as usize..text.head_range().end).is_none_or(|rest| rest.len() <= ENDING);
    hit.value == STAFF && !organised && is_head(text, hit) && (!text.runs_on_at(hit.start as usize) || last())
}

/// How much may stand behind the last word of a name that says what a group is, in bytes.
const ENDING: usize = 9;

/// How far from the word for customers the business may be named, in bytes.
const NEAR: usize = 40;

fn named_owner(context: &Context, text: &Text, hit: &Hit) -> Option<usize> {
    let (start, end) = (hit.start as usize, hit.end as usize);
    // What explains the name speaks of others; the name itself speaks of the group.
    let behind = text.noun_end().min(start)..text.body_range().end;
    // Where words run on, the word for customers is as often the end of what another group is called.
    let inside = |mention: &Mention| start <= mention.start && mention.end <= end && text.runs_on_at(start);
    let others = |range| mentions_beside(&context.groups, text, range, Some(text.index));
    others(behind)
        .into_iter()
        .chain(others(text.body_range()))
        .filter(|mention| mention.start <= end + NEAR && start <= mention.end + NEAR && !inside(mention))
        .find(|mention| {
            // Persons have customers only where it is said in so many words: `guests of the hosts`.
            let said = end <= mention.start && mention.start <= end + ARTICLE && text.words(hit).contains(' ');
            context.groups.get(mention.group).is_some_and(|group| !group.future && (said || group.kind != Some(SegmentKind::Individuals)))
        })
        .map(|mention| mention.group)
}

/// How far from the beginning of a name a word for whose customers they are may stand, in bytes: behind an article.
const ARTICLE: usize = 4;

/// The segment before one whose name begins by saying that they are `their customers`.
fn spoken_of(context: &Context, text: &Text, hit: &Hit) -> Option<usize> {
    let words = text.folded().get(hit.start as usize..hit.end as usize)?;
    let begins = hit.start as usize <= text.name_range().start + ARTICLE;
    // What ends with a preposition names their owner behind it.
    let names = words.rsplit(' ').next().is_some_and(is_small);
    let before = text.index.checked_sub(1)?;
    (begins && !names && context.groups.get(before).is_some_and(|group| !group.future && group.is_served())).then_some(before)
}

/// The other segments, where all are businesses or other organisations that give no money for others.
fn only_organisations(context: &Context, staff: usize) -> Vec<usize> {
    let others: Vec<usize> = context.served().filter(|&at| at != staff).collect();
    let organisation =
        |at: &usize| context.groups.get(*at).is_some_and(|group| (group.is_organised() || group.kind == Some(SegmentKind::Nonprofit)) && !group.funders);
    if others.iter().all(organisation) { others } else { Vec::new() }
}

/// Whether a segment's words say that its members are the people or the customers of another one, which uses it through them.
pub(crate) fn is_of_another(context: &Context, text: &Text) -> bool {
    let customers = |hit: &Hit| {
        // Where words run on, what describes somebody is written as whose customers they are: `的玩家`.
        let described = text.runs_on_at(hit.start as usize);
        hit.value == CUSTOMERS && (!described || named_owner(context, text, hit).or_else(|| spoken_of(context, text, hit)).is_some())
    };
    described_by(&context.groups, text).is_some() || text.of(Table::Belongs).any(|hit| customers(hit) || is_staff(context, text, hit))
}

/// The business by whose name people are described, whose customers they are: `diners of the restaurants`.
pub(crate) fn described_by(groups: &Groups, text: &Text) -> Option<usize> {
    if let Some(owner) = groups.get(text.index).and_then(|group| group.of) {
        return Some(owner);
    }
    let people = groups.get(text.index).is_some_and(|group| !group.is_organised());
    let business = |group: usize| groups.get(group).is_some_and(|group| group.is_served() && group.kind == Some(SegmentKind::Businesses));
    let behind = text.noun_end()..text.head_range().end;
    let named = if people { mentions_beside(groups, text, behind, Some(text.index)) } else { Vec::new() };
    // The name itself, or its first word in another number: what else it is called may be a thing that it sells.
    let first = |group: usize| groups.get(group).and_then(|group| group.noun.split(|letter: char| !in_word(letter)).next()).unwrap_or_default();
    let word = |mention: &Mention| text.folded().get(mention.start..mention.end).unwrap_or_default();
    let by_name = |mention: &Mention| mention.confidence == NAMED || is_inflected(first(mention.group), word(mention));
    named.into_iter().find(|mention| business(mention.group) && by_name(mention)).map(|mention| mention.group)
}

#[cfg(test)]
mod tests {
    use canvass_model::blocks::CustomerSegment;

    use crate::testing::read_notes;

    fn segments(language: &str, segments: &[&str]) -> Vec<CustomerSegment> {
        let canvas = read_notes(language, &[("customer_segments", segments)]);
        canvas.customer_segments.unwrap().into_iter().map(|note| note.full().cloned().unwrap_or_default()).collect()
    }

    #[test]
    fn customers_of_a_customer_are_linked_to_it() {
        for (language, names) in [
            ("en", ["Hotels", "Guests (customers of the hotels)"]),
            ("de", ["Hotels", "Gäste (Kunden der Hotels)"]),
            ("zh-Hans", ["连锁酒店", "住客（酒店的客人）"]),
            ("pt", ["Academias de bairro", "Alunos dessas academias, que usam o app"]),
            ("fr", ["Retraités, nos cuisiniers", "Passants du midi : clients des retraités"]),
        ] {
            let read = segments(language, &names);
            assert!(read[1].customer_of.is_some(), "{names:?}");
            assert!(read[0].customer_of.is_none());
        }
    }

    #[test]
    fn their_customers_are_those_of_the_group_before() {
        for (language, names) in [
            ("en", ["Dance schools", "Their students and parents"]),
            ("nl", ["Wie een ijssalon wil beginnen", "Hun gasten op het terras"]),
            ("pt", ["Academias", "Os clientes deles"]),
        ] {
            let read = segments(language, &names);
            assert!(read[1].customer_of.is_some() && read[0].customer_of.is_none(), "{names:?}");
        }
        assert!(segments("en", &["Dance schools", "Clients of lawyers"])[1].customer_of.is_none());
    }

    #[test]
    fn staff_are_controlled_by_the_only_business() {
        let read = segments("en", &["Hospitals with 50 employees", "Staff on the wards"]);
        assert!(read[0].controls.is_some());
        assert!(read[1].controls.is_none());
        assert!(segments("en", &["Hospitals with 50 employees", "Parents"]).iter().all(|segment| segment.controls.is_none()));
    }
}
