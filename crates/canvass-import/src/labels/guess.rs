//! Headings in an author's own words, told by what the others leave out: where most blocks have a heading that names them, `Qué les damos` among
//! these is the value proposition that is missing. Where hardly any does, nearly all have to be told so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Match};
use canvass_model::blocks::Block;
use serde::Deserialize;

use super::fold::words;
use super::{Fit, Label};

/// So many blocks have to be named before another heading is taken for one of those that are missing.
const NAMED: usize = 5;
/// Where fewer are named, so many have to be told together, and hardly another heading may stand among them: then an author had words of their own for all.
const TOLD: usize = 8;
const MOST_LABELS: usize = 11;
/// A longer heading is a sentence.
const MOST_WORDS: usize = 9;
const MOST_LETTERS: usize = 60;
/// What a word weighs that stands in the list of one block, and one that stands in several.
const ALONE: usize = 2;
const SHARED: usize = 1;

/// The blocks that labels of one kind leave out, as far as words of a heading that names none of them hint at one; `labels` are texts with the block
/// that they name.
fn guess(labels: &[(&str, Option<Block>)]) -> Vec<Option<Block>> {
    let none = vec![None; labels.len()];
    let mut found = none.clone();
    let mut missing: Vec<Block> = Block::NINE.into_iter().filter(|block| labels.iter().all(|(_, named)| *named != Some(*block))).collect();
    let few = missing.len() + NAMED > Block::NINE.len();
    if missing.is_empty() || few && !(TOLD..=MOST_LABELS).contains(&labels.len()) {
        return found;
    }
    let mut open: Vec<(usize, Vec<(Block, usize)>)> =
        labels.iter().enumerate().filter(|(_, (_, named))| named.is_none()).filter_map(|(at, (text, _))| Some((at, hints(text)?))).collect();
    // What is taken leaves fewer blocks for the others.
    loop {
        let best: Vec<(usize, Block, usize)> =
            open.iter().filter_map(|(at, hints)| single(hints, &missing).map(|(block, weight)| (*at, block, weight))).collect();
        let rival = |&(at, block, weight): &(usize, Block, usize)| best.iter().any(|other| other.0 != at && other.1 == block && other.2 >= weight);
        let Some(&(at, block, _)) = best.iter().find(|one| !rival(one)) else {
            return if few && missing.len() + TOLD > Block::NINE.len() { none } else { found };
        };
        if let Some(slot) = found.get_mut(at) {
            *slot = Some(block);
        }
        missing.retain(|other| *other != block);
        open.retain(|(other, _)| *other != at);
    }
}

/// The labels that were guessed among texts which stand out alike, by the text.
pub(crate) fn guessed<'t>(texts: impl IntoIterator<Item = &'t str>, named: impl Fn(&str) -> Option<Block>) -> Vec<(&'t str, Label)> {
    let texts: Vec<&str> = texts.into_iter().collect();
    // So few neither name enough blocks nor are enough to be told together.
    if texts.len() < NAMED {
        return Vec::new();
    }
    let labels: Vec<(&str, Option<Block>)> = texts.into_iter().map(|text| (text, named(text))).collect();
    let blocks = guess(&labels);
    labels.into_iter().zip(blocks).filter_map(|((text, _), block)| Some((text, Label { block: block?, fit: Fit::Guessed }))).collect()
}

/// The missing block at which a heading hints most.
fn single(hints: &[(Block, usize)], missing: &[Block]) -> Option<(Block, usize)> {
    let left = || hints.iter().filter(|(block, _)| missing.contains(block));
    let best = left().max_by_key(|(_, weight)| *weight)?;
    (left().filter(|(_, weight)| *weight == best.1).count() == 1).then_some(*best)
}

/// At which blocks the words of a heading hint, and how much; none for a heading that is about something else.
fn hints(text: &str) -> Option<Vec<(Block, usize)>> {
    // A line with signs of another notation is none of the author's own words.
    if text.chars().count() > MOST_LETTERS || text.contains(['[', '{', '<', '=', '"', ';', '|']) {
        return None;
    }
    let words = words(&super::strip::markup(text));
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    let text = format!(" {}", words.join(" "));
    let table = table().as_ref()?;
    let all: Vec<Match> = table.words.find_overlapping_iter(&text).collect();
    // `With whom` does not ask who.
    let is_part = |one: &Match| all.iter().any(|other| other.start() <= one.start() && one.end() <= other.end() && other.len() > one.len());
    let said: BTreeSet<usize> = all.iter().filter(|found| !is_part(found)).map(|found| found.pattern().as_usize()).collect();
    let mut weights: BTreeMap<Block, usize> = BTreeMap::new();
    for blocks in said.into_iter().filter_map(|word| table.blocks.get(word)) {
        if blocks.is_empty() {
            return None;
        }
        for block in blocks {
            *weights.entry(*block).or_default() += if blocks.len() == 1 { ALONE } else { SHARED };
        }
    }
    Some(weights.into_iter().collect())
}

/// The words that hint.
struct Table {
    /// With a blank before them in scripts that put blanks between words.
    words: AhoCorasick,
    /// The blocks at which each of the words hints: none for a word of other headings.
    blocks: Vec<Vec<Block>>,
}

#[derive(Deserialize)]
#[serde(transparent)]
struct File(BTreeMap<String, BTreeMap<String, Vec<String>>>);

