//! The navigation of a site: from its settings, or else from its folders.

use serde_yaml::Value;

use super::super::draft::Draft;
use super::super::pages::MAX_LEVELS;
use super::settings::Settings;
use crate::source::name_as_title;

/// A line of the navigation.
#[derive(Debug, Clone, PartialEq)]
pub enum NavItem {
    /// A page, by its path below the folder of the pages, or an address elsewhere.
    Page { title: Option<String>, path: String },
    /// A section with items below it.
    Section { title: String, items: Vec<NavItem> },
}

/// The navigation of a site with these pages.
pub fn read(settings: &Settings, pages: &[String], draft: &mut Draft) -> Vec<NavItem> {
    let items = match settings.value.get("nav") {
        Some(nav) => of_list(nav),
        None => of_folder("", pages),
    };
    let mut is_too_deep = false;
    let items = flattened(items, 1, &mut is_too_deep);
    if is_too_deep {
        let message = format!(
            "numbers have at most {MAX_LEVELS} levels here: what is deeper stands beside what is \
             above it"
        );
        draft.note_at(&settings.text, "nav:", message);
    }
    items
}

/// Whether a page is the text of the folder it lies in.
pub fn is_index(path: &str) -> bool {
    matches!(path.rsplit('/').next(), Some("index.md" | "README.md"))
}

/// The items of a list in the settings.
fn of_list(list: &Value) -> Vec<NavItem> {
    let mut items = Vec::new();
    for item in list.as_sequence().into_iter().flatten() {
        if let Some(path) = item.as_str() {
            items.push(NavItem::Page { title: None, path: path.to_owned() });
        }
        for (title, value) in item.as_mapping().into_iter().flatten() {
            let title = title.as_str().unwrap_or_default().to_owned();
            items.push(match value.as_str() {
                Some(path) => NavItem::Page { title: Some(title), path: path.to_owned() },
                None => NavItem::Section { title, items: of_list(value) },
            });
        }
    }
    items
}

/// The items of a folder: its index first, then its pages, then the folders in it. The pages are
/// in order.
fn of_folder(folder: &str, pages: &[String]) -> Vec<NavItem> {
    let mut own: Vec<&str> = Vec::new();
    let mut folders: Vec<&str> = Vec::new();
    for page in pages {
        match page.strip_prefix(folder).and_then(|path| path.split_once('/')) {
            None => own.push(page),
            Some((name, _)) if folders.last() != Some(&name) => folders.push(name),
            Some(_) => {}
        }
    }
    own.sort_by_key(|page| (!is_index(page), *page));
    folders.sort_unstable();
    folders.dedup();
    let own = own.into_iter().map(|path| NavItem::Page { title: None, path: path.to_owned() });
    let sections = folders.into_iter().map(|name| {
        let below = format!("{folder}{name}/");
        let pages: Vec<String> =
            pages.iter().filter(|page| page.starts_with(&below)).cloned().collect();
        let title = name_as_title(name).unwrap_or_else(|| name.to_owned());
        NavItem::Section { title, items: of_folder(&below, &pages) }
    });
    own.chain(sections).collect()
}

/// The items, none nested deeper than numbers can be.
fn flattened(items: Vec<NavItem>, level: usize, is_too_deep: &mut bool) -> Vec<NavItem> {
    let mut flat = Vec::new();
    for item in items {
        match item {
            NavItem::Section { title, items } if level < MAX_LEVELS => {
                let items = flattened(items, level + 1, is_too_deep);
                flat.push(NavItem::Section { title, items });
            }
            NavItem::Section { title, items } => {
                *is_too_deep = true;
                flat.push(NavItem::Section { title, items: Vec::new() });
                flat.extend(flattened(items, level, is_too_deep));
            }
            page => flat.push(page),
        }
    }
    flat
}
