//! How terms begin. At most places of a text none does, and one look at the first letters spares a walk through a trie.

/// How many beginnings are told apart.
const COUNT: usize = 1 << 16;
/// How many bytes they take: first what begins with each byte, then what begins with each beginning, four to a byte.
pub(crate) const SIZE: usize = FIRSTS + COUNT / 4;
const FIRSTS: usize = 256;

/// A beginning of terms that are looked for where words begin.
pub(crate) const AT_WORDS: u8 = 1;
/// A beginning of terms that are looked for anywhere.
pub(crate) const ANYWHERE: u8 = 2;

/// The number of the beginning of a text, of its first three letters of ASCII, its first two of two bytes or its first of three; any other text
/// may begin like a term. What is missing at the end of a text counts as nothing.
#[inline]
pub(crate) fn number(text: &[u8]) -> Option<usize> {
    let begin = text.first_chunk().copied().unwrap_or_else(|| std::array::from_fn(|place| text.get(place).copied().unwrap_or_default()));
    let [first, second, third, fourth] = begin.map(usize::from);
    match first {
        0xf0.. => None,
        0xe0.. => Some((first & 0xf) << 12 | (second & 0x3f) << 6 | third & 0x3f),
        0x80.. => Some((first & 0x3) << 14 | (second & 0x3f) << 8 | (third & 0x3) << 6 ^ fourth),
        _ => Some(0x8000 | (first & 0x1f) << 10 | (second & 0x1f) << 5 | third & 0x1f),
    }
}

/// How many bytes of a text that begins with this one tell its beginning.
fn length(first: u8) -> usize {
    if matches!(first, 0x80..0xe0) { 4 } else { 3 }
}

/// How the terms of a language begin.
#[derive(Clone, Copy)]
pub(crate) struct Beginnings {
    firsts: &'static [u8; FIRSTS],
    all: &'static [u8],
}

impl Beginnings {
    /// Those that were collected.
    pub(crate) fn new(set: &'static [u8]) -> Option<Self> {
        set.split_first_chunk().map(|(firsts, all)| Self { firsts, all })
    }

    /// Which terms may begin with a byte.
    #[inline]
    pub(crate) fn with(self, first: u8) -> u8 {
        self.firsts.get(usize::from(first)).copied().unwrap_or_default()
    }

    /// Which terms may begin as a text does.
    #[inline]
    pub(crate) fn of(self, text: &[u8]) -> u8 {
        let Some(number) = number(text) else { return AT_WORDS | ANYWHERE };
        self.all.get(number / 4).map_or(AT_WORDS | ANYWHERE, |byte| byte >> (number % 4 * 2) & (AT_WORDS | ANYWHERE))
    }
}

/// The beginnings of some terms, each of which is looked for at words or anywhere.
#[cfg_attr(not(test), allow(dead_code, reason = "the build script collects, the program looks"))]
pub(crate) fn collect<'t>(terms: impl Iterator<Item = (&'t str, u8)>) -> Vec<u8> {
    let mut set = vec![0_u8; SIZE];
    for (term, place) in terms {
        if let Some(first) = term.as_bytes().first().and_then(|first| set.get_mut(usize::from(*first))) {
            *first |= place;
        }
        let mut add = |number: usize| {
            if let Some(byte) = set.get_mut(FIRSTS + number / 4) {
                *byte |= place << (number % 4 * 2);
            }
        };
        // A shorter one may be followed by whatever there is.
        let mut beginnings = vec![term.as_bytes().to_vec()];
        let length = term.as_bytes().first().map_or(0, |first| length(*first));
        for _ in term.len()..length {
            beginnings = beginnings.iter().flat_map(|begin| (0..=0xff).map(|next| [begin.as_slice(), &[next]].concat())).collect();
        }
        beginnings.iter().filter_map(|begin| number(begin)).for_each(&mut add);
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_begin_as_a_term_does() {
        let terms = |place: u8| ["free", "k", "ai", "é", "ко", "免费", "🎁 gift"].into_iter().map(move |term| (term, place));
        for place in [AT_WORDS, ANYWHERE] {
            let beginnings = Beginnings::new(collect(terms(place)).leak()).unwrap();
            let may_begin = |text: &str| beginnings.of(text.as_bytes()) & place != 0;
            let at_once = |text: &str| beginnings.with(text.as_bytes()[0]) == place;
            for text in ["free", "freight", "k", "k€", "ai", "ais", "été", "компания", "ко", "免税"] {
                assert!(may_begin(text) && at_once(text) && beginnings.of(text.as_bytes()) == place, "{text}");
            }
            assert!(may_begin("🎁") && at_once("🎁") && may_begin("🚲"));
            for text in ["fee", "from", "f", "paid", "am", "à", "кит", "付费"] {
                assert!(!may_begin(text), "{text}");
            }
            assert!(!at_once("paid"));
        }
    }
}
