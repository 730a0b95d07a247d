//! Sites of MkDocs and of Zensical: `mkdocs.yml` or `zensical.toml` has the navigation.

mod nav;
mod settings;
mod support;
mod zensical;

use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use serde_yaml::Value;
use unicode_normalization::UnicodeNormalization;

use self::nav::NavItem;
use self::settings::Settings;
use super::draft::{Draft, Options};
use super::front_matter;
use super::native::outside_code;
use super::pages::{Dialect, Page, PagePath, PageRole, SourceBook, stem};
use super::python_markdown::{Converter, Extensions, without_icons};
use super::source_folder::{SourceFolder, refusal};
use crate::diagnostic::{Diagnostic, Span};
use crate::formats::{Note, note};
use crate::messages::message;
use crate::number::Number;
use crate::paths::AnyPath;
use crate::source::name_as_title;

/// Reads the site that `file` describes into the draft.
pub fn read(file: &Path, options: &Options, draft: &mut Draft) {
    if let Err(problem) = read_site(file, options, draft) {
        draft.problems.push(problem);
    }
}

fn read_site(file: &Path, options: &Options, draft: &mut Draft) -> Result<(), Diagnostic> {
    let folder = Rc::new(SourceFolder::open(file.parent().unwrap_or(Path::new("")))?);
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let settings = Settings::read(folder, name, draft)?;
    support::report(&settings, draft);
    let extensions = Extensions::of(&settings.value);
    let files = settings.folder.files(&settings.pages_folder, draft);
    let all: BTreeSet<PagePath> = files
        .iter()
        .filter_map(|file| settings.page_at(&file.strip_prefix(&settings.pages_folder)?))
        .collect();
    let all: Vec<PagePath> = all.into_iter().collect();
    let items = nav::read(&settings, &all, draft);
    let mut collector = PageCollector {
        settings: &settings,
        extensions: &extensions,
        snippet_folders: snippet_folders(&settings, &extensions, draft),
        home: home(&items, &all),
        pages: Vec::new(),
        paths: HashSet::new(),
        included: HashSet::new(),
        draft,
    };
    collector.read(&items, None);
    collector.read_home();
    collector.read_others(&files);
    collector.redirect();
    let pages = collector.pages;
    if pages.is_empty() {
        let place = settings.pages_folder.below(settings.folder.path());
        let place = place.display().to_string();
        let problem = Diagnostic::error(message!("import-site-empty")).help(message!(
            "import-site-empty",
            "help",
            folder = place
        ));
        return Err(problem.at(&settings.text, Span::START));
    }
    add_settings(&settings, draft);
    let base_url = options.base_url.clone().or_else(|| settings.text_of("site_url")?.parse().ok());
    let book = SourceBook {
        pages,
        name: settings.text_of("site_name").unwrap_or_default().to_owned(),
        folder: Rc::clone(&settings.folder),
        pages_folder: settings.pages_folder.clone(),
        shared_folder: Some(settings.docs.clone()).filter(|docs| *docs != settings.pages_folder),
        language: settings.translations().map(|found| found.language.to_owned()),
        dialect: dialect(&settings, &extensions),
        base_url,
    };
    book.convert(draft);
    Ok(())
}

fn dialect(settings: &Settings, extensions: &Extensions) -> Dialect {
    let slug = if extensions.has_unicode_anchors() { unicode_heading_id } else { heading_id };
    Dialect {
        anchor: if extensions.has("emoji") {
            Box::new(move |title| slug(&without_icons(title)))
        } else {
            Box::new(slug)
        },
        repeated_anchor: |id, n| format!("{id}_{n}"),
        terms_have_anchors: false,
        published: published(settings),
    }
}

/// The folders in which snippets are looked for.
fn snippet_folders(
    settings: &Settings,
    extensions: &Extensions,
    draft: &mut Draft,
) -> Vec<AnyPath> {
    let base = AnyPath::base();
    let mut folders = Vec::new();
    for path in extensions.snippet_paths() {
        match AnyPath::new(&path) {
            Ok(folder) => folders.push(folder),
            Err(_) => {
                let reason = refusal(&base, &path);
                let note = note!("import-snippets", folder = path.as_str(), reason = reason);
                draft.note_at(&settings.text, &path, note.about(&path));
            }
        }
    }
    folders.extend([base, settings.pages_folder.clone()]);
    folders
}

/// The function from the path of a page to its address.
fn published(settings: &Settings) -> fn(&PagePath) -> String {
    if settings.has_folders() {
        |page| match page.folder() {
            folder if !nav::is_index(page) => format!("{}/", folder.child(stem(page))),
            folder if folder.is_base() => String::new(),
            folder => format!("{folder}/"),
        }
    } else {
        |page| {
            let name = if nav::is_index(page) { "index" } else { stem(page) };
            page.folder().child(&format!("{name}.html")).to_string()
        }
    }
}

