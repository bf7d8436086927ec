//! The macro that turns a crate of analyzers into a plugin.

/// Turns a crate into a plugin: the exported function, the table, and the manifest in its section.
///
/// The crate is a `cdylib` and has a file `manifest.json` beside its `Cargo.toml`, which is made from the code by
/// `CANVASS_UPDATE=1 cargo test` and kept fresh by the same test; the macro defines the test. Begin with a file that holds `{}`.
///
/// ```ignore
/// canvass_plugin::export! {
///     id: "org.example.churn-risk",
///     title: "Churn risk",
///     description: "Says which segments are likely to leave.",
///     analyzers: [ChurnRisk],
/// }
/// ```
#[macro_export]
macro_rules! export {
    (id: $id:literal, title: $title:literal, description: $description:literal, analyzers: [$($analyzer:ty),+ $(,)?] $(,)?) => {
        /// What this plugin says about itself.
        pub fn manifest() -> $crate::manifest::Manifest {
            let optional = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            $crate::manifest::Manifest {
                manifest: 1,
                id: $id.to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                title: $title.to_owned(),
                description: $description.to_owned(),
                licence: env!("CARGO_PKG_LICENSE").to_owned(),
                homepage: optional(env!("CARGO_PKG_HOMEPAGE")),
                abi: $crate::manifest::Abi { major: $crate::abi::ABI_MAJOR, minor: $crate::abi::ABI_MINOR },
                analyzers: vec![$($crate::analyzer::describe::<$analyzer>()),+],
            }
        }

        #[expect(unsafe_code, reason = "a plugin exports one function by name and keeps its manifest in a section")]
        mod canvass_boundary {
            use super::*;

            fn factory(name: &str, configuration: &str) -> Result<Box<dyn $crate::analyzer::Instance>, String> {
                $(if name == <$analyzer as $crate::analyzer::Analyzer>::NAME {
                    return $crate::analyzer::create::<$analyzer>(configuration);
                })+
                Err(format!("there is no analyzer `{name}` in this plugin"))
            }

            unsafe extern "C" fn create(
                host: *const $crate::abi::HostTable,
                analyzer: $crate::abi::Text,
                configuration: $crate::abi::Text,
                errors: *const $crate::abi::ErrorSink,
                instance: *mut *mut ::std::ffi::c_void,
            ) -> i32 {
                // SAFETY: the host keeps the contract of the table, which is that of the function called.
                unsafe { $crate::shim::create(factory, host, analyzer, configuration, errors, instance) }
            }

            unsafe extern "C" fn destroy(instance: *mut ::std::ffi::c_void) {
                // SAFETY: as above.
                unsafe { $crate::shim::destroy(instance) }
            }

            unsafe extern "C" fn analyze(
                instance: *mut ::std::ffi::c_void,
                graph: *const $crate::abi::GraphTable,
                sink: *const $crate::abi::Sink,
            ) -> i32 {
                // SAFETY: as above.
                unsafe { $crate::shim::analyze(instance, graph, sink) }
            }

            static TABLE: $crate::abi::PluginTable =
                $crate::abi::PluginTable { header: $crate::shim::header(), create: Some(create), destroy: Some(destroy), analyze: Some(analyze) };

            // SAFETY: the name belongs to this contract; nothing else defines it.
            #[unsafe(no_mangle)]
            pub extern "C" fn canvass_entry_v1() -> *const $crate::abi::PluginTable {
                $crate::shim::install_quiet_hook();
                &raw const TABLE
            }

            const TEXT: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/manifest.json"));

            // SAFETY: the section holds plain bytes that nothing executes or writes.
            #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".canvass"))]
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__canvass"))]
            #[used]
            static MANIFEST: [u8; TEXT.len()] = {
                let mut bytes = [0; TEXT.len()];
                bytes.copy_from_slice(TEXT);
                bytes
            };
        }

        #[cfg(test)]
        #[test]
        fn the_manifest_is_fresh() {
            $crate::test_kit::check_manifest(&manifest(), concat!(env!("CARGO_MANIFEST_DIR"), "/manifest.json"));
        }
    };
}
