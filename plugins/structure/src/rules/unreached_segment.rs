//! STR007: a served segment that no channel reaches with its proposition.

use canvass_plugin::{FactKind, Findings, Message, Rule, Severity, View};

use crate::tables::Tables;
use crate::words::list;

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR007",
    slug: "unreached-segment",
    severity: Severity::Warning,
    fix: None,
    summary: "a served (proposition, segment) pair that no channel reaches",
    messages: &[Message {
        key: "unreached",
        text: "no channel brings {propositions} to `{segment}`",
        would_change_if: "a channel is stated to reach `{segment}` with that proposition",
    }],
    documentation: r"
## Why it matters

A proposition that does not come to those whom it is for earns nothing, however good it is. Channels are also the block where founders
guess most: each pair of proposition and segment needs its own answer to how these people hear of it, buy it and receive it.

A channel that does not say what it brings counts for everything; one that does not say whom it reaches may reach anybody.

## A canvas with this finding

```yaml
canvass: 1
name: Tool hire
value_propositions:
  - { name: Any tool for a day, for: home-owners }
  - { name: A fleet without upkeep, for: builders }
channels:
  - { name: Shop, reaches: home-owners }
customer_segments:
  - Home owners
  - Builders
```

## A canvas without it

```yaml
canvass: 1
name: Tool hire
value_propositions:
  - { name: Any tool for a day, for: home-owners }
  - { name: A fleet without upkeep, for: builders }
channels:
  - { name: Shop, reaches: home-owners }
  - { name: Visits to building sites, reaches: builders, delivers: a-fleet-without-upkeep }
customer_segments:
  - Home owners
  - Builders
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 26-27: through which channels do our segments want
to be reached?
",
};

/// Looks for offers that do not come to those whom they are for: one finding for each segment.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    if !tables.known(FactKind::Reaches) {
        return;
    }
    for pairs in tables.pairs_by_segment() {
        let mut unreached = pairs.iter().filter(|&&pair| !tables.may_be_reached(pair)).filter_map(|pair| canvas.item(pair.proposition)).peekable();
        let (Some(_), Some(segment)) = (unreached.peek(), pairs.first().and_then(|pair| canvas.item(pair.segment))) else { continue };
        let propositions: Vec<_> = unreached.collect();
        let mut finding = findings
            .report(&RULE, "unreached", segment.place())
            .argument("propositions", list(propositions.iter().map(|proposition| proposition.name())))
            .argument("segment", segment.name());
        for proposition in propositions {
            finding = finding.also_at(proposition.place());
        }
        finding.send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn a_canvas_without_links_is_not_blamed() {
        let said = findings_of(
            "STR007",
            "
value_propositions: [{ name: a, for: c }, { name: b, for: d }]
channels: [e]
customer_segments: [c, d]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn one_finding_lists_all_that_does_not_come() {
        let said = findings_of(
            "STR007",
            "
value_propositions: [{ name: a, for: [c, d] }, { name: b, for: d }]
channels: [{ name: e, reaches: c }]
customer_segments: [c, d]
",
        );
        assert_eq!(said, ["STR007 /customer_segments/1: no channel brings `a` and `b` to `d`"]);
    }

    #[test]
    fn a_channel_may_bring_something_else() {
        let said = findings_of(
            "STR007",
            "
value_propositions: [{ name: a, for: c }, { name: b, for: c }]
channels: [{ name: e, reaches: c, delivers: a }]
customer_segments: [c, d]
",
        );
        assert_eq!(said, ["STR007 /customer_segments/0: no channel brings `b` to `c`"]);
    }

    #[test]
    fn a_channel_that_does_not_say_whom_it_reaches_may_reach_anybody() {
        let said = findings_of(
            "STR007",
            "
value_propositions: [{ name: a, for: c }, { name: b, for: d }]
channels: [{ name: e, reaches: c, delivers: a }, { name: f, delivers: b }]
customer_segments: [c, d]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn a_part_is_reached_with_its_whole() {
        let said = findings_of(
            "STR007",
            "
value_propositions: [{ name: a, for: c }, { name: b, for: d }]
channels: [{ name: e, reaches: c }]
customer_segments: [c, { name: d, part_of: c }]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }
}
