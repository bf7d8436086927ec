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
    let verb = if single(&paying, &payers) { "pays" } else { "pay" };
    let mut text = match first {
        Configuration::NoPayer => format!("Nobody pays: {} use the offer, and no money comes in; this holds only as long as somebody else's does.", names(&situation.users().collect::<Vec<_>>())),
        Configuration::ThirdPartyFunded => format!("{paying_names} {verb} so that {free_names} can use the offer, without buying anything for themselves; it breaks when the will or the money to give ends."),
        Configuration::Pooled => format!("All of {paying_names} pay, few of them draw the benefit: the many who do not carry the few who do; it breaks when those who seldom claim leave."),
        Configuration::SamePeople => format!("{free_names} use the offer free, and some of the same people pay for more of it; it breaks when too few of them do, or a free user costs too much."),
        Configuration::SplitFreemium => format!("{free_names} use the offer free, and the part with a paid account carries all; it breaks when that part is smaller than the free accounts cost."),
        Configuration::Audience => format!("{paying_names} {verb} for what {free_names} bring, who use the offer free; it breaks when {free_names} leave, for then there is nothing to sell."),
        Configuration::AudienceWithProducers => {
            format!("{paying_names} {verb} for what {free_names} bring, who come free for what another free group makes; it breaks when either of the free groups leaves the other.")
        }
        Configuration::BothPayOneBelowCost => format!("{free_names} pay less than they cost to serve, and {paying_names} make up for it because they sell to them; it breaks when {paying_names} leave, or the base stops growing."),
        Configuration::BothPay => format!("{} all pay, and need each other; it breaks when one side leaves, for the other comes for it.", names(&payers)),
        Configuration::BaitAndHook => format!("{paying_names} get the first offer cheap and {verb} again and again for what it requires; it breaks when others sell what it requires."),
        Configuration::RobinHood => format!("{paying_names} {verb} more for the same offer, so that {free_names} can have it for less than it costs; it breaks when those who pay more go elsewhere."),
        Configuration::Resold => format!("{paying_names} {verb}, and build{} the offer into what they give {free_names}, who pay nothing to this business; it breaks when their customers no longer care for it.", if verb == "pays" { "s" } else { "" }),
        Configuration::Direct => direct(situation, ties, &paying_names, verb),
    };
    for further in configuration.iter().skip(1) {
        let (_, paying) = parties(*further, ties);
        let who = if paying.is_empty() { "others".to_owned() } else { names(&paying) };
        text.push_str(&format!(" Besides, {who} pay: {}.", further.as_str().replace('_', " ")));
    }
    text
}

fn direct(situation: &Situation<'_>, ties: &[Tie<'_, '_>], paying_names: &str, verb: &str) -> String {
    match ties.iter().find(|tie| tie.kind == RelationKind::OnBehalf) {
        Some(tie) => format!(
            "{} pays for what {} uses; it breaks when the one who pays no longer sees why.",
            quoted(tie.paying.name()),
            quoted(tie.free.name())
        ),
        None if situation.payers().count() > 1 => format!("Whoever uses pays: {paying_names} each {verb} for what they get; it breaks when it is no longer worth the price to them."),
        None => format!("Whoever uses pays: {paying_names} {verb} for what they get; it breaks when it is no longer worth the price to them."),
    }
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

fn single(paying: &[&Party<'_>], payers: &[&Party<'_>]) -> bool {
    // One group is spoken of in the plural when its name is one; a quoted name takes the singular.
    if paying.is_empty() { payers.len() == 1 } else { paying.len() == 1 }
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
    if open.is_empty() { "Who pays for whom does not follow from what is stated.".to_owned() } else { format!("Not known who pays for whom: {}.", open.join("; ")) }
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
