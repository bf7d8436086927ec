//! Keywords that follow from more than words: from the figures beside them, or from what is said elsewhere.

use std::ops::RangeInclusive;

use canvass_model::Decimal;
use canvass_model::blocks::Block;
use canvass_model::vocabulary::StreamKind;

use crate::common_words::share_word_of;
use crate::context::Context;
use crate::fold::SENTENCE_ENDS;
use crate::matcher::Hit;
use crate::money::{Figure, figures, scaled};
use crate::naming::{Mention, mentions};
use crate::table::Table;
use crate::text::Text;

use super::says;

/// The keywords of a note, each with the stretch of the note that it follows from.
pub(super) fn all(context: &Context, block: Block, text: &Text) -> impl Iterator<Item = (&'static str, (usize, usize))> {
    let stream = block == Block::RevenueStreams;
    // Users do much with what they use; it is work for the business where it stands among what the business needs.
    let needed = matches!(block, Block::KeyPartnerships | Block::KeyActivities | Block::KeyResources) && says(context, text, CROWD_WORK);
    let rewarded = matches!(block, Block::KeyPartnerships | Block::Channels | Block::CostStructure);
    let worked = matches!(block, Block::KeyPartnerships | Block::KeyActivities | Block::KeyResources);
    let wares = matches!(block, Block::ValuePropositions | Block::KeyResources);
    let found = [
        (OWN_PEOPLE, if stream { number_of(context, text, SEATS, 1..=FEW) } else { None }),
        (PERIOD_ONLY, if stream { number_of(context, text, INSTALMENTS, 2..=FEW) } else { None }),
        (WIDE_RANGE, if wares { number_of(context, text, ITEMS, MANY..=u32::MAX) } else { None }),
        (DEAL_PERCENT, if stream { deal_percent(context, text) } else { None }),
        (ASIDE, if stream { aside(context, text) } else { None }),
        (CROWD_MANY, if needed { many(context, text) } else { None }),
        (REFERRAL_PAID, if rewarded { sent_for_pay(context, text) } else { None }),
        (CROWD_WORK, if worked { done_by_users(context, text) } else { None }),
    ];
    found.into_iter().filter_map(|(name, stretch)| Some((name, stretch?)))
}

/// Whoever sends customers is paid for it: a sum or a part beside the words for sending them.
const REFERRAL_PAID: &str = "referral_paid";
const SENDS: [&str; 2] = ["word_sends", "word_link"];

fn sent_for_pay(context: &Context, text: &Text) -> Option<(usize, usize)> {
    let hit = text.concepts().iter().find(|hit| SENDS.contains(&context.matcher.name(hit.value)))?;
    let figures = figures(text, context.language);
    let parts = figures.iter().filter(|figure| figure.percent).map(|figure| (figure.start, figure.end));
    parts.chain(sums(context, text)).find_map(|figure| together_with(text, hit, figure))
}

/// The figures of a note beside which a currency stands.
fn sums(context: &Context, text: &Text) -> Vec<(usize, usize)> {
    let blank = |from: usize, to: usize| text.gap(from, to).is_some_and(str::is_empty);
    let of_money = |figure: &Figure| text.anywhere(Table::Currencies).any(|hit| blank(hit.end as usize, figure.start) || blank(figure.end, hit.start as usize));
    figures(text, context.language).iter().filter(|figure| of_money(figure)).map(|figure| (figure.start, figure.end)).collect()
}

/// The stretch from words to what stands beside them in one sentence, as first and last place.
fn together_with(text: &Text, hit: &Hit, (from, to): (usize, usize)) -> Option<(usize, usize)> {
    let (start, end) = (hit.start as usize, hit.end as usize);
    let near = |from: usize, to: usize| text.folded().get(from..to).is_some_and(|gap| gap.len() <= BESIDE && !gap.contains(SENTENCE_ENDS));
    (near(end, from) || near(to, start)).then(|| (start.min(from), end.max(to)))
}

/// How far from such words the figure or the name may stand, in bytes.
const BESIDE: usize = 60;

/// Those who use it free do a part of the work: a group's name beside words for sending something in.
fn done_by_users(context: &Context, text: &Text) -> Option<(usize, usize)> {
    let hit = text.concepts().iter().find(|hit| context.matcher.name(hit.value) == "word_report")?;
    let free = |mention: &&Mention| context.groups.get(mention.group).is_some_and(|group| group.free && !group.future);
    let named = mentions(&context.groups, text, text.body_range());
    named.iter().filter(free).find_map(|mention| together_with(text, hit, (mention.start, mention.end)))
}

