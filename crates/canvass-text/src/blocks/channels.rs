//! Channels: kind, owner, phases, whom they reach.

use canvass_model::blocks::{Block, Channel, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{ChannelKind, Owner, Phase};

use crate::context::Context;
use crate::fill::{ALIKE, Marks, SAID, full};
use crate::links::{Targets, addressed};
use crate::naming::mentions;
use crate::table::Table;

const BLOCK: Block = Block::Channels;

/// Reads what each channel says of itself, and whom it reaches.
pub(crate) fn channels(context: &Context, notes: &mut [Note<Channel>], marks: &mut Marks) {
    let reached = alike(context, BLOCK, notes.iter().any(|note| note.full().is_some_and(|channel| channel.reaches.is_some())));
    for text in context.present(BLOCK) {
        let at = text.index;
        if let Some((hit, kind)) = text.leading(Table::ChannelKinds).and_then(|hit| Some((hit, hit.term::<ChannelKind>()?)))
            && let Some(channel) = full(notes, at)
        {
            channel.kind = Some(kind);
            marks.add(BLOCK, at, Field::Kind, text.words(hit), SAID);
        }
        if let Some((hit, owner)) = text.leading(Table::ChannelOwners).and_then(|hit| Some((hit, hit.term::<Owner>()?)))
            && let Some(channel) = full(notes, at)
        {
            channel.owner = Some(owner);
            marks.add(BLOCK, at, Field::Owner, text.words(hit), SAID);
        }
        let phases = text.terms::<Phase>(Table::Phases);
        if let (Some((_, hit)), Some(channel)) = (phases.first(), if phases.is_empty() { None } else { full(notes, at) }) {
            channel.phases = phases.iter().map(|(phase, _)| *phase).collect();
            marks.add(BLOCK, at, Field::Phases, text.words(hit), SAID);
        }
        for hit in text.of(Table::ChannelTags) {
            if let Some(channel) = full(notes, at) {
                marks.tag(channel, (BLOCK, at), context.matcher.name(hit.value), text.words(hit));
            }
        }
        let targets = reached.get(at).cloned().unwrap_or_default();
        if let (Some(ids), Some(channel)) = (targets.ids(context), if targets.is_empty() { None } else { full(notes, at) })
            && channel.reaches.is_none()
        {
            channel.reaches = Some(ids);
            marks.add(BLOCK, at, Field::Reaches, &targets.words, targets.confidence);
        }
    }
}

/// Whom the notes of a block concern: the groups they name; and where none of the block names any, all groups alike.
///
/// With a single group nothing needs to be said. Where some notes are `linked` by what they state, nothing is guessed of the others.
pub(super) fn alike(context: &Context, block: Block, linked: bool) -> Vec<Targets> {
    let texts = context.texts(block);
    let served: Vec<usize> = context.served().collect();
    let mut targets: Vec<Targets> = texts
        .iter()
        .map(|text| {
            let addressed = addressed(context, text);
            if text.future || !addressed.is_empty() { addressed } else { Targets::of(text, &mentions(&context.groups, text, text.body_range())) }
        })
        .collect();
    if linked || served.len() < 2 || !context.speaks() {
        return targets;
    }
    for (target, text) in targets.iter_mut().zip(texts).filter(|(target, text)| target.is_empty() && !text.future) {
        *target = Targets { groups: served.clone(), words: text.name().to_owned(), confidence: ALIKE };
    }
    targets
}
