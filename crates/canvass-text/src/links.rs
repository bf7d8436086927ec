//! Links to groups: of the identifiers of segments, and of the words that name them.

use canvass_model::{Id, Ids};

use crate::addressees;
use crate::context::Context;
use crate::fill::ONLY;
use crate::fold::{Folded, runs_on};
use crate::matcher::Hit;
use crate::naming::{Mention, mentions};
use crate::table::general;
use crate::text::Text;

/// Groups that a note is linked to, and why.
#[derive(Debug, Clone, Default)]
pub(crate) struct Targets {
    pub(crate) groups: Vec<usize>,
    pub(crate) words: String,
    pub(crate) confidence: u32,
}

impl Targets {
    /// Whether a group of that name is called by the words.
    pub(crate) fn are_called(&self, noun: &str) -> bool {
        let words = Folded::new(&self.words).text;
        if noun.contains(runs_on) { noun.contains(&words) } else { noun.starts_with(&words) }
    }

    /// The groups of some mentions.
    pub(crate) fn of(text: &Text, mentions: &[Mention]) -> Self {
        let mut groups: Vec<usize> = mentions.iter().map(|mention| mention.group).collect();
        groups.sort_unstable();
        groups.dedup();
        let words = mentions.first().map(|mention| text.stretch(mention.start, mention.end).to_owned()).unwrap_or_default();
        Self { groups, words, confidence: mentions.iter().map(|mention| mention.confidence).min().unwrap_or_default() }
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The identifiers of the groups; `None` when one has none that a link finds.
    pub(crate) fn ids(&self, context: &Context) -> Option<Ids> {
        ids(&self.groups, &context.ids.segments)
    }
}

/// The identifiers of items; `None` when there is no item, or one has none that a link finds.
pub(crate) fn ids(items: &[usize], known: &[Option<Id>]) -> Option<Ids> {
    let mut found = Vec::with_capacity(items.len());
    for &item in items {
        found.push(known.get(item)?.clone()?);
    }
    match found.len() {
        0 => None,
        1 => found.pop().map(Ids::One),
        _ => Some(Ids::Many(found)),
    }
}

/// The groups that a note is addressed to: by its sub-heading, by a lead, or behind a word like `for`.
pub(crate) fn addressed(context: &Context, text: &Text) -> Targets {
    let groups = &context.groups;
    let name = |range: std::ops::Range<usize>| context.addressees.find(addressees::called(text, range));
    let called = |range: std::ops::Range<usize>, found: &[usize]| Targets {
        groups: found.to_vec(),
        words: text.stretch(range.start, range.end).to_owned(),
        confidence: ONLY,
    };
    let heading = mentions(groups, text, text.group_range());
    let all = name(text.group_range());
    if all.len() > heading.len() {
        return called(text.group_range(), all);
    }
    if !heading.is_empty() {
        return Targets::of(text, &heading);
    }
    if text.has_lead() {
        let lead = mentions(groups, text, text.head_range());
        if !lead.is_empty() {
            return Targets::of(text, &lead);
        }
        let named = name(text.head_range());
        if !named.is_empty() {
            return called(text.head_range(), named);
        }
    }
    let told = told_beside(context, text);
    if told.is_empty() { behind(context, text, general::FOR) } else { told }
}

/// The groups that stand alone beside a name: in the next column, or under a heading of their own.
fn told_beside(context: &Context, text: &Text) -> Targets {
    let range = text.name_range().end..text.body_range().end;
    let Some(told) = text.folded().get(range.clone()).filter(|told| !told.trim().is_empty()) else { return Targets::default() };
    // A column's title stands before a colon.
    let begins = range.start + told.find(':').map_or(0, |at| at + 1);
    let mut found: Vec<Mention> = Vec::new();
    let mut at = begins;
    for part in text.folded().get(begins..range.end).unwrap_or_default().split_inclusive(['·', ',', ';', '&', '+']) {
        let end = at + part.len();
        let mentions = mentions(&context.groups, text, at..end);
        let letters = |part: &str| part.chars().filter(|letter| crate::fold::in_word(*letter)).count();
        let said: usize = mentions.iter().map(|mention| letters(text.folded().get(mention.start..mention.end).unwrap_or_default())).max().unwrap_or_default();
        // More than half of it is the name.
        if said * 2 <= letters(part) {
            return Targets::default();
        }
        found.extend(mentions);
        at = end;
    }
    Targets::of(text, &found)
}

/// How far behind a preposition a group may stand, in bytes.
const NEAR: usize = 40;

/// How far behind a group another may stand that is joined to it, in bytes: `the producer or the photographer`.
const JOINED: usize = 12;

/// The groups that stand near behind a small word in its clause, and those that are joined to them.
pub(crate) fn behind(context: &Context, text: &Text, word: u32) -> Targets {
    let mut found: Vec<Mention> = Vec::new();
    for small in text.small(word) {
        // A column may be headed by the word.
        let headed = text.folded().get(small.end as usize..).is_some_and(|rest| rest.starts_with(':'));
        let start = small.end as usize + usize::from(headed);
        let rest = text.folded().get(start..).unwrap_or_default();
        let end = start + rest.find(['.', ';', ':', '(', ')', '\n']).unwrap_or(rest.len());
        let mut further: Vec<Mention> = Vec::new();
        for mention in mentions(&context.groups, text, start..end) {
            if mention.end > start + NEAR {
                further.push(mention);
            } else if !found.iter().any(|known| known.group == mention.group) {
                found.push(mention);
            }
        }
        further.sort_by_key(|mention| mention.start);
        for mention in further {
            let follows = |known: &Mention| {
                let joins = |word: &Hit| known.end <= word.start as usize && word.end as usize <= mention.start;
                known.end <= mention.start && mention.start - known.end <= JOINED && text.small(general::AND).any(joins)
            };
            if found.iter().any(follows) && !found.iter().any(|known| known.group == mention.group) {
                found.push(mention);
            }
        }
    }
    Targets::of(text, &found)
}
