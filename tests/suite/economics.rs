//! Economics: on every canvas of the gallery the books add up, and the page shows them.

use std::collections::BTreeMap;

use canvass_tests::{Bench, gallery, json};
use serde_json::Value;

/// A hundredth for each number that was rounded.
const ROUNDING: f64 = 0.01;

fn likely(value: &Value) -> Option<f64> {
    value["likely"].as_f64()
}

#[test]
fn the_books_of_every_canvas_add_up() {
    let run = Bench::new().run(["analyze".as_ref(), "--format".as_ref(), "json".as_ref(), gallery().as_os_str()]);
    let reports = json(&run.out);
    let (mut with_result, mut with_transfers) = (0, 0);
    for report in reports.as_array().expect("a list of reports") {
        let name = report["canvas"]["name"].as_str().unwrap_or_default();
        let books = &report["results"]["economics"];
        let accounts = books["accounts"].as_array().expect("a list of accounts");
        for account in accounts {
            if let (Some(revenue), Some(cost), Some(surplus)) = (likely(&account["revenue"]), likely(&account["cost_to_serve"]), likely(&account["surplus"])) {
                assert!((revenue - cost - surplus).abs() < ROUNDING, "{name}: {account}");
            }
            for bounds in ["revenue", "cost_to_serve", "surplus", "size"].map(|field| &account[field]) {
                if let (Some(low), Some(likely), Some(high)) = (bounds["low"].as_f64(), bounds["likely"].as_f64(), bounds["high"].as_f64()) {
                    assert!(low <= likely && likely <= high, "{name}: {account}");
                }
            }
        }
        // Nobody gives more than is left over, and nobody gets more than is wanting.
        let (mut gives, mut gets): (BTreeMap<&str, f64>, BTreeMap<&str, f64>) = Default::default();
        for transfer in books["transfers"].as_array().into_iter().flatten() {
            with_transfers += 1;
            let amount = transfer["amount"].as_f64().expect("an amount");
            assert!(amount > 0.0, "{name}: {transfer}");
            *gives.entry(transfer["from"].as_str().expect("an id")).or_default() += amount;
            *gets.entry(transfer["to"].as_str().expect("an id")).or_default() += amount;
        }
        let of = |party: &str, sign: f64| {
            let own = accounts.iter().filter(|account| account["party"] == party).filter_map(|account| likely(&account["surplus"]));
            own.map(|surplus| (surplus * sign).max(0.0)).sum::<f64>()
        };
        assert!(gives.iter().all(|(party, amount)| *amount <= of(party, 1.0) + ROUNDING), "{name}: {gives:?}");
        assert!(gets.iter().all(|(party, amount)| *amount <= of(party, -1.0) + ROUNDING), "{name}: {gets:?}");
        if let Some(result) = likely(&books["result"]) {
            with_result += 1;
            let surpluses: f64 = accounts.iter().filter_map(|account| likely(&account["surplus"])).sum();
            let joint = likely(&books["joint_revenue"]).unwrap_or_default();
            let fixed = likely(&books["fixed_costs"]).expect("known where the result is");
            assert!((surpluses + joint - fixed - result).abs() < ROUNDING, "{name}: {books}");
            // A payer alone leaves with its own surplus.
            for without in books["without"].as_array().into_iter().flatten() {
                if let Some(left) = likely(&without["result"]) {
                    let own = of(without["payer"].as_str().expect("an id"), 1.0) - of(without["payer"].as_str().expect("an id"), -1.0);
                    assert!((result - own - left).abs() < ROUNDING, "{name}: {without}");
                }
            }
        } else {
            assert!(accounts.is_empty() || books["not_known"].as_array().is_some_and(|asked| !asked.is_empty()), "{name}: nothing is asked for");
        }
    }
    assert!(with_result > 8 && with_transfers > 8, "only {with_result} canvases have a result, {with_transfers} transfers");
}

/// What the page says of money.
fn section(canvas: &str) -> String {
    let bench = Bench::new();
    let run = bench.run(["analyze".as_ref(), gallery().join(format!("{canvas}.canvas.yaml")).as_os_str()]);
    let from = run.out.find("What it brings").expect("there is such a section");
    let rest = &run.out[from..];
    rest[..rest.find("\nWhat looks wrong").expect("another section follows")].to_owned()
}

#[test]
fn those_who_pay_less_than_they_cost_are_carried() {
    insta::assert_snapshot!(section("playstation"));
}

#[test]
fn two_payers_carry_two_free_groups() {
    insta::assert_snapshot!(section("youku"));
}

#[test]
fn ranges_are_shown_with_what_they_decide() {
    insta::assert_snapshot!(section("grameen-bank"));
}
