//! What labels and titles say besides naming a block: how well they fit, and what the business is called.

use std::ops::Range;

use canvass_model::excerpt;

use crate::clean;
use crate::draft::Draft;
use crate::labels::{Fit, Label};

/// Nobody reads more remarks than this.
const MOST: usize = 100;

/// Remarks on a label that named its block only by a stretch.
pub(crate) fn remark(draft: &mut Draft, label: Label, words: &str, range: Range<usize>) {
    if draft.remarks.len() >= MOST {
        return;
    }
    let says = match label.fit {
        Fit::Exact => return,
        Fit::Misspelt => format!("`{}` was read as {}", excerpt(words), label.block.key().replace('_', " ")),
        Fit::Guessed => format!("`{}` was read as {}, which nothing else names", excerpt(words), label.block.key().replace('_', " ")),
        Fit::Mapped => format!("`{}` is a block of another canvas and was read as {}", excerpt(words), label.block.key().replace('_', " ")),
    };
    if !draft.remarks.iter().any(|known| known.says == says && known.range == range) {
        draft.remark(range, says);
    }
}

/// The name of the business in a title: what is left without words such as "Business Model Canvas".
pub(crate) fn business(title: &str) -> Option<String> {
    const WORDS: [&str; 19] = [
        "businessmodelcanvas",
        "business model canvas",
        "business-model-canvas",
        "business_model_canvas",
        "business modell canvas",
        "modelo de negocio canvas",
        "modelo de negócio",
        "modelo de negocio",
        "modèle économique",
        "geschäftsmodell",
        "business model",
        "lean canvas",
        "mission model canvas",
        "商业模式画布",
        "商業模式圖",
        "商業模式畫布",
        "ビジネスモデルキャンバス",
        "비즈니스 모델 캔버스",
        "bmc",
    ];
    // A longer text is no title.
    if title.len() > 1_000 {
        return None;
    }
    let plain = clean::plain(title);
    let mut kept = plain.clone();
    for word in WORDS {
        kept = without(&kept, word);
    }
    let edge = |character: char| {
        character.is_whitespace() || matches!(character, '-' | '–' | '—' | ':' | '：' | '|' | '/' | '(' | ')' | '（' | '）' | ',' | '·' | '_' | '"')
    };
    let mut name = kept.trim_matches(|character: char| edge(character) && !matches!(character, '(' | ')')).replace("()", "");
    for lead in ["of ", "for ", "the ", "de ", "del ", "do ", "da "] {
        if kept.len() < plain.len() && name.to_lowercase().starts_with(lead) && name.is_char_boundary(lead.len()) {
            name.drain(..lead.len());
        }
    }
    let name = name.trim_matches(|character: char| edge(character) && !matches!(character, '(' | ')')).to_owned();
    let said = name.chars().any(char::is_alphanumeric) && !["canvas", "template", "example"].contains(&name.to_lowercase().as_str());
    (said && name.chars().count() <= 120).then_some(name)
}

/// A text without a word, in any case of its letters.
fn without(text: &str, word: &str) -> String {
    let lower: Vec<char> = word.chars().collect();
    let characters: Vec<char> = text.chars().collect();
    let same = |at: usize| {
        let part = characters.get(at..at + lower.len());
        let matches = part.is_some_and(|part| part.iter().zip(&lower).all(|(one, other)| one.to_lowercase().eq(other.to_lowercase())));
        // Three letters inside of a word are no abbreviation.
        let free = |index: Option<usize>| index.and_then(|index| characters.get(index)).is_none_or(|next| !next.is_alphanumeric());
        matches && (lower.first().is_some_and(|first| !first.is_ascii()) || free(at.checked_sub(1)) && free(Some(at + lower.len())))
    };
    match (0..characters.len()).find(|&at| same(at)) {
        Some(at) => characters.iter().take(at).chain(characters.iter().skip(at + lower.len())).collect(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_what_the_title_says_besides() {
        assert_eq!(business("Mill & Co - Business Model Canvas").as_deref(), Some("Mill & Co"));
        assert_eq!(business("Business Model Canvas of the Old Mill").as_deref(), Some("Old Mill"));
        assert_eq!(business("商业模式画布：磨坊").as_deref(), Some("磨坊"));
        assert_eq!(business("Business Model Canvas (BMC)"), None);
        assert_eq!(business("Submachine").as_deref(), Some("Submachine"));
    }
}
