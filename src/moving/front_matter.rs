//! Changes to the front matter of a chapter, line by line, in the style it is written in.

use crate::number::Number;
use crate::source::entries::{closing_fence, entry, newline};
use crate::source::{NumberChoice, Source};
use crate::span::Edits;

/// Changes the number in the front matter, if it has one.
pub fn set_number(source: &Source, new: &Number, edits: &mut Edits) {
    let Some(NumberChoice::Number(_)) = source.front_matter.number else { return };
    let Some(entry) = entry(source, "number") else { return };
    let text = &source.text;
    let Some(value) = text.find_in(entry, ":").map(|colon| colon.after().to(entry)) else { return };
    let is_of_number = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let written = text.slice(value);
    let number = written.trim_start_matches(|c| !is_of_number(c));
    let number = number.split(|c| !is_of_number(c)).next().unwrap_or_default();
    if let Some(span) = text.find_in(value, number).filter(|span| !span.is_empty()) {
        // Without quotes 2.10 is a number to other readers of YAML, but so was what stood there.
        edits.replace(span, new.to_string());
    }
}

/// Replaces the aliases of the chapter.
pub fn set_aliases(source: &Source, aliases: &[String], edits: &mut Edits) {
    let old = &source.front_matter.aliases;
    if old == aliases {
        return;
    }
    let newline = newline(&source.text.content);
    let Some(entry) = entry(source, "aliases") else {
        let line = format!("aliases: {}{newline}", flow(aliases));
        return match closing_fence(source) {
            Some(fence) => edits.replace(fence.before(), line),
            None => {
                let mark = source.text.content.strip_prefix('\u{feff}').map(|_| '\u{feff}');
                let start = mark.map_or(0, char::len_utf8);
                let front_matter = format!("---{newline}{line}---{newline}{newline}");
                edits.replace(source.text.span(start..start), front_matter);
            }
        };
    };
    let written = source.text.slice(entry);
    let is_block = written.lines().skip(1).any(|line| line.trim_start().starts_with("- "));
    let new = if aliases.is_empty() {
        String::new()
    } else if is_block {
        block(written, old, aliases, newline)
    } else {
        format!("aliases: {}{newline}", flow(aliases))
    };
    edits.replace(entry, new);
}

/// `["2.4.8", "oud.html"]`, quoted because a number such as 2.10 would lose its zero.
fn flow(aliases: &[String]) -> String {
    let quoted: Vec<_> = aliases.iter().map(|alias| format!("\"{alias}\"")).collect();
    format!("[{}]", quoted.join(", "))
}

/// The lines of the aliases that are kept, unchanged, and a new line for every new alias.
fn block(written: &str, old: &[String], aliases: &[String], newline: &str) -> String {
    let mut items = old.iter();
    let mut indent = "  ";
    let mut out = String::new();
    for line in written.split_inclusive('\n') {
        let content = line.trim_start();
        if content.starts_with("- ") {
            indent = line.strip_suffix(content).unwrap_or(indent);
            if !items.next().is_some_and(|item| aliases.contains(item)) {
                continue;
            }
        }
        out.push_str(line);
    }
    if !out.ends_with('\n') {
        out.push_str(newline);
    }
    for alias in aliases.iter().filter(|alias| !old.contains(alias)) {
        out.push_str(&format!("{indent}- \"{alias}\"{newline}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::ContentPath;

    fn read(content: &str) -> Source {
        Source::read(&ContentPath::base().child("1.md"), "1.md", content.as_bytes())
    }

    fn with_aliases(content: &str, aliases: &[&str]) -> String {
        let source = read(content);
        let aliases: Vec<String> = aliases.iter().map(|&alias| alias.into()).collect();
        let mut edits = Edits::default();
        set_aliases(&source, &aliases, &mut edits);
        let new = edits.apply(&source.text);
        let after = read(&new);
        assert_eq!(after.front_matter.aliases, aliases, "{new}");
        assert!(after.diagnostics.is_empty(), "{new}");
        new
    }

    #[test]
    fn aliases_are_added_in_the_style_of_the_file() {
        for (content, expected) in [
            ("x\n", "---\naliases: [\"2.10\"]\n---\n\nx\n"),
            ("---\ntitle: a\n---\nx\n", "---\ntitle: a\naliases: [\"2.10\"]\n---\nx\n"),
            ("---\r\ntitle: a\r\n---\r\n", "---\r\ntitle: a\r\naliases: [\"2.10\"]\r\n---\r\n"),
            ("---\n---\nx\n", "---\naliases: [\"2.10\"]\n---\nx\n"),
            ("---\naliases: []\n---\n", "---\naliases: [\"2.10\"]\n---\n"),
        ] {
            assert_eq!(with_aliases(content, &["2.10"]), expected);
        }
        assert_eq!(
            with_aliases("---\naliases:\n- a # oud\n- b\ntitle: x\n---\n", &["a", "2.10"]),
            "---\naliases:\n- a # oud\n- \"2.10\"\ntitle: x\n---\n"
        );
        assert_eq!(
            with_aliases("---\naliases: [a,\n  b]\ndraft: true\n---\n", &["a", "b", "c"]),
            "---\naliases: [\"a\", \"b\", \"c\"]\ndraft: true\n---\n"
        );
    }

    #[test]
    fn the_last_alias_takes_its_key_along() {
        assert_eq!(with_aliases("---\ntitle: a\naliases: [b]\n---\n", &[]), "---\ntitle: a\n---\n");
    }

    #[test]
    fn numbers_change_where_they_stand() {
        for (content, expected) in [
            ("---\nnumber: 2.4 # hier\n---\n", "---\nnumber: 3.10 # hier\n---\n"),
            ("---\nnumber: \"2.4\"\n---\n", "---\nnumber: \"3.10\"\n---\n"),
            ("---\nnumber: false\n---\n", "---\nnumber: false\n---\n"),
        ] {
            let source = read(content);
            let mut edits = Edits::default();
            set_number(&source, &"3.10".parse().unwrap(), &mut edits);
            assert_eq!(edits.apply(&source.text), expected);
        }
    }
}
