//! Canvases on which two blocks have headings in the author's own words, in each of many notations.

use canvass_import::{Imported, import};
use canvass_model::blocks::Block;

/// The headings of the nine blocks with two notes each; two of the headings stand in no table.
const BLOCKS: [(&str, &str, &str); 9] = [
    ("Key Partners", "mill", "dairy"),
    ("Key Activities", "baking", "selling"),
    ("Key Resources", "oven", "name"),
    ("Qué les damos", "fresh bread", "cakes to order"),
    ("Customer Relationships", "a word at the counter", "cards"),
    ("Channels", "stall", "telephone"),
    ("A quién le vendemos", "neighbours", "bars"),
    ("Cost Structure", "flour", "rent"),
    ("Revenue Streams", "bread sold", "cakes sold"),
];

/// The canvas with each block written by a closure.
fn written(begin: &str, block: impl Fn(&str, &str, &str) -> String, end: &str) -> String {
    BLOCKS.iter().fold(begin.to_owned(), |text, (head, one, other)| text + &block(head, one, other)) + end
}

fn count(imported: &Imported, block: Block) -> usize {
    serde_json::to_value(&imported.canvas).expect("a value")[block.key()].as_array().map_or(0, Vec::len)
}

#[test]
fn headings_in_own_words_are_read_in_every_notation() {
    let notations = [
        written("# Bakery\n\n", |head, one, other| format!("## {head}\n\n- {one}\n- {other}\n\n"), ""),
        written("# Bakery\n\n", |head, one, other| format!("**{head}**\n\n- {one}\n- {other}\n\n"), ""),
        written("# Bakery\n\n", |head, one, other| format!("**{head}:** {one}; {other}\n\n"), ""),
        written("# Bakery\n\n", |head, one, other| format!("- **{head}**\n  - {one}\n  - {other}\n"), ""),
        written("Bakery\n\n", |head, one, other| format!("{head}:\n{one}\n{other}\n\n"), ""),
        written("Bakery\n\n", |head, one, other| format!("{head}\n- {one}\n- {other}\n\n"), ""),
        written("| Block | Notes |\n|---|---|\n", |head, one, other| format!("| {head} | {one}<br>{other} |\n"), ""),
        written("block,item\n", |head, one, other| format!("{head},{one}\n{head},{other}\n"), ""),
        written("", |head, one, other| format!("{head}:\n  - {one}\n  - {other}\n"), ""),
        written("{\"name\": \"Bakery\"", |head, one, other| format!(", \"{head}\": [\"{one}\", \"{other}\"]"), "}"),
        written("<html><body>", |head, one, other| format!("<h2>{head}</h2><ul><li>{one}</li><li>{other}</li></ul>\n"), "</body></html>"),
        written("<html><body>", |head, one, other| format!("<div><div class=\"title\">{head}</div><p>{one}</p><p>{other}</p></div>\n"), "</body></html>"),
    ];
    for text in notations {
        let imported = import(&text).expect("a canvas");
        assert_eq!(imported.len(), 1, "{text}");
        let counts = Block::NINE.map(|block| count(&imported[0], block));
        assert_eq!(counts, [2; 9], "{text}");
        for (head, key) in [("Qué les damos", "value propositions"), ("A quién le vendemos", "customer segments")] {
            assert!(imported[0].remarks.iter().any(|remark| remark.says.contains(head) && remark.says.contains(key)), "{text}");
        }
    }
}

#[test]
fn groups_inside_of_a_block_are_no_blocks() {
    let text = written("# Bakery\n\n", |head, one, other| format!("## {head}\n\n- {one}\n- {other}\n\n"), "")
        .replace("## Qué les damos\n\n- fresh bread\n- cakes to order\n\n", "");
    let text = text.replace("- bread sold\n", "### What we give to bars\n\n- bread sold\n");
    let imported = import(&text).expect("a canvas");
    assert_eq!(count(&imported[0], Block::ValuePropositions), 0);
    assert_eq!(count(&imported[0], Block::RevenueStreams), 2);
}
