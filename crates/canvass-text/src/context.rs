//! What the reading of every block rests on.

use canvass_model::Canvas;
use canvass_model::blocks::{Block, Note};
use canvass_model::vocabulary::StreamKind;

use crate::addressees::Addressees;
use crate::called::Groups;
use crate::fill::Named;
use crate::groups;
use crate::ids::Identifiers;
use crate::language::Language;
use crate::matcher::Matcher;
use crate::naming::mentions;
use crate::spared;
use crate::table::{Table, general};
use crate::text::Text;

/// The texts of all notes, the groups they may speak of, and how links find them.
pub(crate) struct Context {
    pub(crate) matcher: &'static Matcher,
    pub(crate) language: Language,
    pub(crate) groups: Groups,
    pub(crate) addressees: Addressees,
    pub(crate) ids: Identifiers,
    texts: [Vec<Text>; 9],
    readable: [bool; 9],
}

fn place(block: Block) -> usize {
    (block as usize).wrapping_sub(1)
}

impl Context {
    /// Analyses the texts of a canvas.
    pub(crate) fn new(canvas: &Canvas, ids: Identifiers, language: Language, readable: [bool; 9]) -> Self {
        let matcher = Matcher::of(language);
        let texts = [
            texts(matcher, Block::KeyPartnerships, &canvas.key_partnerships),
            texts(matcher, Block::KeyActivities, &canvas.key_activities),
            texts(matcher, Block::KeyResources, &canvas.key_resources),
            texts(matcher, Block::ValuePropositions, &canvas.value_propositions),
            texts(matcher, Block::CustomerRelationships, &canvas.customer_relationships),
            texts(matcher, Block::Channels, &canvas.channels),
            texts(matcher, Block::CustomerSegments, &canvas.customer_segments),
            texts(matcher, Block::CostStructure, &canvas.cost_structure),
            texts(matcher, Block::RevenueStreams, &canvas.revenue_streams),
        ];
        let segments = texts.get(place(Block::CustomerSegments)).map(Vec::as_slice).unwrap_or_default();
        let mut groups = Groups::new(groups::study(segments, canvas.customer_segments.as_deref().unwrap_or_default(), language));
        groups::settle(segments, &mut groups);
        // Brands are customers like others where nothing is advertised.
        let notes = |block: Block| texts.get(place(block)).map(Vec::as_slice).unwrap_or_default();
        let advertising = |text: &Text| text.anywhere(Table::StreamKinds).any(|hit| hit.term::<StreamKind>() == Some(StreamKind::Advertising));
        let advertised = notes(Block::RevenueStreams).is_empty()
            || notes(Block::RevenueStreams).iter().any(advertising)
            || notes(Block::ValuePropositions).iter().any(|text| text.says(Table::OfferAdvertising, 0).is_some());
        if !advertised {
            groups.all_mut().iter_mut().for_each(|group| group.advertisers = false);
        }
        let mut texts = texts;
        let mut addressees = Addressees::default();
        let streams = texts.get_mut(place(Block::RevenueStreams)).map(std::mem::take).unwrap_or_default();
        if let Some(offers) = texts.get_mut(place(Block::ValuePropositions)) {
            call_by_leads(&mut groups, offers);
            addressees = crate::addressees::find(&mut groups, offers, &streams, |concept| is_business(matcher.name(concept)));
        }
        if let Some(block) = texts.get_mut(place(Block::RevenueStreams)) {
            *block = streams;
        }
        let notes = |block: Block| texts.get(place(block)).filter(|_| readable.get(place(block)) == Some(&true)).map(Vec::as_slice).unwrap_or_default();
        let spared = spared::find(
            &groups,
            &spared::Notes {
                segments: notes(Block::CustomerSegments),
                offers: notes(Block::ValuePropositions),
                relationships: notes(Block::CustomerRelationships),
                streams: notes(Block::RevenueStreams),
                partners: notes(Block::KeyPartnerships),
                others: [Block::Channels, Block::KeyResources, Block::KeyActivities, Block::CostStructure].into_iter().flat_map(notes).collect(),
            },
        );
        spared.into_iter().for_each(|at| groups.spare(at));
        Self { matcher, language, groups, addressees, ids, texts, readable }
    }

