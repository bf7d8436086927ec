//! Concepts: what the words of a note speak of where no field of the canvas could say it, such as a franchise or a loyalty card.
//!
//! Each concept has terms in every language and blocks in whose notes they are looked for. A note that speaks of a concept gets its name as a
//! keyword, from which patterns conclude. Some concepts are also said by two sorts of words that stand in one clause: `a third of` and `saved`.

use canvass_model::Canvas;
use canvass_model::blocks::{Block, Note};

use crate::context::Context;
use crate::fill::{Marks, Named, full};
use crate::lexicon::Together;
use crate::text::Text;

mod worked_out;

pub(crate) use worked_out::deal_percent;

/// The beginning of the name of what is only a part of concepts.
const PART: &str = "word_";

/// How far apart the words of one concept may stand, in bytes.
const NEAR: u32 = 60;

/// The first and the last place of words that together say a concept.
fn spoken_together(text: &Text, way: &Together) -> Option<(usize, usize)> {
    let of = |part: u32| text.concepts().iter().filter(move |hit| hit.value == part);
    let (first, others) = way.parts.split_first()?;
    of(*first)
        .find_map(|hit| {
            others.iter().try_fold((hit.start, hit.end), |(start, end), &part| {
                let beside = of(part).find(|other| {
                    let apart = other.start.max(start).saturating_sub(other.end.min(end));
                    (other.end <= hit.start || hit.end <= other.start) && apart <= NEAR
                })?;
                Some((start.min(beside.start), end.max(beside.end)))
            })
        })
        .map(|(start, end)| (start as usize, end as usize))
}

/// The concepts that words of several sorts in a note say together, each with the first and the last place of these words.
fn together<'t>(context: &Context, text: &'t Text) -> &'t [(u32, (usize, usize))] {
    text.together.get_or_init(|| {
        let ways = if text.concepts().len() > 1 { context.matcher.together() } else { &[] };
        // Most ways have a part of which nothing is said here.
        let said = Together::bits(text.concepts().iter().map(|hit| hit.value));
        ways.iter().filter(|way| way.bits & !said == 0).filter_map(|way| Some((way.concept, spoken_together(text, way)?))).collect()
    })
}

/// Whether a note speaks of a concept, by one phrase or by words of several sorts.
pub(crate) fn says(context: &Context, text: &Text, concept: &str) -> bool {
    let name = |value: u32| context.matcher.name(value) == concept;
    text.concepts().iter().any(|hit| name(hit.value)) || together(context, text).iter().any(|(value, _)| name(*value))
}

/// Gives each note the concepts that its words speak of as keywords.
pub(crate) fn assign(context: &Context, canvas: &mut Canvas, marks: &mut Marks) {
    keywords(context, Block::KeyPartnerships, &mut canvas.key_partnerships, marks);
    keywords(context, Block::KeyActivities, &mut canvas.key_activities, marks);
    keywords(context, Block::KeyResources, &mut canvas.key_resources, marks);
    keywords(context, Block::ValuePropositions, &mut canvas.value_propositions, marks);
    keywords(context, Block::CustomerRelationships, &mut canvas.customer_relationships, marks);
    keywords(context, Block::Channels, &mut canvas.channels, marks);
    keywords(context, Block::CustomerSegments, &mut canvas.customer_segments, marks);
    keywords(context, Block::CostStructure, &mut canvas.cost_structure, marks);
    keywords(context, Block::RevenueStreams, &mut canvas.revenue_streams, marks);
}

