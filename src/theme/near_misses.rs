//! Files and keys of a guide's own theme that almost are what the theme reads, and so do nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{BuiltIn, File, Files};
use super::strings;
use crate::diagnostic::{Diagnostic, Span, Text};
use crate::messages::message;
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
    let own: Vec<(&str, &File)> = files
        .iter()
        .filter(|(_, file)| file.is_own)
        .map(|(path, file)| (path.as_str(), file))
        .collect();
    let mut found = misplaced(&own);
    for (path, file) in own {
        match path.split_once('/') {
            Some(("templates", name)) => found.extend(template(name, file, files)),
            Some(("strings", name)) => found.extend(strings_of(name, file, files)),
            _ => {}
        }
    }
    found
}

fn near_miss(file: &File, message: String, help: String) -> Diagnostic {
    let nothing = Text::new(&file.shown, "");
    Diagnostic::of(Rule::NearMissTheme, message).help(help).at(&nothing, Span::START)
}

/// Files beside the folders that a theme has, one of each folder.
fn misplaced(own: &[(&str, &File)]) -> Vec<Diagnostic> {
    let mut found: BTreeMap<&str, Diagnostic> = BTreeMap::new();
    for (path, file) in own {
        let (name, folder) = match path.split_once('/') {
            Some((folder, _)) => (folder, folder_meant(folder)),
            None => (*path, folder_of(path)),
        };
        let Some(folder) = folder else { continue };
        found.entry(name).or_insert_with(|| {
            let theme = file.shown.strip_suffix(path).unwrap_or_default();
            let message = message!("theme-part-unknown", path = format!("{theme}{name}"));
            let help = if name.len() < path.len() {
                message!("did-you-mean", near = folder)
            } else {
                message!("theme-part-unknown", "help", folder = folder)
            };
            near_miss(file, message, help)
        });
    }
    found.into_values().collect()
}

/// The folder of a theme that was meant by another name.
fn folder_meant(name: &str) -> Option<&'static str> {
    let known = FOLDERS.map(|(folder, _)| folder);
    if known.contains(&name) {
        return None;
    }
    let lower = name.to_lowercase();
    let by_other_name = FOLDERS.into_iter().find(|(_, others)| others.contains(&lower.as_str()));
    by_other_name.map(|(folder, _)| folder).or_else(|| did_you_mean(&lower, known))
}

/// The folder to which a file belongs that lies beside the folders.
fn folder_of(name: &str) -> Option<&'static str> {
    let (stem, extension) = name.rsplit_once('.')?;
    match extension.to_lowercase().as_str() {
        "css" | "js" | "svg" | "png" | "jpg" | "jpeg" | "ico" | "woff" | "woff2" => Some("assets"),
        "html" => Some("templates"),
        "toml" if is_language(stem) => Some("strings"),
        _ => None,
    }
}

fn is_language(text: &str) -> bool {
    let primary = text.split('-').next().unwrap_or_default();
    (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// A template of almost the name of a page that no other template uses.
fn template(name: &str, file: &File, files: &Files) -> Option<Diagnostic> {
    let known: Vec<String> = BuiltIn::iter()
        .filter_map(|path| path.strip_prefix("templates/").map(str::to_owned))
        .collect();
    if known.iter().any(|known| known == name) || is_named(name, "templates/", files) {
        return None;
    }
    let (folder, own) = split(name);
    let beside = known.iter().map(|known| split(known)).filter(|(other, _)| *other == folder);
    let near = did_you_mean(own, beside.map(|(_, stem)| stem))?;
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let near = format!("{folder}{near}.{extension}");
    let message = message!("template-unused", name = name);
    Some(near_miss(file, message, message!("did-you-mean", near = near)))
}

/// The folder of a template, with its slash, and its name without the extension.
fn split(path: &str) -> (&str, &str) {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    (path.strip_suffix(name).unwrap_or_default(), stem)
}

/// Whether a text in the files of a folder names something.
fn is_named(name: &str, folder: &str, files: &Files) -> bool {
    let texts = files.iter().filter(|(path, _)| path.starts_with(folder));
    texts.into_iter().any(|(_, file)| String::from_utf8_lossy(&file.bytes).contains(name))
}

/// What is not used in a file with strings.
fn strings_of(name: &str, file: &File, files: &Files) -> Vec<Diagnostic> {
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
        let is_used = ["templates/", "assets/"].iter().any(|folder| is_named(key, folder, files));
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
        let mut files = Files::from([(
            "templates/base.html".to_owned(),
            file("{{ t.own }} {% include \"partials/mine.html\" %}", false),
        )]);
        files.extend(own.iter().map(|(path, text)| ((*path).to_owned(), file(text, true))));
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
