//! Tries of patterns, written by the build script: one for each beginning of patterns. What is walked together lies together.
//!
//! A node holds how many letters lead to it and how many nodes follow it, the letters, what the pattern means that ends there, the letters with
//! which the following nodes begin, where all of them but the first are, and then these nodes.

use std::cmp::Reverse;

/// A bit beside the number of nodes that follow: a pattern ends here.
const ENDS_PATTERN: u8 = 1 << 7;
/// A bit beside a meaning: the pattern has another one.
const HAS_MORE: u16 = 1 << 15;

/// What a pattern means, by the number of a meaning, and how it then stands to the edges of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry(u16);

impl Entry {
    const MEANINGS: u16 = 1 << 12;

    /// The entry of a meaning, unless there are too many of those.
    #[cfg_attr(not(test), allow(dead_code, reason = "the build script writes, the program walks"))]
    pub(crate) fn new(meaning: usize, edges: u8) -> Option<Self> {
        let meaning = u16::try_from(meaning).ok().filter(|meaning| *meaning < Self::MEANINGS)?;
        Some(Self(meaning | u16::from(edges & 0b111) << 12))
    }

    /// The number of the meaning.
    pub(crate) fn meaning(self) -> usize {
        usize::from(self.0 % Self::MEANINGS)
    }

    /// How the pattern stands to the edges of words, as bits.
    pub(crate) fn edges(self) -> u8 {
        (self.0 >> 12 & 0b111) as u8
    }
}

/// The tries of a language.
#[derive(Clone, Copy)]
pub(crate) struct Tries(pub(crate) &'static [u8]);

/// A node of a trie, of which the first bytes are read.
#[derive(Clone, Copy)]
pub(crate) struct Node {
    at: u32,
    letters: u8,
    kind: u8,
}

impl Tries {
    /// The first node of a trie. Whoever asks for those of many places before walking on waits for memory once.
    #[inline]
    pub(crate) fn root(self, at: u32) -> Option<Node> {
        self.0.get(at as usize..)?.first_chunk().map(|&[letters, kind]| Node { at, letters, kind })
    }

    /// Hands over what the patterns mean with which a text begins, shorter ones first, each with its length in bytes.
    #[inline]
    pub(crate) fn find(self, root: Node, text: &[u8], found: impl FnMut(Entry, usize)) {
        // A trie is whole, and a walk that leads nowhere is over.
        let _over = self.walk(root, text, found);
    }

    #[inline]
    fn walk(self, root: Node, text: &[u8], mut found: impl FnMut(Entry, usize)) -> Option<()> {
        let (mut node, mut letters, mut kind) = (self.0.get(root.at as usize + 2..)?, usize::from(root.letters), root.kind);
        // What of the text has not been walked along yet.
        let mut left = text;
        loop {
            let (label, behind_label) = node.split_at_checked(letters)?;
            let (begin, behind) = left.split_at_checked(letters)?;
            if !label.iter().zip(begin).all(|(one, other)| one == other) {
                return None;
            }
            (node, left) = (behind_label, behind);
            let mut has_more = kind & ENDS_PATTERN != 0;
            while has_more {
                let (entry, behind) = node.split_first_chunk()?;
                let entry = u16::from_le_bytes(*entry);
                found(Entry(entry), text.len() - left.len());
                (has_more, node) = (entry & HAS_MORE != 0, behind);
            }
            let (next, behind) = left.split_first()?;
            let count = usize::from(kind & !ENDS_PATTERN);
            let (firsts, offsets) = node.split_at_checked(count)?;
            let place = firsts.iter().position(|first| first == next)?;
            let offset = if place == 0 { 0 } else { u16::from_le_bytes(*offsets.get(2 * (place - 1)..)?.first_chunk()?) };
            let ([of_label, of_kind], behind_head) = offsets.get(2 * (count - 1) + usize::from(offset)..)?.split_first_chunk()?;
            (node, left, letters, kind) = (behind_head, behind, usize::from(*of_label), *of_kind);
        }
    }
}

/// Writes the trie of some patterns, in their order, that all begin with the same bytes, of which so many are known already.
#[cfg_attr(not(test), allow(dead_code, reason = "the build script writes, the program walks"))]
pub(crate) fn write(patterns: &[(&str, &[Entry])], known: usize, out: &mut Vec<u8>) -> Option<()> {
    let ((first, entries), (last, _)) = (patterns.first()?, patterns.last()?);
    let label = first.bytes().zip(last.bytes()).skip(known).take_while(|(one, other)| one == other).count();
    let behind = known + label;
    let (ending, longer) = patterns.split_at(usize::from(first.len() == behind));
    let mut following: Vec<_> = longer.chunk_by(|(one, _), (other, _)| one.as_bytes().get(behind) == other.as_bytes().get(behind)).collect();
    // What most patterns go on with is looked for first.
    following.sort_by_key(|patterns| Reverse(patterns.len()));
    let ends_pattern = if ending.is_empty() { 0 } else { ENDS_PATTERN };
    out.push(u8::try_from(label).ok()?);
    out.push(u8::try_from(following.len()).ok().filter(|count| *count < ENDS_PATTERN)? | ends_pattern);
    out.extend_from_slice(first.as_bytes().get(known..behind)?);
    for (place, entry) in entries.iter().enumerate().filter(|_| !ending.is_empty()) {
        let has_more = if place + 1 < entries.len() { HAS_MORE } else { 0 };
        out.extend_from_slice(&(entry.0 | has_more).to_le_bytes());
    }
    out.extend(following.iter().filter_map(|patterns| patterns.first()?.0.as_bytes().get(behind)));
    let offsets = out.len();
    let nodes = offsets + 2 * following.len().saturating_sub(1);
    out.resize(nodes, 0);
    for (place, patterns) in following.iter().enumerate() {
        if let Some(place) = place.checked_sub(1) {
            let offset = u16::try_from(out.len() - nodes).ok()?;
            out.get_mut(offsets + 2 * place..)?.first_chunk_mut().map(|bytes| *bytes = offset.to_le_bytes())?;
        }
        write(patterns, behind + 1, out)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_found() {
        let entry = |meaning| Entry::new(meaning, 0b101).unwrap();
        let all = [("ab", vec![entry(1)]), ("abc", vec![entry(2), entry(3)]), ("abcde", vec![entry(4)]), ("abd", vec![entry(5)]), ("abxyz", vec![entry(6)])];
        let mut bytes = vec![0];
        write(&all.each_ref().map(|(pattern, entries)| (*pattern, entries.as_slice())), 0, &mut bytes).unwrap();
        let tries = Tries(bytes.leak());
        let found = |text: &str| {
            let mut found = Vec::new();
            tries.find(tries.root(1).unwrap(), text.as_bytes(), |entry, length| found.push((entry.meaning(), length)));
            found
        };
        assert_eq!(found("abcdef"), [(1, 2), (2, 3), (3, 3), (4, 5)]);
        assert_eq!(found("abd"), [(1, 2), (5, 3)]);
        assert_eq!(found("abxy"), [(1, 2)]);
        assert!(found("a").is_empty() && found("xab").is_empty() && found("").is_empty());
        assert_eq!(entry(1).edges(), 0b101);
        assert_eq!(Entry::new(4096, 0), None);
    }
}
