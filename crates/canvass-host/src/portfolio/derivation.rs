//! PRT003: where a model came from leads back to itself, or to a canvas that is not there.

use std::borrow::Cow;

use canvass_model::finding::{Argument, Evidence, Finding, Severity};
use canvass_model::nearest;

use super::{Model, Portfolio};
use crate::reader_rules::Page;

pub(super) static PAGE: Page = Page {
    code: "PRT003",
    slug: "broken-derivation",
    severity: Severity::Error,
    summary: "`derived_from` runs in a circle, or leads to no canvas of those that are looked at together",
    documentation: "## Why it matters
Models are changed, and what was learned is worth keeping. A line of models that leads back to its own start, or breaks off, tells nobody which
came first. Origins are looked for among the canvases of one run; a canvas that is looked at alone is only held against itself.

## A canvas with this finding
```yaml
canvass: 1
id: letting-2
organization: Letting Ltd
derived_from: leting-1
customer_segments: [Hosts]
---
canvass: 1
id: letting-1
organization: Letting Ltd
customer_segments: [Hosts]
```

## A canvas without it
```yaml
canvass: 1
id: letting-2
organization: Letting Ltd
derived_from: letting-1
customer_segments: [Hosts]
---
canvass: 1
id: letting-1
organization: Letting Ltd
customer_segments: [Hosts]
```

## Source
Osterwalder, Pigneur, Smith and Etiemble, *The Invincible Company*, Wiley 2020: models of a portfolio evolve from one another. That each has one
origin, and none is its own, is what the word says.
",
};

pub(super) fn check(model: &Model, portfolio: &Portfolio) -> Option<Finding> {
    let origin = model.derived_from.as_deref()?;
    let argument = |name: &'static str, value: &str| Argument { name: Cow::Borrowed(name), value: value.to_owned() };
    let (key, message, arguments, evidence) = if portfolio.knows(origin) || model.id.as_deref() == Some(origin) {
        let line = portfolio.origins(model);
        let end = line.iter().position(|one| std::ptr::eq(*one, model)).or_else(|| (model.id.as_deref() == Some(origin)).then_some(0))?;
        let steps: Vec<&str> = line[..end].iter().filter_map(|one| one.id.as_deref()).collect();
        let message = if steps.is_empty() {
            format!("`{origin}` is derived from itself")
        } else {
            format!("`{}` is derived from itself, by way of `{}`", model.id.as_deref().unwrap_or_default(), steps.join("`, `"))
        };
        let evidence = line[..end].iter().map(|one| Evidence { at: "/derived_from".to_owned(), says: format!("goes on in `{}`", one.source), span: None });
        ("circle", message, vec![argument("id", origin)], evidence.collect())
    } else if portfolio.models.len() + portfolio.others.len() > 1 {
        let ids = portfolio.models.iter().filter_map(|model| model.id.as_deref()).chain(portfolio.others.iter().map(String::as_str));
        let meant = nearest(origin, ids);
        let hint = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        let mut arguments = vec![argument("id", origin)];
        arguments.extend(meant.map(|meant| argument("nearest", meant)));
        ("nowhere", format!("there is no canvas with the id `{origin}`{hint}"), arguments, Vec::new())
    } else {
        return None;
    };
    Some(Finding {
        code: Cow::Borrowed(PAGE.code),
        severity: PAGE.severity,
        message,
        key: Cow::Borrowed(key),
        arguments,
        at: vec!["/derived_from".to_owned()],
        span: None,
        evidence,
        confidence: 1.0,
        would_change_if: Some("`derived_from` names an earlier canvas of those that are looked at together".to_owned()),
        fix: Vec::new(),
        applicability: None,
    })
}
