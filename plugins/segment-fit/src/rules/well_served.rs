//! FIT011: coverage per segment, and the best-served need.

use canvass_plugin::{Findings, Message, Rule, Severity};

use crate::fit::SegmentFitness;
use crate::study::Study;

/// From this coverage on, a segment is well served.
const WELL: f64 = 0.8;

/// The rule.
pub static RULE: Rule = Rule {
    code: "FIT011",
    slug: "well-served",
    severity: Severity::Strength,
    fix: None,
    summary: "a segment whose needs are covered, and the need that is served best",
    messages: &[Message {
        key: "covered",
        text: "the offer addresses {percent} % of what matters to `{segment}`, best of all `{need}`",
        would_change_if: "further needs of `{segment}` are stated",
    }],
    documentation: r"## Why it matters
Fit means that the offer addresses the jobs, pains and gains that matter to a segment. Coverage is the weight of the needs that some proposition
addresses, divided by the weight of all stated needs. A need weighs its importance from 1 to 5, and 3 where none is stated. From 80 % on it
is a strength. The need named is the most important one that is addressed, and of several the one that most propositions address.

Coverage says what the offer is meant for, not whether it works: that takes a test with customers.

## A canvas with this finding
```yaml
canvass: 1
customer_segments:
  - id: hikers
    name: Hikers
    needs:
      - { id: dry, kind: pain, text: Wet feet, importance: 5 }
      - { id: light, kind: gain, text: Carry little, importance: 2 }
value_propositions: [{ name: Dry and light boots, for: hikers, addresses: [dry, light] }]
```

## A canvas without it
```yaml
canvass: 1
customer_segments:
  - id: hikers
    name: Hikers
    needs:
      - { id: dry, kind: pain, text: Wet feet, importance: 5 }
      - { id: light, kind: gain, text: Carry little, importance: 2 }
value_propositions: [{ name: Light boots, for: hikers, addresses: light }]
```

## Source
Osterwalder, Pigneur, Bernarda and Smith, *Value Proposition Design*, 2014, part 1 (fit; ranking jobs, pains and gains). The formula and the 80 % are ours.
",
};

/// Reports each segment whose needs are covered.
pub fn check(study: &Study<'_>, fit: &[SegmentFitness<'_>], findings: &mut Findings<'_>) {
    for (segment, fitness) in study.segments.iter().zip(fit) {
        let Some(coverage) = fitness.coverage.filter(|&coverage| coverage >= WELL) else { continue };
        let Some(best) = fitness.best_at.and_then(|at| Some((study.needs.get(at)?, study.answers_to(at).next()?))) else { continue };
        let (need, proposition) = best;
        findings
            .report(&RULE, "covered", segment.item.place())
            .argument("percent", ((coverage * 100.0).floor() as u32).to_string())
            .argument("segment", segment.item.name())
            .argument("need", need.item.name())
            .evidence(need.item.place(), "the need that is served best")
            .evidence(proposition.item.place(), "addresses it")
            .send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings;

    #[test]
    fn a_need_without_importance_weighs_three() {
        let text =
            "customer_segments: [{ name: A, needs: [{ id: x, text: X, importance: 5 }, { id: y, text: Y }] }]\nvalue_propositions: [{ name: P, addresses: x }]";
        assert!(findings(text, "FIT011").is_empty(), "5 of 8 is 62 %");
        let expected = "FIT011 /customer_segments/0: the offer addresses 83 % of what matters to `A`, best of all `X`";
        assert_eq!(findings(&text.replace("text: Y }", "text: Y, importance: 1 }"), "FIT011"), [expected]);
    }
}
