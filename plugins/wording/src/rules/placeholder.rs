//! TXT001: a note that is empty, or still what a template or tool put there.

use canvass_plugin::{Findings, Message, Rule, Severity};

use crate::lists::List;
use crate::wall::{Note, Wall};

/// The rule.
pub static RULE: Rule = Rule {
    code: "TXT001",
    slug: "placeholder",
    severity: Severity::Info,
    fix: None,
    summary: "a note that is empty, or still what a template or tool put there",
    messages: &[
        Message { key: "empty", text: "a note under `{block}` holds no words", would_change_if: "the note says what is meant, or is removed" },
        Message { key: "placeholder", text: "`{note}` is a placeholder", would_change_if: "the note says what is meant, or is removed" },
    ],
    documentation: r"
## Why it matters

A placeholder counts as an answer: for whoever looks at the wall from a distance, and for every analysis that asks whether a block is filled. What
is not known yet is said better by leaving it out, or by a question.

## A canvas with this finding

```yaml
canvass: 1
name: Rooftop honey
lang: en
key_partnerships: [TBD]
customer_segments:
  - Delicatessens
  - New customer segment
```

## A canvas without it

```yaml
canvass: 1
name: Rooftop honey
lang: en
key_partnerships: [Owners of flat roofs]
customer_segments:
  - Delicatessens
```

## Source

Our own. The canvas is that of Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010.
",
};

/// Looks for notes that nobody has written yet.
pub(crate) fn check(wall: &Wall<'_>, findings: &mut Findings<'_>) -> usize {
    let mut found = 0;
    for note in &wall.notes {
        let folded = wall.folded(note);
        let key = if folded.is_empty() && !note.measure.symbols {
            "empty"
        } else if note.is(List::Placeholder) || is_filler(folded) || is_numbered(wall, note) {
            "placeholder"
        } else {
            continue;
        };
        // Whoever has explained a note has written it.
        if !note.item.note().is_empty() {
            continue;
        }
        found += 1;
        let finding = findings.report(&RULE, key, note.item.place());
        match key {
            "empty" => finding.argument("block", note.block.key()).evidence(note.item.place(), "holds neither a letter nor a digit").send(),
            _ => finding.argument("note", note.text()).evidence(note.item.place(), "is what a template or a tool writes").send(),
        }
    }
    found
}

/// How many `x` are a mark to be filled in: `XX` may be a chromosome or a size.
const MARKS: usize = 3;

/// Whether it is what printers fill a page with, or a row of crosses.
fn is_filler(folded: &str) -> bool {
    folded.starts_with("lorem ipsum") || folded.len() >= MARKS && folded.bytes().all(|byte| byte == b'x')
}

/// Whether a tool has numbered it: `Segment 1`.
fn is_numbered(wall: &Wall<'_>, note: &Note<'_>) -> bool {
    note.measure.digits
        && wall
            .folded(note)
            .rsplit_once(' ')
            .is_some_and(|(named, number)| number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit()) && wall.look_up(named).is(List::Numbered))
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn placeholders_of_templates_and_tools_are_told() {
        let said = findings_of(
            "TXT001",
            r#"channels: ["TBD", "[To be defined]", "xxx", "...", "?", "Lorem ipsum dolor", "New item", "待定", "Segment 2", "Noch offen!"]"#,
        );
        assert_eq!(said.len(), 10, "{said:#?}");
        assert_eq!(said.first().map(String::as_str), Some("TXT001 /channels/0: `TBD` is a placeholder"));
        assert_eq!(said.get(3).map(String::as_str), Some("TXT001 /channels/3: a note under `channels` holds no words"));
    }

    #[test]
    fn what_somebody_wrote_is_none() {
        let said = findings_of(
            "TXT001",
            r#"channels: ["TBD-Verlag", "Xerox", "XX", "Channel 4", "New items every week", "🚀", "Segment 2 of the ring road", "To-do app", { name: TBD, note: shop or stall }]"#,
        );
        assert!(said.is_empty(), "{said:?}");
    }
}
