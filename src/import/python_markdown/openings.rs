//! Lines that open a block: boxes, tabs, HTML elements.

use std::sync::LazyLock;

use regex::Regex;

use crate::span::split_at_char;

/// A block that opens with a line of its own.
pub struct Opening {
    pub indent: String,
    /// The lines of its text, and how far they are indented.
    pub start: usize,
    pub end: usize,
    pub depth: usize,
    /// The line after it.
    pub after: usize,
    pub kind: Opened,
}

pub enum Opened {
    /// A name, and a title of its own.
    Box { name: String, title: Option<String>, is_folded: bool },
    /// One of several tabs, by its label.
    Tab(String),
    /// A list of terms, in which the items of lists are what they mean.
    Terms,
    /// Markdown within an HTML element: its start tag and its end tag.
    Element(String, String),
    /// What the picture or the table above it shows.
    Caption,
}

/// A block that opens at a line, if one does.
pub fn opening(lines: &[&str], at: usize) -> Option<Opening> {
    static ADMONITION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"^(\s*)(!!!|\?\?\?\+?)\s+([\w -]+?)(?:\s+"([^"]*)")?\s*$"#)
            .expect("a valid expression")
    });
    static TAB: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"^(\s*)===[+!]?\s+"([^"]*)"\s*$"#).expect("a valid expression")
    });
    let line = lines[at];
    let (indent, kind) = if let Some(found) = ADMONITION.captures(line) {
        let name = found[3].split_whitespace().next().unwrap_or("kader").to_lowercase();
        let title = found.get(4).map(|title| title.as_str().to_owned());
        let is_folded = found[2].starts_with("???");
        (found[1].to_owned(), Opened::Box { name, title, is_folded })
    } else if let Some(found) = TAB.captures(line) {
        (found[1].to_owned(), Opened::Tab(found[2].to_owned()))
    } else {
        return element(lines, at);
    };
    let depth = indent.len() + 4;
    let end = body_end(lines, at + 1, depth);
    Some(Opening { indent, start: at + 1, end, depth, after: end, kind })
}

/// `<div markdown>` up to `</div>`, with Markdown in between, however far it is indented.
fn element(lines: &[&str], at: usize) -> Option<Opening> {
    static TAG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"^(\s*)<([a-z][a-z0-9]*)\b([^<>]*?)\s+markdown(?:=(?:"\w+"|'\w+'|\w+))?([^<>]*)>\s*$"#)
            .expect("a valid expression")
    });
    let found = TAG.captures(lines[at])?;
    let name = &found[2];
    let mut open = 1;
    let last = at
        + 1
        + lines[at + 1..].iter().position(|line| {
            let first = line.matches(&format!("<{name}>")).count()
                + line.matches(&format!("<{name} ")).count();
            open += first;
            open = open.saturating_sub(line.matches(&format!("</{name}>")).count());
            open == 0
        })?;
    let closing = lines[last].trim();
    if !closing.starts_with("</") {
        return None;
    }
    let depth = lines[at + 1..last]
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| indent_of(line));
    Some(Opening {
        indent: found[1].to_owned(),
        start: at + 1,
        end: last,
        depth: depth.min().unwrap_or(0),
        after: last + 1,
        kind: Opened::Element(
            format!("<{name}{}{}>", &found[3], found[4].trim_end()),
            closing.to_owned(),
        ),
    })
}

/// Which lines are indented so far that they are code, or go on with what is: by four spaces more than each list
/// or note around them asks for.
pub fn indented_code(lines: &[&str]) -> Vec<bool> {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^ *(?:[-*+]|\d+[.)]|:|\[\^[^\]]+\]:)(?:\s|$)").expect("a valid expression")
    });
    // The indents of the lines around, and which are items.
    let mut around: Vec<(usize, bool)> = Vec::new();
    let is_code = |line: &&str| {
        if line.trim().is_empty() {
            return false;
        }
        let indent = indent_of(line);
        while around.last().is_some_and(|(own, _)| *own >= indent) {
            around.pop();
        }
        let items = around.iter().filter(|(_, is_item)| *is_item).count();
        let is_code = indent >= 4 * (items + 1);
        if !is_code {
            around.push((indent, ITEM.is_match(line)));
        }
        is_code
    };
    lines.iter().map(is_code).collect()
}

/// The end of the lines that are indented at least this far.
fn body_end(lines: &[&str], start: usize, indent: usize) -> usize {
    let mut end = start;
    for (at, line) in lines.iter().enumerate().skip(start) {
        let own = indent_of(line);
        if line.trim().is_empty() {
            continue;
        }
        if own < indent {
            break;
        }
        end = at + 1;
    }
    end
}

/// How many spaces a line starts with.
pub fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// A line without the first spaces of its indent, at most so many.
pub fn dedent(line: &str, most: usize) -> &str {
    split_at_char(line, most.min(indent_of(line))).1
}
