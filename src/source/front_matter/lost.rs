//! Front matter that YAML reads without a fault, but as something else than what is written.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::faults::{Explanation, RawEntry, mended, quoted, quotes_needed};
use crate::diagnostic::{Diagnostic, Text};
use crate::rule::Rule;
use crate::span::Span;

/// A text that starts with a sign that is not part of it for YAML: the type of a value, `!Let op`,
/// or a name for it, `&Co`.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<before>[ \t]*(?:-[ \t]+)*(?:[\w-]+[ \t]*:[ \t]+)?)(?P<text>[!&].*)$")
        .expect("a valid expression")
});

/// The same within brackets.
static SIGNED_ITEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<before>[\[,][ \t]*)(?P<text>[!&][^,\[\]]*)").expect("a valid expression")
});

/// Reports text that would be lost. `yaml` holds the lines that were read.
pub fn report(text: &Arc<Text>, lines: &[Span], yaml: &str, diagnostics: &mut Vec<Diagnostic>) {
    let written: Vec<&str> = yaml.lines().collect();
    for entry in RawEntry::all(&written) {
        let Some((found, help)) = entry.list_fault().or_else(|| signed(&entry, yaml)) else {
            continue;
        };
        let line = lines.get(found.line).copied().unwrap_or_default();
        let place = text.find_in(line, found.mark).unwrap_or(line);
        diagnostics.push(
            Diagnostic::of(Rule::NearMissFrontMatter, found.message)
                .help(help)
                .at(text, text.trim(place)),
        );
    }
}

/// The first text of an entry that starts with a sign of YAML.
fn signed<'a>(entry: &RawEntry<'a>, yaml: &str) -> Option<(Explanation<'a>, String)> {
    // A text that spans lines is read as it is.
    if entry.value().starts_with(['|', '>', '"', '\'']) {
        return None;
    }
    entry.lines.iter().enumerate().find_map(|(at, &line)| {
        let found = SIGNED.captures(line).filter(|found| !found["before"].trim().is_empty());
        let found = match found {
            Some(found) => found,
            None if line.contains('[') => SIGNED_ITEM.captures(line)?,
            None => return None,
        };
        let mark = found.name("text")?;
        let value = mark.as_str().trim_end();
        if is_meant(value, yaml) {
            return None;
        }
        let mended_line = line.replacen(value, &quoted(value), 1);
        let message = quotes_needed(value);
        Some((Explanation { message, line: entry.first + at, mark: value }, mended(&mended_line)))
    })
}

/// Whether someone who knows YAML wrote the sign: a type of its own, or a name that is used.
fn is_meant(value: &str, yaml: &str) -> bool {
    let name = value.split_whitespace().next().unwrap_or_default();
    let is_used = name
        .strip_prefix('&')
        .is_some_and(|name| !name.is_empty() && yaml.contains(&format!("*{name}")));
    is_used || value.starts_with("!!")
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use crate::diagnostic::Text;

    /// The line and the advice of each message.
    fn told(yaml: &str) -> Vec<(usize, String)> {
        let text = Text::new("a.md", format!("---\n{yaml}---\n"));
        let mut problems = Vec::new();
        split(&text, &mut problems);
        let told = |problem: crate::diagnostic::Diagnostic| {
            (problem.position().unwrap().1, problem.help.clone().unwrap())
        };
        problems.into_iter().map(told).collect()
    }

    #[test]
    fn text_that_yaml_takes_for_its_own_is_reported() {
        for (yaml, line, mended) in [
            ("title: !Let op\n", 2, "title: \"!Let op\""),
            ("title: &Co\n", 2, "title: \"&Co\""),
            ("title: *Co\n", 2, "title: \"*Co\""),
            ("summary: !important\n", 2, "summary: \"!important\""),
            ("goals:\n  - a\n  - &b c\n", 4, "  - \"&b c\""),
            ("goals:\n  - &a\n", 3, "  - \"&a\""),
            ("themes: [Wonen, !Geld]\n", 2, "themes: [Wonen, \"!Geld\"]"),
            ("goals:\n- a\n    - b\n", 4, "- b"),
            ("goals:\n  - a\n    - b\n", 4, "  - b"),
            ("goals:\n  - a\n  -b\n", 4, "  - b"),
            ("goals:\n  - a\n  • b\n", 4, "  - b"),
        ] {
            assert_eq!(told(yaml), [(line, format!("write: {mended}"))], "{yaml}");
        }
    }

    #[test]
    fn what_is_read_as_it_is_written_is_no_fault() {
        for yaml in [
            "title: \"!Let op\"\n",
            "title: Let op!\n",
            "title: Jan & Co\n",
            "summary: >-\n  een\n  & twee\n",
            "goals:\n  - een lange\n    zin\n  - >-\n    - twee\n",
            "goals:\n- a\n\n- b\n# c\n",
            "goals: [a, b & c]\n",
            "extra:\n  a: &een 1\n  b: *een\n",
        ] {
            assert_eq!(told(yaml), [], "{yaml}");
        }
    }
}