/// Work that a crowd does, and how many do it at least to be one.
const CROWD_WORK: &str = "crowd_work";
pub(super) const CROWD_MANY: &str = "crowd_many";
const MANY: u32 = 1000;

/// The number of those who do a crowd's work, where it is large.
fn many(context: &Context, text: &Text) -> Option<(usize, usize)> {
    numbers(context, text).into_iter().find(|(number, _, _)| *number >= Decimal::from(MANY)).map(|(_, start, end)| (start, end))
}

/// The numbers of a note that are neither percentages nor sums of money, each with its place.
fn numbers(context: &Context, text: &Text) -> Vec<(Decimal, usize, usize)> {
    let number = |figure: &Figure| {
        let (number, end) = scaled(text, context.matcher, figure)?;
        let money = text
            .anywhere(Table::Currencies)
            .any(|hit| text.gap(hit.end as usize, figure.start).is_some_and(str::is_empty) || text.gap(end, hit.start as usize).is_some_and(str::is_empty));
        (!figure.percent && !money).then_some((number, figure.start, end))
    };
    figures(text, context.language).iter().filter_map(number).collect()
}

/// People of a payer who work with what it pays for: the number of their accounts stands in the price.
const OWN_PEOPLE: &str = "own_people";
const SEATS: &str = "word_seat";
/// What is paid in parts and so is no fee by the period.
const PERIOD_ONLY: &str = "period_only";
const INSTALMENTS: &str = "word_instalment";
/// A range of which the number of things says how wide it is.
const WIDE_RANGE: &str = "wide_range";
const ITEMS: &str = "word_item";
/// How many accounts or parts one price has at most; more of them are those of all customers.
const FEW: u32 = 300;

/// A number within bounds with the word for what is counted right behind it.
fn number_of(context: &Context, text: &Text, counted: &str, between: RangeInclusive<u32>) -> Option<(usize, usize)> {
    let words = || text.concepts().iter().filter(|hit| context.matcher.name(hit.value) == counted);
    words().next()?;
    let within = |number: Decimal| number >= Decimal::from(*between.start()) && number <= Decimal::from(*between.end());
    numbers(context, text).into_iter().filter(|(number, _, _)| within(*number)).find_map(|(_, start, end)| {
        let word = words().find(|hit| text.gap(end, hit.start as usize).is_some_and(str::is_empty))?;
        Some((start, word.end as usize))
    })
}

/// A part of each deal: a percentage among words for a fee on deals.
pub(super) const DEAL_PERCENT: &str = "deal_percent";

pub(crate) fn deal_percent(context: &Context, text: &Text) -> Option<(usize, usize)> {
    let on_deals = text.of(Table::StreamKinds).any(|hit| hit.term() == Some(StreamKind::BrokerageFee));
    if !on_deals {
        return None;
    }
    figures(text, context.language).iter().find(|figure| figure.percent).map(|percent| (percent.start, percent.end))
}

/// A part of the turnover of whoever works under a name.
pub(super) const ROYALTY: &str = "royalty";
/// Nobody pays as much of it for a name or a right, in hundredths.
const MOST: u32 = 20;

/// Whether a stream says how much of all its own turnover it is: `hire by the day, 80% of turnover`.
pub(super) fn is_own_share(context: &Context, text: &Text) -> bool {
    let figures = figures(text, context.language);
    let mut parts = figures.iter().filter(|figure| figure.percent).peekable();
    match parts.peek() {
        Some(_) => parts.all(|figure| figure.value > Decimal::from(MOST)),
        None => says(context, text, "word_half"),
    }
}

/// Rent of something that is spoken of nowhere else and stands behind what is first paid for: the rackets of a tennis club.
const ASIDE: &str = "aside";

fn aside(context: &Context, text: &Text) -> Option<(usize, usize)> {
    let lent = |text: &Text| text.leading(Table::StreamKinds).is_some_and(|hit| hit.term() == Some(StreamKind::LendingRentingLeasing));
    let first_is_lent = context.present(Block::RevenueStreams).next().is_some_and(lent);
    let hit = text.leading(Table::StreamKinds).filter(|_| lent(text) && !first_is_lent)?;
    let same = |offer: &Text| share_word_of(text, text.name_range(), offer) || OFFERED.iter().any(|concept| says(context, offer, concept));
    let offered = ELSEWHERE.iter().any(|block| context.present(*block).any(same));
    (!offered).then_some((hit.start as usize, hit.end as usize))
}

