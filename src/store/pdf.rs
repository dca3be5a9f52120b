//! The text of a PDF file, by `pdftotext` where it is installed: a program of its own, so that what goes wrong in it
//! stays in it, with bounds on its time and on what it may say.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::read::limits::{PDF_ERROR_BYTES, PDF_SECONDS, PDF_TEXT_BYTES};

/// The text of a PDF file.
///
/// # Errors
/// In words for a person, when the program is not there, refuses the file or does not come to an end.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, String> {
    let mut command = Command::new("pdftotext");
    // The file comes in by a pipe, so that no name of a file is ever an option, and nothing is written.
    command.args(["-q", "-enc", "UTF-8", "-", "-"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            "a PDF file, which needs pdftotext to be read; it is not installed".to_owned()
        }
        _ => format!("pdftotext cannot be started: {error}"),
    })?;
    run(child, bytes, Duration::from_secs(PDF_SECONDS))
}

fn run(mut child: Child, bytes: Vec<u8>, time: Duration) -> Result<String, String> {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    // A program that does not read, or says too much, is left behind with its pipes closed.
    thread::spawn(move || stdin.map(|mut pipe| pipe.write_all(&bytes)));
    let complaints = thread::spawn(move || {
        let said = stderr.map(|pipe| heard(pipe, PDF_ERROR_BYTES)).unwrap_or_default();
        String::from_utf8_lossy(&said).lines().next().unwrap_or("").to_owned()
    });
    let (done, result) = channel();
    thread::spawn(move || done.send(stdout.map(|pipe| heard(pipe, PDF_TEXT_BYTES)).unwrap_or_default()));
    let Ok(text) = result.recv_timeout(time) else {
        let _ = child.kill();
        let _ = child.wait();
        return Err(format!("a PDF file that pdftotext does not finish in {} s", time.as_secs()));
    };
    // Whatever it still does, it was heard enough.
    let full = text.len() as u64 == PDF_TEXT_BYTES;
    if full {
        let _ = child.kill();
    }
    let ended = child.wait().map_err(|error| format!("pdftotext is gone: {error}"))?;
    if ended.success() || full {
        return Ok(String::from_utf8_lossy(&text).into_owned());
    }
    let why = match complaints.join().unwrap_or_default() {
        why if why.is_empty() => "no reason given".to_owned(),
        why if why.to_ascii_lowercase().contains("password") => "locked with a password".to_owned(),
        why => why,
    };
    Err(format!("a PDF file that pdftotext refuses ({why})"))
}

/// What comes through a pipe, up to a limit.
fn heard(pipe: impl Read, limit: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = pipe.take(limit).read_to_end(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(script: &str) -> Child {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    #[test]
    fn what_the_program_says_is_told() {
        let long = Duration::from_secs(60);
        assert_eq!(run(program("cat"), b"words".to_vec(), long).as_deref(), Ok("words"));
        let refused = run(program("echo 'Incorrect password' >&2; exit 1"), Vec::new(), long).unwrap_err();
        assert!(refused.contains("locked with a password"), "{refused}");
    }

    #[test]
    fn a_program_that_does_not_end_or_says_too_much_is_stopped() {
        let late = run(program("exec sleep 1000"), Vec::new(), Duration::from_millis(50)).unwrap_err();
        assert!(late.contains("does not finish"), "{late}");
        let endless = run(program("exec yes"), vec![0; 10 << 20], Duration::from_secs(60)).unwrap();
        assert_eq!(endless.len() as u64, PDF_TEXT_BYTES);
    }
}
