//! Who is free, who pays for others, and what divides members, read from words in several languages.

use canvass_model::facts::FactKind;
use serde_json::json;

use super::{field, reading, segments};

#[test]
fn who_is_said_to_pay_nothing_does_not_pay() {
    for (language, names, stream) in [
        ("en", ["Families", "School classes (free entry)"], "Tickets 7 €"),
        ("de", ["Familien", "Schulklassen (freier Eintritt)"], "Eintrittskarten 7 €"),
        ("es", ["Familias", "Escuelas (entrada gratuita)"], "Entradas 7 €"),
        ("zh-Hans", ["家庭", "学校（免费）"], "门票30元"),
        ("ja", ["事業所", "ヘルパー（費用負担なし）"], "月額利用料 18,000円"),
    ] {
        let reading = reading(&json!({"lang": language, "customer_segments": names, "value_propositions": ["A", "B"], "revenue_streams": [stream]}));
        assert_eq!(segments(&reading, FactKind::Pays), [0], "{language}");
        assert_eq!(segments(&reading, FactKind::Free), [1], "{language}");
    }
}

#[test]
fn an_offer_that_costs_one_group_nothing_is_paid_by_the_others() {
    let reading = reading(&json!({
        "customer_segments": ["Candidates", "Employers"],
        "value_propositions": ["Candidates: every job in one place, free", "Employers: fitting applicants"],
        "revenue_streams": ["Job advert £240", "Company page £900 a year"]
    }));
    assert_eq!(segments(&reading, FactKind::Pays), [1]);
    assert_eq!(segments(&reading, FactKind::Free), [0]);
    assert_eq!(segments(&reading, FactKind::Gives), [0, 1], "each side comes for the other");
}

#[test]
fn who_pays_for_what_others_use_free_is_a_sponsor() {
    for (language, names, offers, stream) in [
        ("en", ["Refugees", "Donors"], ["Refugees: a course", "Donors: a letter"], "Donations"),
        ("pt", ["Passageiros (gratuito)", "Prefeitura"], ["Saber quando chega", "Prefeitura: cumprir a lei"], "Contrato anual com a prefeitura"),
        ("nl", ["Mensen met een smalle beurs", "Gemeenten"], ["Mensen: gratis eten", "Gemeenten: minder armoede"], "Subsidie van gemeenten"),
    ] {
        let reading = reading(&json!({"lang": language, "customer_segments": names, "value_propositions": offers, "revenue_streams": [stream]}));
        assert_eq!(segments(&reading, FactKind::Pays), [1], "{language}");
        assert!(field(&reading, "customer_segments", 1, "roles").as_array().unwrap().contains(&json!("sponsor")), "{language}");
        assert!(!field(&reading, "revenue_streams", 0, "for").is_null(), "{language}");
    }
}

#[test]
fn a_partner_from_the_public_purse_that_a_stream_names_pays_it() {
    let reading = reading(&json!({
        "lang": "es", "customer_segments": ["Familias", "Mayores"], "value_propositions": ["Sin dolor", "Revisión"],
        "key_partnerships": ["Laboratorio", "Ayuntamiento"], "revenue_streams": ["Convenio con el ayuntamiento, 11 € por niño"]
    }));
    assert_eq!(field(&reading, "revenue_streams", 0, "from"), "ayuntamiento");
}

#[test]
fn out_of_a_free_plan_come_those_on_the_paid_one() {
    let reading = reading(&json!({
        "customer_segments": ["Data teams in companies", "Hobby developers (free tier)"], "value_propositions": ["A database"],
        "revenue_streams": ["Free: up to 3 users", "Team: $12 per seat per month"]
    }));
    assert_eq!(segments(&reading, FactKind::Pays), [0]);
    assert_eq!(field(&reading, "customer_segments", 0, "part_of"), "hobby-developers-free-tier");
}

#[test]
fn the_share_that_claims_is_read() {
    for (language, name) in
        [("en", "Members (about 2 % claim each year)"), ("de", "Versicherte (rund 4 % melden einen Schaden)"), ("zh-Hans", "船员（每年约2%的人理赔）")]
    {
        let reading = reading(&json!({"lang": language, "customer_segments": [name], "revenue_streams": ["30 €"]}));
        assert!(!field(&reading, "customer_segments", 0, "claiming_share").is_null(), "{language}");
    }
}

