//! What may not be read or written, as a person without special rights meets it: a clear word, the right exit code, and
//! nothing else lost. Root may read everything, so that for root the program runs as nobody, through `setpriv`.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A number that no file of the test belongs to.
const NOBODY: &str = "65534";
const DENIED: &str = "Permission denied (os error 13)";

/// A folder with a corpus and a home, and a way to run the program in it without special rights.
struct Place {
    folder: tempfile::TempDir,
    program: Vec<PathBuf>,
}

impl Place {
    /// `None` where the program can only be run as root, which is said.
    fn new() -> Option<Place> {
        let folder = tempfile::tempdir().expect("a folder");
        let mut place = Place { folder, program: vec![env!("CARGO_BIN_EXE_newshound").into()] };
        place.allow("", 0o755);
        for home in ["state", "cache", "config"] {
            place.folder(home, 0o777);
        }
        if rustix::process::geteuid().is_root() {
            // Nobody may not reach where it was built.
            let copy = place.path("program");
            fs::copy(&place.program[0], &copy).expect("the program can be copied");
            let as_nobody = [format!("--reuid={NOBODY}"), format!("--regid={NOBODY}")].map(PathBuf::from);
            place.program = ["setpriv".into(), "--clear-groups".into()].to_vec();
            place.program.extend(as_nobody);
            place.program.push(copy);
            let runs = place.command("").arg("--version").output();
            if !runs.is_ok_and(|output| output.status.success()) {
                println!("skipped: this runs as root, and there is no setpriv to be somebody else");
                return None;
            }
        }
        Some(place)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn allow(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), Permissions::from_mode(mode)).expect("rights can be set");
    }

    fn folder(&self, name: &str, mode: u32) {
        fs::create_dir_all(self.path(name)).expect("a folder can be made");
        self.allow(name, mode);
    }

    fn file(&self, name: &str, text: &str, mode: u32) {
        fs::write(self.path(name), text).expect("a file can be written");
        self.allow(name, mode);
    }

    fn command(&self, words: &str) -> Command {
        let mut command = Command::new(&self.program[0]);
        command.args(&self.program[1..]).args(words.split_whitespace());
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", self.folder.path());
        for (name, home) in
            [("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache"), ("XDG_CONFIG_HOME", "config")]
        {
            command.env(name, self.path(home));
        }
        command
    }

    /// Runs a look-up; asserts its exit code and what it prints, and that each of its messages has these words.
    fn check(&self, words: &str, code: i32, stdout: &str, messages: &[&str]) {
        let Output { status, stdout: printed, stderr } = self.command(words).output().expect("it runs");
        let (printed, told) = (String::from_utf8_lossy(&printed), String::from_utf8_lossy(&stderr));
        assert_eq!((status.code(), printed.as_ref()), (Some(code), stdout), "{words}: {told}");
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines.len(), messages.len(), "{words}: {told}");
        for (line, message) in lines.iter().zip(messages) {
            assert!(line.starts_with("newshound: ") && line.contains(message), "{words}: {line}\n{message}");
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What may not be read cannot be taken away either.
        for name in ["corpus/shut", "corpus/no_list", "corpus/no_enter", "locked"] {
            if self.path(name).exists() {
                self.allow(name, 0o755);
            }
        }
    }
}

const STORY: &str = "Ferry late\n\nAda Moss waited for the ferry in Lorne.\n";

/// A corpus with two good stories, and around them everything that may not be read.
fn corpus(place: &Place) {
    place.folder("corpus", 0o755);
    place.file("corpus/a.txt", STORY, 0o644);
    place.file("corpus/secret.txt", STORY, 0);
    for (folder, mode) in [("no_enter", 0o744), ("no_list", 0o711), ("open", 0o755), ("shut", 0)] {
        let folder = format!("corpus/{folder}");
        place.folder(&folder, 0o755);
        place.file(&format!("{folder}/b.txt"), STORY, 0o644);
        place.allow(&folder, mode);
    }
}

/// The owner may not list his own folder either.
fn own(place: &Place) {
    if !rustix::process::geteuid().is_root() {
        place.allow("corpus/no_list", 0o311);
        place.allow("corpus/no_enter", 0o644);
    }
}

