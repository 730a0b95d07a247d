//! Blocks between lines of slashes: `/// note | Title` up to `///`.

use std::sync::LazyLock;

use regex::Regex;

use super::openings::{Opened, Opening, indent_of};

const CAPTIONS: [&str; 3] = ["caption", "figure-caption", "table-caption"];

/// Elements in which nothing is Markdown.
const RAW: [&str; 4] = ["pre", "script", "style", "textarea"];

/// A line that opens a block which stays as it is.
#[derive(Debug, PartialEq, Eq)]
pub enum Kept<'a> {
    /// An element that is not known.
    Other,
    /// Without an end, which would be a line of these slashes.
    Endless(&'a str),
}

/// Why a block that a line opens stays as it is, if it opens one.
pub fn kept(line: &str) -> Option<Kept<'_>> {
    let found = open(line.trim_start_matches([' ', '\t', '-', '*', '+']))?;
    let is_html = found.get(3)?.as_str().eq_ignore_ascii_case("html");
    let title = found.get(4).map_or("", |title| title.as_str());
    Some(if is_html && element(title).is_none() {
        Kept::Other
    } else {
        Kept::Endless(found.get(2)?.as_str())
    })
}

/// The block that opens at a line, if it is known what it means. Its text is not indented; before it there may be
/// options, which are. It does not end in `code`.
pub fn opening(lines: &[&str], code: &[bool], at: usize) -> Option<Opening> {
    let found = open(lines.get(at)?)?;
    let (indent, slashes) = (&found[1], &found[2]);
    let name = found[3].to_lowercase();
    let is_end = |line: &str| line.trim() == slashes && indent_of(line) == indent.len();
    let is_code = |at: usize| code.get(at).copied().unwrap_or(false);
    // One that opens before it takes the end.
    let opens_again =
        |line: &str| open(line).is_some_and(|other| other[1] == *indent && other[2] == *slashes);
    let mut after = lines.iter().enumerate().skip(at + 1);
    let (end, last) =
        after.find(|(at, line)| (is_end(line) || opens_again(line)) && !is_code(*at))?;
    if !is_end(last) {
        return None;
    }
    let is_option = |line: &&&str| indent_of(line) >= indent.len() + 4 && line.contains(':');
    let options = || lines[at + 1..end].iter().take_while(is_option);
    let option = |key: &str| {
        let value = options().find_map(|line| line.trim().strip_prefix(key)?.strip_prefix(':'))?;
        Some(value.trim().trim_matches(['"', '\'']).to_owned())
    };
    let title = found.get(4).map(|title| title.as_str().to_owned());
    let kind = match name.as_str() {
        "html" => {
            let (first, last) = element(title.as_deref().unwrap_or_default())?;
            Opened::Element(first, last)
        }
        name if CAPTIONS.contains(&name) => Opened::Caption,
        "tab" => Opened::Tab(title.unwrap_or_default()),
        "define" => Opened::Terms,
        "admonition" | "details" => Opened::Box {
            is_folded: name == "details" && option("open").is_none_or(|open| open != "True"),
            name: option("type").unwrap_or_else(|| "kader".to_owned()),
            title,
        },
        _ => Opened::Box { name, title, is_folded: false },
    };
    Some(Opening {
        indent: indent.to_owned(),
        start: at + 1 + options().count(),
        end,
        depth: indent.len(),
        after: end + 1,
        kind,
    })
}

/// The tags of an element that is written as in a style sheet: `div.box#id[title="x"]`.
fn element(written: &str) -> Option<(String, String)> {
    static ELEMENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([A-Za-z][A-Za-z0-9]*)((?:[.#][\w-]+|\[[^\]<>]*\])*)$")
            .expect("a valid expression")
    });
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"([.#])([\w-]+)|\[([\w-]+)(?:=["']?([^\]"']*)["']?)?\]"#)
            .expect("a valid expression")
    });
    let found = ELEMENT.captures(written.trim())?;
    let name = found[1].to_lowercase();
    if RAW.contains(&name.as_str()) {
        return None;
    }
    let (mut classes, mut others) = (Vec::new(), String::new());
    for part in PART.captures_iter(&found[2]) {
        let of = |at: usize| part.get(at).map_or("", |part| part.as_str());
        match of(1) {
            "." => classes.push(of(2)),
            "#" => others.push_str(&format!(" id=\"{}\"", of(2))),
            _ => others.push_str(&format!(" {}=\"{}\"", of(3), of(4))),
        }
    }
    if !classes.is_empty() {
        others = format!(" class=\"{}\"{others}", classes.join(" "));
    }
    Some((format!("<{name}{others}>"), format!("</{name}>")))
}

/// The indent, the slashes, the name and the title of a line that opens a block.
fn open(line: &str) -> Option<regex::Captures<'_>> {
    static OPEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^( *)(/{3,})[ \t]*([A-Za-z][\w-]*)[ \t]*(?:\|[ \t]*(.*?)[ \t]*)?$")
            .expect("a valid expression")
    });
    OPEN.captures(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_end_at_as_many_slashes() {
        let lines = [
            "//// details | Meer",
            "    type: warning",
            "",
            "/// note",
            "x",
            "///",
            "",
            "////",
            "y",
        ];
        let outer = opening(&lines, &[], 0).unwrap();
        assert_eq!((outer.start, outer.end, outer.after), (2, 7, 8));
        let Opened::Box { name: class, title, is_folded } = outer.kind else { panic!("a box") };
        assert_eq!((class.as_str(), title.as_deref(), is_folded), ("warning", Some("Meer"), true));
        let inner = opening(&lines, &[], 3).unwrap();
        assert_eq!((inner.start, inner.end), (4, 5));
        assert!(opening(&["/// note", "x"], &[], 0).is_none(), "it has no end");
        let code = ["/// note", "```", "///", "```", "///"];
        let found = opening(&code, &[false, true, true, true], 0).unwrap();
        assert_eq!(found.end, 4, "slashes in code end nothing");
        assert!(opening(&["/// html | pre", "x", "///"], &[], 0).is_none());
        assert_eq!(kept("/// html | pre"), Some(Kept::Other));
        assert_eq!(kept("/// html | div"), Some(Kept::Endless("///")));
        assert_eq!(kept("//// tip"), Some(Kept::Endless("////")));
        let twice = ["/// note", "x", "/// tip", "y", "///"];
        assert!(opening(&twice, &[], 0).is_none() && opening(&twice, &[], 2).is_some());
    }

    #[test]
    fn an_element_is_written_as_in_a_style_sheet() {
        let first = |written: &str| element(written).map(|(first, _)| first);
        assert_eq!(first("div").unwrap(), "<div>");
        assert_eq!(
            first("Div.a#b.c[title=\"x y\"][hidden]").unwrap(),
            "<div class=\"a c\" id=\"b\" title=\"x y\" hidden=\"\">"
        );
        for other in ["", "script", "div b", "div[a=\"<b>\"]"] {
            assert_eq!(first(other), None, "{other}");
        }
    }
}
