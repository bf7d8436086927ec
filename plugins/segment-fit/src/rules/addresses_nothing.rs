//! FIT002: a proposition that addresses no stated need, where its segments have needs.

use canvass_plugin::{Findings, Message, Rule, Severity};

use crate::study::Study;

/// The rule.
pub static RULE: Rule = Rule {
    code: "FIT002",
    slug: "addresses-nothing",
    severity: Severity::Warning,
    fix: None,
    summary: "a proposition that addresses no stated need, where its segments have needs",
    messages: &[Message {
        key: "nothing",
        text: "`{proposition}` is for `{segment}` but addresses none of their stated needs: a solution in search of a problem",
        would_change_if: "`{proposition}` is stated to address a need of `{segment}`",
    }],
    documentation: r"## Why it matters
A proposition is worth something to customers because it gets a job done, relieves a pain or creates a gain of theirs. One that addresses none of
the needs that are known is a solution in search of a problem, or the need that it serves has not been written down.

The rule is silent where no proposition of the canvas says what it addresses, and for segments whose needs are not stated.

## A canvas with this finding
```yaml
canvass: 1
customer_segments:
  - id: nurses
    name: Night nurses
    needs:
      - { id: wake, kind: job, text: Stay awake until morning, importance: 4 }
value_propositions:
  - { name: Fresh coffee all night, for: nurses, addresses: wake }
  - { name: A coffee app with badges, for: nurses }
```

## A canvas without it
```yaml
canvass: 1
customer_segments:
  - id: nurses
    name: Night nurses
    needs:
      - { id: wake, kind: job, text: Stay awake until morning, importance: 4 }
      - { id: queue, kind: pain, text: No time to queue, importance: 3 }
value_propositions:
  - { name: Fresh coffee all night, for: nurses, addresses: wake }
  - { name: Ordering ahead, for: nurses, addresses: queue }
```

## Source
Osterwalder, Pigneur, Bernarda and Smith, *Value Proposition Design*, 2014, part 1 (fit: products and services must connect to jobs, pains and gains).
",
};

/// Reports each such proposition once, naming the first segment that has needs.
pub fn check(study: &Study<'_>, findings: &mut Findings<'_>) {
    if study.answers.is_empty() {
        return;
    }
    for proposition in study.propositions.iter().filter(|proposition| !proposition.addresses) {
        let users = proposition.users.iter().filter_map(|&at| study.segment(at));
        let Some(segment) = users.clone().find(|segment| segment.needs.1 > segment.needs.0) else { continue };
        findings
            .report(&RULE, "nothing", proposition.item.place())
            .argument("proposition", proposition.item.name())
            .argument("segment", segment.item.name())
            .evidence(segment.item.place(), "this segment states its needs")
            .send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings;

    #[test]
    fn a_segment_without_stated_needs_is_not_missed() {
        let text =
            "customer_segments: [{ name: A, needs: [{ id: x, text: X }] }, B]\nvalue_propositions: [{ name: P, for: a, addresses: x }, { name: Q, for: b }]";
        assert!(findings(text, "FIT002").is_empty());
    }
}
