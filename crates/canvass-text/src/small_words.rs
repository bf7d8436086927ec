//! Small words of each language: articles, prepositions, conjunctions.

use std::sync::OnceLock;

use hashbrown::HashMap;

use crate::language::Language;

/// Small words by which a language is known; those of languages without a lexicon keep their texts from being taken for another.
pub(crate) const SMALL_WORDS: [(Option<Language>, &[&str]); 9] = [
    (
        Some(Language::English),
        &["the", "and", "of", "for", "to", "with", "from", "by", "who", "their", "our", "your", "is", "are", "that", "per", "on", "fees", "sales"],
    ),
    (
        Some(Language::French),
        &[
            "le", "les", "des", "du", "et", "pour", "avec", "aux", "sur", "par", "une", "un", "est", "dans", "qui", "au", "en", "ou", "de", "la", "que", "nos",
            "chez", "ne", "pas", "se", "coûts", "frais",
        ],
    ),
    (
        Some(Language::Spanish),
        &[
            "el", "los", "las", "la", "de", "y", "a", "se", "más", "lo", "nos", "sus", "años", "para", "con", "del", "por", "una", "un", "que", "en", "es",
            "su", "al", "sin", "o", "ingresos",
        ],
    ),
    (
        Some(Language::Portuguese),
        &[
            "os", "as", "de", "a", "o", "se", "mais", "não", "nos", "pela", "pelo", "e", "para", "com", "do", "da", "dos", "das", "por", "uma", "um", "que",
            "em", "no", "na", "ao", "sem", "ou", "receita",
        ],
    ),
    (
        Some(Language::German),
        &["der", "die", "das", "und", "für", "mit", "von", "den", "dem", "ein", "eine", "auf", "zur", "zum", "im", "bei", "oder", "ist", "über", "kosten"],
    ),
    (
        Some(Language::Indonesian),
        &[
            "dan",
            "yang",
            "untuk",
            "dengan",
            "dari",
            "di",
            "ke",
            "pada",
            "atau",
            "oleh",
            "biaya",
            "pelanggan",
            "para",
            "melalui",
            "secara",
            "penjualan",
            "layanan",
        ],
    ),
    (
        Some(Language::Dutch),
        &["het", "een", "en", "voor", "met", "van", "aan", "op", "bij", "naar", "de", "zijn", "of", "kosten", "klanten", "via", "uit", "door"],
    ),
    (None, &["il", "la", "gli", "i", "della", "delle", "per", "con", "di", "che", "dei", "sono", "nel", "alla", "e", "clienti"]),
    (None, &["dla", "oraz", "przez", "na", "z", "w", "i", "ve", "için", "ile", "bir", "och", "för", "med", "av", "til", "og", "som"]),
];

/// For each small word, the languages that have it, as bits.
pub(crate) fn languages_of_words() -> &'static HashMap<&'static str, u16> {
    static WORDS: OnceLock<HashMap<&'static str, u16>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = HashMap::new();
        for (at, (_, small)) in SMALL_WORDS.iter().enumerate() {
            for word in *small {
                *words.entry(*word).or_default() |= 1 << at;
            }
        }
        words
    })
}

/// Whether a word is a small one in any of the languages.
pub(crate) fn is_small(word: &str) -> bool {
    languages_of_words().contains_key(word)
}
