//! Cutting a drawing into its boxes: line by line, between the walls.

use std::ops::Range;

use super::Line;

/// A piece of a line between two walls.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Its words, without the space around them; empty for a blank line.
    pub(super) text: String,
    /// The column at which the words begin.
    pub(super) column: usize,
    /// Where the words stand in the text.
    pub(super) range: Range<usize>,
}

impl Piece {
    /// The column behind its last character.
    pub(super) fn end(&self) -> usize {
        self.column + self.text.chars().map(width).sum::<usize>()
    }

    /// The columns of its first word.
    pub(super) fn first_word(&self) -> usize {
        self.text.split(' ').next().unwrap_or_default().chars().map(width).sum()
    }
}

/// The lines of one box.
#[derive(Debug, Clone, Default)]
pub(super) struct Box {
    /// The columns of its widest line.
    columns: Range<usize>,
    /// Its lines from top to bottom.
    pub(super) lines: Vec<Piece>,
}

/// Whether a character is one of the box-drawing characters.
pub(super) fn is_drawing(character: char) -> bool {
    matches!(character, '\u{2500}'..='\u{257f}')
}

fn is_horizontal(character: char) -> bool {
    matches!(character, '─' | '━' | '═' | '╌' | '╍' | '┄' | '┅' | '┈' | '┉' | '-' | '=' | '_')
}

/// The boxes of a drawing, in the order in which they begin.
pub(super) fn cut(lines: &[Line]) -> Vec<Box> {
    let drawn = lines.iter().any(|line| line.text.contains(['│', '┃', '║']));
    let (mut open, mut closed): (Vec<Box>, Vec<Box>) = (Vec::new(), Vec::new());
    let mut walls = Vec::new();
    for line in lines {
        let pieces = pieces(*line, drawn, &mut walls);
        let borders: Vec<Border> = pieces.iter().filter_map(|piece| piece.border.map(|nested| Border { columns: &piece.columns, nested })).collect();
        let (shut, kept): (Vec<Box>, Vec<Box>) = open.into_iter().partition(|one| one.is_closed(&borders));
        closed.extend(shut);
        open = kept;
        for piece in pieces.into_iter().filter(|piece| piece.border.is_none()) {
            match nearest(&open, &piece.columns) {
                Some(one) => open[one].push(piece),
                None if piece.words.text.is_empty() => {}
                None => open.push(Box { columns: piece.columns, lines: vec![piece.words] }),
            }
        }
    }
    closed.extend(open);
    closed.sort_by_key(|one| one.lines.first().map_or(0, |line| line.range.start));
    closed
}

impl Box {
    /// A box of lines that were taken out of another.
    pub(super) fn of(lines: Vec<Piece>) -> Self {
        Self { columns: 0..0, lines }
    }

    /// The column up to which its lines may be written: a space is left before the wall to the right. Of a box without walls, where its longest line ends.
    pub(super) fn room(&self) -> usize {
        let longest = self.lines.iter().map(Piece::end).max().unwrap_or_default();
        longest.max(self.columns.end.saturating_sub(1))
    }

    /// Whether borders run along most of the box. A box drawn inside of it belongs to its content, unless it is but a frame around labelled ones.
    fn is_closed(&self, borders: &[Border]) -> bool {
        let covered = |nested| borders.iter().filter(|border| border.nested == nested).map(|border| overlap(&self.columns, border.columns)).sum::<usize>();
        covered(false) * 10 >= self.columns.len().max(1) * 6 || (covered(true) > 0 && !super::content::is_labelled(self))
    }

