//! What `mkdocs.yml` or `zensical.toml` says, with the settings it inherits.

use std::rc::Rc;
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use serde_yaml::{Mapping, Value};

use super::super::draft::Draft;
use super::super::pages::{PagePath, stem};
use super::super::source_folder::{SourceFolder, refusal};
use super::zensical;
use crate::diagnostic::{Diagnostic, Text};
use crate::formats::note;
use crate::messages::message;
use crate::paths::AnyPath;
use crate::source;

/// The settings of a site.
pub struct Settings {
    pub value: Value,
    pub text: Arc<Text>,
    /// The folder of the settings.
    pub folder: Rc<SourceFolder>,
    /// The folder of the pages.
    pub pages_folder: AnyPath,
    /// The folder of all languages; the folder of the pages, if there is only one language.
    pub docs: AnyPath,
    /// The pages that the site excludes.
    excluded: Gitignore,
}

impl Settings {
    /// Reads the settings in a folder.
    ///
    /// # Errors
    /// A file that cannot be read or is not YAML; pages outside the folder.
    pub fn read(
        folder: Rc<SourceFolder>,
        name: &str,
        draft: &mut Draft,
    ) -> Result<Self, Diagnostic> {
        let mut file = AnyPath::base().join(name).unwrap_or_else(|_| AnyPath::base());
        let (mut value, text) = parse(&folder, &file, draft)?;
        // Bounds a chain of settings that inherit from each other.
        for _ in 0..10 {
            let base = value.as_mapping_mut().and_then(|settings| settings.remove("INHERIT"));
            let Some(base) = base.as_ref().and_then(Value::as_str) else { break };
            let Ok(inherited) = file.folder().join(base) else {
                let reason = refusal(&file.folder(), base);
                let note = note!("import-settings-outside", path = base, reason = reason);
                draft.note_at(&text, base, note.about(base));
                break;
            };
            file = inherited;
            let (base, _) = parse(&folder, &file, draft)?;
            value = merged(base, value);
        }
        let docs = value.get("docs_dir").and_then(Value::as_str).unwrap_or("docs");
        let base = AnyPath::base();
        let docs = AnyPath::new(docs).map_err(|_| {
            let reason = refusal(&base, docs);
            let message = message!("import-pages-outside", folder = docs, reason = reason);
            let problem = Diagnostic::error(message).help(message!("import-pages-outside", "help"));
            problem.at(&text, text.find(docs))
        })?;
        let excluded = excluded(&value, &text, draft);
        let mut settings = Self { value, text, folder, pages_folder: docs.clone(), docs, excluded };
        // Each language may have a folder of its own.
        if let Some(translations) = settings.translations().filter(|found| found.in_folders) {
            let language = settings.docs.join(translations.language);
            settings.pages_folder = language.unwrap_or_else(|_| settings.docs.clone());
        }
        Ok(settings)
    }

    /// The value of a setting that is a string.
    pub fn text_of(&self, key: &str) -> Option<&str> {
        self.value.get(key)?.as_str()
    }

    /// The language of the site.
    pub fn language(&self) -> &str {
        let language = self.value.get("theme").and_then(|theme| theme.get("language"));
        let of_translations = self.translations().map(|translations| translations.language);
        language.and_then(Value::as_str).or(of_translations).unwrap_or("en")
    }

