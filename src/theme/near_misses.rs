//! Files and keys in a guide's theme that almost match what themes have, and so have no effect.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{BuiltIn, File, Files, in_folder};
use super::strings;
use crate::diagnostic::{Diagnostic, Span, Text};
use crate::messages::message;
use crate::paths::{AnyPath, split_extension};
use crate::rule::Rule;
use crate::suggestion::did_you_mean;

/// The folders of a theme, and what other programs call them.
const FOLDERS: [(&str, &[&str]); 3] = [
    ("templates", &["layout", "layouts", "views", "html", "partials"]),
    ("strings", &["i18n", "lang", "langs", "language", "languages", "locale", "locales"]),
    (
        "assets",
        &["css", "style", "styles", "js", "script", "scripts", "static", "images", "img", "fonts"],
    ),
];

/// What is in a theme of a guide and is not used.
pub fn of(files: &Files) -> Vec<Diagnostic> {
    let is_own = |(_, file): &(AnyPath, &File)| file.is_own;
    let mut found = misplaced(files);
    for (name, file) in in_folder(files, "templates").filter(is_own) {
        found.extend(template(&name, file, files));
    }
    for (name, file) in in_folder(files, "strings").filter(is_own) {
        found.extend(strings_of(&name, file, files));
    }
    found
}

fn near_miss(file: &File, message: String, help: String) -> Diagnostic {
    let nothing = Text::new(&file.shown, "");
    Diagnostic::of(Rule::NearMissTheme, message).help(help).at(&nothing, Span::START)
}

/// Files and folders at the top of a theme that belong elsewhere, each reported once.
fn misplaced(files: &Files) -> Vec<Diagnostic> {
    let mut found: BTreeMap<&str, Diagnostic> = BTreeMap::new();
    for (path, file) in files.iter().filter(|(_, file)| file.is_own) {
        let Some(name) = path.parts().next() else { continue };
        let is_folder = !path.folder().is_base();
        let Some(folder) = (if is_folder { folder_meant(name) } else { folder_of(name) }) else {
            continue;
        };
        found.entry(name).or_insert_with(|| {
            let theme = file.shown.strip_suffix(path.as_str()).unwrap_or_default();
            let message = message!("theme-part-unknown", path = format!("{theme}{name}"));
            let help = if is_folder {
                message!("did-you-mean", near = folder)
            } else {
                message!("theme-part-unknown", "help", folder = folder)
            };
            near_miss(file, message, help)
        });
    }
    found.into_values().collect()
}

/// The folder that another name probably means.
fn folder_meant(name: &str) -> Option<&'static str> {
    let known = FOLDERS.map(|(folder, _)| folder);
    if known.contains(&name) {
        return None;
    }
    let lower = name.to_lowercase();
    let by_other_name = FOLDERS.into_iter().find(|(_, others)| others.contains(&lower.as_str()));
    by_other_name.map(|(folder, _)| folder).or_else(|| did_you_mean(&lower, known))
}

/// The folder that a file at the top of a theme belongs in.
fn folder_of(name: &str) -> Option<&'static str> {
    let (stem, extension) = split_extension(name);
    match extension?.to_lowercase().as_str() {
        "css" | "js" | "svg" | "png" | "jpg" | "jpeg" | "ico" | "woff" | "woff2" | "otf"
        | "ttf" => Some("assets"),
        "html" | "typ" => Some("templates"),
        "toml" if is_language(stem) => Some("strings"),
        _ => None,
    }
}

