//! PDF files where no program makes text of them.

use std::fs;
use std::process::{Command, Stdio};

#[test]
fn without_pdftotext_a_pdf_file_is_told_and_the_rest_is_read() {
    let home = tempfile::tempdir().expect("a folder for the state");
    let folder = tempfile::tempdir().expect("a folder for stories");
    let put =
        |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("a story is written");
    put("a.pdf", b"%PDF-1.4\n1 0 obj\n");
    put("b.txt", b"Ferry late\n\nThe ferry was late.\n");
    for path in ["", "/nowhere"] {
        let output = Command::new(env!("CARGO_BIN_EXE_newshound"))
            .env_clear()
            .env("PATH", path)
            .env("HOME", home.path())
            .args(["find", "-l", "--no-cache", ""])
            .arg(folder.path())
            .stdin(Stdio::null())
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert_eq!(output.stdout, b"b.txt\n", "{output:?}");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(
            told.contains("a.pdf: a PDF file, which needs pdftotext to be read; it is not installed"),
            "{told}"
        );
    }
}
