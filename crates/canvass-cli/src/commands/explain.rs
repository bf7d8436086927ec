//! `canvass explain`: the page of a rule.

use std::io::Write;

use canvass_host::pages::page;
use canvass_host::reader_rules;
use canvass_model::nearest;
use clap::Args;

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::output::Problems;
use crate::setup::load_plugins;

/// Explain a rule.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code or the name of the rule, such as PAY001 or no-payer.
    #[arg(value_name = "CODE")]
    code: String,
}

impl Explain {
    pub(crate) fn run(&self, arguments: &Arguments) -> anyhow::Result<Exit> {
        let mut problems = Problems::default();
        let plugins = load_plugins(arguments, &mut problems)?;
        let of_plugins = plugins.rules();
        let of_reader = reader_rules::all();
        let mut known = of_plugins.iter().map(|(analyzer, rule)| (*analyzer, *rule)).chain(of_reader.iter().map(|rule| ("reader", rule)));
        let wanted = self.code.to_ascii_uppercase();
        let found = known.clone().find(|(_, rule)| rule.code == wanted || rule.slug == self.code.to_ascii_lowercase());
        let Some((analyzer, rule)) = found else {
            let names: Vec<&str> = known.by_ref().flat_map(|(_, rule)| [rule.code.as_str(), rule.slug.as_str()]).collect();
            let near = nearest(&wanted, names.iter().copied()).or_else(|| nearest(&self.code, names.iter().copied()));
            let help = near.map_or_else(|| "`canvass rules` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
            problems.cannot(&format!("there is no rule `{}`", self.code), &help);
            return Ok(problems.exit());
        };
        let mut out = anstream::stdout().lock();
        write!(out, "{}", page(analyzer, rule))?;
        Ok(problems.exit())
    }
}
