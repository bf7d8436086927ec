//! Who pays each stream: whoever its words name, else the only group that it can be. Where several can be, it is not known.

use canvass_model::blocks::{Block, Note, RevenueStream};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{Role, SegmentKind, StreamKind};

use crate::automaton::Hit;
use crate::blocks::{Offer, Stream};
use crate::context::Context;
use crate::fill::{ALIKE, CALLED, Marks, ONLY, SAID, full};
use crate::fold::runs_on;
use crate::groups::Group;
use crate::links::{Targets, behind, ids};
use crate::naming::{Mention, mentions, mentions_beside};
use crate::sides::{ENTRY, STALL};
use crate::table::{Table, general};
use crate::text::Text;

const BLOCK: Block = Block::RevenueStreams;

/// Who pays a stream.
#[derive(Debug, Clone, Default)]
pub(crate) struct Payers {
    pub(crate) groups: Targets,
    pub(crate) partners: Vec<usize>,
}

/// Finds the payers of all streams and links them.
pub(crate) fn assign(context: &Context, offers: &[Offer], streams: &[Stream], notes: &mut [Note<RevenueStream>], marks: &mut Marks) -> Vec<Payers> {
    if !context.reads(BLOCK) {
        return notes.iter().map(|note| stated(context, note)).collect();
    }
    let exempt = exempt(context, streams);
    let mut all = Vec::with_capacity(streams.len());
    for (stream, text) in streams.iter().zip(context.texts(BLOCK)) {
        if let Some(note) = notes.get(text.index).filter(|note| note.full().is_some_and(|stream| stream.from.is_some())) {
            all.push(stated(context, note));
            continue;
        }
        let payers = if stream.future { Payers::default() } else { payers(context, offers, &exempt, stream, text) };
        let from = ids(&payers.groups.groups, &context.ids.segments).or_else(|| ids(&payers.partners, &context.ids.partners));
        let single = context.groups.len() == 1 && payers.groups.confidence == ONLY;
        if let (Some(from), false, Some(item)) = (&from, single, from.as_ref().and_then(|_| full(notes, text.index))) {
            item.from = Some(from.clone());
            marks.add(BLOCK, text.index, Field::From, &payers.groups.words, payers.groups.confidence);
        }
        all.push(payers);
    }
    all
}

/// The payers that a stream states.
fn stated(context: &Context, note: &Note<RevenueStream>) -> Payers {
    let groups = context.ids.find_segments(note.full().and_then(|stream| stream.from.as_ref()));
    Payers { groups: Targets { groups, ..Targets::default() }, partners: Vec::new() }
}

fn payers(context: &Context, offers: &[Offer], exempt: &[usize], stream: &Stream, text: &Text) -> Payers {
    let groups = named(context, stream, text);
    if groups.is_none()
        && let Some((partners, words)) =
            funding_partners(context, text).or_else(|| named_partners(context, stream, text)).or_else(|| paying_partners(context, stream, text))
    {
        return Payers { groups: Targets { groups: Vec::new(), words, confidence: SAID }, partners };
    }
    let mut groups = groups.or_else(|| by_kind(context, offers, exempt, stream, text)).unwrap_or_default();
    // Who gets a part of it is paid by the others.
    let receivers = paid_out(context, text);
    if !groups.is_empty() && groups.groups.iter().all(|at| receivers.contains(at)) {
        groups.groups = context.served().filter(|at| !receivers.contains(at)).collect();
    }
    if !groups.is_empty() {
        return Payers { groups, partners: Vec::new() };
    }
    let table = match stream.kind {
        Some(StreamKind::Advertising) => Table::Advertisers,
        Some(StreamKind::Donation | StreamKind::GrantOrTax) => Table::Funders,
        _ => return Payers::default(),
    };
    let mut words = String::new();
    let mut partners = Vec::new();
    // Of several partners that give money, the stream may say which.
    let said: Vec<u32> = text.of(table).map(|hit| hit.value).collect();
    let gives = |hit: &&Hit| match stream.kind {
        _ if !said.is_empty() => said.contains(&hit.value),
        // A sponsor gives neither grants nor taxes.
        Some(StreamKind::GrantOrTax) => context.matcher.name(hit.value) != "sponsors",
        _ => true,
    };
    for partner in context.present(Block::KeyPartnerships) {
        if let Some(hit) = partner.of(table).find(gives) {
            words = if words.is_empty() { partner.words(hit).to_owned() } else { words };
            partners.push(partner.index);
        }
    }
    Payers { groups: Targets { groups: Vec::new(), words, confidence: ONLY }, partners }
}

