//! Loading a library and shaking hands with it.
#![expect(unsafe_code, reason = "loading foreign code and reading its table cannot be done otherwise")]

use std::error::Error;
use std::ffi::c_void;
use std::path::Path;

use canvass_plugin::abi::{
    ABI_MAJOR, ABI_MINOR, ENDIANNESS, ENTRY_SYMBOL, EntryFunction, ErrorSink, FLAG_PANICS_CONTAINED, GraphTable, Header, HostTable, MAGIC, PluginTable,
    STATUS_OK, Sink, Text,
};

use crate::error::Refusal;

/// A loaded library that has passed the handshake. It is never unloaded: code of the plugin may run on until the process ends, in
/// destructors of thread-local values or in threads of its own, and no way of unloading is sound while it does.
pub struct Library {
    table: PluginTable,
}

impl Library {
    /// Loads the file and checks its table.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn load(path: &Path) -> Result<Self, Refusal> {
        // An absolute path keeps the loader from searching anywhere.
        let path = path.canonicalize().map_err(|error| Refusal::Unreadable(error.to_string()))?;
        let library = open(&path)?;
        // SAFETY: the symbol's name carries the version of the contract, which fixes its type.
        let entry = unsafe { library.get::<EntryFunction>(ENTRY_SYMBOL) }.map_err(|_| Refusal::NotAPlugin)?;
        // SAFETY: the contract lets the host call it once after loading, on any thread.
        let table = unsafe { entry() };
        // SAFETY: as the contract says, what it returns is null or a table that lives as long as the library.
        let table = unsafe { read_table(table) }?;
        std::mem::forget(library);
        Ok(Self { table })
    }

    /// Whether the plugin promises that no panic leaves it.
    pub fn contains_panics(&self) -> bool {
        self.table.header.flags & FLAG_PANICS_CONTAINED != 0
    }

    /// The minor version of the contract it was built against.
    pub fn abi_minor(&self) -> u32 {
        self.table.header.abi_minor
    }

    /// Makes an instance of one of its analyzers.
    ///
    /// # Errors
    /// What the plugin says.
    pub fn create(&self, analyzer: &str, configuration: &str) -> Result<Handle, String> {
        let Some(create) = self.table.create else { return Err("its table has no function `create`".to_owned()) };
        let host = HostTable { struct_size: size_of::<HostTable>() as u32, abi_major: ABI_MAJOR, abi_minor: ABI_MINOR, reserved: 0 };
        let mut reason = String::new();
        let errors = error_sink(&mut reason);
        let mut instance = std::ptr::null_mut();
        // SAFETY: everything is lent for the call, as the contract asks.
        let status = unsafe { create(&raw const host, Text::of(analyzer), Text::of(configuration), &raw const errors, &raw mut instance) };
        if status == STATUS_OK && !instance.is_null() {
            return Ok(Handle { instance, table: self.table });
        }
        Err(if reason.is_empty() { format!("`create` failed with status {status} and gave no reason") } else { reason })
    }
}

/// An instance of an analyzer. It may move between threads and is used by one at a time.
pub struct Handle {
    instance: *mut c_void,
    table: PluginTable,
}

// SAFETY: the contract promises that an instance may be used from any thread, one at a time; `&mut self` on every use keeps it to one.
unsafe impl Send for Handle {}

impl Handle {
    /// Analyses one canvas; what the analyzer says goes to the sink.
    ///
    /// # Errors
    /// The status, when it is not success.
    pub fn analyze(&mut self, graph: &GraphTable, sink: &Sink) -> Result<(), i32> {
        let Some(analyze) = self.table.analyze else { return Err(-1) };
        // SAFETY: the instance came from `create` of the same table; graph and sink are lent for the call.
        let status = unsafe { analyze(self.instance, std::ptr::from_ref(graph), std::ptr::from_ref(sink)) };
        if status == STATUS_OK { Ok(()) } else { Err(status) }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        if let Some(destroy) = self.table.destroy {
            // SAFETY: the instance came from `create` of the same table, and drop runs once.
            unsafe { destroy(self.instance) };
        }
    }
}

/// A sink that keeps the last reason.
pub(crate) fn error_sink(reason: &mut String) -> ErrorSink {
    ErrorSink { struct_size: size_of::<ErrorSink>() as u32, reserved: 0, context: std::ptr::from_mut(reason).cast(), error: Some(keep_reason) }
}

/// # Safety
/// `context` is the string that [`error_sink`] was given, and the text is lent for the call.
unsafe extern "C" fn keep_reason(context: *mut c_void, reason: Text) {
    // SAFETY: as for this function.
    if let Some(kept) = unsafe { context.cast::<String>().as_mut() } {
        // SAFETY: the plugin lends the text for the call.
        let bytes = unsafe { bytes_of(reason) };
        *kept = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
    }
}

/// The bytes of a text handed over by a plugin.
///
/// # Safety
/// The text is lent for `'a`: `length` initialised bytes behind `data`, or a length of 0.
pub(crate) unsafe fn bytes_of<'a>(text: Text) -> &'a [u8] {
    if text.data.is_null() || text.length == 0 {
        return &[];
    }
    // SAFETY: not null, and as for this function.
    unsafe { std::slice::from_raw_parts(text.data, text.length) }
}

