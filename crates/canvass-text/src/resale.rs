//! Businesses that build the offer into their own: franchisees, resellers, makers of own labels, and those whose guests use it.

use canvass_model::blocks::{Block, CustomerSegment, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::SegmentKind;

use crate::context::Context;
use crate::fill::{ALIKE, Marks, ONLY, full};
use crate::groups::Group;
use crate::language::Language;
use crate::matcher::Hit;
use crate::naming::mentions;
use crate::plans::Known;
use crate::table::Table;
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

/// Words that something runs under a group's name: `under the park's name`, `unter dem Namen des Hotels`.
fn under_name<'t>(context: &Context, text: &'t Text, group: usize) -> Option<&'t Hit> {
    let near = |from: usize, to: usize| {
        text.folded().get(from..to).is_some_and(|gap| gap.len() <= NEAR && !gap.contains([',', '.', ';', ':', '\n', '，', '。', '、']))
    };
    let names = mentions(&context.groups, text, text.body_range());
    let mention = names.iter().find(|mention| mention.group == group)?;
    let full = |hit: &Hit| context.language == Language::English && !text.words(hit).contains("name");
    let behind = |hit: &Hit| !full(hit) || text.anywhere(Table::Resale).any(|name| name.value == NAME && near(mention.end, name.start as usize));
    let (start, end) = (mention.start, mention.end);
    text.anywhere(Table::Resale).filter(|hit| hit.value == UNDER).find(|hit| (near(hit.end as usize, start) || near(end, hit.start as usize)) && behind(hit))
}

/// How far from such words the name may stand, in bytes.
const NEAR: usize = 16;

fn calls(context: &Context, group: &Group, name: &str) -> bool {
    group.concepts.iter().any(|&concept| context.matcher.name(concept) == name)
}

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
    let pays = |at: usize| known.payers.iter().any(|payers| payers.groups.groups.contains(&at));
    let uses = |at: usize| known.offers.iter().any(|offer| !offer.future && offer.users.groups.contains(&at));
    let unpaid: Vec<usize> = context.served().filter(|&at| !pays(at) && uses(at)).collect();
    for seller in context
        .served()
        .filter(|&at| pays(at) && group(at).is_some_and(|group| group.kind != Some(SegmentKind::Individuals) || says(context, known, at).is_some()))
    {
        let Some(business) = group(seller) else { continue };
        let said = says(context, known, seller);
        let by_trade = ["distributors", "franchisees"].iter().any(|name| calls(context, business, name));
        if let (Some(words), Some(segment)) = (&said, if said.is_some() { full(segments, seller) } else { None }) {
            marks.tag(segment, (SEGMENTS, seller), RESELLS, words);
        }
        for &at in &unpaid {
            let natural = group(at).is_some_and(|people| serves(context, business, people) && !OWN_PEOPLE.iter().any(|name| calls(context, people, name)));
            let people = group(at).is_some_and(|people| people.kind != Some(SegmentKind::Businesses));
            let linked = natural || people && (by_trade || said.is_some());
            let staff = context.texts(SEGMENTS).get(at).is_some_and(|text| text.of(Table::Belongs).any(|hit| hit.value == 1));
            let (true, Some(Some(id)), Some(segment)) = (linked && !staff, context.ids.segments.get(seller), full(segments, at)) else { continue };
            if segment.customer_of.is_none() {
                segment.customer_of = Some(id.clone());
                let words = context.texts(SEGMENTS).get(at).map(|text| text.name().to_owned()).unwrap_or_default();
                marks.add(SEGMENTS, at, Field::CustomerOf, said.as_ref().unwrap_or(&words), if natural { ALIKE } else { ONLY });
            }
        }
    }
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
    own.or_else(offers).or_else(streams)
}
