//! From the lines of a block to its items: list items, cards with a title, groups, lines.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::rich::Line;
use super::scope::Area;
use super::{Found, Page};
use crate::Why;
use crate::draft::{Draft, DraftItem};
use crate::shapes::groups::{Branch, Mark, are_groups};
use crate::shapes::pieces;

/// Takes the items of a block.
pub(super) fn read(page: &Page, found: &Found, area: &Area, draft: &mut Draft) {
    let mut reader = Reader { page, found, area, titles: (0, BTreeMap::new()), sorted: BTreeSet::new() };
    if let (Some(line), Some(rest)) = (page.lines.get(found.line), found.rest) {
        let rest = line.text.get(rest..).unwrap_or_default();
        for part in pieces::split(found.label.block, rest) {
            draft.add(DraftItem::new(found.label.block, &rest[part], line.range.clone()));
        }
    }
    let mut lines = Vec::with_capacity(area.lines.len());
    for &at in &area.lines {
        let Some(line) = page.lines.get(at) else { continue };
        if area.asides.contains(&at) {
            draft.leave(line.range.clone(), Why::Decoration);
        } else if line.text.trim_end().ends_with(['?', '？']) {
            draft.leave(line.range.clone(), Why::Question);
        } else {
            lines.push(at);
        }
    }
    reader.count_titles(&lines);
    reader.sorted = reader.sorted(&lines);
    let mut at = 0;
    while at < lines.len() {
        at += reader.next(&lines, at, draft).max(1);
    }
}

struct Reader<'a> {
    page: &'a Page,
    found: &'a Found,
    area: &'a Area,
    /// How many titles there are, and how many in each element.
    titles: (usize, BTreeMap<usize, usize>),
    /// The lists of which the outermost entries only name groups.
    sorted: BTreeSet<usize>,
}

