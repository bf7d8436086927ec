//! Exports of sticky notes by zone.

use super::*;
use crate::shapes::data;
use canvass_model::blocks::Block;
use proptest::prelude::*;

fn read(text: &str) -> Vec<Draft> {
    of(text, data(text).as_ref())
}

#[test]
fn notes_lie_in_zones_that_a_list_names() {
    let text = r##"{"title": "Mill", "legend": [{"color": "#ffcc00", "label": "Risk"}],
        "zones": [{"id": "8f1c", "name": "Key Partners"}, {"id": "8f2c", "name": "Channels"}, {"id": "8f3c", "name": "Cost Structure"}],
        "notes": [{"id": "n1", "zoneId": "8f1c", "text": "Growers, of the valley", "color": "#FFCC00", "x": 10, "y": 4},
                  {"id": "n2", "zoneId": "8f2c", "text": "Market stall", "color": "#000000", "x": 1, "y": 2},
                  {"id": "n3", "zoneId": "8f3c", "text": "Rent", "x": 3, "y": 2}, {"id": "n4", "zoneId": "8f3c", "text": "Wages", "x": 3, "y": 2}]}"##;
    let drafts = read(text);
    assert_eq!(drafts.len(), 1);
    let draft = &drafts[0];
    assert_eq!(draft.name.as_deref(), Some("Mill"));
    let said: Vec<(Block, &str, Option<&str>)> = draft.items.iter().map(|item| (item.block, item.name.as_str(), item.note.as_deref())).collect();
    assert_eq!(
        said,
        [
            (Block::KeyPartnerships, "Growers, of the valley", Some("colour: Risk")),
            (Block::Channels, "Market stall", None),
            (Block::CostStructure, "Rent", None),
            (Block::CostStructure, "Wages", None)
        ]
    );
}

#[test]
fn notes_kept_by_their_identifier_are_found() {
    let text = r#"{"stickies": {"a": {"zone": "key-partners", "content": "Growers"}, "b": {"zone": "channels", "content": "Stall"}, "c": {"zone": "cost-structure", "content": "Rent"}}}"#;
    assert_eq!(read(text)[0].items.len(), 3);
    assert!(read(r#"{"key_partners": ["a"], "channels": ["b"], "cost_structure": ["c"]}"#).is_empty());
}

proptest! {
    #[test]
    fn junk_near_an_export_is_survived(text in r#"(\{|\[|\]|\}|,|"zone":|"key_partners"|"channels"|"costs"|"text":|"a"|"legend":|"color":|1){0,40}"#) {
        for draft in read(&text) {
            prop_assert!(draft.items.iter().all(|item| text.get(item.range.clone()).is_some()));
            prop_assert!(draft.finish("sticky notes").is_ok());
        }
    }
}
