//! Files that follow from the code: written, or checked to be fresh. `cargo xtask generate` runs it; it needs most of the workspace, which the other
//! chores do without.

mod header;
mod rules;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use canvass_host::Configuration;
use canvass_model::Canvas;
use canvass_model::report::Report;
use canvass_plugin::manifest::Manifest;
use clap::Parser;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

/// Write the schemas, the C header and the pages of the rules, or check them.
#[derive(Parser)]
struct Generate {
    /// Write nothing; fail when a file is stale.
    #[arg(long)]
    check: bool,
}

fn main() -> anyhow::Result<()> {
    let task = Generate::parse();
    let files = files()?;
    files.iter().try_for_each(|(path, text)| refresh(&root().join(path), text, task.check))?;
    let gone = |page: &Path| files.iter().all(|(path, _)| root().join(path) != page);
    let pages = fs::read_dir(root().join(rules::FOLDER))?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    pages.iter().filter(|page| gone(page)).try_for_each(|page| match task.check {
        true => bail!("{} is the page of no rule; run `cargo xtask generate`", page.display()),
        false => fs::remove_file(page).with_context(|| format!("cannot remove {}", page.display())),
    })
}

/// The root of the project.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_path_buf).unwrap_or_default()
}

fn files() -> anyhow::Result<Vec<(String, String)>> {
    let mut files = vec![("crates/canvass-plugin/include/canvass.h".to_owned(), header::generate()?)];
    schemas::<Canvas>("canvas", &mut files)?;
    schemas::<Report<serde_json::Value>>("report", &mut files)?;
    schemas::<Manifest>("manifest", &mut files)?;
    schemas::<Configuration>("configuration", &mut files)?;
    rules::pages(&mut files)?;
    Ok(files)
}

fn schemas<T: JsonSchema>(name: &str, files: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    for (suffix, settings, identifier) in [("", SchemaSettings::draft2020_12(), "$id"), (".draft-07", SchemaSettings::draft07(), "$id")] {
        let mut schema = settings.into_generator().into_root_schema_for::<T>();
        schema.insert(identifier.to_owned(), format!("urn:canvass:schema:{name}:1").into());
        files.push((format!("schemas/{name}{suffix}.schema.json"), format!("{}\n", serde_json::to_string_pretty(&schema)?)));
    }
    Ok(())
}

fn refresh(path: &Path, wanted: &str, check: bool) -> anyhow::Result<()> {
    if fs::read_to_string(path).is_ok_and(|current| current == wanted) {
        return Ok(());
    }
    if check {
        bail!("{} is stale; run `cargo xtask generate`", path.display());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, wanted).with_context(|| format!("cannot write {}", path.display()))
}
