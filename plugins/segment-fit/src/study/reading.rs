//! Reading the facts into the table, one kind after the other.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::ContributionKind;
use canvass_plugin::{FactKind, Field, View};

use super::{Dependence, Need, Study, USUAL_IMPORTANCE, position};
use crate::few::push_once;
use crate::groups::Groups;

/// How far up the links `part_of` are followed. A deeper nesting, or a circle, adds nothing.
const DEEPEST_PART: usize = 8;

impl<'a> Study<'a> {
    fn segment_at(&self, index: u32) -> Option<usize> {
        position(index, self.segments.first().map(|segment| segment.item.index()), self.segments.len())
    }

    fn proposition_at(&self, index: u32) -> Option<usize> {
        position(index, self.propositions.first().map(|proposition| proposition.item.index()), self.propositions.len())
    }

    pub(super) fn read_needs(&mut self, canvas: &'a View<'a>) {
        for item in canvas.block(Block::Need) {
            let Some(segment) = item.linked(Field::Needs).next().and_then(|segment| self.segment_at(segment.index())) else { continue };
            let at = self.needs.len();
            if let Some(segment) = self.segments.get_mut(segment) {
                segment.needs = if segment.needs.1 == 0 { (at, at + 1) } else { (segment.needs.0, at + 1) };
            }
            // The format allows whole numbers from 1 to 5.
            let importance = item.quantity(Field::Importance).and_then(|amount| u32::try_from(amount.likely()).ok());
            self.needs.push(Need { item, kind: item.term(Field::Kind), weight: importance.unwrap_or(USUAL_IMPORTANCE), importance, segment });
        }
        let first = self.needs.first().map(|need| need.item.index());
        for fact in canvas.facts(FactKind::Addresses) {
            let (Some(proposition), Some(need)) = (self.proposition_at(fact.subject_index()), position(fact.object_index(), first, self.needs.len())) else {
                continue;
            };
            self.answers.push((need, proposition));
            if let Some(proposition) = self.propositions.get_mut(proposition) {
                proposition.addresses = true;
                if let Some(kind) = self.needs.get(need).and_then(|need| need.kind) {
                    proposition.answers.add(kind);
                }
            }
        }
        self.answers.sort_unstable();
        self.answers.dedup();
    }

    pub(super) fn read_uses(&mut self, canvas: &'a View<'a>) {
        for fact in canvas.facts(FactKind::Uses) {
            let (user, proposition) = (self.segment_at(fact.subject_index()), self.proposition_at(fact.object_index()));
            let Some(segment) = user.and_then(|user| self.segments.get_mut(user)) else { continue };
            segment.served = true;
            segment.known = true;
            let Some(at) = proposition else { continue };
            push_once(&mut segment.uses, at);
            if let (Some(proposition), Some(user)) = (self.propositions.get_mut(at), user) {
                push_once(&mut proposition.users, user);
            }
        }
        for fact in canvas.facts(FactKind::Free) {
            if let Some(segment) = self.segment_at(fact.subject_index()).and_then(|at| self.segments.get_mut(at)) {
                segment.free = true;
            }
        }
        for fact in canvas.facts(FactKind::Role) {
            if let Some(segment) = self.segment_at(fact.subject_index()).and_then(|at| self.segments.get_mut(at)) {
                segment.known = true;
            }
        }
    }

    pub(super) fn read_streams(&mut self, canvas: &'a View<'a>) {
        let first_stream = self.payers.first().map(|&(index, _)| index);
        for fact in canvas.facts(FactKind::Pays) {
            if let Some(count) = position(fact.object_index(), first_stream, self.payers.len()).and_then(|at| self.payers.get_mut(at)) {
                count.1 += 1;
            }
            let Some(segment) = self.segment_at(fact.subject_index()).and_then(|at| self.segments.get_mut(at)) else { continue };
            segment.pays = true;
            segment.known = true;
            if let Some(stream) = fact.object() {
                push_once(&mut segment.streams, stream.index());
            }
        }
        // Facts of one stream stand together, in the order of the streams.
        let paid: Vec<(u32, usize)> =
            canvas.facts(FactKind::PaidFor).filter_map(|fact| Some((fact.subject_index(), self.proposition_at(fact.object_index())?))).collect();
        for (at, segment) in self.segments.iter_mut().enumerate() {
            for &stream in segment.streams.iter() {
                let start = paid.partition_point(|&(index, _)| index < stream);
                for &(_, proposition) in paid.iter().skip(start).take_while(|&&(index, _)| index == stream) {
                    push_once(&mut segment.pays_for, proposition);
                    if let Some(proposition) = self.propositions.get_mut(proposition) {
                        push_once(&mut proposition.payers, at);
                    }
                }
            }
        }
    }

