//! Which kind of market the groups form, from structure alone.
//!
//! Segments that are one customer are counted as one group: parts of one whole, those who order the use and those who use, a reseller and
//! its customers, and somebody who pays for what another uses. Then, in this order:
//!
//! 1. **multi_sided**: one group gives another something that its offer lives on, or an offer is made of another group. That somebody is the
//!    customer of another segment is a chain of trade and no interdependence.
//! 2. **segmented**: several groups that share propositions, or whose propositions build on each other, or that get much the same kinds of value.
//! 3. **diversified**: several groups, and nothing of that kind.
//! 4. **niche**: one group of organizations that are few, or one group that shows two signs of dependence: somebody of their own to turn to, lock-in,
//!    negotiated prices.
//! 5. **mass**: one other group that is large, or of private persons whose number is not stated.
//!
//! A `market` that the canvas states is only compared with the verdict, never used to reach it.

use canvass_plugin::vocabulary::{Market, Pricing, RelationshipKind, SegmentKind};
use canvass_plugin::{Field, Item};
use schemars::JsonSchema;
use serde::Serialize;

use crate::groups::Groups;
use crate::sets::ValueSet;
use crate::study::{Segment, Study};

/// Organizations below this number are few.
const FEW: f64 = 1_000.0;
/// From this number on a group is large whatever it consists of, and too large for a niche.
const SMALL: f64 = 10_000.0;
/// A group from this number on is large beyond doubt.
const LARGE: f64 = 1_000_000.0;

/// So many lines of evidence are enough to see that groups depend on each other.
const ENOUGH: usize = 8;

/// The kind of market that the segments form.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MarketVerdict {
    /// The kind, from structure alone.
    pub kind: MarketKind,
    /// The kind that the segments state: the first one stated.
    pub stated: Option<Market>,
    /// What the verdict rests on, or what is missing.
    pub evidence: Vec<String>,
    /// Whether the verdict is sure enough to contradict what is stated.
    #[serde(skip)]
    pub sure: bool,
    /// The indices of the items that the verdict rests on.
    #[serde(skip)]
    pub rests_on: Vec<u32>,
}

/// A kind of market, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MarketKind {
    /// One large group without distinct needs.
    Mass,
    /// One narrow, dependent group.
    Niche,
    /// Groups whose needs overlap.
    Segmented,
    /// Groups with nothing in common.
    Diversified,
    /// Groups that depend on each other.
    MultiSided,
    /// The canvas does not say enough.
    NotKnown,
}

impl MarketKind {
    /// The kind in the words of a message.
    pub fn words(self) -> &'static str {
        match self {
            Self::Mass => "one large group",
            Self::Niche => "one narrow, dependent group",
            Self::Segmented => "groups that share a part of the offer",
            Self::Diversified => "groups that share nothing of the offer",
            Self::MultiSided => "groups that depend on each other",
            Self::NotKnown => "not known",
        }
    }

    /// The kind as the result spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mass => "mass",
            Self::Niche => "niche",
            Self::Segmented => "segmented",
            Self::Diversified => "diversified",
            Self::MultiSided => "multi_sided",
            Self::NotKnown => "not_known",
        }
    }

    /// Whether the stated kind is this one.
    pub fn is(self, stated: Market) -> bool {
        matches!(
            (self, stated),
            (Self::Mass, Market::Mass)
                | (Self::Niche, Market::Niche)
                | (Self::Segmented, Market::Segmented)
                | (Self::Diversified, Market::Diversified)
                | (Self::MultiSided, Market::MultiSided)
        )
    }
}

/// What the structure says, before it is reported.
struct Found {
    kind: MarketKind,
    sure: bool,
    evidence: Vec<String>,
    rests_on: Vec<u32>,
}

impl Found {
    fn not_known(why: impl Into<String>) -> Self {
        Self { kind: MarketKind::NotKnown, sure: false, evidence: vec![why.into()], rests_on: Vec::new() }
    }
}

/// Decides the kind of market.
pub fn classify(study: &Study<'_>) -> MarketVerdict {
    let mut stated = study.segments.iter().filter_map(|segment| segment.item.term::<Market>(Field::Market));
    let first = stated.next();
    let Found { kind, sure, mut evidence, rests_on } = decide(study);
    if stated.any(|other| Some(other) != first) {
        evidence.push("the segments state different kinds of market".to_owned());
    }
    MarketVerdict { kind, stated: first, evidence, sure, rests_on }
}

