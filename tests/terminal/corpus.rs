//! Stories that attack, in every form and under every name.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use crate::driven::ATTACKS;

/// Stories in [`corpus`] beside one for each attack.
pub(crate) const OTHERS: usize = 8;

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
