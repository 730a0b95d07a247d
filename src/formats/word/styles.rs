//! What accompanies the text of a Word document: styles, definitions of lists, addresses.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::numbering::{Definition, LEVELS, Level, List, NumberFormat, Numbering};
use super::xml::{attribute, child, named, switch, value};

/// What a style means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Title,
    /// A heading of a level, from 1.
    Heading(u8),
    /// What counts in the same list as the headings, on this level: a heading if it is short.
    InHeadingList(u8),
    /// An item with a bullet or a number, by its name alone, and how deep.
    Item {
        counts: bool,
        depth: usize,
    },
    /// A paragraph that belongs to the item above it.
    GoesOn,
    Quote,
    /// Lines of code.
    Code,
    /// A term that the paragraphs below it explain.
    Term,
    Definition,
    Caption,
    /// A line of a table of contents.
    Contents,
}

/// How a run looks, as far as it is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub strike: Option<bool>,
    pub hidden: Option<bool>,
    pub raised: Option<Raised>,
    /// Whether the style is one for code.
    pub code: Option<bool>,
}

/// Whether a run is raised or lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Raised {
    Above,
    Below,
    Not,
}

impl Marks {
    /// The marks that run properties set.
    pub fn of(properties: Option<Node<'_, '_>>) -> Self {
        let Some(properties) = properties else { return Self::default() };
        let raised = value(properties, "vertAlign").map(|place| match place {
            "superscript" => Raised::Above,
            "subscript" => Raised::Below,
            _ => Raised::Not,
        });
        Self {
            bold: switch(properties, "b"),
            italic: switch(properties, "i"),
            strike: switch(properties, "strike").or_else(|| switch(properties, "dstrike")),
            hidden: switch(properties, "vanish"),
            raised,
            code: None,
        }
    }

    /// These, or where they say nothing, others.
    pub fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            strike: self.strike.or(other.strike),
            hidden: self.hidden.or(other.hidden),
            raised: self.raised.or(other.raised),
            code: self.code.or(other.code),
        }
    }
}

/// A style.
#[derive(Debug, Default)]
struct Style {
    /// Its name, in lower case.
    name: String,
    /// Its other names, in lower case.
    aliases: Vec<String>,
    based_on: Option<String>,
    /// The level of its outline, from 0; 9 is that of plain text.
    outline: Option<u8>,
    list: Option<String>,
    level: Option<usize>,
    /// Its level, if it counts in a list of headings.
    heading_list: Option<u8>,
    marks: Marks,
}

/// The styles of a document. Word translates identifiers, so what a style means follows from its
/// name, or from the style it is based on.
#[derive(Debug, Default)]
pub struct Styles(HashMap<String, Style>);

impl Styles {
    /// A style, and those it is based on, with their identifiers.
    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = (&'a str, &'a Style)> {
        // A style may be based on itself in a broken file.
        const LONGEST: usize = 20;
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let (id, style) = self.0.get_key_value(next?)?;
            next = style.based_on.as_deref();
            Some((id.as_str(), style))
        })
        .take(LONGEST)
    }

    /// What a style means.
    pub fn meaning(&self, id: &str) -> Option<Meaning> {
        for (nth, (_, style)) in self.chain(id).enumerate() {
            if let Some(meaning) = meaning_of_name(&style.name, nth == 0) {
                return Some(meaning);
            }
            if let Some(level) = style.heading_list {
                return Some(Meaning::InHeadingList(level));
            }
            match style.outline {
                Some(level) if usize::from(level) < LEVELS => {
                    return Some(Meaning::Heading(level + 1));
                }
                Some(_) => return None,
                None => {}
            }
        }
        None
    }

    /// The list and the level in it that a style puts its paragraphs in.
    pub fn list(&self, id: &str, numbering: &Numbering) -> Option<(String, usize)> {
        let list = self.chain(id).find_map(|(_, style)| style.list.as_deref())?;
        Some((list.to_owned(), self.level(id, list, numbering)))
    }

    /// The level that a style has in a list.
    pub fn level(&self, id: &str, list: &str, numbering: &Numbering) -> usize {
        let by_name = |(id, _): (&str, &Style)| numbering.level_of_style(list, id);
        let named = self.chain(id).find_map(by_name);
        named.or_else(|| self.chain(id).find_map(|(_, style)| style.level)).unwrap_or(0)
    }

    /// Makes styles those of headings, by their names.
    pub fn make_headings(&mut self, names: &[(String, u8)]) {
        for (name, level) in names {
            let named = self.0.values_mut().filter(|style| {
                style.name == *name || style.aliases.iter().any(|alias| alias == name)
            });
            for style in named.filter(|style| !style.name.starts_with("heading ")) {
                style.outline = Some(level.saturating_sub(1));
            }
        }
    }

    /// Finds the styles that count in one list with headings, but are not marked as such.
    pub fn find_in_heading_lists(&mut self, numbering: &Numbering) {
        let mut found: Vec<(String, u8)> = Vec::new();
        for definition in numbering.definitions.values() {
            let named = |(at, level): (&usize, &Level)| {
                let counts = !matches!(level.format, NumberFormat::Bullet | NumberFormat::Hidden);
                Some((*at, level.style.clone().filter(|_| counts)?))
            };
            let levels: Vec<(usize, String)> = definition.levels.iter().filter_map(named).collect();
            // How many levels higher the headings are in the text than in the list.
            let shift = levels.iter().find_map(|(at, style)| match self.meaning(style) {
                Some(Meaning::Heading(level)) => usize::from(level).checked_sub(at + 1),
                _ => None,
            });
            let Some(shift) = shift else { continue };
            let others = levels.into_iter().filter(|(_, style)| self.meaning(style).is_none());
            found.extend(
                others.filter_map(|(at, style)| Some((style, u8::try_from(at + 1 + shift).ok()?))),
            );
        }
        for (style, level) in found {
            if let Some(style) = self.0.get_mut(&style) {
                style.heading_list = Some(level);
            }
        }
    }

    /// How a style makes runs look.
    pub fn marks(&self, id: &str) -> Marks {
        self.chain(id).fold(Marks::default(), |marks, (_, style)| marks.or(style.marks))
    }
}

