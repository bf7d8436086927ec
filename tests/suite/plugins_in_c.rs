//! A plugin written in C against the published header alone: built by the system's compiler, used by the program like any other.

use std::path::PathBuf;
use std::process::Command;

use canvass_tests::{Bench, json, root};

/// A tea house: one price without a currency, one with, and a stream without a price.
const TEA_HOUSE: &str = "\
canvass: 1
name: 茶馆
value_propositions:
  - { name: 安静的下午, id: 下午, for: 客人 }
customer_segments:
  - { name: 客人, id: 客人 }
revenue_streams:
  - { name: 茶钱, from: 客人, price: { amount: 30 } }
  - { name: 点心, from: 客人, price: { amount: 12, currency: CNY } }
  - 小费
";

/// Compiles a source of `tests/plugins` into the folder of the bench; every warning is an error.
pub(crate) fn compile(bench: &Bench, compiler: &str, source: &str, name: &str, more: &[&str]) -> PathBuf {
    let library = bench.path().join(name);
    let built = Command::new(compiler)
        .args(["-shared", "-fPIC", "-Wall", "-Wextra", "-Werror", "-fvisibility=hidden"])
        .args(more)
        .arg("-I")
        .arg(root().join("crates/canvass-plugin/include"))
        .arg("-o")
        .arg(&library)
        .arg(root().join("tests/plugins").join(source))
        .output()
        .unwrap_or_else(|error| panic!("{compiler} cannot be started: {error}"));
    assert!(built.status.success(), "{compiler} {more:?} {source}:\n{}", String::from_utf8_lossy(&built.stderr));
    library
}

/// Whether the system has a command of that name.
fn has(command: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(command).is_file()))
}

/// A bench with the canvas and the plugin.
fn tea_house() -> Bench {
    let bench = Bench::new();
    compile(&bench, "cc", "price_check.c", "price_check.so", &[]);
    bench.write("茶馆.canvas.yaml", TEA_HOUSE);
    bench
}

#[test]
fn it_is_listed_beside_the_plugins_of_the_program() {
    let bench = tea_house();
    let list = bench.run(["plugin", "list", "--plugin", "price_check.so"]);
    assert_eq!((list.code, list.err.as_str()), (0, ""), "{list:?}");
    let line = list.out.lines().find(|line| line.starts_with("org.example.price-check ")).unwrap_or_else(|| panic!("{}", list.out));
    assert!(line.contains(" 1.0.0 ") && line.contains(" price-check ") && line.ends_with("price_check.so"), "{line}");
    assert!(list.out.contains("dev.canvass.structure"), "{}", list.out);

    let alone = bench.run(["plugin", "list", "--no-plugins", "--plugin", "price_check.so", "--format", "json"]);
    assert_eq!(alone.code, 0, "{alone:?}");
    let rows = json(&alone.out);
    assert_eq!(rows.as_array().map(Vec::len), Some(1), "{rows}");
    assert_eq!(rows[0]["id"], "org.example.price-check");
    assert_eq!(rows[0]["analyzers"], serde_json::json!(["price-check"]));
    assert_eq!(rows[0]["rules"], 1);
    assert_eq!(rows[0]["bundled"], false);
}

#[test]
fn its_manifest_is_shown_by_file_and_by_id() {
    let bench = tea_house();
    for arguments in [&["plugin", "info", "./price_check.so"][..], &["plugin", "info", "org.example.price-check", "--plugin", "price_check.so"]] {
        let info = bench.run(arguments);
        assert_eq!((info.code, info.err.as_str()), (0, ""), "{arguments:?}: {info:?}");
        let manifest = json(&info.out);
        assert_eq!(manifest["id"], "org.example.price-check");
        assert_eq!(manifest["abi"], serde_json::json!({"major": 1, "minor": 0}));
        assert_eq!(manifest["analyzers"][0]["name"], "price-check");
        assert_eq!(manifest["analyzers"][0]["rules"][0]["code"], "PRICE001");
        assert_eq!(manifest["analyzers"][0]["rules"][0]["severity"], "warning");
    }
}

#[test]
fn its_rule_is_listed_and_explained() {
    let bench = tea_house();
    let rules = bench.run(["rules", "--no-plugins", "--plugin", "price_check.so"]);
    assert_eq!(rules.code, 0, "{rules:?}");
    assert!(rules.out.contains("PRICE001") && rules.out.contains("price-without-currency"), "{}", rules.out);
    let page = bench.run(["explain", "PRICE001", "--plugin", "price_check.so"]);
    assert_eq!(page.code, 0, "{page:?}");
    assert!(page.out.contains("A number without a currency cannot be compared"), "{}", page.out);
}

