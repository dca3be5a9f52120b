//! What the three seed stories share, as `names --shared 2 --json` tells it.

use std::process::Command;

use serde_json::Value;

fn lookup(args: &[&str]) -> Vec<Value> {
    let out = Command::new(env!("CARGO_BIN_EXE_newshound"))
        .args(args)
        .arg("seeds")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// Asserts that one name of the table has this label and number of sharing stories, and these aliases.
fn check(names: &[Value], name: &str, label: &str, stories: u64, aliases: &[&str]) {
    let found: Vec<&Value> = names.iter().filter(|n| n["name"] == name).collect();
    assert_eq!(found.len(), 1, "{name} is there once: {found:?}");
    assert_eq!(
        (found[0]["type"].as_str(), found[0]["shared_in"].as_u64()),
        (Some(label), Some(stories)),
        "{name}"
    );
    for alias in aliases {
        let has = found[0]["aliases"].as_array().unwrap().iter().any(|a| a["text"] == *alias);
        assert!(has, "{alias} is an alias of {name}: {}", found[0]["aliases"]);
    }
}

#[test]
fn the_shared_names_of_the_seeds_are_found() {
    let names = lookup(&["names", "--shared", "2", "--json"]);
    check(&names, "Jeff Sessions", "person", 3, &["Sessions"]);
    check(&names, "Donald Trump", "person", 2, &["Trump"]);
    check(&names, "Immigration and Customs Enforcement", "org", 2, &["ICE"]);
    let justice = names.iter().find(|n| n["aliases"].to_string().contains("\"Justice Department\"")).unwrap();
    assert_eq!((justice["type"].as_str(), justice["shared_in"].as_u64()), (Some("org"), Some(3)));
    assert!(justice["aliases"].to_string().contains("Department of Justice"));
    assert!(names.iter().all(|n| n["name"] != "Facebook"), "a share bar does not make a name shared");
}

#[test]
fn two_browns_are_two_people() {
    let names = lookup(&["names", "--label", "person", "--json"]);
    for name in ["Kate Brown", "Jerry Brown"] {
        check(&names, name, "person", 1, &[]);
    }
}

#[test]
fn every_span_slices_to_its_text() {
    let stories = lookup(&["annotate"]);
    assert_eq!(stories.len(), 3);
    for story in &stories {
        let text = story["text"].as_str().unwrap();
        let mut last = 0;
        for m in story["mentions"].as_array().unwrap() {
            let (start, end) = (m["start"].as_u64().unwrap() as usize, m["end"].as_u64().unwrap() as usize);
            assert_eq!(text.get(start..end), m["text"].as_str(), "{m}");
            assert!(start >= last, "mentions are sorted and do not overlap: {m}");
            last = end;
        }
        let path = format!("{}/seeds/{}", env!("CARGO_MANIFEST_DIR"), story["path"].as_str().unwrap());
        assert_eq!(text, std::fs::read_to_string(path).unwrap(), "the text of a clean file is the file's");
    }
}
