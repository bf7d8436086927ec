//! Deriving facts from what fields and links state.

use super::{FactKind, Origin};
use crate::blocks::Block;
use crate::graph::{FactRow, Field, Graph, Item, NONE, Place, RowRange, TextRange, View};
use crate::vocabulary::{Role, StreamKind, Term};

/// How sure a fact is that is the only possibility, in thousandths: the canvas may leave out a segment that it does not name.
const IMPLIED: u32 = 900;
/// How sure a stated fact is, in thousandths.
const STATED: u32 = 1000;

/// Derives every fact of the graph, kind by kind.
pub(crate) fn derive(graph: &mut Graph) {
    let items = graph.items.len();
    let mut out = Facts { rows: Vec::with_capacity(4 * items), places: Vec::with_capacity(5 * items) };
    let view = graph.view();
    let only_segment = only(&view, Block::CustomerSegments);
    let only_proposition = only(&view, Block::ValuePropositions);

    typed(&view, &mut out);
    roles(&view, &mut out);
    uses(&view, only_segment, &mut out);
    pays(&view, only_segment, &mut out);
    out.links(&view, FactKind::PaidFor, Block::RevenueStreams, Field::For, only_proposition);
    free(&view, &mut out);
    gives(&view, &mut out);
    depends_on(&view, &mut out);
    same_people(&view, &mut out);
    out.links(&view, FactKind::CustomerOf, Block::CustomerSegments, Field::CustomerOf, None);
    out.links(&view, FactKind::Controls, Block::CustomerSegments, Field::Controls, None);
    out.links(&view, FactKind::Extends, Block::ValuePropositions, Field::Extends, None);
    out.links(&view, FactKind::Requires, Block::ValuePropositions, Field::Requires, None);
    out.links(&view, FactKind::Reaches, Block::Channels, Field::Reaches, only_segment);
    out.links(&view, FactKind::Delivers, Block::Channels, Field::Delivers, only_proposition);
    out.links(&view, FactKind::With, Block::CustomerRelationships, Field::With, only_segment);
    out.links(&view, FactKind::Supports, Block::KeyActivities, Field::Supports, None);
    out.links(&view, FactKind::Supports, Block::KeyResources, Field::Supports, None);
    out.links(&view, FactKind::Provides, Block::KeyPartnerships, Field::Provides, None);
    out.links(&view, FactKind::Addresses, Block::ValuePropositions, Field::Addresses, None);
    out.links(&view, FactKind::CausedBy, Block::CostStructure, Field::CausedBy, None);
    out.links(&view, FactKind::DoneBy, Block::KeyActivities, Field::DoneBy, None);
    below_cost(&view, &mut out);

    let Facts { rows, places } = out;
    graph.facts = rows;
    graph.places = places;
}

/// The facts found so far and the places they rest on.
struct Facts {
    rows: Vec<FactRow>,
    places: Vec<Place>,
}

impl Facts {
    fn push(&mut self, kind: FactKind, subject: u32, object: u32, value: u32, origin: Origin, evidence: &[Place]) {
        let first = self.places.len() as u32;
        self.places.extend_from_slice(evidence);
        self.rows.push(FactRow {
            kind: kind as u32,
            subject,
            object,
            value,
            origin: origin as u32,
            confidence: if origin == Origin::Stated { STATED } else { IMPLIED },
            evidence: RowRange { first, count: evidence.len() as u32 },
            words: TextRange::default(),
        });
    }

    /// One fact for each link of a field; where an item has no such link and only one target is possible, an implied one.
    fn links(&mut self, view: &View<'_>, kind: FactKind, block: Block, field: Field, only: Option<u32>) {
        for item in view.block(block) {
            let mut stated = false;
            for link in item.links(field) {
                let Some(to) = link.to() else { continue };
                stated = true;
                self.push(kind, item.index(), to.index(), 0, Origin::Stated, &[link.place()]);
            }
            if let (false, Some(target)) = (stated, only) {
                self.push(kind, item.index(), target, 0, Origin::Implied, &[item.place(), Place::item(target)]);
            }
        }
    }

    fn of(&self, kind: FactKind) -> impl Iterator<Item = &FactRow> + Clone {
        let code = kind as u32;
        let start = self.rows.partition_point(|row| row.kind < code);
        self.rows[start..].iter().take_while(move |row| row.kind == code)
    }

    fn about(&self, kind: FactKind, subject: u32) -> impl Iterator<Item = &FactRow> + Clone {
        self.of(kind).filter(move |row| row.subject == subject)
    }
}

