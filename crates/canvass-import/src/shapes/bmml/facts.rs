//! What an item of a business model states besides links: its kind, its price, what it is made of.

use canvass_formats::tree::{Node, Value};
use canvass_model::blocks::Block;
use serde_json::{Map, json};

use super::super::json::typed;
use super::{list, name};
use crate::clean;

/// Keys that are read elsewhere.
const READ: [&str; 20] = [
    "id",
    "name",
    "description",
    "for",
    "from",
    "segments",
    "segment",
    "for_value",
    "from_segments",
    "provides",
    "linked_to",
    "supports",
    "value_propositions",
    "customer_segments",
    "jobs",
    "pains",
    "gains",
    "products_services",
    "pain_relievers",
    "gain_creators",
];

/// Our word for a stage.
pub(super) fn stage(stage: &str) -> Option<&'static str> {
    Some(match stage {
        "ideation" => "ideation",
        "discovery" => "discovery",
        "validation" => "validation",
        "acceleration" => "acceleration",
        "grow" | "growth" | "growing" | "scale" | "scaling" | "sustain" | "established" | "mature" => "established",
        "improve" | "renewal" => "renewal",
        _ => return None,
    })
}

/// How much a need matters, from the three words of the notation or a number.
pub(super) fn importance(node: &Node) -> Option<u8> {
    match &node.value {
        Value::Text(word) => match word.as_str() {
            "high" | "critical" | "severe" => Some(5),
            "medium" | "moderate" => Some(3),
            "low" | "mild" => Some(1),
            _ => None,
        },
        Value::Number(digits) => digits.parse().ok().filter(|importance| (1..=5).contains(importance)),
        _ => None,
    }
}

/// Puts the further facts of an item into fields where our format has them, otherwise into its note.
pub(super) fn of(block: Block, node: &Node, fields: &mut Map<String, serde_json::Value>, notes: &mut Vec<String>) {
    for (key, title) in [("products_services", "products and services"), ("pain_relievers", "relieves"), ("gain_creators", "creates")] {
        let parts: Vec<String> = node.get(key).map_or(&[][..], list).iter().filter_map(|part| Some(clean::plain(name(part)?.0))).collect();
        if !parts.is_empty() {
            notes.push(format!("{title}: {}", parts.join(", ")));
        }
    }
    let Value::Map(entries) = &node.value else { return };
    for entry in entries.iter().filter(|entry| !READ.contains(&entry.key.as_str())) {
        let word = match &entry.value.value {
            Value::Text(word) => word.as_str(),
            _ => "",
        };
        let (field, value) = match counterpart(block, &entry.key, word) {
            Some((field, value)) => (field, json!(value)),
            None => (entry.key.as_str(), entry.value.to_json()),
        };
        if !fields.contains_key(field) && typed::is_field(block, field, &value) {
            fields.insert(field.to_owned(), value);
        } else if let Some(value) = typed::words(&entry.value) {
            notes.push(format!("{}: {value}", typed::humanised(&entry.key)));
        }
    }
}

/// The field and value of ours for a type of the first version of the notation.
fn counterpart(block: Block, key: &str, word: &str) -> Option<(&'static str, &'static str)> {
    Some(match (block, key, word) {
        (Block::Channels, "type", "owned" | "own") => ("owner", "own"),
        (Block::Channels, "type", "partner") => ("owner", "partner"),
        (Block::CustomerRelationships, "type", "personal" | "personal_assistance") => ("kind", "personal_assistance"),
        (Block::CustomerRelationships, "type", "dedicated") => ("kind", "dedicated_personal_assistance"),
        (Block::CustomerRelationships, "type", "self_service") => ("kind", "self_service"),
        (Block::CustomerRelationships, "type", "automated") => ("kind", "automated_service"),
        (Block::CustomerRelationships, "type", "community") => ("kind", "community"),
        (Block::CustomerRelationships, "type", "co_creation") => ("kind", "co_creation"),
        (Block::RevenueStreams, "type", "recurring") => ("recurrence", "recurring"),
        (Block::RevenueStreams, "type", "transaction") => ("recurrence", "transaction"),
        (Block::KeyResources, "type", "physical") => ("kind", "physical"),
        (Block::KeyResources, "type", "intellectual") => ("kind", "intellectual"),
        (Block::KeyResources, "type", "human") => ("kind", "human"),
        (Block::KeyResources, "type", "financial") => ("kind", "financial"),
        (Block::KeyActivities, "type", "production") => ("kind", "production"),
        (Block::KeyActivities, "type", "problem_solving") => ("kind", "problem_solving"),
        (Block::KeyActivities, "type", "platform" | "platform_network") => ("kind", "platform_network"),
        (Block::KeyPartnerships, "type", "supplier" | "buyer_supplier") => ("kind", "buyer_supplier"),
        (Block::KeyPartnerships, "type", "strategic" | "strategic_alliance") => ("kind", "strategic_alliance"),
        (Block::KeyPartnerships, "type", "coopetition") => ("kind", "coopetition"),
        (Block::KeyPartnerships, "type", "joint_venture") => ("kind", "joint_venture"),
        (Block::KeyPartnerships, "motivation", "optimization") => ("motive", "optimization_economy_of_scale"),
        (Block::KeyPartnerships, "motivation", "risk_reduction") => ("motive", "risk_uncertainty_reduction"),
        (Block::KeyPartnerships, "motivation", "resource_acquisition") => ("motive", "acquisition_of_resources_activities"),
        (Block::CostStructure, "type", "fixed") => ("kind", "fixed"),
        (Block::CostStructure, "type", "variable") => ("kind", "variable"),
        _ => return None,
    })
}
