//! What each step costs: parsing, validation, graph and facts, the boundary, each analyzer, the whole way of a canvas.
//!
//! `cargo bench --package canvass-tests --bench steps`
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot be set up should stop")]

use canvass_formats::{Format, Limits, parse};
use canvass_host::discovery::Candidate;
use canvass_host::{Configuration, Input, Plugins, Session};
use canvass_model::blocks::{Item, Note};
use canvass_model::{Canvas, graph};
use canvass_plugin::{Analyzer, Findings};
use canvass_schema::{Dialect, Name, Schema, published, read_canvas};
use canvass_tests::generate::{Language, canvas};
use divan::{Bencher, black_box};
use payer_analysis::PayerAnalysis;

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [3_000, 8_000, 30_000];

fn eight() -> String {
    canvas(8_000, Language::English, 1)
}

fn plugins(names: &[&str]) -> Plugins {
    let folder = canvass_tests::release_plugins();
    let candidates: Vec<Candidate> = names.iter().map(|name| Candidate { path: folder.join(canvass_tests::library_name(name)), bundled: true }).collect();
    let (plugins, errors) = Plugins::load(&candidates, None);
    assert!(errors.is_empty(), "{errors:?}");
    plugins
}

#[divan::bench(args = SIZES)]
fn parse_json_into_the_model(bencher: Bencher<'_, '_>, size: usize) {
    let text = canvas(size, Language::English, 1);
    bencher.bench(|| serde_json::from_str::<Canvas>(black_box(&text)).unwrap());
}

#[divan::bench(args = Language::ALL)]
fn parse_json_into_the_model_by_language(bencher: Bencher<'_, '_>, language: Language) {
    let text = canvas(8_000, language, 1);
    bencher.bench(|| serde_json::from_str::<Canvas>(black_box(&text)).unwrap());
}

#[divan::bench(args = SIZES)]
fn parse_json_into_the_tree(bencher: Bencher<'_, '_>, size: usize) {
    let text = canvas(size, Language::English, 1);
    bencher.bench(|| parse(black_box(&text), Format::Json, &Limits::default()).unwrap());
}

#[divan::bench(args = SIZES)]
fn read_yaml(bencher: Bencher<'_, '_>, size: usize) {
    let text = canvas(size, Language::English, 1);
    bencher.bench(|| read_canvas(black_box(text.as_bytes()), Some(Format::Yaml), 1, &Limits::default()).canvas.unwrap());
}

#[divan::bench]
fn validate_by_schema(bencher: Bencher<'_, '_>) {
    let schema = Schema::compile(serde_json::from_str(published(Name::Canvas, Dialect::Draft202012)).unwrap()).unwrap();
    let tree = parse(&eight(), Format::Json, &Limits::default()).unwrap();
    bencher.bench(|| schema.check(black_box(&tree.root)).len());
}

#[divan::bench(args = SIZES)]
fn graph_and_facts(bencher: Bencher<'_, '_>, size: usize) {
    let canvas: Canvas = serde_json::from_str(&canvas(size, Language::English, 1)).unwrap();
    bencher.bench(|| graph::build(black_box(&canvas)));
}

#[divan::bench]
fn analyzer_by_static_call(bencher: Bencher<'_, '_>) {
    let canvas: Canvas = serde_json::from_str(&eight()).unwrap();
    let (graph, _) = graph::build(&canvas);
    let view = graph.view();
    let mut analyzer = PayerAnalysis::new(canvass_plugin::NoSettings {}).unwrap();
    bencher.bench_local(|| {
        let mut reports = Vec::new();
        let outcome = analyzer.analyze(black_box(&view), &mut Findings::new(&mut reports, PayerAnalysis::RULES));
        (outcome, reports)
    });
}

#[divan::bench(args = ["pattern-detection", "payer-analysis", "segment-fit", "structure", "wording"])]
fn analyzer_across_the_boundary(bencher: Bencher<'_, '_>, name: &str) {
    let plugins = plugins(&[name]);
    let configuration = Configuration::default();
    let (mut session, _none) = Session::new(&plugins, &configuration, Limits::default());
    let canvas: Canvas = serde_json::from_str(&eight()).unwrap();
    let (graph, _) = graph::build(&canvas);
    bencher.bench_local(|| session.run_analyzers(black_box(&canvas), black_box(&graph)));
}

#[divan::bench(args = SIZES)]
fn whole_way_of_a_canvas(bencher: Bencher<'_, '_>, size: usize) {
    let plugins = plugins(&["pattern-detection", "payer-analysis", "segment-fit", "structure", "wording"]);
    let configuration = Configuration::default();
    let (mut session, _none) = Session::new(&plugins, &configuration, Limits::default());
    let text = canvas(size, Language::English, 1);
    bencher.bench_local(|| {
        let input = Input { bytes: black_box(text.as_bytes()), format: Some(Format::Json), source_name: "x", line: Some(1), native: false };
        let mut out = String::new();
        session.analyze(input, &mut |report| report.write_json(&mut out));
        out
    });
}

/// From a Markdown canvas of 4 to 7 kB to its facts, those read from words included.
#[divan::bench(args = ["033-early-autism-detector.md", "118-healthai.md", "084-exploreai.md"])]
fn read_markdown_with_all_facts(bencher: Bencher<'_, '_>, file: &str) {
    let text = std::fs::read_to_string(canvass_tests::root().join("tests/labelled/corpus").join(file)).unwrap();
    bencher.bench(|| {
        let imported = canvass_import::import(black_box(&text)).unwrap().swap_remove(0);
        let reading = canvass_text::read(&imported.canvas).unwrap();
        graph::build_read(&reading.canvas, &reading.marks)
    });
}

