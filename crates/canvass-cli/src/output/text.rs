//! The analysis on one screen: what kind of business this is, who pays for whom and why, what looks wrong, what to state to know more.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Write;

use canvass_host::CanvasReport;
use canvass_model::finding::Severity;
use canvass_model::graph::{Graph, View};
use canvass_model::report::Outcome;
use textwrap::WordSeparator;
use unicode_width::UnicodeWidthStr;

use super::results::{Asked, Fit, Patterns, Payers, Relation, result};
use super::{LONGEST_NAME, clean, diagnostic, economics, shorten, shorten_name};

/// How wide lines become.
pub(super) const WIDTH: usize = 100;
/// How many findings are shown in full unless all are asked for.
const FULL: usize = 6;
/// How many patterns are named unless all are asked for.
const PATTERNS: usize = 8;
/// How many questions are asked unless all are asked for.
const QUESTIONS: usize = 8;

/// Writes one report after the other.
pub(crate) struct TextReport {
    all: bool,
    first: bool,
}

impl TextReport {
    /// `all`: everything, however long.
    pub(crate) fn new(all: bool) -> Self {
        Self { all, first: true }
    }

    /// Writes the report of one canvas.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write(&mut self, out: &mut dyn Write, report: &CanvasReport<'_>) -> anyhow::Result<()> {
        if !std::mem::take(&mut self.first) {
            writeln!(out)?;
        }
        heading(out, report)?;
        let mut open = false;
        if report.outcome != Outcome::Refused {
            let view = report.graph.as_ref().map(Graph::view);
            open = self.kind_of_business(out, result(report, "pattern-detection"), result(report, "segment-fit"))?;
            let names = Names::of(&view);
            self.who_pays(out, result(report, "payer-analysis"), &names)?;
            if let Some(economics) = result(report, "economics") {
                economics::write(out, &economics, &names, self.all)?;
            }
        }
        self.what_looks_wrong(out, report)?;
        self.what_to_state(out, report, open)?;
        self.other_results(out, report)
    }

    /// Says whether something was passed over that more facts would decide.
    fn kind_of_business(&self, out: &mut dyn Write, patterns: Option<Patterns<'_>>, fit: Option<Fit<'_>>) -> anyhow::Result<bool> {
        let mut asks = false;
        section(out, "What kind of business this is")?;
        if let Some(Patterns { patterns }) = patterns {
            let of = |verdict: &str| patterns.iter().filter(move |pattern| pattern.verdict == verdict).collect::<Vec<_>>();
            let matches = of("match");
            if matches.is_empty() {
                line(out, "No pattern is matched by what is stated.")?;
            }
            let shown = if self.all { matches.len() } else { PATTERNS };
            for pattern in matches.iter().take(shown) {
                let why = pattern.evidence.iter().find(|holds| holds.required).map_or("", |holds| &holds.says);
                item(out, &format!("{} ({:.2}): {}", pattern.name, pattern.strength, without_keywords(why)))?;
            }
            if matches.len() > shown {
                let names: Vec<&str> = matches.iter().skip(shown).map(|pattern| &*pattern.name).collect();
                item(out, &format!("also: {}", names.join(", ")))?;
            }
            let near = of("near");
            for pattern in near.iter().take(if self.all { near.len() } else { 2 }) {
                let missing: Vec<String> = pattern.missing.iter().map(|missing| without_keywords(missing)).collect();
                item(out, &format!("nearly {}; missing: {}", pattern.name, missing.join("; ")))?;
            }
            let unknown = of("not_known");
            if self.all {
                for pattern in &unknown {
                    item(out, &format!("not known whether {}; to state: {}", pattern.id, pattern.missing.join("; ")))?;
                }
            } else if !unknown.is_empty() {
                let noun = if unknown.len() == 1 { "pattern" } else { "patterns" };
                line(out, &format!("Not known for {} {noun}: too little is stated to decide.", unknown.len()))?;
                asks = true;
            }
        }
        if let Some(Fit { market }) = fit {
            let kind = if market.kind == "not_known" { "not known".to_owned() } else { market.kind.replace('_', "-") };
            let why = market.evidence.first().map_or(String::new(), |why| format!(" — {why}"));
            item(out, &format!("kind of market: {kind}{why}"))?;
        }
        Ok(asks)
    }

    fn who_pays(&self, out: &mut dyn Write, payers: Option<Payers<'_>>, names: &Names<'_>) -> anyhow::Result<()> {
        let Some(payers) = payers else { return Ok(()) };
        section(out, "Who pays for whom, and why")?;
        line(out, &payers.sentence)?;
        for segment in &payers.segments {
            let stance = match &*segment.stance {
                "user_and_payer" => "uses and pays",
                "user_only" => "uses free",
                "payer_only" => "pays, does not use",
                "neither" => "neither uses nor pays",
                _ => "not known whether it uses or pays",
            };
            let roles: Vec<&str> = segment.roles.iter().map(|role| &**role).filter(|role| !matches!(*role, "user" | "payer")).collect();
            let roles = if roles.is_empty() { String::new() } else { format!(" ({})", roles.join(", ")) };
            item(out, &format!("{}: {stance}{roles}", names.name(&segment.id)))?;
        }
        for Relation { free, paying, relation, evidence } in &payers.relations {
            item(out, &format!("{} → {}: {relation} — {evidence}", names.name(free), names.name(paying)))?;
        }
        for balance in &payers.break_even {
            let segment = names.name(&balance.segment);
            let percent = |share: Option<f64>| share.map(|share| format!("{:.2} %", share * 100.0));
            match (percent(balance.paying_share_needed), percent(balance.paying_share)) {
                (Some(needed), Some(stated)) => item(out, &format!("break-even of {segment}: {needed} must pay, {stated} do"))?,
                (Some(needed), None) => item(out, &format!("break-even of {segment}: {needed} must pay; how many do is not stated"))?,
                (None, _) => item(out, &format!("break-even of {segment}: {}", balance.why_not.as_deref().unwrap_or_default()))?,
            }
        }
        Ok(())
    }

    fn what_looks_wrong(&self, out: &mut dyn Write, report: &CanvasReport<'_>) -> anyhow::Result<()> {
        section(out, "What looks wrong")?;
        let wrong: Vec<usize> = (0..report.findings.len()).filter(|&index| report.findings[index].severity >= Severity::Warning).collect();
        if wrong.is_empty() && report.failures.is_empty() {
            line(out, "Nothing that can be seen from here.")?;
        }
        // Errors before warnings; within both, the order of the report.
        let (errors, warnings): (Vec<usize>, Vec<usize>) = wrong.iter().copied().partition(|&index| report.findings[index].severity == Severity::Error);
        let shown = if self.all || report.outcome == Outcome::Refused { wrong.len() } else { FULL };
        for index in errors.iter().chain(&warnings).take(shown) {
            writeln!(out, "{}\n", indent(&diagnostic::render(report, *index)))?;
        }
        if wrong.len() > shown {
            line(out, &format!("{} more: canvass check {}", wrong.len() - shown, report.source_name))?;
        }
        for failure in &report.failures {
            writeln!(out, "{}\n", indent(&diagnostic::failure(report, failure)))?;
        }
        let strengths: Vec<&str> =
            report.findings.iter().filter(|finding| finding.severity == Severity::Strength).map(|finding| finding.message.as_str()).collect();
        for strength in strengths.iter().take(if self.all { strengths.len() } else { 3 }) {
            item(out, &format!("good: {strength}"))?;
        }
        Ok(())
    }

    fn what_to_state(&self, out: &mut dyn Write, report: &CanvasReport<'_>, patterns_open: bool) -> anyhow::Result<()> {
        let mut questions: Vec<String> = Vec::new();
        for (name, _) in &report.results {
            let asked: Option<Asked<'_>> = result(report, name);
            questions.extend(asked.into_iter().flat_map(|asked| asked.not_known).map(Cow::into_owned));
        }
        for finding in report.findings.iter().filter(|finding| matches!(finding.severity, Severity::Info | Severity::Hint)) {
            let line = finding.span.map_or(String::new(), |span| format!(", line {}", span.start.line));
            questions.push(format!("{} [{}{line}]", finding.message, finding.code));
        }
        questions.dedup();
        if report.outcome == Outcome::Refused {
            return Ok(());
        }
        section(out, "What to state to know more")?;
        if questions.is_empty() {
            let all = format!("What would decide the patterns that are not known: canvass analyze --all {}", report.source_name);
            line(out, if patterns_open { &all } else { "Nothing is left open." })?;
        }
        // A document of another shape has no place to state anything.
        if report.import.is_some() && (patterns_open || !questions.is_empty()) && report.source_name != "-" {
            line(out, &format!("To state it, write this canvas in our format first: canvass import {} -o NAME.canvas.yaml", report.source_name))?;
        }
        let shown = if self.all { questions.len() } else { QUESTIONS };
        for question in questions.iter().take(shown) {
            item(out, question)?;
        }
        if questions.len() > shown {
            item(out, &format!("{} more: canvass analyze --all {}", questions.len() - shown, report.source_name))?;
        }
        Ok(())
    }

    /// Results of analyzers that this page has no words for.
    fn other_results(&self, out: &mut dyn Write, report: &CanvasReport<'_>) -> anyhow::Result<()> {
        let known = ["pattern-detection", "payer-analysis", "segment-fit", "structure", "economics", "wording"];
        for (name, json) in report.results.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
            section(out, &format!("Result of {name}"))?;
            wrapped(out, json, "  ", "  ")?;
        }
        Ok(())
    }
}

