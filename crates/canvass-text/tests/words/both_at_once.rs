//! Who now uses something free and now buys; who pays in full for those who pay nothing; and which two sides each note tells of.

use canvass_model::facts::FactKind;
use serde_json::{Value, json};

use crate::{field, reading, segments};

fn tags(language: &str, block: &str, at: usize, canvas: &Value) -> Vec<String> {
    let mut canvas = canvas.clone();
    canvas["lang"] = json!(language);
    serde_json::from_value(field(&reading(&canvas), block, at, "tags")).unwrap_or_default()
}

#[test]
fn who_is_free_at_first_and_then_buys_pays_at_times() {
    for (language, group, stream) in [
        ("en", "Knitters: the same people get a pattern for free today and come for yarn next week", "Yarn"),
        ("es", "Montañistas: gratis la app, y antes de una cumbre compran el mapa", "Mapa, 1.990 pesos"),
        ("nl", "Breiers: eerst gratis het patroon, daarna kopen ze de wol", "Wol, 12 euro"),
    ] {
        let canvas = json!({"customer_segments": [group, "Grandparents"], "value_propositions": ["Patterns"], "revenue_streams": [stream]});
        let tags = tags(language, "customer_segments", 0, &canvas);
        assert!(tags.contains(&"some_pay".to_owned()), "{language}: {tags:?}");
    }
    let canvas = json!({"customer_segments": ["Knitters (free)", "Grandparents"], "value_propositions": ["Patterns"], "revenue_streams": ["Yarn"]});
    assert!(!tags("en", "customer_segments", 0, &canvas).contains(&"some_pay".to_owned()));
}

#[test]
fn the_same_people_as_those_who_use_it_free_are_a_part_of_them() {
    for (language, free, paying) in [
        ("nl", "Zelfreparateurs die een handleiding zoeken (gratis)", "Dezelfde bezoekers, een week later"),
        ("de", "Gäste am Stricktisch (mittwochs, kostet nichts, Tee auch nicht)", "Dieselben Leute als Kundinnen"),
        ("ko", "도안을 받는 사람들 (무료)", "같은 사람들, 일주일 뒤"),
    ] {
        let part = |second: &str| {
            let canvas = json!({"lang": language, "customer_segments": [free, second], "value_propositions": ["A"], "revenue_streams": ["B"]});
            field(&reading(&canvas), "customer_segments", 1, "part_of")
        };
        assert!(part(paying).is_string(), "{language}");
        assert_eq!(part("Zzz"), Value::Null, "{language}");
    }
}

#[test]
fn several_groups_of_people_who_are_all_offered_the_same_buy_at_times() {
    let some_pay = |groups: [&str; 2], stream: &str| {
        let offers = ["Map of the river, free for all", "The tour as a printed map"];
        let canvas = json!({"customer_segments": groups, "value_propositions": offers, "revenue_streams": [stream]});
        tags("en", "customer_segments", 0, &canvas).contains(&"some_pay".to_owned())
    };
    assert!(some_pay(["Paddlers with a boat of their own", "Families"], "Printed maps, $15 each"));
    assert!(!some_pay(["Paddlers with a boat of their own", "Canoe rental firms"], "Printed maps, $15 each"));
    assert!(!some_pay(["Paddlers with a boat of their own", "Families"], "$15 a month, subscription"));
}

#[test]
fn who_pays_in_full_for_those_who_pay_nothing_carries_them() {
    let carries = |stream: &str| {
        let groups = ["Patients with private cover", "Patients from the villages, who pay nothing"];
        let canvas = json!({"customer_segments": groups, "value_propositions": ["Cataract surgery"], "revenue_streams": [stream]});
        tags("en", "customer_segments", 0, &canvas).contains(&"carries_others".to_owned())
    };
    assert!(carries("Private cover, $900 an eye; the surplus covers patients from the villages"));
    assert!(!carries("Private cover, $900 an eye"));
}

#[test]
fn a_gap_that_another_price_closes_is_no_market() {
    let groups = ["城区自费患者", "低收入老人"];
    let streams = ["城区患者种植，每颗 6800 元", "低收入老人假牙，每副 80 元"];
    let market = |offer: &str| {
        let offers = ["城区患者：当天能约上", offer];
        let canvas = json!({"lang": "zh-Hans", "customer_segments": groups, "value_propositions": offers, "revenue_streams": streams});
        !segments(&reading(&canvas), FactKind::Gives).is_empty()
    };
    assert!(!market("低收入老人：差的部分由城区患者的收入补上"));
    assert!(market("低收入老人：找到城区患者"));
}

