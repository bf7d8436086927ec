//! Bad input: every row of `catalogue.toml` against the real program.
//!
//! A row is survived when it ends with the exit code it states, says what it states, in time and within bounds of memory and output, and
//! costs no other document its analysis.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use canvass_tests::{Bench, gallery, program};
use serde::Deserialize;

/// The numbers of the catalogue that have rows here.
const NUMBERS: [RangeInclusive<u32>; 4] = [1..=25, 37..=51, 53..=58, 68..=77];
/// A canvas without fault, beside every row.
const GOOD: &str = "good.canvas.yaml";
/// A schema that everything fits, beside every row.
const ANY: &str = "any.schema.json";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    row: Vec<Row>,
}

/// One row. Without a `command`, the file is a document: it is analysed together with a good canvas, and then checked alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// The number in the catalogue, with a letter for variants; or the name of a case of the JSON test suite.
    id: String,
    what: String,
    /// The name under which the content is written.
    #[serde(default = "canvas_json")]
    file: String,
    /// The content as text.
    bytes: Option<String>,
    /// The content, made of parts.
    #[serde(default)]
    make: Vec<Part>,
    /// Further files.
    #[serde(default)]
    beside: Vec<Beside>,
    /// The arguments, `{file}` standing for the file.
    command: Option<Vec<String>>,
    /// The exit code.
    status: i32,
    /// How many reports there are on the file.
    #[serde(default = "one")]
    records: usize,
    /// What must stand on standard output.
    #[serde(default)]
    stdout: Vec<String>,
    /// What must stand on standard error.
    #[serde(default)]
    stderr: Vec<String>,
    /// What must stand on neither.
    #[serde(default)]
    not: Vec<String>,
    /// How long a run may take, in milliseconds.
    #[serde(default = "ten_seconds")]
    max_ms: u64,
    /// How much memory a run may ask for, in MiB.
    #[serde(default = "one_gibibyte")]
    max_mib: u64,
    /// How much the text for reading may come to, in KiB.
    #[serde(default = "sixty_four")]
    max_kib: usize,
}

fn canvas_json() -> String {
    "canvas.json".to_owned()
}

fn one() -> usize {
    1
}

fn ten_seconds() -> u64 {
    10_000
}

fn one_gibibyte() -> u64 {
    1024
}

fn sixty_four() -> usize {
    64
}

/// A part of a content.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "lowercase")]
enum Part {
    /// A text as it is.
    Text(String),
    /// Bytes in hexadecimal, spaces ignored.
    Hex(String),
    /// A text many times over.
    Repeat(String, u64),
    /// A text many times over, `{n}` standing for the number from 1 and `{next}` for the one after it, with another between.
    Count(String, u64, String),
    /// A text in UTF-16, little-endian.
    Utf16le(String),
    /// A text in UTF-16, big-endian.
    Utf16be(String),
    /// A text in UTF-32, little-endian.
    Utf32le(String),
    /// Zero bytes that take no room on the disk.
    Sparse(u64),
}

impl Part {
    fn write(&self, file: &mut std::fs::File) -> std::io::Result<()> {
        match self {
            Self::Text(text) => file.write_all(text.as_bytes()),
            Self::Hex(digits) => {
                let digits: Vec<u32> = digits.chars().filter_map(|digit| digit.to_digit(16)).collect();
                let bytes: Vec<u8> = digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).expect("two digits are a byte")).collect();
                file.write_all(&bytes)
            }
            Self::Repeat(text, times) => {
                // In blocks, so that a large content is no large text.
                let block = text.repeat(usize::try_from((*times).min(4096)).expect("a small number"));
                (0..times / 4096).try_for_each(|_| file.write_all(block.as_bytes()))?;
                let rest = usize::try_from(times % 4096).expect("a small number");
                if *times < 4096 { file.write_all(block.as_bytes()) } else { file.write_all(text.repeat(rest).as_bytes()) }
            }
            Self::Count(text, times, between) => {
                let parts: Vec<String> =
                    (1..=*times).map(|number| text.replace("{n}", &number.to_string()).replace("{next}", &(number + 1).to_string())).collect();
                file.write_all(parts.join(between).as_bytes())
            }
            Self::Utf16le(text) => text.encode_utf16().try_for_each(|unit| file.write_all(&unit.to_le_bytes())),
            Self::Utf16be(text) => text.encode_utf16().try_for_each(|unit| file.write_all(&unit.to_be_bytes())),
            Self::Utf32le(text) => text.chars().try_for_each(|letter| file.write_all(&u32::from(letter).to_le_bytes())),
            Self::Sparse(length) => {
                let end = file.seek(SeekFrom::Current(i64::try_from(*length).expect("a length of a file")))?;
                file.set_len(end)
            }
        }
    }
}

