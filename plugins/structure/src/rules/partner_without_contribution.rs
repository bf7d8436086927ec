//! STR012: a partner that provides nothing.

use canvass_plugin::blocks::Block;
use canvass_plugin::{FactKind, Findings, Message, Rule, Severity, View};

use crate::tables::{Mark, Tables};

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR012",
    slug: "partner-without-contribution",
    severity: Severity::Warning,
    fix: None,
    summary: "a partner that provides nothing",
    messages: &[Message {
        key: "provides_nothing",
        text: "`{partner}` is a partner, but provides nothing",
        would_change_if: "`{partner}` is stated to provide a resource or an activity, to do an activity, or to pay a stream",
    }],
    documentation: r"
## Why it matters

A partner is on the canvas because something comes from it: a resource, an activity, or money. A name without a contribution is a wish or
a courtesy, and hides what would be missing if the partner left.

## A canvas with this finding

```yaml
canvass: 1
name: Electric scooters
key_partnerships:
  - { name: Battery maker, provides: batteries }
  - Chamber of commerce
key_resources:
  - Batteries
```

## A canvas without it

```yaml
canvass: 1
name: Electric scooters
key_partnerships:
  - { name: Battery maker, provides: batteries }
  - { name: Night-shift garages, provides: charging }
key_activities:
  - Charging
key_resources:
  - Batteries
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 38-39: which key resources and activities do
partners provide?
",
};

/// Looks for partners of whom nothing comes.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    if !tables.known(FactKind::Provides) {
        return;
    }
    for partner in canvas.block(Block::KeyPartnerships) {
        let index = partner.index();
        if !tables.has(index, Mark::Provides) && !tables.has(index, Mark::Pays) {
            findings.report(&RULE, "provides_nothing", partner.place()).argument("partner", partner.name()).send();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn a_canvas_without_links_is_not_blamed() {
        let said = findings_of(
            "STR012",
            "
key_partnerships: [a, b]
key_resources: [c]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn doing_and_paying_are_contributions() {
        let said = findings_of(
            "STR012",
            "
key_partnerships: [{ name: a, provides: e }, b, c, d]
key_activities: [{ name: f, done_by: b }]
key_resources: [e]
revenue_streams: [{ name: g, from: c }]
",
        );
        assert_eq!(said, ["STR012 /key_partnerships/3: `d` is a partner, but provides nothing"]);
    }
}
