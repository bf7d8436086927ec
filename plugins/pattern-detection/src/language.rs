//! The language of conditions: reading `when` into atoms over variables.
//!
//! The words are those of the vocabularies and facts of the model; a misspelt one is refused when the pattern is loaded, with the nearest
//! known word.

use std::sync::OnceLock;

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{self, CostOrientation, Economies, Owner, Phase, Role, Stage, Term};
use canvass_plugin::{Decimal, FactKind, Field};

/// The most variables a pattern may have.
pub(crate) const MOST_VARIABLES: usize = 16;

/// What stands in the place of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Slot {
    /// Any item, another one each time.
    Any,
    /// The item that the variable of that number stands for.
    Variable(u8),
    /// The canvas itself, which is also the company.
    Canvas,
}

/// One thing that may hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Atom {
    /// The item belongs to the block.
    Of(Slot, Block),
    /// The item carries one of the terms.
    Has(Slot, Vec<u32>),
    /// The item states that flag.
    Flag(Slot, Field),
    /// The item carries that tag.
    Tag(Slot, String),
    /// A fact of that kind holds between the two, with that term where one is asked for.
    Fact { kind: FactKind, subject: Slot, object: Slot, value: Option<u32>, either_order: bool },
    /// A number of an item compares so with another.
    Compare(Operand, Comparison, Operand),
    /// Two different items.
    Differ(Slot, Slot),
    /// Nothing makes this true.
    Not(Box<Self>),
}

impl Atom {
    /// The variables whose items are what it speaks of, as bits; comparing two items or denying something shows none.
    pub(crate) fn shows(&self) -> u32 {
        let operand = |operand: Operand| match operand {
            Operand::Field(slot, _) => bit(slot),
            Operand::Value(_) => 0,
        };
        match self {
            Self::Of(slot, _) | Self::Has(slot, _) | Self::Flag(slot, _) | Self::Tag(slot, _) => bit(*slot),
            Self::Fact { subject, object, .. } => bit(*subject) | bit(*object),
            Self::Compare(left, _, right) => operand(*left) | operand(*right),
            Self::Differ(..) | Self::Not(_) => 0,
        }
    }

    /// The variables whose items decide whether it holds, as bits.
    pub(crate) fn variables(&self) -> u32 {
        match self {
            Self::Differ(left, right) => bit(*left) | bit(*right),
            Self::Not(inner) => inner.variables(),
            _ => self.shows(),
        }
    }
}

/// The variable of a slot, as a bit.
fn bit(slot: Slot) -> u32 {
    match slot {
        Slot::Variable(variable) => 1 << variable,
        Slot::Any | Slot::Canvas => 0,
    }
}

/// A side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Operand {
    Value(Decimal),
    Field(Slot, Field),
}

/// How two numbers compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Comparison {
    Less,
    AtMost,
    More,
    AtLeast,
    Equal,
}

/// All atoms that must hold together.
pub(crate) type Conjunction = Vec<Atom>;

/// The names of a pattern's variables, shared by its conditions.
#[derive(Debug, Default)]
pub(crate) struct Variables(Vec<String>);

impl Variables {
    fn slot(&mut self, word: &str) -> Result<Slot, String> {
        match word {
            "_" => return Ok(Slot::Any),
            "company" | "canvas" => return Ok(Slot::Canvas),
            _ => {}
        }
        let plain = word.starts_with(|first: char| first.is_ascii_lowercase())
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if !plain {
            return Err(format!("`{word}` is not a variable: use lower-case letters"));
        }
        let at = match self.0.iter().position(|known| known == word) {
            Some(at) => at,
            None if self.0.len() >= MOST_VARIABLES => return Err(format!("a pattern may have {MOST_VARIABLES} variables")),
            None => {
                self.0.push(word.to_owned());
                self.0.len() - 1
            }
        };
        Ok(Slot::Variable(at as u8))
    }
}

/// Reads a condition: alternatives of conjunctions.
///
/// # Errors
/// What cannot be understood.
pub(crate) fn parse(text: &str, variables: &mut Variables) -> Result<Vec<Conjunction>, String> {
    text.split(" or ").map(|alternative| split_atoms(alternative).into_iter().map(|atom| parse_atom(atom.trim(), variables)).collect()).collect()
}