/// The index of a block's item when it holds exactly one.
fn only(view: &View<'_>, block: Block) -> Option<u32> {
    let mut items = view.block(block);
    let first = items.next()?;
    items.next().is_none().then(|| first.index())
}

/// Fields whose terms say what sort of thing an item is.
const TYPED: [Field; 7] = [Field::Kind, Field::Market, Field::Value, Field::Recurrence, Field::Pricing, Field::Motive, Field::CostOrientation];

fn typed(view: &View<'_>, out: &mut Facts) {
    for index in 0..view.items.len() as u32 {
        let Some(item) = view.item(index) else { continue };
        if item.block() == Block::Need {
            continue;
        }
        for row in item.attributes() {
            if row.tag == crate::graph::ValueTag::Term as u32 && TYPED.iter().any(|&field| field as u32 == row.field) {
                let place = Place { item: index, field: row.field, index: row.index };
                out.push(FactKind::Typed, index, NONE, row.value, Origin::Stated, &[place]);
            }
        }
    }
}

fn roles(view: &View<'_>, out: &mut Facts) {
    for segment in view.block(Block::CustomerSegments) {
        for row in segment.attributes().iter().filter(|row| row.field == Field::Roles as u32) {
            let place = Place { item: segment.index(), field: row.field, index: row.index };
            out.push(FactKind::Role, segment.index(), NONE, row.value, Origin::Stated, &[place]);
        }
    }
}

fn plays(out: &Facts, segment: u32, role: Role) -> Option<Place> {
    out.about(FactKind::Role, segment).find(|row| row.value == role.code()).and_then(|row| out.places.get(row.evidence.first as usize)).copied()
}

fn uses(view: &View<'_>, only_segment: Option<u32>, out: &mut Facts) {
    for proposition in view.block(Block::ValuePropositions) {
        let mut stated = false;
        for link in proposition.links(Field::For) {
            let Some(segment) = link.to() else { continue };
            stated = true;
            out.push(FactKind::Uses, segment.index(), proposition.index(), 0, Origin::Stated, &[link.place()]);
        }
        if let (false, Some(segment)) = (stated, only_segment) {
            out.push(FactKind::Uses, segment, proposition.index(), 0, Origin::Implied, &[proposition.place(), Place::item(segment)]);
        }
    }
    for segment in view.block(Block::CustomerSegments) {
        if let Some(place) = plays(out, segment.index(), Role::User)
            && out.about(FactKind::Uses, segment.index()).next().is_none()
        {
            out.push(FactKind::Uses, segment.index(), NONE, 0, Origin::Stated, &[place]);
        }
    }
}

/// Streams that come from somebody else than the one group a canvas names: its audience does not pay for advertising.
const FROM_OTHERS: [StreamKind; 3] = [StreamKind::Advertising, StreamKind::Donation, StreamKind::GrantOrTax];

fn pays(view: &View<'_>, only_segment: Option<u32>, out: &mut Facts) {
    for stream in view.block(Block::RevenueStreams) {
        let mut stated = false;
        for link in stream.links(Field::From) {
            let Some(payer) = link.to() else { continue };
            stated = true;
            out.push(FactKind::Pays, payer.index(), stream.index(), 0, Origin::Stated, &[link.place()]);
        }
        let from_others = stream.term::<StreamKind>(Field::Kind).is_some_and(|kind| FROM_OTHERS.contains(&kind));
        // What costs nothing is paid by nobody.
        let nothing = stream.quantity(Field::Price).is_some_and(|price| price.high().is_zero());
        if let (false, false, Some(segment)) = (stated, from_others || nothing, only_segment) {
            out.push(FactKind::Pays, segment, stream.index(), 0, Origin::Implied, &[stream.place(), Place::item(segment)]);
        }
    }
    for segment in view.block(Block::CustomerSegments) {
        let role = plays(out, segment.index(), Role::Payer);
        let share = segment.quantity(Field::PayingShare).filter(|share| !share.high().is_zero()).map(|_| segment.field(Field::PayingShare));
        if let Some(place) = role.or(share)
            && out.about(FactKind::Pays, segment.index()).next().is_none()
        {
            out.push(FactKind::Pays, segment.index(), NONE, 0, Origin::Stated, &[place]);
        }
    }
}

