//! From a decorated label to a name in the table: which part of it is the name, and whether the rest may stand beside it.

use canvass_model::blocks::Block;

use super::fold::{compact, is_latin, is_other_script};
use super::strip::{brackets, decoration, numbering};
use super::table::{Name, table};

/// A longer text is no label, whatever it begins with.
const LONGEST: usize = 140;
/// More words behind a label than this are a sentence that begins with it.
const SUFFIX_WORDS: usize = 9;

/// How a bare name is looked up.
pub(super) type Lookup<'look> = &'look dyn Fn(&str) -> Option<Name>;

/// A name as it stands in the table.
pub(super) fn exact(text: &str) -> Option<Name> {
    if let Some(&block) = table().short.get(text.trim()) {
        return Some(Name { block, strong: true });
    }
    table().names.get(&compact(text)).copied().or_else(|| super::shortened::name(text))
}

/// The name in a label, mark-up being off already.
pub(super) fn resolve(text: &str, lookup: Lookup<'_>) -> Option<Name> {
    // A row of a table is many labels or none.
    if text.chars().count() > LONGEST || decoration(text).matches('|').count() > 1 {
        return None;
    }
    if let Some(name) = bare(text, lookup) {
        return Some(name);
    }
    let (outside, insides) = brackets(text);
    // Where nothing stands in brackets, the whole has been looked up above.
    let name = if outside == text.trim() { beside(&outside, lookup, 2) } else { part(&outside, lookup, 2) };
    name.or_else(|| insides.iter().find_map(|inside| bracketed(&outside, inside, lookup)))
}

/// A name with nothing beside it but numbering, decoration, an article or an owner.
fn bare(text: &str, lookup: Lookup<'_>) -> Option<Name> {
    let plain = decoration(text);
    let text = numbering(text);
    if text.is_empty() {
        return None;
    }
    lookup(plain).or_else(|| if text.len() < plain.len() { lookup(text) } else { None }).or_else(|| owned(text, lookup))
}

const ARTICLES: [&str; 33] = [
    "the", "our", "your", "my", "their", "its", "main", "nuestra", "nuestras", "nuestros", "nuestro", "la", "las", "los", "el", "nos", "notre", "les", "le",
    "unsere", "unser", "die", "das", "nossa", "nossas", "nossos", "nosso", "as", "os", "o", "a", "onze", "de",
];

const LONGEST_ARTICLE: usize = 8;

/// `Our Value Proposition`, `Key Partners of the platform`.
fn owned(text: &str, lookup: Lookup<'_>) -> Option<Name> {
    if let Some((article, rest)) = text.split_once(' ')
        && article.len() <= LONGEST_ARTICLE
        && ARTICLES.contains(&article.to_lowercase().as_str())
    {
        return lookup(rest).filter(|name| name.strong);
    }
    let (head, owner) = text.split_once(" of ")?;
    let fits = head.contains(' ') && owner.split_whitespace().count() <= 4;
    lookup(head).filter(|name| name.strong && fits)
}

/// A name in the text outside of brackets, which may have a suffix or a second language beside it.
fn part(text: &str, lookup: Lookup<'_>, depth: usize) -> Option<Name> {
    if let Some(name) = bare(text, lookup) {
        return Some(name);
    }
    beside(text, lookup, depth)
}

/// The same where the text as a whole is no name.
fn beside(text: &str, lookup: Lookup<'_>, depth: usize) -> Option<Name> {
    if depth == 0 {
        return None;
    }
    let text = numbering(text);
    let Some((start, end, kind)) = separators(text).next() else { return two_scripts(text, lookup) };
    if kind == Separator::Dash {
        return before(&text[..start], &text[end..], lookup, depth);
    }
    // `Revenue / Sustainability — phased`: a slash may belong to the name.
    let suffixed = separators(text).find(|(_, _, kind)| *kind == Separator::Dash).and_then(|(start, _, _)| bare(&text[..start], lookup));
    let slashes = separators(text).filter(|(_, _, kind)| *kind == Separator::Slash).take(3);
    suffixed.or_else(|| slashes.filter_map(|(start, end, _)| either(&text[..start], &text[end..], lookup, depth)).next())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Slash,
    Dash,
}

/// The separators of a text, where they begin and end.
fn separators(text: &str) -> impl Iterator<Item = (usize, usize, Separator)> + '_ {
    text.char_indices().filter_map(|(start, character)| {
        let end = start + character.len_utf8();
        let spaced = text[..start].ends_with(' ') && text[end..].starts_with([' ', '-']);
        match character {
            '/' | '／' | '|' | '｜' => Some((start, end, Separator::Slash)),
            ':' | '：' | '—' | '–' | '·' | '•' | '→' | '★' | '☆' => Some((start, end, Separator::Dash)),
            '-' | '=' | '~' | '+' if spaced => Some((start, end, Separator::Dash)),
            _ if crate::clean::is_emoji(character) => Some((start, end, Separator::Dash)),
            _ => None,
        }
    })
}

