//! The groups that a canvas names as its segments: what each is called, and on which side of a business it stands.

mod keys;
mod sort;

use canvass_model::blocks::{CustomerSegment, Note};
use canvass_model::vocabulary::{Role, SegmentKind};

use crate::blocks::BUYING;
use crate::called::Groups;
use crate::fold::{SENTENCE_ENDS, in_word, runs_on};
use crate::language::Language;
use crate::matcher::Hit;
use crate::naming::mentions_beside;
use crate::small_words::is_small;
use crate::table::{Table, belongs, general};
use crate::text::Text;
use keys::{keys, own_words, stem};
pub(crate) use sort::counts;
use sort::{kind, leading_group};

/// A segment as other notes speak of it.
#[derive(Debug, Default)]
pub(crate) struct Group {
    /// What its name is before any description, folded.
    pub(crate) noun: String,
    /// Its name with all that describes it, folded.
    pub(crate) name: String,
    /// The concepts that the name stands for: sellers, hosts.
    pub(crate) concepts: Vec<u32>,
    /// Words of the name that no other segment's name has.
    pub(crate) keys: Vec<String>,
    pub(crate) kind: Option<SegmentKind>,
    /// The words that say the kind, where it was read.
    pub(crate) kind_words: String,
    pub(crate) roles: Vec<Role>,
    /// Whether the name says that it uses the offer free, or that it is the part that pays.
    pub(crate) free: bool,
    pub(crate) paying: bool,
    /// Whether it is said to use one thing free and to buy another.
    pub(crate) buys_at_times: bool,
    pub(crate) supply: bool,
    pub(crate) content: bool,
    pub(crate) demand: bool,
    /// Whether what describes it says that it makes content.
    makes: bool,
    pub(crate) audience: bool,
    pub(crate) advertisers: bool,
    pub(crate) funders: bool,
    pub(crate) future: bool,
    /// Whether it is a sentence that goes on about the group before it, rather than a group.
    pub(crate) aside: bool,
    /// The sub-heading under which it stands with others, folded; empty where all stand under the same.
    pub(crate) heading: String,
    /// The group whose people or customers it is by its name, where words run on.
    pub(crate) of: Option<usize>,
    /// Whether it stands under another sub-heading than those who are headed as the ones who pay.
    pub(crate) beside_payers: bool,
}

impl Group {
    /// Whether it plays a role.
    pub(crate) fn plays(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether it is a firm or a public body, and no people.
    pub(crate) fn is_organised(&self) -> bool {
        matches!(self.kind, Some(SegmentKind::Businesses | SegmentKind::Government))
    }

    /// Whether it is among those for whom the offer is made at all: not one who only pays for others, or only advertises.
    pub(crate) fn is_served(&self) -> bool {
        !self.future && !self.aside && !self.advertisers && !self.is_funder() && !self.plays(Role::Influencer)
    }

    /// Whether both are called by words for one thing.
    pub(crate) fn shares_concept(&self, other: &Self) -> bool {
        self.concepts.iter().any(|concept| other.concepts.contains(concept))
    }

    /// Whether it gives money for a cause.
    pub(crate) fn is_funder(&self) -> bool {
        self.plays(Role::Sponsor) || self.funders && matches!(self.kind, Some(SegmentKind::Nonprofit) | None) && !self.demand
    }
}

/// Studies all segments.
pub(crate) fn study(texts: &[Text], notes: &[Note<CustomerSegment>], language: Language) -> Vec<Group> {
    let mut groups: Vec<Group> = texts.iter().zip(notes).map(|(text, note)| group(text, note.full(), language)).collect();
    let stands_in_others = |at: usize, key: &String| {
        let others = groups.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, group)| &group.keys);
        // A short word begins many longer ones: a `vet` and a `veterinary` practice.
        let alike = |short: &str, long: &str| {
            long.strip_prefix(short).is_some_and(|rest| short.chars().count() > SHORT || rest.chars().count() <= SHORT || long.starts_with(runs_on))
        };
        others.into_iter().any(|other| alike(key, other) && !is_owner(key, other) || alike(other, key))
    };
    let own: Vec<Vec<bool>> = groups.iter().enumerate().map(|(at, group)| group.keys.iter().map(|key| !stands_in_others(at, key)).collect()).collect();
    for (group, own) in groups.iter_mut().zip(own) {
        let mut own = own.into_iter();
        group.keys.retain(|_| own.next().unwrap_or_default());
    }
    tell_owners(texts, &mut groups);
    tell_apart(texts, &mut groups);
    sort_by_heading(texts, &mut groups);
    crate::headed::tell_users(texts, &mut groups);
    for at in 1..groups.len() {
        let Some(text) = texts.get(at).filter(|text| groups.get(at).is_some_and(|group| crate::asides::goes_on(text, group))) else { continue };
        let name = crate::asides::other_name(text);
        let before = groups.iter_mut().take(at).rev().find(|group| !group.aside);
        if let Some(before) = before {
            if let Some(name) = name {
                before.call(&name);
            }
            // The same people, who buy at other times: `they too before a trip, when they buy a map`.
            if before.free && text.of(Table::NumberWords).any(|hit| hit.value == BUYING) {
                (before.free, before.buys_at_times) = (false, true);
            }
        }
        if let Some(group) = groups.get_mut(at) {
            *group = Group { future: group.future, aside: true, ..Group::default() };
        }
    }
    groups
}

