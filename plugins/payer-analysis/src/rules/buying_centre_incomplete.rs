//! PAY013: business customers without a decider, an influencer or a buyer.

use canvass_plugin::vocabulary::{Role, SegmentKind, Term};
use canvass_plugin::{Field, Findings, Message, Rule, Severity};

use crate::analyzer::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "PAY013",
    slug: "buying-centre-incomplete",
    severity: Severity::Info,
    fix: None,
    summary: "business customers without a decider, an influencer or a buyer",
    messages: &[Message {
        key: "roles_missing",
        text: "`{customer}` are organizations; who is the {missing} there?",
        would_change_if: "a segment is stated with the role {missing}",
    }],
    documentation: "\
## Why it matters
In an organization the one who uses, the one who is asked, the one who decides and the one who signs the order are often four people,
 with four reasons. Selling to one of them and forgetting another is how good products stay unsold.

## A canvas with this finding
```yaml
customer_segments: [{ name: Hospitals, id: hospitals, kind: businesses, roles: [payer, user] }]
value_propositions: [{ name: Fewer falls at night, id: falls, for: hospitals }]
revenue_streams: [{ name: Sensors sold, from: hospitals, for: falls }]
```

## A canvas without it
```yaml
customer_segments:
  - { name: Hospitals, id: hospitals, kind: businesses, roles: [payer, buyer, decider] }
  - { name: Head nurses, id: nurses, roles: [user, influencer] }
value_propositions: [{ name: Fewer falls at night, id: falls, for: [hospitals, nurses] }]
revenue_streams: [{ name: Sensors sold, from: hospitals, for: falls }]
```

## Source
Webster & Wind, Organizational Buying Behavior, 1972; Osterwalder et al., Value Proposition Design, 2014, p. 50.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let situation = analysis.situation;
    let organizations = |kind: Option<SegmentKind>| matches!(kind, Some(SegmentKind::Businesses | SegmentKind::Government | SegmentKind::Nonprofit));
    // Once for a canvas: the roles of all its segments together must be complete.
    let Some(customer) = situation.segments.iter().find(|party| party.pays && organizations(party.item.term(Field::Kind))) else { return };
    // Nobody's roles are stated: that question is asked elsewhere, by what to state.
    if !situation.segments.iter().any(|party| party.states_roles()) {
        return;
    }
    let missing: Vec<&str> = [Role::Decider, Role::Influencer, Role::Buyer]
        .into_iter()
        .filter(|&role| !situation.segments.iter().any(|party| party.plays(role)))
        .map(|role| role.as_str())
        .collect();
    if missing.is_empty() {
        return;
    }
    let draft = findings.report(&RULE, "roles_missing", customer.item.place()).argument("customer", customer.name());
    draft.argument("missing", missing.join(", the ")).evidence(customer.item.field(Field::Kind), "organizations buy through several people").send();
}
