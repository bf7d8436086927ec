//! Sides of a business, resale, insurance, bait and prices below cost, read from plain words in many languages.

use canvass_model::facts::FactKind;
use canvass_text::Reading;
use serde_json::json;

use super::{field, segments};

fn reading(language: &str, segments: &[&str], offers: &[&str], streams: &[&str], activities: &[&str], costs: &[&str]) -> Reading {
    let canvas = json!({
        "lang": language, "customer_segments": segments, "value_propositions": offers, "revenue_streams": streams,
        "key_activities": activities, "cost_structure": costs
    });
    super::reading(&canvas)
}

fn tagged(reading: &Reading, block: &str, item: usize, tag: &str) -> bool {
    field(reading, block, item, "tags").as_array().is_some_and(|tags| tags.iter().any(|known| known == tag))
}

#[test]
fn two_sides_that_come_for_each_other_are_found_without_the_word_platform() {
    for (language, names, offers, streams) in [
        (
            "en",
            ["Piano owners", "Music students"],
            ["Owners: earn money with an idle instrument", "Students: practise round the corner"],
            ["Owners pay 5 a month", "Students pay 1 per hour"],
        ),
        (
            "de",
            ["Vermieter von Festsälen", "Paare, die feiern"],
            ["Vermieter: neue Kunden", "Paare: freie Termine auf einer Seite"],
            ["Jahresgebühr der Vermieter", "Gebühr der Paare"],
        ),
        (
            "pt",
            ["Costureiras autônomas", "Lojas de roupa"],
            ["Costureiras: serviço toda semana", "Lojas: lotes pequenos"],
            ["Assinatura das lojas", "Taxa da costureira, 4% de cada lote"],
        ),
        ("ja", ["駐車場の持ち主", "通勤者"], ["持ち主：空いている場所が収入になる", "通勤者：駅前を予約"], ["持ち主の月会費 500円", "通勤者の手数料"]),
        ("zh-Hans", ["有空房的村民", "城里的画家"], ["村民：闲置的房子能收租", "画家：安静的院子"], ["村民年费200元", "画家服务费5%"]),
    ] {
        let reading = reading(language, &names, &offers, &streams, &[], &[]);
        assert_eq!(segments(&reading, FactKind::Gives), [0, 1], "{language}");
        assert_eq!(segments(&reading, FactKind::Pays), [0, 1], "{language}");
    }
}

#[test]
fn two_groups_that_buy_different_things_are_no_platform() {
    for (language, names, offers, streams) in [
        (
            "de",
            ["Familien", "Firmen"],
            ["Familien: Wochenende auf dem Hof", "Firmen: Klausurtage mit Küche"],
            ["Übernachtungen der Familien", "Pauschale der Firmen"],
        ),
        ("nl", ["Gezinnen", "Scholen"], ["Gezinnen: zwemles", "Scholen: schoolzwemmen met bus"], ["Lesgeld van gezinnen", "Contract met scholen"]),
    ] {
        let reading = reading(language, &names, &offers, &streams, &[], &[]);
        assert_eq!(segments(&reading, FactKind::Gives), [0; 0], "{language}");
        assert_eq!(segments(&reading, FactKind::Pays), [0, 1], "{language}");
    }
}

#[test]
fn who_is_reached_free_is_what_others_pay_for() {
    for (language, names, offers, stream) in [
        ("en", ["Train passengers", "Shops at stations"], ["Passengers: wifi, no charge", "Shops: a message on arrival"], "Shops pay 30 per thousand messages"),
        (
            "ru",
            ["Автовладельцы", "Автосервисы"],
            ["Автовладельцам: сравнить цены, бесплатно", "Автосервисам: новые клиенты"],
            "Автосервис платит 150 ₽ за заявку",
        ),
        ("ko", ["이사하는 사람", "이사 업체"], ["이사하는 사람: 견적 비교, 이용료 없음", "업체: 신규 고객"], "업체가 견적 1건마다 5,000원"),
    ] {
        let reading = reading(language, &names, &offers, &[stream], &[], &[]);
        assert_eq!(segments(&reading, FactKind::Pays), [1], "{language}");
        assert_eq!(segments(&reading, FactKind::Free), [0], "{language}");
        assert!(segments(&reading, FactKind::Gives).contains(&0), "{language}");
    }
}

