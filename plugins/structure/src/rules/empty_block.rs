//! STR004: a block left out or empty once the canvas holds nine items.

use canvass_plugin::blocks::Block;
use canvass_plugin::{Findings, Message, Rule, Severity, View};

use crate::tables::Tables;

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR004",
    slug: "empty-block",
    severity: Severity::Info,
    fix: None,
    summary: "a block left out or empty once the canvas holds nine items or more",
    messages: &[
        Message { key: "left_out", text: "`{block}` is left out, though the canvas holds {count} notes", would_change_if: "a note is stated under `{block}`" },
        Message { key: "empty", text: "`{block}` is empty, though the canvas holds {count} notes", would_change_if: "a note is stated under `{block}`" },
    ],
    documentation: r"
## Why it matters

The nine blocks are nine questions, and each answer changes the others. On a first sketch some are left for later. Once the other
blocks fill up, an empty one is most often a question nobody has asked, and what it hides is seldom small: a model without costs earns
on paper only.

## A canvas with this finding

```yaml
canvass: 1
name: Bicycle courier
key_activities: [Riding, Planning of routes]
key_resources: [Riders]
value_propositions: [Papers across town within the hour]
customer_relationships: [A dispatcher who answers]
channels: [Telephone]
customer_segments: [Law firms, Architects]
revenue_streams: [Fee for each trip]
```

## A canvas without it

```yaml
canvass: 1
name: Bicycle courier
key_partnerships: [Workshop]
key_activities: [Riding, Planning of routes]
key_resources: [Riders]
value_propositions: [Papers across town within the hour]
customer_relationships: [A dispatcher who answers]
channels: [Telephone]
customer_segments: [Law firms, Architects]
cost_structure: [Wages]
revenue_streams: [Fee for each trip]
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 16-17 and 42-43: the nine building blocks and how the canvas
is filled. The number nine, one note for each block, is our own choice.
",
};

/// Notes from which on an empty block is worth a word: one for each block.
const ENOUGH: usize = 9;

/// Looks for blocks without a note.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    let notes: usize = Block::NINE.into_iter().map(|block| tables.count(block)).sum();
    let Some(whole) = canvas.canvas().filter(|_| notes >= ENOUGH) else { return };
    for block in Block::NINE.into_iter().filter(|&block| tables.count(block) == 0) {
        let key = if canvas.states(block) { "empty" } else { "left_out" };
        findings.report(&RULE, key, whole.place()).argument("block", block.key()).argument("count", notes.to_string()).send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn a_sketch_may_have_gaps() {
        let said = findings_of(
            "STR004",
            "
customer_segments: [a, b, c]
value_propositions: [d, e]
channels: []
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn left_out_and_empty_are_told_apart() {
        let said = findings_of(
            "STR004",
            "
key_partnerships: []
key_activities: [a]
key_resources: [b]
value_propositions: [c]
customer_relationships: [d]
channels: [e]
customer_segments: [f, g, h]
revenue_streams: [i]
",
        );
        assert_eq!(
            said,
            ["STR004 : `key_partnerships` is empty, though the canvas holds 9 notes", "STR004 : `cost_structure` is left out, though the canvas holds 9 notes"]
        );
    }
}