/// What a name means; some names only for the style itself, not for those based on it.
fn meaning_of_name(name: &str, is_own: bool) -> Option<Meaning> {
    let depth = || {
        let last = name.chars().next_back().and_then(|c| c.to_digit(10)).unwrap_or(1);
        (last as usize).saturating_sub(1)
    };
    let level = name.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok());
    match name {
        "title" | "titel" | "hoofdtitel" | "titel document" | "documenttitel" if is_own => {
            Some(Meaning::Title)
        }
        "caption" => Some(Meaning::Caption),
        name if name.contains("bijschrift") => Some(Meaning::Caption),
        "quote" | "intense quote" | "block text" => Some(Meaning::Quote),
        "source code" | "html preformatted" | "macro text" => Some(Meaning::Code),
        "definition term" => Some(Meaning::Term),
        "definition" => Some(Meaning::Definition),
        "table of figures" => Some(Meaning::Contents),
        name if name.starts_with("toc ") => Some(Meaning::Contents),
        name if name.starts_with("list bullet") => {
            Some(Meaning::Item { counts: false, depth: depth() })
        }
        name if name.starts_with("list number") => {
            Some(Meaning::Item { counts: true, depth: depth() })
        }
        name if is_own && (name == "list paragraph" || name.starts_with("list continue")) => {
            Some(Meaning::GoesOn)
        }
        _ => level.filter(|level| *level > 0).map(Meaning::Heading),
    }
}

/// Styles of characters that are code.
const CODE_STYLES: [&str; 5] =
    ["verbatim char", "html code", "html sample", "html keyboard", "html typewriter"];

/// Reads the styles of a document.
pub fn read_styles(xml: &Document<'_>) -> Styles {
    let mut styles = HashMap::new();
    for node in xml.root_element().children().filter(|node| named(*node, "style")) {
        let Some(id) = attribute(node, "styleId") else { continue };
        let properties = child(node, "pPr");
        let outline = properties.and_then(|properties| value(properties, "outlineLvl"));
        let list = properties.and_then(|properties| child(properties, "numPr"));
        let name = value(node, "name").unwrap_or_default().to_lowercase();
        let is_code = CODE_STYLES.contains(&name.as_str()).then_some(true);
        let style = Style {
            name,
            aliases: value(node, "aliases")
                .map(|names| names.to_lowercase().split(',').map(str::to_owned).collect())
                .unwrap_or_default(),
            based_on: value(node, "basedOn").map(str::to_owned),
            outline: outline.and_then(|level| level.parse().ok()),
            list: list.and_then(|list| value(list, "numId")).map(str::to_owned),
            level: list.and_then(|list| value(list, "ilvl")).and_then(|level| level.parse().ok()),
            heading_list: None,
            marks: Marks { code: is_code, ..Marks::of(child(node, "rPr")) },
        };
        styles.insert(id.to_owned(), style);
    }
    Styles(styles)
}