/// A file beside that of the row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    file: String,
    bytes: Option<String>,
    #[serde(default)]
    make: Vec<Part>,
}

fn catalogue() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue.toml");
    let text = std::fs::read_to_string(&path).expect("the catalogue can be read");
    toml::from_str::<Catalogue>(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())).row
}

fn write(bench: &Bench, name: &str, bytes: Option<&str>, make: &[Part]) {
    let path = bench.write(name, bytes.unwrap_or_default());
    let mut file = std::fs::File::options().append(false).write(true).open(path).expect("the file can be opened");
    file.seek(SeekFrom::End(0)).expect("a file has an end");
    make.iter().for_each(|part| part.write(&mut file).expect("the file can be written"));
}

/// How a run ended, and what it said.
struct Ended {
    status: Option<ExitStatus>,
    out: String,
    err: String,
    took: Duration,
}

/// Runs the program with bounds on time and memory.
fn run(bench: &Bench, row: &Row, arguments: &[&str]) -> Ended {
    let mut command = bounded(&bench.command(), row.max_mib);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let start = Instant::now();
    let mut child = command.spawn().expect("the program can be started");
    let (out, err) = (listen(child.stdout.take().expect("a pipe")), listen(child.stderr.take().expect("a pipe")));
    let status = wait(&mut child, start + Duration::from_millis(row.max_ms));
    let took = start.elapsed();
    Ended { status, out: out.join().expect("the listener ends"), err: err.join().expect("the listener ends"), took }
}

/// The same command under a bound on memory, where the system has one that is easily set.
fn bounded(command: &Command, mebibytes: u64) -> Command {
    if !cfg!(target_os = "linux") {
        let mut same = Command::new(command.get_program());
        surround(&mut same, command);
        return same;
    }
    let mut shell = Command::new("/bin/sh");
    surround(&mut shell, command);
    shell.arg("-c").arg(format!("ulimit -v {} && exec \"$0\" \"$@\"", mebibytes * 1024)).arg(command.get_program());
    shell
}

fn surround(new: &mut Command, like: &Command) {
    new.env_clear().envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
    if let Some(folder) = like.get_current_dir() {
        new.current_dir(folder);
    }
}

