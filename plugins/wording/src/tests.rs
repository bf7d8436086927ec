//! The analyzer as a whole: its pages, its result, and canvases that no author would write.

use canvass_formats::{Format, Limits};
use canvass_model::{Canvas, graph};
use canvass_plugin::{Report, Severity, test_kit};

use super::*;

fn parse(yaml: &str) -> Result<Canvas, String> {
    let document = canvass_formats::parse(yaml, Format::Yaml, &Limits::default()).map_err(|problem| format!("{problem:?} in\n{yaml}"))?;
    canvass_formats::decode::from_node(&document.root).map_err(|error| format!("{error} in\n{yaml}"))
}

fn read(blocks: &str) -> Canvas {
    parse(&format!("canvass: 1\nname: test\n{blocks}")).unwrap_or_else(|problem| panic!("{problem}"))
}

/// What one rule says about a canvas, given without its head.
pub(crate) fn findings_of(code: &str, blocks: &str) -> Vec<String> {
    test_kit::run::<Wording>(&read(blocks)).1.into_iter().filter(|line| line.starts_with(code)).collect()
}

/// Notes that each rule has something to say about.
const CARELESS: &str = r#"
lang: en
key_partnerships: [TBD, Customers]
value_propositions: [App, "$ 5 a month"]
channels: ["Shop; stall; post", "Shop, stall, post, phone, fair"]
customer_segments: [Everyone, Users]
cost_structure: [Misc, Revenue]
revenue_streams: [Sales, Salaries]
"#;

#[test]
fn every_page_shows_what_it_says() {
    test_kit::check_examples::<Wording>(parse);
}

#[test]
fn an_empty_canvas_says_nothing() {
    let (outcome, findings) = test_kit::run::<Wording>(&read(""));
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!((outcome.notes, outcome.languages.len(), outcome.asked.len()), (0, 12, 0));
}

#[test]
fn the_result_counts_what_was_asked() {
    let long = format!("{CARELESS}key_activities: [{}]", "and so on ".repeat(25));
    let (outcome, _) = test_kit::run::<Wording>(&read(&long));
    assert_eq!((outcome.notes, outcome.languages.as_slice()), (13, ["en"].as_slice()));
    insta::assert_snapshot!(format!("{:?}", outcome.asked), @r#"{"TXT001": 1, "TXT002": 2, "TXT003": 1, "TXT004": 2, "TXT005": 2, "TXT006": 1, "TXT007": 4}"#);
}

#[test]
fn nothing_here_is_more_than_a_question() {
    let (graph, _) = graph::build(&read(CARELESS));
    let mut reports: Vec<Report> = Vec::new();
    Wording.analyze(&graph.view(), &mut Findings::new(&mut reports, rules::ALL));
    assert!(reports.len() > 9, "{reports:#?}");
    for report in &reports {
        assert!(report.severity.unwrap_or(report.rule.severity) <= Severity::Info, "{report:?}");
        assert!(!report.evidence.is_empty() && (report.rule.code == "TXT001" || report.rule.code == "TXT003" || report.confidence < 1.0), "{report:?}");
    }
}

#[test]
fn sound_notes_are_left_in_peace() {
    let findings = test_kit::run::<Wording>(&read(
        r#"
key_partnerships: [Organic farms, Payment provider, Chambre d'agriculture, Customers' association of the valley]
key_activities: [Roasting, "R&D", Sales, Marketing, 运营]
key_resources: [Brand, API, App, Database, Patents]
value_propositions: [Fresh beans within a day, "Rest, at last", Un café juste, 少等一小时, Everything for $1]
customer_relationships: [Community, Self-service, "24/7 help"]
channels: [Web shop, App, "Instagram, TikTok", 门店]
customer_segments: [Offices in town, Users, Cafés, "Women, 30–45, in cities"]
cost_structure: [Beans, Salaries, Rent, Other taxes, "Fixed costs of the roastery"]
revenue_streams: [Subscription, Sales of beans, Advertising, Rent, Commission of 3 %]
"#,
    ))
    .1;
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn tables_that_contradict_each_other_do_no_harm() {
    let (graph, _) = graph::build(&read(CARELESS));
    let whole = graph.view();
    for wrong in [0, 1, 7, 1_000_000, u32::MAX] {
        let mut items = whole.items.to_vec();
        for item in &mut items {
            (item.name.offset, item.links.first, item.attributes.first) = (wrong, wrong, wrong);
        }
        let mut reports: Vec<Report> = Vec::new();
        let view = View { items: &items, ..whole };
        let _outcome = Wording.analyze(&view, &mut Findings::new(&mut reports, rules::ALL));
        let none = View { items: &[], ..whole };
        let _outcome = Wording.analyze(&none, &mut Findings::new(&mut reports, rules::ALL));
    }
}
