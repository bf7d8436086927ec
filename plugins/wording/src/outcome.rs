//! The result: what was looked at, and how many notes each rule asks about.

use std::collections::BTreeMap;

use canvass_plugin::Rule;
use schemars::JsonSchema;
use serde::Serialize;

use crate::wall::Wall;

/// What was looked at, and how many notes are asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Outcome {
    /// How many notes were looked at.
    pub notes: usize,
    /// The languages of the lists of words that they were held against.
    pub languages: Vec<&'static str>,
    /// By the code of the rule, how many notes it asks about. Rules that ask about none are left out.
    pub asked: BTreeMap<&'static str, usize>,
}

impl Outcome {
    /// The result before any rule has looked.
    pub(crate) fn of(wall: &Wall<'_>) -> Self {
        Self { notes: wall.notes.len(), languages: wall.languages.tags().collect(), asked: BTreeMap::new() }
    }

    /// Adds what a rule has found.
    pub(crate) fn count(&mut self, rule: &Rule, notes: usize) {
        if notes > 0 {
            self.asked.insert(rule.code, notes);
        }
    }
}
