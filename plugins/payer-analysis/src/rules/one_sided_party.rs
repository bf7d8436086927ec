//! PAY011: a party that only gives.

use canvass_plugin::vocabulary::{ContributionKind, Term};
use canvass_plugin::{FactKind, Field, Findings, Message, Rule, Severity};

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY011",
    slug: "one-sided-party",
    severity: Severity::Warning,
    fix: None,
    summary: "a party that only gives",
    messages: &[Message {
        key: "only_gives",
        text: "`{party}` give {what} and get nothing that is stated: why would they go on?",
        would_change_if: "a proposition is stated to be for `{party}`",
    }],
    documentation: "\
## Why it matters
Whoever takes part in a model gives something and gets something. A group that contributes attention, content or work and for whom no
 proposition is stated will stop, unless the canvas leaves out what it gets.

## A canvas with this finding
```yaml
customer_segments:
  - { name: Reviewers, id: reviewers, contributes: [{ kind: content, to: diners }] }
  - { name: Diners, id: diners }
value_propositions: [{ name: Where to eat tonight, id: guide, for: diners }]
revenue_streams: [{ name: Guide sold, from: diners, for: guide }]
```

## A canvas without it
```yaml
customer_segments:
  - { name: Reviewers, id: reviewers, contributes: [{ kind: content, to: diners }] }
  - { name: Diners, id: diners }
value_propositions: [{ name: Where to eat tonight, id: guide, for: diners }, { name: A name as a critic, id: fame, for: reviewers }]
revenue_streams: [{ name: Guide sold, from: diners, for: guide }]
```

## Source
Gordijn & Akkermans, Value-based requirements engineering (e3value), 2003: every value interface is reciprocal.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let situation = analysis.situation;
    if !situation.uses_known {
        return;
    }
    for party in situation.segments.iter().filter(|party| !party.uses && !party.pays) {
        let given = situation.view.facts(FactKind::Gives).find(|fact| fact.subject_index() == party.item.index());
        let Some(kind) = given.and_then(|fact| fact.value::<ContributionKind>()) else { continue };
        // Parts of a group that is served get what the group gets.
        if party.item.linked(Field::PartOf).any(|whole| situation.segment(whole).is_some_and(|whole| whole.uses)) {
            continue;
        }
        let draft = findings.report(&RULE, "only_gives", party.item.place()).argument("party", party.name());
        draft.argument("what", kind.as_str().replace('_', " ")).evidence(party.item.field(Field::Contributes), "contributes").send();
    }
}