fn table() -> &'static Option<Table> {
    static TABLE: OnceLock<Option<Table>> = OnceLock::new();
    // The file is part of the program and a test reads it, so that it cannot be broken here.
    TABLE.get_or_init(|| toml::from_str(include_str!("hints.toml")).ok().and_then(build))
}

fn build(file: File) -> Option<Table> {
    let mut all: BTreeMap<String, Vec<Block>> = BTreeMap::new();
    for (key, languages) in &file.0 {
        let block = Block::NINE.into_iter().find(|block| block.key() == key);
        for word in languages.values().flatten() {
            let folded = words(word).join(" ");
            let blank = folded.chars().next().is_some_and(|first| super::fold::is_latin(first) || matches!(first, '\u{400}'..='\u{4ff}'));
            let blocks = all.entry(if blank { format!(" {folded}") } else { folded }).or_default();
            blocks.extend(block.filter(|block| !blocks.contains(block)));
        }
    }
    let (words, blocks): (Vec<String>, Vec<Vec<Block>>) = all.into_iter().unzip();
    // Headings are short, so that the automaton that is made ready soonest is the best.
    let words = AhoCorasick::builder().kind(Some(AhoCorasickKind::NoncontiguousNFA)).build(words).ok()?;
    Some(Table { words, blocks })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Block::*;

    /// What is made of headings where the blocks stand that are not named.
    fn told<const N: usize>(missing: [(Block, &str); N]) -> Vec<Option<Block>> {
        let named = Block::NINE.into_iter().filter(|block| missing.iter().all(|(known, _)| known != block)).map(|block| ("", Some(block)));
        let labels: Vec<(&str, Option<Block>)> = missing.iter().map(|(_, text)| (*text, None)).chain(named).collect();
        guess(&labels).into_iter().take(N).collect()
    }

    #[test]
    fn labels_that_are_all_in_own_words_are_told_together() {
        let texts = [
            "Wie zijn de klanten",
            "Wat bieden we",
            "Waar verkopen we / hoe weten ze ons te vinden",
            "Omgang met de klant",
            "Geld dat binnenkomt",
            "Wat hebben we nodig",
            "Wat doen we de hele dag",
            "Met wie werken we",
            "Waar gaat het geld heen",
        ];
        let told = |texts: &[&str]| guess(&texts.iter().map(|text| (*text, None)).collect::<Vec<_>>());
        assert_eq!(
            told(&texts),
            [
                Some(CustomerSegments),
                Some(ValuePropositions),
                Some(Channels),
                Some(CustomerRelationships),
                Some(RevenueStreams),
                Some(KeyResources),
                Some(KeyActivities),
                Some(KeyPartnerships),
                Some(CostStructure),
            ]
        );
        let few = [&texts[..6], &["Naam", "Datum"]].concat();
        assert!(told(&few).iter().all(Option::is_none), "six of eight are too few");
    }

    #[test]
    fn a_heading_in_own_words_is_the_block_that_is_missing() {
        for (block, text) in [
            (CustomerSegments, "A quién le vendemos"),
            (CustomerSegments, "À qui nous nous adressons (segments)"),
            (ValuePropositions, "Qué les damos"),
            (CustomerRelationships, "Relation avec les bénéficiaires"),
            (CustomerRelationships, "Wie wir mit unseren Lesern umgehen: Beziehung"),
            (CostStructure, "Was uns der Betrieb kostet"),
            (RevenueStreams, "Откуда приходят деньги"),
            (KeyPartnerships, "手伝ってくれる人"),
            (KeyActivities, "每天做的事"),
            (Channels, "어떻게 알리나"),
        ] {
            assert_eq!(told([(block, text)]), [Some(block)], "{text}");
        }
    }

    #[test]
    fn what_one_heading_takes_is_not_left_for_the_others() {
        assert_eq!(
            told([(CustomerSegments, "Wer bei uns kauft: die Kunden"), (RevenueStreams, "Was herein kommt")]),
            [Some(CustomerSegments), Some(RevenueStreams)]
        );
        // Money may come or go, until one of both is known.
        assert_eq!(told([(RevenueStreams, "Money that we earn"), (CostStructure, "Money")]), [Some(RevenueStreams), Some(CostStructure)]);
        assert_eq!(told([(RevenueStreams, "Money"), (CostStructure, "More money")]), [None, None]);
    }

    #[test]
    fn other_headings_are_none() {
        assert_eq!(told([(CustomerSegments, "Problems of our customers")]), [None]);
        assert_eq!(told([(CustomerSegments, "Summer")]), [None]);
        assert_eq!(told([(CustomerSegments, "subgraph cs [\"Who buys\"]")]), [None]);
        assert_eq!(told([(CustomerSegments, "What people who come to us on a rainy Saturday afternoon tell us about it")]), [None]);
        let few = [("Channels", Some(Channels)), ("Key Partners", Some(KeyPartnerships)), ("Who buys", None)];
        assert_eq!(guess(&few), [None, None, None]);
    }

    #[test]
    fn every_hint_is_of_a_block_or_of_none() {
        let file: File = toml::from_str(include_str!("hints.toml")).expect("hints.toml");
        for key in file.0.keys() {
            assert!(key == "none" || Block::NINE.iter().any(|block| block.key() == key), "{key}");
        }
        assert_eq!(file.0.len(), 10);
    }
}
