//! Which findings are reported: `canvass.toml`, the command line, comments in documents, and baselines.

use canvass_tests::{Bench, Run, json};

/// A canvas about which there is something to say at several lines.
const FREE: &str = "\
name: Free tool
customer_segments:
  - { name: Everybody, id: everybody }
  - { name: Users, id: users }
value_propositions:
  - { name: A tool, id: tool, for: users }
key_resources:
  - { name: TBD, id: servers }
";

/// The codes of what a run in JSON reports, sorted, each once, without strengths.
fn codes(run: &Run) -> Vec<String> {
    let reports = json(&run.out);
    let findings = reports.as_array().unwrap().iter().flat_map(|report| report["findings"].as_array().unwrap());
    let mut codes: Vec<String> =
        findings.filter(|finding| finding["severity"] != "strength").map(|finding| finding["code"].as_str().unwrap().to_owned()).collect();
    codes.sort();
    codes.dedup();
    codes
}

#[test]
fn rules_are_selected_and_ignored_by_the_file_and_the_command_line_has_the_last_word() {
    let bench = Bench::new();
    bench.write("a.canvas.yaml", FREE);
    let all = codes(&bench.run(["check", "--format", "json", "a.canvas.yaml"]));
    assert!(all.contains(&"TXT001".to_owned()) && all.iter().any(|code| code.starts_with("STR")), "{all:?}");
    let wording = codes(&bench.run(["check", "--format", "json", "--select", "TXT", "a.canvas.yaml"]));
    assert_eq!(wording, all.iter().filter(|code| code.starts_with("TXT")).cloned().collect::<Vec<_>>());
    assert!(!codes(&bench.run(["check", "--format", "json", "--ignore", "TXT001", "a.canvas.yaml"])).contains(&"TXT001".to_owned()));

    bench.write("canvass.toml", "select = [\"TXT001\"]\n");
    assert_eq!(codes(&bench.run(["check", "--format", "json", "a.canvas.yaml"])), ["TXT001"]);
    assert_eq!(codes(&bench.run(["check", "--format", "json", "--select", "ALL", "a.canvas.yaml"])), all);
    bench.write("canvass.toml", "[[overrides]]\npaths = [\"drafts/**\"]\nignore = [\"ALL\"]\n");
    bench.write("drafts/a.canvas.yaml", FREE);
    assert_eq!(codes(&bench.run(["check", "--format", "json", "a.canvas.yaml"])), all);
    assert!(codes(&bench.run(["check", "--format", "json", "drafts"])).is_empty());

    let wrong = bench.run(["check", "--select", "TXT01", "a.canvas.yaml"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("there is no rule `TXT01`") && wrong.err.contains("did you mean"), "{}", wrong.err);
}

#[test]
fn a_check_fails_on_severities_and_on_rules() {
    let bench = Bench::new();
    bench.write("a.canvas.yaml", FREE);
    let code = |fail_on: &str| bench.run(["check", "--select", "TXT001", "--fail-on", fail_on, "a.canvas.yaml"]).code;
    assert_eq!((code("never"), code("TXT001"), code("never,TXT"), code("PAY001"), code("info")), (0, 1, 1, 0, 1));
}

#[test]
fn a_comment_with_a_reason_answers_a_finding_and_one_without_is_reported() {
    let bench = Bench::new();
    let with = |comment: &str| {
        bench.write("a.canvas.yaml", FREE.replace("id: servers }", &format!("id: servers }} {comment}")));
        bench.run(["check", "--select", "TXT001,DOC", "--format", "json", "a.canvas.yaml"])
    };
    assert_eq!(codes(&with("")), ["TXT001"]);
    let run = with("# canvass: ignore TXT001 — the supplier is chosen in May");
    assert_eq!(codes(&run), [""; 0]);
    assert!(run.err.contains("1 suppressed"), "{}", run.err);
    assert_eq!(codes(&with("# canvass: ignore TXT001")), ["DOC007", "TXT001"]);
    assert_eq!(codes(&with("# canvass: ignore TXT01 — May")), ["DOC007", "TXT001"]);
    assert_eq!(codes(&with("# canvass: ignore TXT001, TXT003 — May")), [""; 0], "what is off is not asked for");
    bench.write("a.canvas.yaml", format!("# canvass: ignore-file TXT002 — no lists here\n{FREE}"));
    let run = bench.run(["check", "--select", "TXT001,TXT002,DOC", "a.canvas.yaml"]);
    assert!(run.out.contains("warning[DOC008]: TXT002 is ignored here, and there is no such finding\n --> a.canvas.yaml:1:1"), "{}", run.out);
    // The comment of the first line is above the second one, and holds for the document.
    bench.write("a.canvas.yaml", format!("# canvass: ignore-file no-placeholder — x\n{FREE}"));
    assert!(bench.run(["check", "a.canvas.yaml"]).out.contains("[DOC007]"));
}

#[test]
fn a_baseline_keeps_what_was_there_from_being_reported_and_outlives_changes_elsewhere() {
    let bench = Bench::new();
    bench.write("a.canvas.yaml", FREE);
    let made = bench.run(["baseline", "create", "a.canvas.yaml"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.err.contains("written to canvass.baseline.json"), "{}", made.err);
    let check = || bench.run(["check", "--baseline", "canvass.baseline.json", "--format", "json", "--fail-on", "info", "a.canvas.yaml"]);
    let run = check();
    assert_eq!((codes(&run).len(), run.code), (0, 0));
    assert!(run.err.contains("in the baseline"), "{}", run.err);

    // Lines above and an item before do not matter.
    bench.write("a.canvas.yaml", FREE.replace("key_resources:\n", "\n\nkey_resources:\n  - { name: A desk, id: desk }\n"));
    assert!(!codes(&check()).contains(&"TXT001".to_owned()));
    // Another placeholder is new.
    bench.write("a.canvas.yaml", FREE.replace("key_resources:\n", "key_resources:\n  - { name: lorem ipsum, id: desk }\n"));
    let run = check();
    assert!(codes(&run).contains(&"TXT001".to_owned()));
    assert_eq!(run.code, 1);
    // What was mended is told.
    bench.write("a.canvas.yaml", FREE.replace("TBD", "Servers in two towns"));
    assert!(check().err.contains("1 in the baseline no longer found"), "{}", check().err);

    // The configuration may name it; the baseline is then not read while it is made.
    bench.write("canvass.toml", "baseline = \"other.json\"\n");
    bench.write("a.canvas.yaml", FREE);
    assert_eq!(bench.run(["check", "a.canvas.yaml"]).code, 2);
    assert_eq!(bench.run(["baseline", "create", "a.canvas.yaml", "--output", "other.json"]).code, 0);
    assert!(bench.run(["check", "a.canvas.yaml"]).err.contains("in the baseline"));
    bench.write("other.json", "{");
    let run = bench.run(["check", "a.canvas.yaml"]);
    assert!(run.code == 2 && run.err.contains("other.json` is wrong") && run.err.contains("canvass baseline create"), "{}", run.err);
}
