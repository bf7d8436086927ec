//! Paragraphs inside a block: titles of what follows, lines that are items, sentences.

use canvass_model::blocks::Block;

use super::cards::Cards;
use super::fill::{Content, Group};
use super::inline::{Line, join, wide};
use super::list::note;
use super::manner::{Manner, are_notes, stop};
use super::node::Node;
use super::sentences::sentences;
use super::split::{Split, part, parts, unbulleted};
use super::words::{bare, bold_lead, bullet, ends_with_colon, is_background, is_bold, is_question, is_title, is_total, lead, unnumbered};
use crate::Why;
use crate::shapes::groups::{is_name, marked_name};

/// Where a paragraph stands.
pub(super) struct Place<'nodes> {
    /// The block.
    pub(super) block: Block,
    /// Whether lists or tables stand beside it.
    pub(super) listed: bool,
    /// Whether it is the rest of a line that began with the label.
    pub(super) inline: bool,
    /// What follows it.
    pub(super) next: Option<&'nodes Node>,
    /// Whether it is one of several short lines that have a list under them.
    pub(super) named: bool,
    /// Whether nothing stands before it.
    pub(super) first: bool,
}

/// Reads a paragraph; whether what follows it was read with it.
pub(super) fn paragraph(lines: &[Line], place: &Place<'_>, cards: &Cards, group: &mut Group, content: &mut Content) -> bool {
    // What is asked in the line below a label is no part of the answer under it.
    let asked = if place.inline || !content.items.is_empty() { 0 } else { lines.iter().take_while(|line| is_question(&line.text)).count() };
    let lines = if asked < lines.len() {
        lines[..asked].iter().for_each(|line| content.leave(line.range.clone(), Why::Question));
        &lines[asked..]
    } else {
        lines
    };
    let Some(whole) = join(lines) else { return false };
    if whole.italic || (is_question(&whole.text) && content.items.is_empty()) {
        let why = if is_question(&whole.text) || content.items.is_empty() { Why::Question } else { Why::Decoration };
        content.leave(whole.range.clone(), why);
        return false;
    }
    if place.inline {
        let parts = match &parts(lines, Split::Commas)[..] {
            [only] if !place.listed => by_sentence(only),
            parts => parts.to_vec(),
        };
        for line in parts {
            content.push(place.block, &line, None, group);
        }
        return false;
    }
    let (last, before) = match lines.split_last() {
        Some((last, before)) if announces(place.next) && (is_title(&last.text) || marked_name(&last.text).is_some() || place.named) => (Some(last), before),
        _ => (None, lines),
    };
    if !before.is_empty() {
        group.lead = None;
        if last.is_none() && before.len() == 1 && is_bold(&whole.text) && tells(place.next) {
            content.push(place.block, &whole, place.next.map(|next| note(std::slice::from_ref(next))), group);
            return true;
        }
        words(before, place, group, content);
    }
    let Some(title) = last else { return false };
    if let Some(Node::List { items, .. }) = place.next
        && cards.is_card(items)
    {
        let line = Line { text: bare(&title.text), ..title.clone() };
        content.push(place.block, &line, Some(note(place.next.map(std::slice::from_ref).unwrap_or_default())), &Group { lead: None, ..group.clone() });
        return true;
    }
    if is_question(&title.text) {
        group.lead = None;
        content.leave(title.range.clone(), Why::Question);
        return false;
    }
    // A whole sentence before a list only announces it.
    let text = bare(&title.text);
    if is_bold(&title.text) || text.split_whitespace().count() <= 5 {
        group.lead = Some(marked_name(&text).unwrap_or_else(|| unnumbered(&text)).to_owned());
    } else {
        group.lead = None;
        content.leave(title.range.clone(), Why::Decoration);
    }
    false
}

/// The sentences of a line: in prose, each says something of its own.
fn by_sentence(line: &Line) -> Vec<Line> {
    let sentences: Vec<Line> = sentences(&line.text).into_iter().filter_map(|range| part(line, range)).collect();
    if sentences.len() > 1 { sentences } else { vec![line.clone()] }
}

/// Everything that the parts say, in one line.
pub(super) fn told(nodes: &[Node]) -> String {
    note(nodes)
}

/// Whether a paragraph is a short line right above a list, which can only name what the list holds.
pub(super) fn names_list(node: &Node, next: Option<&Node>) -> bool {
    const LONGEST: usize = 30;
    let Node::Paragraph { lines, inline: false } = node else { return false };
    let [line] = &lines[..] else { return false };
    let short = line.text.chars().count() <= LONGEST && line.text.split_whitespace().count() <= 4;
    short && !line.italic && is_name(&line.text) && bullet(&line.text).is_none() && matches!(next, Some(Node::List { .. }))
}

fn announces(next: Option<&Node>) -> bool {
    matches!(next, Some(Node::List { .. } | Node::Table(_)))
}

fn tells(next: Option<&Node>) -> bool {
    matches!(next, Some(Node::Paragraph { lines, inline: false }) if lines.len() == 1 && lines.iter().all(|line| !is_bold(&line.text) && bullet(&line.text).is_none() && !line.italic))
}