fn decide(study: &Study<'_>) -> Found {
    if study.segments.is_empty() {
        return Found::not_known("no segment is stated");
    }
    let (mut groups, reasons) = group(study);
    let mut members: Vec<(usize, Vec<&Segment<'_>>)> = Vec::new();
    // Where each group stands in the list, by the segment that leads it.
    let mut places: Vec<Option<usize>> = vec![None; study.segments.len()];
    for (at, segment) in study.segments.iter().enumerate() {
        let root = groups.find(at);
        let place = places.get(root).copied().flatten();
        match place.and_then(|place| members.get_mut(place)) {
            Some((_, list)) => list.push(segment),
            None => {
                if let Some(place) = places.get_mut(root) {
                    *place = Some(members.len());
                }
                members.push((root, vec![segment]));
            }
        }
    }
    if let Some(first) = study.dependences.first() {
        return interdependent(study, first.by);
    }
    if let [(_, single)] = members.as_slice() {
        return one_group(study, single, reasons);
    }
    // Those who neither use nor pay are no group of their own: advisers, beneficiaries, a buyer who signs for others.
    if let Some(unknown) = members.iter().flat_map(|(_, list)| list.iter().filter(|_| list.iter().all(|segment| !segment.known))).next() {
        return Found::not_known(format!("it is not stated what `{}` uses or pays for", unknown.item.id()));
    }
    members.retain(|(_, list)| list.iter().any(|segment| segment.takes_part()));
    match members.as_slice() {
        [] => Found::not_known("it is not stated which segment uses or pays for what"),
        [(_, single)] => one_group(study, single, reasons),
        several => several_groups(study, several, reasons),
    }
}

/// Makes one group of the segments that are one customer, and says why.
fn group(study: &Study<'_>) -> (Groups, Vec<String>) {
    let mut groups = Groups::new(study.segments.len());
    let mut reasons = Vec::new();
    let mut first_at_side: Vec<Option<usize>> = vec![None; study.segments.len()];
    for (at, segment) in study.segments.iter().enumerate() {
        let Some(first) = first_at_side.get_mut(segment.side) else { continue };
        match *first {
            None => *first = Some(at),
            Some(first) => {
                groups.unite(first, at);
                if let Some(other) = study.segment(first) {
                    reasons.push(format!("`{}` and `{}` belong to one customer", other.item.id(), segment.item.id()));
                }
            }
        }
        if let Some(seller) = segment.item.linked(Field::CustomerOf).next()
            && let Some(other) = study.segments.iter().position(|other| other.item == seller)
        {
            groups.unite(other, at);
            reasons.push(format!("`{}` are served through `{}`", segment.item.id(), seller.id()));
        }
    }
    for proposition in &study.propositions {
        // Where several pay for what somebody else uses, it is not known who acts for whom.
        let [payer_at] = proposition.payers[..] else { continue };
        let Some(payer) = study.segment(payer_at) else { continue };
        for &user_at in proposition.users.iter() {
            let Some(user) = study.segment(user_at).filter(|user| user.free && user_at != payer_at) else { continue };
            let acts_for = !proposition.users.contains(&payer_at) || (payer.is_organizations() && user.kind == Some(SegmentKind::Individuals));
            if acts_for && groups.find(user_at) != groups.find(payer_at) {
                groups.unite(user_at, payer_at);
                reasons.push(format!("`{}` pay for what `{}` use", payer.item.id(), user.item.id()));
            }
        }
    }
    (groups, reasons)
}

fn interdependent(study: &Study<'_>, by: Item<'_>) -> Found {
    let mut evidence: Vec<String> = Vec::new();
    let mut rests_on = vec![by.index()];
    for tie in &study.dependences {
        let (Some(giver), Some(receiver)) = (study.segment(tie.giver), study.segment(tie.receiver)) else { continue };
        let line = format!("the offer to `{}` lives on what `{}` give", receiver.item.id(), giver.item.id());
        if !evidence.contains(&line) {
            evidence.push(line);
            rests_on.push(tie.by.index());
        }
        if evidence.len() == ENOUGH {
            break;
        }
    }
    rests_on.dedup();
    Found { kind: MarketKind::MultiSided, sure: true, evidence, rests_on }
}

fn one_group(study: &Study<'_>, members: &[&Segment<'_>], mut evidence: Vec<String>) -> Found {
    // Who pays is whom the business deals with; without a payer it is everybody in the group.
    let core: Vec<&Segment<'_>> =
        if members.iter().any(|segment| segment.pays) { members.iter().filter(|segment| segment.pays).copied().collect() } else { members.to_vec() };
    let rests_on = core.iter().map(|segment| segment.item.index()).collect();
    let names = core.iter().map(|segment| format!("`{}`", segment.item.id())).collect::<Vec<_>>().join(" and ");
    let found = |kind, sure, mut evidence: Vec<String>, why: String| {
        evidence.push(why);
        Found { kind, sure, evidence, rests_on }
    };
    let organizations = core.iter().all(|segment| segment.is_organizations());
    let sizes: Option<Vec<_>> = core.iter().map(|segment| segment.size).collect();
    let (low, high) =
        sizes.map_or((None, None), |sizes| (Some(sizes.iter().map(|size| size.low).sum::<f64>()), Some(sizes.iter().map(|size| size.high).sum::<f64>())));
    let bonds = bonds(study, &core);
    if organizations && high.is_some_and(|high| high < FEW) {
        if !bonds.is_empty() {
            evidence.push(format!("they are bound closely to the business: {}", bonds.join(", ")));
        }
        return found(MarketKind::Niche, true, evidence, format!("{names} are organizations, and fewer than {FEW}"));
    }
    // Organizations whose number is not stated are not taken for many; of private persons a small number must be stated.
    if bonds.len() >= 2 && low.map_or(organizations, |low| low < SMALL) {
        return found(MarketKind::Niche, false, evidence, format!("{names} are bound closely to the business: {}", bonds.join(", ")));
    }
    let individuals = core.iter().all(|segment| segment.kind == Some(SegmentKind::Individuals));
    let missing = match low {
        Some(low) if low >= LARGE => return found(MarketKind::Mass, true, evidence, format!("{names} are one group of a million or more")),
        Some(low) if low >= FEW && (organizations || individuals || low >= SMALL) => {
            return found(MarketKind::Mass, false, evidence, format!("{names} are one group of {low} or more"));
        }
        None if individuals => return found(MarketKind::Mass, false, evidence, format!("{names} are one group of private persons, not told apart by need")),
        Some(_) if individuals || organizations => "it is small, but nothing shows that it depends on the business",
        Some(_) => "it is not stated what kind of group it is",
        None => "it is not stated how large it is",
    };
    evidence.push(format!("there is one group, {names}, and {missing}"));
    Found { kind: MarketKind::NotKnown, sure: false, evidence, rests_on: Vec::new() }
}

