//! Messages with places for arguments, taken apart once when a plugin is loaded.

/// A message whose `{name}` are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Words(String),
    Argument(String),
}

impl Template {
    /// Takes a message apart. A brace that does not close, or holds no plain name, is a brace.
    pub(crate) fn parse(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let after = &rest[open + 1..];
            let name = after
                .find('}')
                .map(|close| &after[..close])
                .filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'));
            words.push_str(&rest[..open]);
            match name {
                Some(name) => {
                    if !words.is_empty() {
                        parts.push(Part::Words(std::mem::take(&mut words)));
                    }
                    parts.push(Part::Argument(name.to_owned()));
                    rest = &after[name.len() + 1..];
                }
                None => {
                    words.push('{');
                    rest = after;
                }
            }
        }
        words.push_str(rest);
        if !words.is_empty() {
            parts.push(Part::Words(words));
        }
        Self(parts)
    }

    /// The message with its arguments.
    ///
    /// # Errors
    /// The name of an argument that is not given.
    pub(crate) fn fill<'a>(&'a self, argument: impl Fn(&str) -> Option<&'a str>) -> Result<String, String> {
        let mut out = String::with_capacity(96);
        for part in &self.0 {
            match part {
                Part::Words(words) => out.push_str(words),
                Part::Argument(name) => out.push_str(argument(name).ok_or_else(|| name.clone())?),
            }
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_filled_in_once() {
        let template = Template::parse("`{segment}` pays {amount} {x y} {");
        let fill = |name: &str| match name {
            "segment" => Some("{amount}"),
            "amount" => Some("5"),
            _ => None,
        };
        assert_eq!(template.fill(fill), Ok("`{amount}` pays 5 {x y} {".to_owned()));
        assert_eq!(Template::parse("{missing}").fill(fill), Err("missing".to_owned()));
    }
}
