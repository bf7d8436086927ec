//! Lists that describe one thing by its properties, such as `Price`, `Features` and `Target` under the name of a plan.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::node::{Entry, Node};
use super::words::{is_total, marked_lead, stripped};
use crate::words::lowered;

/// The properties that several lists of a section share, gathered when they are first asked for: most sections have no list that may be a card.
#[derive(Debug, Default)]
pub(super) struct Cards<'nodes> {
    nodes: &'nodes [Node],
    properties: OnceCell<Properties>,
}

#[derive(Debug, Default)]
struct Properties {
    shared: BTreeSet<String>,
    first: BTreeSet<String>,
}

impl Properties {
    fn of(nodes: &[Node]) -> Self {
        let (mut all, mut first) = (BTreeMap::new(), BTreeMap::new());
        gather(nodes, &mut all, &mut first);
        let several = |counts: BTreeMap<String, usize>| counts.into_iter().filter(|&(_, count)| count > 1).map(|(name, _)| name).collect();
        Self { shared: several(all), first: several(first) }
    }
}

impl<'nodes> Cards<'nodes> {
    /// The properties in a section.
    pub(super) fn of(nodes: &'nodes [Node]) -> Self {
        Self { nodes, properties: OnceCell::new() }
    }

    /// Whether a list gives the properties of what stands above it.
    pub(super) fn is_card(&self, items: &[Entry]) -> bool {
        // What one list says alone is not shared, and most sections have one.
        if lists(self.nodes).take(2).count() < 2 {
            return false;
        }
        let leads: Vec<String> = items.iter().filter_map(property).collect();
        // Neither can be otherwise with fewer of them.
        if leads.len() < 2 {
            return false;
        }
        let Properties { shared: several, first } = self.properties.get_or_init(|| Properties::of(self.nodes));
        if several.is_empty() {
            return false;
        }
        let shared = leads.iter().filter(|lead| several.contains(*lead)).count();
        let begins = items.first().and_then(property).is_some_and(|lead| first.contains(&lead));
        shared > 1 && shared * 2 >= items.len() || begins && leads.len() * 2 > items.len()
    }

    /// Whether all lists of a part are such lists and nothing else stands there.
    pub(super) fn all(&self, nodes: &[Node]) -> bool {
        let lists = || nodes.iter().filter_map(|node| if let Node::List { items, .. } = node { Some(items) } else { None });
        nodes.iter().all(|node| matches!(node, Node::List { .. } | Node::Rule(_))) && lists().next().is_some() && lists().all(|items| self.is_card(items))
    }
}

/// The lists of a section, at whatever depth.
fn lists(nodes: &[Node]) -> Box<dyn Iterator<Item = &[Entry]> + '_> {
    let items = nodes.iter().filter_map(|node| if let Node::List { items, .. } = node { Some(&items[..]) } else { None });
    Box::new(items.flat_map(|items| std::iter::once(items).chain(items.iter().flat_map(|item| lists(&item.children)))))
}

fn property(item: &Entry) -> Option<String> {
    let line = item.lines.first()?;
    let (lead, rest) = marked_lead(&line.text)?;
    (!rest.is_empty() && !is_total(&line.text)).then(|| lowered(&stripped(lead)))
}

fn gather(nodes: &[Node], all: &mut BTreeMap<String, usize>, first: &mut BTreeMap<String, usize>) {
    for node in nodes {
        let Node::List { items, .. } = node else { continue };
        let leads: Vec<Option<String>> = items.iter().map(property).collect();
        if let Some(Some(lead)) = leads.first() {
            *first.entry(lead.clone()).or_default() += 1;
        }
        for lead in leads.into_iter().flatten().collect::<BTreeSet<String>>() {
            *all.entry(lead).or_default() += 1;
        }
        for item in items {
            gather(&item.children, all, first);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::markdown::tree::parse;

    #[test]
    fn properties_are_what_several_lists_share() {
        let nodes = parse("**Free**\n- Price: 0\n- Limits: 5\n\n**Pro**\n- Price: 10\n- Features: all\n\n**Staff**\n- Cook: 5\n- Driver: 6\n");
        let cards = Cards::of(&nodes);
        let lists: Vec<bool> = nodes
            .iter()
            .filter_map(|node| match node {
                Node::List { items, .. } => Some(cards.is_card(items)),
                _ => None,
            })
            .collect();
        assert_eq!(lists, [true, true, false]);
    }
}
