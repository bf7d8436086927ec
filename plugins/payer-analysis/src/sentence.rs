//! One plain sentence: who pays, for whom, why they would, and what breaks it.

use std::fmt;
use std::fmt::Write;

use canvass_plugin::FactKind;
use canvass_plugin::blocks::Block;

use crate::outcome::{Configuration, RelationKind};
use crate::relations::Tie;
use crate::situation::{Party, Situation};

/// Room for a usual sentence, so that memory is asked for once.
const ROOM: usize = 512;

/// The sentence for the arrangement that carries most money.
pub(crate) fn sentence(situation: &Situation<'_>, configuration: &[Configuration], ties: &[Tie<'_, '_>]) -> String {
    let Some((&first, further)) = configuration.split_first() else { return not_known(situation) };
    let mut text = String::with_capacity(ROOM);
    // A string takes every text.
    let _taken = write_sentence(&mut text, situation, first, ties).and_then(|()| write_further(&mut text, further, ties));
    text
}

fn write_sentence(text: &mut String, situation: &Situation<'_>, configuration: Configuration, ties: &[Tie<'_, '_>]) -> fmt::Result {
    let (free, paying) = parties(configuration, ties);
    let payers: Vec<&Party<'_>> = situation.payers().collect();
    let free_names = Names(&free);
    let paying_names = Names(if paying.is_empty() { &payers } else { &paying });
    let among = || {
        let (free, paying) = (free_names.to_string(), paying_names.to_string());
        if paying == free { String::new() } else { format!(" ({paying})") }
    };
    // Names of groups may be singular or plural; the sentences are built so that no verb has to agree with one.
    match configuration {
        Configuration::NoPayer => {
            let users: Vec<&Party<'_>> = situation.users().collect();
            write!(text, "Nobody pays: the offer is used by {}, and no money comes in; this holds only as long as somebody else's money does.", Names(&users))
        }
        Configuration::ThirdPartyFunded if payers.is_empty() => {
            let users: Vec<&Party<'_>> = situation.users().collect();
            write!(text, "The money is given, not paid, for what is used by {}; it breaks when the will or the means to give end.", Names(&users))
        }
        Configuration::ThirdPartyFunded => write!(
            text,
            "The money comes from {paying_names}, so that the offer can be used by {free_names}; nothing is bought for it in return, and it breaks when the will or the means to give end."
        ),
        Configuration::Pooled => write!(
            text,
            "All of {paying_names} pay and few draw the benefit: the many who do not carry the few who do; it breaks when those who seldom claim leave."
        ),
        Configuration::SamePeople => write!(
            text,
            "The offer is free for {free_names}, and some of the same people pay for more of it{}; it breaks when too few do, or a free user costs too much.",
            among()
        ),
        Configuration::SplitFreemium => write!(
            text,
            "The offer is free for {free_names}, and the part with a paid account{} carries all; it breaks when that part is too small for what the free accounts cost.",
            among()
        ),
        Configuration::Audience => write!(
            text,
            "The money comes from {paying_names}, for what is brought by {free_names}, who use the offer free; it breaks when they leave, for then there is nothing to sell."
        ),
        Configuration::AudienceWithProducers => write!(
            text,
            "The money comes from {paying_names}, for what is brought by {free_names}, who come free for what another free group makes ({}); it breaks when either free group leaves the other.",
            Names(&producers(situation, &free))
        ),
        Configuration::BothPayOneBelowCost => write!(
            text,
            "The price for {free_names} is below cost, and {paying_names} make up for it because they sell to that base; it breaks when they leave or the base stops growing."
        ),
        Configuration::BothPay => write!(text, "{} all pay and need each other; it breaks when one side leaves, for the other comes for it.", Names(&payers)),
        Configuration::BaitAndHook => write!(
            text,
            "The first offer comes cheap to {paying_names}, and the money comes again and again from what it requires; it breaks when others sell that too."
        ),
        Configuration::RobinHood => write!(
            text,
            "The same offer costs {paying_names} more, so that {free_names} can have it for less than it costs; it breaks when those who pay more go elsewhere."
        ),
        Configuration::Resold if free.is_empty() => write!(
            text,
            "The money comes from {paying_names}; the offer becomes a part of what they pass on to customers of their own, who pay nothing to this business; it breaks when those no longer care for it."
        ),
        Configuration::Resold => write!(
            text,
            "The money comes from {paying_names}; the offer becomes a part of what {free_names} get there, who pay nothing to this business; it breaks when they no longer care for it."
        ),
        Configuration::Direct => write_direct(text, ties, paying_names),
    }
}

