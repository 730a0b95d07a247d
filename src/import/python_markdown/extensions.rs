//! Which extensions of Python-Markdown a site enables, with their options.

use std::collections::BTreeMap;

use serde_yaml::Value;

/// What `markdown_extensions` says.
#[derive(Debug, Default)]
pub struct Extensions(BTreeMap<String, Value>);

impl Extensions {
    /// The extensions of a site, by their names without the package they come from.
    pub fn of(settings: &Value) -> Self {
        let mut found = BTreeMap::new();
        let listed = settings.get("markdown_extensions").and_then(Value::as_sequence);
        let mut add = |name: &str, options: Value| {
            let name = name.trim_start_matches("markdown.extensions.");
            found.insert(name.trim_start_matches("pymdownx.").to_owned(), options);
        };
        for entry in listed.into_iter().flatten() {
            match entry {
                Value::String(name) => add(name, Value::Null),
                Value::Mapping(entries) => {
                    for (name, options) in entries {
                        add(name.as_str().unwrap_or_default(), options.clone());
                    }
                }
                _ => {}
            }
        }
        Self(found)
    }

    /// Whether an extension is enabled.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Whether anchors keep letters with accents.
    pub fn has_unicode_anchors(&self) -> bool {
        let slugify = self.0.get("toc").and_then(|toc| toc.get("slugify"));
        slugify.is_some_and(|slugify| format!("{slugify:?}").contains("pymdownx.slugs"))
    }

    /// The paths of the folders in which snippets are looked for.
    pub fn snippet_paths(&self) -> Vec<String> {
        self.of_snippets("base_path")
    }

    /// The snippets that every page ends with.
    pub fn appended(&self) -> Vec<String> {
        self.of_snippets("auto_append")
    }

    fn of_snippets(&self, key: &str) -> Vec<String> {
        match self.0.get("snippets").and_then(|snippets| snippets.get(key)) {
            Some(Value::String(path)) => vec![path.clone()],
            Some(Value::Sequence(paths)) => {
                paths.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
            _ => Vec::new(),
        }
    }
}
