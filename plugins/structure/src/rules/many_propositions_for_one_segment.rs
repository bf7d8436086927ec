//! STR016: more than three propositions for one segment.

use canvass_plugin::{FactKind, Field, Findings, Message, Rule, Severity, View};

use crate::tables::Tables;

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR016",
    slug: "many-propositions-for-one-segment",
    severity: Severity::Info,
    fix: None,
    summary: "more than three propositions for one segment: probably features of a broader one",
    messages: &[Message {
        key: "many",
        text: "{count} propositions are for `{segment}`: perhaps features of fewer, broader ones",
        would_change_if: "some of them are stated to extend another, or to be for another segment",
    }],
    documentation: r"
## Why it matters

A value proposition is the reason why a segment turns to you and not to another. Four or more for one group are as a rule features of one
or two; put together, they show what the group would really miss. A proposition that states which one it extends is not counted.

## A canvas with this finding

```yaml
canvass: 1
name: Hotel for business travellers
value_propositions:
  - { name: Quiet rooms, for: travellers }
  - { name: Fast check-in, for: travellers }
  - { name: Desk and light, for: travellers }
  - { name: Early breakfast, for: travellers }
customer_segments:
  - Travellers
```

## A canvas without it

```yaml
canvass: 1
name: Hotel for business travellers
value_propositions:
  - { name: Rested and ready for the first meeting, for: travellers }
  - { name: A working day in the room, for: travellers }
customer_segments:
  - Travellers
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 22-25: a value proposition is a *bundle* of products
and services for a segment. The limit of three is our own choice.
",
};

/// Propositions up to which a segment is not worth a word.
const FEW: usize = 3;

/// Looks for segments for whom much is listed.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    for pairs in tables.pairs_by_segment().filter(|pairs| pairs.len() > FEW) {
        let own = pairs.iter().filter_map(|pair| canvas.item(pair.proposition)).filter(|proposition| !proposition.states(Field::Extends));
        let count = own.clone().count();
        let Some(segment) = pairs.first().and_then(|pair| canvas.item(pair.segment)).filter(|_| count > FEW) else { continue };
        let mut finding = findings.report(&RULE, "many", segment.place()).argument("count", count.to_string()).argument("segment", segment.name());
        for proposition in own {
            finding = finding.also_at(proposition.place());
        }
        // Without a link, that they are all for this segment only follows from its being the only one.
        if !tables.known(FactKind::Uses) {
            finding = finding.confidence(IMPLIED);
        }
        finding.send();
    }
}

/// How sure the finding is where no proposition states whom it is for.
const IMPLIED: f64 = 0.9;

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn a_canvas_without_links_is_not_blamed() {
        let said = findings_of(
            "STR016",
            "
value_propositions: [a, b, c, d, e]
customer_segments: [x, y]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn three_are_few() {
        let said = findings_of(
            "STR016",
            "
value_propositions: [a, b, c]
customer_segments: [x]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn four_are_many() {
        let said = findings_of(
            "STR016",
            "
value_propositions: [a, b, c, d]
customer_segments: [x]
",
        );
        assert_eq!(said, ["STR016 /customer_segments/0: 4 propositions are for `x`: perhaps features of fewer, broader ones"]);
    }

    #[test]
    fn an_extension_is_not_counted() {
        let said = findings_of(
            "STR016",
            "
value_propositions: [a, b, c, { name: d, extends: a }]
customer_segments: [x]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }
}
