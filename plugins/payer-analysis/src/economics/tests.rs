//! Tests of the analyzer as a whole.

use canvass_formats::{Format, Limits, decode, parse};
use canvass_model::{Canvas, graph};
use canvass_plugin::{Analyzer, Findings, Report, Severity, test_kit};
use serde_json::Value;

use super::{Economics, Settings};

fn canvas(text: &str) -> Canvas {
    let document = parse(text, Format::Yaml, &Limits::default()).expect("the canvas can be parsed");
    decode::from_node(&document.root).expect("the canvas can be read")
}

fn outcome(text: &str) -> Value {
    let (written, _) = test_kit::run::<Economics>(&canvas(text));
    serde_json::from_str(written.as_str()).expect("the result is JSON")
}

/// Players pay less than a console costs, developers make it up.
const CONSOLE: &str = "\
currency: USD
customer_segments:
  - { name: Players, id: players, size: 100, cost_to_serve: { amount: 35, per: unit }, contributes: [{ kind: network, to: makers }] }
  - { name: Makers, id: makers, size: 5, cost_to_serve: { amount: 40, per: year } }
value_propositions:
  - { name: Console, id: console, for: players }
  - { name: Access to players, id: access, for: makers, depends_on: players }
revenue_streams:
  - { name: Consoles, from: players, for: console, price: { amount: 29.9, per: unit }, volume: 100 }
  - { name: Royalty, from: makers, for: access, recurrence: recurring, price: { amount: 0.8, per: unit }, volume: 2000 }
cost_structure: [{ name: Development, kind: fixed, amount: { amount: 50, per: month } }]
";

#[test]
fn the_table_adds_up() {
    let outcome = outcome(CONSOLE);
    let of = |account: usize, field: &str| outcome["accounts"][account][field]["likely"].as_f64().unwrap();
    assert_eq!((of(0, "revenue"), of(0, "cost_to_serve"), of(0, "surplus")), (2990.0, 3500.0, -510.0));
    // What 5 makers cost by the year, and nothing by the piece.
    assert_eq!((of(1, "revenue"), of(1, "cost_to_serve"), of(1, "surplus")), (1600.0, 200.0, 1400.0));
    assert_eq!(outcome["transfers"], serde_json::json!([{ "from": "makers", "to": "players", "amount": 510 }]));
    assert_eq!(outcome["uncarried"], 0);
    // 1400 of surplus less 510 of deficit less 600 of fixed costs, which are stated by the month.
    assert_eq!(outcome["result"]["likely"], 290);
    assert_eq!(outcome["coverage"]["likely"], 1.261261);
    assert_eq!(outcome["accounts"][0]["contribution_per_member"], -5.1);
}

#[test]
fn without_a_payer_nobody_carries_whom_it_carried() {
    let outcome = outcome(CONSOLE);
    let without = |payer: &str| outcome["without"].as_array().unwrap().iter().find(|without| without["payer"] == payer).unwrap().clone();
    assert_eq!(without("makers")["result"]["likely"], -1110);
    assert_eq!(without("makers")["uncarried"], 510);
    assert_eq!(without("players")["result"]["likely"], 800);
    assert_eq!(without("players")["uncarried"], 0);
    // The makers pay for access to players who are gone then.
    assert_eq!(without("players")["may_follow"], serde_json::json!(["makers"]));
    assert!(without("makers").get("may_follow").is_none());
}

#[test]
fn ranges_reach_from_the_worst_to_the_best() {
    let text = CONSOLE.replace("size: 5,", "size: { low: 4, high: 10 },").replace("amount: 29.9", "amount: { low: 20, likely: 29.9, high: 35 }");
    let outcome = outcome(&text);
    assert_eq!(outcome["accounts"][0]["surplus"], serde_json::json!({ "low": -1500, "likely": -510, "high": 0 }));
    assert_eq!(outcome["accounts"][1]["surplus"], serde_json::json!({ "low": 1200, "likely": 1320, "high": 1440 }));
    // Ten makers with the lowest price, four with the highest.
    assert_eq!(outcome["result"], serde_json::json!({ "low": -900, "likely": 210, "high": 840 }));
    let first = &outcome["sensitivity"][0];
    assert_eq!((first["item"].as_str(), first["field"].as_str(), first["by_range"].as_bool()), (Some("consoles"), Some("price"), Some(true)));
    assert_eq!((first["decides"].as_bool(), first["turns_at"].as_f64()), (Some(true), Some(27.8)));
}

