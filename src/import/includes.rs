//! Expands what chapters of an mdBook include: other files, or parts of them.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, LazyLock};

use regex::{Captures, Regex};

use super::draft::Draft;
use super::native::outside_code;
use super::source_folder::{SourceFolder, refusal};
use crate::diagnostic::Text;
use crate::formats::{Note, escape, note};
use crate::messages::message;
use crate::paths::AnyPath;

/// Limits how much a page may include, as files that include others can multiply.
#[derive(Debug)]
pub struct IncludeBudget {
    files: usize,
    bytes: usize,
}

impl Default for IncludeBudget {
    fn default() -> Self {
        Self { files: 10_000, bytes: 16 * 1024 * 1024 }
    }
}

impl IncludeBudget {
    /// Whether a file did not fit any more: no other needs to be read then.
    pub fn is_spent(&self) -> bool {
        self.files == 0
    }

    /// Takes a file from the budget, if it fits.
    pub fn take(&mut self, content: &str) -> bool {
        let has_room = self.files > 0 && self.bytes >= content.len();
        if has_room {
            self.files -= 1;
            self.bytes -= content.len();
        } else {
            self.files = 0;
        }
        has_room
    }
}

/// Expands the includes of a chapter.
pub struct Expander<'a> {
    pub folder: &'a SourceFolder,
    pub text: &'a Arc<Text>,
    pub draft: &'a mut Draft,
    /// The notes made so far: one of each per chapter is enough.
    pub noted: HashSet<Note>,
    /// The files that became part of chapters.
    pub included: &'a mut HashSet<AnyPath>,
    /// The files being expanded, so that none includes itself.
    pub open: Vec<AnyPath>,
    pub budget: IncludeBudget,
}

impl Expander<'_> {
    /// Expands everything that the chapter at `path` includes.
    pub fn expand(&mut self, content: &str, path: &AnyPath) -> String {
        static LINK: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\\?\{\{\s*#([a-zA-Z0-9_]+)(?:\s+([^}]*))?\}\}")
                .expect("a valid expression")
        });
        self.open.push(path.clone());
        let folder = path.folder();
        let expanded = LINK.replace_all(content, |found: &Captures<'_>| {
            // A backslash before it escapes it.
            if let Some(text) = found[0].strip_prefix('\\') {
                return text.to_owned();
            }
            let argument = found.get(2).map_or("", |argument| argument.as_str().trim());
            self.directive(&found[0], &found[1], argument, &folder)
                .unwrap_or_else(|| found[0].to_owned())
        });
        let expanded = expanded.into_owned();
        self.open.pop();
        expanded
    }

    /// What replaces `{{#name argument}}`; `None` if it is kept as text.
    fn directive(
        &mut self,
        written: &str,
        name: &str,
        argument: &str,
        folder: &AnyPath,
    ) -> Option<String> {
        let included = match (name, argument.strip_prefix("name=")) {
            ("title", _) => {
                self.note(written, note!(nothing "import-page-title", title = argument));
                return Some(String::new());
            }
            ("include" | "rustdoc_include", _) => {
                let (path, range) = argument.split_once(':').unwrap_or((argument, ""));
                self.include(path.trim(), range.trim(), folder)
            }
            ("playground" | "playpen", _) => {
                let mut words = argument.split_whitespace();
                let file = words.next().unwrap_or_default();
                let attributes: Vec<&str> = ["rust"].into_iter().chain(words).collect();
                self.read(file, folder).map(|(_, code)| {
                    format!("```{}\n{}\n```", attributes.join(","), code.trim_end())
                })
            }
            // From the preprocessor `tabs`.
            ("tabs" | "endtabs" | "endtab", _) => return Some(String::new()),
            ("tab", Some(label)) => {
                let label = label.trim_matches('"');
                self.note(written, note!("import-tab", label = label));
                return Some(format!("\n**{}**\n", escape(label)));
            }
            _ => {
                let note = note!("import-directive", written = written);
                self.note(written, note.about(written));
                return None;
            }
        };
        match included {
            Ok(included) => Some(included),
            Err(reason) => {
                let note = note!("import-not-included", written = written, reason = reason);
                self.note(written, note.about(written));
                None
            }
        }
    }

    fn include(&mut self, path: &str, range: &str, folder: &AnyPath) -> Result<String, String> {
        let (file, content) = self.read(path, folder)?;
        if self.open.contains(&file) {
            return Err(message!("import-includes-itself"));
        }
        self.included.insert(file.clone());
        Ok(self.expand(&take(&content, range), &file))
    }

    /// A file that is named in a folder, or why it cannot be included.
    fn read(&mut self, path: &str, folder: &AnyPath) -> Result<(AnyPath, String), String> {
        let file = folder.join(path).map_err(|_| refusal(folder, path))?;
        if self.budget.is_spent() {
            return Err(message!("import-includes-much"));
        }
        let content = self.folder.read_part(&file).map_err(|error| error.cause.to_string())?;
        if !self.budget.take(&content) {
            return Err(message!("import-includes-much"));
        }
        Ok((file, content))
    }

    fn note(&mut self, written: &str, note: Note) {
        if self.noted.insert(note.clone()) {
            self.draft.note_at(self.text, written, note);
        }
    }

    /// Removes the lines of code that mdBook hides: those that start with the mark of their
    /// language, `#` in Rust.
    pub fn without_hidden_lines(&mut self, body: &str, marks: &BTreeMap<String, String>) -> String {
        let visible: HashSet<usize> = outside_code(body).into_iter().map(|(at, _)| at).collect();
        let mut out = String::with_capacity(body.len());
        let mut mark = Mark::None;
        let mut hidden: usize = 0;
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
            self.draft.note(self.text, 1, note!("import-code-hidden", count = hidden));
        }
        out
    }
}

/// How a code block marks its hidden lines.
#[derive(PartialEq)]
enum Mark {
    None,
    Rust,
    Text(String),
}

impl Mark {
    /// The mark of the code block that a line opens: its own, else the one of its language.
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

/// Whether a line closes the code block it is in.
fn is_fence_end(text: &str, in_code: bool) -> bool {
    let text = text.trim_end();
    in_code && text.len() >= 3 && (text.chars().all(|c| c == '`') || text.chars().all(|c| c == '~'))
}

/// The part of a file that an include asks for: lines, or what is between anchors.
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
    fn a_budget_is_spent_by_what_does_not_fit() {
        let mut budget = IncludeBudget { files: 9, bytes: 5 };
        assert!(budget.take("abc") && !budget.is_spent());
        assert!(!budget.take("abc") && budget.is_spent());
        assert!(!budget.take("a"));
    }

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