/// Partners from the public purse, or who give money, that a stream names where no segment stands for them.
fn funding_partners(context: &Context, text: &Text) -> Option<(Vec<usize>, String)> {
    let hit = text.of(Table::Funders).find(|hit| !context.groups.iter().any(|group| group.concepts.contains(&hit.value)))?;
    let names = |partner: &&Text| partner.of(Table::Funders).any(|other| other.value == hit.value);
    let partners: Vec<usize> = context.present(Block::KeyPartnerships).filter(names).map(|partner| partner.index).collect();
    (!partners.is_empty()).then(|| (partners, text.words(hit).to_owned()))
}

/// Partners whose name stands in a stream of money that is given.
fn named_partners(context: &Context, stream: &Stream, text: &Text) -> Option<(Vec<usize>, String)> {
    if !matches!(stream.kind, Some(StreamKind::Donation | StreamKind::GrantOrTax)) {
        return None;
    }
    let mut words = String::new();
    let mut partners = Vec::new();
    for partner in context.present(Block::KeyPartnerships) {
        let head = partner.folded().get(partner.head_range()).unwrap_or_default();
        let mut names = head
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.chars().count() >= if word.starts_with(runs_on) { 2 } else { 6 })
            .flat_map(|word| [word, core(word)]);
        if let Some(name) = names.find(|name| text.folded().get(text.body_range()).is_some_and(|body| body.contains(*name))) {
            words = if words.is_empty() { name.to_owned() } else { words };
            partners.push(partner.index);
        }
    }
    (!partners.is_empty()).then_some((partners, words))
}

/// What others say of a long word: of what is inflected the stem, of what runs on its end, by which it is called.
fn core(word: &str) -> &str {
    let letters = word.chars().count();
    if word.starts_with(runs_on) {
        let tail = word.char_indices().nth(letters.saturating_sub(3)).filter(|_| letters > 3);
        return tail.map_or(word, |(at, _)| word.get(at..).unwrap_or(word));
    }
    let stem = word.char_indices().nth(letters.saturating_sub(2)).filter(|_| letters > 9);
    stem.map_or(word, |(at, _)| word.get(..at).unwrap_or(word))
}

/// Partners with whose name a stream begins, where no segment is named: `the parish pays for the printing`.
fn paying_partners(context: &Context, stream: &Stream, text: &Text) -> Option<(Vec<usize>, String)> {
    if stream.free || stream.kind == Some(StreamKind::Advertising) {
        return None;
    }
    let name = text.folded().get(text.name_range())?;
    let begins = |partner: &str| {
        let partner = partner.trim().trim_matches(|letter: char| !letter.is_alphanumeric());
        let long = partner.chars().count() >= if partner.starts_with(runs_on) { 3 } else { 6 };
        long && (name.starts_with(partner) || !partner.starts_with(runs_on) && name.starts_with(core(partner)) && partner.split(' ').count() < 4)
    };
    let pays = |partner: &&Text| {
        // Who supplies is a side of the business, whatever block it stands in.
        if partner.named(Table::Supply).chain(partner.named(Table::Demand)).next().is_some() {
            return false;
        }
        let noun = partner.folded().get(partner.name_range().start..partner.noun_end()).unwrap_or_default();
        // How many they are is no part of what they are called.
        begins(noun)
            || begin_alike(name, partner.folded().get(partner.name_range()).unwrap_or_default())
            || noun.split_once(' ').is_some_and(|(first, rest)| rest.contains(' ') && !first.starts_with(runs_on) && begins(rest))
    };
    let partner = context.present(Block::KeyPartnerships).find(pays)?;
    Some((vec![partner.index], partner.stretch(partner.name_range().start, partner.noun_end()).to_owned()))
}

/// How much two sentences about one body have in common at their beginning, in bytes.
const ALIKE_BEGINNING: usize = 10;

/// Whether two sentences begin with the same words, by which both name the same body: `the harbour trust pays`, `the harbour trust has`.
fn begin_alike(one: &str, other: &str) -> bool {
    let common = one.split(' ').zip(other.split(' ')).take_while(|(one, other)| one == other).map(|(word, _)| word);
    let (words, length) = common.fold((0, 0), |(words, length), word| (words + 1, length + word.len() + 1));
    words >= 2 && length > ALIKE_BEGINNING && !one.starts_with(runs_on)
}

