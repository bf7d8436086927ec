//! Money from public bodies, foundations and donors for what others use free: whoever gives it is a sponsor.

use canvass_model::blocks::{Block, Contribution, CustomerSegment, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{ContributionKind, Role, SegmentKind, StreamKind};

use crate::blocks::Stream;
use crate::context::Context;
use crate::fill::{Marks, ONLY, full};
use crate::groups::Group;
use crate::payers::Payers;
use crate::plans::Known;

const BLOCK: Block = Block::CustomerSegments;

/// Whether a stream pays for what others than its payer use.
pub(crate) fn is_for_others(context: &Context, known: &Known<'_>, stream: &Stream, payers: &Payers) -> bool {
    if matches!(stream.kind, Some(StreamKind::Donation | StreamKind::GrantOrTax)) {
        return true;
    }
    let payer = |at: &usize| context.groups.get(*at).is_some_and(gives);
    let by_groups = !payers.groups.is_empty() && payers.groups.groups.iter().all(payer);
    // Partners are named as payers only where they give money, or pay for what is sold through them.
    let sold = matches!(stream.kind, Some(StreamKind::Advertising | StreamKind::BrokerageFee | StreamKind::AssetSale | StreamKind::Licensing));
    let by_partners = !payers.partners.is_empty() && !sold;
    // Those whose customers use it free pay for their own, be they a club or an authority.
    (by_groups && !crate::sides::sells_on(context) || by_partners) && somebody_free(context, known)
}

/// Whether sponsors give what is called advertising: beside nothing but gifts and grants.
fn is_gift_of_sponsors(context: &Context, known: &Known<'_>, stream: &Stream, payers: &Payers) -> bool {
    let funds = |at: &usize| context.groups.get(*at).is_some_and(|group| group.funders);
    let mut others = known.streams.iter().filter(|other| !other.future && !other.is_advertising()).peekable();
    let beside_gifts = others.peek().is_some() && others.all(Stream::is_given);
    stream.is_advertising() && beside_gifts && !payers.groups.is_empty() && payers.groups.groups.iter().all(funds)
}

/// Gives the role to segments that pay while others use free.
pub(crate) fn assign(context: &Context, known: &Known<'_>, segments: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    if !context.reads(BLOCK) || !somebody_free(context, known) {
        return;
    }
    // Beside a free plan those who subscribe pay for themselves.
    let plans = (0..segments.len()).any(|at| is_paying_part(context, segments, at));
    for (stream, payers) in known.streams.iter().zip(known.payers).filter(|(stream, _)| !stream.future) {
        if !is_for_others(context, known, stream, payers) || plans && matches!(stream.kind, Some(StreamKind::SubscriptionFee | StreamKind::Licensing)) {
            continue;
        }
        for &at in &payers.groups.groups {
            // Who is said to advertise pays for that.
            let advertises = context.groups.get(at).is_some_and(|group| group.advertisers) && !is_gift_of_sponsors(context, known, stream, payers);
            // Whoever pays for its own people gives nothing to others.
            let employs = !stream.is_given() && segments.get(at).and_then(Note::full).is_some_and(|segment| segment.controls.is_some());
            if is_paying_part(context, segments, at) || advertises || employs {
                continue;
            }
            let Some(segment) = full(segments, at).filter(|segment| !segment.roles.contains(&Role::Sponsor)) else { continue };
            segment.roles.push(Role::Sponsor);
            if !marks.has(BLOCK, at, Field::Roles) {
                marks.add(BLOCK, at, Field::Roles, &payers.groups.words, ONLY);
            }
        }
    }
}

/// Whether a group is on the paid plan out of others on a free one: it pays for itself.
fn is_paying_part(context: &Context, segments: &[Note<CustomerSegment>], at: usize) -> bool {
    let Some(Some(id)) = context.ids.segments.get(at) else { return false };
    let part = segments.get(at).and_then(Note::full).is_some_and(|segment| segment.part_of.is_some());
    let comes = |gift: &Contribution| gift.kind == ContributionKind::ConversionPool && gift.to == *id;
    part || segments.iter().filter_map(Note::full).any(|segment| segment.contributes.iter().any(comes))
}

/// Whether a group is of the sort that pays for the good of others.
pub(crate) fn gives(group: &Group) -> bool {
    group.is_funder() || group.funders || matches!(group.kind, Some(SegmentKind::Government | SegmentKind::Nonprofit))
}

/// Whether people use what they do not pay.
fn somebody_free(context: &Context, known: &Known<'_>) -> bool {
    context.served().any(|at| !known.is_payer(at) && known.is_user(at) && context.groups.get(at).is_some_and(|group| !gives(group)))
}

#[cfg(test)]
mod tests {
    use canvass_model::vocabulary::Role;

    use crate::testing::{read_notes, segments};

    #[test]
    fn who_pays_for_its_own_people_is_no_sponsor() {
        let sponsors = |staff: &str| {
            let groups = ["Welfare association that runs care homes (nonprofit)", staff];
            let read = read_notes(
                "en",
                &[("customer_segments", &groups), ("value_propositions", &["Rota"]), ("revenue_streams", &["Monthly fee from the association"])],
            );
            segments(&read).filter(|segment| segment.roles.contains(&Role::Sponsor)).count()
        };
        assert_eq!(sponsors("Employees, who use it free"), 0);
        assert_eq!(sponsors("Neighbours, who use it free"), 1);
    }

    #[test]
    fn sponsors_beside_gifts_give_and_beside_sales_advertise() {
        let sponsors = |streams: &[&str]| {
            let groups =
                ["近所の小中学生（食事は無料）", "ひとり親の保護者（子どもと一緒なら無料）", "毎月の寄付会員（個人 約140人）", "協賛してくれる地元企業"];
            let offers = ["週2回、温かい夕食をみんなで食べられる", "企業には社員ボランティアの受け入れと活動報告書"];
            let read = read_notes("ja", &[("customer_segments", &groups), ("value_propositions", &offers), ("revenue_streams", streams)]);
            segments(&read).last().is_some_and(|firms| firms.roles.contains(&Role::Sponsor))
        };
        assert!(sponsors(&["個人の毎月寄付（1口1,000円）", "市の補助金 年60万円", "企業からの協賛金"]));
        assert!(!sponsors(&["企業からの協賛金", "弁当の販売"]));
    }

    #[test]
    fn who_lets_its_own_customers_use_it_pays_for_them() {
        let sponsored = |users: &str| {
            let groups = ["Mutualidades profesionales (abogados, arquitectos)", users];
            let offers = ["Videoconsulta incluida, no paga nada por usarla"];
            let streams = ["Puesta en marcha, 14.000 € una vez, la paga la mutualidad"];
            let read = read_notes("es", &[("customer_segments", &groups), ("value_propositions", &offers), ("revenue_streams", &streams)]);
            segments(&read).any(|segment| segment.roles.contains(&Role::Sponsor))
        };
        assert!(!sponsored("Asegurados de las mutualidades, que hacen la videoconsulta"));
        assert!(sponsored("Vecinos del barrio, que hacen la videoconsulta"));
    }
}
