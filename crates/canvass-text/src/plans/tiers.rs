//! Signs that those who pay are on the paid plan of what others use free: a plan by whose name they are told apart, an account that is free, words for
//! going over from the one to the other.

use canvass_model::blocks::Block;
use canvass_model::vocabulary::StreamKind;

use crate::context::Context;
use crate::payers::shared;
use crate::plans::Known;
use crate::table::Table;
use crate::text::Text;

/// Places of words for a plan, and for going over to a dearer one.
const PLAN: u32 = 0;
pub(crate) const UPGRADE: u32 = 1;

/// Blocks that may say that members go over to the paid plan.
const WHERE: [Block; 6] =
    [Block::ValuePropositions, Block::CustomerRelationships, Block::Channels, Block::KeyActivities, Block::KeyResources, Block::RevenueStreams];

/// Whether the words tell the paying from the free as members on two plans of one thing.
pub(crate) fn are_told(context: &Context, known: &Known<'_>, free: &[usize], paying: &[usize]) -> bool {
    // Where sides meet, or some of those who pay have the others for customers, they are other people.
    if free.is_empty() || paying.is_empty() || crate::sides::meets(context, known) || belong(context, free, paying) {
        return false;
    }
    let says = |text: &Text, value: u32| text.anywhere(Table::Tier).any(|hit| hit.value == value);
    let segments = context.texts(Block::CustomerSegments);
    let account = free.iter().chain(paying).filter_map(|&at| segments.get(at)).any(|text| says(text, PLAN));
    let upgrade = || context.everywhere(&WHERE).any(|(_, text)| says(text, UPGRADE));
    let streams = || {
        known
            .streams
            .iter()
            .zip(context.texts(Block::RevenueStreams))
            .filter(|(stream, text)| !stream.nothing && !text.future && matches!(stream.kind, Some(StreamKind::SubscriptionFee | StreamKind::Licensing)))
    };
    // A plan that costs nothing is one for the others where the two are no people of different sorts with offers of their own.
    let apart = |one: usize, other: usize| {
        let sort = |at: usize| context.groups.get(at).and_then(|group| group.kind);
        let own = |at: usize| crate::sides::has_own_offer(known, at);
        sort(one).is_some() && sort(other).is_some() && sort(one) != sort(other) && own(one) && own(other)
    };
    let stays = || super::stays_free(context).is_some() && !free.iter().any(|&one| paying.iter().any(|&other| apart(one, other)));
    account || stays() || streams().any(|(_, text)| says(text, PLAN) || by_name(context, text, paying)) || upgrade()
}

/// Whether a stream names those who pay by the plan that they are on, and not by what they are called.
fn by_name(context: &Context, text: &Text, paying: &[usize]) -> bool {
    let Some(targets) = shared(context, text) else { return false };
    targets.groups.iter().all(|at| paying.contains(at) && context.groups.get(*at).is_some_and(|group| !targets.are_called(&group.noun)))
}

/// Whether some of the free are customers or people of some of those who pay.
fn belong(context: &Context, free: &[usize], paying: &[usize]) -> bool {
    let segments = context.texts(Block::CustomerSegments);
    let said = free.iter().filter_map(|&at| segments.get(at)).any(|text| text.of(Table::Belongs).next().is_some());
    let served = |free: &usize| {
        paying
            .iter()
            .any(|payer| context.groups.get(*payer).zip(context.groups.get(*free)).is_some_and(|(payer, free)| crate::resale::serves(context, payer, free)))
    };
    said || free.iter().any(served) || crate::resale::words(context).is_some()
}

#[cfg(test)]
mod tests {
    use canvass_model::vocabulary::ContributionKind;

    use crate::testing::{gives, read_notes, segments};

    fn pooled(language: &str, groups: &[&str], offers: &[&str], streams: &[&str], activities: &[&str]) -> bool {
        let blocks = [("customer_segments", groups), ("value_propositions", offers), ("revenue_streams", streams), ("key_activities", activities)];
        let read = read_notes(language, &blocks);
        gives(&read, ContributionKind::ConversionPool) || segments(&read).any(|segment| segment.part_of.is_some())
    }

    #[test]
    fn an_account_or_plan_tells_the_paying_from_the_free() {
        assert!(pooled("de", &["Kleine Vereine (kostenloses Konto)", "Verbände"], &["Mitgliederliste"], &["Abo der Verbände, 20 € im Monat"], &[]));
        assert!(pooled("es", &["Coros pequeños (gratis)", "Conservatorios"], &["Partituras"], &["Abono plan Maestro de los conservatorios"], &[]));
        assert!(!pooled("es", &["Coros pequeños (gratis)", "Conservatorios"], &["Partituras"], &["Abono de los conservatorios"], &[]));
    }

    #[test]
    fn so_does_running_it_oneself() {
        let parishes = ["Pfarreien (installieren es selbst, kostenlos)", "Pfarrverbände"];
        assert!(pooled("de", &parishes, &["Belegungsplan"], &["Jahresabo der Pfarrverbände"], &[]));
        assert!(!pooled("de", &["Pfarreien (kostenlos)", "Pfarrverbände"], &["Belegungsplan"], &["Jahresabo der Pfarrverbände"], &[]));
    }

    #[test]
    fn so_do_words_for_going_over() {
        let segments = ["Small clubs (free)", "Leagues"];
        assert!(pooled("en", &segments, &["Fixture lists"], &["Subscription of the leagues"], &["Helping clubs upgrade"]));
        assert!(!pooled("en", &segments, &["Fixture lists"], &["Subscription of the leagues"], &["Helping clubs"]));
    }
}
