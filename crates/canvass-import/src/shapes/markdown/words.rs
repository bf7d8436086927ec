//! What single lines look like: leads, titles, questions, totals.

use std::borrow::Cow;

use canvass_model::in_word;

use crate::marks::{find, trimmed, twin, without};
use crate::words::lowered;

/// The bold text at the beginning of a line and what follows it. Pictures before it do not matter.
pub(super) fn bold_lead(text: &str) -> Option<(&str, &str)> {
    let start = bold_mark(text)?;
    if text[..start].chars().any(in_word) {
        return None;
    }
    let inner = &text[start + 2..];
    let end = bold_mark(inner)?;
    let lead = trimmed(&inner[..end]);
    (!lead.is_empty()).then(|| (lead, &inner[end + 2..]))
}

/// Where the first mark of bold text stands.
fn bold_mark(text: &str) -> Option<usize> {
    twin(text, b'*')
}

/// The text before the first colon and what follows it.
pub(super) fn colon_lead(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    // A wide colon has three bytes, and other characters begin with the first of them.
    let is_colon = |at: usize| bytes.get(at) == Some(&b':') || bytes.get(at..).is_some_and(|rest| rest.starts_with("：".as_bytes()));
    let at = memchr::memchr2_iter(b':', "：".as_bytes()[0], bytes).find(|at| is_colon(*at))?;
    let colon = if bytes.get(at) == Some(&b':') { ':' } else { '：' };
    let rest = &text[at + colon.len_utf8()..];
    // Times and addresses have colons too.
    if colon == ':' && rest.starts_with(|next: char| next == '/' || next.is_ascii_digit()) {
        return None;
    }
    let lead = text[..at].trim();
    (!lead.is_empty()).then_some((lead, rest))
}

/// The lead of a line, bold or before a colon, without marks, and what follows it without the colon.
pub(super) fn lead(text: &str) -> Option<(String, &str)> {
    marked_lead(text).map(|(lead, rest)| (bare(lead), rest))
}

/// The same with the marks of the lead.
pub(super) fn marked_lead(text: &str) -> Option<(&str, &str)> {
    let (lead, rest) = bold_lead(text).or_else(|| colon_lead(text).filter(|(lead, _)| lead.chars().count() <= 60))?;
    Some((lead, after(rest)))
}

/// A text without the marks of bold text and without a colon at its end.
pub(super) fn bare(text: &str) -> String {
    stripped(text).into_owned()
}

/// The same without a copy where nothing has to go from the middle.
pub(super) fn stripped(text: &str) -> Cow<'_, str> {
    fn edges(text: &str) -> &str {
        let text = trimmed(text);
        if !text.ends_with([':', '：']) {
            return text;
        }
        text.trim_end_matches([':', '：']).trim_end()
    }
    // What is bold as a whole need not be copied.
    if bold_mark(text).is_none() {
        return Cow::Borrowed(edges(text));
    }
    if let Some(rest) = text.strip_prefix("**")
        && let Some(inner) = rest.strip_suffix("**")
        && bold_mark(rest) == Some(inner.len())
    {
        return Cow::Borrowed(edges(inner));
    }
    let text = without(text, "**");
    match edges(&text) {
        bare if bare.len() < text.len() => Cow::Owned(bare.to_owned()),
        _ => Cow::Owned(text.into_owned()),
    }
}

/// What follows a lead, without the colon or dash between them.
pub(super) fn after(rest: &str) -> &str {
    rest.trim_start().trim_start_matches([':', '：', '-', '–', '—', '*']).trim_start()
}

/// Whether all of a line is bold.
pub(super) fn is_bold(text: &str) -> bool {
    bold_lead(text).is_some_and(|(_, rest)| !rest.chars().any(in_word))
}

/// Whether a line ends with a colon, be it inside of bold text.
pub(super) fn ends_with_colon(text: &str) -> bool {
    !ends_with_word(text) && text.trim_end_matches(['*', ' ', '_']).ends_with([':', '：'])
}

/// Whether a line only announces what stands below it.
pub(super) fn is_title(text: &str) -> bool {
    let quoted = || text.trim_start_matches(['*', ' ']).starts_with(['"', '“', '«', '「', '„']);
    (ends_with_colon(text) || is_bold(text)) && !quoted() && text.chars().count() <= 120
}

