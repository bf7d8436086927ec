//! Partners who pay a stream: who give money, whom a stream names, or with whose name it begins.

use canvass_model::blocks::Block;
use canvass_model::vocabulary::StreamKind;

use crate::blocks::Stream;
use crate::context::Context;
use crate::fold::{in_word, runs_on};
use crate::table::{Table, general};
use crate::text::Text;

/// Partners from the public purse, or who give money, that a stream names where no segment stands for them.
pub(super) fn funding_partners(context: &Context, text: &Text) -> Option<(Vec<usize>, String)> {
    let hit = text.of(Table::Funders).find(|hit| !context.groups.iter().any(|group| group.concepts.contains(&hit.value)))?;
    let names = |partner: &&Text| partner.of(Table::Funders).any(|other| other.value == hit.value);
    let partners: Vec<usize> = context.present(Block::KeyPartnerships).filter(names).map(|partner| partner.index).collect();
    (!partners.is_empty()).then(|| (partners, text.words(hit).to_owned()))
}

/// Partners whose name stands in a stream of money that is given.
pub(super) fn named_partners(context: &Context, stream: &Stream, text: &Text) -> Option<(Vec<usize>, String)> {
    if !matches!(stream.kind, Some(StreamKind::Donation | StreamKind::GrantOrTax)) {
        return None;
    }
    let mut words = String::new();
    let mut partners = Vec::new();
    for partner in context.present(Block::KeyPartnerships) {
        let head = partner.folded().get(partner.head_range()).unwrap_or_default();
        let mut names = head
            .split(|letter: char| !in_word(letter))
            .filter(|word| word.chars().count() >= if word.starts_with(runs_on) { 2 } else { 6 })
            .flat_map(|word| [word, core(word)]);
        if let Some(name) = names.find(|name| text.folded().get(text.body_range()).is_some_and(|body| body.contains(*name))) {
            words = if words.is_empty() { name.to_owned() } else { words };
            partners.push(partner.index);
        }
    }
    (!partners.is_empty()).then_some((partners, words))
}

/// What others say of a long word: of what is inflected the stem, of what runs on its end, by which it is called.
fn core(word: &str) -> &str {
    let letters = word.chars().count();
    if word.starts_with(runs_on) {
        let tail = word.char_indices().nth(letters.saturating_sub(3)).filter(|_| letters > 3);
        return tail.map_or(word, |(at, _)| word.get(at..).unwrap_or(word));
    }
    let stem = word.char_indices().nth(letters.saturating_sub(2)).filter(|_| letters > 9);
    stem.map_or(word, |(at, _)| word.get(..at).unwrap_or(word))
}

/// The partner that stands right behind words by which somebody pays: `7 %, paid by the shop`.
pub(super) fn said_partners(context: &Context, text: &Text) -> Option<(Vec<usize>, String)> {
    let word_of = |partner: &Text, word: &str| {
        let name = partner.folded().get(partner.name_range().start..partner.noun_end()).unwrap_or_default();
        name.split(|letter: char| !in_word(letter)).any(|known| known.chars().count() >= WORD && core(known) == core(word))
    };
    text.small(general::FROM).filter(|hit| hit.end - hit.start >= SAYS).find_map(|hit| {
        let behind = text.folded().get(hit.end as usize..)?;
        let word = behind.trim_start().split(|letter: char| !in_word(letter)).next().filter(|word| word.chars().count() >= WORD)?;
        let partner = context.present(Block::KeyPartnerships).find(|partner| word_of(partner, word))?;
        Some((vec![partner.index], word.to_owned()))
    })
}

/// How long words are that say that somebody pays, in bytes, and how many letters name a partner.
const SAYS: u32 = 7;
const WORD: usize = 5;

/// Partners with whose name a stream begins, where no segment is named: `the parish pays for the printing`.
pub(super) fn paying_partners(context: &Context, stream: &Stream, text: &Text) -> Option<(Vec<usize>, String)> {
    if stream.free {
        return None;
    }
    let name = text.folded().get(text.name_range())?;
    let called = text.folded().get(text.name_range().start..text.noun_end())?.trim();
    let begins = |partner: &str| {
        let partner = partner.trim().trim_matches(|letter: char| !in_word(letter));
        let long = partner.chars().count() >= if partner.starts_with(runs_on) { 3 } else { 6 };
        long && (name.starts_with(partner) || !partner.starts_with(runs_on) && name.starts_with(core(partner)) && partner.split(' ').count() < 4)
    };
    let pays = |partner: &&Text| {
        // Who supplies is a side of the business, whatever block it stands in.
        if partner.named(Table::Supply).chain(partner.named(Table::Demand)).next().is_some() {
            return false;
        }
        let noun = partner.folded().get(partner.name_range().start..partner.noun_end()).unwrap_or_default();
        // Advertising that only speaks of a partner is sold by it as often as paid; what is called as the partner is comes from it.
        if stream.kind == Some(StreamKind::Advertising) {
            return noun.trim() == called && called.contains(' ');
        }
        // How many they are is no part of what they are called.
        begins(noun)
            || begin_alike(name, partner.folded().get(partner.name_range()).unwrap_or_default())
            || noun.split_once(' ').is_some_and(|(first, rest)| rest.contains(' ') && !first.starts_with(runs_on) && begins(rest))
    };
    let partner = context.present(Block::KeyPartnerships).find(pays)?;
    Some((vec![partner.index], partner.stretch(partner.name_range().start, partner.noun_end()).to_owned()))
}

/// How much two sentences about one body have in common at their beginning, in bytes.
const ALIKE_BEGINNING: usize = 10;

/// Whether two sentences begin with the same words, by which both name the same body: `the harbour trust pays`, `the harbour trust has`.
fn begin_alike(one: &str, other: &str) -> bool {
    let common = one.split(' ').zip(other.split(' ')).take_while(|(one, other)| one == other).map(|(word, _)| word);
    let (words, length) = common.fold((0, 0), |(words, length), word| (words + 1, length + word.len() + 1));
    words >= 2 && length > ALIKE_BEGINNING && !one.starts_with(runs_on)
}

#[cfg(test)]
mod tests {
    use canvass_model::Ids;
    use canvass_model::blocks::Note;

    use crate::testing::read_notes;

    #[test]
    fn a_stream_of_advertising_called_as_a_partner_comes_from_it() {
        let from = |stream: &str| {
            let blocks: [(&str, &[&str]); 4] = [
                ("customer_segments", &["Readers", "Shops for spare parts"]),
                ("value_propositions", &["Readers: all of it free", "Shops: banners"]),
                ("revenue_streams", &[stream]),
                ("key_partnerships", &["Advertising network (the rest of the views)"]),
            ];
            let read = read_notes("en", &blocks);
            read.revenue_streams.iter().flatten().next().and_then(Note::full).and_then(|stream| stream.from.clone())
        };
        let partner = |ids: Option<Ids>| matches!(ids, Some(Ids::One(id)) if id.as_str().starts_with("advertising-network"));
        assert!(partner(from("Advertising network, about 15 %")));
        assert!(!partner(from("Banners, sold with the advertising network")));
    }
}