/// The bound that is promised: from a Markdown canvas of 5 kB to its facts, those read from words included, in at most 300 µs.
///
/// No labelled canvas in Markdown is that long in each language: here several become one, two or three notes in a line.
#[divan::bench(args = ["en", "fr", "zh"], sample_size = 50)]
fn read_five_kilobytes_of_markdown(bencher: Bencher<'_, '_>, language: &str) {
    let text = five_kilobytes(language);
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench(|| {
        let imported = canvass_import::import(black_box(&text)).unwrap().swap_remove(0);
        let reading = canvass_text::read(&imported.canvas).unwrap();
        // What was read is dropped here, as the program drops it before it reads the next canvas.
        black_box(&graph::build_read(&reading.canvas, &reading.marks)).1.len()
    });
}

/// The same for labelled canvases in Markdown, one after the other as in a batch: what a kilobyte costs is told by the bytes in a second. Those of the
/// corpus are as people wrote them, the others were written with more facts in each line, in twelve languages.
#[divan::bench(args = ["corpus", "own"], sample_size = 2)]
fn read_labelled_markdown(bencher: Bencher<'_, '_>, folder: &str) {
    let texts = labelled_markdown(folder);
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(divan::counter::BytesCount::new(bytes)).bench(|| {
        texts
            .iter()
            .map(|text| {
                let imported = canvass_import::import(black_box(text)).unwrap().swap_remove(0);
                let reading = canvass_text::read(&imported.canvas).unwrap();
                black_box(&graph::build_read(&reading.canvas, &reading.marks)).1.len()
            })
            .sum::<usize>()
    });
}

fn labelled_markdown(folder: &str) -> Vec<String> {
    let files = std::fs::read_dir(canvass_tests::root().join("tests/labelled").join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|extension| extension == "md")).collect();
    files.sort();
    let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap());
    texts.filter(|text| text.len() >= 1_500 && canvass_import::import(text).is_ok()).collect()
}

const EN: [&str; 6] = ["001-boat-stays", "010-robot-clubs-franchise", "h006-sound-bus", "k013-kerbwatch", "h009-walnut-machines", "k011-quillbase"];
const FR: [&str; 5] = ["k020-la-mie-bleue", "k019-laiterie-du-haut-pre", "h019-cuillere", "h020-grand-faitout", "032-cooperative-soleil"];
const ZH: [&str; 9] = [
    "021-shuiguo-duanshipin",
    "022-zhangfang-saas",
    "023-xiuxian-game",
    "027-huzhu",
    "028-yuzhicai",
    "029-cha-jiameng",
    "030-songcan",
    "031-gongzuoshi",
    "k014-yunlu",
];

fn five_kilobytes(language: &str) -> String {
    type Notes = fn(&Canvas) -> Vec<&str>;
    fn names<T: Item>(notes: &Option<Vec<Note<T>>>) -> Vec<&str> {
        notes.iter().flatten().map(|note| note.common().name).collect()
    }
    let (files, beside, headings): (&[&str], usize, [&str; 9]) = match language {
        "fr" => (
            &FR,
            2,
            [
                "Partenaires clés",
                "Activités clés",
                "Ressources clés",
                "Proposition de valeur",
                "Relations clients",
                "Canaux",
                "Segments de clientèle",
                "Structure de coûts",
                "Sources de revenus",
            ],
        ),
        "zh" => (&ZH, 3, ["重要伙伴", "关键业务", "核心资源", "价值主张", "客户关系", "渠道通路", "客户细分", "成本结构", "收入来源"]),
        _ => (
            &EN,
            2,
            [
                "Key Partners",
                "Key Activities",
                "Key Resources",
                "Value Propositions",
                "Customer Relationships",
                "Channels",
                "Customer Segments",
                "Cost Structure",
                "Revenue Streams",
            ],
        ),
    };
    let notes: [Notes; 9] = [
        |canvas| names(&canvas.key_partnerships),
        |canvas| names(&canvas.key_activities),
        |canvas| names(&canvas.key_resources),
        |canvas| names(&canvas.value_propositions),
        |canvas| names(&canvas.customer_relationships),
        |canvas| names(&canvas.channels),
        |canvas| names(&canvas.customer_segments),
        |canvas| names(&canvas.cost_structure),
        |canvas| names(&canvas.revenue_streams),
    ];
    let folder = canvass_tests::root().join("tests/labelled/own");
    let text = |file: &&str| std::fs::read_to_string(folder.join(format!("{file}.md"))).unwrap();
    let canvases: Vec<Canvas> = files.iter().map(|file| canvass_import::import(&text(file)).unwrap().swap_remove(0).canvas).collect();
    let mut all = "# Five kilobytes\n".to_owned();
    for (heading, notes) in headings.iter().zip(notes) {
        all.push_str(&format!("\n## {heading}\n\n"));
        let notes: Vec<&str> = canvases.iter().flat_map(notes).collect();
        notes.chunks(beside).for_each(|notes| all.push_str(&format!("- {}\n", notes.join(", "))));
    }
    assert!((4_500..5_500).contains(&all.len()), "{} bytes", all.len());
    all
}
