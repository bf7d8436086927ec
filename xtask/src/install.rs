//! Putting everything in place for a user.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use crate::stage::{PLUGINS, library_name, place, program_name, root, stage};

/// Put everything in place: PREFIX/bin, PREFIX/lib/canvass/plugins, PREFIX/share/canvass, PREFIX/include.
#[derive(Args)]
pub(crate) struct Install {
    /// Where to; ~/.local when not given.
    #[arg(long, value_name = "FOLDER")]
    prefix: Option<PathBuf>,
}

impl Install {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let prefix = match &self.prefix {
            Some(prefix) => prefix.clone(),
            None => PathBuf::from(env::var_os("HOME").context("HOME is not set; give --prefix")?).join(".local"),
        };
        let built = stage(true)?;
        let folder = |part: &str| -> anyhow::Result<PathBuf> {
            let folder = prefix.join(part);
            fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
            Ok(folder)
        };
        place(&built.join(program_name()), &folder("bin")?.join(program_name()))?;
        let plugins = folder("lib/canvass/plugins")?;
        for plugin in PLUGINS {
            let name = library_name(plugin);
            place(&built.join(&name), &plugins.join(&name))?;
        }
        let schemas = folder("share/canvass/schemas")?;
        for entry in fs::read_dir(root().join("schemas"))? {
            let path = entry?.path();
            if let Some(name) = path.file_name() {
                place(&path, &schemas.join(name))?;
            }
        }
        place(&root().join("crates/canvass-plugin/include/canvass.h"), &folder("include")?.join("canvass.h"))?;
        let mut out = std::io::stdout();
        Ok(std::io::Write::write_all(&mut out, format!("installed into {}\n", prefix.display()).as_bytes())?)
    }
}
