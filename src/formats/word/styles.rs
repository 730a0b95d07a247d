//! What accompanies the text of a Word document: styles, kinds of lists, addresses.

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

/// Styles by identifier. Word translates identifiers, so what a style means follows from its name.
pub fn read_styles(xml: &Document<'_>) -> HashMap<String, Style> {
    let mut styles = HashMap::new();
    for style in xml.root_element().children().filter(|node| named(*node, "style")) {
        let name = value(style, "name").unwrap_or_default().to_lowercase();
        let outline = child(style, "pPr").and_then(|properties| value(properties, "outlineLvl"));
        let outline = outline.and_then(|level| level.parse::<u8>().ok()).filter(|&level| level < 9);
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

/// Which lists are numbered; the others have bullets.
#[derive(Debug, Default)]
pub struct Numbering {
    /// The definition that each list follows.
    definitions: HashMap<String, String>,
    /// Whether a level of a definition is numbered.
    numbered: HashMap<(String, u32), bool>,
}

impl Numbering {
    /// Whether a level of a list is numbered.
    pub fn is_numbered(&self, list: &str, level: u32) -> bool {
        let definition = self.definitions.get(list).cloned();
        let numbered = definition.and_then(|definition| self.numbered.get(&(definition, level)));
        numbered.copied().unwrap_or(false)
    }
}

/// Reads the definitions of lists.
pub fn read_numbering(xml: &Document<'_>) -> Numbering {
    let mut numbering = Numbering::default();
    for node in xml.root_element().children().filter(roxmltree::Node::is_element) {
        match node.tag_name().name() {
            "abstractNum" => {
                let id = attribute(node, "abstractNumId").unwrap_or_default();
                for level in node.children().filter(|child| named(*child, "lvl")) {
                    let depth = attribute(level, "ilvl").and_then(|depth| depth.parse().ok());
                    let is_numbered =
                        !matches!(value(level, "numFmt"), Some("bullet" | "none") | None);
                    numbering.numbered.insert((id.to_owned(), depth.unwrap_or(0)), is_numbered);
                }
            }
            "num" => {
                let id = attribute(node, "numId").unwrap_or_default().to_owned();
                let definition = value(node, "abstractNumId").unwrap_or_default().to_owned();
                numbering.definitions.insert(id, definition);
            }
            _ => {}
        }
    }
    numbering
}

/// The addresses of links and images, by identifier. An address may be used many times, so one that
/// is far longer than any browser takes is left out.
pub fn read_relations(xml: &Document<'_>) -> HashMap<String, String> {
    const LONGEST: usize = 8192;
    xml.root_element()
        .children()
        .filter_map(|node| Some((attribute(node, "Id")?, attribute(node, "Target")?)))
        .filter(|(_, target)| target.len() <= LONGEST)
        .map(|(id, target)| (id.to_owned(), target.trim_start_matches("/word/").to_owned()))
        .collect()
}
