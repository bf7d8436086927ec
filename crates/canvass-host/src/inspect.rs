//! Looking at a file that claims to be a plugin, without running any of it.

use std::fs;
use std::path::Path;

use canvass_plugin::abi::{ENTRY_SYMBOL, MANIFEST_SECTION};
use canvass_plugin::manifest::Manifest;
use object::elf::{DF_1_PIE, DT_FLAGS_1};
use object::read::elf::{Dyn, ElfFile, FileHeader, ProgramHeader};
use object::{Architecture, Endianness, FileKind, Object, ObjectKind, ObjectSection, ObjectSegment};

use crate::error::Refusal;

/// The largest file that is looked at.
const LARGEST: u64 = 256 << 20;

/// What a look at the file tells: the manifest.
///
/// # Errors
/// The first reason why the file cannot be a plugin for this host.
pub fn inspect(path: &Path) -> Result<Manifest, Refusal> {
    let metadata = fs::metadata(path).map_err(|error| Refusal::Unreadable(error.to_string()))?;
    // Opening a pipe or a device would wait for ever.
    if metadata.is_dir() {
        return Err(Refusal::NotALibrary("a folder".to_owned()));
    }
    if !metadata.is_file() {
        return Err(Refusal::NotALibrary("a device or a pipe".to_owned()));
    }
    if metadata.len() > LARGEST {
        return Err(Refusal::NotALibrary(format!("a file of {} bytes; plugins have at most {LARGEST}", metadata.len())));
    }
    let bytes = fs::read(path).map_err(|error| Refusal::Unreadable(error.to_string()))?;
    look(&bytes)
}

/// As [`inspect`], on the bytes of the file.
///
/// # Errors
/// The first reason why they cannot be a plugin for this host.
pub fn look(bytes: &[u8]) -> Result<Manifest, Refusal> {
    check_kind(bytes)?;
    let file = object::File::parse(bytes).map_err(|error| Refusal::Damaged(error.to_string()))?;
    check_machine(&file)?;
    if !matches!(file.kind(), ObjectKind::Dynamic | ObjectKind::Unknown) || is_movable_program(&file) {
        let what = if file.kind() == ObjectKind::Relocatable { "an object file that has not been linked" } else { "an executable program" };
        return Err(Refusal::NotALibrary(what.to_owned()));
    }
    for segment in file.segments() {
        let (offset, size) = segment.file_range();
        if offset.checked_add(size).is_none_or(|end| end > bytes.len() as u64) {
            return Err(Refusal::Damaged(format!("a segment ends at byte {}, the file at {}", offset.saturating_add(size), bytes.len())));
        }
    }
    check_exports(&file)?;
    manifest(&file)
}

fn check_kind(bytes: &[u8]) -> Result<(), Refusal> {
    let what = match FileKind::parse(bytes) {
        Ok(FileKind::Elf32 | FileKind::Elf64 | FileKind::MachO32 | FileKind::MachO64 | FileKind::Pe32 | FileKind::Pe64) => return Ok(()),
        Ok(FileKind::Archive) => "an archive (a static library)",
        Ok(_) => "another kind of object file",
        Err(_) if bytes.is_empty() => "an empty file",
        Err(_) if bytes.starts_with(b"\x7fELF") => return Err(Refusal::Damaged("only the first bytes of a library are there".to_owned())),
        Err(_) if bytes.starts_with(b"#!") => "a script",
        Err(_) if bytes.starts_with(b"PK") => "a zip archive",
        Err(_) if std::str::from_utf8(bytes).is_ok() => "a text",
        Err(_) => "data of another kind",
    };
    Err(Refusal::NotALibrary(what.to_owned()))
}

fn check_machine(file: &object::File<'_>) -> Result<(), Refusal> {
    let host = match std::env::consts::ARCH {
        "x86_64" => Architecture::X86_64,
        "aarch64" => Architecture::Aarch64,
        "x86" => Architecture::I386,
        "riscv64" => Architecture::Riscv64,
        _ => return Ok(()),
    };
    let name = |architecture: Architecture, little: bool| format!("{architecture:?}{}", if little { "" } else { " (big-endian)" });
    let little = file.is_little_endian();
    if file.architecture() == host && little == cfg!(target_endian = "little") {
        return Ok(());
    }
    Err(Refusal::WrongMachine { built_for: name(file.architecture(), little), host: name(host, true) })
}

