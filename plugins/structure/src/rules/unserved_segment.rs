//! STR005: a segment that no proposition serves.

use canvass_plugin::blocks::Block;
use canvass_plugin::{FactKind, Findings, Message, Rule, Severity, View};

use crate::tables::{Mark, Tables};

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR005",
    slug: "unserved-segment",
    severity: Severity::Error,
    fix: None,
    summary: "a segment that no proposition serves",
    messages: &[Message {
        key: "unserved",
        text: "no value proposition is for `{segment}`",
        would_change_if: "a proposition is stated to be for `{segment}`, or `{segment}` only decides, buys or influences by its `roles`",
    }],
    documentation: r"
## Why it matters

A segment stands on a canvas because value is created for it. One that nothing is for is either a leftover of an older model, a group
somebody hopes for, or the place of a missing proposition. In all three cases every number about it is worth nothing.

Groups that by their roles neither use nor pay, and groups that only pay for what others use, need no proposition of their own here. A
part counts as served through its larger segment, and the larger segment through a part.

## A canvas with this finding

```yaml
canvass: 1
name: Online courses
value_propositions:
  - { name: Courses in the evening, for: learners }
customer_segments:
  - Learners
  - Employers
```

## A canvas without it

```yaml
canvass: 1
name: Online courses
value_propositions:
  - { name: Courses in the evening, for: learners }
  - { name: Proof of what a candidate can do, for: employers }
customer_segments:
  - Learners
  - Employers
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 20-25: each segment is served by value propositions;
and Osterwalder, Pigneur, Bernarda and Smith, *Value Proposition Design*, Wiley 2014, chapter 1.3: fit.
",
};

/// How many open propositions are worth naming as evidence.
const ENOUGH: usize = 5;

/// Looks for segments that nothing is for.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    if !tables.known(FactKind::Uses) {
        return;
    }
    for segment in canvas.block(Block::CustomerSegments) {
        let index = segment.index();
        if tables.has(index, Mark::Served) || tables.has(index, Mark::ServedThroughKin) || tables.stands_aside(segment) {
            continue;
        }
        let mut finding = findings.report(&RULE, "unserved", segment.place()).argument("segment", segment.name());
        for proposition in canvas.block(Block::ValuePropositions).filter(|proposition| !tables.has(proposition.index(), Mark::Serves)).take(ENOUGH) {
            finding = finding.evidence(proposition.place(), "does not say whom it is for");
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
            "STR005",
            "
value_propositions: [a, b]
customer_segments: [c, d]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn a_segment_left_out_is_found() {
        let said = findings_of(
            "STR005",
            "
value_propositions: [{ name: a, for: c }]
customer_segments: [c, d]
",
        );
        assert_eq!(said, ["STR005 /customer_segments/1: no value proposition is for `d`"]);
    }

    #[test]
    fn those_who_neither_use_nor_pay_stand_aside() {
        let said = findings_of(
            "STR005",
            "
value_propositions: [{ name: a, for: c }]
customer_segments: [c, { name: d, roles: [decider, sponsor] }]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn a_user_is_served_or_it_is_none() {
        let said = findings_of(
            "STR005",
            "
value_propositions: [{ name: a, for: c }]
customer_segments: [c, { name: d, roles: [user, influencer] }]
",
        );
        assert_eq!(said, ["STR005 /customer_segments/1: no value proposition is for `d`"]);
    }

    #[test]
    fn who_pays_for_what_others_use_stands_aside() {
        let said = findings_of(
            "STR005",
            "
value_propositions: [{ name: a, for: c }]
customer_segments: [c, { name: d, roles: [payer] }, e]
revenue_streams: [{ name: f, from: d, for: a }, { name: g, from: e, kind: donation }]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn parts_and_wholes_serve_each_other() {
        let said = findings_of(
            "STR005",
            "
value_propositions: [{ name: a, for: c }, { name: b, for: f }]
customer_segments: [c, { name: d, part_of: c }, { name: e, part_of: d }, { name: f, part_of: g }, g]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn a_need_addressed_is_service() {
        let said = findings_of(
            "STR005",
            "
value_propositions: [{ name: a, for: c }, { name: b, addresses: n }]
customer_segments: [c, { name: d, needs: [{ id: n, text: n }] }]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn a_circle_of_parts_ends() {
        let said = findings_of(
            "STR005",
            "
value_propositions: [{ name: a, for: c }]
customer_segments: [c, { name: d, part_of: e }, { name: e, part_of: d }]
",
        );
        assert_eq!(said, ["STR005 /customer_segments/1: no value proposition is for `d`", "STR005 /customer_segments/2: no value proposition is for `e`"]);
    }
}
