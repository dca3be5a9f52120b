//! The `newshound` program: hands its arguments to the library and exits with the code that comes back.
fn main() {}
