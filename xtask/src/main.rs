//! Chores of the project: `cargo xtask TASK`.

mod accuracy;
mod demo;
mod generate;
mod install;
mod stage;
mod test;

use clap::Parser;

/// Chores of the project.
#[derive(Parser)]
#[command(name = "cargo xtask", max_term_width = 100)]
enum Task {
    /// Build everything for use and analyse a canvas of the gallery.
    Demo(demo::Demo),
    /// Build the plugins and run all tests.
    Test(test::Test),
    /// Write schemas, the C header and the plugins' manifests, or check that they are fresh.
    Generate(generate::Generate),
    /// Build program and plugins and put the plugins where the program finds them.
    Stage(stage::Stage),
    /// Measure the importer and the analyzers on labelled canvases.
    Accuracy(accuracy::Accuracy),
    /// Put the program, its plugins, the schemas and the C header in place for a user.
    Install(install::Install),
}

fn main() -> anyhow::Result<()> {
    match Task::parse() {
        Task::Demo(task) => task.run(),
        Task::Test(task) => task.run(),
        Task::Generate(task) => task.run(),
        Task::Stage(task) => task.run(),
        Task::Accuracy(task) => task.run(),
        Task::Install(task) => task.run(),
    }
}
