//! The steps in their order.

use crate::alignment::{Pair, pairs};
use crate::break_even::{Balance, balances};
use crate::configuration::configurations;
use crate::outcome::{Configuration, Outcome, SegmentOutcome};
use crate::relations::{Tie, relations};
use crate::rules;
use crate::sentence::{missing, sentence};
use crate::situation::{Party, Situation};
use crate::written;
use canvass_plugin::json::Written;
use canvass_plugin::{Analyzer, Findings, NoSettings, Rule, View};

/// Says who uses, who pays, and who carries whom.
pub struct PayerAnalysis;

/// Everything that the steps found, for the rules.
pub(crate) struct Analysis<'s, 'a> {
    pub(crate) situation: &'s Situation<'a>,
    pub(crate) ties: Vec<Tie<'s, 'a>>,
    pub(crate) configuration: Vec<Configuration>,
    pub(crate) balances: Vec<Balance<'a>>,
    pub(crate) pairs: Vec<Pair<'s, 'a>>,
}

impl Analyzer for PayerAnalysis {
    const NAME: &'static str = "payer-analysis";
    const SUMMARY: &'static str = "Says who uses, who pays, who carries whom and why, and what would break it.";
    const RULES: &'static [&'static Rule] = rules::ALL;
    type Configuration = NoSettings;
    type Outcome = Written<Outcome<'static>>;

    fn new(_: NoSettings) -> Result<Self, String> {
        Ok(Self)
    }

    fn analyze(&mut self, canvas: &View<'_>, findings: &mut Findings<'_>) -> Self::Outcome {
        let situation = Situation::gather(canvas);
        let analysis = Analysis::of(&situation);
        rules::check(&analysis, findings);
        written::write(&analysis.outcome())
    }
}

impl<'s, 'a> Analysis<'s, 'a> {
    /// Takes every step.
    pub(crate) fn of(situation: &'s Situation<'a>) -> Self {
        let ties = relations(situation);
        let configuration = configurations(situation, &ties);
        let balances = balances(situation, &ties);
        let pairs = pairs(situation, &ties);
        Self { situation, ties, configuration, balances, pairs }
    }

    /// What is reported of it.
    pub(crate) fn outcome(&self) -> Outcome<'a> {
        let situation = self.situation;
        Outcome {
            configuration: self.configuration.clone(),
            segments: situation.segments.iter().map(|party| segment(situation, party)).collect(),
            payers: situation.payers().map(Party::id).collect(),
            users: situation.users().map(Party::id).collect(),
            relations: self.ties.iter().map(Tie::describe).collect(),
            break_even: self.balances.iter().map(Balance::describe).collect(),
            alignment: self.pairs.iter().map(Pair::describe).collect(),
            sentence: sentence(situation, &self.configuration, &self.ties),
            not_known: missing(situation),
        }
    }
}

fn segment<'a>(situation: &Situation<'a>, party: &Party<'a>) -> SegmentOutcome<'a> {
    SegmentOutcome { id: party.id(), stance: situation.stance(party), roles: party.all_roles() }
}
