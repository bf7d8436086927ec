//! STR010: a proposition that no resource, activity or partner makes possible.

use canvass_plugin::blocks::Block;
use canvass_plugin::{FactKind, Findings, Message, Rule, Severity, View};

use crate::tables::{Mark, Tables};

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR010",
    slug: "unsupported-proposition",
    severity: Severity::Warning,
    fix: None,
    summary: "a proposition that no resource, activity or partner makes possible",
    messages: &[Message {
        key: "unsupported",
        text: "nothing that you have or do makes `{proposition}` possible",
        would_change_if: "an activity, a resource or a channel of `{proposition}` is stated to be what makes it possible",
    }],
    documentation: r"
## Why it matters

What is promised must be made. A proposition with nothing behind it is either easily copied, because it takes nothing, or its effort
has been forgotten, and with it a cost. Support may come by way of a channel that brings the proposition, or of the basic proposition that
it extends; what a partner provides counts through the resource or activity provided.

## A canvas with this finding

```yaml
canvass: 1
name: Meal kits
key_activities:
  - { name: Packing, supports: dinner-in-a-box }
value_propositions:
  - Dinner in a box
  - Advice on diets
```

## A canvas without it

```yaml
canvass: 1
name: Meal kits
key_activities:
  - { name: Packing, supports: dinner-in-a-box }
key_resources:
  - { name: Dietitian, supports: advice-on-diets }
value_propositions:
  - Dinner in a box
  - Advice on diets
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 34-39: what key resources, activities and partners
do our value propositions require?
",
};

/// Looks for promises with nothing behind them.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    // Partners make a proposition possible only through resources and activities, so nothing is known before one of these says what it supports.
    if !tables.known(FactKind::Supports) {
        return;
    }
    for proposition in canvas.block(Block::ValuePropositions).filter(|proposition| !tables.has(proposition.index(), Mark::Supported)) {
        findings.report(&RULE, "unsupported", proposition.place()).argument("proposition", proposition.name()).send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn a_canvas_without_links_is_not_blamed() {
        let said = findings_of(
            "STR010",
            "
key_activities: [a]
key_resources: [b]
value_propositions: [c]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn providing_alone_says_nothing_about_propositions() {
        let said = findings_of(
            "STR010",
            "
key_partnerships: [{ name: p, provides: b }]
key_resources: [b]
value_propositions: [c]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn support_comes_by_way_of_a_channel_or_a_basis() {
        let said = findings_of(
            "STR010",
            "
key_activities: [{ name: a, supports: e }]
value_propositions: [b, { name: c, extends: b }, d]
channels: [{ name: e, delivers: b }, f]
",
        );
        assert_eq!(said, ["STR010 /value_propositions/2: nothing that you have or do makes `d` possible"]);
    }
}
