//! Characters, words, sentences: what every room above agrees on about text.
//!
//! All spans are bytes of the text given.

mod clean;
mod fold;
mod reflow;
mod saying;
mod sentence;
mod token;
mod word;
mod wrap;

pub use clean::{clean, clean_line};
pub use fold::{fold, fold_words};
pub use reflow::filled_line_ends;
pub use saying::reports_speech;
pub(crate) use sentence::Splitter;
pub use sentence::{sentence_at, sentences};
pub use token::{Gap, Shape, Token, TokenKind, Tokens, tokens};
pub use word::{Words, is_plain, starts_word, words};
