//! The rules, one file each.
//!
//! | code | name |
//! |---|---|
//! | PAT001 | `bundled-models` |

use canvass_plugin::{Findings, Rule, View};

use crate::outcome::Found;

mod bundled_models;

/// Every rule, by code.
pub(crate) const ALL: &[&Rule] = &[&bundled_models::RULE];

/// Runs every rule.
pub(crate) fn check(canvas: &View<'_>, patterns: &[Found], findings: &mut Findings<'_>) {
    bundled_models::check(canvas, patterns, findings);
}

#[cfg(test)]
mod tests {
    use canvass_formats::{Format, Limits, decode, parse};
    use canvass_model::Canvas;
    use canvass_plugin::test_kit;

    use crate::PatternDetection;

    #[test]
    fn the_examples_of_every_rule_hold() {
        for rule in super::ALL {
            let examples: Vec<&str> = rule.documentation.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
            assert_eq!(examples.len(), 2, "{}", rule.code);
            for (example, wanted) in examples.iter().zip([true, false]) {
                let document = parse(example, Format::Yaml, &Limits::default()).unwrap_or_else(|problem| panic!("{}: {problem}", rule.code));
                let canvas: Canvas = decode::from_node(&document.root).unwrap_or_else(|error| panic!("{}: {error}", rule.code));
                let (outcome, findings) = test_kit::run::<PatternDetection>(&canvas);
                let found = findings.iter().any(|line| line.starts_with(rule.code));
                assert_eq!(found, wanted, "{}: {findings:#?} {outcome:#?}", rule.code);
            }
        }
    }
}
