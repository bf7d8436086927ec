//! An object that is one item: its name, what our format takes as fields, and the rest as words.

use canvass_formats::tree::{Entry, Node, Value};
use canvass_model::blocks::Block;
use serde_json::json;

use super::place::Source;
use super::typed;
use crate::draft::DraftItem;

/// Keys of the text of an item, the likeliest first.
pub(super) const NAMES: [&str; 70] = [
    "name",
    "title",
    "text",
    "label",
    "item",
    "content",
    "heading",
    "value",
    "segment",
    "partner",
    "activity",
    "resource",
    "channel",
    "relationship",
    "proposition",
    "stream",
    "source",
    "cost",
    "customer",
    "persona",
    "category",
    "note",
    "nombre",
    "nom",
    "titre",
    "description",
    "titulo",
    "título",
    "nome",
    "texto",
    "contenido",
    "elemento",
    "conteúdo",
    "texte",
    "contenu",
    "élément",
    "inhalt",
    "titel",
    "eintrag",
    "naam",
    "tekst",
    "inhoud",
    "название",
    "имя",
    "текст",
    "nama",
    "judul",
    "teks",
    "isi",
    "名称",
    "名前",
    "项目",
    "項目",
    "内容",
    "內容",
    "文本",
    "文字",
    "テキスト",
    "이름",
    "제목",
    "내용",
    "텍스트",
    "descripción",
    "descripcion",
    "descrição",
    "descricao",
    "beschreibung",
    "omschrijving",
    "описание",
    "deskripsi",
];
/// Keys that tell how a note looks, where it lies or who looks after it, not what it says.
pub(super) const LOOKS: [&str; 57] = [
    "color",
    "colour",
    "x",
    "y",
    "z",
    "width",
    "height",
    "w",
    "h",
    "rotation",
    "order",
    "index",
    "position",
    "createdAt",
    "updatedAt",
    "created_at",
    "updated_at",
    "created",
    "updated",
    "author",
    "createdBy",
    "uuid",
    "_id",
    "style",
    "icon",
    "zIndex",
    "locked",
    "fontSize",
    "parent",
    "font",
    "assignee",
    "responsible",
    "responsable",
    "responsável",
    "responsavel",
    "verantwortlich",
    "verantwoordelijke",
    "ответственный",
    "penanggung_jawab",
    "负责人",
    "負責人",
    "担当",
    "担当者",
    "담당",
    "담당자",
    "priority",
    "prioridad",
    "prioridade",
    "priorité",
    "priorität",
    "prioriteit",
    "приоритет",
    "prioritas",
    "优先级",
    "優先順位",
    "優先度",
    "우선순위",
];

/// The item that an object is; nothing where it has no text of its own.
pub(super) fn item<'a>(block: Block, node: &Node, entries: &[&'a Entry], group: Option<&str>, source: &Source<'_>) -> Option<DraftItem> {
    let text = |key: &'static str| {
        entries.iter().find(|entry| entry.key == key).and_then(|entry| match &entry.value.value {
            Value::Text(text) if !text.trim().is_empty() => Some((key, text.trim())),
            _ => None,
        })
    };
    // A row such as `{type: Subscription, price: 9}` is called by its type.
    let by_type = || (entries.len() > 1).then(|| text("type"))?;
    let (name_key, name) = NAMES.into_iter().find_map(text).or_else(by_type)?;
    let mut item = DraftItem::new(block, name, source.range(&node.span));
    item.group = group.map(str::to_owned);
    let mut notes = Vec::new();
    for entry in entries.iter().filter(|entry: &&&'a Entry| entry.key != name_key && !LOOKS.contains(&entry.key.as_str())) {
        if entry.key == "id" {
            if let Value::Text(id) = &entry.value.value
                && is_telling(id)
                && typed::is_field(block, "id", &json!(id))
            {
                item.fields.insert("id".to_owned(), json!(id));
            }
            continue;
        }
        let value = entry.value.to_json();
        let term = value.as_str().map(|word| json!(word.trim().to_lowercase().replace([' ', '-'], "_")));
        let fields = [(entry.key.as_str(), Some(value)), (entry.key.as_str(), term.clone()), ("kind", term.filter(|_| entry.key == "type"))];
        let field = fields.into_iter().find_map(|(field, value)| {
            let value = value?;
            (!item.fields.contains_key(field) && typed::is_field(block, field, &value)).then_some((field, value))
        });
        match field {
            Some((field, value)) => {
                item.fields.insert(field.to_owned(), value);
            }
            None => notes.extend(typed::words(&entry.value).map(|words| match entry.key.as_str() {
                "note" | "notes" | "description" | "details" | "detail" | "explanation" | "comment" => words,
                key => format!("{}: {words}", typed::humanised(key)),
            })),
        }
    }
    item.note = (!notes.is_empty()).then(|| notes.join("; "));
    Some(item)
}

/// Whether an identifier was chosen by a person rather than counted or drawn by a program.
fn is_telling(id: &str) -> bool {
    let letters = id.chars().filter(|character| character.is_alphabetic()).count();
    let digits = id.chars().filter(char::is_ascii_digit).count();
    letters >= 2 && digits * 2 < letters.max(1) && id.len() <= 60
}
