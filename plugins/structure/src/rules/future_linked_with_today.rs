//! STR017: items of the future and of today linked together.

use canvass_plugin::vocabulary::{Stage, Status};
use canvass_plugin::{Field, Findings, Item, Message, Place, Rule, Severity, View};

use crate::times::{self, Time};
use crate::words;

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR017",
    slug: "future-linked-with-today",
    severity: Severity::Info,
    fix: None,
    summary: "items of the future and of today linked together",
    messages: &[Message {
        key: "mixed",
        text: "what is planned and what there is are one model here: {future} linked with {today}",
        would_change_if: "what is planned stands on a canvas of its own, or the items linked with it are tagged as planned too",
    }],
    documentation: r"
## Why it matters

A canvas shows a model at one time. Where what is planned is tied to what there is, nobody can tell which thread works today: a customer
counts as served by an offer that does not exist, and a cost of next year as caused today. A canvas for each time can be compared with the
other, and each can be calculated.

An item is planned by its tags, such as `planned`, `future`, `phase 2` or `post-mvp`. An item counts as today's when it is tagged so, such as
`mvp`, or is `validated`; on a canvas whose stage is `validation` or later, every item without such a tag does.

## A canvas with this finding

```yaml
canvass: 1
name: Tool library
stage: established
value_propositions:
  - { name: A drill for a day, for: home-owners }
customer_segments:
  - Home owners
channels:
  - { name: Lockers at stations, reaches: home-owners, tags: [planned] }
```

## A canvas without it

```yaml
canvass: 1
name: Tool library in two years
stage: established
value_propositions:
  - { name: A drill for a day, for: commuters, tags: [planned] }
customer_segments:
  - { name: Commuters, tags: [planned] }
channels:
  - { name: Lockers at stations, reaches: commuters, tags: [planned] }
```

## Source

Common advice of those who teach the canvas of Osterwalder and Pigneur: do not mix what is with what is to be. How the two are told apart
is our own choice.
",
};

/// How sure it is that an item without a tag is of today, where others have one.
const UNTAGGED: f64 = 0.6;

/// How many links are listed as evidence: enough to see what is meant.
const SHOWN: usize = 5;

/// Looks for links between what is planned and what there is.
pub fn check(canvas: &View<'_>, findings: &mut Findings<'_>) {
    let planned = |item: Item<'_>| times::of(item) == Some(Time::Future);
    // Most canvases have no tag that says a time: they are done with here.
    if !(1..canvas.items.len() as u32).filter_map(|index| canvas.item(index)).any(planned) {
        return;
    }
    let runs = canvas
        .canvas()
        .and_then(|canvas| canvas.term::<Stage>(Field::Stage))
        .is_some_and(|stage| matches!(stage, Stage::Validation | Stage::Acceleration | Stage::Established | Stage::Renewal));
    let mut mixed = Mixed::default();
    for row in canvas.links {
        let (Some(from), Some(to), Some(field)) = (canvas.item(row.from), canvas.item(row.to), Field::from_code(row.field)) else { continue };
        // Needs belong to their segment, and a part to its whole, whatever is planned for it; the company is of all times.
        if matches!(field, Field::Needs | Field::PartOf) || row.from == 0 || row.to == 0 {
            continue;
        }
        let (future, today) = match (planned(from), planned(to)) {
            (true, false) => (from, to),
            (false, true) => (to, from),
            _ => continue,
        };
        let sure = times::of(today) == Some(Time::Today) || today.term(Field::Status) == Some(Status::Validated);
        if sure || runs && times::of(today).is_none() {
            mixed.add(future, today, Place { item: row.from, field: row.field, index: row.index }, sure);
        }
    }
    mixed.report(findings);
}

/// What is linked although it is of two times.
#[derive(Default)]
struct Mixed<'a> {
    future: Vec<Item<'a>>,
    today: Vec<Item<'a>>,
    links: Vec<Place>,
    sure: bool,
}

impl<'a> Mixed<'a> {
    fn add(&mut self, future: Item<'a>, today: Item<'a>, link: Place, sure: bool) {
        for (list, item) in [(&mut self.future, future), (&mut self.today, today)] {
            if !list.contains(&item) {
                list.push(item);
            }
        }
        self.links.push(link);
        self.sure |= sure;
    }

    fn report(&self, findings: &mut Findings<'_>) {
        let Some(first) = self.future.first() else { return };
        let names = |items: &[Item<'a>]| words::list(items.iter().map(Item::name));
        let mut finding = findings.report(&RULE, "mixed", first.place()).argument("future", names(&self.future)).argument("today", names(&self.today));
        for other in self.future.iter().skip(1).chain(&self.today) {
            finding = finding.also_at(other.place());
        }
        for &link in self.links.iter().take(SHOWN) {
            finding = finding.evidence(link, "links what is planned with what there is");
        }
        finding.confidence(if self.sure { 1.0 } else { UNTAGGED }).send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::{findings_of, reports_of};

    #[test]
    fn without_a_tag_nothing_is_planned() {
        let said = findings_of("STR017", "stage: established\nvalue_propositions: [{ name: planned, for: b, status: assumption }]\ncustomer_segments: [b]");
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn an_idea_is_all_of_the_future() {
        for head in ["", "stage: ideation\n"] {
            let said = findings_of("STR017", &format!("{head}value_propositions: [{{ name: a, for: b, tags: [phase 2] }}]\ncustomer_segments: [b]"));
            assert!(said.is_empty(), "{said:?}");
        }
    }

    #[test]
    fn what_is_tagged_or_validated_is_of_today() {
        for today in ["tags: [MVP]", "status: validated"] {
            let blocks = format!("value_propositions: [{{ name: a, for: [b, c], tags: [post-mvp] }}]\ncustomer_segments: [{{ name: b, {today} }}, c]");
            assert_eq!(
                findings_of("STR017", &blocks),
                ["STR017 /value_propositions/0: what is planned and what there is are one model here: `a` linked with `b`"]
            );
            assert!(reports_of("STR017", &blocks).iter().all(|report| report.confidence > 0.9 && report.evidence.len() == 1));
        }
    }

    #[test]
    fn one_finding_tells_all_links() {
        let said = findings_of(
            "STR017",
            "
stage: established
key_resources: [{ name: d, supports: a, tags: [roadmap] }]
value_propositions: [{ name: a, for: [b, c], tags: [later] }]
customer_segments: [b, { name: c, part_of: b }]
",
        );
        assert_eq!(said, ["STR017 /value_propositions/0: what is planned and what there is are one model here: `a` linked with `b` and `c`"]);
    }

    #[test]
    fn a_planned_part_of_a_group_is_no_mixture() {
        let said = findings_of("STR017", "stage: established\ncustomer_segments: [b, { name: c, part_of: b, tags: [planned], needs: [{ text: e }] }]");
        assert!(said.is_empty(), "{said:?}");
    }
}
