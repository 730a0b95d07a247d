//! What `mkdocs.yml` says, with the settings it inherits.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use regex::Regex;
use serde_yaml::{Mapping, Value};

use super::super::Draft;
use crate::diagnostic::{Diagnostic, Text};

/// The settings of a site.
pub struct Settings {
    pub value: Value,
    pub text: Arc<Text>,
    /// The folder of the settings.
    pub root: PathBuf,
    /// The folder of the pages.
    pub folder: PathBuf,
    /// The folder of all languages; that of the pages, if there is one language.
    pub docs: PathBuf,
}

impl Settings {
    /// Reads settings; what is wrong with them is a problem.
    pub fn read(file: &Path, draft: &mut Draft) -> Option<Self> {
        let (mut value, text) = parse(file, draft)?;
        let root = file.parent().unwrap_or(Path::new("")).to_owned();
        let mut inherited = root.clone();
        // A chain of settings that inherit from each other ends somewhere.
        for _ in 0..10 {
            let Some(base) = value.get("INHERIT").and_then(Value::as_str) else { break };
            let file = inherited.join(base);
            inherited = file.parent().unwrap_or(Path::new("")).to_owned();
            let (base, _) = parse(&file, draft)?;
            if let Some(settings) = value.as_mapping_mut() {
                settings.remove("INHERIT");
            }
            value = merged(base, value);
        }
        let docs = value.get("docs_dir").and_then(Value::as_str).unwrap_or("docs");
        let docs = root.join(docs);
        let mut settings = Self { value, text, root, folder: docs.clone(), docs };
        // Each language may have a folder of its own.
        if let Some(translations) = settings.translations().filter(|found| found.in_folders) {
            settings.folder = settings.docs.join(translations.language);
        }
        Some(settings)
    }

    /// A text among the settings.
    pub fn text_of(&self, key: &str) -> Option<&str> {
        self.value.get(key)?.as_str()
    }

    /// The language of the site.
    pub fn language(&self) -> &str {
        let language = self.value.get("theme").and_then(|theme| theme.get("language"));
        let of_translations = self.translations().map(|translations| translations.language);
        language.and_then(Value::as_str).or(of_translations).unwrap_or("en")
    }

    /// What a plugin is set to, if the site has it.
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

    /// The page that a file is, by the path links know it by; nothing for what is no page of the
    /// site in its own language.
    pub fn page_at(&self, path: &str) -> Option<String> {
        let is_hidden = path.split('/').any(|part| part.starts_with('.'));
        if !path.ends_with(".md") || is_hidden || self.excludes(path) {
            return None;
        }
        let Some(translations) = self.translations() else { return Some(path.to_owned()) };
        match path.strip_suffix(&format!(".{}.md", translations.language)) {
            _ if !translations.in_folders && translations.is_other(path) => None,
            Some(stem) => Some(format!("{stem}.md")),
            None => Some(path.to_owned()),
        }
    }

    /// The file of a page: that of the site's own language, if there are several.
    pub fn file_of(&self, page: &str) -> String {
        let own = self.translations().and_then(|translations| {
            let stem = page.strip_suffix(".md")?;
            Some(format!("{stem}.{}.md", translations.language))
        });
        own.filter(|own| self.folder.join(own).is_file()).unwrap_or_else(|| page.to_owned())
    }

    /// Whether the site leaves a file out.
    pub fn excludes(&self, path: &str) -> bool {
        let exclude_docs = self.text_of("exclude_docs").into_iter().flat_map(str::lines);
        let globs = self.plugin("exclude").and_then(|plugin| plugin.get("glob"));
        let globs: Vec<&str> = match globs {
            Some(Value::String(glob)) => vec![glob],
            Some(globs) => {
                globs.as_sequence().into_iter().flatten().filter_map(Value::as_str).collect()
            }
            None => Vec::new(),
        };
        let mut is_out = false;
        for pattern in exclude_docs.chain(globs).map(str::trim) {
            match pattern.strip_prefix('!') {
                Some(pattern) if matches(pattern, path) => is_out = false,
                None if matches(pattern, path) => is_out = true,
                _ => {}
            }
        }
        is_out
    }
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
    /// Whether a page is that of another language, by its path below the folder of all.
    pub fn is_other(&self, path: &str) -> bool {
        self.others.iter().any(|other| {
            if self.in_folders {
                path.starts_with(&format!("{other}/"))
            } else {
                path.ends_with(&format!(".{other}.md"))
            }
        })
    }
}

fn parse(file: &Path, draft: &mut Draft) -> Option<(Value, Arc<Text>)> {
    let text = match super::super::read_text(file, draft) {
        Ok(text) => text,
        Err(problem) => {
            draft.problems.push(problem);
            return None;
        }
    };
    match serde_yaml::from_str::<Value>(&text.content) {
        Ok(value) => Some((without_environment(value), text)),
        Err(error) => {
            let line = error.location().map_or(1, |location| location.line());
            let span = text.rest_of_line(text.offset(line, 1));
            let problem = Diagnostic::error(format!("the settings cannot be read: {error}"));
            draft.problems.push(problem.at(&text, span));
            None
        }
    }
}

/// `!ENV [NAME, default]` is the default: what stood around a build of long ago is unknown.
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

/// Settings over those they inherit.
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

/// Whether a path is meant by a pattern as `.gitignore` has them.
pub fn matches(pattern: &str, path: &str) -> bool {
    let pattern = pattern.trim();
    if pattern.is_empty() || pattern.starts_with('#') {
        return false;
    }
    let core = pattern.trim_matches('/');
    let start = if pattern.trim_end_matches('/').contains('/') { "^" } else { "(?:^|/)" };
    let mut expression = String::from(start);
    let mut rest = core;
    while let Some(c) = rest.chars().next() {
        let (piece, length) = match c {
            _ if rest.starts_with("**/") => ("(?:.*/)?".to_owned(), 3),
            _ if rest.starts_with("**") => (".*".to_owned(), 2),
            '*' => ("[^/]*".to_owned(), 1),
            '?' => ("[^/]".to_owned(), 1),
            c => (regex::escape(&c.to_string()), c.len_utf8()),
        };
        expression.push_str(&piece);
        rest = &rest[length..];
    }
    expression.push_str(if pattern.ends_with('/') { "/" } else { "(?:/|$)" });
    Regex::new(&expression).is_ok_and(|expression| expression.is_match(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_gitignore() {
        for (pattern, path, is_meant) in [
            ("drafts/", "drafts/a.md", true),
            ("drafts/", "x/drafts/a.md", true),
            ("/drafts/", "x/drafts/a.md", false),
            ("*.tmp.md", "a/b.tmp.md", true),
            ("a/*.md", "a/b/c.md", false),
            ("a/**", "a/b/c.md", true),
            ("**/c.md", "a/b/c.md", true),
            ("api.md", "old-api.md", false),
            ("# a.md", "a.md", false),
        ] {
            assert_eq!(matches(pattern, path), is_meant, "{pattern} {path}");
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