/// Adds the settings of the new guide.
fn add_settings(settings: &Settings, draft: &mut Draft) {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let mut more = String::new();
    let mut add = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            more.push_str(&format!("{key} = {}\n", quoted(value)));
        }
    };
    add("language", draft.take_language(settings.language()));
    add("description", settings.text_of("site_description"));
    if let Some(author) = settings.text_of("site_author") {
        more.push_str(&format!("authors = [{}]\n", quoted(author)));
    }
    more.push_str("\n[markdown]\nsmart-punctuation = false\n");
    draft.add_settings(settings.text_of("site_name").unwrap_or("Mijn gids"), &more);
}

/// The path of the home page, and its title in the navigation. A site has a home page even if it
/// does not list it.
fn home(items: &[NavItem], pages: &[PagePath]) -> Option<(Option<String>, PagePath)> {
    fn is_home(path: &PagePath) -> bool {
        nav::is_index(path) && path.folder().is_base()
    }
    fn listed(items: &[NavItem]) -> Option<(Option<String>, PagePath)> {
        items.iter().find_map(|item| match item {
            NavItem::Page { title, path } => is_home(path).then(|| (title.clone(), path.clone())),
            NavItem::Section { items, .. } => listed(items),
            NavItem::Other(_) => None,
        })
    }
    listed(items).or_else(|| {
        let names = ["index.md", "README.md"].map(|name| PagePath::base().child(name));
        Some((None, names.into_iter().find(|page| pages.contains(page))?))
    })
}

/// Collects the pages of a site in the order of its navigation.
struct PageCollector<'a> {
    settings: &'a Settings,
    extensions: &'a Extensions,
    snippet_folders: Vec<AnyPath>,
    home: Option<(Option<String>, PagePath)>,
    pages: Vec<Page>,
    /// The paths of the pages.
    paths: HashSet<PagePath>,
    /// The files that became part of pages.
    included: HashSet<AnyPath>,
    draft: &'a mut Draft,
}