#[cfg(unix)]
fn open(path: &Path) -> Result<libloading::Library, Refusal> {
    use libloading::os::unix::{Library as Unix, RTLD_LOCAL, RTLD_NOW};
    // Everything is resolved now, so that a missing function is found here and not in the middle of a run; nothing is shared with others.
    // SAFETY: constructors of the library run here; a foreign library has gone through them in another process before.
    unsafe { Unix::open(Some(path), RTLD_NOW | RTLD_LOCAL) }.map(Into::into).map_err(|error| loader(&error))
}

#[cfg(not(unix))]
fn open(path: &Path) -> Result<libloading::Library, Refusal> {
    // SAFETY: as above.
    unsafe { libloading::Library::new(path) }.map_err(|error| loader(&error))
}

/// The loader's reason stands in the source of the error, not in its text.
fn loader(error: &libloading::Error) -> Refusal {
    let reason = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    if let Some((_, rest)) = reason.split_once("undefined symbol: ") {
        let symbol = rest.split([' ', ',', '\n']).next().unwrap_or_default();
        return Refusal::UndefinedSymbol(symbol.to_owned());
    }
    let reason = reason.rsplit_once(": ").map_or(reason.as_str(), |(_, last)| last);
    Refusal::NotLoadable(reason.to_owned())
}

/// Copies the table out, as much of it as both sides know.
///
/// # Safety
/// `table` is null, or points to a table that begins with a [`Header`] and is as large as its header says.
unsafe fn read_table(table: *const PluginTable) -> Result<PluginTable, Refusal> {
    let bad = |what: &str| Err(Refusal::BadTable(what.to_owned()));
    if table.is_null() {
        return bad("its entry function returned no table");
    }
    if !table.is_aligned() {
        return bad("its table does not lie on an aligned address");
    }
    // SAFETY: not null, aligned, and every table begins with a header.
    let header = unsafe { table.cast::<Header>().read() };
    if header.magic != MAGIC {
        return bad("its table does not begin with the magic bytes");
    }
    if header.endianness != ENDIANNESS || header.pointer_width as usize != size_of::<usize>() {
        return bad("its table was made for another byte order or pointer size");
    }
    if header.abi_major != ABI_MAJOR {
        return Err(Refusal::BadTable(format!("it speaks ABI {}.{}, this host speaks ABI {ABI_MAJOR}.{ABI_MINOR}", header.abi_major, header.abi_minor)));
    }
    if header.min_peer_minor > ABI_MINOR {
        return Err(Refusal::NeedsNewerHost { needs: header.min_peer_minor, host: ABI_MINOR });
    }
    if (header.struct_size as usize) < size_of::<PluginTable>() {
        return Err(Refusal::BadTable(format!("its table is {} bytes, ABI {ABI_MAJOR}.{ABI_MINOR} needs {}", header.struct_size, size_of::<PluginTable>())));
    }
    // SAFETY: the table is at least as large as ours; a larger one begins with ours.
    let table = unsafe { table.read() };
    if table.create.is_none() || table.destroy.is_none() || table.analyze.is_none() {
        return bad("its table lacks one of the functions `create`, `destroy` and `analyze`");
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    unsafe extern "C" fn analyze(_: *mut c_void, _: *const GraphTable, _: *const Sink) -> i32 {
        0
    }
    unsafe extern "C" fn destroy(_: *mut c_void) {}
    unsafe extern "C" fn create(_: *const HostTable, _: Text, _: Text, _: *const ErrorSink, _: *mut *mut c_void) -> i32 {
        7
    }

    fn table() -> PluginTable {
        PluginTable { header: canvass_plugin::shim::header(), create: Some(create), destroy: Some(destroy), analyze: Some(analyze) }
    }

    fn refused(change: impl FnOnce(&mut PluginTable)) -> String {
        let mut table = table();
        change(&mut table);
        // SAFETY: a table of our own.
        let refusal = unsafe { read_table(&raw const table) }.unwrap_err();
        format!("{}: {refusal}", refusal.code())
    }

    #[test]
    fn every_breach_of_the_handshake_has_a_sentence() {
        assert_eq!(refused(|table| table.header.magic[0] = 0), "P007: its table does not begin with the magic bytes");
        assert_eq!(refused(|table| table.header.abi_major = 2), "P007: it speaks ABI 2.0, this host speaks ABI 1.0");
        assert_eq!(refused(|table| table.header.min_peer_minor = 7), "P006: it needs host ABI 1.7 or newer; this host has 1.0");
        assert_eq!(refused(|table| table.header.struct_size = 48), "P007: its table is 48 bytes, ABI 1.0 needs 64");
        assert_eq!(refused(|table| table.header.pointer_width = 4), "P007: its table was made for another byte order or pointer size");
        assert_eq!(refused(|table| table.analyze = None), "P007: its table lacks one of the functions `create`, `destroy` and `analyze`");
        // SAFETY: null is allowed.
        assert!(unsafe { read_table(std::ptr::null()) }.is_err());
    }

    #[test]
    fn a_failure_without_a_reason_is_still_said() {
        let library = Library { table: table() };
        assert_eq!(library.create("x", "{}").err().unwrap(), "`create` failed with status 7 and gave no reason");
    }
}
