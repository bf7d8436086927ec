//! Names with words cut short: `Rel. com Clientes`, `Prop. de Valor`, `Cust. Seg.`.

use super::fold::words;
use super::table::{Name, table};

/// Longer texts are no label.
const LONGEST: usize = 60;
/// A word that is cut shorter than this may be anything.
const SHORTEST: usize = 3;

const SMALL: [&str; 22] =
    ["de", "del", "da", "do", "das", "dos", "des", "du", "con", "com", "the", "of", "with", "and", "los", "las", "la", "el", "os", "as", "y", "e"];

/// A word of a label, and whether a full stop says that its end is missing.
struct Word {
    letters: String,
    cut: bool,
}

/// The name whose words a text cuts short.
pub(super) fn name(text: &str) -> Option<Name> {
    if text.len() > LONGEST || !text.contains('.') {
        return None;
    }
    let mut written = Vec::new();
    for token in text.split_whitespace().flat_map(|token| token.split_inclusive('.')) {
        let cut = token.ends_with('.');
        let mut parts = words(token);
        let last = parts.pop();
        written.extend(parts.into_iter().map(|letters| Word { letters, cut: false }));
        written.extend(last.map(|letters| Word { letters, cut }));
    }
    written.retain(|word| !SMALL.contains(&word.letters.as_str()));
    let cut = || written.iter().filter(|word| word.cut);
    if written.len() < 2 || cut().next().is_none() || cut().any(|word| word.letters.chars().count() < SHORTEST) {
        return None;
    }
    let mut names = table().spellings.get(&written.first()?.letters.chars().next()?)?.iter().filter(|spelling| {
        let mut known = spelling.words.iter().filter(|word| !SMALL.contains(&word.as_str()));
        let fits = |word: &Word| known.next().is_some_and(|known| if word.cut { known.starts_with(&word.letters) } else { *known == word.letters });
        spelling.name.strong && written.iter().all(fits) && known.next().is_none()
    });
    let first = names.next()?.name;
    names.all(|spelling| spelling.name.block == first.block).then_some(first)
}

#[cfg(test)]
mod tests {
    use canvass_model::blocks::Block;

    use super::*;

    #[test]
    fn words_may_lack_their_end() {
        let block = |text| name(text).map(|name| name.block);
        for (text, meant) in [
            ("Rel. com Clientes", Block::CustomerRelationships),
            ("Prop. de Valor", Block::ValuePropositions),
            ("Seg. Clientes", Block::CustomerSegments),
            ("Act. Clave", Block::KeyActivities),
            ("Rev. Streams", Block::RevenueStreams),
            ("Cust. Seg.", Block::CustomerSegments),
            ("Cost Struct.", Block::CostStructure),
        ] {
            assert_eq!(block(text), Some(meant), "{text}");
        }
        for other in ["Rel. 2", "Cust. Sat.", "We sell. Streams", "Key. Part", "C. S.", "Prop."] {
            assert_eq!(block(other), None, "{other}");
        }
    }
}
