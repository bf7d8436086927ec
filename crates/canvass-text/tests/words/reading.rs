//! What is read from small canvases in several languages.

use canvass_model::Canvas;
use canvass_model::facts::FactKind;
use canvass_model::graph;
use canvass_text::language::Language;
use canvass_text::{Reading, read};
use serde_json::{Value, json};

use super::{field, reading};

fn canvas(json: &Value) -> Canvas {
    serde_json::from_value(json.clone()).unwrap()
}

/// The identifiers of the segments about which there is a fact.
fn subjects(reading: &Reading, kind: FactKind) -> Vec<String> {
    let (graph, _) = graph::build_read(&reading.canvas, &reading.marks);
    let view = graph.view();
    let mut found: Vec<String> = view.facts(kind).filter_map(|fact| Some(fact.subject()?.id().to_owned())).collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn nothing_to_read_gives_nothing() {
    assert!(read(&Canvas::default()).is_none());
    assert!(read(&canvas(&json!({"customer_segments": []}))).is_none());
    assert!(read(&canvas(&json!({"revenue_streams": [{"name": "Subscription", "kind": "usage_fee"}]}))).is_none());
}

#[test]
fn a_block_that_states_anything_is_not_read() {
    let reading = reading(&json!({
        "customer_segments": ["Readers", {"name": "Companies", "kind": "individuals"}],
        "revenue_streams": ["Subscription"]
    }));
    assert_eq!(field(&reading, "customer_segments", 1, "kind"), "individuals");
    assert_eq!(serde_json::to_value(&reading.canvas).unwrap()["customer_segments"][0], "Readers");
    assert_eq!(field(&reading, "revenue_streams", 0, "kind"), "subscription_fee");
}

#[test]
fn advertising_is_paid_by_advertisers_for_the_attention_of_the_others() {
    for (language, segments, stream) in [
        ("en", ["Readers", "Advertisers"], "Banner advertising"),
        ("fr", ["Lecteurs", "Annonceurs"], "Publicité"),
        ("es", ["Lectores", "Anunciantes"], "Publicidad"),
        ("pt", ["Leitores", "Anunciantes"], "Publicidade"),
        ("de", ["Leser", "Werbekunden"], "Werbung"),
    ] {
        let reading = reading(&json!({"lang": language, "customer_segments": segments, "value_propositions": ["News"], "revenue_streams": [stream]}));
        let payer = segments[1].to_lowercase();
        assert_eq!(field(&reading, "revenue_streams", 0, "kind"), "advertising", "{language}");
        assert_eq!(subjects(&reading, FactKind::Pays), [payer], "{language}");
        assert_eq!(subjects(&reading, FactKind::Free), [segments[0].to_lowercase()], "{language}");
        assert_eq!(subjects(&reading, FactKind::Gives), [segments[0].to_lowercase()], "{language}");
    }
}

#[test]
fn commission_comes_from_those_who_supply() {
    for (language, segments, stream) in [
        ("en", ["Hosts", "Guests"], "10% commission per booking"),
        ("fr", ["Hôtes", "Voyageurs"], "Commission de 10 % sur chaque réservation"),
        ("es", ["Anfitriones", "Huéspedes"], "Comisión del 10%"),
        ("pt", ["Anfitriões", "Hóspedes"], "Comissão de 10%"),
        ("de", ["Gastgeber", "Reisende"], "10 % Provision"),
    ] {
        let reading = reading(&json!({"lang": language, "customer_segments": segments, "revenue_streams": [stream]}));
        assert_eq!(subjects(&reading, FactKind::Pays).len(), 1, "{language}");
        assert!(segments[0].to_lowercase().contains(&subjects(&reading, FactKind::Pays)[0]), "{language}");
    }
}

#[test]
fn where_nothing_sets_a_group_apart_all_that_are_served_pay() {
    for (language, segments, stream) in [
        ("en", ["Patients", "Hospitals"], "Subscription"),
        ("de", ["Familien", "Unternehmen"], "Monatskarte 149 €"),
        ("zh-Hans", ["家庭", "企业"], "月租4500元"),
        ("es", ["Familias", "Empresas"], "Suscripción mensual"),
    ] {
        let reading = reading(&json!({"lang": language, "customer_segments": segments, "revenue_streams": [stream]}));
        assert_eq!(subjects(&reading, FactKind::Pays).len(), 2, "{language}");
    }
}

#[test]
fn of_what_says_nothing_nothing_follows() {
    let nothing = canvas(
        &json!({"customer_segments": ["Theta", "Iota"], "value_propositions": ["Delta", "Epsilon"], "revenue_streams": ["Lambda"], "channels": ["Eta"]}),
    );
    if let Some(reading) = read(&nothing) {
        assert!(subjects(&reading, FactKind::Pays).is_empty());
        assert!(subjects(&reading, FactKind::Uses).is_empty());
    }
}

#[test]
fn the_group_under_which_a_note_stands_is_linked() {
    let reading = reading(&json!({
        "customer_segments": ["Hosts", "Guests"],
        "value_propositions": [{"name": "Extra income", "tags": ["For hosts"]}, {"name": "A room with breakfast", "tags": ["For guests"]}]
    }));
    assert_eq!(field(&reading, "value_propositions", 0, "for"), "hosts");
    assert_eq!(field(&reading, "value_propositions", 1, "for"), "guests");
}

#[test]
fn free_and_paying_members_are_parts_of_one_group() {
    for (language, segments) in [
        ("en", ["Free users", "Premium users"]),
        ("fr", ["Utilisateurs gratuits", "Utilisateurs premium"]),
        ("es", ["Usuarios gratuitos", "Usuarios premium"]),
        ("pt", ["Usuários gratuitos", "Usuários premium"]),
        ("de", ["Kostenlose Nutzer", "Premium-Nutzer"]),
    ] {
        let reading = reading(&json!({"lang": language, "customer_segments": segments, "value_propositions": ["Notes"], "revenue_streams": ["Premium 5 €"]}));
        assert_eq!(subjects(&reading, FactKind::SamePeople).len(), 1, "{language}");
        assert_eq!(subjects(&reading, FactKind::Free).len(), 1, "{language}");
        assert_eq!(subjects(&reading, FactKind::Pays).len(), 1, "{language}");
    }
}

#[test]
fn freemium_says_that_some_pay_and_not_how_many() {
    for (language, stream) in
        [("en", "Freemium: pro plan, 8 € a month"), ("fr", "Freemium, abonnement premium à 8 € par mois"), ("zh-Hans", "免费增值：高级会员每月8元")]
    {
        let reading = reading(&json!({"lang": language, "customer_segments": ["Choirs"], "value_propositions": ["Notes"], "revenue_streams": [stream]}));
        assert_eq!(field(&reading, "customer_segments", 0, "tags")[0], "some_pay", "{language}");
        assert!(field(&reading, "customer_segments", 0, "paying_share").is_null(), "{language}");
    }
}

#[test]
fn the_free_tier_of_a_vendor_and_a_free_trial_make_nobody_free() {
    let reading = reading(&json!({
        "customer_segments": ["Bakeries"], "value_propositions": ["Payroll"], "customer_relationships": ["30-day free trial"],
        "revenue_streams": ["Monthly subscription after a free trial"], "cost_structure": ["Hosting (free tier)"]
    }));
    assert!(field(&reading, "customer_segments", 0, "tags").is_null());
    assert!(subjects(&reading, FactKind::Free).is_empty());
}

#[test]
fn what_is_denied_or_put_off_is_not_read() {
    let reading = reading(&json!({"customer_segments": ["Readers"], "revenue_streams": ["Advertising (Phase 2)", "No commission", "Subscription"]}));
    assert!(field(&reading, "revenue_streams", 0, "kind").is_null());
    assert!(field(&reading, "revenue_streams", 1, "kind").is_null());
    assert_eq!(field(&reading, "revenue_streams", 2, "kind"), "subscription_fee");
}

#[test]
fn donors_pay_for_what_others_use() {
    let reading = reading(&json!({
        "customer_segments": ["Homeless people", "Donors"], "value_propositions": ["Warm meals", "A bed"], "revenue_streams": ["Donations"]
    }));
    assert_eq!(subjects(&reading, FactKind::Pays), ["donors"]);
    assert_eq!(subjects(&reading, FactKind::PaidFor), ["donations"]);
}

#[test]
fn english_words_are_read_beside_those_of_the_language() {
    let reading = reading(&json!({"customer_segments": ["Les petites entreprises"], "revenue_streams": ["Pricing: subscription pour les PME"]}));
    assert_eq!(reading.language, Language::French);
    assert_eq!(field(&reading, "revenue_streams", 0, "kind"), "subscription_fee");
}

#[test]
fn every_value_read_is_marked() {
    let reading = reading(&json!({"customer_segments": ["Small shops"], "revenue_streams": ["$49/month"]}));
    let (graph, _) = graph::build_read(&reading.canvas, &reading.marks);
    let view = graph.view();
    for fact in view.facts(FactKind::Typed) {
        assert_eq!(fact.origin().as_str(), "read");
    }
    assert!(reading.marks.iter().all(|mark| mark.confidence <= 1000));
}

#[test]
fn where_some_links_are_stated_the_others_are_not_guessed() {
    let offers = |first: Value| {
        let canvas = serde_json::json!({
            "lang": "en", "customer_segments": [{"id": "early", "name": "Commuters"}, {"id": "cafes", "name": "Cafés"}],
            "value_propositions": [first, "Bread with collagen"], "revenue_streams": ["Sale of bread"],
        });
        field(&reading(&canvas), "value_propositions", 1, "for")
    };
    assert_ne!(offers(serde_json::json!("Warm bread at six")), Value::Null);
    assert_eq!(offers(serde_json::json!({"name": "Warm bread at six", "for": "early"})), Value::Null);
}
