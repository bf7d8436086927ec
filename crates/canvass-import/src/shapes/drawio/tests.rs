//! Drawings of draw.io: boxes by what they lie in.

use super::*;
use proptest::prelude::*;

fn names(draft: &Draft, block: Block) -> Vec<&str> {
    draft.items.iter().filter(|item| item.block == block).map(|item| item.name.as_str()).collect()
}

const DIAGRAM: &str = r#"<mxfile><diagram name="Mill"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="key-partners" value="&lt;b&gt;Key Partners&lt;/b&gt;" parent="1" vertex="1"><mxGeometry x="0" y="0" width="100" height="20"/></mxCell>
<mxCell id="key-partners-content" value="• Growers&#xa;• Millers" parent="1"><mxGeometry x="900" y="30" width="100" height="200"/></mxCell>
<mxCell id="a7" value="Channels&lt;br&gt;Stall&lt;br&gt;Shop" parent="1"><mxGeometry x="100" y="0" width="100" height="20"/></mxCell>
<mxCell id="a8" value="Cost Structure" parent="1"><mxGeometry x="200" y="0" width="100" height="200"/></mxCell>
<mxCell id="a9" value="&lt;ul&gt;&lt;li&gt;Rent &amp;amp; wood&lt;/li&gt;&lt;li&gt;Wages&lt;/li&gt;&lt;/ul&gt;" parent="1"><mxGeometry x="210" y="30" width="80" height="20"/></mxCell>
<mxCell id="b1" value="legend" parent="1"><mxGeometry x="2000" y="30" width="80" height="20"/></mxCell>
</root></mxGraphModel></diagram></mxfile>"#;

#[test]
fn cells_belong_to_labels_by_name_text_or_place() {
    let drafts = read(DIAGRAM);
    assert_eq!(drafts.len(), 1);
    let draft = &drafts[0];
    assert_eq!(draft.name.as_deref(), Some("Mill"));
    assert_eq!(names(draft, Block::KeyPartnerships), ["Growers", "Millers"]);
    assert_eq!(names(draft, Block::Channels), ["Stall", "Shop"]);
    assert_eq!(names(draft, Block::CostStructure), ["Rent & wood", "Wages"]);
    assert_eq!(draft.left.len(), 1);
    assert!(DIAGRAM[draft.items[0].range.clone()].starts_with("• Growers"));
}

#[test]
fn commas_part_the_notes_of_one_cell_but_not_of_several() {
    let cell = |id: &str, value: &str| format!("<mxCell id=\"{id}\" value=\"{value}\" parent=\"l\"/>");
    let page = |cells: &str| {
        format!(
            "<mxfile><diagram name=\"Mill\"><mxGraphModel><root><mxCell id=\"l\" value=\"Cost Structure\" parent=\"1\"/>{cells}</root></mxGraphModel></diagram></mxfile>"
        )
    };
    let one = page(&cell("a", "Wages, rent, wood"));
    assert_eq!(names(&read(&one)[0], Block::CostStructure), ["Wages", "rent", "wood"]);
    let several = page(&(cell("a", "Wages, 14 people") + &cell("b", "Rent; wood when it is cold")));
    assert_eq!(names(&read(&several)[0], Block::CostStructure), ["Wages, 14 people", "Rent; wood when it is cold"]);
}

#[test]
fn a_compressed_page_is_known_as_one() {
    let packed = format!("<mxfile><diagram name=\"x\">{}</diagram></mxfile>", "7Vxbc9o4FP41zO4+".repeat(6));
    assert!(compressed(&packed) && read(&packed).is_empty());
    assert!(!compressed(DIAGRAM) && !compressed("<p>mxfile</p>"));
}

proptest! {
    #[test]
    fn junk_near_a_diagram_is_survived(text in r#"(<mxGraphModel>|</mxGraphModel>|<mxCell id="kp" value="Key Partners"|<mxCell value="&lt;li&gt;a"|/>|>|<root>|</root>|<mxGeometry x="1"/>|&#xa;|<|"){0,24}"#) {
        compressed(&text);
        for draft in read(&text).into_iter().chain(read(&format!("<mxGraphModel><root>{text}</root></mxGraphModel>"))) {
            prop_assert!(draft.finish("draw.io").is_ok());
        }
    }
}
