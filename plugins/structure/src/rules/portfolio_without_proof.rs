//! PRT001: a model that is run without revenue, or searched for without anything having been tested.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{Portfolio, Status};
use canvass_plugin::{Field, Findings, Message, Rule, Severity, View};

use crate::tables::Tables;

/// The rule.
pub static RULE: Rule = Rule {
    code: "PRT001",
    slug: "portfolio-without-proof",
    severity: Severity::Warning,
    fix: None,
    summary: "an exploiting model without revenue, or an exploring one without a tested assumption",
    messages: &[
        Message {
            key: "no_revenue",
            text: "the model is being exploited, and no revenue stream is stated",
            would_change_if: "a revenue stream is stated, or `portfolio` is explore",
        },
        Message {
            key: "nothing_tested",
            text: "the model is being explored, and nothing on the canvas is said to be tested",
            would_change_if: "the `status` of an item is testing, validated or invalidated",
        },
    ],
    documentation: "
## Why it matters

A portfolio has two halves with different questions. A model that is exploited has been found: what it earns is known, and if nothing is, it stands in
the wrong half. A model that is explored is a set of assumptions, and exploring means testing them; where nothing has been put to a test, nothing is
being searched for yet.

## A canvas with this finding

```yaml
canvass: 1
name: Letting of boats
portfolio: explore
value_propositions: [{ name: A boat for a day, for: families, status: assumption }]
customer_segments: [{ name: Families, status: assumption }]
```

## A canvas without it

```yaml
canvass: 1
name: Letting of boats
portfolio: explore
value_propositions: [{ name: A boat for a day, for: families, status: testing }]
customer_segments: [{ name: Families, status: validated }]
```

## Source

Osterwalder, Pigneur, Smith and Etiemble, *The Invincible Company*, Wiley 2020, part 1: the explore portfolio is judged by innovation risk, which tests
bring down, and the exploit portfolio by what it returns.
",
};

/// Looks at what the half of the portfolio asks for.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    let Some(whole) = canvas.canvas() else { return };
    let key = match whole.term(Field::Portfolio) {
        Some(Portfolio::Exploit) if tables.count(Block::RevenueStreams) == 0 => "no_revenue",
        Some(Portfolio::Explore) if !Block::NINE.into_iter().flat_map(|block| canvas.block(block)).any(|item| is_tested(item.term(Field::Status))) => {
            "nothing_tested"
        }
        _ => return,
    };
    findings.report(&RULE, key, whole.field(Field::Portfolio)).send();
}

fn is_tested(status: Option<Status>) -> bool {
    matches!(status, Some(Status::Testing | Status::Validated | Status::Invalidated))
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn each_half_asks_for_its_own_proof() {
        let said = |text: &str| findings_of("PRT001", text);
        assert_eq!(said("portfolio: exploit\ncustomer_segments: [a]\n"), ["PRT001 /portfolio: the model is being exploited, and no revenue stream is stated"]);
        assert!(said("portfolio: exploit\nrevenue_streams: [a]\n").is_empty());
        assert!(said("portfolio: explore\nrevenue_streams: [{ name: a, status: invalidated }]\n").is_empty());
        assert_eq!(said("portfolio: explore\ncustomer_segments: [a]\n").len(), 1);
        assert!(said("customer_segments: [a]\n").is_empty());
    }
}