/// Whether the last sign of a text is a letter or digit of ASCII, as that of most texts is.
fn ends_with_word(text: &str) -> bool {
    text.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether a title sorts what stands below it and names nothing itself, as `For hosts` and `Primary` do.
pub(super) fn sorts(title: &str) -> bool {
    const WORDS: &[&str] = &[
        "for",
        "to",
        "by",
        "primary",
        "secondary",
        "tertiary",
        "other",
        "fixed",
        "variable",
        "direct",
        "indirect",
        "online",
        "offline",
        "main",
        "core",
        "key",
        "para",
        "pour",
        "für",
        "per",
        "voor",
        "для",
        "untuk",
        "bagi",
        "principales",
        "principal",
        "secundarios",
        "fijos",
        "variables",
        "fixes",
        "primaires",
        "primär",
        "sekundär",
        "internal",
        "external",
        "phase",
        "year",
        "todo",
        "those",
        "these",
        "who",
        "ceux",
        "celles",
        "côté",
        "quienes",
        "quem",
        "wer",
        "wie",
        "degenen",
        "diejenigen",
        "те",
        "кто",
        "yang",
        "pihak",
        "sisi",
        "lado",
        "paying",
        "payants",
        "zahlende",
        "betalende",
        "betalend",
        "zahlend",
        "pagos",
        "платящие",
        "berbayar",
    ];
    let lower = lowered(title);
    let first = lower.split(|character: char| !in_word(character)).find(|word| !word.is_empty()).unwrap_or_default();
    WORDS.contains(&first)
        || ["给", "給", "对", "對", "面向", "针对", "針對", "主要", "次要", "为", "為", "付费", "免费", "付費", "免費"]
            .iter()
            .any(|begin| title.starts_with(begin))
        || ["向け", "側", "侧", "にとって", "용", "측", "위한", "에게"].iter().any(|end| title.ends_with(end))
}

/// Whether a line asks something.
pub(super) fn is_question(text: &str) -> bool {
    !ends_with_word(text) && text.trim_end_matches(['*', '_', '~', '"', '”', ')', '）', ' ', '`']).ends_with(['?', '？', '؟'])
}

/// Words for a sum, and those of scripts in which words run on.
const TOTALS: [&str; 8] = ["total", "totals", "subtotal", "totaal", "gesamt", "summe", "totale", "итого"];
const RUN_ON_TOTALS: [&str; 5] = ["合计", "总计", "小计", "合計", "합계"];

/// Whether a line of a list or table sums up the others.
pub(super) fn is_total(text: &str) -> bool {
    if !may_sum_up(text) {
        return false;
    }
    let text = stripped(text);
    let first = text.split(|character: char| !in_word(character)).find(|word| !word.is_empty()).unwrap_or_default();
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let is = |word: &str, total: &str| if word.is_ascii() { word.eq_ignore_ascii_case(total) } else { word.to_lowercase() == total };
    let says = |word: &str| TOTALS.iter().any(|total| word.len() == total.len() && is(word, total));
    let begins = || text.get(.."total monthly".len()).is_some_and(|begin| begin.eq_ignore_ascii_case("total monthly"));
    let first_says = says(first) && (text.split_whitespace().count() <= 3 || begins() || text.contains(':'));
    first_says || says(last) || RUN_ON_TOTALS.iter().any(|total| text.starts_with(total))
}

/// Whether the first two letters of a line, or its last two, are those of a word for a sum: most lines need no other look.
fn may_sum_up(text: &str) -> bool {
    let letters = || text.chars().filter(|letter| in_word(*letter)).map(|letter| letter.to_ascii_lowercase());
    let (mut begin, mut end) = (letters(), letters().rev());
    matches!(
        (begin.next(), begin.next()),
        (Some('t'), Some('o')) | (Some('s'), Some('u')) | (Some('g'), Some('e')) | (Some('и' | 'И'), _) | (Some('合' | '总' | '小' | '합'), _)
    ) || matches!((end.next(), end.next()), (Some('l'), Some('a')) | (Some('s' | 'e'), Some('l')) | (Some('t' | 'e'), Some('m')) | (Some('о' | 'О'), _))
}

/// Whether a sub-heading names reckoning or doubt about a block rather than a part of it.
pub(super) fn is_side(title: &str) -> bool {
    const PARTS: &[&str] = &[
        "projection",
        "forecast",
        "market siz",
        "break-even",
        "breakeven",
        "unit economics",
        "assumption",
        "lofa",
        "exclusion",
        "non-customer",
        "evolution",
        "rationale",
        "metrics",
        "kpi",
        "proyecci",
        "previsi",
        "punto de equilibrio",
        "umsatzprognose",
        "open question",
        "risks",
        "next step",
        "hypothes",
        "sources",
        "references",
        "summary",
        "market size",
    ];
    says(&lowered(title), PARTS, &["prévision", "预测", "假设", "单位经济", "指标", "hipótesis"])
}

/// Whether a lead gives background to the items beside it.
pub(super) fn is_background(lead: &str) -> bool {
    const WORDS: &[&str] = &[
        "profile",
        "note",
        "rationale",
        "pricing rationale",
        "gross margin",
        "margin",
        "break-even",
        "breakeven",
        "context",
        "goal",
        "summary",
        "source",
        "hinweis",
        "nota",
    ];
    says(&lowered(lead), WORDS, &["注", "备注", "说明"])
}

/// Whether one of the phrases stands in a text at the beginning of a word, or one of the others anywhere.
fn says(text: &str, phrases: &[&str], anywhere: &[&str]) -> bool {
    let mut inside = false;
    let begins = text.bytes().enumerate().any(|(at, byte)| {
        let within = std::mem::replace(&mut inside, byte.is_ascii_alphanumeric());
        let phrase = |phrase: &&str| phrase.as_bytes().first() == Some(&byte) && text.as_bytes()[at..].starts_with(phrase.as_bytes());
        inside && !within && phrases.iter().any(phrase) && !text[..at].chars().next_back().is_some_and(in_word)
    });
    begins || anywhere.iter().any(|phrase| find(text, phrase).is_some())
}

/// A title without the number before it.
pub(super) fn unnumbered(title: &str) -> &str {
    let rest = title.trim_start_matches(|character: char| character.is_ascii_digit() || matches!(character, '.' | ')')).trim_start();
    let number = title[..title.len() - rest.len()].trim_end();
    let numbered = number.starts_with(|first: char| first.is_ascii_digit()) && number.contains(['.', ')']);
    if numbered && !rest.is_empty() { rest } else { title }
}

/// Whether a text looks like a bullet that Markdown did not take for one; the text behind the bullet.
pub(super) fn bullet(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    match first {
        '•' | '▪' | '●' | '○' | '◦' | '‣' | '∙' | '・' | '·' | '✓' | '✔' | '✅' | '☐' | '□' | '■' | '➤' | '►' | '▸' => {
            Some(rest.trim_start_matches('\u{fe0f}').trim())
        }
        '-' | '–' | '—' | '*' | '+' if rest.starts_with(' ') => Some(rest.trim()),
        _ => {
            let digits = text.trim_start_matches(|character: char| character.is_ascii_digit());
            let count = text.len() - digits.len();
            let rest = digits.strip_prefix(['.', ')', '、'])?;
            ((1..=2).contains(&count) && !rest.starts_with(|next: char| next.is_ascii_digit())).then(|| rest.trim())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_are_bold_or_end_with_a_colon() {
        assert_eq!(bold_lead("🎯 **Who**: all"), Some(("Who", ": all")));
        assert_eq!(bold_lead("we **sell** it"), None);
        assert_eq!(lead("**Who:** all").map(|(lead, rest)| (lead, rest.to_owned())), Some(("Who".to_owned(), "all".to_owned())));
        assert_eq!(lead("see https://example.org"), None);
        assert!(is_title("**Hosts:**") && is_title("Our channels:") && !is_title("**Hosts**: everybody"));
    }

    #[test]
    fn groups_questions_and_totals_are_told_apart() {
        assert!(sorts("For hosts") && sorts("给老师") && !sorts("Forward contracts"));
        assert!(is_side("9.2 Revenue projections") && !is_side("Human Resources"));
        assert_eq!((unnumbered("2. Pro"), unnumbered("2.1 Pro"), unnumbered("24/7 help")), ("Pro", "Pro", "24/7 help"));
        assert!(is_question("*Who pays?*") && !is_question("Who pays"));
        assert!(is_total("**TOTAL FIXED**") && is_total("Fixed total") && !is_total("Total care for dogs of all sizes"));
        for total in TOTALS {
            assert!([total, &total.to_uppercase(), &format!("**{total}**:"), &format!("Rent {total}")].into_iter().all(is_total), "{total}");
        }
        assert!(RUN_ON_TOTALS.into_iter().all(is_total));
        assert_eq!(bullet("• a"), Some("a"));
        assert_eq!(bullet("2) b"), Some("b"));
        assert_eq!(bullet("2.5 million"), None);
        assert_eq!(bullet("-5%"), None);
    }
}
