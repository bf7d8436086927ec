//! A cheap thing and what works with it alone, told in different places of a canvas without a word in common: the loss stands among the costs, the
//! patent on the fitting among the resources, and a stream only names what is bought again.

use canvass_model::blocks::{Block, Note, RevenueStream, ValueProposition};

use crate::common_words::share_word;
use crate::concepts::says;
use crate::context::Context;
use crate::fill::Marks;
use crate::plans::Known;
use crate::text::Text;

use super::{BAIT, DEVICE, OFFERS, REFILL, STREAMS, WHERE, have_buyers_in_common, is_cheap, is_tied, tag};

/// Blocks that may say that something is given away or sold below cost.
const CHEAP: [Block; 3] = [OFFERS, STREAMS, Block::CostStructure];
/// The concept of what others may not make.
const PROTECTED: &str = "protected_right";

/// Gives the cheap thing and what is bought again their keywords, and says where the cheap thing stands.
pub(super) fn assign(
    context: &Context,
    known: &Known<'_>,
    offers: &mut [Note<ValueProposition>],
    streams: &mut [Note<RevenueStream>],
    marks: &mut Marks,
) -> Vec<(Block, usize)> {
    if !context.reads(STREAMS) || !context.reads(OFFERS) {
        return Vec::new();
    }
    let tied: Vec<&Text> = context.everywhere(&WHERE).map(|(_, text)| text).filter(|text| is_tied(context, text)).collect();
    if tied.is_empty() && !context.present(Block::KeyResources).any(|text| says(context, text, PROTECTED)) {
        return Vec::new();
    }
    let refill = |text: &Text| says(context, text, REFILL);
    // Below cost may be a book as well as its reader; of a stream only a device is the one that is bought once.
    let cheap = |block: Block, text: &Text| {
        !is_tied(context, text) && !refill(text) && (says(context, text, BAIT) || is_cheap(context, text) && (block != STREAMS || says(context, text, DEVICE)))
    };
    let found: Vec<(Block, &Text)> = context.everywhere(&CHEAP).filter(|(block, text)| cheap(*block, text)).collect();
    let mut baits: Vec<(Block, &Text)> = found.iter().copied().filter(|(block, _)| *block != Block::CostStructure).collect();
    if baits.is_empty() {
        // A loss among the costs is one on what it shares a word with.
        let lost = |text: &Text| found.iter().any(|(_, cost)| share_word(cost, text));
        let told = |block: Block| context.present(block).find(|text| lost(text) && !refill(text)).map(|text| (block, text));
        baits
            .extend(told(STREAMS).or_else(|| told(OFFERS)).or_else(|| context.present(OFFERS).next().map(|text| (OFFERS, text))).filter(|_| !found.is_empty()));
    }
    let sold: Vec<&Text> = baits.iter().filter(|(block, _)| *block == STREAMS).map(|(_, text)| *text).collect();
    let bought = |text: &&Text| {
        have_buyers_in_common(known, &sold, text)
            && known.streams.get(text.index).is_some_and(|stream| !stream.future && !stream.free && !stream.nothing)
            && !sold.iter().any(|bait| bait.index == text.index)
    };
    let again = |text: &&Text| refill(text) || is_tied(context, text) || text.is_recurring() || tied.iter().any(|tie| share_word(tie, text));
    let mut hooks: Vec<&Text> = context.present(STREAMS).filter(bought).filter(again).collect();
    if hooks.is_empty() && !tied.is_empty() {
        hooks = context.present(STREAMS).filter(bought).collect();
    }
    if baits.is_empty() || hooks.is_empty() {
        return Vec::new();
    }
    tag(baits, &hooks, !tied.is_empty(), offers, streams, marks)
}

#[cfg(test)]
mod tests {
    use canvass_model::blocks::Note;

    use crate::testing::read_notes;

    fn hooked(language: &str, offer: &str, streams: &[&str], resource: &str, cost: &str) -> bool {
        let blocks: [(&str, &[&str]); 5] = [
            ("customer_segments", &["Bakeries"]),
            ("value_propositions", &[offer]),
            ("revenue_streams", streams),
            ("key_resources", &[resource]),
            ("cost_structure", &[cost]),
        ];
        let canvas = read_notes(language, &blocks);
        canvas.revenue_streams.iter().flatten().filter_map(Note::full).any(|stream| stream.tags.iter().any(|tag| tag == crate::bait::HOOK))
    }

    #[test]
    fn what_stands_in_different_places_belongs_together() {
        assert!(hooked("en", "Perfect crust", &["Oven, £90", "Steam packs, £12"], "No other make fits it", "Loss on every oven sold"));
        assert!(hooked("pt", "Forno instalado em comodato", &["Venda mensal de sachês"], "Patente do encaixe", "Farinha"));
        assert!(!hooked("pt", "Forno instalado em comodato", &["Venda mensal de sal"], "Galpão", "Lenha"));
        assert!(!hooked("en", "Perfect crust", &["Oven, £90", "Steam packs, £12"], "Every make fits it", "Loss on every oven sold"));
        assert!(!hooked("en", "Perfect crust", &["Oven, £90", "Steam packs, £12"], "No other make fits it", "Steel"));
    }

    #[test]
    fn what_is_bought_again_at_cost_is_no_bait() {
        let streams = ["리더기 판매 (매출의 88%)", "전자책 판매 (원가 수준, 이익 없음)"];
        let scores = ["譜面台 148,000円(利益の九割)", "楽譜 一曲50円。端末は原価。うちの譜面台でしか開かない形式"];
        assert!(!hooked("ja", "譜めくりいらずの電子譜面台", &scores, "電子ペーパーの特許", "部品と組立"));
        assert!(!hooked("ko", "리더기에서만 열리는 전자책 7만 권", &streams, "디자인 팀", "기기 제조"));
    }
}
