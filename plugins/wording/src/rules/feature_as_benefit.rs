//! TXT006: a feature where a benefit is expected.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::ValueKind;
use canvass_plugin::{FactKind, Findings, Message, Origin, Rule, Severity, View};

use crate::lists::List;
use crate::wall::{Note, Wall};

/// The rule.
pub static RULE: Rule = Rule {
    code: "TXT006",
    slug: "feature-as-benefit",
    severity: Severity::Hint,
    fix: None,
    summary: "a feature where a benefit is expected",
    messages: &[Message {
        key: "feature",
        text: "`{note}` is a means: what does it do for whoever uses it?",
        would_change_if: "the proposition names what customers get from it, or states a `value` or the needs that it addresses",
    }],
    documentation: r"
## Why it matters

Customers do not want an app; they want what it does for them. As long as only the means is named, nobody can say what it competes with, or whether
something simpler would do. The means belong among the resources.

A proposition is asked about only when all of it is such a means, by a short list of words, and nothing else is stated about it.

## A canvas with this finding

```yaml
canvass: 1
name: Bus times
lang: en
value_propositions: [Mobile app and API]
```

## A canvas without it

```yaml
canvass: 1
name: Bus times
lang: en
value_propositions: [Never wait at the stop]
```

## Source

Osterwalder, Pigneur, Bernarda and Smith, *Value Proposition Design*, Wiley 2014, chapter 1: products and services create value only in relation
to jobs, pains and gains of a customer. Which words are means is our own choice.
",
};

/// How sure it is that a means is not meant as more.
const A_MEANS: f64 = 0.6;

/// Looks for propositions that are nothing but means.
pub(crate) fn check(wall: &Wall<'_>, canvas: &View<'_>, findings: &mut Findings<'_>) -> usize {
    let mut found = 0;
    for note in wall.of(Block::ValuePropositions).filter(|note| is_means(wall, note)) {
        if note.says_more() || states_value(canvas, note) {
            continue;
        }
        found += 1;
        let place = note.item.place();
        findings
            .report(&RULE, "feature", place)
            .argument("note", note.text())
            .evidence(place, "names a technical means, and no more")
            .confidence(A_MEANS)
            .send();
    }
    found
}

/// Whether the author says of which kind its value is. What was read from the word itself says no more than the word.
fn states_value(canvas: &View<'_>, note: &Note<'_>) -> bool {
    let mut typed = canvas.facts(FactKind::Typed).filter(|fact| fact.subject_index() == note.item.index() && fact.origin() == Origin::Stated);
    typed.any(|fact| fact.value::<ValueKind>().is_some())
}

/// Whether each part of a note, set apart by signs or joining words, is a technical means.
fn is_means(wall: &Wall<'_>, note: &Note<'_>) -> bool {
    if note.is(List::Feature) {
        return true;
    }
    let mut parts = 0_usize;
    let every = wall.folded(note).split([',', '/', '+', '&', '、', '，']).all(|stretch| {
        // A stretch between signs may hold several parts: `app and dashboard`.
        let mut part = String::new();
        let mut means = true;
        for word in stretch.split(' ').filter(|word| !word.is_empty()).chain([""]) {
            if word.is_empty() || wall.look_up(word).is(List::Joining) {
                means &= part.is_empty() || wall.look_up(&part).is(List::Feature);
                parts += usize::from(!part.is_empty());
                part.clear();
            } else {
                if !part.is_empty() {
                    part.push(' ');
                }
                part.push_str(word);
            }
        }
        means
    });
    every && parts > 0
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn means_alone_are_asked_about() {
        let said = findings_of(
            "TXT006",
            r#"value_propositions: [API, "Web app & dashboard", "iOS, Android and SDK", Site web et application mobile, 小程序, モバイルアプリ]"#,
        );
        assert_eq!(said.len(), 6, "{said:#?}");
        assert_eq!(said.first().map(String::as_str), Some("TXT006 /value_propositions/0: `API` is a means: what does it do for whoever uses it?"));
    }

    #[test]
    fn a_means_for_something_is_a_proposition() {
        let said = findings_of(
            "TXT006",
            r#"value_propositions: [App that finds a doctor at night, API for banks, Fast API, Dashboard of all debts, and, { name: API, value: [accessibility] }, { name: App, note: finds a doctor at night }]"#,
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn other_blocks_may_hold_means() {
        assert!(findings_of("TXT006", "key_resources: [API]\nchannels: [App]").is_empty());
    }
}
