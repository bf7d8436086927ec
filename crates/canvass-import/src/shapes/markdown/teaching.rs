//! Texts that speak of the canvas and are none: pages that teach it, messages that report on one.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use canvass_model::blocks::Block;
use wide::u8x16;

use super::words::{is_question, marked_lead};
use crate::blocks::Blocks;
use crate::draft::Draft;
use crate::marks::{find, lie, pair};

/// Whether what was found only explains what the blocks are.
pub(super) fn is_teaching(before: &str, draft: &Draft) -> bool {
    let seen: Blocks = draft.items.iter().map(|item| item.block).collect();
    let filled: Vec<Block> = Block::NINE.into_iter().filter(|block| seen.has(*block)).collect();
    // A third is enough in what announces a lesson, more than a half elsewhere.
    let least = filled.len().div_ceil(3).max(1);
    let mut explained = 0;
    for (block, left) in filled.iter().zip((1..=filled.len()).rev()) {
        // Most canvases explain nothing, and a look at some of their blocks tells.
        if explained + left < least {
            return false;
        }
        explained += usize::from(is_explained(draft, *block));
    }
    explained * 2 > filled.len() || (explained >= least && teaches(before))
}

/// Whether what stands in a block explains it, for the most part or to begin with.
fn is_explained(draft: &Draft, block: Block) -> bool {
    let mut names = draft.items.iter().filter(|item| item.block == block).map(|item| item.name.as_str());
    let number = names.clone().count();
    let Some(first) = names.next() else { return true };
    let defined = defines(first);
    if number > 1 && defined {
        return true;
    }
    let mut others = number.div_ceil(2) - usize::from(!defined && !is_question(first));
    others > 0
        && names.all(|name| {
            others -= usize::from(!explains(name));
            others > 0
        })
}

/// Whether a text announces a lesson.
fn teaches(before: &str) -> bool {
    const LESSONS: &[&str] = &[
        "you will learn",
        "you'll learn",
        "learning objective",
        "learning outcome",
        "in this unit",
        "in this lesson",
        "in this chapter",
        "in this module",
        "in this tutorial",
        "in this article",
        "in this guide",
        "is a one-page",
        "nine building blocks",
        "9 building blocks",
        "what is a business model canvas",
        "what is the business model canvas",
        "en este artículo",
        "en esta unidad",
        "neste artigo",
        "nesta unidade",
        "dans cet article",
        "dans ce chapitre",
        "in diesem artikel",
        "in diesem kapitel",
        "in dit artikel",
        "本文将",
        "本章",
        "この記事",
        "이 글에서",
        "в этой статье",
    ];
    let lower = before.to_lowercase().replace('’', "'");
    LESSONS.iter().any(|lesson| lower.contains(lesson))
}

/// Whether a message reports that a canvas was written, before naming its blocks.
pub(super) fn is_report(before: &str, draft: &Draft) -> bool {
    const REPORTS: &[&str] = &[
        "i've created",
        "i have created",
        "i created",
        "i've written",
        "i overwrote",
        "i've updated",
        "i have updated",
        "i've filled",
        "i've added",
        "i wrote",
        "here's a summary of",
        "here is a summary of",
        "the file has been",
        "the canvas includes",
        "it covers",
        "criei",
        "eu criei",
        "he creado",
        "he generado",
        "j'ai créé",
        "ich habe",
        "我已",
        "已创建",
        "已为您",
        "作成しました",
        "작성했습니다",
        "я создал",
    ];
    let lower = || before.to_lowercase().replace('’', "'");
    let says = |text: &str| REPORTS.iter().any(|report| text.contains(report));
    let filled = draft.weight().0.max(1);
    draft.items.len() <= filled * 3 / 2 && says(&lower())
}

fn explains(text: &str) -> bool {
    is_question(text) || defines(text)
}

/// Phrases of those who say what a block is.
const DEFINES: &[&str] = &[
    "describes",
    "refers to",
    "defines",
    "this block",
    "this building block",
    "building block",
    "this section",
    "outlines how",
    "outlines the",
    "represents the",
    "represent the",
    "are the people or organi",
    "the different groups",
    "the bundle of products",
    "the network of suppliers",
    "a company",
    "an organization",
    "an organisation",
    "the company's",
    "your business",
    "your company",
    "your customer",
    "you need to",
    "the most important",
    "all costs incurred",
    "the cash a company",
    "the ways in which",
    "describe ",
    "se refiere",
    "describe cómo",
    "décrit",
    "désigne",
    "beschreibt",
    "beschreiben",
    "refere-se",
    "descreve",
    "描述",
    "是指",
    "指的是",
    "について説明",
    "設明",
    "описывает",
    "Описывает",
];

/// Whether a text says what a block is rather than what stands in it.
fn defines(text: &str) -> bool {
    const BEGINS: [&str; 12] =
        ["the groups of", "the people", "these are", "this is the", "this is where", "who ", "what ", "how ", "which ", "the partners", "the key ", "the ways"];
    let rest = marked_lead(text).map_or(text, |(_, rest)| rest);
    let may_begin = rest.as_bytes().first().is_some_and(|first| matches!(first.to_ascii_lowercase(), b't' | b'w' | b'h'));
    if may_begin && BEGINS.iter().any(|begin| rest.get(..begin.len()).is_some_and(|head| head.eq_ignore_ascii_case(begin))) {
        return true;
    }
    if !may_define(text) {
        return false;
    }
    static PHRASES: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let phrases = PHRASES.get_or_init(|| AhoCorasick::builder().ascii_case_insensitive(true).build(DEFINES).ok());
    phrases.as_ref().is_some_and(|phrases| phrases.is_match(text))
}

/// Whether a text has letters of which the phrases are made: two of ASCII side by side, signs of the far east, or the end of the one Russian phrase.
fn may_define(text: &str) -> bool {
    let letters = |block: u8x16| lie(block, b'A', b'Z') | lie(block, b'a', b'z');
    pair(text.as_bytes(), |before, after| letters(before) & letters(after) | lie(after, 0xe3, 0xe9)).is_some()
        || text.as_bytes().first().is_some_and(|first| matches!(first, 0xe3..=0xe9))
        || find(text, "ывает").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::markdown::read;

    #[test]
    fn phrases_are_made_of_the_letters_that_are_looked_for() {
        for phrase in DEFINES {
            assert!(may_define(phrase) && defines(phrase) && defines(&format!("1 {phrase} 2")), "{phrase}");
        }
        assert!(!may_define("Мельники и пекари"));
    }

    #[test]
    fn pages_that_teach_the_canvas_are_no_canvas() {
        let list = "# What is it?\n\nNine blocks:\n\n- **Key Partners**: who are your partners?\n- **Channels**: describes how a company reaches customers.\n\
                    - **Cost Structure**: all costs incurred.\n- **Customer Segments**: the different groups of people.\n- **Key Resources**: the most important assets.\n";
        assert!(read(list).is_empty());
        let sections = "## Key Partners\nWho helps you?\n\n## Channels\nThis block describes how a company reaches its customers.\n\n## Key Resources\nThese are the assets required.\n\n## Cost Structure\nWhat costs most?\n";
        assert!(read(sections).is_empty());
    }

    #[test]
    fn messages_about_a_canvas_are_no_canvas() {
        let message =
            "I've created the file. It covers:\n\n- **Key Partners**: mills\n- **Channels**: shops\n- **Cost Structure**: staff\n- **Key Resources**: ovens\n";
        assert!(read(message).is_empty());
        assert_eq!(read(message.split_once("\n\n").map_or("", |(_, rest)| rest)).len(), 1);
    }
}
