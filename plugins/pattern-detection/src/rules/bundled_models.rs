//! PAT001: two businesses with conflicting aims in one model.

use canvass_plugin::blocks::Block;
use canvass_plugin::{Findings, Message, Rule, Severity, View};

use crate::judged::Judged;
use crate::outcome::Verdict;

pub(super) static RULE: Rule = Rule {
    code: "PAT001",
    slug: "bundled-models",
    severity: Severity::Warning,
    fix: None,
    summary: "a business of customer relations and one of infrastructure in one model, with conflicting aims",
    messages: &[Message {
        key: "bundled",
        text: "personal service for scope and own infrastructure for scale stand in one model: their aims pull apart",
        would_change_if: "one of the two is run by a partner, or in a model of its own",
    }],
    documentation: r#"## Why it matters
Looking after customers, inventing products and running infrastructure follow different rules: the first lives on scope, the second on speed,
the third on scale. Under one roof they get in each other's way, until somebody takes them apart.

## A canvas with this finding
```yaml
customer_segments: [{ name: Wealthy families, id: families }]
value_propositions: [{ name: Advice and accounts, id: advice, for: families }]
customer_relationships: [{ name: Personal adviser, with: families, kind: dedicated_personal_assistance, motive: [retention] }]
key_resources: [{ name: Own computing centre, id: centre, kind: physical, owner: own, supports: advice }]
cost_structure:
  - { name: Computing centre, kind: fixed, caused_by: centre, economies: [scale] }
  - { name: Advisers, kind: fixed, caused_by: advice, economies: [scope] }
revenue_streams: [{ name: Fees, from: families, for: advice }]
```

## A canvas without it
```yaml
customer_segments: [{ name: Wealthy families, id: families }]
value_propositions: [{ name: Advice and accounts, id: advice, for: families }]
customer_relationships: [{ name: Personal adviser, with: families, kind: dedicated_personal_assistance, motive: [retention] }]
key_resources: [{ name: Computing centre of a partner, id: centre, kind: physical, owner: partner, supports: advice }]
cost_structure:
  - { name: Rent for computing, kind: variable, caused_by: centre }
  - { name: Advisers, kind: fixed, caused_by: advice, economies: [scope] }
revenue_streams: [{ name: Fees, from: families, for: advice }]
```

## Source
Hagel & Singer, Unbundling the Corporation, Harvard Business Review, 1999; Osterwalder & Pigneur, Business Model Generation, 2010, pp. 56-65.
"#,
};

pub(super) fn check(canvas: &View<'_>, patterns: &[Judged<'_>], findings: &mut Findings<'_>) {
    let Some(found) = patterns.iter().find(|judged| judged.verdict == Verdict::Match && judged.pattern.id == "bundled") else { return };
    let is_evidence = |item: u32| found.evidence.iter().any(|shown| shown.required && shown.items.as_slice().contains(&item));
    let wanted = [Block::CustomerRelationships, Block::KeyResources];
    let mut places = wanted.into_iter().flat_map(|block| canvas.block(block)).filter(|item| is_evidence(item.index()));
    let Some(first) = places.next() else { return };
    let mut draft = findings.report(&RULE, "bundled", first.place()).evidence(first.place(), "one of the two businesses");
    for item in places {
        draft = draft.also_at(item.place()).evidence(item.place(), "the other business");
    }
    draft.send();
}
