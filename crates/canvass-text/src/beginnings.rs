//! How terms begin. At most places of a text none does, and one look at the first letters spares a walk through a trie.

/// How many beginnings are told apart.
const COUNT: usize = 1 << 16;
/// How many bytes the set of those that occur takes.
pub(crate) const SIZE: usize = COUNT / 8;

/// The number of the beginning of a text: of its first two bytes, or of a letter of three; any other text may begin like a term.
fn number(text: &[u8]) -> Option<usize> {
    match *text {
        [first, ..] if first >= 0xf0 => None,
        [first, second, third, ..] if first >= 0xe0 => Some((usize::from(first) & 0xf) << 12 | (usize::from(second) & 0x3f) << 6 | usize::from(third) & 0x3f),
        [first, second, ..] => Some(usize::from(first) << 8 | usize::from(second)),
        [first] => Some(usize::from(first) << 8),
        [] => None,
    }
}

/// Whether a term may begin as a text does.
pub(crate) fn may_begin(set: &[u8], text: &[u8]) -> bool {
    number(text).is_none_or(|number| set.get(number / 8).is_none_or(|byte| byte & 1 << (number % 8) != 0))
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
        match *term.as_bytes() {
            // Whatever follows it.
            [only] => (0..=0xff).for_each(|next| add(usize::from(only) << 8 | next)),
            ref bytes => number(bytes).into_iter().for_each(&mut add),
        }
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_begin_as_a_term_does() {
        let set = collect(["free", "k", "é", "免费", "🎁 gift"].into_iter());
        for text in ["free", "freight", "k", "k€", "été", "免税", "🎁", "🚲", ""] {
            assert!(may_begin(&set, text.as_bytes()), "{text}");
        }
        for text in ["fee", "f", "paid", "à", "付费"] {
            assert!(!may_begin(&set, text.as_bytes()), "{text}");
        }
    }
}