/// What the items are called, by their ids.
pub(super) struct Names<'r>(HashMap<&'r str, &'r str>);

impl<'r> Names<'r> {
    fn of(view: &'r Option<View<'r>>) -> Self {
        let items = view.iter().flat_map(|view| (0..).map_while(|index| view.item(index)));
        Self(items.map(|item| (item.id(), item.name())).collect())
    }

    pub(super) fn name<'n>(&self, id: &'n str) -> Cow<'n, str>
    where
        'r: 'n,
    {
        shorten_name(self.0.get(id).copied().unwrap_or(id))
    }
}

fn heading(out: &mut dyn Write, report: &CanvasReport<'_>) -> anyhow::Result<()> {
    let view = report.graph.as_ref().map(Graph::view);
    let name = view.as_ref().and_then(|view| view.canvas()).map(|canvas| clean(&shorten_name(canvas.name()))).filter(|name| !name.is_empty());
    let source = clean(&report.source_name);
    let place = report.line.map_or(source.clone(), |line| format!("{source}:{line}"));
    match name {
        Some(name) => {
            writeln!(out, "{name}")?;
            writeln!(out, "{}", "=".repeat(name.width().min(LONGEST_NAME)))?;
            writeln!(out, "{place}")?;
        }
        None => {
            writeln!(out, "{place}")?;
            writeln!(out, "{}", "=".repeat(place.width().min(LONGEST_NAME)))?;
        }
    }
    Ok(())
}

