//! PAY012: two sides that each wait for the other, and neither is free, paid for or seeded.

use canvass_plugin::vocabulary::RelationshipMotive;
use canvass_plugin::{FactKind, Field, Findings, Item, Message, Rule, Severity};

use crate::configuration::needs;

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY012",
    slug: "sides-wait-for-each-other",
    severity: Severity::Warning,
    fix: None,
    summary: "two sides that each wait for the other, and neither is free, paid for or seeded",
    messages: &[Message {
        key: "deadlock",
        text: "`{first}` come only for `{second}` and `{second}` only for `{first}`; both pay from the start, and nothing brings the first of them",
        would_change_if: "one side is free or below cost at first, somebody pays for it, or a relationship is stated that wins one side first (`motive: acquisition`)",
    }],
    documentation: "\
## Why it matters
Two groups that come for each other's sake do not come to an empty place. Platforms begin with one side: free, subsidised, paid for by
 somebody, or won one by one.

## A canvas with this finding
```yaml
customer_segments: [{ name: Tenants, id: tenants }, { name: Landlords, id: landlords }]
value_propositions:
  - { name: Flats to rent, id: flats, for: tenants, depends_on: landlords }
  - { name: Tenants who pay, id: demand, for: landlords, depends_on: tenants }
revenue_streams: [{ name: Search fee, from: tenants, for: flats }, { name: Listing fee, from: landlords, for: demand }]
```

## A canvas without it
```yaml
customer_segments: [{ name: Tenants, id: tenants }, { name: Landlords, id: landlords }]
value_propositions:
  - { name: Flats to rent, id: flats, for: tenants, depends_on: landlords }
  - { name: Tenants who pay, id: demand, for: landlords, depends_on: tenants }
customer_relationships: [{ name: Visiting landlords street by street, with: landlords, motive: [acquisition] }]
revenue_streams: [{ name: Search fee, from: tenants, for: flats }, { name: Listing fee, from: landlords, for: demand }]
```

## Source
Rochet & Tirole, Platform Competition in Two-Sided Markets, 2003; Evans & Schmalensee, Matchmakers, 2016 (ignition).
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let situation = analysis.situation;
    let won = |segment: Item<'_>| {
        situation.view.facts(FactKind::With).any(|fact| {
            fact.object_index() == segment.index()
                && fact
                    .subject()
                    .is_some_and(|relationship| relationship.terms::<RelationshipMotive>(Field::Motive).any(|motive| motive == RelationshipMotive::Acquisition))
        })
    };
    let sides: Vec<_> = situation.segments.iter().filter(|side| side.pays && side.uses && !side.is_split()).collect();
    for (at, first) in sides.iter().enumerate() {
        for second in &sides[at + 1..] {
            let helped = [first, second].iter().any(|side| {
                won(side.item) || situation.facts.about(FactKind::BelowCost, side.item) || analysis.ties.iter().any(|tie| tie.free.item == side.item)
            });
            if !helped && needs(situation, first, second) && needs(situation, second, first) {
                let draft = findings.report(&RULE, "deadlock", first.item.place()).argument("first", first.name()).argument("second", second.name());
                draft.also_at(second.item.place()).evidence(first.item.place(), "pays, and its offer is made of the other side").send();
            }
        }
    }
}
