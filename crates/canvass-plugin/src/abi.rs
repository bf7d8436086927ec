//! The binary contract between host and plugin, as C sees it.
//!
//! A plugin exports one function, [`ENTRY_SYMBOL`], which returns a [`PluginTable`]. The number in the symbol is the major version, so a
//! plugin of another major is recognised from the table of exports, without running anything. Structs grow only at their end; the one
//! before its growth is told by its size. Nothing that has been released ever changes.
//!
//! Who owns what: everything handed over is borrowed until the call returns. What goes back goes through a sink, which copies. Nobody frees
//! the other side's memory. Texts are UTF-8 with a length and without a terminating zero.
//!
//! Threads: an instance is used by one thread at a time, which may be a different one each time. Different instances run at once.
//!
//! Failure: functions that return `i32` return 0 for success. Before returning anything else, a plugin says why through the error sink.
//! No function may unwind, and none may call back into the host in any other way than through the sinks it was given.

use std::ffi::c_void;

use canvass_model::graph::{AttributeRow, FactRow, ItemRow, LinkRow, Place, QuantityRow};

/// The name of the one exported function.
pub const ENTRY_SYMBOL: &str = "canvass_entry_v1";
/// The name of the section that holds the manifest.
pub const MANIFEST_SECTION: &str = ".canvass";
/// The major version of this contract: a plugin of another major is refused.
pub const ABI_MAJOR: u32 = 1;
/// The minor version: what has been added since the major.
pub const ABI_MINOR: u32 = 0;
/// The first bytes of every table: the letters CANVASS and a zero.
pub const MAGIC: [u8; 8] = *b"CANVASS\0";
/// What [`Header::endianness`] holds, in the byte order of the plugin.
pub const ENDIANNESS: u32 = 0x0102_0304;

/// Flag: no panic or exception leaves the plugin.
pub const FLAG_PANICS_CONTAINED: u64 = 1;
/// Flag: the same canvas gives the same findings and result.
pub const FLAG_DETERMINISTIC: u64 = 2;
/// Flag: an instance keeps nothing from one canvas to the next.
pub const FLAG_STATELESS: u64 = 4;

/// Success.
pub const STATUS_OK: i32 = 0;
/// It failed, and the error sink has been told why.
pub const STATUS_FAILED: i32 = 1;
/// A sink will take no more; what was sent until now stands.
pub const STATUS_REFUSED: i32 = 2;

/// The frozen beginning of the plugin's table. Its layout is the same in every version of the contract, for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(C)]
pub struct Header {
    /// [`MAGIC`].
    pub magic: [u8; 8],
    /// The size of the whole table in bytes.
    pub struct_size: u32,
    /// [`ENDIANNESS`].
    pub endianness: u32,
    /// The size of a pointer in bytes.
    pub pointer_width: u32,
    /// The major version the plugin speaks.
    pub abi_major: u32,
    /// The minor version the plugin was built against.
    pub abi_minor: u32,
    /// The lowest minor version of a host that the plugin can work with.
    pub min_peer_minor: u32,
    /// Flags, such as [`FLAG_PANICS_CONTAINED`].
    pub flags: u64,
}

/// A borrowed text: UTF-8, not terminated. With length 0 the pointer may be anything.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct Text {
    /// The first byte.
    pub data: *const u8,
    /// The number of bytes.
    pub length: usize,
}

/// Takes the reason of a failure. The text is copied before the call returns.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct ErrorSink {
    /// The size of this struct in bytes.
    pub struct_size: u32,
    /// Always 0.
    pub reserved: u32,
    /// Handed back on every call.
    pub context: *mut c_void,
    /// Takes the reason. Called by the plugin, on the thread that is in the plugin, any number of times; the last reason counts.
    pub error: Option<unsafe extern "C" fn(context: *mut c_void, reason: Text)>,
}

/// The canvas: a read-only property graph of a few tables and one text, valid until the call returns.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct GraphTable {
    /// The size of this struct in bytes.
    pub struct_size: u32,
    /// Always 0.
    pub reserved: u32,
    /// The text that all text ranges refer to.
    pub text: Text,
    /// The items; item 0 is the canvas. Items of one block lie together, blocks in the order of their numbers.
    pub items: *const ItemRow,
    /// How many.
    pub item_count: usize,
    /// What items state, grouped by item.
    pub attributes: *const AttributeRow,
    /// How many.
    pub attribute_count: usize,
    /// Numbers, ranges, money.
    pub quantities: *const QuantityRow,
    /// How many.
    pub quantity_count: usize,
    /// Typed links, grouped by the item they start from.
    pub links: *const LinkRow,
    /// How many.
    pub link_count: usize,
    /// Derived facts, grouped by kind in the order of the kinds' numbers.
    pub facts: *const FactRow,
    /// How many.
    pub fact_count: usize,
    /// The places that facts rest on.
    pub places: *const Place,
    /// How many.
    pub place_count: usize,
    /// Handed back to `document`.
    pub context: *mut c_void,
    /// Writes the canvas as JSON, for whoever prefers that to the tables; made only when asked for. Calls `write` once, before it returns,
    /// with `target` and the text; 0 when that happened.
    pub document:
        Option<unsafe extern "C" fn(context: *mut c_void, write: Option<unsafe extern "C" fn(target: *mut c_void, json: Text)>, target: *mut c_void) -> i32>,
}

/// A name and a value that a message speaks of.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct ArgumentRow {
    /// The name by which the message refers to it.
    pub name: Text,
    /// The value.
    pub value: Text,
}

/// Something a finding rests on.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct EvidenceRow {
    /// Where.
    pub place: Place,
    /// Always 0.
    pub reserved: u32,
    /// What it shows.
    pub says: Text,
}

