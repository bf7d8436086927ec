//! The outcome as JSON, field by field as `serde` would write it; a test compares the two.

use crate::outcome::{Alignment, Outcome, Relation, SegmentOutcome};
use canvass_plugin::json::{Json, Written};

/// Room for a usual result, so that memory is asked for once.
const ROOM: usize = 2048;

/// Writes the outcome.
pub(crate) fn write(outcome: &Outcome<'_>) -> Written<Outcome<'static>> {
    let mut json = Json::with_capacity(ROOM);
    json.raw(r#"{"configuration":"#);
    json.texts(outcome.configuration.iter().map(|configuration| configuration.as_str()));
    json.raw(r#","segments":"#);
    json.list(&outcome.segments, segment);
    json.raw(r#","payers":"#);
    json.texts(outcome.payers.iter().copied());
    json.raw(r#","users":"#);
    json.texts(outcome.users.iter().copied());
    json.raw(r#","relations":"#);
    json.list(&outcome.relations, relation);
    if !outcome.break_even.is_empty() {
        json.raw(r#","break_even":"#);
        json.by_serde(&outcome.break_even);
    }
    if !outcome.alignment.is_empty() {
        json.raw(r#","alignment":"#);
        json.list(&outcome.alignment, alignment);
    }
    json.raw(r#","sentence":"#);
    json.quoted(&outcome.sentence);
    if !outcome.not_known.is_empty() {
        json.raw(r#","not_known":"#);
        json.texts(outcome.not_known.iter().map(String::as_str));
    }
    json.raw("}");
    json.finish()
}

fn segment(json: &mut Json, segment: &SegmentOutcome<'_>) {
    json.raw(r#"{"id":"#);
    json.quoted(segment.id);
    json.raw(r#","stance":""#);
    json.raw(segment.stance.as_str());
    json.raw(r#"","roles":"#);
    json.texts(segment.roles.names());
    json.raw("}");
}

fn relation(json: &mut Json, relation: &Relation<'_>) {
    json.raw(r#"{"free":"#);
    json.quoted(relation.free);
    json.raw(r#","paying":"#);
    json.quoted(relation.paying);
    json.raw(r#","relation":""#);
    json.raw(relation.relation.as_str());
    json.raw(r#"","evidence":""#);
    relation.evidence.parts().iter().for_each(|part| json.part(part));
    json.raw(r#""}"#);
}

fn alignment(json: &mut Json, alignment: &Alignment<'_>) {
    json.raw(r#"{"user":"#);
    json.quoted(alignment.user);
    json.raw(r#","customer":"#);
    json.quoted(alignment.customer);
    json.raw(r#","verdict":""#);
    json.raw(alignment.verdict.as_str());
    json.raw(r#""}"#);
}
