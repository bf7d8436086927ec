//! The analyzer: every pattern against one canvas.

use std::path::Path;

use canvass_plugin::json::Written;
use canvass_plugin::{Analyzer, Findings, Rule, View};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::index::Index;
use crate::judged::Patterns;
use crate::outcome::{Outcome, Verdict};
use crate::pattern::{Pattern, embedded, from_folder};
use crate::rules;
use crate::search::{Memories, Search};
use crate::tables::Tables;
use crate::verdict::judge;
use crate::written;

/// Settings of the pattern detection.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Folders with pattern files of your own, or such files, beside the configuration file or below it. A pattern with the id of one that
    /// comes with the plugin takes its place.
    #[schemars(extend("items" = { "type": "string", "format": "path" }))]
    pub patterns: Vec<String>,
}

/// Says which patterns a canvas follows.
pub struct PatternDetection {
    own: Vec<Pattern>,
    /// Those that come with the plugin, without those whose place is taken.
    embedded: Vec<&'static Pattern>,
    /// Memory for the canvas at hand, kept for the next one.
    tables: Tables,
    memories: Memories,
}

/// How the canvas stands to every pattern.
fn judge_all<'p>(embedded: &[&'static Pattern], own: &'p [Pattern], index: &Index<'_>, memories: &mut Memories) -> Patterns<'p> {
    let mut search = Search::new(index, memories);
    let mut patterns = Patterns::default();
    patterns.refused.reserve(embedded.len() + own.len());
    // Patterns come by id, so what is left open and what does not hold stays in order; only what holds is ranked.
    for pattern in embedded.iter().copied().chain(own) {
        match judge(pattern, &mut search) {
            None => patterns.refused.push(pattern),
            Some(judged) if judged.verdict == Verdict::NotKnown => patterns.open.push(judged),
            Some(judged) => patterns.ranked.push(judged),
        }
    }
    patterns.ranked.sort_by(|left, right| {
        left.verdict.cmp(&right.verdict).then(right.strength.cmp(&left.strength)).then_with(|| left.pattern.id.as_str().cmp(right.pattern.id.as_str()))
    });
    patterns
}

impl Analyzer for PatternDetection {
    const NAME: &'static str = "pattern-detection";
    const SUMMARY: &'static str = "Says which business model patterns the canvas follows, and what is missing for those it nearly follows.";
    const RULES: &'static [&'static Rule] = rules::ALL;
    type Configuration = Settings;
    type Outcome = Written<Outcome>;

    fn new(settings: Settings) -> Result<Self, String> {
        let mut own: Vec<Pattern> = Vec::new();
        let (embedded, numbers) = embedded();
        if !settings.patterns.is_empty() {
            let mut numbers = numbers.clone();
            for folder in &settings.patterns {
                for pattern in from_folder(Path::new(folder), &mut numbers)? {
                    if own.iter().any(|known| known.id == pattern.id) {
                        return Err(format!("there are two patterns with the id `{}`", pattern.id.as_str()));
                    }
                    own.push(pattern);
                }
            }
        }
        let embedded = embedded.iter().filter(|pattern| own.iter().all(|own| own.id != pattern.id)).collect();
        Ok(Self { own, embedded, tables: Tables::default(), memories: Memories::default() })
    }

    fn analyze(&mut self, canvas: &View<'_>, findings: &mut Findings<'_>) -> Written<Outcome> {
        let Self { own, embedded, tables, memories } = self;
        let index = Index::new(canvas, tables);
        let patterns = judge_all(embedded, own, &index, memories);
        rules::check(canvas, &patterns.ranked, findings);
        written::write(&patterns, canvas)
    }
}

#[cfg(test)]
mod tests {
    use canvass_formats::{Format, Limits, decode, parse};
    use canvass_model::Canvas;
    use canvass_plugin::test_kit;

    use super::*;
    use crate::judged::Judged;
    use crate::outcome::Found;