fn free(view: &View<'_>, out: &mut Facts) {
    // "Does not pay" is known only when every stream's payer is known.
    let payers_known =
        view.states(Block::RevenueStreams) && view.block(Block::RevenueStreams).all(|stream| out.of(FactKind::Pays).any(|pays| pays.object == stream.index()));
    for segment in view.block(Block::CustomerSegments) {
        let index = segment.index();
        let Some(uses) = out.about(FactKind::Uses, index).next().copied() else { continue };
        if out.about(FactKind::Pays, index).next().is_some() {
            continue;
        }
        let stated_user = plays(out, index, Role::User);
        let never_pays = segment.quantity(Field::PayingShare).map(|_| segment.field(Field::PayingShare));
        if let Some(place) = never_pays.or(stated_user) {
            out.push(FactKind::Free, index, NONE, 0, Origin::Stated, &[place]);
        } else if payers_known {
            let evidence = out.places.get(uses.evidence.first as usize).copied().unwrap_or_else(|| Place::item(index));
            out.push(FactKind::Free, index, NONE, 0, Origin::from_code(uses.origin), &[segment.place(), evidence]);
        }
    }
}

fn gives(view: &View<'_>, out: &mut Facts) {
    for segment in view.block(Block::CustomerSegments) {
        for link in segment.links(Field::Contributes) {
            let (Some(to), Some(kind)) = (link.to(), link.qualifier::<crate::vocabulary::ContributionKind>()) else { continue };
            out.push(FactKind::Gives, segment.index(), to.index(), kind.code(), Origin::Stated, &[link.place()]);
        }
    }
}

fn depends_on(view: &View<'_>, out: &mut Facts) {
    for proposition in view.block(Block::ValuePropositions) {
        for link in proposition.links(Field::DependsOn) {
            if let Some(segment) = link.to() {
                out.push(FactKind::DependsOn, proposition.index(), segment.index(), 0, Origin::Stated, &[link.place()]);
            }
        }
    }
    // What a group gives to another makes the other's offer, where it is clear which of its offers that is.
    for segment in view.block(Block::CustomerSegments) {
        for link in segment.links(Field::Contributes) {
            let Some(receiver) = link.to().filter(|to| to.block() == Block::CustomerSegments) else { continue };
            if let Some(proposition) = made_of(out, segment, receiver)
                && !out.about(FactKind::DependsOn, proposition).any(|row| row.object == segment.index())
            {
                out.push(FactKind::DependsOn, proposition, segment.index(), 0, Origin::Implied, &[link.place(), Place::item(proposition)]);
            }
        }
    }
}

/// The one proposition of the receiver that the giver's contribution can be part of: those the giver does not use itself come first.
fn made_of(out: &Facts, giver: Item<'_>, receiver: Item<'_>) -> Option<u32> {
    let uses = |segment: Item<'_>, proposition: u32| out.about(FactKind::Uses, segment.index()).any(|row| row.object == proposition);
    let offers = out.about(FactKind::Uses, receiver.index()).map(|row| row.object).filter(|&object| object != NONE);
    let mut apart = offers.clone().filter(|&offer| !uses(giver, offer));
    if let Some(first) = apart.next() {
        return apart.next().is_none().then_some(first);
    }
    let mut shared = offers;
    let first = shared.next()?;
    shared.next().is_none().then_some(first)
}

fn below_cost(view: &View<'_>, out: &mut Facts) {
    for segment in view.block(Block::CustomerSegments) {
        let streams: Vec<Item<'_>> = out.about(FactKind::Pays, segment.index()).filter_map(|row| view.item(row.object)).collect();
        if let Some(evidence) = super::below_cost::evidence(segment, &streams) {
            out.push(FactKind::BelowCost, segment.index(), NONE, 0, Origin::Stated, &evidence);
        } else if segment.has_tag("below_cost") && !streams.is_empty() {
            // Words may say it without any number.
            out.push(FactKind::BelowCost, segment.index(), NONE, 0, Origin::Stated, &[Place::item(segment.index())]);
        }
    }
}

fn same_people(view: &View<'_>, out: &mut Facts) {
    let parts: Vec<(Item<'_>, Item<'_>, Place)> = view
        .block(Block::CustomerSegments)
        .flat_map(|segment| segment.links(Field::PartOf).filter_map(move |link| Some((segment, link.to()?, link.place()))))
        .collect();
    for (at, &(part, whole, place)) in parts.iter().enumerate() {
        out.push(FactKind::SamePeople, part.index(), whole.index(), 0, Origin::Stated, &[place]);
        for &(sibling, other_whole, other_place) in &parts[at + 1..] {
            if other_whole == whole {
                out.push(FactKind::SamePeople, part.index(), sibling.index(), 0, Origin::Stated, &[place, other_place]);
            }
        }
    }
}
