//! JSON and YAML: what is read of every style of keys, and what is not.

use super::*;
use crate::draft::DraftItem;
use canvass_model::blocks::Block;
use proptest::prelude::*;

fn names(draft: &Draft, block: Block) -> Vec<&str> {
    draft.items.iter().filter(|item| item.block == block).map(|item| item.name.as_str()).collect()
}

fn only(text: &str) -> Draft {
    let mut drafts = read(text);
    assert_eq!(drafts.len(), 1, "{text}");
    drafts.remove(0)
}

fn item<'a>(draft: &'a Draft, name: &str) -> &'a DraftItem {
    draft.items.iter().find(|item| item.name == name).unwrap()
}

#[test]
fn a_nested_canvas_is_read_whatever_form_its_values_have() {
    let text = r#"{"business": {"name": "Old Mill"}, "scores": {"channels": 4},
      "canvas": {"keyPartners": "-Growers\n-Millers", "key_activities": "grinding, baking, selling", "channels": ["Market stall"],
        "value_proposition": "Bread from grain of the valley", "customer_segments": [{"name": "Families", "size": 400, "mood": "hungry"}],
        "costs": {"fixed": ["Rent"], "variable": "Grain; water"}, "revenue_streams": ["N/A"], "key_resources": []}}"#;
    let draft = only(text);
    assert_eq!(draft.name.as_deref(), Some("Old Mill"));
    assert_eq!(names(&draft, Block::KeyPartnerships), ["Growers", "Millers"]);
    assert_eq!(names(&draft, Block::KeyActivities), ["grinding", "baking", "selling"]);
    assert_eq!(names(&draft, Block::ValuePropositions), ["Bread from grain of the valley"]);
    assert_eq!(names(&draft, Block::CostStructure), ["Rent", "Grain", "water"]);
    assert_eq!(item(&draft, "water").group.as_deref(), Some("variable"));
    assert_eq!(&text[item(&draft, "water").range.clone()], "water");
    let families = item(&draft, "Families");
    assert_eq!((families.fields.get("size").and_then(serde_json::Value::as_u64), families.note.as_deref()), (Some(400), Some("mood: hungry")));
    assert!(draft.blocks.contains(&Block::KeyResources) && names(&draft, Block::RevenueStreams).is_empty());
    let imported = draft.finish("JSON").unwrap();
    assert_eq!(imported.canvas.count(Block::KeyResources), Some(0));
}

#[test]
fn every_company_has_a_canvas_of_its_own() {
    let text =
        "mill:\n  key_partners: [Growers]\n  channels: [Stall]\n  costs: [Rent]\nold_bakery:\n  key_partners: [Mill]\n  channels: [Shop]\n  costs: [Wages]\n";
    let drafts = read(text);
    assert_eq!(drafts.iter().map(|draft| draft.name.as_deref()).collect::<Vec<_>>(), [Some("mill"), Some("old bakery")]);
    assert_eq!(names(&drafts[1], Block::CostStructure), ["Wages"]);
}

#[test]
fn members_may_name_their_block() {
    let flat = r#"[{"category": "Key Partners", "text": "Growers, of the valley"}, {"category": "Key Partners", "text": "Millers"},
                   {"category": "Channels", "text": "Stall"}, {"category": "Cost Structure", "text": "Rent", "price": "9 a day"}]"#;
    let draft = only(flat);
    assert_eq!(names(&draft, Block::KeyPartnerships), ["Growers, of the valley", "Millers"]);
    assert_eq!(item(&draft, "Rent").note.as_deref(), Some("price: 9 a day"));
    let sections = r#"{"title": "Mill", "blocks": [{"id": "kp", "number": 1, "title": "Key Partners", "sections": [{"heading": "Growers", "items": ["A", "B"]}]},
        {"id": "ch", "number": 2, "title": "Channels", "sections": [{"heading": "", "items": ["Stall"]}]},
        {"id": "co", "number": 3, "title": "Cost Structure", "sections": []}, {"id": "rs", "number": 4, "title": "Revenue Streams", "sections": [{"items": ["Bread"]}]}]}"#;
    let draft = only(sections);
    assert_eq!((names(&draft, Block::KeyPartnerships), item(&draft, "A").group.as_deref()), (vec!["A", "B"], Some("Growers")));
    assert_eq!(names(&draft, Block::RevenueStreams), ["Bread"]);
}