    /// The options of a plugin, if the site has it.
    pub fn plugin<'a>(&'a self, name: &str) -> Option<&'a Value> {
        let plugins = self.value.get("plugins")?;
        let is_named = |key: &Value| {
            key.as_str().is_some_and(|key| key.trim_start_matches("material/") == name)
        };
        let of_mapping = |entries: &'a Mapping| {
            entries.iter().find(|(key, _)| is_named(key)).map(|(_, value)| value)
        };
        match plugins {
            Value::Sequence(listed) => listed.iter().find_map(|entry| match entry {
                Value::Mapping(entries) => of_mapping(entries),
                name => is_named(name).then_some(name),
            }),
            Value::Mapping(entries) => of_mapping(entries),
            _ => None,
        }
    }

    /// Whether pages are published as folders.
    pub fn has_folders(&self) -> bool {
        self.value.get("use_directory_urls").and_then(Value::as_bool).unwrap_or(true)
    }

    /// The languages of a site that the plugin `i18n` translates.
    pub fn translations(&self) -> Option<Translations<'_>> {
        let plugin = self.plugin("i18n")?;
        let languages = plugin.get("languages")?;
        let listed: Vec<(&str, bool)> = match languages {
            Value::Sequence(languages) => languages
                .iter()
                .filter_map(|language| {
                    let is_default = language.get("default").and_then(Value::as_bool);
                    Some((language.get("locale")?.as_str()?, is_default.unwrap_or(false)))
                })
                .collect(),
            Value::Mapping(languages) => {
                languages.keys().filter_map(|locale| Some((locale.as_str()?, false))).collect()
            }
            _ => return None,
        };
        let named = plugin.get("default_language").and_then(Value::as_str);
        let marked = listed.iter().find(|(_, is_default)| *is_default).map(|(locale, _)| *locale);
        let language = named.or(marked).or(listed.first().map(|(locale, _)| *locale))?;
        let others = listed.into_iter().map(|(locale, _)| locale).filter(|&one| one != language);
        let in_folders = plugin.get("docs_structure").and_then(Value::as_str) == Some("folder");
        Some(Translations { language, others: others.collect(), in_folders })
    }

    /// The path that links use for the page in a file; `None` if the file is not a page in the
    /// site's own language.
    pub fn page_at(&self, path: &PagePath) -> Option<PagePath> {
        let is_hidden = path.parts().any(|part| part.starts_with('.'));
        if path.extension() != Some("md") || is_hidden || self.excludes(path) {
            return None;
        }
        let Some(translations) = self.translations() else { return Some(path.clone()) };
        if !translations.in_folders && translations.is_other(path) {
            return None;
        }
        match path.name().strip_suffix(&format!(".{}.md", translations.language)) {
            Some(stem) => Some(path.folder().child(&format!("{stem}.md"))),
            None => Some(path.clone()),
        }
    }

    /// The file of a page: that of the site's own language, if there are several.
    pub fn file_of(&self, page: &PagePath) -> AnyPath {
        let own = self.translations().map(|translations| {
            let name = format!("{}.{}.md", stem(page), translations.language);
            self.pages_folder.append(&page.folder().child(&name))
        });
        let own = own.filter(|own| self.folder.is_file(own));
        own.unwrap_or_else(|| self.pages_folder.append(page))
    }

    /// Whether the site excludes a page.
    fn excludes(&self, path: &PagePath) -> bool {
        self.excluded.matched_path_or_any_parents(path.as_str(), false).is_ignore()
    }
}

/// The pages that `exclude_docs` names, with patterns as `.gitignore` has them.
fn excluded(value: &Value, text: &Arc<Text>, draft: &mut Draft) -> Gitignore {
    let mut patterns = GitignoreBuilder::new("");
    let listed = value.get("exclude_docs").and_then(Value::as_str).unwrap_or_default();
    for line in listed.lines() {
        if patterns.add_line(None, line).is_err() {
            draft.note_at(text, line.trim(), note!("import-pattern"));
        }
    }
    patterns.build().unwrap_or_else(|_| {
        draft.note_at(text, "exclude_docs", note!("import-patterns"));
        Gitignore::empty()
    })
}

/// The languages of a site.
pub struct Translations<'a> {
    /// The one that is imported.
    pub language: &'a str,
    pub others: Vec<&'a str>,
    /// Whether every language has a folder; else pages are called `index.nl.md`.
    in_folders: bool,
}

