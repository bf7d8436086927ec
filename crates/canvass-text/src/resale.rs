//! Businesses that build the offer into their own: franchisees, resellers, makers of own labels, and those whose guests use it.

use canvass_model::blocks::{Block, CustomerSegment, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::SegmentKind;

use crate::blocks::{Stream, described_by};
use crate::context::Context;
use crate::fill::{ALIKE, Marks, ONLY, full};
use crate::groups::Group;
use crate::language::Language;
use crate::matcher::Hit;
use crate::naming::{mentions, mentions_beside};
use crate::plans::Known;
use crate::table::Table;
use crate::table::belongs::STAFF;
use crate::text::Text;

const SEGMENTS: Block = Block::CustomerSegments;
/// Blocks in which the words say it of the customers: resellers among the channels or partners sell for the business itself.
const WHERE: [Block; 3] = [SEGMENTS, Block::ValuePropositions, Block::RevenueStreams];

/// The keyword of a segment that sells on what it buys.
const RESELLS: &str = "resells";

/// What businesses are called, and what those are called whom they serve with it.
const SERVED: [(&str, &[&str]); 12] = [
    ("restaurants", &["diners", "guests"]),
    ("hotels", &["guests"]),
    ("hospitals", &["patients"]),
    ("doctors", &["patients"]),
    ("gyms", &["members", "students", "athletes"]),
    ("retailers", &["buyers"]),
    ("sellers", &["buyers"]),
    ("distributors", &["buyers", "farmers", "retailers"]),
    ("insurers", &["members"]),
    ("schools", &["students", "children", "parents"]),
    ("universities", &["students"]),
    ("companies", &["employees"]),
];

/// Those who belong to whoever pays: an organisation that pays for its own people resells nothing.
const OWN_PEOPLE: [&str; 4] = ["employees", "students", "children", "parents"];

/// Words that say that a customer sells it on.
pub(crate) fn words(context: &Context) -> Option<String> {
    let under =
        || context.everywhere(&WHERE).find_map(|(_, text)| context.served().find_map(|at| under_name(context, text, at)).map(|hit| text.words(hit).to_owned()));
    context.everywhere(&WHERE).find_map(|(_, text)| plain(text).map(|hit| text.words(hit).to_owned())).or_else(under)
}

/// Words that say it by themselves.
fn plain(text: &Text) -> Option<&Hit> {
    text.anywhere(Table::Resale).find(|hit| hit.value == 0)
}

/// Places of words before or behind a name, and of words for the name itself.
const UNDER: u32 = 1;
const NAME: u32 = 2;
/// The place of words for what is somebody's own.
const OWN: u32 = 3;
/// The place of words for a plan or an account.
const PLAN: u32 = 0;
/// The place of words that it is paid within the price of what the customer sells.
const WITHIN: u32 = 6;

/// Words that something runs under a group's name: `under the park's name`, `unter dem Namen des Hotels`.
fn under_name<'t>(context: &Context, text: &'t Text, group: usize) -> Option<&'t Hit> {
    let near = |from: usize, to: usize| text.folded().get(from..to).is_some_and(|gap| gap.len() <= NEAR && !gap.contains([',', '.', ';', ':', '\n']));
    // Such words are rare, and what speaks of groups is dearer to find.
    text.says(Table::Resale, UNDER)?;
    let names = mentions(&context.groups, text, text.body_range());
    let mention = names.iter().find(|mention| mention.group == group)?;
    let full = |hit: &Hit| context.language == Language::English && !text.words(hit).contains("name");
    let behind = |hit: &Hit| !full(hit) || text.anywhere(Table::Resale).any(|name| name.value == NAME && near(mention.end, name.start as usize));
    let (start, end) = (mention.start, mention.end);
    text.anywhere(Table::Resale).filter(|hit| hit.value == UNDER).find(|hit| (near(hit.end as usize, start) || near(end, hit.start as usize)) && behind(hit))
}

/// How far from such words the name may stand, in bytes.
const NEAR: usize = 16;
/// How far from the word for a name the words may stand for whose it is, in bytes.
const OF: usize = 28;

