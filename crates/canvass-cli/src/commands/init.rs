//! `canvass init`: a canvas to start from.

use std::path::PathBuf;

use clap::Args;

use crate::exit::Exit;
use crate::output::file::write_new;
use crate::output::{Problems, path_text};

/// Write a canvas to start from.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The name of the business.
    #[arg(value_name = "NAME")]
    name: String,
    /// The file to write; without it, the name with `.canvas.yaml` after it. A file that exists is not overwritten.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Init {
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let mut id = String::new();
        if !canvass_model::slug_into(&self.name, &mut id) {
            anyhow::bail!("the name `{}` has no letter or digit from which a file name could be made", self.name.escape_debug());
        }
        let path = self.output.clone().unwrap_or_else(|| PathBuf::from(format!("{id}.canvas.yaml")));
        let name = serde_json::to_string(&self.name)?;
        write_new(&path, &TEMPLATE.replace("{id}", &id).replace("{name}", &name))?;
        let problems = Problems::default();
        problems.say(&format!("wrote `{}`; fill it in, then: canvass analyze {}", path_text(&path), path_text(&path)));
        Ok(Exit::Clean)
    }
}

const TEMPLATE: &str = include_str!("init.canvas.yaml");

#[cfg(test)]
mod tests {
    use canvass_formats::{Format, Limits};

    use super::*;

    #[test]
    fn the_template_is_a_sound_canvas() {
        let text = TEMPLATE.replace("{id}", "my-café").replace("{name}", "\"My \\\"café\\\"\"");
        let reading = canvass_schema::read_canvas(text.as_bytes(), Some(Format::Yaml), 1, &Limits::default());
        assert!(reading.faults.is_empty(), "{:?}", reading.faults);
        let (_, problems) = canvass_model::graph::build(&reading.canvas.unwrap());
        assert!(problems.is_empty(), "{problems:?}");
    }
}
