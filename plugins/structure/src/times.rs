//! Of which time an item is, by its tags: authors write them by hand, and importers keep the sub-heading under which a note stood.

use canvass_plugin::{Field, Item};

/// Of which time an item is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Time {
    /// What is planned.
    Future,
    /// What there is.
    Today,
}

/// Tags of what is planned, folded as [`fold`] does it.
#[rustfmt::skip]
const FUTURE: &[&str] = &[
    "future", "planned", "later", "upcoming", "roadmap", "coming soon", "post mvp", "after mvp", "after the mvp", "next phase", "later phase",
    "later stage", "second phase", "third phase", "not yet", "someday", "to be",
    // German
    "zukunft", "zukünftig", "künftig", "geplant", "später", "nach dem mvp", "ausbaustufe", "zweite phase", "perspektivisch",
    // French
    "futur", "à venir", "prévu", "prévue", "plus tard", "à terme", "prochainement", "après le mvp", "deuxième phase",
    // Spanish and Portuguese
    "futuro", "a futuro", "en el futuro", "planificado", "planificada", "planeado", "planeada", "próximamente", "más adelante", "segunda fase",
    "planejado", "planejada", "no futuro", "em breve", "mais tarde", "futuramente",
    // Dutch and Indonesian
    "toekomst", "toekomstig", "gepland", "binnenkort", "na de mvp", "tweede fase", "masa depan", "direncanakan", "rencana", "segera hadir",
    // Russian
    "будущее", "в будущем", "планируется", "запланировано", "позже", "после mvp", "скоро", "второй этап",
    // Chinese, Japanese and Korean
    "未来", "将来", "计划中", "规划中", "后期", "远期", "二期", "第二阶段", "下一阶段", "未來", "將來", "計劃中", "計畫中", "規劃中", "後期", "遠期", "第二階段", "下一階段", "計画中", "予定", "今後",
    "構想", "第二段階", "향후", "추후", "미래", "예정", "2단계", "계획중", "계획 중",
];

/// Tags of what there is.
#[rustfmt::skip]
const TODAY: &[&str] = &[
    "today", "current", "currently", "existing", "now", "as is", "mvp", "heute", "aktuell", "bestehend", "aujourd'hui", "actuel", "actuelle",
    "existant", "hoy", "actual", "existente", "hoje", "atual", "huidig", "bestaand", "nu", "saat ini", "сейчас", "сегодня", "现在", "目前", "現在",
    "目前的", "現状", "현재",
];

/// Words before a number that count steps: the first is today's, the others are to come.
#[rustfmt::skip]
const STEPS: &[&str] = &["phase", "horizon", "fase", "etapa", "étape", "stufe", "фаза", "этап", "阶段", "階段", "フェーズ"];

/// The number of the first step that is not today's, and those behind it.
#[rustfmt::skip]
const LATER_STEPS: &[&str] =
    &["2", "3", "4", "5", "ii", "iii", "iv", "two", "three", "deux", "trois", "zwei", "drei", "dos", "tres", "dois", "três", "twee", "drie"];

/// The time that the tags of an item say, if they say one. Tags that contradict each other say nothing.
pub(crate) fn of(item: Item<'_>) -> Option<Time> {
    let mut said = item.texts(Field::Tags).filter_map(of_tag);
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

fn of_tag(tag: &str) -> Option<Time> {
    let tag = fold(tag);
    if FUTURE.contains(&tag.as_str()) {
        return Some(Time::Future);
    }
    if TODAY.contains(&tag.as_str()) {
        return Some(Time::Today);
    }
    let step = STEPS.iter().find_map(|step| tag.strip_prefix(step))?.trim_start();
    match step {
        "1" | "i" | "one" | "eins" | "un" | "uno" | "um" | "een" => Some(Time::Today),
        _ => LATER_STEPS.contains(&step).then_some(Time::Future),
    }
}

/// A tag in small letters, whatever its words are joined by.
fn fold(tag: &str) -> String {
    let mut out = String::with_capacity(tag.len());
    for word in tag.split(|character: char| character.is_whitespace() || matches!(character, '-' | '_' | '/' | '(' | ')' | '[' | ']' | ':' | '.' | '#')) {
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_say_the_time_in_any_spelling() {
        for tag in ["planned", "Planned", "PHASE 2", "phase-2", "phase_ii", "Post-MVP", "(later)", "Phase 2:", "未来", "étape 2", "阶段2", "geplant"] {
            assert_eq!(of_tag(tag), Some(Time::Future), "{tag}");
        }
        for tag in ["MVP", "Phase 1", "as-is", "current", "现在"] {
            assert_eq!(of_tag(tag), Some(Time::Today), "{tag}");
        }
        for tag in ["", "finance", "phase", "phase change", "planner", "futures", "later life", "v2"] {
            assert_eq!(of_tag(tag), None, "{tag}");
        }
    }

    #[test]
    fn every_tag_is_listed_as_it_is_looked_for() {
        for tag in FUTURE.iter().chain(TODAY) {
            assert_eq!(fold(tag), *tag);
        }
    }
}
