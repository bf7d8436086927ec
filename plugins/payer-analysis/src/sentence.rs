//! One plain sentence: who pays, for whom, why they would, and what breaks it.

use canvass_plugin::blocks::Block;

use crate::outcome::{Configuration, RelationKind};
use crate::relations::Tie;
use crate::situation::{Party, Situation};

/// The sentence for the arrangement that carries most money.
pub(crate) fn sentence(situation: &Situation<'_>, configuration: &[Configuration], ties: &[Tie<'_, '_>]) -> String {
    let Some(&first) = configuration.first() else { return not_known(situation) };
    let (free, paying) = parties(first, ties);
    let free_names = names(&free);
    let payers: Vec<&Party<'_>> = situation.payers().collect();
    let paying_names = if paying.is_empty() { names(&payers) } else { names(&paying) };
    let among = if paying_names == free_names { String::new() } else { format!(" ({paying_names})") };
    // Names of groups may be singular or plural; the sentences are built so that no verb has to agree with one.
    let mut text = match first {
        Configuration::NoPayer => {
            let users = names(&situation.users().collect::<Vec<_>>());
            format!("Nobody pays: the offer is used by {users}, and no money comes in; this holds only as long as somebody else's money does.")
        }
        Configuration::ThirdPartyFunded => format!(
            "The money comes from {paying_names}, so that the offer can be used by {free_names}; nothing is bought for it in return, and it breaks when the will or the means to give end."
        ),
        Configuration::Pooled => format!(
            "All of {paying_names} pay and few draw the benefit: the many who do not carry the few who do; it breaks when those who seldom claim leave."
        ),
        Configuration::SamePeople => format!(
            "The offer is free for {free_names}, and some of the same people pay for more of it{among}; it breaks when too few do, or a free user costs too much."
        ),
        Configuration::SplitFreemium => format!(
            "The offer is free for {free_names}, and the part with a paid account{among} carries all; it breaks when that part is too small for what the free accounts cost."
        ),
        Configuration::Audience => format!(
            "The money comes from {paying_names}, for what is brought by {free_names}, who use the offer free; it breaks when they leave, for then there is nothing to sell."
        ),
        Configuration::AudienceWithProducers => format!(
            "The money comes from {paying_names}, for what is brought by {free_names}, who come free for what another free group makes ({}); it breaks when either free group leaves the other.",
            names(&producers(situation, &free))
        ),
        Configuration::BothPayOneBelowCost => format!(
            "The price for {free_names} is below cost, and {paying_names} make up for it because they sell to that base; it breaks when they leave or the base stops growing."
        ),
        Configuration::BothPay => format!("{} all pay and need each other; it breaks when one side leaves, for the other comes for it.", names(&payers)),
        Configuration::BaitAndHook => format!(
            "The first offer comes cheap to {paying_names}, and the money comes again and again from what it requires; it breaks when others sell that too."
        ),
        Configuration::RobinHood => format!(
            "The same offer costs {paying_names} more, so that {free_names} can have it for less than it costs; it breaks when those who pay more go elsewhere."
        ),
        Configuration::Resold => format!(
            "The money comes from {paying_names}; the offer becomes a part of what {free_names} get there, who pay nothing to this business; it breaks when they no longer care for it."
        ),
        Configuration::Direct => direct(ties, &paying_names),
    };
    for further in configuration.iter().skip(1) {
        let (_, paying) = parties(*further, ties);
        let who = if paying.is_empty() { "others".to_owned() } else { names(&paying) };
        text.push_str(&format!(" Besides, there is money from {who} ({}).", further.as_str().replace('_', " ")));
    }
    text
}

fn direct(ties: &[Tie<'_, '_>], paying_names: &str) -> String {
    match ties.iter().find(|tie| tie.kind == RelationKind::OnBehalf) {
        Some(tie) => format!(
            "The money comes from {} for what is used by {}; it breaks when the one who pays no longer sees why.",
            quoted(tie.paying.name()),
            quoted(tie.free.name())
        ),
        None => {
            format!("Whoever uses pays: the money comes from {paying_names}, for what they get themselves; it breaks when that is no longer worth the price.")
        }
    }
}

/// The free groups that make what these come for.
fn producers<'s, 'a>(situation: &'s Situation<'a>, audience: &[&Party<'a>]) -> Vec<&'s Party<'a>> {
    let makes = |producer: &&Party<'a>| {
        audience.iter().any(|viewer| viewer.item != producer.item && situation.holds(canvass_plugin::FactKind::Gives, producer.item, viewer.item))
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

fn names(parties: &[&Party<'_>]) -> String {
    match parties {
        [] => "nobody".to_owned(),
        [only] => quoted(only.name()),
        [head @ .., last] => format!("{} and {}", head.iter().map(|party| quoted(party.name())).collect::<Vec<_>>().join(", "), quoted(last.name())),
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