#[test]
fn a_range_that_stands_in_several_places_is_one_number() {
    // Each of the members brings 10 and costs 9: it is never a loss, however many they are.
    let outcome = outcome(
        "\
customer_segments: [{ name: Readers, id: readers, size: { low: 100, high: 1000 }, cost_to_serve: { amount: 9, per: year } }]
value_propositions: [{ name: Letter, id: letter, for: readers }]
revenue_streams: [{ name: Subscription, from: readers, for: letter, price: { amount: 10, per: year } }]
cost_structure: [{ name: Office, kind: fixed, amount: { amount: 50, per: year } }]
",
    );
    assert_eq!(outcome["accounts"][0]["surplus"], serde_json::json!({ "low": 100, "likely": 550, "high": 1000 }));
}

#[test]
fn a_simulation_lies_within_the_bounds_and_comes_out_the_same_again() {
    let text = CONSOLE.replace("amount: 29.9", "amount: { low: 20, likely: 29.9, high: 35 }").replace("volume: 2000", "volume: { low: 1000, high: 3000 }");
    let outcome = outcome(&text);
    let spread = &outcome["simulation"];
    let of = |field: &str| spread[field].as_f64().unwrap();
    let bound = |end: &str| outcome["result"][end].as_f64().unwrap();
    assert!(bound("low") < of("p10") && of("p10") < of("p50") && of("p50") < of("p90") && of("p90") < bound("high"), "{spread}");
    assert!(of("goal_reached") > 0.5 && of("goal_reached") < 0.9, "{spread}");
    assert_eq!(spread["settled"], true);
    assert_eq!(spread, &super::tests::outcome(&text)["simulation"]);
    assert!(super::tests::outcome(CONSOLE).get("simulation").is_none(), "nothing is uncertain there");
}

#[test]
fn a_pool_is_carried_by_those_who_draw_nothing() {
    let outcome = outcome(
        "\
customer_segments: [{ name: Insured, id: insured, size: 1000, claiming_share: 0.05, cost_to_serve: { amount: 160, per: year } }]
value_propositions: [{ name: Cover, id: cover, for: insured }]
revenue_streams: [{ name: Premium, from: insured, for: cover, price: { amount: 200, per: year } }]
cost_structure: [{ name: Staff, kind: fixed, amount: { amount: 30000, per: year } }]
",
    );
    assert_eq!(outcome["accounts"][0]["surplus"]["likely"], -150_000);
    assert_eq!(outcome["accounts"][1]["surplus"]["likely"], 190_000);
    assert_eq!(outcome["transfers"], serde_json::json!([{ "from": "insured", "to": "insured", "amount": 150_000 }]));
    assert_eq!(outcome["result"]["likely"], 10_000);
}

#[test]
fn what_is_not_stated_is_asked_for_and_the_most_telling_first() {
    let text = CONSOLE.replace(", cost_to_serve: { amount: 35, per: unit }", "").replace(", volume: 2000", "");
    let outcome = outcome(&text);
    assert_eq!(outcome["not_known"], serde_json::json!(["the cost to serve of `Players`", "the volume of `Royalty`"]));
    for field in ["result", "coverage", "uncarried", "simulation"] {
        assert!(outcome.get(field).is_none(), "{field} rests on what is not stated");
    }
    // What follows from what is stated is said.
    assert_eq!(outcome["accounts"][0]["revenue"]["likely"], 2990);
}