/// Reads the definitions of lists.
pub fn read_numbering(xml: &Document<'_>, styles: &Styles) -> Numbering {
    let mut numbering = Numbering::default();
    // The definitions that list styles are made of, by their names.
    let mut of_style: HashMap<String, String> = HashMap::new();
    for node in xml.root_element().children().filter(Node::is_element) {
        match node.tag_name().name() {
            "abstractNum" => {
                let id = attribute(node, "abstractNumId").unwrap_or_default();
                if let Some(style) = value(node, "styleLink") {
                    of_style.insert(style.to_owned(), id.to_owned());
                }
                let definition = Definition {
                    levels: read_levels(node),
                    style_link: value(node, "numStyleLink").map(str::to_owned),
                };
                numbering.definitions.insert(id.to_owned(), definition);
            }
            "num" => {
                let id = attribute(node, "numId").unwrap_or_default().to_owned();
                numbering.lists.insert(id, read_list(node));
            }
            _ => {}
        }
    }
    // A list may follow a list style, whose definition is elsewhere.
    let links: HashMap<String, String> = numbering
        .definitions
        .iter()
        .filter_map(|(id, definition)| {
            let style = definition.style_link.as_ref()?;
            let through = || {
                let list = styles.0.get(style)?.list.as_ref()?;
                Some(numbering.lists.get(list)?.definition.clone())
            };
            Some((id.clone(), of_style.get(style).cloned().or_else(through)?))
        })
        .collect();
    for list in numbering.lists.values_mut() {
        if let Some(target) = links.get(&list.definition) {
            list.definition.clone_from(target);
        }
    }
    numbering
}

fn read_list(node: Node<'_, '_>) -> List {
    let mut list = List {
        definition: value(node, "abstractNumId").unwrap_or_default().to_owned(),
        levels: HashMap::new(),
        starts: HashMap::new(),
    };
    for other in node.children().filter(|child| named(*child, "lvlOverride")) {
        let level = attribute(other, "ilvl").and_then(|level| level.parse::<usize>().ok());
        let Some(level) = level else { continue };
        list.levels.extend(read_levels(other));
        let start = value(other, "startOverride").and_then(|start| start.parse().ok());
        list.starts.extend(start.map(|start| (level, start)));
    }
    list
}

fn read_levels(node: Node<'_, '_>) -> HashMap<usize, Level> {
    let levels = node.children().filter(|child| named(*child, "lvl"));
    let number = |node, name| value(node, name).and_then(|number| number.parse().ok());
    let levels = levels.map(|node| {
        let depth = attribute(node, "ilvl").and_then(|depth| depth.parse().ok()).unwrap_or(0);
        let text = value(node, "lvlText");
        let format = value(node, "numFmt").map(NumberFormat::of).unwrap_or_default();
        // Pandoc gives the later paragraphs of an item a bullet that nobody sees.
        let is_blank = format == NumberFormat::Bullet
            && text.is_some_and(|text| text.trim().is_empty())
            && child(node, "lvlPicBulletId").is_none();
        let level = Level {
            start: number(node, "start").unwrap_or(1),
            format: if is_blank { NumberFormat::Hidden } else { format },
            text: text.map_or_else(|| format!("%{}.", depth + 1), str::to_owned),
            is_legal: switch(node, "isLgl") == Some(true),
            restart: value(node, "lvlRestart").and_then(|restart| restart.parse().ok()),
            style: value(node, "pStyle").map(str::to_owned),
        };
        (depth, level)
    });
    levels.filter(|(depth, _)| *depth < LEVELS).collect()
}

/// Where a relation of a document leads.
#[derive(Debug, Clone)]
pub struct Relation {
    pub target: String,
    /// Whether it lies outside the document.
    pub is_external: bool,
}

/// The addresses of links and images, by identifier. An address may be used many times, so one that
/// is far longer than any browser takes is left out.
pub fn read_relations(xml: &Document<'_>) -> HashMap<String, Relation> {
    const LONGEST: usize = 8192;
    xml.root_element()
        .children()
        .filter_map(|node| {
            let target = attribute(node, "Target").filter(|target| target.len() <= LONGEST)?;
            let is_external = attribute(node, "TargetMode") == Some("External");
            let target = target.strip_prefix("/word/").unwrap_or(target).to_owned();
            Some((attribute(node, "Id")?.to_owned(), Relation { target, is_external }))
        })
        .collect()
}
