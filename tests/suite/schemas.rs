//! The published schemas, held against what the program reads and writes.

use canvass_tests::{Bench, gallery, json, root};
use serde_json::Value;

fn schema(name: &str) -> String {
    root().join("schemas").join(name).display().to_string()
}

#[test]
fn reports_fit_the_published_schema_and_results_those_of_the_manifests() {
    let bench = Bench::new();
    let run = bench.run(["analyze".as_ref(), "--format".as_ref(), "ndjson".as_ref(), gallery().as_os_str()]);
    bench.write("reports.ndjson", &run.out);
    for name in ["report.schema.json", "report.draft-07.schema.json"] {
        let run = bench.run(["validate", "--schema", &schema(name), "reports.ndjson"]);
        assert_eq!(run.code, 0, "{name}\n{}{}", run.out, run.err);
    }
    for plugin in ["pattern-detection", "payer-analysis", "segment-fit", "structure", "wording"] {
        let manifest = json(&bench.run(["plugin", "info", plugin]).out);
        for analyzer in manifest["analyzers"].as_array().unwrap() {
            let name = analyzer["name"].as_str().unwrap();
            bench.write("result.schema.json", analyzer["result_schema"].to_string());
            let results: Vec<String> = run.out.lines().map(|line| json(line)["results"][name].to_string()).collect();
            bench.write("results.ndjson", results.join("\n"));
            let run = bench.run(["validate", "--schema", "result.schema.json", "results.ndjson"]);
            assert_eq!(run.code, 0, "{name}\n{}{}", run.out, run.err);
        }
        bench.write("manifest.json", manifest.to_string());
        let run = bench.run(["validate", "--schema", &schema("manifest.schema.json"), "manifest.json"]);
        assert_eq!(run.code, 0, "{plugin}\n{}{}", run.out, run.err);
    }
}

#[test]
fn a_refused_document_has_a_report_of_the_same_shape() {
    let bench = Bench::new();
    bench.write("bad.json", "{");
    let run = bench.run(["analyze", "--format", "ndjson", "bad.json"]);
    assert_eq!(run.code, 2);
    assert_eq!(json(&run.out)["outcome"], "refused");
    bench.write("report.json", &run.out);
    let run = bench.run(["validate", "--schema", &schema("report.schema.json"), "report.json"]);
    assert_eq!(run.code, 0, "{}", run.out);
}

#[test]
fn the_gallery_fits_the_schema_of_the_canvas_in_both_dialects() {
    let bench = Bench::new();
    for name in ["canvas.schema.json", "canvas.draft-07.schema.json"] {
        let run = bench.run(["validate".as_ref(), "--schema".as_ref(), schema(name).as_ref(), gallery().as_os_str()]);
        assert_eq!(run.code, 0, "{name}\n{}", run.out);
    }
}

#[test]
fn every_field_of_the_canvas_is_described() {
    fn walk(schema: &Value, path: &str, bare: &mut Vec<String>) {
        for (key, field) in schema["properties"].as_object().into_iter().flatten() {
            if field["description"].is_null() {
                bare.push(format!("{path}/{key}"));
            }
            walk(field, &format!("{path}/{key}"), bare);
        }
        for (key, definition) in schema["$defs"].as_object().into_iter().flatten() {
            walk(definition, key, bare);
            for term in definition["oneOf"].as_array().into_iter().flatten() {
                if term["description"].is_null() {
                    bare.push(format!("{key}: {}", term["const"]));
                }
            }
        }
    }
    let schema = json(&Bench::new().run(["schema", "canvas"]).out);
    let mut bare = Vec::new();
    walk(&schema, "", &mut bare);
    assert!(bare.is_empty(), "without a description: {bare:?}");
}

#[test]
fn a_mistake_is_shown_at_its_place_with_what_was_meant() {
    let bench = Bench::new();
    bench.write(
        "a.yaml",
        "customer_segments:\n  - 名称: 免费用户\n    nam: x\n  - { name: 企业, kind: busineses }\nvalue_propositions:\n  - { name: 搜索, for: 企业客户 }\n",
    );
    let run = bench.run(["validate", "a.yaml"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.out, @"
    error[STR003]: unknown key `名称`
     --> a.yaml:2:5
      |
    2 |   - 名称: 免费用户
      |     ^^^^
      |
      = help: known keys: `claiming_share`, `confidence`, `contributes`, `controls`, `cost_to_serve`, `customer_of`, `engagement`, `evidence`, `id`, `kind`, `market`, `name`, `needs`, `note`, `part_of`, `paying_share`, `roles`, `size`, `status`, `tags`
      = help: canvass explain STR003

    error[STR003]: unknown key `nam`; the key `name` is missing
     --> a.yaml:3:5
      |
    3 |     nam: x
      |     ^^^
      |
      = help: did you mean `name`?
      = help: canvass explain STR003

    error[DOC002]: `busineses` is not one of `individuals`, `businesses`, `government`, `nonprofit`
     --> a.yaml:4:23
      |
    4 |   - { name: 企业, kind: busineses }
      |                         ^^^^^^^^^
      |
      = help: did you mean `businesses`?

    error[STR001]: link to `企业客户`, but no item has this id; a customer segment is expected here
     --> a.yaml:6:22
      |
    6 |   - { name: 搜索, for: 企业客户 }
      |                        ^^^^^^^^
      |
      = help: add a customer segment with this id, or take the link out
      = help: canvass explain STR001
    ");
    insta::assert_snapshot!(run.err, @"0 valid, 1 not valid");
}
