//! The parts into which a canvas falls when one follows its links.

use canvass_plugin::blocks::Block;
use canvass_plugin::{FactKind, NONE, View};

use crate::tables::{Mark, Tables};

/// The parts that could each stand as a business model: those that hold segments and propositions.
#[derive(Debug, Default)]
pub struct Parts {
    /// The segments of each part, in the order of the document; empty when the links do not tell.
    pub segments: Vec<Vec<u32>>,
    /// Whether the links tell what hangs together.
    pub known: bool,
}

impl Parts {
    /// The parts of a canvas.
    pub fn new(tables: &Tables, canvas: &View<'_>) -> Self {
        let (segments, propositions) = (tables.count(Block::CustomerSegments), tables.count(Block::ValuePropositions));
        if segments == 0 || propositions == 0 {
            return Self::default();
        }
        if segments == 1 || propositions == 1 {
            // Two parts would need two of each.
            let all = canvas.block(Block::CustomerSegments).map(|segment| segment.index());
            let alone = segments == 1 || all.clone().all(|segment| tables.has(segment, Mark::Linked));
            return if alone { Self { segments: vec![all.collect()], known: true } } else { Self::default() };
        }
        if !are_known(tables, canvas) {
            return Self::default();
        }
        Self { segments: group(canvas), known: true }
    }
}

/// Whether every segment is linked, and the links between the offer and what stands behind and before it are of a canvas that states them.
fn are_known(tables: &Tables, canvas: &View<'_>) -> bool {
    let channels = tables.known(FactKind::Reaches) || tables.known(FactKind::Delivers) || tables.count(Block::Channels) == 0;
    tables.known(FactKind::Supports) && channels && canvas.block(Block::CustomerSegments).all(|segment| tables.has(segment.index(), Mark::Linked))
}

/// Follows every link, and lists the segments of each part that also holds a proposition.
fn group(canvas: &View<'_>) -> Vec<Vec<u32>> {
    let mut leaders: Vec<u32> = (0..canvas.items.len() as u32).collect();
    // The canvas itself stands for the company, to which every part may give.
    for link in canvas.links.iter().filter(|link| link.from != 0 && link.to != 0) {
        let (one, other) = (leader(&mut leaders, link.from), leader(&mut leaders, link.to));
        if let Some(entry) = leaders.get_mut(one.max(other) as usize) {
            *entry = one.min(other);
        }
    }
    // Where in the list the part of a leader stands; only parts with a proposition are looked for.
    let mut places: Vec<Option<usize>> = vec![None; leaders.len()];
    let mut offered: Vec<bool> = vec![false; leaders.len()];
    for proposition in canvas.block(Block::ValuePropositions) {
        if let Some(entry) = offered.get_mut(leader(&mut leaders, proposition.index()) as usize) {
            *entry = true;
        }
    }
    let mut parts: Vec<Vec<u32>> = Vec::new();
    for segment in canvas.block(Block::CustomerSegments) {
        let top = leader(&mut leaders, segment.index()) as usize;
        let (Some(true), Some(place)) = (offered.get(top), places.get_mut(top)) else { continue };
        let at = *place.get_or_insert_with(|| {
            parts.push(Vec::new());
            parts.len() - 1
        });
        if let Some(part) = parts.get_mut(at) {
            part.push(segment.index());
        }
    }
    parts
}

/// The first item of the part that holds an item; paths are shortened on the way.
fn leader(leaders: &mut [u32], item: u32) -> u32 {
    let mut at = item;
    while let Some(&next) = leaders.get(at as usize).filter(|&&next| next != at) {
        let above = leaders.get(next as usize).copied().unwrap_or(NONE);
        if let Some(entry) = leaders.get_mut(at as usize) {
            *entry = above;
        }
        at = above;
    }
    at
}
