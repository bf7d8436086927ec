//! XML of any vocabulary: elements that are called like blocks, outlines (OPML) and mind maps whose texts stand in attributes.

use std::ops::Range;

use canvass_formats::tree::{Entry, Node, Value};
use roxmltree::{Document, Node as Element, ParsingOptions};

use super::json;
use crate::draft::Draft;
use crate::labels::block_of;

/// The attributes in which an element says what it is, the likeliest first.
const TEXTS: [&str; 9] = ["text", "TEXT", "label", "title", "name", "caption", "value", "content", "key"];
/// Elements nested deeper are left.
const DEPTH: usize = 64;

/// Takes the canvases out of a document.
pub(crate) fn read(text: &str) -> Vec<Draft> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let other = ["<!doctype html", "<html", "<mxfile", "<svg"];
    let begins = |sign: &&str| start.get(..sign.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(sign));
    if !start.starts_with('<') || other.iter().any(begins) || text.contains("mxGraphModel") {
        return Vec::new();
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 200_000, ..ParsingOptions::default() };
    let Ok(document) = Document::parse_with_options(text, options) else { return Vec::new() };
    let root = document.root_element();
    if root.has_tag_name("div") || root.has_tag_name("table") || root.has_tag_name("section") {
        return Vec::new();
    }
    json::of_tree(&node(root, 0), text)
}

/// An element as a value: its text, else its children by their names, else a list of them.
fn node(element: Element<'_, '_>, depth: usize) -> Node {
    let span = element.range();
    let children: Vec<Element<'_, '_>> = element.children().filter(|child| child.is_element() && !is_head(*child)).collect();
    if children.is_empty() || depth >= DEPTH {
        return leaf(element);
    }
    let mut entries: Vec<Entry> = Vec::new();
    // What names the block above an outline is no item of it.
    let named = children.iter().all(|child| child.tag_name() == element.tag_name()) && title(element).is_some_and(|(title, _)| block_of(title).is_some());
    for (attribute, range) in element.attributes().map(|attribute| (attribute, attribute.range_value())) {
        if named && TEXTS.contains(&attribute.name()) {
            continue;
        }
        let value = Value::Text(attribute.value().to_owned());
        entries.push(Entry { key: attribute.name().to_owned(), key_span: attribute.range(), value: Node { span: range, value } });
    }
    let titles: Vec<Option<(&str, Range<usize>)>> = children.iter().map(|child| title(*child)).collect();
    let branches = children.iter().any(|child| child.children().any(|inner| inner.is_element()));
    let same = children.iter().all(|child| child.tag_name() == children[0].tag_name());
    if same && !(branches && titles.iter().all(Option::is_some)) {
        let list = children.iter().map(|child| node(*child, depth + 1)).collect();
        return Node { span, value: Value::List(list) };
    }
    for (child, title) in children.into_iter().zip(titles) {
        let (key, key_span) = title.map_or_else(|| (child.tag_name().name(), child.range()), |(title, range)| (title, range));
        let value = node(child, depth + 1);
        match entries.iter_mut().find(|entry| entry.key == key) {
            // What is said twice is a list.
            Some(known) => gather(&mut known.value, value),
            None => entries.push(Entry { key: key.to_owned(), key_span, value }),
        }
    }
    Node { span, value: Value::Map(entries) }
}

fn gather(known: &mut Node, more: Node) {
    known.span.end = known.span.end.max(more.span.end);
    let more = match more.value {
        Value::List(items) => items,
        _ => vec![more],
    };
    if let Value::List(items) = &mut known.value {
        items.extend(more);
        return;
    }
    let first = Node { span: known.span.clone(), value: std::mem::replace(&mut known.value, Value::Null) };
    known.value = Value::List(std::iter::once(first).chain(more).collect());
}

/// An element without others in it: its text or the attribute that says what it is.
fn leaf(element: Element<'_, '_>) -> Node {
    let inner = element.children().find(|child| child.is_text()).map(|text| (text.text().unwrap_or_default().trim(), text.range()));
    let (text, span) = inner.filter(|(text, _)| !text.is_empty()).or_else(|| title(element)).unwrap_or(("", element.range()));
    Node { span, value: if text.is_empty() { Value::Null } else { Value::Text(text.to_owned()) } }
}

/// What an element is called by one of its attributes.
fn title<'a>(element: Element<'a, '_>) -> Option<(&'a str, Range<usize>)> {
    TEXTS.iter().find_map(|name| element.attribute_node(*name)).map(|attribute| (attribute.value().trim(), attribute.range_value()))
}

/// Notes about the file rather than parts of it.
fn is_head(element: Element<'_, '_>) -> bool {
    matches!(element.tag_name().name(), "head" | "metadata" | "meta" | "font" | "icon" | "hook" | "edge" | "properties" | "map_styles")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        read(text).into_iter().flat_map(|draft| draft.items).map(|item| format!("{}: {} = {}", item.block, item.name, &text[item.range])).collect()
    }

    #[test]
    fn elements_outlines_and_mind_maps_are_read() {
        let elements = "<c><channels><item>Shop</item><item>Fair</item></channels><keyPartners><item>Mill</item></keyPartners><costStructure><item>Flour</item></costStructure></c>";
        assert_eq!(names(elements), ["channels: Shop = Shop", "channels: Fair = Fair", "key_partnerships: Mill = Mill", "cost_structure: Flour = Flour"]);
        let outline = "<opml><head><title>Mill</title></head><body><outline text=\"Channels\"><outline text=\"Shop\"/></outline><outline text=\"Key Partners\"><outline text=\"Mill\"/></outline><outline text=\"Cost Structure\"><outline text=\"Flour\"/><outline text=\"Salt\"/></outline></body></opml>";
        assert_eq!(names(outline).len(), 4);
        let nested = outline.replace(
            "<outline text=\"Shop\"/>",
            "<outline text=\"Online\"><outline text=\"Shop\"/><outline text=\"Mail\"/></outline><outline text=\"Offline\"><outline text=\"Stall\"/></outline>",
        );
        assert_eq!(names(&nested)[..3], ["channels: Shop = Shop", "channels: Mail = Mail", "channels: Stall = Stall"]);
        let map = "<map><node TEXT=\"Mill\"><node TEXT=\"Channels\"><node TEXT=\"Shop\"/></node><node TEXT=\"Key Partners\"><node TEXT=\"Mill\"/></node><node TEXT=\"Cost Structure\"><node TEXT=\"Flour\"/></node></node></map>";
        assert_eq!(names(map).len(), 3);
    }

    #[test]
    fn pages_and_other_texts_are_not_read() {
        assert!(read("<html><body><h2>Channels</h2></body></html>").is_empty());
        assert!(read("<a><b></a>").is_empty() && read("Channels").is_empty());
    }
}
