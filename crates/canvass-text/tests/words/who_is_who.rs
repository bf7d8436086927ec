//! Of what sort a group is, whose people or customers its members are, and which of several a word means.

use canvass_model::facts::FactKind;
use serde_json::{Value, json};

use crate::{field, reading, segments};

fn kinds(language: &str, names: &[&str]) -> Vec<Value> {
    let reading = reading(&json!({"lang": language, "customer_segments": names, "value_propositions": ["A"], "revenue_streams": ["12 €"]}));
    (0..names.len()).map(|at| field(&reading, "customer_segments", at, "kind")).collect()
}

#[test]
fn who_is_counted_by_its_staff_is_an_organisation() {
    for (language, counted, people) in [
        ("fr", "Bureaux de 10 à 50 salariés", "Salariés du quartier"),
        ("ja", "従業員20〜100名のところ", "会社の従業員"),
        ("es", "Locales de 20 empleados", "Empleados del centro"),
    ] {
        assert_eq!(kinds(language, &[counted, people]), ["businesses", "individuals"], "{language}");
    }
}

#[test]
fn a_sub_heading_says_the_sort_of_those_who_stand_under_it() {
    let reading = reading(&json!({"customer_segments": [{"name": "Those who sail on Sundays", "tags": ["Private individuals"]}, "Zzz"]}));
    assert_eq!(field(&reading, "customer_segments", 0, "kind"), "individuals");
}

#[test]
fn what_describes_the_one_joins_no_second_sort() {
    assert_eq!(kinds("en", &["Parents who travel and leave the dog at a kennel far from home"]), ["individuals"]);
    assert_eq!(kinds("en", &["Parents and schools"]), [Value::Null]);
}

#[test]
fn who_sells_is_no_buyer_by_the_end_of_the_word() {
    let reading = reading(&json!({
        "lang": "de", "customer_segments": ["Private Verkäufer", "Sammler"],
        "value_propositions": ["Für Käufer: geprüfte Ware"], "revenue_streams": ["Gebühr"]
    }));
    let users = field(&reading, "value_propositions", 0, "for");
    assert_ne!(users, "private-verkäufer");
}

#[test]
fn one_word_of_another_language_in_many_notes_is_a_name() {
    let canvas = json!({
        "customer_segments": ["Warung es campur", "Penjual es keliling di pasar", "Juragan es balok"],
        "value_propositions": ["Es tahan lama", "Es diantar ke lapak", "Es bersih dan bening"],
        "revenue_streams": ["Es balok per batang", "Sewa kotak es"]
    });
    let reading = reading(&canvas);
    assert_eq!(field(&reading, "customer_segments", 0, "kind"), "businesses");
}

#[test]
fn those_whom_a_business_is_named_for_use_what_it_pays() {
    let reading = reading(&json!({
        "customer_segments": ["Studios", "People who train at the studios"], "value_propositions": ["A plan for each week"],
        "revenue_streams": ["Monthly fee"]
    }));
    assert_eq!(segments(&reading, FactKind::Pays), [0]);
    // Where words run on, what describes people is written as whose customers they are.
    let reading = self::reading(
        &json!({"lang": "zh-Hans", "customer_segments": ["家里养海水缸的玩家"], "value_propositions": ["海水"], "revenue_streams": ["一桶 80 元"]}),
    );
    assert_eq!(segments(&reading, FactKind::Pays), [0]);
}

#[test]
fn the_people_of_several_businesses_use_what_these_pay() {
    let reading = reading(&json!({
        "customer_segments": ["Hospitals", "Shipping companies", "Staff on night shifts"], "value_propositions": ["Planner"], "revenue_streams": ["Fee by the month"]
    }));
    assert_eq!(segments(&reading, FactKind::Pays), [0, 1]);
}

#[test]
fn one_full_price_that_pays_for_several_cheap_ones_carries_them() {
    for (language, names, streams, said) in [
        (
            "es",
            ["Pacientes particulares", "Pacientes sin recursos"],
            ["Particulares: 400 €", "Sin recursos: 90 €"],
            "Cada cirugía particular cubre dos de las otras",
        ),
        ("nl", ["Gasten", "Gasten met een laag inkomen"], ["Gasten: € 40", "Laag inkomen: € 8"], "Elke volle prijs betaalt voor twee anderen"),
    ] {
        let reading = reading(&json!({
            "lang": language, "customer_segments": names, "value_propositions": ["A"], "revenue_streams": streams, "key_resources": [], "key_activities": [said]
        }));
        assert_eq!(segments(&reading, FactKind::BelowCost), [1], "{language}");
    }
}

