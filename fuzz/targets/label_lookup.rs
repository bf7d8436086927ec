//! Looks a label up, as a heading and as a key.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| canvass_fuzz::label_lookup(bytes));
