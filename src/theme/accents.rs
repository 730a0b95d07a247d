//! The accent colours of a guide on the pages of its theme.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::config::{Colour, PageColours, Theme};
use crate::diagnostic::{Diagnostic, Text};
use crate::messages::message;

/// The tokens that set the background of pages, those with the last word last.
const BACKGROUNDS: [&str; 2] =
    ["--basis-color-default-bg-document", "--utrecht-document-background-color"];

/// Comments of CSS.
static COMMENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)/\*.*?\*/").expect("a valid expression"));

/// The backgrounds of pages that a style sheet sets. Those of the built-in theme stand for values
/// that are not plain colours.
pub fn pages(style: &str) -> PageColours {
    let style = COMMENT.replace_all(style, "");
    let style = without_print(&style);
    let mut pages = PageColours::default();
    for token in BACKGROUNDS {
        let value = style.rsplit(token).find_map(declared);
        if let Some((light, dark)) = value {
            pages = PageColours { light, dark };
        }
    }
    pages
}

/// A style sheet without what is for paper only.
fn without_print(style: &str) -> String {
    let mut parts = style.split("@media print");
    let mut screen = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut depth = 0;
        let mut closes = |(_, c): &(usize, char)| {
            depth += match c {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            *c == '}' && depth == 0
        };
        let end = part.char_indices().find(|found| closes(found));
        let rest = end.and_then(|(at, _)| part.get(at..)).and_then(|rest| rest.strip_prefix('}'));
        screen.push_str(rest.unwrap_or_default());
    }
    screen
}

/// The colours of a declaration, after its name: in light and in dark.
fn declared(rest: &str) -> Option<(Colour, Colour)> {
    let (value, _) = rest.trim_start().strip_prefix(':')?.split_once([';', '}'])?;
    let value = value.trim();
    let colours = value.strip_prefix("light-dark(").and_then(|both| both.strip_suffix(')'));
    let (light, dark) = match colours {
        Some(both) => both.split_once(',')?,
        None => (value, value),
    };
    Some((light.trim().parse().ok()?, dark.trim().parse().ok()?))
}

/// Accents in which text is illegible on the pages; others are shown instead.
pub fn illegible(theme: &Theme, pages: PageColours, book_toml: &Arc<Text>) -> Vec<Diagnostic> {
    let accents =
        [("accent", theme.accent, pages.light), ("accent-dark", theme.accent_dark, pages.dark)];
    let problem = |(key, accent, page): (_, Option<Colour>, Colour)| {
        let accent = accent?;
        let legible = accent.legible(page);
        let (colour, page, instead) = (accent.to_string(), page.to_string(), legible.to_string());
        let message = match key {
            "accent" => message!("accent-illegible-on-light", colour = colour, page = page),
            _ => message!("accent-illegible-on-dark", colour = colour, page = page),
        };
        let problem = Diagnostic::warning(message)
            .at(book_toml, book_toml.find(&format!("{key} =")))
            .help(message!("accent-illegible-help", key = key, colour = instead));
        (legible != accent).then_some(problem)
    };
    accents.into_iter().filter_map(problem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(style: &str) -> (String, String) {
        let pages = pages(style);
        (pages.light.to_string(), pages.dark.to_string())
    }

    #[test]
    fn the_last_colours_of_the_page_count() {
        let both = |light: &str, dark: &str| (light.to_owned(), dark.to_owned());
        let built_in = "--basis-color-default-bg-document: light-dark(#fdfcf9, #15181b);\n\
            --utrecht-document-background-color: var(--basis-color-default-bg-document);";
        assert_eq!(read(built_in), both("#fdfcf9", "#15181b"));
        let own =
            format!("{built_in} :root{{--basis-color-default-bg-document:light-dark(#fff,#000)}}");
        assert_eq!(read(&own), both("#ffffff", "#000000"));
        let older = format!("{own} :root {{ --utrecht-document-background-color: #ffe600; }}");
        assert_eq!(read(&older), both("#ffe600", "#ffe600"));
        let comment = format!("{own} /* --utrecht-document-background-color: #ffe600; */");
        assert_eq!(read(&comment), both("#ffffff", "#000000"));
        let print = format!(
            "{own} @media print {{ :root {{ --utrecht-document-background-color: #fff; }} }}"
        );
        assert_eq!(read(&print), both("#ffffff", "#000000"));
        let named = format!("{built_in} --basis-color-default-bg-document: ivory;");
        assert_eq!(read(&named), both("#fdfcf9", "#15181b"));
    }
}
