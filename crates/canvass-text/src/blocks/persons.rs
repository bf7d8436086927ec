//! Who is called by no word for an organisation: words for organisations are few, people are called after all that they are, have or do.

use canvass_model::Id;
use canvass_model::blocks::{Block, CustomerSegment, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{ContributionKind, Role, SegmentKind};

use crate::context::Context;
use crate::fill::{Marks, full};
use crate::groups::Group;
use crate::plans::UPGRADE;
use crate::table::Table;
use crate::text::Text;

const BLOCK: Block = Block::CustomerSegments;

/// How sure it is that who is called by no word for an organisation is a person.
const NO_ORGANISATION: u32 = 500;

/// Takes for private persons those of whom no word says what they are, where nobody among the segments is an organisation and no price is one for
/// organisations. Who is a part of a larger group, or the part of it that pays, is of its sort.
pub(crate) fn persons(context: &Context, notes: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    if !context.reads(BLOCK) {
        return;
    }
    let segment = |at: usize| notes.get(at).and_then(Note::full);
    let kinds: Vec<Option<SegmentKind>> = (0..notes.len()).map(|at| segment(at).and_then(|segment| segment.kind)).collect();
    let organised = |text: &Text| text.of(Table::StreamPayers).any(|hit| hit.term() != Some(SegmentKind::Individuals));
    let people = kinds.iter().all(|kind| matches!(kind, None | Some(SegmentKind::Individuals))) && !context.present(Block::RevenueStreams).any(organised);
    let whole = |at: usize| {
        let segment = segment(at)?;
        let larger = segment.part_of.as_ref()?;
        let of = |id: &Option<Id>| id.as_ref() == Some(larger);
        context.ids.segments.iter().position(of).and_then(|at| kinds.get(at).copied().flatten())
    };
    let found: Vec<(usize, SegmentKind)> = context
        .texts(BLOCK)
        .iter()
        .zip(context.groups.iter())
        .filter(|(text, _)| !text.future && (kinds.get(text.index) == Some(&None) || text.anywhere(Table::Tier).any(|hit| hit.value == UPGRADE)))
        .filter_map(|(text, group)| {
            if kinds.get(text.index) != Some(&None) {
                return Some((text.index, whole(text.index)?));
            }
            // A name that joins firms and people says both.
            if text.of(Table::SegmentKinds).any(|hit| hit.term() == Some(SegmentKind::Businesses)) {
                return None;
            }
            let supplies = segment(text.index).is_some_and(|segment| segment.contributes.iter().any(|gift| gift.kind == ContributionKind::Supply));
            let person = (people && !supplies && is_person(text, group)).then_some(SegmentKind::Individuals);
            Some((text.index, whole(text.index).or(person)?))
        })
        .collect();
    for (at, kind) in found {
        if let (Some(segment), Some(text)) = (full(notes, at), context.texts(BLOCK).get(at)) {
            segment.kind = Some(kind);
            marks.add(BLOCK, at, Field::Kind, text.name(), NO_ORGANISATION);
        }
    }
}

/// Whether nothing that is said of a group is said of organisations.
fn is_person(text: &Text, group: &Group) -> bool {
    group.is_served()
        && !group.supply
        && !group.content
        && !group.funders
        && !group.plays(Role::Decider)
        && !group.plays(Role::Beneficiary)
        && text.of(Table::SegmentKinds).next().is_none()
}

#[cfg(test)]
mod tests {
    use canvass_model::vocabulary::SegmentKind;

    use crate::testing::{read_notes, segments};

    fn kinds(language: &str, names: &[&str], stream: &str) -> Vec<Option<SegmentKind>> {
        segments(&read_notes(language, &[("customer_segments", names), ("revenue_streams", &[stream])])).map(|segment| segment.kind).collect()
    }

    #[test]
    fn whoever_is_called_by_no_word_for_an_organisation_is_a_person() {
        let persons = Some(SegmentKind::Individuals);
        for (language, name, stream) in [
            ("en", "Whoever owns a harmonium", "Price of a reed"),
            ("pt", "Quem tem aquário", "Venda de plantas"),
            ("de", "Zugereiste mit Heimweh", "Verkauf von Kuchen"),
            ("ru", "Реставраторы мотоциклов", "Запчасти"),
        ] {
            assert_eq!(kinds(language, &[name], stream), [persons], "{name}");
        }
        assert!(kinds("en", &["Whoever owns a harmonium", "Hospitals"], "Price of a reed").contains(&Some(SegmentKind::Businesses)));
        assert!(!kinds("en", &["Whoever owns a harmonium", "Hospitals"], "Price of a reed").contains(&persons));
        assert!(!kinds("en", &["Whoever owns a harmonium"], "Corporate licence").contains(&persons));
        assert!(!kinds("en", &["People and hospitals"], "Price of a reed").contains(&persons));
    }
}