/// The side of a platform that a stream speaks of in words that no group's name has: `buyers` for whoever does not sell.
fn by_side(context: &Context, text: &Text) -> Option<Targets> {
    let sides = |supply: bool| -> Vec<usize> {
        context.served().filter(|&at| context.groups.get(at).is_some_and(|group| group.supply == supply && !group.content)).collect()
    };
    let (sellers, others) = (sides(true), sides(false));
    if sellers.is_empty() || others.is_empty() {
        return None;
    }
    let said = |table: Table| text.of(table).find(|hit| (hit.end as usize) <= text.name_range().end);
    let (hit, groups) = match (said(Table::Supply), said(Table::Demand)) {
        (Some(hit), None) => (hit, sellers),
        (None, Some(hit)) => (hit, others),
        _ => match text.of(Table::Meeting).find(|hit| hit.value == STALL || hit.value == ENTRY) {
            Some(hit) if hit.value == STALL => (hit, sellers),
            Some(hit) => (hit, others),
            None => return None,
        },
    };
    Some(Targets { groups, words: text.words(hit).to_owned(), confidence: ONLY })
}

/// Groups for whom a stream says that the price is nothing, where others pay.
fn exempt(context: &Context, streams: &[Stream]) -> Vec<usize> {
    let free = |stream: &Stream| stream.zero && !stream.future && !stream.freemium && !stream.premium;
    let mut found: Vec<usize> = Vec::new();
    for (_, text) in streams.iter().zip(context.texts(BLOCK)).filter(|(stream, _)| free(stream)) {
        found.extend(mentions(&context.groups, text, text.group_range().start..text.body_range().end).iter().map(|mention| mention.group));
    }
    if context.served().all(|at| found.contains(&at)) { Vec::new() } else { found }
}

/// Groups that get a part of a stream instead of paying it: `half goes to the authors`.
fn paid_out(context: &Context, text: &Text) -> Vec<usize> {
    let near = |from: u32, to: usize| text.folded().get(from as usize..to).is_some_and(|gap| gap.len() <= BESIDE && !gap.contains([',', ';', '.', '，', '、']));
    let beside = |mention: &Mention| text.of(Table::Payout).any(|hit| near(mention.end as u32, hit.start as usize) || near(hit.end, mention.start));
    mentions(&context.groups, text, text.body_range()).iter().filter(|mention| beside(mention)).map(|mention| mention.group).collect()
}

/// How far from the group words that say what it gets may stand, in bytes.
const BESIDE: usize = 12;

/// Whether all groups are of one sort, which is known.
fn one_sort(context: &Context) -> bool {
    let mut kinds = context.served().filter_map(|at| context.groups.get(at)).map(|group| (group.kind, group.supply, group.content, group.demand));
    kinds.next().is_some_and(|first| first.0.is_some() && kinds.all(|other| other == first))
}

/// Whether no group is anything but a customer, as far as the words go, and some group is known for what it is.
fn only_customers(context: &Context, offers: &[Offer]) -> bool {
    let customer = |group: &Group| {
        !(group.free || group.supply || group.content || group.audience || group.advertisers || group.funders || group.is_funder())
            && ![Role::Beneficiary, Role::User, Role::Sponsor].iter().any(|&role| group.plays(role))
    };
    let belongs = |at: usize| context.texts(Block::CustomerSegments).get(at).is_some_and(|text| text.of(Table::Belongs).next().is_some());
    context.served().any(|at| context.groups.get(at).is_some_and(|group| group.kind.is_some()))
        && context.served().all(|at| context.groups.get(at).is_some_and(customer) && !belongs(at))
        && !offers.iter().any(|offer| offer.free || offer.platform)
        && crate::sides::meeting(context).is_none()
}

/// Groups to whom something is offered that costs nothing, where others are offered something else.
pub(crate) fn offered_free(context: &Context, offers: &[Offer]) -> Vec<usize> {
    let apart = |offer: &&Offer| offer.free && !offer.premium && !offer.future && offer.users.confidence > ALIKE;
    let pays = |at: &usize| context.groups.get(*at).is_some_and(|group| group.paying);
    let free: Vec<usize> = offers.iter().filter(apart).flat_map(|offer| offer.users.groups.iter().copied()).filter(|at| !pays(at)).collect();
    let others = || context.groups.iter().any(|group| !group.future && (group.advertisers || group.is_funder()));
    if context.served().all(|at| free.contains(&at)) && !others() { Vec::new() } else { free }
}