impl Translations<'_> {
    /// Whether a page is in another language, by its path below the folder of all languages.
    pub fn is_other(&self, path: &PagePath) -> bool {
        self.others.iter().any(|other| {
            if self.in_folders {
                path.parts().next() == Some(other)
            } else {
                path.name().ends_with(&format!(".{other}.md"))
            }
        })
    }
}

fn parse(
    folder: &SourceFolder,
    file: &AnyPath,
    draft: &mut Draft,
) -> Result<(Value, Arc<Text>), Diagnostic> {
    let text = folder.read_text(file, draft)?;
    if let Some(line) = source::too_deep(&text.content) {
        let span = text.rest_of_line(text.offset(line, 1));
        let problem = Diagnostic::error(message!("import-settings-deep"));
        return Err(problem.help(message!("import-settings-deep", "help")).at(&text, span));
    }
    let unreadable = |start, help| {
        let problem = Diagnostic::error(message!("import-settings-unreadable"));
        problem.help(help).at(&text, text.rest_of_line(start))
    };
    if file.extension() == Some("toml") {
        let value = zensical::settings(&text.content).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            unreadable(start, message!("import-settings-unreadable", "toml"))
        })?;
        return Ok((value, text));
    }
    match serde_yaml::from_str::<Value>(&text.content) {
        Ok(value) => Ok((without_environment(value), text)),
        Err(error) => {
            let line = error.location().map_or(1, |location| location.line());
            let start = text.offset(line, 1);
            Err(unreadable(start, message!("import-settings-unreadable", "help")))
        }
    }
}

/// Replaces `!ENV [NAME, default]` by the default: the environment of the site's builds is unknown.
fn without_environment(value: Value) -> Value {
    match value {
        Value::Tagged(tagged) if tagged.tag == "ENV" => match tagged.value {
            Value::Sequence(mut names) if names.len() > 1 => names.pop().unwrap_or_default(),
            _ => Value::Null,
        },
        Value::Sequence(values) => values.into_iter().map(without_environment).collect(),
        Value::Mapping(entries) => Value::Mapping(
            entries.into_iter().map(|(key, value)| (key, without_environment(value))).collect(),
        ),
        value => value,
    }
}

/// Settings merged over those they inherit.
fn merged(base: Value, over: Value) -> Value {
    match (base, over) {
        (Value::Mapping(mut base), Value::Mapping(over)) => {
            for (key, value) in over {
                let value = match base.remove(&key) {
                    Some(below) => merged(below, value),
                    None => value,
                };
                base.insert(key, value);
            }
            Value::Mapping(base)
        }
        (_, over) => over,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_gitignore() {
        for (patterns, path, is_excluded) in [
            ("drafts/", "drafts/a.md", true),
            ("drafts/", "x/drafts/a.md", true),
            ("/drafts/", "x/drafts/a.md", false),
            ("*.tmp.md", "a/b.tmp.md", true),
            ("a/*.md", "a/b/c.md", false),
            ("a/**", "a/b/c.md", true),
            ("**/c.md", "a/b/c.md", true),
            ("api.md", "old-api.md", false),
            ("# a.md", "a.md", false),
            ("*.md\n!a.md", "a.md", false),
        ] {
            let value =
                Value::Mapping(Mapping::from_iter([("exclude_docs".into(), patterns.into())]));
            let found = excluded(&value, &Text::new("", ""), &mut Draft::default());
            let found = found.matched_path_or_any_parents(path, false).is_ignore();
            assert_eq!(found, is_excluded, "{patterns} {path}");
        }
    }

    #[test]
    fn settings_are_laid_over_those_they_inherit() {
        let read = |text: &str| serde_yaml::from_str::<Value>(text).unwrap();
        let base = read("theme: {name: a, language: nl}\nnav: [a.md]\n");
        let over = read("theme: {name: b}\nnav: [b.md]\nsite_name: !ENV [NAME, Naam]\n");
        let all = merged(base, without_environment(over));
        assert_eq!(all, read("theme: {name: b, language: nl}\nnav: [b.md]\nsite_name: Naam\n"));
    }
}
