//! What browsers are told: that there is a new version, what changed in it, and what is wrong.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;
use tokio::sync::watch;

use super::editor::Editor;
use super::preview::{Change, Preview};
use crate::config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::theme::Strings;

/// The news as browsers get it. A browser that missed some needs only the last.
#[derive(Debug, Clone, Default, Serialize)]
pub struct News {
    /// Counts the news of this run.
    number: usize,
    /// Which run it is: after a restart a browser must look again.
    run: u128,
    /// The chapter that was edited.
    chapter: Option<EditedChapter>,
    /// Whether browsers go to that chapter by themselves.
    follow: bool,
    /// How files are opened in an editor, and where they are.
    editor: &'static str,
    folder: String,
    problems: Vec<Problem>,
    /// The words the browser shows.
    words: serde_json::Value,
}

#[derive(Debug, Clone, Serialize)]
struct EditedChapter {
    page: String,
    label: String,
}

/// Something that is wrong, with the lines it is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Problem {
    is_error: bool,
    message: String,
    help: Option<String>,
    file: Option<String>,
    line: usize,
    column: usize,
    lines: Vec<Line>,
}

/// A line of a file, in three parts; the middle one is what is wrong.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Line {
    number: usize,
    before: String,
    marked: String,
    after: String,
}

/// Tells all browsers the news.
pub struct Newsroom {
    preview: Arc<Preview>,
    choices: Choices,
    sender: watch::Sender<News>,
    count: AtomicUsize,
    run: u128,
}

/// What the command line chooses over `book.toml`.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Whether browsers go to the chapter that is edited.
    pub follow: bool,
    /// What opens a file: `none`, `vscode` or a command.
    pub editor: Option<String>,
}

impl Newsroom {
    /// A newsroom for a preview.
    pub fn new(preview: Arc<Preview>, choices: Choices) -> Self {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let run = since.map_or(0, |since| since.as_millis());
        let this = Self {
            preview,
            choices,
            sender: watch::Sender::new(News::default()),
            count: AtomicUsize::new(0),
            run,
        };
        this.tell(None);
        this
    }

    /// What opens files.
    pub fn editor(&self) -> Editor {
        let setting = self.setting().editor;
        Editor::choose(self.choices.editor.as_deref(), setting, &|name| std::env::var(name).ok())
    }

    fn setting(&self) -> config::Preview {
        let version = self.preview.version();
        version.guide.as_ref().map(|guide| guide.config.preview.clone()).unwrap_or_default()
    }

    /// All news from now on, the last before among them.
    pub fn subscribe(&self) -> watch::Receiver<News> {
        self.sender.subscribe()
    }

    /// Tells of a change, or that something else is wrong than before.
    pub fn tell(&self, change: Option<&Change>) {
        let version = self.preview.version();
        let chapter = change.and_then(|change| change.chapter.clone());
        let editor = self.editor();
        let built_in;
        let strings = match &version.guide {
            Some(guide) => &guide.theme.strings,
            None => {
                built_in = Strings::built_in("nl");
                &built_in
            }
        };
        self.sender.send_replace(News {
            number: self.count.fetch_add(1, Ordering::Relaxed) + 1,
            run: self.run,
            chapter: chapter.map(|(page, label)| EditedChapter { page, label }),
            follow: self.choices.follow || self.setting().follow,
            folder: match editor {
                Editor::VsCode => self.preview.folder().display().to_string(),
                // Nobody else needs to know where the guide is.
                _ => String::new(),
            },
            editor: editor.means(),
            problems: version.problems().iter().map(Problem::new).collect(),
            words: serde_json::to_value(strings.with_prefix("preview_")).unwrap_or_default(),
        });
    }

    /// Tells of it if other problems are known than was last told.
    pub fn tell_of_problems(&self) {
        let problems: Vec<_> = self.preview.version().problems().iter().map(Problem::new).collect();
        if self.sender.borrow().problems != problems {
            self.tell(None);
        }
    }
}

impl Problem {
    fn new(diagnostic: &Diagnostic) -> Self {
        let (file, line, column) = match diagnostic.position() {
            Some((file, line, column)) => (Some(file.to_owned()), line, column),
            None => (None, 0, 0),
        };
        Self {
            is_error: diagnostic.severity == Severity::Error,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            file,
            line,
            column,
            lines: excerpt(diagnostic, line),
        }
    }
}

/// The line that is wrong, and those around it.
fn excerpt(diagnostic: &Diagnostic, line: usize) -> Vec<Line> {
    let Some((text, span)) = &diagnostic.location else { return Vec::new() };
    let first = line.saturating_sub(2).max(1);
    let mut start = text.offset(first, 1);
    let mut lines = Vec::new();
    for (number, whole) in (first..=line + 2).zip(text.content[start..].split_inclusive('\n')) {
        let shown = whole.trim_end_matches(['\r', '\n']);
        let within =
            |at: usize| shown.floor_char_boundary(at.saturating_sub(start).min(shown.len()));
        let (from, to) = if number == line {
            (within(span.start), within(span.end).max(within(span.start)))
        } else {
            (shown.len(), shown.len())
        };
        lines.push(Line {
            number,
            before: shown[..from].to_owned(),
            marked: shown[from..to].to_owned(),
            after: shown[to..].to_owned(),
        });
        start += whole.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Text;

    #[test]
    fn problems_show_the_lines_around_them() {
        let text = Text::new("content/a.md", "een\ntwee\r\nzie [[9.9]] dan\nvier\nvijf\nzes\n");
        let at = text.find("[[9.9]]");
        let problem = Problem::new(&Diagnostic::error("x").at(&text, at).help("y"));
        assert_eq!(
            (problem.file.as_deref(), problem.line, problem.column),
            (Some("content/a.md"), 3, 5)
        );
        let shown: Vec<_> = problem.lines.iter().map(|l| (l.number, l.marked.as_str())).collect();
        assert_eq!(shown, [(1, ""), (2, ""), (3, "[[9.9]]"), (4, ""), (5, "")]);
        assert_eq!(problem.lines[1].before, "twee");
        assert_eq!((&*problem.lines[2].before, &*problem.lines[2].after), ("zie ", " dan"));
    }

    #[test]
    fn places_at_the_edge_of_a_file_are_no_trouble() {
        let text = Text::new("a.md", "é");
        for span in [0..0, 0..2, 2..2, 1..9] {
            assert_eq!(Problem::new(&Diagnostic::error("x").at(&text, span)).lines.len(), 1);
        }
        let empty = Text::new("a.md", "");
        assert!(Problem::new(&Diagnostic::error("x").at(&empty, 0..0)).lines.is_empty());
    }
}
