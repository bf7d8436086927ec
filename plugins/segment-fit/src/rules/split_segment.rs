//! FIT005: one segment that is really two, payers and free users with different needs.

use canvass_plugin::{Field, Findings, Message, Rule, Severity};

use crate::study::{Proposition, Segment, Study};

/// The rule.
pub static RULE: Rule = Rule {
    code: "FIT005",
    slug: "split-segment",
    severity: Severity::Info,
    fix: None,
    summary: "one segment that is really two: payers and free users with different needs",
    messages: &[Message {
        key: "split",
        text: "only a part of `{segment}` pays, and `{premium}` answers other needs than `{basic}`: payers and free users may be two segments",
        would_change_if: "payers are stated as a segment that is `part_of` `{segment}`, or `{basic}` and `{premium}` address the same needs",
    }],
    documentation: r"## Why it matters
Where some members of a group pay and others use the offer free, the two often want different things: one wants the job done at no cost, the other
wants more than that. As one segment their needs, numbers and channels are averaged, and the question that decides the model, who pays for what,
cannot be seen. Two segments, the payers `part_of` all users, show it.

The rule asks for evidence: a paying share between 0 and 1, a premium that `extends` a basic proposition, both for the segment, and needs that are
split between the two. It is silent where a part of the segment is already a segment of its own.

## A canvas with this finding
```yaml
canvass: 1
customer_segments:
  - id: runners
    name: Runners
    paying_share: 0.05
    needs:
      - { id: log, kind: job, text: Keep a log of my runs }
      - { id: coach, kind: gain, text: Run a marathon under four hours }
value_propositions:
  - { id: diary, name: A running diary, for: runners, addresses: log }
  - { id: plan, name: A training plan of one's own, for: runners, addresses: coach, extends: diary }
```

## A canvas without it
```yaml
canvass: 1
customer_segments:
  - id: runners
    name: Runners
    needs:
      - { id: log, kind: job, text: Keep a log of my runs }
  - id: ambitious
    name: Runners with a goal
    part_of: runners
    needs:
      - { id: coach, kind: gain, text: Run a marathon under four hours }
value_propositions:
  - { id: diary, name: A running diary, for: runners, addresses: log }
  - { id: plan, name: A training plan of one's own, for: ambitious, addresses: coach, extends: diary }
```

## Source
Osterwalder and Pigneur, *Business Model Generation*, 2010, p. 20 (when customer groups are separate segments) and pp. 96–101 (freemium). That the
split of needs is taken as the sign is ours.
",
};

/// Reports each segment that a basic and a premium proposition divide.
pub fn check(study: &Study<'_>, findings: &mut Findings<'_>) {
    for (at, segment) in study.segments.iter().enumerate() {
        let Some(share) = segment.item.quantity(Field::PayingShare) else { continue };
        let some_pay = !share.high().is_zero() && share.low() < canvass_plugin::Decimal::ONE;
        let divided = study.segments.iter().enumerate().any(|(other, part)| other != at && part.people == segment.people);
        if !some_pay || divided {
            continue;
        }
        let Some((premium, basic)) = study.built_on.iter().find_map(|&(upper, lower)| divides(study, segment, upper, lower)) else { continue };
        findings
            .report(&RULE, "split", segment.item.place())
            .argument("segment", segment.item.name())
            .argument("basic", basic.item.name())
            .argument("premium", premium.item.name())
            .evidence(segment.item.field(Field::PayingShare), "only a part of the members pays")
            .evidence(premium.item.field(Field::Extends), "the premium of a basic proposition for the same segment")
            .evidence(premium.item.field(Field::Addresses), "needs that the basic proposition does not address")
            .confidence(0.7)
            .send();
    }
}

/// The two propositions, when both are for the segment, one extends the other, and the segment's needs are split between them.
fn divides<'s, 'a>(study: &'s Study<'a>, segment: &Segment<'_>, upper: usize, lower: usize) -> Option<(&'s Proposition<'a>, &'s Proposition<'a>)> {
    let (premium, basic) = (study.propositions.get(upper)?, study.propositions.get(lower)?);
    let extends = premium.item.linked(Field::Extends).any(|basis| basis == basic.item);
    if upper == lower || !extends || !segment.uses.contains(&upper) || !segment.uses.contains(&lower) {
        return None;
    }
    let (mut for_premium, mut for_basic) = (false, false);
    for (need, _) in study.needs_of(segment) {
        let by = |proposition: usize| study.answers.binary_search(&(need, proposition)).is_ok();
        match (by(upper), by(lower)) {
            (true, true) => return None,
            (true, false) => for_premium = true,
            (false, true) => for_basic = true,
            (false, false) => {}
        }
    }
    (for_premium && for_basic).then_some((premium, basic))
}

#[cfg(test)]
mod tests {
    use crate::tests::findings;

    #[test]
    fn a_group_that_pays_in_full_is_one() {
        let text = "customer_segments: [{ name: A, paying_share: 1, needs: [{ id: x, text: X }, { id: y, text: Y }] }]\n\
            value_propositions: [{ name: P, addresses: x }, { name: Q, addresses: y, extends: p }]";
        assert!(findings(text, "FIT005").is_empty());
        assert_eq!(findings(&text.replace("paying_share: 1", "paying_share: 0.5"), "FIT005").len(), 1);
    }
}
