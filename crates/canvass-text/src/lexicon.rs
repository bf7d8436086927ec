//! Lexicons: which words say which value, as the build script has compiled them.

use canvass_model::blocks::Block;

use crate::beginnings::Beginnings;
use crate::language::Language;
use crate::table::{Blocks, Table, Values};
use crate::trie::{Entry, Tries};

/// What a term says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meaning {
    pub(crate) table: Table,
    pub(crate) value: u32,
    /// The blocks in whose notes it is looked for.
    pub(crate) blocks: Blocks,
    /// Whether it may stand beside a number as one word with it.
    beside_digits: bool,
}

impl Meaning {
    /// How a pattern that says it must stand to the edges of words.
    #[inline]
    pub(crate) fn edges(&self, entry: Entry) -> u8 {
        if self.beside_digits { edges::beside_digits(entry.edges()) } else { entry.edges() }
    }
}

/// How a term must stand to the edges of words.
pub(crate) mod edges {
    /// At the beginning of a word.
    pub(crate) const BEGINS: u8 = 1;
    /// At the end of a word.
    pub(crate) const ENDS: u8 = 2;
    /// The rest of the word belongs to it.
    pub(crate) const RUNS_TO_END: u8 = 4;
    /// At the beginning of a word or right behind a digit.
    pub(crate) const BEGINS_OR_DIGIT: u8 = 8;
    /// At the end of a word or right before a digit.
    pub(crate) const ENDS_OR_DIGIT: u8 = 16;

    /// The same for a number's unit, which is often written as one with it: `10k`, `Rp49.000`, `$5mo`.
    pub(super) fn beside_digits(edges: u8) -> u8 {
        edges & RUNS_TO_END | (edges & (BEGINS | ENDS)) << 3
    }
}

/// Finds the patterns with which a text begins.
#[derive(Clone, Copy)]
pub(crate) struct Finders {
    pub(crate) beginnings: Beginnings,
    pub(crate) tries: Tries,
}

/// Sorts of words that together say a concept.
#[derive(Debug)]
pub(crate) struct Together {
    pub(crate) concept: u32,
    pub(crate) parts: Vec<u32>,
    /// Which of them there are, by bits that several share.
    pub(crate) bits: u64,
}

impl Together {
    /// The bits of some parts.
    pub(crate) fn bits(parts: impl Iterator<Item = u32>) -> u64 {
        parts.fold(0, |bits, part| bits | 1 << (part % 64))
    }
}

/// All that is looked for in texts of a language.
pub(crate) struct Lexicon {
    pub(crate) finders: Option<Finders>,
    /// What terms say, by number; nothing where there is no such meaning.
    meanings: Vec<Option<Meaning>>,
    /// Names of values that belong to no vocabulary, by number.
    names: Vec<String>,
    pub(crate) together: Vec<Together>,
}

/// The compiled terms of a language, of English and of no language.
fn source(language: Language) -> &'static [u8] {
    macro_rules! compiled {
        ($tag:literal) => {
            include_bytes!(concat!(env!("OUT_DIR"), "/", $tag, ".lexicon"))
        };
    }
    match language {
        Language::English => compiled!("en"),
        Language::ChineseSimplified => compiled!("zh-Hans"),
        Language::ChineseTraditional => compiled!("zh-Hant"),
        Language::French => compiled!("fr"),
        Language::Spanish => compiled!("es"),
        Language::Portuguese => compiled!("pt"),
        Language::German => compiled!("de"),
        Language::Korean => compiled!("ko"),
        Language::Japanese => compiled!("ja"),
        Language::Russian => compiled!("ru"),
        Language::Indonesian => compiled!("id"),
        Language::Dutch => compiled!("nl"),
    }
}

impl Lexicon {
    /// The lexicon of a language. A meaning that there is not is handed to `wrong` and left out.
    pub(crate) fn of(language: Language, wrong: impl FnMut(&str)) -> Self {
        let mut lexicon = Self { finders: None, meanings: Vec::new(), names: Vec::new(), together: Vec::new() };
        // The build script wrote the file; were it broken, nothing would be found in any text, which no test would overlook.
        let _whole = lexicon.load(&mut Reader(source(language)), wrong);
        lexicon
    }

    fn load(&mut self, reader: &mut Reader, mut wrong: impl FnMut(&str)) -> Option<()> {
        let length = reader.number()?;
        let ignored = Table::ignored();
        for line in std::str::from_utf8(reader.take(length)?).ok()?.split('\n') {
            let meaning = match line.strip_prefix("together\t") {
                Some(way) => self.add_together(way).map(|()| None),
                None => self.meaning(line).map(Some),
            };
            if meaning.is_none() {
                wrong(line);
            }
            self.meanings.push(meaning.flatten().map(|(table, value, blocks)| {
                let phrase = if table == Table::Ignore { ignored.get(value as usize) } else { None };
                Meaning { table, value, blocks: phrase.copied().unwrap_or(blocks), beside_digits: table.stands_beside_digits() }
            }));
        }
        let length = reader.number()?;
        self.finders = Some(Finders { beginnings: Beginnings::new(reader.take(length)?)?, tries: Tries(reader.0) });
        Some(())
    }

    /// The table, the value and the blocks of a meaning.
    pub(crate) fn meaning(&mut self, line: &str) -> Option<(Table, u32, Blocks)> {
        let mut parts = line.split('\t');
        let table = Table::find(parts.next()?, parts.next()?)?;
        let value = self.number(table, parts.next()?)?;
        let blocks = match parts.next() {
            Some(blocks) => {
                let find = |key: &str| Block::NINE.into_iter().find(|block| block.key() == key);
                Blocks::of(blocks.split(',').map(find).collect::<Option<Vec<Block>>>()?)
            }
            None => table.blocks(),
        };
        Some((table, value, blocks))
    }