/// Whether it is a program that may lie anywhere in memory. Such a file has the type of a library; a flag tells the two apart.
fn is_movable_program(file: &object::File<'_>) -> bool {
    fn flagged<Elf: FileHeader<Endian = Endianness>>(file: &ElfFile<'_, Elf>) -> bool {
        let (endian, data) = (file.endian(), file.data());
        let entries = file.elf_program_headers().iter().filter_map(|segment| segment.dynamic(endian, data).ok().flatten()).flatten();
        entries
            .map(|entry| (entry.d_tag(endian).into(), entry.d_val(endian).into()))
            .any(|(tag, value): (i64, u64)| tag == DT_FLAGS_1 && value & u64::from(DF_1_PIE) != 0)
    }
    match file {
        object::File::Elf32(file) => flagged(file),
        object::File::Elf64(file) => flagged(file),
        _ => false,
    }
}

fn check_exports(file: &object::File<'_>) -> Result<(), Refusal> {
    let exports = file.exports().map_err(|error| Refusal::Damaged(error.to_string()))?;
    // Mach-O puts an underscore before the names of C.
    let names = exports.iter().filter_map(|export| std::str::from_utf8(export.name()).ok()).map(|name| name.strip_prefix('_').unwrap_or(name));
    let mut others: Vec<&str> = Vec::new();
    for name in names {
        if name == ENTRY_SYMBOL {
            return Ok(());
        }
        if name.strip_prefix("canvass_entry_v").is_some_and(|version| version.parse::<u32>().is_ok()) {
            others.push(name);
        }
    }
    others.sort_unstable();
    if others.is_empty() { Err(Refusal::NotAPlugin) } else { Err(Refusal::OtherMajor(others.join(", "))) }
}

fn manifest(file: &object::File<'_>) -> Result<Manifest, Refusal> {
    let section = file
        .section_by_name(MANIFEST_SECTION)
        .or_else(|| file.section_by_name("__canvass"))
        .ok_or_else(|| Refusal::Manifest(format!("is missing: there is no section `{MANIFEST_SECTION}`")))?;
    let data = section.data().map_err(|error| Refusal::Damaged(error.to_string()))?;
    parse_manifest(data)
}

fn parse_manifest(data: &[u8]) -> Result<Manifest, Refusal> {
    let end = data.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
    let text = std::str::from_utf8(&data[..end]).map_err(|_| Refusal::Manifest("is not UTF-8".to_owned()))?;
    let manifest: Manifest = serde_json::from_str(text).map_err(|error| {
        let reason = error.to_string();
        Refusal::Manifest(if error.is_data() { format!("does not fit: {reason}") } else { format!("is not JSON: {reason}") })
    })?;
    if manifest.manifest != 1 {
        return Err(Refusal::Manifest(format!("has format {}; this host reads format 1", manifest.manifest)));
    }
    if manifest.id.trim().is_empty() {
        return Err(Refusal::Manifest("has an empty id".to_owned()));
    }
    if manifest.analyzers.is_empty() {
        return Err(Refusal::Manifest("names no analyzer".to_owned()));
    }
    Ok(manifest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> String {
        let refusal = look(bytes).unwrap_err();
        format!("{}: {refusal}", refusal.code())
    }

    #[test]
    fn what_is_no_library_is_named() {
        assert_eq!(refused(b""), "P001: not a dynamic library, but an empty file");
        assert_eq!(refused(b"#!/bin/sh\n"), "P001: not a dynamic library, but a script");
        assert_eq!(refused("ein Text, 文本, long enough to look at".as_bytes()), "P001: not a dynamic library, but a text");
        assert_eq!(refused(b"PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaa"), "P001: not a dynamic library, but a zip archive");
        assert_eq!(
            refused(b"!<arch>\n/               0           0     0     0       4         `\n\0\0\0\0"),
            "P001: not a dynamic library, but an archive (a static library)"
        );
        assert!(refused(b"\x7fELF\x02\x01\x01").starts_with("P003"));
    }

    #[test]
    fn manifests_are_checked() {
        let refused = |text: &str| parse_manifest(text.as_bytes()).unwrap_err().to_string();
        assert!(refused("").starts_with("its manifest is not JSON"));
        assert!(refused("{\0}").starts_with("its manifest is not JSON"));
        assert!(refused("{}").contains("does not fit: missing field"));
        let with = |id: &str, analyzers: &str| {
            refused(&format!(r#"{{"manifest": 1, "id": "{id}", "version": "1", "title": "x", "abi": {{"major": 1, "minor": 0}}, "analyzers": {analyzers}}}"#))
        };
        assert_eq!(with(" ", "[]"), "its manifest has an empty id");
        assert_eq!(with("a.b", "[]"), "its manifest names no analyzer");
    }
}
