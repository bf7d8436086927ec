//! Canvases in shapes and with labels as strangers write them, each with the items that a reader counts.

use canvass_import::import;
use canvass_model::blocks::Block;

/// The numbers of items of the nine blocks in the order of [`Block::NINE`], of the only canvas in a text.
fn counts(text: &str) -> Vec<(&'static str, usize)> {
    let imported = import(text).expect("a canvas");
    assert_eq!(imported.len(), 1, "one canvas");
    let value = serde_json::to_value(&imported[0].canvas).expect("a value");
    Block::NINE.into_iter().filter_map(|block| Some((block.key(), value[block.key()].as_array()?.len()))).collect()
}

fn check(text: &str, expected: &[(Block, usize)]) {
    let found = counts(text);
    for (block, count) in expected {
        let number = found.iter().find(|(key, _)| *key == block.key()).map_or(0, |(_, number)| *number);
        assert_eq!(number, *count, "{} in\n{text}\n{found:?}", block.key());
    }
    assert_eq!(found.iter().map(|(_, number)| number).sum::<usize>(), expected.iter().map(|(_, number)| number).sum::<usize>(), "{text}\n{found:?}");
}

use Block::{
    Channels, CostStructure, CustomerRelationships, CustomerSegments, KeyActivities, KeyPartnerships, KeyResources, RevenueStreams, ValuePropositions,
};

#[test]
fn deep_headings_with_keycaps_and_abbreviations() {
    check(
        "#### Tea house\n\n##### 1️⃣ Customer Segments (CS)\n* Walkers\n* Office staff\n\n##### 2️⃣ Value Propositions (VP)\n* Rest\n\n##### 3️⃣ Key Activities (KA)\n* Brewing\n* Baking\n\n##### 4️⃣ Revenue Streams (RS)\n* Tea by the cup\n",
        &[(CustomerSegments, 2), (ValuePropositions, 1), (KeyActivities, 2), (RevenueStreams, 1)],
    );
}

#[test]
fn thai_polish_and_turkish_labels() {
    check(
        "## กลุ่มลูกค้า\n- ชาวนา\n- ร้านอาหาร\n\n## ช่องทาง\n- ตลาด\n\n## กิจกรรมหลัก\n- ปลูกข้าว\n\n## โครงสร้างต้นทุน\n- ปุ๋ย\n",
        &[(CustomerSegments, 2), (Channels, 1), (KeyActivities, 1), (CostStructure, 1)],
    );
    check(
        "**Segmenty klientów:** rodziny; szkoły\n\n**Kanały:** sklep\n\n**Kluczowi partnerzy:** młyn; rolnicy\n\n**Struktura kosztów:** mąka\n\n**Strumienie przychodów:** chleb\n",
        &[(CustomerSegments, 2), (Channels, 1), (KeyPartnerships, 2), (CostStructure, 1), (RevenueStreams, 1)],
    );
    check(
        "MÜŞTERİ SEGMENTLERİ\n- Aileler\n- Okullar\n\nDEĞER ÖNERİSİ\n- Taze ekmek\n\nKANALLAR\n- Dükkan\n\nGELİR AKIŞLARI\n- Ekmek satışı\n",
        &[(CustomerSegments, 2), (ValuePropositions, 1), (Channels, 1), (RevenueStreams, 1)],
    );
}

#[test]
fn japanese_and_korean_lists() {
    check(
        "■顧客セグメント\n・登山者\n・家族連れ\n■価値提案\n・静かな宿\n■チャネル\n・電話\n■収益の流れ\n・宿泊料\n",
        &[(CustomerSegments, 2), (ValuePropositions, 1), (Channels, 1), (RevenueStreams, 1)],
    );
    check(
        "1. 고객 세그먼트\n - 등산객\n - 가족\n2. 가치 제안\n - 조용한 숙소\n3. 채널\n - 전화\n4. 수익원\n - 숙박료\n",
        &[(CustomerSegments, 2), (ValuePropositions, 1), (Channels, 1), (RevenueStreams, 1)],
    );
}

#[test]
fn a_table_whose_labels_fill_rows_of_their_own() {
    check(
        "| Canvas | |\n|---|---|\n| **Key Partners** | |\n| Mill | flour |\n| Farm | eggs |\n| **Channels** | |\n| Shop | daily |\n| **Cost Structure** | |\n| Rent | |\n| **Key Resources** | |\n| Oven | old |\n",
        &[(KeyPartnerships, 2), (Channels, 1), (CostStructure, 1), (KeyResources, 1)],
    );
}