#[test]
fn a_canvas_in_parts_and_a_lean_canvas_are_read() {
    let parts = r#"{"infrastructure": {"key_partners": ["a"], "key_activities": ["b"], "key_resources": ["c"]}, "finances": {"costs": ["d"], "revenue_streams": ["e"]}}"#;
    assert_eq!(only(parts).weight(), (5, 5));
    let lean = r#"{"problem": ["stale bread"], "solution": ["fresh bread"], "customer_segments": ["Families"], "channels": ["Stall"], "unfair_advantage": ["the river"]}"#;
    let draft = only(lean);
    assert_eq!(names(&draft, Block::ValuePropositions), ["fresh bread"]);
    assert_eq!(names(&draft, Block::KeyResources), ["the river"]);
    assert!(draft.remarks.iter().any(|remark| remark.says.contains("`solution`")) && draft.remarks.iter().any(|remark| remark.says.contains("`problem`")));
}

#[test]
fn links_that_lead_nowhere_become_words() {
    let text = r#"{"key_partners": [{"id": "growers", "name": "Growers"}], "customer_segments": ["Families"],
        "channels": [{"name": "Stall", "reaches": ["families"]}, {"name": "Shop", "reaches": "tourists"}]}"#;
    let draft = only(text);
    assert_eq!(item(&draft, "Stall").fields.get("reaches"), Some(&serde_json::json!(["families"])));
    assert_eq!((item(&draft, "Shop").fields.get("reaches"), item(&draft, "Shop").note.as_deref()), (None, Some("reaches: tourists")));
    assert_eq!(item(&draft, "Growers").fields.get("id"), Some(&serde_json::json!("growers")));
}

#[test]
fn a_canvas_inside_a_text_or_a_program_is_found() {
    let inner = r#"{"key-partners": "-Growers\n-Millers", "channels": "-Stall", "cost-structure": "-Rent"}"#;
    let text = serde_json::json!({"answer": {"content": format!("Here it is:\n{inner}\nGood luck.")}}).to_string();
    let draft = only(&text);
    assert_eq!(names(&draft, Block::KeyPartnerships), ["Growers", "Millers"]);
    assert!(text[draft.items[0].range.clone()].starts_with("\"Here it is"));
    let program = "import x from 'y';\n// the canvas isn't final\nexport const canvas = {\n  keyPartners: ['Growers', 'Millers'], // two\n  channels: ['Stall'],\n  costStructure: ['Rent'],\n};\n";
    let draft = only(program);
    assert_eq!(&program[draft.items[1].range.clone()], "Millers");
    assert_eq!(draft.weight(), (3, 4));
}

#[test]
fn features_follow_the_name_of_their_block() {
    let text = r#"{"name": "Mill", "usedFeatures": ["channels", "awareness", "word-of-mouth", "purchase", "stall", "customer-segments", "user-type", "private-user",
        "key-partners", "growers", "cost-structure", "rent", "revenue-streams", "bread-sale"]}"#;
    let draft = only(text);
    assert_eq!(names(&draft, Block::Channels), ["word of mouth", "stall"]);
    assert_eq!(item(&draft, "stall").fields.get("phases"), Some(&serde_json::json!(["purchase"])));
    assert_eq!((draft.weight(), item(&draft, "private user").group.as_deref()), ((5, 6), Some("user type")));
}

#[test]
fn data_without_a_canvas_gives_nothing() {
    for text in ["", "{}", "[1, 2]", "key_partners: 3", r#"{"channels": ["a"], "costs": ["b"]}"#, "just words", "{\"a\": "] {
        assert!(read(text).iter().all(|draft| draft.weight().0 < 3), "{text}");
    }
}

proptest! {
    #[test]
    fn junk_near_data_is_survived(
        text in r#"(\{|\[|\]|\}|, |: |"key_partners"|"channels"|costs|problem|solution|"items"|"name"|"id"|"for"|"a, b"|"x\\ny"|1|null|\n|- |  |= |//|'|"|\u{feff}|é){0,50}"#
    ) {
        for draft in read(&text) {
            prop_assert!(draft.items.iter().all(|item| text.get(item.range.clone()).is_some()));
            prop_assert!(draft.left.iter().all(|left| text.get(left.range.clone()).is_some()));
            prop_assert!(draft.finish("JSON").is_ok());
        }
    }
}

