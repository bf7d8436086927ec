//! Who is said to pay in so many words: `each candidate that a firm takes on, for which the firm pays`.

use canvass_model::in_word;

use crate::context::Context;
use crate::fold::runs_on;
use crate::links::Targets;
use crate::matcher::Hit;
use crate::naming::{Mention, mentions};
use crate::table::general;
use crate::text::Text;

/// How far before the verb its subject may end, in bytes; verbs that end a sentence stand behind what is paid.
const NEAR: usize = 24;
const NEAR_IN_CLAUSE: usize = 60;

/// The groups that stand as the subject of a verb for paying, where one subject alone pays and nobody else is paid.
pub(super) fn subject(context: &Context, text: &Text) -> Option<Targets> {
    let mut verbs = text.small(general::PAYER_BEFORE).filter(|verb| (verb.start as usize) >= text.body_range().start).peekable();
    verbs.peek()?;
    let all = mentions(&context.groups, text, text.body_range());
    let mut found = verbs.filter_map(|verb| one(text, &all, verb));
    let (first, further) = (found.next()?, found.next());
    further.is_none().then(|| Targets::of(text, &first))
}

/// The subject of one verb.
fn one(text: &Text, all: &[Mention], verb: &Hit) -> Option<Vec<Mention>> {
    let (start, end) = (verb.start as usize, verb.end as usize);
    // `paid by` names whoever stands behind it.
    let passive = text.small(general::FROM).any(|word| word.start == verb.start && word.end > verb.end);
    let gap = |from: usize, to: usize| text.folded().get(from..to);
    let subject = all.iter().rev().find(|mention| mention.end <= start)?;
    let between = gap(subject.end, start)?;
    let far = if gap(start, end)?.contains(runs_on) { NEAR_IN_CLAUSE } else { NEAR };
    let denied = text.small(general::NEGATION).any(|word| subject.end <= word.start as usize && word.end as usize <= start + 1);
    let behind = |mention: &Mention| mention.start >= end && gap(end, mention.start).is_some_and(|gap| !gap.contains(ENDS));
    if passive || denied || all.iter().any(|mention| behind(mention) && !is_object(text, mention)) {
        return None;
    }
    if between.len() > far || between.contains(ENDS) || is_object(text, subject) {
        return None;
    }
    // One word may call several: then all of them are meant.
    let joined = |one: &Mention, other: &Mention| {
        if one.start == other.start && one.end == other.end {
            return true;
        }
        let between = gap(one.end, other.start).map(str::trim);
        between == Some("") || text.small(general::AND).any(|word| between == gap(word.start as usize, word.end as usize).map(str::trim))
    };
    let mut subjects = vec![*subject];
    for mention in all.iter().rev().filter(|mention| mention.end <= subject.end && mention.group != subject.group) {
        if !subjects.last().is_some_and(|next| joined(mention, next)) {
            break;
        }
        subjects.push(*mention);
    }
    subjects.reverse();
    Some(subjects)
}

/// What ends a clause of a folded text, where wide signs are narrow ones.
const ENDS: [char; 7] = [',', '.', ';', ':', '(', ')', '\n'];

/// Whether a group is named as the one for whom, from whom or by whose heads something is, and not as the subject.
fn is_object(text: &Text, mention: &Mention) -> bool {
    let before = |kind: u32| {
        text.small(kind).any(|word| {
            let end = word.end as usize;
            end <= mention.start && text.folded().get(end..mention.start).is_some_and(|gap| !gap.contains(in_word))
        })
    };
    before(general::FOR) || before(general::FROM) || before(general::EACH)
}

#[cfg(test)]
mod tests {
    use crate::testing::read_notes;

    fn payer(language: &str, groups: [&str; 2], stream: &str) -> Vec<String> {
        let canvas = read_notes(language, &[("customer_segments", &groups), ("value_propositions", &["Meet"]), ("revenue_streams", &[stream])]);
        let stream = canvas.revenue_streams.iter().flatten().next().and_then(|note| note.full().cloned());
        match stream.and_then(|stream| stream.from) {
            Some(canvass_model::Ids::One(id)) => vec![id.as_str().to_owned()],
            Some(canvass_model::Ids::Many(ids)) => ids.iter().map(|id| id.as_str().to_owned()).collect(),
            None => Vec::new(),
        }
    }

    #[test]
    fn the_subject_pays_whoever_else_is_named() {
        assert_eq!(payer("ru", ["Владельцы домов", "Бригады"], "Контакт владельца: бригада платит 1200 ₽ за заявку"), ["бригады"]);
        assert_eq!(payer("en", ["Job seekers", "Workshops"], "Contact of a job seeker: workshops pay $20"), ["workshops"]);
        assert_eq!(payer("de", ["Schüler", "Betriebe"], "Vermittlung: Betriebe zahlen 80 € je Schüler"), ["betriebe"]);
    }

    #[test]
    fn all_who_are_called_by_the_subject_pay() {
        assert_eq!(payer("ko", ["맞벌이 가정", "젊은 가정"], "가정이 내는 이용료"), ["맞벌이-가정", "젊은-가정"]);
        let joined = "Gastos de gestión que paga la productora o el fotógrafo";
        assert_eq!(payer("es", ["Productoras de anuncios", "Fotógrafos de moda"], joined), ["productoras-de-anuncios", "fotógrafos-de-moda"]);
    }

    #[test]
    fn whom_a_price_is_for_or_who_is_spared_is_no_subject() {
        assert_eq!(payer("en", ["Job seekers", "Workshops"], "Job seekers never pay; workshops pay $20"), ["workshops"]);
        assert_eq!(payer("en", ["Children", "Parents"], "Course for children paid by parents"), ["parents"]);
    }
}
