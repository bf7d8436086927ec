//! Files that are no plugins, plugins that break the contract while loading, and plugins that break it while running.
//!
//! Each costs itself only: the sentence names the file or the analyzer and what is wrong with it, everything else is still done, the exit
//! code says that something could not be done, and no process is left behind.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use canvass_tests::{Bench, Run, json};
use serde_json::Value;

use crate::plugins_in_c::compile;

/// A run may take this long, on a busy machine too; only one that hangs takes longer.
const PATIENCE: Duration = Duration::from_secs(60);

const BAD: &str = "canvass: 1\nname: Bad\nrevenue_streams: [Tickets]\ncustomer_segments: [Visitors]\n";
const GOOD: &str = "canvass: 1\nname: Good\nrevenue_streams: [Tickets]\ncustomer_segments: [Visitors]\n";

/// Runs the program, and fails when it hangs or leaves a process behind.
fn run(bench: &Bench, arguments: &[&str]) -> Run {
    // Files instead of pipes: a process that is left behind cannot keep this one waiting.
    let (out, err) = (bench.path().join("stdout"), bench.path().join("stderr"));
    let file = |path: &Path| File::create(path).expect("a file can be made");
    let mut child = bench.command().args(arguments).stdin(Stdio::null()).stdout(file(&out)).stderr(file(&err)).spawn().expect("the program can be started");
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("the program can be waited for") {
            break status;
        }
        if begun.elapsed() > PATIENCE {
            let _killed = child.kill();
            let _reaped = child.wait();
            panic!("{arguments:?} did not end in {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    assert_eq!(left_behind(bench.path()), Vec::<String>::new(), "{arguments:?} left processes behind");
    let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).expect("the output is there")).into_owned();
    Run { code: status.code().unwrap_or(-1), out: text(&out), err: text(&err) }
}

/// The command lines of processes that speak of the folder, where the system shows them.
fn left_behind(folder: &Path) -> Vec<String> {
    let folder = folder.to_str().expect("a path in UTF-8");
    let Ok(processes) = fs::read_dir("/proc") else { return Vec::new() };
    processes
        .filter_map(|process| fs::read(process.ok()?.path().join("cmdline")).ok())
        .map(|line| String::from_utf8_lossy(&line).replace('\0', " "))
        .filter(|line| line.contains(folder) && line.contains("probe-plugin"))
        .collect()
}

/// A bench with two canvases: one on which the faulty plugin fails, and one on which it does not.
fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("bad.canvas.yaml", BAD);
    bench.write("good.canvas.yaml", GOOD);
    bench
}

fn faulty(bench: &Bench, more: &[&str]) -> PathBuf {
    compile(bench, "cc", "faulty.c", "faulty.so", more)
}

/// What is wrong with a run in which `file` was to be refused with that code and sentence; nothing when all is well.
fn refusal(bench: &Bench, file: &str, code: &str, sentence: &str) -> Result<(), String> {
    let run = run(bench, &["check", "--plugin", file, "good.canvas.yaml"]);
    let expected = format!("error: [{code}] cannot use plugin `{file}`: {sentence}\n  help: ");
    if run.code != 2 {
        return Err(format!("exit code {} instead of 2; it said:\n{}", run.code, run.err));
    }
    if !run.err.to_lowercase().contains(&expected.to_lowercase()) {
        return Err(format!("it was to say\n{expected}\nbut said\n{}", run.err));
    }
    if run.err.matches("error: ").count() != 1 {
        return Err(format!("one refusal, one sentence:\n{}", run.err));
    }
    if !run.err.contains("1 analyzed") {
        return Err(format!("the canvas was not analysed without it:\n{}", run.err));
    }
    Ok(())
}