#[test]
fn beside_a_group_with_several_items_stands_one_with_a_text() {
    let text =
        r#"{"channels": ["Shop"], "key_partners": ["Town"], "value_propositions": {"For hosts": ["Guests", "Help"], "For guests": "Cheap rooms; company"}}"#;
    let draft = only(text);
    assert_eq!(names(&draft, Block::ValuePropositions), ["Guests", "Help", "Cheap rooms", "company"]);
    assert_eq!(item(&draft, "company").group.as_deref(), Some("For guests"));
}

#[test]
fn the_text_of_a_note_stands_under_a_key_of_any_language() {
    for (key, aside) in [("texto", r#""prioridad": 1"#), ("inhalt", r#""verantwortlich": "Jo""#), ("内容", r#""负责人": "林""#)] {
        let text =
            format!(r#"{{"channels": [{{"{key}": "Shop", {aside}}}, {{"{key}": "Mail", {aside}}}], "key_partners": ["Town"], "cost_structure": ["Rent"]}}"#);
        let draft = only(&text);
        assert_eq!(names(&draft, Block::Channels), ["Shop", "Mail"], "{key}");
        assert!(draft.items.iter().all(|item| item.group.is_none()), "{key}");
    }
}

#[test]
fn a_header_of_its_own_stands_before_a_canvas_in_yaml() {
    let text = "---\ntitle: Cascaviva\n---\nbusiness_model_canvas:\n  channels:\n    - Ferias à vista\n  key_partners: [Town]\n  cost_structure: [Rent]\n";
    let draft = only(text);
    assert_eq!(draft.name.as_deref(), Some("Cascaviva"));
    assert_eq!(names(&draft, Block::Channels), ["Ferias à vista"]);
    assert_eq!(&text[draft.items[0].range.clone()], "Ferias à vista");
    let two = "channels: [Shop]\nkey_partners: [Town]\ncost_structure: [Rent]\n---\nchannels: [Mail]\nkey_partners: [Mill]\ncost_structure: [Wood]\n";
    let root = tree(two).unwrap();
    assert_eq!(of_tree(&root, two).iter().map(|draft| names(draft, Block::Channels).join("")).collect::<Vec<_>>(), ["Shop", "Mail"]);
}

#[test]
fn notes_say_where_they_lie_under_a_key_of_any_language() {
    let note = |zone: &str, text: &str| format!(r#"{{"zona": "{zone}", "texto": "{text}", "cor": "azul"}}"#);
    let notes = [note("channels", "loja"), note("channels", "panfleto"), note("cost_structure", "aluguel"), note("key_partnerships", "feira")];
    let draft = only(&format!(r#"{{"board": "Lava", "notas": [{}]}}"#, notes.join(", ")));
    assert_eq!(names(&draft, Block::Channels), ["loja", "panfleto"]);
    assert!(draft.items.iter().all(|item| item.note.is_none()));
}

#[test]
fn a_key_that_says_whom_an_item_is_for_gives_its_group() {
    let draft = only(
        r#"{"value_propositions": [{"texto": "Seco", "para_quién": "Campistas"}], "revenue_streams": [{"name": "Fee", "who pays": "Farmers"}], "channels": ["Web"]}"#,
    );
    assert_eq!(draft.items.iter().map(|item| item.group.as_deref()).collect::<Vec<_>>(), [Some("Campistas"), Some("Farmers"), None]);
}

#[test]
fn rows_are_called_by_the_first_of_their_own_keys() {
    let text = r#"{"revenue_streams": [{"post": "Grazing", "bedrag": "420 euro"}, {"post": "Wool", "bedrag": "17,50"}], "channels": ["Fair"], "key_partnerships": ["Vet"]}"#;
    let draft = only(text);
    assert_eq!(names(&draft, Block::RevenueStreams), ["Grazing", "Wool"]);
    assert_eq!(draft.items.iter().find(|item| item.name == "Wool").and_then(|item| item.note.as_deref()), Some("bedrag: 17,50"));
}
