//! The schemas that canvass publishes, as they are committed in the folder `schemas`.

/// A published schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// The canvas document.
    Canvas,
    /// The report on one canvas.
    Report,
    /// The manifest of a plugin.
    Manifest,
    /// The configuration file.
    Configuration,
}

impl Name {
    /// Every published schema.
    pub const ALL: [Self; 4] = [Self::Canvas, Self::Report, Self::Manifest, Self::Configuration];

    /// The name by which the schema is asked for.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Canvas => "canvas",
            Self::Report => "report",
            Self::Manifest => "manifest",
            Self::Configuration => "configuration",
        }
    }
}

/// A dialect in which the schemas are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// JSON Schema 2020-12.
    #[default]
    Draft202012,
    /// JSON Schema draft-07, which most editors read.
    Draft07,
}

/// The text of a published schema.
pub fn published(name: Name, dialect: Dialect) -> &'static str {
    match (name, dialect) {
        (Name::Canvas, Dialect::Draft202012) => include_str!("../../../schemas/canvas.schema.json"),
        (Name::Canvas, Dialect::Draft07) => include_str!("../../../schemas/canvas.draft-07.schema.json"),
        (Name::Report, Dialect::Draft202012) => include_str!("../../../schemas/report.schema.json"),
        (Name::Report, Dialect::Draft07) => include_str!("../../../schemas/report.draft-07.schema.json"),
        (Name::Manifest, Dialect::Draft202012) => include_str!("../../../schemas/manifest.schema.json"),
        (Name::Manifest, Dialect::Draft07) => include_str!("../../../schemas/manifest.draft-07.schema.json"),
        (Name::Configuration, Dialect::Draft202012) => include_str!("../../../schemas/configuration.schema.json"),
        (Name::Configuration, Dialect::Draft07) => include_str!("../../../schemas/configuration.draft-07.schema.json"),
    }
}
