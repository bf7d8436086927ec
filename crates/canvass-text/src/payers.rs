//! Who pays each stream: whoever its words name, else the only group that it can be. Where several can be, it is not known.

mod by_kind;
mod named;
mod partners;
mod priced;
mod shared;
mod subject;

use canvass_model::blocks::{Block, Note, RevenueStream};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{SegmentKind, StreamKind};

use crate::blocks::{Offer, Stream};
use crate::common_words::share_word;
use crate::context::Context;
use crate::fill::{ALIKE, Marks, ONLY, SAID, full};
use crate::links::{Targets, ids};
use crate::matcher::Hit;
use crate::naming::{Mention, mentions};
use crate::table::{Table, general};
use crate::text::Text;

use by_kind::by_kind;
use named::named;
pub(crate) use shared::shared;

use priced::priced;

use partners::{funding_partners, named_partners, paying_partners, said_partners};

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
    // Where some streams state who pays them, nothing is guessed of the others.
    let linked = notes.iter().any(|note| note.full().is_some_and(|stream| stream.from.is_some()));
    let mut all = Vec::with_capacity(streams.len());
    let mut found: Vec<Payers> = streams
        .iter()
        .zip(context.texts(BLOCK))
        .map(|(stream, text)| if stream.future { Payers::default() } else { payers(context, offers, &exempt, stream, text, linked) })
        .collect();
    // What there is not is paid by nobody, unless somebody is named.
    for (_, payers) in streams.iter().zip(&mut found).filter(|(stream, payers)| (stream.nothing || stream.zero) && payers.groups.confidence <= ALIKE) {
        payers.groups = Targets::default();
    }
    contrast(context, &mut found);
    within(context, &mut found);
    reduced(context, &mut found);
    for (text, payers) in context.texts(BLOCK).iter().zip(found) {
        if let Some(note) = notes.get(text.index).filter(|note| note.full().is_some_and(|stream| stream.from.is_some())) {
            all.push(stated(context, note));
            continue;
        }
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

/// Of streams that begin with the same word, where one names its payer the other is paid by the rest of those who could pay it.
fn contrast(context: &Context, found: &mut [Payers]) {
    let first = |at: usize| {
        let text = context.texts(BLOCK).get(at)?;
        let name = text.folded().get(text.name_range())?;
        let word = name.split(|letter: char| !crate::fold::in_word(letter)).next()?;
        (word.chars().count() >= SAME && !word.starts_with(crate::fold::runs_on)).then_some(word)
    };
    let named: Vec<(usize, Vec<usize>)> = found
        .iter()
        .enumerate()
        .filter(|(_, payers)| payers.groups.confidence > ALIKE && !payers.groups.is_empty())
        .map(|(at, payers)| (at, payers.groups.groups.clone()))
        .collect();
    for at in 0..found.len() {
        let Some(payers) = found.get_mut(at).filter(|payers| payers.groups.confidence == ALIKE && payers.groups.groups.len() > 1) else { continue };
        let Some(word) = first(at) else { continue };
        let others = named.iter().filter(|(other, _)| *other != at && first(*other) == Some(word)).flat_map(|(_, groups)| groups);
        let others: Vec<usize> = others.copied().collect();
        let left: Vec<usize> = payers.groups.groups.iter().copied().filter(|group| !others.contains(group)).collect();
        if !left.is_empty() && left.len() < payers.groups.groups.len() {
            payers.groups.groups = left;
            payers.groups.confidence = ONLY;
        }
    }
}

/// Where the customers of a business are said to pay it within the price of what they buy there, the business pays, and not they.
fn within(context: &Context, found: &mut [Payers]) {
    if crate::resale::said_within(context).is_none() {
        return;
    }
    let business = |at: &usize| context.groups.get(*at).is_some_and(|group| group.kind == Some(SegmentKind::Businesses));
    for payers in found.iter_mut().filter(|payers| payers.groups.groups.len() > 1) {
        let (businesses, people): (Vec<usize>, Vec<usize>) = payers.groups.groups.iter().partition(|at| business(at));
        if !businesses.is_empty() && !people.is_empty() {
            payers.groups.groups = businesses;
            payers.groups.confidence = ONLY;
        }
    }
}

/// Of several prices for one thing that name nobody the lowest is that of the poor, where nothing else is.
fn reduced(context: &Context, found: &mut [Payers]) {
    let poor: Vec<usize> = context.served().filter(|&at| crate::prices::is_poor(context, at)).collect();
    let funded = context.groups.iter().any(|group| !group.future && (group.is_funder() || group.funders));
    let [poor] = poor.as_slice() else { return };
    if funded || context.served().count() < 2 || found.iter().any(|payers| payers.groups.groups.contains(poor)) {
        return;
    }
    let texts = context.texts(BLOCK);
    let amount = |at: usize| {
        let text = texts.get(at).filter(|text| !text.future)?;
        let unnamed = mentions(&context.groups, text, text.body_range()).iter().all(|mention| mention.group == *poor);
        let (money, _) = crate::money::price(text, context.matcher, context.language).filter(|_| unnamed)?;
        Some((money.amount.high.value(), at))
    };
    let Some((low, at)) = (0..found.len()).filter_map(amount).min() else { return };
    let dearer = |other: &usize| {
        let price = texts.get(*other).and_then(|text| crate::money::price(text, context.matcher, context.language));
        let alike = texts.get(*other).zip(texts.get(at)).is_some_and(|(one, other)| share_word(one, other) || share_word(other, one));
        *other != at && alike && price.is_some_and(|(money, _)| low.checked_add(low).is_some_and(|twice| twice <= money.amount.low.value()))
    };
    if low.is_zero() || !(0..found.len()).any(|other| dearer(&other)) {
        return;
    }
    if let (Some(payers), Some(text)) = (found.get_mut(at), texts.get(at)) {
        payers.groups = Targets { groups: vec![*poor], words: text.name().to_owned(), confidence: ONLY };
    }
}

/// How many letters a word has with which streams of one sort begin.
const SAME: usize = 4;

/// The payers that a stream states.
fn stated(context: &Context, note: &Note<RevenueStream>) -> Payers {
    let groups = context.ids.find_segments(note.full().and_then(|stream| stream.from.as_ref()));
    Payers { groups: Targets { groups, ..Targets::default() }, partners: Vec::new() }
}

fn payers(context: &Context, offers: &[Offer], exempt: &[usize], stream: &Stream, text: &Text, linked: bool) -> Payers {
    let groups = priced(context, text).filter(|_| charges(stream)).or_else(|| named(context, stream, text));
    if groups.is_none()
        && let Some((partners, words)) = funding_partners(context, text)
            .or_else(|| said_partners(context, text))
            .or_else(|| named_partners(context, stream, text))
            .or_else(|| paying_partners(context, stream, text))
    {
        return Payers { groups: Targets { groups: Vec::new(), words, confidence: SAID }, partners };
    }
    let alike = || if charges(stream) { shared(context, text) } else { None };
    let mut groups = groups.or_else(alike).or_else(|| if linked { None } else { by_kind(context, offers, exempt, stream, text) }).unwrap_or_default();
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

/// Whether a stream is a price that is paid for something.
fn charges(stream: &Stream) -> bool {
    !matches!(stream.kind, Some(StreamKind::Advertising | StreamKind::Donation | StreamKind::GrantOrTax)) && (!stream.free || stream.premium)
}

/// Groups for whom a stream says that the price is nothing, where others pay.
fn exempt(context: &Context, streams: &[Stream]) -> Vec<usize> {
    let free = |stream: &Stream| (stream.zero || stream.nothing) && !stream.future && !stream.freemium && !stream.premium;
    let mut found: Vec<usize> = Vec::new();
    for (_, text) in streams.iter().zip(context.texts(BLOCK)).filter(|(stream, _)| free(stream)) {
        found.extend(mentions(&context.groups, text, text.group_range().start..text.body_range().end).iter().map(|mention| mention.group));
    }
    if context.served().all(|at| found.contains(&at)) { Vec::new() } else { found }
}

/// Groups that get a part of a stream instead of paying it: `half goes to the authors`.
fn paid_out(context: &Context, text: &Text) -> Vec<usize> {
    let near = |from: u32, to: usize| text.folded().get(from as usize..to).is_some_and(|gap| gap.len() <= BESIDE && !gap.contains([',', ';', '.']));
    let beside = |mention: &Mention| text.of(Table::Payout).any(|hit| near(mention.end as u32, hit.start as usize) || near(hit.end, mention.start));
    // What is withheld from what somebody gets is paid by them.
    let withheld = |mention: &Mention| {
        text.small(general::FROM).any(|word| {
            let between = text.folded().get(word.end as usize..mention.start);
            word.end - word.start >= WITHHELD && between.is_some_and(|gap| gap.len() <= REACH && !gap.contains([',', ';', '.']))
        })
    };
    let mentions = mentions(&context.groups, text, text.body_range());
    mentions.iter().filter(|mention| beside(mention) && !withheld(mention)).map(|mention| mention.group).collect()
}

/// How long words are that say from what it is taken, and how far behind them the group may stand, in bytes.
const WITHHELD: u32 = 8;
const REACH: usize = 24;

/// How far from the group words that say what it gets may stand, in bytes.
const BESIDE: usize = 12;

/// Groups to whom something is offered that costs nothing, where others are offered something else.
pub(crate) fn offered_free(context: &Context, offers: &[Offer]) -> Vec<usize> {
    let apart = |offer: &&Offer| offer.free && !offer.premium && !offer.future && offer.users.confidence > ALIKE;
    let pays = |at: &usize| context.groups.get(*at).is_some_and(|group| group.paying);
    let free: Vec<usize> = offers.iter().filter(apart).flat_map(|offer| offer.users.groups.iter().copied()).filter(|at| !pays(at)).collect();
    let others = || context.groups.iter().any(|group| !group.future && (group.advertisers || group.is_funder()));
    if context.served().all(|at| free.contains(&at)) && !others() { Vec::new() } else { free }
}

#[cfg(test)]
mod tests {
    use canvass_model::blocks::Note;

    use crate::testing::{payers, read_notes};

    fn paid_by(groups: &[&str], offer: &str, streams: &[&str]) -> Vec<usize> {
        payers(&read_notes("en", &[("customer_segments", groups), ("value_propositions", &[offer]), ("revenue_streams", streams)]))
    }

    #[test]
    fn who_pays_within_the_price_of_something_else_pays_nothing_here() {
        let groups = ["Hotels", "Cyclists"];
        assert_eq!(paid_by(&groups, "Bicycles, included in the price of the room", &["Hotels and cyclists pay a monthly fee"]), [1]);
        assert_eq!(paid_by(&groups, "Bicycles", &["Hotels and cyclists pay a monthly fee"]), [2]);
    }

    #[test]
    fn the_lowest_of_several_prices_for_one_thing_is_that_of_the_poor() {
        let read = read_notes(
            "fr",
            &[
                ("customer_segments", &["Cadres du quartier", "Étudiants boursiers"]),
                ("value_propositions", &["Un déjeuner"]),
                ("revenue_streams", &["Plateau à 17 €", "Plateau à 3 €"]),
            ],
        );
        let from = |at: usize| read.revenue_streams.iter().flatten().nth(at).and_then(Note::full).and_then(|stream| stream.from.clone());
        assert_ne!(from(0), from(1));
    }
}
