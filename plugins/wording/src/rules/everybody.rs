//! TXT005: a customer segment that is everybody.

use canvass_plugin::blocks::Block;
use canvass_plugin::{Findings, Message, Rule, Severity};

use crate::lists::List;
use crate::wall::Wall;

/// The rule.
pub static RULE: Rule = Rule {
    code: "TXT005",
    slug: "everybody",
    severity: Severity::Info,
    fix: None,
    summary: "a customer segment that is everybody",
    messages: &[
        Message {
            key: "everybody",
            text: "`{note}` leaves nobody out: who of them would miss it most?",
            would_change_if: "the segment names a group that not everybody belongs to",
        },
        Message {
            key: "anybody",
            text: "`{note}` does not say who they are: who would miss it most?",
            would_change_if: "the segment names a group, or states what they need",
        },
    ],
    documentation: r"
## Why it matters

To choose a segment is to choose whom not to serve. An offer for everybody is for nobody in particular: no channel reaches everybody, no price suits
everybody, and no interview can show that everybody is wrong. Mass markets exist, and even they have a group that buys first.

Words such as *customers* or *users* are asked about only where no segment of the canvas says more: beside advertisers, users are a group.

## A canvas with this finding

```yaml
canvass: 1
name: Repair café
lang: en
customer_segments: [Everyone]
```

## A canvas without it

```yaml
canvass: 1
name: Repair café
lang: en
customer_segments: [Tenants with old appliances]
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 20-21: a conscious decision about which segments to serve and which
to ignore.
",
};

/// How sure it is that everybody is meant.
const EVERYBODY: f64 = 0.9;
/// How sure it is that a general word means nobody in particular.
const ANYBODY: f64 = 0.6;

/// Looks for segments that leave nobody out.
pub(crate) fn check(wall: &Wall<'_>, findings: &mut Findings<'_>) -> usize {
    let mut found = 0;
    let segments = wall.of(Block::CustomerSegments);
    let nobody_in_particular = segments.clone().all(|note| (note.is(List::Everybody) || note.is(List::Anybody)) && !note.says_more());
    for note in segments {
        let place = note.item.place();
        if note.is(List::Everybody) && note.item.note().is_empty() {
            let finding = findings.report(&RULE, "everybody", place).argument("note", note.text());
            finding.evidence(place, "is everybody there is").confidence(EVERYBODY).send();
        } else if note.is(List::Anybody) && nobody_in_particular {
            let finding = findings.report(&RULE, "anybody", place).argument("note", note.text()).severity(Severity::Hint);
            finding.evidence(place, "is a general word, and no segment says more").confidence(ANYBODY).send();
        } else {
            continue;
        }
        found += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn everybody_is_told_in_many_languages() {
        let said = findings_of(
            "TXT005",
            "customer_segments: [Everyone!, Tout le monde, 大众, Todo el mundo, все, Jeder, 誰でも, 누구나, Semua orang, Iedereen, 社會大眾, Bakers]",
        );
        assert_eq!(said.len(), 11, "{said:#?}");
        assert_eq!(said.first().map(String::as_str), Some("TXT005 /customer_segments/0: `Everyone!` leaves nobody out: who of them would miss it most?"));
    }

    #[test]
    fn a_group_beside_others_is_one() {
        assert!(findings_of("TXT005", "customer_segments: [Users, Advertisers]").is_empty());
        assert_eq!(
            findings_of("TXT005", "customer_segments: [Customers]"),
            ["TXT005 /customer_segments/0: `Customers` does not say who they are: who would miss it most?"]
        );
    }

    #[test]
    fn whoever_says_more_is_not_asked() {
        for segment in
            ["{ name: Everyone, note: who lives in the valley }", "{ name: Users, size: 900 }", "{ name: Customers, tags: [Bakeries] }", "Everyone who bakes"]
        {
            let said = findings_of("TXT005", &format!("customer_segments: [{segment}]"));
            assert!(said.is_empty(), "{said:?}");
        }
    }
}
