//! The extensions of Python-Markdown that sites of MkDocs use.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::Draft;
use super::native::{escape_fences, outside_code};
use crate::diagnostic::Text;

/// Turns the extensions of Python-Markdown into this Markdown.
pub struct Converter<'a> {
    /// The folder of the settings.
    pub root: &'a Path,
    /// The folder of the pages.
    pub folder: &'a Path,
    pub text: &'a Arc<Text>,
    pub draft: &'a mut Draft,
}

impl Converter<'_> {
    fn note(&mut self, written: &str, message: String) {
        let line = self.text.position(self.text.find(written.trim()).start).0;
        self.draft.note(self.text, line, message);
    }

    /// Turns a page.
    pub fn convert(&mut self, body: &str) -> String {
        let body = escape_fences(&self.snippets(body, 0));
        let lines: Vec<&str> = body.lines().collect();
        let code: Vec<bool> = {
            let visible: HashSet<usize> =
                outside_code(&body).into_iter().map(|(at, _)| at).collect();
            let mut at = 0;
            body.split_inclusive('\n')
                .map(|line| {
                    let is_code = !visible.contains(&at);
                    at += line.len();
                    is_code
                })
                .collect()
        };
        self.blocks(&lines, &code).join("\n") + "\n"
    }

    /// Admonitions and tabs, whose text is indented below their first line.
    fn blocks(&mut self, lines: &[&str], code: &[bool]) -> Vec<String> {
        static ADMONITION: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r#"^(\s*)(!!!|\?\?\?\+?)\s+([\w -]+?)(?:\s+"([^"]*)")?\s*$"#)
                .expect("a valid expression")
        });
        static TAB: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r#"^(\s*)===[+!]?\s+"([^"]*)"\s*$"#).expect("a valid expression")
        });
        let mut out = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            let line = lines[at];
            let is_code = code.get(at).copied().unwrap_or(false);
            if !is_code && let Some(found) = ADMONITION.captures(line) {
                let indent = found[1].to_owned();
                let end = body_end(lines, at + 1, indent.len() + 4);
                let inner = dedent(&lines[at + 1..end], indent.len() + 4);
                let inner: Vec<&str> = inner.iter().map(String::as_str).collect();
                let inner =
                    self.blocks(&inner, &code[(at + 1).min(code.len())..end.min(code.len())]);
                if found[2].starts_with("???") {
                    self.note(
                        line,
                        "this box can be folded in MkDocs; here it is always open".into(),
                    );
                }
                let name = found[3].split_whitespace().next().unwrap_or("kader").to_lowercase();
                let title = found.get(4).map(|title| title.as_str().to_owned());
                out.extend(boxed(&name, title.as_deref(), &inner, &indent));
                at = end;
                continue;
            }
            if !is_code && let Some(found) = TAB.captures(line) {
                let indent = found[1].to_owned();
                let label = found[2].to_owned();
                self.note(
                    line,
                    format!("the tab “{label}” stands below the others: guides have no tabs"),
                );
                let end = body_end(lines, at + 1, indent.len() + 4);
                let inner = dedent(&lines[at + 1..end], indent.len() + 4);
                let inner: Vec<&str> = inner.iter().map(String::as_str).collect();
                let inner =
                    self.blocks(&inner, &code[(at + 1).min(code.len())..end.min(code.len())]);
                out.push(format!("{indent}**{label}**"));
                out.push(String::new());
                out.extend(
                    inner.iter().map(|line| format!("{indent}{line}").trim_end().to_owned()),
                );
                out.push(String::new());
                at = end;
                continue;
            }
            out.push(if is_code { code_line(line) } else { self.line(line) });
            at += 1;
        }
        out
    }

    /// A line of text: attribute lists, and what only MkDocs knows.
    fn line(&mut self, line: &str) -> String {
        static ATTRIBUTES: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\s*\{:?\s*((?:[.#][\w-]+|[\w-]+=(?:[^\s{}]+|.[^{}]*.)|markdown|align|width|loading)(?:\s+[^{}]*)?)\}")
                .expect("a valid expression")
        });
        static ICON: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r":(?:material|fontawesome|octicons|simple)-[\w-]+:")
                .expect("a valid expression")
        });
        if line.trim() == "[TOC]" || line.trim() == "[[toc]]" {
            self.note(line, "the table of contents here is left out: every page has one".into());
            return String::new();
        }
        if let Some(icon) = ICON.find(line) {
            self.note(icon.as_str(), format!("the icon {} is kept as text", icon.as_str()));
        }
        if line.contains("++")
            && Regex::new(r"\+\+[\w+-]+\+\+").is_ok_and(|keys| keys.is_match(line))
        {
            self.note(line, "keys between ++ are kept as text".into());
        }
        if line.trim_start().starts_with("\\:::") {
            let written = line.trim_start().trim_start_matches('\\');
            self.note(written, "documentation that mkdocstrings makes is kept as text".into());
        }
        let heading = line.trim_start().starts_with('#');
        let mut notes = Vec::new();
        let in_code = |at: usize| line[..at].matches('`').count() % 2 == 1;
        let replaced = ATTRIBUTES.replace_all(line, |found: &regex::Captures<'_>| {
            let whole = found.get(0).map_or(0, |whole| whole.start());
            if in_code(whole) {
                return found[0].to_owned();
            }
            let id = found[1].split_whitespace().find(|word| word.starts_with('#'));
            match (heading, id) {
                (true, Some(id)) => format!(" {{{id}}}"),
                _ => {
                    notes.push(found[0].trim().to_owned());
                    String::new()
                }
            }
        });
        let replaced = replaced.into_owned();
        for note in notes {
            let message =
                format!("the attributes {note} are left out: the theme decides how things look");
            self.note(&note, message);
        }
        replaced
    }

    /// `--8<-- "file"` puts in a file.
    fn snippets(&mut self, body: &str, depth: usize) -> String {
        static SNIPPET: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r#"(?m)^([ \t]*)-{1,}8<-{1,}[ \t]+"([^"\n]+)"[ \t]*$"#)
                .expect("a valid expression")
        });
        if depth > 10 || !body.contains("8<") {
            return body.to_owned();
        }
        SNIPPET
            .replace_all(body, |found: &regex::Captures<'_>| {
                let (path, range) = found[2].split_once(':').unwrap_or((&found[2], ""));
                let file = [self.root, self.folder]
                    .into_iter()
                    .map(|base| base.join(path))
                    .find(|file| file.is_file());
                let content = file.and_then(|file| std::fs::read_to_string(file).ok());
                match content.filter(|_| range.is_empty()) {
                    Some(content) => {
                        let content = self.snippets(content.trim_end(), depth + 1);
                        content
                            .lines()
                            .map(|line| format!("{}{line}", &found[1]))
                            .collect::<Vec<_>>()
                            .join("\n")
                    }
                    None => {
                        self.note(
                            &found[0],
                            format!("`{}` cannot be put in and is kept as text", found[0].trim()),
                        );
                        found[0].to_owned()
                    }
                }
            })
            .into_owned()
    }
}

