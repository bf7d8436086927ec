//! FIT003: a pain answered only by gain creators, or a gain answered only by pain relievers.

use canvass_plugin::vocabulary::{NeedKind, ValueKind};
use canvass_plugin::{Field, Findings, Message, Rule, Severity};

use crate::sets::ValueSet;
use crate::study::Study;

/// Kinds of value that relieve a pain and create no gain.
pub const ONLY_RELIEVES: ValueSet = ValueSet::of(&[ValueKind::CostReduction, ValueKind::RiskReduction, ValueKind::ConvenienceUsability]);
/// Kinds of value that create a gain and relieve no pain. All others do both.
pub const ONLY_CREATES: ValueSet = ValueSet::of(&[ValueKind::Newness, ValueKind::Customization, ValueKind::Design, ValueKind::BrandStatus]);

/// The rule.
pub static RULE: Rule = Rule {
    code: "FIT003",
    slug: "wrong-remedy",
    severity: Severity::Warning,
    fix: None,
    summary: "a pain answered by a gain creator, or a gain by a pain reliever",
    messages: &[
        Message {
            key: "pain",
            text: "the pain `{need}` of `{segment}` is answered by `{proposition}`, whose value adds something pleasant but relieves nothing",
            would_change_if: "`{proposition}` states a kind of value that relieves a pain, such as `cost_reduction`",
        },
        Message {
            key: "gain",
            text: "the gain `{need}` of `{segment}` is answered by `{proposition}`, whose value takes something unpleasant away but adds nothing",
            would_change_if: "`{proposition}` states a kind of value that creates a gain, such as `performance`",
        },
    ],
    documentation: r"## Why it matters
A pain goes away when something is taken off the customer; a gain comes when something is added. Design does not console for a risk, and a
lower risk does not make anybody proud. When all that answers a need is of the other sort, either the need is misread or the offer misses it.

| kind of value | relieves pains | creates gains |
|---|---|---|
| `cost_reduction`, `risk_reduction`, `convenience_usability` | yes | |
| `newness`, `customization`, `design`, `brand_status` | | yes |
| `accessibility`, `getting_the_job_done`, `performance`, `price` | yes | yes |

Kinds of value are stated of a whole proposition, not of each need. So the rule speaks only where every proposition that addresses the need states
its kinds, all of them are of the wrong sort, and none of these propositions also addresses a need of the sort that would explain them.

## A canvas with this finding
```yaml
canvass: 1
customer_segments:
  - id: cyclists
    name: Commuters by bicycle
    needs:
      - { id: theft, kind: pain, text: Bicycles get stolen, importance: 5 }
value_propositions:
  - { name: A bicycle in your own colours, for: cyclists, addresses: theft, value: [design, customization] }
```

## A canvas without it
```yaml
canvass: 1
customer_segments:
  - id: cyclists
    name: Commuters by bicycle
    needs:
      - { id: theft, kind: pain, text: Bicycles get stolen, importance: 5 }
value_propositions:
  - { name: A bicycle that is replaced when stolen, for: cyclists, addresses: theft, value: [risk_reduction] }
```

## Source
Osterwalder, Pigneur, Bernarda and Smith, *Value Proposition Design*, 2014, part 1 (pain relievers, gain creators). The kinds of value are those of
Osterwalder and Pigneur, *Business Model Generation*, 2010, pp. 23–25. Neither book assigns the kinds to pains and gains: the table is ours.
",
};

/// Reports each pain or gain that is answered only by the wrong sort of value.
pub fn check(study: &Study<'_>, findings: &mut Findings<'_>) {
    for (at, need) in study.needs.iter().enumerate() {
        let (key, wrong, explained_by) = match need.kind {
            Some(NeedKind::Pain) => ("pain", ONLY_CREATES, NeedKind::Gain),
            Some(NeedKind::Gain) => ("gain", ONLY_RELIEVES, NeedKind::Pain),
            _ => continue,
        };
        let mut answers = study.answers_to(at);
        let Some(first) = answers.clone().next() else { continue };
        if !answers.all(|answer| !answer.values.is_empty() && answer.values.within(wrong) && !answer.answers.has(explained_by)) {
            continue;
        }
        let Some(segment) = study.segment(need.segment) else { continue };
        findings
            .report(&RULE, key, need.item.place())
            .also_at(first.item.place())
            .argument("need", need.item.name())
            .argument("segment", segment.item.name())
            .argument("proposition", first.item.name())
            .evidence(first.item.field(Field::Value), "the stated kinds of value")
            .evidence(need.item.field(Field::Kind), "the stated kind of need")
            .send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings;

    #[test]
    fn a_gain_that_only_saves_costs() {
        let text = "customer_segments: [{ name: A, needs: [{ id: x, kind: gain, text: X }] }]\n\
            value_propositions: [{ name: P, addresses: x, value: [cost_reduction] }]";
        assert_eq!(findings(text, "FIT003").len(), 1);
    }

    #[test]
    fn kinds_that_another_need_explains_say_nothing() {
        let text = "customer_segments: [{ name: A, needs: [{ id: x, kind: gain, text: X }, { id: y, kind: pain, text: Y }] }]\n\
            value_propositions: [{ name: P, addresses: [x, y], value: [cost_reduction] }]";
        assert!(findings(text, "FIT003").is_empty());
    }

    #[test]
    fn unstated_kinds_say_nothing() {
        let text = "customer_segments: [{ name: A, needs: [{ id: x, kind: pain, text: X }] }]\n\
            value_propositions: [{ name: P, addresses: x, value: [design] }, { name: Q, addresses: x }]";
        assert!(findings(text, "FIT003").is_empty());
    }
}
