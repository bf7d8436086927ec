//! What the offers rest on: the resources and activities that make them possible, and the channels that bring them.

use canvass_model::blocks::{Block, Channel, KeyActivity, KeyResource, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{ActivityKind, Phase};

use super::Offer;
use crate::context::Context;
use crate::fill::{ALIKE, Marks, ONLY, full};
use crate::links::ids;
use crate::naming::mentions;
use crate::text::Text;

/// The offers that a note may concern: those for the groups it names, else all of them.
fn offers_of(context: &Context, offers: &[Offer], text: &Text) -> (Vec<usize>, u32) {
    let present: Vec<usize> = offers.iter().enumerate().filter(|(_, offer)| !offer.future).map(|(at, _)| at).collect();
    if present.len() == 1 {
        return (present, ONLY);
    }
    let named = mentions(&context.groups, text, text.body_range());
    let uses = |at: &usize| offers.get(*at).is_some_and(|offer| named.iter().any(|mention| offer.users.groups.contains(&mention.group)));
    let theirs: Vec<usize> = present.iter().copied().filter(uses).collect();
    if theirs.is_empty() { (present, ALIKE) } else { (theirs, ONLY) }
}

/// Whether both the offers and the notes of a block say nothing but words, so that no link was left out on purpose.
fn open(context: &Context, block: Block) -> bool {
    context.reads(Block::ValuePropositions) && context.reads(block)
}

/// Links resources to the offers that they make possible.
pub(crate) fn resource_links(context: &Context, offers: &[Offer], notes: &mut [Note<KeyResource>], marks: &mut Marks) {
    const BLOCK: Block = Block::KeyResources;
    let linked = notes.iter().any(|note| note.full().is_some_and(|resource| resource.supports.is_some()));
    for text in context.present(BLOCK).filter(|_| open(context, BLOCK)) {
        let (found, confidence) = offers_of(context, offers, text);
        // Where some notes state what they are for, nothing is guessed of the others.
        if linked && confidence == ALIKE {
            continue;
        }
        if let (Some(ids), Some(item)) = (ids(&found, &context.ids.propositions), if found.is_empty() { None } else { full(notes, text.index) })
            && item.supports.is_none()
        {
            item.supports = Some(ids);
            marks.add(BLOCK, text.index, Field::Supports, text.name(), confidence);
        }
    }
}

/// Links activities to the offers that they make possible. What is produced is all that is offered; any other activity may serve a part of it.
pub(crate) fn activity_links(context: &Context, offers: &[Offer], notes: &mut [Note<KeyActivity>], marks: &mut Marks) {
    const BLOCK: Block = Block::KeyActivities;
    let linked = notes.iter().any(|note| note.full().is_some_and(|activity| activity.supports.is_some()));
    for text in context.present(BLOCK).filter(|_| open(context, BLOCK)) {
        let (found, confidence) = offers_of(context, offers, text);
        // Where some notes state what they are for, nothing is guessed of the others.
        if linked && confidence == ALIKE {
            continue;
        }
        let produces = notes.get(text.index).and_then(Note::full).is_some_and(|activity| activity.kind == Some(ActivityKind::Production));
        if confidence == ALIKE && !produces {
            continue;
        }
        if let (Some(ids), Some(item)) = (ids(&found, &context.ids.propositions), if found.is_empty() { None } else { full(notes, text.index) })
            && item.supports.is_none()
        {
            item.supports = Some(ids);
            marks.add(BLOCK, text.index, Field::Supports, text.name(), confidence);
        }
    }
}

/// Links channels to the offers that they sell or bring; with a single offer nothing needs to be said.
pub(crate) fn channel_links(context: &Context, offers: &[Offer], notes: &mut [Note<Channel>], marks: &mut Marks) {
    const BLOCK: Block = Block::Channels;
    if offers.len() < 2 {
        return;
    }
    let linked = notes.iter().any(|note| note.full().is_some_and(|channel| channel.delivers.is_some()));
    for text in context.present(BLOCK).filter(|_| open(context, BLOCK)) {
        let brings = notes.get(text.index).and_then(Note::full).is_some_and(|channel| {
            channel.phases.iter().any(|phase| matches!(phase, Phase::Purchase | Phase::Delivery)) || channel.phases.is_empty() && channel.kind.is_some()
        });
        let (found, confidence) = offers_of(context, offers, text);
        // Where some notes state what they are for, nothing is guessed of the others.
        if linked && confidence == ALIKE {
            continue;
        }
        if let (true, Some(ids)) = (brings && !found.is_empty(), ids(&found, &context.ids.propositions))
            && let Some(item) = full(notes, text.index).filter(|channel| channel.delivers.is_none())
        {
            item.delivers = Some(ids);
            marks.add(BLOCK, text.index, Field::Delivers, text.name(), confidence);
        }
    }
}

#[cfg(test)]
mod tests {
    use canvass_model::{Canvas, Ids};

    use crate::read;

    fn reading(text: &str) -> Canvas {
        read(&serde_json::from_str(text).unwrap()).unwrap().canvas
    }

    fn count(ids: Option<&Ids>) -> usize {
        match ids {
            None => 0,
            Some(Ids::One(_)) => 1,
            Some(Ids::Many(ids)) => ids.len(),
        }
    }

    #[test]
    fn the_only_offer_rests_on_every_resource_and_activity() {
        let canvas = reading(r#"{"lang": "de", "value_propositions": ["Klebstoff"], "key_resources": ["Patente"], "key_activities": ["Forschung"]}"#);
        assert_eq!(count(canvas.key_resources.unwrap()[0].full().unwrap().supports.as_ref()), 1);
        assert_eq!(count(canvas.key_activities.unwrap()[0].full().unwrap().supports.as_ref()), 1);
    }

    #[test]
    fn who_is_named_tells_the_offer() {
        let canvas = reading(
            r#"{"lang": "en", "customer_segments": ["Franchisees", "Parents"], "value_propositions": ["Franchisees: a proven concept", "Parents: safe care"],
                "key_resources": ["Handbook for franchisees", "Brand"]}"#,
        );
        let resources = canvas.key_resources.unwrap();
        assert_eq!(count(resources[0].full().unwrap().supports.as_ref()), 1);
        assert_eq!(count(resources[1].full().unwrap().supports.as_ref()), 2);
    }

    #[test]
    fn only_production_makes_all_offers() {
        let canvas =
            reading(r#"{"lang": "en", "value_propositions": ["Bread", "Cakes"], "key_activities": ["Baking", "Repairs and maintenance", "Research"]}"#);
        let activities = canvas.key_activities.unwrap();
        let links: Vec<usize> = activities.iter().map(|note| count(note.full().and_then(|activity| activity.supports.as_ref()))).collect();
        assert_eq!(links, [2, 0, 0]);
    }

    #[test]
    fn a_shop_brings_all_offers_and_a_poster_none() {
        let canvas = reading(r#"{"lang": "fr", "value_propositions": ["Pain", "Gâteaux"], "channels": ["Boutique en ligne", "Affiches"]}"#);
        let channels = canvas.channels.unwrap();
        assert_eq!(count(channels[0].full().unwrap().delivers.as_ref()), 2);
        assert!(channels[1].full().is_none_or(|channel| channel.delivers.is_none()));
    }

    #[test]
    fn stated_offers_are_left_alone() {
        let canvas = reading(r#"{"lang": "en", "value_propositions": [{"name": "News", "value": ["price"]}], "key_resources": ["Patents"]}"#);
        assert!(canvas.key_resources.unwrap()[0].full().unwrap().supports.is_none());
    }
}
