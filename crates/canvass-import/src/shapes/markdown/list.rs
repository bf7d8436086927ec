//! A list inside a block: a bullet is an item, unless it only gives the title of what is nested under it.

use std::borrow::Cow;

use canvass_model::blocks::Block;

use super::cards::Cards;
use super::fill::{Content, Group, walk};
use super::inline::{Line, join};
use super::node::{Entry, Node};
use super::words::{bare, ends_with_colon, is_bold, is_question, is_title, is_total, sorts, unnumbered};
use crate::Why;
use crate::shapes::groups::{Branch, Mark, are_groups, is_heavy, marked_name};

/// Reads the items of a list into a block.
pub(super) fn list(block: Block, ordered: bool, items: &[Entry], group: &Group, cards: &Cards, content: &mut Content) {
    let titled = groups(ordered, items, group, content.manner.small);
    content.items.reserve(items.len());
    for item in items {
        let Some(line) = join(&item.lines) else {
            walk(block, &item.children, group, cards, content);
            continue;
        };
        if (line.italic || !item.children.is_empty()) && is_question(&line.text) {
            content.leave(line.range.clone(), Why::Question);
            walk(block, &item.children, group, cards, content);
        } else if is_total(&line.text) {
            content.leave(item.range.clone(), Why::Decoration);
        } else if is_group(item, &line, titled, cards) {
            let title = bare(&line.text);
            let inner = Group { lead: Some(marked_name(&title).unwrap_or_else(|| unnumbered(&title)).to_owned()), ..group.clone() };
            walk(block, &item.children, &inner, cards, content);
        } else {
            let range = item.range.start..line.range.end.max(item.range.start);
            let note = note(&item.children);
            let mut line = Line { range, ..line.into_owned() };
            if !item.children.is_empty() {
                let end = line.text.trim_end_matches([':', '：']).len();
                line.text.truncate(end);
                line.range.end = item.range.end.max(line.range.end);
            }
            content.add(block, line, (!note.is_empty()).then_some(note), group);
        }
    }
}

/// Whether the lines of this list are titles of what is nested under them. Where the list is numbered or stands in a group itself, only words
/// that sort tell; a bullet with something nested that says more than a title makes all of them items.
fn groups(ordered: bool, items: &[Entry], group: &Group, small: bool) -> bool {
    if !items.iter().any(has_list) {
        return false;
    }
    if all_sort(items) {
        return true;
    }
    if ordered || group.title().is_some() {
        return false;
    }
    let branches: Vec<Branch<'_>> = items.iter().filter_map(branch).collect();
    let nested = || branches.iter().filter(|branch| !branch.children.is_empty());
    let alone = branches.len() == 1 || nested().count() < branches.len();
    if alone { nested().all(|branch| branch.mark != Mark::Plain) } else { are_groups(&branches, small) }
}

/// A bullet with what is nested under it.
fn branch(item: &Entry) -> Option<Branch<'static>> {
    let line = join(&item.lines)?;
    let mark = match () {
        () if is_heavy(&line.text) => Mark::Colon,
        () if !is_title(&line.text) => Mark::Plain,
        () if ends_with_colon(&line.text) => Mark::Colon,
        () => Mark::Bold,
    };
    let mut children = Vec::new();
    for node in &item.children {
        match node {
            Node::List { items, .. } => children.extend(items.iter().filter_map(|item| join(&item.lines)).map(|line| Cow::Owned(bare(&line.text)))),
            Node::Table(table) => children.extend(table.rows.iter().skip(1).filter_map(|row| row.first()).map(|cell| Cow::Owned(cell.text().into_owned()))),
            _ => {}
        }
    }
    let title = bare(&line.text);
    Some(Branch { text: Cow::Owned(marked_name(&title).unwrap_or(&title).to_owned()), mark, children })
}

/// Whether every bullet has a list under it and the bullets tell for whom or of which kind it is: `Those we serve`, `家庭向け`.
fn all_sort(items: &[Entry]) -> bool {
    const LONGEST: usize = 48;
    let title = |item: &Entry| join(&item.lines).map(|line| bare(&line.text)).filter(|title| has_list(item) && title.chars().count() <= LONGEST);
    let titles: Vec<String> = items.iter().map_while(title).collect();
    titles.len() == items.len() && titles.len() > 1 && titles.iter().any(|title| sorts(title))
}

fn is_group(item: &Entry, line: &Line, titled: bool, cards: &Cards) -> bool {
    if !has_list(item) || !(titled || is_title(&line.text)) {
        return false;
    }
    let card = || item.children.iter().any(|node| matches!(node, Node::List { items, .. } if cards.is_card(items)));
    (titled || ((is_bold(&line.text) || line.text.ends_with([':', '：'])) && sorts(&bare(&line.text)))) && !card()
}

fn has_list(item: &Entry) -> bool {
    item.children.iter().any(|node| matches!(node, Node::List { .. } | Node::Table(_)))
}

/// What is nested under an item, in one line.
pub(super) fn note(nodes: &[Node]) -> String {
    let mut all: Vec<String> = Vec::new();
    gather(nodes, &mut all);
    all.join("; ")
}

