//! FIT006: the stated kind of market contradicts the structure.

use canvass_plugin::vocabulary::{Market, Term};
use canvass_plugin::{Field, Findings, Message, Place, Rule, Severity};

use crate::market::{MarketKind, MarketVerdict};
use crate::study::Study;

/// The rule.
pub static RULE: Rule = Rule {
    code: "FIT006",
    slug: "market-contradicted",
    severity: Severity::Warning,
    fix: None,
    summary: "the stated kind of market contradicts the structure",
    messages: &[
        Message {
            key: "contradicts",
            text: "the market of `{segment}` is called `{stated}`, but the canvas shows {found} (`{kind}`)",
            would_change_if: "`market` is `{kind}`, or the links between the segments are others",
        },
        Message {
            key: "alone",
            text: "the market of `{segment}` is called `{stated}`, which takes several groups, but there is no other on the canvas",
            would_change_if: "the other groups are stated as segments",
        },
        Message {
            key: "unproven",
            text: "the market of `{segment}` is called `{stated}`, but it is not stated what one group gives the other",
            would_change_if: "a segment states what it `contributes` to another, or a proposition `depends_on` a segment",
        },
    ],
    documentation: r"## Why it matters
The kind of market decides how the model is read. Groups that depend on each other have to be won together and can pay for one another; groups that
share an offer share its costs; unrelated groups share nothing but the company. If the canvas says one thing and its links show another, one of the
two is wrong, and plans will be made on it.

The structure is read from who uses, pays, gives and depends, never from the stated kind. The rule speaks only where the structure is clear: a `mass`
or `niche` stated of a single segment among several describes that segment and is let stand unless the groups depend on each other.

## A canvas with this finding
```yaml
canvass: 1
customer_segments:
  - { id: listeners, name: Listeners, market: segmented, contributes: [{ kind: attention, to: brands }] }
  - { id: brands, name: Brands, market: segmented }
value_propositions:
  - { id: radio, name: Free music, for: listeners }
  - { id: spots, name: Spots at breakfast time, for: brands, depends_on: listeners }
```

## A canvas without it
```yaml
canvass: 1
customer_segments:
  - { id: listeners, name: Listeners, market: multi_sided, contributes: [{ kind: attention, to: brands }] }
  - { id: brands, name: Brands, market: multi_sided }
value_propositions:
  - { id: radio, name: Free music, for: listeners }
  - { id: spots, name: Spots at breakfast time, for: brands, depends_on: listeners }
```

## Source
Osterwalder and Pigneur, *Business Model Generation*, 2010, p. 21 (types of customer segments).
",
};

/// Reports each stated kind that the structure contradicts, once, at the first segment that states it.
pub fn check(study: &Study<'_>, market: &MarketVerdict, findings: &mut Findings<'_>) {
    if market.stated.is_none() {
        return;
    }
    for &stated in Market::ALL {
        let mut stating = study.segments.iter().filter(|segment| segment.item.term(Field::Market) == Some(stated));
        let Some(first) = stating.next() else { continue };
        let also: Vec<Place> = stating.map(|segment| segment.item.field(Field::Market)).collect();
        let Some((key, severity)) = judge(study, market, stated, also.len() + 1) else { continue };
        let mut draft = findings
            .report(&RULE, key, first.item.field(Field::Market))
            .argument("segment", first.item.name())
            .argument("stated", stated.as_str())
            .argument("found", market.kind.words())
            .argument("kind", market.kind.as_str())
            .severity(severity);
        for place in also {
            draft = draft.also_at(place);
        }
        for &item in &market.rests_on {
            draft = draft.evidence(Place::item(item), basis(market.kind));
        }
        // That groups share nothing is read from what is absent.
        if market.kind == MarketKind::Diversified {
            draft = draft.confidence(0.7);
        }
        draft.send();
    }
}

/// Whether a stated kind is contradicted, by which message and how badly.
fn judge(study: &Study<'_>, market: &MarketVerdict, stated: Market, stating: usize) -> Option<(&'static str, Severity)> {
    if market.kind.is(stated) {
        return None;
    }
    let several = matches!(stated, Market::Segmented | Market::Diversified | Market::MultiSided);
    if several && study.segments.len() == 1 {
        return Some(("alone", Severity::Warning));
    }
    let contradicts = Some(("contradicts", Severity::Warning)).filter(|_| market.sure);
    match (stated, market.kind) {
        // Groups that are called two-sided and say nothing of what they give: not known, not wrong.
        (Market::MultiSided, MarketKind::Segmented | MarketKind::Diversified) => contradicts.map(|_| ("unproven", Severity::Info)),
        (_, MarketKind::NotKnown) => None,
        (_, MarketKind::MultiSided) => contradicts,
        // One customer may still be told apart by the author.
        (Market::Segmented | Market::Diversified | Market::MultiSided, MarketKind::Mass | MarketKind::Niche) => None,
        (Market::Mass | Market::Niche, MarketKind::Segmented | MarketKind::Diversified) => contradicts.filter(|_| stating > 1),
        _ => contradicts,
    }
}

/// What the items show on which the verdict rests.
fn basis(kind: MarketKind) -> &'static str {
    match kind {
        MarketKind::MultiSided => "what one group gives, another's offer lives on",
        MarketKind::Segmented => "serves more than one group",
        MarketKind::Diversified => "has an offer of its own",
        MarketKind::Mass | MarketKind::Niche | MarketKind::NotKnown => "the group as it is stated",
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::findings;

    #[test]
    fn one_group_cannot_be_several() {
        let text = "customer_segments: [{ name: A, market: diversified }]";
        let expected =
            "FIT006 /customer_segments/0/market: the market of `A` is called `diversified`, which takes several groups, but there is no other on the canvas";
        assert_eq!(findings(text, "FIT006"), [expected]);
    }

    #[test]
    fn a_few_businesses_are_no_mass() {
        assert_eq!(findings("customer_segments: [{ name: A, kind: businesses, size: 6, market: mass }]", "FIT006").len(), 1);
        assert!(findings("customer_segments: [{ name: A, kind: businesses, market: mass }]", "FIT006").is_empty());
    }

    #[test]
    fn a_mass_side_of_a_shared_offer_is_let_stand() {
        let text = "customer_segments: [{ name: A, market: mass }, { name: B, market: niche }]\nvalue_propositions: [{ name: P, for: [a, b] }]";
        assert!(findings(text, "FIT006").is_empty());
    }
}
