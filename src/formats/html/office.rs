//! What programs for office work write where HTML has elements for it: styles instead of bold and
//! italic, paragraphs that look like items of a list, links that are references to footnotes. It is
//! also what they put on the clipboard.

use std::sync::LazyLock;

use regex::Regex;
use scraper::ElementRef;

use super::super::blocks::{Block, CountStyle, Inline, Kind};

/// What the style of an element says of its text. Nothing where it is silent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextStyle {
    pub is_bold: Option<bool>,
    pub is_italic: Option<bool>,
    pub is_struck: bool,
    pub script: Option<Script>,
}

/// Where text stands above or below the others on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    Super,
    Sub,
}

/// The rules of an element's own style.
fn rules(element: ElementRef<'_>) -> impl Iterator<Item = (String, String)> {
    let style = element.attr("style").unwrap_or_default();
    style
        .split(';')
        .filter_map(|rule| rule.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase()))
}

impl TextStyle {
    /// The style of an element.
    pub fn of(element: ElementRef<'_>) -> Self {
        let mut style = Self::default();
        for (name, value) in rules(element) {
            match (name.as_str(), value.as_str()) {
                ("font-weight", "bold" | "bolder") => style.is_bold = Some(true),
                ("font-weight", "normal" | "lighter") => style.is_bold = Some(false),
                ("font-weight", weight) => {
                    style.is_bold = weight.parse().ok().map(|weight: u32| weight >= 600);
                }
                ("font-style", "italic" | "oblique") => style.is_italic = Some(true),
                ("font-style", "normal") => style.is_italic = Some(false),
                ("text-decoration" | "text-decoration-line", lines) => {
                    style.is_struck |= lines.contains("line-through");
                }
                ("vertical-align", "super") => style.script = Some(Script::Super),
                ("vertical-align", "sub") => style.script = Some(Script::Sub),
                _ => {}
            }
        }
        style
    }
}

/// A paragraph that Word shows as an item of a list.
#[derive(Debug)]
pub struct WordItem {
    pub level: usize,
    /// Where its list starts to count, and how.
    pub start: Option<u64>,
    pub style: CountStyle,
    pub content: Block,
}

/// The level of a paragraph that is an item of a list in Word, from 1.
pub fn word_level(element: ElementRef<'_>) -> Option<usize> {
    if element.value().name() != "p" {
        return None;
    }
    let (_, value) = rules(element).find(|(name, _)| name == "mso-list")?;
    let level = value.split_whitespace().find_map(|word| word.strip_prefix("level"))?;
    level.parse().ok().filter(|level| (1..=9).contains(level))
}

/// Whether an element holds the bullet or number of such an item.
pub fn is_marker(element: ElementRef<'_>) -> bool {
    rules(element).any(|(name, value)| name == "mso-list" && value == "ignore")
}

/// What an item begins with: a bullet, or a count in its style.
pub fn counted(element: ElementRef<'_>) -> (Option<u64>, CountStyle) {
    let marker = element.descendants().filter_map(ElementRef::wrap).find(|below| is_marker(*below));
    let marker: String = marker.map(|marker| marker.text().collect()).unwrap_or_default();
    let marker = marker.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
    let Some(count) = marker.strip_suffix(['.', ')']) else { return (None, CountStyle::Decimal) };
    let count = count.trim_start_matches('(');
    if let Ok(number) = count.rsplit('.').next().unwrap_or_default().parse::<u64>() {
        return (Some(number).filter(|&number| number < 1_000_000_000), CountStyle::Decimal);
    }
    let styles = [
        CountStyle::LowerRoman,
        CountStyle::LowerLetter,
        CountStyle::UpperRoman,
        CountStyle::UpperLetter,
    ];
    // A list starts with an i or an a; in between, letters are as likely as numerals.
    let first = styles.into_iter().find(|style| style.read(count) == Some(1));
    let style =
        first.or_else(|| styles.into_iter().rev().find(|style| style.read(count).is_some()));
    style.map_or((None, CountStyle::Decimal), |style| (style.read(count), style))
}

/// The lists that items in a row make.
pub fn lists(items: Vec<WordItem>) -> Vec<Block> {
    let mut lists: Vec<Block> = Vec::new();
    let mut items = items.into_iter().peekable();
    while let Some(first) = items.next() {
        let level = first.level;
        let mut below = Vec::new();
        while let Some(item) = items.next_if(|item| item.level > level) {
            below.push(item);
        }
        let line = first.content.line;
        let item: Vec<Block> = std::iter::once(first.content).chain(self::lists(below)).collect();
        if let Some(Block { kind: Kind::List { start, style, items }, .. }) = lists.last_mut()
            && start.is_some() == first.start.is_some()
            && (*style == first.style || start.is_none())
            && first.start != Some(1)
        {
            items.push(item);
            continue;
        }
        let kind = Kind::List { start: first.start, style: first.style, items: vec![item] };
        lists.push(Block { kind, line });
    }
    lists
}

/// The footnote that a link refers to, as Word, LibreOffice and Google Docs write it.
pub fn note_referred_to(address: &str) -> Option<String> {
    static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^#(?:_(ftn|edn)(\d{1,6})|sd(foot|end)note(\d{1,6})sym|ftnt(\d{1,6}))$")
            .expect("a valid expression")
    });
    let found = REFERENCE.captures(address)?;
    let number = [2, 4, 5].into_iter().find_map(|at| found.get(at))?.as_str();
    let is_end = [1, 3]
        .into_iter()
        .filter_map(|at| found.get(at))
        .any(|kind| kind.as_str().starts_with('e'));
    Some(if is_end { format!("e{number}") } else { number.to_owned() })
}

/// Whether a link leads from a footnote back to the text.
pub fn is_back_link(address: &str) -> bool {
    static BACK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^#(?:_(?:ftn|edn)ref\d+|sd(?:foot|end)note\d+anc|ftnt_ref\d+)$")
            .expect("a valid expression")
    });
    BACK.is_match(address)
}

/// The footnote that an element is the text of: it begins with the link back.
pub fn note_of(element: ElementRef<'_>) -> Option<String> {
    const NOTES: [&str; 3] = ["div", "li", "aside"];
    if !NOTES.contains(&element.value().name()) {
        return None;
    }
    let mut links = element.descendants().filter_map(ElementRef::wrap);
    let link = links.find(|below| below.value().name() == "a")?;
    let back = link.attr("href").filter(|address| is_back_link(address))?;
    // Around several footnotes there is such an element too.
    let is_part = |above: &ElementRef<'_>| NOTES.contains(&above.value().name());
    let nearest = link.ancestors().filter_map(ElementRef::wrap).find(is_part);
    let forth = back
        .replace("_ftnref", "_ftn")
        .replace("_ednref", "_edn")
        .replace("ftnt_ref", "ftnt")
        .replace("anc", "sym");
    note_referred_to(&forth).filter(|_| nearest == Some(element))
}

/// A reference to a footnote without the superscript around it, which it has anyway.
pub fn only_note(inner: &[Inline]) -> Option<Inline> {
    let is_empty = |part: &&Inline| match part {
        Inline::Text(text) => text.trim().is_empty(),
        part => matches!(part, Inline::Anchor(_)),
    };
    let mut said = inner.iter().filter(|part| !is_empty(part));
    match (said.next(), said.next()) {
        (Some(note @ Inline::Note(_)), None) => Some(note.clone()),
        _ => None,
    }
}