/// One finding, as the plugin hands it to the sink.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct FindingRow {
    /// The size of this struct in bytes.
    pub struct_size: u32,
    /// 0 for the severity of the rule, or 1 strength, 2 hint, 3 info, 4 warning, 5 error.
    pub severity: u32,
    /// The code of one of the analyzer's rules.
    pub code: Text,
    /// The key of one of that rule's messages.
    pub key: Text,
    /// What the message names.
    pub arguments: *const ArgumentRow,
    /// How many.
    pub argument_count: usize,
    /// What it is about, the most telling place first. At least one.
    pub at: *const Place,
    /// How many.
    pub at_count: usize,
    /// What it rests on.
    pub evidence: *const EvidenceRow,
    /// How many.
    pub evidence_count: usize,
    /// How sure it is, from 0 to 1.
    pub confidence: f64,
    /// How to mend it, as a JSON Patch, or empty.
    pub fix: Text,
}

/// The kinds of event of which a result is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum EventKind {
    /// An object begins.
    BeginObject = 1,
    /// The object ends.
    EndObject = 2,
    /// A list begins.
    BeginList = 3,
    /// The list ends.
    EndList = 4,
    /// A whole value at once, written as JSON in `text`; the host reads it through before it believes it.
    Json = 5,
    /// A text: `text`.
    Text = 6,
    /// A whole number: `integer`.
    Integer = 7,
    /// A number: `number`, which must be finite.
    Number = 8,
    /// True or false: `integer` is 1 or 0.
    Boolean = 9,
    /// Nothing.
    Null = 10,
}

/// One step in writing a result: what JSON would be if it were spoken.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct Event {
    /// An [`EventKind`].
    pub kind: u32,
    /// 1 when the value stands under a key, in an object; otherwise 0.
    pub has_key: u32,
    /// The key.
    pub key: Text,
    /// The text of a text.
    pub text: Text,
    /// The value of a whole number, or of true and false.
    pub integer: i64,
    /// The value of a number.
    pub number: f64,
}

/// Takes what an analyzer has to say. Everything is copied before a call returns.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct Sink {
    /// The size of this struct in bytes.
    pub struct_size: u32,
    /// Always 0.
    pub reserved: u32,
    /// Handed back on every call.
    pub context: *mut c_void,
    /// Takes one finding; [`STATUS_REFUSED`] when there are too many already.
    pub finding: Option<unsafe extern "C" fn(context: *mut c_void, finding: *const FindingRow) -> i32>,
    /// Takes the next events of the result, one or many at a time; [`STATUS_REFUSED`] when it has become too large.
    pub events: Option<unsafe extern "C" fn(context: *mut c_void, events: *const Event, count: usize) -> i32>,
    /// Takes the reason of a failure.
    pub errors: ErrorSink,
}

/// What the host offers to an instance. Nothing yet but its version; new abilities will be appended.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct HostTable {
    /// The size of this struct in bytes.
    pub struct_size: u32,
    /// The major version the host speaks.
    pub abi_major: u32,
    /// The minor version the host speaks.
    pub abi_minor: u32,
    /// Always 0.
    pub reserved: u32,
}

/// The table that the entry function returns. It and everything in it lives as long as the library, which is never unloaded.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct PluginTable {
    /// The frozen beginning.
    pub header: Header,
    /// Makes an instance of the analyzer of that name, configured by a JSON object that fits the schema in the manifest. May be called on
    /// any thread, also while other instances run. On success stores the instance and returns 0.
    pub create:
        Option<unsafe extern "C" fn(host: *const HostTable, analyzer: Text, configuration: Text, errors: *const ErrorSink, instance: *mut *mut c_void) -> i32>,
    /// Ends an instance. Called once for each instance, when nothing runs in it.
    pub destroy: Option<unsafe extern "C" fn(instance: *mut c_void)>,
    /// Analyses one canvas: findings and the events of one result value go to the sink.
    pub analyze: Option<unsafe extern "C" fn(instance: *mut c_void, graph: *const GraphTable, sink: *const Sink) -> i32>,
}

/// The type of the entry function. Called once, after loading; must be quick and must not fail.
pub type EntryFunction = unsafe extern "C" fn() -> *const PluginTable;

// The contract in bytes, on every 64-bit platform: a change here is a new major version.
#[cfg(target_pointer_width = "64")]
const _: () = {
    use std::mem::{offset_of, size_of};
    assert!(size_of::<Header>() == 40 && offset_of!(Header, flags) == 32);
    assert!(size_of::<Text>() == 16);
    assert!(size_of::<ErrorSink>() == 24);
    assert!(size_of::<GraphTable>() == 136 && offset_of!(GraphTable, items) == 24 && offset_of!(GraphTable, context) == 120);
    assert!(size_of::<FindingRow>() == 112 && offset_of!(FindingRow, confidence) == 88);
    assert!(size_of::<ArgumentRow>() == 32 && size_of::<EvidenceRow>() == 32);
    assert!(size_of::<Event>() == 56);
    assert!(size_of::<Sink>() == 56);
    assert!(size_of::<HostTable>() == 16);
    assert!(size_of::<PluginTable>() == 64 && offset_of!(PluginTable, analyze) == 56);
    assert!(size_of::<ItemRow>() == 56 && size_of::<AttributeRow>() == 24 && size_of::<QuantityRow>() == 64);
    assert!(size_of::<LinkRow>() == 24 && size_of::<FactRow>() == 40 && size_of::<Place>() == 12);
};

impl Text {
    /// Borrows a text for the length of a call.
    pub fn of(text: &str) -> Self {
        Self { data: text.as_ptr(), length: text.len() }
    }
}