fn listen(mut pipe: impl Read + Send + 'static) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).expect("the pipe can be read");
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Waits until the program ends, or ends it when it is late.
fn wait(child: &mut Child, late: Instant) -> Option<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait().expect("the program can be waited for") {
            return Some(status);
        }
        if Instant::now() > late {
            child.kill().expect("the program can be ended");
            child.wait().expect("the program can be waited for");
            return None;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Everything in which a row is not survived as it should be.
fn failures(row: &Row) -> Vec<String> {
    let bench = Bench::new();
    bench.write(GOOD, std::fs::read(gallery().join("youtube.canvas.yaml")).expect("the gallery can be read"));
    bench.write(ANY, "true");
    write(&bench, &row.file, row.bytes.as_deref(), &row.make);
    for file in &row.beside {
        write(&bench, &file.file, file.bytes.as_deref(), &file.make);
    }
    let mut failures = Vec::new();
    match &row.command {
        Some(command) => {
            let mut arguments: Vec<&str> = command.iter().map(|argument| if argument == "{file}" { row.file.as_str() } else { argument.as_str() }).collect();
            let analyze = command.first().is_some_and(|first| first == "analyze") && command.iter().any(|argument| argument == "{file}");
            if analyze {
                arguments.push(GOOD);
            }
            let ended = run(&bench, row, &arguments);
            common(row, &ended, &mut failures);
            words(row, &ended, &mut failures);
            if analyze && !ended.out.contains("YouTube") {
                failures.push("the good canvas is not analysed".to_owned());
            }
        }
        None => {
            let ended = run(&bench, row, &["analyze", "--isolated", "--format", "ndjson", &row.file, GOOD]);
            common(row, &ended, &mut failures);
            reports(row, &ended, &mut failures);
            let ended = run(&bench, row, &["check", "--isolated", &row.file]);
            common(row, &ended, &mut failures);
            words(row, &ended, &mut failures);
        }
    }
    failures
}

/// What holds for every run: in time, by an exit code, without a panic.
fn common(row: &Row, ended: &Ended, failures: &mut Vec<String>) {
    match ended.status {
        None => failures.push(format!("it has not ended after {} ms", ended.took.as_millis())),
        Some(status) if status.code().is_none() => failures.push(format!("it ended by {status}; stderr: {}", shortened(&ended.err))),
        Some(status) if status.code() != Some(row.status) => {
            failures.push(format!("{status}, not {}; stdout: {}; stderr: {}", row.status, shortened(&ended.out), shortened(&ended.err)));
        }
        Some(_) => {}
    }
    for panic in ["panicked", "RUST_BACKTRACE", "stack overflow", "memory allocation of"] {
        if ended.err.contains(panic) || ended.out.contains(panic) {
            failures.push(format!("it says `{panic}`: {}", shortened(&ended.err)));
        }
    }
}

/// What text for reading must say and must not say.
fn words(row: &Row, ended: &Ended, failures: &mut Vec<String>) {
    for (name, said, wanted) in [("stdout", &ended.out, &row.stdout), ("stderr", &ended.err, &row.stderr)] {
        for words in wanted.iter().filter(|words| !said.contains(words.as_str())) {
            failures.push(format!("{name} lacks `{words}`: {}", shortened(said)));
        }
        for words in row.not.iter().filter(|words| said.contains(words.as_str())) {
            failures.push(format!("{name} has `{}`: {}", words.escape_debug(), shortened(said)));
        }
        if let Some(drives) = said.chars().find(|&letter| drives_a_terminal(letter)) {
            failures.push(format!("{name} holds the raw character `{}`", drives.escape_unicode()));
        }
        if said.len() > row.max_kib << 10 {
            failures.push(format!("{name} comes to {} KiB; {} are enough", said.len() >> 10, row.max_kib));
        }
    }
    if row.status != 0 && ended.status.is_some() && !format!("{}{}", ended.out, ended.err).contains("error") {
        failures.push("it failed and names no error".to_owned());
    }
}

fn drives_a_terminal(letter: char) -> bool {
    letter != '\n' && letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// One report for each document, and the good canvas analysed as if it were alone.
fn reports(row: &Row, ended: &Ended, failures: &mut Vec<String>) {
    let reports: Vec<serde_json::Value> = ended.out.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if !reports.iter().any(|report| report["canvas"]["source"] == GOOD && report["outcome"] == "analyzed") {
        failures.push("the good canvas is not analysed".to_owned());
    }
    let own = reports.iter().filter(|report| report["canvas"]["source"] == row.file.as_str()).count();
    if own != row.records || ended.out.lines().count() != row.records + 1 {
        failures.push(format!("{own} reports on it, not {}; lines: {}", row.records, ended.out.lines().count()));
    }
    for report in &reports {
        let refused = report["outcome"] == "refused" || report["outcome"] == "analyzer_failed";
        let named = ["findings", "failures"].iter().any(|list| report[list].as_array().is_some_and(|list| !list.is_empty()));
        if refused && !named {
            failures.push("a report is not of an analysed canvas and gives no reason".to_owned());
        }
    }
}

fn shortened(text: &str) -> String {
    let short: String = text.chars().take(400).collect();
    short.escape_debug().to_string().replace("\\n", "⏎").replace("\\\"", "\"")
}

#[test]
fn every_row_is_survived() {
    let rows = catalogue();
    // The program is built once, before time is measured.
    let _built = program();
    let only = std::env::var("CANVASS_ROW").ok();
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(row) = rows.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if only.as_ref().is_some_and(|only| !row.id.starts_with(only.as_str())) {
                        continue;
                    }
                    let failures = failures(row);
                    if !failures.is_empty() {
                        failed.lock().unwrap().push((row, failures));
                    }
                }
            });
        }
    });
    let mut failed = failed.into_inner().unwrap();
    failed.sort_by_key(|(row, _)| rows.iter().position(|other| other.id == row.id));
    let report = failed.iter().fold(String::new(), |mut report, (row, failures)| {
        write!(report, "\n{} ({})", row.id, row.what).unwrap();
        failures.iter().for_each(|failure| write!(report, "\n    {failure}").unwrap());
        report
    });
    assert!(failed.is_empty(), "{} of {} rows are not survived:{report}", failed.len(), rows.len());
}

#[test]
fn every_number_has_a_row() {
    let rows = catalogue();
    let numbers: BTreeSet<u32> = rows.iter().filter_map(|row| row.id.trim_end_matches(|letter: char| letter.is_ascii_lowercase()).parse().ok()).collect();
    let missing: Vec<u32> = NUMBERS.into_iter().flatten().filter(|number| !numbers.contains(number)).collect();
    assert!(missing.is_empty(), "no rows for {missing:?}");
    let mut ids = BTreeSet::new();
    for row in &rows {
        assert!(ids.insert(&row.id), "two rows have the id {}", row.id);
        let suite = ["y_", "n_"].iter().any(|start| row.id.starts_with(start));
        assert!(suite || row.id.starts_with(|letter: char| letter.is_ascii_digit()), "{} is neither a number nor a case of the JSON test suite", row.id);
        assert!(row.bytes.is_some() || !row.make.is_empty(), "row {} has no content", row.id);
        assert!(!row.what.is_empty(), "row {} does not say what it is", row.id);
    }
}
