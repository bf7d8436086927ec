//! What a value behind a key of an item looks like, and how it enters the graph.
//!
//! An item's declaration names a key once, with its type and its field; writing it into the graph and reading it without the
//! typed model both follow from that.

use super::{Assortment, Block, Contribution, Engagement, Need};
use crate::graph::{Describer, Field};
use crate::identifier::{Id, Ids};
use crate::quantity::{Money, Quantity, Share};
use crate::vocabulary::{Term, code_of};

/// What stands behind a key.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A term of a vocabulary, whose code is found by its spelling.
    Term(fn(&str) -> Option<u32>),
    /// A list of such terms.
    Terms(fn(&str) -> Option<u32>),
    /// A yes or no.
    Flag,
    /// A number or a range.
    Number,
    /// A number from 0 to 1.
    Share,
    /// An amount of money.
    Money,
    /// The identifier of an item.
    Link,
    /// One identifier, or a list of them.
    Links,
    /// An [`Engagement`].
    Engagement,
    /// A list of [`Contribution`]s.
    Contributions,
    /// A list of [`Need`]s.
    Needs,
    /// An [`Assortment`].
    Assortment,
}

/// A key that the items of a block may have beside the common ones.
#[derive(Clone, Copy)]
pub struct Known {
    /// The key as a document has it.
    pub key: &'static str,
    /// The field that it states; of several, the first.
    pub field: Field,
    /// What stands behind it.
    pub shape: Shape,
    /// The blocks in which a link may end.
    pub allowed: &'static [Block],
}

/// The name of a Rust field as a document has it, without the mark of a reserved word.
pub(super) const fn key(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// A type that a key may have.
pub(super) trait Statement {
    /// What a document has in its place.
    const SHAPE: Shape;
    /// Adds it to the graph; what is absent adds nothing.
    fn describe(&self, field: Field, allowed: &'static [Block], graph: &mut Describer<'_>);
}

/// Declares how a type enters the graph.
macro_rules! statements {
    ($($type:ty $([$term:ident])?, $shape:expr, |$value:ident, $field:ident, $allowed:ident, $graph:ident| $body:expr;)*) => {
        $(impl$(<$term: Term>)? Statement for $type {
            const SHAPE: Shape = $shape;
            fn describe(&self, $field: Field, $allowed: &'static [Block], $graph: &mut Describer<'_>) {
                let $value = self;
                $body
            }
        })*
    };
}

statements! {
    Option<T> [T], Shape::Term(code_of::<T>), |term, field, _allowed, graph| graph.term(field, *term);
    Vec<T> [T], Shape::Terms(code_of::<T>), |terms, field, _allowed, graph| graph.terms(field, terms);
    Option<bool>, Shape::Flag, |flag, field, _allowed, graph| graph.flag(field, *flag);
    Option<Quantity>, Shape::Number, |number, field, _allowed, graph| graph.number(field, *number);
    Option<Share>, Shape::Share, |share, field, _allowed, graph| graph.share(field, *share);
    Option<Money>, Shape::Money, |money, field, _allowed, graph| graph.money(field, money.as_ref());
    Option<Id>, Shape::Link, |id, field, allowed, graph| graph.link(field, id.as_ref(), allowed);
    Option<Ids>, Shape::Links, |ids, field, allowed, graph| graph.links(field, ids.as_ref(), allowed);
    Option<Engagement>, Shape::Engagement, |engagement, field, _allowed, graph| {
        if let Some(Engagement { times, per }) = engagement {
            graph.number_per(field, *times, *per);
        }
    };
    Vec<Contribution>, Shape::Contributions, |contributions, field, _allowed, graph| graph.contributions(field, contributions);
    // Needs are items of their own.
    Vec<Need>, Shape::Needs, |_needs, _field, _allowed, _graph| {};
    Option<Assortment>, Shape::Assortment, |assortment, field, _allowed, graph| {
        if let Some(assortment) = assortment {
            graph.number(field, assortment.items);
            graph.share(Field::ShareOutsideTopFifth, assortment.share_outside_top_fifth);
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::blocks::Block;

    #[test]
    fn keys_are_those_of_the_fields() {
        for known in Block::NINE.into_iter().flat_map(Block::known) {
            let path = known.field.path();
            assert_eq!(known.key, path.split('/').next().unwrap_or(path));
        }
    }

    #[test]
    fn links_and_only_links_end_in_blocks() {
        for known in Block::NINE.into_iter().flat_map(Block::known) {
            let is_link = matches!(known.shape, super::Shape::Link | super::Shape::Links);
            assert_eq!(is_link, !known.allowed.is_empty(), "{}", known.key);
        }
    }
}