/// How many letters make a short word, and an ending.
const SHORT: usize = 3;

/// Where words run on, people who are called by the name of another group are that one's: `健身房会员` beside chains of `健身房`.
fn tell_owners(texts: &[Text], groups: &mut [Group]) {
    for at in 0..groups.len() {
        let (Some(text), Some(group)) = (texts.get(at), groups.get(at)) else { continue };
        let start = text.name_range().start;
        let named = text.of_groups().find(|hit| hit.start as usize == start && text.runs_on_at(start) && group.concepts.contains(&hit.value));
        let Some(hit) = named.filter(|hit| !group.is_organised() && (hit.end as usize) < text.noun_end() && is_told_behind(text, group, hit)) else { continue };
        let (concept, end) = (hit.value, hit.end as usize);
        let owner = groups.iter().position(|other| other.is_organised() && other.concepts.contains(&concept));
        if let (Some(owner), Some(group)) = (owner, groups.get_mut(at)) {
            group.of = Some(owner);
            group.concepts.retain(|known| *known != concept);
            let own = text.folded().get(end..text.noun_end()).unwrap_or_default().trim_start_matches(OF);
            group.keys = vec![own.to_owned()];
        }
    }
}

/// Whether what a group is stands right behind words in its name.
fn is_told_behind(text: &Text, group: &Group, hit: &Hit) -> bool {
    let beside = |kind: &Hit| text.folded().get(hit.end as usize..kind.start as usize).is_some_and(|gap| gap.trim_start_matches(OF).is_empty());
    group.kind == Some(SegmentKind::Individuals) && text.of(Table::SegmentKinds).any(|kind| beside(kind) && text.words(kind) == group.kind_words)
}

/// Letters that say whose somebody is, where words run on.
const OF: [char; 3] = ['的', 'の', '의'];

/// Groups that are called by the same words are known by what describes them: `families at the full rate` beside `families at the reduced rate`.
fn tell_apart(texts: &[Text], groups: &mut [Group]) {
    let plan = |text: &Text, word: &str| {
        let hits = || text.hits().iter().filter(|hit| matches!(hit.table, Table::Tier | Table::SegmentPlans));
        hits().any(|hit| text.folded().get(hit.start as usize..hit.end as usize).is_some_and(|plan| plan.contains(word)))
    };
    let words = |text: &Text| keys(text, &(text.noun_end()..text.name_range().end)).into_iter().filter(|word| !plan(text, word)).collect();
    let same: Vec<bool> = groups.iter().map(|group| group.keys.is_empty() && groups.iter().filter(|other| other.noun == group.noun).count() > 1).collect();
    if !same.contains(&true) {
        return;
    }
    let described: Vec<Vec<String>> = texts.iter().map(words).collect();
    for (at, group) in groups.iter_mut().enumerate().filter(|(at, _)| same.get(*at) == Some(&true)) {
        let others = || described.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, words)| words);
        let own =
            described.get(at).into_iter().flatten().filter(|word| !others().any(|other| other.starts_with(word.as_str()) || word.starts_with(other.as_str())));
        group.keys = own.filter(|word| word.starts_with(runs_on) || word.chars().count() >= DESCRIBES).cloned().collect();
    }
}

