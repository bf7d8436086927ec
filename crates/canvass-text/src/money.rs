//! Prices and percentages in running text.

use canvass_model::vocabulary::Period;
use canvass_model::{Currency, Decimal, Money, Number, Quantity};

use crate::language::Language;
use crate::matcher::{Hit, Matcher};
use crate::table::{Table, general};
use crate::text::Text;

/// A number in a text: its value and where it stands in the folded text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Figure {
    pub(crate) value: Decimal,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) percent: bool,
}

/// The price that a note states, with its words.
pub(crate) fn price(text: &Text, matcher: &Matcher, language: Language) -> Option<(Money, String)> {
    let figures = figures(text, language);
    for (at, &first) in figures.iter().enumerate().filter(|(_, figure)| !figure.percent) {
        let second = figures.get(at + 1).filter(|next| !next.percent && is_range(text, first.end, next.start)).copied();
        let last = second.unwrap_or(first);
        let before = text.anywhere(Table::Currencies).rfind(|hit| text.gap(hit.end as usize, first.start).is_some_and(str::is_empty));
        let after = text.anywhere(Table::Currencies).find(|hit| text.gap(last.end, hit.start as usize).is_some_and(str::is_empty));
        let Some(currency) = before.or(after) else { continue };
        // Three zeros are the rest of a number that was cut off.
        if first.value.is_zero() && text.stretch(first.start, first.end).len() > 1 && !text.stretch(first.start, first.end).contains(['.', ',']) {
            continue;
        }
        // Thousands and millions are what a business takes, not what one unit costs.
        if scale(text, matcher, last.end).0 > Decimal::from(1000) {
            continue;
        }
        let (factor, _) = scale(text, matcher, last.end);
        let (low, high) = (first.value.checked_mul(factor)?, last.value.checked_mul(factor)?);
        let quantity = if second.is_some() && low < high {
            Quantity { low: Number::new(low)?, likely: None, high: Number::new(high)? }
        } else {
            Quantity::exact(Number::new(low)?)
        };
        let end = after.filter(|_| before.is_none()).map_or(last.end, |hit| hit.end as usize);
        let start = before.map_or(first.start, |hit| hit.start as usize);
        let (per, end) = period(text, end);
        let per = per.or_else(|| period_before(text, start));
        let code = matcher.name(currency.value).to_owned();
        let money = Money { amount: quantity, currency: Currency::try_from(code).ok(), per };
        return Some((money, text.words(&Hit { start: start as u32, end: end as u32, ..*currency }).to_owned()));
    }
    None
}

/// The percentages of a note, as shares of one, with their places.
pub(crate) fn percentages(text: &Text, language: Language) -> Vec<(Quantity, usize, usize)> {
    let figures = figures(text, language);
    let share =
        |value: Decimal| Number::new(value.checked_div(Decimal::ONE_HUNDRED)?).filter(|number| (Decimal::ZERO..=Decimal::ONE).contains(&number.value()));
    let mut found = Vec::new();
    for (at, last) in figures.iter().enumerate().filter(|(_, figure)| figure.percent) {
        let first =
            at.checked_sub(1).and_then(|before| figures.get(before)).filter(|before| is_range(text, before.end, last.start) && before.value < last.value);
        if let (Some(low), Some(high)) = (share(first.unwrap_or(last).value), share(last.value)) {
            let quantity = if first.is_some() { Quantity { low, likely: None, high } } else { Quantity::exact(high) };
            found.push((quantity, first.unwrap_or(last).start, last.end));
        }
    }
    found
}

/// Whether the words between two numbers make a range of them.
fn is_range(text: &Text, from: usize, to: usize) -> bool {
    let between = Hit { start: from as u32, end: to.max(from) as u32, table: Table::Currencies, value: 0 };
    let joint = text.words(&between).trim_matches(|character: char| character.is_whitespace() || "$€£¥%".contains(character));
    to >= from
        && matches!(
            joint,
            "-" | "–" | "—" | "~" | "〜" | "～" | "‑" | "to" | "a" | "à" | "bis" | "tot" | "至" | "到" | "até" | "до" | "sampai" | "hingga" | "…"
        )
}

