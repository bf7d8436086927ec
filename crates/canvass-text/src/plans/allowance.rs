//! A basic plan that costs nothing, told by how much of it is free or by its name: `up to 30 receipts at no charge`, `the small edition, 0 €`.

use crate::context::Context;
use crate::fold::SENTENCE_ENDS;
use crate::matcher::Hit;
use crate::money::{Figure, figures, price};
use crate::table::Table;
use crate::text::Text;

/// Places of words that something costs nothing, that stand beside a number up to which it does so, and behind one that is an age or a stretch.
const FREE: u32 = 0;
pub(crate) const LIMIT: u32 = 1;
const SPAN: u32 = 2;
/// The place of words for a plan.
const PLAN: u32 = 0;
/// How far from its number the word for a limit may stand, and from the name of a plan that it costs nothing, in bytes.
const NEAR: usize = 24;

/// The words by which a note tells of a plan that costs nothing.
pub(super) fn free_plan(context: &Context, text: &Text) -> Option<String> {
    free(context, text)
        .find(|&(start, end)| {
            let plan = |hit: &Hit| hit.value == PLAN && near(text, (hit.start as usize, hit.end as usize), (start, end));
            text.of(Table::Tier).any(plan) || limited(context, text, (start, end))
        })
        .map(|(start, end)| text.stretch(start, end).to_owned())
}

/// Where a note says that something costs nothing.
fn free<'t>(context: &'t Context, text: &'t Text) -> impl Iterator<Item = (usize, usize)> + 't {
    let said = text.of(Table::Allowance).filter(|hit| hit.value == FREE).map(|hit| (hit.start as usize, hit.end as usize));
    let zero = text.folded().contains('0') && price(text, context.matcher, context.language).is_some_and(|(money, _)| money.amount.high.value().is_zero());
    let amounts = if zero { figures(text, context.language) } else { &[] };
    let figure = amounts.iter().find(|figure| !figure.percent && figure.value.is_zero());
    said.chain(figure.map(|figure| (figure.start, figure.end)))
}

/// Whether words beside a number say up to how much it costs nothing.
fn limited(context: &Context, text: &Text, free: (usize, usize)) -> bool {
    let beside = |figure: &Figure, hit: &Hit| {
        let (start, end) = (hit.start as usize, hit.end as usize);
        let between = if end <= figure.start { end..figure.start } else { figure.end..start };
        text.folded().get(between).is_some_and(|gap| gap.len() <= NEAR / 2 && !gap.contains(BREAKS))
    };
    let spans = |figure: &Figure| text.of(Table::Allowance).any(|hit| hit.value == SPAN && text.gap(figure.end, hit.start as usize).is_some_and(str::is_empty));
    let amount = |figure: &&Figure| !figure.percent && !figure.value.is_zero() && !spans(figure);
    let figures = figures(text, context.language);
    figures.iter().filter(amount).any(|figure| {
        let limit = |hit: &Hit| hit.value == LIMIT && beside(figure, hit);
        text.of(Table::Allowance).any(limit) && sentence(text, figure.end.min(free.0), figure.start.max(free.1))
    })
}

/// What ends a clause or a sentence.
const BREAKS: [char; 5] = [',', '.', ';', ':', '\n'];

/// Whether nothing between two places ends a sentence.
fn sentence(text: &Text, from: usize, to: usize) -> bool {
    text.folded().get(from..to).is_some_and(|between| !between.contains(SENTENCE_ENDS))
}

/// Whether two stretches lie in each other or near each other within one clause.
fn near(text: &Text, one: (usize, usize), other: (usize, usize)) -> bool {
    let (from, to) = (one.1.min(other.1), one.0.max(other.0));
    from >= to || text.folded().get(from..to).is_some_and(|gap| gap.len() <= NEAR && !gap.contains(BREAKS))
}

#[cfg(test)]
mod tests {
    use crate::testing::{is_tagged, read_notes, segments};

    fn some_pay(language: &str, relationship: &str, stream: &str) -> bool {
        let blocks: [(&str, &[&str]); 4] = [
            ("customer_segments", &["Amateur painters"]),
            ("value_propositions", &["Sketchbook"]),
            ("customer_relationships", &[relationship]),
            ("revenue_streams", &[stream]),
        ];
        segments(&read_notes(language, &blocks)).any(|segment| is_tagged(segment, crate::plans::SOME_PAY))
    }

    #[test]
    fn what_is_free_up_to_a_number_is_a_plan() {
        assert!(some_pay("en", "Up to 40 drawings at no charge", "$4 a month"));
        assert!(some_pay("nl", "Tot 40 tekeningen kost niets", "€ 4 per maand"));
        assert!(some_pay("ru", "До 40 рисунков даром", "Подписка 400 ₽ в месяц"));
        assert!(!some_pay("en", "At no charge for children up to 6 years", "$4 a month"));
        assert!(!some_pay("en", "Up to 40 drawings a day", "$4 a month"));
        assert!(!some_pay("en", "Nothing to pay for up to 3 months", "$4 a month"));
        assert!(!some_pay("en", "Up to 40 drawings a day. At no charge: the paper", "$4 a month"));
    }

    #[test]
    fn so_is_a_version_for_nothing() {
        assert!(some_pay("fr", "Version Croquis à 0 €", "4 € par mois, abonnement"));
        assert!(!some_pay("fr", "Version Croquis, un carnet", "4 € par mois, abonnement"));
        assert!(!some_pay("fr", "Version Croquis, un carnet ; livraison à 0 €", "4 € par mois, abonnement"));
    }

    #[test]
    fn what_is_free_for_people_is_no_plan_of_firms() {
        let some_pay = |offers: &[&str]| {
            let blocks: [(&str, &[&str]); 3] = [
                ("customer_segments", &["Home owners", "Roofing companies"]),
                ("value_propositions", offers),
                ("revenue_streams", &["Companies pay 30 € per request", "Premium profile for companies, 39 € a month"]),
            ];
            segments(&read_notes("en", &blocks)).any(|segment| is_tagged(segment, crate::plans::SOME_PAY))
        };
        assert!(!some_pay(&["Home owners: three quotes, free of charge", "Roofing companies: jobs nearby"]));
        assert!(some_pay(&["Home owners: three quotes", "Roofing companies: a free profile"]));
    }
}
