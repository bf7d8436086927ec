//! Plugins and configuration, as the arguments and the surroundings say.

use std::path::{Path, PathBuf};

use anyhow::Context;
use canvass_formats::Limits;
use canvass_host::configuration::{ConfigurationError, FailOn, Rules};
use canvass_host::discovery::{Candidate, bundled_folder, in_folder, user_folder};
use canvass_host::probe::Prober;
use canvass_host::{Baseline, Configuration, PluginError, Plugins};

use crate::arguments::{Arguments, RuleArguments};
use crate::commands::baseline::folder_of;
use crate::inputs::read_text_or_nothing;
use crate::output::{Problems, diagnostic, path_text};

/// What the commands that run analyzers need.
pub(crate) struct Setup {
    pub(crate) plugins: Plugins,
    pub(crate) configuration: Configuration,
    pub(crate) limits: Limits,
    /// Findings that are not reported again.
    pub(crate) baseline: Option<Baseline>,
}

impl Setup {
    /// Loads plugins and configuration. Plugins that cannot be used are reported, and the others are used.
    ///
    /// # Errors
    /// When the configuration is wrong.
    pub(crate) fn new(arguments: &Arguments, rules: &RuleArguments, problems: &mut Problems) -> anyhow::Result<Self> {
        let plugins = load_plugins(arguments, problems)?;
        let configuration = load_configuration(arguments, rules, &plugins)?;
        Ok(Self { plugins, configuration, limits: Limits::default(), baseline: None })
    }

    /// Loads the baseline too: the one that is named, else the configured one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn with_baseline(mut self, named: Option<&Path>) -> anyhow::Result<Self> {
        let path = named.or(self.configuration.baseline.as_deref().map(Path::new));
        self.baseline = path.map(|path| load_baseline(path, &self.limits)).transpose()?;
        Ok(self)
    }
}

fn load_baseline(path: &Path, limits: &Limits) -> anyhow::Result<Baseline> {
    let text = read_text_or_nothing(path, limits)?;
    let wrong = |reason: String| {
        let path = path_text(path);
        anyhow::anyhow!("the baseline `{path}` is wrong: {reason}\n  help: `canvass baseline create PATH… --output {path}` writes it anew")
    };
    Baseline::parse(&text, folder_of(path)?).map_err(wrong)
}

/// Loads the plugins: those named, the user's, those that came with the program.
///
/// # Errors
/// When the program's own place cannot be found.
pub(crate) fn load_plugins(arguments: &Arguments, problems: &mut Problems) -> anyhow::Result<Plugins> {
    let executable = std::env::current_exe().context("cannot find the program's own file")?;
    let mut candidates: Vec<Candidate> = Vec::new();
    let named = arguments.plugins.plugin.iter().map(|path| Candidate { path: path.clone(), bundled: false });
    if arguments.plugins.no_plugins {
        candidates.extend(named);
    } else {
        // The program's own come first: no other plugin takes their names from them.
        let bundled = bundled_folder(&executable).map(|folder| in_folder(&folder, true));
        candidates.extend(usable(bundled, problems));
        candidates.extend(named);
        let home = std::env::var_os("HOME").map(PathBuf::from);
        let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
        let own = user_folder(data.as_deref(), home.as_deref()).map(|folder| in_folder(&folder, false));
        candidates.extend(usable(own, problems));
    }
    let prober = Prober { program: executable, arguments: vec!["probe-plugin".to_owned(), "--".to_owned()] };
    let (plugins, errors) = Plugins::load(&candidates, Some(&prober));
    for error in errors {
        problems.cannot(&error.to_string(), error.refusal.help());
    }
    Ok(plugins)
}

fn usable(found: Option<Result<Vec<Candidate>, PluginError>>, problems: &mut Problems) -> Vec<Candidate> {
    found.transpose().map(Option::unwrap_or_default).unwrap_or_else(|error| {
        problems.cannot(&error.to_string(), error.refusal.help());
        Vec::new()
    })
}

fn load_configuration(arguments: &Arguments, rules: &RuleArguments, plugins: &Plugins) -> anyhow::Result<Configuration> {
    let path = match &arguments.configuration.config {
        Some(path) => Some(path.clone()),
        None if arguments.configuration.isolated => None,
        None => find_configuration(),
    };
    let mut configuration = match path {
        Some(path) => from_file(&path, plugins)?,
        None => Configuration::default(),
    };
    if !rules.fail_on.is_empty() {
        configuration.fail_on = Some(FailOn::new(rules.fail_on.clone()));
    }
    configuration.last = Rules { select: rules.select.clone(), ignore: rules.ignore.clone(), ..Rules::default() };
    // The file has been checked: what is wrong now stands on the command line.
    configuration.check(plugins).map_err(|error| {
        let help = error.help.as_deref().map(|help| format!("\n  help: {help}")).unwrap_or_default();
        anyhow::anyhow!("{error}{help}")
    })?;
    Ok(configuration)
}

fn from_file(path: &Path, plugins: &Plugins) -> anyhow::Result<Configuration> {
    let text = read_text_or_nothing(path, &Limits::default())?;
    let wrong = |error: ConfigurationError| anyhow::anyhow!("{}", describe(&error.locate(&text), path, &text));
    let mut configuration = Configuration::parse(&text).map_err(wrong)?;
    configuration.check(plugins).map_err(wrong)?;
    let folder = std::path::absolute(path).ok().and_then(|path| path.parent().map(Path::to_path_buf)).unwrap_or_default();
    configuration.resolve_paths(&folder, plugins).map_err(wrong)?;
    Ok(configuration)
}

fn describe(error: &ConfigurationError, path: &Path, text: &str) -> String {
    let help = error.help.as_deref().map(|help| format!("\n  help: {help}")).unwrap_or_default();
    match &error.span {
        Some(span) => format!("the configuration is wrong\n{}{help}", diagnostic::excerpt(&path_text(path), text, span.clone(), &error.message)),
        None => format!("the configuration `{}` is wrong: {}{help}", path_text(path), error.message),
    }
}

/// The configuration of this folder or of the nearest one above.
fn find_configuration() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join("canvass.toml")).find(|path| path.is_file())
}
