//! `canvass gallery`: canvases to look at and to start from.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use canvass_model::nearest;
use clap::Args;

use crate::exit::Exit;
use crate::gallery::{CANVASES, find};
use crate::output::file::write_new;
use crate::output::{Problems, path_text, table};

/// Look at the gallery.
#[derive(Debug, Args)]
pub(crate) struct Gallery {
    /// The canvas to show; without it, all are listed.
    name: Option<String>,
    /// Write the canvas to this file instead, or into this folder. A file that exists is not overwritten.
    #[arg(long, short, value_name = "PATH", requires = "name")]
    output: Option<PathBuf>,
    /// Write all canvases into this folder.
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["name", "output"])]
    all: Option<PathBuf>,
}

impl Gallery {
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        if let Some(folder) = &self.all {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", path_text(folder)))?;
            for (name, text) in CANVASES {
                write_new(&folder.join(format!("{name}.canvas.yaml")), text)?;
            }
            return Ok(Exit::Clean);
        }
        let Some(name) = &self.name else { return list() };
        let Some(text) = find(name) else {
            let mut problems = Problems::default();
            let near = nearest(name, CANVASES.iter().map(|(known, _)| *known));
            let help = near.map_or_else(|| "`canvass gallery` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
            problems.cannot(&format!("there is no canvas `{name}` in the gallery"), &help);
            return Ok(problems.exit());
        };
        match &self.output {
            None => anstream::stdout().lock().write_all(text.as_bytes())?,
            Some(path) if path.is_dir() => write_new(&path.join(format!("{name}.canvas.yaml")), text)?,
            Some(path) => write_new(path, text)?,
        }
        Ok(Exit::Clean)
    }
}

fn list() -> anyhow::Result<Exit> {
    let names: Vec<(&str, String)> = CANVASES.iter().map(|(name, text)| (*name, field(text, "name"))).collect();
    let lines: Vec<Vec<&str>> = names.iter().map(|(name, title)| vec![*name, title.as_str()]).collect();
    write!(anstream::stdout().lock(), "{}", table(&lines))?;
    Ok(Exit::Clean)
}

/// A plain field of the header, for the list.
fn field(text: &str, key: &str) -> String {
    let limits = canvass_formats::Limits::default();
    let tree = canvass_formats::parse(text, canvass_formats::Format::Yaml, &limits).ok();
    let value = tree.as_ref().and_then(|document| document.root.get(key)).map(|node| &node.value);
    match value {
        Some(canvass_formats::Value::Text(value)) => value.clone(),
        _ => String::new(),
    }
}
