//! Counting what is right.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::labels::CanvasLabel;

const BLOCKS: [&str; 9] = [
    "key_partnerships",
    "key_activities",
    "key_resources",
    "value_propositions",
    "customer_relationships",
    "channels",
    "customer_segments",
    "cost_structure",
    "revenue_streams",
];

/// Right, too many, missed.
#[derive(Default, Clone, Copy)]
pub(super) struct Count {
    right: u32,
    extra: u32,
    missed: u32,
}

impl Count {
    /// Whether there is anything to count.
    fn is_any(self) -> bool {
        self.right + self.extra + self.missed > 0
    }
    fn precision(self) -> f64 {
        share(self.right, self.right + self.extra)
    }
    fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }
    fn f1(self) -> f64 {
        share(2 * self.right, 2 * self.right + self.extra + self.missed)
    }
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.extra += other.extra;
        self.missed += other.missed;
    }
    pub(super) fn line(self) -> String {
        let Self { right, extra, missed } = self;
        format!("{:8.2} {:7.2} {:5.2}  ({right}, {extra}, {missed})", self.precision(), self.recall(), self.f1())
    }
}

/// Of nothing everything is right.
fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// What was right about some canvases.
#[derive(Default)]
pub(super) struct Tally {
    canvases: u32,
    refused: u32,
    blocks: u32,
    exact: u32,
    near: u32,
    /// Canvases about whose configuration careful readers agree.
    settled: u32,
    configurations: u32,
    contradicted: u32,
    pub(super) patterns: BTreeMap<String, Count>,
    payers: Count,
    free: Count,
    /// What differs from the labels, in words.
    pub(super) differences: Vec<String>,
}

impl Tally {
    pub(super) const HEADER: &'static str = "canvases refused  counts(exact, ±1)  configuration(right, not known)  patterns(P R F1)   payers(F1) free(F1)";

    /// Compares a report with what somebody saw.
    pub(super) fn add(&mut self, label: &CanvasLabel, report: Option<&Value>) {
        self.canvases += 1;
        let counted: Vec<&str> = match &label.counts {
            Some(_) => BLOCKS.into_iter().filter(|block| !label.counts_open.iter().any(|open| open == block)).collect(),
            None => Vec::new(),
        };
        self.blocks += counted.len() as u32;
        let (main, settled) = (label.configuration.first().map_or("not_known", String::as_str), !label.configuration.is_empty());
        self.settled += u32::from(settled);
        let Some(report) = report else {
            self.refused += 1;
            label.patterns.iter().flatten().for_each(|pattern| self.patterns.entry(pattern.clone()).or_default().missed += 1);
            self.payers.missed += label.payers.as_ref().map_or(0, Vec::len) as u32;
            self.free.missed += label.free.as_ref().map_or(0, Vec::len) as u32;
            self.contradicted += u32::from(settled);
            self.differences.push("refused".to_owned());
            return;
        };
        for block in counted {
            let seen = label.counts.as_ref().and_then(|counts| counts.get(block)).copied().unwrap_or(0);
            let taken = report["canvas"]["items"][block].as_i64().unwrap_or(0);
            self.exact += u32::from(seen == taken);
            self.near += u32::from((seen - taken).abs() <= 1);
            if seen != taken {
                self.differences.push(format!("{block}: {taken} items, a reader sees {seen}"));
            }
        }
        let payer = &report["results"]["payer-analysis"];
        let found: Vec<&str> = texts(&payer["configuration"]);
        if settled {
            // What careful readers could differ about says nothing either way.
            let said = found.iter().copied().find(|word| !label.configuration_open.iter().any(|open| open == word)).unwrap_or("not_known");
            if said == main {
                self.configurations += 1;
            } else {
                self.contradicted += u32::from(said != "not_known");
                self.differences.push(format!("configuration: {found:?}, a reader sees {:?}", label.configuration));
            }
        }
        if let Some(patterns) = &label.patterns {
            self.add_patterns(patterns, &label.patterns_open, report);
        }
        if let Some(payers) = &label.payers {
            self.add_groups("payer", payers, &texts(&payer["payers"]));
        }
        let stances = payer["segments"].as_array().into_iter().flatten();
        let free: Vec<&str> = stances.filter(|segment| segment["stance"] == "user_only").filter_map(|segment| segment["id"].as_str()).collect();
        if let Some(groups) = &label.free {
            self.add_groups("free group", groups, &free);
        }
    }