/// The arrangements that carry less.
fn write_further(text: &mut String, further: &[Configuration], ties: &[Tie<'_, '_>]) -> fmt::Result {
    for &configuration in further {
        let (_, paying) = parties(configuration, ties);
        text.push_str(" Besides, there is money from ");
        if paying.is_empty() {
            text.push_str("others");
        } else {
            write!(text, "{}", Names(&paying))?;
        }
        write!(text, " ({}).", configuration.as_str().replace('_', " "))?;
    }
    Ok(())
}

fn write_direct(text: &mut String, ties: &[Tie<'_, '_>], paying_names: Names<'_, '_, '_>) -> fmt::Result {
    match ties.iter().find(|tie| tie.kind == RelationKind::OnBehalf) {
        Some(tie) => write!(
            text,
            "The money comes from {} for what is used by {}; it breaks when the one who pays no longer sees why.",
            Names(&[tie.paying]),
            Names(&[tie.free])
        ),
        None => write!(
            text,
            "Whoever uses pays: the money comes from {paying_names}, for what they get themselves; it breaks when that is no longer worth the price."
        ),
    }
}

/// The free groups that make what these come for.
fn producers<'s, 'a>(situation: &'s Situation<'a>, audience: &[&Party<'a>]) -> Vec<&'s Party<'a>> {
    let makes = |producer: &&Party<'a>| {
        audience.iter().any(|viewer| viewer.item != producer.item && situation.facts.holds(FactKind::Gives, producer.item, viewer.item))
    };
    situation.free().filter(makes).collect()
}

fn parties<'s, 'a>(configuration: Configuration, ties: &[Tie<'s, 'a>]) -> (Vec<&'s Party<'a>>, Vec<&'s Party<'a>>) {
    let wanted = match configuration {
        Configuration::ThirdPartyFunded => RelationKind::OnBehalf,
        Configuration::Pooled => RelationKind::Pooled,
        Configuration::SamePeople | Configuration::SplitFreemium => RelationKind::SamePeople,
        Configuration::Audience | Configuration::AudienceWithProducers => RelationKind::Attracts,
        Configuration::BothPayOneBelowCost | Configuration::RobinHood => RelationKind::BelowCost,
        Configuration::Resold => RelationKind::Resold,
        _ => return (Vec::new(), Vec::new()),
    };
    let mut free: Vec<&'s Party<'a>> = Vec::new();
    let mut paying: Vec<&'s Party<'a>> = Vec::new();
    for tie in ties.iter().filter(|tie| tie.kind == wanted) {
        if !free.iter().any(|party| party.item == tie.free.item) {
            free.push(tie.free);
        }
        if !paying.iter().any(|party| party.item == tie.paying.item) {
            paying.push(tie.paying);
        }
    }
    (free, paying)
}

/// The names of parties as a sentence lists them.
#[derive(Clone, Copy)]
struct Names<'n, 's, 'a>(&'n [&'s Party<'a>]);

impl fmt::Display for Names<'_, '_, '_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((first, others)) = self.0.split_first() else { return formatter.write_str("nobody") };
        write!(formatter, "“{}”", first.name())?;
        for (left, party) in (0..others.len()).rev().zip(others) {
            write!(formatter, "{}“{}”", if left > 0 { ", " } else { " and " }, party.name())?;
        }
        Ok(())
    }
}

fn quoted(name: &str) -> String {
    format!("“{name}”")
}

fn not_known(situation: &Situation<'_>) -> String {
    let open = missing(situation);
    if open.is_empty() {
        "Who pays for whom does not follow from what is stated.".to_owned()
    } else {
        format!("Not known who pays for whom: {}.", open.join("; "))
    }
}

/// What to state to know more.
pub(crate) fn missing(situation: &Situation<'_>) -> Vec<String> {
    let mut open = Vec::new();
    if situation.segments.is_empty() {
        open.push("state the customer segments".to_owned());
    }
    let offers = situation.view.block(Block::ValuePropositions);
    let unserved: Vec<&str> = offers.filter(|offer| !situation.users().any(|user| user.uses_offer(*offer))).map(|offer| offer.name()).collect();
    if situation.view.count(Block::ValuePropositions) == 0 {
        open.push("state the value propositions".to_owned());
    } else if !unserved.is_empty() {
        open.push(format!("state whom {} is for (`for`)", list(&unserved)));
    }
    if !situation.view.states(Block::RevenueStreams) {
        open.push("state the revenue streams".to_owned());
    } else {
        let streams = situation.view.block(Block::RevenueStreams);
        let unpaid: Vec<&str> = streams.filter(|stream| !situation.payers().any(|payer| payer.streams.contains(stream))).map(|stream| stream.name()).collect();
        if !unpaid.is_empty() {
            open.push(format!("state who pays {} (`from`)", list(&unpaid)));
        }
    }
    open
}

fn list(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(4).map(|name| quoted(name)).collect();
    match names.len().checked_sub(4) {
        Some(more) if more > 0 => format!("{} and {more} more", shown.join(", ")),
        _ => shown.join(", "),
    }
}