#[test]
fn amounts_in_two_currencies_are_never_added() {
    let outcome = outcome(&CONSOLE.replace("{ amount: 0.8, per: unit }", "{ amount: 0.8, currency: EUR, per: unit }"));
    assert!(outcome.get("result").is_none() && outcome.get("transfers").is_none(), "{outcome}");
}

#[test]
fn a_canvas_without_money_has_no_books() {
    assert_eq!(outcome("customer_segments: [{ name: Readers }]\nrevenue_streams: [{ name: Subscription }]"), serde_json::json!({ "accounts": [] }));
}

#[test]
fn a_group_of_which_some_pay_has_two_accounts() {
    let outcome = outcome(
        "\
customer_segments: [{ name: Users, id: users, size: 1000, paying_share: 0.1, cost_to_serve: { amount: 1, per: month } }]
value_propositions: [{ name: App, id: app, for: users }]
revenue_streams: [{ name: Subscription, from: users, for: app, kind: subscription_fee, price: { amount: 20, per: month } }]
cost_structure: [{ name: Team, kind: fixed, amount: { amount: 5000, per: year } }]
",
    );
    let accounts = outcome["accounts"].as_array().unwrap();
    let of = |account: &Value| (account["members"].as_str().unwrap().to_owned(), account["size"]["likely"].as_i64(), account["surplus"]["likely"].as_i64());
    assert_eq!(accounts.iter().map(of).collect::<Vec<_>>(), [("paying".to_owned(), Some(100), Some(22_800)), ("free".to_owned(), Some(900), Some(-10_800))]);
    assert_eq!(outcome["result"]["likely"], 7000);
    assert_eq!((&outcome["recurring_share"], &outcome["concentration"]), (&Value::from(1), &Value::from(1)));
}

/// Some users pay, as a segment of their own within all; an office is paid for, and society bears something.
const PARTS: &str = "\
customer_segments:
  - { name: Users, id: users, kind: individuals, size: 1000, cost_to_serve: { amount: 1, per: year } }
  - { name: Subscribers, id: subscribers, kind: individuals, part_of: users, size: 100, cost_to_serve: { amount: 2, per: year } }
value_propositions: [{ name: Basic, id: basic, for: users }, { name: Full, id: full, for: subscribers, extends: basic }]
revenue_streams: [{ name: Subscription, from: subscribers, for: full, kind: subscription_fee, price: { amount: 2, per: month } }]
cost_structure:
  - { name: Office, kind: fixed, amount: { amount: 500, per: year } }
  - { name: Traffic, kind: variable, driver: users, amount: { amount: 900, per: year } }
  - { name: Waste, kind: fixed, tags: [social_cost], amount: { amount: 10000, per: year } }
";

#[test]
fn each_member_and_each_cost_is_counted_once() {
    let counted = outcome(PARTS);
    let of = |outcome: &Value, account: usize, field: &str| outcome["accounts"][account][field]["likely"].as_i64();
    assert_eq!((of(&counted, 0, "size"), of(&counted, 0, "cost_to_serve")), (Some(900), Some(900)));
    // Traffic is in what a user costs, and waste is not borne by the business.
    assert_eq!((counted["fixed_costs"]["likely"].as_i64(), counted["result"]["likely"].as_i64()), (Some(500), Some(800)));
    // People who are a part of firms are no number of firms.
    let firms = outcome(&PARTS.replace("id: users, kind: individuals", "id: users, kind: businesses"));
    assert_eq!(of(&firms, 0, "size"), Some(1000));
    // Without a cost of one user it is what they drive.
    let driven = outcome(&PARTS.replace("size: 1000, cost_to_serve: { amount: 1, per: year }", "size: 1000"));
    assert_eq!(of(&driven, 0, "cost_to_serve"), Some(900));
}

#[test]
fn a_number_turns_the_result_counted_as_it_is_stated() {
    let outcome = outcome(PARTS);
    let price = outcome["sensitivity"].as_array().unwrap().iter().find(|influence| influence["field"] == "price").unwrap();
    // 1600 are spent by the year on 100 subscribers: 16 by the year, which is stated by the month.
    assert_eq!(price["turns_at"], 1.333333);
}

