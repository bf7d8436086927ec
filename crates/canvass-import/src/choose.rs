//! Which shape a text has: each reads it, and the one that finds most of a canvas is right.

use std::ops::Range;

use canvass_model::blocks::Block;

use crate::draft::Draft;
use crate::labels::block_of;
use crate::shapes::{Read, SHAPES, data, instead, is_compressed_drawing};
use crate::{Imported, NoCanvas, Why};

/// So many blocks with something in them make a canvas; fewer may stand in any text about a business.
const ENOUGH: usize = 3;

/// A longer text is neither a lesson nor a message.
const MESSAGE: usize = 65_536;

/// Takes the canvases out of a text.
///
/// # Errors
/// Why there is none.
pub fn import(text: &str) -> Result<Vec<Imported>, NoCanvas> {
    let mut best: Option<((usize, usize), Vec<Imported>)> = None;
    let mut nearest = Draft::default();
    let data = data(text);
    for shape in SHAPES {
        // More than the whole canvas is not to be found: the other shapes need not look.
        let whole = |(weight, imported): &((usize, usize), Vec<Imported>)| {
            weight.0 == Block::NINE.len() && (shape.behind || imported.iter().all(|imported| imported.canvas.name.is_some()))
        };
        if best.as_ref().is_some_and(whole) {
            break;
        }
        let drafts = match shape.read {
            Read::Text(read) => read(text),
            Read::Data(of) => of(text, data.as_ref()),
        };
        let weight = drafts.iter().map(Draft::weight).max().unwrap_or_default();
        // Of two that find as much, the one that finds the name too.
        let named = |imported: &[Imported]| imported.iter().any(|imported| imported.canvas.name.is_some());
        let better = |(known, imported): &((usize, usize), Vec<Imported>)| {
            known.0 < weight.0
                || known.0 == weight.0 && known.1 < weight.1 && !shape.behind
                || *known == weight && !named(imported) && drafts.iter().any(|draft| draft.name.is_some())
        };
        if weight.0 >= ENOUGH && best.as_ref().is_none_or(better) {
            let imported: Vec<Imported> =
                drafts.into_iter().filter(|draft| draft.weight().0 >= ENOUGH).filter_map(|draft| draft.finish(shape.name).ok()).collect();
            if !imported.is_empty() {
                best = Some((weight, imported));
            }
        } else if let Some(draft) = drafts.into_iter().max_by_key(|draft| (draft.weight(), draft.blocks.len()))
            && draft.blocks.len() > nearest.blocks.len()
        {
            nearest = draft;
        }
    }
    let mut best = best.map(|(_, imported)| imported).ok_or_else(|| explain(text, &nearest))?;
    best.iter_mut().for_each(|imported| on_letters(imported, text));
    Ok(best)
}

/// Widens places to whole letters: the place of a part of joined lines is only known about.
fn on_letters(imported: &mut Imported, text: &str) {
    let widen = |range: &mut Range<usize>| {
        range.start = text.floor_char_boundary(range.start.min(text.len()));
        range.end = text.ceil_char_boundary(range.end.clamp(range.start, text.len()));
    };
    imported.places.iter_mut().for_each(|(_, range)| widen(range));
    imported.remarks.iter_mut().for_each(|remark| widen(&mut remark.range));
    imported.left.iter_mut().for_each(|left| widen(&mut left.range));
}