    fn add_patterns(&mut self, patterns: &[String], open: &[String], report: &Value) {
        let matched: BTreeSet<&str> = report["results"]["pattern-detection"]["patterns"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|pattern| pattern["verdict"] == "match")
            .filter_map(|pattern| pattern["id"].as_str())
            .collect();
        let mut of =
            |pattern: &str, right: u32, extra: u32, missed: u32| self.patterns.entry(pattern.to_owned()).or_default().add(Count { right, extra, missed });
        for &pattern in matched.iter().filter(|pattern| !open.iter().any(|open| open == *pattern)) {
            if patterns.iter().any(|seen| seen == pattern) {
                of(pattern, 1, 0, 0);
            } else {
                of(pattern, 0, 1, 0);
                self.differences.push(format!("pattern {pattern}: found, a reader does not see it"));
            }
        }
        for pattern in patterns.iter().filter(|pattern| !matched.contains(pattern.as_str())) {
            of(pattern, 0, 0, 1);
            self.differences.push(format!("pattern {pattern}: not found"));
        }
    }

    /// Groups are compared by words: a reader writes the group as it is called, the program gives its identifier.
    fn add_groups(&mut self, what: &str, seen: &[String], found: &[&str]) {
        let plain = |text: &str| -> String { text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
        let fits = |seen: &str, id: &str| {
            let (seen, id) = (plain(seen), plain(id));
            !seen.is_empty() && (id.contains(&seen) || seen.contains(&id))
        };
        let mut count = Count::default();
        for name in seen {
            if found.iter().any(|id| fits(name, id)) {
                count.right += 1;
            } else {
                count.missed += 1;
                self.differences.push(format!("{what} `{name}`: not found among {found:?}"));
            }
        }
        for id in found.iter().filter(|id| !seen.iter().any(|name| fits(name, id))) {
            count.extra += 1;
            self.differences.push(format!("{what} `{id}`: found, a reader does not see it"));
        }
        if what == "payer" { self.payers.add(count) } else { self.free.add(count) }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.canvases += other.canvases;
        self.refused += other.refused;
        self.blocks += other.blocks;
        self.exact += other.exact;
        self.near += other.near;
        self.settled += other.settled;
        self.configurations += other.configurations;
        self.contradicted += other.contradicted;
        self.payers.add(other.payers);
        self.free.add(other.free);
        for (pattern, count) in &other.patterns {
            self.patterns.entry(pattern.clone()).or_default().add(*count);
        }
    }

    fn all_patterns(&self) -> Count {
        self.patterns.values().fold(Count::default(), |mut sum, count| {
            sum.add(*count);
            sum
        })
    }

    pub(super) fn line(&self) -> String {
        let patterns = self.all_patterns();
        let not_known = self.settled - self.configurations - self.contradicted;
        format!(
            "{:8} {:7}  {:6.3} {:10.3}  {:18.3} {:13}  {:7.2} {:.2} {:.2} {:12.2} {:8.2}",
            self.canvases,
            self.refused,
            share(self.exact, self.blocks),
            share(self.near, self.blocks),
            share(self.configurations, self.settled),
            not_known,
            patterns.precision(),
            patterns.recall(),
            patterns.f1(),
            self.payers.f1(),
            self.free.f1()
        )
    }

    /// The figures that may not fall: those for which there is something to measure.
    pub(super) fn figures(&self, negatives: Option<usize>) -> Vec<(&'static str, f64)> {
        let patterns = self.all_patterns();
        let all = [
            ("read", self.canvases > 0, share(self.canvases - self.refused, self.canvases)),
            ("counts_exact", self.blocks > 0, share(self.exact, self.blocks)),
            ("counts_within_one", self.blocks > 0, share(self.near, self.blocks)),
            ("configuration", self.settled > 0, share(self.configurations, self.settled)),
            ("pattern_precision", patterns.is_any(), patterns.precision()),
            ("pattern_recall", patterns.is_any(), patterns.recall()),
            ("pattern_f1", patterns.is_any(), patterns.f1()),
            ("payer_f1", self.payers.is_any(), self.payers.f1()),
            ("free_f1", self.free.is_any(), self.free.f1()),
            ("negatives", negatives.is_some(), negatives.unwrap_or_default() as f64),
        ];
        all.into_iter().filter(|(_, measured, _)| *measured).map(|(name, _, value)| (name, value)).collect()
    }
}