/// Blocks that speak of a thing for whose sake people come.
const ELSEWHERE: [Block; 4] = [Block::ValuePropositions, Block::CustomerSegments, Block::KeyResources, Block::KeyActivities];

/// What is said of a thing that is for rent.
const OFFERED: [&str; 2] = ["rented", "not_bought"];

#[cfg(test)]
mod tests {
    use crate::testing::keywords as tags;

    #[test]
    fn how_many_work_with_it_is_told_from_how_many_customers_there_are() {
        for (language, said, else_said) in [
            ("en", "Team plan $30 a month, up to 5 users", "Cloud plan $3 a month, 2,600 accounts"),
            ("zh-Hant", "團隊方案 NT$899／月（5 人）", "團隊方案 NT$899／月"),
            ("fr", "39 € par mois, jusqu’à 3 utilisateurs", "39 € par mois et par chantier"),
        ] {
            assert!(tags(language, "revenue_streams", said).contains(&"own_people".to_owned()), "{language}: {said}");
            assert!(!tags(language, "revenue_streams", else_said).contains(&"own_people".to_owned()), "{language}: {else_said}");
        }
    }

    #[test]
    fn an_organisation_whose_people_use_what_it_pays_for_is_told_from_one_whose_guests_do() {
        for (language, said, else_said) in [
            ("en", "Garages: the owner signs, the mechanics use it", "Hotels: the owner signs, the guests use it"),
            ("de", "Pflegedienste: die Leitung zahlt, die Pflegekräfte nutzen es", "Hotels: die Leitung zahlt, die Gäste nutzen es"),
            ("ru", "Склады: платит директор, работают кладовщики", "Склады: платит директор, смотрят гости"),
        ] {
            assert!(tags(language, "customer_segments", said).contains(&"own_people".to_owned()), "{language}: {said}");
            assert!(!tags(language, "customer_segments", else_said).contains(&"own_people".to_owned()), "{language}: {else_said}");
        }
    }

    #[test]
    fn a_bill_each_month_and_a_price_in_parts_are_no_fee_by_the_period() {
        for (language, said, else_said) in [
            ("fr", "La facture du restaurant, à la fin du mois", "29 € par mois, résiliable à la fin du mois"),
            ("es", "Corona dental en 12 cuotas", "Cuota mensual del club"),
            ("de", "Sammelrechnung für die Wirte", "29 Euro im Monat, kündbar zum Monatsende"),
            ("pt", "Aparelho em 10 parcelas", "Assinatura de 30 reais por mês"),
        ] {
            assert!(tags(language, "revenue_streams", said).contains(&"period_only".to_owned()), "{language}: {said}");
            assert!(!tags(language, "revenue_streams", else_said).contains(&"period_only".to_owned()), "{language}: {else_said}");
        }
    }

    #[test]
    fn a_range_is_wide_by_the_number_of_its_things() {
        for (language, said, else_said) in [
            ("id", "5.200 macam suku cadang", "200 macam suku cadang"),
            ("es", "14 mil refacciones distintas", "14 mil visitas al mes"),
            ("ja", "部品1万2000点", "部品120点"),
            ("en", "3,400 patterns since 1910", "37,000 designers who submit and vote"),
        ] {
            assert!(tags(language, "value_propositions", said).contains(&"wide_range".to_owned()), "{language}: {said}");
            assert!(!tags(language, "value_propositions", else_said).contains(&"wide_range".to_owned()), "{language}: {else_said}");
        }
    }

    #[test]
    fn what_runs_again_within_hours_is_kept_running() {
        for (language, said, else_said) in [
            ("de", "Steht der Lift, läuft er binnen 24 Stunden wieder", "Angebot binnen 24 Stunden"),
            ("nl", "Binnen vier uur een monteur ter plaatse", "Vacature binnen een uur live"),
            ("zh-Hans", "故障4小时内修好", "4小时内发货"),
        ] {
            assert!(tags(language, "value_propositions", said).contains(&"guaranteed_uptime".to_owned()), "{language}: {said}");
            assert!(!tags(language, "value_propositions", else_said).contains(&"guaranteed_uptime".to_owned()), "{language}: {else_said}");
        }
    }
}
