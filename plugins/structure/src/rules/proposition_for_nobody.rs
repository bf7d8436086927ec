//! STR006: a proposition that serves nobody.

use canvass_plugin::blocks::Block;
use canvass_plugin::{FactKind, Findings, Message, Rule, Severity, View};

use crate::tables::{Mark, Tables};

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR006",
    slug: "proposition-for-nobody",
    severity: Severity::Error,
    fix: None,
    summary: "a proposition that serves nobody",
    messages: &[Message {
        key: "nobody",
        text: "`{proposition}` is for no customer segment",
        would_change_if: "`{proposition}` is stated to be `for` a segment, or to address one of its needs",
    }],
    documentation: r"
## Why it matters

Value is value to somebody. A proposition that names no customer is a solution in search of a problem: nobody can be asked whether it
is wanted, no channel can be chosen for it, and no price.

## A canvas with this finding

```yaml
canvass: 1
name: Neighbourhood bakery
value_propositions:
  - { name: Warm bread at six, for: early-risers }
  - Bread with collagen
customer_segments:
  - Early risers
  - { name: Cafés, id: cafes }
```

## A canvas without it

```yaml
canvass: 1
name: Neighbourhood bakery
value_propositions:
  - { name: Warm bread at six, for: early-risers }
  - { name: Bread delivered by the tray, for: cafes }
customer_segments:
  - Early risers
  - { name: Cafés, id: cafes }
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 22-25; Osterwalder, Pigneur, Bernarda and Smith,
*Value Proposition Design*, Wiley 2014, chapter 1.3: fit.
",
};

/// Looks for propositions that are for nobody.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    if !tables.known(FactKind::Uses) {
        return;
    }
    for proposition in canvas.block(Block::ValuePropositions).filter(|proposition| !tables.has(proposition.index(), Mark::Serves)) {
        findings
            .report(&RULE, "nobody", proposition.place())
            .argument("proposition", proposition.name())
            .evidence(proposition.place(), "states neither whom it is `for` nor a need that it `addresses`")
            .send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn a_canvas_without_links_is_not_blamed() {
        let said = findings_of(
            "STR006",
            "
value_propositions: [a, b]
customer_segments: [c, d]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn a_single_segment_is_whom_it_is_for() {
        let said = findings_of(
            "STR006",
            "
value_propositions: [{ name: a, for: c }, b]
customer_segments: [c]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn one_for_nobody_is_found() {
        let said = findings_of(
            "STR006",
            "
value_propositions: [{ name: a, for: c }, b]
customer_segments: [c, d]
",
        );
        assert_eq!(said, ["STR006 /value_propositions/1: `b` is for no customer segment"]);
    }

    #[test]
    fn a_need_addressed_is_service() {
        let said = findings_of(
            "STR006",
            "
value_propositions: [{ name: a, for: c }, { name: b, addresses: n }]
customer_segments: [c, { name: d, needs: [{ id: n, text: n }] }]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }
}
