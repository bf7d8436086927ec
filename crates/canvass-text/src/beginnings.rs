//! How terms begin. At most places of a text none does, and one look at the first letters spares a walk through a trie.

use std::collections::BTreeSet;

/// How many beginnings are told apart.
const COUNT: usize = 1 << 16;
/// How many beginnings stand in a group: two bits for each, and behind them how many beginnings of terms stand in the groups before.
const IN_GROUP: usize = 32;
const GROUP: usize = 10;
const GROUPS: usize = COUNT / IN_GROUP;
const FIRSTS: usize = 256;

/// A beginning of terms that are looked for where words begin.
pub(crate) const AT_WORDS: u8 = 1;
/// A beginning of terms that are looked for anywhere.
pub(crate) const ANYWHERE: u8 = 2;

/// The number of the beginning of a text: of its first three letters of ASCII, its first two of two bytes or its first of more. Some share one.
/// What is missing at the end of a text counts as nothing.
#[inline]
fn number(text: &[u8]) -> usize {
    let begin = text.first_chunk().copied().unwrap_or_else(|| std::array::from_fn(|place| text.get(place).copied().unwrap_or_default()));
    let [first, second, third, fourth] = begin.map(usize::from);
    match first {
        0xf0.. => (second & 0xf) << 12 | (third & 0x3f) << 6 | fourth & 0x3f,
        0xe0.. => (first & 0xf) << 12 | (second & 0x3f) << 6 | third & 0x3f,
        0x80.. => (first & 0x3) << 14 | (second & 0x3f) << 8 | (third & 0x3) << 6 ^ fourth,
        _ => 0x8000 | (first & 0x1f) << 10 | (second & 0x1f) << 5 | third & 0x1f,
    }
}

/// The numbers of all beginnings of texts that begin with a term: where it is short, whatever there is may follow it.
#[cfg_attr(not(test), allow(dead_code, reason = "the build script collects, the program looks"))]
pub(crate) fn numbers(term: &str) -> BTreeSet<usize> {
    let length = match term.as_bytes().first() {
        Some(0x80..0xe0 | 0xf0..) => 4,
        _ => 3,
    };
    let mut beginnings = vec![term.as_bytes().to_vec()];
    for _ in term.len()..length {
        beginnings = beginnings.iter().flat_map(|begin| (0..=0xff).map(|next| [begin.as_slice(), &[next]].concat())).collect();
    }
    beginnings.iter().map(|begin| number(begin)).collect()
}

/// How the terms of a language begin.
#[derive(Clone, Copy)]
pub(crate) struct Beginnings {
    firsts: &'static [u8; FIRSTS],
    groups: &'static [[u8; GROUP]],
    /// Where the tries of the terms are that begin so.
    tries: &'static [[u8; 4]],
}

impl Beginnings {
    /// Those that were written.
    pub(crate) fn new(bytes: &'static [u8]) -> Option<Self> {
        let (firsts, rest) = bytes.split_first_chunk()?;
        let (groups, tries) = rest.split_at_checked(GROUPS * GROUP)?;
        Some(Self { firsts, groups: groups.as_chunks().0, tries: tries.as_chunks().0 })
    }

    /// Whether any term that is looked for at one of those places begins with a byte.
    #[inline]
    pub(crate) fn may_begin(self, first: u8, places: u8) -> bool {
        self.firsts[usize::from(first)] & places != 0
    }

    /// Where the trie is of the terms that begin as a text does, where any of them is looked for at one of those places.
    #[inline]
    pub(crate) fn of(self, text: &[u8], places: u8) -> Option<u32> {
        let number = number(text);
        let [group @ .., low, high] = self.groups.get(number / IN_GROUP)?;
        let (group, shift) = (u64::from_le_bytes(*group), number % IN_GROUP * 2);
        if group >> shift & u64::from(places) == 0 {
            return None;
        }
        let before = (group | group >> 1) & 0x5555_5555_5555_5555 & ((1 << shift) - 1);
        let trie = self.tries.get(usize::from(u16::from_le_bytes([*low, *high])) + before.count_ones() as usize)?;
        Some(u32::from_le_bytes(*trie))
    }
}

/// Writes the beginnings of terms down: which begin with each byte, then for each number in order where they are looked for and where their trie is.
#[cfg_attr(not(test), allow(dead_code, reason = "the build script writes, the program looks"))]
pub(crate) fn write<'t>(terms: impl Iterator<Item = (&'t str, u8)>, tries: &[(usize, u8, u32)]) -> Vec<u8> {
    let mut firsts = [0; FIRSTS];
    for (term, places) in terms {
        if let Some(first) = term.as_bytes().first().and_then(|first| firsts.get_mut(usize::from(*first))) {
            *first |= places;
        }
    }
    let mut bytes = firsts.to_vec();
    let mut before = 0_u16;
    for group in 0..GROUPS {
        let here = tries.iter().skip(before.into()).take_while(|(number, ..)| number / IN_GROUP == group);
        let (bits, count) = here.fold((0, 0), |(bits, count), (number, places, _)| (bits | u64::from(*places) << (number % IN_GROUP * 2), count + 1));
        bytes.extend_from_slice(&bits.to_le_bytes());
        bytes.extend_from_slice(&before.to_le_bytes());
        before += count;
    }
    bytes.extend(tries.iter().flat_map(|(.., trie)| trie.to_le_bytes()));
    bytes
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_text_may_begin_as_a_term_does() {
        const TERMS: [&str; 7] = ["free", "k", "ai", "é", "ко", "免费", "🎁 gift"];
        for place in [AT_WORDS, ANYWHERE] {
            let all: BTreeMap<usize, u8> = TERMS.iter().flat_map(|term| numbers(term)).map(|number| (number, place)).collect();
            // A trie of that name, as it were.
            let tries: Vec<_> = all.into_iter().map(|(number, places)| (number, places, number as u32)).collect();
            let beginnings = Beginnings::new(write(TERMS.iter().map(|term| (*term, place)), &tries).leak()).unwrap();
            let may_begin = |text: &str| beginnings.of(text.as_bytes(), place).is_some();
            let at_once =
                |text: &str| beginnings.may_begin(text.as_bytes()[0], place) && !beginnings.may_begin(text.as_bytes()[0], (AT_WORDS | ANYWHERE) & !place);
            for text in ["free", "freight", "k", "k€", "ai", "ais", "été", "компания", "ко", "免税", "🎁"] {
                assert!(
                    may_begin(text) && at_once(text) && beginnings.of(text.as_bytes(), AT_WORDS | ANYWHERE) == Some(number(text.as_bytes()) as u32),
                    "{text}"
                );
                assert_eq!(beginnings.of(text.as_bytes(), (AT_WORDS | ANYWHERE) & !place), None, "{text}");
            }
            for text in ["fee", "from", "f", "paid", "am", "à", "кит", "付费", "🚲"] {
                assert!(!may_begin(text), "{text}");
            }
            assert!(!at_once("paid"));
        }
    }
}
