//! Groups that are told apart by other words than their names: by what offers call them, by plans and prices, by who is charged nothing.

use canvass_model::facts::FactKind;
use serde_json::json;

use super::{field, reading, segments};

#[test]
fn names_that_only_offers_have_stand_for_whoever_is_left() {
    for (language, names, offers) in [
        ("en", ["Readers", "Gear makers"], ["Readers: long articles", "Those who book pages: seen by people who climb"]),
        ("fr", ["Lecteurs", "Fabricants de matériel"], ["Lecteurs : des articles", "Ceux qui réservent : être vus"]),
    ] {
        let reading = reading(&json!({"lang": language, "customer_segments": names, "value_propositions": offers, "revenue_streams": ["Pages"]}));
        let links = [0, 1].map(|at| field(&reading, "value_propositions", at, "for"));
        assert!(!links[0].is_null() && !links[1].is_null() && links[0] != links[1], "{language}: {links:?}");
    }
}

#[test]
fn several_such_names_stand_for_the_segments_in_their_order() {
    let reading = reading(&json!({
        "customer_segments": ["Weekend hikers", "Hut regulars", "Boot makers"],
        "value_propositions": ["Those who plan: which path is open today", "Those who walked it: a log for good", "Boot makers: a banner beside the log"],
        "revenue_streams": ["Banners of boot makers"]
    }));
    let links: Vec<_> = (0..3).map(|at| field(&reading, "value_propositions", at, "for")).collect();
    assert!(links.iter().all(|link| link.is_string()) && links[0] != links[1] && links[1] != links[2], "{links:?}");
}

#[test]
fn an_offer_to_everybody_is_for_no_single_group() {
    let reading = reading(&json!({
        "customer_segments": ["Readers", "Gear makers"], "value_propositions": ["Readers: long articles", "Both sides: a meeting once a year"],
        "revenue_streams": ["Pages"]
    }));
    assert!(!field(&reading, "value_propositions", 1, "for").is_string());
}

#[test]
fn who_is_charged_nothing_where_others_give_the_money_is_free() {
    for (language, names, charge, grant) in [
        ("en", ["Listeners at home", "Care homes"], "Neither listeners nor homes have ever been asked for a penny.", "A grant from the county"),
        ("fr", ["Habitants", "Résidents"], "Aucun patient n'a de reste à charge.", "Subvention du département"),
        ("nl", ["Gezinnen", "Jongeren"], "Het kost de deelnemer niets.", "Subsidie van de gemeente"),
        ("id", ["Pencari kerja", "Pekerja"], "Balai tidak memungut retribusi dari peserta.", "Hibah pemerintah"),
    ] {
        let reading = reading(&json!({"lang": language, "customer_segments": names, "value_propositions": ["A", "B"], "revenue_streams": [charge, grant]}));
        assert_eq!(segments(&reading, FactKind::Free), [0, 1], "{language}");
        assert!(segments(&reading, FactKind::Pays).is_empty(), "{language}");
    }
    // Where nobody gives it, somebody pays.
    let reading = reading(&json!({
        "customer_segments": ["Listeners"], "value_propositions": ["Talks"], "revenue_streams": ["Nobody is asked for a penny before the talk", "Tickets £9"]
    }));
    assert!(segments(&reading, FactKind::Free).is_empty());
}

#[test]
fn a_plan_or_a_price_tells_who_pays() {
    for (language, names, streams) in [
        ("en", ["Garden people, free account", "Consultants, also on Plus"], ["Plus account, £18 a year"]),
        ("pt", ["Manicures começando (conta Grátis)", "Salões (conta Pro)"], ["Conta Pro: R$ 24,90/mês"]),
        ("zh-Hant", ["小吃店（用免費版）", "手搖飲連鎖（專業版）"], ["專業版每店每月 390 元"]),
    ] {
        let reading = reading(&json!({"lang": language, "customer_segments": names, "value_propositions": ["A", "B"], "revenue_streams": streams}));
        assert_eq!(segments(&reading, FactKind::Pays), [1], "{language}");
        assert_eq!(segments(&reading, FactKind::SamePeople), [1], "{language}");
    }
    let reading = reading(&json!({
        "lang": "ru", "customer_segments": ["Пациенты по полному прайсу", "Пациенты по социальному прайсу"], "value_propositions": ["Лечение", "Протезы"],
        "revenue_streams": ["Приёмы по полному прайсу, из этой прибыли закрываем убыток", "Приёмы по социальному прайсу, ниже себестоимости"]
    }));
    let payers = [0, 1].map(|at| field(&reading, "revenue_streams", at, "from"));
    assert!(payers[0].is_string() && payers[1].is_string() && payers[0] != payers[1], "{payers:?}");
    assert!(field(&reading, "customer_segments", 0, "tags").as_array().unwrap().contains(&json!("carries_others")));
}