impl PageCollector<'_> {
    fn read(&mut self, items: &[NavItem], above: Option<&Number>) {
        let mut count = 0;
        for (at, item) in items.iter().enumerate() {
            // The index of a section is the text of the section.
            let is_own = above.is_some()
                && at == 0
                && matches!(item, NavItem::Page { path, .. } if nav::is_index(path));
            if self.is_home(item) || is_own {
                continue;
            }
            if let NavItem::Other(written) = item {
                self.leave_out(written);
                continue;
            }
            let number = match above {
                Some(above) => format!("{above}.{}", count + 1),
                None => (count + 1).to_string(),
            };
            let Ok(number) = number.parse::<Number>() else { continue };
            let role = PageRole::Numbered(number.clone());
            match item {
                NavItem::Page { title, path } => {
                    count += usize::from(self.page(title.as_deref(), path, role, false));
                }
                NavItem::Section { title, items } => {
                    let own = items.first().filter(|first| !self.is_home(first));
                    let own = own.and_then(|first| match first {
                        NavItem::Page { path, .. } if nav::is_index(path) => Some(path),
                        _ => None,
                    });
                    let is_read =
                        own.is_some_and(|path| self.page(Some(title), path, role.clone(), true));
                    if !is_read {
                        let text = Arc::clone(&self.settings.text);
                        self.pages.push(Page::empty(title.clone(), role, true, text));
                    }
                    count += 1;
                    self.read(items, Some(&number));
                }
                NavItem::Other(_) => {}
            }
        }
    }

    fn is_home(&self, item: &NavItem) -> bool {
        let home = self.home.as_ref().map(|(_, path)| path);
        matches!(item, NavItem::Page { path, .. } if Some(path) == home)
    }

    fn read_home(&mut self) {
        if let Some((title, path)) = self.home.clone() {
            self.page(title.as_deref(), &path, PageRole::Home, false);
        }
    }

    /// Reads the pages that are not in the navigation: MkDocs publishes them too, so links lead to
    /// them.
    fn read_others(&mut self, files: &[AnyPath]) {
        for file in files {
            let path = file.strip_prefix(&self.settings.pages_folder);
            let Some(path) = path.and_then(|path| self.settings.page_at(&path)) else { continue };
            if self.paths.contains(&path) || self.included.contains(file) {
                continue;
            }
            let note = note!("import-page-unlisted", path = path.as_str()).about(path.as_str());
            self.draft.note(&self.settings.text, 1, note);
            self.page(None, &path, PageRole::Back, false);
        }
        let Some(translations) = self.settings.translations() else { return };
        let docs = &self.settings.docs;
        let all = self.settings.folder.files(docs, self.draft);
        let others = all.iter().filter_map(|file| file.strip_prefix(docs));
        let is_left_out =
            |path: &PagePath| path.extension() == Some("md") && translations.is_other(path);
        let left_out = others.filter(is_left_out).count();
        if left_out > 0 {
            self.note_setting("i18n", note!("import-other-languages", count = left_out));
        }
    }

    /// Makes aliases of the former addresses in the plugin `redirects`.
    fn redirect(&mut self) {
        let maps = self.settings.plugin("redirects").and_then(|plugin| plugin.get("redirect_maps"));
        for (from, to) in maps.and_then(Value::as_mapping).into_iter().flatten() {
            let (Some(from), Some(to)) = (from.as_str(), to.as_str()) else { continue };
            let path = to.split('#').next().unwrap_or_default();
            let target =
                PagePath::new(path).ok().map(|path| self.settings.pages_folder.append(&path));
            let is_target = |page: &&mut Page| page.source.is_some() && page.source == target;
            let address = published(self.settings);
            match self.pages.iter_mut().find(is_target) {
                // What is not a path is not an address either, which is reported when all are known.
                Some(page) => page.aliases.push(
                    PagePath::new(from).map_or_else(|_| from.to_owned(), |from| address(&from)),
                ),
                None => {
                    let note = note!("import-redirect-gone", from = from, to = to).about(from);
                    self.note_setting(from, note);
                }
            }
        }
    }

    fn note_setting(&mut self, written: &str, note: Note) {
        self.draft.note_at(&self.settings.text, written, note);
    }

    /// Notes an item of the navigation that cannot be a page.
    fn leave_out(&mut self, written: &str) {
        let note = if written.contains("://") {
            note!("import-entry-foreign", address = written)
        } else if !written.ends_with(".md") {
            note!("import-entry-no-page", written = written)
        } else {
            let reason = refusal(&AnyPath::base(), written);
            note!("import-entry-outside", path = written, reason = reason)
        };
        self.note_setting(written, note.about(written));
    }

    /// Reads a page, and returns whether it exists.
    fn page(
        &mut self,
        title: Option<&str>,
        path: &PagePath,
        role: PageRole,
        is_parent: bool,
    ) -> bool {
        if self.paths.contains(path) {
            let note = note!(nothing "import-page-twice", path = path.as_str());
            self.note_setting(path.as_str(), note.about(path.as_str()));
            return false;
        }
        let file = self.settings.file_of(path);
        let text = match self.settings.folder.read_text(&file, self.draft) {
            Ok(text) => text,
            Err(error) if error.cause.is_missing() => {
                let note = note!("import-page-missing", path = path.as_str());
                self.note_setting(path.as_str(), note.about(path.as_str()));
                let title = title.map(str::to_owned).or_else(|| name_as_title(stem(path)));
                let text = Arc::clone(&self.settings.text);
                let page = Page::empty(title.unwrap_or_default(), role, is_parent, text);
                self.push(path, page);
                return true;
            }
            Err(error) => {
                let problem = Diagnostic::from(error).help(message!("import-named-in-navigation"));
                self.draft.problems.push(problem);
                return false;
            }
        };
        let (front_matter, body) = front_matter::read(&text.content, &text, self.draft);
        let mut converter = Converter {
            extensions: self.extensions,
            folder: &self.settings.folder,
            snippet_folders: &self.snippet_folders,
            text: &text,
            included: &mut self.included,
            draft: self.draft,
        };
        // A comment in code looks like a title.
        let lines = outside_code(body).into_iter();
        let own = lines.map(|(_, line)| line).find_map(|line| line.strip_prefix("# "));
        // Without navigation, sections are called after their folders.
        let is_title_own = title.is_none() || self.settings.value.get("nav").is_none();
        let title = title
            .or(own)
            .map(|title| title.split('{').next().unwrap_or(title).trim().to_owned())
            .or_else(|| name_as_title(stem(path)))
            .unwrap_or_default();
        let body = converter.convert(body);
        let page = Page::empty(title, role, is_parent, text);
        self.push(path, Page { body, front_matter, is_title_own, ..page });
        true
    }

    fn push(&mut self, path: &PagePath, page: Page) {
        self.paths.insert(path.clone());
        let source = Some(self.settings.pages_folder.append(path));
        self.pages.push(Page { source, ..page });
    }
}

/// The anchor that Python-Markdown makes of a heading.
fn heading_id(title: &str) -> String {
    let ascii: String = title.nfkd().filter(char::is_ascii).collect();
    let kept: String = ascii
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '-'))
        .collect();
    let words = kept.trim().to_lowercase();
    words
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// The anchor that PyMdown Extensions makes of a heading, with its accents.
fn unicode_heading_id(title: &str) -> String {
    let kept = title.nfc().filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    kept.collect::<String>().trim().to_lowercase().replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_python_markdown() {
        assert_eq!(heading_id("What's new -- in 2.0?"), "whats-new-in-20");
        assert_eq!(heading_id("Één & twee"), "een-twee");
        assert_eq!(unicode_heading_id("Één & `twee`"), "één--twee");
    }
}
