//! FIN006: no recurring stream although the propositions allow one.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{Period, StreamKind};
use canvass_plugin::{Decimal, Field, Findings, Item, Message, Rule, Severity};

use super::super::measures::recurs;
use super::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "FIN006",
    slug: "nothing-recurs",
    severity: Severity::Info,
    fix: None,
    summary: "no recurring stream although the propositions allow one",
    messages: &[Message {
        key: "met_often",
        text: "`{segment}` meet the offer {times} times a year, but nothing is paid again and again",
        would_change_if: "a recurring stream is stated",
    }],
    documentation: "\
## Why it matters
Revenue that comes again without being won again is worth more than the same sum won sale by sale. Whoever bought a thing and meets it every week could pay for it so: for
 access, for service, for supplies.

## A canvas with this finding
```yaml
customer_segments: [{ name: Runners, id: runners, engagement: { times: 3, per: week } }]
value_propositions: [{ name: Running watch, id: watch, for: runners }]
revenue_streams: [{ name: Watches sold, from: runners, for: watch, recurrence: transaction }]
```

## A canvas without it
```yaml
customer_segments: [{ name: Runners, id: runners, engagement: { times: 3, per: week } }]
value_propositions: [{ name: Running watch, id: watch, for: runners }]
revenue_streams:
  - { name: Watches sold, from: runners, for: watch, recurrence: transaction }
  - { name: Training plans, from: runners, for: watch, recurrence: recurring }
```

## Source
Osterwalder et al., Value Proposition Design, 2014, p. 156: recurring revenues as one of seven questions to a business model.
",
};

/// Once a week.
const OFTEN: Decimal = Decimal::from_parts(52, 0, 0, false, 0);

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let situation = analysis.situation;
    let mut streams = situation.view.block(Block::RevenueStreams).peekable();
    if streams.peek().is_none() || !streams.all(|stream| recurs(stream) == Some(false)) {
        return;
    }
    // What is paid by use, by commission or for space is paid again with every use.
    let sale = |stream: &Item<'_>| stream.term::<StreamKind>(Field::Kind).is_none_or(|kind| kind == StreamKind::AssetSale);
    for payer in situation.segments.iter().filter(|party| party.pays && party.uses && party.streams.iter().all(sale)) {
        let yearly = |times: canvass_plugin::Amount<'_>| {
            let in_a_year = times.period().and_then(Period::per_year)?;
            times.likely().checked_mul(Decimal::from(in_a_year))
        };
        if let Some(times) = payer.item.quantity(Field::Engagement).and_then(yearly).filter(|times| *times >= OFTEN) {
            let draft = findings.report(&RULE, "met_often", payer.item.field(Field::Engagement)).argument("segment", payer.name());
            draft.argument("times", times.round_dp(0).normalize().to_string()).send();
        }
    }
}
