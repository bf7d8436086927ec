//! The share of those who use it free that a stream says buys something: `about 3 % buy in a month`.

use canvass_model::Share;
use canvass_model::blocks::{CustomerSegment, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::StreamKind;

use crate::blocks::{BUYING, middle, parts};
use crate::context::Context;
use crate::fill::{CALLED, Marks, full};
use crate::matcher::Hit;
use crate::money::percentages;
use crate::naming::mentions;
use crate::table::Table;
use crate::text::Text;

use super::{Known, SEGMENTS, STREAMS, stays_free};

/// How far behind a share the word for buying may stand, and how far before one a word for a rate, in bytes.
const BEHIND: usize = 40;
const BEFORE: usize = 9;
/// Letters for a rate, behind which its number stands.
const RATES: [char; 3] = ['率', '율', '률'];

/// Writes which share of the one group that can be meant pays, where something is free.
pub(super) fn assign(context: &Context, known: &Known<'_>, segments: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    if !context.reads(SEGMENTS) {
        return;
    }
    let free = known.offers.iter().any(|offer| offer.free && !offer.future) || known.streams.iter().any(|stream| stream.free && !stream.nothing);
    if !free && stays_free(context).is_none() {
        return;
    }
    for text in context.present(STREAMS) {
        let Some((share, words)) = buying(context, text) else { continue };
        let Some(at) = meant(context, text) else { continue };
        let own = |segment: &CustomerSegment| segment.paying_share.is_some() || segment.part_of.is_some();
        if let Some(segment) = full(segments, at).filter(|segment| !own(segment)) {
            segment.paying_share = Some(share);
            marks.add(SEGMENTS, at, Field::PayingShare, &words, CALLED);
        }
    }
}

/// The share that a stream says buys. A part of a price is none.
fn buying(context: &Context, text: &Text) -> Option<(Share, String)> {
    if text.of(Table::StreamKinds).any(|hit| hit.term() == Some(StreamKind::BrokerageFee)) {
        return None;
    }
    let shares = percentages(text, context.language).into_iter().filter_map(|(quantity, start, end)| Some((middle(&quantity)?, start, end)));
    let told = |gap: &str| !gap.contains([',', ';', '.', ':', '(', '\n']) && !gap.contains(char::is_numeric);
    let beside = |start: usize, end: usize, word: &Hit| {
        let (from, to) = (word.start as usize, word.end as usize);
        let behind = text.folded().get(end..from).is_some_and(|gap| gap.len() <= BEHIND && told(gap));
        let before = || text.folded().get(to..start).is_some_and(|gap| gap.len() <= BEFORE && told(gap));
        behind || text.folded().get(from..to).is_some_and(|word| word.ends_with(RATES)) && before()
    };
    shares.chain(parts(context, text)).find_map(|(number, start, end)| {
        let word = text.of(Table::NumberWords).find(|word| word.value == BUYING && beside(start, end, word))?;
        let words = text.stretch(start.min(word.start as usize), end.max(word.end as usize)).to_owned();
        Some((Share::new(number)?, words))
    })
}

/// The group that a stream names, else the only one there is.
fn meant(context: &Context, text: &Text) -> Option<usize> {
    let named = mentions(&context.groups, text, text.body_range());
    let mut served = context.served();
    match named.as_slice() {
        [one] => Some(one.group),
        [] => served.next().filter(|_| served.next().is_none()),
        _ => None,
    }
    .filter(|&at| context.groups.get(at).is_some_and(|group| group.is_served() && !group.free))
}

#[cfg(test)]
mod tests {
    use crate::testing::{read_notes, segments};

    fn share(language: &str, group: &str, offer: &str, streams: &[&str]) -> bool {
        let read = read_notes(language, &[("customer_segments", &[group]), ("value_propositions", &[offer]), ("revenue_streams", streams)]);
        segments(&read).any(|segment| segment.paying_share.is_some())
    }

    #[test]
    fn the_share_that_buys_is_the_paying_one() {
        assert!(share("en", "Amateur gardeners", "Planting calendar, free of charge", &["Seeds, $4", "About 4% buy in a season"]));
        assert!(share("en", "Amateur gardeners", "Planting calendar, free of charge", &["Seeds, $4; 4 in 100 ever buy"]));
        assert!(share("de", "Hobbygärtner", "Pflanzkalender kostenlos", &["Saatgut 4 €", "rund 4 % kaufen etwas"]));
        assert!(share("zh-Hans", "园艺爱好者", "种植日历免费看", &["种子每包 9 元", "约4%的人会买"]));
        assert!(share("ja", "園芸を楽しむ人", "栽培カレンダーは無料", &["種 1 袋 300 円", "約4%が購入"]));
        assert!(share("ja", "園芸を楽しむ人", "栽培カレンダーは無料", &["種 1 袋 300 円", "購入率 4%"]));
    }

    #[test]
    fn a_part_of_a_price_and_a_share_where_nothing_is_free_are_none() {
        assert!(!share("en", "Amateur gardeners", "Planting calendar, free of charge", &["Commission of 4% when they buy seeds"]));
        assert!(!share("en", "Amateur gardeners", "Planting calendar", &["Seeds, $4", "About 4% buy in a season"]));
        assert!(!share("de", "Hobbygärtner", "Pflanzkalender kostenlos", &["4 % Rabatt, wenn sie kaufen"]));
    }
}
