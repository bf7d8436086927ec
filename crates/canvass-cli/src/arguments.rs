//! The arguments of the command, as they are typed. The comments are the help text.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::commands;

/// Examines business models: which patterns a canvas follows, who uses, who pays and who carries whom, and whether its segments fit.
///
/// A canvas is a YAML or JSON document with the nine blocks of the Business Model Canvas. Nine lists of plain texts will do; every fact that
/// is added makes the analysis sharper.
///
/// Exit codes: 0 clean, 1 findings at the failing level, 2 something could not be done.
#[derive(Debug, Parser)]
#[command(name = "canvass", version, max_term_width = 100)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) plugins: PluginArguments,
    #[command(flatten)]
    pub(crate) configuration: ConfigurationArguments,
    /// When to use colours: auto, always or never.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_enum, hide_possible_values = true)]
    pub(crate) color: Color,
}

/// Which plugins to use.
#[derive(Debug, Args)]
pub(crate) struct PluginArguments {
    /// Also use the plugin in this file. May be given several times.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) plugin: Vec<PathBuf>,
    /// Use no plugins but those given by --plugin.
    #[arg(long, global = true)]
    pub(crate) no_plugins: bool,
}

/// Which configuration to use.
#[derive(Debug, Args)]
pub(crate) struct ConfigurationArguments {
    /// Use this configuration file instead of looking for canvass.toml here and above.
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,
    /// Use no configuration file.
    #[arg(long, global = true)]
    pub(crate) isolated: bool,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR says otherwise.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Makes the choice hold for everything that is written.
    pub(crate) fn apply(self) {
        match self {
            Self::Auto => {}
            Self::Always => anstream::ColorChoice::Always.write_global(),
            Self::Never => anstream::ColorChoice::Never.write_global(),
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Analyse canvases: what kind of business, who pays for whom, what looks wrong, what to state to know more.
    Analyze(commands::analyze::Analyze),
    /// Check canvases and report what is found; made for continuous integration.
    #[command(visible_alias = "lint")]
    Check(commands::check::Check),
    /// Make a canvas of what somebody wrote in Markdown, HTML, a table, sticky notes or JSON of any sort, and say what was left.
    Import(commands::import::Import),
    /// Validate canvases, or any JSON or YAML against any JSON Schema.
    Validate(commands::validate::Validate),
    /// Write down what is found now, so that checks report what is new.
    #[command(subcommand)]
    Baseline(commands::baseline::Command),
    /// Explain a rule: why it matters, a canvas with the finding and one without it.
    Explain(commands::explain::Explain),
    /// List all rules.
    Rules(commands::rules::Rules),
    /// Print a published JSON Schema.
    Schema(commands::schema::Schema),
    /// Try pattern files of your own.
    #[command(subcommand)]
    Pattern(commands::pattern::Command),
    /// List plugins, or show what one says about itself.
    #[command(subcommand)]
    Plugin(commands::plugin::Plugin),
    /// List the canvases of the gallery, show one, or copy it out.
    Gallery(commands::gallery::Gallery),
    /// Write a canvas to start from.
    Init(commands::init::Init),
    /// Print completions for a shell.
    Completions(commands::completions::Completions),
    /// Load one library and come back. Used by canvass itself to try foreign plugins in a process of their own.
    #[command(hide = true)]
    ProbePlugin(commands::probe::Probe),
}

/// Which documents to read.
#[derive(Debug, Args)]
pub(crate) struct InputArguments {
    /// Files and folders; `-` for standard input. In a folder: *.canvas.yaml (or .json, .ndjson, .md, .html, .csv), canvas.yaml,
    /// business-model-canvas.md and the like, *.bmml.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// The file name to assume for standard input, which tells its format.
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// Also look at files that .gitignore excludes.
    #[arg(long)]
    pub(crate) no_ignore: bool,
}

/// How to show what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// For reading.
    #[default]
    Text,
    /// One JSON list with a report for each canvas.
    Json,
    /// One JSON report per line.
    Ndjson,
}

/// Which rules to report, and which findings make the command fail. Rules are named by code, by name, or by how their codes begin.
#[derive(Debug, Args)]
pub(crate) struct RuleArguments {
    /// Only report these rules, such as PAY001, no-payer, PAY or ALL; separated by commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// Do not report these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    /// What makes the command fail: error, warning, info or never, and rules; error, unless the configuration says otherwise.
    #[arg(long, value_name = "SEVERITY|RULE", value_delimiter = ',')]
    pub(crate) fail_on: Vec<String>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
