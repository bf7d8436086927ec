//! The command as a user types it: inputs, formats, exit codes.

use canvass_tests::{Bench, json};

const PAPER: &str = "\
name: Free paper
customer_segments:
  - { name: Readers, id: readers, contributes: [{ kind: attention, to: shops }] }
  - { name: Shops, id: shops, kind: businesses }
value_propositions:
  - { name: News, id: news, for: readers }
  - { name: Reach in town, id: reach, for: shops }
revenue_streams:
  - { name: Advertisements, from: shops, for: reach, kind: advertising }
";

#[test]
fn exit_codes_tell_clean_from_findings_from_failure() {
    let bench = Bench::new();
    bench.write("good.canvas.yaml", PAPER);
    bench.write("wrong.canvas.yaml", PAPER.replace("for: readers", "for: reader"));
    bench.write("broken.canvas.yaml", "customer_segments: [");
    assert_eq!(bench.run(["check", "good.canvas.yaml"]).code, 0);
    assert_eq!(bench.run(["check", "wrong.canvas.yaml"]).code, 1);
    assert_eq!(bench.run(["check", "broken.canvas.yaml"]).code, 2);
    assert_eq!(bench.run(["check", "missing.canvas.yaml"]).code, 2);
    assert_eq!(bench.run(["check"]).code, 2);
    assert_eq!(bench.run(["chek", "good.canvas.yaml"]).code, 2);
    assert_eq!(bench.run(["analyze", "good.canvas.yaml"]).code, 0);
}

#[test]
fn one_bad_file_never_hides_the_others() {
    let bench = Bench::new();
    bench.write("a.canvas.yaml", PAPER);
    bench.write("b.canvas.json", "{\"customer_segments\": [");
    bench.write("c.canvas.ndjson", "{\"customer_segments\": [\"A\"]}\n\nnot json\n{\"customer_segments\": [\"B\"]}\n");
    let run = bench.run(["analyze", "--format", "ndjson", "."]);
    assert_eq!(run.code, 2);
    let outcomes: Vec<String> = run
        .out
        .lines()
        .map(json)
        .map(|report| format!("{}:{} {}", report["canvas"]["source"].as_str().unwrap(), report["canvas"]["line"], report["outcome"].as_str().unwrap()))
        .collect();
    assert_eq!(
        outcomes,
        [
            "./a.canvas.yaml:null analyzed",
            "./b.canvas.json:null refused",
            "./c.canvas.ndjson:1 analyzed",
            "./c.canvas.ndjson:3 refused",
            "./c.canvas.ndjson:4 analyzed"
        ]
    );
    assert!(run.err.contains("3 analyzed, 2 refused"), "{}", run.err);
}

#[test]
fn standard_input_is_read_and_its_format_guessed() {
    let bench = Bench::new();
    for (input, count) in [(PAPER, 1), ("{\"customer_segments\": [\"A\"]}", 1), ("{\"customer_segments\": [\"A\"]}\n{\"customer_segments\": [\"B\"]}\n", 2)] {
        let run = bench.run_with(["analyze", "--format", "ndjson", "-"], input.as_bytes());
        assert_eq!((run.code, run.out.lines().count()), (0, count), "{}", run.err);
    }
    let run = bench.run_with(["check", "--stdin-filename", "x.canvas.json", "-"], b"a: b");
    assert!(run.out.contains("x.canvas.json:1:1") && run.code == 2, "{}", run.out);
}

#[test]
fn formats_say_the_same_and_the_same_input_gives_the_same_bytes() {
    let bench = Bench::new();
    bench.write("a.canvas.yaml", PAPER);
    let list = json(&bench.run(["analyze", "--format", "json", "a.canvas.yaml"]).out);
    let line = json(&bench.run(["analyze", "--format", "ndjson", "a.canvas.yaml"]).out);
    assert_eq!(list, serde_json::Value::Array(vec![line]));
    for format in ["text", "json", "ndjson"] {
        let run = || bench.run(["analyze", "--format", format, "a.canvas.yaml"]).out;
        assert_eq!(run(), run(), "{format}");
    }
    bench.write("empty/notes.txt", "");
    let run = bench.run(["analyze", "--format", "json", "empty"]);
    assert_eq!((run.code, run.out.as_str()), (2, "[]\n"));
}

#[test]
fn a_canvas_from_json_and_from_yaml_is_analysed_alike() {
    let bench = Bench::new();
    bench.write("a.yaml", PAPER);
    let tree = canvass_formats::parse(PAPER, canvass_formats::Format::Yaml, &canvass_formats::Limits::default()).unwrap();
    bench.write("a.json", tree.root.to_json().to_string());
    let report = |file: &str| {
        let mut report = json(&bench.run(["analyze", "--format", "ndjson", file]).out);
        report["canvas"]["source"] = "x".into();
        for finding in report["findings"].as_array_mut().unwrap() {
            finding["span"] = "x".into();
            for evidence in finding["evidence"].as_array_mut().into_iter().flatten() {
                evidence["span"] = "x".into();
            }
        }
        report
    };
    assert_eq!(report("a.yaml"), report("a.json"));
}

