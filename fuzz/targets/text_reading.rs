//! Reads facts from the words of a canvas, be it our own format or imported.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| canvass_fuzz::text_reading(bytes));
