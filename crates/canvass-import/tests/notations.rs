//! One canvas in each of many notations, with the items that a reader counts.

use canvass_import::import;
use canvass_model::blocks::Block;

/// Checks the numbers of items of the nine blocks, in the order of [`Block::NINE`], of the only canvas in a text.
fn check(text: &str, expected: [usize; 9]) {
    let imported = import(text).expect("a canvas");
    assert_eq!(imported.len(), 1, "one canvas in\n{text}");
    let value = serde_json::to_value(&imported[0].canvas).expect("a value");
    let found = Block::NINE.map(|block| value[block.key()].as_array().map_or(0, Vec::len));
    assert_eq!(found, expected, "{:?} in\n{text}", Block::NINE);
    for (pointer, range) in &imported[0].places {
        assert!(text.get(range.clone()).is_some_and(|part| !part.trim().is_empty()), "{pointer} stands nowhere");
    }
}

#[test]
fn tickets_of_a_tracker() {
    check(
        "h1. Snow clearing service\n\nh2. Customer Segments\n* House owners\n* Property managers\n\nh2. Value Propositions\n* Path clear by 7\n\nh2. Channels\n* Flyers\n* Web form\n\nh2. Key Partners\n* Salt dealer\n\nh2. Cost Structure\n* Ploughs\n* Drivers on call\n\nh2. Revenue Streams\n* Season flat\n* Per visit\n",
        [1, 0, 0, 1, 0, 2, 2, 2, 2],
    );
}

#[test]
fn ascii_doc() {
    check(
        "= Letterpress studio\n:toc:\n\n== Customer Segments\n* Couples who marry\n* Small publishers\n\n== Value Propositions\n* Cards one can feel\n\n== Channels\n* Wedding fairs\n* Instagram\n\n== Key Partners\n* Paper mill\n\n== Revenue Streams\n* Card sets\n* Workshops\n\n== Cost Structure\n* Paper\n* Rent\n",
        [1, 0, 0, 1, 0, 2, 2, 2, 2],
    );
}

#[test]
fn pages_of_a_wiki() {
    check(
        "= Goat cheese dairy =\n\n== Customer Segments ==\n* Delicatessens\n* Market visitors\n\n== Value Propositions ==\n* Raw milk cheese\n* Known goats\n\n== Channels ==\n* Market\n* Wholesaler\n\n== Key Activities ==\n* Milking\n* Ripening\n\n== Revenue Streams ==\n* Cheese\n* Courses\n\n== Cost Structure ==\n* Hay\n",
        [0, 2, 0, 2, 0, 2, 2, 1, 2],
    );
}

#[test]
fn restructured_text() {
    check(
        "===============\nRadio Montagne\n===============\n\nSegments de clients\n===================\n\n* Auditeurs de la vallée\n* Commerçants\n\nPropositions de valeur\n======================\n\n* Infos locales\n* Spot lu par l'animateur\n\nCanaux\n======\n\n* FM\n* Podcast\n\nPartenaires clés\n================\n\n* Commune\n\nSources de revenus\n==================\n\n* Spots\n* Subvention\n\nStructure des coûts\n===================\n\n* Salaires\n* Émetteur\n",
        [1, 0, 0, 2, 0, 2, 2, 2, 2],
    );
}

#[test]
fn org_mode() {
    check(
        "#+TITLE: Bouldering hall\n#+AUTHOR: jk\n* Customer Segments\n- Students\n- Families on Sundays\n* Value Propositions\n- New routes each week\n* Channels\n- University sports desk\n- Posters\n* Key Activities\n- Setting routes\n- Cleaning\n* Key Resources\n- Hall\n* Revenue Streams\n- Day tickets\n- Ten-entry card\n* Cost Structure\n- Rent\n",
        [0, 2, 1, 1, 0, 2, 2, 1, 2],
    );
}

#[test]
fn settings_with_sections() {
    check(
        "[Customer Segments]\n- Fleet managers\n- Taxi owners\n\n[Value Propositions]\n- Tyre change at the yard\n\n[Channels]\n- Cold calls\n- Trade press\n\n[Revenue Streams]\n- Price per tyre\n\n[Key Partners]\n- Tyre makers\n- Recycler\n\n[Cost Structure]\n- Vans\n",
        [2, 0, 0, 1, 0, 2, 2, 1, 1],
    );
}

