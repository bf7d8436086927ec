//! From bytes to canvases: our own format first, and otherwise whatever people write.

use canvass_formats::yaml::SECOND_DOCUMENT;
use canvass_formats::{Format, Limits};
use canvass_import::{Imported, Left, NoCanvas, Remark, import};
use canvass_model::Canvas;
use canvass_model::blocks::Block;
use canvass_model::graph::Graph;
use canvass_schema::{Fault, Reading, Source, read_canvas, read_directly};

use crate::session::Input;

/// The longest text that importers look at, in bytes: five times the longest canvas that was seen.
const LONGEST: usize = 256 << 10;

/// What came of reading one canvas of a document.
pub(crate) struct Document<'t> {
    /// The canvas, unless there is only its graph or it is refused.
    pub(crate) canvas: Option<Canvas>,
    /// The graph of a canvas that was read without the typed model and says in its words nothing that is not stated.
    pub(crate) graph: Option<Graph>,
    /// Of a refused document, what is left without its faulty values.
    pub(crate) rest: Option<Canvas>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) source: Option<Source<'t>>,
    /// How it was taken out of a document that is not written in our format.
    pub(crate) imported: Option<Taken>,
}

/// What an importer says about a canvas.
pub(crate) struct Taken {
    pub(crate) shape: &'static str,
    pub(crate) remarks: Vec<Remark>,
    pub(crate) left: Vec<Left>,
    /// Which canvas of the document it is, from 1, where there are several.
    pub(crate) number: Option<u32>,
}

/// Reads every canvas of a document: one, unless an importer finds several.
pub(crate) fn read<'t>(input: &Input<'t>, limits: &Limits) -> Vec<Document<'t>> {
    let first_line = input.line.and_then(|line| u32::try_from(line).ok()).unwrap_or(1);
    if input.format == Some(Format::Other) {
        let text = match canvass_formats::text::decode(input.bytes, limits) {
            Ok(text) => text,
            // The reader of our own format says the same of bytes that are no text.
            Err(_) => return vec![native(read_canvas(input.bytes, Some(Format::Yaml), first_line, limits))],
        };
        return match taken_from(text) {
            Ok(found) => several(text, first_line, found),
            Err(none) => {
                let fault = Fault {
                    code: "DOC005",
                    message: none.says,
                    help: Some(none.help),
                    pointer: String::new(),
                    span: none.range,
                    related: None,
                    fix: Vec::new(),
                };
                vec![Document { canvas: None, graph: None, rest: None, faults: vec![fault], source: Some(Source::new(text, first_line)), imported: None }]
            }
        };
    }
    if let Some((graph, source)) = read_directly(input.bytes, input.format, first_line, limits)
        && !canvass_text::may_read(&graph.view())
    {
        return vec![Document { canvas: None, graph: Some(graph), rest: None, faults: Vec::new(), source: Some(source), imported: None }];
    }
    let reading = read_canvas(input.bytes, input.format, first_line, limits);
    // What announces itself as JSON or YAML and cannot be parsed is said to be broken, not taken for something else.
    // Several documents of YAML are no fault of whoever wrote a header before the canvas.
    let broken = input.format.is_some() && reading.faults.iter().any(|fault| fault.code == "DOC001" && fault.message != SECOND_DOCUMENT);
    if input.native || broken || reading.canvas.is_some() && reading.faults.is_empty() {
        return vec![native(reading)];
    }
    let Some(text) = reading.source.as_ref().map(|source| source.text) else { return vec![native(reading)] };
    match taken_from(text) {
        Ok(found) if is_foreign(text, &reading, &found) => several(text, first_line, found),
        _ => vec![native(reading)],
    }
}

fn taken_from(text: &str) -> Result<Vec<Imported>, NoCanvas> {
    if text.len() > LONGEST {
        let says = format!("the text is {} bytes long; a canvas in another notation than ours may have {LONGEST}", text.len());
        return Err(NoCanvas { says, help: "split it into several files, one for each canvas".to_owned(), range: 0..0 });
    }
    import(text)
}

