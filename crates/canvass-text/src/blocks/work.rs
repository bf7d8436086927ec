//! Key resources and key activities: kinds, owners, keywords.

use canvass_model::blocks::{Block, KeyActivity, KeyResource, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{ActivityKind, Owner, ResourceKind};

use crate::context::Context;
use crate::fill::{Marks, ONLY, SAID, full};
use crate::money::figures;
use crate::table::Table;
use crate::text::Text;

/// Reads what each resource says of itself.
pub(crate) fn resources(context: &Context, notes: &mut [Note<KeyResource>], marks: &mut Marks) {
    const BLOCK: Block = Block::KeyResources;
    for text in context.present(BLOCK) {
        let at = text.index;
        if let Some((hit, kind)) = text.noun(Table::ResourceKinds, context.language).and_then(|hit| Some((hit, hit.term::<ResourceKind>()?)))
            && let Some(resource) = full(notes, at)
        {
            resource.kind = Some(kind);
            marks.add(BLOCK, at, Field::Kind, text.words(hit), SAID);
        } else if let Some((start, end)) = counted(context, text)
            && let Some(resource) = full(notes, at)
        {
            resource.kind = Some(ResourceKind::Physical);
            marks.add(BLOCK, at, Field::Kind, text.stretch(start, end), ONLY);
        }
        if let Some((hit, owner)) = text.leading(Table::ResourceOwners).and_then(|hit| Some((hit, hit.term::<Owner>()?)))
            && let Some(resource) = full(notes, at)
        {
            resource.owner = Some(owner);
            marks.add(BLOCK, at, Field::Owner, text.words(hit), SAID);
        }
        for hit in text.of(Table::ResourceTags) {
            if let Some(resource) = full(notes, at) {
                marks.tag(resource, (BLOCK, at), context.matcher.name(hit.value), text.words(hit));
            }
        }
    }
}

/// Things that are counted and are neither people, money nor years: `1,400 tents`. They can be touched.
fn counted(context: &Context, text: &Text) -> Option<(usize, usize)> {
    let figure = figures(text, context.language).first().filter(|figure| !figure.percent && figure.start <= text.name_range().start + 1)?;
    let head = text.head_range();
    let thing = text.folded().get(figure.end..head.end)?.trim();
    let tells_another = text.hits().iter().any(|hit| {
        let (start, end) = (hit.start as usize, hit.end as usize);
        end > head.start && start < head.end && (hit.table.is_group() || matches!(hit.table, Table::Periods | Table::NumberWords | Table::Currencies))
    });
    (thing.chars().any(char::is_alphabetic) && !tells_another).then_some((head.start, head.end))
}

/// Reads what each activity says of itself.
pub(crate) fn activities(context: &Context, notes: &mut [Note<KeyActivity>], marks: &mut Marks) {
    const BLOCK: Block = Block::KeyActivities;
    for text in context.present(BLOCK) {
        let at = text.index;
        if let Some((hit, kind)) = text.leading(Table::ActivityKinds).and_then(|hit| Some((hit, hit.term::<ActivityKind>()?)))
            && let Some(activity) = full(notes, at)
        {
            activity.kind = Some(kind);
            marks.add(BLOCK, at, Field::Kind, text.words(hit), SAID);
        }
        for hit in text.of(Table::ActivityTags) {
            if let Some(activity) = full(notes, at) {
                marks.tag(activity, (BLOCK, at), context.matcher.name(hit.value), text.words(hit));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use canvass_model::vocabulary::ResourceKind;

    use crate::testing::read_notes;

    fn kinds(language: &str, resources: &[&str]) -> Vec<Option<ResourceKind>> {
        let canvas = read_notes(language, &[("key_resources", resources), ("value_propositions", &["Free"])]);
        canvas.key_resources.unwrap().iter().map(|note| note.full().and_then(|resource| resource.kind)).collect()
    }

    #[test]
    fn what_is_counted_can_be_touched() {
        let physical = Some(ResourceKind::Physical);
        assert_eq!(kinds("en", &["250 kayaks"]), [physical]);
        assert_eq!(kinds("nl", &["60 elektrische steppen"]), [physical]);
        assert_eq!(kinds("zh-Hans", &["3万台充电桩"]), [physical]);
    }

    #[test]
    fn people_patents_years_and_money_are_no_things() {
        assert_eq!(kinds("en", &["7 patents", "12 engineers"]), [Some(ResourceKind::Intellectual), Some(ResourceKind::Human)]);
        for text in ["20 years behind the counter", "40% more than others", "$3 a day"] {
            assert_eq!(kinds("en", &[text]), [None], "{text}");
        }
    }
}