#[test]
fn a_customer_who_sells_it_on_is_marked_and_its_customers_are_its_own() {
    for (language, names, offers, stream) in [
        ("de", ["Bäckereien", "Kunden der Bäckereien"], ["Bäckereien: Torten unter eigenem Namen", "Kunden: frische Torte"], "Torten an Bäckereien"),
        ("en", ["Boutique hotels", "Guests of the hotels"], ["Hotels: soap under their own name", "Guests: clean skin"], "Soap sold to hotels"),
        ("id", ["Mitra waralaba", "Pembeli ayam"], ["Mitra: resep dan pelatihan", "Pembeli: ayam renyah"], "Biaya waralaba dari mitra"),
    ] {
        let reading = reading(language, &names, &offers, &[stream], &[], &[]);
        assert!(tagged(&reading, "customer_segments", 0, "resells"), "{language}");
        assert_eq!(segments(&reading, FactKind::CustomerOf), [1], "{language}");
    }
}

#[test]
fn contributions_and_claims_make_a_pool() {
    for (language, name, stream, activity, cost) in [
        ("en", "Taxi riders", "Weekly contribution of 50 from each member", "Checking accident claims", "Payouts to the few who crash"),
        ("fr", "Maraîchers adhérents", "Cotisation annuelle, 400 €", "Expertiser", "Indemnités"),
        ("id", "Pengemudi ojek", "Iuran anggota per bulan", "Memeriksa klaim", "Santunan"),
        ("zh-Hant", "養鴿人家", "每戶月費 90 元", "審核理賠", "理賠支出"),
    ] {
        let reading = reading(language, &[name], &["A"], &[stream], &[activity], &[cost]);
        assert!(tagged(&reading, "customer_segments", 0, "few_claim"), "{language}");
        assert!(field(&reading, "customer_segments", 0, "claiming_share").is_null(), "{language}: nobody says how many");
    }
    let help = reading("en", &["Insurers"], &["Claims handled in a day"], &["Licence per year"], &["Claims software"], &[]);
    assert!(!tagged(&help, "customer_segments", 0, "few_claim"), "who insures others is no pool");
}

#[test]
fn what_fits_one_cheap_thing_alone_requires_it() {
    for (language, offers, streams) in [
        ("en", ["Filter jug, given away at fairs", "Filter cartridges that fit only our jug"], ["Filter cartridges, 9 each, monthly", "Jugs"]),
        ("de", ["Sprudler für 29 €, unter unseren Kosten", "Gasflaschen, die nur in unseren Sprudler passen"], ["Gasflaschen, 9 €", "Sprudler"]),
        ("es", ["Impresora regalada", "Cartuchos que solo funcionan con ella"], ["Cartuchos, 22 € cada mes", "Papel"]),
    ] {
        let reading = reading(language, &["Families"], &offers, &streams, &[], &[]);
        assert!(!field(&reading, "value_propositions", 1, "requires").is_null(), "{language}");
        assert!(tagged(&reading, "value_propositions", 0, "bait"), "{language}");
    }
}

#[test]
fn a_dear_price_that_carries_a_cheap_one_marks_both() {
    for (language, names, streams) in [
        ("en", ["Patients who can pay", "Patients on benefits"], ["Full price 70", "Reduced price 10", "The full price pays for the reduced one"]),
        ("de", ["Theaterfreunde", "Leute mit wenig Geld"], ["Solidarpreis 48 €", "Sozialpreis 6 €", "Der Solidarpreis finanziert den Sozialpreis"]),
    ] {
        let reading = reading(language, &names, &["A"], &streams, &[], &[]);
        assert!(tagged(&reading, "customer_segments", 1, "below_cost"), "{language}");
        assert!(tagged(&reading, "customer_segments", 0, "carries_others"), "{language}");
    }
}