/// Words that something bears the name of its buyer: `with the mill's own name and logo`, `the name and address of the house`.
fn bears_name<'t>(context: &Context, text: &'t Text, group: usize) -> Option<&'t Hit> {
    let near = |from: usize, to: usize, most: usize| text.folded().get(from..to).is_some_and(|gap| gap.len() <= most && !gap.contains(['.', ';', ':', '\n']));
    text.says(Table::Resale, NAME)?;
    let beside = |hit: &Hit, start: usize, end: usize, most: usize| near(hit.end as usize, start, most) || near(end, hit.start as usize, most);
    let behind = if text.has_lead() { text.head_range().end } else { text.body_range().start + 1 };
    let names = mentions(&context.groups, text, behind..text.body_range().end);
    let own = |hit: &&Hit| text.anywhere(Table::Resale).any(|own| own.value == OWN && beside(hit, own.start as usize, own.end as usize, NEAR));
    let theirs = |hit: &&Hit| names.iter().any(|mention| mention.group == group && beside(hit, mention.start, mention.end, OF));
    text.anywhere(Table::Resale).filter(|hit| hit.value == NAME).find(|hit| own(hit) || theirs(hit))
}

fn calls(context: &Context, group: &Group, name: &str) -> bool {
    group.concepts.iter().any(|&concept| context.matcher.name(concept) == name)
}

/// The groups that run a business under the name of this one, where they pay for that: whoever buys in their shops pays them.
pub(crate) fn franchisees(context: &Context) -> Vec<usize> {
    let fee = |text: &Text| FRANCHISE_FEES.iter().any(|concept| crate::concepts::says(context, text, concept));
    if !context.present(Block::RevenueStreams).any(fee) {
        return Vec::new();
    }
    let runs = |text: &Text| {
        let called = |hit: &Hit| (hit.end as usize) <= text.head_range().end || text.folded().get(..hit.start as usize).is_some_and(|name| name.ends_with('('));
        let franchisee = |hit: &&Hit| FRANCHISEES.contains(&context.matcher.name(hit.value));
        text.of(Table::SegmentTags).chain(text.concepts()).filter(franchisee).any(called)
    };
    context.served().filter(|&at| context.texts(SEGMENTS).get(at).is_some_and(runs)).collect()
}

/// Keywords of what is paid for running a business under a name, and of those who do.
const FRANCHISE_FEES: [&str; 3] = ["franchise", "royalty", "entry_fee"];
const FRANCHISEES: [&str; 2] = ["franchisee", "franchise"];

/// Whether the one group are by nature customers of the other.
pub(crate) fn serves(context: &Context, business: &Group, people: &Group) -> bool {
    let pair = |(seller, buyers): &(&str, &[&str])| calls(context, business, seller) && buyers.iter().any(|buyer| calls(context, people, buyer));
    people.kind != Some(SegmentKind::Businesses) && SERVED.iter().any(pair)
}

/// Links those who use what a business has bought for its own customers.
pub(crate) fn assign(context: &Context, known: &Known<'_>, segments: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    if !context.reads(SEGMENTS) || crate::sides::meets(context, known) {
        return;
    }
    let group = |at: usize| context.groups.get(at);
    let pays = |at: usize| known.is_payer(at);
    let uses = |at: usize| known.is_user(at);
    // Who is shown to those who advertise is no customer of theirs.
    let advertised = known.streams.iter().any(Stream::is_advertising);
    // Who is on a free plan beside others of its sort on a paid one is no customer of theirs.
    let plan = |at: usize| {
        let paying = |free: &Group| context.groups.iter().any(|group| group.paying && !group.future && group.kind == free.kind);
        let tier = |at: usize| context.texts(SEGMENTS).get(at).is_some_and(|text| text.says(Table::Tier, PLAN).is_some());
        let others = || context.served().any(|other| other != at && tier(other) && pays(other));
        group(at).is_some_and(|group| group.free && (group.kind == Some(SegmentKind::Businesses) && paying(group) || tier(at) && others()))
    };
    let unpaid: Vec<usize> = context.served().filter(|&at| !pays(at) && uses(at) && !plan(at)).collect();
    for seller in context
        .served()
        .filter(|&at| pays(at) && group(at).is_some_and(|group| group.kind != Some(SegmentKind::Individuals) || says(context, known, at).is_some()))
    {
        let Some(business) = group(seller) else { continue };
        let named = || if unpaid.is_empty() || advertised { None } else { offered_as_own(context, known, seller) };
        let said = says(context, known, seller).or_else(named);
        let by_trade = !advertised && ["distributors", "franchisees"].iter().any(|name| calls(context, business, name));
        if let (Some(words), Some(segment)) = (&said, if said.is_some() { full(segments, seller) } else { None }) {
            marks.tag(segment, (SEGMENTS, seller), RESELLS, words);
        }
        for &at in &unpaid {
            let natural = group(at).is_some_and(|people| serves(context, business, people) && !OWN_PEOPLE.iter().any(|name| calls(context, people, name)));
            let people = group(at).is_some_and(|people| people.kind != Some(SegmentKind::Businesses)) || is_of(context, at, seller);
            let described = context.texts(SEGMENTS).get(at).and_then(|text| described_by(&context.groups, text)) == Some(seller);
            let linked = natural || people && (by_trade || said.is_some()) || described && !advertised;
            let staff = context.texts(SEGMENTS).get(at).is_some_and(|text| text.of(Table::Belongs).any(|hit| hit.value == STAFF));
            let (true, Some(Some(id)), Some(segment)) = (linked && !staff, context.ids.segments.get(seller), full(segments, at)) else { continue };
            if segment.customer_of.is_none() {
                segment.customer_of = Some(id.clone());
                let words = context.texts(SEGMENTS).get(at).map(|text| text.name().to_owned()).unwrap_or_default();
                marks.add(SEGMENTS, at, Field::CustomerOf, said.as_ref().unwrap_or(&words), if natural { ALIKE } else { ONLY });
            }
        }
    }
}

