//! Which rules are meant: by code, by name, or by how their codes begin.

/// The word for all rules.
pub(crate) const ALL: &str = "ALL";

/// How exactly a selector means a rule; the more exact one of two decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exactness {
    /// It means every rule.
    All,
    /// It means the rules whose codes begin so; a longer beginning is more exact.
    Beginning(usize),
    /// It means this rule.
    Rule,
}

/// How exactly a selector means a rule; `None` when it does not mean it.
pub(crate) fn means(selector: &str, code: &str, slug: &str) -> Option<Exactness> {
    match selector {
        ALL => Some(Exactness::All),
        _ if selector == code || selector == slug => Some(Exactness::Rule),
        _ if !selector.is_empty() && code.starts_with(selector) => Some(Exactness::Beginning(selector.len())),
        _ => None,
    }
}

/// How exactly the most exact of some selectors means a rule.
pub(crate) fn best(selectors: &[String], code: &str, slug: &str) -> Option<Exactness> {
    selectors.iter().filter_map(|selector| means(selector, code, slug)).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_exact_selector_decides() {
        let of = |selectors: &[&str]| best(&selectors.iter().map(|&selector| selector.to_owned()).collect::<Vec<_>>(), "PAY001", "no-payer");
        assert!(of(&["PAY", "ALL"]) > of(&["ALL"]));
        assert!(of(&["PAY00"]) > of(&["PAY"]));
        assert_eq!(of(&["no-payer"]), of(&["PAY001", "PAY"]));
        assert_eq!(of(&["FIT", "PAY002", "no-pay", ""]), None);
    }
}
