//! What was looked up before: several shapes ask for the same lines, and lines repeat.

use std::borrow::Cow;
use std::cell::RefCell;
use std::thread::LocalKey;

use hashbrown::HashMap;

use super::{Foreign, Label};

type Known<T> = RefCell<HashMap<String, T>>;

/// So many texts are remembered.
const MOST: usize = 4_096;

/// What is known of a text, as far as it was asked.
#[derive(Clone, Copy, Default)]
struct Named {
    label: Option<Option<Label>>,
    foreign: Option<Option<Foreign>>,
}

thread_local! {
    static NAMES: Known<Named> = RefCell::default();
    static KEYS: Known<Option<Option<Label>>> = RefCell::default();
}

/// The label of a text, looked up once.
pub(super) fn label(text: &str, look_up: impl FnOnce(&str) -> Option<Label>) -> Option<Label> {
    recall(&NAMES, |known| &mut known.label, text, look_up)
}

/// The label of a key, looked up once.
pub(super) fn key(text: &str, look_up: impl FnOnce(&str) -> Option<Label>) -> Option<Label> {
    recall(&KEYS, |known| known, text, look_up)
}

/// The block of another canvas that a text names, looked up once.
pub(super) fn foreign(text: &str, look_up: impl FnOnce(&str) -> Option<Foreign>) -> Option<Foreign> {
    recall(&NAMES, |known| &mut known.foreign, text, look_up)
}

/// What is asked of a text: `part` of what is known of it.
fn recall<K: Copy + Default, T: Copy>(
    store: &'static LocalKey<Known<K>>,
    part: impl Fn(&mut K) -> &mut Option<Option<T>>,
    text: &str,
    look_up: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    let recalled = |text: &str| store.with_borrow(|known| known.get(text).and_then(|known| *part(&mut known.clone())));
    if let Some(known) = recalled(text) {
        return known;
    }
    let key = levelled(text);
    if let Cow::Owned(key) = &key
        && let Some(known) = recalled(key)
    {
        return known;
    }
    let found = look_up(text);
    store.with_borrow_mut(|known| {
        if known.len() >= MOST {
            known.clear();
        }
        *part(known.entry(key.into_owned()).or_default()) = Some(found);
    });
    found
}

/// A text with all long numbers alike, since no label depends on their value.
fn levelled(text: &str) -> Cow<'_, str> {
    let long = |run: &[u8]| run.iter().all(u8::is_ascii_digit);
    // Looking at all bytes at once is cheaper than stopping at the first digit.
    let counts = text.bytes().fold(false, |counts, byte| counts | byte.is_ascii_digit());
    if !counts || !text.as_bytes().windows(3).any(long) {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    let mut start = 0;
    for at in 0..=bytes.len() {
        if bytes.get(at).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        if at - start > 2
            && let Some(number) = bytes.get_mut(start..at)
        {
            number.fill(b'0');
        }
        start = at + 1;
    }
    Cow::Owned(String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_alike_and_short_ones_are_not() {
        assert_eq!(levelled("key 1234: 5, 渠道 678"), "key 0000: 5, 渠道 000");
        assert_eq!(levelled("Top 3"), "Top 3");
        assert_eq!(levelled("999"), "000");
    }

    #[test]
    fn a_text_is_looked_up_once() {
        let mut asked = 0;
        for _ in 0..3 {
            assert_eq!(
                label("a text that is no label at all", |_| {
                    asked += 1;
                    None
                }),
                None
            );
        }
        assert_eq!(asked, 1);
    }
}