/// How many letters a word has at least by which one of several groups of one name is known.
const DESCRIBES: usize = 5;

/// What only shows when all groups are known.
pub(crate) fn settle(texts: &[Text], groups: &mut Groups) {
    let free: Vec<usize> = (0..groups.len()).filter(|&at| texts.get(at).is_some_and(|text| explained_free(text, at, groups))).collect();
    let all = groups.all_mut();
    for at in free {
        if let Some(group) = all.get_mut(at) {
            group.buys_at_times = texts.get(at).is_some_and(buys_besides);
            group.free = !group.buys_at_times;
        }
    }
    // The same people as before, where these use it free, are those of them who pay.
    for at in 1..all.len() {
        let same = |text: &Text| {
            let begins = |hit: &Hit| hit.value == belongs::AGAIN && hit.start as usize == text.name_range().start;
            text.named(Table::Belongs).any(|hit| hit.value == belongs::SAME || begins(hit))
        };
        let same = texts.get(at).is_some_and(same);
        if let Some([before, group]) = all.get_mut(at - 1..=at)
            && same
            && before.free
            && !group.free
            && !group.buys_at_times
        {
            group.paying = true;
            group.kind = before.kind.or(group.kind);
        }
    }
    // Who makes content is a group of its own only where others look at it.
    if all.iter().any(|group| !group.makes && !group.content && group.is_served()) {
        all.iter_mut().for_each(|group| group.content |= group.makes);
    }
}

/// Whether what explains a group says in so many words that it pays nothing, and speaks of no other there.
fn explained_free(text: &Text, at: usize, groups: &Groups) -> bool {
    let folded = text.folded();
    let note = text.name_range().end..text.body_range().end;
    let group = |at: usize| groups.get(at);
    if group(at).is_none_or(|group| group.free || group.paying || group.aside) || text.of(Table::Roles).any(|hit| hit.term::<Role>() == Some(Role::Payer)) {
        return false;
    }
    text.of(Table::SegmentPlans).filter(|hit| hit.value == 0 && hit.start as usize >= note.start).any(|hit| {
        let (start, end) = (hit.start as usize, hit.end as usize);
        let from = folded.get(note.start..start).and_then(|before| before.rfind(CLAUSE)).map_or(note.start, |at| note.start + at);
        let to = folded.get(end..note.end).and_then(|rest| rest.find(CLAUSE)).map_or(note.end, |at| end + at);
        let words = folded.get(start..end).unwrap_or_default();
        let before = folded.get(from..start).unwrap_or_default().trim();
        // It may follow the name of a plan: `Basic, free`.
        let named = before.rsplit(':').next().and_then(|plan| plan.trim().strip_suffix(','));
        let plan = named.is_some_and(|plan| !plan.is_empty() && !plan.contains([' ', ',']) && plan.chars().count() <= PLAN);
        let alone = (before.is_empty() || plan || words.starts_with('(') || before.ends_with([':', ';', '.']))
            && folded.get(end..to).is_some_and(|rest| rest.trim().is_empty());
        // A single word may as well say what else is free: delivery, entry.
        let phrase = words.contains(' ') || words.chars().any(runs_on) && words.chars().count() >= 3;
        (alone || phrase) && mentions_beside(groups, text, from..to, Some(at)).is_empty()
    })
}

/// How many letters the name of a plan has at most.
const PLAN: usize = 12;

/// Signs that end a clause.
const CLAUSE: [char; 4] = ['.', ';', '\n', '('];

/// Groups under sub-headings of their own are also what the sub-heading calls them.
fn sort_by_heading(texts: &[Text], groups: &mut [Group]) {
    let heading = |text: &Text| text.folded().get(text.group_range()).unwrap_or_default().trim_matches(|letter: char| !in_word(letter)).to_owned();
    let headings: Vec<String> = texts.iter().map(heading).collect();
    if headings.windows(2).all(|pair| matches!(pair, [one, other] if one == other)) {
        return;
    }
    for ((text, group), heading) in texts.iter().zip(groups).zip(headings) {
        for hit in text.of_groups().filter(|hit| hit.end as usize <= text.group_range().end && !is_generic(text, hit)) {
            group.know_as(hit.table, hit.value);
        }
        group.heading = heading;
    }
}

