//! Blocks between lines of slashes: `/// note | Title` up to `///`.

use std::sync::LazyLock;

use regex::Regex;

use super::openings::{Opened, Opening, indent_of};

/// Blocks of other extensions, which are kept as text: HTML elements, captions.
const OTHERS: [&str; 4] = ["html", "caption", "figure-caption", "table-caption"];

/// A line that opens a block which stays as it is.
#[derive(Debug, PartialEq, Eq)]
pub enum Kept<'a> {
    /// Of another extension.
    Other,
    /// Without an end, which would be a line of these slashes.
    Endless(&'a str),
}

/// Why a block that a line opens stays as it is, if it opens one.
pub fn kept(line: &str) -> Option<Kept<'_>> {
    let found = open(line.trim_start_matches([' ', '\t', '-', '*', '+']))?;
    let is_other = OTHERS.contains(&found.get(3)?.as_str().to_lowercase().as_str());
    Some(if is_other { Kept::Other } else { Kept::Endless(found.get(2)?.as_str()) })
}

/// The block that opens at a line, if it is a box or a tab. Its text is not indented; before it there may be
/// options, which are. It does not end in `code`.
pub fn opening(lines: &[&str], code: &[bool], at: usize) -> Option<Opening> {
    let found = open(lines.get(at)?)?;
    let (indent, slashes) = (&found[1], &found[2]);
    let name = found[3].to_lowercase();
    if OTHERS.contains(&name.as_str()) {
        return None;
    }
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
        assert!(opening(&["/// html | div", "x", "///"], &[], 0).is_none());
        assert_eq!(kept("/// html | div"), Some(Kept::Other));
        assert_eq!(kept("//// tip"), Some(Kept::Endless("////")));
        let twice = ["/// note", "x", "/// tip", "y", "///"];
        assert!(opening(&twice, &[], 0).is_none() && opening(&twice, &[], 2).is_some());
    }
}