#[test]
fn what_is_counted_and_billed_each_month_is_paid_by_use() {
    let kind = |stream: &str| {
        let reading = reading(&json!({"customer_segments": ["Utilities"], "value_propositions": ["A"], "revenue_streams": [stream]}));
        field(&reading, "revenue_streams", 0, "kind")
    };
    assert_eq!(kind("Billed every month, by the cubic metre that was metered"), "usage_fee");
    assert_eq!(kind("Paid every month"), "subscription_fee");
}

#[test]
fn how_many_live_there_and_where_somebody_works_say_no_sort() {
    assert_eq!(kinds("de", &["Gemeinden bis 15.000 Einwohner"]), ["government"]);
    assert_ne!(kinds("id", &["Tukang ledeng di sekitar kecamatan"]), ["government"]);
}

#[test]
fn who_works_with_what_the_employer_pays_is_no_side_of_a_market() {
    let reading = reading(&json!({
        "lang": "zh-Hans", "customer_segments": ["中小物业公司", "一线员工，自己不花钱"],
        "value_propositions": ["报事拍照即派单"], "revenue_streams": ["软件年费 2980 元/年"]
    }));
    assert_eq!(segments(&reading, FactKind::Gives), [0_usize; 0]);
    assert_eq!(segments(&reading, FactKind::Controls), [0]);
}

#[test]
fn a_part_of_all_sales_is_no_part_of_a_deal() {
    let gives = |note: &str, other: &str| {
        let reading = reading(&json!({
            "customer_segments": ["Growers", "Cooks"], "value_propositions": ["Growers: sold by noon", "Cooks: picked today"],
            "revenue_streams": [{"name": "Growers pay for the stand", "note": note}, other]
        }));
        !segments(&reading, FactKind::Gives).is_empty()
    };
    assert!(!gives("8 % of sales", "Cooks: 12 € a month"));
}

#[test]
fn beside_advertising_what_says_nothing_of_its_sort_is_paid_by_who_advertises() {
    let reading = reading(&json!({
        "customer_segments": ["People who walk along the canal", "Boatyards and chandlers"], "value_propositions": ["News of the canal"],
        "revenue_streams": ["Display ads", "Banner on the web edition", "Lines at the back, £14 a month"]
    }));
    assert_eq!(field(&reading, "revenue_streams", 2, "from"), "boatyards-and-chandlers");
}

#[test]
fn what_is_spent_each_month_is_no_cost_of_one() {
    let reading = reading(&json!({
        "lang": "id", "customer_segments": ["Keluarga perantau", "Anak dari orang tua yang sudah sepuh"],
        "value_propositions": ["Makam orang tua bersih tiap minggu"],
        "revenue_streams": [{"name": "Langganan bulanan keluarga", "note": "Rp 85.000 per makam"}, "Sekali bersih, Rp 60.000"],
        "cost_structure": [{"name": "Sumbangan kas makam", "note": "Per bulan: Rp 500 ribu"}]
    }));
    assert_eq!(segments(&reading, FactKind::BelowCost), [0_usize; 0]);
}

#[test]
fn what_is_counted_between_a_price_and_its_month_is_no_use() {
    let reading = reading(&json!({"customer_segments": ["Lift firms"], "value_propositions": ["A"], "revenue_streams": ["£29 per placement per month"]}));
    assert_eq!(field(&reading, "revenue_streams", 0, "kind"), "subscription_fee");
}

#[test]
fn a_lead_behind_a_small_word_calls_the_same_group_in_streams() {
    let reading = reading(&json!({
        "lang": "de", "customer_segments": ["Reisemobilisten, die eine ruhige Nacht suchen", "Familien mit Bulli", "Bauernhöfe und Winzer mit Platz"],
        "value_propositions": ["Für Reisende: eine ruhige Nacht", "Für Höfe: Gäste im Hofladen"],
        "revenue_streams": ["Reisemobilisten und Familien mit Bulli: Vignette 39 €", "Höfe: Jahresbeitrag 90 €"]
    }));
    assert_eq!(field(&reading, "revenue_streams", 1, "from"), "bauernhöfe-und-winzer-mit-platz");
}
