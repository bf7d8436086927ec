//! What an item is said to be, and how that is known.

use canvass_plugin::{FactKind, Item, Origin, Term, View};

/// How it is known that an item carries a term, or `None` when it does not.
pub(crate) fn origin(canvas: &View<'_>, item: Item<'_>, term: impl Term) -> Option<Origin> {
    let code = term.code();
    canvas.facts(FactKind::Typed).find(|fact| fact.subject_index() == item.index() && fact.value_code() == code).map(|fact| fact.origin())
}