#[test]
fn the_canvases_of_its_page_have_the_finding_and_have_it_not() {
    let bench = tea_house();
    let info = bench.run(["explain", "PRICE001", "--plugin", "price_check.so"]);
    let mut examples = info.out.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default());
    for (name, expected) in [("with.canvas.yaml", true), ("without.canvas.yaml", false)] {
        bench.write(name, examples.next().unwrap_or_else(|| panic!("{}", info.out)));
        let run = bench.run(["check", "--no-plugins", "--plugin", "price_check.so", name]);
        assert_eq!((run.code, run.out.contains("PRICE001")), (0, expected), "{run:?}");
    }
}

#[test]
fn its_finding_points_to_the_line() {
    let bench = tea_house();
    let run = bench.run(["check", "--plugin", "price_check.so", "--no-plugins", "茶馆.canvas.yaml"]);
    assert_eq!(run.code, 0, "a warning does not fail a check: {run:?}");
    // A Chinese character is one column of the position and two of the screen.
    let expected = format!(
        "\
warning[PRICE001]: `茶钱` states a price, but no currency
 --> 茶馆.canvas.yaml:8:34
  |
8 |   - {{ name: 茶钱, from: 客人, price: {{ amount: 30 }} }}
  | {}^^^^^^^^^^^^^^ no currency here, and none for the whole canvas
",
        " ".repeat(37)
    );
    assert!(run.out.starts_with(&expected), "{}", run.out);
    assert_eq!(run.out.matches("PRICE001]").count(), 1, "{}", run.out);
    assert!(run.err.contains("1 analyzed · 0 errors · 1 warning"), "{}", run.err);

    let strict = bench.run(["check", "--plugin", "price_check.so", "--no-plugins", "--fail-on", "warning", "茶馆.canvas.yaml"]);
    assert_eq!(strict.code, 1, "{strict:?}");
}

#[test]
fn its_result_and_finding_stand_in_the_report() {
    let bench = tea_house();
    check_report(&bench, "price_check.so");
}