#[test]
fn where_nobody_pays_nobody_is_a_payer() {
    for (language, stream) in [
        ("en", "No money comes in"),
        ("fr", "Aucun revenu : personne ne paie"),
        ("es", "No hay ingresos: nadie paga nada"),
        ("ja", "収入なし。手弁当で続ける"),
        ("id", "Tidak ada pemasukan"),
    ] {
        let reading = reading(language, &["Walkers"], &["A"], &[stream, "Handed on every June"], &[], &[]);
        assert_eq!(segments(&reading, FactKind::Pays), [0; 0], "{language}");
    }
}

#[test]
fn who_gets_a_part_does_not_pay_it() {
    let reading = reading(
        "en",
        &["Learners", "Teachers"],
        &["Learners: evening courses", "Teachers: a classroom"],
        &["Course price, 70% goes to the teacher"],
        &["Matching"],
        &[],
    );
    assert!(!segments(&reading, FactKind::Pays).contains(&1));
}

#[test]
fn at_an_event_stalls_and_tickets_are_paid_by_two_sides() {
    for (language, names, offers, streams) in [
        ("en", ["Makers", "Visitors"], ["Makers: buyers", "Visitors: fine things"], ["Stall fees 180", "Gate tickets 9"]),
        ("pt", ["Noivos", "Expositores"], ["Noivos: tudo num dia", "Expositores: casais"], ["Estande: 310", "Ingresso: 30"]),
        ("ja", ["出展サークル", "来場者"], ["サークルへ：読み手", "来場者へ：本"], ["出展料 6,000円", "入場券 1,000円"]),
    ] {
        let reading = reading(language, &names, &offers, &streams, &[], &[]);
        assert_eq!(segments(&reading, FactKind::Pays), [0, 1], "{language}");
        assert_eq!(segments(&reading, FactKind::Gives), [0, 1], "{language}");
    }
}

#[test]
fn what_costs_more_than_its_price_is_bait_for_what_is_used_up() {
    for (language, offers, streams) in [
        ("en", ["Dosing unit for 190 (costs us 310)", "Sealed cartridges"], ["Cartridges 48 each", "Dosing unit"]),
        ("de", ["Dosiergerät für 190 € (Herstellkosten: 310 €)", "Versiegelte Kartuschen"], ["Kartuschen, 48 € das Stück", "Geräteverkauf"]),
    ] {
        let reading = reading(language, &["Hotels"], &offers, &streams, &[], &[]);
        assert!(tagged(&reading, "value_propositions", 0, "bait"), "{language}");
    }
    let reading = reading("en", &["Hotels"], &["Dosing unit for 310 (costs us 190)", "Sealed cartridges"], &["Cartridges 48 each"], &[], &[]);
    assert!(!tagged(&reading, "value_propositions", 0, "bait"));
}

#[test]
fn groups_under_two_headings_are_the_sides_of_a_market() {
    let group = |name: &str, side: &str| json!({"name": name, "tags": [side]});
    let reading = super::reading(&json!({
        "customer_segments": [group("Old couples", "With a barn"), group("Young families", "With a barn"), group("Boat lovers", "With a boat")],
        "value_propositions": ["An income", "A dry place"],
        "customer_relationships": ["We bring both sides together"],
        "revenue_streams": ["30 €"]
    }));
    assert_eq!(segments(&reading, FactKind::Gives), [0, 1, 2]);
}

#[test]
fn where_few_of_those_who_pay_draw_on_it_they_are_pooled() {
    for (language, stream) in
        [("en", "£4 a month, most never call"), ("ru", "Взнос 300 ₽ в месяц, за год вызывают единицы"), ("zh-Hans", "年费99元，没用到的人撑着")]
    {
        let reading = super::reading(&json!({"lang": language, "customer_segments": ["A"], "value_propositions": ["B"], "revenue_streams": [stream]}));
        let tags = field(&reading, "customer_segments", 0, "tags");
        assert!(tags.as_array().is_some_and(|tags| tags.contains(&json!("few_claim"))), "{language}");
    }
}

