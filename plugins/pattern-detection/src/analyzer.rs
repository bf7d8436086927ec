//! The analyzer: every pattern against one canvas.

use std::path::Path;

use canvass_plugin::{Analyzer, Findings, Rule, View};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::index::Index;
use crate::outcome::{Found, Outcome, Verdict};
use crate::pattern::{Pattern, embedded, from_folder};
use crate::rules;
use crate::verdict::judge;

/// Settings of the pattern detection.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Folders with pattern files of your own, beside the configuration file or below it.
    #[schemars(extend("items" = { "type": "string", "format": "path" }))]
    pub patterns: Vec<String>,
}

/// Says which patterns a canvas follows.
pub struct PatternDetection {
    own: Vec<Pattern>,
}

impl Analyzer for PatternDetection {
    const NAME: &'static str = "pattern-detection";
    const SUMMARY: &'static str = "Says which business model patterns the canvas follows, and what is missing for those it nearly follows.";
    const RULES: &'static [&'static Rule] = rules::ALL;
    type Configuration = Settings;
    type Outcome = Outcome;

    fn new(settings: Settings) -> Result<Self, String> {
        let mut own: Vec<Pattern> = Vec::new();
        for folder in &settings.patterns {
            for pattern in from_folder(Path::new(folder))? {
                if own.iter().chain(embedded()).any(|known| known.id == pattern.id) {
                    return Err(format!("there are two patterns with the id `{}`", pattern.id));
                }
                own.push(pattern);
            }
        }
        Ok(Self { own })
    }

    fn analyze(&mut self, canvas: &View<'_>, findings: &mut Findings<'_>) -> Outcome {
        let index = Index::new(canvas);
        // Patterns come by id, so what is left open and what does not hold stays in order; only what holds is ranked.
        let (mut patterns, mut open, mut against) = (Vec::with_capacity(embedded().len() + self.own.len()), Vec::new(), Vec::with_capacity(embedded().len()));
        for found in embedded().iter().chain(&self.own).map(|pattern| judge(pattern, &index)) {
            match found.verdict {
                Verdict::Match | Verdict::Near => patterns.push(found),
                Verdict::NotKnown => open.push(found),
                Verdict::No => against.push(found),
            }
        }
        patterns.sort_by(|left, right| {
            let strength = |found: &Found| found.strength.unwrap_or_default();
            left.verdict.cmp(&right.verdict).then(strength(right).total_cmp(&strength(left))).then(left.id.cmp(right.id))
        });
        patterns.append(&mut open);
        patterns.append(&mut against);
        rules::check(canvas, &patterns, findings);
        Outcome { patterns }
    }
}

#[cfg(test)]
mod tests {
    use canvass_formats::{Format, Limits, decode, parse};
    use canvass_model::Canvas;
    use canvass_plugin::test_kit;

    use super::*;

    fn patterns(text: &str) -> Vec<Found> {
        let document = parse(text, Format::Yaml, &Limits::default()).unwrap();
        let canvas: Canvas = decode::from_node(&document.root).unwrap();
        test_kit::run::<PatternDetection>(&canvas).0.patterns
    }

    fn verdict(found: &[Found], id: &str) -> Verdict {
        found.iter().find(|found| found.id == id).unwrap().verdict
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
        assert!(advertising.evidence.iter().any(|evidence| evidence.required && evidence.at.contains(&"/customer_segments/0".to_owned())));
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
    fn patterns_of_ones_own_take_part() {
        let folder = std::env::temp_dir().join(format!("canvass-own-patterns-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = "id = \"own.single\"\nname = \"One group\"\nfamily = \"own\"\nsource = \"own\"\ncustomer = \"it\"\nrationale = \"x\"\n[[required]]\nsays = \"one segment is a business\"\nwhen = \"is(s, businesses)\"\n";
        std::fs::write(folder.join("own.single.toml"), file).unwrap();
        let settings = Settings { patterns: vec![folder.display().to_string()] };
        let mut analyzer = PatternDetection::new(settings.clone()).unwrap();
        let canvas: Canvas = serde_json::from_str(r#"{"customer_segments": [{"name": "Firms", "kind": "businesses"}]}"#).unwrap();
        let (graph, _) = canvass_model::graph::build(&canvas);
        let mut reports = Vec::new();
        let outcome = analyzer.analyze(&graph.view(), &mut Findings::new(&mut reports, rules::ALL));
        assert_eq!(verdict(&outcome.patterns, "own.single"), Verdict::Match);
        std::fs::write(folder.join("own.single.toml"), file.replace("businesses", "bussines")).unwrap();
        let reason = PatternDetection::new(settings).err().unwrap();
        assert!(reason.contains("own.single.toml") && reason.contains("`bussines` is not a typed value"), "{reason}");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
