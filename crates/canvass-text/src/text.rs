//! The text of one note, with the terms that were found in it.

use std::cell::OnceCell;
use std::ops::Range;

use canvass_model::blocks::{Block, Common};
use canvass_model::vocabulary::{Recurrence, Term};

use crate::compose::compose;
use crate::fold::{Folded, runs_on};
use crate::language::Language;
use crate::matcher::{Found, Hit, Matcher};
use crate::money::Figure;
use crate::naming::Spoken;
use crate::negation;
use crate::table::{Table, general};

/// A note as it is read: the sub-heading under which it stood, its name and what explains it, each on a line.
pub(crate) struct Text {
    pub(crate) index: usize,
    original: String,
    folded: Folded,
    /// What the words say, without what is denied.
    found: Found,
    /// Where the sub-heading ends and the name begins.
    name: usize,
    /// Where the name's head ends: what stands before brackets, a colon, a comma or a dash.
    head: usize,
    /// Where the name ends.
    end: usize,
    /// Whether it speaks of a time to come.
    pub(crate) future: bool,
    /// The segments that it speaks of, once they have been looked for.
    pub(crate) spoken: OnceCell<Spoken>,
    /// Where the words stand that tell something, once they have been looked for.
    pub(crate) telling: OnceCell<Vec<Range<usize>>>,
    /// The concepts that words of several sorts say together and where, once they have been looked for.
    pub(crate) together: OnceCell<Vec<(u32, (usize, usize))>>,
    /// The numbers in it, once they have been read.
    pub(crate) figures: OnceCell<Vec<Figure>>,
}

/// How many bytes a word takes at most that stands before the opening of a sentence: `besides`, `in addition`.
const ADVERB: usize = 20;

impl Text {
    /// Reads a note.
    pub(crate) fn new(matcher: &Matcher, block: Block, index: usize, common: &Common<'_>) -> Self {
        let mut original = String::with_capacity(common.name.len() + common.note.map_or(0, str::len) + 2);
        for tag in common.tags {
            original.push_str(tag);
            original.push('\n');
        }
        let name = original.len();
        original.push_str(common.name);
        let end = original.len();
        if let Some(note) = common.note {
            original.push('\n');
            original.push_str(note);
        }
        let folded = Folded::new(&original);
        let (name, end) = (folded.position(name), folded.position(end));
        let named = folded.text.get(name..end).unwrap_or_default();
        // A bracket at the very beginning is a mark, not the end of the head.
        let behind = named.char_indices().nth(2).map_or(named.len(), |(at, _)| at);
        let bytes = named.as_bytes();
        // `30-45 years` and `1,200 members` go on.
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let goes_on = |at: usize| matches!(bytes.get(at), Some(b':' | b';' | b',')) && digit(at.wrapping_sub(1)) && digit(at + 1);
        let signs = bytes.iter().enumerate().skip(behind).filter(|(_, sign)| matches!(sign, b'(' | b'\n' | b'[' | b':' | b';' | b','));
        let head = signs.map(|(at, _)| at).find(|at| !goes_on(*at)).map_or(end, |at| name + at);
        let mut found = matcher.hits(&folded.text, block);
        let future = negation::is_future(&folded.text, &found.general, block == Block::CustomerSegments);
        negation::remove_denied(&folded.text, &mut found);
        compose(&folded.text, &mut found.hits, found.tables);
        let (spoken, telling, together, figures) = Default::default();
        Self { index, original, folded, found, name, head, end, future, spoken, telling, together, figures }
    }

    /// The words of a hit as written.
    pub(crate) fn words(&self, hit: &Hit) -> &str {
        self.folded.original(&self.original, hit.start as usize, hit.end as usize).trim()
    }

    /// Whether at a place of the folded text a script begins in which words run on.
    pub(crate) fn runs_on_at(&self, at: usize) -> bool {
        self.folded.text.get(at..).is_some_and(|rest| rest.starts_with(runs_on))
    }

    /// A stretch of the folded text as written.
    pub(crate) fn stretch(&self, start: usize, end: usize) -> &str {
        self.folded.original(&self.original, start, end).trim()
    }

    /// What stands between two places of the folded text, without blanks, where that is little.
    pub(crate) fn gap(&self, from: usize, to: usize) -> Option<&str> {
        self.folded.text.get(from..to).filter(|gap| gap.len() <= 12).map(str::trim)
    }

    /// The name as written.
    pub(crate) fn name(&self) -> &str {
        self.folded.original(&self.original, self.name, self.end)
    }

    /// The folded text, and the positions where the name begins, its head ends, and it ends itself.
    pub(crate) fn folded(&self) -> &str {
        &self.folded.text
    }

    /// The sub-heading, the name's head, and the whole, as stretches of the folded text.
    pub(crate) fn group_range(&self) -> Range<usize> {
        0..self.name
    }

    pub(crate) fn head_range(&self) -> Range<usize> {
        self.name..self.head
    }

    pub(crate) fn body_range(&self) -> Range<usize> {
        self.name..self.folded.text.len()
    }

    pub(crate) fn name_range(&self) -> Range<usize> {
        self.name..self.end
    }

    /// Whether a lead before a colon or a dash stands at the beginning of the name.
    pub(crate) fn has_lead(&self) -> bool {
        self.head < self.end && matches!(self.folded.text.as_bytes().get(self.head), Some(b':' | b';'))
    }

    /// What was found, in the order of the text.
    pub(crate) fn hits(&self) -> &[Hit] {
        &self.found.hits
    }

