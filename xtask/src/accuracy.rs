//! How right the program is about canvases that people have labelled by reading them.
//!
//! `tests/labelled/labels.toml` holds what a reader saw: items per block, payers, free groups, configuration, patterns. The real program
//! analyses the same files; the figures are printed, overall and by language and shape, and may not fall below those that are kept in
//! `tests/labelled/figures.toml`.

mod labels;
mod tally;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use clap::Args;
use labels::{Labels, Outcome};
use serde_json::Value;
use tally::Tally;

use crate::stage::{program_name, root, stage};

/// Measure the importer and the analyzers on labelled canvases.
#[derive(Args)]
pub(crate) struct Accuracy {
    /// Keep the figures of this run as those below which none may fall.
    #[arg(long)]
    keep: bool,
    /// Say for each canvas what differs from its labels.
    #[arg(long)]
    details: bool,
    /// Also print the sums of the canvases by which nothing was improved. Whoever looks at them often improves by them.
    #[arg(long)]
    unseen: bool,
    /// Only canvases whose file name contains this.
    #[arg(long, value_name = "PART")]
    only: Option<String>,
    /// Another folder with canvases and a `labels.toml`; its figures are printed and compared with nothing.
    #[arg(long, value_name = "FOLDER", conflicts_with = "keep")]
    folder: Option<PathBuf>,
}

impl Accuracy {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let program = stage(false)?.join(program_name());
        let mut out = std::io::stdout().lock();
        if let Some(folder) = &self.folder {
            self.measure(&program, &std::path::absolute(folder)?, false, &mut out)?;
            return Ok(());
        }
        let labelled = root().join("tests/labelled");
        let mut fallen = Vec::new();
        for (folder, blind, what) in [
            (labelled.clone(), false, "Canvases by which the rules were improved"),
            (labelled.join("unseen"), true, "Canvases by which nothing was improved"),
            (labelled.join("extracts"), false, "Extracts by which the rules were improved"),
            (labelled.join("extracts/unseen"), true, "Extracts by which nothing was improved"),
        ] {
            writeln!(out, "{what}\n")?;
            let mut figures = self.measure(&program, &folder, blind, &mut out)?;
            if folder == labelled && self.only.is_none() {
                figures.push(("bare_gallery", bare_gallery(&program, &mut out)?));
            }
            if self.only.is_none() {
                fallen.extend(self.compare(&folder, &figures)?);
            }
            writeln!(out)?;
        }
        if fallen.is_empty() { Ok(()) } else { bail!("{}", fallen.join("; ")) }
    }

    /// Prints how right the program is on the canvases of a folder: of the `blind` ones only the sums, for what is known of a single one gets
    /// into the rules.
    fn measure(&self, program: &Path, folder: &Path, blind: bool, out: &mut impl Write) -> anyhow::Result<Vec<(&'static str, f64)>> {
        let labels = Labels::read(&folder.join("labels.toml"))?;
        let chosen = |file: &str| self.only.as_ref().is_none_or(|part| file.contains(part));
        let files = labels.canvas.iter().map(|label| label.file.as_str()).chain(labels.negative.iter().map(|label| label.file.as_str()));
        let reports = analyze(program, folder, files.filter(|file| chosen(file)))?;
        let of = |file: &str| reports.get(&folder.join(file).display().to_string()).map(Vec::as_slice).unwrap_or_default();
        let (mut all, mut groups) = (Tally::default(), BTreeMap::<String, Tally>::new());
        for label in labels.canvas.iter().filter(|label| chosen(&label.file)) {
            let report = of(&label.file).get(label.number.unwrap_or(0)).filter(|report| report["outcome"] != "refused");
            let mut one = Tally::default();
            one.add(label, report);
            if self.details && !blind && !one.differences.is_empty() {
                writeln!(out, "{}{}", label.file, label.number.map(|number| format!(" ({number})")).unwrap_or_default())?;
                one.differences.iter().try_for_each(|difference| writeln!(out, "    {difference}"))?;
            }
            for group in [format!("language {}", label.language), format!("shape {}", label.shape)] {
                groups.entry(group).or_default().merge(&one);
            }
            all.merge(&one);
        }
        let mut wrong = 0;
        for label in labels.negative.iter().filter(|label| chosen(&label.file)) {
            let reports = of(&label.file);
            let taken = reports.iter().any(|report| report["outcome"] != "refused");
            let mapped = reports.iter().flat_map(|report| report["findings"].as_array().into_iter().flatten()).any(|finding| finding["code"] == "DOC006");
            if taken != (label.outcome == Outcome::Lean) || label.outcome == Outcome::Lean && !mapped {
                writeln!(out, "no canvas, but taken for one (or not mapped): {}: {}", label.file, label.why)?;
                wrong += 1;
            }
        }
        let refused = Some(labels.negative.len()).filter(|negatives| *negatives > 0).map(|negatives| negatives - wrong);
        if blind && !self.unseen {
            writeln!(out, "measured; `--unseen` prints the sums")?;
            return Ok(all.figures(refused));
        }
        writeln!(out, "{:32} {}", "", Tally::HEADER)?;
        for (name, tally) in groups.iter().filter(|_| !blind) {
            writeln!(out, "{name:32} {}", tally.line())?;
        }
        writeln!(out, "{:32} {}\n", "all", all.line())?;
        if blind {
            return Ok(all.figures(refused));
        }
        writeln!(out, "{:40} precision recall  F1    (right, too many, missed)", "pattern")?;
        for (pattern, count) in &all.patterns {
            writeln!(out, "{pattern:40} {}", count.line())?;
        }
        Ok(all.figures(refused))
    }

    /// What fell below what is kept beside the labels; with `--keep`, keeps the figures instead.
    fn compare(&self, folder: &Path, figures: &[(&str, f64)]) -> anyhow::Result<Vec<String>> {
        let path = folder.join("figures.toml");
        if self.keep {
            let lines: String = figures.iter().map(|(name, value)| format!("{name} = {value:.3}\n")).collect();
            std::fs::write(&path, format!("# Written by `cargo xtask accuracy --keep`. No figure may fall below these.\n{lines}"))
                .context("cannot write the figures")?;
            return Ok(Vec::new());
        }
        let kept: BTreeMap<String, f64> = toml::from_str(&std::fs::read_to_string(&path).context("there are no kept figures")?)?;
        let name = folder.strip_prefix(root()).unwrap_or(folder).display();
        // Kept figures are rounded.
        let fell = |(figure, value): &(&str, f64)| {
            let kept = kept.get(*figure).filter(|kept| **kept > value + 0.0006)?;
            let hidden = folder.ends_with("unseen") && !self.unseen;
            let how = if hidden { "; `--unseen` says how far".to_owned() } else { format!(" from {kept} to {value:.3}") };
            Some(format!("{figure} of `{name}` fell{how}"))
        };
        Ok(figures.iter().filter_map(fell).collect())
    }
}