/// Panics with all that went wrong.
fn conclude(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{} of the rows are wrong:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn without_a_fault_it_works() {
    let bench = bench();
    faulty(&bench, &[]);
    let run = run(&bench, &["analyze", "--format", "json", "--plugin", "faulty.so", "bad.canvas.yaml", "good.canvas.yaml"]);
    assert!(run.code != 2 && run.err.starts_with("2 analyzed ·"), "{run:?}");
    let reports = json(&run.out);
    for index in 0..2 {
        assert_eq!(reports[index]["outcome"], "analyzed");
        assert_eq!(reports[index]["results"]["faulty"], true);
        assert_eq!(codes(&reports[index], "FLT001"), 1);
    }
}

/// How many findings of that code a report has.
fn codes(report: &Value, code: &str) -> usize {
    report["findings"].as_array().expect("a list").iter().filter(|finding| finding["code"] == code).count()
}

#[test]
fn plugins_that_break_the_contract_while_loading_are_refused() {
    let rows: &[(&[&str], &str, &str)] = &[
        (&["-DFAULT_NO_ENTRY"], "P004", "a valid library, but not an analyzer plugin: it does not export `canvass_entry_v1`"),
        (&["-DFAULT_OTHER_ENTRY"], "P005", "it speaks canvass_entry_v2 only, this host speaks canvass_entry_v1"),
        (&["-DFAULT_MINOR"], "P006", "it needs host ABI 1.7 or newer; this host has 1.0"),
        (&["-DFAULT_MAGIC"], "P007", "its table does not begin with the magic bytes"),
        (&["-DFAULT_ENDIANNESS"], "P007", "its table was made for another byte order or pointer size"),
        (&["-DFAULT_MAJOR"], "P007", "it speaks ABI 2.0, this host speaks ABI 1.0"),
        (&["-DFAULT_SIZE"], "P007", "its table is 48 bytes, ABI 1.0 needs 64"),
        (&["-DFAULT_NULL_TABLE"], "P007", "its entry function returned no table"),
        (&["-DFAULT_NO_ANALYZE"], "P007", "its table lacks one of the functions `create`, `destroy` and `analyze`"),
        (&["-DFAULT_FLAGS"], "P007", "it does not promise to keep its panics to itself, so it cannot run in this process"),
        (&["-DFAULT_UNDEFINED_SYMBOL"], "P008", "undefined symbol `canvass_test_function_that_nobody_defines`"),
        (&["-DFAULT_CONSTRUCTOR_ABORT"], "P009", "it crashed while being loaded: SIGABRT (abort)"),
        (&["-DFAULT_CONSTRUCTOR_SEGFAULT"], "P009", "it crashed while being loaded: SIGSEGV (invalid memory access)"),
        (&["-DFAULT_CONSTRUCTOR_EXIT=0"], "P009", "it crashed while being loaded: the process ended with exit code 0"),
        (&["-DFAULT_CONSTRUCTOR_EXIT=3"], "P009", "it crashed while being loaded: the process ended with exit code 3"),
        (&["-DFAULT_CONSTRUCTOR_ENDLESS"], "P010", "it did not finish loading in 5 s"),
        (&["-DFAULT_NO_MANIFEST"], "P015", "its manifest is missing: there is no section `.canvass`"),
        (&["-DFAULT_MANIFEST_TEXT"], "P015", "its manifest is not JSON: expected ident at line 1 column 2"),
        (&["-DFAULT_MANIFEST_FORMAT"], "P015", "its manifest does not fit: invalid type: integer `5`, expected a string at line 1 column 23"),
        (&["-DPLUGIN_ID=\"\""], "P015", "its manifest has an empty id"),
    ];
    let bench = bench();
    let mut wrong = Vec::new();
    for (more, code, sentence) in rows {
        faulty(&bench, more);
        if let Err(what) = refusal(&bench, "faulty.so", code, sentence) {
            wrong.push(format!("{more:?}: {what}"));
        }
    }
    conclude(wrong);
}

/// A number of the ELF header, for a machine that this one is not.
fn other_machine() -> (u8, &'static str) {
    if cfg!(target_arch = "aarch64") { (62, "X86_64") } else { (183, "AArch64") }
}

fn this_machine() -> &'static str {
    if cfg!(target_arch = "aarch64") { "AArch64" } else { "X86_64" }
}

/// Runs a tool of the system in the folder of the bench.
fn tool(bench: &Bench, name: &str, arguments: &[&str]) {
    let status = Command::new(name).args(arguments).current_dir(bench.path()).status().unwrap_or_else(|error| panic!("{name} cannot be started: {error}"));
    assert!(status.success(), "{name} {arguments:?}: {status}");
}

