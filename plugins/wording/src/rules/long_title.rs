//! TXT003: notes too long to be read at a glance.

use canvass_plugin::{Findings, Message, Rule, Severity};

use crate::measure::Measure;
use crate::quote::quote;
use crate::wall::{Note, Wall};

/// The rule.
pub static RULE: Rule = Rule {
    code: "TXT003",
    slug: "long-title",
    severity: Severity::Hint,
    fix: None,
    summary: "notes too long to be read at a glance",
    messages: &[
        Message {
            key: "one",
            text: "`{note}` is too long to be read at a glance",
            would_change_if: "the name is a few words, and what explains it stands under `note`",
        },
        Message {
            key: "several",
            text: "{count} notes are too long to be read at a glance, such as `{note}`",
            would_change_if: "their names are a few words, and what explains them stands under `note`",
        },
    ],
    documentation: r"
## Why it matters

A canvas is looked at as a whole: only what is read at a glance can be held against the other blocks. A sentence is read once, by one person, and
then the note is a grey patch. A few words for the name and the rest under `note` serve both.

A name of more than 140 letters is long, or of more than 60 Chinese characters or Japanese syllables. Scripts that have neither blanks between
words nor such characters are not measured. All long notes of a canvas are told in one finding.

## A canvas with this finding

```yaml
canvass: 1
name: Night bus
lang: en
value_propositions:
  - After the last train has gone we bring people who work late in hospitals, kitchens and warehouses back to the villages around the town, every hour and for the price of an ordinary ticket
```

## A canvas without it

```yaml
canvass: 1
name: Night bus
lang: en
value_propositions:
  - { name: Home after the last train, note: Every hour to the villages around the town for the price of an ordinary ticket. }
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, the chapter on visual thinking: a few words per sticky note. The
lengths are our own choice.
",
};

/// The letters that are read at a glance, at the very most, in scripts with blanks between words.
const LETTERS: u32 = 140;
/// The same in Chinese characters and Japanese syllables, each of which says more.
const IDEOGRAPHS: u32 = 60;

/// Looks for notes that are sentences.
pub(crate) fn check(wall: &Wall<'_>, findings: &mut Findings<'_>) -> usize {
    let mut long = wall.notes.iter().filter(|note| is_long(note.measure));
    let count = long.clone().count();
    let Some(first) = long.next() else { return 0 };
    let key = if count == 1 { "one" } else { "several" };
    let mut finding = findings.report(&RULE, key, first.item.place()).argument("note", quote(first.text())).argument("count", count.to_string());
    finding = finding.evidence(first.item.place(), says(first));
    for note in long {
        finding = finding.also_at(note.item.place()).evidence(note.item.place(), says(note));
    }
    finding.send();
    count
}

fn is_long(measure: Measure) -> bool {
    // Each kind of letter takes its share of the length that can be read.
    !measure.unmeasured && measure.spaced * IDEOGRAPHS + measure.ideographs * LETTERS > LETTERS * IDEOGRAPHS
}

fn says(note: &Note<'_>) -> String {
    format!("has {} letters", note.measure.spaced + note.measure.ideographs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::findings_of;

    #[test]
    fn each_script_has_its_length() {
        let long = |text: &str| is_long(Measure::take(text, &mut String::new()));
        assert!(!long(&"a ".repeat(140)) && long(&"a ".repeat(141)));
        assert!(!long(&"б".repeat(140)) && long(&"한".repeat(141)));
        assert!(!long(&"新".repeat(60)) && long(&"新".repeat(61)));
        assert!(!long(&format!("{}{}", "a".repeat(70), "の".repeat(30))) && long(&format!("{}{}", "a".repeat(70), "の".repeat(31))));
        assert!(!long(&"ก".repeat(500)), "nobody knows how long a title in Thai is");
    }

    #[test]
    fn all_are_told_at_once() {
        let sentence = "why we do what we do ".repeat(10);
        let said = findings_of("TXT003", &format!("channels: [{sentence}, short]"));
        assert_eq!(said, [format!("TXT003 /channels/0: `{}…` is too long to be read at a glance", &sentence[..60])]);
        let said = findings_of("TXT003", &format!("channels: [{sentence}, short, {sentence}more]"));
        assert_eq!(said, [format!("TXT003 /channels/0: 2 notes are too long to be read at a glance, such as `{}…`", &sentence[..60])]);
    }
}
