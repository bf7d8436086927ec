//! The rules, one file each.
//!
//! | code | name |
//! |---|---|
//! | PAT001 | `bundled-models` |

use canvass_plugin::{Findings, Rule, View};

use crate::judged::Judged;

mod bundled_models;

/// Every rule, by code.
pub(crate) const ALL: &[&Rule] = &[&bundled_models::RULE];

/// Runs every rule; the patterns are those that the canvas follows or nearly follows.
pub(crate) fn check(canvas: &View<'_>, patterns: &[Judged<'_>], findings: &mut Findings<'_>) {
    bundled_models::check(canvas, patterns, findings);
}

#[cfg(test)]
mod tests {
    use canvass_formats::{Format, Limits, decode, parse};
    use canvass_plugin::test_kit;

    use crate::PatternDetection;

    #[test]
    fn the_examples_of_every_rule_hold() {
        test_kit::check_examples::<PatternDetection>(|text| {
            let document = parse(text, Format::Yaml, &Limits::default()).map_err(|problem| problem.to_string())?;
            decode::from_node(&document.root).map_err(|error| error.to_string())
        });
    }
}
