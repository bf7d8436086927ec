//! The outcome as JSON, field by field as `serde` would write it; a test compares the two.
//!
//! Most of a result is the same on every canvas: the names of patterns, the sentences of clauses, the keys. That is written when a pattern is
//! read, in pieces between which only numbers, pointers and ids are to be filled in.

use canvass_plugin::blocks::Block;
use canvass_plugin::json::{Json, Written};
use canvass_plugin::{Item, View};

use crate::judged::{Judged, Patterns, Shown};
use crate::outcome::{Outcome, Verdict};
use crate::text::Text;

/// Room for a pattern that is refused, and for one of which there is more to say.
const ROOM_FOR_REFUSED: usize = 64;
const ROOM_FOR_FOUND: usize = 1024;

/// What a result says of a pattern on every canvas.
#[derive(Debug)]
pub(crate) struct PatternPieces {
    /// With the comma before it.
    refused: String,
    /// Up to what is missing, if anything is.
    open: String,
    /// Up to the strength, and from there to the evidence.
    matched: [String; 2],
    near: [String; 2],
}

impl PatternPieces {
    pub(crate) fn of(id: Text, name: Text, customer: Text) -> Self {
        let (id, name, customer) = (id.json(), name.json(), customer.json());
        let start = |verdict: &str, rest: &str| format!("{{\"id\":{id},\"verdict\":\"{verdict}\"{rest}");
        Self {
            refused: format!(",{}", start("no", "}")),
            open: start("not_known", ""),
            matched: [start("match", ",\"strength\":"), format!(",\"name\":{name},\"customer\":{customer},\"evidence\":")],
            near: [start("near", ",\"strength\":"), format!(",\"name\":{name},\"evidence\":")],
        }
    }
}

/// What a result says of a clause on every canvas: up to the items in which it holds.
#[derive(Debug)]
pub(crate) struct ClausePieces(String);

impl ClausePieces {
    pub(crate) fn of(says: Text, required: bool) -> Self {
        Self(format!("{{\"says\":{},\"required\":{required},\"at\":", says.json()))
    }
}

/// Writes how a canvas stands to all patterns.
pub(crate) fn write(patterns: &Patterns<'_>, view: &View<'_>) -> Written<Outcome> {
    let found = patterns.ranked.len() + patterns.open.len();
    let mut json = Json::with_capacity(ROOM_FOR_FOUND * found + ROOM_FOR_REFUSED * patterns.refused.len());
    json.raw("{\"patterns\":[");
    let mut comma = "";
    for judged in patterns.ranked.iter().chain(&patterns.open) {
        json.raw(comma);
        comma = ",";
        write_judged(&mut json, judged, view);
    }
    for pattern in &patterns.refused {
        let refused = pattern.pieces.refused.as_str();
        json.raw(refused.strip_prefix(if comma.is_empty() { "," } else { "" }).unwrap_or(refused));
        comma = ",";
    }
    json.raw("]}");
    json.finish()
}

fn write_judged(json: &mut Json, judged: &Judged<'_>, view: &View<'_>) {
    let pieces = &judged.pattern.pieces;
    match judged.verdict {
        Verdict::Match => write_held(json, &pieces.matched, judged, view),
        Verdict::Near => write_held(json, &pieces.near, judged, view),
        Verdict::NotKnown => json.raw(&pieces.open),
        // Nothing is ever kept of a pattern that is refused.
        Verdict::No => return,
    }
    if judged.missing != 0 {
        json.raw(",\"missing\":");
        json.list(judged.missing_clauses(), |json, clause| json.raw(clause.says.json()));
    }
    if judged.verdict == Verdict::Match {
        json.raw(",\"thread\":");
        write_thread(json, judged, view);
    }
    json.raw("}");
}

fn write_held(json: &mut Json, [up_to_strength, up_to_evidence]: &[String; 2], judged: &Judged<'_>, view: &View<'_>) {
    json.raw(up_to_strength);
    write_hundredths(json, judged.strength);
    json.raw(up_to_evidence);
    json.list(&judged.evidence, |json, shown| write_shown(json, shown, view));
}

fn write_shown(json: &mut Json, shown: &Shown<'_>, view: &View<'_>) {
    json.raw(&shown.clause.pieces.0);
    json.list(shown.items.notes(view), |json, item| json.quoted(item.pointer()));
    json.raw("}");
}

/// A number of hundredths, without zeros at its end that say nothing.
fn write_hundredths(json: &mut Json, hundredths: u32) {
    json.whole(u64::from(hundredths / 100));
    json.raw(".");
    let rest = hundredths % 100;
    if rest.is_multiple_of(10) {
        json.whole(u64::from(rest / 10));
    } else {
        json.raw(if rest < 10 { "0" } else { "" });
        json.whole(u64::from(rest));
    }
}

/// The lists of a thread, each with its block; the last one is of all others.
const LISTS: [(&str, Option<Block>); 6] = [
    ("\"segments\":", Some(Block::CustomerSegments)),
    ("\"propositions\":", Some(Block::ValuePropositions)),
    ("\"channels\":", Some(Block::Channels)),
    ("\"relationships\":", Some(Block::CustomerRelationships)),
    ("\"streams\":", Some(Block::RevenueStreams)),
    ("\"behind\":", None),
];

fn write_thread(json: &mut Json, judged: &Judged<'_>, view: &View<'_>) {
    let mut start = "{";
    for (key, block) in LISTS {
        let is_listed = |item: &Item<'_>| {
            let own = item.block();
            block.map_or_else(|| LISTS.iter().all(|(_, other)| *other != Some(own)), |block| own == block)
        };
        let mut items = judged.thread.notes(view).filter(is_listed).peekable();
        if items.peek().is_some() {
            json.raw(start);
            json.raw(key);
            json.texts(items.map(|item| item.id()));
            start = ",";
        }
    }
    json.raw(if start == "{" { "{}" } else { "}" });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strength_is_as_serde_writes_it() {
        for hundredths in 0..=130_u32 {
            let mut json = Json::with_capacity(0);
            write_hundredths(&mut json, hundredths);
            assert_eq!(json.finish::<f64>().as_str(), serde_json::to_string(&(f64::from(hundredths) / 100.0)).unwrap());
        }
    }
}