impl Reader<'_> {
    /// Takes the item at a line and says how many lines it took.
    fn next(&self, lines: &[usize], at: usize, draft: &mut Draft) -> usize {
        let Some(line) = self.line(lines, at) else { return 1 };
        if let Some(item) = self.top(line) {
            let taken = lines
                .get(at..)
                .unwrap_or_default()
                .iter()
                .take_while(|&&other| self.page.lines.get(other).is_some_and(|other| self.page.tree.is_in(other.owner, item)))
                .count();
            self.list_item(item, lines.get(at..at + taken).unwrap_or_default(), None, draft);
            return taken;
        }
        if is_title(line) {
            return self.titled(lines, at, line, draft);
        }
        self.plain(line, lines.len() == 1, None, draft);
        1
    }

    fn line(&self, lines: &[usize], at: usize) -> Option<&Line> {
        self.page.lines.get(*lines.get(at)?)
    }

    /// The outermost list item around a line that does not hold the label too.
    fn top(&self, line: &Line) -> Option<usize> {
        let label = self.page.lines.get(self.found.line).map_or(0, |label| label.owner);
        let around = self.page.tree.around(line.owner).take_while(|&node| !self.page.tree.is_in(label, node));
        around.filter(|&node| self.page.tree.name(node) == "li").last()
    }

    /// A list item with what is nested in it: a note, or the items of a group.
    fn list_item(&self, item: usize, lines: &[usize], group: Option<&str>, draft: &mut Draft) {
        let lines: Vec<&Line> = lines.iter().filter_map(|&at| self.page.lines.get(at)).collect();
        let (own, nested): (Vec<&Line>, Vec<&Line>) = lines.into_iter().partition(|line| line.item == Some(item));
        let name = own.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        let titles = own.iter().all(|line| line.strong) || name.trim_end().ends_with([':', '：']);
        if !nested.is_empty() && (titles || own.is_empty() || self.is_sorted(item)) {
            let title = name.trim_end_matches([':', '：', ' ']);
            for line in nested {
                self.item(line, Some(title).filter(|title| !title.is_empty()).or(group), draft);
            }
            return;
        }
        let (Some(first), Some(last)) = (own.first(), own.last()) else { return };
        let mut taken = DraftItem::new(self.found.label.block, name, first.range.start..last.range.end.max(first.range.end));
        taken.note = (!nested.is_empty()).then(|| nested.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("; "));
        taken.group = group.map(str::to_owned);
        draft.add(taken);
    }

    /// A title with what stands under it: the explanation of one item, or the items of a group.
    fn titled(&self, lines: &[usize], at: usize, title: &Line, draft: &mut Draft) -> usize {
        let rest = lines.get(at + 1..).unwrap_or_default();
        let is_title_at = |line: usize| self.page.lines.get(line).is_some_and(|line| is_title(line) && self.top(line).is_none());
        let card = self.card(title);
        let body = match card {
            Some(card) => rest.iter().take_while(|&&line| self.page.lines.get(line).is_some_and(|line| self.page.tree.is_in(line.owner, card))).count(),
            None => rest.iter().take_while(|&&line| !is_title_at(line)).count(),
        };
        let body = rest.get(..body).unwrap_or_default();
        let listed = body.iter().any(|&line| self.page.lines.get(line).is_some_and(|line| self.top(line).is_some()));
        let name = title.text.trim_end_matches([':', '：', ' ']);
        let dash = |line: &usize| self.page.lines.get(*line).is_some_and(|line| line.text.starts_with(['-', '–', '—', '•', '·', '・', '*']));
        let listed = listed || !body.is_empty() && body.iter().all(dash);
        if listed || card.is_none() && (body.len() >= 3 || self.is_sorted(title.owner)) {
            let mut inner = 0;
            while let Some(line) = self.line(body, inner) {
                match self.top(line) {
                    Some(item) => {
                        let taken = body
                            .get(inner..)
                            .unwrap_or_default()
                            .iter()
                            .take_while(|&&other| self.page.lines.get(other).is_some_and(|other| self.page.tree.is_in(other.owner, item)))
                            .count();
                        self.list_item(item, body.get(inner..inner + taken).unwrap_or_default(), Some(name), draft);
                        inner += taken.max(1);
                    }
                    None => {
                        self.item(line, Some(name), draft);
                        inner += 1;
                    }
                }
            }
        } else {
            let mut item = DraftItem::new(self.found.label.block, name, title.range.clone());
            item.note = (!body.is_empty())
                .then(|| body.iter().filter_map(|&line| self.page.lines.get(line)).map(|line| line.text.as_str()).collect::<Vec<_>>().join("; "));
            draft.add(item);
        }
        1 + body.len()
    }

    /// The card of a title: the largest element in which no other title of the block stands.
    fn card(&self, title: &Line) -> Option<usize> {
        let element = self.area.element.filter(|_| self.titles.0 > 1)?;
        let alone = |node: usize| self.titles.1.get(&node) == Some(&1);
        let card = self.page.tree.around(title.owner).take_while(|&node| node != element && alone(node)).last()?;
        (card != title.owner).then_some(card)
    }

    /// Counts the titles in each element.
    fn count_titles(&mut self, lines: &[usize]) {
        for line in lines.iter().filter_map(|&at| self.page.lines.get(at)).filter(|line| is_title(line)) {
            if self.top(line).is_none() {
                self.titles.0 += 1;
                for node in self.page.tree.around(line.owner) {
                    *self.titles.1.entry(node).or_default() += 1;
                }
            }
        }
    }

    /// The lists and description lists in which all entries have something under them and only name it.
    fn sorted(&self, lines: &[usize]) -> BTreeSet<usize> {
        let mut lists: BTreeMap<usize, Vec<(usize, Branch<'_>)>> = BTreeMap::new();
        for line in lines.iter().filter_map(|&at| self.page.lines.get(at)) {
            let term = matches!(self.page.tree.name(line.owner), "dt" | "dd").then_some(line.owner);
            let Some(entry) = self.top(line).or(term) else { continue };
            let Some(list) = self.list_of(entry) else { continue };
            let branches = lists.entry(list).or_default();
            let own = if term == Some(entry) { self.page.tree.name(entry) == "dt" } else { line.item == Some(entry) };
            match branches.last_mut() {
                Some((open, branch)) if !own && (*open == entry || term == Some(entry)) => branch.children.push(Cow::Borrowed(&line.text)),
                Some((open, branch)) if *open == entry => branch.text = Cow::Owned(format!("{} {}", branch.text, line.text)),
                _ => {
                    let text = Cow::Borrowed(if own { line.text.trim_end_matches([':', '：', ' ']) } else { "" });
                    branches.push((entry, Branch { text, mark: if line.strong { Mark::Bold } else { Mark::Plain }, children: Vec::new() }));
                }
            }
        }
        let branches = |found: Vec<(usize, Branch<'_>)>| are_groups(&found.into_iter().map(|(_, branch)| branch).collect::<Vec<_>>(), false);
        lists.into_iter().filter(|&(list, _)| self.page.tree.name(list) != "ol").filter_map(|(list, found)| branches(found).then_some(list)).collect()
    }

    fn is_sorted(&self, entry: usize) -> bool {
        self.list_of(entry).is_some_and(|list| self.sorted.contains(&list))
    }

    /// The list of which an element is an entry.
    fn list_of(&self, entry: usize) -> Option<usize> {
        self.page.tree.around(entry).find(|&node| matches!(self.page.tree.name(node), "ul" | "ol" | "dl"))
    }

    fn plain(&self, line: &Line, only: bool, group: Option<&str>, draft: &mut Draft) {
        let parts = if only { pieces::split(self.found.label.block, &line.text) } else { pieces::sentences(&line.text).unwrap_or_default() };
        if parts.len() < 2 {
            return self.item(line, group, draft);
        }
        for part in parts {
            let mut item = DraftItem::new(self.found.label.block, &line.text[part], line.range.clone());
            item.group = group.map(str::to_owned);
            draft.add(item);
        }
    }

    fn item(&self, line: &Line, group: Option<&str>, draft: &mut Draft) {
        let mut item = DraftItem::new(self.found.label.block, line.text.as_str(), line.range.clone());
        item.group = group.map(str::to_owned);
        draft.add(item);
    }
}

/// Whether a line is a title of what stands under it.
fn is_title(line: &Line) -> bool {
    line.heading.is_some() || line.strong
}
