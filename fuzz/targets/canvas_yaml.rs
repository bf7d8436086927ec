//! Reads a canvas of our own format, written in YAML.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| canvass_fuzz::canvas_yaml(bytes));
