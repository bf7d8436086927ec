//! Several canvases together: where one model came from, and how two models of one organization go together.
//!
//! What matters of each canvas is gathered first, from those that name an organization or an origin; what there is to say is then part of the
//! reports of the canvases that it is about.

mod derivation;
mod model;
mod prices;
mod two_models;

use std::collections::{BTreeMap, BTreeSet};

use canvass_formats::Limits;
use canvass_model::finding::Finding;
use canvass_schema::read_canvas;

use crate::reader_rules::Page;
use crate::session::Input;
use model::Model;

/// The rules about several canvases.
pub(crate) static PAGES: [&Page; 3] = [&prices::PAGE, &derivation::PAGE, &two_models::PAGE];

/// What is known of several canvases together.
#[derive(Debug, Default)]
pub struct Portfolio {
    models: Vec<Model>,
    /// The ids of the canvases that are no more than an origin.
    others: BTreeSet<String>,
    findings: BTreeMap<String, Vec<Finding>>,
}

impl Portfolio {
    /// Takes a document in our own format, as far as it says to which organization it belongs or where it came from; whether it does.
    pub fn add(&mut self, input: &Input<'_>, limits: &Limits) -> bool {
        let says = |key: &str| memchr::memmem::find(input.bytes, key.as_bytes()).is_some();
        if !says("organization") && !says("derived_from") {
            return false;
        }
        let Some(canvas) = read_canvas(input.bytes, input.format, 1, limits).canvas else { return false };
        self.models.push(Model::of(&canvas, input.source_name));
        true
    }

    /// Whether some canvas came from one that has not been seen yet.
    pub fn misses_an_origin(&self) -> bool {
        self.models.iter().filter_map(|model| model.derived_from.as_deref()).any(|origin| !self.knows(origin))
    }

    /// Takes a document of which only its id matters.
    pub fn add_origin(&mut self, input: &Input<'_>, limits: &Limits) {
        let canvas = read_canvas(input.bytes, input.format, 1, limits).canvas;
        self.others.extend(canvas.and_then(|canvas| canvas.id).map(|id| id.as_str().to_owned()));
    }

    /// Says what there is to say, once every document was taken.
    pub fn conclude(&mut self) {
        let mut findings: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
        let mut say = |model: &Model, finding: Finding| findings.entry(model.source.clone()).or_default().push(finding);
        for model in &self.models {
            if let Some(finding) = derivation::check(model, self) {
                say(model, finding);
            }
        }
        let mut organizations: BTreeMap<&str, Vec<&Model>> = BTreeMap::new();
        for model in &self.models {
            if let Some(organization) = &model.organization {
                organizations.entry(organization).or_default().push(model);
            }
        }
        for models in organizations.values() {
            for (at, later) in models.iter().enumerate() {
                // Two states of one model are not two models.
                for earlier in models[..at].iter().filter(|earlier| !self.is_of_one_line(earlier, later)) {
                    prices::check(earlier, later).into_iter().for_each(|finding| say(later, finding));
                    if let Some(finding) = two_models::check(earlier, later) {
                        say(later, finding);
                    }
                }
            }
        }
        self.findings = findings;
    }

    /// What there is to say about the canvas of a file.
    pub(crate) fn about(&self, source: &str) -> &[Finding] {
        self.findings.get(source).map_or(&[], Vec::as_slice)
    }

    fn knows(&self, id: &str) -> bool {
        self.others.contains(id) || self.model(id).is_some()
    }

    fn model(&self, id: &str) -> Option<&Model> {
        self.models.iter().find(|model| model.id.as_deref() == Some(id))
    }

    /// The models that a model came from, the nearest first. A circle is followed once.
    fn origins<'p>(&'p self, model: &'p Model) -> Vec<&'p Model> {
        let mut line: Vec<&Model> = Vec::new();
        let mut next = model.derived_from.as_deref().and_then(|id| self.model(id));
        while let Some(origin) = next.filter(|origin| line.iter().all(|known| !std::ptr::eq(*known, *origin))) {
            line.push(origin);
            next = origin.derived_from.as_deref().and_then(|id| self.model(id));
        }
        line
    }

    fn is_of_one_line(&self, left: &Model, right: &Model) -> bool {
        let comes_from = |later: &Model, earlier: &Model| self.origins(later).iter().any(|origin| std::ptr::eq(*origin, earlier));
        let same_id = left.id.is_some() && left.id == right.id;
        same_id || comes_from(left, right) || comes_from(right, left)
    }
}
