//! PRT004: how two models of one organization go together, by what they share and where they collide.

use std::borrow::Cow;

use canvass_model::finding::{Argument, Evidence, Finding, Severity};
use canvass_model::vocabulary::Term;

use super::Model;
use super::prices::differ;
use crate::reader_rules::Page;

pub(super) static PAGE: Page = Page {
    code: "PRT004",
    slug: "two-models",
    severity: Severity::Info,
    summary: "how two models of one organization go together: integrated, separate, or by phases",
    documentation: "## Why it matters
An organization that runs two models has to decide how far to keep them apart. What they have in common speaks for one roof; where they collide, one
will hold down the other. Alike and without conflict: integrate them. Unlike and in conflict: keep them separate. Alike, but in conflict: integrate by
phases. Unlike, without conflict: separate by phases.

Two models are alike when a third or more of their segments, channels, resources, activities and partners bear the same names. They are in conflict
when one is driven by costs and the other by value, when they do the same job for the same segment at different prices (PRT002), or when they keep up
different relationships with the same segment. Nothing is said where there is too little to compare: fewer than five items in those blocks, or no
`cost_orientation` on both and no other conflict.

## A canvas with this finding
```yaml
canvass: 1
name: Watches
organization: Clockwork
cost_orientation: value_driven
customer_segments: [Collectors]
channels: [Jewellers]
key_resources: [Watchmakers, A name]
key_activities: [Making watches]
---
canvass: 1
name: Colours
organization: Clockwork
cost_orientation: cost_driven
customer_segments: [Young people]
channels: [Department stores]
key_resources: [A plant that needs few hands]
key_activities: [Design, Mass production]
```

## A canvas without it
```yaml
canvass: 1
name: Watches
organization: Clockwork
cost_orientation: value_driven
customer_segments: [Collectors]
channels: [Jewellers]
key_resources: [Watchmakers, A name]
key_activities: [Making watches]
---
canvass: 1
name: Colours
organization: Another company
cost_orientation: cost_driven
customer_segments: [Young people]
channels: [Department stores]
key_resources: [A plant that needs few hands]
key_activities: [Design, Mass production]
```

## Source
Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 232-233, after Markides, *Game-Changing Strategies*, Jossey-Bass 2008: the two
axes, similarity and conflict, and the four answers. What counts as alike and as a conflict is our own choice.
",
};

/// How many items of a model are enough to compare it.
const ENOUGH: usize = 5;

pub(super) fn check(earlier: &Model, later: &Model) -> Option<Finding> {
    if earlier.parts.len() < ENOUGH || later.parts.len() < ENOUGH {
        return None;
    }
    let conflicts = conflicts(earlier, later);
    if conflicts.is_empty() && (earlier.cost_orientation.is_none() || later.cost_orientation.is_none()) {
        return None;
    }
    let shared = earlier.parts.intersection(&later.parts).count();
    let all = earlier.parts.union(&later.parts).count();
    let (key, what) = match (shared * 3 >= all, conflicts.is_empty()) {
        (true, true) => ("integrate", "alike and without a conflict: they can be integrated"),
        (true, false) => ("integrate_by_phases", "alike and in conflict: integrate them by phases"),
        (false, true) => ("separate_by_phases", "unlike and without a conflict: separate them by phases"),
        (false, false) => ("separate", "unlike and in conflict: keep them separate"),
    };
    let argument = |name: &'static str, value: String| Argument { name: Cow::Borrowed(name), value };
    Some(Finding {
        code: Cow::Borrowed(PAGE.code),
        severity: PAGE.severity,
        message: format!("this model and that of `{}` share {shared} of {all} parts, {what}", earlier.source),
        key: Cow::Borrowed(key),
        arguments: vec![argument("other", earlier.source.clone()), argument("shared", shared.to_string()), argument("all", all.to_string())],
        at: vec![String::new()],
        span: None,
        evidence: conflicts,
        confidence: 1.0,
        would_change_if: Some("more or fewer parts of the two bear the same name, or a conflict between them is settled or comes up".to_owned()),
        fix: Vec::new(),
        applicability: None,
    })
}

/// Where two models collide, as facts of the later one.
fn conflicts(earlier: &Model, later: &Model) -> Vec<Evidence> {
    let mut conflicts = Vec::new();
    let mut add = |at: &str, says: String| conflicts.push(Evidence { at: at.to_owned(), says, span: None });
    if let (Some(there), Some(here)) = (earlier.cost_orientation, later.cost_orientation)
        && there != here
    {
        add("/cost_orientation", format!("is `{}` here and `{}` there", here.as_str(), there.as_str()));
    }
    for (own, theirs) in later.shared_segments(earlier) {
        let same_job = own.jobs.keys().any(|job| theirs.jobs.contains_key(job));
        if same_job && own.prices.iter().any(|here| theirs.prices.iter().any(|there| differ(here, there))) {
            add(&own.pointer, "gets the same job done at another price".to_owned());
        }
        if !own.relationships.is_empty() && !theirs.relationships.is_empty() && own.relationships.is_disjoint(&theirs.relationships) {
            let words = |kinds: &std::collections::BTreeSet<&str>| kinds.iter().copied().collect::<Vec<_>>().join(", ");
            add(&own.pointer, format!("has the relationship {} here and {} there", words(&own.relationships), words(&theirs.relationships)));
        }
    }
    conflicts
}
