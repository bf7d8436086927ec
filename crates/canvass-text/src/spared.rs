//! Users who are said to be charged nothing where others give the money: `neither listeners nor homes have ever been asked for a penny`.

use canvass_model::vocabulary::{Role, StreamKind};

use crate::called::Groups;
use crate::fold::SENTENCE_ENDS;
use crate::groups::Group;
use crate::matcher::Hit;
use crate::naming::mentions;
use crate::negation::STAYS;
use crate::table::{Table, general};
use crate::text::Text;

/// The place of words by which the business itself charges.
const OURS: u32 = 1;
/// The place of words that something costs nothing.
const FREE: u32 = 0;

/// The notes of the blocks that say it.
pub(crate) struct Notes<'t> {
    pub(crate) segments: &'t [Text],
    pub(crate) offers: &'t [Text],
    pub(crate) relationships: &'t [Text],
    pub(crate) streams: &'t [Text],
    pub(crate) partners: &'t [Text],
    /// Those of the other blocks.
    pub(crate) others: Vec<&'t Text>,
}

/// The groups that use without paying.
pub(crate) fn find(groups: &Groups, notes: &Notes<'_>) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for text in notes.segments {
        let own = text.of(Table::Charge).find(|hit| hit.value == OURS);
        if own.is_some_and(|hit| mentions_beside(groups, text, hit)) {
            found.push(text.index);
        }
    }
    found.extend(crate::costs_nothing::find(groups, notes));
    if !given(groups, notes) || sold(groups, notes) {
        return found;
    }
    let gives = givers(groups, notes);
    let pays = |at: usize| {
        gives.contains(&at)
            || notes.segments.get(at).is_some_and(|text| {
                let role = |hit: &Hit| matches!(hit.term(), Some(Role::Payer | Role::Sponsor));
                text.named(Table::Roles).any(role) || text.named(Table::Funders).any(|hit| hit.end as usize <= text.noun_end())
            })
    };
    let users: Vec<usize> =
        (0..groups.len()).filter(|&at| groups.get(at).is_some_and(|group| group.is_served() && !crate::funding::gives(group)) && !pays(at)).collect();
    let only_given = all_given(notes);
    let own = notes.offers.iter().chain(notes.streams).chain(notes.relationships).map(|text| (text, true));
    for (text, own) in own.chain(notes.others.iter().map(|text| (*text, false))) {
        let plan = || text.of(Table::OfferPlans).find(|hit| hit.value == 0);
        // What is free among resources and costs is as often what the business itself gets for nothing.
        let free = || text.of(Table::Allowance).find(|hit| hit.value == FREE).filter(|_| own || only_given);
        let said = text.of(Table::Charge).find(|hit| hit.value != STAYS).or_else(plan).or_else(free);
        let Some(hit) = said.filter(|_| !text.future) else { continue };
        let named: Vec<usize> = mentions(groups, text, sentence(text, hit)).iter().map(|mention| mention.group).filter(|at| users.contains(at)).collect();
        // Who learns, listens or is advised is called so by nobody else: all of them are meant.
        let addressed = hit.table == Table::OfferPlans || text.has_lead() || !text.group_range().is_empty();
        found.extend(if named.len() > 1 || addressed && !named.is_empty() { named } else { users.clone() });
    }
    found
}

/// The sentence in which a hit stands.
pub(crate) fn sentence(text: &Text, hit: &Hit) -> std::ops::Range<usize> {
    let (start, end) = (hit.start as usize, hit.end as usize);
    let folded = text.folded();
    let from = folded.get(..start).and_then(|before| before.rfind(SENTENCE_ENDS)).unwrap_or(text.body_range().start);
    let to = folded.get(end..).and_then(|rest| rest.find(SENTENCE_ENDS)).map_or(folded.len(), |at| end + at);
    from..to
}

/// Whether what a segment's note says is said of that segment.
fn mentions_beside(groups: &Groups, text: &Text, hit: &Hit) -> bool {
    let range = sentence(text, hit);
    let comma = text.folded().get(range.start..hit.start as usize).and_then(|before| before.rfind([',', ':', '(']));
    let behind = comma.map_or(range.start, |at| range.start + at).max(text.noun_end())..range.end;
    crate::naming::mentions_beside(groups, text, behind, Some(text.index)).is_empty()
}

/// Whether somebody gives the money: what comes in is given, or public bodies and donors are named where it comes from.
fn given(groups: &Groups, notes: &Notes<'_>) -> bool {
    let kinds = |text: &Text| text.anywhere(Table::StreamKinds).any(|hit| matches!(hit.term(), Some(StreamKind::Donation | StreamKind::GrantOrTax)));
    let funders = |text: &Text| text.anywhere(Table::Funders).next().is_some();
    let present = |texts: &[Text], says: &dyn Fn(&Text) -> bool| texts.iter().any(|text| !text.future && says(text));
    present(notes.streams, &kinds)
        || present(notes.streams, &funders)
        || present(notes.partners, &funders) && groups.iter().any(|group: &Group| !group.future && crate::funding::gives(group))
}

/// Whether every stream is money that is given.
fn all_given(notes: &Notes<'_>) -> bool {
    let given = |text: &Text| {
        text.of(Table::StreamKinds).any(|hit| matches!(hit.term(), Some(StreamKind::Donation | StreamKind::GrantOrTax)))
            || text.anywhere(Table::Funders).next().is_some()
    };
    notes.streams.iter().filter(|text| !text.future).all(given)
}

/// The groups that are named where money that is given comes from.
fn givers(groups: &Groups, notes: &Notes<'_>) -> Vec<usize> {
    let given = |text: &&Text| !text.future && text.of(Table::StreamKinds).any(|hit| matches!(hit.term(), Some(StreamKind::Donation | StreamKind::GrantOrTax)));
    let mut found = Vec::new();
    for text in notes.streams.iter().filter(given) {
        // For whom it is given, or by whose heads it is counted, gives nothing.
        let receives = |start: usize| {
            let beside = |word: &Hit| text.folded().get(word.end as usize..start).is_some_and(|gap| gap.len() <= BESIDE && !gap.contains([',', '.', ';', ':']));
            text.small(general::EACH).chain(text.small(general::FOR)).any(beside)
        };
        found.extend(mentions(groups, text, text.body_range()).iter().filter(|mention| !receives(mention.start)).map(|mention| mention.group));
    }
    found
}

/// How far behind a small word the group may stand that it speaks of, in bytes.
const BESIDE: usize = 20;

/// Whether something is sold to somebody else than those who give.
fn sold(groups: &Groups, notes: &Notes<'_>) -> bool {
    notes.streams.iter().filter(|text| !text.future).any(|text| {
        let sells = text.of(Table::StreamKinds).any(|hit| {
            let kind: Option<StreamKind> = hit.term();
            !matches!(kind, None | Some(StreamKind::Donation | StreamKind::GrantOrTax | StreamKind::SubscriptionFee))
        });
        let gives = text.of(Table::StreamKinds).any(|hit| matches!(hit.term(), Some(StreamKind::Donation | StreamKind::GrantOrTax)));
        let by_giver = mentions(groups, text, text.body_range()).iter().any(|mention| groups.get(mention.group).is_some_and(crate::funding::gives));
        let free = text.of(Table::Charge).any(|hit| hit.value != STAYS);
        sells && !gives && !by_giver && !free && text.of(Table::Funders).next().is_none()
    })
}
