//! What `check --fix` and `check --diff` do: mends carried out, or shown.

use std::io::{IsTerminal, Write};

use canvass_host::fix::Fixed;
use canvass_host::{Input, Session};
use clap::Args;
use similar::TextDiff;

use crate::arguments::InputArguments;
use crate::exit::Exit;
use crate::inputs::{Source, each_document, sources};
use crate::output::file::write_over;
use crate::output::{Problems, clean};
use crate::setup::Setup;

/// Which mends to carry out, and what to do with them.
#[derive(Debug, Args)]
pub(crate) struct MendArguments {
    /// Carry out the fixes that are safe, in the files themselves; what is left is reported. Comments and order stay.
    #[arg(long, group = "mend")]
    fix: bool,
    /// Show what --fix would change, as a diff, and change nothing.
    #[arg(long, group = "mend")]
    diff: bool,
    /// Also carry out, or show, the fixes that may say something else than what was meant.
    #[arg(long, requires = "mend")]
    unsafe_fixes: bool,
}

impl MendArguments {
    /// Shows the mends, where that is what was asked for; how it ended.
    ///
    /// # Errors
    /// When output cannot be written.
    pub(crate) fn show(&self, setup: &Setup, inputs: &InputArguments, problems: &mut Problems) -> anyhow::Result<Option<Exit>> {
        if !self.diff {
            return Ok(None);
        }
        let stdout = std::io::stdout();
        let is_terminal = stdout.is_terminal();
        let mut out = stdout.lock();
        let mended = self.mended(setup, inputs, problems)?;
        for file in &mended {
            let name = file.source.name();
            let diff = TextDiff::from_lines(&file.before, &file.after).unified_diff().header(&name, &name).to_string();
            // A patch is written as it is; on a terminal nothing may drive it.
            write!(out, "{}", if is_terminal { clean(&diff) } else { diff })?;
        }
        out.flush()?;
        let count = mended.iter().map(|file| file.count).sum();
        problems.say(&format!("{} in {}", counted(count, "fix", "fixes"), counted(mended.len(), "file", "files")));
        let exit = if count > 0 { Exit::Findings } else { Exit::Clean };
        Ok(Some(exit.max(problems.exit())))
    }

    /// Carries out the mends in the files, where that is what was asked for; how many there were. What cannot be read is left to the report
    /// that follows.
    ///
    /// # Errors
    /// When output cannot be written.
    pub(crate) fn carry_out(&self, setup: &Setup, inputs: &InputArguments, problems: &mut Problems) -> anyhow::Result<usize> {
        if !self.fix {
            return Ok(0);
        }
        if inputs.paths.iter().any(|path| path.as_os_str() == "-") {
            problems.cannot("cannot fix standard input", "name the file, or take `--diff` to see what would change");
        }
        let mut count = 0;
        for file in self.mended(setup, inputs, &mut Problems::silent())? {
            if let Source::File(path) = &file.source {
                match write_over(path, &file.after) {
                    Ok(()) => count += file.count,
                    Err(error) => problems.cannot(&format!("{error:#}"), "check the permissions of the file and of its folder"),
                }
            }
        }
        Ok(count)
    }

    /// Every file in which there is something to mend.
    fn mended(&self, setup: &Setup, inputs: &InputArguments, problems: &mut Problems) -> anyhow::Result<Vec<Mended>> {
        let (mut session, errors) = Session::new(&setup.plugins, &setup.configuration, setup.limits);
        errors.iter().for_each(|error| problems.cannot(&error.to_string(), error.refusal.help()));
        let mut mended = Vec::new();
        for source in sources(inputs, problems) {
            // Standard input can be read once only, and the report needs it.
            if self.fix && matches!(source, Source::Standard(_)) {
                continue;
            }
            let name = source.name();
            each_document(&source, &setup.limits, problems, &mut |document| {
                let input = Input { bytes: document.bytes, format: document.format, source_name: &name, line: document.line, native: false };
                if let Some(Fixed { text, count }) = session.fix(input, self.unsafe_fixes) {
                    let before = String::from_utf8_lossy(document.bytes).into_owned();
                    mended.push(Mended { source: source.clone(), before, after: text, count });
                }
                Ok(())
            })?;
        }
        Ok(mended)
    }
}

/// A file before and after its mends.
struct Mended {
    source: Source,
    before: String,
    after: String,
    count: usize,
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