#[test]
fn streams_that_only_deny_bring_in_nothing() {
    for (language, stream) in [("id", "Tidak jualan, tidak pasang iklan, tidak terima donasi"), ("en", "No sales, no advertising, no donations")] {
        let reading = reading(&json!({"lang": language, "customer_segments": ["A", "B"], "value_propositions": ["C"], "revenue_streams": [stream]}));
        assert_eq!(field(&reading, "revenue_streams", 0, "price")["amount"], 0, "{language}");
    }
}

#[test]
fn a_partner_said_to_pay_pays() {
    let reading = reading(&json!({
        "lang": "ru", "customer_segments": ["Дачники", "Питомники"], "value_propositions": ["Напоминания"],
        "key_partnerships": ["Интернет-магазин семян"], "revenue_streams": ["Доля с продаж по ссылкам, 7 % платит магазин"]
    }));
    assert_eq!(field(&reading, "revenue_streams", 0, "from"), "интернет-магазин-семян");
}

#[test]
fn free_offers_that_name_nobody_are_for_those_whom_no_other_names() {
    let reading = reading(&json!({
        "lang": "nl", "customer_segments": ["Verpleegkundigen", "Ziekenhuizen"],
        "value_propositions": ["Elke week een aflevering, gratis", "Ziekenhuizen: vacature voorgelezen"], "revenue_streams": ["Vacature in de aflevering: 850 euro"]
    }));
    assert_eq!(segments(&reading, FactKind::Free), [0]);
    assert_eq!(segments(&reading, FactKind::Pays), [1]);
}

#[test]
fn what_is_withheld_from_what_somebody_gets_is_paid_by_them() {
    let reading = reading(&json!({
        "lang": "fr", "customer_segments": ["Vendeurs", "Acheteurs"], "value_propositions": ["Vendeurs : une annonce", "Acheteurs : du choix"],
        "revenue_streams": ["9 % du prix de vente, retenus sur ce que touche le vendeur"]
    }));
    assert_eq!(segments(&reading, FactKind::Pays), [0]);
}

#[test]
fn who_does_not_come_to_look_has_the_stall() {
    let reading = reading(&json!({
        "lang": "id", "customer_segments": ["Pengunjung keluarga", "Penerbit buku dan pengrajin"], "value_propositions": ["Pengunjung: ratusan buku", "Peserta: ribuan pembeli"],
        "revenue_streams": ["Tiket masuk Rp 20 ribu", "Sewa stan Rp 1,5 juta"]
    }));
    assert_eq!([0, 1].map(|at| field(&reading, "revenue_streams", at, "from")), ["pengunjung-keluarga", "penerbit-buku-dan-pengrajin"]);
}

#[test]
fn what_runs_under_the_name_of_a_customer_is_sold_on() {
    for (language, names, offer) in [
        ("en", ["Holiday parks", "Families who stay there"], "The club runs under the park's name"),
        ("de", ["Ferienparks", "Familien"], "Der Club läuft unter dem Namen der Ferienparks"),
    ] {
        let reading = reading(
            &json!({"lang": language, "customer_segments": names, "value_propositions": [offer, "B"], "revenue_streams": ["Fee of the holiday parks / der Ferienparks"]}),
        );
        assert!(field(&reading, "customer_segments", 0, "tags").as_array().is_some_and(|tags| tags.contains(&json!("resells"))), "{language}");
    }
}

#[test]
fn so_many_of_so_many_are_a_share() {
    for (language, stream) in [("de", "Jahresbeitrag je Hof, 4 von 100 melden einen Schaden"), ("en", "Yearly contribution, 4 in 100 claim")] {
        let reading =
            reading(&json!({"lang": language, "customer_segments": ["Obstbauern", "Winzer"], "value_propositions": ["B"], "revenue_streams": [stream]}));
        assert!(field(&reading, "customer_segments", 0, "tags").as_array().is_some_and(|tags| tags.contains(&json!("few_claim"))), "{language}");
    }
    let ages = reading(&json!({"lang": "es", "customer_segments": ["Mujeres de 25 a 50 que compran por internet", "Novias"], "revenue_streams": ["Venta"]}));
    assert!(field(&ages, "customer_segments", 0, "paying_share").is_null());
}
