//! Stories that attack, in every form and under every name.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use crate::driven::ATTACKS;

/// Stories in [`corpus`] beside one for each attack and one for each of [`NAMES`].
const FURTHER: usize = 8;

/// Number of stories in [`corpus`].
pub(crate) const N_STORIES: usize = ATTACKS.len() + FURTHER + NAMES.len();

/// Names of files that would drive a terminal, hide what they are, or be taken for something else.
const NAMES: [&[u8]; 14] = [
    b"\x1b]52;c;cm0gLXJm\x07 copied.txt",
    b"\x1b]8;;http:~example.org\x1b\\link\x1b]8;;\x1b\\.txt",
    b"\x1bP+q544e\x1b\\\x1b_apc\x1b\\\x1b^pm\x1b\\.txt",
    b"\x1b[?1049l\x1bc\x1b[2J\x1b[8;3;3t.txt",
    b"bell\x07back\x08\x08\x08\x7f.txt",
    b"line\nbroken\r\nand\rback\x0b\x0c.txt",
    b"next\xc2\x85line\xe2\x80\xa8here\xe2\x80\xa9.txt",
    b"eight\xc2\x9b2J\xc2\x9d0;bits\xc2\x9c\xc2\x90q\xc2\x9c.txt",
    b"right\xe2\x80\xaeto\xe2\x81\xa7left\xe2\x80\x8f.txt",
    b"latin-1 caf\xe9 \x9b31m.txt",
    b"wide\xe6\x9d\xb1\xf0\x9f\x98\x80e\xcc\x81\xcc\x82\xcc\x83\xe2\x80\x8b\xe2\x80\x8d\xef\xbb\xbf.txt",
    b"--help",
    b" between blanks\t.txt ",
    // 255 bytes, as many as a file system takes.
    &[b'n'; 255],
];

/// A folder of stories that attack in text, fields, keys, headers, names of files and of files inside.
pub(crate) fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for stories");
    let put = |name: &[u8], bytes: &[u8]| {
        fs::write(folder.path().join(OsStr::from_bytes(name)), bytes).expect("the folder can be written");
    };
    let mut lines = String::new();
    for (n, attack) in ATTACKS.iter().enumerate() {
        let story = serde_json::json!({
            "title": format!("Harmless {n} {attack} head"), "id": format!("own-{n}{attack}"),
            "text": format!("Mayor Ann {attack} Ruiz of Oakland said \u{201c}{attack}\u{201d} to Jeff Sessions.\n\n{attack}\
                The {attack}Harbor Authority (HA){attack} met Bo Lee, Mr. Lee{attack} said."),
            "outlet": format!("The {attack} Daily"), "author": format!("Cy {attack} Orr"), "section": attack,
            "url": format!("http://example.org/{attack}"), "lang": attack, "date": format!("2018-03-{:02}{attack}", n + 1),
            "entities": [{"text": format!("Ann {attack} Ruiz"), "type": "person"}], (*attack): attack,
        });
        lines += &format!("{story}\n");
    }
    put(b"attacks.jsonl", lines.as_bytes());
    let all = ATTACKS.concat().replace('\0', "");
    let text = format!("Ferry {all}\n\nMayor Ann Ruiz met Jeff Sessions. {all}\n");
    put(b"esc\x1b]0;owned\x07\n.txt", text.as_bytes());
    put(b"invalid-\xff\xfe\xc2.txt", text.as_bytes());
    put(
        "c1-\u{9b}2J-\u{202e}txt.md".as_bytes(),
        format!("---\ntitle: \"{all}\"\n{all}: {all}\n---\n{text}").as_bytes(),
    );
    put(b"broken-\x1b[2J.jsonl", format!("{{\"text\": \"{all}\n{{\"{all}\": 1}}\nno {all}\n").as_bytes());
    put(b"broken-\x1b[2J.xml", format!("<?xml version='1.0'?><a{all}>{all}").as_bytes());
    put(b"broken-\x1b[2J.pdf", format!("%PDF-1.4 {all}").as_bytes());
    put(
        b"mail.eml",
        format!("From: {all} <a@x>\nSubject: =?utf-8?q?=1B]0;x=07?= {all}\nDate: {all}\nTo: b@x\n\n{text}")
            .as_bytes(),
    );
    put(
        b"table.csv",
        format!("title,text,{all}\n\"{all}\",\"{text}\",\"{all}\"\n").replace(['\r'], "").as_bytes(),
    );
    let page = format!(
        "<html><head><title>{all}&#27;[2J</title></head><body><p>&#x9b;31m{text}&#27;]0;x&#7;</p></body></html>"
    );
    put(b"page.html", page.as_bytes());
    put(
        b"names.tar",
        &tar(&[("in\u{1b}]0;side\u{7}\u{9b}2J.txt", text.as_bytes()), ("bad\u{1b}[2J.json", b"{")]),
    );
    for (n, name) in NAMES.iter().enumerate() {
        // Words of its own, or it were a copy of the one before.
        let own: Vec<String> = (0..30).map(|word| format!("quay{n}at{word}")).collect();
        put(name, format!("Landing {n} {all}\n\nMayor Ann Ruiz saw {}.\n{all}\n", own.join(" ")).as_bytes());
    }
    folder
}

/// An archive with these files, under whatever names.
pub(crate) fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        // Not through `set_path`, which refuses hostile names.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        out.append(&header, *bytes).expect("memory can be written");
    }
    out.into_inner().expect("memory can be written")
}