#[test]
fn two_who_pay_and_of_whom_one_note_tells_come_for_each_other() {
    let market = |relationship: &str| {
        let canvas = json!({
            "lang": "pt", "customer_segments": ["Expositores", "Visitantes"], "value_propositions": ["Expositores: mesa e luz", "Visitantes: discos num lugar"],
            "customer_relationships": [relationship], "revenue_streams": ["Mesa, R$ 350, paga pelos expositores", "Ingresso, R$ 15, pago pelos visitantes"]
        });
        !segments(&reading(&canvas), FactKind::Gives).is_empty()
    };
    assert!(market("O visitante diz o disco que busca, a gente avisa os expositores"));
    assert!(!market("Pesquisa depois da feira"));
}

#[test]
fn a_part_of_what_is_saved_is_no_commission() {
    let kind = |stream: &str| {
        let canvas = json!({"lang": "pt", "customer_segments": ["Prefeituras", "Hospitais"], "value_propositions": ["A"], "revenue_streams": [stream]});
        field(&reading(&canvas), "revenue_streams", 0, "kind")
    };
    assert_eq!(kind("60% do valor da economia medida"), Value::Null);
    assert_eq!(kind("6% do valor da venda"), "brokerage_fee");
}

#[test]
fn what_brackets_call_advertisers_advertises() {
    let canvas = json!({
        "lang": "ja", "customer_segments": ["子をもつ親（無料）", "習い事教室など地元の店（広告主）", "子ども用品の販促担当（広告主）"],
        "value_propositions": ["遊び場マップ"], "revenue_streams": ["バナー広告 月3万円"]
    });
    let reading = reading(&canvas);
    assert_eq!(segments(&reading, FactKind::Pays), [1, 2]);
}

#[test]
fn staff_that_is_counted_joins_no_second_sort() {
    let canvas = json!({"lang": "ja", "customer_segments": ["従業員30〜200名の金属加工・食品工場"], "value_propositions": ["A"], "revenue_streams": ["B"]});
    assert_eq!(field(&reading(&canvas), "customer_segments", 0, "kind"), "businesses");
}

#[test]
fn who_begins_with_the_same_people_is_the_part_that_pays() {
    for (language, free, paying) in [
        ("de", "Hobbynäherinnen, die Schnitte kostenlos herunterladen", "Dieselben Näherinnen, wenn sie Stoff bestellen"),
        ("es", "Aficionadas que descargan patrones gratis", "Las mismas aficionadas cuando compran tela"),
    ] {
        let canvas = json!({"lang": language, "customer_segments": [free, paying], "value_propositions": ["A"], "revenue_streams": ["B"]});
        let reading = reading(&canvas);
        assert!(field(&reading, "customer_segments", 1, "part_of").is_string(), "{language}");
        assert_ne!(field(&reading, "customer_segments", 1, "roles"), json!(["sponsor"]), "{language}");
    }
}

/// Between which groups, by their place, something is given.
fn gifts(reading: &canvass_text::Reading) -> Vec<(usize, String)> {
    let segments = serde_json::to_value(&reading.canvas).unwrap()["customer_segments"].clone();
    let of = |at: usize, group: &Value| {
        let gifts = group["contributes"].as_array().cloned().unwrap_or_default();
        gifts.into_iter().map(move |gift| (at, gift["to"].as_str().unwrap_or_default().to_owned())).collect::<Vec<_>>()
    };
    segments.as_array().unwrap().iter().enumerate().flat_map(|(at, group)| of(at, group)).collect()
}

#[test]
fn two_who_are_free_come_for_those_who_pay_and_not_for_each_other() {
    let canvas = json!({
        "lang": "zh-Hant", "customer_segments": ["想換單位的護理師（免費）", "護理系學生（免費）", "缺人的醫院人資"],
        "value_propositions": ["護理師：看得到真實班表", "醫院：14 天內收到合格履歷"], "revenue_streams": ["醫院刊登職缺 30 天 3,600 元"]
    });
    let to: Vec<(usize, String)> = gifts(&reading(&canvas));
    assert!(to.iter().any(|(from, to)| *from == 0 && to.contains("醫院")), "{to:?}");
    assert!(!to.iter().any(|(from, to)| *from == 0 && to.contains("學生")), "{to:?}");
}

