//! Which files are plugins: those named, those of the user's folder, those that came with the program.
//!
//! Never the working directory, never a search path out of the environment, never a bare name. A file or folder that others can write
//! is refused, because whoever can write it can run code as the user.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{PluginError, Refusal};

/// A file that is to be loaded as a plugin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The file.
    pub path: PathBuf,
    /// Whether it came with the program, and so needs no trial run.
    pub bundled: bool,
}

/// The folder with the plugins that came with the program: `plugins` beside it, or `../lib/canvass/plugins`.
pub fn bundled_folder(executable: &Path) -> Option<PathBuf> {
    let folder = executable.parent()?;
    [folder.join("plugins"), folder.parent()?.join("lib/canvass/plugins")].into_iter().find(|candidate| candidate.is_dir())
}

/// The user's own plugin folder, under the folder for application data.
pub fn user_folder(data_home: Option<&Path>, home: Option<&Path>) -> Option<PathBuf> {
    // A relative path in the environment would mean something else in every folder.
    let data = data_home.filter(|path| path.is_absolute()).map(Path::to_path_buf);
    data.or_else(|| home.filter(|path| path.is_absolute()).map(|home| home.join(".local/share"))).map(|data| data.join("canvass/plugins"))
}

/// The libraries in a folder, by name. A folder that does not exist holds none.
///
/// # Errors
/// When the folder can be written by others, or cannot be read.
pub fn in_folder(folder: &Path, bundled: bool) -> Result<Vec<Candidate>, PluginError> {
    let refuse = |refusal| PluginError { path: folder.to_path_buf(), refusal };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(refuse(Refusal::Unreadable(error.to_string()))),
    };
    check_permissions(folder).map_err(refuse)?;
    let mut found: Vec<Candidate> = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| refuse(Refusal::Unreadable(error.to_string())))?.path();
        if path.extension().is_some_and(|extension| extension == std::env::consts::DLL_EXTENSION) {
            found.push(Candidate { path, bundled });
        }
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(found)
}

/// Refuses a file or folder that others than the user and root own or can write.
///
/// # Errors
/// What is wrong with it.
#[cfg(unix)]
pub fn check_permissions(path: &Path) -> Result<(), Refusal> {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path).map_err(|error| Refusal::Unreadable(error.to_string()))?;
    let what = if metadata.is_dir() { "the folder" } else { "the file" };
    if metadata.mode() & 0o002 != 0 {
        return Err(Refusal::Writable(what.to_owned()));
    }
    // The owner of the process's own files is the user; asking the system needs a call that only C offers.
    let user = fs::metadata("/proc/self").map(|process| process.uid()).ok();
    if let Some(user) = user
        && metadata.uid() != 0
        && metadata.uid() != user
    {
        return Err(Refusal::ForeignOwner(format!("{what} is owned by user {}, not by you or root", metadata.uid())));
    }
    Ok(())
}

/// Refuses a file in a folder where others could put another in its place: one that they own or can write, or that lies below such a one.
/// In a folder with the sticky bit, such as /tmp, everybody can only replace what is their own.
///
/// # Errors
/// What is wrong with the first such folder.
#[cfg(unix)]
pub fn check_surroundings(file: &Path) -> Result<(), Refusal> {
    use std::os::unix::fs::MetadataExt;
    let user = fs::metadata("/proc/self").map(|process| process.uid()).ok();
    for (distance, folder) in file.ancestors().skip(1).enumerate() {
        let metadata = fs::metadata(folder).map_err(|error| Refusal::Unreadable(error.to_string()))?;
        if metadata.mode() & 0o1000 != 0 {
            continue;
        }
        let what = if distance == 0 { "the folder".to_owned() } else { format!("the folder `{}`", folder.display()) };
        let foreign = user.is_some_and(|user| metadata.uid() != 0 && metadata.uid() != user);
        // A group that the user or root has given a folder to is trusted by its owner, as system folders of several administrators are.
        if metadata.mode() & 0o002 != 0 || foreign && metadata.mode() & 0o020 != 0 {
            return Err(Refusal::Writable(what));
        }
        if foreign && distance == 0 {
            return Err(Refusal::ForeignOwner(format!("{what} is owned by user {}, not by you or root", metadata.uid())));
        }
    }
    Ok(())
}

/// Elsewhere, permissions are not expressed this way.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn check_permissions(_: &Path) -> Result<(), Refusal> {
    Ok(())
}

/// Elsewhere, permissions are not expressed this way.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn check_surroundings(_: &Path) -> Result<(), Refusal> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn libraries_come_by_name_and_nothing_else_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["libb.so", "liba.so", "notes.txt", "libc.so.1"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let names: Vec<_> = in_folder(folder.path(), true).unwrap().into_iter().map(|candidate| candidate.path.file_name().unwrap().to_owned()).collect();
        assert_eq!(names, ["liba.so", "libb.so"]);
        assert!(in_folder(&folder.path().join("missing"), true).unwrap().is_empty());
    }

    #[test]
    fn what_others_can_write_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
        let error = in_folder(folder.path(), false).unwrap_err().to_string();
        assert!(error.starts_with("[P013]") && error.ends_with("the folder can be written by others"), "{error}");
    }

    #[test]
    fn a_folder_in_which_others_can_put_another_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().canonicalize().unwrap().join("open/below");
        fs::create_dir_all(&below).unwrap();
        let set = |mode: u32| fs::set_permissions(below.parent().unwrap(), fs::Permissions::from_mode(mode)).unwrap();
        let refused = |file: &Path| check_surroundings(file).err().map(|refusal| refusal.to_string());
        set(0o777);
        assert_eq!(refused(&below.join("liba.so")), Some(format!("the folder `{}` can be written by others", below.parent().unwrap().display())));
        assert_eq!(refused(&below), Some("the folder can be written by others".to_owned()));
        for mode in [0o1777, 0o775, 0o755] {
            set(mode);
            assert_eq!(refused(&below.join("liba.so")), None, "{mode:o}");
        }
    }

    #[test]
    fn relative_data_folders_are_ignored() {
        assert_eq!(user_folder(Some(Path::new("here")), Some(Path::new("/home/a"))), Some(PathBuf::from("/home/a/.local/share/canvass/plugins")));
        assert_eq!(user_folder(Some(Path::new("/d")), None), Some(PathBuf::from("/d/canvass/plugins")));
        assert_eq!(user_folder(None, None), None);
    }
}