pub(super) fn section(out: &mut dyn Write, title: &str) -> anyhow::Result<()> {
    writeln!(out, "\n{title}")?;
    Ok(())
}

pub(super) fn line(out: &mut dyn Write, text: &str) -> anyhow::Result<()> {
    wrapped(out, &shorten(text), "  ", "  ")
}

pub(super) fn item(out: &mut dyn Write, text: &str) -> anyhow::Result<()> {
    wrapped(out, &shorten(text), "  - ", "    ")
}

fn wrapped(out: &mut dyn Write, text: &str, first: &str, next: &str) -> anyhow::Result<()> {
    // Where lines of other scripts may break takes tables; between words of English there is a blank.
    let separator = if text.is_ascii() { WordSeparator::AsciiSpace } else { WordSeparator::new() };
    let options = textwrap::Options::new(WIDTH).initial_indent(first).subsequent_indent(next).break_words(false).word_separator(separator);
    for line in textwrap::wrap(&clean(text), options) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("  {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// What a condition says, without the brackets that name keywords by which it could be stated: it holds already.
fn without_keywords(says: &str) -> String {
    let mut plain = String::with_capacity(says.len());
    let mut rest = says;
    while let Some((before, behind)) = rest.split_once(" (") {
        plain.push_str(before);
        let (inside, after) = behind.split_once(')').unwrap_or((behind, ""));
        if !inside.contains("tagged `") {
            plain.push_str(&rest[before.len()..rest.len() - after.len()]);
        }
        rest = after;
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::without_keywords;

    #[test]
    fn what_holds_is_said_without_keywords() {
        assert_eq!(without_keywords("a fee (tagged `period_fee`) is charged (or `x`) (or tagged `y`)"), "a fee is charged (or `x`)");
        assert_eq!(without_keywords("a fee (by use"), "a fee (by use");
        assert_eq!(without_keywords("a fee"), "a fee");
    }
}