fn group(text: &Text, stated: Option<&CustomerSegment>, language: Language) -> Group {
    let range = text.noun_range();
    let noun = text.folded().get(range.clone()).unwrap_or_default().trim().trim_matches(['"', '\'', '.', '*']).to_owned();
    let mut group = Group {
        future: text.future,
        keys: keys(text, &own_words(text, &range)),
        noun,
        name: text.folded().get(text.name_range()).unwrap_or_default().to_owned(),
        ..Group::default()
    };
    if let Some(lead) = leading_group(text, &range, language) {
        // A name may join several groups: `brands and agencies`.
        let joined = |hit: &Hit| {
            let (first, second) = if hit.start < lead.start { (hit, lead) } else { (lead, hit) };
            text.small(general::AND).any(|word| first.end <= word.start && word.end <= second.start)
        };
        let inside = |hit: &Hit| hit.start as usize >= range.start && hit.end as usize <= range.end;
        let same = |hit: &Hit| hit.start == lead.start && hit.end == lead.end;
        // A parish is no municipality, though its name may end like one.
        let part = |hit: &Hit| {
            if is_torn(text, hit) {
                return true;
            }
            let longer = |other: &Hit| other.start <= hit.start && hit.end <= other.end && other.end - other.start > hit.end - hit.start;
            hit.table == Table::Funders && text.of(Table::SegmentKinds).any(|other| longer(other) && other.term() != Some(SegmentKind::Government))
        };
        for hit in text.of_groups().filter(|hit| !part(hit) && (same(hit) || inside(hit) && joined(hit))) {
            group.concepts.push(hit.value);
            match hit.table {
                Table::Supply => group.supply = true,
                Table::Content => group.content = true,
                Table::Demand => group.demand = true,
                Table::Audience => group.audience = true,
                Table::Advertisers => group.advertisers = true,
                Table::Funders => group.funders = true,
                _ => {}
            }
        }
    }
    // What brackets begin with says what a group is here: restaurants may be buyers.
    let bracket = text.head_range().end..text.name_range().end;
    let opens = text.folded().get(bracket.clone()).is_some_and(|rest| rest.starts_with(['(', '[']));
    let here = |table: Table| opens && text.of(table).any(|hit| bracket.contains(&(hit.start as usize)) && hit.start as usize <= bracket.start + 2);
    // So does what a sentence ends with: `the shops of the quarter are the advertisers`.
    let sentence = text.folded().get(text.name_range()).is_some_and(|name| name.ends_with(SENTENCE_ENDS));
    let last = |hit: &Hit| sentence && range.end < hit.start as usize && text.name_range().end <= hit.end as usize + ENDING;
    group.advertisers |= here(Table::Advertisers) || text.named(Table::Advertisers).any(last);
    match (here(Table::Supply), here(Table::Demand)) {
        (true, false) => (group.supply, group.demand) = (true, false),
        (false, true) => (group.supply, group.demand) = (false, true),
        _ => {}
    }
    group.keys.extend(also_called(text));
    told_beside(text, &mut group);
    group.makes = !group.advertisers && text.named(Table::Makes).next().is_some();
    // What explains a group speaks of others too.
    let plan = |value: u32| plans(text).any(|hit| hit.value == value);
    group.free = plan(0);
    group.paying = plan(1) && !group.free;
    if group.free && buys_besides(text) {
        (group.free, group.buys_at_times) = (false, true);
    }
    match stated {
        Some(stated) if stated.kind.is_some() || !stated.roles.is_empty() => (group.kind, group.roles) = (stated.kind, stated.roles.clone()),
        _ => {
            if let Some((kind, words)) = kind(text, &range, language) {
                (group.kind, group.kind_words) = (Some(kind), words);
            }
            group.roles = text.named_terms::<Role>(Table::Roles).into_iter().map(|(role, _)| role).collect();
        }
    }
    group
}

