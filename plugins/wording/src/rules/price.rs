//! Whether a note is a price, and nothing but a price.

use crate::lists::List;
use crate::wall::{Note, Wall};

/// Signs of currencies.
const SIGNS: [char; 12] = ['€', '$', '£', '¥', '￥', '₩', '₽', '₹', '฿', '₫', '₺', '₴'];

/// Codes and words of currencies that stand beside a number.
const CODES: [&str; 38] = [
    "eur", "euro", "euros", "usd", "gbp", "chf", "jpy", "cny", "rmb", "krw", "brl", "inr", "rub", "idr", "cad", "aud", "nzd", "sek", "nok", "dkk", "pln",
    "czk", "huf", "mxn", "ars", "clp", "cop", "pen", "twd", "hkd", "sgd", "руб", "р", "元", "円", "원", "rp", "r",
];

/// Whether a note holds a sum of money, and besides only words that stand in a price.
pub(super) fn is_price(wall: &Wall<'_>, note: &Note<'_>) -> bool {
    if !note.measure.digits {
        return false;
    }
    let text = note.text();
    let mut money = text.contains(SIGNS);
    // The signs at either end are not part of the folded text, but the words are, and numbers separate them from each other.
    for word in wall.folded(note).split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty()) {
        if CODES.contains(&word) {
            money = true;
        } else if !wall.look_up(word).is(List::Price) && !ends_in_currency(word, wall) {
            return false;
        }
    }
    money
}

/// Whether a word of a script without blanks is a currency with more of a price behind it or before it: `元每月`.
fn ends_in_currency(word: &str, wall: &Wall<'_>) -> bool {
    ['元', '円', '원'].iter().any(|&sign| {
        word.split_once(sign).is_some_and(|(before, behind)| [before, behind].iter().all(|rest| rest.is_empty() || wall.look_up(rest).is(List::Price)))
    })
}
