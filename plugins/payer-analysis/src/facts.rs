//! The facts by kind, so that a question about one kind does not search for where that kind begins.

use canvass_plugin::{FactKind, FactRow, Item, View};

/// More than there are kinds of fact. Kinds beyond are none that this analysis asks about.
const KINDS: usize = 32;

/// The facts of a canvas.
pub(crate) struct Facts<'a> {
    rows: &'a [FactRow],
    /// Where the facts of each kind begin; those of the next kind follow them.
    starts: [usize; KINDS + 1],
}

impl<'a> Facts<'a> {
    pub(crate) fn new(view: &View<'a>) -> Self {
        let mut starts = [0; KINDS + 1];
        for row in view.facts {
            if let Some(count) = starts.get_mut(row.kind as usize + 1) {
                *count += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        Self { rows: view.facts, starts }
    }

    /// Every fact of a kind.
    pub(crate) fn of(&self, kind: FactKind) -> &'a [FactRow] {
        match self.starts.get(kind as usize..) {
            Some([first, behind, ..]) => self.rows.get(*first..*behind).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Whether a fact of that kind holds between two items.
    pub(crate) fn holds(&self, kind: FactKind, subject: Item<'_>, object: Item<'_>) -> bool {
        self.between(kind, subject, object).is_some()
    }

    /// The first fact of that kind between two items.
    pub(crate) fn between(&self, kind: FactKind, subject: Item<'_>, object: Item<'_>) -> Option<&'a FactRow> {
        self.of(kind).iter().find(|row| row.subject == subject.index() && row.object == object.index())
    }

    /// Whether a fact of that kind is about an item, whatever its object.
    pub(crate) fn about(&self, kind: FactKind, subject: Item<'_>) -> bool {
        self.of(kind).iter().any(|row| row.subject == subject.index())
    }

    /// Whether a fact of that kind leads to an item, whatever its subject.
    pub(crate) fn lead_to(&self, kind: FactKind, object: Item<'_>) -> bool {
        self.of(kind).iter().any(|row| row.object == object.index())
    }
}
