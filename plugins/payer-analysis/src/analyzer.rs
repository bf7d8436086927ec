//! The steps in their order.

use canvass_plugin::vocabulary::{Role, Term};
use canvass_plugin::{Analyzer, Findings, Rule, View};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::alignment::{Pair, pairs};
use crate::break_even::{Balance, balances};
use crate::configuration::configurations;
use crate::outcome::{Configuration, Outcome, SegmentOutcome};
use crate::relations::{Tie, relations};
use crate::rules;
use crate::sentence::{missing, sentence};
use crate::situation::{Party, Situation};

/// Settings of the payer analysis. There are none yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {}

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
    type Configuration = Settings;
    type Outcome = Outcome;

    fn new(_: Settings) -> Result<Self, String> {
        Ok(Self)
    }

    fn analyze(&mut self, canvas: &View<'_>, findings: &mut Findings<'_>) -> Outcome {
        let situation = Situation::gather(canvas);
        let ties = relations(&situation);
        let configuration = configurations(&situation, &ties);
        let balances = balances(&situation, &ties);
        let pairs = pairs(&situation, &ties);
        let analysis = Analysis { situation: &situation, ties, configuration, balances, pairs };
        rules::check(&analysis, findings);
        Outcome {
            segments: situation.segments.iter().map(|party| segment(&situation, party)).collect(),
            payers: situation.payers().map(|party| party.id().to_owned()).collect(),
            users: situation.users().map(|party| party.id().to_owned()).collect(),
            relations: analysis.ties.iter().map(Tie::describe).collect(),
            break_even: analysis.balances.iter().map(Balance::describe).collect(),
            alignment: analysis.pairs.iter().map(Pair::describe).collect(),
            sentence: sentence(&situation, &analysis.configuration, &analysis.ties),
            not_known: missing(&situation),
            configuration: analysis.configuration,
        }
    }
}

fn segment(situation: &Situation<'_>, party: &Party<'_>) -> SegmentOutcome {
    let follows = |role: Role| (role == Role::User && party.uses) || (role == Role::Payer && party.pays);
    SegmentOutcome {
        id: party.id().to_owned(),
        stance: situation.stance(party),
        roles: Role::ALL.iter().filter(|&&role| party.plays(role) || follows(role)).map(|role| role.as_str()).collect(),
    }
}
