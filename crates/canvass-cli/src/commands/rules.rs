//! `canvass rules`: all rules.

use std::io::Write;

use canvass_host::reader_rules;
use canvass_model::finding::Applicability;
use clap::Args;
use serde::Serialize;

use crate::arguments::{Arguments, Format};
use crate::exit::Exit;
use crate::output::{Problems, table};
use crate::setup::load_plugins;

/// List all rules.
#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// How to show them.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    slug: &'a str,
    severity: &'a str,
    analyzer: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'a str>,
    summary: &'a str,
}

impl Rules {
    pub(crate) fn run(&self, arguments: &Arguments) -> anyhow::Result<Exit> {
        let mut problems = Problems::default();
        let plugins = load_plugins(arguments, &mut problems)?;
        let of_reader = reader_rules::all();
        let of_plugins = plugins.rules();
        let all = of_reader.iter().map(|rule| ("reader", rule)).chain(of_plugins.iter().map(|(analyzer, rule)| (*analyzer, *rule)));
        let mut rows: Vec<Row<'_>> = all
            .map(|(analyzer, rule)| Row {
                code: &rule.code,
                slug: &rule.slug,
                severity: rule.severity.as_str(),
                analyzer,
                fix: rule.fix.map(Applicability::as_str),
                summary: &rule.summary,
            })
            .collect();
        rows.sort_by_key(|row| row.code);
        let mut out = anstream::stdout().lock();
        match self.format {
            Format::Text => {
                let lines: Vec<Vec<&str>> = rows.iter().map(|row| vec![row.code, row.severity, row.slug, row.summary]).collect();
                write!(out, "{}", table(&lines))?;
            }
            Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?,
            Format::Ndjson => rows.iter().try_for_each(|row| anyhow::Ok(writeln!(out, "{}", serde_json::to_string(row)?)?))?,
        }
        Ok(problems.exit())
    }
}