#[test]
fn a_public_body_that_pays_for_others_is_no_side_of_a_market() {
    for (language, names, offers) in [
        ("en", ["Old people", "City council"], ["Old people: a bath at home, free", "City council: a photo per booking"]),
        ("zh-Hans", ["老人", "区民政局"], ["老人：免费洗澡", "民政局：每一单有照片"]),
    ] {
        let canvas = json!({"lang": language, "customer_segments": names, "value_propositions": offers, "revenue_streams": ["80 € / 元"]});
        assert!(segments(&super::reading(&canvas), FactKind::Gives).is_empty(), "{language}");
    }
}

#[test]
fn who_pays_nothing_looks_at_advertisements_whatever_it_is_called() {
    let reading = super::reading(&json!({
        "customer_segments": ["Drivers", "Cafes (free)", "Advertisers"],
        "value_propositions": ["Drivers: costs nothing", "Cafes: prices of the day", "Advertisers: reach"],
        "revenue_streams": ["Advertising, 90 € a week"]
    }));
    let gives = segments(&reading, FactKind::Gives);
    assert!(gives.contains(&0) && gives.contains(&1), "{gives:?}");
}

#[test]
fn streams_alone_may_tell_of_the_bait_and_of_what_works_with_it() {
    for (language, names, offers, streams) in [
        ("en", ["Dairies"], ["Know in four minutes"], ["Reader, sold at less than what it costs us", "Test cartridges, 4 each"]),
        ("fr", ["Vignerons"], ["Lier sans fatigue"], ["Outil vendu à perte", "Bobines, 38 € le carton ; l'outil n'accepte que les nôtres"]),
        ("zh-Hans", ["小餐馆"], ["开水随到随有"], ["装机费99元，亏本卖", "换滤芯68元一支"]),
    ] {
        let reading = reading(language, &names, &offers, &streams, &[], &[]);
        assert!(tagged(&reading, "revenue_streams", 0, "bait") && tagged(&reading, "revenue_streams", 1, "hook"), "{language}");
        let plain = self::reading(language, &names, &offers, &streams[1..], &[], &[]);
        assert!(!tagged(&plain, "revenue_streams", 0, "hook"), "{language}");
    }
}

#[test]
fn what_bears_the_name_of_its_buyer_is_resold() {
    for (language, names, offers, streams) in [
        (
            "id",
            ["Pabrik pakan", "Petambak, langganan pabrik itu"],
            ["Pabrik pakan: layanan dengan logo pabrik sendiri", "Petambak: dijawab tanpa biaya"],
            ["Rp 9.000 per petambak per bulan, ditagih ke pabrik pakan"],
        ),
        (
            "de",
            ["Bestattungshäuser", "Trauergäste (kostenlos)"],
            ["Bestattungshäuser: Seite unter Namen und Adresse des Bestattungshauses", "Trauergäste: ein Ort für Bilder"],
            ["Monatspauschale je Bestattungshaus, 79 Euro"],
        ),
    ] {
        let reading = reading(language, &names, &offers, &streams, &[], &[]);
        assert!(tagged(&reading, "customer_segments", 0, "resells"), "{language}");
    }
}

#[test]
fn a_price_pays_for_another_payer_who_is_named_behind_it() {
    let names = ["Familias del centro", "Familias de bajos ingresos"];
    let streams = [
        "Muestra de las familias del centro, 190; su margen paga la muestra de las familias de bajos ingresos",
        "Muestra de las familias de bajos ingresos, 25",
    ];
    let carried = reading("es", &names, &["Análisis"], &streams, &[], &[]);
    assert!(tagged(&carried, "customer_segments", 0, "carries_others"));
    let plain = reading("es", &names, &["Análisis"], &["Muestra de las familias del centro, 190", streams[1]], &[], &[]);
    assert!(!tagged(&plain, "customer_segments", 0, "carries_others"));
}

