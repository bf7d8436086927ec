//! Why a plugin cannot be used: one sentence each, with a code, and what to do next.

use std::fmt;
use std::path::PathBuf;

/// A plugin that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("[{}] cannot use plugin `{}`: {refusal}", refusal.code(), path.display())]
pub struct PluginError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub refusal: Refusal,
}

/// Why a file is refused as a plugin.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The file cannot be read at all.
    Unreadable(String),
    /// It is something else than a dynamic library.
    NotALibrary(String),
    /// It was built for another machine.
    WrongMachine {
        /// What it was built for.
        built_for: String,
        /// What this program runs on.
        host: String,
    },
    /// It is cut off or damaged.
    Damaged(String),
    /// A library, but none that exports the entry function.
    NotAPlugin,
    /// It exports the entry function of another major version only.
    OtherMajor(String),
    /// It needs a newer host.
    NeedsNewerHost {
        /// The minor version it needs.
        needs: u32,
        /// The minor version of this host.
        host: u32,
    },
    /// Its table breaks the contract.
    BadTable(String),
    /// It uses a function that is not there.
    UndefinedSymbol(String),
    /// The system's loader refused it.
    NotLoadable(String),
    /// It crashed while being loaded.
    CrashedLoading(String),
    /// Loading it did not end.
    LoadingTimedOut(u64),
    /// Its configuration does not fit.
    Configuration(String),
    /// It made no instance of an analyzer, and no configuration was given that could be at fault.
    NotStarted(String),
    /// Somebody else could change it.
    Writable(String),
    /// It belongs to somebody else.
    ForeignOwner(String),
    /// Its manifest is missing or wrong.
    Manifest(String),
    /// Another plugin has the same id.
    DuplicateId {
        /// The id.
        id: String,
        /// The other file.
        other: PathBuf,
    },
}

impl Refusal {
    /// The stable code of the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "P000",
            Self::NotALibrary(_) => "P001",
            Self::WrongMachine { .. } => "P002",
            Self::Damaged(_) => "P003",
            Self::NotAPlugin => "P004",
            Self::OtherMajor(_) => "P005",
            Self::NeedsNewerHost { .. } => "P006",
            Self::BadTable(_) => "P007",
            Self::UndefinedSymbol(_) | Self::NotLoadable(_) => "P008",
            Self::CrashedLoading(_) => "P009",
            Self::LoadingTimedOut(_) => "P010",
            Self::Configuration(_) => "P011",
            Self::Writable(_) => "P013",
            Self::ForeignOwner(_) => "P014",
            Self::Manifest(_) => "P015",
            Self::DuplicateId { .. } => "P016",
            Self::NotStarted(_) => "P019",
        }
    }

    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "check the path and the permissions",
            Self::NotALibrary(_) => "give the .so, .dylib or .dll file that the plugin's build produced",
            Self::WrongMachine { .. } => "build the plugin for this machine, or get the file for it",
            Self::Damaged(_) => "copy or build the file again",
            Self::NotAPlugin => "a plugin exports `canvass_entry_v1`; in Rust, `canvass_plugin::export!` does that in a crate of type cdylib",
            Self::OtherMajor(_) => "use a canvass of that version, or a build of the plugin for version 1",
            Self::NeedsNewerHost { .. } => "use a newer canvass, or an older release of the plugin",
            Self::BadTable(_) => "build the plugin again with the SDK or with the current `canvass.h`",
            Self::UndefinedSymbol(_) => "link the library that defines it into the plugin",
            Self::NotLoadable(_) => "see the loader's reason; a library that the plugin needs may be missing",
            Self::CrashedLoading(_) | Self::LoadingTimedOut(_) => "report it to the plugin's author; nothing of it was run in this process",
            Self::Configuration(_) => "mend the plugin's part of canvass.toml; `canvass plugin info` shows what it takes",
            Self::Writable(_) => "take the permission to write away from others: chmod go-w",
            Self::ForeignOwner(_) => "let the file and its folder belong to you or to root",
            Self::Manifest(_) => "build the plugin again; its manifest lies in the section `.canvass`",
            Self::DuplicateId { .. } => "leave one of the two out",
            Self::NotStarted(_) => "do what the reason asks for, or run without the plugin; the others were used",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(reason) => write!(formatter, "the file cannot be read: {reason}"),
            Self::NotALibrary(what) => write!(formatter, "not a dynamic library, but {what}"),
            Self::WrongMachine { built_for, host } => write!(formatter, "built for {built_for}, this host needs {host}"),
            Self::Damaged(what) => write!(formatter, "truncated or damaged: {what}"),
            Self::NotAPlugin => formatter.write_str("a valid library, but not an analyzer plugin: it does not export `canvass_entry_v1`"),
            Self::OtherMajor(symbols) => write!(formatter, "it speaks {symbols} only, this host speaks canvass_entry_v1"),
            Self::NeedsNewerHost { needs, host } => write!(formatter, "it needs host ABI 1.{needs} or newer; this host has 1.{host}"),
            Self::BadTable(what) => formatter.write_str(what),
            Self::UndefinedSymbol(symbol) => write!(formatter, "undefined symbol `{symbol}`"),
            Self::NotLoadable(reason) => write!(formatter, "the loader refused it: {reason}"),
            Self::CrashedLoading(how) => write!(formatter, "it crashed while being loaded: {how}"),
            Self::LoadingTimedOut(seconds) => write!(formatter, "it did not finish loading in {seconds} s"),
            Self::Configuration(reason) => write!(formatter, "its configuration does not fit: {reason}"),
            Self::NotStarted(reason) => write!(formatter, "it could not be started: {reason}"),
            Self::Writable(what) => write!(formatter, "{what} can be written by others"),
            Self::ForeignOwner(what) => formatter.write_str(what),
            Self::Manifest(what) => write!(formatter, "its manifest {what}"),
            Self::DuplicateId { id, other } => write!(formatter, "the plugin id `{id}` is also that of `{}`", other.display()),
        }
    }
}
