//! The languages whose words are read, and which of them a canvas is written in.

use std::sync::OnceLock;

use hashbrown::HashMap;
use whatlang::{Detector, Lang};

use crate::fold::words;
use crate::small_words::{SMALL_WORDS, languages_of_words};

macro_rules! languages {
    ($($(#[$meta:meta])* $name:ident $tag:literal,)+) => {
        /// A language with a lexicon.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Language {
            $($(#[$meta])* $name,)+
        }

        impl Language {
            /// Every language with a lexicon.
            pub const ALL: [Self; 12] = [$(Self::$name),+];

            /// The tag of the language.
            pub fn tag(self) -> &'static str {
                match self { $(Self::$name => $tag),+ }
            }
        }
    };
}

languages! {
    /// English.
    English "en",
    /// Chinese in simplified characters.
    ChineseSimplified "zh-Hans",
    /// Chinese in traditional characters.
    ChineseTraditional "zh-Hant",
    /// French.
    French "fr",
    /// Spanish.
    Spanish "es",
    /// Portuguese.
    Portuguese "pt",
    /// German.
    German "de",
    /// Korean.
    Korean "ko",
    /// Japanese.
    Japanese "ja",
    /// Russian.
    Russian "ru",
    /// Indonesian.
    Indonesian "id",
    /// Dutch.
    Dutch "nl",
}

impl Language {
    /// Whether the word that says what something is comes first in a name: `clients d'hôtels`, not `hotel guests`.
    pub(crate) fn leads_with_noun(self) -> bool {
        matches!(self, Self::French | Self::Spanish | Self::Portuguese | Self::Indonesian)
    }

    /// Whether all that describes a noun stands before it.
    pub(crate) fn ends_with_noun(self) -> bool {
        matches!(self, Self::Japanese | Self::Korean | Self::ChineseSimplified | Self::ChineseTraditional)
    }

    /// The language of a declared tag, if it has a lexicon.
    pub(crate) fn declared(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        let (primary, rest) = tag.split_once('-').unwrap_or((&tag, ""));
        if primary == "zh" || primary == "yue" {
            let traditional = rest.split('-').any(|part| matches!(part, "hant" | "tw" | "hk" | "mo")) && !rest.contains("hans");
            return Some(if traditional { Self::ChineseTraditional } else { Self::ChineseSimplified });
        }
        Self::ALL.into_iter().find(|language| language.tag() == primary)
    }

    /// The language of the texts of a canvas, where it can be told.
    pub(crate) fn detect<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Option<Self> {
        let by_script = Scripts::count(texts.clone()).language();
        by_script.or_else(|| by_words(texts.clone()).unwrap_or_else(|| by_trigrams(texts)))
    }
}

/// How many letters of each script there are.
#[derive(Default)]
struct Scripts {
    latin: u32,
    han: u32,
    kana: u32,
    hangul: u32,
    cyrillic: u32,
    traditional: u32,
    simplified: u32,
}

/// Frequent characters that only the one or the other way of writing Chinese has.
const TRADITIONAL: &str = "個們這來對時會國學經業務員產發開關門問間間戶費資訊網電買賣廣貨質銷價優體驗線認證選擇項顧與從專業團隊師";
const SIMPLIFIED: &str = "个们这来对时会国学经业务员产发开关门问间户费资讯网电买卖广货质销价优体验线认证选择项顾与从专团队师";

/// For each of them that the other has not, whether it is traditional.
fn writings() -> &'static HashMap<char, bool> {
    static WRITINGS: OnceLock<HashMap<char, bool>> = OnceLock::new();
    let only = |one: &'static str, other: &'static str| one.chars().filter(move |character| !other.contains(*character));
    let all = || only(TRADITIONAL, SIMPLIFIED).map(|old| (old, true)).chain(only(SIMPLIFIED, TRADITIONAL).map(|new| (new, false)));
    WRITINGS.get_or_init(|| all().collect())
}

/// So many characters of the one or the other way of writing are enough.
const SURE: u32 = 24;
/// So many are looked at for that.
const FAR: u32 = 400;

impl Scripts {
    fn count<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Self {
        let mut scripts = Self::default();
        let (writings, mut others) = (writings(), 0);
        for text in texts.clone().filter(|text| !text.is_ascii()) {
            let bytes = text.as_bytes();
            let mut at = 0;
            while let Some(&first) = bytes.get(at) {
                let second = || bytes.get(at + 1).copied().unwrap_or_default();
                let (count, length) = match first {
                    b'a'..=b'z' | b'A'..=b'Z' => (&mut scripts.latin, 1),
                    0..0x80 => (&mut others, 1),
                    0xc3..=0xc5 => (&mut scripts.latin, 2),
                    0xd0..=0xd3 => (&mut scripts.cyrillic, 2),
                    0xe3 if second() >= 0x81 && second() <= 0x83 => (&mut scripts.kana, 3),
                    0xe4 if second() < 0xb8 => (&mut others, 3),
                    0xe4..=0xe9 => {
                        if scripts.traditional + scripts.simplified <= SURE && scripts.han < FAR {
                            let traditional = text.get(at..).and_then(|rest| writings.get(&rest.chars().next()?));
                            scripts.traditional += u32::from(traditional == Some(&true));
                            scripts.simplified += u32::from(traditional == Some(&false));
                        }
                        (&mut scripts.han, 3)
                    }
                    0xea if second() >= 0xb0 => (&mut scripts.hangul, 3),
                    0xeb | 0xec => (&mut scripts.hangul, 3),
                    0xed if second() < 0x9f => (&mut scripts.hangul, 3),
                    0xc0..0xe0 => (&mut others, 2),
                    0xe0..0xf0 => (&mut others, 3),
                    _ => (&mut others, 4),
                };
                *count += 1;
                at += length;
            }
        }
        // Latin letters count only beside others.
        if scripts.cyrillic + scripts.han + scripts.kana + scripts.hangul > 0 {
            let latin = texts.filter(|text| text.is_ascii()).map(|text| text.bytes().filter(u8::is_ascii_alphabetic).count() as u32);
            scripts.latin += latin.sum::<u32>();
        }
        scripts
    }

    /// The language that the script alone decides. One character of Chinese or Korean says as much as several letters.
    fn language(&self) -> Option<Language> {
        let east = self.han + self.kana + self.hangul;
        if self.cyrillic > self.latin / 2 && self.cyrillic > east {
            return Some(Language::Russian);
        }
        if east * 4 < self.latin || east == 0 {
            return None;
        }
        Some(if self.hangul * 4 > east {
            Language::Korean
        } else if self.kana * 6 > east {
            Language::Japanese
        } else if self.traditional > self.simplified {
            Language::ChineseTraditional
        } else {
            Language::ChineseSimplified
        })
    }
}

/// How many words are looked at.
const ENOUGH: usize = 250;

/// After how many words it is asked whether more are needed, and how many votes decide then, where no other language has more than half of them.
const LOOK: usize = 40;
const CLEAR: u32 = 16;

/// Whether one language has so many votes that more words would not change it.
fn is_clear(votes: &[u32]) -> bool {
    let most = votes.iter().copied().max().unwrap_or_default();
    most >= CLEAR && votes.iter().filter(|vote| **vote * 2 > most).count() == 1
}

/// How often one word counts.
const TIMES: u32 = 2;

/// The language whose small words are the most; none where that is one without a lexicon.
fn by_words<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Option<Language>> {
    let mut votes = [0_u32; SMALL_WORDS.len()];
    let known = languages_of_words();
    let mut folded = String::new();
    let mut said: Vec<(&str, u32)> = Vec::new();
    let words = texts.flat_map(words).map(|(_, word)| word);
    for (count, word) in words.take(ENOUGH).filter(|word| word.len() <= 10).enumerate() {
        if count > 0 && count % LOOK == 0 && is_clear(&votes) {
            break;
        }
        folded.clear();
        if word.is_ascii() {
            folded.push_str(word);
            folded.make_ascii_lowercase();
        } else {
            folded.extend(word.chars().flat_map(char::to_lowercase));
        }
        let Some((word, bits)) = known.get_key_value(folded.as_str()) else { continue };
        // One word of another language is often a name here, and then it stands in many notes: `es` is ice in Indonesian.
        let times = said.iter_mut().find(|(known, _)| std::ptr::eq(known.as_ptr(), word.as_ptr()));
        match times {
            Some((_, times)) if *times >= TIMES => continue,
            Some((_, times)) => *times += 1,
            None => said.push((word, 1)),
        }
        // What only one language has says more than what several share.
        let weight = if bits.count_ones() == 1 { 2 } else { 1 };
        let mut left = *bits;
        while left != 0 {
            if let Some(vote) = votes.get_mut(left.trailing_zeros() as usize) {
                *vote += weight;
            }
            left &= left - 1;
        }
    }
    let most = votes.iter().copied().max().filter(|&most| most >= 3)?;
    let mut first = votes.iter().zip(SMALL_WORDS).filter(|(vote, _)| **vote == most);
    let (_, (language, _)) = first.next()?;
    // Two languages share many small words: then letters decide.
    if first.next().is_some() { None } else { Some(language) }
}

/// How much text the letters are counted in.
const SAMPLE: usize = 1_000;

fn by_trigrams<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Language> {
    let mut sample = String::with_capacity(SAMPLE + 100);
    for text in texts {
        sample.push_str(text);
        sample.push_str(". ");
        if sample.len() > SAMPLE {
            break;
        }
    }
    let detector = Detector::with_allowlist(vec![Lang::Eng, Lang::Fra, Lang::Spa, Lang::Por, Lang::Deu, Lang::Ind, Lang::Nld]);
    let found = detector.detect(&sample)?;
    if found.confidence() < 0.5 {
        return None;
    }
    Some(match found.lang() {
        Lang::Fra => Language::French,
        Lang::Spa => Language::Spanish,
        Lang::Por => Language::Portuguese,
        Lang::Deu => Language::German,
        Lang::Ind => Language::Indonesian,
        Lang::Nld => Language::Dutch,
        _ => Language::English,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(text: &str) -> Language {
        Language::detect(text.split('|')).unwrap_or(Language::English)
    }

    #[test]
    fn a_declared_tag_decides() {
        assert_eq!(Language::declared("zh-TW"), Some(Language::ChineseTraditional));
        assert_eq!(Language::declared("zh-Hans-HK"), Some(Language::ChineseSimplified));
        assert_eq!(Language::declared("zh"), Some(Language::ChineseSimplified));
        assert_eq!(Language::declared("pt-BR"), Some(Language::Portuguese));
        assert_eq!(Language::declared("EN-gb"), Some(Language::English));
        assert_eq!(Language::declared("sw"), None);
    }

    #[test]
    fn bytes_tell_the_script() {
        for character in '\0'..=char::MAX {
            let text = character.to_string();
            let scripts = Scripts::count([text.as_str(), "я"].into_iter());
            let found = [scripts.latin, scripts.cyrillic - 1, scripts.kana, scripts.hangul, scripts.han];
            let place = match character {
                'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{17f}' => Some(0),
                '\u{400}'..='\u{4ff}' => Some(1),
                '\u{3040}'..='\u{30ff}' => Some(2),
                '\u{ac00}'..='\u{d7bf}' => Some(3),
                '\u{4e00}'..='\u{9fff}' => Some(4),
                _ => None,
            };
            let expected: [u32; 5] = std::array::from_fn(|at| u32::from(place == Some(at)));
            assert_eq!(found, expected, "{character:?}");
        }
    }

    #[test]
    fn scripts_and_small_words_tell_languages_apart() {
        assert_eq!(detect("Free users|Commission from sellers|Support for the hosts"), Language::English);
        assert_eq!(detect("Vente de paniers|Frais pour les producteurs|Abonnement avec un partenaire"), Language::French);
        assert_eq!(detect("Comisión por venta|Suscripción para las empresas|Venta de los productos"), Language::Spanish);
        assert_eq!(detect("Comissão dos vendedores|Assinatura para as empresas|Venda de produtos com desconto"), Language::Portuguese);
        assert_eq!(detect("Provision von den Händlern|Abo für Firmen|Verkauf und Beratung"), Language::German);
        assert_eq!(detect("Komisi dari penjual|Langganan untuk pelanggan|Iklan dan promosi yang menarik"), Language::Indonesian);
        assert_eq!(detect("Familias del barrio con perros de raza|Llamada de vuelta|Venta de pienso|Cita a la hora que digas"), Language::Spanish);
        assert_eq!(detect("Famílias do bairro|Ração de marca|Visita a casa com hora marcada"), Language::Portuguese);
        assert_eq!(detect("Familles de la ville|Vente de croquettes|Visite à la maison"), Language::French);
        assert_eq!(detect("Commissie van de verkopers|Abonnement voor bedrijven|Verkoop met korting"), Language::Dutch);
        assert_eq!(detect("商家佣金|订阅费|广告收入 SaaS"), Language::ChineseSimplified);
        assert_eq!(detect("商家佣金|訂閱費|廣告收入"), Language::ChineseTraditional);
        assert_eq!(detect("サブスク料金|広告収入|手数料"), Language::Japanese);
        assert_eq!(detect("구독료|광고 수익|판매자 수수료"), Language::Korean);
        assert_eq!(detect("Комиссия с продавцов|Подписка"), Language::Russian);
        assert_eq!(Language::detect(["", "12 %"].into_iter()), None);
        assert_eq!(Language::detect(["Vendita di vini della zona", "Visite con gli ospiti"].into_iter()), None, "there are no words for Italian");
    }
}
