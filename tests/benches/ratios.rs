//! The ratios that are promised, measured in one run so that the machine cancels out.
//!
//! `cargo bench --package canvass-tests --bench ratios`
//!
//! - boundary: the two analyzers of a plugin through their boundary against the same analyzers by static calls, on a canvas of 8 kB; at most 1.5.
//! - pipeline: `canvass analyze` on 10,000 lines of 8 kB, start-up included, against a program that reads the same file into the typed model
//!   and does nothing else; at most 3.
//! - start-up: CPU time of `canvass` with its plugins on one small canvas; under 20 ms.
#![expect(clippy::print_stdout, reason = "the ratios are what this program is for")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use canvass_formats::Limits;
use canvass_host::discovery::Candidate;
use canvass_host::{Configuration, Plugins, Session};
use canvass_model::{Canvas, graph};
use canvass_plugin::{Analyzer, Findings};
use canvass_tests::generate::{Language, canvas, lines};
use nix::sys::resource::{UsageWho, getrusage};
use payer_analysis::{Economics, PayerAnalysis};

fn main() -> ExitCode {
    let mut kept = true;
    for (name, value, limit) in [("boundary / static call", boundary(), 1.5), ("analyze / parse", pipeline(), 3.0), ("start-up, ms of CPU", start_up(), 20.0)] {
        let verdict = if value <= limit { "kept" } else { "BROKEN" };
        kept &= value <= limit;
        println!("{name:24} {value:8.2}   at most {limit:<5} {verdict}");
    }
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn best(rounds: usize, mut run: impl FnMut()) -> Duration {
    (0..rounds)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn boundary() -> f64 {
    let path = canvass_tests::release_plugins().join(canvass_tests::library_name("payer-analysis"));
    let (plugins, errors) = Plugins::load(&[Candidate { path, bundled: true }], None);
    assert!(errors.is_empty(), "{errors:?}");
    let configuration = Configuration::default();
    let (mut session, errors) = Session::new(&plugins, &configuration, Limits::default());
    assert!(errors.is_empty(), "{errors:?}");
    let mut payers = PayerAnalysis::new(canvass_plugin::NoSettings {}).expect("as above");
    let mut economics = Economics::new(payer_analysis::economics::Settings::default()).expect("as above");
    let canvas: Canvas = serde_json::from_str(&canvas(8_000, Language::English, 1)).expect("a sound canvas");
    let (graph, _) = graph::build(&canvas);
    let view = graph.view();
    // The two take turns, so that whatever else the machine does meets both.
    let (mut across, mut direct) = (Duration::MAX, Duration::MAX);
    for _ in 0..200 {
        across = across.min(best(20, || drop(black_box(session.run_analyzers(black_box(&canvas), black_box(&graph))))));
        direct = direct.min(best(20, || {
            let mut reports = Vec::new();
            let payers = payers.analyze(black_box(&view), &mut Findings::new(&mut reports, PayerAnalysis::RULES));
            let economics = economics.analyze(black_box(&view), &mut Findings::new(&mut reports, Economics::RULES));
            // The host words every finding and writes the result; without that the two would not do the same.
            let worded: Vec<String> = reports.iter().map(canvass_plugin::test_kit::render).collect();
            let places: Vec<Option<String>> = reports
                .iter()
                .flat_map(|report| report.at.iter().chain(report.evidence.iter().map(|(place, _)| place)))
                .map(|&place| view.pointer(place))
                .collect();
            drop(black_box((payers, economics, worded, places, reports)));
        }));
    }
    println!("boundary {across:?}, static call {direct:?}");
    across.as_secs_f64() / direct.as_secs_f64()
}

fn children_cpu() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system counts CPU time");
    let time = |value: nix::sys::time::TimeVal| Duration::new(value.tv_sec().unsigned_abs(), u32::try_from(value.tv_usec() * 1000).unwrap_or_default());
    time(usage.user_time()) + time(usage.system_time())
}

fn pipeline() -> f64 {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("canvases.ndjson");
    let text = lines(10_000, 8_000, 42);
    std::fs::write(&path, &text).expect("the file can be written");
    let parse_only = parse_only();
    let (mut analyzed, mut parsed) = (Duration::MAX, Duration::MAX);
    for _ in 0..5 {
        analyzed = analyzed.min(run(canvass_tests::release_program(), &["analyze", "--isolated", "--format", "ndjson"], &path));
        parsed = parsed.min(run(&parse_only, &[], &path));
    }
    println!("10,000 canvases, {} bytes each: analyze {analyzed:?}, parse {parsed:?}", text.len() / 10_000);
    analyzed.as_secs_f64() / parsed.as_secs_f64()
}

/// The program that only parses, built like the one it is compared with.
fn parse_only() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let build = ["build", "--quiet", "--release", "--package", "canvass-tests", "--example", "parse_only"];
    let status = Command::new(cargo).current_dir(canvass_tests::root()).args(build).status().expect("cargo can be started");
    assert!(status.success(), "the program can be built");
    canvass_tests::release_program().parent().expect("the program lies in a folder").join("examples/parse_only")
}

fn start_up() -> f64 {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("one.canvas.json");
    std::fs::write(&path, r#"{"customer_segments": ["Neighbours"], "value_propositions": ["Bread"]}"#).expect("the file can be written");
    let least = (0..20).map(|_| run(canvass_tests::release_program(), &["analyze", "--isolated"], &path)).min().unwrap_or_default();
    least.as_secs_f64() * 1000.0
}

/// The CPU time of one run of a program.
fn run(program: &Path, arguments: &[&str], path: &Path) -> Duration {
    let begun = children_cpu();
    let status = Command::new(program).args(arguments).arg(path).stdout(Stdio::null()).stderr(Stdio::null()).status().expect("the program can be started");
    assert!(status.code().is_some_and(|code| code < 2), "{status}");
    children_cpu() - begun
}