/// Whether what is told of a group that pays nothing goes on with what it buys: `free at first, buys a map before a trip`.
fn buys_besides(text: &Text) -> bool {
    let Some(free) = text.of(Table::SegmentPlans).find(|hit| hit.value == 0) else { return false };
    let buys = |hit: &Hit| hit.value == BUYING && hit.end >= free.end;
    text.of(Table::NumberWords).any(buys) || text.of(Table::Belongs).any(|hit| hit.value == belongs::SAME)
}

/// The words of a name for a plan: what brackets add tells of others, or of before, where the name has its own.
fn plans(text: &Text) -> impl Iterator<Item = &Hit> {
    let name = text.name_range();
    let bracket = text.folded().get(name.clone()).and_then(|words| words.find('(')).map_or(name.end, |at| name.start + at);
    let own = text.named(Table::SegmentPlans).any(|hit| (hit.start as usize) < bracket);
    text.named(Table::SegmentPlans).filter(move |hit| !own || (hit.start as usize) < bracket)
}

/// A word in brackets behind a name, or two or three, is another name, unless it says something else of the group.
fn also_called(text: &Text) -> Vec<String> {
    let name = text.folded().get(text.name_range()).unwrap_or_default();
    let Some((before, inside)) = name.strip_suffix([')', '）']).and_then(|name| name.rsplit_once(['(', '（'])) else { return Vec::new() };
    let start = text.name_range().end - name.len() + before.len();
    let says =
        |hit: &Hit| hit.start as usize >= start && matches!(hit.table, Table::Tier | Table::SegmentPlans | Table::Roles | Table::SegmentTags | Table::Scales);
    // Where words run on, a few letters are one.
    let letters = inside.chars().count();
    let length = if inside.contains(runs_on) { (2..=DESCRIBES).contains(&letters) } else { letters >= DESCRIBES };
    let one_word = length && !inside.contains(|letter: char| !letter.is_alphabetic());
    let words = inside.split(' ').count();
    let name = one_word || length && (2..=CALLED_BY).contains(&words) && inside.split(' ').all(|word| word.chars().all(char::is_alphabetic) && !is_small(word));
    if !name || text.hits().iter().any(says) {
        return Vec::new();
    }
    vec![stem(inside).to_owned()]
}

/// How much may stand behind the last word of a sentence, in bytes: an ending and a full stop.
const ENDING: usize = 7;

/// How many words in brackets may still be a name.
const CALLED_BY: usize = 3;

/// What is told of a group beside its name and is nothing but a word for what it is here: `seed companies`, and in the next column `advertisers`.
fn told_beside(text: &Text, group: &mut Group) {
    let told = text.name_range().end..text.body_range().end;
    let alone = |hit: &Hit| {
        let (before, behind) = (text.folded().get(told.start..hit.start as usize), text.folded().get(hit.end as usize..told.end));
        before.is_some_and(|before| before.trim_end().is_empty() || before.trim_end().ends_with([':', ',', ';']))
            && behind.is_some_and(|behind| behind.trim_start().is_empty() || behind.trim_start().starts_with([',', ';', '\n']))
    };
    // Authors want to be seen too.
    let is_word = |table: Table| table == Table::Advertisers && !group.content || table == Table::Funders;
    let beside: Vec<&Hit> = text.hits().iter().filter(|hit| is_word(hit.table) && hit.start as usize >= told.start && alone(hit)).collect();
    for hit in beside {
        group.concepts.push(hit.value);
        group.advertisers |= hit.table == Table::Advertisers;
        group.funders |= hit.table == Table::Funders;
    }
}

/// Whether letters of a longer Korean word only look like another: a single syllable before them is no word.
fn is_torn(text: &Text, hit: &Hit) -> bool {
    let longer = |other: &Hit| {
        let before = text.folded().get(other.start as usize..hit.start as usize).unwrap_or_default();
        other.end == hit.end && before.chars().count() == 1 && before.chars().all(|letter| ('\u{ac00}'..='\u{d7af}').contains(&letter))
    };
    text.of(Table::SegmentKinds).any(longer)
}

/// Whether a hit is a word that tells no group from another.
fn is_generic(text: &Text, hit: &Hit) -> bool {
    text.small(general::GENERIC).any(|word| word.start <= hit.start && hit.end <= word.end)
}

/// Whether a name begins with the name of those to whom it belongs: `机构的学员`.
fn is_owner(owner: &str, name: &str) -> bool {
    owner.ends_with(runs_on) && name.strip_prefix(owner).is_some_and(|rest| rest.starts_with(OF))
}