    /// The concepts that the words speak of.
    pub(crate) fn concepts(&self) -> &[Hit] {
        &self.found.concepts
    }

    /// What was found that names groups of people.
    pub(crate) fn of_groups(&self) -> impl DoubleEndedIterator<Item = &Hit> + Clone {
        let hits = if self.found.tables.have_groups() { self.hits() } else { &[] };
        hits.iter().filter(|hit| hit.table.is_group())
    }

    /// What was found, where anything of a table is among it.
    fn with(&self, table: Table) -> &[Hit] {
        if self.found.tables.has(table) { &self.found.hits } else { &[] }
    }

    /// What was found of a table outside the sub-heading.
    pub(crate) fn of(&self, table: Table) -> impl DoubleEndedIterator<Item = &Hit> + Clone {
        self.with(table).iter().filter(move |hit| hit.table == table && hit.start as usize >= self.name)
    }

    /// What was found of a table anywhere.
    pub(crate) fn anywhere(&self, table: Table) -> impl DoubleEndedIterator<Item = &Hit> + Clone {
        self.with(table).iter().filter(move |hit| hit.table == table)
    }

    /// Whether a table has that value here.
    pub(crate) fn says(&self, table: Table, value: u32) -> Option<&Hit> {
        self.with(table).iter().find(|hit| hit.table == table && hit.value == value)
    }

    /// The first hit in the head that a test takes, else the first in the rest.
    pub(crate) fn leading(&self, table: Table) -> Option<&Hit> {
        self.of(table).find(|hit| (hit.end as usize) <= self.head).or_else(|| self.of(table).next()).or_else(|| self.anywhere(table).next())
    }

    /// What was found of a table in the sub-heading and the name.
    pub(crate) fn named(&self, table: Table) -> impl DoubleEndedIterator<Item = &Hit> + Clone {
        self.with(table).iter().filter(move |hit| hit.table == table && hit.end as usize <= self.end)
    }

    /// Each term of a vocabulary once, with the words that say it first.
    pub(crate) fn terms<T: Term + PartialEq>(&self, table: Table) -> Vec<(T, &Hit)> {
        once(self.of(table))
    }

    /// Each term of a vocabulary once that the sub-heading or the name says.
    pub(crate) fn named_terms<T: Term + PartialEq>(&self, table: Table) -> Vec<(T, &Hit)> {
        once(self.named(table))
    }

    /// What a name is about: in most languages its last word that says so, in those that begin with the noun its first.
    pub(crate) fn noun(&self, table: Table, language: Language) -> Option<&Hit> {
        let mut inside = self.of(table).filter(|hit| hit.end as usize <= self.head);
        let found = if language.leads_with_noun() { inside.next() } else { inside.next_back() };
        found.or_else(|| self.leading(table))
    }

    /// Whether it speaks of a payment that comes again and again.
    pub(crate) fn is_recurring(&self) -> bool {
        self.anywhere(Table::Recurrences).any(|hit| hit.term() == Some(Recurrence::Recurring))
    }

    /// Small words of a kind.
    pub(crate) fn small(&self, kind: u32) -> impl Iterator<Item = &Hit> + Clone {
        let words = if self.found.kinds & 1 << kind == 0 { &[] } else { self.found.general.as_slice() };
        words.iter().filter(move |hit| hit.value == kind)
    }

    /// What a group is called, without what describes it: behind words that only lead to it, as in `Besides, we serve the schools of the town`.
    pub(crate) fn noun_range(&self) -> Range<usize> {
        if let Some(clause) = self.last_clause() {
            return clause;
        }
        let leads = |hit: &&Hit| (self.name..=self.name + ADVERB).contains(&(hit.start as usize)) && (hit.end as usize) < self.head;
        let start = self.small(general::OPENING).filter(leads).map(|hit| hit.end as usize).max().unwrap_or(self.name);
        let end = self.small(general::CUT).map(|hit| hit.start as usize).find(|&at| at > start + 2 && at < self.head).unwrap_or(self.head);
        start..end
    }

    /// In Chinese a clause before another may describe whoever the name ends with: `有小孩，附近找不到老师的家长`.
    fn last_clause(&self) -> Option<Range<usize>> {
        let rest = self.folded.text.get(self.head..self.end)?.strip_prefix(',')?;
        let end = rest.find(['(', '[', ':', ';']).unwrap_or(rest.len());
        let clause = rest.get(..end)?;
        let (start, end) = (self.head + 1, self.head + 1 + end);
        let last = |hit: &Hit| (hit.table == Table::SegmentKinds || hit.table.is_group()) && hit.end as usize == end;
        let described = |hit: &Hit| self.folded.text.get(start..hit.start as usize).is_some_and(|before| before.ends_with('的'));
        (!clause.contains(',') && self.hits().iter().any(|hit| last(hit) && described(hit))).then_some(start..end)
    }

    /// Where the head of a group's name ends: before what describes the group.
    pub(crate) fn noun_end(&self) -> usize {
        self.noun_range().end
    }
}

/// Each term once, with its first hit.
fn once<'t, T: Term + PartialEq>(hits: impl Iterator<Item = &'t Hit>) -> Vec<(T, &'t Hit)> {
    let mut terms: Vec<(T, &Hit)> = Vec::new();
    for hit in hits {
        if let Some(term) = hit.term::<T>()
            && !terms.iter().any(|(known, _)| *known == term)
        {
            terms.push((term, hit));
        }
    }
    terms
}
