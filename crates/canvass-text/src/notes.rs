//! Notes as people write them, class by class: how many of them the lexicons understand.
//!
//! `tests/notes/classes.toml` says what the notes of a class say, in which block, and by which meanings that is understood; a file per language holds
//! notes that say it and notes that only look so. They were written before anybody looked for them in a lexicon. `figures.toml` keeps how many are
//! understood: none may be lost, and whoever widens a lexicon raises the figure.

use canvass_model::Canvas;
use canvass_model::blocks::{Block, Common};
use serde::Deserialize;
use std::collections::BTreeMap;

use crate::language::Language;
use crate::lexicon::Lexicon;
use crate::matcher::Matcher;
use crate::table::Table;
use crate::text::Text;

/// What the notes of a class say.
#[derive(Deserialize)]
struct Class {
    /// The key of their block.
    block: String,
    /// What they say, for people.
    #[serde(rename = "what")]
    _what: String,
    /// The meanings by which that is understood: a value of a table, or a concept. One is enough.
    by: Vec<String>,
}

/// Notes that say it, and notes that do not.
#[derive(Deserialize)]
struct Notes {
    yes: Vec<String>,
    no: Vec<String>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Figure {
    /// How many notes are understood.
    understood: usize,
    /// How many are understood to say what they do not say.
    misunderstood: usize,
}

fn file<T: for<'d> Deserialize<'d>>(name: &str) -> T {
    toml::from_str(&std::fs::read_to_string(format!("tests/notes/{name}.toml")).unwrap()).unwrap()
}

/// Whether a note is understood by one of some meanings.
struct Reader {
    language: Language,
    lexicon: Lexicon,
}

impl Reader {
    fn understands(&mut self, note: &str, block: Block, by: &[String]) -> bool {
        let text = Text::new(Matcher::of(self.language), block, 0, &Common { name: note, ..Common::default() });
        if text.future {
            return false;
        }
        let (meanings, concepts): (Vec<&String>, Vec<&String>) = by.iter().partition(|meaning| meaning.contains('.'));
        let mut said = |meaning: &str| {
            let (table, value, _) = self.lexicon.meaning(&meaning.replace(['.', '='], "\t")).unwrap();
            text.says(table, value).is_some()
        };
        if meanings.iter().any(|meaning| said(meaning)) {
            return true;
        }
        let mut canvas: BTreeMap<&str, serde_json::Value> = BTreeMap::new();
        canvas.insert("lang", self.language.tag().into());
        canvas.insert(block.key(), [note].as_slice().into());
        let canvas: Canvas = serde_json::from_value(serde_json::to_value(canvas).unwrap()).unwrap();
        let read = serde_json::to_value(crate::read(&canvas).map_or(canvas, |reading| reading.canvas)).unwrap();
        let tags: Vec<&str> = read[block.key()][0]["tags"].as_array().into_iter().flatten().filter_map(|tag| tag.as_str()).collect();
        concepts.iter().any(|concept| tags.contains(&concept.as_str()))
    }
}

#[test]
fn notes_that_were_understood_still_are() {
    let classes: BTreeMap<String, Class> = file("classes");
    let figures: BTreeMap<String, Figure> = file("figures");
    let mut worse = Vec::new();
    for language in Language::ALL {
        let mut reader = Reader { language, lexicon: Lexicon::of(language, |_| ()) };
        let notes: BTreeMap<String, Notes> = file(language.tag());
        let mut figure = Figure { understood: 0, misunderstood: 0 };
        for (name, Notes { yes, no }) in &notes {
            let Class { block, by, .. } = &classes[name];
            let block = Block::NINE.into_iter().find(|known| known.key() == block).unwrap();
            figure.understood += yes.iter().filter(|note| reader.understands(note, block, by)).count();
            figure.misunderstood += no.iter().filter(|note| reader.understands(note, block, by)).count();
        }
        let kept = &figures[language.tag()];
        if figure.understood < kept.understood || figure.misunderstood > kept.misunderstood {
            worse.push(format!("{}: {figure:?}, kept are {kept:?}", language.tag()));
        }
        // Otherwise a figure could be kept that says nothing.
        assert!(kept.understood * 10 > notes.values().map(|notes| notes.yes.len()).sum::<usize>() * 9, "{}", language.tag());
    }
    assert!(worse.is_empty(), "{worse:#?}");
}

#[test]
fn every_class_is_understood_by_meanings_there_are() {
    let mut lexicon = Lexicon::of(Language::English, |_| ());
    let concepts: toml::Table = toml::from_str(&std::fs::read_to_string("lexicons/concepts/blocks.toml").unwrap()).unwrap();
    for (name, Class { block, by, .. }) in &file::<BTreeMap<String, Class>>("classes") {
        assert!(Block::NINE.iter().any(|known| known.key() == block), "{name}: {block}");
        for meaning in by {
            let known = if meaning.contains('.') { lexicon.meaning(&meaning.replace(['.', '='], "\t")).is_some() } else { concepts.contains_key(meaning) };
            assert!(known, "{name}: {meaning}");
        }
    }
    assert!(Table::find("concepts", "tags").is_some());
}
