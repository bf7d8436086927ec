//! The gallery: every case of the literature reaches its verdict, from the facts of its canvas and not from anybody's name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use canvass_tests::{Bench, gallery, json, yaml};
use serde::Deserialize;
use serde_json::Value;

/// What the analysis of a canvas must conclude, kept beside the canvas.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    case: String,
    users: Vec<String>,
    payers: Vec<String>,
    relations: Vec<Relation>,
    configuration: Vec<String>,
    patterns: Vec<String>,
    not_patterns: Vec<String>,
    findings: Vec<String>,
    #[serde(default)]
    market: Option<String>,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord, Debug, Clone)]
#[serde(deny_unknown_fields)]
struct Relation {
    free: String,
    paying: String,
    relation: String,
}

fn names() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(gallery())
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".canvas.yaml").map(str::to_owned))
        .collect();
    names.sort();
    names
}

/// The report of every canvas, by the name of its file.
fn reports() -> BTreeMap<String, Value> {
    let run = Bench::new().run(["analyze".as_ref(), "--format".as_ref(), "json".as_ref(), gallery().as_os_str()]);
    assert!(run.code < 2, "{}", run.err);
    let list = json(&run.out);
    list.as_array()
        .unwrap()
        .iter()
        .map(|report| {
            let source = report["canvas"]["source"].as_str().unwrap();
            let name = source.rsplit('/').next().unwrap().strip_suffix(".canvas.yaml").unwrap();
            (name.to_owned(), report.clone())
        })
        .collect()
}

fn strings(value: &Value) -> BTreeSet<String> {
    value.as_array().into_iter().flatten().map(|item| item.as_str().unwrap().to_owned()).collect()
}

fn set(list: &[String]) -> BTreeSet<String> {
    list.iter().cloned().collect()
}

fn relations(payers: &Value) -> BTreeSet<Relation> {
    let of = |relation: &Value, key: &str| relation[key].as_str().unwrap().to_owned();
    payers["relations"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|relation| Relation { free: of(relation, "free"), paying: of(relation, "paying"), relation: of(relation, "relation") })
        .collect()
}

fn verdicts(report: &Value) -> BTreeMap<String, String> {
    let of = |pattern: &Value, key: &str| pattern[key].as_str().unwrap().to_owned();
    report["results"]["pattern-detection"]["patterns"].as_array().unwrap().iter().map(|pattern| (of(pattern, "id"), of(pattern, "verdict"))).collect()
}

