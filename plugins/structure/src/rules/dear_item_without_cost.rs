//! STR014: a resource, activity or partner marked dear without a cost.

use canvass_plugin::blocks::Block;
use canvass_plugin::{FactKind, Field, Findings, Message, Rule, Severity, View};

use crate::tables::{Mark, Tables};

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR014",
    slug: "dear-item-without-cost",
    severity: Severity::Info,
    fix: None,
    summary: "a resource, activity or partner marked dear without a cost",
    messages: &[Message {
        key: "no_cost",
        text: "`{item}` is marked `{tag}`, yet no cost comes from it",
        would_change_if: "a cost is stated to be `caused_by` `{item}`",
    }],
    documentation: r"
## Why it matters

Whoever marks something as dear knows of a cost. When the cost structure does not show it, the model looks cheaper than it is. The tags
`dear`, `expensive` and `costly` are read; for a partner the cost of what it provides counts too.

## A canvas with this finding

```yaml
canvass: 1
name: Robot lawn care
key_resources:
  - { name: Fleet of robots, tags: [expensive] }
  - Depot
cost_structure:
  - { name: Rent, caused_by: depot }
```

## A canvas without it

```yaml
canvass: 1
name: Robot lawn care
key_resources:
  - { name: Fleet of robots, tags: [expensive] }
  - Depot
cost_structure:
  - { name: Rent, caused_by: depot }
  - { name: Leasing of the robots, caused_by: fleet-of-robots }
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 40-41: which key resources and activities are most
expensive? Reading it from tags is our own choice.
",
};

/// The tags that say that something costs much.
const DEAR: [&str; 3] = ["dear", "expensive", "costly"];

/// Looks for what is dear and costs nothing.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    // Where costs are stated but none says what causes it, one of them may well be this one.
    if !tables.known(FactKind::CausedBy) && tables.count(Block::CostStructure) > 0 {
        return;
    }
    for block in [Block::KeyPartnerships, Block::KeyActivities, Block::KeyResources] {
        for item in canvas.block(block).filter(|item| !tables.has(item.index(), Mark::Causes)) {
            let Some(tag) = item.texts(Field::Tags).find(|tag| DEAR.iter().any(|dear| tag.eq_ignore_ascii_case(dear))) else { continue };
            findings
                .report(&RULE, "no_cost", item.place())
                .argument("item", item.name())
                .argument("tag", tag)
                .evidence(item.field(Field::Tags), "says that it costs much")
                .send();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn costs_without_causes_may_be_the_one() {
        let said = findings_of(
            "STR014",
            "
key_resources: [{ name: a, tags: [dear] }]
cost_structure: [b]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn a_canvas_without_costs_is_told() {
        let said = findings_of(
            "STR014",
            "
key_resources: [{ name: a, tags: [x, Costly] }]
",
        );
        assert_eq!(said, ["STR014 /key_resources/0: `a` is marked `Costly`, yet no cost comes from it"]);
    }

    #[test]
    fn the_cost_of_what_a_partner_provides_is_its_own() {
        let said = findings_of(
            "STR014",
            "
key_partnerships: [{ name: p, provides: a, tags: [dear] }]
key_resources: [{ name: a, tags: [dear] }]
cost_structure: [{ name: b, caused_by: a }]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }
}
