//! TXT004: a revenue stream or a cost that could be anybody's.

use canvass_plugin::blocks::Block;
use canvass_plugin::{Findings, Message, Rule, Severity};

use crate::lists::List;
use crate::wall::Wall;

/// The rule.
pub static RULE: Rule = Rule {
    code: "TXT004",
    slug: "vague-money",
    severity: Severity::Info,
    fix: None,
    summary: "a revenue stream or a cost that could be anybody's",
    messages: &[
        Message {
            key: "revenue",
            text: "`{note}` could be anybody's revenue: what is paid for, and how?",
            would_change_if: "the stream names what is sold and how it is paid, or states who pays it, for what, or a number",
        },
        Message {
            key: "cost",
            text: "`{note}` could be anybody's cost: what for?",
            would_change_if: "the cost names what it is for, or states what causes it, or a number",
        },
    ],
    documentation: r"
## Why it matters

Money is where a model is tested. *Sales* fits every business there is, so it can be neither wrong nor right, and nobody can ask a customer whether
they would pay it. What is sold to whom, and whether it is paid once, by use or by the month, are different models with the same name.

A note is asked about only when its whole text is such a word, and nothing else is stated about it.

## A canvas with this finding

```yaml
canvass: 1
name: Kayak workshop
lang: en
cost_structure: [Miscellaneous]
revenue_streams: [Sales]
```

## A canvas without it

```yaml
canvass: 1
name: Kayak workshop
lang: en
cost_structure: [Cedar and resin]
revenue_streams: [Kayaks built to order, Fee for a weekend course]
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 30-33 and 40-41: for what value are customers willing to pay,
and how; what are the most important costs?
",
};

/// How sure it is that a general word means nothing in particular.
const A_WORD: f64 = 0.8;

/// Looks for money without an object.
pub(crate) fn check(wall: &Wall<'_>, findings: &mut Findings<'_>) -> usize {
    let mut found = 0;
    for (block, list, key) in [(Block::CostStructure, List::VagueCost, "cost"), (Block::RevenueStreams, List::VagueRevenue, "revenue")] {
        for note in wall.of(block).filter(|note| note.is(list) && !note.says_more()) {
            found += 1;
            let place = note.item.place();
            findings
                .report(&RULE, key, place)
                .argument("note", note.text())
                .evidence(place, "is a general word, and all that is said")
                .confidence(A_WORD)
                .send();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn whole_notes_count_and_words_in_them_do_not() {
        let said = findings_of("TXT004", "cost_structure: [Misc., Other tools, Salaries]\nrevenue_streams: [SALES, Sales of kayaks, Produkte, 产品]");
        assert_eq!(
            said,
            [
                "TXT004 /cost_structure/0: `Misc.` could be anybody's cost: what for?",
                "TXT004 /revenue_streams/0: `SALES` could be anybody's revenue: what is paid for, and how?",
                "TXT004 /revenue_streams/2: `Produkte` could be anybody's revenue: what is paid for, and how?",
                "TXT004 /revenue_streams/3: `产品` could be anybody's revenue: what is paid for, and how?"
            ]
        );
    }

    #[test]
    fn whoever_says_more_is_not_asked() {
        let said = findings_of(
            "TXT004",
            "
currency: EUR
value_propositions: [{ name: kayaks, id: kayaks }]
cost_structure: [{ name: Other, amount: { amount: 90, per: month } }]
revenue_streams: [{ name: Sales, for: kayaks }, { name: Sales, note: of kayaks, id: s }, { name: Sales, id: t, tags: [Kayaks] }]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn a_language_that_is_stated_is_believed() {
        assert_eq!(findings_of("TXT004", "lang: fr\nrevenue_streams: [Produkte, Ventes]").len(), 1);
    }
}
