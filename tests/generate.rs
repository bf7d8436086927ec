//! Realistic canvases of a given size and language, the same for the same seed.

use canvass_model::Canvas;
use fastrand::Rng;
use serde_json::{Value, json};

/// The language of the notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// French.
    French,
    /// Chinese.
    Chinese,
}

impl Language {
    /// All three.
    pub const ALL: [Self; 3] = [Self::English, Self::French, Self::Chinese];

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::English => &[
                "small",
                "families",
                "who",
                "travel",
                "with",
                "children",
                "fresh",
                "bread",
                "every",
                "morning",
                "delivered",
                "at",
                "home",
                "repair",
                "within",
                "a",
                "day",
                "trusted",
                "advice",
                "for",
                "first",
                "buyers",
                "monthly",
                "access",
                "to",
                "tools",
                "shared",
                "workshop",
                "members",
                "partners",
            ],
            Self::French => &[
                "petites",
                "familles",
                "qui",
                "voyagent",
                "avec",
                "des",
                "enfants",
                "du",
                "pain",
                "frais",
                "chaque",
                "matin",
                "livré",
                "à",
                "domicile",
                "réparation",
                "dans",
                "la",
                "journée",
                "conseil",
                "de",
                "confiance",
                "premiers",
                "acheteurs",
                "accès",
                "mensuel",
                "atelier",
                "partagé",
            ],
            Self::Chinese => &[
                "带孩子",
                "旅行的",
                "家庭",
                "每天早上",
                "新鲜",
                "面包",
                "送到家",
                "一天内",
                "修好",
                "可信赖的",
                "建议",
                "首次",
                "购买者",
                "按月",
                "使用",
                "工具",
                "共享",
                "工坊",
                "会员",
                "合作伙伴",
                "学生",
                "老师",
                "商家",
                "广告主",
            ],
        }
    }

    fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Chinese => "zh-Hans",
        }
    }
}

/// Who pays for what, so that a generated canvas hangs together as those that people write do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Every segment pays for its own offer.
    Direct,
    /// The last segment pays to reach the others, who use the rest free.
    Audience,
    /// The first segment uses a basic offer free; the others pay for more.
    Freemium,
    /// Every segment pays, and each needs the next.
    Sides,
}

impl Form {
    /// Half of all canvases are of the plain form.
    const ALL: [Self; 6] = [Self::Direct, Self::Direct, Self::Direct, Self::Audience, Self::Freemium, Self::Sides];

    fn pays(self, index: usize, segments: usize) -> bool {
        match self {
            Self::Direct | Self::Sides => true,
            Self::Audience => index + 1 == segments,
            Self::Freemium => index > 0,
        }
    }

    /// The segment to which another one gives something, and what.
    fn gives(self, index: usize, segments: usize) -> Option<(usize, &'static str)> {
        match self {
            Self::Direct => None,
            Self::Audience => (index + 1 < segments).then_some((segments - 1, "attention")),
            Self::Freemium => (index == 0).then_some((1, "network")),
            Self::Sides => Some(((index + 1) % segments, "network")),
        }
    }

    /// Kinds of revenue that such a business has.
    fn revenue(self) -> &'static [(&'static str, &'static str, &'static str)] {
        const SOLD: (&str, &str, &str) = ("asset_sale", "transaction", "unit");
        const USED: (&str, &str, &str) = ("usage_fee", "transaction", "unit");
        const SUBSCRIBED: (&str, &str, &str) = ("subscription_fee", "recurring", "month");
        match self {
            Self::Direct => &[SOLD, USED, SUBSCRIBED],
            Self::Audience => &[("advertising", "recurring", "month")],
            Self::Freemium => &[SUBSCRIBED],
            Self::Sides => &[SUBSCRIBED, USED],
        }
    }
}

/// A canvas of about `bytes` bytes as one line of JSON, written as the program itself writes one.
pub fn canvas(bytes: usize, language: Language, seed: u64) -> String {
    let mut rng = Rng::with_seed(seed);
    // The number of items that comes to about the size: one takes some 230 bytes with its links and numbers.
    let mut scale = bytes / 3100;
    let mut shorter = String::new();
    loop {
        let canvas: Canvas = serde_json::from_value(build(&mut rng, language, scale, seed)).expect("it is one");
        let text = serde_json::to_string(&canvas).expect("a canvas can be written");
        if text.len() >= bytes {
            return if bytes - shorter.len() < text.len() - bytes { shorter } else { text };
        }
        shorter = text;
        scale += 1;
    }
}

/// Lines of NDJSON: `count` canvases of about `bytes` bytes, in the three languages by turns.
pub fn lines(count: usize, bytes: usize, seed: u64) -> String {
    let mut out = String::with_capacity(count * (bytes + 512));
    for number in 0..count {
        out.push_str(&canvas(bytes, Language::ALL[number % 3], seed + number as u64));
        out.push('\n');
    }
    out
}

fn text(rng: &mut Rng, language: Language, words: std::ops::Range<usize>) -> String {
    let list = language.words();
    let count = rng.usize(words);
    let chosen: Vec<&str> = (0..count).map(|_| list[rng.usize(0..list.len())]).collect();
    chosen.join(if language == Language::Chinese { "" } else { " " })
}

fn pick<T: Copy>(rng: &mut Rng, list: &[T]) -> T {
    list[rng.usize(0..list.len())]
}

fn named(rng: &mut Rng, language: Language, extra: Value) -> Value {
    let mut item = json!({ "name": text(rng, language, 3..7), "note": text(rng, language, 4..12) });
    if let (Some(item), Value::Object(extra)) = (item.as_object_mut(), extra) {
        item.extend(extra);
    }
    item
}