fn is_language(text: &str) -> bool {
    let primary = text.split('-').next().unwrap_or_default();
    (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// An unused template whose name is almost that of a built-in one.
fn template(path: &AnyPath, file: &File, files: &Files) -> Option<Diagnostic> {
    let folder = AnyPath::base().child("templates");
    let known: Vec<AnyPath> = BuiltIn::iter()
        .filter_map(|path| AnyPath::new(&path).ok()?.strip_prefix(&folder))
        .collect();
    if known.contains(path) || is_named(path.as_str(), "templates", files) {
        return None;
    }
    let beside = known.iter().filter(|known| known.folder() == path.folder());
    let near = did_you_mean(path.stem(), beside.map(AnyPath::stem))?;
    let near = path.folder().child(near).with_added_extension(path.extension().unwrap_or("html"));
    let message = message!("template-unused", name = path.as_str());
    Some(near_miss(file, message, message!("did-you-mean", near = near.as_str())))
}

/// Whether any file in a folder contains this name.
fn is_named(name: &str, folder: &str, files: &Files) -> bool {
    let mut texts = in_folder(files, folder).map(|(_, file)| String::from_utf8_lossy(&file.bytes));
    texts.any(|text| text.contains(name))
}

/// What is not used in a file with strings.
fn strings_of(path: &AnyPath, file: &File, files: &Files) -> Vec<Diagnostic> {
    let name = path.as_str();
    let Some(language) = name.strip_suffix(".toml").filter(|stem| is_language(stem)) else {
        let help = message!("theme-strings-not-read", "help");
        return vec![near_miss(file, message!("theme-strings-not-read", name = name), help)];
    };
    let Ok(content) = std::str::from_utf8(&file.bytes) else { return Vec::new() };
    let Ok(written) = toml::from_str::<BTreeMap<String, toml::Value>>(content) else {
        return Vec::new();
    };
    let known: BTreeSet<String> =
        [language, "en"].into_iter().flat_map(strings::of_built_in).map(|(key, _)| key).collect();
    let text = Text::new(&file.shown, content);
    let useless = written.into_keys().filter(|key| {
        let is_used = ["templates", "assets"].iter().any(|folder| is_named(key, folder, files));
        !known.contains(key) && !is_used
    });
    useless
        .map(|key| {
            let near = did_you_mean(&key, known.iter().map(String::as_str));
            let help = match near {
                Some(near) => message!("did-you-mean", near = near),
                None => message!("theme-string-unused", "help"),
            };
            let message = message!("theme-string-unused", key = key.as_str());
            Diagnostic::of(Rule::NearMissTheme, message).at(&text, text.find(&key)).help(help)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(own: &[(&str, &str)]) -> Vec<String> {
        let file = |content: &str, is_own| File {
            shown: String::new(),
            is_own,
            bytes: content.as_bytes().to_vec().into(),
        };
        let path = |path: &str| AnyPath::new(path).unwrap();
        let mut files = Files::from([(
            path("templates/base.html"),
            file("{{ t.own }} {% include \"partials/mine.html\" %}", false),
        )]);
        files.extend(own.iter().map(|(name, text)| (path(name), file(text, true))));
        let said = |problem: Diagnostic| {
            format!("{}; {}", problem.message, problem.help.unwrap_or_default())
        };
        of(&files).into_iter().map(said).collect()
    }

    #[test]
    fn what_is_almost_a_part_of_a_theme_is_reported() {
        for (path, text, says) in [
            ("template/page.html", "x", "did you mean `templates`?"),
            ("Assets/x.css", "x", "did you mean `assets`?"),
            ("css/x.css", "x", "did you mean `assets`?"),
            ("i18n/nl.toml", "", "did you mean `strings`?"),
            ("house-style.css", "x", "put it into the folder assets"),
            ("chapter.html", "x", "put it into the folder templates"),
            ("book.typ", "x", "put it into the folder templates"),
            ("House.otf", "x", "put it into the folder assets"),
            ("nl.toml", "x", "put it into the folder strings"),
            ("templates/chapters.html", "x", "did you mean `chapter.html`?"),
            ("strings/nederlands.toml", "", "a file like nl.toml"),
            ("strings/nl.toml", "lesons = \"x\"\n", "did you mean `lessons`?"),
            ("strings/en.toml", "chapter_off = \"x\"\n", "nothing uses the string `chapter_off`"),
        ] {
            let found = found(&[(path, text)]);
            assert!(matches!(&found[..], [one] if one.contains(says)), "{path}: {found:?}");
        }
    }

    #[test]
    fn a_theme_may_have_more_than_the_built_in_one() {
        let own = [
            ("templates/partials/mine.html", "x"),
            ("templates/partials/notes.html", "x"),
            ("assets/extra.css", "x"),
            ("strings/nl.toml", "own = \"x\"\nlessons = \"x\"\n"),
            ("strings/de.toml", "lessons = \"Lektionen\"\n"),
            ("README.md", "x"),
            ("LICENSE", "x"),
            ("theme.toml", "name = \"x\""),
            ("docs/x.png", "x"),
        ];
        assert_eq!(found(&own), [""; 0]);
    }
}