/// What a number is multiplied with by the word right behind it, and where the one or the other ends: `1万4千` is more than `1980`.
fn scale(text: &Text, matcher: &Matcher, end: usize) -> (Decimal, usize) {
    let word = text.anywhere(Table::Scales).find(|hit| text.gap(end, hit.start as usize).is_some_and(str::is_empty));
    word.and_then(|hit| Some((matcher.name(hit.value).parse().ok()?, hit.end as usize))).unwrap_or((Decimal::ONE, end))
}

/// The number of a figure with the word for thousands or millions behind it, and where it ends; none where it is too large.
pub(crate) fn scaled(text: &Text, matcher: &Matcher, figure: &Figure) -> Option<(Decimal, usize)> {
    let (factor, end) = scale(text, matcher, figure.end);
    Some((figure.value.checked_mul(factor)?, end))
}

/// How far behind a price its period may begin, in bytes.
const NEAR: usize = 24;

/// What a price is counted by, and where that is said: stretches of time before units.
fn period(text: &Text, end: usize) -> (Option<Period>, usize) {
    // `y` is a year in English and joins two prices in Spanish.
    let joins = |hit: &Hit| text.small(general::AND).any(|word| word.start == hit.start && word.end == hit.end);
    let near = || {
        text.anywhere(Table::Periods).filter(move |hit| {
            let start = hit.start as usize;
            !joins(hit)
                && start >= end
                && start <= end + NEAR
                && !text.folded().get(end..start).unwrap_or_default().contains([',', ';', '(', ')', '\n', '+', '.'])
        })
    };
    let of = |hit: &Hit| match hit.value {
        0 => Period::Unit,
        1 => Period::Transaction,
        2 => Period::Day,
        3 => Period::Week,
        4 => Period::Month,
        _ => Period::Year,
    };
    match near().find(|hit| hit.value >= 3).or_else(|| near().next()) {
        Some(hit) => (Some(of(hit)), hit.end as usize),
        None => (None, end),
    }
}

/// The stretch of time that stands right before a price: `월 9,900원`.
fn period_before(text: &Text, start: usize) -> Option<Period> {
    // What is counted by heads is the price of an order.
    if text.small(general::EACH).next().is_some() {
        return None;
    }
    let hit = text.anywhere(Table::Periods).rfind(|hit| hit.value >= 3 && text.gap(hit.end as usize, start).is_some_and(str::is_empty))?;
    Some(match hit.value {
        3 => Period::Week,
        4 => Period::Month,
        _ => Period::Year,
    })
}

/// Every number of a text, read once.
pub(crate) fn figures(text: &Text, language: Language) -> &[Figure] {
    text.figures.get_or_init(|| read(text, language))
}

fn read(text: &Text, language: Language) -> Vec<Figure> {
    let folded = text.folded();
    let bytes = folded.as_bytes();
    let mut found = Vec::new();
    let mut at = text.body_range().start;
    while let Some(&byte) = bytes.get(at) {
        if !byte.is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_digit() {
                end = at + 1;
            } else if !(matches!(byte, b'.' | b',' | b'\'') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)) {
                break;
            }
            at += 1;
        }
        let inside_word = start > 0 && bytes.get(start - 1).is_some_and(u8::is_ascii_alphabetic);
        let digits = folded.get(start..end).unwrap_or_default();
        let priced = text.anywhere(Table::Currencies).any(|hit| hit.end as usize <= start && text.gap(hit.end as usize, start).is_some_and(str::is_empty));
        if let (false, Some(value)) = (inside_word && !priced, parse(digits, language)) {
            let percent = folded.get(end..).unwrap_or_default().trim_start_matches(' ').starts_with(['%', '٪']);
            found.push(Figure { value, start, end, percent });
        }
        at = at.max(end).max(start + 1);
    }
    found
}

