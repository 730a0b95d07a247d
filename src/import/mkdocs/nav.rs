//! The navigation of a site: from its settings, else from its folders.

use std::collections::BTreeSet;

use serde_yaml::Value;

use super::super::draft::Draft;
use super::super::pages::{MAX_LEVELS, PagePath};
use super::settings::Settings;
use crate::formats::note;
use crate::source::name_as_title;

/// A line of the navigation.
#[derive(Debug, Clone, PartialEq)]
pub enum NavItem {
    /// A page.
    Page { title: Option<String>, path: PagePath },
    /// Something that cannot be a page, as it is written: another site, a file of another kind, a
    /// path out of the folder of the pages.
    Other(String),
    /// A section with items below it.
    Section { title: String, items: Vec<NavItem> },
}

/// The navigation of a site with these pages.
pub fn read(settings: &Settings, pages: &[PagePath], draft: &mut Draft) -> Vec<NavItem> {
    let items = match settings.value.get("nav") {
        Some(nav) => of_list(nav),
        None => of_folder(&PagePath::base(), pages),
    };
    let mut is_too_deep = false;
    let items = flattened(items, 1, &mut is_too_deep);
    if is_too_deep {
        draft.note_at(&settings.text, "nav:", note!("import-levels", most = MAX_LEVELS));
    }
    items
}

/// Whether a page is the text of the folder it lies in.
pub fn is_index(path: &PagePath) -> bool {
    matches!(path.name(), "index.md" | "README.md")
}

/// What a path or address in the settings names.
fn item(title: Option<String>, written: &str) -> NavItem {
    match PagePath::base().join(written) {
        Ok(path) if path.extension() == Some("md") && !written.contains("://") => {
            NavItem::Page { title, path }
        }
        _ => NavItem::Other(written.to_owned()),
    }
}

/// The items of a list in the settings.
fn of_list(list: &Value) -> Vec<NavItem> {
    let mut items = Vec::new();
    for line in list.as_sequence().into_iter().flatten() {
        if let Some(path) = line.as_str() {
            items.push(item(None, path));
        }
        for (title, value) in line.as_mapping().into_iter().flatten() {
            let title = title.as_str().unwrap_or_default().to_owned();
            items.push(match value.as_str() {
                Some(path) => item(Some(title), path),
                None => NavItem::Section { title, items: of_list(value) },
            });
        }
    }
    items
}

/// The items of a folder: its index first, then its pages, then the folders in it. The pages are
/// in order.
fn of_folder(folder: &PagePath, pages: &[PagePath]) -> Vec<NavItem> {
    let (mut own, below): (Vec<&PagePath>, Vec<&PagePath>) =
        pages.iter().partition(|page| page.folder() == *folder);
    own.sort_by_key(|page| (!is_index(page), *page));
    let depth = folder.parts().count();
    let names: BTreeSet<&str> = below.iter().filter_map(|page| page.parts().nth(depth)).collect();
    let own = own.into_iter().map(|path| NavItem::Page { title: None, path: path.clone() });
    let sections = names.into_iter().map(|name| {
        let folder = folder.child(name);
        let pages = below.iter().filter(|page| page.is_within(&folder));
        let pages: Vec<PagePath> = pages.map(|&page| page.clone()).collect();
        let title = name_as_title(name).unwrap_or_else(|| name.to_owned());
        NavItem::Section { title, items: of_folder(&folder, &pages) }
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
