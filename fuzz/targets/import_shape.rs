//! Takes the canvas out of a text of one shape, of which the first byte tells which.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| canvass_fuzz::import_shape(bytes));