#[test]
fn what_may_not_be_read_costs_nothing_else() {
    let Some(place) = Place::new() else { return };
    corpus(&place);
    own(&place);
    let told = [
        "corpus/no_enter/b.txt: Permission denied (os error 13) (skipped)",
        "corpus/no_list: Permission denied (os error 13) (left out)",
        "corpus/secret.txt: Permission denied (os error 13) (skipped)",
        "corpus/shut: Permission denied (os error 13) (left out)",
    ];
    let ids = "a.txt\nopen/b.txt\n";
    place.check("find -l ferry corpus", 0, ids, &told);
    place.check("find -l ferry corpus --quiet", 0, ids, &[]);
    place.check("find -l ferry corpus --strict", 2, ids, &told);
    place.check("find -l nothing corpus", 1, "", &told);
    place.check("names --label place corpus", 0, "2\t2\tplace\tLorne\tplace:lorne\n", &told);
    let json = r#"{"done":"left out","place":"corpus/shut","problem":"Permission denied (os error 13)"}"#;
    let output = place.command("find -l ferry corpus --count --json").output().expect("it runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let objects: Vec<serde_json::Value> =
        told.lines().map(|line| serde_json::from_str(line).expect("each message is an object")).collect();
    assert_eq!(objects[3], serde_json::from_str::<serde_json::Value>(json).expect("an object"));
}

#[test]
fn a_path_that_may_not_be_read_is_an_error_where_there_is_no_other() {
    let Some(place) = Place::new() else { return };
    corpus(&place);
    own(&place);
    for path in ["secret.txt", "shut", "shut/b.txt", "no_list", "no_enter/b.txt"] {
        let told = format!("corpus/{path}: {DENIED}");
        place.check(&format!("find ferry corpus/{path}"), 2, "", &[&told]);
        place.check(&format!("corpus/{path}"), 2, "", &[&told]);
    }
    place.check("find -l ferry corpus/no_list/b.txt", 0, "b.txt\n", &[]);
    place.check("find -l ferry corpus/secret.txt corpus/a.txt", 0, "corpus/a.txt\n", &["secret.txt"]);
    place.check("find -l ferry corpus/gone.txt corpus/a.txt", 2, "", &["gone.txt: no such file"]);
    place.check("find -l --queries corpus/secret.txt corpus/a.txt", 2, "", &["--queries corpus/secret.txt"]);
    symlink("loop.txt", place.path("loop.txt")).expect("a link can be made");
    place.check("find ferry loop.txt", 2, "", &["loop.txt: Too many levels of symbolic links"]);
}

#[test]
fn decisions_that_may_not_be_read_or_written_are_told_and_stay() {
    let Some(place) = Place::new() else { return };
    place.folder("open", 0o755);
    place.file("open/a.txt", STORY, 0o644);
    let file = "open/.newshound-decisions";
    place.file(file, "label place:lorne org\n", 0);
    let told = ".newshound-decisions: Permission denied (os error 13) (no decision holds)";
    let kept = "the decision is not kept: ";
    place.check("names --label place open", 0, "1\t1\tplace\tLorne\tplace:lorne\n", &[told]);
    place.check("find -l ferry open", 0, "a.txt\n", &[]);
    place.check("decide hide lorne open", 2, "", &[told, kept]);
    place.check("decide list open", 1, "", &[told, "nothing was decided"]);
    place.allow(file, 0o644);
    place.check("names --label org open", 0, "1\t1\torg\tLorne\torg:lorne\n", &[]);
    if rustix::process::geteuid().is_root() {
        place.check("decide hide lorne open", 2, "", &[kept]);
    }
    assert_eq!(fs::read_to_string(place.path(file)).expect("it is there"), "label place:lorne org\n");
}

#[test]
fn without_a_place_for_state_everything_else_goes_on() {
    let Some(place) = Place::new() else { return };
    place.file("a.txt", STORY, 0o644);
    place.allow("state", 0o555);
    place.check("find -l ferry a.txt", 0, "a.txt\n", &[]);
    place.check("find -l is:starred a.txt", 1, "", &[]);
    place.check("decide hide lorne a.txt", 2, "", &["the decision is not kept: "]);
    assert!(is_empty(&place.path("state")));
    place.folder("locked", 0);
    fs::remove_dir(place.path("state")).expect("it is empty");
    symlink(place.path("locked"), place.path("state")).expect("a link can be made");
    place.check("find -l ferry a.txt", 0, "a.txt\n", &[]);
    let told = "what was kept of your last reading cannot be read: ";
    place.check("find -l is:starred a.txt", 1, "", &[told]);
    place.check("find -l is:starred a.txt --strict", 2, "", &[told]);
    let decisions = "Permission denied (os error 13) (no decision holds)";
    place.check("names --label place a.txt", 0, "1\t1\tplace\tLorne\tplace:lorne\n", &[decisions]);
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).expect("it can be listed").next().is_none()
}
