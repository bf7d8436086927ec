//! Texts that hold no data, told by their first line alone: most Markdown, which YAML reads far into before it gives up.

use crate::marks::lines;

/// Whether YAML breaks at the first line that says something: with an alias of nothing (`*Who*`, `- **Mills**`), or with words where a text of
/// several lines begins (`| Who | What |`, `> a draft`).
pub(super) fn is_broken(text: &str) -> bool {
    let Some(line) = first(text) else { return false };
    let mut rest = line;
    while let Some(inner) = rest.strip_prefix("- ") {
        rest = inner.trim_start_matches(' ');
    }
    let says = |words: &str| words.trim_start_matches(' ').starts_with(|sign: char| sign.is_alphabetic() || sign == '*');
    rest.starts_with('*') || rest.strip_prefix(['|', '>']).is_some_and(says) || is_words(line) && goes_on(text) || has_two_keys(line)
}

/// Whether the first line that says something is prose, so that YAML finds one text in all of it, or breaks; `text` holds one document.
pub(super) fn is_prose(text: &str) -> bool {
    first(text).is_some_and(is_words)
}

/// Whether the value of a key holds another key without brackets: `Version: 2, Author: Ann`.
fn has_two_keys(line: &str) -> bool {
    let is_value = |value: &str| value.starts_with(char::is_alphanumeric) && value.contains(": ");
    line.starts_with(char::is_alphabetic) && !line.contains('#') && line.split_once(": ").is_some_and(|(_, value)| is_value(value))
}

/// Whether a line holds words and no key.
fn is_words(line: &str) -> bool {
    line.starts_with(char::is_alphabetic) && line.contains(' ') && !line.contains([':', '#'])
}

/// Whether something stands below prose and a comment that ends it, which no document may have.
fn goes_on(text: &str) -> bool {
    let mut below = lines(text).skip_while(|line| !line.starts_with(char::is_alphabetic)).skip_while(|line| !line.starts_with('#'));
    below.any(|line| line.starts_with(|sign: char| sign.is_alphabetic() || sign == '|' || sign == '*') || line.starts_with("- "))
}

/// The first line that is neither blank nor a comment, unless something in front of it leaves that open.
fn first(text: &str) -> Option<&str> {
    for (number, line) in lines(text).enumerate() {
        let line = line.trim_end_matches(['\r', '\n']);
        let blank = line.bytes().all(|byte| byte == b' ');
        // A return alone ends a line too, and blanks in front of everything do not count.
        if line.contains('\r') || number == 0 && line.starts_with(' ') {
            return None;
        }
        if !blank && !line.starts_with('#') {
            return Some(line.trim_end());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use canvass_formats::tree::Value;
    use canvass_formats::{Format, Limits, parse};

    use super::*;

    #[test]
    fn what_the_first_line_tells_is_so() {
        let broken = [
            "# Mill\n\n**Who:** all\n",
            "- **Mills**: a\n- b\n",
            "-   - *a*\n",
            "* a\n* b\n",
            "#\n| Who | What |\n|---|---|\n",
            "> a draft\n",
            "*a: b\n",
            "a b\nc\n# d\n\n- e\n",
            "a b\n# c\nd: e\n",
            "Version: 2, Author: Ann\n",
        ];
        let prose = ["# Mill\n\nWe grind.\n\n- a: b\n", "We grind\nkey: value\n", "true words\n", "Мы мелем\n# Кому\nключ: да\n", "a b\n- c\n", "a b\n# c\n"];
        let open = [
            "key: value\n",
            "- a\n",
            "|\n  a b\n",
            "# a\rkey: value\n",
            "true\n",
            "true # so\n",
            "a b: c\n",
            "a: {b: c}\n",
            "a: \"b: c\"\n",
            "  *a\n",
            "- &a b\n- *a\n",
            ">- \n a\n",
        ];
        let read = |text: &str| parse(text, Format::Yaml, &Limits::default());
        for text in broken {
            assert!(is_broken(text) && read(text).is_err(), "{text:?}");
        }
        for text in prose {
            // One text, or nothing that YAML reads.
            assert!(is_prose(text) && read(text).map_or(true, |document| matches!(document.root.value, Value::Text(_))), "{text:?}");
        }
        for text in open {
            assert!(!is_broken(text) && !is_prose(text), "{text:?}");
        }
    }
}
