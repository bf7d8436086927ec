//! Names of blocks in all their spellings.

use std::collections::BTreeMap;

use canvass_model::blocks::Block;
use proptest::prelude::*;

use super::*;

fn blocks() -> BTreeMap<String, toml::Value> {
    toml::from_str(include_str!("../labels.toml")).expect("labels.toml")
}

/// Every name of the table: block, name, whether it is strong.
fn names() -> Vec<(Block, String, bool)> {
    let mut names = Vec::new();
    for block in Block::NINE {
        let table = &blocks()[block.key()];
        for (group, strong) in [("full", true), ("alone", false)] {
            let Some(languages) = table.get(group).and_then(toml::Value::as_table) else { continue };
            for label in languages.values().filter_map(toml::Value::as_array).flatten() {
                names.push((block, label.as_str().expect("a name").to_owned(), strong));
            }
        }
    }
    names
}

fn list(block: Block, name: &str) -> Vec<String> {
    let list = blocks()[block.key()].get(name).and_then(toml::Value::as_array).cloned().unwrap_or_default();
    list.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

fn assert_names(label: &str, block: Block) {
    assert_eq!(block_of(label), Some(Label { block, fit: Fit::Exact }), "{label}");
}

#[test]
fn every_name_is_known_in_every_decoration() {
    for (block, name, strong) in names() {
        for label in [
            name.clone(),
            name.to_uppercase(),
            name.to_lowercase(),
            format!("  {name}: "),
            format!("{name}："),
            format!("1. {name}"),
            format!("3) {name}"),
            format!("2\\. {name}"),
            format!("4\u{fe0f}\u{20e3} {name}"),
            format!("(5) {name}"),
            format!("#6 {name}"),
            format!("Block 7: {name}"),
            format!("Bloque 8 — {name}"),
            format!("九、{name}"),
            format!("第1 {name}"),
            format!("## 🤝 {name} 🤝"),
            format!("**{name}**"),
            format!("**{name}:**"),
            format!("<h4 id=\"x\">{name}</h4>"),
            format!("[{name}](#x)"),
            format!("【{name}】"),
            format!("{name} (Who helps you?)"),
            format!("{name} (Post-MVP)"),
            format!("{name} [HOW]"),
            format!("{name}（说明）"),
        ] {
            assert_names(&label, block);
        }
        if strong {
            for label in [
                format!("{name} — LOCKED: two of three"),
                format!("{name} ★ CORE"),
                format!("{name} - phased"),
                format!("{name} / zz"),
                format!("Our {name}"),
                format!("未知 / {name}"),
                format!("BMC: {name}"),
            ] {
                assert_names(&label, block);
            }
        }
    }
}

#[test]
fn abbreviations_and_keys_are_known() {
    for block in Block::NINE {
        for short in list(block, "short") {
            for label in [short.clone(), format!("**{short}**"), format!("1. {short}:"), format!("{short} — phased"), format!("({short})")] {
                assert_names(&label, block);
            }
            assert_eq!(key_block(&short.to_lowercase()).map(|label| label.block), Some(block), "{short}");
        }
        for key in list(block, "keys") {
            for key in [key.clone(), key.to_uppercase(), key.replace('_', "-"), format!("bmc_{key}"), format!("{key}-content")] {
                assert_eq!(key_block(&key), Some(Label { block, fit: Fit::Exact }), "{key}");
            }
        }
        for key in [block.key().to_owned(), block.key().to_uppercase(), block.key().replace('_', "-"), block.key().replace('_', " ")] {
            assert_eq!(key_block(&key), Some(Label { block, fit: Fit::Exact }), "{key}");
        }
    }
    assert_names("CS — Cost Structure", Block::CostStructure);
    assert_names("CS", Block::CustomerSegments);
    assert_names("KP - Key Partners", Block::KeyPartnerships);
}

#[test]
fn keys_of_every_style_are_known() {
    for (key, block) in [
        ("keyPartners", Block::KeyPartnerships),
        ("key_partnerships", Block::KeyPartnerships),
        ("valueProposition", Block::ValuePropositions),
        ("key-activities", Block::KeyActivities),
        ("Customer Segments", Block::CustomerSegments),
        ("costs", Block::CostStructure),
        ("rev", Block::RevenueStreams),
        ("relationship", Block::CustomerRelationships),
        ("FUENTE_INGRESOS", Block::RevenueStreams),
        ("relaciones_clientes", Block::CustomerRelationships),
        ("ressourcesCles", Block::KeyResources),
        ("cust_segments", Block::CustomerSegments),
    ] {
        let found = key_block(key).map(|label| label.block);
        assert_eq!(found, (key != "cust_segments").then_some(block), "{key}");
    }
    for other in ["name", "id", "title", "metadata", "description", "", "_", "notes", "version", "swot", "kpis", "business_model_canvas"] {
        assert_eq!(key_block(other), None, "{other}");
    }
}

#[test]
fn bilingual_labels_are_known_by_either_half() {
    for (label, block) in [
        ("핵심 파트너 (Key Partners)", Block::KeyPartnerships),
        ("客户细分 Customer Segments", Block::CustomerSegments),
        ("Customer Segments 客户细分", Block::CustomerSegments),
        ("Customer Segments / 客户细分", Block::CustomerSegments),
        ("Cost Structure | 成本", Block::CostStructure),
        ("Nyckelpartner i Sverige (Key Partners)", Block::KeyPartnerships),
        ("渠道（Channels）", Block::Channels),
        ("1. 客户细分（Customer Segments）—— 给谁", Block::CustomerSegments),
        ("9. 💰 FLUJOS DE INGRESOS (Revenue Streams)", Block::RevenueStreams),
        ("KEY PARTNERS 🤝", Block::KeyPartnerships),
        ("Key Partners of the platform", Block::KeyPartnerships),
        ("The Key Partners", Block::KeyPartnerships),
        ("RELACIÓN CLIENTES (Customer Relations)", Block::CustomerRelationships),
        ("Relacion con clientes", Block::CustomerRelationships),
        ("Revenue / Sustainability (Model)", Block::RevenueStreams),
        ("Cost-Structure", Block::CostStructure),
        ("Потребители/Клиенты", Block::CustomerSegments),
    ] {
        assert_names(label, block);
    }
}

#[test]
fn misspelt_labels_say_so() {
    for (label, block) in [
        ("5. Key Actitives", Block::KeyActivities),
        ("Key Resrces (Phase 2)", Block::KeyResources),
        ("**Chanels**", Block::Channels),
        ("Vaule Propositions — v2", Block::ValuePropositions),
    ] {
        assert_eq!(block_of(label), Some(Label { block, fit: Fit::Misspelt }), "{label}");
    }
}

#[test]
fn other_canvases_are_told_and_mapped() {
    let foreign_block = |label| foreign(label).map(|foreign| (foreign.canvas, foreign.block));
    assert_eq!(foreign_block("1. Problem"), Some((OtherCanvas::Lean, None)));
    assert_eq!(foreign_block("Unfair Advantage (moat)"), Some((OtherCanvas::Lean, Some(Block::KeyResources))));
    assert_eq!(foreign_block("**Buy-in & Support**"), Some((OtherCanvas::Mission, Some(Block::CustomerRelationships))));
    assert_eq!(foreign_block("Mission Budget/Cost"), Some((OtherCanvas::Mission, Some(Block::CostStructure))));
    assert_eq!(foreign_block("Customer Jobs:"), Some((OtherCanvas::ValueProposition, None)));
    assert_eq!(foreign_block("Channels"), None);
    assert_eq!(block_of("Beneficiaries"), Some(Label { block: Block::CustomerSegments, fit: Fit::Mapped }));
    assert_eq!(block_of("Unique Value Proposition"), Some(Label { block: Block::ValuePropositions, fit: Fit::Mapped }));
    assert_eq!(block_of("Problem"), None);
    assert_eq!(block_of("Gain Creators"), None);
}

#[test]
fn ordinary_text_is_no_label() {
    for text in [
        "",
        " ",
        "—",
        "***",
        "1.",
        "C",
        "K",
        "Channels we use today",
        "We reach them through channels",
        "3 channels",
        "3 partners",
        "Stripe (partner)",
        "Partners: Stripe, Google",
        "Costs - hosting",
        "Channel: Instagram",
        "| Channel | Segment | Rationale |",
        "| Key Partners | Channels | Cost Structure |",
        "Revenue: $5M",
        "Our customers",
        "The partners pay us monthly",
        "Key Metrics",
        "Code Structure",
        "SWOT Analysis",
        "Competitors",
        "Roadmap",
        "Business Model Canvas",
        "LoFAs — Value Propositions",
        "Channels / Customer Relationships",
        "Cost Structure Evolution",
        "Revenue Projections",
        "Channel Partnerships",
        "Revenue share from partners",
        "Customer segments are families and schools in the north of the country, who pay once a year for the service.",
        "B2B 渠道",
        "提升 Revenue",
        "微信渠道",
        "Fixed Costs",
        "Communication Channels",
        "Technology Partners",
        "co",
        "ch",
        "Human Resources",
        "Strategic Alliances",
        "Value",
    ] {
        assert_eq!(block_of(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn nothing_panics(text in ".{0,200}") {
        block_of(&text);
        key_block(&text);
        foreign(&text);
    }

    #[test]
    fn nothing_near_a_label_panics(
        text in r"([#*\[\]()（）【】<>!\\/|:：—–\-★0-9①一第🤝 \u{fe0f}\u{20e3}\u{301}]|Key |Partners|客户细分|الشركاء|ช่อง|Block|of |CS|\$){0,24}"
    ) {
        block_of(&text);
        key_block(&text);
        foreign(&text);
    }

    #[test]
    fn a_text_of_many_words_is_no_label(words in proptest::collection::vec("[b-z]{3,9}", 4..12)) {
        let bullet = format!("channels {}", words.join(" "));
        prop_assert_eq!(block_of(&bullet), None);
    }
}

#[test]
fn keys_may_leave_the_small_words_out() {
    let key = |key: &str| key_block(key).map(|label| label.block);
    assert_eq!(key("propositions_valeur"), Some(Block::ValuePropositions));
    assert_eq!(key("propuestaValor"), Some(Block::ValuePropositions));
    assert_eq!(key("fontes-receita"), Some(Block::RevenueStreams));
    assert_eq!(key("valeur_client_du_mois"), None);
}
