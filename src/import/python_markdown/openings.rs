//! The lines that open a block: boxes, tabs, elements of HTML.

use std::sync::LazyLock;

use regex::Regex;

/// A block that opens with a line of its own.
pub struct Opening {
    pub indent: String,
    /// Where its text starts and ends, and how far that is indented.
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
    /// A caption, or what is only a wrapper.
    Plain,
    /// Markdown within an element of HTML: its first tag and its last.
    Element(String, String),
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
        return slashed(lines, at).or_else(|| element(lines, at));
    };
    let depth = indent.len() + 4;
    let end = body_end(lines, at + 1, depth);
    Some(Opening { indent, start: at + 1, end, depth, after: end, kind })
}

/// `/// note | Title` up to `///`.
fn slashed(lines: &[&str], at: usize) -> Option<Opening> {
    static FENCE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(\s*)(/{3,})\s*([\w-]+)\s*(?:\|\s*(.*?))?\s*$").expect("a valid expression")
    });
    let found = FENCE.captures(lines[at])?;
    let is_end = |line: &&str| line.trim() == &found[2];
    let last = at + 1 + lines[at + 1..].iter().position(is_end)?;
    // Options are indented right below the fence.
    let options = lines[at + 1..last]
        .iter()
        .take_while(|line| line.starts_with("    ") && line.contains(':'));
    let mut start = at + 1;
    let mut kind = None;
    for option in options {
        start += 1;
        kind = option.trim().strip_prefix("type:").map(|kind| kind.trim().to_owned()).or(kind);
    }
    let title = found.get(4).map(|title| title.as_str().to_owned());
    let title = title.filter(|title| !title.is_empty());
    let kind = match &found[3] {
        "tab" => Opened::Tab(title.unwrap_or_default()),
        "html" | "define" | "caption" | "figure-caption" | "table-caption" => Opened::Plain,
        name => Opened::Box {
            name: kind.unwrap_or_else(|| name.to_owned()),
            title,
            is_folded: name == "details",
        },
    };
    let indent = found[1].to_owned();
    let depth = indent.len();
    Some(Opening { indent, start, end: last, depth, after: last + 1, kind })
}

/// `<div markdown>` up to `</div>`: in between stands Markdown, however far it is indented.
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

/// Where the lines that are indented so far end.
fn body_end(lines: &[&str], start: usize, indent: usize) -> usize {
    let mut end = start;
    for (at, line) in lines.iter().enumerate().skip(start) {
        let own = indent_of(line);
        match line.trim().is_empty() {
            true => {}
            false if own >= indent => end = at + 1,
            false => break,
        }
    }
    end
}

/// How many spaces a line starts with.
pub fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
