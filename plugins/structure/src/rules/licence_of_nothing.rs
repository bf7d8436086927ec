//! STR104: a licensing stream without an intellectual resource.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{ResourceKind, StreamKind};
use canvass_plugin::{Field, Findings, Message, Rule, Severity, View};

/// The rule.
pub static RULE: Rule = Rule {
    code: "STR104",
    slug: "licence-of-nothing",
    severity: Severity::Warning,
    fix: None,
    summary: "a licensing stream, though no key resource is an intellectual one",
    messages: &[Message {
        key: "no_intellectual_resource",
        text: "`{stream}` is a licence fee, and yet none of the {count} key resources is an intellectual one",
        would_change_if: "what is licensed is stated as a key resource of the kind `intellectual`",
    }],
    documentation: r"
## Why it matters

A licence is leave to use what is protected: a patent, a text, a brand, a program. Whoever lives on licences lives on that property, and
must make it, protect it and renew it. If it is not among the key resources, those costs are most likely forgotten too.

Only a canvas that says of every key resource what kind it is can be told so.

## A canvas with this finding

```yaml
canvass: 1
name: Adhesives laboratory
key_resources:
  - { name: Chemists, kind: human }
  - { name: Laboratory, kind: physical }
revenue_streams:
  - { name: Licences for recipes, kind: licensing }
```

## A canvas without it

```yaml
canvass: 1
name: Adhesives laboratory
key_resources:
  - { name: Chemists, kind: human }
  - { name: Patents on recipes, kind: intellectual }
revenue_streams:
  - { name: Licences for recipes, kind: licensing }
```

## Source

Osterwalder and Pigneur, *Business Model Generation*, Wiley 2010, pp. 30-35: licensing gives customers permission to use
protected intellectual property; patents, copyrights and brands are intellectual resources.
",
};

/// Looks for licences of which nothing says what is licensed.
pub fn check(canvas: &View<'_>, findings: &mut Findings<'_>) {
    let resources = canvas.block(Block::KeyResources);
    let mut count = 0_usize;
    for resource in resources.clone() {
        match resource.term(Field::Kind) {
            // A kind that is not known may be the one in question.
            None | Some(ResourceKind::Intellectual) => return,
            Some(_) => count += 1,
        }
    }
    if count == 0 {
        return;
    }
    for stream in canvas.block(Block::RevenueStreams).filter(|stream| stream.term(Field::Kind) == Some(StreamKind::Licensing)) {
        let mut finding =
            findings.report(&RULE, "no_intellectual_resource", stream.place()).argument("stream", stream.name()).argument("count", count.to_string());
        finding = finding.evidence(stream.field(Field::Kind), "is paid for leave to use protected property");
        for resource in resources.clone() {
            finding = finding.evidence(resource.field(Field::Kind), "is of another kind");
        }
        finding.send();
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings_of;

    #[test]
    fn one_resource_of_an_unknown_kind_may_be_it() {
        let said = findings_of("STR104", "key_resources: [{ name: a, kind: human }, b]\nrevenue_streams: [{ name: c, kind: licensing }]");
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn no_resources_are_not_resources_of_another_kind() {
        for block in ["", "key_resources: []\n"] {
            let said = findings_of("STR104", &format!("{block}revenue_streams: [{{ name: c, kind: licensing }}]"));
            assert!(said.is_empty(), "{said:?}");
        }
    }

    #[test]
    fn all_of_another_kind_are_told() {
        let said = findings_of(
            "STR104",
            "key_resources: [{ name: a, kind: human }, { name: b, kind: financial }]\nrevenue_streams: [{ name: c, kind: licensing }, { name: d, kind: asset_sale }]",
        );
        assert_eq!(said, ["STR104 /revenue_streams/0: `c` is a licence fee, and yet none of the 2 key resources is an intellectual one"]);
    }
}
