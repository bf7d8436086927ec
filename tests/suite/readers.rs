//! What the fuzz targets do, over the canvases of this repository: whole, cut off, and with bytes that do not belong there.

use std::fs;
use std::path::{Path, PathBuf};

#[expect(unreachable_pub, reason = "the same file is the library of the fuzz targets")]
#[path = "../../fuzz/bodies.rs"]
mod bodies;

/// Files above this size take long and show nothing that smaller ones do not.
const LARGEST: u64 = 12_000;

fn seeds() -> Vec<Vec<u8>> {
    let root = canvass_tests::root();
    let folders = ["tests/labelled/own", "tests/labelled/negatives", "crates/canvass-cli/gallery", "plugins/pattern-detection/patterns", "schemas"];
    let mut files: Vec<PathBuf> = folders.iter().flat_map(|folder| files(&root.join(folder))).collect();
    files.sort();
    // Every few of each folder: the fuzzer itself starts from all of them.
    files.iter().step_by(7).map(|file| fs::read(file).unwrap()).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.filter(|entry| entry.metadata().unwrap().is_file() && entry.metadata().unwrap().len() < LARGEST).map(|entry| entry.path()).collect()
}

#[test]
fn readers_survive_what_is_whole_and_what_is_cut() {
    let seeds = seeds();
    assert!(seeds.len() >= 10, "{}", seeds.len());
    for (name, body) in bodies::ALL {
        for seed in &seeds {
            body(seed);
            body(&seed[..seed.len() / 3]);
            body(&seed[seed.len() / 2..]);
        }
        let odd: [&[u8]; 8] = [b"", b"\xff\xfe", b"{", b"[1,", b"\"\\u12", "\u{feff}Channels: é".as_bytes(), b"{\"type\": 1}\n{}", b"a: &a [*a]"];
        odd.iter().for_each(|bytes| body(bytes));
        println!("{name} holds");
    }
}

#[test]
fn every_function_has_its_target() {
    let targets = files(&canvass_tests::root().join("fuzz/targets"));
    let manifest = fs::read_to_string(canvass_tests::root().join("fuzz/Cargo.toml")).unwrap();
    assert_eq!(targets.len(), bodies::ALL.len());
    for (name, _) in bodies::ALL {
        assert!(targets.iter().any(|target| target.file_stem().is_some_and(|stem| stem == name)), "{name}");
        assert!(manifest.contains(&format!("name = \"{name}\"\n")), "{name}");
    }
}