/// What a text is that holds no canvas.
fn explain(text: &str, nearest: &Draft) -> NoCanvas {
    let none = |says: &str, help: &str, range| NoCanvas { says: format!("there is no canvas here: {says}"), help: help.to_owned(), range };
    if is_compressed_drawing(text) {
        return none("the drawing is stored compressed", "in draw.io, take the tick off File > Properties > Compressed, and save again", 0..0);
    }
    if let Some(says) = Some(text).filter(|text| text.len() <= MESSAGE).and_then(instead) {
        return none(says, "write what your own business does under each name of a block", 0..0);
    }
    if nearest.blocks.len() >= ENOUGH {
        let of = |why: Why| nearest.left.iter().find(|left| left.why == why);
        return match of(Why::Unfilled).or_else(|| of(Why::Question)) {
            Some(left) => {
                none("its blocks hold only the questions of a template and what nobody has filled in", "write notes in their place", left.range.clone())
            }
            None => none("its blocks are named, but nothing stands in them", "write a note below each name", 0..0),
        };
    }
    if let Some(at) = picture(text) {
        return none("there is a picture instead, which cannot be read", "write its notes as text below the names of the blocks", at..at + 1);
    }
    let questions = text.lines().filter(|line| line.trim_end().ends_with(['?', '？'])).count();
    let named = text.lines().filter(|line| line.split([':', '|', '：']).take(3).any(|part| block_of(part).is_some())).count();
    if named >= ENOUGH && questions >= ENOUGH {
        return none("its blocks hold only the questions of a template", "write notes in their place", 0..0);
    }
    if named >= ENOUGH {
        return none("the text is about the blocks of a canvas and states no business", "name each block by a heading, with its notes below", 0..0);
    }
    none("none of the nine blocks is named with something in it", "name the blocks by headings, keys or table labels, or start from `canvass init`", 0..0)
}

/// Where a picture is embedded, if any.
fn picture(text: &str) -> Option<usize> {
    ["![", "<img", "<embed", "<iframe"].iter().filter_map(|mark| text.find(mark)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> String {
        import(text).expect_err("there is none").says
    }

    #[test]
    fn what_is_no_canvas_is_said_to_be_what_it_is() {
        assert_eq!(says("# Business Model Canvas\n\n![canvas](canvas.png)\n"), "there is no canvas here: there is a picture instead, which cannot be read");
        let template =
            "## Customer Segments\n\nWho are our most important customers?\n\n## Channels\n\nHow do we reach them?\n\n## Key Partners\n\nWho helps us?\n";
        assert_eq!(says(template), "there is no canvas here: its blocks hold only the questions of a template");
        let lesson = "# Lesson\n\nIn this unit you will learn of the nine building blocks.\n\n## Channels\nHow a company reaches people.\n\n## Key Partners\nThe partners of a company.\n\n## Key Resources\nPhysical or human.\n";
        assert_eq!(says(lesson), "there is no canvas here: the text explains what the blocks of a canvas are");
        let report =
            "I've created the file. It covers:\n\n- **Key Partners**: mills\n- **Channels**: shops\n- **Cost Structure**: staff\n- **Key Resources**: ovens\n";
        assert_eq!(says(report), "there is no canvas here: the text is a message that reports on a canvas");
        assert_eq!(says("Hello.\n"), "there is no canvas here: none of the nine blocks is named with something in it");
    }

    #[test]
    fn places_end_with_whole_letters() {
        let mut imported = import("# Bakery\n\n## Customer Segments\n- ñandú\n\n## Channels\n- Shop\n\n## Revenue Streams\n- Bread\n").unwrap().swap_remove(0);
        imported.places = vec![("a".to_owned(), 1..2), ("b".to_owned(), 3..9)];
        on_letters(&mut imported, "añb");
        assert_eq!(imported.places.iter().map(|place| place.1.clone()).collect::<Vec<_>>(), [1..3, 3..4]);
    }

    #[test]
    fn three_filled_blocks_are_a_canvas() {
        let text = "# Bakery\n\n## Customer Segments\n- Neighbours\n\n## Channels\n- Shop\n\n## Revenue Streams\n- Sale of bread\n";
        let imported = import(text).unwrap();
        assert_eq!((imported.len(), imported[0].shape, imported[0].canvas.name.as_deref()), (1, "Markdown", Some("Bakery")));
        assert_eq!(&text[imported[0].places[1].1.clone()], "- Shop");
    }
}
