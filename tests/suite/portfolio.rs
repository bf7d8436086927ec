//! Several canvases together.

use canvass_tests::{Bench, json};

fn model(id: &str, rest: &str) -> String {
    format!("canvass: 1\nid: {id}\norganization: The Courier\ncustomer_segments: [Readers]\n{rest}")
}

#[test]
fn a_line_of_models_leads_somewhere_and_not_in_a_circle() {
    let bench = Bench::new();
    bench.write("a.canvas.yaml", model("a", "derived_from: c\n"));
    bench.write("b.canvas.yaml", model("b", "derived_from: a\n"));
    bench.write("c.canvas.yaml", model("c", "derived_from: b\n"));
    bench.write("d.canvas.yaml", model("d", "derived_from: e\n"));
    // What is only an origin need not say to whom it belongs.
    bench.write("e.canvas.yaml", "canvass: 1\nid: e\ncustomer_segments: [Readers]\n");
    let run = bench.run(["check", "--isolated", "--select", "PRT", "."]);
    insta::assert_snapshot!(run.out);
    assert_eq!(run.code, 1);
    // A canvas by itself cannot know whether its origin exists.
    assert!(bench.run(["check", "--isolated", "--select", "PRT", "d.canvas.yaml"]).out.is_empty());
    std::fs::remove_file(bench.path().join("e.canvas.yaml")).unwrap();
    assert!(bench.run(["check", "--isolated", "--select", "PRT003", "."]).out.contains("there is no canvas with the id `e`"));
}

#[test]
fn versions_of_one_model_are_not_two_models() {
    let bench = Bench::new();
    let priced = |id: &str, price: u32, rest: &str| {
        format!(
            "canvass: 1\nid: {id}\norganization: the  courier\ncost_orientation: value_driven\n{rest}customer_segments: [{{ name: Readers, needs: [{{ kind: job, text: Know }}] }}]\nchannels: [Post]\nkey_resources: [Presses, Names]\nkey_activities: [Writing]\nrevenue_streams: [{{ name: Fee, from: readers, price: {{ amount: {price}, currency: EUR, per: month }} }}]\n"
        )
    };
    let codes = |bench: &Bench| -> Vec<String> {
        let reports = json(&bench.run(["check", "--isolated", "--select", "PRT", "--format", "json", "."]).out);
        let findings = reports.as_array().unwrap().iter().flat_map(|report| report["findings"].as_array().unwrap());
        findings.map(|finding| format!("{} {}", finding["code"].as_str().unwrap(), finding["key"].as_str().unwrap())).collect()
    };
    bench.write("a.canvas.yaml", priced("a", 10, ""));
    bench.write("b.canvas.yaml", priced("b", 30, ""));
    assert_eq!(codes(&bench), ["PRT002 two_prices", "PRT004 integrate_by_phases"]);
    bench.write("b.canvas.yaml", priced("b", 11, ""));
    assert_eq!(codes(&bench), ["PRT004 integrate"]);
    bench.write("b.canvas.yaml", priced("b", 30, "derived_from: a\n"));
    assert!(codes(&bench).is_empty());
}
