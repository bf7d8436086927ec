//! One spelling for what is read and what is looked for, and which characters make up its words.

mod folded;
mod words;

pub(crate) use canvass_model::in_word;
#[cfg(test)]
pub(crate) use folded::fold;
pub(crate) use folded::{Folded, SENTENCE_ENDS, runs_on};
pub(crate) use words::words;
