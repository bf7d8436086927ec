//! The one place where pointers become safe values and panics become errors: behind the functions of the plugin's table.
#![expect(unsafe_code, reason = "the boundary is made of pointers; everything behind this file is safe")]

use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};

use canvass_model::graph::View;

use crate::abi::{
    ABI_MAJOR, ABI_MINOR, ArgumentRow, ENDIANNESS, ErrorSink, Event, EventKind, EvidenceRow, FLAG_DETERMINISTIC, FLAG_PANICS_CONTAINED, FLAG_STATELESS,
    FindingRow, GraphTable, Header, HostTable, MAGIC, PluginTable, STATUS_FAILED, STATUS_OK, STATUS_REFUSED, Sink, Text,
};
use crate::analyzer::Instance;
use crate::findings::{FindingSink, Report};

/// Makes an instance of the analyzer of that name.
pub type Factory = fn(name: &str, configuration: &str) -> Result<Box<dyn Instance>, String>;

/// The header of a table built by this SDK.
pub const fn header() -> Header {
    Header {
        magic: MAGIC,
        struct_size: size_of::<PluginTable>() as u32,
        endianness: ENDIANNESS,
        pointer_width: size_of::<usize>() as u32,
        abi_major: ABI_MAJOR,
        abi_minor: ABI_MINOR,
        min_peer_minor: 0,
        // A plugin built to abort on panic cannot promise to contain it; the host then keeps it out of its own process.
        flags: if cfg!(panic = "unwind") { FLAG_PANICS_CONTAINED } else { 0 } | FLAG_DETERMINISTIC | FLAG_STATELESS,
    }
}

/// Silences the report that a panic prints: the host is told the message and prints what it sees fit.
///
/// A plugin has a standard library of its own, so this does not touch the hook of the host.
pub fn install_quiet_hook() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(|_| {})));
}

/// `create` of the table.
///
/// # Safety
/// As the contract says: pointers are valid for the length of the call, texts are UTF-8.
pub unsafe fn create(
    factory: Factory,
    host: *const HostTable,
    analyzer: Text,
    configuration: Text,
    errors: *const ErrorSink,
    instance: *mut *mut c_void,
) -> i32 {
    if host.is_null() || instance.is_null() {
        return STATUS_FAILED;
    }
    // SAFETY: the host lends a sink that is valid for the call, or null.
    let errors = unsafe { errors.as_ref() };
    // SAFETY: the host lends both texts for the call.
    let (analyzer, configuration) = unsafe { (str_of(analyzer), str_of(configuration)) };
    let (Some(analyzer), Some(configuration)) = (analyzer, configuration) else {
        fail(errors, "the name or the configuration is not UTF-8");
        return STATUS_FAILED;
    };
    match contained(|| factory(analyzer, configuration)) {
        Ok(made) => {
            // One box more, because a fat pointer does not fit through the boundary.
            let handle: *mut Box<dyn Instance> = Box::into_raw(Box::new(made));
            // SAFETY: checked not to be null; the host lends it for the call.
            unsafe { instance.write(handle.cast()) };
            STATUS_OK
        }
        Err(reason) => {
            fail(errors, &reason);
            STATUS_FAILED
        }
    }
}

/// `destroy` of the table.
///
/// # Safety
/// `instance` came from [`create`] and has not been destroyed.
pub unsafe fn destroy(instance: *mut c_void) {
    if instance.is_null() {
        return;
    }
    // SAFETY: the pointer was made by `create` and is given back once.
    let made = unsafe { Box::from_raw(instance.cast::<Box<dyn Instance>>()) };
    let _outcome = contained(move || {
        drop(made);
        Ok(())
    });
}

/// `analyze` of the table.
///
/// # Safety
/// `instance` came from [`create`]; `graph` and `sink` are valid for the call.
pub unsafe fn analyze(instance: *mut c_void, graph: *const GraphTable, sink: *const Sink) -> i32 {
    // SAFETY: the host lends both for the call; null is checked here.
    let (Some(graph), Some(sink)) = (unsafe { graph.as_ref() }, unsafe { sink.as_ref() }) else { return STATUS_FAILED };
    // SAFETY: the pointer was made by `create`, and the host uses an instance from one thread at a time.
    let Some(instance) = (unsafe { instance.cast::<Box<dyn Instance>>().as_mut() }) else { return STATUS_FAILED };
    // SAFETY: the host lends the tables for the call, and their text is UTF-8 by the contract.
    let view = unsafe { view_of(graph) };
    let mut findings = ToHost { sink };
    match contained(|| instance.run(&view, &mut findings)) {
        Ok(json) => send_result(sink, json),
        Err(reason) => {
            fail(Some(&sink.errors), &reason);
            STATUS_FAILED
        }
    }
}