fn build(rng: &mut Rng, language: Language, scale: usize, seed: u64) -> Value {
    let form = pick(rng, &Form::ALL);
    let segments = 2 + scale.saturating_sub(1) / 2;
    let offers = segments;
    let segment = |index: usize| format!("s{index}");
    let offer = |index: usize| format!("v{index}");
    let customer_segments: Vec<Value> = (0..segments)
        .map(|index| {
            let needs: Vec<Value> = (0..2)
                .map(|need| json!({ "id": format!("n{index}-{need}"), "kind": pick(rng, &["job", "pain", "gain"]), "text": text(rng, language, 4..9), "importance": rng.u8(1..6) }))
                .collect();
            let mut extra = json!({
                "id": segment(index), "kind": pick(rng, &["individuals", "businesses"]), "size": rng.u32(100..1_000_000), "needs": needs,
                "engagement": { "times": rng.u32(1..30), "per": "month" }, "cost_to_serve": { "amount": rng.u32(1..90), "per": "year" },
            });
            if let Some((to, what)) = form.gives(index, segments) {
                extra["contributes"] = json!([{ "kind": what, "to": segment(to) }]);
            }
            if !form.pays(index, segments) {
                extra["roles"] = json!(["user"]);
            }
            named(rng, language, extra)
        })
        .collect();
    let value_propositions: Vec<Value> = (0..offers)
        .map(|index| {
            let addressed = if rng.u8(0..4) > 0 { vec![format!("n{index}-0"), format!("n{index}-1")] } else { vec![format!("n{index}-0")] };
            let extra = json!({ "id": offer(index), "for": [segment(index)], "addresses": addressed, "value": pick(rng, &[["performance", "risk_reduction"], ["design", "convenience_usability"], ["newness", "cost_reduction"]]) });
            named(rng, language, extra)
        })
        .collect();
    let channels: Vec<Value> = (0..1 + scale)
        .map(|index| {
            let (kind, owner) = pick(rng, &[("web_sales", "own"), ("own_store", "own"), ("partner_store", "partner"), ("sales_force", "own")]);
            let extra = json!({ "reaches": [segment(index % segments)], "delivers": [offer(index % offers)], "kind": kind, "owner": owner, "phases": ["awareness", "evaluation", "purchase", "delivery", "after_sales"] });
            named(rng, language, extra)
        })
        .collect();
    let relationships: Vec<Value> = (0..segments)
        .map(|index| {
            let motives = if rng.u8(0..4) > 0 { vec!["acquisition", "retention", "upselling"] } else { vec!["acquisition", "retention"] };
            let extra = json!({ "with": [segment(index)], "kind": pick(rng, &["self_service", "community", "personal_assistance", "automated_service"]), "motive": motives });
            named(rng, language, extra)
        })
        .collect();
    let streams: Vec<Value> = (0..segments)
        .filter(|&index| form.pays(index, segments))
        .map(|index| {
            let (kind, recurrence, unit) = pick(rng, form.revenue());
            let extra = json!({ "from": [segment(index)], "for": [offer(index)], "kind": kind, "recurrence": recurrence, "pricing": "list_price", "price": { "amount": rng.u32(1..500), "per": unit } });
            named(rng, language, extra)
        })
        .collect();
    let resources: Vec<Value> = (0..1 + scale)
        .map(|index| {
            let extra = json!({ "id": format!("k{index}"), "kind": pick(rng, &["physical", "intellectual", "human", "financial"]), "owner": "own", "supports": [offer(index % offers)] });
            named(rng, language, extra)
        })
        .collect();
    let activities: Vec<Value> = (0..1 + scale)
        .map(|index| {
            let extra = json!({ "id": format!("a{index}"), "kind": pick(rng, &["production", "problem_solving", "platform_network"]), "supports": [offer(index % offers), offer((index + 1) % offers)] });
            named(rng, language, extra)
        })
        .collect();
    let partners: Vec<Value> = (0..1 + scale / 2)
        .map(|index| {
            let extra = json!({ "kind": pick(rng, &["buyer_supplier", "strategic_alliance"]), "motive": "optimization_economy_of_scale", "provides": [format!("k{index}")] });
            named(rng, language, extra)
        })
        .collect();
    let costs: Vec<Value> = (0..1 + scale)
        .map(|index| {
            let extra = json!({ "kind": pick(rng, &["fixed", "variable"]), "caused_by": [format!("a{index}")], "amount": { "amount": rng.u32(1000..900_000), "per": "year" } });
            named(rng, language, extra)
        })
        .collect();
    json!({
        "canvass": 1, "id": format!("generated-{seed}"), "name": text(rng, language, 2..4), "lang": language.tag(), "currency": "EUR", "stage": "established",
        "key_partnerships": partners, "key_activities": activities, "key_resources": resources, "value_propositions": value_propositions,
        "customer_relationships": relationships, "channels": channels, "customer_segments": customer_segments, "cost_structure": costs, "revenue_streams": streams,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canvases_are_sound_of_the_wanted_size_and_always_the_same() {
        for language in Language::ALL {
            for bytes in [3_000, 8_000, 30_000] {
                let line = canvas(bytes, language, 7);
                assert!((bytes * 8 / 10..bytes * 13 / 10).contains(&line.len()), "{} for {bytes}", line.len());
                assert_eq!(line, canvas(bytes, language, 7));
                let canvas: Canvas = serde_json::from_str(&line).unwrap();
                let (_, problems) = canvass_model::graph::build(&canvas);
                assert!(problems.is_empty(), "{problems:?}");
            }
        }
    }
}
