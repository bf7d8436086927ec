//! PRT002: two models of one organization do the same job for the same segment at different prices.

use std::borrow::Cow;

use canvass_model::finding::{Argument, Evidence, Finding, Severity};
use rust_decimal::Decimal;

use super::Model;
use super::model::Price;
use crate::reader_rules::Page;

pub(super) static PAGE: Page = Page {
    code: "PRT002",
    slug: "two-prices-for-one-job",
    severity: Severity::Warning,
    summary: "two models of one organization do the same job for the same segment at different price levels",
    documentation: "## Why it matters
Customers who can have the same job done by the same organization for less will find out. The cheaper model then takes the customers of the dearer
one. That may be meant, as when one model is to follow upon the other; where it is not, the two need different segments or different jobs.

Prices are compared where they are of one kind, one currency and one period, and count as different when the dearer one begins a fifth above the
end of the cheaper one. Segments and jobs are the same when they are called the same.

## A canvas with this finding
```yaml
canvass: 1
name: Paper
organization: The Courier
customer_segments: [{ name: Readers, needs: [{ kind: job, text: Know what is going on }] }]
value_propositions: [{ name: The paper, for: readers }]
revenue_streams: [{ name: Subscription, from: readers, kind: subscription_fee, price: { amount: 40, currency: EUR, per: month } }]
---
canvass: 1
name: Screen
organization: The Courier
customer_segments: [{ name: Readers, needs: [{ kind: job, text: Know what is going on }] }]
value_propositions: [{ name: The site, for: readers }]
revenue_streams: [{ name: Subscription, from: readers, kind: subscription_fee, price: { amount: 8, currency: EUR, per: month } }]
```

## A canvas without it
```yaml
canvass: 1
name: Paper
organization: The Courier
customer_segments: [{ name: Readers, needs: [{ kind: job, text: Know what is going on }] }]
value_propositions: [{ name: The paper, for: readers }]
revenue_streams: [{ name: Subscription, from: readers, kind: subscription_fee, price: { amount: 40, currency: EUR, per: month } }]
---
canvass: 1
name: Screen
organization: The Courier
customer_segments: [{ name: Commuters, needs: [{ kind: job, text: Pass the time }] }]
value_propositions: [{ name: The site, for: commuters }]
revenue_streams: [{ name: Subscription, from: commuters, kind: subscription_fee, price: { amount: 8, currency: EUR, per: month } }]
```

## Source
Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 232-239: the risk that a new model harms an established one of the same
company. The fifth is our own choice.
",
};

/// How far the dearer price begins above the end of the cheaper one, at least.
const APART: Decimal = Decimal::from_parts(12, 0, 0, false, 1);

pub(super) fn check(earlier: &Model, later: &Model) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (own, theirs) in later.shared_segments(earlier) {
        let Some(job) = own.jobs.iter().find(|(key, _)| theirs.jobs.contains_key(*key)).map(|(_, job)| job) else { continue };
        let pairs = own.prices.iter().flat_map(|here| theirs.prices.iter().map(move |there| (here, there)));
        let Some((here, there)) = pairs.filter(|(here, there)| differ(here, there)).min_by_key(|(here, _)| here.pointer.clone()) else { continue };
        let argument = |name: &'static str, value: &str| Argument { name: Cow::Borrowed(name), value: value.to_owned() };
        findings.push(Finding {
            code: Cow::Borrowed(PAGE.code),
            severity: PAGE.severity,
            message: format!("`{}` gets the job “{job}” done for {} here and for {} in `{}`", own.name, here.words(), there.words(), earlier.source),
            key: Cow::Borrowed("two_prices"),
            arguments: vec![
                argument("segment", &own.name),
                argument("job", job),
                argument("here", &here.words()),
                argument("there", &there.words()),
                argument("other", &earlier.source),
            ],
            at: vec![own.pointer.clone(), here.pointer.clone()],
            span: None,
            evidence: vec![Evidence { at: here.pointer.clone(), says: format!("costs {}", here.words()), span: None }],
            confidence: 1.0,
            would_change_if: Some("the segments or the jobs of the two models are told apart, or the prices are brought nearer to each other".to_owned()),
            fix: Vec::new(),
            applicability: None,
        });
    }
    findings
}

pub(super) fn differ(here: &Price, there: &Price) -> bool {
    let alike = here.kind == there.kind && here.currency == there.currency && here.period == there.period;
    let (cheaper, dearer) = if here.low <= there.low { (here, there) } else { (there, here) };
    alike && cheaper.high.checked_mul(APART).is_some_and(|end| dearer.low >= end) && dearer.low > cheaper.high
}
