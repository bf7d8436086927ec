//! Which block a label names, in any of its languages and spellings. The table is data: `labels.toml`.
//!
//! A label is a heading, a table cell, a key or a line of its own. Numbering, emoji, brackets, a suffix behind a dash and the second half of
//! a bilingual label do not matter; further words do, so that an ordinary bullet is no label.

mod fold;
mod guess;
mod likely;
mod memory;
mod misspelt;
mod resolve;
mod shortened;
mod strip;
mod table;

#[cfg(test)]
mod tests;

use std::cell::Cell;

use canvass_model::blocks::Block;
use serde::Deserialize;

pub(crate) use guess::guessed;

/// A block that a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// The block.
    pub block: Block,
    /// How well the label fits.
    pub fit: Fit,
}

/// How well a label fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// As it stands in the table.
    Exact,
    /// With a small misspelling.
    Misspelt,
    /// Told by what the other labels leave out.
    Guessed,
    /// A block of another canvas (Lean Canvas, Mission Model Canvas) that corresponds to the block.
    Mapped,
}

/// A block of another canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foreign {
    /// The canvas to which the block belongs.
    pub canvas: OtherCanvas,
    /// The block of ours that corresponds, where there is one: a problem has none, it is a need of a segment.
    pub block: Option<Block>,
}

/// A canvas with other blocks than the nine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OtherCanvas {
    /// The Lean Canvas: problem, solution, key metrics, unfair advantage.
    Lean,
    /// The Mission Model Canvas: beneficiaries, buy-in and support, deployment, mission budget, mission achievement.
    Mission,
    /// The Value Proposition Canvas: jobs, pains, gains.
    ValueProposition,
}

/// The block that a label names: numbering, emoji, brackets, bilingual halves and decorations do not matter.
///
/// A label of another canvas is [`Fit::Mapped`]: it counts only where the whole text is such a canvas, since `Solution` and `Deployment` are
/// common headings of other texts.
pub fn block_of(label: &str) -> Option<Label> {
    // Nothing that long is a label, not even with mark-up around it.
    if label.len() > 1_000 {
        return None;
    }
    memory::label(label, look_up)
}

fn look_up(label: &str) -> Option<Label> {
    let text = strip::markup(label);
    if !likely::may_name(&text) {
        return None;
    }
    let found = |fit| move |name: table::Name| Label { block: name.block, fit };
    let known = Cell::new(false);
    let exact = |text: &str| resolve::exact(text).inspect(|_| known.set(true));
    resolve::resolve(&text, &exact)
        .map(found(Fit::Exact))
        .or_else(|| other(&text).and_then(|(foreign, maps)| foreign.block.filter(|_| maps)).map(|block| Label { block, fit: Fit::Mapped }))
        // What is no name as it stands in any of its parts need not be asked for it again.
        .or_else(|| resolve::resolve(&text, if known.get() { &misspelt::name } else { &misspelt::slip }).map(found(Fit::Misspelt)))
}

/// The block that a key of JSON, YAML or code names, in any style: `key_partners`, `keyPartners`, `key-partners`, `KEY_PARTNERS`, `partners`,
/// `Key Partners`, `KP`, `socios_clave`.
pub fn key_block(key: &str) -> Option<Label> {
    if key.len() > 200 {
        return None;
    }
    memory::key(key, |key| resolve::key(key).map(|block| Label { block, fit: Fit::Exact }).or_else(|| block_of(&key.replace(['_', '-'], " "))))
}

/// The block of another canvas that a label names. Labels which that canvas shares with ours, such as channels, are not foreign.
pub fn foreign(label: &str) -> Option<Foreign> {
    if label.len() > 1_000 {
        return None;
    }
    memory::foreign(label, |label| {
        let text = strip::markup(label);
        if likely::may_name(&text) { other(&text).map(|(foreign, _)| foreign) } else { None }
    })
}

fn other(text: &str) -> Option<(Foreign, bool)> {
    let foreign = &table::table().foreign;
    let find = |text: &str| foreign.get(&fold::compact(strip::numbering(text))).copied();
    find(text).or_else(|| {
        let (outside, insides) = strip::brackets(text);
        let other = if outside == text.trim() { None } else { find(&outside) };
        other
            .or_else(|| {
                let (head, _) = outside.split_once([':', '：', '—', '–'])?;
                find(head)
            })
            .or_else(|| insides.first().filter(|_| !outside.chars().any(fold::is_latin)).and_then(|inside| find(inside)))
    })
}