fn keywords<T: Named>(context: &Context, block: Block, notes: &mut Option<Vec<Note<T>>>, marks: &mut Marks) {
    let notes = notes.as_deref_mut().unwrap_or_default();
    for text in context.present(block) {
        for hit in text.concepts() {
            let name = context.matcher.name(hit.value);
            if name == worked_out::ROYALTY && worked_out::is_own_share(context, text) {
                continue;
            }
            if let Some(item) = if name.starts_with(PART) { None } else { full(notes, text.index) } {
                marks.tag(item, (block, text.index), name, text.words(hit));
            }
        }
        for &(concept, (start, end)) in together(context, text) {
            if let Some(item) = full(notes, text.index) {
                marks.tag(item, (block, text.index), context.matcher.name(concept), text.stretch(start, end));
            }
        }
        for (name, (start, end)) in worked_out::all(context, block, text) {
            if let Some(item) = full(notes, text.index) {
                marks.tag(item, (block, text.index), name, text.stretch(start, end));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::worked_out::{CROWD_MANY, DEAL_PERCENT};
    use super::*;
    use crate::read;
    use crate::testing::{keywords as tags, read_notes};

    #[test]
    fn a_concept_is_a_keyword_where_its_words_stand() {
        assert_eq!(tags("en", "value_propositions", "White-label cards for banks"), ["white_label"]);
        assert_eq!(tags("de", "value_propositions", "Eine Karte unter eigenem Namen"), ["white_label"]);
        assert!(tags("ja", "cost_structure", "作家への分配").contains(&"share_to".to_owned()));
        assert!(tags("en", "cost_structure", "White-label cards for banks").is_empty());
    }

    #[test]
    fn the_same_is_said_in_many_languages() {
        for (language, block, note, tag) in [
            ("en", "cost_structure", "40% of ticket income goes to the bands", "share_to"),
            ("de", "cost_structure", "Künstler bekommen 60 % vom Verkaufspreis", "share_to"),
            ("fr", "cost_structure", "60 % du prix revient à l’artiste", "share_to"),
            ("ko", "cost_structure", "판매가의 60%는 작가에게", "share_to"),
            ("es", "revenue_streams", "Una tercera parte de lo que ahorra el cliente", "outcome"),
            ("nl", "revenue_streams", "Een derde van wat de klant bespaart", "outcome"),
            ("zh-Hans", "revenue_streams", "省下电费的三成", "outcome"),
            ("pt", "customer_relationships", "O décimo café é por nossa conta", "rewards"),
            ("ja", "customer_relationships", "10杯飲むと1杯サービス", "rewards"),
            ("id", "customer_relationships", "Kopi kesepuluh gratis", "rewards"),
            ("ru", "value_propositions", "Кофемашину ставим даром", "bait"),
            ("zh-Hant", "value_propositions", "咖啡機免費擺進店裡", "bait"),
            ("nl", "value_propositions", "Opslag zonder eigen loods", "shared_plant"),
            ("id", "value_propositions", "Gudang dingin tanpa harus bangun sendiri", "shared_plant"),
            ("ko", "value_propositions", "한 장 2천 원, 사진관의 절반", "cheapest"),
            ("en", "revenue_streams", "Festival pass, two days", "period_only"),
            ("de", "revenue_streams", "Stellenanzeige, 90 € für einen Monat", "period_only"),
            ("es", "revenue_streams", "Alquiler de stand por metro", "stall"),
            ("fr", "value_propositions", "Prix fixe, quelle que soit l’utilisation", "flat_rate"),
            ("pt", "value_propositions", "Mapas feitos com os registos dos utilizadores", "user_data"),
            ("ja", "channels", "アプリ", "online_reach"),
            ("ru", "cost_structure", "Социальные издержки", "social_cost"),
            ("en", "cost_structure", "8% to the blogger for each booking through their link", "referral_paid"),
            ("nl", "cost_structure", "€ 20 per klant die met haar code boekt", "referral_paid"),
            ("de", "key_partnerships", "Blogger, die uns Leute schicken, 12 € für jeden", "referral_paid"),
            ("fr", "cost_structure", "5 % quand une commande arrive par son lien", "referral_paid"),
            ("es", "revenue_streams", "De cada alquiler entre particulares, el 15%", "between_them"),
            ("ko", "revenue_streams", "개인끼리 주고받는 대여료", "between_them"),
            ("de", "revenue_streams", "Je gebautem Ventil 2 €", "per_made"),
            ("id", "revenue_streams", "6% dari harga jual setiap barang", "per_made"),
            ("ja", "key_resources", "特許三件", "protected_right"),
            ("zh-Hant", "key_resources", "角色著作權", "protected_right"),
            ("pt", "customer_relationships", "Ganho para a comunidade: 22 empregos", "avoided_harm"),
            ("fr", "customer_relationships", "Carte à tamponner, un soin gratuit au bout", "rewards"),
            ("id", "customer_relationships", "Hadiah harian untuk yang masuk", "rewards"),
            ("ru", "channels", "Гитхаб и сайт", "open_source"),
            ("pt", "revenue_streams", "Chapéus para o personagem, pagos em moedas", "in_app"),
            ("en", "value_propositions", "A fishing game, free up to the last level", "free_play"),
            ("ja", "value_propositions", "業種を問わず使える検品", "one_layer"),
        ] {
            assert!(tags(language, block, note).contains(&tag.to_owned()), "{language}: {note}");
        }
    }

    #[test]
    fn two_sorts_of_words_say_a_concept_together() {
        assert_eq!(tags("en", "revenue_streams", "A third of what the client has saved").iter().filter(|tag| *tag == "outcome").count(), 1);
        assert!(!tags("en", "revenue_streams", "A third of the invoice").contains(&"outcome".to_owned()));
        assert!(!tags("en", "revenue_streams", "Time saved").iter().any(|tag| tag.starts_with(PART) || tag == "outcome"));
    }

    #[test]
    fn words_of_other_trades_are_no_concept() {
        for (language, block, note, tag) in [
            ("zh-Hans", "value_propositions", "三天讲透重积分", "rewards"),
            ("ko", "value_propositions", "시험마다 포인트 정리", "rewards"),
            ("es", "channels", "Traen a siete de cada diez socios", "rewards"),
            ("en", "revenue_streams", "Sale of hats", "in_app"),
            ("en", "value_propositions", "A fishing game", "free_play"),
        ] {
            assert!(!tags(language, block, note).contains(&tag.to_owned()), "{language}: {note}");
        }
    }

    #[test]
    fn what_lies_idle_and_costs_nothing_is_paid_by_use() {
        for (language, said, else_said) in [
            ("es", "Máquina parada no cuesta nada", "Máquina parada por avería"),
            ("de", "Steht sie still, kostet es nichts", "Die Anfahrt kostet nichts"),
            ("en", "A month unused costs nothing", "Delivery costs nothing"),
        ] {
            assert!(tags(language, "revenue_streams", said).contains(&"metered".to_owned()), "{language}: {said}");
            assert!(!tags(language, "revenue_streams", else_said).contains(&"metered".to_owned()), "{language}: {else_said}");
        }
    }

    #[test]
    fn what_partners_receive_of_the_price_is_their_share() {
        assert!(tags("en", "key_partnerships", "Host families, who receive 60% of it").contains(&"share_to".to_owned()));
        assert!(tags("pt", "key_partnerships", "Donos das casas, que recebem 55%").contains(&"share_to".to_owned()));
        assert!(!tags("en", "key_partnerships", "Host families, who receive our guests").contains(&"share_to".to_owned()));
    }

    #[test]
    fn how_much_of_its_own_turnover_a_stream_is_makes_no_royalty() {
        for (language, own, paid) in [
            ("en", "Hire by the day, about 80% of turnover", "6% of turnover each month"),
            ("fr", "Abonnement 99 € (environ 60 % du CA)", "Redevance de 5 % du CA"),
            ("de", "Monatsmiete, rund drei Viertel vom Umsatz", "Sieben Prozent vom Umsatz"),
            ("ko", "카트리지 판매 (매출의 85%)", "월 매출의 5%"),
            ("id", "Kontrak perawatan (± 65% omzet)", "Royalti 5% dari omzet"),
        ] {
            let royalty = |note: &str| tags(language, "revenue_streams", note).contains(&"royalty".to_owned());
            assert!(royalty(paid), "{paid}");
            assert!(!royalty(own), "{own}");
        }
    }

    #[test]
    fn what_is_seldom_asked_for_is_a_niche_where_most_of_a_range_is() {
        assert!(tags("nl", "value_propositions", "Bladmuziek, de meeste stukken hooguit één keer per jaar gevraagd").contains(&"niche_sales".to_owned()));
        assert!(!tags("nl", "value_propositions", "Eén keer per jaar een feest").contains(&"niche_sales".to_owned()));
    }

    #[test]
    fn a_maker_whom_nobody_sees_works_under_the_name_of_others() {
        for (language, said, else_said) in [
            ("en", "Candles with your logo, and nobody sees us", "Candles with our logo, seen by everybody"),
            ("nl", "Soep met het etiket van de slager, niemand kent ons", "Soep met ons etiket, iedereen kent ons"),
            ("ko", "가게 로고를 붙이고 우리는 보이지 않음", "우리 로고가 잘 보임"),
        ] {
            assert!(tags(language, "value_propositions", said).contains(&"white_label".to_owned()), "{language}: {said}");
            assert!(!tags(language, "value_propositions", else_said).contains(&"white_label".to_owned()), "{language}: {else_said}");
        }
    }

    #[test]
    fn half_of_the_takings_for_somebody_is_a_share_and_no_measure_of_a_cost() {
        for (language, said, else_said) in [
            ("en", "Half of the door money stays with the hall", "Half of our time is spent at the door"),
            ("fr", "Un tiers de la recette pour le domaine", "Les salaires font un tiers de la recette"),
            ("ja", "入場料収入の半分は寺へ", "広告費は売上の半分"),
        ] {
            assert!(tags(language, "cost_structure", said).contains(&"share_to".to_owned()), "{language}: {said}");
            assert!(!tags(language, "cost_structure", else_said).contains(&"share_to".to_owned()), "{language}: {else_said}");
        }
    }

    #[test]
    fn what_is_done_to_each_piece_is_metered() {
        for (language, said, else_said) in [
            ("en", "3 cents for each address verified", "3 euros for each cake"),
            ("ru", "2 рубля за каждое отправленное уведомление", "200 рублей за каждый пирог"),
            ("zh-Hant", "每核對一筆兩元", "每個蛋糕兩百元"),
        ] {
            assert!(tags(language, "revenue_streams", said).contains(&"metered".to_owned()), "{language}: {said}");
            assert!(!tags(language, "revenue_streams", else_said).contains(&"metered".to_owned()), "{language}: {else_said}");
        }
    }

    #[test]
    fn to_run_a_plant_is_told_from_making_one() {
        for (language, said, else_said) in [
            ("en", "Running the cold store day and night", "Building cold stores"),
            ("pt", "Operar o armazém", "Construir armazéns"),
            ("zh-Hans", "冷库运行", "冷库设计"),
        ] {
            assert!(tags(language, "key_activities", said).contains(&"runs_plant".to_owned()), "{language}: {said}");
            assert!(!tags(language, "key_activities", else_said).contains(&"runs_plant".to_owned()), "{language}: {else_said}");
        }
    }

    #[test]
    fn rent_of_what_is_spoken_of_nowhere_else_is_earned_aside() {
        let is_aside = |offer: &str, streams: &[&str]| {
            let canvas = read_notes("en", &[("value_propositions", &[offer]), ("revenue_streams", streams)]);
            serde_json::to_value(&canvas).unwrap()["revenue_streams"].to_string().contains("\"aside\"")
        };
        assert!(is_aside("Six courts under a roof", &["Membership 30 € a month", "Rental of rackets"]));
        assert!(!is_aside("Courts and rackets for everybody", &["Membership 30 € a month", "Rental of rackets"]));
        assert!(!is_aside("Six courts under a roof", &["Rental of rackets", "Membership 30 € a month"]));
    }

    #[test]
    fn a_crowd_is_very_many() {
        for (language, note) in
            [("en", "11,000 ramblers who send us photos"), ("ru", "Ценники фотографируют 14 тысяч покупателей"), ("ja", "会員3万人が名前を投稿する")]
        {
            assert!(tags(language, "key_resources", note).contains(&CROWD_MANY.to_owned()), "{note}");
        }
        assert!(!tags("en", "key_resources", "40 ramblers who send us photos").contains(&CROWD_MANY.to_owned()));
        assert!(!tags("en", "key_resources", "11,000 ramblers").contains(&CROWD_MANY.to_owned()));
        assert!(!tags("en", "key_resources", "Ramblers who send us photos for €11,000").contains(&CROWD_MANY.to_owned()));
    }

    #[test]
    fn a_percentage_of_each_deal_is_told_from_a_sum_for_it() {
        assert!(tags("en", "revenue_streams", "10% commission on every booking").contains(&DEAL_PERCENT.to_owned()));
        assert!(!tags("en", "revenue_streams", "Commission of 10 € on every booking").contains(&DEAL_PERCENT.to_owned()));
        assert!(!tags("en", "revenue_streams", "Sale of cakes, 10% off on Mondays").contains(&DEAL_PERCENT.to_owned()));
    }

    #[test]
    fn what_is_denied_or_put_off_is_no_concept() {
        assert!(tags("en", "value_propositions", "No white-label version").is_empty());
        assert!(tags("en", "value_propositions", "White label (planned)").is_empty());
    }

    #[test]
    fn the_words_of_a_concept_are_marked() {
        let canvas: Canvas = serde_json::from_str(r#"{"lang": "en", "key_partnerships": ["Affiliate sites"]}"#).unwrap();
        let reading = read(&canvas).unwrap();
        assert!(reading.marks.iter().any(|mark| mark.field == canvass_model::graph::Field::Tags && mark.words.to_lowercase().contains("affiliate")));
    }
}
