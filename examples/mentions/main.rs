//! Prints the mentions of texts as JSON Lines, for scoring the recogniser alone: `mentions annotate FOLDER-OR-FILE...`.
//!
//! Words that start with `--` and the word `annotate` are passed over, so that scripts written for the program fit.
//! With `--time` it prints tokens a second instead. `NEWSHOUND_WITHOUT` in the environment names a rule after the tagger to
//! leave out, or `second pass`; `examples/train_names` has a table of what each is worth.

use std::path::{Path, PathBuf};

use newshound::model::Draft;
use newshound::ner::Options;

fn main() {
    let mut files = Vec::new();
    for arg in std::env::args().skip(1).filter(|a| !a.starts_with("--") && a != "annotate") {
        collect(Path::new(&arg), &mut files);
    }
    let mut drafts = Vec::new();
    for file in &files {
        let Ok(bytes) = std::fs::read(file) else { continue };
        let text = newshound::text::clean(&String::from_utf8_lossy(&bytes)).into_owned();
        drafts.push((file, Draft { text, ..Draft::default() }));
    }
    if std::env::args().any(|a| a == "--time") {
        return time(drafts.into_iter().map(|d| d.1).collect());
    }
    let without = std::env::var("NEWSHOUND_WITHOUT").ok();
    let one_pass = without.as_deref() == Some("second pass");
    let options = Options { without: without.as_deref(), one_pass };
    for (file, draft) in &drafts {
        println!("{}", line(file, draft, options));
    }
}

fn line(file: &Path, draft: &Draft, options: Options<'_>) -> serde_json::Value {
    let mentions: Vec<serde_json::Value> = newshound::ner::recognize_with(draft, options)
        .iter()
        .map(|m| {
            serde_json::json!({"start": m.span.start, "end": m.span.end, "text": m.span.of(&draft.text),
                "type": m.label.as_str(), "rule": m.rule.as_str(), "entity": null, "norm": m.norm,
                "title": m.title.of(&draft.text), "weak": m.weak.map(|w| w.as_str())})
        })
        .collect();
    let name = file.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    serde_json::json!({"story": name, "path": name, "text": draft.text, "mentions": mentions})
}

fn time(drafts: Vec<Draft>) {
    let count = |d: &Draft| newshound::text::tokens(&d.text).count();
    let tokens: usize = drafts.iter().map(count).sum();
    // Opens the lists, which happens once.
    drafts.first().map(newshound::ner::recognize);
    let start = std::time::Instant::now();
    let mentions: usize = drafts.iter().map(|d| newshound::ner::recognize(d).len()).sum();
    let seconds = start.elapsed().as_secs_f64();
    println!("{tokens} tokens, {mentions} mentions, {seconds:.2} s, {:.0} tokens/s", tokens as f64 / seconds);
}

fn collect(path: &Path, out: &mut Vec<PathBuf>) {
    if !path.is_dir() {
        out.push(path.to_owned());
        return;
    }
    let Ok(entries) = std::fs::read_dir(path) else { return };
    let mut inside: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    inside.sort();
    inside.iter().for_each(|p| collect(p, out));
}
