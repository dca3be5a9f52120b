//! The outermost element of XML and HTML, by the first bytes of a file: what most forms are told by.

/// The name of the outermost element of a document that begins with `head`; `None` where it is no XML.
pub(super) fn root_name(head: &[u8]) -> Option<&str> {
    let mut rest = head.trim_ascii_start();
    loop {
        let after = rest.strip_prefix(b"<")?;
        let end = match after {
            [b'?', ..] => memchr::memmem::find(after, b"?>")? + 2,
            [b'!', b'-', b'-', ..] => memchr::memmem::find(after, b"-->")? + 3,
            [b'!', ..] => doctype_end(after)?,
            _ => {
                let len = after.iter().take_while(|b| is_name(**b)).count();
                return std::str::from_utf8(after.get(..len)?).ok().filter(|name| !name.is_empty());
            }
        };
        rest = after.get(end..)?.trim_ascii_start();
    }
}

fn is_name(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b':' | b'_' | b'-' | b'.')
}

/// Behind the `>` of a document type, whose own part stands in brackets.
fn doctype_end(after: &[u8]) -> Option<usize> {
    let open = memchr::memchr2(b'[', b'>', after)?;
    match after.get(open) {
        Some(b'[') => {
            let close = open + memchr::memchr(b']', after.get(open..)?)?;
            Some(close + memchr::memchr(b'>', after.get(close..)?)? + 1)
        }
        _ => Some(open + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_element_is_found_behind_what_may_stand_before_it() {
        for (head, name) in [
            (
                "<?xml version='1.0'?>\n<!-- <x> --><!DOCTYPE rss [<!ENTITY a 'b>'>]>\n<rss version=",
                Some("rss"),
            ),
            (" <rdf:RDF xmlns", Some("rdf:RDF")),
            ("<!DOCTYPE html><html>", Some("html")),
            ("< no", None),
            ("no <a>", None),
        ] {
            assert_eq!(root_name(head.as_bytes()), name, "{head}");
        }
    }
}
