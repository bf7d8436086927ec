//! Lines with others nested under them: whether they only name groups of what stands there, or are things that it describes.

use std::borrow::Cow;

/// The longest name of a group, in columns: a wide character takes two.
const LONGEST: usize = 60;

/// A line with what is nested right under it.
#[derive(Debug, Clone)]
pub(crate) struct Branch<'text> {
    /// What the line says, without marks at its edges.
    pub(crate) text: Cow<'text, str>,
    /// How its author made it stand out.
    pub(crate) mark: Mark,
    /// The first words of the lines right under it.
    pub(crate) children: Vec<Cow<'text, str>>,
}

/// How a line stands out among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// Not at all.
    Plain,
    /// It is bold.
    Bold,
    /// It ends with a colon.
    Colon,
}

/// Whether the lines of one list, all of them, are names of groups. A line among others that have nothing under them is none; neither is one
/// that has an amount of its own, says a whole sentence, or has only its price, its size or the end of its sentence under it. Where the author
/// writes everything `small`, without capital letters, a small letter is no sign that a sentence goes on.
pub(crate) fn are_groups(branches: &[Branch<'_>], small: bool) -> bool {
    if branches.len() < 2 || branches.iter().any(|branch| branch.children.is_empty() || !is_name(&branch.text)) {
        return false;
    }
    if branches.iter().all(|branch| branch.mark == Mark::Colon) {
        return true;
    }
    // Where some titles are marked, a line without a mark is none.
    let marked = branches.iter().filter(|branch| branch.mark != Mark::Plain).count();
    if marked > 0 && marked < branches.len() {
        return false;
    }
    let children = || branches.iter().flat_map(|branch| &branch.children);
    let all = children().count();
    if children().filter(|child| tells_more(child)).count() * 2 > all {
        return false;
    }
    let goes_on = !small && children().filter(|child| lowercase(child)).count() * 3 > all * 2 && branches.iter().any(|branch| !lowercase(&branch.text));
    let single = branches.iter().all(|branch| branch.children.len() == 1);
    // `Hot lunch at noon` with `from our kitchen` under it is a promise, `Carers` with `daughters` and `sons` a group.
    let short = branches.iter().all(|branch| branch.text.split_whitespace().count() <= 3);
    if marked > 0 { !goes_on || (short && !single) } else { !goes_on && !single }
}

/// Whether the first letter of a text is a small one.
pub(crate) fn lowercase(text: &str) -> bool {
    text.chars().find(|character| character.is_alphabetic()).is_some_and(char::is_lowercase)
}

/// Whether nearly all of several lines begin with a small letter.
pub(crate) fn is_written_small<'text>(lines: impl Iterator<Item = &'text str>) -> bool {
    const SEVERAL: usize = 6;
    let (mut small, mut large) = (0_usize, 0_usize);
    for line in lines {
        let first = line.chars().find(|character| character.is_alphabetic());
        small += usize::from(first.is_some_and(char::is_lowercase));
        large += usize::from(first.is_some_and(char::is_uppercase));
    }
    small >= SEVERAL && small > large * 2
}

/// Whether a line may be the name of a group: short, no sentence, no question and no amount outside of brackets.
pub(crate) fn is_name(text: &str) -> bool {
    let outside = outside_of_brackets(text);
    let bare = outside.trim();
    let columns: usize = bare.chars().map(|character| if character.is_ascii() || character < '\u{1100}' { 1 } else { 2 }).sum();
    !bare.is_empty() && columns <= LONGEST && !bare.ends_with(['.', '。', '!', '！', '?', '？', ';', '；']) && !has_amount(bare)
}

/// Whether a text names a price or a share.
pub(crate) fn has_amount(text: &str) -> bool {
    const MARKS: [char; 12] = ['€', '$', '£', '¥', '￥', '₩', '₽', '元', '円', '원', '%', '％'];
    const WORDS: [&str; 10] = ["eur", "euro", "euros", "usd", "chf", "rp", "idr", "brl", "руб", "рублей"];
    let digit = |character: char| character.is_ascii_digit() || ('０'..='９').contains(&character);
    text.contains(digit)
        && (text.contains(MARKS) || text.split(|character: char| !character.is_alphabetic()).any(|word| WORDS.contains(&word.to_lowercase().as_str())))
}

/// Whether a nested line only tells more of the one above: its price, or an example.
fn tells_more(text: &str) -> bool {
    const BEGINNINGS: [&str; 22] = [
        "e.g.",
        "eg ",
        "for example",
        "such as",
        "i.e.",
        "z. b.",
        "z.b.",
        "zum beispiel",
        "p. ej.",
        "p.ej.",
        "por ejemplo",
        "por exemplo",
        "par exemple",
        "p. ex.",
        "bijv",
        "например",
        "misalnya",
        "例如",
        "比如",
        "例：",
        "たとえば",
        "예:",
    ];
    let text = text.trim();
    let small = || text.chars().flat_map(char::to_lowercase);
    let first = small().next();
    let begins = |begin: &str| begin.starts_with(|letter| Some(letter) == first) && begin.chars().eq(small().take(begin.chars().count()));
    let may_begin = first.is_some_and(|first| "efsizpbнm例比た예".contains(first));
    if may_begin && BEGINNINGS.iter().any(|begin| begins(begin)) || text.starts_with(['(', '（', '→', '=', '≈', '~']) {
        return true;
    }
    let first = text.split_whitespace().next().unwrap_or_default();
    text.starts_with(['€', '$', '£', '¥', '￥', '₩', '₽'])
        || first.starts_with(|first: char| first.is_ascii_digit()) && has_amount(text) && text.split_whitespace().count() <= 5
}

