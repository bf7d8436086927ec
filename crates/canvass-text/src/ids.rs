//! The identifiers by which links find items: stated ones, and those that the model derives from names.

use canvass_model::blocks::{Block, Item, KeyPartnership, Note};
use canvass_model::{Canvas, Id, Ids, slug_into};
use hashbrown::{HashMap, HashSet};

use crate::fill::{Named, full};

/// Identifiers of the items that links lead to; `None` where a link would be ambiguous.
#[derive(Default)]
pub(crate) struct Identifiers {
    pub(crate) segments: Vec<Option<Id>>,
    pub(crate) propositions: Vec<Option<Id>>,
    pub(crate) partners: Vec<Option<Id>>,
    /// Whether an item states its identifier, or a partner may have that of a segment.
    namesakes: bool,
}

impl Identifiers {
    /// Derives identifiers as the graph does: stated ones first, then names, with a number where a name occurs again in its block.
    pub(crate) fn new(canvas: &Canvas) -> Self {
        let mut stated: HashSet<&str> = HashSet::new();
        let mut twice: HashSet<&str> = HashSet::new();
        for_each_block(canvas, &mut |_, id| {
            if let Some(id) = id
                && !stated.insert(id.as_str())
            {
                twice.insert(id.as_str());
            }
        });
        let mut segments = derive(Block::CustomerSegments, canvas.customer_segments.as_deref().unwrap_or_default(), &twice);
        let propositions = derive(Block::ValuePropositions, canvas.value_propositions.as_deref().unwrap_or_default(), &twice);
        let mut partners = derive(Block::KeyPartnerships, canvas.key_partnerships.as_deref().unwrap_or_default(), &twice);
        // Who pays may be a segment or a partner: where both have one name, a link finds either.
        let shared: HashSet<Id> = {
            let taken: HashSet<&Id> = partners.iter().flatten().collect();
            segments.iter().flatten().filter(|id| taken.contains(id)).cloned().collect()
        };
        if !shared.is_empty() {
            for id in segments.iter_mut().chain(&mut partners) {
                if id.as_ref().is_some_and(|id| shared.contains(id)) {
                    *id = None;
                }
            }
        }
        let namesakes = !shared.is_empty() || !stated.is_empty();
        Self { segments, propositions, partners, namesakes }
    }

    /// The same for a canvas without stated links, in which partners that share their name with a segment get an identifier of their own.
    pub(crate) fn parted(canvas: &mut Canvas) -> Self {
        let known = Self::new(canvas);
        if !known.namesakes {
            return known;
        }
        Self::part_namesakes(canvas);
        Self::new(canvas)
    }

    /// The places of the segments that stated links lead to.
    pub(crate) fn find_segments(&self, ids: Option<&Ids>) -> Vec<usize> {
        let wanted = match ids {
            None => &[],
            Some(Ids::One(id)) => std::slice::from_ref(id),
            Some(Ids::Many(ids)) => ids.as_slice(),
        };
        wanted.iter().filter_map(|id| self.segments.iter().position(|known| known.as_ref() == Some(id))).collect()
    }

    /// Gives partners that share their name with a segment an identifier of their own. Only for a canvas without stated links.
    fn part_namesakes(canvas: &mut Canvas) {
        let segments: HashSet<Id> =
            derive(Block::CustomerSegments, canvas.customer_segments.as_deref().unwrap_or_default(), &HashSet::new()).into_iter().flatten().collect();
        let partners = derive(Block::KeyPartnerships, canvas.key_partnerships.as_deref().unwrap_or_default(), &HashSet::new());
        let namesakes: Vec<(usize, Id)> =
            partners.into_iter().enumerate().filter_map(|(index, id)| Some((index, id.filter(|id| segments.contains(id))?))).collect();
        if namesakes.is_empty() {
            return;
        }
        let mut taken: HashSet<String> = segments.iter().map(|id| id.as_str().to_owned()).collect();
        for_each_block(canvas, &mut |name, id| {
            let mut slug = String::new();
            slug_into(name, &mut slug);
            taken.insert(slug);
            taken.extend(id.map(|id| id.as_str().to_owned()));
        });
        let Some(partners) = canvas.key_partnerships.as_deref_mut() else { return };
        for (index, id) in namesakes {
            let mut own = format!("{}-partner", id.as_str());
            while !taken.insert(own.clone()) {
                own.push_str("-2");
            }
            let stated = partners.get(index).is_some_and(|note| note.common().id.is_some());
            if let (false, Some(partner), Ok(own)) = (stated, full::<KeyPartnership>(partners, index), Id::try_from(own)) {
                partner.id = Some(own);
            }
        }
    }
}

