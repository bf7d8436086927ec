//! STR013: a cost that nothing causes.

use canvass_plugin::blocks::Block;
use canvass_plugin::{FactKind, Field, Findings, Message, Rule, Severity, View};

use crate::tables::{Mark, Tables};

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR013",
    slug: "uncaused-cost",
    severity: Severity::Warning,
    fix: None,
    summary: "a cost that nothing causes",
    messages: &[Message {
        key: "uncaused",
        text: "nothing on the canvas causes the cost `{cost}`",
        would_change_if: "`{cost}` is stated to be `caused_by` an item, or driven by a segment",
    }],
    documentation: r"
## Why it matters

Costs follow from resources, activities and partners. A cost that nothing causes either belongs to something the canvas leaves out, or to
nothing at all; the first must be added, the second can be saved. A cost that states the segment which drives it has its cause there.

## A canvas with this finding

```yaml
canvass: 1
name: Language school
key_resources:
  - Teachers
cost_structure:
  - { name: Salaries, caused_by: teachers }
  - Rent
```

## A canvas without it

```yaml
canvass: 1
name: Language school
key_resources:
  - Teachers
  - Class rooms
cost_structure:
  - { name: Salaries, caused_by: teachers }
  - { name: Rent, caused_by: class-rooms }
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 40-41: which key resources and activities are most
expensive?
",
};

/// Looks for costs without a cause.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    if !tables.known(FactKind::CausedBy) {
        return;
    }
    for cost in canvas.block(Block::CostStructure) {
        if !tables.has(cost.index(), Mark::Caused) && !cost.states(Field::Driver) {
            findings.report(&RULE, "uncaused", cost.place()).argument("cost", cost.name()).send();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn a_canvas_without_links_is_not_blamed() {
        let said = findings_of(
            "STR013",
            "
key_resources: [a]
cost_structure: [b, c]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn a_driver_is_a_cause() {
        let said = findings_of(
            "STR013",
            "
key_resources: [a]
customer_segments: [s]
cost_structure: [{ name: b, caused_by: a }, { name: c, driver: s }, d]
",
        );
        assert_eq!(said, ["STR013 /cost_structure/2: nothing on the canvas causes the cost `d`"]);
    }
}