#[test]
fn toml() {
    check(
        "name = \"Lighthouse hostel\"\ncustomer_segments = [\"Cyclists\", \"School classes\"]\nvalue_propositions = [\"Sleep in a lighthouse\"]\nchannels = [\"Booking portals\", \"Youth hostel guide\"]\nkey_partners = [\"Port authority\"]\nrevenue_streams = [\"Beds\", \"Breakfast\"]\ncost_structure = [\"Lease\", \"Linen\"]\n",
        [1, 0, 0, 1, 0, 2, 2, 2, 2],
    );
}

#[test]
fn elements_of_xml() {
    check(
        "<?xml version=\"1.0\"?>\n<canvas name=\"Dog school\">\n  <customerSegments><item>Puppy owners</item><item>Rescue centres</item></customerSegments>\n  <valuePropositions><item>A dog that comes when called</item></valuePropositions>\n  <channels><item>Vets</item><item>Web</item></channels>\n  <revenueStreams><item>Course fee</item></revenueStreams>\n  <keyPartners><item>Vets</item></keyPartners>\n  <costStructure><item>Field rent</item><item>Trainers</item></costStructure>\n</canvas>\n",
        [1, 0, 0, 1, 0, 2, 2, 2, 1],
    );
}

#[test]
fn outlines() {
    check(
        "<?xml version=\"1.0\"?>\n<opml version=\"2.0\"><head><title>Choir tours</title></head><body>\n<outline text=\"Customer Segments\"><outline text=\"Choirs\"/><outline text=\"Churches\"/></outline>\n<outline text=\"Value Propositions\"><outline text=\"A tour without paperwork\"/></outline>\n<outline text=\"Channels\"><outline text=\"Choir magazine\"/><outline text=\"Fairs\"/></outline>\n<outline text=\"Revenue Streams\"><outline text=\"Commission per traveller\"/></outline>\n<outline text=\"Key Partners\"><outline text=\"Coach firms\"/><outline text=\"Hotels\"/></outline>\n<outline text=\"Cost Structure\"><outline text=\"Two planners\"/></outline>\n</body></opml>\n",
        [2, 0, 0, 1, 0, 2, 2, 1, 1],
    );
}

#[test]
fn mind_maps_of_plantuml() {
    check(
        "@startmindmap\n* Escape room\n** Customer Segments\n*** Teams of firms\n*** Groups of friends\n** Value Propositions\n*** An hour in another world\n** Channels\n*** Booking site\n*** Hotels\n** Key Partners\n*** Set builder\n** Revenue Streams\n*** Ticket per group\n*** Team event with buffet\n** Cost Structure\n*** Rent\n*** Staff\n@endmindmap\n",
        [1, 0, 0, 1, 0, 2, 2, 2, 2],
    );
}

#[test]
fn packages_of_plantuml() {
    check(
        "@startuml\npackage \"Customer Segments\" {\n  [Hikers]\n  [Families]\n}\npackage \"Value Propositions\" {\n  [A bed at 2000 m]\n}\npackage \"Channels\" {\n  [Alpine club]\n  [Phone]\n}\npackage \"Revenue Streams\" {\n  [Beds]\n  [Meals]\n}\npackage \"Cost Structure\" {\n  [Helicopter flights]\n}\n@enduml\n",
        [0, 0, 0, 1, 0, 2, 2, 1, 2],
    );
}

#[test]
fn a_table_with_a_column_of_groups() {
    check(
        "# Lernbüro Süd\n\n| Baustein | Gruppe | Inhalt |\n|---|---|---|\n| Kundensegmente | Zahlend | Eltern von Schülern ab Klasse 5 |\n| | | Betriebe mit Auszubildenden |\n| | Nicht zahlend | Geflüchtete Jugendliche |\n| Wertangebote | | Bessere Noten in einem Halbjahr |\n| | | Ein fester Lehrer |\n| Kanäle | | Schulen |\n| | | Aushang |\n| Kundenbeziehungen | | Elterngespräch alle sechs Wochen |\n| Einnahmequellen | | Stundensatz |\n| | | Stiftungsgeld |\n| Kostenstruktur | | Honorare |\n| | | Miete |\n",
        [0, 0, 0, 2, 1, 2, 3, 2, 2],
    );
}

