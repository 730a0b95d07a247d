//! What an import is about to write.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use url::Url;

use crate::attachments;
use crate::config;
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::formats::{Depth, Inline, Note, NoteKind, excerpt, note};
use crate::number::Number;
use crate::paths::{ContentPath, GuidePath};
use crate::theme::THEMES;

/// How texts are imported.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder of the guide; one without a guide gets one.
    pub into: PathBuf,
    /// Whether headings after an introduction become lessons; by default, if the text announces
    /// lessons.
    pub lessons: Option<bool>,
    /// Where the text stood on the web, for links that lead out of it.
    pub base_url: Option<Url>,
    /// How many levels of headings become chapters; by default, what suits the document.
    pub levels: Option<u8>,
    /// The chapter that the imported chapters come below.
    pub under: Option<Number>,
}

/// How many references were made, by what they lead to, and what could not be placed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReferenceCounts {
    /// Links and fields of the document.
    pub links: usize,
    /// Mentions of a chapter or section.
    pub chapters: usize,
    /// Mentions of a figure or table.
    pub exhibits: usize,
    /// Mentions of what the document does not have.
    pub unplaced: Vec<String>,
}

/// What became of texts.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The documents that were divided, and how deep.
    pub divided: Vec<(PathBuf, Depth)>,
    /// The chapters in order, each with its number, if it has one, and its title.
    pub chapters: Vec<(Option<Number>, String)>,
    /// The references that were made.
    pub references: ReferenceCounts,
}

/// What was made.
#[derive(Debug, Default)]
pub struct Imported {
    /// The files, in order.
    pub made: Vec<PathBuf>,
    /// How many of them are chapters.
    pub chapters: usize,
    /// What became of texts.
    pub outcome: Outcome,
    /// What an editor should look at.
    pub notes: Vec<Diagnostic>,
}

/// A note, and where it is.
#[derive(Debug)]
pub struct Noted {
    /// What kind of note it is.
    pub kind: NoteKind,
    /// The note as it is told.
    pub told: Diagnostic,
    /// The chapter that it is about, if its text became several.
    pub chapter: Option<String>,
}

impl From<Note> for Noted {
    fn from(note: Note) -> Self {
        let Note { kind, message, help } = note;
        let told = Diagnostic { help, ..Diagnostic::warning(message) };
        Self { kind, told, chapter: None }
    }
}

/// The files that are to be written, and what there is to say. Nothing is written as long as there
/// are problems.
#[derive(Debug, Default)]
pub struct Draft {
    /// The content of each file.
    pub files: BTreeMap<GuidePath, Vec<u8>>,
    pub notes: Vec<Noted>,
    pub outcome: Outcome,
    pub problems: Vec<Diagnostic>,
    /// Whether images can be shown, by their hashes.
    images: HashMap<blake3::Hash, Result<(), String>>,
    /// Paths in lower case: many file systems take `A.png` for `a.png`.
    taken: HashSet<String>,
}

impl Draft {
    /// Notes something about a line of a text.
    pub fn note(&mut self, text: &Arc<Text>, line: usize, note: Note) {
        let last = text.content.trim_end_matches('\n').len();
        let (last_line, _) = text.position(last);
        let start = text.offset(line.min(last_line), 1);
        let Noted { kind, told, chapter } = note.into();
        let told = told.at(text, text.rest_of_line(start));
        self.notes.push(Noted { kind, told, chapter });
    }

    /// Notes something that has no place in a text.
    pub fn tell(&mut self, note: Note) {
        self.notes.push(note.into());
    }

    /// Reports something about a line of a text that is lost.
    pub fn report_loss(&mut self, text: &Arc<Text>, line: usize, note: Note) {
        self.note(text, line, note);
        if let Some(note) = self.notes.last_mut() {
            note.told.severity = Severity::Error;
        }
    }

    /// Notes something about the first place where these words occur in a text.
    pub fn note_at(&mut self, text: &Arc<Text>, words: &str, note: Note) {
        let line = text.position(text.find(words).start()).0;
        self.note(text, line, note);
    }