#[test]
fn one_side_may_be_called_by_words_for_both_where_each_pays_apart() {
    let canvas = json!({
        "lang": "zh-Hans", "customer_segments": ["有地的农户", "承包几百亩的种粮大户", "有收割机的农机手"],
        "value_propositions": ["农户：约好哪天就哪天到", "农机手：一路有活干"], "revenue_streams": ["农户和大户每亩付 2 元平台服务费", "农机手每单抽成 5%"]
    });
    let to = gifts(&reading(&canvas));
    assert!(to.iter().any(|(from, to)| *from == 0 && to.contains("农机手")) && !to.iter().any(|(from, to)| *from == 0 && to.contains("大户")), "{to:?}");
}

#[test]
fn who_is_called_a_user_of_what_others_pay_is_no_side_of_its_own() {
    let gives = |user: &str| {
        let canvas = json!({
            "lang": "fr", "customer_segments": ["Entreprises de couverture", user], "value_propositions": ["Conducteurs : un planning", "Entreprises : la paie"],
            "revenue_streams": ["L'entreprise paie par mois"]
        });
        segments(&reading(&canvas), FactKind::Gives)
    };
    assert_eq!(gives("Conducteurs de travaux (utilisateurs, ne paient pas)"), [0; 0]);
}

#[test]
fn a_sentence_that_ends_with_advertisers_says_who_they_are() {
    let canvas = json!({
        "lang": "ko", "customer_segments": ["주민이 메일로 무료로 받아 본다.", "동네 손님을 찾는 식당, 학원 같은 가게가 광고주다.", "구청과 문화재단도 행사를 알리려고 광고를 산다."],
        "value_propositions": ["동네 소식"],
        "revenue_streams": ["메일 상단 광고는 1회 25만 원이다.", "가게 소개 협찬 기사는 1건 40만 원이다."]
    });
    assert_eq!(segments(&reading(&canvas), FactKind::Pays), [1, 2]);
}

#[test]
fn of_those_a_stream_is_for_whoever_is_free_does_not_pay_it() {
    let canvas = json!({
        "lang": "de", "customer_segments": ["Pflegefachkräfte nutzen alles kostenlos", "Krankenhäuser", "Ambulante Pflegedienste"],
        "value_propositions": ["Pflegekräfte: Stellen", "Häuser: Bewerbungen"], "revenue_streams": ["Stellenanzeige 590 € für 60 Tage"]
    });
    assert!(!segments(&reading(&canvas), FactKind::Pays).contains(&0));
}

#[test]
fn what_firms_pay_beside_an_insurer_is_no_contribution() {
    let few = |first: &str| {
        let canvas = json!({
            "lang": "zh-Hant", "customer_segments": [first, "用品品牌"], "value_propositions": ["減少不必要的門診與理賠", "理賠有人陪"],
            "revenue_streams": ["品牌的平台月費"], "key_activities": ["審核理賠"]
        });
        (0..2).any(|at| tags("zh-Hant", "customer_segments", at, &canvas).contains(&"few_claim".to_owned()))
    };
    assert!(!few("寵物保險公司"));
}

#[test]
fn what_customers_of_a_customer_get_for_nothing_divides_no_account() {
    let canvas = json!({
        "lang": "zh-Hans", "customer_segments": ["中小健身房", "健身房的会员"], "value_propositions": ["会员免费用，算在健身房的会籍里"],
        "revenue_streams": ["健身房交年费，每店 6800 元"]
    });
    assert!(!tags("zh-Hans", "customer_segments", 0, &canvas).contains(&"some_pay".to_owned()));
}

#[test]
fn a_gap_that_the_full_price_closes_is_carried_by_those_who_pay_it() {
    let canvas = json!({
        "lang": "zh-Hans", "customer_segments": ["上班族", "困难家庭里中风后的老人"], "value_propositions": ["康复"],
        "revenue_streams": ["上班族每次 360 元", "困难家庭每次 30 元，差额由正价的收费补上"]
    });
    assert!(tags("zh-Hans", "customer_segments", 0, &canvas).contains(&"carries_others".to_owned()));
}

#[test]
fn franchisees_pay_for_the_name_and_whoever_buys_in_their_shops_pays_them() {
    for (language, groups, offers, streams) in [
        (
            "zh-Hans",
            ["加盟商：想开早餐店的人", "上班族，早上在加盟店买包子"],
            ["加盟商：招牌和馅料", "上班族：两分钟拿到包子"],
            ["加盟费 39800 元", "设备和装修"],
        ),
        (
            "en",
            ["Franchisees with a shop of their own", "Commuters in a hurry"],
            ["Franchisees: the name and the dough", "Commuters: hot buns"],
            ["Entry fee of $20,000", "Ovens and signs"],
        ),
    ] {
        let canvas = |groups: [&str; 2]| json!({"lang": language, "customer_segments": groups, "value_propositions": offers, "revenue_streams": streams});
        let payers = |canvas: &Value| field(&reading(canvas), "revenue_streams", 1, "from");
        assert!(payers(&canvas(groups)).is_string(), "{language}: {}", payers(&canvas(groups)));
    }
}

