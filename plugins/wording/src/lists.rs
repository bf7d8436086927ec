//! The lists of words: one file for each language in the folder `words`, whose README says what stands where.

use std::sync::OnceLock;

use hashbrown::HashMap;
use serde::Deserialize;

/// A list of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum List {
    /// What a template or a tool writes before somebody does.
    Placeholder,
    /// What a tool numbers.
    Numbered,
    /// Revenue that could be anybody's.
    VagueRevenue,
    /// Costs that could be anybody's.
    VagueCost,
    /// Everybody there is.
    Everybody,
    /// Words for customers that say nothing about them.
    Anybody,
    /// Technical means that are no benefits.
    Feature,
    /// Words that join such means.
    Joining,
    /// Words for those who advertise.
    Advertisers,
    /// Words for those who buy.
    Customers,
    /// Words that stand beside a sum of money in a price.
    Price,
    /// Costs, and nothing else.
    SurelyCost,
    /// Revenue, and nothing else.
    SurelyRevenue,
}

/// How many lists there are.
const LISTS: usize = List::SurelyRevenue as usize + 1;

/// A file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    placeholder: Vec<String>,
    numbered: Vec<String>,
    vague_revenue: Vec<String>,
    vague_cost: Vec<String>,
    everybody: Vec<String>,
    anybody: Vec<String>,
    feature: Vec<String>,
    joining: Vec<String>,
    advertisers: Vec<String>,
    customers: Vec<String>,
    price: Vec<String>,
    surely_cost: Vec<String>,
    surely_revenue: Vec<String>,
}

impl File {
    fn lists(self) -> [(List, Vec<String>); LISTS] {
        [
            (List::Placeholder, self.placeholder),
            (List::Numbered, self.numbered),
            (List::VagueRevenue, self.vague_revenue),
            (List::VagueCost, self.vague_cost),
            (List::Everybody, self.everybody),
            (List::Anybody, self.anybody),
            (List::Feature, self.feature),
            (List::Joining, self.joining),
            (List::Advertisers, self.advertisers),
            (List::Customers, self.customers),
            (List::Price, self.price),
            (List::SurelyCost, self.surely_cost),
            (List::SurelyRevenue, self.surely_revenue),
        ]
    }
}

/// The files by the tags of their languages. English is the first.
const FILES: [(&str, &str); 12] = [
    ("en", include_str!("../words/en.toml")),
    ("de", include_str!("../words/de.toml")),
    ("es", include_str!("../words/es.toml")),
    ("fr", include_str!("../words/fr.toml")),
    ("id", include_str!("../words/id.toml")),
    ("ja", include_str!("../words/ja.toml")),
    ("ko", include_str!("../words/ko.toml")),
    ("nl", include_str!("../words/nl.toml")),
    ("pt", include_str!("../words/pt.toml")),
    ("ru", include_str!("../words/ru.toml")),
    ("zh-Hans", include_str!("../words/zh-Hans.toml")),
    ("zh-Hant", include_str!("../words/zh-Hant.toml")),
];

/// How many sets of languages a canvas may be held against: each beside English, Chinese of both scripts, and all.
const SETS: usize = FILES.len() + 2;

/// Some of the languages: bit n stands for file n.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Languages(u16);

impl Languages {
    const ENGLISH: Self = Self(1);
    const ALL: Self = Self((1 << FILES.len()) - 1);

    /// The languages whose lists a canvas is held against: its own and English, or all when it does not say its own.
    pub(crate) fn of(tag: Option<&str>) -> Self {
        let Some(tag) = tag else { return Self::ALL };
        let mut subtags = tag.split('-');
        let primary = subtags.next().unwrap_or_default();
        let scripts = written(subtags);
        let mut own = 0;
        for (at, (known, _)) in FILES.iter().enumerate() {
            let (language, script) = known.split_once('-').map_or((*known, None), |(language, script)| (language, Some(script)));
            let fits = script.is_none_or(|script| scripts.contains(&script));
            if fits && language.eq_ignore_ascii_case(primary) {
                own |= 1 << at;
            }
        }
        Self(own | Self::ENGLISH.0)
    }

    /// The number of this set: that of the language beside English, or one of the two sets that hold more than one.
    fn set(self) -> usize {
        let own = self.0 & !Self::ENGLISH.0;
        match own.count_ones() {
            0 => 0,
            1 => own.trailing_zeros() as usize,
            2 => FILES.len(),
            _ => FILES.len() + 1,
        }
    }

    /// Their tags.
    pub(crate) fn tags(self) -> impl Iterator<Item = &'static str> {
        FILES.iter().enumerate().filter(move |(at, _)| self.0 & (1 << at) != 0).map(|(_, (tag, _))| *tag)
    }
}