    fn push(&mut self, piece: Cut) {
        self.columns = self.columns.start.min(piece.columns.start)..self.columns.end.max(piece.columns.end);
        self.lines.push(piece.words);
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// The open box under which a piece stands.
fn nearest(open: &[Box], columns: &Range<usize>) -> Option<usize> {
    let (index, best) = open.iter().map(|one| overlap(&one.columns, columns)).enumerate().max_by_key(|(_, overlap)| *overlap)?;
    let narrower = open.get(index)?.columns.len().min(columns.len());
    (best > 0 && best * 2 >= narrower).then_some(index)
}

struct Border<'a> {
    columns: &'a Range<usize>,
    nested: bool,
}

struct Cut {
    columns: Range<usize>,
    /// For a border, whether it is that of a box inside of another.
    border: Option<bool>,
    words: Piece,
}

/// The pieces of a line between its walls. `above` holds the columns of the walls of the line above, and then those of this one.
fn pieces(line: Line, drawn: bool, above: &mut Vec<usize>) -> Vec<Cut> {
    let mut walls = Vec::new();
    let mut characters: Vec<(usize, char)> = Vec::with_capacity(line.text.len());
    characters.extend(line.text.char_indices());
    let mut cuts = Vec::new();
    let mut column = 0;
    let (mut start, mut from) = (0, 0);
    // The wall to the left of the piece, and the one to the left of that.
    let (mut wall, mut before) = (None, None);
    for (index, &(at, character)) in characters.iter().enumerate() {
        if is_wall(&characters, index, drawn) {
            cuts.extend(cut_out(line, start..at, from..column, is_nested(before, wall, &line.text[..start]) && !goes_down(&walls, above)));
            walls.push(column);
            start = at + character.len_utf8();
            from = column + 1;
            (before, wall) = (wall, Some(character));
        }
        column += width(character);
    }
    cuts.extend(cut_out(line, start..line.text.len(), from..column, is_nested(before, wall, &line.text[..start]) && !goes_down(&walls, above)));
    *above = walls;
    cuts
}

/// Whether the last wall stands under another and far from the one to its left: then a border begins at it that parts a column of the drawing.
fn goes_down(walls: &[usize], above: &[usize]) -> bool {
    const CLEFT: usize = 4;
    matches!(walls, [.., left, last] if above.contains(last) && last - left > CLEFT)
}

/// Whether a border begins with a corner that stands free behind a wall: `│ ┌──`.
fn is_nested(before: Option<char>, wall: Option<char>, to_the_left: &str) -> bool {
    let corner = wall.is_some_and(|wall| matches!(wall, '┌' | '└' | '╭' | '╰' | '╔' | '╚' | '┏' | '┗' | '+'));
    let free = wall.is_some_and(|wall| to_the_left.strip_suffix(wall).is_some_and(|left| left.ends_with(' ')));
    corner && free && before.is_some_and(|before| !matches!(before, '┐' | '┘' | '╮' | '╯' | '╗' | '╝' | '┓' | '┛' | '+'))
}

fn is_wall(characters: &[(usize, char)], index: usize, drawn: bool) -> bool {
    let at = |index: Option<usize>| index.and_then(|index| characters.get(index)).map(|&(_, character)| character);
    let line = |index: Option<usize>, next: Option<usize>| {
        at(index).is_some_and(is_horizontal) && (at(next).is_some_and(is_horizontal) || at(next).is_none_or(|character| character == '+'))
    };
    match characters[index].1 {
        '|' => !drawn,
        '+' => line(Some(index + 1), Some(index + 2)) || line(index.checked_sub(1), index.checked_sub(2)),
        character => is_drawing(character) && !is_horizontal(character),
    }
}

fn cut_out(line: Line, bytes: Range<usize>, columns: Range<usize>, nested: bool) -> Option<Cut> {
    let text = line.text.get(bytes.clone())?;
    if columns.is_empty() {
        return None;
    }
    let border = (text.chars().all(is_horizontal) && text.chars().count() >= 2).then_some(nested);
    let mut words = text.trim();
    // A rule inside of a box parts its content like a blank line does.
    if words.chars().count() >= 2 && words.chars().all(|character| is_horizontal(character) || is_drawing(character)) {
        words = "";
    }
    let lead = text.len() - text.trim_start().len();
    let column = columns.start + text[..lead].chars().map(width).sum::<usize>();
    let start = line.start + bytes.start + lead;
    // A cleft that a nested box leaves beside it is no box of its own.
    if words.is_empty() && border.is_none() && columns.len() < 3 {
        return None;
    }
    Some(Cut { border, words: Piece { text: words.to_owned(), column, range: start..start + words.len() }, columns })
}

/// The columns that a character takes in a font of fixed width.
pub(super) fn width(character: char) -> usize {
    match character {
        // Most characters of a drawing, and the walls of it.
        '\0'..='\u{2ff}' | '\u{2500}'..='\u{257f}' => 1,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' => 0,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => 2,
        '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1faff}' => 2,
        _ => 1,
    }
}
