//! The C header: structs from the contract's source, numbers from the model's vocabularies.

use std::fmt::Write;

use anyhow::Context;
use canvass_model::blocks::Block;
use canvass_model::facts::FactKind;
use canvass_model::graph::Field;
use canvass_model::vocabulary;
use cbindgen::{Builder, Config, DocumentationStyle, EnumConfig, ExportConfig, Language, RenameRule, Style};

use crate::root;

const INTRODUCTION: &str = "/*
 * The plugin contract of canvass.
 *
 * A plugin is a dynamic library that exports one function,
 *
 *     CANVASS_EXPORT const CanvassPluginTable *canvass_entry_v1(void);
 *
 * and keeps its manifest, a JSON object, in the section \".canvass\":
 *
 *     __attribute__((section(\".canvass\"), used)) static const char manifest[] = \"{...}\";
 *
 * Who owns what: everything handed over is borrowed until the call returns. What goes back goes through a sink, which copies. Nobody
 * frees the other side's memory. Texts are UTF-8 with a length and without a terminating zero.
 *
 * Threads: an instance is used by one thread at a time, which may be a different one each time. Different instances run at once.
 *
 * Failure: functions that return int32_t return CANVASS_STATUS_OK for success. Before returning anything else, a plugin says why through
 * the error sink. No function may unwind (no C++ exception, no longjmp), end the process, or call back into the host in any other way
 * than through the sinks it was given.
 *
 * Structs grow only at their end; the one before its growth is told by its size. Nothing that has been released ever changes.
 *
 * Generated from the source of the contract; do not edit.
 */";

/// What C has no constant in the source for.
const MACROS: &str = "
/* The first bytes of every table: with the zero that ends it, this text has the eight bytes of `magic`. */
#define CANVASS_MAGIC \"CANVASS\"

/* Before the one exported function: it stays visible when a library is built with everything else hidden. */
#if defined(_WIN32)
#define CANVASS_EXPORT __declspec(dllexport)
#elif defined(__GNUC__)
#define CANVASS_EXPORT __attribute__((visibility(\"default\")))
#else
#define CANVASS_EXPORT
#endif";

/// Constants of the contract; C writes them in capitals throughout.
const CONSTANTS: [&str; 10] = [
    "NONE",
    "ABI_MAJOR",
    "ABI_MINOR",
    "ENDIANNESS",
    "FLAG_PANICS_CONTAINED",
    "FLAG_DETERMINISTIC",
    "FLAG_STATELESS",
    "STATUS_OK",
    "STATUS_FAILED",
    "STATUS_REFUSED",
];

/// The text of the header.
///
/// # Errors
/// When the sources cannot be understood.
pub(crate) fn generate() -> anyhow::Result<String> {
    let config = Config {
        language: Language::C,
        include_guard: Some("CANVASS_H".to_owned()),
        header: Some(INTRODUCTION.to_owned()),
        style: Style::Type,
        cpp_compat: true,
        documentation_style: DocumentationStyle::C99,
        usize_is_size_t: true,
        export: ExportConfig {
            prefix: Some("Canvass".to_owned()),
            rename: CONSTANTS.iter().map(|name| ((*name).to_owned(), format!("CANVASS_{name}"))).collect(),
            renaming_overrides_prefixing: true,
            include: ["PluginTable", "GraphTable", "Sink", "FindingRow", "Event", "EventKind", "ValueTag"].map(str::to_owned).to_vec(),
            ..ExportConfig::default()
        },
        enumeration: EnumConfig { rename_variants: RenameRule::QualifiedScreamingSnakeCase, ..EnumConfig::default() },
        after_includes: Some(MACROS.to_owned()),
        trailer: Some(numbers()?),
        ..Config::default()
    };
    let bindings = Builder::new()
        .with_config(config)
        .with_src(root().join("crates/canvass-model/src/graph/rows.rs"))
        .with_src(root().join("crates/canvass-plugin/src/abi.rs"))
        .generate()
        .context("the sources of the contract cannot be understood")?;
    let mut text = Vec::new();
    bindings.write(&mut text);
    String::from_utf8(text).context("the header is not UTF-8")
}

fn numbers() -> anyhow::Result<String> {
    let mut out = String::from("/* The numbers of blocks, fields, kinds of facts, origins, severities and terms. */\n\n");
    table(
        &mut out,
        "CANVASS_BLOCK",
        std::iter::once(("canvas", Block::Canvas as u32))
            .chain(Block::NINE.iter().map(|block| (block.key(), *block as u32)))
            .chain([("need", Block::Need as u32)]),
    )?;
    table(&mut out, "CANVASS_FIELD", Field::ALL.iter().map(|field| (field.path(), *field as u32)))?;
    table(&mut out, "CANVASS_FACT", FactKind::ALL.iter().map(|kind| (kind.as_str(), *kind as u32)))?;
    table(&mut out, "CANVASS_ORIGIN", [("stated", 1), ("implied", 2), ("read", 3)].into_iter())?;
    table(&mut out, "CANVASS_SEVERITY", [("of_rule", 0), ("strength", 1), ("hint", 2), ("info", 3), ("warning", 4), ("error", 5)].into_iter())?;
    for (name, _, terms) in vocabulary::all() {
        table(&mut out, &format!("CANVASS_{}", screaming(name)), terms.into_iter().map(|(code, spelling)| (spelling, code)))?;
    }
    out.push_str("/* The one function that a plugin exports. Called once after loading, on any thread; what it returns lives as long as the library. */\n");
    out.push_str(
        "#ifdef __cplusplus\nextern \"C\" {\n#endif\nCANVASS_EXPORT const CanvassPluginTable *canvass_entry_v1(void);\n#ifdef __cplusplus\n}\n#endif\n\n",
    );
    out.push_str("/* The value of an exact decimal as a double. */\n");
    out.push_str("static inline double canvass_decimal_to_double(CanvassDecimalRow decimal) {\n  double value = (double)decimal.mantissa;\n  for (uint32_t place = 0; place < decimal.scale; ++place) value /= 10.0;\n  return value;\n}\n");
    Ok(out)
}

fn table<'a>(out: &mut String, prefix: &str, entries: impl Iterator<Item = (&'a str, u32)>) -> anyhow::Result<()> {
    for (name, number) in entries {
        writeln!(out, "#define {prefix}_{} {number}u", name.replace('/', "_").to_uppercase())?;
    }
    out.push('\n');
    Ok(())
}

fn screaming(name: &str) -> String {
    let mut out = String::new();
    for (at, character) in name.char_indices() {
        if character.is_uppercase() && at > 0 {
            out.push('_');
        }
        out.extend(character.to_uppercase());
    }
    out
}
