//! Writing what was read: notes become objects, and each value is marked with the words it came from.

use canvass_model::blocks::{
    Block, Channel, Cost, CustomerRelationship, CustomerSegment, Item, KeyActivity, KeyPartnership, KeyResource, Note, RevenueStream, ValueProposition,
};
use canvass_model::graph::{Field, ReadMark};

/// An item that can be made of a plain text.
pub(crate) trait Named: Item + Default {
    /// The item that has this name and states nothing else.
    fn named(name: String) -> Self;
    /// Its keywords.
    fn tags(&mut self) -> &mut Vec<String>;
    /// Whether it states nothing but what every note may state, links, and what says nothing of who it is.
    fn is_bare(&self) -> bool;
}

macro_rules! named {
    ($($item:ident($($field:ident),*))+) => {
        $(impl Named for $item {
            fn named(name: String) -> Self {
                Self { name, ..Self::default() }
            }
            fn tags(&mut self) -> &mut Vec<String> {
                &mut self.tags
            }
            fn is_bare(&self) -> bool {
                let Self { id, name, note, tags, status, evidence, confidence, $($field,)* .. } = self.clone();
                *self == Self { id, name, note, tags, status, evidence, confidence, $($field,)* ..Self::default() }
            }
        })+
    };
}

// What a group needs does not say who it is, and links do not say what something is.
named! {
    Channel(reaches, delivers)
    Cost(caused_by)
    CustomerRelationship(with)
    CustomerSegment(needs)
    KeyActivity(supports)
    KeyPartnership(provides)
    KeyResource(supports)
    RevenueStream(from, r#for)
    ValueProposition(r#for, addresses)
}

/// The object of a note.
pub(crate) fn full<T: Named>(notes: &mut [Note<T>], index: usize) -> Option<&mut T> {
    let note = notes.get_mut(index)?;
    if let Note::Plain(name) = note {
        *note = Note::Full(T::named(std::mem::take(name)));
    }
    match note {
        Note::Full(item) => Some(item),
        Note::Plain(_) => None,
    }
}

/// The marks of what was read.
#[derive(Default)]
pub(crate) struct Marks(pub(crate) Vec<ReadMark>);

impl Marks {
    /// Marks a field as read.
    pub(crate) fn add(&mut self, block: Block, item: usize, field: Field, words: &str, confidence: u32) {
        self.0.push(ReadMark { block, item: item as u32, field, index: None, words: words.to_owned(), confidence });
    }

    /// Whether a field was read.
    pub(crate) fn has(&self, block: Block, item: usize, field: Field) -> bool {
        self.0.iter().any(|mark| mark.block == block && mark.item as usize == item && mark.field == field)
    }

    /// Adds a keyword that was read.
    pub(crate) fn tag<T: Named>(&mut self, item: &mut T, place: (Block, usize), tag: &str, words: &str) {
        let tags = item.tags();
        if tags.iter().any(|known| known == tag) {
            return;
        }
        tags.push(tag.to_owned());
        let index = Some(tags.len() as u32 - 1);
        self.0.push(ReadMark { block: place.0, item: place.1 as u32, field: Field::Tags, index, words: words.to_owned(), confidence: SAID });
    }
}

/// How sure a value is whose words stand in a note, in thousandths.
pub(crate) const SAID: u32 = 800;
/// How sure a link is to a group that is named.
pub(crate) const NAMED: u32 = 850;
/// How sure a link is to a group that is called by another word.
pub(crate) const CALLED: u32 = 750;
/// How sure that is which the words leave as the only way.
pub(crate) const ONLY: u32 = 650;
/// How sure that is which holds for all groups alike, for want of any word that sets one apart.
pub(crate) const ALIKE: u32 = 500;