#[test]
fn bold_headings_inside_of_list_items() {
    check(
        "- **Customer Segments**\n  - Hikers\n  - Families\n- **Channels**\n  - Telephone\n- **Key Resources**\n  - House\n  - Garden\n- **Revenue Streams**\n  - Rooms\n",
        &[(CustomerSegments, 2), (Channels, 1), (KeyResources, 2), (RevenueStreams, 1)],
    );
}

#[test]
fn definition_lists_of_markdown_and_html() {
    check(
        "Customer Segments\n: Hikers\n: Families\n\nChannels\n: Telephone\n\nKey Partners\n: Railway\n\nCost Structure\n: Rent\n",
        &[(CustomerSegments, 2), (Channels, 1), (KeyPartnerships, 1), (CostStructure, 1)],
    );
    check(
        "<dl><dt>Customer Segments</dt><dd>Hikers</dd><dd>Families</dd><dt>Channels</dt><dd>Telephone</dd><dt>Key Partners</dt><dd>Railway</dd></dl>",
        &[(CustomerSegments, 2), (Channels, 1), (KeyPartnerships, 1)],
    );
}

#[test]
fn a_first_heading_for_each_block() {
    check(
        "# Customer Segments\n\n- Hikers\n- Families\n\n# Channels\n\n- Telephone\n\n# Key Activities\n\n- Cooking\n",
        &[(CustomerSegments, 2), (Channels, 1), (KeyActivities, 1)],
    );
}

#[test]
fn blocks_that_fold() {
    check(
        "<details>\n<summary>Customer Segments</summary>\n\n- Hikers\n- Families\n\n</details>\n\n<details>\n<summary><b>Channels</b></summary>\n\n- Telephone\n\n</details>\n\n<details>\n<summary>Key Partners</summary>\n\n- Railway\n\n</details>\n",
        &[(CustomerSegments, 2), (Channels, 1), (KeyPartnerships, 1)],
    );
}

#[test]
fn quotations_and_underlined_headings() {
    check(
        "> ## Customer Segments\n> - Hikers\n> - Families\n>\n> ## Channels\n> - Telephone\n>\n> ## Key Partners\n> - Railway\n",
        &[(CustomerSegments, 2), (Channels, 1), (KeyPartnerships, 1)],
    );
    check(
        "Customer Segments\n-----------------\n* Hikers\n* Families\n\nChannels\n--------\n* Telephone\n\nKey Partners\n============\n* Railway\n",
        &[(CustomerSegments, 2), (Channels, 1), (KeyPartnerships, 1)],
    );
}

#[test]
fn tasks_and_numbers() {
    check(
        "## Customer Segments\n- [x] Hikers\n- [ ] Families\n\n## Channels\n1. Telephone\n2. Railway station\n\n## Cost Structure\n1) Rent\n",
        &[(CustomerSegments, 2), (Channels, 2), (CostStructure, 1)],
    );
}

#[test]
fn items_between_dots_and_slashes() {
    check(
        "**Customer Segments**: Hikers · Families · Schools\n\n**Channels**: Telephone · Website\n\n**Key Partners**: Railway / Tourist office / Bakery\n\n**Key Resources**: House and garden\n",
        &[(KeyResources, 1), (CustomerSegments, 3), (Channels, 2), (KeyPartnerships, 3)],
    );
}

#[test]
fn tabs() {
    check(
        "Customer Segments\tHikers\nCustomer Segments\tFamilies\nChannels\tTelephone\nKey Partners\tRailway\n",
        &[(CustomerSegments, 2), (Channels, 1), (KeyPartnerships, 1)],
    );
    check(
        "Customer Segments\n\tHikers\n\tFamilies\nChannels\n\tTelephone\nKey Partners\n\tRailway\n",
        &[(CustomerSegments, 2), (Channels, 1), (KeyPartnerships, 1)],
    );
}

#[test]
fn data_with_numbers_nulls_and_comments() {
    check(
        r#"{"customerSegments": ["Hikers", null, "Families"], "channels": ["Telephone"], "keyResources": ["House", ""], "costStructure": [{"name": "Rent", "amount": 900}], "version": 3}"#,
        &[(CustomerSegments, 2), (Channels, 1), (KeyResources, 1), (CostStructure, 1)],
    );
    check(
        "# our canvas\ncustomer_segments:  # who\n  - Hikers\n  - >\n    Families with\n    small children\nchannels:\n  - |\n    Telephone\nkey_partners:\n  - Railway # by contract\n",
        &[(CustomerSegments, 2), (Channels, 1), (KeyPartnerships, 1)],
    );
}

