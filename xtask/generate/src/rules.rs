//! The pages of the rules, from the manifests of the plugins and from the rules of the host.

use std::fs;

use anyhow::Context;
use canvass_host::{pages, reader_rules};
use canvass_plugin::manifest::{Manifest, RuleManifest};

use crate::root;

/// Where the pages are kept.
pub(crate) const FOLDER: &str = "docs/rules";

/// One page for each rule, and their list.
pub(crate) fn pages(files: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let mut rules: Vec<(String, RuleManifest)> = reader_rules::all().into_iter().map(|rule| ("reader".to_owned(), rule)).collect();
    for entry in fs::read_dir(root().join("plugins"))? {
        let path = entry?.path().join("manifest.json");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let manifest: Manifest = serde_json::from_str(&text).with_context(|| format!("cannot understand {}", path.display()))?;
        rules.extend(manifest.analyzers.into_iter().flat_map(|analyzer| analyzer.rules.into_iter().map(move |rule| (analyzer.name.clone(), rule))));
    }
    rules.sort_by(|left, right| left.1.code.cmp(&right.1.code));
    files.push((format!("{FOLDER}/README.md"), pages::index(&rules)));
    files.extend(rules.iter().map(|(analyzer, rule)| (format!("{FOLDER}/{}.md", rule.code), pages::page(analyzer, rule))));
    Ok(())
}
