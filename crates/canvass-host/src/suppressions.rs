//! Findings that the document itself answers: a comment names the rule and the reason why it does not hold here.
//!
//! `# canvass: ignore PAY008 — we serve them from spare capacity` behind a line or on a line of its own above it; `ignore-file` holds for the whole
//! document. In Markdown and HTML the comment is `<!-- canvass: ignore … -->`.

use std::ops::Range;

use canvass_model::finding::Finding;

use crate::configuration::policy::{Levels, Policy};

/// What begins the text of a suppression in a comment.
const MARK: &str = "canvass:";
/// What the reader says of suppressions.
const BAD: &str = "DOC007";
pub(crate) const UNUSED: &str = "DOC008";

/// One rule that one comment names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Suppression {
    /// The rule, as it was written.
    name: String,
    /// Its code, where there is such a rule.
    code: Option<String>,
    /// Whether a reason is given.
    has_reason: bool,
    /// For which line it holds, from 1; `None` for the whole document.
    line: Option<u32>,
    /// Where the comment stands, in bytes of the text.
    comment: Range<usize>,
    used: bool,
}

/// The suppressions of one document.
#[derive(Debug, Default)]
pub(crate) struct Suppressions(Vec<Suppression>);

/// Something to be said about a suppression.
pub(crate) struct Remark {
    pub(crate) code: &'static str,
    pub(crate) says: String,
    pub(crate) help: String,
    pub(crate) range: Range<usize>,
}

impl Suppressions {
    /// Reads the comments of a text, whose first line has that number. Mostly there are none, and one search says so.
    pub(crate) fn read(text: &str, first_line: u32, policy: &Policy) -> Self {
        if !text.contains(MARK) {
            return Self::default();
        }
        let mut all = Vec::new();
        let mut start = 0;
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for (at, line) in lines.iter().enumerate() {
            if let Some((comment, words)) = comment(line) {
                let is_alone = line[..comment.start].trim().is_empty();
                let next = || lines.iter().skip(at + 1).position(|line| is_content(line)).map(|skip| at + 1 + skip);
                let about = if is_alone { next().unwrap_or(at) } else { at };
                let line = first_line.saturating_add(u32::try_from(about).unwrap_or(u32::MAX));
                all.extend(parse(words, line, start + comment.start..start + comment.end, policy));
            }
            start += line.len();
        }
        Self(all)
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a finding is to be reported.
    pub(crate) fn keeps(&mut self, finding: &Finding) -> bool {
        let line = finding.span.map(|span| span.start.line);
        let mut keeps = true;
        for suppression in &mut self.0 {
            let is_meant = suppression.has_reason && suppression.code.as_deref() == Some(finding.code.as_ref());
            if is_meant && (suppression.line.is_none() || suppression.line == line) {
                suppression.used = true;
                keeps = false;
            }
        }
        keeps
    }

    /// What is to be said about them when all findings have been held against them.
    pub(crate) fn remarks(&self, levels: &Levels, policy: &Policy) -> Vec<Remark> {
        let of = |one: &Suppression| {
            let range = one.comment.clone();
            let Some(code) = &one.code else {
                let near = canvass_model::nearest(&one.name, policy.names());
                let help = near.map_or_else(|| "`canvass rules` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
                let says = if one.name.is_empty() {
                    "the comment names no rule".to_owned()
                } else {
                    format!("the comment names `{}`, and there is no such rule", one.name.escape_debug())
                };
                return Some(Remark { code: BAD, says, help, range });
            };
            if !one.has_reason {
                let says = format!("{code} is to be ignored here without a reason, and is reported nevertheless");
                return Some(Remark { code: BAD, says, help: format!("write why: canvass: ignore {code} — the reason"), range });
            }
            let is_unused = !one.used && levels.reports(code);
            is_unused.then(|| Remark {
                code: UNUSED,
                says: format!("{code} is ignored here, and there is no such finding"),
                help: "remove the comment".to_owned(),
                range,
            })
        };
        self.0.iter().filter_map(of).collect()
    }
}

/// Whether something stands on a line besides a comment.
fn is_content(line: &str) -> bool {
    let line = line.trim();
    // What is a comment in YAML is a heading in Markdown, about which there may be a finding as well.
    let is_comment = line.starts_with("<!--") && line.ends_with("-->") || line.starts_with("# ") && comment(line).is_some();
    !line.is_empty() && !is_comment
}

/// The comment of a line that is about canvass: where it stands, and what it says behind the mark.
fn comment(line: &str) -> Option<(Range<usize>, &str)> {
    let mark = line.find(MARK)?;
    let before = line[..mark].trim_end();
    let (begin, opens_markup) = match (before.strip_suffix('#'), before.strip_suffix("<!--")) {
        (_, Some(before)) => (before, true),
        (Some(before), None) => (before, false),
        (None, None) => return None,
    };
    // Without a space before it, `#` is a letter of a plain text in YAML.
    if !opens_markup && !begin.is_empty() && !begin.ends_with(char::is_whitespace) {
        return None;
    }
    let rest = line[mark + MARK.len()..].trim_end();
    let words = if opens_markup { rest.split("-->").next().unwrap_or_default() } else { rest };
    let end = if opens_markup && words.len() < rest.len() { mark + MARK.len() + words.len() + "-->".len() } else { mark + MARK.len() + words.len() };
    Some((begin.len()..end, words.trim()))
}

/// The rules that a comment names: `ignore PAY008, FIT007 — reason`, also `ignore[PAY008]: reason`.
fn parse(words: &str, line: u32, comment: Range<usize>, policy: &Policy) -> Vec<Suppression> {
    let (whole, rest) = match (words.strip_prefix("ignore-file"), words.strip_prefix("ignore")) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (false, rest),
        (None, None) => return Vec::new(),
    };
    let mut names = Vec::new();
    let mut rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '[');
    loop {
        let end = rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-')).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        // A hyphen by itself, or two, set the reason apart.
        let name = name.trim_end_matches('-');
        if name.is_empty() {
            break;
        }
        names.push(name);
        rest = behind.trim_start_matches(|letter: char| letter.is_whitespace() || letter == ']');
        match rest.strip_prefix(',') {
            Some(more) => rest = more.trim_start(),
            None => break,
        }
    }
    let reason = rest.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    if names.is_empty() {
        names.push("");
    }
    let one = |name: &str| Suppression {
        name: name.to_owned(),
        code: policy.code(name).map(str::to_owned),
        has_reason: !reason.is_empty(),
        line: (!whole).then_some(line),
        comment: comment.clone(),
        used: false,
    };
    names.into_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Configuration;