#[test]
fn the_analysis_answers_four_questions_in_order() {
    let bench = Bench::new();
    bench.write("a.canvas.yaml", PAPER);
    let run = bench.run(["analyze", "a.canvas.yaml"]);
    insta::assert_snapshot!(run.out, @"
    Free paper
    ==========
    a.canvas.yaml

    What kind of business this is
      - Hidden revenue (0.80): a group uses the offer free and gives something other than goods or work
        that another, different group needs
      - Free offer paid by advertising (0.76): one group uses the offer free and its attention is there
        for others
      - Two-sided market (0.74): the offer to one group is made of another, different group, or of its
        attention
      - Multi-sided platform (0.70): the offer to one group is made of another, different group, or of
        its attention
      - nearly Advertising on a large base; missing: the free group is large (1 000 members or more, a
        mass market, or the public at large where no size is stated), or is reached online, where it can
        grow
      Not known for 7 patterns: too little is stated to decide.
      - kind of market: multi-sided — the offer to `shops` lives on what `readers` give

    Who pays for whom, and why
      The money comes from “Shops”, for what is brought by “Readers”, who use the offer free; it breaks
      when they leave, for then there is nothing to sell.
      - Readers: uses free
      - Shops: uses and pays
      - Readers → Shops: attracts — the attention of `Readers` goes to `Shops`

    What looks wrong
      Nothing that can be seen from here.

    What to state to know more
      - whether this is one business model: link every segment to what it uses, and state `supports` and
        `reaches`
      - `Readers` pay nothing, and without them `Reach in town` has nothing to sell to `Shops` [PAY018,
        line 3]
    ");
}

#[test]
fn nine_lists_of_notes_are_analysed_and_what_is_missing_is_named() {
    let bench = Bench::new();
    let canvas = "\
key_partnerships: [Alpha]
key_activities: [Beta]
key_resources: [Gamma]
value_propositions: [Delta, Epsilon]
customer_relationships: [Zeta]
channels: [Eta]
customer_segments: [Theta, Iota]
cost_structure: [Kappa]
revenue_streams: [Lambda]
";
    bench.write("a.canvas.yaml", canvas);
    let run = bench.run(["analyze", "a.canvas.yaml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("Not known who pays for whom"), "{}", run.out);
    assert!(run.out.contains("state whom “Delta”, “Epsilon” is for (`for`)"), "{}", run.out);
    let report = json(&bench.run(["analyze", "--format", "ndjson", "a.canvas.yaml"]).out);
    let payers = &report["results"]["payer-analysis"];
    assert_eq!(payers["configuration"].as_array().map(Vec::len), Some(0));
    assert!(payers["segments"].as_array().unwrap().iter().all(|segment| segment["stance"] == "not_known"));
    assert!(report["results"]["pattern-detection"]["patterns"].as_array().unwrap().iter().all(|pattern| pattern["verdict"] != "match"));
    assert!(report["findings"].as_array().unwrap().iter().all(|finding| finding["severity"] == "info" || finding["severity"] == "hint"), "{report}");
}

#[test]
fn a_canvas_from_the_gallery_can_be_copied_out_and_one_begun() {
    let bench = Bench::new();
    let list = bench.run(["gallery"]).out;
    assert!(list.lines().count() >= 50 && list.contains("youtube"), "{list}");
    assert_eq!(bench.run(["gallery", "skype", "--output", "."]).code, 0);
    assert_eq!(std::fs::read_to_string(bench.path().join("skype.canvas.yaml")).unwrap(), bench.run(["gallery", "skype"]).out);
    let again = bench.run(["gallery", "skype", "--output", "."]);
    assert!(again.code == 2 && again.err.contains("cannot write `./skype.canvas.yaml`: file exists"), "{}", again.err);
    let run = bench.run(["gallery", "skyp"]);
    assert!(run.code == 2 && run.err.contains("did you mean `skype`?"), "{}", run.err);
    assert_eq!(bench.run(["init", "Mon café"]).code, 0);
    assert_eq!(bench.run(["validate", "mon-café.canvas.yaml"]).code, 0);
    assert_eq!(bench.run(["check", "mon-café.canvas.yaml"]).code, 0);
    assert_eq!(bench.run(["init", "Mon café"]).code, 2);
    assert_eq!(bench.run(["init", "!!"]).code, 2);
}

#[test]
fn plugins_can_be_left_out_and_are_listed() {
    let bench = Bench::new();
    bench.write("a.canvas.yaml", PAPER);
    let list = bench.run(["plugin", "list"]).out;
    for name in ["dev.canvass.pattern-detection", "dev.canvass.payer-analysis", "dev.canvass.segment-fit", "dev.canvass.structure", "dev.canvass.wording"] {
        assert!(list.contains(name), "{list}");
    }
    let report = json(&bench.run(["analyze", "--no-plugins", "--format", "ndjson", "a.canvas.yaml"]).out);
    assert_eq!(report["results"], serde_json::json!({}));
    assert!(!report["facts"]["list"].as_array().unwrap().is_empty());
}

#[test]
fn bare_notes_are_read_and_say_from_which_words() {
    let bench = Bench::new();
    bench.write(
        "BUSINESS_MODEL.md",
        "# Town paper\n\n## Customer Segments\n- Readers\n- Advertisers\n\n## Value Propositions\n- Free local news for readers\n- Reach in town for advertisers\n\n\
         ## Revenue Streams\n- Advertising sold to advertisers\n",
    );
    let report = json(&bench.run(["analyze", "--format", "ndjson", "BUSINESS_MODEL.md"]).out);
    assert_eq!(report["canvas"]["name"], "Town paper");
    let payers = &report["results"]["payer-analysis"];
    assert_eq!((&payers["payers"], &payers["configuration"][0]), (&serde_json::json!(["advertisers"]), &"audience".into()), "{payers}");
    let facts = report["facts"]["list"].as_array().unwrap();
    let kind = facts.iter().find(|fact| fact["fact"] == "typed" && fact["value"] == "advertising").unwrap();
    assert_eq!((&kind["origin"], &kind["words"]), (&"read".into(), &"Advertising".into()));
    // Findings point into the original file.
    let run = bench.run(["check", "--fail-on", "info", "BUSINESS_MODEL.md"]);
    assert!(run.out.contains("--> BUSINESS_MODEL.md:"), "{}", run.out);
}

#[test]
fn what_is_no_canvas_is_said_to_be_what_it_is() {
    let bench = Bench::new();
    bench.write("canvas.md", "# Business Model Canvas\n\n![our canvas](canvas.png)\n");
    bench.write("good.canvas.yaml", PAPER);
    let run = bench.run(["analyze", "--format", "ndjson", "canvas.md", "good.canvas.yaml"]);
    assert_eq!((run.code, run.out.lines().count()), (2, 2), "{}", run.err);
    let report = json(run.out.lines().next().unwrap());
    assert_eq!((&report["outcome"], &report["findings"][0]["code"]), (&"refused".into(), &"DOC005".into()));
    assert!(report["findings"][0]["message"].as_str().unwrap().contains("picture"), "{report}");
}

#[test]
fn an_import_goes_round_and_says_what_it_left() {
    let bench = Bench::new();
    bench.write(
        "a.md",
        "# Bakery\n\nVersion 3\n\n## Customer Segments\n- Neighbours\n\n## Value Propositions\n- Fresh bread\n\n## Revenue Streams\n- Sale of bread: €4\n\n## SWOT\n- Strong oven\n",
    );
    let page = bench.run(["analyze", "a.md"]).out;
    assert!(page.contains("canvass import a.md -o") && page.contains("- Neighbours: uses and pays"), "{page}");
    let run = bench.run(["import", "a.md", "-o", "a.canvas.yaml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("3 items taken") && run.err.contains("left, behind the last block"), "{}", run.err);
    assert_eq!(bench.run(["validate", "a.canvas.yaml"]).code, 0);
    let first = bench.run(["import", "a.canvas.yaml"]);
    assert_eq!(first.out, std::fs::read_to_string(bench.path().join("a.canvas.yaml")).unwrap());
    assert_eq!(bench.run(["import", "a.md", "-o", "a.canvas.yaml"]).code, 2, "a file that exists is not overwritten");
    assert_eq!(bench.run(["import", "a.canvas.yaml", "-o", "-"]).out, first.out, "a dash is standard output");
    assert!(!cfg!(unix) || bench.run(["import", "a.canvas.yaml", "-o", "/dev/null"]).code == 0, "a device holds nothing that could be lost");
    bench.write("b.md", "## Customer Segmnts\n- Neighbours\n\n## Value Propositions\n- Bread\n\n## Channels\n- Shop\n");
    let run = bench.run(["import", "b.md"]);
    assert!(
        run.err.starts_with("info[DOC006]: `Customer Segmnts` was read as customer segments\n --> b.md:1:1"),
        "no colour outside of a terminal: {}",
        run.err
    );
}

#[test]
fn facts_say_how_they_are_known() {
    let bench = Bench::new();
    bench.write("a.canvas.yaml", "customer_segments: [Theta]\nvalue_propositions: [Delta]\nrevenue_streams: [{ name: Paper sold, kind: asset_sale }]\n");
    let report = json(&bench.run(["analyze", "--format", "ndjson", "a.canvas.yaml"]).out);
    assert_eq!(report["facts"]["kinds"], serde_json::json!(["asset_sale"]));
    let uses = report["facts"]["list"].as_array().unwrap().iter().find(|fact| fact["fact"] == "uses").unwrap();
    assert_eq!((&uses["subject"], &uses["object"], &uses["origin"]), (&"theta".into(), &"delta".into(), &"implied".into()));
    assert_eq!(uses["at"], serde_json::json!(["/value_propositions/0", "/customer_segments/0"]));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let bench = Bench::new();
    let mut child = bench.command().args(["schema", "canvas"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn completions_are_printed_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = Bench::new().run(["completions", shell]);
        assert!(run.code == 0 && run.out.contains("analyze"), "{shell}");
    }
}