/// Whether a line begins with a mark that stands above ordinary bullets, or stands in heavy brackets as a whole.
pub(crate) fn is_heavy(text: &str) -> bool {
    const MARKS: [char; 12] = ['■', '◆', '▼', '▲', '★', '●', '◎', '□', '◇', '☆', '▶', '►'];
    let text = text.trim();
    text.starts_with(MARKS) || text.starts_with('【') && text.ends_with('】')
}

/// The name of a group that is numbered or marked as one in front: `（一）`, `①`, `(2)`, `■`, or in heavy brackets.
pub(crate) fn marked_name(text: &str) -> Option<&str> {
    let text = text.trim();
    let name = if is_heavy(text) {
        text.trim_start_matches(|character: char| !character.is_alphanumeric()).trim_end_matches('】')
    } else if text.starts_with(|first| ('①'..='⑳').contains(&first)) {
        text.get('①'.len_utf8()..)?
    } else {
        let inner = text.strip_prefix(['（', '('])?;
        let (number, name) = inner.split_once(['）', ')'])?;
        let counts = |character: char| character.is_ascii_digit() || "一二三四五六七八九十".contains(character);
        let letter = number.len() == 1 && number.starts_with(|letter: char| letter.is_ascii_alphabetic());
        let numbered = (1..=2).contains(&number.chars().count()) && number.chars().all(counts);
        Some(name).filter(|_| numbered || letter)?
    };
    let name = name.trim().trim_end_matches([':', '：']).trim();
    is_name(name).then_some(name)
}

/// A text without what stands in brackets.
fn outside_of_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let mut outside = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(character),
            _ => {}
        }
    }
    outside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(mark: Mark, lists: &[(&'static str, &[&'static str])]) -> bool {
        let branch = |&(text, children): &(&'static str, &[&'static str])| Branch {
            text: Cow::Borrowed(text),
            mark,
            children: children.iter().map(|child| Cow::Borrowed(*child)).collect(),
        };
        are_groups(&lists.iter().map(branch).collect::<Vec<_>>(), false)
    }

    #[test]
    fn lines_that_all_have_things_under_them_name_groups() {
        assert!(groups(Mark::Plain, &[("Those in need", &["Pensioners", "Carers"]), ("Givers", &["The town"])]));
        assert!(groups(Mark::Plain, &[("免费用户", &["刚学琴的孩子", "想试试的成人"]), ("付费会员", &["考级家庭"])]));
        assert!(groups(Mark::Plain, &[("有料プラン（月額9円）", &["大きな施設", "法人"]), ("無料プラン", &["小さな事業所"])]));
        assert!(groups(Mark::Bold, &[("Staff", &["Bakers"]), ("Rooms", &["Shop"])]));
        assert!(groups(Mark::Colon, &[("Staff", &["bakers"]), ("Rooms", &["shop"])]));
    }

    #[test]
    fn small_letters_tell_nothing_where_all_is_written_small() {
        let branch = |text: &'static str, children: &[&'static str]| Branch {
            text: Cow::Borrowed(text),
            mark: Mark::Plain,
            children: children.iter().map(|child| Cow::Borrowed(*child)).collect(),
        };
        let branches = [branch("Flour", &["wheat", "rye"]), branch("Salt", &["coarse", "fine"])];
        assert!(are_groups(&branches, true) && !are_groups(&branches, false));
    }

    #[test]
    fn lines_of_which_more_is_told_are_things() {
        assert!(!groups(Mark::Plain, &[("Flour", &["wheat", "rye"]), ("Salt", &["coarse"])]), "their sentences go on");
        assert!(!groups(Mark::Plain, &[("Rent", &["Paid monthly"]), ("Staff", &["Two bakers"])]), "one line each");
        assert!(!groups(Mark::Plain, &[("Flour", &["Wheat", "Rye"]), ("Salt", &[])]), "a sibling is no group");
        assert!(!groups(Mark::Plain, &[("Basic", &["€ 5 a month", "€ 50 a year"]), ("Pro", &["€ 9 a month"])]), "prices");
        assert!(!groups(Mark::Plain, &[("Basic, 5 € a month", &["Ten songs", "No video"]), ("Pro, 9 €", &["All songs"])]), "amounts of their own");
        assert!(!groups(Mark::Plain, &[("We bake every night.", &["Bread", "Rolls"]), ("We sell at dawn.", &["Shops"])]), "sentences");
        assert!(!groups(Mark::Plain, &[("Families", &["Two earners", "Little time"])]), "alone");
        assert!(!groups(Mark::Bold, &[("Hot lunch at your door", &["from our kitchen", "no minimum"]), ("One bill a month", &["by team"])]));
        assert!(groups(Mark::Bold, &[("Carers", &["daughters", "sons"]), ("Givers", &["the town"])]));
        assert!(!groups(Mark::Bold, &[("Rent", &["paid monthly"]), ("Staff", &["two bakers"])]));
    }
}
