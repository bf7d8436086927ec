//! The page of a rule, as `explain` prints it and the documentation keeps it.

use canvass_plugin::manifest::RuleManifest;

/// The page of a rule, in Markdown.
pub fn page(analyzer: &str, rule: &RuleManifest) -> String {
    let fix = rule.fix.map(|fix| format!(" · fix: {}", fix.as_str())).unwrap_or_default();
    format!("# {} {}\n\n{} · {analyzer}{fix} · {}\n\n{}\n", rule.code, rule.slug, rule.severity, rule.summary, rule.documentation.trim())
}

/// The list of all pages, which stand beside it, in Markdown. Rules come by their codes.
pub fn index(rules: &[(String, RuleManifest)]) -> String {
    let mut out = "# Rules\n\n| code | name | severity | what it reports | fix |\n|---|---|---|---|---|\n".to_owned();
    for (_, rule) in rules {
        let fix = rule.fix.map_or("", |fix| fix.as_str());
        out.push_str(&format!("| [{0}]({0}.md) | {1} | {2} | {3} | {fix} |\n", rule.code, rule.slug, rule.severity, rule.summary.replace('|', "\\|")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader_rules;

    #[test]
    fn a_page_begins_with_what_is_asked_first() {
        let rule = reader_rules::all().into_iter().find(|rule| rule.code == "STR003").unwrap();
        let page = page("reader", &rule);
        assert!(page.starts_with("# STR003 unknown-key\n\nerror · reader · fix: safe · "), "{page}");
        assert!(index(&[("reader".to_owned(), rule)]).contains("| [STR003](STR003.md) | unknown-key | error | "));
    }
}
