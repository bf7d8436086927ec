//! STR008: a segment without any relationship.

use canvass_plugin::blocks::Block;
use canvass_plugin::{FactKind, Findings, Message, Rule, Severity, View};

use crate::tables::{Mark, Tables};

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR008",
    slug: "segment-without-relationship",
    severity: Severity::Info,
    fix: None,
    summary: "a segment without any relationship",
    messages: &[Message {
        key: "none",
        text: "no relationship is kept up with `{segment}`",
        would_change_if: "a customer relationship is stated to be `with` `{segment}`",
    }],
    documentation: r"
## Why it matters

How customers are won, kept and sold more to is a choice, and its cost is one of the large ones. Where none is stated for a segment
the choice has been left to chance: self-service would be an answer too.

## A canvas with this finding

```yaml
canvass: 1
name: Accounting software
customer_relationships:
  - { name: Help line, with: accountants }
customer_segments:
  - Accountants
  - Shopkeepers
```

## A canvas without it

```yaml
canvass: 1
name: Accounting software
customer_relationships:
  - { name: Help line, with: accountants }
  - { name: Answers in the program, with: shopkeepers, kind: self_service }
customer_segments:
  - Accountants
  - Shopkeepers
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 28-29: what type of relationship does each of our
segments expect?
",
};

/// Looks for segments with which nothing is kept up.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    if !tables.known(FactKind::With) {
        return;
    }
    for segment in canvas.block(Block::CustomerSegments) {
        let index = segment.index();
        if tables.has(index, Mark::Kept) || tables.has(index, Mark::KeptThroughKin) || tables.stands_aside(segment) {
            continue;
        }
        findings.report(&RULE, "none", segment.place()).argument("segment", segment.name()).send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn a_canvas_without_links_is_not_blamed() {
        let said = findings_of(
            "STR008",
            "
customer_relationships: [a]
customer_segments: [c, d]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn a_segment_left_alone_is_found() {
        let said = findings_of(
            "STR008",
            "
customer_relationships: [{ name: a, with: c }]
customer_segments: [c, d]
",
        );
        assert_eq!(said, ["STR008 /customer_segments/1: no relationship is kept up with `d`"]);
    }

    #[test]
    fn parts_and_funders_are_no_strangers() {
        let said = findings_of(
            "STR008",
            "
customer_relationships: [{ name: a, with: c }]
customer_segments: [c, { name: d, part_of: c }, e, { name: f, roles: [influencer] }]
revenue_streams: [{ name: g, from: e, kind: grant_or_tax }]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }
}