/// Whether a document with faults is none of ours with slips, but one that was written in another way.
fn is_foreign(text: &str, reading: &Reading<'_>, found: &[Imported]) -> bool {
    // A document that names its format means it.
    let ours = text.lines().take(50).any(|line| line.trim_start().trim_start_matches(['{', '"']).starts_with("canvass"));
    let filled = |canvas: &Canvas| Block::NINE.iter().filter(|&&block| canvas.count(block).is_some_and(|count| count > 0)).count();
    // Blocks under keys that are nearly ours were not written as ours.
    let is_block = |path: &str| Block::NINE.iter().any(|block| path.strip_prefix('/') == Some(block.key()));
    let nearly = reading.faults.iter().filter(|fault| fault.fix.first().is_some_and(|fix| fix.op == "move" && is_block(&fix.path))).count();
    let native = reading.canvas.as_ref().or(reading.rest.as_ref()).map_or(0, filled).saturating_sub(nearly);
    let foreign = found.iter().map(|imported| filled(&imported.canvas)).max().unwrap_or_default();
    // What looks like a slip in one of our keys is better said than guessed; most of the blocks under other keys are no slip.
    let exact = found.iter().all(|imported| imported.remarks.is_empty());
    let unmistakable = found.iter().all(Imported::is_unmistakable);
    // A word of the header that is none of ours, nor near to one, is no slip either: `stage: beta, 300 installs`.
    let strange = |fault: &Fault| !fault.pointer.is_empty() && fault.help.is_none() && !fault.pointer[1..].contains('/') && !is_block(&fault.pointer);
    let mut refused = reading.faults.iter().filter(|fault| fault.code != "STR003").peekable();
    let headed = reading.canvas.is_none() && refused.peek().is_some() && refused.all(strange) && foreign >= native;
    !ours && (unmistakable || headed || foreign > native && (exact || foreign >= 2 * native))
}

fn native(reading: Reading<'_>) -> Document<'_> {
    Document { canvas: reading.canvas, graph: None, rest: reading.rest, faults: reading.faults, source: reading.source, imported: None }
}

fn several(text: &str, first_line: u32, found: Vec<Imported>) -> Vec<Document<'_>> {
    let many = found.len() > 1;
    let documents = found.into_iter().zip(1..).map(|(imported, number)| {
        let Imported { canvas, shape, places, remarks, left } = imported;
        let taken = Taken { shape, remarks, left, number: many.then_some(number) };
        Document {
            canvas: Some(canvas),
            graph: None,
            rest: None,
            faults: Vec::new(),
            source: Some(Source::imported(text, first_line, places)),
            imported: Some(taken),
        }
    });
    documents.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linked_model_with_something_to_look_at_is_none_of_ours() {
        let text = "version: \"2.0\"\nmeta: {name: Mill, stage: sunset}\ncustomer_segments:\n  - {id: cs-a, name: Families}\nvalue_propositions:\n  - {id: vp-a, name: Bread}\n\
                    channels:\n  - {id: ch-a, name: Stall}\n";
        let input = Input { bytes: text.as_bytes(), format: Some(Format::Yaml), source_name: "mill.yaml", line: None, native: false };
        let documents = read(&input, &Limits::default());
        let taken = documents[0].imported.as_ref().expect("it is imported");
        assert!(documents[0].faults.is_empty() && taken.remarks.iter().any(|remark| remark.says.contains("`sunset`")));
        let headed = "---\ntitle: Mill\n---\nbusiness_model_canvas:\n  channels: [Stall]\n  key_partners: [Growers]\n  cost_structure: [Rent]\n";
        let documents = read(&Input { bytes: headed.as_bytes(), ..input }, &Limits::default());
        assert!(documents[0].faults.is_empty() && documents[0].imported.is_some());
        let beta = "project: Cards\nstage: beta, 300 installs\ncustomer_segments: [Students]\nvalue_propositions: [Cards]\nchannels: [Shops]\n";
        let documents = read(&Input { bytes: beta.as_bytes(), ..input }, &Limits::default());
        assert!(documents[0].faults.is_empty() && documents[0].imported.is_some());
        let misspelt = "stage: validaton\ncustomer_segments: [Students]\nvalue_propositions: [Cards]\nchannels: [Shops]\n";
        assert!(read(&Input { bytes: misspelt.as_bytes(), ..input }, &Limits::default())[0].imported.is_none());
        let slip = "canvass: 1\nname: Mill\ncustomer_segments: [Families]\nvalue_proposition: [Bread]\n";
        let input = Input { bytes: slip.as_bytes(), ..input };
        assert!(read(&input, &Limits::default())[0].imported.is_none());
    }
}
