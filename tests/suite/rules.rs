//! The pages of all rules: their examples are run through the real program.

use canvass_tests::{Bench, json};
use serde_json::Value;

#[test]
fn the_examples_of_every_page_hold() {
    let bench = Bench::new();
    let rules = json(&bench.run(["rules", "--format", "json"]).out);
    let rules = rules.as_array().unwrap();
    assert!(rules.len() >= 50, "{}", rules.len());
    for rule in rules {
        let code = rule["code"].as_str().unwrap();
        let page = bench.run(["explain", code]);
        assert_eq!(page.code, 0, "{code}: {}", page.err);
        let fenced = |notation: &str| -> Vec<String> {
            let open = format!("```{notation}\n");
            page.out.split(&open).skip(1).filter_map(|rest| rest.split("```").next()).map(str::to_owned).collect()
        };
        // What only importers read is shown in Markdown.
        let (ending, examples) = if page.out.contains("```markdown") { ("md", fenced("markdown")) } else { ("yaml", fenced("yaml")) };
        assert_eq!(examples.len(), 2, "{code} has {} examples", examples.len());
        for (example, (name, wanted)) in examples.iter().zip([("with", true), ("without", false)]) {
            // Examples of several canvases are several files.
            let files: Vec<String> = (0..example.split("---\n").count()).map(|at| format!("{code}/{name}-{at}.{ending}")).collect();
            for (file, canvas) in files.iter().zip(example.split("---\n")) {
                bench.write(file, canvas);
            }
            let run = bench.run(["check", "--format", "json"].into_iter().chain(files.iter().map(String::as_str)));
            let reports: Value = json(&run.out);
            let findings = reports.as_array().unwrap().iter().flat_map(|report| report["findings"].as_array().unwrap());
            let codes: Vec<&str> = findings.map(|finding| finding["code"].as_str().unwrap()).collect();
            assert_eq!(codes.contains(&code), wanted, "{code}, the canvas {name} it: {codes:?}\n{}", run.err);
            if !wanted {
                assert!(reports.as_array().unwrap().iter().all(|report| report["outcome"] == "analyzed"), "{code}, the canvas without it: {reports}");
            }
        }
    }
}

#[test]
fn a_rule_is_found_by_code_or_name_and_a_slip_is_mended() {
    let bench = Bench::new();
    assert_eq!(bench.run(["explain", "PAY001"]).out, bench.run(["explain", "no-payer"]).out);
    let run = bench.run(["explain", "PAY0001"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("there is no rule `PAY0001`") && run.err.contains("did you mean `PAY001`?"), "{}", run.err);
}

#[test]
fn severities_can_be_set_in_the_configuration() {
    let bench = Bench::new();
    bench.write("a.canvas.yaml", "customer_segments: [{ name: Users, id: users }]\nvalue_propositions: [{ name: It, for: users }]\nrevenue_streams: []\n");
    assert_eq!(bench.run(["check", "a.canvas.yaml"]).code, 1);
    bench.write("canvass.toml", "[rules]\nno-payer = \"info\"\n");
    let run = bench.run(["check", "a.canvas.yaml"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.contains("info[PAY001]"), "{}", run.out);
    assert_eq!(bench.run(["check", "--isolated", "a.canvas.yaml"]).code, 1);
    assert_eq!(bench.run(["check", "--fail-on", "info", "a.canvas.yaml"]).code, 1);
    bench.write("canvass.toml", "[rules]\nPAY001 = \"off\"\n");
    let run = bench.run(["check", "--fail-on", "warning", "a.canvas.yaml"]);
    assert!(!run.out.contains("PAY001") && run.code == 0, "{}", run.out);
}
