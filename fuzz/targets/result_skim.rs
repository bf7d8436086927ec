//! Reads the result of a plugin through, and holds that against a parser of JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| canvass_fuzz::result_skim(bytes));