impl Group {
    /// Knows the group for something that a sub-heading calls it.
    pub(crate) fn know_as(&mut self, table: Table, concept: u32) {
        self.concepts.push(concept);
        let opposed = self.supply || self.content || self.demand || self.advertisers;
        match table {
            Table::Supply if !opposed => self.supply = true,
            Table::Content if !opposed => self.content = true,
            Table::Demand if !opposed => self.demand = true,
            _ => {}
        }
    }

    /// Also knows the group by another name.
    pub(crate) fn call(&mut self, name: &str) {
        let name = name.trim_matches(|letter: char| !in_word(letter));
        let words = name.split(|letter: char| !in_word(letter));
        self.keys.extend(words.filter(|word| word.chars().count() >= if word.starts_with(runs_on) { 2 } else { 4 }).map(|word| stem(word).to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use canvass_model::vocabulary::{Role, SegmentKind};

    use crate::testing::{payers, read_notes, read_value, segments};

    #[test]
    fn what_brackets_add_of_another_plan_is_not_that_of_the_group() {
        let free = |name: &str| {
            let groups = ["Self-employed on the free plan", name];
            let read = read_notes("en", &[("customer_segments", &groups), ("value_propositions", &["Books"]), ("revenue_streams", &["Subscription"])]);
            segments(&read).map(|segment| segment.roles.contains(&Role::User)).collect::<Vec<bool>>()
        };
        assert_eq!(free("Small firms on the paid plan (one in eight began on the free plan)"), [true, false]);
        assert_eq!(free("Small firms (on the free plan)"), [true, true]);
    }

    #[test]
    fn words_in_brackets_are_another_name() {
        let streams = ["Box shares 19 € a week", "Work shares pay nothing"];
        let paid = |name| {
            let groups = ["140 households", name];
            payers(&read_notes("en", &[("customer_segments", &groups), ("value_propositions", &["A box a week"]), ("revenue_streams", &streams)]))
        };
        assert_eq!(paid("A dozen people with more time than money (work shares)").first(), Some(&1));
        assert_eq!(paid("A dozen people with more time than money").first(), Some(&2));
    }

    #[test]
    fn who_is_listed_says_of_what_sort_a_group_is() {
        let kind = |language, name| segments(&read_notes(language, &[("customer_segments", &[name])])).next().and_then(|segment| segment.kind);
        assert_eq!(kind("es", "Compradores: fruterías y mercados"), Some(SegmentKind::Businesses));
        assert_eq!(kind("en", "Buyers: families and students"), Some(SegmentKind::Individuals));
        assert_eq!(kind("nl", "Wie verbouwt: aannemers, dakdekkers, stukadoors met drie man"), Some(SegmentKind::Businesses));
        assert_eq!(kind("en", "Families: parents who run shops and bakeries"), Some(SegmentKind::Individuals));
        assert_eq!(kind("ko", "직원 상담을 맡기는 근처 회사"), Some(SegmentKind::Businesses));
        assert_eq!(kind("ko", "근처 회사의 직원"), Some(SegmentKind::Individuals));
        assert_eq!(kind("zh-Hans", "专业版用户（约 300 家，老板和师傅一起用）"), Some(SegmentKind::Businesses));
        assert_eq!(kind("zh-Hans", "300 个家庭"), Some(SegmentKind::Individuals));
        assert_eq!(kind("zh-Hant", "喜歡小農品牌的 30–45 歲上班族"), Some(SegmentKind::Individuals));
        assert_eq!(kind("zh-Hans", "想多招小学生，附近缺老师的培训机构"), Some(SegmentKind::Businesses));
    }

    /// Which groups are said to use what others pay.
    fn users(language: &str, groups: &[&str]) -> Vec<bool> {
        let blocks: [(&str, &[&str]); 3] = [("customer_segments", groups), ("value_propositions", &["A"]), ("revenue_streams", &["20 €"])];
        let read = read_notes(language, &blocks);
        read.customer_segments.iter().flatten().map(|note| note.full().is_some_and(|group| group.roles.contains(&Role::User))).collect()
    }

    #[test]
    fn a_sentence_that_only_says_it_is_free_is_no_group() {
        assert_eq!(users("ja", &["毎朝通う人たち。", "読むのにお金はいりません。", "広告主の店。"]).get(1), Some(&false));
        assert_eq!(users("en", &["Readers on the island.", "The paper costs nothing.", "Advertisers."]).get(1), Some(&false));
    }

    #[test]
    fn a_sentence_is_about_those_to_whom_it_leads() {
        let groups = [
            "Wij zijn er voor nieuwkomers in Hengelveen die Nederlands willen leren spreken.",
            "Daarnaast richten wij ons op de gemeente Hengelveen, die ons werk subsidieert.",
            "Ook honderd vaste donateurs maken het werk mogelijk.",
        ];
        let offers = ["Nieuwkomers krijgen elke week een gesprek met een vaste vrijwilliger, kosteloos."];
        let streams = ["De gemeente verleent een jaarlijkse subsidie van € 46.000."];
        let read = read_notes("nl", &[("customer_segments", &groups), ("value_propositions", &offers), ("revenue_streams", &streams)]);
        let used = serde_json::to_value(&read).unwrap()["value_propositions"][0]["for"].to_string();
        assert!(used.starts_with("\"wij-zijn-er-voor-nieuwkomers"), "{used}");
    }

    #[test]
    fn a_short_word_begins_many_longer_ones() {
        let groups = ["Veterinary practices short of a vet for days", "Freelance vets who want shifts"];
        let streams = ["Membership, paid by the vets", "Fee paid by the practice"];
        let read = read_notes("en", &[("customer_segments", &groups), ("value_propositions", &["Shifts"]), ("revenue_streams", &streams)]);
        assert_eq!(payers(&read), [1, 1]);
    }

    #[test]
    fn who_is_free_and_buys_when_it_pleases_pays_at_times() {
        let some_pay = |note: &str| {
            let groups = serde_json::json!([{"name": "Quem costura por hobby", "note": note}, "Iniciantes"]);
            let canvas = serde_json::json!({"lang": "pt", "customer_segments": groups, "value_propositions": ["Vídeos"], "revenue_streams": ["Molde, R$ 24"]});
            let read = read_value(canvas);
            segments(&read).any(|group| crate::testing::is_tagged(group, crate::plans::SOME_PAY))
        };
        assert!(some_pay("assiste aos vídeos de graça e depois compra o molde"));
        assert!(!some_pay("assiste aos vídeos de graça"));
    }

    #[test]
    fn authors_who_want_to_be_seen_do_not_advertise() {
        let groups = serde_json::json!([
            {"name": "一般山友", "note": "免費查路線"},
            {"name": "路線作者", "note": "免費上傳紀錄和照片，想被看見"},
            {"name": "戶外品牌", "note": "付費曝光"},
        ]);
        let canvas =
            serde_json::json!({"lang": "zh-Hant", "customer_segments": groups, "value_propositions": ["真實路線"], "revenue_streams": ["橫幅廣告，品牌付"]});
        let read = read_value(canvas);
        assert!(crate::testing::gives(&read, canvass_model::vocabulary::ContributionKind::Content));
    }

    #[test]
    fn who_pays_at_times_after_all_is_the_part_that_pays() {
        let groups = ["Pemain harian, main gratis", "Pemain yang sesekali membeli koin atau kostum"];
        let streams = ["Paket koin Rp 15.000, dibeli di dalam game"];
        let read = read_notes("id", &[("customer_segments", &groups), ("value_propositions", &["Permainan"]), ("revenue_streams", &streams)]);
        assert_eq!(payers(&read), [1]);
    }

    #[test]
    fn a_group_on_a_plan_that_is_free_uses_it() {
        let canvas = |plan: &str| {
            let groups = serde_json::json!([{"name": "Coros", "note": plan}, {"name": "Teatros", "note": "Plano: Maestro"}]);
            let canvas = serde_json::json!({"lang": "pt", "customer_segments": groups, "revenue_streams": ["Maestro, 20 €/mês"]});
            let read = read_value(canvas);
            segments(&read).next().is_some_and(|group| group.roles.contains(&Role::User))
        };
        assert!(canvas("Plano: Base, gratuito"));
        assert!(!canvas("Plano: Base, ensaio geral gratuito"));
    }
}