#[test]
fn where_nobody_pays_the_price_is_nothing() {
    for (language, stream) in [("en", "None. We take no money."), ("id", "Gratis untuk semua"), ("de", "Noch keine Einnahmen"), ("zh-Hans", "暂无收入")] {
        let reading =
            reading(&json!({"lang": language, "customer_segments": ["Walkers", "Families"], "value_propositions": ["Map"], "revenue_streams": [stream]}));
        assert!(segments(&reading, FactKind::Pays).is_empty(), "{language}");
        assert!(!field(&reading, "revenue_streams", 0, "price").is_null(), "{language}");
    }
}

#[test]
fn a_commission_sets_those_who_sell_apart_and_both_sides_may_pay() {
    let reading = reading(&json!({
        "customer_segments": [{"name": "Charter firms with idle cabins", "tags": ["Hosts"]}, {"name": "Weekend couples", "tags": ["Guests"]}],
        "value_propositions": ["Income from a boat", "Sleep on the water"],
        "revenue_streams": ["Service fee from guests: 9 %", "Commission from hosts: 4 %"]
    }));
    assert_eq!(field(&reading, "revenue_streams", 0, "from"), "weekend-couples");
    assert_eq!(field(&reading, "revenue_streams", 1, "from"), "charter-firms-with-idle-cabins");
    assert_eq!(segments(&reading, FactKind::Gives), [0, 1]);
}

#[test]
fn by_whose_heads_a_price_is_counted_does_not_pay_it() {
    for (language, names, stream) in [
        ("en", ["Pupils", "Town councils"], "Councils pay 40 per pupil"),
        ("nl", ["Deelnemers", "Gemeenten"], "Gemeente betaalt 740 euro per deelnemer"),
        ("ko", ["어르신", "지자체"], "지자체 위탁 계약, 어르신 1인당 월 4,500원"),
    ] {
        let reading = reading(&json!({"lang": language, "customer_segments": names, "value_propositions": ["A"], "revenue_streams": [stream]}));
        assert_eq!(segments(&reading, FactKind::Pays), [1], "{language}");
    }
}

#[test]
fn a_segment_is_free_where_what_explains_it_says_so() {
    for (language, note) in
        [("en", "They pay nothing for it"), ("ko", "비용 부담: 무료"), ("ru", "не платят ни копейки"), ("zh-Hans", "不收钱"), ("fr", "Paiement : gratuit")]
    {
        let segments_block = json!([{"name": "A", "note": note}, {"name": "B"}]);
        let reading = reading(&json!({"lang": language, "customer_segments": segments_block, "value_propositions": ["C", "D"], "revenue_streams": ["12 €"]}));
        assert_eq!(segments(&reading, FactKind::Free), [0], "{language}");
    }
    let reading = reading(&json!({
        "lang": "en", "customer_segments": [{"name": "Students", "note": "Want free wifi"}, {"name": "Workers"}],
        "value_propositions": ["A desk"], "revenue_streams": ["Day pass 12 €"]
    }));
    assert!(segments(&reading, FactKind::Free).is_empty());
}

#[test]
fn a_sentence_that_goes_on_about_a_segment_is_none() {
    for (language, names) in [
        ("en", ["Lorry drivers with one lorry of their own.", "They number about 3,400."]),
        ("es", ["Camioneros dueños de un solo camión.", "Son unos 3.400 en tres provincias."]),
    ] {
        let reading = reading(&json!({"lang": language, "customer_segments": names, "value_propositions": ["Help"], "revenue_streams": ["18 € a month"]}));
        assert!(!segments(&reading, FactKind::Pays).contains(&1), "{language}");
    }
}

#[test]
fn a_sort_of_payer_named_by_another_word_pays_for_those_who_are_counted() {
    let reading = reading(&json!({
        "lang": "ja", "customer_segments": ["高齢者", "市役所"], "value_propositions": ["夕食", "見守り"], "revenue_streams": ["市の委託費、高齢者1人あたり月3,000円"]
    }));
    assert_eq!(segments(&reading, FactKind::Pays), [1]);
}