fn gather(nodes: &[Node], all: &mut Vec<String>) {
    let mut add = |text: &str| {
        let plain = crate::clean::plain(text);
        if !plain.is_empty() {
            all.push(plain);
        }
    };
    for node in nodes {
        match node {
            Node::Paragraph { lines, .. } => join(lines).iter().for_each(|line| add(&line.text)),
            Node::Heading { line, .. } => add(&line.text),
            Node::List { items, .. } => {
                for item in items {
                    if let Some(line) = join(&item.lines) {
                        let inner = note(&item.children);
                        let text = line.text.trim_end_matches([':', '：']);
                        if inner.is_empty() { add(&line.text) } else { add(&format!("{text}: {inner}")) }
                    }
                }
            }
            Node::Table(table) => table.rows.iter().skip(1).filter_map(|row| super::rows::note(row, &[], usize::MAX)).for_each(|row| add(&row)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::shapes::markdown::fill::fill;
    use crate::shapes::markdown::manner::Manner;
    use crate::shapes::markdown::tree::parse;
    use canvass_model::blocks::Block;

    fn read(text: &str) -> Vec<(String, Option<String>, Option<String>)> {
        fill(Block::CostStructure, &parse(text), Manner::default()).items.into_iter().map(|item| (item.name.replace("**", ""), item.note, item.group)).collect()
    }

    fn names(text: &str) -> Vec<String> {
        read(text).into_iter().map(|item| item.0).collect()
    }

    #[test]
    fn nested_bullets_explain_and_titles_sort() {
        let read = read("- Flour\n  - wheat\n  - rye\n- Salt\n");
        assert_eq!(read, [("Flour".to_owned(), Some("wheat; rye".to_owned()), None), ("Salt".to_owned(), None, None)]);
        let read = self::read("- **Fixed**\n  - Rent\n  - Oven\n- **Variable:**\n  - Flour\n");
        assert_eq!(read.len(), 3);
        assert_eq!(read[2], ("Flour".to_owned(), None, Some("Variable".to_owned())));
    }

    #[test]
    fn plain_bullets_that_tell_for_whom_sort_what_is_under_them() {
        assert_eq!(names("- Those we feed\n  - Hikers\n  - Guests\n- Those who fund us\n  - Two foundations\n"), ["Hikers", "Guests", "Two foundations"]);
        assert_eq!(names("- 家庭向け\n  - 本体\n- 会社向け\n  - 開発キット\n"), ["本体", "開発キット"]);
        assert_eq!(names("- Flour\n  - wheat\n  - rye\n- Salt\n  - coarse\n"), ["Flour", "Salt"]);
        assert_eq!(names("- For hosts\n  - Guests\n- A map\n"), ["For hosts", "A map"]);
    }

    #[test]
    fn plain_bullets_that_all_have_a_list_are_groups() {
        assert_eq!(names("- Beneficiarios\n  - Mayores\n  - Madres\n- Financiadores\n  - La gobernación\n"), ["Mayores", "Madres", "La gobernación"]);
        assert_eq!(names("1. For hosts\n   - Guests\n2. For guests\n   - Rooms\n   - Prices\n"), ["Guests", "Rooms", "Prices"]);
        assert_eq!(names("- Staff\n  - Bakers\n  - Drivers\n- Rent\n"), ["Staff", "Rent"]);
        assert_eq!(names("1. Staff\n   - Bakers\n   - Drivers\n2. Rent\n   - The shop\n"), ["Staff", "Rent"]);
    }

    #[test]
    fn small_letters_nest_as_others_where_all_is_written_small() {
        let grouped = parse("- Guests\n  - families\n  - hikers\n- Hosts\n  - farms\n  - huts\n");
        let names = |small: bool| -> Vec<String> {
            fill(Block::CustomerSegments, &grouped, Manner { small, ..Manner::default() }).items.into_iter().map(|item| item.name).collect()
        };
        assert_eq!(
            (names(false), names(true)),
            (vec!["Guests".to_owned(), "Hosts".to_owned()], ["families", "hikers", "farms", "huts"].map(str::to_owned).to_vec())
        );
    }

    #[test]
    fn numbered_titles_and_cards_are_items() {
        assert_eq!(names("1. **Rent**\n   - shop\n2. **Staff**\n   - baker\n"), ["Rent", "Staff"]);
        assert_eq!(names("- **Free**\n  - Price: 0\n  - Limit: 5\n- **Pro**\n  - Price: 9\n  - Limit: none\n"), ["Free", "Pro"]);
        assert_eq!(names("### Shop\n- **Rent**\n  - paid monthly\n"), ["Rent"]);
    }

    #[test]
    fn totals_and_questions_are_no_items() {
        assert_eq!(names("- What does it cost?\n- Rent\n- **Total**: 5\n"), ["Rent"]);
        assert_eq!(names("- What does it cost?\n  - Rent\n  - Staff\n"), ["Rent", "Staff"]);
    }
}
