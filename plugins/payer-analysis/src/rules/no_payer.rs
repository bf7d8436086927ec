//! PAY001: users, but nobody pays.

use canvass_plugin::vocabulary::Stage;
use canvass_plugin::{Field, Findings, Message, Rule, Severity};

use crate::outcome::Configuration;

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY001",
    slug: "no-payer",
    severity: Severity::Error,
    fix: None,
    summary: "users, but nobody pays",
    messages: &[Message {
        key: "nobody_pays",
        text: "`{users}` use the offer, but nobody pays for it",
        would_change_if: "somebody is stated to pay: a revenue stream with `from`, or the role payer",
    }],
    documentation: "\
## Why it matters
An offer that people use and nobody pays for lives on somebody's savings. That can be right for a while: an idea that is still
 being tested may look for users first. Sooner or later a business needs a customer, which is somebody who pays.

## A canvas with this finding
```yaml
customer_segments: [{ name: Listeners, id: listeners }]
value_propositions: [{ name: Music for every mood, for: listeners }]
revenue_streams: []
```

## A canvas without it
```yaml
customer_segments: [{ name: Listeners, id: listeners }]
value_propositions: [{ name: Music for every mood, id: music, for: listeners }]
revenue_streams: [{ name: Monthly fee, from: listeners, for: music, kind: subscription_fee }]
```

## Source
Osterwalder & Pigneur, Business Model Generation, 2010, p. 30: a model without a customer willing to pay has no revenue.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    if analysis.configuration.first() != Some(&Configuration::NoPayer) {
        return;
    }
    let situation = analysis.situation;
    let users: Vec<&str> = situation.users().map(|user| user.name()).collect();
    let Some(first) = situation.users().next() else { return };
    let searching =
        situation.view.canvas().and_then(|canvas| canvas.term::<Stage>(Field::Stage)).is_some_and(|stage| matches!(stage, Stage::Ideation | Stage::Discovery));
    let severity = if searching { Severity::Warning } else { Severity::Error };
    let draft = findings.report(&RULE, "nobody_pays", first.item.place()).argument("users", users.join("`, `")).severity(severity);
    draft.evidence(first.item.place(), "uses the offer; the block of revenue streams is stated to be empty").send();
}