    pub(super) fn read_ways(&mut self, canvas: &'a View<'a>) {
        for fact in canvas.facts(FactKind::Reaches) {
            if let Some(segment) = self.segment_at(fact.object_index()).and_then(|at| self.segments.get_mut(at)) {
                push_once(&mut segment.channels, fact.subject_index());
            }
        }
        for fact in canvas.facts(FactKind::With) {
            if let Some(segment) = self.segment_at(fact.object_index()).and_then(|at| self.segments.get_mut(at)) {
                push_once(&mut segment.relationships, fact.subject_index());
            }
        }
        // Who reaches the whole reaches its parts.
        for at in 0..self.segments.len() {
            let mut whole = self.segments.get(at).and_then(|segment| segment.whole);
            for _ in 0..DEEPEST_PART {
                let Some(larger) = whole.filter(|&whole| whole != at).and_then(|whole| self.segments.get(whole)) else { break };
                whole = larger.whole;
                let (channels, relationships) = (larger.channels.clone(), larger.relationships.clone());
                if let Some(segment) = self.segments.get_mut(at) {
                    channels.iter().for_each(|&channel| push_once(&mut segment.channels, channel));
                    relationships.iter().for_each(|&relationship| push_once(&mut segment.relationships, relationship));
                }
            }
        }
    }

    pub(super) fn read_ties(&mut self, canvas: &'a View<'a>) {
        let mut people = Groups::new(self.segments.len());
        for fact in canvas.facts(FactKind::SamePeople) {
            if let (Some(one), Some(other)) = (self.segment_at(fact.subject_index()), self.segment_at(fact.object_index())) {
                people.unite(one, other);
            }
        }
        for (at, segment) in self.segments.iter_mut().enumerate() {
            segment.people = people.find(at);
        }
        let mut sides = people;
        for fact in canvas.facts(FactKind::Controls) {
            if let (Some(one), Some(other)) = (self.segment_at(fact.subject_index()), self.segment_at(fact.object_index())) {
                sides.unite(one, other);
            }
        }
        for (at, segment) in self.segments.iter_mut().enumerate() {
            segment.side = sides.find(at);
        }
        self.read_dependences(canvas);
        for fact in canvas.facts(FactKind::Extends).chain(canvas.facts(FactKind::Requires)) {
            if let (Some(upper), Some(lower)) = (self.proposition_at(fact.subject_index()), self.proposition_at(fact.object_index())) {
                self.built_on.push((upper, lower));
            }
        }
    }

    fn read_dependences(&mut self, canvas: &'a View<'a>) {
        let mut found = Vec::new();
        for fact in canvas.facts(FactKind::Gives) {
            // Out of a pool of free members come those who pay: they are not two sides.
            let pool = fact.value::<ContributionKind>() == Some(ContributionKind::ConversionPool);
            let (giver, receiver) = (self.segment_at(fact.subject_index()), self.segment_at(fact.object_index()));
            if let (false, Some(giver), Some(receiver), Some(by)) = (pool, giver, receiver, fact.subject()) {
                found.push(Dependence { giver, receiver, by });
            }
        }
        for fact in canvas.facts(FactKind::DependsOn) {
            let (Some(proposition), Some(giver), Some(by)) = (self.proposition_at(fact.subject_index()), self.segment_at(fact.object_index()), fact.subject())
            else {
                continue;
            };
            let users = self.propositions.get(proposition).map(|proposition| &*proposition.users).unwrap_or_default();
            found.extend(users.iter().map(|&receiver| Dependence { giver, receiver, by }));
        }
        found.retain(|tie| self.side(tie.giver) != self.side(tie.receiver));
        self.dependences = found;
    }

    fn side(&self, segment: usize) -> Option<usize> {
        self.segments.get(segment).map(|segment| segment.side)
    }
}