    fn add_together(&mut self, way: &str) -> Option<()> {
        let (concept, parts) = way.split_once('\t')?;
        let concept = self.number(Table::Concepts, concept)?;
        let parts: Vec<u32> = parts.split(',').map(|part| self.number(Table::Concepts, part)).collect::<Option<_>>()?;
        self.together.push(Together { concept, bits: Together::bits(parts.iter().copied()), parts });
        Some(())
    }

    /// The number of a value in its table.
    fn number(&mut self, table: Table, value: &str) -> Option<u32> {
        match table.values() {
            Values::Terms(code_of) => code_of(value),
            Values::Words(words) => words.iter().position(|&word| word == value).map(|at| at as u32),
            Values::Any => Some(match self.names.iter().position(|name| name == value) {
                Some(at) => at as u32,
                None => {
                    self.names.push(value.to_owned());
                    self.names.len() as u32 - 1
                }
            }),
        }
    }

    /// What an entry says.
    #[inline]
    pub(crate) fn meaning_of(&self, entry: Entry) -> Option<&Meaning> {
        self.meanings.get(entry.meaning())?.as_ref()
    }

    /// The name of a value that belongs to no vocabulary.
    pub(crate) fn name(&self, value: u32) -> &str {
        self.names.get(value as usize).map_or("", String::as_str)
    }
}

/// Takes a compiled lexicon apart.
struct Reader(&'static [u8]);

impl Reader {
    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        self.take(4).and_then(|taken| taken.try_into().ok()).map(|bytes| u32::from_le_bytes(bytes) as usize)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::beginnings;
    use crate::term::Term;

    fn written(path: &str) -> toml::Table {
        std::fs::read_to_string(path).unwrap().parse().unwrap()
    }

    #[test]
    fn every_meaning_of_every_lexicon_is_one_there_is() {
        for language in Language::ALL {
            let mut wrong = Vec::new();
            let lexicon = Lexicon::of(language, |line| wrong.push(line.to_owned()));
            assert!(wrong.is_empty(), "{}: {wrong:#?}", language.tag());
            assert!(lexicon.finders.is_some_and(|finders| finders.tries.0.len() > 100_000), "{}", language.tag());
        }
    }

    #[test]
    fn every_term_is_found_under_its_meaning() {
        for language in Language::ALL {
            let mut lexicon = Lexicon::of(language, |_| ());
            let Some(finders) = lexicon.finders else { panic!("{}", language.tag()) };
            let whole = |text: &str, place: u8| {
                let mut whole = Vec::new();
                if finders.beginnings.may_begin(text.as_bytes()[0], place)
                    && let Some(trie) = finders.beginnings.of(text.as_bytes(), place)
                {
                    finders
                        .tries
                        .find(finders.tries.root(trie).unwrap(), text.as_bytes(), |entry, length| whole.extend((length == text.len()).then_some(entry)));
                }
                whole
            };
            for (section, fields) in &written(&format!("lexicons/{}.toml", language.tag())) {
                for (field, values) in fields.as_table().unwrap() {
                    let table = Table::find(section, field).unwrap();
                    for (value, terms) in values.as_table().unwrap() {
                        let value = lexicon.number(table, value).unwrap();
                        for term in terms.as_array().unwrap().iter().map(|term| Term::new(term.as_str().unwrap()).unwrap()) {
                            let entries = whole(&term.text, beginnings::AT_WORDS | beginnings::ANYWHERE);
                            let said: Vec<_> = entries.iter().map(|entry| (lexicon.meaning_of(*entry).unwrap(), entry)).collect();
                            assert!(said.iter().any(|(said, _)| said.table == table && said.value == value), "{}: {term:?}", language.tag());
                            let begin = said.iter().all(|(said, entry)| said.edges(**entry) & (edges::BEGINS | edges::BEGINS_OR_DIGIT) != 0);
                            let anywhere = whole(&term.text, beginnings::ANYWHERE) == entries;
                            assert!(begin || anywhere, "{}: {term:?} is looked for where words begin only", language.tag());
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_meaning_that_there_is_not_is_told() {
        let mut lexicon = Lexicon::of(Language::English, |_| ());
        assert!(lexicon.meaning("channels\tkind\tweb_sales").is_some());
        for line in ["channels\tcolour\tred", "channels\tkind\tred", "concepts\ttags\tx\tcustomers", "channels"] {
            assert!(lexicon.meaning(line).is_none(), "{line}");
        }
    }

    #[test]
    fn a_term_stands_under_one_value_of_its_table() {
        for tag in Language::ALL.map(Language::tag).into_iter().chain(["common"]) {
            for (section, fields) in &written(&format!("lexicons/{tag}.toml")) {
                for (field, values) in fields.as_table().unwrap() {
                    if Table::find(section, field).unwrap().takes_many() {
                        continue;
                    }
                    let mut seen = Vec::new();
                    for (value, terms) in values.as_table().unwrap() {
                        for term in terms.as_array().unwrap().iter().map(|term| Term::new(term.as_str().unwrap()).unwrap()) {
                            assert!(!seen.iter().any(|(other, known)| known == &term && other != value), "{tag}: {section}.{field}: {term:?} stands under two");
                            seen.push((value.clone(), term));
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn every_concept_has_words_in_every_language() {
        let keys = |name: &str| -> BTreeSet<String> { written(&format!("lexicons/concepts/{name}.toml")).keys().cloned().collect() };
        let mut all = keys("blocks");
        all.remove("together");
        for language in Language::ALL {
            let missing: Vec<_> = all.difference(&keys(language.tag())).cloned().collect();
            assert!(missing.is_empty(), "{}: {missing:?}", language.tag());
        }
    }
}
