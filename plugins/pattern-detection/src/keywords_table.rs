//! The table of keywords in the guide to the patterns: it names every pattern that reads one, and no other.

use std::collections::{BTreeMap, BTreeSet};

type Readers = BTreeMap<String, BTreeSet<String>>;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/patterns");

/// The patterns whose conditions ask for each keyword.
fn read() -> Readers {
    let mut readers = Readers::new();
    for path in std::fs::read_dir(FOLDER).unwrap().filter_map(|entry| Some(entry.ok()?.path())) {
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for asked in text.lines().filter(|line| line.starts_with("when")).flat_map(|line| line.split("tag(").skip(1)) {
            let keyword = asked.split(')').next().and_then(|inside| inside.split('"').nth(1)).unwrap_or_default().trim_end_matches('\\');
            readers.entry(keyword.to_owned()).or_default().insert(path.file_stem().unwrap().to_string_lossy().into_owned());
        }
    }
    readers
}

/// The rows of the guide in which a keyword stands before the patterns.
fn told(known: &Readers) -> Readers {
    let guide = std::fs::read_to_string(format!("{FOLDER}/README.md")).unwrap();
    let named = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let rows = guide.lines().filter_map(|line| {
        let mut cells = line.strip_prefix('|')?.strip_suffix('|')?.split('|');
        let (first, second) = (cells.next()?, cells.next()?);
        let [keyword] = named(first).try_into().ok()?;
        known.contains_key(&keyword).then(|| (keyword, named(second).into_iter().collect()))
    });
    rows.collect()
}

#[test]
fn the_guide_names_the_patterns_that_read_each_keyword() {
    let readers = read();
    assert!(readers.len() > 50);
    let told = told(&readers);
    let wrong: Vec<_> = readers.iter().filter(|(keyword, patterns)| told.get(*keyword) != Some(patterns)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
