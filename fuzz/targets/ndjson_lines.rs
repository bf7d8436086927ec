//! Reads a file of one document per line.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| canvass_fuzz::ndjson_lines(bytes));