fn words(lines: &[Line], place: &Place<'_>, group: &mut Group, content: &mut Content) {
    if lines.iter().any(|line| bullet(&line.text).is_some()) {
        bulleted(lines, place.block, group, content);
        return;
    }
    if lines.len() > 1 && !is_wrapped(lines, content.manner) {
        titled_lines(lines, place, group, content);
        return;
    }
    let Some(whole) = join(lines) else { return };
    sentence_items(&whole, place, group, content);
}

/// Lines with bullets that Markdown does not know; lines without one go on with the line before or give a title.
fn bulleted(lines: &[Line], block: Block, group: &mut Group, content: &mut Content) {
    let mut open = false;
    for line in lines {
        let (rest, marked) = unbulleted(line);
        if is_question(&rest.text) && content.items.is_empty() {
            content.leave(rest.range, Why::Question);
        } else if marked {
            if is_total(&rest.text) {
                content.leave(rest.range, Why::Decoration);
            } else {
                content.push(block, &rest, None, group);
                open = true;
            }
        } else if is_title(&rest.text) {
            group.lead = Some(bare(&rest.text));
            open = false;
        } else if open && rest.text.starts_with(char::is_lowercase) {
            if let Some(item) = content.items.last_mut() {
                item.name = format!("{} {}", item.name, rest.text);
                item.range.end = item.range.end.max(rest.range.end);
            }
        } else {
            content.push(block, &rest, None, group);
        }
    }
}

/// Lines of their own, each an item; a bold line takes the lines below it as its note or its group.
fn titled_lines(lines: &[Line], place: &Place<'_>, group: &mut Group, content: &mut Content) {
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let below = lines[at..].iter().take_while(|line| !is_title(&line.text)).count();
        if is_total(&line.text) || line.italic {
            content.leave(line.range.clone(), Why::Decoration);
        } else if is_question(&line.text) && content.items.is_empty() {
            content.leave(line.range.clone(), Why::Question);
        } else if is_title(&line.text) && below == 1 && !ends_with_colon(&line.text) {
            content.push(place.block, line, Some(crate::clean::plain(&lines[at].text)), group);
            at += 1;
        } else if is_title(&line.text) && below > 0 {
            group.lead = Some(bare(&line.text));
        } else {
            content.push(place.block, line, None, group);
        }
    }
}

/// The narrowest width to which a text is broken, in columns.
const BROKEN: usize = 45;

/// So many columns may stay free at the end of a line that was broken to a width.
const ROOM: usize = 20;

/// Whether the lines are one paragraph that was broken to fit a width.
fn is_wrapped(lines: &[Line], manner: Manner) -> bool {
    let before = &lines[..lines.len() - 1];
    let width = |line: &Line| line.text.chars().map(|character| if wide(character) { 2 } else { 1 }).sum::<usize>();
    let long = |line: &&Line| width(line) >= 55;
    let led = lines.iter().filter(|line| lead(&line.text).is_some()).count();
    // Nobody breaks a sentence where a line has hardly begun: such lines are notes of people who do without capitals.
    let goes_on = |line: &Line| line.text.starts_with(|first: char| first.is_lowercase() || first == '(');
    let stops = stop(lines);
    let begins = |of: fn(char) -> bool| lines.iter().filter(|line| line.text.starts_with(of)).count();
    if are_notes(lines) || manner.lined && !stops {
        return false;
    }
    // Where not even the first line begins with a capital and no full stop ends them, a small letter is no sign that a line goes on.
    let small = lines.first().is_some_and(|first| goes_on(first) || first.text.starts_with(char::is_numeric)) && !stops;
    if small && lines.iter().filter(|line| goes_on(line)).count() + begins(char::is_numeric) == lines.len() {
        return false;
    }
    let runs_on = !small && lines.windows(2).any(|pair| goes_on(&pair[1]) && width(&pair[0]) >= BROKEN);
    // Whoever breaks a text to a width fills its lines: one with much room for what begins the next was ended on purpose.
    let widest = lines.iter().map(width).max().unwrap_or_default();
    let had_room = |pair: &[Line]| {
        let next = pair[1].text.split_whitespace().next().map_or(0, |word| word.chars().count());
        width(&pair[0]) + next + ROOM < widest && !goes_on(&pair[1]) && !pair[0].text.ends_with([',', ';'])
    };
    let is_ragged = lines.windows(2).any(had_room);
    led < lines.len() && (before.iter().filter(long).count() * 2 > before.len() && !is_ragged || runs_on)
}