/// `Customer Segments / 客户细分`: either half, unless they name two blocks.
fn either(first: &str, second: &str, lookup: Lookup<'_>, depth: usize) -> Option<Name> {
    match (part(first, lookup, depth - 1), part(second, lookup, depth - 1)) {
        (Some(first), Some(second)) => (first.block == second.block).then_some(Name { strong: true, ..first }),
        (Some(name), None) | (None, Some(name)) => {
            let words = first.split_whitespace().count().max(second.split_whitespace().count());
            (name.strong && words <= SUFFIX_WORDS).then_some(name)
        }
        (None, None) => None,
    }
}

/// `Key Partners — LOCKED`, `KP - Key Partners`, `核心伙伴：Key Partners`.
fn before(head: &str, tail: &str, lookup: Lookup<'_>, depth: usize) -> Option<Name> {
    let (first, second) = (part(head, lookup, depth - 1), part(tail, lookup, depth - 1));
    let short = |text: &str| table().short.contains_key(decoration(text));
    match (first, second) {
        // `CS — Cost Structure`: the words are surer than the letters.
        (Some(_), Some(second)) if short(head) && !short(tail) => Some(second),
        (Some(first), Some(second)) if first.block == second.block => Some(Name { strong: true, ..first }),
        (Some(first), _) => (first.strong && tail.split_whitespace().count() <= SUFFIX_WORDS).then_some(first),
        (None, Some(second)) => (second.strong && may_lead(head)).then_some(second),
        (None, None) => None,
    }
}

/// Whether a label may stand behind these words: another language, or what the whole is called.
fn may_lead(head: &str) -> bool {
    let known = ["who", "what", "how", "why", "money", "bmc", "canvas", "businessmodelcanvas", "businessmodel", "businesscanvas", "bm"];
    known.contains(&compact(head).as_str()) || !head.chars().any(is_latin)
}

/// `Nyckelpartners (Key Partners)`, but not `Stripe (partner)`.
fn bracketed(outside: &str, inside: &str, lookup: Lookup<'_>) -> Option<Name> {
    let name = part(inside, lookup, 1)?;
    let short = table().short.contains_key(decoration(inside));
    let words = outside.split_whitespace().count();
    let foreign = outside.chars().any(|character| character.is_alphabetic() && !character.is_ascii());
    let title = inside.trim().contains(' ') && name.strong;
    let fits = outside.is_empty() || ((title || foreign || (short && words > 1)) && name.strong && words <= 5);
    (fits && !outside.ends_with(['.', '。'])).then_some(name)
}

/// `客户细分 Customer Segments`: the half in Latin letters must be a name, or both must.
fn two_scripts(text: &str, lookup: Lookup<'_>) -> Option<Name> {
    let latin_first = is_latin(text.chars().find(|character| character.is_alphabetic())?);
    let border = text.char_indices().find(|(_, character)| if latin_first { is_other_script(*character) } else { is_latin(*character) })?.0;
    let (first, second) = text.split_at(border);
    let (latin, other) = if latin_first { (first, second) } else { (second, first) };
    if latin.chars().any(is_other_script) || other.chars().any(is_latin) {
        return None;
    }
    match (bare(latin, lookup), bare(other, lookup)) {
        (Some(latin), Some(other)) => (latin.block == other.block).then_some(Name { strong: true, ..latin }),
        (Some(latin), None) => latin.strong.then_some(latin),
        _ => None,
    }
}

/// The block that a key of JSON, YAML or code names.
pub(super) fn key(key: &str) -> Option<Block> {
    let table = table();
    let key = key.trim();
    let lower = key.to_lowercase();
    if let Some(&block) = table.keys.get(&lower) {
        return Some(block);
    }
    let compact = compact(numbering(key));
    let known = |key: &str| table.names.get(key).map(|name| name.block).or_else(|| table.keys.get(key).copied());
    known(&compact).or_else(|| {
        let start = ["bmc", "canvas", "block", "businessmodel"].into_iter().find_map(|prefix| compact.strip_prefix(prefix)).unwrap_or(&compact);
        let ends = ["content", "contents", "items", "list", "block", "section", "notes", "text", "cell"];
        known(start).or_else(|| ends.into_iter().filter_map(|end| start.strip_suffix(end)).find_map(known))
    })
}
