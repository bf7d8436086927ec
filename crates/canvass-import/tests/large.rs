//! Texts as large as a caller passes on are read quickly, whatever they hold.

use std::time::{Duration, Instant};

use canvass_import::import;

const SIZE: usize = 512 * 1024;

/// No text takes so many times as long as a canvas of the same size with ordinary bullets: what takes time by the square takes hundreds.
const TIMES: u32 = 8;

fn filled(start: &str, one: impl Fn(usize) -> String) -> String {
    let mut text = start.to_owned();
    let mut number = 0;
    loop {
        let more = one(number);
        if text.len() + more.len() > SIZE {
            return text;
        }
        text.push_str(&more);
        number += 1;
    }
}

/// How long this thread has been at work: waiting for other programs does not count where the system tells.
fn at_work(begun: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.as_deref().and_then(|told| told.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}

fn taken(begun: Instant, text: &str) -> Duration {
    let before = at_work(begun);
    let _ = import(text);
    at_work(begun).saturating_sub(before)
}

#[test]
fn large_texts_are_read_in_time() {
    let canvas = "# Bakery\n\n## Customer Segments\n- Neighbours\n\n## Channels\n- Shop\n\n## Revenue Streams\n- Sale of bread\n\n";
    let words = ["Costs", "keen", "value proof", "Customer sediment", "resource", "partial", "chancel", "revenge steam", "alpha", "кость"];
    let texts = [
        ("digits", filled("", |_| "7".to_owned())),
        ("digits behind a canvas", filled(canvas, |_| "7".to_owned())),
        ("opening brackets", filled("", |_| "[".to_owned())),
        ("opening braces", filled("", |_| "{\"a\":".to_owned())),
        ("quotes", filled("", |_| "> ".to_owned())),
        ("nested bullets", filled("", |number| format!("{}- a\n", " ".repeat(number % 300)))),
        ("keys", filled("{", |number| format!("\"k{number}\":1,"))),
        ("keys of YAML", filled("", |number| format!("key{number}: v\n"))),
        ("cells", filled("| Key Partners | Channels |\n|---|---|\n", |number| format!("| a{number} | b |\n"))),
        ("one row", filled("| Key Partners | Channels |\n|---|---|\n", |_| "| a ".to_owned())),
        ("label cells", filled("| a | b |\n|---|---|\n", |_| "| Key Partners | Channels |\n".to_owned())),
        ("headings", filled("", |number| format!("# H {number}\n"))),
        ("label headings", filled("", |_| "## Channels\n- a\n".to_owned())),
        ("bullets in a block", filled(canvas, |number| format!("- item {number}\n"))),
        ("near labels", filled("", |number| format!("{}\n", words[number % words.len()]))),
        ("bold near labels", filled(canvas, |number| format!("**{}**: {number}\n", words[number % words.len()]))),
        ("commas", filled("Channels,", |_| "a,".to_owned())),
        ("lines of commas", filled("Block,Item\n", |number| format!("Channels,{number}\n"))),
        ("open tags", filled("<html></p>", |_| "<div>".to_owned())),
        ("label tags", filled("<html>", |_| "<h3>Channels</h3><p>a</p>".to_owned())),
        ("cells of HTML", filled("<table><tr><th>Key Partners</th><th>Channels</th></tr>", |_| "<tr><td rowspan=3>a</td><td>b</td></tr>".to_owned())),
        ("stars", filled(canvas, |_| "*".to_owned())),
        ("backquotes and brackets", filled(canvas, |_| "`[!(".to_owned())),
        ("drawing", filled("", |_| "│ Channels │ Key Partners │\n".to_owned())),
        ("one sentence", filled(canvas, |_| "word, ".to_owned())),
        ("sentences", filled(canvas, |_| "A word. ".to_owned())),
        ("wide", filled(canvas, |_| "渠道、".to_owned())),
        ("diagram", filled("mindmap\n  root\n", |_| "    Channels\n      a\n".to_owned())),
        ("questions", filled("", |_| "Channels: who?\n".to_owned())),
        ("notes", filled("[", |number| format!("{{\"zone\":\"channels\",\"text\":\"n{number}\"}},"))),
    ];
    let mut slow = Vec::new();
    let begun = Instant::now();
    let ordinary = taken(begun, &filled(canvas, |number| format!("- item {number}\n")));
    for (name, text) in &texts {
        let taken = taken(begun, text);
        if std::env::var_os("CANVASS_SHOW").is_some() {
            println!("{name}: {taken:?}");
        }
        if taken > ordinary * TIMES {
            slow.push(format!("{name}: {taken:?}, an ordinary canvas {ordinary:?}"));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