fn codes(report: &Value) -> BTreeSet<String> {
    report["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_case_reaches_its_verdict() {
    let reports = reports();
    let mut wrong = String::new();
    let mut cases = 0;
    for name in names() {
        let expected: Expected = yaml(&gallery().join(format!("{name}.expected.yaml")));
        let report = &reports[&name];
        let payers = &report["results"]["payer-analysis"];
        cases += 1;
        let mut differ = |what: &str, wanted: String, found: String| {
            if wanted != found {
                let _infallible = writeln!(wrong, "{name} ({}): {what}: wanted {wanted}, found {found}", expected.case);
            }
        };
        differ("users", format!("{:?}", set(&expected.users)), format!("{:?}", strings(&payers["users"])));
        differ("payers", format!("{:?}", set(&expected.payers)), format!("{:?}", strings(&payers["payers"])));
        differ("configuration", format!("{:?}", set(&expected.configuration)), format!("{:?}", strings(&payers["configuration"])));
        differ("relations", format!("{:?}", expected.relations.iter().cloned().collect::<BTreeSet<_>>()), format!("{:?}", relations(payers)));
        let verdicts = verdicts(report);
        for id in &expected.patterns {
            differ(&format!("pattern {id}"), "match".to_owned(), verdicts.get(id).cloned().unwrap_or_else(|| "no such pattern".to_owned()));
        }
        for id in &expected.not_patterns {
            let verdict = verdicts.get(id).cloned().unwrap_or_else(|| "no such pattern".to_owned());
            if verdict == "match" || verdict == "no such pattern" {
                differ(&format!("pattern {id}"), "anything but a match".to_owned(), verdict);
            }
        }
        let found = codes(report);
        for code in &expected.findings {
            differ(&format!("finding {code}"), "reported".to_owned(), if found.contains(code) { "reported".to_owned() } else { format!("{found:?}") });
        }
        if let Some(market) = &expected.market {
            differ("market", market.clone(), report["results"]["segment-fit"]["market"]["kind"].as_str().unwrap().to_owned());
        }
        // An error or a warning that the case is not about would be a false alarm.
        for finding in report["findings"].as_array().unwrap() {
            let code = finding["code"].as_str().unwrap().to_owned();
            let severe = matches!(finding["severity"].as_str(), Some("error" | "warning"));
            if severe && !expected.findings.contains(&code) {
                differ("false alarm", "none".to_owned(), format!("{code}: {}", finding["message"]));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(cases >= 50, "{cases}");
}

#[test]
fn every_canvas_is_valid_and_says_where_it_comes_from() {
    let run = Bench::new().run(["validate".as_ref(), gallery().as_os_str()]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    for name in names() {
        let canvas: Value = yaml(&gallery().join(format!("{name}.canvas.yaml")));
        assert_eq!(canvas["id"], name.as_str());
        assert!(canvas["sources"].as_array().is_some_and(|sources| !sources.is_empty()), "{name} names no source");
        assert!(canvas["description"].is_string(), "{name} is not described");
    }
}

/// Replaces every name, text and identifier of a canvas by one that says nothing; the identifiers as a table.
fn anonymous(canvas: &mut Value, number: usize) -> BTreeMap<String, String> {
    let header = canvas.as_object_mut().unwrap();
    for key in ["name", "description", "organization", "sources", "tags", "$schema"] {
        header.remove(key);
    }
    header.insert("id".to_owned(), format!("c{number}").into());
    let mut ids = BTreeMap::new();
    let mut count = 0;
    for block in canvass_model::blocks::Block::NINE {
        for item in header.get_mut(block.key()).and_then(Value::as_array_mut).into_iter().flatten() {
            if let Value::String(name) = item {
                *item = serde_json::json!({ "name": name });
            }
            let item = item.as_object_mut().unwrap();
            rename(item, "name", &mut count, &mut ids);
            item.remove("note");
            item.remove("evidence");
            for need in item.get_mut("needs").and_then(Value::as_array_mut).into_iter().flatten() {
                rename(need.as_object_mut().unwrap(), "text", &mut count, &mut ids);
            }
        }
    }
    for block in canvass_model::blocks::Block::NINE {
        for item in header.get_mut(block.key()).and_then(Value::as_array_mut).into_iter().flatten() {
            relink(item, &ids);
        }
    }
    ids
}

fn rename(item: &mut serde_json::Map<String, Value>, text: &str, count: &mut usize, ids: &mut BTreeMap<String, String>) {
    *count += 1;
    let id = item.get("id").and_then(Value::as_str).map_or_else(
        || {
            let mut slug = String::new();
            canvass_model::slug_into(item[text].as_str().unwrap(), &mut slug);
            slug
        },
        str::to_owned,
    );
    ids.insert(id, format!("x{count}"));
    item.insert("id".to_owned(), format!("x{count}").into());
    item.insert(text.to_owned(), format!("thing {count}").into());
}

fn relink(item: &mut Value, ids: &BTreeMap<String, String>) {
    const LINKS: [&str; 20] = [
        "for",
        "addresses",
        "requires",
        "extends",
        "depends_on",
        "reaches",
        "delivers",
        "with",
        "from",
        "supports",
        "done_by",
        "provides",
        "caused_by",
        "driver",
        "part_of",
        "customer_of",
        "controls",
        "to",
        "contributes",
        "needs",
    ];
    let swap = |value: &mut Value| {
        if let Value::String(id) = value
            && let Some(new) = ids.get(id)
        {
            *id = new.clone();
        }
    };
    for key in LINKS {
        match item.get_mut(key) {
            Some(Value::Array(list)) => {
                for value in list {
                    if value.is_object() {
                        relink(value, ids);
                    } else {
                        swap(value);
                    }
                }
            }
            Some(value) => swap(value),
            None => {}
        }
    }
}

#[test]
fn no_verdict_hangs_on_a_name() {
    let reports = reports();
    let mut lines = String::new();
    let mut tables = Vec::new();
    for (number, name) in names().into_iter().enumerate() {
        let mut canvas: Value = yaml(&gallery().join(format!("{name}.canvas.yaml")));
        tables.push((name, anonymous(&mut canvas, number)));
        let _infallible = writeln!(lines, "{canvas}");
    }
    let bench = Bench::new();
    bench.write("anonymous.ndjson", &lines);
    let run = bench.run(["analyze", "--format", "ndjson", "anonymous.ndjson"]);
    assert!(run.code < 2, "{}", run.err);
    let renamed: Vec<Value> = run.out.lines().map(json).collect();
    assert_eq!(renamed.len(), tables.len());
    for ((name, ids), after) in tables.iter().zip(&renamed) {
        let before = &reports[name];
        let new = |id: &String| ids.get(id).cloned().unwrap_or_else(|| id.clone());
        let (old_payers, new_payers) = (&before["results"]["payer-analysis"], &after["results"]["payer-analysis"]);
        for key in ["users", "payers"] {
            let wanted: BTreeSet<String> = strings(&old_payers[key]).iter().map(new).collect();
            assert_eq!(wanted, strings(&new_payers[key]), "{name}: {key}");
        }
        assert_eq!(old_payers["configuration"], new_payers["configuration"], "{name}");
        let wanted: BTreeSet<Relation> = relations(old_payers)
            .into_iter()
            .map(|relation| Relation { free: new(&relation.free), paying: new(&relation.paying), relation: relation.relation })
            .collect();
        assert_eq!(wanted, relations(new_payers), "{name}");
        assert_eq!(verdicts(before), verdicts(after), "{name}");
        // Wording is about the words that are gone.
        let of_facts = |report| codes(report).into_iter().filter(|code| !code.starts_with("TXT")).collect::<BTreeSet<_>>();
        assert_eq!(of_facts(before), of_facts(after), "{name}");
        assert_eq!(before["results"]["segment-fit"]["market"]["kind"], after["results"]["segment-fit"]["market"]["kind"], "{name}");
    }
}

#[test]
fn the_analysis_of_every_case_reads_well() {
    for (name, report) in reports() {
        let payers = &report["results"]["payer-analysis"];
        let mut text = String::new();
        let mut say = |line: String| {
            text.push_str(&line);
            text.push('\n');
        };
        say(payers["sentence"].as_str().unwrap().to_owned());
        for segment in payers["segments"].as_array().unwrap() {
            say(format!("- {}: {}", segment["id"].as_str().unwrap(), segment["stance"].as_str().unwrap()));
        }
        for balance in payers["break_even"].as_array().into_iter().flatten() {
            say(format!("break-even: {balance}"));
        }
        say(format!("market: {}", report["results"]["segment-fit"]["market"]["kind"].as_str().unwrap()));
        let matches: Vec<String> = report["results"]["pattern-detection"]["patterns"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|pattern| pattern["verdict"] == "match")
            .map(|pattern| pattern["id"].as_str().unwrap().to_owned())
            .collect();
        say(format!("patterns: {}", matches.join(", ")));
        for finding in report["findings"].as_array().unwrap() {
            if finding["severity"] != "strength" {
                say(format!("{}: {}", finding["code"].as_str().unwrap(), finding["message"].as_str().unwrap()));
            }
        }
        insta::with_settings!({ snapshot_path => "snapshots/gallery", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, text);
        });
    }
}
