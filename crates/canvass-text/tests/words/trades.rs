//! Which sort of group a trade is, and what is sold by measure, read from words in every language.

use serde_json::json;

use super::{field, reading};

#[test]
fn a_trade_tells_businesses_from_people() {
    for (language, people, businesses, government, nonprofit) in [
        ("en", "Allotment holders", "Cheesemakers", "Town halls", "Brass bands"),
        ("zh-Hans", "出差族", "鱼贩", "乡镇卫生院", "民间救援队"),
        ("zh-Hant", "出差族", "魚販", "衛生院", "合唱團"),
        ("fr", "Promeneurs", "Traiteurs", "Mairies", "Ressourceries"),
        ("es", "Veraneantes", "Obradores", "Alcaldías", "Ollas comunes"),
        ("pt", "Mototaxistas", "Olivicultores", "Juntas de freguesia", "Escoteiros"),
        ("de", "Ausflügler", "Getränkeabfüller", "Bauhöfe", "Pfadfinder"),
        ("ko", "결혼이민자", "정미소", "농업기술센터", "자활센터"),
        ("ja", "釣り好き", "模型店", "教育委員会", "子ども食堂"),
        ("ru", "Дачники", "Пасеки", "Муниципалитеты", "Садовые товарищества"),
        ("id", "Pelayat", "Petambak", "Puskesmas", "Bank sampah"),
        ("nl", "Hengelaars", "Onderaannemers", "Waterschappen", "Voedselbanken"),
    ] {
        let names = [people, businesses, government, nonprofit];
        let reading = reading(&json!({"lang": language, "customer_segments": names}));
        for (at, kind) in ["individuals", "businesses", "government", "nonprofit"].into_iter().enumerate() {
            assert_eq!(field(&reading, "customer_segments", at, "kind"), kind, "{language}: {}", names[at]);
        }
    }
}

#[test]
fn a_compound_is_what_it_ends_with() {
    let kinds = |language: &str, names: [&str; 2]| {
        let reading = reading(&json!({"lang": language, "customer_segments": names}));
        [0, 1].map(|at| field(&reading, "customer_segments", at, "kind"))
    };
    assert_eq!(kinds("de", ["Familienhotels", "Gastfamilien"]), ["businesses", "individuals"]);
    assert_eq!(kinds("nl", ["Familiehotels", "Pleegouders"]), ["businesses", "individuals"]);
}

#[test]
fn what_is_priced_by_the_kilo_or_the_jar_is_sold() {
    for (language, stream) in [
        ("en", "Honey, £7 a jar"),
        ("fr", "Noix, 9 € le kilo"),
        ("es", "Aceite, 8 € la botella"),
        ("pt", "Mel, 12 € o frasco"),
        ("de", "Apfelsaft, 3 € die Flasche"),
        ("nl", "Jam, € 4 per pot"),
        ("ru", "Варенье, 300 ₽ за банку"),
        ("zh-Hans", "蜂蜜，60元/瓶"),
        ("id", "Madu, Rp 80.000 per botol"),
    ] {
        let reading = reading(&json!({"lang": language, "revenue_streams": [stream]}));
        assert_eq!(field(&reading, "revenue_streams", 0, "kind"), "asset_sale", "{language}");
    }
}
