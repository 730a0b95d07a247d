//! The files of a theme that pages refer to.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Files;
use super::files::in_folder;
use crate::config::{Config, PageColours};
use crate::paths::{AnyPath, PublicationPath, split_extension};

/// A file of the theme, as published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Where it is published.
    pub path: PublicationPath,
    /// Its content.
    pub bytes: Cow<'static, [u8]>,
}

/// How many characters of a hash are in a name: enough to tell one content from another.
const HASH_LENGTH: usize = 10;

/// The one style sheet of a site.
const STYLE: &str = "style.css";

/// The style sheets of the built-in theme, in the order of the cascade. Those that a guide adds
/// come after them.
const SHEETS: [&str; 14] = [
    "tokens.css",
    "page.css",
    "header.css",
    "columns.css",
    "text.css",
    "boxes.css",
    "figures.css",
    "code.css",
    "components.css",
    "sidebar.css",
    "pages.css",
    "lesson-index.css",
    "search.css",
    "print.css",
];

/// Where a file is published, with this hash of its content in its name.
pub fn hashed_path(name: &str, hash: &blake3::Hash) -> PublicationPath {
    let hash = hash.to_hex();
    let hash = hash.get(..HASH_LENGTH).unwrap_or(&hash);
    let name = match split_extension(name) {
        (stem, Some(extension)) => format!("{stem}.{hash}.{extension}"),
        (name, None) => format!("{name}.{hash}"),
    };
    let folder = folder();
    folder.join(&name).unwrap_or_else(|_| folder.child(&name))
}

/// The folder in which assets are published.
fn folder() -> PublicationPath {
    PublicationPath::base().child("assets")
}

impl Asset {
    /// How the style sheets name it, which are published in the same folder.
    pub fn name_in_style(&self) -> String {
        self.path.relative_to(&folder())
    }
}

/// All assets of a theme. Its style sheets are joined into one, `style`, so that a page needs one
/// request.
pub fn collect(
    files: &Files,
    style: String,
    config: &Config,
    pages: PageColours,
) -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    for (name, file) in in_folder(files, "assets").filter(|(name, _)| !is_sheet(name)) {
        let path = hashed_path(name.as_str(), &blake3::hash(&file.bytes));
        assets.insert(name.to_string(), Asset { path, bytes: file.bytes.clone() });
    }
    let style = with_hashed_urls(with_accents(style, config, pages), &assets).into_bytes();
    let path = hashed_path(STYLE, &blake3::hash(&style));
    assets.insert(STYLE.to_owned(), Asset { path, bytes: style.into() });
    assets
}

fn is_sheet(path: &AnyPath) -> bool {
    path.extension() == Some("css")
}

/// The style sheets of a theme in the order of the cascade.
pub fn style(files: &Files) -> String {
    let sheets = in_folder(files, "assets").filter(|(path, _)| is_sheet(path));
    let mut sheets: BTreeMap<AnyPath, Cow<'_, str>> =
        sheets.map(|(path, file)| (path, String::from_utf8_lossy(&file.bytes))).collect();
    let known: Vec<_> = SHEETS.iter().filter_map(|&name| sheets.remove(name)).collect();
    let mut style = known.concat();
    style.extend(sheets.into_values());
    style
}

/// A style sheet with the accents of the guide, which come last.
fn with_accents(mut style: String, config: &Config, pages: PageColours) -> String {
    if let Some((light, dark)) = config.theme.accents(pages) {
        style.push_str(&format!(
            ":root {{ --basis-color-action-2-color-default: light-dark({light}, {dark}); }}\n"
        ));
    }
    style
}

/// Replaces the names that style sheets refer to by the hashed names of the files.
fn with_hashed_urls(mut style: String, assets: &BTreeMap<String, Asset>) -> String {
    for (name, asset) in assets {
        let hashed = asset.name_in_style();
        for quote in ["", "\"", "'"] {
            let url = format!("url({quote}{name}{quote})");
            if style.contains(&url) {
                style = style.replace(&url, &format!("url(\"{hashed}\")"));
            }
        }
    }
    style
}

#[cfg(test)]
mod tests {
    use super::super::File;
    use super::*;

    fn file(content: &str) -> File {
        File { shown: String::new(), is_own: false, bytes: content.as_bytes().to_vec().into() }
    }

    #[test]
    fn sheets_are_joined_in_order_and_refer_to_hashed_files() {
        let files: Files = [
            ("assets/house-style.css", file("c{}")),
            ("assets/page.css", file("b{background:url('a.woff2')}")),
            ("assets/tokens.css", file("a{}")),
            ("assets/a.woff2", file("font")),
            ("templates/base.html", file("")),
        ]
        .map(|(path, file)| (AnyPath::new(path).unwrap(), file))
        .into();
        let mut config = Config::default();
        config.theme.accent = "#123456".parse().ok();
        let assets = collect(&files, style(&files), &config, PageColours::default());
        assert_eq!(assets.keys().collect::<Vec<_>>(), ["a.woff2", "style.css"]);
        let font = assets["a.woff2"].name_in_style();
        let style = String::from_utf8(assets["style.css"].bytes.to_vec()).unwrap();
        assert_eq!(
            style,
            format!(
                "a{{}}b{{background:url(\"{font}\")}}c{{}}:root {{ --basis-color-action-2-color-default: light-dark(#123456, #899aab); }}\n"
            )
        );
        assert!(assets["style.css"].path.as_str().starts_with("assets/style."));
    }
}
