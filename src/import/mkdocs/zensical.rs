//! The settings of Zensical, the successor of MkDocs: what `mkdocs.yml` says, as TOML.

use serde_yaml::{Mapping, Value};
use toml::Table;

/// The key of the extensions of Python-Markdown.
const EXTENSIONS: &str = "markdown_extensions";

/// Packages of extensions, which are tables of them here.
const PACKAGES: [&str; 2] = ["pymdownx", "zensical"];

/// The extensions of a site that names none.
const DEFAULT_EXTENSIONS: [&str; 23] = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.snippets",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
];

/// Reads settings as `mkdocs.yml` would have them.
///
/// # Errors
/// Text that is no TOML.
pub fn settings(text: &str) -> Result<Value, toml::de::Error> {
    let mut project = match text.parse::<Table>()?.remove("project") {
        Some(toml::Value::Table(project)) => project,
        _ => Table::new(),
    };
    let extensions = match project.remove(EXTENSIONS) {
        Some(toml::Value::Table(extensions)) => named(extensions),
        _ => DEFAULT_EXTENSIONS.into_iter().map(Value::from).collect(),
    };
    let mut settings = yaml(project);
    if let Value::Mapping(settings) = &mut settings {
        settings.insert(EXTENSIONS.into(), Value::Sequence(extensions));
    }
    Ok(settings)
}

/// Extensions by their whole names, each with its options.
fn named(extensions: Table) -> Vec<Value> {
    let mut out = Vec::new();
    let mut add = |name: String, options| {
        let entry = std::iter::once((Value::from(name), options)).collect::<Mapping>();
        out.push(Value::Mapping(entry));
    };
    for (name, value) in extensions {
        match value {
            toml::Value::Table(inner) if PACKAGES.contains(&name.as_str()) => {
                inner
                    .into_iter()
                    .for_each(|(own, value)| add(format!("{name}.{own}"), yaml(value)));
            }
            value => add(name, yaml(value)),
        }
    }
    out
}

fn yaml(value: impl serde::Serialize) -> Value {
    // All that TOML has YAML has too.
    serde_yaml::to_value(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_those_of_mkdocs() {
        let value = settings(
            "[project]\nsite_name = \"Gids\"\nnav = [{\"Begin\" = \"index.md\"}, \"over.md\"]\n\
             [project.theme]\nlanguage = \"nl\"\n[project.markdown_extensions.abbr]\n\
             [project.markdown_extensions.pymdownx.snippets]\nbase_path = \"delen\"\n",
        )
        .unwrap();
        let expected = serde_yaml::from_str::<Value>(
            "site_name: Gids\nnav: [{Begin: index.md}, over.md]\ntheme: {language: nl}\n\
             markdown_extensions: [{abbr: {}}, {pymdownx.snippets: {base_path: delen}}]\n",
        );
        assert_eq!(value, expected.unwrap());
    }

    #[test]
    fn a_site_that_names_no_extensions_has_many() {
        let value = settings("[project]\nsite_name = \"Gids\"\n").unwrap();
        let listed = value.get(EXTENSIONS).and_then(Value::as_sequence).unwrap();
        assert!(listed.contains(&"admonition".into()));
        assert!(settings("[project\n").is_err());
    }
}
