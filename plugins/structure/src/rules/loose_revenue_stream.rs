//! STR009: a revenue stream without a payer, or not for any proposition.

use canvass_plugin::blocks::Block;
use canvass_plugin::{FactKind, Findings, Message, Rule, Severity, View};

use crate::tables::{Mark, Tables};

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR009",
    slug: "loose-revenue-stream",
    severity: Severity::Error,
    fix: None,
    summary: "a revenue stream without a payer, or not for any proposition",
    messages: &[
        Message { key: "no_payer", text: "nobody is said to pay `{stream}`", would_change_if: "`{stream}` is stated to come `from` a segment or a partner" },
        Message {
            key: "no_proposition",
            text: "`{stream}` is not paid for any proposition",
            would_change_if: "`{stream}` is stated to be paid `for` a proposition",
        },
    ],
    documentation: r"
## Why it matters

Revenue is somebody's payment for something. A stream without a payer is a hope, and one that is paid for nothing cannot be defended:
nobody can say what would have to get worse for it to stop.

## A canvas with this finding

```yaml
canvass: 1
name: City magazine
value_propositions:
  - { name: What is on tonight, for: readers }
  - { name: Readers who are going out, for: venues }
customer_segments:
  - Readers
  - Venues
revenue_streams:
  - { name: Advertisements, from: venues, for: readers-who-are-going-out }
  - Sponsoring
```

## A canvas without it

```yaml
canvass: 1
name: City magazine
value_propositions:
  - { name: What is on tonight, for: readers }
  - { name: Readers who are going out, for: venues }
customer_segments:
  - Readers
  - Venues
revenue_streams:
  - { name: Advertisements, from: venues, for: readers-who-are-going-out }
  - { name: Price of the printed issue, from: readers, for: what-is-on-tonight }
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 30-33: for what value are our customers willing to
pay?
",
};

/// Looks for streams that hang in the air at either end.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    let ends = [(FactKind::Pays, Mark::Paid, "no_payer"), (FactKind::PaidFor, Mark::PaidForSomething, "no_proposition")];
    for stream in canvas.block(Block::RevenueStreams) {
        for (kind, mark, key) in ends {
            if tables.known(kind) && !tables.has(stream.index(), mark) {
                findings.report(&RULE, key, stream.place()).argument("stream", stream.name()).send();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn a_canvas_without_links_is_not_blamed() {
        let said = findings_of(
            "STR009",
            "
value_propositions: [a, b]
customer_segments: [c, d]
revenue_streams: [e]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn each_end_has_its_message() {
        let said = findings_of(
            "STR009",
            "
value_propositions: [a, b]
customer_segments: [c, d]
revenue_streams: [{ name: e, from: c, for: a }, f, { name: g, from: d }]
",
        );
        assert_eq!(
            said,
            [
                "STR009 /revenue_streams/1: nobody is said to pay `f`",
                "STR009 /revenue_streams/1: `f` is not paid for any proposition",
                "STR009 /revenue_streams/2: `g` is not paid for any proposition"
            ]
        );
    }

    #[test]
    fn an_end_that_no_stream_states_is_not_known() {
        let said = findings_of(
            "STR009",
            "
value_propositions: [a, b]
customer_segments: [c, d]
revenue_streams: [{ name: e, from: c }, { name: f, from: d }]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn the_only_possibility_is_enough() {
        let said = findings_of(
            "STR009",
            "
value_propositions: [a]
customer_segments: [c]
revenue_streams: [{ name: e, from: c, for: a }, f]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }
}