/// Signs that customers and the business depend on each other.
fn bonds(study: &Study<'_>, core: &[&Segment<'_>]) -> Vec<&'static str> {
    let close = |item: &Item<'_>| matches!(item.term(Field::Kind), Some(RelationshipKind::DedicatedPersonalAssistance | RelationshipKind::CoCreation));
    let related = |test: &dyn Fn(&Item<'_>) -> bool| core.iter().any(|segment| study.items(&segment.relationships).any(|item| test(&item)));
    let mut bonds = Vec::new();
    if related(&close) {
        bonds.push("they have somebody of their own to turn to");
    }
    if related(&|item| item.flag(Field::LockIn) == Some(true)) {
        bonds.push("leaving is dear");
    }
    if core.iter().any(|segment| study.items(&segment.streams).any(|stream| stream.term(Field::Pricing) == Some(Pricing::Negotiation))) {
        bonds.push("prices are negotiated");
    }
    bonds
}

fn several_groups(study: &Study<'_>, members: &[(usize, Vec<&Segment<'_>>)], mut evidence: Vec<String>) -> Found {
    let count = members.len();
    if let Some((_, list)) = members.iter().find(|(_, list)| list.iter().all(|segment| segment.uses.is_empty())) {
        let name = list.first().map_or_else(String::new, |segment| segment.item.id().to_owned());
        return Found::not_known(format!("it is not stated which proposition is for `{name}`"));
    }
    let group_of: Vec<Option<usize>> =
        study.segments.iter().map(|segment| members.iter().position(|(_, list)| list.iter().any(|member| member.item == segment.item))).collect();
    let group_at = |segment: usize| group_of.get(segment).copied().flatten();
    let mut overlap = Groups::new(count);
    let mut rests_on = Vec::new();
    let mut join = |overlap: &mut Groups, one: usize, other: usize, item: Item<'_>, says: String| {
        if overlap.find(one) != overlap.find(other) {
            overlap.unite(one, other);
            if rests_on.last() != Some(&item.index()) {
                rests_on.push(item.index());
                evidence.push(says);
            }
        }
    };
    for proposition in &study.propositions {
        let mut users = proposition.users.iter().filter_map(|&user| group_at(user));
        let Some(first) = users.next() else { continue };
        for other in users {
            join(&mut overlap, first, other, proposition.item, format!("`{}` is for more than one group", proposition.item.id()));
        }
    }
    // A proposition may address needs of a group that it is not stated to be for.
    let mut addressed: Vec<Option<usize>> = vec![None; study.propositions.len()];
    for &(need, at) in &study.answers {
        let Some(group) = study.needs.get(need).and_then(|need| group_at(need.segment)) else { continue };
        let (Some(proposition), Some(first)) = (study.propositions.get(at), addressed.get_mut(at)) else { continue };
        match *first {
            None => *first = Some(group),
            Some(first) => join(&mut overlap, first, group, proposition.item, format!("`{}` addresses needs of more than one group", proposition.item.id())),
        }
    }
    for &(upper, lower) in &study.built_on {
        let (Some(upper), Some(lower)) = (study.propositions.get(upper), study.propositions.get(lower)) else { continue };
        if let (Some(one), Some(other)) = (upper.users.iter().find_map(|&user| group_at(user)), lower.users.iter().find_map(|&user| group_at(user))) {
            join(&mut overlap, one, other, upper.item, format!("`{}` builds on `{}`, which is for another group", upper.item.id(), lower.item.id()));
        }
    }
    if (0..count).all(|at| overlap.find(at) == 0) {
        return Found { kind: MarketKind::Segmented, sure: true, evidence, rests_on };
    }
    let values: Vec<ValueSet> = members
        .iter()
        .map(|(_, list)| {
            let propositions = list.iter().flat_map(|segment| segment.uses.iter()).filter_map(|&at| study.propositions.get(at));
            propositions.fold(ValueSet::default(), |values, proposition| values.and(proposition.values))
        })
        .collect();
    for (one, values_of_one) in values.iter().enumerate() {
        for (other, values_of_other) in values.iter().enumerate().skip(one + 1) {
            if values_of_one.overlaps(*values_of_other) && overlap.find(one) != overlap.find(other) {
                overlap.unite(one, other);
                evidence.push(format!("{} and {} get much the same kinds of value", name_of(members, one), name_of(members, other)));
            }
        }
    }
    if (0..count).all(|at| overlap.find(at) == 0) {
        return Found { kind: MarketKind::Segmented, sure: false, evidence, rests_on: Vec::new() };
    }
    let values_known = values.iter().all(|values| !values.is_empty());
    let needs_known = members.iter().all(|(_, list)| list.iter().any(|segment| segment.needs.1 > segment.needs.0));
    if !values_known && !needs_known {
        return Found::not_known("no proposition is for more than one group, and neither needs nor kinds of value are stated for each of them");
    }
    evidence.push("no proposition is for all groups, and no group is stated to give another what its offer lives on".to_owned());
    let rests_on = members.iter().filter_map(|(_, list)| list.first().map(|segment| segment.item.index())).collect();
    Found { kind: MarketKind::Diversified, sure: values_known && needs_known, evidence, rests_on }
}

fn name_of(members: &[(usize, Vec<&Segment<'_>>)], at: usize) -> String {
    members.get(at).and_then(|(_, list)| list.first()).map_or_else(String::new, |segment| format!("`{}`", segment.item.id()))
}