/// Runs something; a panic becomes the error that says it.
fn contained<T>(run: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|payload| {
        let reason = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "no message".to_owned());
        // Dropping the payload runs code of the panicking party, which may panic again.
        std::mem::forget(payload);
        Err(format!("panicked: {reason}"))
    })
}

fn fail(errors: Option<&ErrorSink>, reason: &str) {
    if let Some(errors) = errors
        && let Some(error) = errors.error
    {
        // SAFETY: the host's function takes its own context and a text that is lent for the call.
        unsafe { error(errors.context, Text::of(reason)) };
    }
}

/// # Safety
/// The text is lent for `'a`.
unsafe fn str_of<'a>(text: Text) -> Option<&'a str> {
    // SAFETY: as for this function.
    std::str::from_utf8(unsafe { slice_of(text.data, text.length) }).ok()
}

/// # Safety
/// The table is lent for `'a`: `length` initialised values behind `data`.
unsafe fn slice_of<'a, T>(data: *const T, length: usize) -> &'a [T] {
    if data.is_null() || length == 0 {
        return &[];
    }
    // SAFETY: not null, and as for this function.
    unsafe { std::slice::from_raw_parts(data, length) }
}

/// # Safety
/// All tables of the graph are lent for `'a`, and its text is UTF-8.
unsafe fn view_of<'a>(graph: &GraphTable) -> View<'a> {
    // SAFETY: as for this function.
    unsafe {
        // The contract makes the graph's text UTF-8, and who hands over a graph could do worse than break that: reading it through on
        // every canvas would cost more than many an analysis. Ranges that are not on the border of a character give no text.
        View {
            text: std::str::from_utf8_unchecked(slice_of(graph.text.data, graph.text.length)),
            items: slice_of(graph.items, graph.item_count),
            attributes: slice_of(graph.attributes, graph.attribute_count),
            quantities: slice_of(graph.quantities, graph.quantity_count),
            links: slice_of(graph.links, graph.link_count),
            facts: slice_of(graph.facts, graph.fact_count),
            places: slice_of(graph.places, graph.place_count),
        }
    }
}

/// Hands findings and results to the host's sink.
struct ToHost<'s> {
    sink: &'s Sink,
}

impl FindingSink for ToHost<'_> {
    fn take(&mut self, finding: &Report) -> bool {
        let Some(send) = self.sink.finding else { return false };
        let arguments: Vec<ArgumentRow> = finding.arguments.iter().map(|(name, value)| ArgumentRow { name: Text::of(name), value: Text::of(value) }).collect();
        let evidence: Vec<EvidenceRow> =
            finding.evidence.iter().map(|(place, says)| EvidenceRow { place: *place, reserved: 0, says: Text::of(says) }).collect();
        let row = FindingRow {
            struct_size: size_of::<FindingRow>() as u32,
            severity: finding.severity.map_or(0, |severity| severity as u32 + 1),
            code: Text::of(finding.rule.code),
            key: Text::of(finding.key),
            arguments: arguments.as_ptr(),
            argument_count: arguments.len(),
            at: finding.at.as_ptr(),
            at_count: finding.at.len(),
            evidence: evidence.as_ptr(),
            evidence_count: evidence.len(),
            confidence: finding.confidence,
            fix: Text::of(&finding.fix),
        };
        // SAFETY: the row and all it points to live until the call returns.
        unsafe { send(self.sink.context, &raw const row) == STATUS_OK }
    }
}

/// Hands a result over: one event that holds it as JSON.
fn send_result(sink: &Sink, json: &[u8]) -> i32 {
    let Some(send) = sink.events else { return STATUS_REFUSED };
    let nothing = Text { data: std::ptr::null(), length: 0 };
    let event =
        Event { kind: EventKind::Json as u32, has_key: 0, key: nothing, text: Text { data: json.as_ptr(), length: json.len() }, integer: 0, number: 0.0 };
    // SAFETY: the event and its text live until the call returns.
    unsafe { send(sink.context, &raw const event, 1) }
}
