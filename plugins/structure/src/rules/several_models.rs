//! STR015: several models in one canvas.

use canvass_plugin::blocks::Block;
use canvass_plugin::{Findings, Message, Rule, Severity, View};

use crate::parts::Parts;
use crate::tables::{Mark, Tables};
use crate::words::list;

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR015",
    slug: "several-models",
    severity: Severity::Warning,
    fix: None,
    summary: "several models in one canvas: it falls into parts with segments and propositions of their own",
    messages: &[Message {
        key: "several",
        text: "the canvas holds {count} business models that share nothing: {parts}",
        would_change_if: "a resource, an activity or a channel is stated to be shared by these parts",
    }],
    documentation: r"
## Why it matters

Two offers for two groups that share no resource, no activity, no channel and no money are two businesses. On one canvas each hides the
other's gaps, and the numbers add up to nothing. Draw one canvas for each; then look for what they could share, for that is the only reason
to keep them in one house.

## A canvas with this finding

```yaml
canvass: 1
name: Vineyard and web agency
key_activities:
  - { name: Growing grapes, supports: estate-wine }
  - { name: Programming, supports: web-sites }
value_propositions:
  - { name: Estate wine, for: wine-lovers }
  - { name: Web sites, for: small-firms }
customer_segments:
  - Wine lovers
  - Small firms
```

## A canvas without it

```yaml
canvass: 1
name: Vineyard with an inn
key_activities:
  - { name: Growing grapes, supports: estate-wine }
  - { name: Keeping the estate, supports: [estate-wine, a-night-among-vines] }
value_propositions:
  - { name: Estate wine, for: wine-lovers }
  - { name: A night among vines, for: travellers }
customer_segments:
  - Wine lovers
  - Travellers
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 20-21 (diversified segments) and pp. 58-65
(unbundling: businesses that hinder each other under one roof). Finding the parts by following the links is our own method.
",
};

/// Reports a canvas that falls apart.
pub fn check(tables: &Tables, parts: &Parts, canvas: &View<'_>, findings: &mut Findings<'_>) {
    let Some(whole) = canvas.canvas().filter(|_| parts.segments.len() > 1) else { return };
    let mut named = String::new();
    for part in &parts.segments {
        if !named.is_empty() {
            named.push_str("; ");
        }
        named.push_str(&list(part.iter().filter_map(|&segment| Some(canvas.item(segment)?.name()))));
    }
    let mut finding = findings.report(&RULE, "several", whole.place()).argument("count", parts.segments.len().to_string()).argument("parts", named);
    for segment in parts.segments.iter().filter_map(|part| canvas.item(*part.first()?)) {
        finding = finding.also_at(segment.place());
    }
    // A note that no link ties to anything may be the one that all parts share.
    let mut loose = LOOSE.into_iter().flat_map(|block| canvas.block(block)).filter(|item| !tables.has(item.index(), Mark::Linked)).peekable();
    if loose.peek().is_some() {
        finding = finding.confidence(UNSURE);
    }
    for item in loose {
        finding = finding.evidence(item.place(), "is linked to nothing, and may be shared");
    }
    finding.send();
}

/// The blocks whose notes can hold parts together.
const LOOSE: [Block; 5] = [Block::KeyPartnerships, Block::KeyActivities, Block::KeyResources, Block::CustomerRelationships, Block::Channels];
/// How sure the finding is while some note is tied to nothing.
const UNSURE: f64 = 0.6;

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn offers_alone_do_not_tell() {
        let said = findings_of(
            "STR015",
            "
value_propositions: [{ name: a, for: c }, { name: b, for: d }]
customer_segments: [c, d]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn parts_are_listed_with_their_segments() {
        let said = findings_of(
            "STR015",
            "
key_activities: [{ name: x, supports: a }, { name: y, supports: b }]
value_propositions: [{ name: a, for: c }, { name: b, for: [d, e] }]
customer_segments: [c, d, e]
",
        );
        assert_eq!(said, ["STR015 : the canvas holds 2 business models that share nothing: `c`; `d` and `e`"]);
    }

    #[test]
    fn one_shared_activity_holds_them_together() {
        let said = findings_of(
            "STR015",
            "
key_activities: [{ name: x, supports: [a, b] }]
value_propositions: [{ name: a, for: c }, { name: b, for: d }]
customer_segments: [c, d]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn needs_belong_to_their_segment() {
        let said = findings_of(
            "STR015",
            "
key_activities: [{ name: x, supports: a }, { name: y, supports: b }]
value_propositions: [{ name: a, for: c, addresses: n }, { name: b, for: d }]
customer_segments: [c, { name: d, needs: [{ id: n, text: n }] }]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn giving_to_the_company_ties_nothing() {
        let said = findings_of(
            "STR015",
            "
key_activities: [{ name: x, supports: a }, { name: y, supports: b }]
value_propositions: [{ name: a, for: c }, { name: b, for: d }]
customer_segments:
  - { name: c, contributes: [{ kind: data, to: company }] }
  - { name: d, contributes: [{ kind: data, to: company }] }
",
        );
        assert_eq!(said, ["STR015 : the canvas holds 2 business models that share nothing: `c`; `d`"]);
    }
}
