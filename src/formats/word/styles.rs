//! What stands beside the text of a Word document: styles, kinds of lists, addresses.

use std::collections::HashMap;

use roxmltree::Document;

use super::xml::{attribute, child, named, value};

/// What a style means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Title,
    /// `counts` says whether Word numbers it.
    Heading {
        level: u8,
        counts: bool,
    },
    Bullets,
    Numbers,
    Quote,
    Caption,
    /// A line of a table of contents.
    Contents,
}

/// Styles by their identifiers: Word translates the identifiers, but not the names.
pub fn read_styles(xml: &Document<'_>) -> HashMap<String, Style> {
    let mut styles = HashMap::new();
    for style in xml.root_element().children().filter(|node| named(*node, "style")) {
        let name = value(style, "name").unwrap_or_default().to_lowercase();
        let outline = child(style, "pPr").and_then(|properties| value(properties, "outlineLvl"));
        let outline = outline.and_then(|level| level.parse::<u8>().ok());
        let counts =
            child(style, "pPr").is_some_and(|properties| child(properties, "numPr").is_some());
        let level = name.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok());
        let meaning = match name.as_str() {
            "title" => Some(Style::Title),
            "caption" => Some(Style::Caption),
            "quote" | "intense quote" => Some(Style::Quote),
            name if name.starts_with("toc ") => Some(Style::Contents),
            name if name.starts_with("list bullet") => Some(Style::Bullets),
            name if name.starts_with("list number") => Some(Style::Numbers),
            _ => level
                .or(outline.map(|level| level + 1))
                .map(|level| Style::Heading { level, counts }),
        };
        if let (Some(id), Some(meaning)) = (attribute(style, "styleId"), meaning) {
            styles.insert(id.to_owned(), meaning);
        }
    }
    styles
}

/// Which lists count, by list and level; the others have bullets.
pub fn read_numbering(xml: &Document<'_>) -> HashMap<(String, u32), bool> {
    let root = xml.root_element();
    let mut kinds: HashMap<(&str, u32), bool> = HashMap::new();
    for list in root.children().filter(|node| named(*node, "abstractNum")) {
        let id = attribute(list, "abstractNumId").unwrap_or_default();
        for level in list.children().filter(|node| named(*node, "lvl")) {
            let depth = attribute(level, "ilvl").and_then(|depth| depth.parse().ok()).unwrap_or(0);
            let counts = !matches!(value(level, "numFmt"), Some("bullet" | "none") | None);
            kinds.insert((id, depth), counts);
        }
    }
    let mut lists = HashMap::new();
    for list in root.children().filter(|node| named(*node, "num")) {
        let id = attribute(list, "numId").unwrap_or_default();
        let of = value(list, "abstractNumId").unwrap_or_default();
        for ((kind, depth), counts) in &kinds {
            if *kind == of {
                lists.insert((id.to_owned(), *depth), *counts);
            }
        }
    }
    lists
}

/// The addresses of links and images, by their identifiers.
pub fn read_relations(xml: &Document<'_>) -> HashMap<String, String> {
    xml.root_element()
        .children()
        .filter_map(|node| Some((attribute(node, "Id")?, attribute(node, "Target")?)))
        .map(|(id, target)| (id.to_owned(), target.trim_start_matches("/word/").to_owned()))
        .collect()
}