/// The groups that the words name as payers.
fn named(context: &Context, stream: &Stream, text: &Text) -> Option<Targets> {
    let receivers = paid_out(context, text);
    let counted = counted(context, text);
    let apart = |group: &usize| !receivers.contains(group) && context.groups.get(*group).is_some_and(|group| can_pay(stream, group));
    let all = mentions_beside(&context.groups, text, 0..text.body_range().end, counted.first().copied());
    let others = all.iter().any(|mention| apart(&mention.group) && !counted.contains(&mention.group));
    // A sort of payer may be named by another word than its own.
    let sort = text.of(Table::StreamPayers).next().and_then(|hit| hit.term::<SegmentKind>());
    let of_sort = |(at, group): (usize, &Group)| sort.is_some() && group.kind == sort && !counted.contains(&at);
    let others = others || context.groups.iter().enumerate().any(of_sort);
    let beside = receivers.first().or(counted.first().filter(|_| others)).copied();
    let pays = |group: usize| apart(&group) && !(others && counted.contains(&group));
    let fitting = |targets: Targets| {
        let groups: Vec<usize> = targets.groups.iter().copied().filter(|&group| pays(group)).collect();
        (!groups.is_empty()).then_some(Targets { groups, ..targets })
    };
    let part = |range: std::ops::Range<usize>| Targets::of(text, &mentions_beside(&context.groups, text, range, beside));
    // Out of whose price another's is made up is another question than who pays this one.
    let carries = text.anywhere(Table::Carries).next().is_some();
    let from = || if carries { None } else { fitting(behind(context, text, general::FROM)) };
    from()
        .or_else(|| fitting(part(text.group_range())))
        .or_else(|| if text.has_lead() { fitting(part(text.head_range())) } else { None })
        .or_else(|| fitting(behind(context, text, general::FOR)))
        .or_else(|| fitting(part(text.body_range())))
}

/// Groups by whose heads a price is only counted, and those of whom the same clause says that they pay nothing.
fn counted(context: &Context, text: &Text) -> Vec<usize> {
    let gap = |from: usize, to: usize| text.folded().get(from..to).unwrap_or("......");
    let runs = |from: u32, to: u32| text.folded().get(from as usize..to as usize).is_some_and(|word| word.chars().any(runs_on));
    let near = |between: &str| between.len() <= UNIT && !between.contains([',', ';', '.', ':', '(', '，', '、', '。', '\n']);
    let by_head = |mention: &Mention| {
        text.small(general::EACH).any(|word| {
            let (start, end) = (word.start as usize, word.end as usize);
            end <= mention.start && near(gap(end, mention.start)) || runs(word.start, word.end) && mention.end <= start && start <= mention.end + 4
        })
    };
    let spared = |mention: &Mention| {
        text.of(Table::StreamPlans).filter(|hit| hit.value == 0).any(|hit| {
            let (from, to) = (mention.start.min(hit.start as usize), mention.end.max(hit.end as usize));
            mention.end <= hit.start as usize
                && !gap(from, to).contains([',', ';', '.', '，', '；', '。', '\n'])
                && !gap(from, to).contains(|letter: char| letter.is_numeric())
        })
    };
    mentions(&context.groups, text, text.body_range()).iter().filter(|mention| by_head(mention) || spared(mention)).map(|mention| mention.group).collect()
}

/// How far behind the word for *each* its unit may stand, in bytes.
const UNIT: usize = 18;

/// Whether a group that a stream's words name can be the one that pays it: those who look at advertisements do not pay for them.
fn can_pay(stream: &Stream, group: &Group) -> bool {
    if group.future || group.free && !stream.free {
        return false;
    }
    match stream.kind {
        Some(StreamKind::Advertising) => {
            let unlike_audience = group.kind.is_none() && !group.audience && !group.demand && !group.content;
            group.advertisers || group.supply || unlike_audience || matches!(group.kind, Some(SegmentKind::Businesses | SegmentKind::Government))
        }
        _ => !stream.free || stream.premium || stream.freemium,
    }
}