#[test]
fn folded_parts_inside_of_markdown() {
    check(
        "# Coworking La Ruche\n\n## Segments clients\n| | |\n|---|---|\n| Indépendants | 60 % |\n| Petites équipes | 30 % |\n| Entreprises de passage | 10 % |\n\n## Proposition de valeur\n- Un bureau sans bail\n- Une salle à l'heure\n\n## Canaux\n<details><summary>Voir</summary>\n\n- Site\n- Bouche à oreille\n\n</details>\n\n## Sources de revenus\n- Abonnement mensuel\n- Salle à l'heure\n\n## Structure de coûts\n1. Loyer\n2. Ménage\n",
        [0, 0, 0, 2, 0, 2, 3, 2, 2],
    );
}

#[test]
fn semicolons_and_a_byte_order_mark() {
    check(
        "\u{feff}Baustein;Inhalt;Bemerkung\r\nKundensegmente;Vereine;20 Stück\r\nKundensegmente;Schulen;\r\nWertangebot;Trikots in 5 Tagen;\r\nKanäle;Katalog;\r\nKanäle;Onlineshop;ab Mai\r\nKundenbeziehungen;Vereinsbetreuer;\r\nEinnahmequellen;Verkauf;\r\nSchlüsselpartner;Stickerei;\r\nSchlüsselpartner;Spedition;\r\nKostenstruktur;Ware;\r\n",
        [2, 0, 0, 1, 1, 2, 2, 1, 1],
    );
}

#[test]
fn wrapped_answers_of_a_server() {
    check(
        "{\"status\":\"ok\",\"data\":{\"bmc\":{\"title\":\"Nido Bilingüe\",\"blocks\":{\"customerSegments\":{\"items\":[\"Padres que trabajan\",\"Empresas con guardería\"]},\"valuePropositions\":{\"items\":[\"Dos idiomas desde los dos años\"]},\"channels\":{\"items\":[\"Visitas guiadas\",\"Instagram\"]},\"customerRelationships\":{\"items\":[\"Tutora por niño\"]},\"revenueStreams\":{\"items\":[\"Cuota mensual\",\"Convenio con empresas\"]},\"keyResources\":{\"items\":[\"Casa con jardín\"]},\"keyActivities\":{\"items\":[\"Clases\"]},\"keyPartners\":{\"items\":[\"Editorial\"]},\"costStructure\":{\"items\":[\"Sueldos\",\"Renta\",\"Comida\"]}}}}}\n",
        [1, 1, 1, 1, 1, 2, 2, 3, 2],
    );
}

#[test]
fn members_that_name_their_block() {
    check(
        "[{\"block\":\"Customer Segments\",\"item\":\"Gyms\"},{\"block\":\"Customer Segments\",\"item\":\"Physios\"},{\"block\":\"Value Propositions\",\"item\":\"Less no-shows\"},{\"block\":\"Channels\",\"item\":\"Sales calls\"},{\"block\":\"Channels\",\"item\":\"Partner resellers\"},{\"block\":\"Revenue Streams\",\"item\":\"Licence per seat\"},{\"block\":\"Key Partners\",\"item\":\"Payment provider\"},{\"block\":\"Cost Structure\",\"item\":\"Cloud\"},{\"block\":\"Cost Structure\",\"item\":\"Support staff\"}]\n",
        [1, 0, 0, 1, 0, 2, 2, 2, 1],
    );
}

#[test]
fn cards_of_div_elements() {
    check(
        "<!DOCTYPE html><html><head><title>Oficina Volante – Modelo de negócio</title><style>.card{}</style></head><body>\n<h1>Oficina Volante</h1>\n<div class=\"canvas\">\n<div class=\"card kp\"><div class=\"card-title\">Parceiros-chave</div><div class=\"card-body\"><div>Loja de peças</div><div>Seguradora</div></div></div>\n<div class=\"card ka\"><div class=\"card-title\">Atividades-chave</div><div class=\"card-body\"><div>Consertar na rua</div></div></div>\n<div class=\"card vp\"><div class=\"card-title\">Proposta de valor</div><div class=\"card-body\"><div>Conserto onde o carro parou</div><div>Preço antes do serviço</div></div></div>\n<div class=\"card ch\"><div class=\"card-title\">Canais</div><div class=\"card-body\"><div>Aplicativo</div><div>Telefone</div></div></div>\n<div class=\"card cs\"><div class=\"card-title\">Segmentos de clientes</div><div class=\"card-body\"><div>Motoristas</div><div>Frotas pequenas</div></div></div>\n<div class=\"card co\"><div class=\"card-title\">Estrutura de custos</div><div class=\"card-body\"><div>Vans</div><div>Mecânicos</div></div></div>\n<div class=\"card rs\"><div class=\"card-title\">Fontes de receita</div><div class=\"card-body\"><div>Chamado avulso</div><div>Contrato de frota</div></div></div>\n</div></body></html>\n",
        [2, 1, 0, 2, 0, 2, 2, 2, 2],
    );
}

