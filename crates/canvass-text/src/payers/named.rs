//! The groups that the words of a stream name as its payers.

use canvass_model::vocabulary::{SegmentKind, StreamKind};

use crate::addressees::called;
use crate::blocks::Stream;
use crate::context::Context;
use crate::fill::ONLY;
use crate::fold::{Folded, runs_on};
use crate::groups::Group;
use crate::links::{Targets, behind};
use crate::matcher::Hit;
use crate::money::{Figure, figures};
use crate::naming::{Mention, mentions, mentions_beside};
use crate::plans::LIMIT;
use crate::table::{Table, general};
use crate::text::Text;

use super::paid_out;

/// The groups that the words name as payers.
pub(super) fn named(context: &Context, stream: &Stream, text: &Text) -> Option<Targets> {
    let receivers = [paid_out(context, text), limited(context, text)].concat();
    let counted = counted(context, text);
    let apart = |group: &usize| !receivers.contains(group) && context.groups.get(*group).is_some_and(|group| can_pay(context, stream, group));
    let all = mentions_beside(&context.groups, text, 0..text.body_range().end, counted.first().copied());
    let others = all.iter().any(|mention| apart(&mention.group) && !counted.contains(&mention.group));
    // A sort of payer may be named by another word than its own.
    let sort = text.of(Table::StreamPayers).next().and_then(|hit| hit.term::<SegmentKind>());
    let of_sort = |(at, group): (usize, &Group)| sort.is_some() && group.kind == sort && !counted.contains(&at);
    let others = others || context.groups.iter().enumerate().any(of_sort);
    let beside = receivers.first().or(counted.first().filter(|_| others)).copied();
    let pays = |group: usize| apart(&group) && !(others && counted.contains(&group));
    let fitting = |targets: Targets| {
        let groups = payers_of(context, &targets, pays);
        (!groups.is_empty()).then_some(Targets { groups, ..targets })
    };
    let part = |range: std::ops::Range<usize>| Targets::of(text, &mentions_beside(&context.groups, text, range, beside));
    // Out of whose price another's is made up is another question than who pays this one.
    let carries = text.says(Table::Carries, 0).is_some();
    // A sub-heading or a lead may call them as the offers do.
    let as_offers = |range: std::ops::Range<usize>, groups: &[usize]| {
        (!groups.is_empty()).then(|| Targets { groups: groups.to_vec(), words: text.stretch(range.start, range.end).to_owned(), confidence: ONLY })
    };
    let under = || {
        let heading = called(text, text.group_range());
        let same = context.addressees.find(heading);
        as_offers(text.group_range(), if same.is_empty() { context.addressees.alike(heading) } else { same })
    };
    let led = || {
        let groups = if text.has_lead() { context.addressees.inflected(called(text, text.head_range())) } else { &[] };
        as_offers(text.head_range(), groups)
    };
    let from = || if carries { None } else { fitting(behind(context, text, general::FROM)) };
    let subject = || if carries { None } else { fitting(super::subject::subject(context, text)?) };
    subject()
        .or_else(from)
        .or_else(|| fitting(part(text.group_range())))
        .or_else(|| fitting(under()?))
        .or_else(|| if text.has_lead() { fitting(part(text.head_range())) } else { None })
        .or_else(|| fitting(led()?))
        .or_else(|| fitting(behind(context, text, general::FOR)))
        .or_else(|| fitting(part(text.body_range())))
}

/// The groups among some that pay: of those who use and those who stand under a sub-heading for payers, the words for either mean the latter.
fn payers_of(context: &Context, targets: &Targets, pays: impl Fn(usize) -> bool) -> Vec<usize> {
    let words = Folded::new(&targets.words).text;
    let beside = |at: &usize| context.groups.get(*at).is_some_and(|group| group.beside_payers);
    let mut groups: Vec<usize> = targets.groups.iter().copied().filter(|&at| pays(at)).collect();
    if !groups.iter().any(beside) {
        return groups;
    }
    let called = |at: &usize| !beside(at) && pays(*at) && context.groups.get(*at).is_some_and(|group| group.name.contains(words.trim()));
    groups.extend((0..context.groups.len()).filter(called).collect::<Vec<usize>>());
    groups.sort_unstable();
    groups.dedup();
    if groups.iter().any(|at| !beside(at)) {
        groups.retain(|at| !beside(at));
    }
    groups
}

/// Groups by whose heads a price is only counted, and those of whom the same clause says that they pay nothing.
fn counted(context: &Context, text: &Text) -> Vec<usize> {
    let gap = |from: usize, to: usize| text.folded().get(from..to).unwrap_or("......");
    let runs = |from: u32, to: u32| text.folded().get(from as usize..to as usize).is_some_and(|word| word.chars().any(runs_on));
    let near = |between: &str| between.len() <= UNIT && !between.contains([',', ';', '.', ':', '(', '\n']);
    // A price is counted by the unit that is named before: `per kilo to the factories`.
    let of_unit = |from: usize, to: usize| {
        let joins = |unit: &Hit| text.small(general::FOR).chain(text.small(general::FROM)).any(|word| unit.end <= word.start && word.end as usize <= to);
        text.of(Table::Periods).any(|unit| from < unit.end as usize && unit.end as usize <= to && joins(unit))
    };
    let by_head = |mention: &Mention| {
        text.small(general::EACH).any(|word| {
            let (start, end) = (word.start as usize, word.end as usize);
            end <= mention.start && near(gap(end, mention.start)) && !of_unit(end, mention.start)
                || runs(word.start, word.end) && mention.end <= start && start <= mention.end + 4
        })
    };
    let spared = |mention: &Mention| {
        text.of(Table::StreamPlans).filter(|hit| hit.value == 0).any(|hit| {
            let (from, to) = (mention.start.min(hit.start as usize), mention.end.max(hit.end as usize));
            mention.end <= hit.start as usize && !gap(from, to).contains([',', ';', '.', '\n']) && !gap(from, to).contains(|letter: char| letter.is_numeric())
        })
    };
    let counts = |mention: &&Mention| by_head(mention) || spared(mention);
    mentions(&context.groups, text, text.body_range()).iter().filter(counts).map(|mention| mention.group).collect()
}

