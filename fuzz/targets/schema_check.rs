//! Compiles a schema and checks a document by it: the schema stands before the first line break, the document behind it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| canvass_fuzz::schema_check(bytes));