#[test]
fn contributions_and_what_is_paid_out_among_the_costs_are_a_pool() {
    for (language, names, streams, costs) in [
        ("ru", ["Пасечники"], ["Взнос 180 руб. с улья в год"], ["Выплаты, примерно 70 %"]),
        ("de", ["Freizeitimker"], ["Jahresbeitrag 20 Euro"], ["Das meiste sind Auszahlungen"]),
        ("nl", ["Imkers"], ["Jaarlijkse bijdrage van 20 euro"], ["Uitkeringen"]),
    ] {
        let pooled = reading(language, &names, &["Hilfe"], &streams, &[], &costs);
        assert!(tagged(&pooled, "customer_segments", 0, "few_claim"), "{language}");
        let plain = reading(language, &names, &["Hilfe"], &streams, &[], &[]);
        assert!(!tagged(&plain, "customer_segments", 0, "few_claim"), "{language}");
    }
}

#[test]
fn what_is_offered_to_one_payer_and_speaks_of_the_other_brings_both_together() {
    let names = ["Titulaires qui veulent céder leur officine", "Adjoints de 30 à 40 ans (repreneurs)"];
    let streams = ["Forfait payé par le cédant, 1 900 €", "Abonnement repreneur, 45 €/mois"];
    let both = reading("fr", &names, &["Cédants : un repreneur solvable", "Repreneurs : toutes les officines"], &streams, &[], &[]);
    assert_eq!(segments(&both, FactKind::Gives), [0, 1]);
    assert_eq!(segments(&both, FactKind::Pays), [0, 1]);
    let apart = reading("fr", &names, &["Cédants : une expertise", "Repreneurs : une formation"], &streams, &[], &[]);
    assert_eq!(segments(&apart, FactKind::Gives), [0; 0]);
}

#[test]
fn who_brings_what_free_readers_come_for_makes_it() {
    let names = ["Feuerwehrleute, die abends nachlesen (kostenlos)", "Wehren mit Einsatzberichten (kostenlos)", "Hersteller von Pumpen"];
    let offers = ["Für Feuerwehrleute: 61.000 Einsatzberichte", "Für Wehren: eine Seite ohne Webmaster", "Für Hersteller: Anzeigen vor Fachleuten"];
    let made = reading("de", &names, &offers, &["Bannerwerbung der Hersteller"], &[], &[]);
    let kinds = |reading: &Reading| field(reading, "customer_segments", 1, "contributes").to_string();
    assert!(kinds(&made).contains("content"), "{}", kinds(&made));
    let others = ["Für Feuerwehrleute: Wetter und Straßen", offers[1], offers[2]];
    assert!(!kinds(&reading("de", &names, &others, &["Bannerwerbung der Hersteller"], &[], &[])).contains("content"));
}

#[test]
fn a_sponsor_beside_donors_who_is_offered_nothing_of_its_own_gives_for_the_cause() {
    let names = ["Schoolchildren (free)", "Monthly donors", "Local companies"];
    let streams = ["Donations of monthly donors", "Sponsorship by local companies"];
    let cause = reading("en", &names, &["Schoolchildren: a warm meal", "Donors: a report each month"], &streams, &[], &[]);
    assert!(!field(&cause, "customer_segments", 0, "contributes").to_string().contains("attention"));
    let offers = ["Schoolchildren: a warm meal", "Donors: a report each month", "Local companies: a banner in the hall"];
    let shown = reading("en", &names, &offers, &streams, &[], &[]);
    assert!(field(&shown, "customer_segments", 0, "contributes").to_string().contains("attention"));
}

#[test]
fn what_a_customer_puts_into_its_own_is_resold() {
    for (language, names, offers, streams) in [
        ("en", ["Toy makers", "Families"], ["Batteries that the maker builds into its own toys"], ["Toy makers pay per pallet"]),
        ("nl", ["Bakkerijen", "Mensen die er kopen"], ["Vulling die de bakker in zijn eigen taart verwerkt"], ["Bakkerijen betalen per emmer"]),
        ("ja", ["ホテル", "宿泊客"], ["自館の朝食に添えて出すジャム"], ["ホテルへ1箱4,000円"]),
    ] {
        let reading = reading(language, &names, &offers, &streams, &[], &[]);
        assert!(tagged(&reading, "customer_segments", 0, "resells"), "{language}");
        let plain = self::reading(language, &names, &["A, B"], &streams, &[], &[]);
        assert!(!tagged(&plain, "customer_segments", 0, "resells"), "{language}");
    }
}