/// The groups that the sort of stream leaves as the only ones.
fn by_kind(context: &Context, offers: &[Offer], exempt: &[usize], stream: &Stream, text: &Text) -> Option<Targets> {
    if stream.free && !stream.premium && !stream.freemium {
        return None;
    }
    let kind_words = text.leading(Table::StreamKinds).map(|hit| text.words(hit).to_owned()).unwrap_or_else(|| text.name().to_owned());
    let groups = &context.groups;
    let every = |fits: &dyn Fn(&Group) -> bool| -> Vec<usize> {
        groups.iter().enumerate().filter(|(_, group)| !group.future && fits(group)).map(|(at, _)| at).collect()
    };
    let targets = |groups: Vec<usize>, confidence: u32| (!groups.is_empty()).then(|| Targets { groups, words: kind_words.clone(), confidence });
    match stream.kind {
        Some(StreamKind::Advertising) => {
            let businesses = every(&|group| group.kind == Some(SegmentKind::Businesses));
            // Where the others are people who look at it, all businesses may advertise.
            let looked_at = groups.iter().any(|group| group.is_served() && (group.free || group.audience || group.kind == Some(SegmentKind::Individuals)));
            let confidence = if businesses.len() == 1 { ONLY } else { ALIKE };
            let only_ones =
                groups.len() > 1 && businesses.len() < groups.len() && (businesses.len() == 1 || looked_at && text.of(Table::Advertisers).next().is_none());
            return targets(every(&|group| group.advertisers), CALLED).or_else(|| targets(businesses, confidence).filter(|_| only_ones));
        }
        Some(StreamKind::Donation) => {
            let sort = text.of(Table::StreamPayers).next().and_then(|hit| hit.term::<SegmentKind>());
            let companies = || every(&|group| group.kind == sort && !group.plays(Role::Beneficiary));
            if sort == Some(SegmentKind::Businesses)
                && let Some(companies) = targets(companies(), ONLY)
            {
                return Some(companies);
            }
            return targets(every(&|group| group.is_funder() || group.funders && group.kind != Some(SegmentKind::Government)), CALLED);
        }
        Some(StreamKind::GrantOrTax) => return targets(every(&|group| group.is_funder() || group.funders), CALLED),
        Some(StreamKind::BrokerageFee) => {
            if let Some(side) = by_side(context, text) {
                return Some(side);
            }
            let offered = offered_free(context, offers);
            let pays = |at: &usize| !exempt.contains(at) && !offered.contains(at) && groups.get(*at).is_some_and(|group| !group.free);
            let mut supply = every(&|group| group.supply && group.is_served());
            let mut others = every(&|group| !group.supply && group.is_served());
            if !supply.iter().any(pays) && others.iter().any(pays) {
                std::mem::swap(&mut supply, &mut others);
            }
            if supply.iter().any(pays) {
                supply.retain(pays);
            }
            if !supply.is_empty() && !others.is_empty() {
                return targets(supply, ONLY);
            }
        }
        _ => {}
    }
    if is_platform(context, offers)
        && let Some(side) = by_side(context, text)
    {
        return Some(side);
    }
    candidates(context, offers, exempt, stream, text, &kind_words)
}

