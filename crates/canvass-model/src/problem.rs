//! What is wrong with a canvas that could nevertheless be read: links that lead nowhere, identifiers given twice.

use crate::blocks::Block;
use crate::excerpt::excerpt;
use crate::graph::Place;

/// A fault in how the items of a canvas refer to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A link to an item that does not exist, or of a block that cannot be meant.
    BrokenLink {
        /// The identifier that was not found.
        id: String,
        /// Where the link stands.
        place: Place,
        /// The blocks whose items the link may lead to.
        allowed: Vec<Block>,
        /// The block of the item that has this identifier but cannot be meant.
        elsewhere: Option<Block>,
        /// The identifier that was probably meant.
        suggestion: Option<String>,
    },
    /// Two items with one identifier.
    DuplicateId {
        /// The identifier.
        id: String,
        /// The item that has it first and keeps it.
        first: Place,
        /// The item that repeats it.
        second: Place,
    },
}

impl Problem {
    /// The stable code of the rule that is broken.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BrokenLink { .. } => "STR001",
            Self::DuplicateId { .. } => "STR002",
        }
    }

    /// Where it stands.
    pub fn place(&self) -> Place {
        match self {
            Self::BrokenLink { place, .. } => *place,
            Self::DuplicateId { second, .. } => *second,
        }
    }

    /// One sentence.
    pub fn message(&self) -> String {
        match self {
            Self::BrokenLink { id, allowed, elsewhere, .. } => {
                let wanted = phrase(allowed);
                let id = excerpt(id);
                match elsewhere {
                    Some(block) => format!("link to `{id}`, which is {}, but {wanted} is expected here", block.item_phrase()),
                    None => format!("link to `{id}`, but no item has this id; {wanted} is expected here"),
                }
            }
            Self::DuplicateId { id, .. } => format!("the id `{}` is given twice; links find only the first item", excerpt(id)),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::BrokenLink { suggestion: Some(suggestion), .. } => format!("did you mean `{}`?", excerpt(suggestion)),
            Self::BrokenLink { allowed, .. } => format!("add {} with this id, or take the link out", phrase(allowed)),
            Self::DuplicateId { .. } => "give one of the two another id".to_owned(),
        }
    }
}

fn phrase(allowed: &[Block]) -> String {
    if allowed.len() == Block::NINE.len() {
        return "an item of this canvas".to_owned();
    }
    allowed.iter().map(|block| block.item_phrase()).collect::<Vec<_>>().join(" or ")
}