/// Whether what describes a group names another as the one it belongs to.
fn is_of(context: &Context, group: usize, owner: usize) -> bool {
    let text = context.texts(SEGMENTS).get(group);
    text.is_some_and(|text| mentions_beside(&context.groups, text, text.body_range(), Some(group)).iter().any(|mention| mention.group == owner))
}

/// The words by which what is offered to a group, or what it is made with, bears that group's name.
fn offered_as_own(context: &Context, known: &Known<'_>, group: usize) -> Option<String> {
    let to = |text: &Text, users: &[usize]| {
        users.contains(&group) || mentions(&context.groups, text, text.body_range()).iter().any(|mention| mention.group == group)
    };
    let offers = context.texts(Block::ValuePropositions).iter().zip(known.offers).filter(|(_, offer)| !offer.future);
    let mut theirs = offers.filter(|(text, offer)| to(text, &offer.users.groups)).map(|(text, _)| text);
    theirs.find_map(|text| bears_name(context, text, group).map(|hit| text.words(hit).to_owned()))
}

/// Words that others pay for it within the price of what they buy from the one group that pays for it.
fn within(context: &Context, known: &Known<'_>, group: usize) -> Option<String> {
    let pays = |at: &usize| known.is_payer(*at);
    let kind = context.groups.get(group).and_then(|group| group.kind);
    let alone = context.served().count() > 1 && context.served().all(|at| pays(&at) == (at == group));
    if !alone || matches!(kind, Some(SegmentKind::Individuals | SegmentKind::Government)) {
        return None;
    }
    said_within(context)
}

/// Words that others pay it within the price of what they buy from a customer.
pub(crate) fn said_within(context: &Context) -> Option<String> {
    const BLOCKS: [Block; 5] = [SEGMENTS, Block::ValuePropositions, Block::Channels, Block::CustomerRelationships, Block::RevenueStreams];
    context.everywhere(&BLOCKS).find_map(|(_, text)| text.says(Table::Resale, WITHIN).map(|hit| text.words(hit).to_owned()))
}

/// The words that say of one group that it sells on: in its own name, in an offer to it, in a stream that it pays.
fn says(context: &Context, known: &Known<'_>, group: usize) -> Option<String> {
    let found = |text: &Text| plain(text).or_else(|| under_name(context, text, group)).map(|hit| text.words(hit).to_owned());
    let own = context.present(SEGMENTS).find(|text| text.index == group).and_then(found);
    let offers = || {
        let texts = context.texts(Block::ValuePropositions).iter().zip(known.offers);
        texts.filter(|(_, offer)| !offer.future && offer.users.groups.contains(&group)).find_map(|(text, _)| found(text))
    };
    let streams = || {
        let texts = context.texts(Block::RevenueStreams).iter().zip(known.payers);
        texts.filter(|(text, payers)| !text.future && payers.groups.groups.contains(&group)).find_map(|(text, _)| found(text))
    };
    // Where only one business pays, what is said of its own name is said of that business.
    let business = |at: &usize| context.groups.get(*at).is_some_and(|group| group.kind == Some(SegmentKind::Businesses));
    let only = || {
        let mut payers = context.served().filter(|&at| known.is_payer(at));
        let single = payers.next() == Some(group) && payers.next().is_none() && business(&group);
        // What is offered to those who look at advertising is not what the advertiser sells on.
        let advertised = known.streams.iter().any(Stream::is_advertising);
        let others = single && !advertised && context.served().count() > 1;
        let told = || context.present(Block::ValuePropositions).find_map(found);
        if others { told() } else { None }.or_else(|| if single { context.present(Block::CustomerRelationships).find_map(found) } else { None })
    };
    own.or_else(offers).or_else(streams).or_else(only).or_else(|| within(context, known, group))
}