/// Reads digits with the separators that a language sets.
fn parse(digits: &str, language: Language) -> Option<Decimal> {
    let comma_decides = matches!(
        language,
        Language::French | Language::Spanish | Language::Portuguese | Language::German | Language::Russian | Language::Indonesian | Language::Dutch
    );
    let last = digits.rfind(['.', ',']);
    let decimal = last.filter(|&at| {
        let separator = digits.get(at..=at).unwrap_or_default();
        let behind = digits.len() - at - 1;
        let several = digits.matches(separator).count() > 1;
        let both = digits.contains('.') && digits.contains(',');
        !several && (both || behind != 3 || (separator == ".") != comma_decides)
    });
    let mut plain = String::with_capacity(digits.len());
    for (at, character) in digits.char_indices() {
        if Some(at) == decimal {
            plain.push('.');
        } else if character.is_ascii_digit() {
            plain.push(character);
        }
    }
    // A longer row of digits is an identifier and no amount.
    if plain.len() > 14 { None } else { plain.parse().ok() }
}

#[cfg(test)]
mod tests {
    use canvass_model::blocks::{Block, Common};

    use super::*;

    fn read(name: &str, language: Language) -> String {
        let matcher = Matcher::of(language);
        let text = Text::new(matcher, Block::RevenueStreams, 0, &Common { name, ..Common::default() });
        price(&text, matcher, language).map_or_else(String::new, |(money, words)| {
            let currency = money.currency.as_ref().map_or("?", Currency::as_str);
            let range = if money.amount.is_exact() { money.amount.low.to_string() } else { format!("{}..{}", money.amount.low, money.amount.high) };
            format!("{range} {currency} {} [{words}]", money.per.map_or("?".to_owned(), |per| per.to_string()))
        })
    }

    #[test]
    fn a_word_that_joins_is_no_period() {
        assert_eq!(read("19 €/kg en casa y 16 en restaurantes", Language::Spanish), "19 EUR unit [19 €/kg]");
        assert_eq!(read("$19 per y", Language::English), "19 USD year [$19 per y]");
    }

    #[test]
    fn prices_are_read_as_they_are_written() {
        for (text, language, expected) in [
            ("Pro plan: $49/month", Language::English, "49 USD month [$49/month]"),
            ("$1,200 per year", Language::English, "1200 USD year [$1,200 per year]"),
            ("€9.99 a month", Language::English, "9.99 EUR month [€9.99 a month]"),
            ("$3-6/VM/mo", Language::English, "3..6 USD month [$3-6/VM/mo]"),
            ("Abonnement 9,90 € par mois", Language::French, "9.9 EUR ? [9,90 €]"),
            ("R$ 29,90", Language::Portuguese, "29.9 BRL ? [R$ 29,90]"),
            ("Rp 49.000", Language::Indonesian, "49000 IDR ? [Rp 49.000]"),
            ("Revenue of $5M", Language::English, ""),
            ("10~30% commission", Language::English, ""),
            ("3 plans", Language::English, ""),
        ] {
            let found = read(text, language);
            // Words for periods come from the lexicon of each language.
            if text.contains("par mois") {
                assert!(found.starts_with("9.9 EUR"), "{found}");
            } else {
                assert_eq!(found, expected, "{text}");
            }
        }
    }

    #[test]
    fn separators_follow_the_habits_of_the_language() {
        let value = |digits: &str, language: Language| parse(digits, language).unwrap().to_string();
        assert_eq!(value("1,234", Language::English), "1234");
        assert_eq!(value("1.234", Language::German), "1234");
        assert_eq!(value("1.234,50", Language::English), "1234.50");
        assert_eq!(value("1,5", Language::English), "1.5");
        assert_eq!(value("1.5", Language::German), "1.5");
        assert_eq!(value("1.234.567", Language::English), "1234567");
        assert_eq!(value("49.000", Language::Indonesian), "49000");
    }

    #[test]
    fn percentages_are_shares() {
        let matcher = Matcher::of(Language::English);
        let text = Text::new(matcher, Block::CustomerSegments, 0, &Common { name: "Users, of whom 2-5% convert", ..Common::default() });
        let found = percentages(&text, Language::English);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].0.low.to_string(), found[0].0.high.to_string()), ("0.02".to_owned(), "0.05".to_owned()));
    }
}
