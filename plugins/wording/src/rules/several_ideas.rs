//! TXT002: several ideas in one note.

use canvass_plugin::blocks::Block;
use canvass_plugin::{Findings, Message, Rule, Severity};

use crate::parts::{Apart, parts};
use crate::quote::quote;
use crate::wall::Wall;

/// The rule.
pub static RULE: Rule = Rule {
    code: "TXT002",
    slug: "several-ideas",
    severity: Severity::Info,
    fix: None,
    summary: "several ideas in one note",
    messages: &[Message {
        key: "several",
        text: "`{note}` is a list of {count}: a note for each can be moved, linked and tested by itself",
        would_change_if: "each stands in a note of its own, or the note names what they have in common and lists them under `note`",
    }],
    documentation: r"
## Why it matters

A note is what can be moved, linked, tested and thrown away. A list in one note can only be kept or dropped as a whole: no link can say which of
the customers pays, and no number belongs to any of them.

Three or more parts set apart by semicolons are a list, and so are lines with bullets, or five and more short entries between commas, which is no
more than a hint, and not asked about where they may be the steps of one activity or the words of one proposition. What stands in brackets or
behind a colon are examples.

## A canvas with this finding

```yaml
canvass: 1
name: Seed exchange
lang: en
customer_segments:
  - Allotment gardeners; school gardens; market gardeners
```

## A canvas without it

```yaml
canvass: 1
name: Seed exchange
lang: en
customer_segments:
  - Allotment gardeners
  - School gardens
  - Market gardeners
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, the chapter on visual thinking: write only one element per sticky note.
Which signs make a list is our own choice.
",
};

/// How sure it is that entries between commas are ideas of their own.
const BY_COMMAS: f64 = 0.6;
/// How sure it is of the other signs.
const BY_SIGNS: f64 = 0.8;

/// Looks for notes that are lists.
pub(crate) fn check(wall: &Wall<'_>, findings: &mut Findings<'_>) -> usize {
    let mut found = 0;
    for note in wall.notes.iter().filter(|note| note.measure.separators) {
        let Some((apart, count)) = parts(note.text()) else { continue };
        // The steps of one activity stand between commas, and so do the words of a proposition.
        if apart == Apart::Commas && matches!(note.block, Block::KeyActivities | Block::ValuePropositions) {
            continue;
        }
        found += 1;
        let says = match apart {
            Apart::Lines => "is written in lines of their own",
            Apart::Semicolons => "is set apart by semicolons",
            Apart::Commas => "is set apart by commas",
        };
        let place = note.item.place();
        let finding = findings.report(&RULE, "several", place).argument("note", quote(note.text())).argument("count", count.to_string());
        let finding = finding.evidence(place, says);
        if apart == Apart::Commas {
            finding.severity(Severity::Hint).confidence(BY_COMMAS).send();
        } else {
            finding.confidence(BY_SIGNS).send();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn commas_are_a_weak_sign() {
        let names = "Shop, stall, post, phone, fair";
        assert_eq!(findings_of("TXT002", &format!("channels: [\"{names}\"]")).len(), 1);
        assert!(findings_of("TXT002", &format!("key_activities: [\"{names}\"]\nvalue_propositions: [\"{names}\"]")).is_empty());
    }

    #[test]
    fn a_list_is_counted_and_quoted() {
        let said = findings_of("TXT002", r#"channels: ["- Shop\n- Stall", "Shop, stall", "Shop; stall; post"]"#);
        assert_eq!(
            said,
            [
                "TXT002 /channels/0: `- Shop - Stall` is a list of 2: a note for each can be moved, linked and tested by itself",
                "TXT002 /channels/2: `Shop; stall; post` is a list of 3: a note for each can be moved, linked and tested by itself"
            ]
        );
    }
}
