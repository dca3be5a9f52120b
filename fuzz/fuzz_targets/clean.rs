#![no_main]

use newshound::text::{clean, clean_line};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let once = clean(text).into_owned();
    assert!(once.chars().all(|c| c == '\n' || !c.is_control()));
    assert_eq!(clean(&once), once);
    assert!(!clean_line(text).contains('\n'));
});
