//! FIN008: signs of a value-driven and of a cost-driven model contradict what is stated.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{CostOrientation, RelationshipKind, ValueKind};
use canvass_plugin::{Field, Findings, Item, Message, Place, Rule, Severity};

use super::Analysis;

pub(super) static RULE: Rule = Rule {
    code: "FIN008",
    slug: "orientation-contradicted",
    severity: Severity::Warning,
    fix: None,
    summary: "value-driven and cost-driven signs contradict each other",
    messages: &[
        Message {
            key: "cost_driven",
            text: "the model is said to be cost-driven, but {signs}",
            would_change_if: "the costly offer is left out, or the model is said to be value-driven",
        },
        Message {
            key: "value_driven",
            text: "the model is said to be value-driven, but {signs}",
            would_change_if: "something is offered that is worth a higher price, or the model is said to be cost-driven",
        },
    ],
    documentation: "\
## Why it matters
A cost-driven model keeps everything lean: low prices, automation, outsourcing. A value-driven one spends on what makes the offer worth its price: personal service,
 design, brand. A model that is said to be the one and shows only signs of the other pays for both and gets neither. Two signs are asked for, and none of the other kind;
 a model that is said to be value-driven must offer nothing but low prices and lower costs to be doubted.

## A canvas with this finding
```yaml
cost_orientation: cost_driven
value_propositions: [{ name: Tailored suits, value: [customization, brand_status] }]
customer_relationships: [{ name: Own tailor, kind: dedicated_personal_assistance }]
```

## A canvas without it
```yaml
cost_orientation: value_driven
value_propositions: [{ name: Tailored suits, value: [customization, brand_status] }]
customer_relationships: [{ name: Own tailor, kind: dedicated_personal_assistance }]
```

## Source
Osterwalder & Pigneur, Business Model Generation, 2010, p. 41: cost-driven and value-driven structures.
",
};

pub(super) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    let view = analysis.situation.view;
    let Some((canvas, orientation)) = view.canvas().and_then(|canvas| Some((canvas, canvas.term::<CostOrientation>(Field::CostOrientation)?))) else { return };
    let mut of_value: Vec<(Place, String)> = Vec::new();
    let mut of_cost: Vec<(Place, String)> = Vec::new();
    // Values that either kind of model may offer.
    let mut others = false;
    for offer in view.block(Block::ValuePropositions) {
        for value in offer.terms::<ValueKind>(Field::Value) {
            let says = |what: &str| (offer.field(Field::Value), format!("`{}` is about {what}", offer.name()));
            match value {
                ValueKind::Customization => of_value.push(says("customization")),
                ValueKind::Design => of_value.push(says("design")),
                ValueKind::BrandStatus => of_value.push(says("brand and status")),
                ValueKind::Price => of_cost.push(says("price")),
                ValueKind::CostReduction => of_cost.push(says("lower costs")),
                _ => others = true,
            }
        }
    }
    for relationship in view.block(Block::CustomerRelationships) {
        if relationship.term::<RelationshipKind>(Field::Kind) == Some(RelationshipKind::DedicatedPersonalAssistance) {
            of_value.push((relationship.field(Field::Kind), format!("`{}` is dedicated personal assistance", relationship.name())));
        }
    }
    match orientation {
        CostOrientation::CostDriven if on_two_items(&of_value) && of_cost.is_empty() => report(findings, "cost_driven", canvas, &of_value),
        // Cheap or free offers stand beside dear ones in many value-driven models; here there is nothing else.
        CostOrientation::ValueDriven if on_two_items(&of_cost) && of_value.is_empty() && !others => report(findings, "value_driven", canvas, &of_cost),
        _ => {}
    }
}

/// One item may be many things; two make a direction.
fn on_two_items(signs: &[(Place, String)]) -> bool {
    signs.iter().any(|(place, _)| signs.first().is_some_and(|(first, _)| first.item != place.item))
}

fn report(findings: &mut Findings<'_>, key: &'static str, canvas: Item<'_>, against: &[(Place, String)]) {
    let signs: Vec<&str> = against.iter().take(3).map(|(_, says)| says.as_str()).collect();
    let draft = findings.report(&RULE, key, canvas.field(Field::CostOrientation)).argument("signs", signs.join(", "));
    against.iter().fold(draft, |draft, (place, says)| draft.evidence(*place, says.as_str())).send();
}
