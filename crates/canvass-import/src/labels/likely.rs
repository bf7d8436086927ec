//! Whether a text may name a block at all, told by its single words: nearly every line of a large text may not, and need not be taken apart.

use std::borrow::Cow;
use std::sync::OnceLock;

use hashbrown::{HashMap, HashSet};

use super::fold::{compact, folded, is_other_script, split, words};
use super::table::{mask, table};

/// A word of a name.
#[derive(Debug)]
struct Known {
    word: &'static str,
    letters: usize,
    mask: u64,
}

#[derive(Debug, Default)]
struct Words {
    exact: HashSet<Cow<'static, str>>,
    near: HashMap<char, Vec<Known>>,
}

/// Whether one of the words of a text is a word of a name, be it misspelt or cut short. Scripts other than Latin are not looked at.
pub(super) fn may_name(text: &str) -> bool {
    if text.chars().any(is_other_script) {
        return true;
    }
    let known = known();
    let cut = text.contains('.');
    let folded = folded(text);
    let words = || split(&folded);
    words().any(|word| known.has(word.trim_matches(|character: char| character.is_ascii_digit()), cut))
        || words().nth(1).is_some() && known.has(&words().collect::<String>(), false)
}

impl Words {
    fn has(&self, word: &str, cut: bool) -> bool {
        let Some(first) = word.chars().next() else { return false };
        if self.exact.contains(word) {
            return true;
        }
        let letters = word.chars().count();
        let of_word = mask(word);
        self.near.get(&first).is_some_and(|all| {
            all.iter().any(|known| {
                let slips = slips(letters.min(known.letters));
                (letters.abs_diff(known.letters) <= slips && (known.mask ^ of_word).count_ones() as usize <= 2 * slips)
                    || (cut && letters >= 3 && known.word.starts_with(word))
            })
        })
    }
}

/// How many slips a word of that length may have.
fn slips(letters: usize) -> usize {
    match letters {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    }
}

fn known() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let (mut all, table) = (Words::default(), table());
        let known = table.names.keys().chain(table.foreign.keys()).chain(table.keys.keys()).chain(&table.foreign_words);
        all.exact.extend(known.map(|word| Cow::Borrowed(word.as_str())));
        all.exact.extend(table.short.keys().flat_map(|short| words(short).into_iter().chain([compact(short)])).map(Cow::Owned));
        let mut seen: HashSet<&str> = HashSet::new();
        for spelling in table.spellings.values().flatten() {
            for word in spelling.words.iter().chain([&spelling.joined]) {
                if seen.insert(word) {
                    all.exact.insert(Cow::Borrowed(word));
                    if let Some(first) = word.chars().next() {
                        let known = Known { word, letters: word.chars().count(), mask: mask(word) };
                        all.near.entry(first).or_default().push(known);
                    }
                }
            }
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_and_other_words_may_not() {
        for name in ["Key Partners", "1) Chanels", "Rel. com Clientes", "KeyPartners", "C$", "渠道", "Unfair Advantage", "Chan nels", "R$"] {
            assert!(may_name(name), "{name}");
        }
        for other in ["H 123", "12.5", ""] {
            assert!(!may_name(other), "{other}");
        }
    }

    #[test]
    fn every_name_of_the_table_may() {
        for name in table().names.keys().chain(table().foreign.keys()).chain(table().short.keys()) {
            assert!(may_name(name), "{name}");
        }
    }
}
