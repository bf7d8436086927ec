//! Lists the canvases of the gallery, so that a new one takes part by being there.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

fn main() {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets this")).join("gallery");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the gallery is part of the crate")
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".canvas.yaml").map(str::to_owned))
        .collect();
    names.sort();
    let mut out = String::from("&[\n");
    for name in names {
        let path = folder.join(format!("{name}.canvas.yaml"));
        writeln!(out, "    ({name:?}, include_str!({:?})),", path.display().to_string()).expect("a string takes everything");
    }
    out.push_str("]\n");
    let target = Path::new(&env::var("OUT_DIR").expect("cargo sets this")).join("gallery.rs");
    fs::write(target, out).expect("the build folder can be written");
}