fn check_report(bench: &Bench, library: &str) {
    let run = bench.run(["analyze", "--format", "json", "--plugin", library, "茶馆.canvas.yaml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    let reports = json(&run.out);
    let report = &reports[0];
    assert_eq!(report["outcome"], "analyzed");
    assert_eq!(report["results"]["price-check"], serde_json::json!({"streams": 3, "priced": 2}));
    assert!(report["results"]["payer-analysis"].is_object(), "the program's own analyzers run beside it: {report}");
    let findings: Vec<_> = report["findings"].as_array().expect("a list").iter().filter(|finding| finding["code"] == "PRICE001").collect();
    assert_eq!(findings.len(), 1, "{report}");
    let finding = findings[0];
    assert_eq!(finding["severity"], "warning");
    assert_eq!(finding["key"], "no_currency");
    assert_eq!(finding["message"], "`茶钱` states a price, but no currency");
    assert_eq!(finding["would_change_if"], "`茶钱` or the whole canvas states a `currency`");
    assert_eq!(finding["arguments"], serde_json::json!([{"name": "stream", "value": "茶钱"}]));
    assert_eq!(finding["at"], serde_json::json!(["/revenue_streams/0/price"]));
    assert_eq!(finding["confidence"], 1.0);
    let (start, end) = (&finding["span"]["start"], &finding["span"]["end"]);
    assert_eq!((start["line"].as_u64(), start["column"].as_u64()), (Some(8), Some(34)));
    assert_eq!((end["line"].as_u64(), end["column"].as_u64()), (Some(8), Some(48)));
    let byte = |place: &serde_json::Value| usize::try_from(place["offset"].as_u64().expect("an offset")).expect("a small one");
    assert_eq!(&TEA_HOUSE[byte(start)..byte(end)], "{ amount: 30 }");
    assert_eq!(finding["evidence"][0]["at"], "/revenue_streams/0/price");
    assert_eq!(finding["evidence"][0]["says"], "no currency here, and none for the whole canvas");
}

#[test]
fn a_currency_of_the_whole_canvas_is_a_currency() {
    let bench = tea_house();
    bench.write("茶馆.canvas.yaml", TEA_HOUSE.replace("name: 茶馆", "name: 茶馆\ncurrency: CNY"));
    let run = bench.run(["check", "--plugin", "price_check.so", "--no-plugins", "茶馆.canvas.yaml"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
}

#[test]
fn the_configuration_reaches_it() {
    let bench = tea_house();
    bench.write("canvass.toml", "[rules]\nPRICE001 = \"error\"\n");
    let louder = bench.run(["check", "--plugin", "price_check.so", "茶馆.canvas.yaml"]);
    assert_eq!(louder.code, 1, "{louder:?}");
    assert!(louder.out.contains("error[PRICE001]"), "{}", louder.out);

    bench.write("canvass.toml", "[rules]\nprice-without-currency = \"off\"\n");
    let silent = bench.run(["check", "--plugin", "price_check.so", "茶馆.canvas.yaml"]);
    assert!(silent.code == 0 && !silent.out.contains("PRICE001"), "{silent:?}");

    bench.write("canvass.toml", "[analyzers.price-check]\nmode = 1\n");
    let refused = bench.run(["check", "--plugin", "price_check.so", "茶馆.canvas.yaml"]);
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(refused.err.contains("[P011]") && refused.err.contains("price_check.so") && refused.err.contains("mode"), "{}", refused.err);
}

#[test]
fn naming_the_same_file_twice_is_harmless() {
    let bench = tea_house();
    let once = bench.run(["check", "--plugin", "price_check.so", "茶馆.canvas.yaml"]);
    let absolute = bench.path().join("price_check.so");
    let absolute = absolute.to_str().expect("a path in UTF-8");
    let mut ways = vec!["price_check.so", "./price_check.so", absolute];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("price_check.so", bench.path().join("another.so")).expect("a link can be made");
        ways.push("another.so");
    }
    for way in ways {
        let twice = bench.run(["check", "--plugin", "price_check.so", "--plugin", way, "茶馆.canvas.yaml"]);
        assert_eq!((twice.code, &twice.out, &twice.err), (once.code, &once.out, &once.err), "{way}");
    }
}

#[test]
fn a_copy_of_it_is_another_plugin_of_the_same_id() {
    let bench = tea_house();
    std::fs::copy(bench.path().join("price_check.so"), bench.path().join("copy.so")).expect("it can be copied");
    let run = bench.run(["check", "--no-plugins", "--plugin", "price_check.so", "--plugin", "copy.so", "茶馆.canvas.yaml"]);
    assert_eq!(run.code, 2, "{run:?}");
    let sentence = "error: [P016] cannot use plugin `copy.so`: the plugin id `org.example.price-check` is also that of `";
    assert!(run.err.contains(sentence) && run.err.contains("price_check.so`\n  help: leave one of the two out"), "{}", run.err);
    assert_eq!(run.out.matches("PRICE001]").count(), 1, "the first one is used, once: {}", run.out);
}

#[test]
fn it_is_found_in_the_folder_of_the_user() {
    let bench = tea_house();
    let library = std::fs::read(bench.path().join("price_check.so")).expect("the plugin is there");
    bench.write(".local/share/canvass/plugins/price_check.so", library);
    let run = bench.run(["check", "茶馆.canvas.yaml"]);
    assert!(run.out.contains("warning[PRICE001]"), "{run:?}");
    let without = bench.run(["check", "--no-plugins", "茶馆.canvas.yaml"]);
    assert!(!without.out.contains("PRICE001"), "{without:?}");
}

#[test]
fn one_beside_the_canvas_is_not_loaded_unasked() {
    let bench = tea_house();
    let library = std::fs::read(bench.path().join("price_check.so")).expect("the plugin is there");
    bench.write("plugins/price_check.so", library);
    let run = bench.run(["check", "茶馆.canvas.yaml"]);
    assert!(!run.out.contains("PRICE001"), "{run:?}");
}

#[test]
fn the_header_serves_other_standards_and_cpp_as_well() {
    let bench = tea_house();
    for standard in ["-std=c11", "-std=gnu17"] {
        compile(&bench, "cc", "price_check.c", "again.so", &[standard]);
        check_report(&bench, "again.so");
    }
    if has("c++") {
        compile(&bench, "c++", "price_check.c", "cpp.so", &["-x", "c++", "-std=c++17"]);
        check_report(&bench, "cpp.so");
    }
}

#[test]
fn the_header_is_whole_by_itself() {
    let bench = Bench::new();
    let check = "sizeof(CanvassPluginTable) == 64 && sizeof(CanvassFindingRow) == 112 ? 0 : 1";
    let source = bench.write("alone.c", format!("#include \"canvass.h\"\nint main(void) {{ return {check}; }}\n"));
    let alone = |compiler: &str, more: &[&str]| {
        let program = bench.path().join("alone");
        let built = Command::new(compiler)
            .args(["-Wall", "-Wextra", "-Werror", "-pedantic"])
            .args(more)
            .arg("-I")
            .arg(root().join("crates/canvass-plugin/include"))
            .arg("-o")
            .arg(&program)
            .arg(&source)
            .output()
            .expect("the compiler starts");
        assert!(built.status.success(), "{compiler} {more:?}: {}", String::from_utf8_lossy(&built.stderr));
        assert!(Command::new(program).status().expect("it starts").success(), "{compiler} {more:?}: the sizes differ");
    };
    alone("cc", &["-std=c99"]);
    alone("cc", &["-std=c11"]);
    if has("c++") {
        alone("c++", &["-x", "c++", "-std=c++17"]);
    }
}

#[test]
fn the_header_tells_the_magic_bytes() {
    let header = std::fs::read_to_string(root().join("crates/canvass-plugin/include/canvass.h")).expect("the header is there");
    assert!(header.contains("#define CANVASS_MAGIC"), "an author in C cannot know how a table begins");
}