/// The canvases of the gallery once with their facts stated and once as bare notes: the share of the bare ones that say of the configuration
/// nothing that the stated ones do not say. Those that contradict are named.
fn bare_gallery(program: &Path, out: &mut impl Write) -> anyhow::Result<f64> {
    let all = |report: &Value| -> Vec<String> {
        let list = report["results"]["payer-analysis"]["configuration"].as_array().into_iter().flatten();
        list.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let of = |folder: &Path, ending: &str| -> anyhow::Result<BTreeMap<String, Vec<String>>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        let files: Vec<&str> = names.iter().map(String::as_str).filter(|name| name.ends_with(ending)).collect();
        let reports = analyze(program, folder, files.into_iter())?;
        let stem = |file: &str| Path::new(file).file_name().unwrap_or_default().to_string_lossy().trim_end_matches(ending).to_owned();
        Ok(reports.iter().filter_map(|(file, reports)| Some((stem(file), all(reports.first()?)))).collect())
    };
    let stated = of(&root().join("crates/canvass-cli/gallery"), ".canvas.yaml")?;
    let bare = of(&root().join("tests/labelled/bare"), ".yaml")?;
    let mut contradicted = 0_u32;
    for (name, wanted) in &stated {
        if let Some(found) = bare.get(name)
            && found.iter().any(|kind| !wanted.contains(kind))
        {
            contradicted += 1;
            writeln!(out, "bare {name}: {}, stated {}", found.join(", "), wanted.join(", "))?;
        }
    }
    Ok(1.0 - f64::from(contradicted) / f64::from(u32::try_from(stated.len().max(1))?))
}

/// The reports of all files, by the name of the file.
fn analyze<'f>(program: &Path, folder: &Path, files: impl Iterator<Item = &'f str>) -> anyhow::Result<BTreeMap<String, Vec<Value>>> {
    let mut command = Command::new(program);
    command.args(["analyze", "--isolated", "--format", "ndjson"]);
    // Files with several canvases have several labels.
    let unique: std::collections::BTreeSet<&str> = files.collect();
    unique.iter().for_each(|file| {
        command.arg(folder.join(file));
    });
    let run = command.output().context("the program cannot be started")?;
    let mut reports = BTreeMap::<String, Vec<Value>>::new();
    for line in String::from_utf8(run.stdout).context("its output is not UTF-8")?.lines() {
        let report: Value = serde_json::from_str(line).context("its output is not JSON")?;
        reports.entry(report["canvas"]["source"].as_str().unwrap_or_default().to_owned()).or_default().push(report);
    }
    Ok(reports)
}