    fn read(text: &str) -> String {
        let rules = [("PAY001", "no-payer"), ("PAY008", "cost-unknown")];
        let policy = Policy::new(&Configuration::default(), rules.iter().map(|(code, slug)| ((*code).to_owned(), (*slug).to_owned())).collect());
        let show = |one: &Suppression| {
            let line = one.line.map_or_else(|| "all".to_owned(), |line| line.to_string());
            format!("{} {line} {} `{}`", one.code.as_deref().unwrap_or("?"), if one.has_reason { "with reason" } else { "bare" }, &text[one.comment.clone()])
        };
        Suppressions::read(text, 1, &policy).0.iter().map(show).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn comments_name_rules_and_reasons() {
        insta::assert_snapshot!(read("a: 1 # canvass: ignore PAY001 — a church\nb: 2\n"), @"PAY001 1 with reason `# canvass: ignore PAY001 — a church`");
        insta::assert_snapshot!(read("a:\n  # canvass: ignore no-payer, PAY008: spare capacity\n\n  # canvass: ignore PAY001: b\n  - b\n"), @"
        PAY001 5 with reason `# canvass: ignore no-payer, PAY008: spare capacity`
        PAY008 5 with reason `# canvass: ignore no-payer, PAY008: spare capacity`
        PAY001 5 with reason `# canvass: ignore PAY001: b`
        ");
        insta::assert_snapshot!(read("# canvass: ignore-file [PAY008] -- known\n"), @"PAY008 all with reason `# canvass: ignore-file [PAY008] -- known`");
        insta::assert_snapshot!(read("- Shops <!-- canvass: ignore PAY001 - later --> in town\n"), @"PAY001 1 with reason `<!-- canvass: ignore PAY001 - later -->`");
        insta::assert_snapshot!(read("a: 1 # canvass: ignore PAY001\nb: 1 # canvass: ignore\nc: 1 # canvass: ignore XYZ why\n"), @"
        PAY001 1 bare `# canvass: ignore PAY001`
        ? 2 bare `# canvass: ignore`
        ? 3 with reason `# canvass: ignore XYZ why`
        ");
        assert_eq!(read("a: we like canvass: ignore PAY001\nb: x#canvass: ignore PAY001 - y\n# canvass: a note\n"), "");
    }
}
