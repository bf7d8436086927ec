//! The steps in their order.

use canvass_plugin::json::{Json, Written};
use canvass_plugin::{Analyzer, Decimal, Findings, Item, Rule, View};
use schemars::JsonSchema;
use serde::Deserialize;

use super::books::Books;
use super::flows::{Flow, flows};
use super::formula::Product;
use super::ledger::Part;
use super::measures::Measures;
use super::missing;
use super::outcome::{self, Exact, Members, Outcome};
use super::rules;
use super::sensitivity::{Influence, influences};
use super::simulation::{Spread, simulate};
use crate::relations::relations;
use crate::situation::Situation;

/// So many numbers are listed by how much they move the result.
const INFLUENCES: usize = 6;

/// How many draws are made at most: more take memory and time, and tell nothing more.
const SAMPLES: usize = 1_000_000;

/// Settings of the economics.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The result by the year that is to be reached, in the currency of the canvas, as a whole number. 0: not to lose money.
    pub goal: i64,
    /// The seed of the random numbers with which ranges are simulated.
    pub seed: u64,
    /// How often ranges are drawn at most, up to a million times; 0 for no simulation.
    #[schemars(range(max = SAMPLES))]
    pub samples: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { goal: 0, seed: 1, samples: 16_000 }
    }
}

/// Says what the groups bring and cost, and who carries whom with how much.
pub struct Economics {
    settings: Settings,
}

/// Everything that the steps found, for the rules.
pub(crate) struct Analysis<'s, 'a> {
    pub(crate) situation: &'s Situation<'a>,
    pub(crate) books: Books<'a>,
    pub(crate) flows: (Vec<Flow<'a>>, usize),
    pub(crate) goal: Decimal,
    pub(crate) measures: Measures,
    influences: Vec<Influence>,
    spread: Option<Spread>,
}

impl Analyzer for Economics {
    const NAME: &'static str = "economics";
    const SUMMARY: &'static str = "Says what each group brings and costs, who carries whom with how much, and which number it hangs on.";
    const RULES: &'static [&'static Rule] = rules::ALL;
    type Configuration = Settings;
    type Outcome = Written<Outcome<'static>>;

    fn new(settings: Settings) -> Result<Self, String> {
        Ok(Self { settings })
    }

    fn analyze(&mut self, canvas: &View<'_>, findings: &mut Findings<'_>) -> Self::Outcome {
        let situation = Situation::gather(canvas);
        let analysis = Analysis::of(&situation, &self.settings);
        rules::check(&analysis, findings);
        let mut json = Json::with_capacity(ROOM);
        json.by_serde(&analysis.outcome(&self.settings));
        json.finish()
    }
}

/// Room for a usual result, so that memory is asked for once.
const ROOM: usize = 2048;

