//! FIN001: shares of streams, or of costs, that do not add up to one.

use canvass_plugin::blocks::Block;
use canvass_plugin::{Decimal, Field, Findings, Item, Message, Rule, Severity};

use super::Analysis;
use crate::rules::percent;

pub(super) static RULE: Rule = Rule {
    code: "FIN001",
    slug: "shares-do-not-add-up",
    severity: Severity::Error,
    fix: None,
    summary: "shares of streams, or of costs, do not add up to one",
    messages: &[
        Message { key: "all", text: "the shares of {what} add up to {sum}", would_change_if: "they add up to 100 %" },
        Message { key: "some", text: "the shares of some {what} add up to {sum}, and others have none yet", would_change_if: "they add up to 100 % at most" },
    ],
    documentation: "\
## Why it matters
Shares are parts of one whole. Where they come to more or less than all of it, at least one is wrong, and everything computed from them with it. One
 percent is left for rounding.

## A canvas with this finding
```yaml
revenue_streams: [{ name: Subscriptions, share: 0.7 }, { name: Advertising, share: 0.5 }]
```

## A canvas without it
```yaml
revenue_streams: [{ name: Subscriptions, share: 0.7 }, { name: Advertising, share: 0.3 }]
```

## Source
Shares are parts of one whole, as the format of the canvas defines them. The one percent for rounding is ours.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    for (block, what) in [(Block::RevenueStreams, "revenue streams"), (Block::CostStructure, "costs")] {
        let items: Vec<Item<'_>> = analysis.situation.view.block(block).collect();
        let with_share: Vec<Item<'_>> = items.iter().copied().filter(|item| item.quantity(Field::Share).is_some()).collect();
        let Some(first) = with_share.first() else { continue };
        let sum: Decimal = with_share.iter().filter_map(|item| item.quantity(Field::Share)).map(|share| share.likely()).sum();
        let (all, above) = (with_share.len() == items.len(), sum - Decimal::ONE);
        let rounding = Decimal::new(1, 2);
        if above > rounding || all && -above > rounding {
            let mut draft = findings.report(&RULE, if all { "all" } else { "some" }, first.field(Field::Share));
            for item in with_share.iter().skip(1) {
                draft = draft.also_at(item.field(Field::Share));
            }
            draft.argument("what", what).argument("sum", percent(sum)).send();
        }
    }
}
