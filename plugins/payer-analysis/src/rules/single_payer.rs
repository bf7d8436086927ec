//! PAY009: one payer brings more than half the revenue.

use canvass_plugin::blocks::Block;
use canvass_plugin::{Decimal, Field, Findings, Message, Rule, Severity};

use super::percent;

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY009",
    slug: "single-payer",
    severity: Severity::Warning,
    fix: None,
    summary: "one payer brings more than half the revenue",
    messages: &[Message {
        key: "depends_on_one",
        text: "`{payer}` alone brings {share} of the revenue; {rest} remains if it leaves",
        would_change_if: "other payers bring more, or `{payer}` is stated to have many members (`size`)",
    }],
    documentation: "\
## Why it matters
A model that lives on one customer, or on a handful, lives as long as they stay, and they know it. A segment of a million members is
 not one customer; a partner, or a segment of ten firms, is.

## A canvas with this finding
```yaml
customer_segments: [{ name: The car maker, id: maker, size: 1 }, { name: Workshops, id: workshops, size: 4000 }]
value_propositions: [{ name: Parts for the line, id: line, for: maker }, { name: Spare parts, id: spare, for: workshops }]
revenue_streams:
  - { name: Parts delivered, from: maker, for: line, share: 0.8 }
  - { name: Spare parts sold, from: workshops, for: spare, share: 0.2 }
```

## A canvas without it
```yaml
customer_segments: [{ name: Car makers, id: maker, size: 40 }, { name: Workshops, id: workshops, size: 4000 }]
value_propositions: [{ name: Parts for the line, id: line, for: maker }, { name: Spare parts, id: spare, for: workshops }]
revenue_streams:
  - { name: Parts delivered, from: maker, for: line, share: 0.8 }
  - { name: Spare parts sold, from: workshops, for: spare, share: 0.2 }
```

## Source
Porter, Competitive Strategy, 1980, ch. 1: concentrated buyers have power over their supplier.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let situation = analysis.situation;
    for payer in situation.payers() {
        let Some(share) = situation.share(&payer.streams).filter(|share| *share + *share > Decimal::ONE && *share <= Decimal::ONE) else { continue };
        // A group counts as one customer when it is a single partner, or has at most ten members.
        let few = payer.item.quantity(Field::Size).is_some_and(|size| size.high() <= Decimal::TEN);
        if payer.item.block() != Block::KeyPartnerships && !few {
            continue;
        }
        let draft = findings.report(&RULE, "depends_on_one", payer.item.place()).argument("payer", payer.name());
        let draft = draft.argument("share", percent(share)).argument("rest", percent(Decimal::ONE - share));
        draft.evidence(payer.item.place(), "pays the streams whose shares add up to that").send();
    }
}
