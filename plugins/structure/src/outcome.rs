//! The result: what the structure of a canvas is, and what had to stay open.

use canvass_plugin::blocks::Block;
use canvass_plugin::{FactKind, View};
use schemars::JsonSchema;
use serde::Serialize;

use crate::parts::Parts;
use crate::tables::{Mark, Tables};

/// What the structure of the canvas is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Outcome {
    /// How many of the nine blocks the document states, be it as an empty list.
    pub blocks_stated: usize,
    /// The keys of the blocks that are left out or empty, in the canonical order.
    pub blocks_empty: Vec<&'static str>,
    /// The ids of the segments of each separate part of the canvas that holds segments and propositions: more than one part is more than one
    /// model. Empty when the links do not tell.
    pub models: Vec<Vec<String>>,
    /// The number of complete threads: a segment, a proposition that is for it, a channel that brings the one to the other, and a stream that
    /// is paid for the proposition, by whomever.
    pub threads: u64,
    /// Which facts would have to be stated before more could be said.
    pub not_known: Vec<&'static str>,
}

/// The result for a canvas.
pub(crate) fn outcome(tables: &Tables, parts: &Parts, canvas: &View<'_>) -> Outcome {
    Outcome {
        blocks_stated: Block::NINE.into_iter().filter(|&block| canvas.states(block)).count(),
        blocks_empty: Block::NINE.into_iter().filter(|&block| tables.count(block) == 0).map(Block::key).collect(),
        models: parts.segments.iter().map(|part| part.iter().filter_map(|&segment| Some(canvas.item(segment)?.id().to_owned())).collect()).collect(),
        threads: threads(tables, canvas),
        not_known: not_known(tables, parts, canvas),
    }
}

fn threads(tables: &Tables, canvas: &View<'_>) -> u64 {
    let mut streams = vec![0_u32; canvas.items.len()];
    for fact in canvas.facts(FactKind::PaidFor) {
        if let Some(count) = streams.get_mut(fact.object_index() as usize) {
            *count += 1;
        }
    }
    tables
        .pairs
        .iter()
        .map(|&pair| (pair, streams.get(pair.proposition as usize).copied().unwrap_or_default()))
        .filter(|&(_, streams)| streams > 0)
        .map(|(pair, streams)| u64::from(tables.channels(pair)) * u64::from(streams))
        .sum()
}

/// A kind of link about which a canvas may say nothing at all.
struct Question {
    /// The items that would state it.
    of: &'static [Block],
    /// The kind of fact that it would give.
    kind: FactKind,
    /// The mark by which an item shows that the matter is settled without being stated, such as by being the only possibility.
    settled: Option<Mark>,
    /// What is not known, and what to state.
    says: &'static str,
}

const QUESTIONS: &[Question] = &[
    Question {
        of: &[Block::ValuePropositions],
        kind: FactKind::Uses,
        settled: Some(Mark::Serves),
        says: "which segment each proposition is for: state `for` under `value_propositions`",
    },
    Question { of: &[Block::Channels], kind: FactKind::Reaches, settled: None, says: "which segment each channel reaches: state `reaches` under `channels`" },
    Question {
        of: &[Block::Channels],
        kind: FactKind::Delivers,
        settled: None,
        says: "which proposition each channel brings: state `delivers` under `channels`",
    },
    Question {
        of: &[Block::CustomerRelationships],
        kind: FactKind::With,
        settled: None,
        says: "with which segment each relationship is kept up: state `with` under `customer_relationships`",
    },
    Question {
        of: &[Block::RevenueStreams],
        kind: FactKind::Pays,
        settled: Some(Mark::Paid),
        says: "who pays each revenue stream: state `from` under `revenue_streams`",
    },
    Question {
        of: &[Block::RevenueStreams],
        kind: FactKind::PaidFor,
        settled: Some(Mark::PaidForSomething),
        says: "which proposition each revenue stream is paid for: state `for` under `revenue_streams`",
    },
    Question {
        of: &[Block::KeyActivities, Block::KeyResources],
        kind: FactKind::Supports,
        settled: None,
        says: "what each activity and resource makes possible: state `supports` under `key_activities` and `key_resources`",
    },
    Question {
        of: &[Block::KeyPartnerships],
        kind: FactKind::Provides,
        settled: Some(Mark::Provides),
        says: "what each partner provides: state `provides` under `key_partnerships`",
    },
    Question { of: &[Block::CostStructure], kind: FactKind::CausedBy, settled: None, says: "what causes each cost: state `caused_by` under `cost_structure`" },
];

fn not_known(tables: &Tables, parts: &Parts, canvas: &View<'_>) -> Vec<&'static str> {
    let unanswered = |question: &&Question| {
        let any = || question.of.iter().any(|&block| tables.count(block) > 0);
        let implied = || match question.settled {
            Some(mark) => question.of.iter().all(|&block| canvas.block(block).all(|item| tables.has(item.index(), mark))),
            None => canvas.facts(question.kind).next().is_some(),
        };
        !tables.known(question.kind) && any() && !implied()
    };
    let mut open: Vec<&'static str> = QUESTIONS.iter().filter(unanswered).map(|question| question.says).collect();
    let (segments, propositions) = (tables.count(Block::CustomerSegments), tables.count(Block::ValuePropositions));
    if segments > 0 && propositions > 0 && !parts.known {
        open.push("whether this is one business model: link every segment to what it uses, and state `supports` and `reaches`");
    }
    open
}