    /// Notes that a link leads nowhere, and returns it as text.
    pub fn lost_link(
        &mut self,
        text: &Arc<Text>,
        line: usize,
        address: String,
        content: Vec<Inline>,
    ) -> Inline {
        self.note(text, line, note!("import-link-dead", address = excerpt(&address)));
        Inline::LostLink { address, content }
    }

    /// Adds a file, unless another has its path.
    pub fn add(&mut self, path: GuidePath, bytes: impl Into<Vec<u8>>) -> bool {
        if !self.taken.insert(path.as_str().to_lowercase()) {
            return false;
        }
        self.files.insert(path, bytes.into());
        true
    }

    /// Checks that a site can show an image.
    ///
    /// # Errors
    /// What is wrong with it, for the editor.
    pub fn check_image(&mut self, name: &str, bytes: &[u8]) -> Result<(), String> {
        let hash = blake3::hash(bytes);
        self.images.entry(hash).or_insert_with(|| attachments::check(name, bytes)).clone()
    }

    /// Adds a file that chapters refer to, and returns its path. If another file has that path it
    /// gets a number after its name; one of the same content is that file.
    pub fn add_attachment(&mut self, path: &ContentPath, bytes: Vec<u8>) -> ContentPath {
        let extension = path.extension().map(|extension| format!(".{extension}"));
        let extension = extension.unwrap_or_default();
        let mut free = path.clone();
        let mut count = 1;
        let has_other = |this: &Self, free: &GuidePath| {
            this.files.get(free) != Some(&bytes)
                && this.taken.contains(&free.as_str().to_lowercase())
        };
        while has_other(self, &free.in_guide()) {
            count += 1;
            free = path.folder().child(&format!("{}-{count}{extension}", path.stem()));
        }
        self.add(free.in_guide(), bytes);
        free
    }

    /// Adds the settings of a new guide.
    pub fn add_settings(&mut self, title: &str, more: &str) {
        let settings = format!("[book]\ntitle = {}\n{more}", toml::Value::from(title));
        self.add(GuidePath::base().child(config::FILE_NAME), settings);
    }

    /// The language that a source says it is in, unless it is none. One that the theme has no words
    /// for gets a file for them; until then they are English.
    pub fn take_language<'a>(&mut self, language: &'a str) -> Option<&'a str> {
        if !is_language(language) {
            self.tell(note!("import-no-language", language = language));
            return None;
        }
        let primary = language.split('-').next().unwrap_or_default();
        if !matches!(primary, "nl" | "en") {
            let folder = GuidePath::base().child(THEMES).child(config::DEFAULT_THEME);
            let path = folder.child("strings").child(&format!("{language}.toml"));
            let words =
                "# The words of the site in this language; those that are missing are English.\n";
            self.add(path.clone(), words);
            let path = path.to_string();
            self.tell(note!(nothing "import-language", language = language, path = path));
        }
        Some(language)
    }
}

/// Whether a tag has the form of BCP 47: letters, then parts of letters and digits, all short.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_short = |part: &str, least: usize| (least..=8).contains(&part.len());
    parts.next().is_some_and(|part| {
        is_short(part, 2) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) && parts
        .all(|part| is_short(part, 1) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_tags_and_no_paths() {
        for tag in ["nl", "en-GB", "zh-Hant-TW", "gsw", "de-1996"] {
            assert!(is_language(tag), "{tag}");
        }
        for tag in ["", "-", "--", "n", "nl-", "-nl", "nl_BE", "../x", "n l", "/tmp", "verylongtag"]
        {
            assert!(!is_language(tag), "{tag}");
        }
    }

    #[test]
    fn two_attachments_of_one_name_are_both_kept() {
        let mut draft = Draft::default();
        let mut add = |path: &str, byte| {
            draft.add_attachment(&ContentPath::new(path).unwrap(), vec![byte]).to_string()
        };
        assert_eq!(add("a/b.png", 1), "a/b.png");
        assert_eq!(add("a/B.png", 2), "a/B-2.png");
        assert_eq!(add("a/b.png", 1), "a/b.png");
        assert_eq!(add("a/b.png", 3), "a/b-3.png");
        assert_eq!(add("a/licence", 1), "a/licence");
        assert_eq!(add("a/licence", 2), "a/licence-2");
    }
}
