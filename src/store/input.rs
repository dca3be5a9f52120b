//! What a person named to be opened.

use std::io;
use std::path::{Path, PathBuf};

use super::open;

/// What to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Files and folders, as typed; `-` is standard input.
    Paths(Vec<PathBuf>),
    /// Standard input.
    Stdin,
    /// The stories built into the program.
    BuiltIn,
}

impl Input {
    /// Whether standard input is read.
    pub fn is_stdin(&self) -> bool {
        match self {
            Input::Paths(paths) => paths.iter().any(|path| path.as_os_str() == "-"),
            Input::Stdin => true,
            Input::BuiltIn => false,
        }
    }

    /// Looks before anything is loaded whether the paths can be opened.
    ///
    /// # Errors
    /// The first path that is not there; where all are there and none can be opened, the first one and why. Where some
    /// can, the others are problems of the load.
    pub fn check(&self) -> Result<(), (&Path, io::Error)> {
        let Input::Paths(paths) = self else { return Ok(()) };
        let (mut opens, mut closed) = (paths.is_empty(), None);
        for path in paths {
            match if path.as_os_str() == "-" { Ok(()) } else { open::check(path) } {
                Ok(()) => opens = true,
                Err(error) if open::is_missing(&error) => return Err((path, error)),
                Err(error) => closed = closed.or(Some((path.as_path(), error))),
            }
        }
        closed.filter(|_| !opens).map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_paths_that_are_not_there_or_none_that_opens_are_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        fs::write(path("a.txt"), "It rained.\n").unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(path("socket")).unwrap();
        let wrong = |names: &[&str]| {
            let input = Input::Paths(names.iter().map(|name| path(name)).collect());
            input.check().err().map(|(path, _)| path.file_name().unwrap().to_str().unwrap().to_owned())
        };
        assert_eq!(wrong(&["a.txt"]), None);
        assert_eq!(wrong(&["a.txt", "socket"]), None);
        assert_eq!(wrong(&["socket"]).as_deref(), Some("socket"));
        assert_eq!(wrong(&["socket", "a.txt", "gone"]).as_deref(), Some("gone"));
        assert_eq!(wrong(&["a.txt/b"]).as_deref(), Some("b"));
    }
}