    /// How a canvas stands to the patterns, as the result lists them.
    fn listed(analyzer: &mut PatternDetection, canvas: &Canvas) -> Vec<Found<'static>> {
        let (graph, problems) = canvass_model::graph::build(canvas);
        assert!(problems.is_empty());
        let graph = Box::leak(Box::new(graph));
        let view = Box::leak(Box::new(graph.view()));
        let tables = Box::leak(Box::new(Tables::default()));
        let index = Index::new(view, tables);
        let patterns = judge_all(&analyzer.embedded, &analyzer.own, &index, &mut analyzer.memories);
        let refused = patterns.refused.iter().map(|pattern| Judged::bare(pattern, Verdict::No).found(view));
        patterns.ranked.iter().chain(&patterns.open).map(|judged| judged.found(view)).chain(refused).collect()
    }

    fn canvas(text: &str) -> Canvas {
        let document = parse(text, Format::Yaml, &Limits::default()).unwrap();
        decode::from_node(&document.root).unwrap()
    }

    fn patterns(text: &str) -> Vec<Found<'static>> {
        listed(&mut PatternDetection::new(Settings::default()).unwrap(), &canvas(text))
    }

    fn verdict(found: &[Found<'_>], id: &str) -> Verdict {
        found.iter().find(|found| found.id == id).unwrap().verdict
    }

    #[test]
    fn the_result_is_written_as_it_is_listed() {
        let (outcome, _) = test_kit::run::<PatternDetection>(&canvas(FREE_PAPER));
        assert_eq!(outcome.as_str(), serde_json::to_string(&Outcome { patterns: patterns(FREE_PAPER) }).unwrap());
    }

    const FREE_PAPER: &str = "
customer_segments:
  - { name: Readers, contributes: [{ kind: attention, to: shops }] }
  - { name: Shops, kind: businesses }
value_propositions: [{ name: Paper, for: readers }, { name: Reach, for: shops }]
revenue_streams: [{ name: Advertisements, from: shops, for: reach, kind: advertising }]
";

    #[test]
    fn a_match_comes_with_its_evidence_and_its_items() {
        let found = patterns(FREE_PAPER);
        let advertising = found.iter().find(|found| found.id == "free.advertising").unwrap();
        assert_eq!(advertising.verdict, Verdict::Match);
        assert!(advertising.strength.unwrap() >= 0.7);
        assert!(advertising.evidence.iter().any(|evidence| evidence.required && evidence.at.contains(&"/customer_segments/0")));
        assert_eq!(advertising.thread.as_ref().unwrap().segments, ["readers", "shops"]);
        assert_eq!(verdict(&found, "free.freemium"), Verdict::No);
    }

    #[test]
    fn what_speaks_against_a_pattern_is_no_and_what_is_missing_is_near() {
        let paid = FREE_PAPER.replace("kind: advertising", "kind: subscription_fee");
        assert_eq!(verdict(&patterns(&paid), "free.advertising"), Verdict::No);
        let untyped = FREE_PAPER.replace(", kind: advertising", "");
        let found = patterns(&untyped);
        let near = found.iter().find(|found| found.id == "free.advertising").unwrap();
        assert_eq!(near.verdict, Verdict::Near);
        assert_eq!(near.missing.len(), 1);
    }

    #[test]
    fn bare_notes_are_not_known_and_say_what_to_state() {
        let found = patterns("customer_segments: [Readers, Shops]\nvalue_propositions: [Paper, Reach]\nrevenue_streams: [Advertisements]\n");
        assert!(found.iter().all(|found| found.verdict != Verdict::Match), "{found:?}");
        let advertising = found.iter().find(|found| found.id == "free.advertising").unwrap();
        assert_eq!(advertising.verdict, Verdict::NotKnown);
        assert!(!advertising.missing.is_empty());
    }

    #[test]
    fn what_a_note_speaks_of_stands_in_for_fields() {
        let extras = "customer_segments: [{id: clubs, name: Clubs}]\nrevenue_streams: [{name: Fee, from: clubs}, {name: Module, from: clubs, tags: [optional_extra]}, \
                      {name: Pack, from: clubs, tags: [optional_extra]}]\n";
        assert_eq!(verdict(&patterns(extras), "add_on"), Verdict::Match);
        assert_ne!(verdict(&patterns(&extras.replacen(", tags: [optional_extra]", "", 1)), "add_on"), Verdict::Match);
        let store = "customer_segments: [{id: dairies, name: Dairies, kind: businesses}]\nvalue_propositions: [{id: cold, name: Cold, for: dairies, tags: [shared_plant]}]\n\
                     key_resources: [{name: Halls, kind: physical}]\nrevenue_streams: [{name: Pallets, from: dairies, tags: [metered]}]\n";
        assert_eq!(verdict(&patterns(store), "unbundling.infrastructure"), Verdict::Match);
        assert_ne!(verdict(&patterns(&store.replace("kind: businesses", "kind: individuals")), "unbundling.infrastructure"), Verdict::Match);
        let kept = "customer_segments: [{id: farms, name: Farms}]\nvalue_propositions: [{name: A set, for: farms, tags: [not_bought]}]\nkey_activities: [{name: Servicing, tags: [upkeep]}]\n\
                    revenue_streams: [{name: Fee, from: farms, kind: subscription_fee}]\n";
        assert_eq!(verdict(&patterns(kept), "rent_instead_of_buy"), Verdict::Match);
        assert_ne!(verdict(&patterns(&kept.replace("upkeep", "design")), "rent_instead_of_buy"), Verdict::Match);
    }

    #[test]
    fn those_who_look_are_a_side_for_those_who_advertise() {
        // Where the words leave open which offer is for whom, nothing says that one is made of the readers.
        let open = FREE_PAPER.replace("for: readers", "for: [readers, shops]").replace("for: shops }", "for: [readers, shops] }");
        let found = patterns(&open);
        assert_eq!((verdict(&found, "multi_sided"), verdict(&found, "two_sided_market")), (Verdict::Match, Verdict::Match));
        assert_ne!(verdict(&patterns(&open.replace("attention", "network")), "multi_sided"), Verdict::Match);
    }

    #[test]
    fn patterns_of_ones_own_take_part() {
        let folder = std::env::temp_dir().join(format!("canvass-own-patterns-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = "id = \"own.single\"\nname = \"One group\"\nfamily = \"own\"\nsource = \"own\"\ncustomer = \"it\"\nrationale = \"x\"\n[[required]]\nsays = \"one segment is a business\"\nwhen = \"is(s, businesses)\"\n";
        std::fs::write(folder.join("own.single.toml"), file).unwrap();
        let settings = Settings { patterns: vec![folder.display().to_string()] };
        let mut analyzer = PatternDetection::new(settings.clone()).unwrap();
        let canvas: Canvas = serde_json::from_str(r#"{"customer_segments": [{"name": "Firms", "kind": "businesses"}]}"#).unwrap();
        assert_eq!(verdict(&listed(&mut analyzer, &canvas), "own.single"), Verdict::Match);

        // One with the id of a pattern that comes with the plugin takes its place.
        std::fs::write(folder.join("own.single.toml"), file.replace("own.single", "freemium")).unwrap();
        let mut replaced = PatternDetection::new(settings.clone()).unwrap();
        let found = listed(&mut replaced, &canvas);
        assert_eq!(found.iter().filter(|found| found.id.as_str() == "freemium").count(), 1);
        assert_eq!(verdict(&found, "freemium"), Verdict::Match);
        std::fs::write(folder.join("own.single.toml"), file.replace("businesses", "bussines")).unwrap();
        let reason = PatternDetection::new(settings).err().unwrap();
        assert!(reason.contains("own.single.toml") && reason.contains("`bussines` is not a typed value"), "{reason}");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
