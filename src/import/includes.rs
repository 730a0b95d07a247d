//! What chapters of mdBook include: other files, parts of them, programs.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use regex::{Captures, Regex};

use super::Draft;
use super::native::outside_code;
use super::site::read_part;
use crate::diagnostic::Text;
use crate::formats::markdown::escape;

/// Puts in what a chapter includes.
pub struct Expander<'a> {
    pub folder: &'a Path,
    pub text: &'a Arc<Text>,
    pub draft: &'a mut Draft,
    /// What has been told of: once a chapter is enough.
    pub told: HashSet<String>,
    /// The files that became part of chapters.
    pub put_in: &'a mut HashSet<PathBuf>,
}

impl Expander<'_> {
    /// Puts in everything a text includes.
    pub fn expand(&mut self, content: &str, folder: &Path, depth: usize) -> String {
        static LINK: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(\\?)\{\{\s*#([a-zA-Z0-9_]+)(?:\s+([^}]*))?\}\}")
                .expect("a valid expression")
        });
        LINK.replace_all(content, |found: &Captures<'_>| {
            if !found[1].is_empty() {
                return found[0][1..].to_owned();
            }
            let argument = found.get(3).map_or("", |argument| argument.as_str().trim());
            self.link(&found[0], &found[2], argument, folder, depth)
                .unwrap_or_else(|| found[0].to_owned())
        })
        .into_owned()
    }

    /// What stands for `{{#name argument}}`; nothing if it is kept as text.
    fn link(
        &mut self,
        written: &str,
        name: &str,
        argument: &str,
        folder: &Path,
        depth: usize,
    ) -> Option<String> {
        const DEEPEST: usize = 10;
        let kept = match name {
            "title" => {
                self.note(
                    written,
                    format!("the page title “{argument}” is left out: the chapter's own is used"),
                );
                return Some(String::new());
            }
            "include" | "rustdoc_include" if depth < DEEPEST => {
                self.include(argument, folder, depth)
            }
            "playground" | "playpen" => {
                let mut words = argument.split_whitespace();
                let file = words.next().unwrap_or_default();
                let attributes: Vec<&str> = ["rust"].into_iter().chain(words).collect();
                let code = read_part(&folder.join(file));
                code.map(|code| format!("```{}\n{}\n```", attributes.join(","), code.trim_end()))
            }
            // Of the preprocessor `tabs`.
            "tabs" | "endtabs" | "endtab" => return Some(String::new()),
            "tab" if argument.starts_with("name=") => {
                let label = argument["name=".len()..].trim_matches('"');
                self.note(
                    written,
                    format!("the tab “{label}” stands below the others: guides have no tabs"),
                );
                return Some(format!("\n**{}**\n", escape(label)));
            }
            _ => {
                self.note(written, format!("`{written}` is not known here and is kept as text"));
                return None;
            }
        };
        if kept.is_none() {
            self.note(written, format!("`{written}` cannot be read and is kept as text"));
        }
        kept
    }

    fn include(&mut self, argument: &str, folder: &Path, depth: usize) -> Option<String> {
        let (path, range) = argument.split_once(':').unwrap_or((argument, ""));
        let file = folder.join(path.trim());
        let content = read_part(&file)?;
        self.put_in.extend(file.canonicalize());
        let content = take(&content, range.trim());
        let below = file.parent().unwrap_or(self.folder).to_owned();
        Some(self.expand(&content, &below, depth + 1))
    }

    fn note(&mut self, written: &str, message: String) {
        if !self.told.insert(message.clone()) {
            return;
        }
        let line = self.text.position(self.text.find(written).start()).0;
        self.draft.note(self.text, line, message);
    }

    /// mdBook hides lines of code with a mark of their language, in Rust `#`; readers of a guide do
    /// not see them either.
    pub fn without_hidden_lines(&mut self, body: &str, marks: &BTreeMap<String, String>) -> String {
        let visible: HashSet<usize> = outside_code(body).into_iter().map(|(at, _)| at).collect();
        let mut out = String::with_capacity(body.len());
        let mut mark = Mark::None;
        let mut hidden = 0;
        let mut at = 0;
        let mut in_code = false;
        for line in body.split_inclusive('\n') {
            let text = line.trim_start();
            let is_code = !visible.contains(&at);
            at += line.len();
            if is_code && !in_code {
                mark = Mark::of(text.trim_start_matches("> "), marks);
            } else if is_code && mark.hides(text) {
                hidden += 1;
                continue;
            }
            in_code = is_code && !is_fence_end(text, in_code);
            out.push_str(&if is_code && mark == Mark::Rust && text.starts_with("##") {
                line.replacen("##", "#", 1)
            } else {
                line.to_owned()
            });
        }
        if hidden > 0 {
            let message = format!("{hidden} hidden lines of code are left out");
            self.draft.note(self.text, 1, message);
        }
        out
    }
}