#[test]
fn spreadsheets_with_line_breaks_in_cells() {
    check(
        "Block,Items\nCustomer Segments,\"Hikers\nFamilies\"\nChannels,Telephone\nKey Partners,\"Railway\nBakery\"\n",
        &[(CustomerSegments, 2), (Channels, 1), (KeyPartnerships, 2)],
    );
}

#[test]
fn pages_with_line_breaks_for_lists() {
    check(
        "<html><body><h3>Segmentos de clientes</h3><p>Caminantes<br>Familias</p><h3>Canales</h3><p>Tel\u{e9}fono</p><h3>Relaci\u{f3}n con clientes</h3><p>Trato personal<br/>Boletín</p></body></html>",
        &[(CustomerSegments, 2), (Channels, 1), (CustomerRelationships, 2)],
    );
}

#[test]
fn portuguese_labels_cut_short() {
    check(
        "### Seg. de Clientes\n- Caminhantes\n\n### Prop. de Valor\n- Sossego\n\n### Rel. com Clientes\n- Atendimento pessoal\n- Boletim\n\n### Ativ. Principais\n- Cozinhar\n",
        &[(CustomerSegments, 1), (ValuePropositions, 1), (CustomerRelationships, 2), (KeyActivities, 1)],
    );
}

#[test]
fn plain_lines_of_one_block_are_not_taken_apart_at_commas() {
    check(
        "PEDAL WORKS\n\nCustomer Segments\nCommuters, summer and winter\nFamilies\n\nChannels\nShop, phone\nFair\n\nKey Activities\nTruing, greasing, painting\nSelling\n\nCost Structure\nRent\nSteel, paint and rubber\n",
        &[(CustomerSegments, 2), (Channels, 2), (KeyActivities, 2), (CostStructure, 2)],
    );
}

#[test]
fn prose_behind_numbered_bold_labels_is_counted_by_the_sentence() {
    check(
        "**1. Customer segments.** Our guests walk the ridge path. In winter school classes come.\n\n**2. Channels.** Hikers telephone. The tourist office sends some.\n\n**3. Key partners.** The alpine club owns the house.\n\n**4. Revenue streams.** A bed costs 38 a night. Meals are paid apart. Groups pay a deposit.\n",
        &[(CustomerSegments, 2), (Channels, 2), (KeyPartnerships, 1), (RevenueStreams, 3)],
    );
}

#[test]
fn plain_bullets_that_say_for_whom() {
    check(
        "## Segments de clientèle\n* Côté bénéficiaires\n  * Enfants des écoles\n  * Enseignants\n* Côté donateurs\n  * Fondations\n\n## Propositions de valeur\n* Pour les enfants\n  * Un concert par an\n* Pour les fondations\n  * Un bilan chiffré\n  * Une place au premier rang\n\n## Structure des coûts\n* Salaires\n  * musiciens\n  * bureau\n* Salle\n",
        &[(CustomerSegments, 3), (ValuePropositions, 3), (CostStructure, 2)],
    );
}

#[test]
fn short_labels_of_japanese_german_dutch_and_indonesian() {
    check(
        "■ 顧客層\n・常連\n・観光客\n■ 主な活動\n・焙煎\n■ 協力先\n・農園\n■ 費用\n・豆\n・家賃\n■ 売上\n・コーヒー\n",
        &[(CustomerSegments, 2), (KeyActivities, 1), (KeyPartnerships, 1), (CostStructure, 2), (RevenueStreams, 1)],
    );
    check(
        "## Zielgruppe\n- Vereine\n\n## Kundennutzen\n- Trikots in fünf Tagen\n\n## Partner\n- Stickerei\n- Spedition\n\n## Ausgaben\n- Garn\n",
        &[(CustomerSegments, 1), (ValuePropositions, 1), (KeyPartnerships, 2), (CostStructure, 1)],
    );
    check(
        "## Doelgroep\n- Scholen\n\n## Waardebelofte\n- Les in het bos\n\n## Hoofdactiviteiten\n- Lesgeven\n- Gidsen\n\n## Uitgaven\n- Laarzen\n",
        &[(CustomerSegments, 1), (ValuePropositions, 1), (KeyActivities, 2), (CostStructure, 1)],
    );
    check(
        "## Pelanggan\n- Warung\n\n## Penawaran Nilai\n- Es tiap pagi\n\n## Kegiatan\n- Membuat es\n- Mengantar\n\n## Biaya\n- Listrik\n",
        &[(CustomerSegments, 1), (ValuePropositions, 1), (KeyActivities, 2), (CostStructure, 1)],
    );
}
