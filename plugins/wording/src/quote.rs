//! Quoting a note in a message.

/// How many characters of a note a message quotes: enough to know which one is meant.
const QUOTED: usize = 60;

/// The beginning of a text, in one line.
pub(crate) fn quote(text: &str) -> String {
    let mut characters = text.chars().map(|character| if character.is_whitespace() { ' ' } else { character });
    let mut out: String = characters.by_ref().take(QUOTED).collect();
    if characters.next().is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_short_and_one_line() {
        assert_eq!(quote("a\nb"), "a b");
        assert_eq!(quote(&"名".repeat(60)), "名".repeat(60));
        assert_eq!(quote(&"名".repeat(61)), format!("{}…", "名".repeat(60)));
    }
}