impl<'s, 'a> Analysis<'s, 'a> {
    /// Takes every step.
    pub(crate) fn of(situation: &'s Situation<'a>, settings: &Settings) -> Self {
        let ties = relations(situation);
        let books = Books::close(situation, &ties);
        let flows = if books.ledger.currencies.is_empty() { (Vec::new(), 0) } else { flows(situation, &books) };
        let goal = Decimal::from(settings.goal);
        let measures = Measures::of(situation, &books);
        let (mut by_figure, mut spread) = (Vec::new(), None);
        if let Some(whole) = &books.whole {
            let whole: &[Product<'_>] = whole;
            by_figure = influences(whole, &books.ledger.figures, goal);
            spread = simulate(whole, &books.ledger.figures, settings.goal as f64, settings.seed, settings.samples);
        }
        Self { situation, books, flows, goal, measures, influences: by_figure, spread }
    }

    /// What is reported of it.
    pub(crate) fn outcome(&self, settings: &Settings) -> Outcome<'a> {
        let (books, ledger) = (&self.books, &self.books.ledger);
        // A canvas that states no money has no books.
        if ledger.currencies.is_empty() {
            return Outcome::default();
        }
        let party = |account: usize| ledger.accounts.get(account).map_or("", |account| account.party.id());
        let likely = |value: Option<Decimal>| value.map(Exact);
        Outcome {
            currency: if ledger.currencies.len() == 1 { ledger.currencies.first().copied().flatten() } else { None },
            accounts: ledger
                .accounts
                .iter()
                .zip(&books.closed)
                .map(|(account, closed)| {
                    let size = closed.members;
                    outcome::Account {
                        party: account.party.id(),
                        members: match account.part {
                            Part::All => Members::All,
                            Part::Paying => Members::Paying,
                            Part::Free => Members::Free,
                            Part::Claiming => Members::Claiming,
                            Part::NotClaiming => Members::NotClaiming,
                        },
                        size: size.map(Into::into),
                        revenue: closed.revenue.map(Into::into),
                        cost_to_serve: closed.cost.map(Into::into),
                        surplus: closed.surplus.map(Into::into),
                        contribution_per_member: likely(closed.surplus.zip(size).and_then(|(surplus, size)| surplus.likely.checked_div(size.likely))),
                    }
                })
                .collect(),
            joint_revenue: books.joint.filter(|_| !ledger.joint.products.is_empty()).map(Into::into),
            fixed_costs: books.fixed.map(Into::into),
            transfers: books
                .transfers
                .iter()
                .map(|transfer| outcome::Transfer { from: party(transfer.from), to: party(transfer.to), amount: Exact(transfer.amount) })
                .collect(),
            uncarried: likely(books.open_deficit()),
            result: books.result.map(Into::into),
            coverage: books.coverage.map(Into::into),
            break_even_volume: likely(self.measures.break_even_volume),
            recurring_share: likely(self.measures.recurring_share),
            concentration: likely(self.measures.concentration),
            without: books
                .leaving
                .iter()
                .map(|leaving| outcome::Without {
                    payer: leaving.payer.id(),
                    revenue_share: likely(leaving.share),
                    result: leaving.result.map(Into::into),
                    uncarried: likely(leaving.uncarried),
                    may_follow: leaving.follow.iter().map(Item::id).collect(),
                })
                .collect(),
            flows: self.flows.0.iter().map(flow).collect(),
            flows_left_out: self.flows.1,
            sensitivity: self.influences.iter().take(INFLUENCES).filter_map(|influence| self.influence(influence)).collect(),
            simulation: self.spread.map(|spread| simulation(&spread, settings)),
            not_known: missing::in_order(ledger).iter().map(missing::Missing::describe).collect(),
        }
    }

    fn influence(&self, influence: &Influence) -> Option<outcome::Influence<'a>> {
        let figure = self.books.ledger.figures.get(influence.figure)?;
        let [low, high] = influence.results;
        Some(outcome::Influence {
            item: figure.item.id(),
            field: figure.field.key(),
            by_range: influence.by_range,
            at_low: Exact(low),
            at_high: Exact(high),
            decides: influence.decides(self.goal),
            turns_at: influence.turns_at.and_then(|turn| turn.checked_div(figure.times)).map(Exact),
        })
    }
}

fn flow<'a>(flow: &Flow<'a>) -> outcome::Flow<'a> {
    outcome::Flow {
        party: flow.party.id(),
        pays: flow.pays.map(Exact),
        is_paid: flow.is_paid.map(Exact),
        gives: flow.gives.clone(),
        uses: flow.offers.clone(),
        provides: flow.provides.clone(),
        reciprocal: flow.reciprocal,
    }
}

fn simulation(spread: &Spread, settings: &Settings) -> outcome::Simulation {
    // Hundredths are more than what is drawn at random is worth.
    let [p10, p50, p90] = spread.percentiles.map(|value| (value * 100.0).round() / 100.0);
    outcome::Simulation {
        generator: "ChaCha8",
        seed: settings.seed,
        distribution: "triangular",
        samples: spread.samples,
        settled: spread.settled,
        p10,
        p50,
        p90,
        goal_reached: (spread.reached * 10_000.0).round() / 10_000.0,
    }
}
