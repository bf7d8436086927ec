//! For analyzers in which there is nothing to set.

use schemars::JsonSchema;
use serde::Deserialize;

/// The configuration of an analyzer in which there is nothing to set: whoever sets something is told that there is no such thing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoSettings {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_refused_by_name() {
        assert_eq!(serde_json::from_str::<NoSettings>("{}").unwrap(), NoSettings {});
        assert!(serde_json::from_str::<NoSettings>(r#"{"depth": 3}"#).unwrap_err().to_string().contains("`depth`"));
    }
}
