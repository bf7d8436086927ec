//! STR106: a community, or customers who help to make the offer, and nothing that they contribute.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::RelationshipKind;
use canvass_plugin::{FactKind, Field, Findings, Item, Message, Rule, Severity, View};

use crate::tables::Tables;
use crate::words;

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR106",
    slug: "community-without-contribution",
    severity: Severity::Info,
    fix: None,
    summary: "a community or co-creation with segments that are not said to contribute anything",
    messages: &[
        Message {
            key: "community",
            text: "`{relationship}` is a community of {segments}: what do its members give each other or you?",
            would_change_if: "one of these segments is stated to contribute something, such as `content`, `network` or `referral`",
        },
        Message {
            key: "co_creation",
            text: "`{relationship}` means that {segments} help to make the offer: what do they give?",
            would_change_if: "one of these segments is stated to contribute something, such as `content` or `labour`, or to do an activity",
        },
    ],
    documentation: r"
## Why it matters

A community lives on what its members do for each other, and co-creation on what customers make. That is a part of the offer which you do
not make yourself; as long as it is not named, nobody can say what would be missing if they stopped, or why they should begin.

A canvas on which no segment is said to contribute anything is not asked. What one part of a group contributes counts for the whole.

## A canvas with this finding

```yaml
canvass: 1
name: Knitting patterns
customer_relationships:
  - { name: Forum of knitters, with: knitters, kind: community }
customer_segments:
  - Knitters
  - { name: Designers, contributes: [{ kind: content, to: knitters }] }
```

## A canvas without it

```yaml
canvass: 1
name: Knitting patterns
customer_relationships:
  - { name: Forum of knitters, with: knitters, kind: community }
customer_segments:
  - { name: Knitters, contributes: [{ kind: network, to: knitters }] }
  - { name: Designers, contributes: [{ kind: content, to: knitters }] }
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 28-29: in communities users exchange knowledge and help
each other; in co-creation customers write reviews or create content.
",
};

/// Looks for communities of which nothing says what they live on.
pub fn check(tables: &Tables, canvas: &View<'_>, findings: &mut Findings<'_>) {
    if !tables.known(FactKind::Gives) {
        return;
    }
    for relationship in canvas.block(Block::CustomerRelationships) {
        let key = match relationship.term(Field::Kind) {
            Some(RelationshipKind::Community) => "community",
            Some(RelationshipKind::CoCreation) => "co_creation",
            _ => continue,
        };
        let facts = canvas.facts(FactKind::With).filter(|fact| fact.subject_index() == relationship.index());
        let segments: Vec<Item<'_>> = facts.filter_map(|fact| fact.object()).collect();
        if segments.is_empty() || segments.iter().any(|&segment| contributes(tables, canvas, segment)) {
            continue;
        }
        let names = words::list(segments.iter().map(Item::name));
        let mut finding = findings.report(&RULE, key, relationship.place()).argument("relationship", relationship.name()).argument("segments", names);
        for segment in segments {
            finding = finding.also_at(segment.place()).evidence(segment.place(), "contributes nothing that is stated, while another segment does");
        }
        finding.send();
    }
}

/// Whether the segment, a part of it or the larger one gives something, does an activity, or is what an offer is made of.
fn contributes(tables: &Tables, canvas: &View<'_>, segment: Item<'_>) -> bool {
    let one = |index: u32| {
        canvas.facts(FactKind::Gives).any(|fact| fact.subject_index() == index)
            || [FactKind::DoneBy, FactKind::DependsOn].into_iter().any(|kind| canvas.facts(kind).any(|fact| fact.object_index() == index))
    };
    one(segment.index()) || tables.kin_of(segment.index()).any(one)
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn a_canvas_without_contributions_is_not_asked() {
        let said = findings_of("STR106", "customer_relationships: [{ name: a, with: b, kind: community }]\ncustomer_segments: [b, c]");
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn each_kind_is_asked_in_its_words() {
        let said = findings_of(
            "STR106",
            "
customer_relationships: [{ name: a, with: c, kind: community }, { name: b, with: [c, d], kind: co_creation }, { name: f, with: c, kind: self_service }]
customer_segments: [c, d, { name: e, contributes: [{ kind: data, to: company }] }]
",
        );
        assert_eq!(
            said,
            [
                "STR106 /customer_relationships/0: `a` is a community of `c`: what do its members give each other or you?",
                "STR106 /customer_relationships/1: `b` means that `c` and `d` help to make the offer: what do they give?"
            ]
        );
    }

    #[test]
    fn parts_work_and_what_an_offer_is_made_of_count() {
        let said = findings_of(
            "STR106",
            "
key_activities: [{ name: g, done_by: h }]
value_propositions: [{ name: p, depends_on: i }]
customer_relationships:
  - { name: a, with: c, kind: community }
  - { name: b, with: h, kind: co_creation }
  - { name: f, with: i, kind: community }
customer_segments: [c, { name: e, part_of: c, contributes: [{ kind: data, to: company }] }, h, i]
",
        );
        assert!(said.is_empty(), "{said:?}");
    }
}
