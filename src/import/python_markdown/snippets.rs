//! Files that pages include: `--8<-- "file"`.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::includes::{IncludeBudget, lines_between};
use super::super::source_folder::SourceFolder;
use crate::paths::AnyPath;

/// Expands snippets, and records what could not be included.
pub struct Snippets<'a> {
    pub folder: &'a SourceFolder,
    /// The folders in which they are looked for.
    pub paths: &'a [AnyPath],
    /// The lines that are kept as they were written.
    pub missing: Vec<String>,
    /// The files that were included.
    pub included: HashSet<AnyPath>,
    /// The files being expanded, so that none includes itself.
    pub open: Vec<AnyPath>,
    pub budget: IncludeBudget,
}

impl Snippets<'_> {
    /// The text of a snippet.
    pub fn read(&mut self, name: &str) -> Option<String> {
        let content = self.file(name);
        if content.is_none() {
            self.missing.push(name.to_owned());
        }
        content
    }

    /// A body with all its snippets expanded.
    pub fn expand(&mut self, body: &str) -> String {
        static SNIPPET: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(concat!(
                r#"(?m)^([ \t]*)(?:-{1,}8<-{1,}[ \t]+["']([^"'\n]+)["'][ \t]*$"#,
                // Or a block with a file on each line.
                r"|-{1,}8<-{1,}[ \t]*\n((?:[^\n]*\n)*?)[ \t]*-{1,}8<-{1,}[ \t]*$)",
            ))
            .expect("a valid expression")
        });
        if !body.contains("8<") {
            return body.to_owned();
        }
        let expanded = SNIPPET.replace_all(body, |found: &Captures<'_>| {
            let names: Vec<&str> = match (found.get(2), found.get(3)) {
                (Some(name), _) => vec![name.as_str()],
                (_, Some(names)) => names.as_str().lines().map(str::trim).collect(),
                _ => Vec::new(),
            };
            let is_named = |name: &&str| !name.is_empty() && !name.starts_with(';');
            let files: Option<Vec<String>> =
                names.into_iter().filter(is_named).map(|name| self.file(name)).collect();
            match files {
                Some(files) => {
                    let lines = files.iter().flat_map(|file| file.lines());
                    lines.map(|line| format!("{}{line}", &found[1])).collect::<Vec<_>>().join("\n")
                }
                None => {
                    self.missing.push(found[0].to_owned());
                    found[0].to_owned()
                }
            }
        });
        // A semicolon before the mark escapes it.
        expanded.replace(";--8<--", "--8<--")
    }

    /// A file, or the lines or the section of it that the name asks for.
    fn file(&mut self, name: &str) -> Option<String> {
        let (path, part) = name.split_once(':').unwrap_or((name, ""));
        let candidates = self.paths.iter().filter_map(|folder| folder.join(path).ok());
        let file = candidates.into_iter().find(|file| self.folder.is_file(file))?;
        if self.open.contains(&file) || self.budget.is_spent() {
            return None;
        }
        let content = self.folder.read_part(&file).ok()?;
        if !self.budget.take(&content) {
            return None;
        }
        let content = match part {
            "" => content,
            part if part.starts_with(|c: char| c.is_ascii_digit() || c == ':') => {
                lines_between(&content, part)
            }
            section => between_marks(&content, section)?,
        };
        self.included.insert(file.clone());
        self.open.push(file);
        let expanded = self.expand(without_marks(&content).trim_end());
        self.open.pop();
        Some(expanded)
    }
}

/// The lines between `--8<-- [start:name]` and `--8<-- [end:name]`.
fn between_marks(content: &str, section: &str) -> Option<String> {
    let is = |line: &str, what: &str| {
        line.contains("8<") && line.contains(&format!("[{what}:{section}]"))
    };
    let mut lines = content.lines().skip_while(|line| !is(line, "start"));
    lines.next()?;
    Some(lines.take_while(|line| !is(line, "end")).collect::<Vec<_>>().join("\n"))
}

fn without_marks(content: &str) -> String {
    let is_mark = |line: &&str| line.contains("-8<-") && line.trim_end().ends_with(']');
    content.lines().filter(|line| !is_mark(line)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_lines_and_sections_are_included() {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("a.md", "een\ntwee\ndrie\n");
        write("b.py", "# --8<-- [start:x]\nx = 1\n# --8<-- [end:x]\ny = 2\n");
        let source = SourceFolder::open(folder.path()).unwrap();
        let mut snippets = Snippets {
            folder: &source,
            paths: &[AnyPath::base()],
            missing: Vec::new(),
            included: HashSet::new(),
            open: Vec::new(),
            budget: IncludeBudget::default(),
        };
        let body = "  --8<-- \"a.md:2:3\"\n\n--8<--\na.md:1\nb.py:x\n--8<--\n\n--8<-- \"b.py\"\n\n--8<-- \"weg.md\"\n;--8<-- \"a.md\"\n";
        assert_eq!(
            snippets.expand(body),
            "  twee\n  drie\n\neen\nx = 1\n\nx = 1\ny = 2\n\n--8<-- \"weg.md\"\n--8<-- \"a.md\"\n"
        );
        assert_eq!(snippets.missing, ["--8<-- \"weg.md\""]);
    }
}
