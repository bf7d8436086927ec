//! FIN004: a variable cost without a driver.

use std::collections::HashSet;

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::CostKind;
use canvass_plugin::{FactKind, Field, Findings, Message, Origin, Rule, Severity};

use super::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "FIN004",
    slug: "variable-cost-without-driver",
    severity: Severity::Warning,
    fix: None,
    summary: "a variable cost without a driver",
    messages: &[Message {
        key: "no_driver",
        text: "`{cost}` varies, but not with what",
        would_change_if: "its `driver` is stated: the segment whose number it grows with",
    }],
    documentation: "\
## Why it matters
A variable cost grows with something. Which group it grows with decides whether growth of that group is welcome: it tells a group that pays its way from one
 that is carried. The rule asks only where the canvas states that the cost is variable, not where that was read from words, and not where what one
 member costs is stated for every segment.

## A canvas with this finding
```yaml
customer_segments: [{ name: Guests, id: guests }, { name: Hosts, id: hosts }]
cost_structure: [{ name: Payment fees, kind: variable }]
```

## A canvas without it
```yaml
customer_segments: [{ name: Guests, id: guests }, { name: Hosts, id: hosts }]
cost_structure: [{ name: Payment fees, kind: variable, driver: guests }]
```

## Source
Osterwalder & Pigneur, Business Model Generation, 2010, p. 41: variable costs vary proportionally with the volume produced.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let situation = analysis.situation;
    // With a single segment there is nothing to choose.
    if situation.segments.len() < 2 || situation.segments.iter().all(|party| party.item.quantity(Field::CostToServe).is_some()) {
        return;
    }
    let typed = situation.facts.of(FactKind::Typed).iter().filter(|row| row.value == CostKind::Variable as u32);
    let read: HashSet<u32> = typed.filter(|row| Origin::from_code(row.origin) == Origin::Read).map(|row| row.subject).collect();
    for cost in situation.view.block(Block::CostStructure) {
        let stated = cost.term::<CostKind>(Field::Kind) == Some(CostKind::Variable) && !read.contains(&cost.index());
        if stated && cost.linked(Field::Driver).next().is_none() {
            findings.report(&RULE, "no_driver", cost.place()).argument("cost", cost.name()).send();
        }
    }
}
