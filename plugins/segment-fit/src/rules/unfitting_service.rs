//! FIT010: dedicated assistance for a mass market, or self-service for a few large customers.

use canvass_plugin::vocabulary::{Market, RelationshipKind};
use canvass_plugin::{Field, Findings, Message, Rule, Severity};

use crate::study::{Segment, Study};

/// From so many members on, a representative of one's own for each is out of reach.
const MASS: f64 = 100_000.0;
/// Up to so many organizations, each one is a large customer.
const FEW: f64 = 100.0;

/// The rule.
pub static RULE: Rule = Rule {
    code: "FIT010",
    slug: "unfitting-service",
    severity: Severity::Info,
    fix: None,
    summary: "dedicated assistance for a mass market, or self-service for a few large customers",
    messages: &[
        Message {
            key: "dear",
            text: "`{relationship}` gives each member of `{segment}` a person of their own, although it is a mass market",
            would_change_if: "`{relationship}` is of another kind, or kept up with a smaller segment",
        },
        Message {
            key: "thin",
            text: "the few large customers in `{segment}` are left to serve themselves",
            would_change_if: "a relationship with `{segment}` is personal assistance",
        },
    ],
    documentation: r"## Why it matters
A person of one's own for each customer is the dearest relationship there is; it pays where each customer brings much. In a mass market it eats the margin.
The other way round, a business with a handful of customers lives on each of them, and self-service leaves it to chance whether they stay.

A mass market here is a segment that states it, or that has at least 100 000 members. Few are organizations up to 100, or a niche of organizations; they
are left to themselves when every relationship with them is self-service or automated service.

## A canvas with this finding
```yaml
canvass: 1
customer_segments: [{ id: callers, name: Telephone customers, kind: individuals, size: 4000000 }]
customer_relationships: [{ name: A representative for each customer, with: callers, kind: dedicated_personal_assistance }]
```

## A canvas without it
```yaml
canvass: 1
customer_segments:
  - { id: callers, name: Telephone customers, kind: individuals, size: 4000000 }
  - { id: airports, name: Airports, kind: businesses, size: 12 }
customer_relationships:
  - { name: Help pages, with: callers, kind: self_service }
  - { name: A representative for each airport, with: airports, kind: dedicated_personal_assistance }
```

## Source
Osterwalder and Pigneur, *Business Model Generation*, 2010, pp. 28–29 (categories of customer relationships and what they cost). The numbers are ours.
",
};

/// Reports each relationship that is too dear for its segment, and each segment whose service is too thin.
pub fn check(study: &Study<'_>, findings: &mut Findings<'_>) {
    for segment in &study.segments {
        let market = segment.item.term::<Market>(Field::Market);
        if market == Some(Market::Mass) || segment.size.is_some_and(|size| size.low >= MASS) {
            let dear = study.items(&segment.relationships).find(|item| item.term(Field::Kind) == Some(RelationshipKind::DedicatedPersonalAssistance));
            if let Some(relationship) = dear {
                findings
                    .report(&RULE, "dear", relationship.place())
                    .also_at(segment.item.place())
                    .argument("relationship", relationship.name())
                    .argument("segment", segment.item.name())
                    .evidence(segment.item.field(if market == Some(Market::Mass) { Field::Market } else { Field::Size }), "a mass market")
                    .evidence(relationship.field(Field::Kind), "a person of their own")
                    .send();
            }
        } else if few(segment, market) && left_alone(study, segment) {
            let mut draft = findings.report(&RULE, "thin", segment.item.place()).argument("segment", segment.item.name());
            for relationship in study.items(&segment.relationships) {
                draft = draft.evidence(relationship.field(Field::Kind), "customers serve themselves");
            }
            draft.send();
        }
    }
}

fn few(segment: &Segment<'_>, market: Option<Market>) -> bool {
    segment.is_organizations() && segment.takes_part() && segment.size.map_or(market == Some(Market::Niche), |size| size.high <= FEW)
}

fn left_alone(study: &Study<'_>, segment: &Segment<'_>) -> bool {
    let alone = [Some(RelationshipKind::SelfService), Some(RelationshipKind::AutomatedService)];
    !segment.relationships.is_empty() && study.items(&segment.relationships).all(|item| alone.contains(&item.term(Field::Kind)))
}

#[cfg(test)]
mod tests {
    use crate::tests::findings;

    #[test]
    fn a_few_large_customers_on_their_own() {
        let text =
            "customer_segments: [{ name: A, kind: businesses, size: 8 }]\nvalue_propositions: [P]\ncustomer_relationships: [{ name: R, kind: self_service }]";
        assert_eq!(findings(text, "FIT010"), ["FIT010 /customer_segments/0: the few large customers in `A` are left to serve themselves"]);
        assert!(findings(&text.replace("size: 8", "size: 8000"), "FIT010").is_empty());
    }
}
