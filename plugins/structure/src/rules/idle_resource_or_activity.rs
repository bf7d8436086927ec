//! STR011: an idle resource or activity.

use canvass_plugin::blocks::Block;
use canvass_plugin::{FactKind, Field, Findings, Message, Rule, Severity, View};

use crate::tables::{Mark, Tables};

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR011",
    slug: "idle-resource-or-activity",
    severity: Severity::Warning,
    fix: None,
    summary: "an idle resource or activity: it supports nothing",
    messages: &[
        Message {
            key: "supports_nothing",
            text: "`{item}` makes nothing possible that customers get",
            would_change_if: "`{item}` is stated to support a proposition, a channel, or anything else",
        },
        Message {
            key: "stated_idle",
            text: "`{item}` lies idle, as stated: others may have a use for it",
            would_change_if: "`{item}` is stated to support something",
        },
    ],
    documentation: r"
## Why it matters

Whatever is kept or done without making anything possible is a cost without a return. It may be a leftover; its link may only have been
forgotten; or it may be worth more to somebody else, which is how models that open from the inside out begin. A resource that you state to
be `idle` is meant so, and only mentioned; one that you state to be not idle is believed.

## A canvas with this finding

```yaml
canvass: 1
name: Film camera maker
key_activities:
  - { name: Assembly, supports: instant-pictures }
key_resources:
  - { name: Darkroom laboratory, kind: physical }
value_propositions:
  - Instant pictures
```

## A canvas without it

```yaml
canvass: 1
name: Film camera maker
key_activities:
  - { name: Assembly, supports: instant-pictures }
key_resources:
  - { name: Film laboratory, supports: assembly }
value_propositions:
  - Instant pictures
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 34-37 on resources and activities, and pp. 109-119 on
open business models, where idle assets are sold or licensed to others.
",
};

/// Looks for resources and activities that nothing comes of.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    if !tables.known(FactKind::Supports) {
        return;
    }
    let candidates = canvas.block(Block::KeyActivities).chain(canvas.block(Block::KeyResources));
    for item in candidates.filter(|item| !tables.has(item.index(), Mark::Supports)) {
        let finding = match item.flag(Field::Idle) {
            Some(true) => {
                findings.report(&RULE, "stated_idle", item.place()).severity(Severity::Info).evidence(item.field(Field::Idle), "states that it is idle")
            }
            Some(false) => continue,
            None => findings.report(&RULE, "supports_nothing", item.place()),
        };
        finding.argument("item", item.name()).send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn a_canvas_without_links_is_not_blamed() {
        let said = findings_of(
            "STR011",
            "
key_activities: [a]
key_resources: [b]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn stated_idleness_is_meant() {
        let said = findings_of(
            "STR011",
            "
key_activities: [{ name: a, supports: d }, b]
key_resources: [{ name: c, idle: true }, { name: e, idle: false }]
value_propositions: [d]
",
        );
        assert_eq!(
            said,
            [
                "STR011 /key_activities/1: `b` makes nothing possible that customers get",
                "STR011 /key_resources/0: `c` lies idle, as stated: others may have a use for it"
            ]
        );
    }
}
