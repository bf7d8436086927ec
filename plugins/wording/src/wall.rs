//! The notes of a canvas, each looked at once.

use canvass_plugin::blocks::Block;
use canvass_plugin::{Field, Item, Origin, ValueTag, View};

use crate::lists::{Languages, List, Lists, Standing};
use crate::measure::Measure;

/// A note of one of the nine blocks.
#[derive(Clone, Copy)]
pub(crate) struct Note<'a> {
    /// The item.
    pub(crate) item: Item<'a>,
    /// Its block.
    pub(crate) block: Block,
    /// What was counted in its name.
    pub(crate) measure: Measure,
    /// In which lists its whole name stands.
    pub(crate) standing: Standing,
    /// Where its folded name begins and ends.
    folded: (usize, usize),
}

impl<'a> Note<'a> {
    /// The name, as it is written.
    pub(crate) fn text(&self) -> &'a str {
        self.item.name()
    }

    /// Whether its whole name stands in a list.
    pub(crate) fn is(&self, list: List) -> bool {
        self.standing.is(list)
    }

    /// Whether it says more than its name: an explanation, a sub-heading, a number or a link.
    pub(crate) fn says_more(&self) -> bool {
        let number = |tag: u32| tag == ValueTag::Quantity as u32;
        !self.item.note().is_empty()
            || self.item.attributes().iter().any(|row| number(row.tag))
            || self.item.texts(Field::Tags).any(is_sub_heading)
            || self.item.all_links().any(|link| link.origin() == Origin::Stated)
    }
}

/// Whether a tag is the sub-heading under which a note stood. Keywords are not, be they the author's or read from the words of the note itself:
/// they are in small letters of ASCII, joined by underscores.
fn is_sub_heading(tag: &str) -> bool {
    tag.chars().any(|character| character.is_uppercase() || character.is_whitespace() || !character.is_ascii())
}

/// All notes, and what they are held against.
pub(crate) struct Wall<'a> {
    /// The notes in the order of the blocks.
    pub(crate) notes: Vec<Note<'a>>,
    /// Whose lists of words count.
    pub(crate) languages: Languages,
    lists: &'static Lists,
    folded: String,
}

impl<'a> Wall<'a> {
    /// Looks at every note of a canvas.
    pub(crate) fn new(canvas: &'a View<'a>) -> Self {
        let languages = Languages::of(canvas.canvas().and_then(|canvas| canvas.texts(Field::Language).next()));
        let lists = Lists::of(languages);
        let mut wall = Self { notes: Vec::with_capacity(canvas.items.len()), languages, lists, folded: String::with_capacity(canvas.items.len() * 32) };
        for block in Block::NINE {
            for item in canvas.block(block) {
                let start = wall.folded.len();
                let measure = Measure::take(item.name(), &mut wall.folded);
                let end = wall.folded.len();
                let standing = wall.look_up(wall.folded.get(start..end).unwrap_or_default());
                wall.notes.push(Note { item, block, measure, standing, folded: (start, end) });
            }
        }
        wall
    }

    /// The notes of a block.
    pub(crate) fn of(&self, block: Block) -> impl Iterator<Item = &Note<'a>> + Clone {
        self.notes.iter().filter(move |note| note.block == block)
    }

    /// The name of a note, folded.
    pub(crate) fn folded(&self, note: &Note<'a>) -> &str {
        self.folded.get(note.folded.0..note.folded.1).unwrap_or_default()
    }

    /// In which lists a folded text stands.
    pub(crate) fn look_up(&self, text: &str) -> Standing {
        self.lists.look_up(text)
    }
}
