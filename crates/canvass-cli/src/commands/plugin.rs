//! `canvass plugin`: which plugins are used, and what they say about themselves.

use std::io::Write;
use std::path::{Path, PathBuf};

use canvass_host::PluginError;
use canvass_host::inspect::inspect;
use canvass_model::nearest;
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::arguments::{Arguments, Format};
use crate::exit::Exit;
use crate::output::{Problems, path_text, table};
use crate::setup::load_plugins;

/// Look at plugins.
#[derive(Debug, Subcommand)]
pub(crate) enum Plugin {
    /// List the plugins that are used.
    List(List),
    /// Show the manifest of a plugin. A file is only read; nothing of it runs.
    Info(Info),
}

/// List plugins.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// How to show them.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Show a manifest.
#[derive(Debug, Args)]
pub(crate) struct Info {
    /// The id of a plugin that is used, or a file.
    #[arg(value_name = "ID|FILE")]
    wanted: String,
}

#[derive(Serialize)]
struct Row {
    id: String,
    version: String,
    title: String,
    analyzers: Vec<String>,
    rules: usize,
    file: String,
    bundled: bool,
}

impl Plugin {
    pub(crate) fn run(&self, arguments: &Arguments) -> anyhow::Result<Exit> {
        match self {
            Self::List(list) => list.run(arguments),
            Self::Info(info) => info.run(arguments),
        }
    }
}

impl List {
    fn run(&self, arguments: &Arguments) -> anyhow::Result<Exit> {
        let mut problems = Problems::default();
        let plugins = load_plugins(arguments, &mut problems)?;
        let rows: Vec<Row> = plugins
            .iter()
            .map(|plugin| Row {
                id: plugin.manifest.id.clone(),
                version: plugin.manifest.version.clone(),
                title: plugin.manifest.title.clone(),
                analyzers: plugin.manifest.analyzers.iter().map(|analyzer| analyzer.name.clone()).collect(),
                rules: plugin.manifest.analyzers.iter().map(|analyzer| analyzer.rules.len()).sum(),
                file: path_text(&plugin.path),
                bundled: plugin.bundled,
            })
            .collect();
        let mut out = anstream::stdout().lock();
        match self.format {
            Format::Text => {
                let lines: Vec<Vec<String>> = rows
                    .iter()
                    .map(|row| {
                        vec![
                            row.id.clone(),
                            row.version.clone(),
                            row.analyzers.join(", "),
                            format!("{} {}", row.rules, if row.rules == 1 { "rule" } else { "rules" }),
                            row.file.clone(),
                        ]
                    })
                    .collect();
                let lines: Vec<Vec<&str>> = lines.iter().map(|line| line.iter().map(String::as_str).collect()).collect();
                write!(out, "{}", table(&lines))?;
            }
            Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?,
            Format::Ndjson => rows.iter().try_for_each(|row| anyhow::Ok(writeln!(out, "{}", serde_json::to_string(row)?)?))?,
        }
        if rows.is_empty() {
            problems.say("no plugins");
        }
        Ok(problems.exit())
    }
}

impl Info {
    fn run(&self, arguments: &Arguments) -> anyhow::Result<Exit> {
        let mut problems = Problems::default();
        let path = Path::new(&self.wanted);
        let manifest = if path.exists() {
            match inspect(path) {
                Ok(manifest) => Some(manifest),
                Err(refusal) => {
                    let help = refusal.help();
                    problems.cannot(&PluginError { path: PathBuf::from(path), refusal }.to_string(), help);
                    None
                }
            }
        } else {
            let plugins = load_plugins(arguments, &mut problems)?;
            let found = plugins.iter().find(|plugin| plugin.manifest.id == self.wanted || plugin.manifest.id.ends_with(&format!(".{}", self.wanted)));
            if found.is_none() {
                let near = nearest(&self.wanted, plugins.iter().map(|plugin| plugin.manifest.id.as_str()));
                let help = near.map_or_else(|| "`canvass plugin list` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
                problems.cannot(&format!("there is no plugin and no file `{}`", self.wanted), &help);
            }
            found.map(|plugin| plugin.manifest.clone())
        };
        if let Some(manifest) = manifest {
            writeln!(anstream::stdout().lock(), "{}", serde_json::to_string_pretty(&manifest)?)?;
        }
        Ok(problems.exit())
    }
}
