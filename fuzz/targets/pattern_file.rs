//! Reads a pattern file.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| canvass_fuzz::pattern_file(bytes));