#[test]
fn who_is_called_like_the_free_and_subscribes_is_the_paying_part() {
    for (language, names, stream) in [
        ("en", ["Choirs on a free account", "Choirs on Grand"], "Grand: £9 a month from choirs on Grand"),
        ("nl", ["Kleine koren, gratis account", "Grote koren, pakket Zang"], "Pakket Zang, € 9 per maand"),
    ] {
        let reading = reading(&json!({"lang": language, "customer_segments": names, "value_propositions": ["Scores"], "revenue_streams": [stream]}));
        assert!(!field(&reading, "customer_segments", 1, "part_of").is_null(), "{language}");
    }
}

#[test]
fn a_partner_that_a_stream_begins_with_pays_it() {
    let reading = reading(&json!({
        "customer_segments": ["Families", "Neighbours"], "value_propositions": ["A boat"],
        "key_partnerships": ["The Harbour Trust has lent us its pier."], "revenue_streams": ["The Harbour Trust pays for one boat a year."]
    }));
    assert!(field(&reading, "revenue_streams", 0, "from").as_str().unwrap().contains("harbour-trust"));
}

#[test]
fn a_price_by_the_month_that_speaks_of_the_free_plan_is_the_paid_one() {
    let reading = reading(&json!({
        "customer_segments": ["Choirs on a free account", "Choirs on Grand"], "value_propositions": ["Scores"],
        "revenue_streams": ["Grand, £9 a month; one free account in ten moves up"]
    }));
    assert_eq!(segments(&reading, FactKind::Pays), [1]);
    assert!(!field(&reading, "customer_segments", 1, "part_of").is_null());
}

#[test]
fn the_column_beside_a_name_says_what_the_group_is() {
    let canvas = |told: &str| {
        json!({
            "lang": "ko",
            "customer_segments": [{"name": "농가", "note": "메모: 무료"}, {"name": "종자 회사", "note": told}],
            "value_propositions": ["시세 그래프"], "revenue_streams": ["배너 광고, 광고주가 냄"]
        })
    };
    assert_eq!(segments(&reading(&canvas("메모: 광고주")), FactKind::Gives), [0]);
    assert_eq!(segments(&reading(&canvas("메모: 광고주")), FactKind::Pays), [1]);
    assert_eq!(segments(&reading(&canvas("메모: 광고주에게 배달")), FactKind::Pays), [0; 0]);
}

#[test]
fn of_two_groups_of_one_name_what_describes_them_tells_who_pays() {
    let reading = reading(&json!({
        "lang": "pt", "customer_segments": ["Famílias que pagam o valor cheio", "Famílias com valor social"], "value_propositions": ["Sessões"],
        "revenue_streams": ["Sessão particular R$ 190", "Sessão social R$ 35"]
    }));
    assert_eq!(field(&reading, "revenue_streams", 1, "from"), "famílias-com-valor-social");
    assert_eq!(field(&reading, "revenue_streams", 0, "from"), "famílias-que-pagam-o-valor-cheio");
}

#[test]
fn of_groups_called_alike_the_one_is_meant_that_has_more_of_the_words() {
    let reading = reading(&json!({
        "lang": "zh-Hant", "customer_segments": ["自費家庭", "持證明的中低收入家庭"], "value_propositions": ["課程"],
        "revenue_streams": ["中低收入家庭每堂 300 元"]
    }));
    assert_eq!(segments(&reading, FactKind::Pays), [1]);
}

