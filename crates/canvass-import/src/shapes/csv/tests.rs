//! Tables as CSV, with blocks in rows or in columns.

use super::*;
use proptest::prelude::*;

fn names(draft: &Draft, block: Block) -> Vec<&str> {
    draft.items.iter().filter(|item| item.block == block).map(|item| item.name.as_str()).collect()
}

#[test]
fn a_row_is_an_item_of_the_block_that_it_names() {
    let text = "\u{feff}Note;Zone;Colour;Price\r\n\"Growers, of the \"\"valley\"\"\";Key Partners;red;\r\nStall;channels;blue;\r\n\"Rent\nof the mill\";Cost Structure;red;9 a day\r\nBread;revenue_streams;;\r\n";
    let drafts = read(text);
    assert_eq!(drafts.len(), 1);
    assert_eq!(names(&drafts[0], Block::KeyPartnerships), ["Growers, of the \"valley\""]);
    assert_eq!(names(&drafts[0], Block::Channels), ["Stall"]);
    assert_eq!(drafts[0].weight(), (4, 5));
    assert_eq!(&text[drafts[0].items[1].range.clone()], "Stall");
    let once = "block,item,segment\nKey Partners,Growers,\nKey Partners,Millers,Families\n,Bakers,\nChannels,Stall,\nCosts,Rent,\nSWOT,Strong,\n";
    let draft = read(once).remove(0);
    assert_eq!(names(&draft, Block::KeyPartnerships), ["Growers", "Millers", "Bakers"]);
    assert_eq!(draft.items[1].note.as_deref(), Some("segment: Families"));
    assert_eq!(draft.weight(), (3, 5));
}

#[test]
fn a_column_is_a_block_with_items_below() {
    let text = "Key Partners\tKey Activities\tChannels\nGrowers\tgrinding\tStall\nMillers\t\tShop\nCost Structure\tRevenue Streams\t\nRent; wood\tBread\t\n";
    let draft = read(text).remove(0);
    assert_eq!(names(&draft, Block::KeyPartnerships), ["Growers", "Millers"]);
    assert_eq!(names(&draft, Block::Channels), ["Stall", "Shop"]);
    assert_eq!(names(&draft, Block::CostStructure), ["Rent", "wood"]);
    assert_eq!(names(&draft, Block::RevenueStreams), ["Bread"]);
}

#[test]
fn a_first_column_of_labels_may_have_items_or_companies_beside_it() {
    let items = "Key Partners,Growers,Millers\nChannels,Stall,\nCosts,Rent,Wood\n";
    assert_eq!(read(items)[0].weight(), (3, 5));
    let companies = "Block,Mill,Bakery\nKey Partners,Growers,\"Mill, growers, traders\"\nChannels,Stall,Shop\nCosts,Rent,Wages\n";
    let drafts = read(companies);
    assert_eq!(drafts.iter().map(|draft| draft.name.as_deref()).collect::<Vec<_>>(), [Some("Mill"), Some("Bakery")]);
    assert_eq!(names(&drafts[1], Block::KeyPartnerships), ["Mill", "growers", "traders"]);
    let noted = "Block,Content,Evidence\nKey Partners,Growers,letter\nChannels,Stall,\nCosts,Rent,\n";
    assert_eq!(read(noted)[0].items[0].note.as_deref(), Some("Evidence: letter"));
}

#[test]
fn prose_with_commas_is_no_table() {
    assert!(read("Key Partners, channels and costs, all of them,\nare words here, as you see.\n").iter().all(|draft| draft.weight().0 < 3));
}

proptest! {
    #[test]
    fn junk_near_a_table_is_survived(text in "(Key Partners|Channels|Costs|block|item|,|;|\t|\n|\r\n|\"|\"\"|a|é|\u{feff}|[?]){0,60}") {
        for draft in read(&text) {
            prop_assert!(draft.items.iter().all(|item| text.get(item.range.clone()).is_some()));
            prop_assert!(draft.left.iter().all(|left| text.get(left.range.clone()).is_some()));
            prop_assert!(draft.finish("CSV").is_ok());
        }
    }
}

#[test]
fn who_looks_after_a_note_says_nothing_of_it() {
    let draft = read("ブロック,メモ,担当\nチャネル,店,林\nチャネル,電話,佐野\nコスト構造,家賃,林\n主要活動,販売,林\n").remove(0);
    assert_eq!(names(&draft, Block::Channels), ["店", "電話"]);
    assert!(draft.items.iter().all(|item| item.note.is_none()));
    assert_eq!(draft.left.iter().filter(|left| left.why == Why::Care).count(), 4);
}

#[test]
fn a_column_that_says_who_pays_gives_the_group() {
    let draft = read("Block,Was,Wer zahlt\nEinnahmequellen,Pauschale,Camper\nEinnahmequellen,Provision,Landwirt\nKanäle,Messe,\nPartner,Makler,\n").remove(0);
    assert_eq!(draft.items.iter().map(|item| item.group.as_deref()).collect::<Vec<_>>(), [Some("Camper"), Some("Landwirt"), None, None]);
}