#[test]
fn the_number_on_which_most_hangs_is_asked_for_first() {
    // The first group lacks two numbers, the second only one.
    let outcome = outcome(
        "\
customer_segments:
  - { name: Guests, id: guests, size: 100 }
  - { name: Hosts, id: hosts, size: 10, cost_to_serve: { amount: 1, per: year } }
value_propositions: [{ name: Rooms, id: rooms, for: guests }, { name: Guests, id: reach, for: hosts }]
revenue_streams:
  - { name: Fee of guests, from: guests, for: rooms, price: { amount: 5, per: unit } }
  - { name: Fee of hosts, from: hosts, for: reach, price: { amount: 5, per: unit } }
cost_structure: [{ name: Team, kind: fixed, amount: { amount: 1, per: year } }]
",
    );
    assert_eq!(outcome["not_known"], serde_json::json!(["the volume of `Fee of hosts`", "the volume of `Fee of guests`", "the cost to serve of `Guests`"]));
}

#[test]
fn who_gives_and_gets_is_told_from_who_only_gets() {
    let outcome = outcome(PARTS);
    let reciprocal = |party: &str| outcome["flows"].as_array().unwrap().iter().find(|flow| flow["party"] == party).unwrap()["reciprocal"].as_bool();
    assert_eq!((reciprocal("subscribers"), reciprocal("users")), (Some(true), Some(false)));
}

/// The severities with which a rule speaks.
fn severities(text: &str, code: &str) -> Vec<Severity> {
    let (graph, _) = graph::build(&canvas(text));
    let mut reports: Vec<Report> = Vec::new();
    Economics::new(Settings::default()).expect("sound settings").analyze(&graph.view(), &mut Findings::new(&mut reports, Economics::RULES));
    reports.iter().filter(|report| report.rule.code == code).map(|report| report.severity.unwrap_or(report.rule.severity)).collect()
}

#[test]
fn what_only_the_likely_figures_say_is_said_less_sharply() {
    let poor = PARTS.replace("amount: 2, per: month", "amount: 0.5, per: month");
    assert_eq!(severities(&poor, "PAY006"), [Severity::Error]);
    let perhaps = PARTS.replace("amount: 2, per: month", "amount: { low: 0.1, likely: 0.5, high: 2 }, per: month");
    assert_eq!(severities(&perhaps, "PAY006"), [Severity::Warning]);
    assert_eq!(severities(PARTS, "PAY006"), []);
    assert_eq!(severities(PARTS, "FIN007"), [Severity::Strength]);
    let risky = PARTS.replace("amount: 2, per: month", "amount: { low: 0.5, likely: 2, high: 3 }, per: month");
    assert_eq!(severities(&risky, "FIN007"), [Severity::Info]);
}

#[test]
fn the_percentiles_are_those_of_the_triangle() {
    let outcome = outcome(
        "\
customer_segments: [{ name: Readers, id: readers, size: 1000, cost_to_serve: { amount: 1, per: year } }]
value_propositions: [{ name: Letter, id: letter, for: readers }]
revenue_streams: [{ name: Subscription, from: readers, for: letter, price: { amount: { low: 1, likely: 2, high: 3 }, per: year } }]
cost_structure: [{ name: Office, kind: fixed, amount: { amount: 0, per: year } }]
",
    );
    // Between nothing and 2000 with the peak at 1000: a tenth lies below 2000 · √(0.1 / 2), and a tenth as far from the other end.
    let expected = 2000.0 * (0.05_f64).sqrt();
    for (field, expected) in [("p10", expected), ("p50", 1000.0), ("p90", 2000.0 - expected)] {
        let drawn = outcome["simulation"][field].as_f64().unwrap();
        assert!((drawn - expected).abs() < 40.0, "{field}: {drawn} instead of {expected}");
    }
}
