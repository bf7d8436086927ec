//! TXT007: a note that probably stands in the wrong block.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::StreamKind;
use canvass_plugin::{FactKind, Field, Findings, Item, Message, Rule, Severity, View};

use super::price::is_price;
use crate::lists::List;
use crate::wall::{Note, Wall};

/// The rule.
pub static RULE: Rule = Rule {
    code: "TXT007",
    slug: "wrong-block",
    severity: Severity::Info,
    fix: None,
    summary: "a note that probably stands in the wrong block",
    messages: &[
        Message {
            key: "advertisers",
            text: "`{note}` stands among the partners, though `{stream}` is paid by advertisers: then they are customers",
            would_change_if: "the advertisers stand under `customer_segments`, or the stream states who pays it",
        },
        Message {
            key: "customers",
            text: "`{note}` stands among the partners: those who buy are customer segments",
            would_change_if: "it stands under `customer_segments`, or states what it `provides`",
        },
        Message {
            key: "price",
            text: "`{note}` is a price: it belongs to the revenue stream, and the proposition is what is paid for",
            would_change_if: "the price stands under `revenue_streams`, and the proposition names what customers get for it",
        },
        Message {
            key: "cost",
            text: "`{note}` stands among the revenue streams, and is a cost",
            would_change_if: "it stands under `cost_structure`, or names who pays it to you",
        },
        Message {
            key: "revenue",
            text: "`{note}` stands among the costs, and is revenue",
            would_change_if: "it stands under `revenue_streams`, or names what it costs",
        },
    ],
    documentation: r"
## Why it matters

The place of a note is half of what it says: a customer who stands among the partners is not asked what they would pay, and a cost among the
revenue is counted on the wrong side. Such slips are made in every workshop and found late.

Only notes are asked about that are plain in themselves: nothing but a word for advertisers, where a revenue stream is advertising and does not say
who pays it; nothing but *customers* among the partners; nothing but a price among the propositions; *salaries* among the revenue.

## A canvas with this finding

```yaml
canvass: 1
name: Village paper
lang: en
key_partnerships: [Advertisers]
customer_segments: [Villagers, Clubs]
revenue_streams:
  - { name: Advertisements, kind: advertising }
```

## A canvas without it

```yaml
canvass: 1
name: Village paper
lang: en
key_partnerships: [Printer]
customer_segments: [Villagers, Advertisers]
revenue_streams:
  - { name: Advertisements, kind: advertising, from: advertisers }
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 16-41: what belongs in each of the nine blocks.
",
};

/// How sure it is that such a note stands in the wrong block.
const SURE: f64 = 0.8;
/// The same where it may be meant as it stands.
const UNSURE: f64 = 0.6;

/// Looks for notes that say by themselves that they belong elsewhere.
pub(crate) fn check(wall: &Wall<'_>, canvas: &View<'_>, findings: &mut Findings<'_>) -> usize {
    let advertising = unpaid_advertising(wall, canvas);
    let mut found = 0;
    for note in &wall.notes {
        let (key, stream, severity) = match note.block {
            Block::KeyPartnerships if are_advertisers(wall, note) && advertising.is_some() => ("advertisers", advertising, Severity::Info),
            Block::KeyPartnerships if note.is(List::Customers) && !note.says_more() => ("customers", None, Severity::Hint),
            Block::ValuePropositions if is_price(wall, note) => ("price", None, Severity::Hint),
            Block::RevenueStreams if note.is(List::SurelyCost) && !note.says_more() => ("cost", None, Severity::Info),
            Block::CostStructure if note.is(List::SurelyRevenue) && !note.says_more() => ("revenue", None, Severity::Info),
            _ => continue,
        };
        found += 1;
        let place = note.item.place();
        let mut finding = findings.report(&RULE, key, place).argument("note", note.text()).evidence(place, format!("stands under `{}`", note.block));
        if let Some(stream) = stream {
            finding = finding.argument("stream", stream.name()).evidence(stream.place(), "is advertising");
        }
        finding.severity(severity).confidence(if severity == Severity::Info { SURE } else { UNSURE }).send();
    }
    found
}

/// How many words a note that names advertisers has: `local advertisers`, and not `agencies that bring advertisers`.
const WORDS: usize = 2;

fn are_advertisers(wall: &Wall<'_>, note: &Note<'_>) -> bool {
    let words = wall.folded(note).split(' ');
    note.is(List::Advertisers) || words.clone().count() <= WORDS && words.clone().any(|word| wall.look_up(word).is(List::Advertisers))
}

/// An advertising stream of which nobody is said to pay it, on a canvas that has no advertisers among its segments.
fn unpaid_advertising<'a>(wall: &Wall<'_>, canvas: &'a View<'a>) -> Option<Item<'a>> {
    let unpaid = |stream: &Item<'_>| !canvas.facts(FactKind::Pays).any(|fact| fact.object_index() == stream.index());
    let advertising = |stream: &Item<'_>| stream.term(Field::Kind) == Some(StreamKind::Advertising);
    let stream = canvas.block(Block::RevenueStreams).find(|stream| advertising(stream) && unpaid(stream))?;
    let named = |note: &Note<'_>| {
        let word = |word: &str| wall.look_up(word).is(List::Advertisers);
        note.is(List::Advertisers) || wall.folded(note).split(|character: char| !character.is_alphanumeric()).any(word)
    };
    (!wall.of(Block::CustomerSegments).any(named)).then_some(stream)
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn advertisers_are_customers_where_advertising_is_sold() {
        let rest = "customer_segments: [Villagers, Clubs]\nrevenue_streams: [{ name: Advertisements, kind: advertising }]";
        let said = findings_of("TXT007", &format!("key_partnerships: [Printer, Local advertisers, Agencies that find advertisers]\n{rest}"));
        assert_eq!(
            said,
            [
                "TXT007 /key_partnerships/1: `Local advertisers` stands among the partners, though `Advertisements` is paid by advertisers: then they are customers"
            ]
        );
    }

    #[test]
    fn advertisers_may_be_partners_where_they_pay_or_are_customers_too() {
        for rest in [
            "customer_segments: [Villagers, Advertisers and clubs]\nrevenue_streams: [{ name: Advertisements, kind: advertising }]",
            "customer_segments: [Villagers, Clubs]\nrevenue_streams: [{ name: Advertisements, kind: advertising, from: advertisers }]",
            "customer_segments: [Villagers, Clubs]\nrevenue_streams: [{ name: Advertisements, kind: asset_sale }]",
        ] {
            let said = findings_of("TXT007", &format!("key_partnerships: [Advertisers]\n{rest}"));
            assert!(said.is_empty(), "{said:?}");
        }
    }

    #[test]
    fn a_price_is_no_proposition() {
        for price in ["€ 9.99 per month", "9,99 €/Monat", "USD 12", "$5-$10 a month", "每月99元", "月額980円", "99元/月", "R$ 20 por mês", "Only $3!"]
        {
            assert_eq!(findings_of("TXT007", &format!("value_propositions: [\"{price}\"]")).len(), 1, "{price}");
        }
        for proposition in
            ["Rides for $1", "Under 20 € for a week of meals", "24 hours", "Premium plan: $9 a month", "3 months", "0 € deposit", "100% in R", "省100元"]
        {
            assert!(findings_of("TXT007", &format!("value_propositions: [\"{proposition}\"]")).is_empty(), "{proposition}");
        }
    }

    #[test]
    fn both_sides_of_the_money_are_told_apart() {
        let said = findings_of(
            "TXT007",
            "key_partnerships: [Our customers]\ncost_structure: [Salaries, Ad revenue]\nrevenue_streams: [Salaries, Salaries of trainees paid by firms]",
        );
        assert_eq!(
            said,
            [
                "TXT007 /key_partnerships/0: `Our customers` stands among the partners: those who buy are customer segments",
                "TXT007 /cost_structure/1: `Ad revenue` stands among the costs, and is revenue",
                "TXT007 /revenue_streams/0: `Salaries` stands among the revenue streams, and is a cost"
            ]
        );
    }
}
