//! Plugins and configuration, as the arguments and the surroundings say.

use std::path::{Path, PathBuf};

use anyhow::Context;
use canvass_formats::Limits;
use canvass_host::configuration::ConfigurationError;
use canvass_host::discovery::{Candidate, bundled_folder, in_folder, user_folder};
use canvass_host::probe::Prober;
use canvass_host::{Configuration, PluginError, Plugins};

use crate::arguments::Arguments;
use crate::inputs::read_text_or_nothing;
use crate::output::{Problems, diagnostic, path_text};

/// What the commands that run analyzers need.
pub(crate) struct Setup {
    pub(crate) plugins: Plugins,
    pub(crate) configuration: Configuration,
    pub(crate) limits: Limits,
}

impl Setup {
    /// Loads plugins and configuration. Plugins that cannot be used are reported, and the others are used.
    ///
    /// # Errors
    /// When the configuration is wrong.
    pub(crate) fn new(arguments: &Arguments, problems: &mut Problems) -> anyhow::Result<Self> {
        let plugins = load_plugins(arguments, problems)?;
        let configuration = load_configuration(arguments, &plugins)?;
        Ok(Self { plugins, configuration, limits: Limits::default() })
    }
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

fn load_configuration(arguments: &Arguments, plugins: &Plugins) -> anyhow::Result<Configuration> {
    let path = match &arguments.configuration.config {
        Some(path) => path.clone(),
        None if arguments.configuration.isolated => return Ok(Configuration::default()),
        None => match find_configuration() {
            Some(path) => path,
            None => return Ok(Configuration::default()),
        },
    };
    let text = read_text_or_nothing(&path, &Limits::default())?;
    let wrong = |error: ConfigurationError| anyhow::anyhow!("{}", describe(&error.locate(&text), &path, &text));
    let mut configuration = Configuration::parse(&text).map_err(wrong)?;
    configuration.check(plugins).map_err(wrong)?;
    let folder = std::path::absolute(&path).ok().and_then(|path| path.parent().map(Path::to_path_buf)).unwrap_or_default();
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