/// Where the lines that are indented so far end.
fn body_end(lines: &[&str], start: usize, indent: usize) -> usize {
    let mut end = start;
    for (at, line) in lines.iter().enumerate().skip(start) {
        let own = line.len() - line.trim_start().len();
        match line.trim().is_empty() {
            true => {}
            false if own >= indent => end = at + 1,
            false => break,
        }
    }
    end
}

fn dedent(lines: &[&str], indent: usize) -> Vec<String> {
    lines
        .iter()
        .map(|line| {
            let own = line.len() - line.trim_start().len();
            line.get(indent.min(own)..).unwrap_or_default().to_owned()
        })
        .collect()
}

/// A box: an alert where forges know it, else a container with its title.
fn boxed(name: &str, title: Option<&str>, inner: &[String], indent: &str) -> Vec<String> {
    let alert = match name {
        "note" | "info" | "abstract" | "summary" | "question" | "quote" => "NOTE",
        "tip" | "hint" | "success" | "example" => "TIP",
        "important" => "IMPORTANT",
        "warning" | "caution" | "attention" => "WARNING",
        "danger" | "error" | "failure" | "bug" => "CAUTION",
        _ => "",
    };
    let mut out = vec![String::new()];
    match (alert, title) {
        ("", _) | (_, Some(_)) => {
            let title = title.unwrap_or(name);
            out.push(format!("{indent}::: {name} {title}").trim_end().to_owned());
            out.extend(inner.iter().map(|line| format!("{indent}{line}").trim_end().to_owned()));
            out.push(format!("{indent}:::"));
        }
        (alert, None) => {
            out.push(format!("{indent}> [!{alert}]"));
            out.extend(inner.iter().map(|line| format!("{indent}> {line}").trim_end().to_owned()));
        }
    }
    out.push(String::new());
    out
}

/// The first line of a block of code names its language first.
fn code_line(line: &str) -> String {
    static ATTRIBUTES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(\s*(?:`{3,}|~{3,}))\s*\{\s*\.([\w+-]+)[^}]*\}\s*$")
            .expect("a valid expression")
    });
    ATTRIBUTES.replace(line, "${1}${2}").into_owned()
}
