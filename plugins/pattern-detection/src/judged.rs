//! How a canvas stands to patterns, before it is written down.

use crate::items::Items;
use crate::outcome::Verdict;
use crate::pattern::{Clause, Pattern};

/// How a canvas stands to all patterns.
#[derive(Default)]
pub(crate) struct Patterns<'p> {
    /// Matches and near matches, the strongest leading.
    pub(crate) ranked: Vec<Judged<'p>>,
    /// Those not known, by id.
    pub(crate) open: Vec<Judged<'p>>,
    /// The others, by id.
    pub(crate) refused: Vec<&'p Pattern>,
}

/// How a canvas stands to a pattern.
#[derive(Debug)]
pub(crate) struct Judged<'p> {
    pub(crate) pattern: &'p Pattern,
    pub(crate) verdict: Verdict,
    /// How strong a match or near match is, in hundredths.
    pub(crate) strength: u32,
    pub(crate) evidence: Vec<Shown<'p>>,
    /// The required clauses that are missing, as bits.
    pub(crate) missing: u32,
    /// The items in which it was found, for a match.
    pub(crate) thread: Items,
}

impl<'p> Judged<'p> {
    /// A verdict of which there is nothing more to say.
    pub(crate) fn bare(pattern: &'p Pattern, verdict: Verdict) -> Self {
        Self { pattern, verdict, strength: 0, evidence: Vec::new(), missing: 0, thread: Items::default() }
    }

    /// The required clauses that are missing.
    pub(crate) fn missing_clauses(&self) -> impl Iterator<Item = &'p Clause> {
        let missing = self.missing;
        self.pattern.required.iter().enumerate().filter(move |(at, _)| missing & (1 << at) != 0).map(|(_, clause)| clause)
    }
}

/// A clause that holds, and where.
#[derive(Debug)]
pub(crate) struct Shown<'p> {
    pub(crate) clause: &'p Clause,
    /// Whether the pattern needs it, or is only made stronger by it.
    pub(crate) required: bool,
    pub(crate) items: Items,
}

#[cfg(test)]
mod tests {
    use canvass_plugin::View;
    use canvass_plugin::blocks::Block;

    use super::*;
    use crate::outcome::{Evidence, Found, Thread};

    impl Judged<'_> {
        /// The same as it stands in the report, for `serde` to write.
        pub(crate) fn found<'a>(&self, view: &'a View<'a>) -> Found<'a> {
            let held = matches!(self.verdict, Verdict::Match | Verdict::Near);
            let matched = self.verdict == Verdict::Match;
            let evidence = self.evidence.iter().map(|shown| Evidence {
                says: shown.clause.says,
                required: shown.required,
                at: shown.items.notes(view).map(|item| item.pointer()).collect(),
            });
            Found {
                id: self.pattern.id,
                verdict: self.verdict,
                strength: held.then_some(f64::from(self.strength) / 100.0),
                name: held.then_some(self.pattern.name),
                customer: matched.then_some(self.pattern.customer),
                evidence: evidence.collect(),
                missing: self.missing_clauses().map(|clause| clause.says).collect(),
                thread: matched.then(|| Box::new(self.thread(view))),
            }
        }

        fn thread<'a>(&self, view: &'a View<'a>) -> Thread<'a> {
            let mut thread = Thread::default();
            for item in self.thread.notes(view) {
                let list = match item.block() {
                    Block::CustomerSegments => &mut thread.segments,
                    Block::ValuePropositions => &mut thread.propositions,
                    Block::Channels => &mut thread.channels,
                    Block::CustomerRelationships => &mut thread.relationships,
                    Block::RevenueStreams => &mut thread.streams,
                    _ => &mut thread.behind,
                };
                list.push(item.id());
            }
            thread
        }
    }
}