/// The groups that may pay: all that are served and not said to pay nothing; but on a platform the one side or the other, so none where both may.
fn candidates(context: &Context, offers: &[Offer], exempt: &[usize], stream: &Stream, text: &Text, kind_words: &str) -> Option<Targets> {
    let groups = &context.groups;
    // Words that say nothing name nobody either, unless all groups are of one sort or none is anything but a customer.
    if groups.len() > 1 && !context.says_something(BLOCK) && !one_sort(context) && !only_customers(context, offers) {
        return None;
    }
    let payer_named = groups.iter().any(|group| group.plays(Role::Payer) || group.plays(Role::Buyer));
    let mut left: Vec<usize> = context
        .served()
        .filter(|&at| {
            groups.get(at).is_some_and(|group| {
                let only_uses = payer_named && group.plays(Role::User) && ![Role::Payer, Role::Buyer].iter().any(|&role| group.plays(role));
                !group.free && !group.plays(Role::Beneficiary) && !only_uses
            })
        })
        .collect();
    let mut free = if stream.premium || stream.freemium { Vec::new() } else { offered_free(context, offers) };
    free.extend(exempt);
    free.extend(paid_out(context, text));
    // The customers and the people of another segment use what that one pays.
    let belongs = |at: &usize| context.texts(Block::CustomerSegments).get(*at).is_some_and(|text| text.of(Table::Belongs).any(|hit| hit.value == 0));
    let apart = |at: &usize| !free.contains(at) && !belongs(at);
    if left.iter().any(apart) {
        left.retain(apart);
    } else if !left.is_empty() || !free.is_empty() {
        // Where all whom it serves use it free, whoever wants to reach them pays.
        let advertisers: Vec<usize> = (0..groups.len()).filter(|&at| groups.get(at).is_some_and(|group| group.advertisers && !group.future)).collect();
        if !(advertisers.is_empty() || stream.premium || stream.freemium) {
            return Some(Targets { groups: advertisers, words: kind_words.to_owned(), confidence: ONLY });
        }
    }
    // Who sells it on pays, and not those who buy it there.
    let resells = |at: &usize| context.texts(Block::CustomerSegments).get(*at).is_some_and(|text| text.named(Table::Resale).next().is_some());
    let people = |at: &usize| groups.get(*at).is_some_and(|group| !matches!(group.kind, Some(SegmentKind::Businesses | SegmentKind::Government)));
    if left.iter().any(resells) && left.iter().all(|at| resells(at) || people(at)) {
        left.retain(resells);
    }
    // The poor, whom others give money for, pay only what names them.
    let funded = context.groups.iter().any(|group| !group.future && (group.is_funder() || group.funders)) && !left.is_empty();
    let poor = |at: &usize| {
        let low = |text: &Text| text.named(Table::SegmentTags).any(|hit| context.matcher.name(hit.value) == "low_income");
        context.texts(Block::CustomerSegments).get(*at).is_some_and(low)
    };
    if funded && left.iter().all(poor) {
        let gives = text.of(Table::StreamKinds).any(|hit| hit.term::<StreamKind>() == Some(StreamKind::Donation));
        let funders: Vec<usize> = (0..groups.len()).filter(|&at| groups.get(at).is_some_and(|group| group.is_funder() && !group.future)).collect();
        return (gives && !funders.is_empty()).then(|| Targets { groups: funders, words: kind_words.to_owned(), confidence: ONLY });
    }
    if left.iter().any(|&at| groups.get(at).is_some_and(|group| !group.content)) {
        left.retain(|&at| groups.get(at).is_some_and(|group| !group.content));
    }
    let mut words = kind_words.to_owned();
    let mut confidence = ONLY;
    let narrow = |left: &mut Vec<usize>, fits: &dyn Fn(&Group) -> bool| -> bool {
        let fitting: Vec<usize> = left.iter().copied().filter(|&at| groups.get(at).is_some_and(fits)).collect();
        let narrows = !fitting.is_empty() && fitting.len() < left.len();
        if narrows {
            *left = fitting;
        }
        narrows
    };
    // Beside those who pay the full price stand the poor, who pay a lower one.
    let poor_pay = left.iter().any(|&at| crate::prices::is_poor(context, at) && groups.get(at).is_some_and(|group| !group.plays(Role::Payer)));
    if !poor_pay {
        narrow(&mut left, &|group| group.plays(Role::Payer));
    }
    // Of people of one sort, those pay who are said to be the paying ones.
    let sort = |at: &usize| groups.get(*at).map(|group| group.kind);
    let alike = left.windows(2).all(|pair| matches!(pair, [one, other] if sort(one) == sort(other)));
    if alike && !poor_pay || stream.premium || stream.freemium || stream.kind == Some(StreamKind::SubscriptionFee) {
        narrow(&mut left, &|group| group.paying);
    }
    if let Some(hit) = text.of(Table::StreamPayers).next() {
        let kind = hit.term::<SegmentKind>();
        if narrow(&mut left, &|group| group.kind == kind) {
            (words, confidence) = (text.words(hit).to_owned(), SAID);
        }
    }
    let first = left.first().and_then(|&at| groups.get(at))?;
    let one_sort = left.iter().filter_map(|&at| groups.get(at)).all(|group| group.supply == first.supply);
    if left.len() > 1 {
        if !one_sort && is_platform(context, offers) {
            return None;
        }
        confidence = confidence.min(ALIKE);
    }
    Some(Targets { groups: left, words, confidence })
}

/// Whether the business brings two of its groups together, so that what the one pays says nothing of the other.
fn is_platform(context: &Context, offers: &[Offer]) -> bool {
    let supply = context.served().any(|at| context.groups.get(at).is_some_and(|group| group.supply));
    let meets = || offers.iter().any(|offer| offer.platform && !offer.future) || crate::sides::meeting(context).is_some();
    let brokers =
        || context.present(BLOCK).any(|text| text.leading(Table::StreamKinds).is_some_and(|hit| hit.term::<StreamKind>() == Some(StreamKind::BrokerageFee)));
    supply && (meets() || brokers())
}
