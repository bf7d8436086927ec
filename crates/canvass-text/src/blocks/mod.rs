//! What the words of each block say of its items, one file per block.

mod belonging;
mod channels;
mod costs;
mod partnerships;
mod persons;
mod propositions;
mod relationships;
mod segments;
mod streams;
mod supports;
mod work;

pub(crate) use belonging::{belonging, described_by, is_of_another};
pub(crate) use channels::channels;
pub(crate) use costs::costs;
pub(crate) use partnerships::partnerships;
pub(crate) use persons::persons;
pub(crate) use propositions::{Offer, propositions};
pub(crate) use relationships::relationships;
pub(crate) use segments::{BUYING, CLAIMING, middle, parts, segments, share_beside};
pub(crate) use streams::{Stream, streams};
pub(crate) use supports::{activity_links, channel_links, resource_links};
pub(crate) use work::{activities, resources};
