//! Takes the canvases out of any text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| canvass_fuzz::import_text(bytes));