#[test]
fn nested_check_boxes() {
    check(
        "# 植物シェア\n\n- [x] 顧客セグメント\n  - [ ] 都市の一人暮らし\n  - [x] オフィス\n- [x] 価値提案\n  - [x] 枯れたら交換\n- [ ] チャネル\n  - [ ] アプリ\n  - [ ] 花屋\n- [x] 収益の流れ\n  - [x] 月額\n  - [ ] 植木鉢の販売\n- [x] コスト構造\n  - [x] 配送\n",
        [0, 0, 0, 1, 0, 2, 2, 1, 2],
    );
}

#[test]
fn cells_with_bold_labels_and_line_breaks() {
    check(
        "# Mentoring für Gründerinnen\n\n<table>\n<tr><td><b>Schlüsselpartner</b><br>IHK<br>Sparkasse</td><td><b>Schlüsselaktivitäten</b><ul><li>Tandems bilden</li><li>Abende veranstalten</li></ul></td><td><b>Wertangebot</b><br>Rat von einer, die es kennt</td></tr>\n<tr><td><b>Kundensegmente</b><br>Gründerinnen<br>Mentorinnen</td><td><b>Kanäle</b><br>Newsletter<br>Messen</td><td><b>Kundenbeziehungen</b><br>Jahrestreffen</td></tr>\n<tr><td><b>Kostenstruktur</b><br>Raum<br>Koordination</td><td><b>Einnahmequellen</b><br>Jahresbeitrag<br>Förderung der Stadt</td><td></td></tr>\n</table>\n",
        [2, 2, 0, 1, 1, 2, 2, 2, 2],
    );
}

#[test]
fn quoted_bold_labels() {
    check(
        "# Solar co-op\n\n> **Customer Segments**\n> Households with a south roof\n> Schools\n>\n> **Value Propositions**\n> Panels without a down payment\n>\n> **Channels**\n> Open evenings; town newsletter; neighbours\n>\n> **Key Partners**\n> Roofers\n> Grid operator\n>\n> **Revenue Streams**\n> Share of the power sold\n",
        [2, 0, 0, 1, 0, 3, 2, 0, 1],
    );
}

#[test]
fn underlined_russian_labels() {
    check(
        "ПЕКАРНЯ «КОЛОС»\n\nСегменты клиентов\n-----------------\nЖители района\nКафе поблизости\n\nЦенностное предложение\n----------------------\nХлеб на закваске\nДоставка к шести утра\n\nКаналы\n------\nМагазин\nТелефон\n\nПотоки доходов\n--------------\nПродажа хлеба\nДоговоры с кафе\n\nСтруктура затрат\n----------------\nМука\nАренда\nЗарплата\n",
        [0, 0, 0, 2, 0, 2, 2, 3, 2],
    );
}

#[test]
fn portuguese_groups_prose_and_totals() {
    check(
        "# Clube do vinil\n\n## 1. Segmentos de Clientes\n\n**Quem paga**\nColecionadores\nBares com toca-discos\n\n**Quem usa sem pagar**\nOuvintes da rádio do clube\n\n## 2. Proposta de Valor\n\nUm disco raro por mês, escolhido para você.\n\nTroca sem custo se não gostar.\n\n## 3. Canais\n\nSite, feira de sábado, rádio do clube\n\n## 4. Fontes de Receita\n\n| Fonte | Preço |\n|---|---|\n| Assinatura | R$ 129 por mês |\n| Venda avulsa | variável |\n| **Total** | **R$ 48 mil** |\n\n## 5. Estrutura de Custos\n\nDiscos: 60%\nCorreio: 20%\nEquipe: 20%\n",
        [0, 0, 0, 2, 0, 3, 3, 3, 2],
    );
}