/// Groups of whom a price only says how many it is for at most, or how many pay it: `€149 for up to 500 members`, `€42 a month (180 children)`.
fn limited(context: &Context, text: &Text) -> Vec<usize> {
    let bracketed = text.folded().contains('(');
    if !bracketed && text.of(Table::Allowance).next().is_none() {
        return Vec::new();
    }
    let figures = figures(text, context.language);
    let beside = |from: usize, to: usize| text.gap(from, to).is_some_and(str::is_empty);
    let limit = |figure: &Figure| text.of(Table::Allowance).any(|hit| hit.value == LIMIT && beside(hit.end as usize, figure.start));
    let opens = |figure: &Figure| bracketed && text.folded().get(..figure.start).is_some_and(|before| before.ends_with('('));
    let counted = |mention: &&Mention| figures.iter().any(|figure| beside(figure.end, mention.start) && (limit(figure) || opens(figure)));
    mentions(&context.groups, text, text.body_range()).iter().filter(counted).map(|mention| mention.group).collect()
}

/// How far behind the word for *each* its unit may stand, in bytes.
const UNIT: usize = 18;

/// Whether a group that a stream's words name can be the one that pays it: those who look at advertisements do not pay for them.
fn can_pay(context: &Context, stream: &Stream, group: &Group) -> bool {
    if group.future || stream.zero || group.free && !stream.free {
        return false;
    }
    match stream.kind {
        Some(StreamKind::Advertising) => {
            // Where others are said to look at them free, whoever else is named pays for them.
            let looked_at = context.groups.iter().any(|other| other.free && other.is_served());
            let unlike_audience = group.kind.is_none() && !group.audience && !group.demand && !group.content;
            looked_at && !group.content || group.advertisers || group.supply || unlike_audience || group.is_organised()
        }
        // Some of those who are named may be let in free: `visitors, 250, children free`.
        _ => !stream.free || stream.premium || stream.freemium || stream.priced,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{payers, read_notes};

    fn told(language: &str, groups: &[&str], offers: &[&str], streams: &[&str]) -> Vec<usize> {
        payers(&read_notes(language, &[("customer_segments", groups), ("value_propositions", offers), ("revenue_streams", streams)]))
    }

    #[test]
    fn who_is_named_beside_a_price_pays_it_though_some_go_in_free() {
        let groups = ["Craftsmen with a stall", "Visitors of the fair"];
        assert_eq!(told("en", &groups, &["Two days of fair"], &["Fee of the craftsmen, $60", "Ticket of a visitor, $3, children free"]), [1, 1]);
        assert_eq!(told("en", &groups, &["Two days of fair"], &["Fee of the craftsmen, $60", "Visitors: free"]), [1, 0]);
    }

    #[test]
    fn a_lead_calls_a_group_as_the_offers_do() {
        let groups = ["Agricultores sin cosechadora", "Empresas con cosechadoras paradas", "Autónomos con tractor"];
        let offers = ["Agricultores: máquina en 48 horas", "Maquinistas: trabajo cerca", "Maquinistas: cobro asegurado"];
        assert_eq!(told("es", &groups, &offers, &["Agricultor: 25 €", "Maquinista: 39 € al mes"]), [1, 2]);
        assert_eq!(told("es", &groups, &offers, &["Agricultor: 25 €", "Cuota: 39 € al mes"])[1], 3);
    }

    #[test]
    fn nobody_pays_what_there_is_not() {
        for (language, denied) in [("en", "No ads"), ("zh-Hans", "无广告"), ("fr", "Pas de publicité")] {
            let streams = ["Monthly fee", denied];
            let read =
                read_notes(language, &[("customer_segments", &["Bakers", "Millers"]), ("value_propositions", &["Flour"]), ("revenue_streams", &streams)]);
            assert_eq!(payers(&read), [2, 0], "{denied}");
        }
    }

    #[test]
    fn nobody_pays_what_costs_nothing() {
        let groups = [
            "Biscateiros que fazem até 5 orçamentos por mês (conta Grátis)",
            "Eletricistas e canalizadores com muito trabalho (conta Pro)",
            "Pequenas empresas com 3 a 10 técnicos (conta Equipa)",
        ];
        let streams = [
            "Conta Grátis: 0 €, até 5 orçamentos por mês, com o nosso logótipo no PDF",
            "Conta Pro: 9 € por mês, orçamentos sem limite e logótipo próprio",
            "Conta Equipa: 29 € por mês por empresa, até 10 utilizadores",
        ];
        assert_eq!(
            payers(&read_notes("pt", &[("customer_segments", &groups), ("value_propositions", &["Orçamentos"]), ("revenue_streams", &streams)])),
            [0, 1, 1]
        );
    }

    #[test]
    fn a_price_is_counted_by_its_unit_and_paid_by_who_is_named_behind() {
        let paid = |stream: &str| {
            let groups = ["Biscuit factories", "Exporters", "Soap boilers"];
            payers(&read_notes("en", &[("customer_segments", &groups), ("value_propositions", &["Clean oil"]), ("revenue_streams", &[stream])]))
        };
        assert_eq!(paid("Clean oil, $90 per month from factories and exporters"), [2]);
    }
}