fn for_each_block<'c>(canvas: &'c Canvas, each: &mut dyn FnMut(&'c str, Option<&'c Id>)) {
    fn ids<'c, T: Item>(notes: &'c Option<Vec<Note<T>>>, each: &mut dyn FnMut(&'c str, Option<&'c Id>)) {
        for note in notes.iter().flatten() {
            let common = note.common();
            each(common.name, common.id);
        }
    }
    ids(&canvas.key_partnerships, each);
    ids(&canvas.key_activities, each);
    ids(&canvas.key_resources, each);
    ids(&canvas.value_propositions, each);
    ids(&canvas.customer_relationships, each);
    ids(&canvas.channels, each);
    ids(&canvas.customer_segments, each);
    ids(&canvas.cost_structure, each);
    ids(&canvas.revenue_streams, each);
}

fn derive<T: Named>(block: Block, notes: &[Note<T>], twice: &HashSet<&str>) -> Vec<Option<Id>> {
    let stated: Vec<Option<&Id>> = notes.iter().map(|note| note.common().id).collect();
    let slugs: Vec<String> =
        notes.iter().map(|note| note.common()).map(|note| if note.id.is_some() { String::new() } else { slug(block, note.name) }).collect();
    let own = numbered(&stated, &slugs);
    let derived = stated.into_iter().zip(slugs).zip(own);
    derived
        .map(|((stated, slug), own)| match stated {
            Some(id) => (!twice.contains(id.as_str())).then(|| id.clone()),
            None => Id::try_from(own.unwrap_or(slug)).ok(),
        })
        .collect()
}

/// What identifiers become that are not stated and have been taken: with a number behind them.
fn numbered(stated: &[Option<&Id>], slugs: &[String]) -> Vec<Option<String>> {
    let mut taken: HashSet<&str> = HashSet::with_capacity(slugs.len());
    taken.extend(stated.iter().flatten().map(|id| id.as_str()));
    let mut made: HashSet<String> = HashSet::new();
    // The number to try next for each name that has been taken.
    let mut next: HashMap<&str, u32> = HashMap::new();
    let mut own = Vec::with_capacity(slugs.len());
    for (stated, slug) in stated.iter().zip(slugs) {
        if stated.is_some() || !made.contains(slug) && taken.insert(slug) {
            own.push(None);
            continue;
        }
        let copy = next.entry(slug).or_insert(2);
        let mut id = slug.clone();
        while taken.contains(id.as_str()) || made.contains(&id) {
            id = format!("{slug}-{copy}");
            *copy += 1;
        }
        made.insert(id.clone());
        own.push(Some(id));
    }
    own
}

/// What is derived from a name, or from the block where the name has no letter.
fn slug(block: Block, name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    if !slug_into(name, &mut slug) {
        slug.push_str(block.key());
    }
    slug
}

#[cfg(test)]
mod tests {
    use canvass_model::graph;

    use super::*;

    #[test]
    fn identifiers_are_those_of_the_graph() {
        let canvas: Canvas = serde_json::from_str(
            r#"{"customer_segments": ["Shops", "Shops", {"name": "Shops", "id": "shops-2"}, "🎉", "Readers & writers"], "value_propositions": ["Shops", "A"]}"#,
        )
        .unwrap();
        let ids = Identifiers::new(&canvas);
        let graph = graph::build(&canvas).0;
        let of = |block: Block| graph.view().block(block).map(|item| item.id().to_owned()).collect::<Vec<_>>();
        let names = |ids: &[Option<Id>]| ids.iter().map(|id| id.as_ref().unwrap().as_str().to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&ids.segments), of(Block::CustomerSegments));
        assert_eq!(names(&ids.propositions), of(Block::ValuePropositions));
    }

    #[test]
    fn namesakes_among_partners_and_segments_are_told_apart() {
        let mut canvas: Canvas = serde_json::from_str(r#"{"customer_segments": ["Restaurants"], "key_partnerships": ["Restaurants"]}"#).unwrap();
        assert_eq!(Identifiers::new(&canvas).segments, [None]);
        Identifiers::part_namesakes(&mut canvas);
        assert_eq!(Identifiers::new(&canvas).segments[0].as_ref().unwrap().as_str(), "restaurants");
    }
}
