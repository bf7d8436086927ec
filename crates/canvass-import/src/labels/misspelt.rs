//! Small misspellings: `Key Actitives`, `Key Resrces`, `Custmer Segments`.

use strsim::osa_distance;

use super::fold::{folded, split};
use super::table::{Name, Spelling, mask, table};

/// Longer texts are no label.
const LONGEST: usize = 48;

/// The name that a text misspells, when one is much nearer than chance would have it.
pub(super) fn name(text: &str) -> Option<Name> {
    if text.len() > LONGEST * 2 {
        return None;
    }
    // What is right is not misspelt: `Channel` is a weak name of its own, not a slip for `Channels`.
    super::resolve::exact(text).or_else(|| slip(text))
}

/// The same for a text that is no name as it stands.
pub(super) fn slip(text: &str) -> Option<Name> {
    if text.len() > LONGEST * 2 {
        return None;
    }
    let folded = folded(text);
    let written: Vec<&str> = split(&folded).collect();
    // The first letter is hardly ever wrong; where it is, it is another word (`post structure`).
    let spellings = written.first().and_then(|word| word.chars().next()).and_then(|first| table().spellings.get(&first))?;
    let letters: usize = written.iter().map(|word| word.chars().count()).sum();
    if !(6..=LONGEST).contains(&letters) {
        return None;
    }
    let joined = written.concat();
    let letters_in = mask(&joined);
    let masks: Vec<u64> = written.iter().map(|word| mask(word)).collect();
    let mut best: Option<(usize, Name)> = None;
    for spelling in spellings {
        let limit = limit(letters.min(spelling.letters), spelling.name.strong);
        if spelling.letters.abs_diff(letters) > limit + 1 {
            continue;
        }
        // As many words must begin alike, one by one.
        if spelling.words.len() == written.len()
            && spelling.words.iter().zip(&written).any(|(known, written)| known.as_bytes().first() != written.as_bytes().first())
        {
            continue;
        }
        // A slip changes one letter for another, so that at most two of the letters that occur differ.
        if (spelling.mask ^ letters_in).count_ones() as usize > 2 * (limit + 1) {
            continue;
        }
        if let Some(distance) = distance(&written, &masks, &joined, spelling, limit)
            && best.is_none_or(|(nearest, _)| distance < nearest)
        {
            best = Some((distance, spelling.name));
        }
    }
    best.map(|(_, name)| name)
}

fn limit(letters: usize, strong: bool) -> usize {
    match (letters, strong) {
        (8.., true) => 2,
        (6..=7, true) | (8.., false) => 1,
        _ => 0,
    }
}

/// The sum of the distances of the words, when no word is farther than a misspelling of its length.
fn distance(written: &[&str], masks: &[u64], joined: &str, spelling: &Spelling, limit: usize) -> Option<usize> {
    if limit == 0 {
        return None;
    }
    let known = &spelling.words;
    if written.len() != known.len() {
        // Words that were joined or torn apart are one misspelling already.
        if written.len().abs_diff(known.len()) > 1 {
            return None;
        }
        let differ = (mask(joined) ^ spelling.mask).count_ones() as usize;
        if joined.chars().count().abs_diff(spelling.letters) >= limit || differ > 2 * (limit - 1) {
            return None;
        }
        let distance = osa_distance(joined, &spelling.joined);
        return (distance < limit).then_some(distance + 1);
    }
    // The cheap looks first: the letters with which words begin, then their lengths.
    if written.iter().zip(known).any(|(written, known)| written.chars().next() != known.chars().next()) {
        return None;
    }
    // A slip changes at most two of the letters that occur, and no word has more than three.
    if masks.iter().zip(&spelling.masks).any(|(written, known)| (written ^ known).count_ones() > 6) {
        return None;
    }
    let mut sum = 0;
    let mut worst = 0;
    for (at, (written, known)) in written.iter().zip(known).enumerate() {
        if written == known {
            continue;
        }
        let (letters, short) = (written.chars().count(), known.chars().count());
        let length = letters.min(short);
        let allowed = match length {
            0..=2 => 0,
            3..=5 => 1,
            6..=8 => 2,
            // `actitives` for `activities`: three slips in a long word whose neighbour is right.
            _ if short >= 10 => 3,
            _ => 2,
        };
        let differ = masks.get(at).zip(spelling.masks.get(at)).map_or(0, |(written, known)| (written ^ known).count_ones() as usize);
        if letters.abs_diff(short) > allowed || differ > 2 * allowed {
            return None;
        }
        let distance = osa_distance(written, known);
        if distance > allowed {
            return None;
        }
        sum += distance;
        worst = worst.max(distance);
    }
    let neighbours_are_right = sum == worst && known.len() > 1;
    (sum <= limit || (neighbours_are_right && sum <= 3 && limit == 2)).then_some(sum)
}

#[cfg(test)]
mod tests {
    use canvass_model::blocks::Block;

    use super::*;

    #[test]
    fn slips_are_read_and_other_words_are_not() {
        let block = |text| name(text).map(|name| name.block);
        assert_eq!(block("Key Actitives"), Some(Block::KeyActivities));
        assert_eq!(block("Key Resrces"), Some(Block::KeyResources));
        assert_eq!(block("Chanels"), Some(Block::Channels));
        assert_eq!(block("Custmer Segemnts"), Some(Block::CustomerSegments));
        assert_eq!(block("Value Preposition"), Some(Block::ValuePropositions));
        assert_eq!(block("Estrutura de costos"), Some(Block::CostStructure));
        assert_eq!(block("Keypartnrs"), Some(Block::KeyPartnerships));
        for other in
            ["Code Structure", "Customer Sentiment", "Key Metrics", "Changes", "Farmers", "Payments", "Key Features", "Revenue Shares", "Patterns", "Coasts"]
        {
            assert_eq!(block(other), None, "{other}");
        }
    }
}
