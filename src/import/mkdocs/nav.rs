//! The navigation of a site: as its settings say, or its folders, or the plugins that order those.

use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;
use serde_yaml::Value;

use super::settings::{Settings, matches};
use crate::book::join;
use crate::source::name_as_title;

/// A line of the navigation.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    Page { title: Option<String>, path: String },
    Section { title: String, entries: Vec<Entry> },
}

/// The navigation of a site.
pub fn read(settings: &Settings) -> Vec<Entry> {
    let navigation = Navigation { settings };
    match settings.value.get("nav") {
        Some(nav) => navigation.of_nav(nav, ""),
        None => navigation.of_folder(""),
    }
}

/// The file that the plugin `literate-nav` reads, if the site has the plugin.
pub fn literate_file(settings: &Settings) -> Option<&str> {
    let plugin = settings.plugin("literate-nav")?;
    Some(plugin.get("nav_file").and_then(Value::as_str).unwrap_or("SUMMARY.md"))
}

/// Whether a page is the text of the folder it lies in.
pub fn is_index(path: &str) -> bool {
    matches!(path.rsplit('/').next(), Some("index.md" | "README.md"))
}

struct Navigation<'a> {
    settings: &'a Settings,
}

impl Navigation<'_> {
    /// A list of pages and sections, with paths that start in a folder.
    fn of_nav(&self, nav: &Value, below: &str) -> Vec<Entry> {
        let mut entries = Vec::new();
        for item in nav.as_sequence().into_iter().flatten() {
            if let Some(path) = item.as_str() {
                entries.extend(self.named(None, path, below));
            }
            for (title, value) in item.as_mapping().into_iter().flatten() {
                let title = title.as_str().unwrap_or_default().to_owned();
                match value.as_str() {
                    Some(path) => entries.extend(self.named(Some(title), path, below)),
                    None => {
                        entries.push(Entry::Section { title, entries: self.of_nav(value, below) });
                    }
                }
            }
        }
        entries
    }

    /// What a line means: a page, a folder, or all that fits a pattern.
    fn named(&self, title: Option<String>, path: &str, below: &str) -> Vec<Entry> {
        if path.contains("://") {
            return vec![Entry::Page { title, path: path.to_owned() }];
        }
        let full = join(below, path).unwrap_or_else(|| path.to_owned());
        if self.settings.folder.join(&full).is_dir() && !full.is_empty() {
            let entries = self.of_folder(&full);
            return match title.or_else(|| self.title_of(&full)) {
                _ if entries.is_empty() => Vec::new(),
                Some(title) => vec![Entry::Section { title, entries }],
                None => entries,
            };
        }
        if path.contains('*') {
            let folder = full.rsplit_once('/').map_or("", |(folder, _)| folder);
            let is_meant = |entry: &Entry| match entry {
                Entry::Page { path, .. } => matches(&format!("/{full}"), path),
                Entry::Section { .. } => full.ends_with('*'),
            };
            return self.of_files(folder).into_iter().filter(is_meant).collect();
        }
        vec![Entry::Page { title, path: full }]
    }

    /// The pages of a folder, in the order that a plugin finds beside them.
    fn of_folder(&self, below: &str) -> Vec<Entry> {
        let folder = self.settings.folder.join(below);
        let literate = literate_file(self.settings)
            .and_then(|name| std::fs::read_to_string(folder.join(name)).ok());
        if let Some(list) = literate {
            return self.of_list(&list, below);
        }
        match self.arrangement(&folder) {
            Some(pages) => self.arranged(&pages, below),
            None => self.of_files(below),
        }
    }

    /// What the plugins `awesome-pages` and `awesome-nav` say of a folder.
    fn arrangement(&self, folder: &Path) -> Option<Value> {
        let name = [("awesome-pages", ".pages"), ("awesome-nav", ".nav.yml")]
            .into_iter()
            .find_map(|(plugin, name)| self.settings.plugin(plugin).map(|_| name))?;
        serde_yaml::from_str(&std::fs::read_to_string(folder.join(name)).ok()?).ok()
    }

    fn arranged(&self, pages: &Value, below: &str) -> Vec<Entry> {
        let mut files = self.of_files(below);
        if pages.get("order").and_then(Value::as_str) == Some("desc") {
            files.reverse();
        }
        let listed = pages.get("nav").or_else(|| pages.get("arrange"));
        let Some(listed) = listed.and_then(Value::as_sequence) else { return files };
        let mut entries = Vec::new();
        let mut rest_at = None;
        for item in listed {
            match item.as_str() {
                Some("..." | "*") => rest_at = Some(entries.len()),
                _ => entries.extend(self.of_nav(&Value::Sequence(vec![item.clone()]), below)),
            }
        }
        if let Some(at) = rest_at {
            let mut named = Vec::new();
            entries.iter().for_each(|entry| paths(entry, &mut named));
            let rest = files.into_iter().filter(|entry| {
                let mut own = Vec::new();
                paths(entry, &mut own);
                !own.iter().all(|path| named.contains(path))
            });
            entries.splice(at..at, rest.collect::<Vec<_>>());
        }
        entries
    }

    /// Without navigation the folders are it: the index first, then files, then folders.
    fn of_files(&self, below: &str) -> Vec<Entry> {
        let Ok(read) = std::fs::read_dir(self.settings.folder.join(below)) else {
            return Vec::new();
        };
        let mut names: Vec<(bool, String)> = read
            .filter_map(Result::ok)
            .filter_map(|entry| {
                Some((entry.path().is_dir(), entry.file_name().into_string().ok()?))
            })
            .filter(|(_, name)| !name.starts_with('.'))
            .filter_map(|(is_folder, name)| {
                let path = join(below, &name)?;
                if is_folder {
                    Some((true, name))
                } else {
                    Some((false, self.settings.page_at(&path)?.rsplit('/').next()?.into()))
                }
            })
            .collect();
        names.sort_by_key(|(is_folder, name)| (!is_index(name), *is_folder, name.clone()));
        names.dedup();
        let join = |name: &str| join(below, name).unwrap_or_else(|| name.to_owned());
        names
            .into_iter()
            .filter_map(|(is_folder, name)| {
                if is_folder {
                    let path = join(&name);
                    let entries = self.of_folder(&path);
                    let title = self.title_of(&path).or_else(|| name_as_title(&name));
                    let title = title.unwrap_or(name);
                    (!entries.is_empty()).then_some(Entry::Section { title, entries })
                } else {
                    Some(Entry::Page { title: None, path: join(&name) })
                }
            })
            .collect()
    }

    /// The title that a folder gives itself.
    fn title_of(&self, below: &str) -> Option<String> {
        let pages = self.arrangement(&self.settings.folder.join(below))?;
        pages.get("title").and_then(Value::as_str).map(str::to_owned)
    }

    /// A list in Markdown: `* [Title](page.md)`, with what lies below indented.
    fn of_list(&self, list: &str, below: &str) -> Vec<Entry> {
        static ITEM: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^(\s*)[*+-]\s+(?:\[([^\]]*)\]\(<?([^)>]*)>?\)|(.+?))\s*$")
                .expect("a valid expression")
        });
        let items: Vec<(usize, Option<String>, String)> = list
            .lines()
            .filter_map(|line| {
                let found = ITEM.captures(line)?;
                let title = found.get(2).map(|title| title.as_str().to_owned());
                let target = found.get(3).or(found.get(4))?.as_str().to_owned();
                Some((found[1].len(), title, target))
            })
            .collect();
        self.of_items(&items, below)
    }

    fn of_items(&self, items: &[(usize, Option<String>, String)], below: &str) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut at = 0;
        while let Some((indent, title, target)) = items.get(at) {
            let end = items[at + 1..].iter().position(|(other, ..)| other <= indent);
            let end = end.map_or(items.len(), |length| at + 1 + length);
            let mut inner = self.of_items(&items[at + 1..end], below);
            if inner.is_empty() {
                entries.extend(self.named(title.clone(), target, below));
            } else {
                // A section that is a link has that page as its text.
                if title.is_some() {
                    inner.splice(0..0, self.named(None, target, below));
                }
                let title = title.clone().unwrap_or_else(|| target.clone());
                entries.push(Entry::Section { title, entries: inner });
            }
            at = end;
        }
        entries
    }
}

fn paths(entry: &Entry, found: &mut Vec<String>) {
    match entry {
        Entry::Page { path, .. } => found.push(path.clone()),
        Entry::Section { entries, .. } => entries.iter().for_each(|entry| paths(entry, found)),
    }
}