/// Splits at the commas that stand outside parentheses.
fn split_atoms(text: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let mut start = 0;
    let mut parts = Vec::new();
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn parse_atom(text: &str, variables: &mut Variables) -> Result<Atom, String> {
    if let Some(rest) = text.strip_prefix("not ") {
        return parse_atom(rest.trim(), variables).map(|atom| Atom::Not(Box::new(atom)));
    }
    // One look spares most atoms the search for each sign.
    if text.contains(['<', '>', '=']) {
        if let Some((left, right)) = text.split_once("!=") {
            return Ok(Atom::Differ(variables.slot(left.trim())?, variables.slot(right.trim())?));
        }
        for (sign, comparison) in
            [("<=", Comparison::AtMost), (">=", Comparison::AtLeast), ("<", Comparison::Less), (">", Comparison::More), ("=", Comparison::Equal)]
        {
            if let Some((left, right)) = text.split_once(sign) {
                return Ok(Atom::Compare(operand(left.trim(), variables)?, comparison, operand(right.trim(), variables)?));
            }
        }
    }
    let (name, arguments) = call(text)?;
    let arity = |wanted: usize| if arguments.len() == wanted { Ok(()) } else { Err(format!("`{name}` takes {wanted} arguments, not {}", arguments.len())) };
    if let Some(block) = block(name) {
        arity(1)?;
        return Ok(Atom::Of(variables.slot(arguments[0])?, block));
    }
    if let Some((kind, either_order)) = relation(name) {
        let unary = matches!(kind, FactKind::Free | FactKind::BelowCost);
        if kind == FactKind::Gives {
            arity(3)?;
            let value = if arguments[1] == "_" { None } else { Some(one(&terms::<vocabulary::ContributionKind>(arguments[1])?)) };
            return Ok(Atom::Fact { kind, subject: variables.slot(arguments[0])?, object: variables.slot(arguments[2])?, value, either_order });
        }
        arity(if unary { 1 } else { 2 })?;
        let subject = variables.slot(arguments[0])?;
        let object = if unary { Slot::Any } else { variables.slot(arguments[1])? };
        return Ok(Atom::Fact { kind, subject, object, value: None, either_order });
    }
    match name {
        "is" => {
            arity(2)?;
            Ok(Atom::Has(variables.slot(arguments[0])?, typed(arguments[1])?))
        }
        "role" => {
            arity(2)?;
            Ok(Atom::Has(variables.slot(arguments[0])?, terms::<Role>(arguments[1])?))
        }
        "phase" => {
            arity(2)?;
            Ok(Atom::Has(variables.slot(arguments[0])?, terms::<Phase>(arguments[1])?))
        }
        "owner" => {
            arity(2)?;
            Ok(Atom::Has(variables.slot(arguments[0])?, terms::<Owner>(arguments[1])?))
        }
        "economies" => {
            arity(2)?;
            Ok(Atom::Has(variables.slot(arguments[0])?, terms::<Economies>(arguments[1])?))
        }
        "orientation" => {
            arity(1)?;
            Ok(Atom::Has(Slot::Canvas, terms::<CostOrientation>(arguments[0])?))
        }
        "stage" => {
            arity(1)?;
            Ok(Atom::Has(Slot::Canvas, terms::<Stage>(arguments[0])?))
        }
        "lock_in" => {
            arity(1)?;
            Ok(Atom::Flag(variables.slot(arguments[0])?, Field::LockIn))
        }
        "idle" => {
            arity(1)?;
            Ok(Atom::Flag(variables.slot(arguments[0])?, Field::Idle))
        }
        "tag" => {
            arity(2)?;
            Ok(Atom::Tag(variables.slot(arguments[0])?, arguments[1].trim_matches(['"', '\'']).to_lowercase()))
        }
        other => Err(format!("there is no condition `{other}`")),
    }
}

fn call(text: &str) -> Result<(&str, Vec<&str>), String> {
    let open = text.find('(').ok_or_else(|| format!("`{text}` is not a condition: an argument in parentheses is missing"))?;
    let inner = text[open + 1..].strip_suffix(')').ok_or_else(|| format!("`{text}` does not end with a parenthesis"))?;
    Ok((text[..open].trim(), inner.split(',').map(str::trim).collect()))
}

fn operand(text: &str, variables: &mut Variables) -> Result<Operand, String> {
    if let Ok(value) = text.parse::<Decimal>() {
        return Ok(Operand::Value(value));
    }
    let (name, arguments) = call(text)?;
    let field = match name {
        "paying_share" => Field::PayingShare,
        "claiming_share" => Field::ClaimingShare,
        "size" => Field::Size,
        "cost_to_serve" => Field::CostToServe,
        "assortment_items" => Field::AssortmentItems,
        "share_outside_top_fifth" => Field::ShareOutsideTopFifth,
        "share" => Field::Share,
        "price" => Field::Price,
        "volume" => Field::Volume,
        other => return Err(format!("there is no number `{other}`")),
    };
    match arguments[..] {
        [only] => Ok(Operand::Field(variables.slot(only)?, field)),
        _ => Err(format!("`{name}` takes 1 argument, not {}", arguments.len())),
    }
}

fn block(name: &str) -> Option<Block> {
    Some(match name {
        "segment" => Block::CustomerSegments,
        "proposition" => Block::ValuePropositions,
        "stream" => Block::RevenueStreams,
        "channel" => Block::Channels,
        "relationship" => Block::CustomerRelationships,
        "resource" => Block::KeyResources,
        "activity" => Block::KeyActivities,
        "partner" => Block::KeyPartnerships,
        "cost" => Block::CostStructure,
        _ => return None,
    })
}

fn relation(name: &str) -> Option<(FactKind, bool)> {
    let kind = match name {
        "depends" => FactKind::DependsOn,
        "same_people" => return Some((FactKind::SamePeople, true)),
        _ => *FactKind::ALL.iter().find(|kind| kind.as_str() == name && !matches!(kind, FactKind::Typed | FactKind::Role))?,
    };
    Some((kind, false))
}

fn one(codes: &[u32]) -> u32 {
    codes.first().copied().unwrap_or_default()
}

fn terms<T: Term>(word: &str) -> Result<Vec<u32>, String> {
    match T::ALL.iter().find(|term| term.as_str() == word) {
        Some(term) => Ok(vec![term.code()]),
        None => Err(format!("`{word}` is not a {}", T::SUBJECT)),
    }
}

/// The vocabularies of typed values.
const TYPED: [&str; 14] = [
    "SegmentKind",
    "Market",
    "ValueKind",
    "ChannelKind",
    "RelationshipKind",
    "RelationshipMotive",
    "StreamKind",
    "Recurrence",
    "Pricing",
    "ResourceKind",
    "ActivityKind",
    "PartnershipKind",
    "PartnershipMotive",
    "CostKind",
];

/// The codes of a typed value: one spelling may occur in several vocabularies.
fn typed(word: &str) -> Result<Vec<u32>, String> {
    static TERMS: OnceLock<Vec<(&str, u32)>> = OnceLock::new();
    let terms = TERMS.get_or_init(|| {
        let vocabularies = vocabulary::all().into_iter().filter(|(name, _, _)| TYPED.contains(name));
        let mut terms: Vec<(&str, u32)> = vocabularies.flat_map(|(_, _, terms)| terms).map(|(code, spelling)| (spelling, code)).collect();
        // Stable, so that the codes of one spelling stay in the order of the vocabularies.
        terms.sort_by_key(|(spelling, _)| *spelling);
        terms
    });
    let start = terms.partition_point(|(spelling, _)| *spelling < word);
    let codes: Vec<u32> = terms[start..].iter().take_while(|(spelling, _)| *spelling == word).map(|(_, code)| *code).collect();
    if codes.is_empty() { Err(format!("`{word}` is not a typed value of any vocabulary")) } else { Ok(codes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        parse(text, &mut Variables::default()).unwrap_err()
    }

    #[test]
    fn variables_are_shared_and_alternatives_kept_apart() {
        let mut variables = Variables::default();
        let alternatives = parse("free(f), gives(f, attention, t), f != t or paying_share(f) < 0.5", &mut variables).unwrap();
        assert_eq!((alternatives.len(), alternatives[0].len(), variables.0.len()), (2, 3, 2));
        parse("pays(t, r), not pays(f, _)", &mut variables).unwrap();
        assert_eq!(variables.0.len(), 3);
    }

    #[test]
    fn slips_are_named() {
        assert_eq!(refused("is(r, subscribtion)"), "`subscribtion` is not a typed value of any vocabulary");
        assert_eq!(refused("gives(f, money, t)"), "`money` is not a kind of contribution");
        assert_eq!(refused("pays(s)"), "`pays` takes 2 arguments, not 1");
        assert_eq!(refused("likes(a, b)"), "there is no condition `likes`");
        assert_eq!(refused("free f"), "`free f` is not a condition: an argument in parentheses is missing");
        assert_eq!(refused("size(S) > 3"), "`S` is not a variable: use lower-case letters");
    }
}
