#![no_main]

use newshound::search::{Typing, parse};

libfuzzer_sys::fuzz_target!(|text: &str| {
    for typing in [Typing::Done, Typing::Live] {
        let (_, notes) = parse(text, typing);
        for note in notes {
            assert!(text.get(note.span.range()).is_some(), "{note:?}");
        }
    }
});
