//! Trains the model of names: open data in, `names.bin` and its scores out.
//!
//!     cargo run --release --example train_names -- FOLDER-OF-DATA MODELS-FOLDER
//!
//! With `--rules FOLDER-OF-DATA` it trains nothing and prints what each rule after the tagger is worth.
//!
//! The same input gives the same bytes, on any machine and any number of cores. `models/MODEL.md` says what the data
//! are, what the model holds and what was tried.

mod annotations;
mod chain;
mod clean;
mod clusters;
mod columns;
mod copies;
mod crf;
mod fit;
mod gather;
mod gmb;
mod lists;
mod masc;
mod parallel;
mod peoples;
mod random;
mod redocred;
mod render;
mod rules;
mod samples;
mod scores;
mod sentence;
mod sets;
mod unpack;
mod vectors;

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use newshound::ner::gazetteer;
use newshound::ner::weights::{Blob, Model};

use annotations::{Annotated, Annotations};
use masc::Text;
use samples::{Document, documents};
use sets::Set;

/// Where names stand in open texts.
const ANNOTATIONS: &str = include_str!("../../models/annotations.tsv");
/// The program holds the blob, so it may not be larger.
const MAX_BYTES: usize = 8_000_000;

fn main() -> Result<()> {
    let mut args = std::env::args_os().skip(1);
    match (args.next(), args.next(), args.next()) {
        (Some(rules), Some(data), None) if rules == "--rules" => {
            let data = Path::new(&data);
            let (_, dev) = sets(data, &masc::texts(data)?)?;
            print!("{}", rules::table(&dev_documents(&dev)));
            Ok(())
        }
        (Some(data), Some(models), None) => train(Path::new(&data), Path::new(&models)),
        _ => anyhow::bail!(
            "usage: train_names FOLDER-OF-DATA MODELS-FOLDER, or train_names --rules FOLDER-OF-DATA"
        ),
    }
}

fn train(data: &Path, models: &Path) -> Result<()> {
    let start = Instant::now();
    let done = |what: &str| eprintln!("{:5.1} s  {what}", start.elapsed().as_secs_f32());

    let masc = masc::texts(data)?;
    let (train, dev) = sets(data, &masc)?;
    done("sets are read");
    let texts = texts(&train, &masc);
    let lists = lists::lists(data, &texts)?;
    let clusters = clusters::cluster(&texts);
    done("lists and clusters are made");
    let lists = gazetteer::pack(&lists::with_clusters(&lists, &clusters.words));
    let untrained = open(Blob::pack(&lists, &clusters.wider, &Model::default()))?;
    let mut documents: Vec<Document> = train.iter().flat_map(documents).collect();
    copies::add_copies(&mut documents);
    let samples = samples::samples(&documents, &untrained);
    done("samples are made");
    let model = fit::fit(samples);
    done("the model is fitted");
    let bytes = Blob::pack(&lists, &clusters.wider, &model);
    ensure!(bytes.len() <= MAX_BYTES, "the blob has {} bytes, more than {MAX_BYTES}", bytes.len());

    write(&models.join("names.bin"), &bytes)?;
    let scores = scores::table(&dev_documents(&dev), &open(bytes)?);
    write(&models.join("scores-dev.tsv"), scores.as_bytes())?;
    print!("{scores}");
    Ok(())
}

fn dev_documents(dev: &[Set]) -> Vec<(&str, Vec<Document>)> {
    dev.iter().map(|set| (set.name, documents(set))).collect()
}

/// The sets to train on, and those held out.
fn sets(data: &Path, masc: &[Text]) -> Result<(Vec<Set>, Vec<Set>)> {
    let (mut dev, mut train): (Vec<Set>, Vec<Set>) =
        sets::load(data)?.into_iter().partition(|set| set.name == "wnut17.dev");
    let gmb = train.iter_mut().find(|set| set.name == "gmb").context("there is no set gmb")?;
    let annotated: Annotated = Annotations::parse(ANNOTATIONS)?.apply(gmb, masc)?;
    train.extend(annotated.train);
    dev.splice(0..0, annotated.dev);
    Ok((train, dev))
}

/// The texts that clusters and the casing of words are learnt from: all but those held out.
fn texts(train: &[Set], masc: &[Text]) -> Vec<Vec<String>> {
    let held_out = masc::held_out(masc);
    let of_sets = train.iter().filter(|set| set.name != "masc").flat_map(|set| &set.docs).flatten();
    let of_masc = masc.iter().filter(|text| !held_out.contains(&text.file.as_str()));
    let of_masc = of_masc.flat_map(|text| &text.lines).filter(|line| !line.is_empty());
    of_sets.map(|sentence| &sentence.words).chain(of_masc).cloned().collect()
}

/// Opens a blob, as the program does.
fn open(bytes: Vec<u8>) -> Result<Blob> {
    // The program's blob is part of it, so a blob is borrowed for as long as it runs.
    Blob::open(bytes.leak()).context("the blob that was made cannot be opened")
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).with_context(|| path.display().to_string())
}