fn sentence_items(whole: &Line, place: &Place<'_>, group: &Group, content: &mut Content) {
    if is_total(&whole.text) {
        content.leave(whole.range.clone(), Why::Decoration);
        return;
    }
    let sentences = sentences(&whole.text);
    // A colon in the first of several sentences belongs to it; only a short lead is about all of them, unless it is followed by those whom it sums up.
    let lists = sentences.first().and_then(|first| whole.text.get(first.clone())).is_some_and(|first| first.contains([',', '，', '、']));
    let about_all = |lead: &str| !lists && lead.split_whitespace().count() <= 4;
    let leads = |lead: &str| sentences.len() == 1 || place.listed || bold_lead(&whole.text).is_some() || about_all(lead);
    let led = lead(&whole.text).is_some_and(|(lead, rest)| !rest.is_empty() && leads(&lead) && (!place.listed || !is_background(&lead)));
    if place.listed {
        let promise = place.first && place.block == Block::ValuePropositions && sentences.len() == 1 && !ends_with_colon(&whole.text);
        // A plain line with a colon beside a table sums it up.
        let led = led && (!matches!(content.items.last(), Some(last) if last.note.is_some()) || bold_lead(&whole.text).is_some());
        if promise || (led && whole.text.chars().count() <= 300) {
            content.push(place.block, whole, None, group);
        } else {
            content.leave(whole.range.clone(), Why::Decoration);
        }
        return;
    }
    if led || sentences.len() <= 1 {
        let split = parts(std::slice::from_ref(whole), Split::Commas);
        let enumerates = !led && split.iter().all(|line| line.text.chars().count() <= 40);
        for line in if enumerates { split } else { vec![whole.clone()] } {
            content.push(place.block, &line, None, group);
        }
        return;
    }
    for range in sentences {
        if let Some(line) = part(whole, range) {
            content.push(place.block, &line, None, group);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::markdown::fill::fill;
    use crate::shapes::markdown::tree::parse;

    fn read(text: &str) -> Vec<(String, Option<String>)> {
        fill(Block::Channels, &parse(text), Manner::default()).items.into_iter().map(|item| (item.name.replace("**", ""), item.group)).collect()
    }

    #[test]
    fn lines_are_items_and_wrapped_lines_are_not() {
        assert_eq!(read("Shops\nWeb\nFairs\n").len(), 3);
        assert_eq!(read("call, or a note at the gate\nparish paper in August\nfarm shop Fri, Sat\n").len(), 3);
        assert_eq!(read("We sell in the shops of our own and in those of many partners of\nours all over the country.\n").len(), 1);
        let ended = "The mill by the river where the road bends: sacks that nobody else wanted to have\nTwo bakers with flour left over by the bag on Saturdays\nThe man who mends the stones\n";
        assert_eq!(read(ended).len(), 3);
        let small = "those who no longer drive and have an old dog that sheds all year\nfamilies on the new estates where both of them work\npeople whose dog is afraid";
        assert_eq!(read(&format!("{small}\n")).len(), 3);
        assert_eq!(read(&format!("{small} of water.\n")).len(), 1);
        let counted = "12 acres, rented\nthe shed at the far end of the yard, paid for by the thirty who eat from it\nboth of us";
        assert_eq!(read(&format!("{counted}\n")).len(), 3);
        let large = "A clean edge in one go, with nothing to mix and nothing to carry\nThe tool itself at less than it costs us to have it made, on the first day\nNo waste";
        assert_eq!(read(&format!("{large}\n")).len(), 3);
        assert_eq!(read(&format!("{large}. It is so.\n")).len(), 2);
        let lined = Manner { lined: true, ..Manner::default() };
        let two = "Owners of cars and of motorcycles in the large towns who compare\nInsurers who look for them";
        let count = |manner: Manner| fill(Block::Channels, &parse(two), manner).items.len();
        assert_eq!((count(lined), count(Manner::default())), (2, 1));
        assert_eq!(read("• Shops\n• Web\nof ours\n").iter().map(|item| item.0.as_str()).collect::<Vec<_>>(), ["Shops", "Web of ours"]);
    }

    #[test]
    fn titles_give_groups_and_announcements_go() {
        let read = read("**Own:**\n- Shops\n\nAnd these are the places where others sell for us:\n\n- Fairs\n");
        assert_eq!(read, [("Shops".to_owned(), Some("Own".to_owned())), ("Fairs".to_owned(), None)]);
    }

    #[test]
    fn hints_and_questions_under_the_label_are_left() {
        let content = fill(Block::Channels, &parse("*How do we reach them?*\n\n- Shops\n\nWhy not?\n"), Manner::default());
        assert_eq!(content.items.len(), 1);
        assert_eq!(content.left[0].1, Why::Question);
        let text = "*How do we reach them?*\nWe go to where our buyers are every day of the week. They come to us too. Few write.\n";
        let content = fill(Block::Channels, &parse(text), Manner::default());
        assert_eq!((content.items.len(), content.left.len()), (3, 1));
    }

    #[test]
    fn a_colon_in_a_sentence_leads_nothing() {
        let text = "We go to where our buyers are every day of the week: to fairs, shops and farms. They come to us too. Few write.\n";
        assert_eq!(read(text).len(), 3);
        assert_eq!(read("Online: the store. It is open. It is new.\n").len(), 1);
        assert_eq!(read("Seamen: stokers, mates, cooks. Owners who look for them.\n").len(), 2);
    }

    #[test]
    fn long_prose_is_read_by_the_sentence() {
        let text =
            "We sell through a web store that we run ourselves and that everybody likes. Two fairs a year bring in those who buy for shops in other places.\n";
        assert_eq!(read(text).len(), 2);
    }
}
