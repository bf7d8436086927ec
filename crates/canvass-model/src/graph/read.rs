//! Values that were read from words rather than stated: what rests on them is less sure, and says from which words it comes.

use super::{Field, Graph, NONE, Place, TextRange};
use crate::blocks::Block;
use crate::facts::{FactKind, Origin};

/// A value of a canvas that was read from the words of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadMark {
    /// The block of the item.
    pub block: Block,
    /// The position of the item in its block.
    pub item: u32,
    /// The field that was read.
    pub field: Field,
    /// The position in a field that holds a list; `None` for the field as a whole.
    pub index: Option<u32>,
    /// The words it was read from.
    pub words: String,
    /// How sure the reading is, in thousandths.
    pub confidence: u32,
}

impl Graph {
    /// The items of which any value was read, sorted.
    pub fn read_items(&self, marks: &[ReadMark]) -> Vec<u32> {
        let mut items: Vec<u32> = marks.iter().map(|mark| self.index_of(mark)).collect();
        items.sort_unstable();
        items.dedup();
        items
    }

    fn index_of(&self, mark: &ReadMark) -> u32 {
        self.items.partition_point(|row| row.block < mark.block as u32) as u32 + mark.item
    }
}

/// How sure that is which follows from readings that are each sure enough, in thousandths.
const FOLLOWS: u32 = 700;

/// Marks what rests on readings.
pub(super) fn apply(graph: &mut Graph, marks: &[ReadMark]) {
    if marks.is_empty() {
        return;
    }
    let mut known: Vec<(u32, u32, u32, TextRange, u32)> = Vec::with_capacity(marks.len());
    for mark in marks {
        let item = graph.index_of(mark);
        let words = TextRange { offset: graph.text.len() as u32, length: mark.words.len() as u32 };
        graph.text.push_str(&mark.words);
        known.push((item, mark.field as u32, mark.index.unwrap_or(NONE), words, mark.confidence.min(1000)));
    }
    known.sort_unstable_by_key(|mark| (mark.0, mark.1, mark.2));
    // Where the marks of each item begin: every place of every fact is looked for.
    let mut firsts: Vec<u32> = Vec::with_capacity(graph.items.len() + 1);
    for (at, mark) in (0..).zip(&known) {
        firsts.resize((mark.0 as usize + 1).max(firsts.len()), at);
    }
    let mark_of = |place: &Place| {
        let item = place.item as usize;
        let (first, end) = (*firsts.get(item)? as usize, firsts.get(item + 1).map_or(known.len(), |first| *first as usize));
        let marks = known.get(first..end).unwrap_or_default();
        marks.iter().find(|mark| mark.1 == place.field && (mark.2 == NONE || mark.2 == place.index))
    };
    for link in &mut graph.links {
        if mark_of(&Place { item: link.from, field: link.field, index: link.index }).is_some() {
            link.origin = Origin::Read as u32;
        }
    }
    let mut payers_read = false;
    for fact in &mut graph.facts {
        let first = fact.evidence.first as usize;
        let evidence = graph.places.get(first..first + fact.evidence.count as usize).unwrap_or_default();
        for &(_, _, _, words, confidence) in evidence.iter().filter_map(mark_of) {
            if fact.origin != Origin::Read as u32 {
                (fact.origin, fact.words, fact.confidence) = (Origin::Read as u32, words, fact.confidence.min(confidence));
            }
            fact.confidence = fact.confidence.min(confidence);
        }
        payers_read |= fact.kind == FactKind::Pays as u32 && fact.origin == Origin::Read as u32;
    }
    // That somebody does not pay is known from all the others who do.
    if payers_read {
        for fact in graph.facts.iter_mut().filter(|fact| fact.kind == FactKind::Free as u32 && fact.origin != Origin::Read as u32 && fact.evidence.count > 1) {
            (fact.origin, fact.confidence) = (Origin::Read as u32, fact.confidence.min(FOLLOWS));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Canvas;
    use crate::graph::build_read;

    #[test]
    fn what_rests_on_words_is_marked_with_them() {
        let canvas: Canvas = serde_json::from_str(
            r#"{"customer_segments": ["Readers", "Shops"], "value_propositions": [{"name": "Paper", "for": "readers"}],
                "revenue_streams": [{"name": "Advertisements", "from": "shops", "kind": "advertising"}]}"#,
        )
        .unwrap();
        let mark = |field: Field, words: &str| ReadMark { block: Block::RevenueStreams, item: 0, field, index: None, words: words.to_owned(), confidence: 800 };
        let (graph, problems) = build_read(&canvas, &[mark(Field::Kind, "advertisements"), mark(Field::From, "shops")]);
        assert!(problems.is_empty());
        let view = graph.view();
        let found: Vec<_> = FactKind::ALL
            .iter()
            .flat_map(|&kind| view.facts(kind))
            .map(|fact| (fact.kind().unwrap().as_str(), fact.origin().as_str(), fact.words(), fact.confidence()))
            .collect();
        assert_eq!(
            found,
            [
                ("typed", "read", "advertisements", 0.8),
                ("uses", "stated", "", 1.0),
                ("pays", "read", "shops", 0.8),
                ("paid_for", "implied", "", 0.9),
                ("free", "read", "", 0.7)
            ]
        );
    }
}