/// The scripts in which Chinese of these subtags may be written: as they say, or as their country does, or both.
fn written<'t>(subtags: impl Iterator<Item = &'t str> + Clone) -> &'static [&'static str] {
    let says = |hints: &[&str]| subtags.clone().any(|subtag| hints.iter().any(|hint| subtag.eq_ignore_ascii_case(hint)));
    if says(&["Hans"]) {
        &["Hans"]
    } else if says(&["Hant", "TW", "HK", "MO"]) {
        &["Hant"]
    } else if says(&["CN", "SG"]) {
        &["Hans"]
    } else {
        &["Hans", "Hant"]
    }
}

/// In which lists a text stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Standing(u16);

impl Standing {
    /// Whether it stands in that list.
    pub(crate) fn is(self, list: List) -> bool {
        self.0 & (1 << list as usize) != 0
    }
}

/// The lists of some languages: for each text the lists in which it stands.
pub(crate) struct Lists {
    texts: HashMap<String, Standing>,
    /// The bytes of the longest text: what is longer need not be looked up.
    longest: usize,
}

impl Lists {
    /// The lists of these languages, read once. Most canvases need two files of twelve, so each set of files is read by itself.
    pub(crate) fn of(languages: Languages) -> &'static Self {
        static READ: [OnceLock<Lists>; SETS] = [const { OnceLock::new() }; SETS];
        static NONE: OnceLock<Lists> = OnceLock::new();
        let read = READ.get(languages.set()).unwrap_or(&NONE);
        read.get_or_init(|| Self::read(languages).unwrap_or_else(|_| Self { texts: HashMap::new(), longest: 0 }))
    }

    /// Reads the files. That they can be read is held by a test.
    fn read(languages: Languages) -> Result<Self, toml::de::Error> {
        let mut texts: HashMap<String, Standing> = HashMap::new();
        for (at, (_, text)) in FILES.iter().enumerate() {
            if languages.0 & (1 << at) == 0 {
                continue;
            }
            for (list, entries) in toml::from_str::<File>(text)?.lists() {
                for entry in entries {
                    texts.entry(entry).or_default().0 |= 1 << list as usize;
                }
            }
        }
        let longest = texts.keys().map(String::len).max().unwrap_or_default();
        Ok(Self { texts, longest })
    }

    /// In which lists a folded text stands.
    pub(crate) fn look_up(&self, text: &str) -> Standing {
        if text.len() > self.longest {
            return Standing::default();
        }
        self.texts.get(text).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Measure;

    #[test]
    fn every_file_is_read_and_says_something_in_every_list() {
        assert!(Lists::read(Languages::ALL).is_ok());
        for (tag, text) in FILES {
            let file: File = toml::from_str(text).unwrap_or_else(|error| panic!("{tag}: {error}"));
            for (list, entries) in file.lists() {
                assert!(!entries.is_empty(), "{tag}: {list:?} is empty");
                for entry in entries {
                    let mut folded = String::new();
                    Measure::take(&entry, &mut folded);
                    // Signs that join are looked for as they are.
                    assert!(folded == entry || list == List::Joining, "{tag}: {list:?}: `{entry}` is not folded: `{folded}`");
                }
            }
        }
    }

    #[test]
    fn a_canvas_is_held_against_its_own_language_and_english() {
        let tags = |tag| Languages::of(tag).tags().collect::<Vec<_>>();
        assert_eq!(tags(Some("fr-CA")), ["en", "fr"]);
        assert_eq!(tags(Some("EN")), ["en"]);
        assert_eq!(tags(Some("pl")), ["en"]);
        assert_eq!(tags(Some("zh")), ["en", "zh-Hans", "zh-Hant"]);
        assert_eq!(tags(Some("zh-TW")), ["en", "zh-Hant"]);
        assert_eq!(tags(Some("zh-Hans-HK")), ["en", "zh-Hans"]);
        assert_eq!(tags(None).len(), FILES.len());
    }

    #[test]
    fn a_text_counts_in_its_language_only() {
        let everybody = |text, tag| Lists::of(Languages::of(tag)).look_up(text).is(List::Everybody);
        assert!(everybody("tout le monde", Some("fr")));
        assert!(everybody("tout le monde", None));
        assert!(!everybody("tout le monde", Some("de")));
        assert!(everybody("everyone", Some("de")));
        assert!(everybody("大眾", Some("zh")) && everybody("大众", Some("zh")) && !everybody("大众", Some("zh-TW")));
    }

    #[test]
    fn each_set_of_languages_has_a_number() {
        let all = FILES.iter().map(|(tag, _)| Some(*tag)).chain([Some("zh"), None]);
        let numbers: std::collections::BTreeSet<usize> = all.map(|tag| Languages::of(tag).set()).collect();
        assert_eq!(numbers.into_iter().collect::<Vec<_>>(), (0..SETS).collect::<Vec<_>>());
    }
}
