//! The host's end of the boundary: takes what a plugin says and believes none of it before it has been checked.
#![expect(unsafe_code, reason = "the plugin hands over pointers")]

use std::borrow::Cow;
use std::ffi::c_void;

use canvass_model::finding::{Argument, Evidence, Finding, PatchOperation, Severity};
use canvass_model::graph::{Place, View};
use canvass_plugin::abi::{ArgumentRow, Event, EvidenceRow, FindingRow, GraphTable, STATUS_OK, STATUS_REFUSED, Sink, Text};

use crate::library::{bytes_of, error_sink};
use crate::plugins::Analyzer;
use crate::written::{Step, Written};

/// How many findings one analyzer may have on one canvas.
pub(crate) const MOST_FINDINGS: usize = 10_000;

/// How sure a finding is that rests on words, as a part of how sure it would be of what is stated.
const READ: f64 = 0.7;

/// What one analyzer said about one canvas.
pub(crate) struct Heard<'p, 'g> {
    analyzer: &'p Analyzer,
    view: &'g View<'g>,
    /// Items of which something was read from words, sorted.
    read: &'g [u32],
    pub(crate) findings: Vec<Finding>,
    pub(crate) truncated: bool,
    pub(crate) result: Written,
    /// The first breach of the contract.
    pub(crate) breach: Option<String>,
    pub(crate) reason: String,
}

impl<'p, 'g> Heard<'p, 'g> {
    pub(crate) fn new(analyzer: &'p Analyzer, view: &'g View<'g>, read: &'g [u32]) -> Self {
        Self { analyzer, view, read, findings: Vec::new(), truncated: false, result: Written::default(), breach: None, reason: String::new() }
    }

    /// Runs something with a sink that writes here.
    pub(crate) fn listen(&mut self, run: impl FnOnce(&Sink) -> Result<(), i32>) -> Result<(), i32> {
        let mut reason = String::new();
        let errors = error_sink(&mut reason);
        let sink = Sink {
            struct_size: size_of::<Sink>() as u32,
            reserved: 0,
            context: std::ptr::from_mut(self).cast(),
            finding: Some(take_finding),
            events: Some(take_events),
            errors,
        };
        let outcome = run(&sink);
        self.reason = reason;
        outcome
    }

    fn finding(&mut self, row: &FindingRow) -> Result<(), String> {
        // SAFETY: the plugin lends the row and all it points to for the call; texts are checked below.
        let (arguments, at, evidence) = unsafe {
            (
                slice_of::<ArgumentRow>(row.arguments, row.argument_count),
                slice_of::<Place>(row.at, row.at_count),
                slice_of::<EvidenceRow>(row.evidence, row.evidence_count),
            )
        };
        let code = str_of(row.code).ok_or("a code that is not UTF-8")?;
        let key = str_of(row.key).ok_or("a message key that is not UTF-8")?;
        let rule = self
            .analyzer
            .rules
            .iter()
            .find(|rule| rule.code == code)
            .ok_or_else(|| format!("the code `{}`, which its manifest does not list", code.escape_debug()))?;
        let message = rule
            .messages
            .iter()
            .find(|message| message.key == key)
            .ok_or_else(|| format!("the message `{}`, which {code} does not have", key.escape_debug()))?;
        let severity = match row.severity {
            0 => rule.severity,
            number => Severity::from_code(number).ok_or_else(|| format!("the severity {number}, which does not exist"))?,
        };
        if !(0.0..=1.0).contains(&row.confidence) {
            return Err(format!("the confidence {}, which is not between 0 and 1", row.confidence));
        }
        if at.is_empty() {
            return Err(format!("{code} without a place"));
        }
        let mut named = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let name = str_of(argument.name).ok_or("the name of an argument that is not UTF-8")?;
            let value = str_of(argument.value).ok_or("the value of an argument that is not UTF-8")?;
            named.push(Argument { name: Cow::Owned(name.to_owned()), value: value.to_owned() });
        }
        let lookup = |name: &str| named.iter().find(|argument| argument.name == name).map(|argument| argument.value.as_str());
        let missing = |name: String| format!("{code} without the argument `{name}` of its message");
        let text = message.text.fill(lookup).map_err(missing)?;
        let would_change_if = message.would_change_if.as_ref().map(|template| template.fill(lookup)).transpose().map_err(missing)?;
        let rests_on_words = at.iter().chain(evidence.iter().map(|row| &row.place)).any(|place| self.read.binary_search(&place.item).is_ok());
        let pointer = |place: &Place| self.view.pointer(*place).ok_or_else(|| format!("{code} at a place that is not in the canvas"));
        let at = at.iter().map(pointer).collect::<Result<Vec<_>, _>>()?;
        let mut rests_on = Vec::with_capacity(evidence.len());
        for row in evidence {
            let says = str_of(row.says).ok_or("evidence that is not UTF-8")?;
            rests_on.push(Evidence { at: pointer(&row.place)?, says: says.to_owned(), span: None });
        }
        let fix = str_of(row.fix).ok_or("a fix that is not UTF-8")?;
        let fix: Vec<PatchOperation> =
            if fix.is_empty() { Vec::new() } else { serde_json::from_str(fix).map_err(|error| format!("a fix that is no JSON Patch: {error}"))? };
        self.findings.push(Finding {
            code: Cow::Owned(code.to_owned()),
            severity,
            message: text,
            key: Cow::Owned(key.to_owned()),
            arguments: named,
            at,
            span: None,
            evidence: rests_on,
            // What was read from words is less sure than what is stated, and so is what rests on it.
            confidence: if rests_on_words { row.confidence * READ } else { row.confidence },
            would_change_if,
            applicability: (!fix.is_empty()).then_some(rule.fix),
            fix,
        });
        Ok(())
    }

    fn event(&mut self, event: &Event) -> Result<(), String> {
        let utf8 = |text: Text| str_of(text).ok_or_else(|| "a text in its result that is not UTF-8".to_owned());
        let step = match event.kind {
            1 => Step::BeginObject,
            2 => Step::EndObject,
            3 => Step::BeginList,
            4 => Step::EndList,
            5 => Step::Json(utf8(event.text)?),
            6 => Step::Text(utf8(event.text)?),
            7 => Step::Integer(event.integer),
            8 => Step::Number(event.number),
            9 => Step::Boolean(event.integer != 0),
            10 => Step::Null,
            other => return Err(format!("an event of kind {other}, which does not exist")),
        };
        let key = if event.has_key != 0 { Some(utf8(event.key)?) } else { None };
        self.result.step(key, step).map_err(str::to_owned)
    }
}