    /// The notes of a block.
    pub(crate) fn texts(&self, block: Block) -> &[Text] {
        self.texts.get(place(block)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The notes of a block that speak of the present, where its words are read at all.
    pub(crate) fn present(&self, block: Block) -> impl Iterator<Item = &Text> {
        let readable = self.reads(block);
        self.texts(block).iter().filter(move |text| readable && !text.future)
    }

    /// Every note of some blocks that speaks of the present.
    pub(crate) fn everywhere<'c>(&'c self, blocks: &'c [Block]) -> impl Iterator<Item = (Block, &'c Text)> {
        blocks.iter().flat_map(move |&block| self.present(block).map(move |text| (block, text)))
    }

    /// The first words of a table in some blocks.
    pub(crate) fn words(&self, table: Table, blocks: &[Block]) -> Option<String> {
        self.everywhere(blocks).find_map(|(_, text)| text.anywhere(table).next().map(|hit| text.words(hit).to_owned()))
    }

    /// Whether the words of a block are read.
    pub(crate) fn reads(&self, block: Block) -> bool {
        self.readable.get(place(block)).copied().unwrap_or_default()
    }

    /// Whether any word of a segment or a stream was recognised: of what says nothing nothing follows.
    pub(crate) fn speaks(&self) -> bool {
        [Block::CustomerSegments, Block::RevenueStreams].iter().any(|&block| !self.reads(block) || self.says_something(block))
    }

    /// Whether any word of a block was recognised.
    pub(crate) fn says_something(&self, block: Block) -> bool {
        self.texts(block).iter().any(|text| {
            text.hits().iter().any(|hit| hit.table != Table::Allowance)
                || !mentions(&self.groups, text, text.group_range().start..text.body_range().end).is_empty() && block != Block::CustomerSegments
        })
    }

    /// The groups for whom something is offered.
    pub(crate) fn served(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().enumerate().filter(|(_, group)| group.is_served()).map(|(at, _)| at)
    }
}

/// Where offers are addressed to every group but one by name, the one other name to which offers are addressed is that one's.
fn call_by_leads(groups: &mut Groups, offers: &mut [Text]) {
    if groups.len() < 2 {
        return;
    }
    let mut named: Vec<usize> = Vec::new();
    let mut strange: Option<String> = None;
    let everybody = |text: &Text| text.small(general::EVERYBODY).any(|word| word.end as usize <= text.head_range().end);
    for text in offers.iter().filter(|text| !text.future && text.has_lead() && !everybody(text)) {
        let found = mentions(groups, text, text.head_range());
        let lead = text.folded().get(text.head_range()).unwrap_or_default();
        match &strange {
            _ if !found.is_empty() => named.extend(found.iter().map(|mention| mention.group)),
            None => strange = Some(lead.to_owned()),
            Some(known) if known == lead => {}
            Some(_) => return,
        }
    }
    let mut left = groups.iter().enumerate().filter(|(at, group)| !named.contains(at) && !group.future);
    if let (Some(name), Some((group, _)), None, false) = (strange, left.next(), left.next(), named.is_empty()) {
        // What stands in other leads too tells it from none of them.
        let leads: Vec<String> =
            offers.iter().filter(|text| text.has_lead()).map(|text| text.folded().get(text.head_range()).unwrap_or_default().to_owned()).collect();
        let shared = |word: &str| leads.iter().filter(|lead| lead.split(|letter: char| !crate::fold::in_word(letter)).any(|other| other == word)).count() > 1;
        let repeated = leads.iter().filter(|lead| **lead == name).count() > 1;
        let own: Vec<&str> = name.split(|letter: char| !crate::fold::in_word(letter)).filter(|word| repeated || !shared(word)).collect();
        groups.call(group, &own.join(" "));
        offers.iter_mut().for_each(|text| text.spoken = std::cell::OnceCell::new());
    }
}

/// Concepts that only businesses are called by, and those that only people are.
const BUSINESSES: [&str; 16] = [
    "employers",
    "advertisers",
    "restaurants",
    "hotels",
    "suppliers",
    "hospitals",
    "insurers",
    "companies",
    "small_businesses",
    "startups",
    "banks",
    "agencies",
    "gyms",
    "retailers",
    "distributors",
    "exhibitors",
];
const PEOPLE: [&str; 14] = [
    "guests",
    "passengers",
    "diners",
    "patients",
    "students",
    "attendees",
    "readers",
    "viewers",
    "listeners",
    "players",
    "parents",
    "children",
    "employees",
    "citizens",
];

/// Whether a concept means businesses, or people; nothing where it may be either.
fn is_business(concept: &str) -> Option<bool> {
    if BUSINESSES.contains(&concept) { Some(true) } else { PEOPLE.contains(&concept).then_some(false) }
}

fn texts<T: Named>(matcher: &Matcher, block: Block, notes: &Option<Vec<Note<T>>>) -> Vec<Text> {
    let notes = notes.as_deref().unwrap_or_default();
    notes.iter().enumerate().map(|(index, note)| Text::new(matcher, block, index, &note.common())).collect()
}
