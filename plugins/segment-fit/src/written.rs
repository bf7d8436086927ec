//! The outcome as JSON, field by field as `serde` would write it; a test compares the two.

use canvass_plugin::Term;

use crate::analyzer::Outcome;
use crate::engagement::Rank;
use crate::fit::SegmentFitness;
use crate::market::MarketVerdict;
use crate::pairs::{Pair, Test};
use crate::path::{ChannelsByPhase, RelationshipsByMotive, SegmentPath};
use canvass_plugin::json::{Json, Written};

/// Room for what is said once, so that memory is asked for once.
const ROOM: usize = 1024;
/// Room for a pair, and for what is said of a segment.
const ROOM_FOR_EACH: usize = 768;

/// Writes the outcome.
pub(crate) fn write(outcome: &Outcome<'_>) -> Written<Outcome<'static>> {
    let mut json = Json::with_capacity(ROOM + ROOM_FOR_EACH * (outcome.pairs.len() + outcome.fit.len()));
    json.raw(r#"{"market":"#);
    market(&mut json, &outcome.market);
    json.raw(r#","pairs":"#);
    json.list(&outcome.pairs, pair);
    json.raw(r#","pairs_left_out":"#);
    json.whole(outcome.pairs_left_out);
    json.raw(r#","fit":"#);
    json.list(&outcome.fit, fitness);
    json.raw(r#","path":"#);
    json.list(&outcome.path, path);
    json.raw(r#","engagement":"#);
    json.list(&outcome.engagement, rank);
    json.raw("}");
    json.finish()
}

fn market(json: &mut Json, market: &MarketVerdict) {
    json.raw(r#"{"kind":""#);
    json.raw(market.kind.as_str());
    json.raw(r#"","stated":"#);
    json.quoted_or_null(market.stated.map(Term::as_str));
    json.raw(r#","evidence":"#);
    json.list(&market.evidence, |json, line| json.quoted(line));
    json.raw("}");
}

fn pair(json: &mut Json, pair: &Pair<'_>) {
    json.raw(r#"{"a":"#);
    json.quoted(pair.a);
    json.raw(r#","b":"#);
    json.quoted(pair.b);
    json.raw(r#","tests":{"distinct_offer":"#);
    test(json, &pair.tests.distinct_offer);
    json.raw(r#","different_channels":"#);
    test(json, &pair.tests.different_channels);
    json.raw(r#","different_relationship":"#);
    test(json, &pair.tests.different_relationship);
    json.raw(r#","different_profitability":"#);
    test(json, &pair.tests.different_profitability);
    json.raw(r#","different_aspects":"#);
    test(json, &pair.tests.different_aspects);
    json.raw(r#"},"verdict":""#);
    json.raw(pair.verdict.as_str());
    json.raw(r#""}"#);
}

fn test(json: &mut Json, test: &Test<'_>) {
    json.raw(r#"{"answer":""#);
    json.raw(test.answer.as_str());
    json.raw(r#"","why":"#);
    test.why.write(json);
    json.raw("}");
}

fn fitness(json: &mut Json, fitness: &SegmentFitness<'_>) {
    json.raw(r#"{"segment":"#);
    json.quoted(fitness.segment);
    json.raw(r#","coverage":"#);
    json.number_or_null(fitness.coverage);
    json.raw(r#","by_kind":{"job":"#);
    json.number_or_null(fitness.by_kind.job);
    json.raw(r#","pain":"#);
    json.number_or_null(fitness.by_kind.pain);
    json.raw(r#","gain":"#);
    json.number_or_null(fitness.by_kind.gain);
    json.raw(r#"},"unaddressed":"#);
    json.texts(fitness.unaddressed.iter().copied());
    json.raw(r#","best":"#);
    json.quoted_or_null(fitness.best);
    json.raw("}");
}

fn path(json: &mut Json, path: &SegmentPath<'_>) {
    json.raw(r#"{"segment":"#);
    json.quoted(path.segment);
    json.raw(r#","phases":"#);
    match &path.phases {
        Some(ChannelsByPhase { awareness, evaluation, purchase, delivery, after_sales }) => {
            json.raw(r#"{"awareness":"#);
            json.texts(awareness.iter().copied());
            json.raw(r#","evaluation":"#);
            json.texts(evaluation.iter().copied());
            json.raw(r#","purchase":"#);
            json.texts(purchase.iter().copied());
            json.raw(r#","delivery":"#);
            json.texts(delivery.iter().copied());
            json.raw(r#","after_sales":"#);
            json.texts(after_sales.iter().copied());
            json.raw("}");
        }
        None => json.raw("null"),
    }
    json.raw(r#","missing_phases":"#);
    json.list(&path.missing_phases, |json, phase| json.quoted(phase.as_str()));
    json.raw(r#","relationships":"#);
    match &path.relationships {
        Some(RelationshipsByMotive { acquisition, retention, upselling }) => {
            json.raw(r#"{"acquisition":"#);
            json.texts(acquisition.iter().copied());
            json.raw(r#","retention":"#);
            json.texts(retention.iter().copied());
            json.raw(r#","upselling":"#);
            json.texts(upselling.iter().copied());
            json.raw("}");
        }
        None => json.raw("null"),
    }
    json.raw(r#","missing_motives":"#);
    json.list(&path.missing_motives, |json, motive| json.quoted(motive.as_str()));
    json.raw("}");
}

fn rank(json: &mut Json, rank: &Rank<'_>) {
    json.raw(r#"{"segment":"#);
    json.quoted(rank.segment);
    json.raw(r#","per_year":"#);
    json.number_or_null(Some(rank.per_year));
    json.raw(r#","size":"#);
    json.number_or_null(rank.size);
    json.raw(r#","index":"#);
    json.number_or_null(rank.index);
    json.raw("}");
}
