//! How terms begin. At most places of a text none does, and one look at the first letters spares a walk through a trie.

/// How many beginnings are told apart.
const COUNT: usize = 1 << 16;
/// How many bytes the set of those that occur takes.
pub(crate) const SIZE: usize = COUNT / 8;

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

/// Whether a term may begin as a text does whose beginning has that number.
#[inline]
pub(crate) fn may_begin(set: &[u8], number: Option<usize>) -> bool {
    number.is_none_or(|number| set.get(number / 8).is_none_or(|byte| byte & 1 << (number % 8) != 0))
}

/// The set of the beginnings of some terms.
#[cfg_attr(not(test), allow(dead_code, reason = "the build script collects, the program looks"))]
pub(crate) fn collect<'t>(terms: impl Iterator<Item = &'t str>) -> Vec<u8> {
    let mut set = vec![0_u8; SIZE];
    let mut add = |number: usize| {
        if let Some(byte) = set.get_mut(number / 8) {
            *byte |= 1 << (number % 8);
        }
    };
    for term in terms {
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
        let set = collect(["free", "k", "ai", "é", "ко", "免费", "🎁 gift"].into_iter());
        for text in ["free", "freight", "k", "k€", "ai", "ais", "été", "компания", "ко", "免税", "🎁", "🚲"] {
            assert!(may_begin(&set, number(text.as_bytes())), "{text}");
        }
        for text in ["fee", "from", "f", "paid", "am", "à", "кит", "付费"] {
            assert!(!may_begin(&set, number(text.as_bytes())), "{text}");
        }
    }
}