#[test]
fn who_is_said_to_pay_us_nothing_is_free() {
    for (language, names, stream) in [
        ("en", ["Small orchards: pick the fruit, don't pay us a penny", "Cider mills"], "Fee per tonne"),
        ("zh-Hans", ["小果园：自己摘，不用给我们钱", "酒厂"], "每吨服务费"),
        ("zh-Hant", ["小果園：自己摘，不用給我們錢", "酒廠"], "每噸服務費"),
        ("fr", ["Petits vergers : ne nous paient rien", "Cidreries"], "Redevance par tonne"),
        ("es", ["Huertos pequeños: no nos pagan nada", "Sidrerías"], "Tarifa por tonelada"),
        ("pt", ["Pomares pequenos: não nos pagam nada", "Sidrarias"], "Tarifa por tonelada"),
        ("de", ["Kleine Obstgärten: bezahlen uns nichts", "Mostereien"], "Gebühr je Tonne"),
        ("ko", ["작은 과수원: 우리에게 내는 돈은 없음", "양조장"], "톤당 수수료"),
        ("ja", ["小さな果樹園：当社には払わない", "醸造所"], "1トンあたりの料金"),
        ("ru", ["Маленькие сады: ничего нам не платят", "Сидроделы"], "Плата за тонну"),
        ("id", ["Kebun kecil: tidak membayar kami", "Pabrik sari buah"], "Biaya per ton"),
        ("nl", ["Kleine boomgaarden: betalen ons niets", "Cidermakers"], "Tarief per ton"),
    ] {
        let reading = reading(&json!({"lang": language, "customer_segments": names, "value_propositions": ["A", "B"], "revenue_streams": [stream]}));
        assert_eq!(segments(&reading, FactKind::Free), [0], "{language}");
        assert_eq!(segments(&reading, FactKind::Pays), [1], "{language}");
    }
    let paid = reading(&json!({
        "customer_segments": ["Small orchards: pay us by the crate", "Cider mills"], "value_propositions": ["A", "B"], "revenue_streams": ["Fee per tonne"]
    }));
    assert!(segments(&paid, FactKind::Free).is_empty());
}

#[test]
fn two_that_each_pay_and_come_the_more_for_each_other_are_sides() {
    let sides = |language: &str, names: [&str; 2], offers: [&str; 3], streams: [&str; 2]| {
        let reading = reading(&json!({"lang": language, "customer_segments": names, "value_propositions": offers, "revenue_streams": streams}));
        !segments(&reading, FactKind::Gives).is_empty()
    };
    let streams = ["Monthly fee of the growers", "Yearly fee of the cooks"];
    let names = ["Growers", "Cooks"];
    assert!(sides("en", names, ["For growers: a place to sell", "For cooks: fresh herbs", "The two draw each other in"], streams));
    assert!(!sides("en", names, ["For growers: a cool store", "For cooks: sharp knives", "Open on Sundays"], streams));
    let names = ["田舎の土地を持つ個人（地主）", "畑を始めたい家族（耕し手）"];
    let offers = ["地主へ：草刈りがいらない", "耕し手へ：近くの畑", "地主が多いから耕し手が集まる"];
    assert!(sides("ja", names, offers, ["地主の会費 月500円", "耕し手の会費 月900円"]));
}

#[test]
fn who_gets_it_for_nothing_where_the_money_is_given_may_be_told_in_any_block() {
    let read = |block: &str, note: &str| {
        let mut canvas = json!({
            "lang": "en", "customer_segments": ["Young singers"], "value_propositions": ["A conductor once a week"], "revenue_streams": ["Grant of the county"]
        });
        canvas[block] = json!([note]);
        segments(&reading(&canvas), FactKind::Free)
    };
    assert_eq!(read("cost_structure", "Fees of the conductors, free of charge to the singers"), [0]);
    assert_eq!(read("key_resources", "Nobody has ever been asked for a penny"), [0]);
    assert!(read("key_resources", "Sheet music").is_empty());
    let paying = reading(&json!({
        "lang": "en", "customer_segments": ["Young singers", "Retired singers"], "value_propositions": ["A conductor once a week"],
        "key_resources": ["Rooms in the parish hall, free of charge"], "revenue_streams": ["Grant of the county", "$9 a month"]
    }));
    assert_eq!(segments(&paying, FactKind::Pays), [0, 1], "what the business gets for nothing");
}

#[test]
fn a_small_word_calls_nobody() {
    let reading = reading(&json!({
        "lang": "en",
        "customer_segments": ["Everyone in the dale", "Then there are the joiners and roofers"],
        "value_propositions": ["The bus times every Friday", "The joiner gets a page of his own"],
        "revenue_streams": ["Advertisements"]
    }));
    assert!(segments(&reading, FactKind::Uses).contains(&0));
}
