//! FIT008: no relationship to win, keep or grow a segment.

use canvass_plugin::vocabulary::RelationshipMotive;
use canvass_plugin::{Field, Findings, Message, Rule, Severity};

use super::listed;
use crate::path::SegmentPath;
use crate::study::Study;

/// The rule.
pub static RULE: Rule = Rule {
    code: "FIT008",
    slug: "missing-motive",
    severity: Severity::Info,
    fix: None,
    summary: "no relationship for acquisition, retention or upselling, per segment",
    messages: &[Message {
        key: "missing",
        text: "no relationship with `{segment}` is meant for {motives}",
        would_change_if: "a relationship with `{segment}` states this `motive`",
    }],
    documentation: r"## Why it matters
A relationship wins customers, keeps them, or sells them more. Which of the three a business needs changes with its age: the first operators of
mobile telephones gave telephones away to win customers; when everybody had one, they turned to keeping them. A motive that no relationship serves
is a deliberate choice or a forgotten one.

One finding for each segment that uses the offer. The rule is silent where no relationship with the segment states its motive. Nobody sells more to a
group that uses the offer free, so upselling is not missed there.

## A canvas with this finding
```yaml
canvass: 1
customer_segments: [{ id: gardeners, name: Hobby gardeners }]
value_propositions: [{ name: Seeds that grow anywhere, for: gardeners }]
customer_relationships:
  - { name: Free samples, with: gardeners, motive: [acquisition] }
revenue_streams: [{ name: Sale of seeds, from: gardeners }]
```

## A canvas without it
```yaml
canvass: 1
customer_segments: [{ id: gardeners, name: Hobby gardeners }]
value_propositions: [{ name: Seeds that grow anywhere, for: gardeners }]
customer_relationships:
  - { name: Free samples, with: gardeners, motive: [acquisition] }
  - { name: Seasonal letter with offers, with: gardeners, motive: [retention, upselling] }
revenue_streams: [{ name: Sale of seeds, from: gardeners }]
```

## Source
Osterwalder and Pigneur, *Business Model Generation*, 2010, p. 28 (motivations of customer relationships).
",
};

/// Reports, once for each segment, the motives without a relationship.
pub fn check(study: &Study<'_>, path: &[SegmentPath<'_>], findings: &mut Findings<'_>) {
    for way in path.iter().filter(|way| !way.missing_motives.is_empty()) {
        let Some(segment) = study.segment(way.at) else { continue };
        let motives: Vec<&str> = way.missing_motives.iter().map(|&motive| words(motive)).collect();
        let mut draft = findings.report(&RULE, "missing", segment.item.place()).argument("segment", segment.item.name()).argument("motives", listed(&motives));
        for relationship in study.items(&segment.relationships).filter(|relationship| relationship.states(Field::Motive)) {
            draft = draft.evidence(relationship.field(Field::Motive), "the motive of this relationship");
        }
        draft.send();
    }
}

fn words(motive: RelationshipMotive) -> &'static str {
    match motive {
        RelationshipMotive::Acquisition => "winning them (`acquisition`)",
        RelationshipMotive::Retention => "keeping them (`retention`)",
        RelationshipMotive::Upselling => "selling them more (`upselling`)",
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings;

    #[test]
    fn unstated_motives_are_not_missing() {
        assert!(findings("customer_segments: [A]\nvalue_propositions: [P]\ncustomer_relationships: [R]", "FIT008").is_empty());
    }

    #[test]
    fn the_relationship_with_the_whole_counts_for_its_part() {
        let text = "customer_segments: [A, { name: B, part_of: a }]\n\
            value_propositions: [{ name: P, for: b }]\n\
            customer_relationships: [{ name: R, with: a, motive: [acquisition, retention] }]";
        assert_eq!(findings(text, "FIT008"), ["FIT008 /customer_segments/1: no relationship with `B` is meant for selling them more (`upselling`)"]);
    }
}
