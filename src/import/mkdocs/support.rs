//! Which plugins and extensions of a site are understood, and which are not.

use serde_yaml::Value;

use super::super::draft::Draft;
use super::settings::Settings;
use crate::formats::note;

/// Plugins that import understands, or that change nothing in the text.
const PLUGINS: [&str; 24] = [
    "autolinks",
    "git-authors",
    "git-committers",
    "git-committers-2",
    "git-revision-date",
    "git-revision-date-localized",
    "glightbox",
    "htmlproofer",
    "i18n",
    "info",
    "mike",
    "minify",
    "offline",
    "optimize",
    "pdf-export",
    "print-site",
    "privacy",
    "redirects",
    "rss",
    "search",
    "section-index",
    "social",
    "tags",
    "with-pdf",
];

/// Extensions that import understands, or that change nothing in the text.
const EXTENSIONS: [&str; 39] = [
    "abbr",
    "admonition",
    "arithmatex",
    "attr_list",
    "betterem",
    "blocks.admonition",
    "blocks.caption",
    "blocks.definition",
    "blocks.details",
    "blocks.html",
    "blocks.tab",
    "caret",
    "codehilite",
    "def_list",
    "details",
    "emoji",
    "extra",
    "fenced_code",
    "footnotes",
    "highlight",
    "inlinehilite",
    "keys",
    "magiclink",
    "mark",
    "md_in_html",
    "mdx_truly_sane_lists",
    "meta",
    "nl2br",
    "pathconverter",
    "sane_lists",
    "saneheaders",
    "smarty",
    "snippets",
    "superfences",
    "tabbed",
    "tables",
    "tasklist",
    "tilde",
    "toc",
];

/// Reports the plugins and extensions that are not understood.
pub fn report(settings: &Settings, draft: &mut Draft) {
    let plugins = names(settings.value.get("plugins"));
    for name in plugins.iter().map(|name| name.trim_start_matches("material/")) {
        if !PLUGINS.contains(&name) {
            let note = note!("import-plugin", name = name).about(name);
            draft.note_at(&settings.text, name, note);
        }
    }
    for name in names(settings.value.get("markdown_extensions")) {
        let short = name.trim_start_matches("markdown.extensions.").trim_start_matches("pymdownx.");
        if !EXTENSIONS.contains(&short) {
            let note = note!("import-extension", name = name.as_str()).about(&name);
            draft.note_at(&settings.text, &name, note);
        }
    }
    if settings.value.get("hooks").is_some() {
        draft.note_at(&settings.text, "hooks", note!("import-hooks"));
    }
}

/// The names in a list of the settings, in which each may have options.
fn names(list: Option<&Value>) -> Vec<String> {
    let of_mapping = |entries: &serde_yaml::Mapping| {
        entries.keys().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()
    };
    match list {
        Some(Value::Sequence(entries)) => entries
            .iter()
            .flat_map(|entry| match entry {
                Value::String(name) => vec![name.clone()],
                Value::Mapping(entries) => of_mapping(entries),
                _ => Vec::new(),
            })
            .collect(),
        Some(Value::Mapping(entries)) => of_mapping(entries),
        _ => Vec::new(),
    }
}