/// How a block of code marks the lines that are hidden.
#[derive(PartialEq)]
enum Mark {
    None,
    Rust,
    Text(String),
}

impl Mark {
    /// The mark of the block that a line opens: its own, else that of its language.
    fn of(fence: &str, marks: &BTreeMap<String, String>) -> Self {
        let info = fence.trim_start_matches(['`', '~']);
        let mut words = info.split([',', ' ', '{', '}']).map(str::trim);
        let language = words.next().unwrap_or_default();
        let own = words.find_map(|word| word.strip_prefix("hidelines="));
        match own.or(marks.get(language).map(String::as_str)) {
            Some(mark) => Self::Text(mark.to_owned()),
            None if language == "rust" => Self::Rust,
            None => Self::None,
        }
    }

    fn hides(&self, line: &str) -> bool {
        match self {
            Self::None => false,
            Self::Rust => line.starts_with("# ") || line.trim_end() == "#",
            Self::Text(mark) => !mark.is_empty() && line.starts_with(mark.as_str()),
        }
    }
}

/// Whether a line of code closes its block; an opening line does not.
fn is_fence_end(text: &str, in_code: bool) -> bool {
    let text = text.trim_end();
    in_code && text.len() >= 3 && (text.chars().all(|c| c == '`') || text.chars().all(|c| c == '~'))
}

/// The part of a file that an include asks for: lines, or what stands between anchors.
fn take(content: &str, range: &str) -> String {
    static ANCHOR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"ANCHOR(_END)?:\s*([\w-]+)").expect("a valid expression"));
    if range.is_empty() {
        return content.trim_end_matches('\n').to_owned();
    }
    if range.chars().all(|c| c.is_ascii_digit() || c == ':' || c.is_whitespace()) {
        return lines_between(content, range);
    }
    let mut inside = false;
    let mut taken = Vec::new();
    for line in content.lines() {
        match ANCHOR.captures(line) {
            Some(found) if &found[2] == range => inside = found.get(1).is_none(),
            Some(_) => {}
            None if inside => taken.push(line),
            None => {}
        }
    }
    taken.join("\n")
}

/// The lines of a text that a range such as `3`, `3:`, `:5` or `3:5` names.
pub fn lines_between(content: &str, range: &str) -> String {
    let lines: Vec<&str> = content.lines().collect();
    let number = |text: &str| text.trim().parse::<usize>().ok();
    let mut ends = range.split(':').map(number);
    let start = ends.next().flatten().unwrap_or(1).max(1);
    let end = ends.next().map_or(start, |end| end.unwrap_or(lines.len())).min(lines.len());
    lines.get(start - 1..end.max(start - 1)).unwrap_or_default().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn includes_take_lines_and_anchors() {
        let file = "a\n// ANCHOR: x\nb\n// ANCHOR: y\nc\n// ANCHOR_END: x\nd\n";
        assert_eq!(take("a\nb\nc\n", ""), "a\nb\nc");
        assert_eq!(take("a\nb\nc\n", "2"), "b");
        assert_eq!(take("a\nb\nc\n", "2:"), "b\nc");
        assert_eq!(take("a\nb\nc\n", ":2"), "a\nb");
        assert_eq!(take("a\nb\nc\n", "2:9"), "b\nc");
        assert_eq!(take("a\nb\nc\n", "9:12"), "");
        assert_eq!(take(file, "x"), "b\nc");
        assert_eq!(take(file, "z"), "");
    }
}
