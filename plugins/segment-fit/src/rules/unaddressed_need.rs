//! FIT001: a job, pain or gain that nothing addresses.

use canvass_plugin::vocabulary::Term;
use canvass_plugin::{Field, Findings, Message, Place, Rule, Severity};

use crate::study::Study;

/// Needs up to this importance are reported as information only.
const MINOR: u32 = 2;

/// The rule.
pub static RULE: Rule = Rule {
    code: "FIT001",
    slug: "unaddressed-need",
    severity: Severity::Warning,
    fix: None,
    summary: "a job, pain or gain that nothing addresses",
    messages: &[
        Message {
            key: "unaddressed",
            text: "nothing on offer addresses the {kind} `{need}` of `{segment}`",
            would_change_if: "a proposition is stated to address `{need}`",
        },
        Message {
            key: "important",
            text: "nothing on offer addresses the {kind} `{need}` of `{segment}`, which matters {importance} of 5 to them",
            would_change_if: "a proposition is stated to address `{need}`",
        },
        Message {
            key: "not_known",
            text: "it is not known which needs are met: {needs} are stated, but no proposition says which of them it addresses",
            would_change_if: "a proposition states the needs that it addresses",
        },
    ],
    documentation: r"## Why it matters
A need that nothing addresses is either work still to be done or a deliberate gap, and a competitor may fill it. The more it matters to the
customers, the more the gap weighs: a need of importance 1 or 2 is reported as information, every other one as a warning, also where no importance
is stated (it then counts 3). Leaving some needs out can be right: a proposition is strong when it serves a few important needs well.

Where no proposition says what it addresses, nothing is known about any need, and the rule says so once.

## A canvas with this finding
```yaml
canvass: 1
customer_segments:
  - id: diners
    name: Diners
    needs:
      - { id: eat-fast, kind: job, text: Eat within half an hour, importance: 5 }
      - { id: noise, kind: pain, text: Too loud to talk, importance: 4 }
value_propositions:
  - { name: Lunch in twenty minutes, for: diners, addresses: eat-fast }
```

## A canvas without it
```yaml
canvass: 1
customer_segments:
  - id: diners
    name: Diners
    needs:
      - { id: eat-fast, kind: job, text: Eat within half an hour, importance: 5 }
      - { id: noise, kind: pain, text: Too loud to talk, importance: 4 }
value_propositions:
  - { name: Lunch in twenty minutes, for: diners, addresses: eat-fast }
  - { name: A quiet room, for: diners, addresses: noise }
```

## Source
Osterwalder, Pigneur, Bernarda and Smith, *Value Proposition Design*, 2014, part 1 (customer profile, value map, fit). The weighting of findings
by importance is ours.
",
};

/// Reports each need that no proposition addresses.
pub fn check(study: &Study<'_>, findings: &mut Findings<'_>) {
    if study.answers.is_empty() {
        // On a canvas without propositions there is nothing that could say what it addresses.
        if let (Some(need), false) = (study.needs.first(), study.propositions.is_empty()) {
            let count = study.needs.len();
            let needs = if count == 1 { "one need".to_owned() } else { format!("{count} needs") };
            let at = study.segment(need.segment).map_or(need.item.place(), |segment| segment.item.place());
            findings.report(&RULE, "not_known", at).severity(Severity::Info).argument("needs", needs).send();
        }
        return;
    }
    for (_, need) in study.needs.iter().enumerate().filter(|&(at, _)| !study.is_addressed(at)) {
        let Some(segment) = study.segment(need.segment) else { continue };
        let (key, evidence): (_, Place) = match need.importance {
            Some(_) => ("important", need.item.field(Field::Importance)),
            None => ("unaddressed", need.item.place()),
        };
        let mut draft = findings
            .report(&RULE, key, need.item.place())
            .argument("kind", need.kind.map_or("need", Term::as_str))
            .argument("need", need.item.name())
            .argument("segment", segment.item.name())
            .evidence(evidence, "no proposition addresses this need");
        if let Some(importance) = need.importance {
            draft = draft.argument("importance", importance.to_string());
        }
        if need.weight <= MINOR {
            draft = draft.severity(Severity::Info);
        }
        draft.send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings;

    #[test]
    fn an_unimportant_need_is_reported_as_well() {
        let text =
            "customer_segments: [{ name: A, needs: [{ id: x, text: X, importance: 1 }, { id: y, text: Y }] }]\nvalue_propositions: [{ name: P, addresses: y }]";
        assert_eq!(
            findings(text, "FIT001"),
            ["FIT001 /customer_segments/0/needs/0: nothing on offer addresses the need `X` of `A`, which matters 1 of 5 to them"]
        );
    }

    #[test]
    fn where_no_proposition_says_what_it_addresses_it_is_said_once() {
        let text = "customer_segments: [{ name: A, needs: [{ text: X }, { text: Y }] }]\nvalue_propositions: [P, Q]";
        let expected =
            "FIT001 /customer_segments/0: it is not known which needs are met: 2 needs are stated, but no proposition says which of them it addresses";
        assert_eq!(findings(text, "FIT001"), [expected]);
    }
}