#[test]
fn people_named_by_a_business_are_its_customers() {
    let read = |language: &str, groups: [&str; 2], stream: &str| {
        let canvas = json!({"lang": language, "customer_segments": groups, "value_propositions": ["Una app"], "revenue_streams": [stream]});
        let read = reading(&canvas);
        (field(&read, "customer_segments", 1, "customer_of"), field(&read, "revenue_streams", 0, "from"))
    };
    let gyms = ["Gimnasios independientes y cadenas", "Abonados del gimnasio, que usan la app"];
    for stream in ["Cuota mensual de 149 € hasta 500 abonados", "Cuota mensual: 149 €"] {
        let (owner, payer) = read("es", gyms, stream);
        assert!(owner.is_string(), "{owner}");
        assert_eq!(payer, owner, "{stream}");
    }
    let (owner, payer) = read("zh-Hans", ["有5家以上门店的连锁健身房", "健身房会员，用App约课"], "健身房付月费");
    assert!(owner.is_string(), "{owner}");
    assert_eq!(payer, owner);
}

#[test]
fn how_many_pay_a_price_in_brackets_does_not_say_who() {
    let from = |stream: &str| {
        let canvas = json!({"lang": "nl", "customer_segments": ["gezinnen met een ruim inkomen", "gezinnen met stadspas", "kinderen uit de buurt"],
            "value_propositions": ["Les"], "revenue_streams": [stream, "maandcontributie stadspas 5 euro"]});
        field(&reading(&canvas), "revenue_streams", 0, "from")
    };
    assert!(!from("maandcontributie 42 euro (180 kinderen)").is_string());
    assert!(from("maandcontributie 42 euro voor kinderen").is_string());
}

#[test]
fn who_goes_on_about_the_same_people_and_buys_pays_at_times() {
    let canvas = |second: &str| {
        json!({"customer_segments": ["Рыболовы-любители, смотрят прогноз бесплатно", second],
        "value_propositions": ["Прогноз бесплатно", "Набор под прогноз"], "revenue_streams": ["Продажа наборов, 690 рублей за штуку"]})
    };
    let tags = |second: &str| tags("ru", "customer_segments", 0, &canvas(second));
    assert!(tags("Они же перед выездом: сегодня смотрят прогноз, завтра покупают").contains(&"some_pay".to_owned()));
    assert!(!tags("Они же перед выездом: сегодня смотрят прогноз").contains(&"some_pay".to_owned()));
}

#[test]
fn who_pays_by_whom_it_is_said_carries_nobody() {
    let canvas = |stream: &str| {
        json!({"customer_segments": ["Particulares com um violoncelo", "Pais de alunos que querem alugar"], "value_propositions": ["Aluguer"],
            "revenue_streams": ["Comissão de 14 % paga pelos particulares", stream]})
    };
    assert!(tags("pt", "customer_segments", 1, &canvas("Taxa de 6 % paga por pais de alunos")).iter().all(|tag| tag != "below_cost"));
}

#[test]
fn a_part_of_what_is_saved_said_in_two_words_is_no_commission() {
    let kind = |stream: &str| {
        let canvas = json!({"lang": "ko", "customer_segments": ["군 상수도사업소"], "value_propositions": ["누수 지점"], "revenue_streams": [stream]});
        field(&reading(&canvas), "revenue_streams", 0, "kind")
    };
    assert_ne!(kind("성과금: 아낀 물값의 15%"), json!("brokerage_fee"));
    assert_eq!(kind("판매값의 15%"), json!("brokerage_fee"));
}

#[test]
fn the_word_of_one_name_means_it_though_it_is_another_word_for_others() {
    let canvas = json!({"lang": "ru", "customer_segments": ["Фермеры и агрохолдинги", "Кочевые пасечники"],
        "value_propositions": ["Фермеру: ульи на поле", "Фермеру: сила семей", "Пасечнику: поле с медосбором"],
        "revenue_streams": ["Сбор 7 % с договора, платит фермер", "Взнос пасечника 2 500 ₽"]});
    let read = reading(&canvas);
    let from = |at: usize| field(&read, "revenue_streams", at, "from");
    assert!(from(0).is_string() && from(1).is_string(), "{} {}", from(0), from(1));
    assert_ne!(from(0), from(1));
}
