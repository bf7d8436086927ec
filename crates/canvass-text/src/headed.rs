//! Sub-headings that tell who pays from who uses: clinics under `Who pays`, nurses under `Who uses`.

use canvass_model::vocabulary::Role;

use crate::groups::Group;
use crate::matcher::Hit;
use crate::table::Table;
use crate::text::Text;

/// Where some segments stand under a sub-heading for those who pay, the others only use, unless their own words say that they pay or give.
pub(crate) fn tell_users(texts: &[Text], groups: &mut [Group]) {
    let headed = |text: &Text| text.anywhere(Table::Roles).any(|hit| hit.end as usize <= text.group_range().end && pays(hit));
    let all = texts.iter().all(|text| !text.group_range().is_empty());
    if !all || !texts.iter().any(headed) {
        return;
    }
    for (text, group) in texts.iter().zip(groups).filter(|(text, _)| !headed(text)) {
        let own = text.named(Table::Roles).any(|hit| pays(hit) || hit.term() == Some(Role::Sponsor));
        if own || group.advertisers || group.funders || group.is_funder() {
            continue;
        }
        group.beside_payers = true;
        if !group.plays(Role::User) {
            group.roles.push(Role::User);
        }
    }
}

fn pays(hit: &Hit) -> bool {
    matches!(hit.term(), Some(Role::Payer | Role::Buyer))
}

#[cfg(test)]
mod tests {
    use canvass_model::Canvas;
    use canvass_model::vocabulary::ContributionKind;

    use crate::testing::{gives, payers, read_value};

    /// A clinic under the one sub-heading, its people under the other.
    fn clinics(language: &str, headings: [&str; 2], names: [&str; 2], offers: [&str; 2], stream: &str) -> Canvas {
        let canvas = serde_json::json!({
            "lang": language,
            "customer_segments": [{"name": names[0], "tags": [headings[0]]}, {"name": names[1], "tags": [headings[1]]}],
            "value_propositions": offers,
            "revenue_streams": [stream],
        });
        read_value(canvas)
    }

    #[test]
    fn who_stands_beside_those_headed_as_payers_only_uses() {
        let names = ["Vets with two to six rooms", "Receptionists at the vets"];
        let offers = ["For vets: fuller rooms", "For receptionists: a diary that vets can read"];
        let told = clinics("en", ["Who pays", "Who uses it"], names, offers, "Yearly fee for each of the vets");
        assert_eq!(payers(&told), [1]);
        assert!(!gives(&told, ContributionKind::Supply));
        let names = ["Tierärzte mit zwei bis sechs Räumen", "Empfang der Tierärzte"];
        let told = clinics("de", ["Wer bezahlt", "Wer damit arbeitet"], names, ["Volle Räume", "Ein Kalender"], "Jahresgebühr je Praxis");
        assert_eq!(payers(&told), [1]);
    }

    #[test]
    fn headings_that_say_nothing_of_paying_tell_nobody_apart() {
        let told = clinics("de", ["Praxen", "Kliniken"], ["Tierärzte", "Zahnärzte"], ["Volle Räume", "Ein Kalender"], "Jahresgebühr");
        assert_eq!(payers(&told), [2]);
    }
}