/// The tables of a graph as the boundary lends them. `document` makes the canvas as JSON.
pub(crate) fn lend(view: &View<'_>, document: &mut dyn FnMut() -> String, run: impl FnOnce(&GraphTable) -> Result<(), i32>) -> Result<(), i32> {
    let mut document = document;
    let table = GraphTable {
        struct_size: size_of::<GraphTable>() as u32,
        reserved: 0,
        text: Text::of(view.text),
        items: view.items.as_ptr(),
        item_count: view.items.len(),
        attributes: view.attributes.as_ptr(),
        attribute_count: view.attributes.len(),
        quantities: view.quantities.as_ptr(),
        quantity_count: view.quantities.len(),
        links: view.links.as_ptr(),
        link_count: view.links.len(),
        facts: view.facts.as_ptr(),
        fact_count: view.facts.len(),
        places: view.places.as_ptr(),
        place_count: view.places.len(),
        context: (&raw mut document).cast(),
        document: Some(write_document),
    };
    run(&table)
}

/// # Safety
/// `context` is that of the table that [`lend`] made and is still lent.
unsafe extern "C" fn write_document(context: *mut c_void, write: Option<unsafe extern "C" fn(target: *mut c_void, json: Text)>, target: *mut c_void) -> i32 {
    // SAFETY: as for this function: `lend` put a pointer to its closure there.
    let Some(document) = (unsafe { context.cast::<&mut dyn FnMut() -> String>().as_mut() }) else { return 1 };
    let Some(write) = write else { return 1 };
    let json = document();
    // SAFETY: the plugin's own function with its own target; the text lives until it returns.
    unsafe { write(target, Text::of(&json)) };
    STATUS_OK
}

/// # Safety
/// `context` is the [`Heard`] that listens, and the plugin lends the finding for the call.
unsafe extern "C" fn take_finding(context: *mut c_void, finding: *const FindingRow) -> i32 {
    // SAFETY: as for this function; the borrow ends with the call, and a plugin calls from one thread at a time.
    let Some(heard) = (unsafe { context.cast::<Heard<'_, '_>>().as_mut() }) else { return STATUS_REFUSED };
    // SAFETY: as for this function.
    let Some(row) = (unsafe { finding.as_ref() }) else {
        heard.breach.get_or_insert_with(|| "a finding that is nothing".to_owned());
        return STATUS_REFUSED;
    };
    if heard.findings.len() >= MOST_FINDINGS {
        heard.truncated = true;
        return STATUS_REFUSED;
    }
    if (row.struct_size as usize) < size_of::<FindingRow>() {
        heard.breach.get_or_insert_with(|| format!("a finding of {} bytes; ABI 1.0 needs {}", row.struct_size, size_of::<FindingRow>()));
        return STATUS_REFUSED;
    }
    match heard.finding(row) {
        Ok(()) => STATUS_OK,
        Err(what) => {
            heard.breach.get_or_insert(what);
            STATUS_REFUSED
        }
    }
}

/// # Safety
/// As for [`take_finding`]: `count` events are lent for the call.
unsafe extern "C" fn take_events(context: *mut c_void, events: *const Event, count: usize) -> i32 {
    // SAFETY: as for this function.
    let Some(heard) = (unsafe { context.cast::<Heard<'_, '_>>().as_mut() }) else { return STATUS_REFUSED };
    // SAFETY: as for this function.
    for event in unsafe { slice_of(events, count) } {
        if let Err(what) = heard.event(event) {
            heard.breach.get_or_insert(what);
            return STATUS_REFUSED;
        }
    }
    STATUS_OK
}

/// # Safety
/// `length` initialised values behind `data` are lent for `'a`, or either is nothing.
unsafe fn slice_of<'a, T>(data: *const T, length: usize) -> &'a [T] {
    if data.is_null() || length == 0 || !data.is_aligned() {
        return &[];
    }
    // SAFETY: not null, aligned, and as for this function.
    unsafe { std::slice::from_raw_parts(data, length) }
}

fn str_of<'a>(text: Text) -> Option<&'a str> {
    /// From here on vectors pay.
    const LONG: usize = 128;
    // SAFETY: only called on texts of a row that is lent for the call.
    let bytes = unsafe { bytes_of(text) };
    if bytes.len() < LONG { std::str::from_utf8(bytes).ok() } else { simdutf8::basic::from_utf8(bytes).ok() }
}