#[test]
fn files_that_are_no_plugins_are_refused() {
    let bench = bench();
    let library = fs::read(faulty(&bench, &[])).expect("it was built");
    let file = |name: &str, content: &[u8]| drop(bench.write(name, content));
    file("text.so", "ein Text, 文本, and nothing else\n".as_bytes());
    file("short.so", b"hi");
    file("empty.so", b"");
    file("script.so", b"#!/bin/sh\nexit 0\n");
    file("archive.zip.so", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    file("random.so", &[0xfe; 5000]);
    file("damaged.so", &[b"\x7fELF".as_slice(), &[0xaa; 5000]].concat());
    let (machine, other) = other_machine();
    let mut foreign = library.clone();
    foreign[18..20].copy_from_slice(&[machine, 0]);
    file("foreign.so", &foreign);
    file("half.so", &library[..library.len() / 2]);
    file("page.so", &library[..4096]);
    file("header.so", &library[..64]);
    file("first.so", &library[..7]);
    file("main.c", b"int main(void) { return 0; }\n");
    tool(&bench, "cc", &["-c", "main.c", "-o", "object.so"]);
    tool(&bench, "ar", &["rc", "static.so", "object.so"]);
    tool(&bench, "cc", &["-no-pie", "main.c", "-o", "program.so"]);
    fs::create_dir(bench.path().join("folder.so")).expect("a folder can be made");
    tool(&bench, "mkfifo", &["pipe.so"]);
    let wrong_machine = format!("built for {other}, this host needs {}\n", this_machine());

    // Of a sentence that ends in what the reader of the format says, the beginning only.
    let rows: &[(&str, &str, &str)] = &[
        ("missing.so", "P000", "the file cannot be read: No such file or directory (os error 2)\n"),
        ("text.so", "P001", "not a dynamic library, but a text\n"),
        ("short.so", "P001", "not a dynamic library, but a text\n"),
        ("empty.so", "P001", "not a dynamic library, but an empty file\n"),
        ("script.so", "P001", "not a dynamic library, but a script\n"),
        ("archive.zip.so", "P001", "not a dynamic library, but a zip archive\n"),
        ("random.so", "P001", "not a dynamic library, but data of another kind\n"),
        ("static.so", "P001", "not a dynamic library, but an archive (a static library)\n"),
        ("object.so", "P001", "not a dynamic library, but an object file that has not been linked\n"),
        ("program.so", "P001", "not a dynamic library, but an executable program\n"),
        ("folder.so", "P001", "not a dynamic library, but a folder\n"),
        ("pipe.so", "P001", "not a dynamic library, but a device or a pipe\n"),
        ("foreign.so", "P002", &wrong_machine),
        ("half.so", "P003", "truncated or damaged: "),
        ("page.so", "P003", "truncated or damaged: "),
        ("header.so", "P003", "truncated or damaged: "),
        ("first.so", "P003", "truncated or damaged: only the first bytes of a library are there\n"),
        ("damaged.so", "P003", "truncated or damaged: "),
    ];
    let mut wrong = Vec::new();
    for (name, code, sentence) in rows {
        let run = run(&bench, &["check", "--plugin", name, "good.canvas.yaml"]);
        let expected = format!("error: [{code}] cannot use plugin `{name}`: {sentence}");
        let said = run.err.to_lowercase().contains(&expected.to_lowercase());
        if run.code != 2 || !said || !run.err.contains("\n  help: ") || !run.err.contains("1 analyzed") {
            wrong.push(format!("{name}: exit code {}; it was to say\n{expected}\nbut said\n{}", run.code, run.err));
        }
    }
    conclude(wrong);
}

#[test]
fn a_program_of_today_is_called_a_program() {
    let bench = bench();
    bench.write("main.c", "int main(void) { return 0; }\n");
    // Position-independent, as compilers make programs unless told otherwise: such a file has the type of a library.
    tool(&bench, "cc", &["-fPIE", "-pie", "main.c", "-o", "program.so"]);
    conclude(refusal(&bench, "program.so", "P001", "not a dynamic library, but an executable program").err().into_iter().collect());
}

#[cfg(unix)]
#[test]
fn what_others_can_write_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let open = |path: &Path| fs::set_permissions(path, fs::Permissions::from_mode(0o777)).expect("the permissions can be set");
    let bench = bench();
    open(&faulty(&bench, &[]));
    conclude(refusal(&bench, "faulty.so", "P013", "the file can be written by others").err().into_iter().collect());

    let folder = bench.path().join(".local/share/canvass/plugins");
    fs::create_dir_all(&folder).expect("a folder can be made");
    open(&folder);
    let run = run(&bench, &["check", "good.canvas.yaml"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("[P013]") && run.err.contains("the folder can be written by others"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_plugin_in_a_folder_that_others_can_write_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let bench = bench();
    let folder = bench.path().join("open");
    fs::create_dir(&folder).expect("a folder can be made");
    fs::rename(faulty(&bench, &[]), folder.join("faulty.so")).expect("it can be moved");
    // Whoever can write the folder can put another file in its place.
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).expect("the permissions can be set");
    conclude(refusal(&bench, "open/faulty.so", "P013", "the folder can be written by others").err().into_iter().collect());
}

#[test]
fn the_id_and_the_analyzers_of_the_program_are_taken() {
    let bench = bench();
    faulty(&bench, &["-DPLUGIN_ID=\"dev.canvass.structure\""]);
    let twice = run(&bench, &["check", "--plugin", "faulty.so", "good.canvas.yaml"]);
    assert_eq!(twice.code, 2, "{twice:?}");
    assert!(twice.err.contains("error: [P016] cannot use plugin `"), "{}", twice.err);
    assert!(twice.err.contains("the plugin id `dev.canvass.structure` is also that of `"), "{}", twice.err);
    assert!(twice.err.contains("1 analyzed"), "{}", twice.err);

    faulty(&bench, &["-DANALYZER=\"structure\""]);
    let twice = run(&bench, &["check", "--plugin", "faulty.so", "good.canvas.yaml"]);
    assert_eq!(twice.code, 2, "{twice:?}");
    assert!(twice.err.contains("[P015]") && twice.err.contains("names the analyzer `structure`, which is also that of `"), "{}", twice.err);
}

#[test]
fn the_code_of_a_rule_of_the_program_is_taken() {
    let bench = bench();
    faulty(&bench, &["-DCODE=\"STR004\""]);
    let run = run(&bench, &["check", "--plugin", "faulty.so", "good.canvas.yaml"]);
    assert_eq!(run.code, 2, "two rules of one code cannot be told apart: {run:?}");
    assert!(run.err.contains("[P015]") && run.err.contains("STR004"), "{}", run.err);
}

#[test]
fn a_manifest_of_another_major_is_refused() {
    let bench = bench();
    faulty(&bench, &["-DMANIFEST_MAJOR=\"2\""]);
    let run = run(&bench, &["check", "--plugin", "faulty.so", "good.canvas.yaml"]);
    assert_eq!(run.code, 2, "the manifest says ABI 2, this host speaks ABI 1: {run:?}");
}

#[test]
fn leaving_while_being_loaded_is_a_refusal_with_any_exit_code() {
    let bench = bench();
    faulty(&bench, &["-DFAULT_CONSTRUCTOR_EXIT=42"]);
    conclude(refusal(&bench, "faulty.so", "P009", "it crashed while being loaded: the process ended with exit code 42").err().into_iter().collect());
}

#[test]
fn processes_that_a_plugin_started_while_being_loaded_end_with_its_trial() {
    let bench = bench();
    faulty(&bench, &["-DFAULT_CONSTRUCTOR_FORKS"]);
    conclude(refusal(&bench, "faulty.so", "P010", "it did not finish loading in 5 s").err().into_iter().collect());
}

#[test]
fn what_runs_while_loading_runs_not_for_plugin_info() {
    let bench = bench();
    faulty(&bench, &["-DFAULT_CONSTRUCTOR_ABORT"]);
    let info = run(&bench, &["plugin", "info", "./faulty.so"]);
    assert_eq!((info.code, info.err.as_str()), (0, ""), "{info:?}");
    assert_eq!(json(&info.out)["id"], "org.example.faulty");
}

#[test]
fn a_configuration_with_a_refused_plugin_still_lists_the_others() {
    let bench = bench();
    faulty(&bench, &["-DFAULT_MAGIC"]);
    let list = run(&bench, &["plugin", "list", "--plugin", "faulty.so"]);
    assert_eq!(list.code, 2, "{list:?}");
    assert!(list.err.contains("[P007]") && list.out.contains("dev.canvass.structure") && !list.out.contains("org.example.faulty"), "{list:?}");
}

/// What is wrong with a run in which the plugin was to fail on the first canvas with that reason.
fn failure(bench: &Bench, reason: &str) -> Result<(), String> {
    let analyzed = run(bench, &["analyze", "--format", "json", "--plugin", "faulty.so", "bad.canvas.yaml", "good.canvas.yaml"]);
    if analyzed.code != 2 {
        return Err(format!("exit code {} instead of 2:\n{}", analyzed.code, analyzed.err));
    }
    let reports: Value = serde_json::from_str(&analyzed.out).map_err(|error| format!("{error}: {}", analyzed.out))?;
    let (bad, good) = (&reports[0], &reports[1]);
    let failures = serde_json::json!([{"analyzer": "faulty", "reason": reason}]);
    if bad["outcome"] != "analyzer_failed" || bad["failures"] != failures {
        return Err(format!("the outcome is {} with {}; the reason was to be {reason:?}", bad["outcome"], bad["failures"]));
    }
    if !bad["results"]["faulty"].is_null() || codes(bad, "FLT001") != 0 {
        return Err(format!("what a failed analyzer said was kept: {}", bad["results"]["faulty"]));
    }
    for analyzer in ["structure", "wording", "payer-analysis", "segment-fit", "pattern-detection"] {
        if bad["results"].get(analyzer).is_none() || good["results"].get(analyzer).is_none() {
            return Err(format!("the result of {analyzer} is gone"));
        }
    }
    if good["outcome"] != "analyzed" || good["results"]["faulty"] != true || codes(good, "FLT001") != 1 || !good["failures"].is_null() {
        return Err(format!("the other canvas was not analysed: {} {}", good["outcome"], good["failures"]));
    }
    let checked = run(bench, &["check", "--plugin", "faulty.so", "bad.canvas.yaml", "good.canvas.yaml"]);
    let printable = reason.replace('\u{1b}', "␛");
    let sentence = format!("error: the analyzer `faulty` failed on this canvas: {printable}\n--> bad.canvas.yaml");
    if checked.code != 2 || checked.out.matches(&sentence).count() != 1 || !checked.err.contains("1 analyzed, 1 failed in an analyzer") {
        return Err(format!("exit code {}; it was to say\n{sentence}\nbut said\n{}{}", checked.code, checked.out, checked.err));
    }
    Ok(())
}

#[test]
fn plugins_that_break_the_contract_while_running_cost_their_own_result_only() {
    let rows: &[(&str, &str)] = &[
        ("FAULT_FINDING_CODE", "it reported the code `FLT002`, which its manifest does not list"),
        ("FAULT_FINDING_KEY", "it reported the message `other`, which FLT001 does not have"),
        ("FAULT_FINDING_ITEM", "it reported FLT001 at a place that is not in the canvas"),
        ("FAULT_FINDING_FIELD", "it reported FLT001 at a place that is not in the canvas"),
        ("FAULT_FINDING_EVIDENCE", "it reported FLT001 at a place that is not in the canvas"),
        ("FAULT_FINDING_CONFIDENCE=NAN", "it reported the confidence NaN, which is not between 0 and 1"),
        ("FAULT_FINDING_CONFIDENCE=2.0", "it reported the confidence 2, which is not between 0 and 1"),
        ("FAULT_FINDING_CONFIDENCE=-0.1", "it reported the confidence -0.1, which is not between 0 and 1"),
        ("FAULT_FINDING_UTF8", "it reported the value of an argument that is not UTF-8"),
        ("FAULT_FINDING_ARGUMENT", "it reported FLT001 without the argument `what` of its message"),
        ("FAULT_FINDING_PLACE", "it reported FLT001 without a place"),
        ("FAULT_FINDING_SEVERITY", "it reported the severity 99, which does not exist"),
        ("FAULT_FINDING_SIZE", "it reported a finding of 16 bytes; ABI 1.0 needs 112"),
        ("FAULT_FINDING_NULL", "it reported a finding that is nothing"),
        ("FAULT_FINDING_FIX", "it reported a fix that is no JSON Patch: expected value at line 1 column 1"),
        ("FAULT_RESULT_OPEN", "its result ends before a list or an object does"),
        ("FAULT_RESULT_KIND", "it reported an event of kind 77, which does not exist"),
        ("FAULT_RESULT_UTF8", "it reported a text in its result that is not UTF-8"),
        ("FAULT_ANALYZE_FAILS", "the moon is\u{1b}[31m full"),
        ("FAULT_ANALYZE_FAILS_SILENTLY", "it failed with status 9 and gave no reason"),
    ];
    check_failures(rows);
}

#[test]
fn a_result_that_is_no_json_is_said_in_a_sentence() {
    // These begin with "its result" already; "it reported its result holds …" is no sentence.
    let rows: &[(&str, &str)] = &[
        ("FAULT_RESULT_END", "its result ends a list or an object that it did not begin"),
        ("FAULT_RESULT_KEY", "its result has a key outside an object"),
        ("FAULT_RESULT_TWO", "its result has more than one value"),
        ("FAULT_RESULT_NAN", "its result holds a number that is not finite"),
        ("FAULT_RESULT_DEEP", "its result nests too deep"),
        ("FAULT_RESULT_LARGE", "its result is too large"),
    ];
    check_failures(rows);
}

#[test]
fn a_place_in_a_list_that_is_not_so_long_is_not_in_the_canvas() {
    check_failures(&[("FAULT_FINDING_INDEX", "it reported FLT001 at a place that is not in the canvas")]);
}

fn check_failures(rows: &[(&str, &str)]) {
    let bench = bench();
    let mut wrong = Vec::new();
    for (fault, reason) in rows {
        faulty(&bench, &[&format!("-D{fault}")]);
        if let Err(what) = failure(&bench, reason) {
            wrong.push(format!("{fault}: {what}"));
        }
    }
    conclude(wrong);
}

/// The reports, when the plugin has far too many findings on the first canvas.
fn too_many() -> (i32, Value) {
    let bench = bench();
    faulty(&bench, &["-DFAULT_FINDING_MANY"]);
    let run = run(&bench, &["analyze", "--format", "json", "--plugin", "faulty.so", "bad.canvas.yaml", "good.canvas.yaml"]);
    (run.code, json(&run.out))
}

#[test]
fn of_too_many_findings_the_first_are_kept() {
    let (_, reports) = too_many();
    assert_eq!(codes(&reports[0], "FLT001"), 10_000);
    assert_eq!(reports[0]["results"]["faulty"], true);
    let failures = serde_json::json!([{"analyzer": "faulty", "reason": "it reported more than 10000 findings; the others are left out"}]);
    assert_eq!(reports[0]["failures"], failures);
    assert_eq!((&reports[1]["outcome"], codes(&reports[1], "FLT001")), (&Value::from("analyzed"), 1));
}

#[test]
fn a_report_that_lists_a_failure_says_so_in_its_outcome_and_exit_code() {
    let (code, reports) = too_many();
    assert_eq!((code, &reports[0]["outcome"]), (2, &Value::from("analyzer_failed")), "{}", reports[0]["failures"]);
}

#[test]
fn a_plugin_that_makes_no_instance_is_named_with_its_reason() {
    let bench = bench();
    for (fault, reason) in
        [("-DFAULT_CREATE_FAILS", "the licence file is missing"), ("-DFAULT_CREATE_FAILS_SILENTLY", "`create` failed with status 7 and gave no reason")]
    {
        faulty(&bench, &[fault]);
        let run = run(&bench, &["check", "--plugin", "faulty.so", "good.canvas.yaml"]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.err.contains("faulty.so`: ") && run.err.contains(reason), "{}", run.err);
    }
}

#[test]
fn a_plugin_that_makes_no_instance_costs_itself_only() {
    let bench = bench();
    faulty(&bench, &["-DFAULT_CREATE_FAILS"]);
    let run = run(&bench, &["analyze", "--format", "json", "--plugin", "faulty.so", "good.canvas.yaml"]);
    assert_eq!(run.code, 2, "{run:?}");
    // No configuration was given: none can be at fault.
    assert!(!run.err.contains("its configuration does not fit"), "{}", run.err);
    assert!(json(&run.out)[0]["results"]["structure"].is_object(), "{run:?}");
}
