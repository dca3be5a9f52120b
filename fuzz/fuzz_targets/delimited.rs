#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| newshound_fuzz::read_as("a.csv", data));
