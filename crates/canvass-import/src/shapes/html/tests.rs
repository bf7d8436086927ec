//! HTML pages: headings, cards and tables.

use super::*;
use canvass_model::blocks::Block;
use proptest::prelude::*;

fn only(text: &str) -> Draft {
    let mut drafts = read(text);
    assert_eq!(drafts.len(), 1, "{text}");
    drafts.remove(0)
}

fn names(draft: &Draft, block: Block) -> Vec<&str> {
    draft.items.iter().filter(|item| item.block == block).map(|item| item.name.as_str()).collect()
}

#[test]
fn headings_and_lists_make_a_canvas() {
    let text = "<html><head><title>Mill &amp; Co – Business Model Canvas</title><style>h2 { x }</style></head><body><p>About us</p>
        <h2>Key Partners</h2><p>Who helps?</p><ul><li>Growers<ul><li>of the valley</li></ul></li><li><b>For bread:</b><ul><li>Millers<li>Bakers</ul></li></ul>
        <h2>Channels</h2><p>Stall</p><p>Caf&eacute;</p><h2>Cost Structure</h2><h3>Fixed</h3><ul><li>Rent</li></ul><h3>Variable</h3><ul><li>Wood</li></ul><h2>SWOT</h2><ul><li>Strong</li></ul></body></html>";
    let draft = only(text);
    assert_eq!(draft.name.as_deref(), Some("Mill & Co"));
    assert_eq!(names(&draft, Block::KeyPartnerships), ["Growers", "Millers", "Bakers"]);
    assert_eq!((draft.items[0].note.as_deref(), draft.items[1].group.as_deref()), (Some("of the valley"), Some("For bread")));
    assert_eq!(names(&draft, Block::Channels), ["Stall", "Café"]);
    assert_eq!(names(&draft, Block::CostStructure), ["Rent", "Wood"]);
    assert_eq!(draft.items.last().and_then(|item| item.group.as_deref()), Some("Variable"));
    assert_eq!(draft.left.iter().map(|left| left.why).collect::<Vec<_>>(), [Why::Question, Why::Before, Why::Behind]);
    assert_eq!(&text[draft.items[0].range.clone()], "Growers");
}

#[test]
fn entries_that_all_have_a_list_are_groups() {
    let text = "<html><h2>Customer Segments</h2><ul><li>Users<ul><li>Students</li><li>Carers</li></ul></li><li>Funders<ul><li>The town</li></ul></li></ul>
        <h2>Channels</h2><dl><dt>Online</dt><dd>Shop</dd><dd>Mail</dd><dt>Offline</dt><dd>Stall</dd></dl>
        <h2>Key Resources</h2><ul><li>Fridges<ul><li>two big ones</li></ul></li><li>A hall</li></ul></html>";
    let draft = only(text);
    assert_eq!(names(&draft, Block::CustomerSegments), ["Students", "Carers", "The town"]);
    assert_eq!(draft.items.iter().find(|item| item.name == "The town").and_then(|item| item.group.as_deref()), Some("Funders"));
    assert_eq!(names(&draft, Block::Channels), ["Shop", "Mail", "Stall"]);
    assert_eq!(names(&draft, Block::KeyResources), ["Fridges", "A hall"]);
}

#[test]
fn cards_hold_chips_subtitles_and_small_cards() {
    let text = r#"<main><div class="card"><span class="title">Key Partners</span><span>Growers</span><span>Millers</span></div>
        <div class="card"><div class="top"><svg><path d=""/></svg><h4>Revenue Streams</h4><p>Paid on the day</p></div>
            <div><div class="row"><div><h5>Bread</h5><p>by the loaf</p></div><span>70%</span></div><div class="row"><div><h5>Cake</h5></div><span>30%</span></div></div></div>
        <div class="card"><h2>Key Resources</h2><span>Oven</span><span>Van</span></div>
        <div class="card"><div>Channels</div><div>Stall<br>Shop</div></div></main>"#;
    let draft = only(text);
    assert_eq!(names(&draft, Block::KeyResources), ["Oven", "Van"]);
    assert_eq!(names(&draft, Block::KeyPartnerships), ["Growers", "Millers"]);
    assert_eq!(names(&draft, Block::RevenueStreams), ["Bread", "Cake"]);
    assert_eq!(draft.items.iter().find(|item| item.name == "Bread").and_then(|item| item.note.as_deref()), Some("by the loaf; 70%"));
    assert_eq!(names(&draft, Block::Channels), ["Stall", "Shop"]);
}

#[test]
fn tables_have_contents_in_the_cell_below_or_beside() {
    let grid = "# Mill\n\n<table><tr><th rowspan=2>Key Partners</th><th>Key Activities</th><th colspan=2>Value Propositions</th></tr>
        <tr><td>grinding</td><td colspan=2>\n\n- fresh\n- near\n\n</td></tr><tr><td>Growers</td><th>Key Resources</th><td></td></tr><tr><td></td><td>oven<br>river</td></tr>
        <tr><td colspan=2><b>Cost Structure</b><br>Rent<br>Wood</td><td><strong>Channels:</strong> Stall, shop, van</td></tr></table>";
    let draft = only(grid);
    assert_eq!(names(&draft, Block::KeyPartnerships), ["Growers"]);
    assert_eq!(names(&draft, Block::KeyActivities), ["grinding"]);
    assert_eq!(names(&draft, Block::ValuePropositions), ["fresh", "near"]);
    assert_eq!(names(&draft, Block::KeyResources), ["oven", "river"]);
    assert_eq!(names(&draft, Block::CostStructure), ["Rent", "Wood"]);
    assert_eq!(names(&draft, Block::Channels), ["Stall", "shop", "van"]);
    let rows = "<table><tr><td>Key Partners</td><td><ul><li>a</li><li>b</li></ul></td></tr><tr><td>Channels</td><td>c</td></tr><tr><td>Costs</td><td>d</td></tr></table>";
    assert_eq!(only(rows).weight(), (3, 4));
}

#[test]
fn a_menu_is_no_canvas_and_deep_nesting_does_no_harm() {
    assert!(read("<nav><a>Channels</a><a>Key Partners</a><a>Costs</a></nav><p>x</p>").is_empty());
    let deep = format!("{}<h2>Channels</h2>{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
    assert!(read(&deep).is_empty());
}

proptest! {
    #[test]
    fn junk_near_a_page_is_survived(
        text in "(<table>|</table>|<tr>|<td>|</td>|<th rowspan=3>|<th colspan=0>|<li>|<ul>|</ul>|<h2>|</h2>|<div>|</div>|<span>|</span>|<b>|</b>|<br>|</p>|<p>|Key Partners|Channels|Cost Structure|a|é|&eacute;|&amp;|\\n- |<!--|-->|<script>|<del>|: |[?]){0,60}"
    ) {
        for draft in read(&text) {
            prop_assert!(draft.items.iter().all(|item| text.get(item.range.clone()).is_some()));
            prop_assert!(draft.left.iter().all(|left| text.get(left.range.clone()).is_some()));
            prop_assert!(draft.finish("HTML").is_ok());
        }
    }
}
