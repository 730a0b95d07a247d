//! The files of a guide: chapters with their front matter, folders with their names, and the
//! other files that chapters may use.

pub mod entries;
mod foreign;
mod front_matter;
mod names;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

pub use foreign::Foreign;
pub use front_matter::{FrontMatter, NumberChoice, Position, too_deep, without_notes};
pub use names::{Stray, is_chapter_extension, is_index_stem, number_meant, without_extension};

use crate::diagnostic::{self, Diagnostic, Span, Text};
use crate::messages::message;
use crate::number::Number;
use crate::panics::{self, Action};
pub use crate::paths::CONTENT;
use crate::paths::{self, ContentPath, FileError, FileKind, GuidePath, Root, WalkEntry};
use crate::rule::Rule;
use crate::span::controls;

/// A chapter as it was written: its front matter is read, its body is still text.
#[derive(Debug)]
pub struct Source {
    /// Where the file is.
    pub path: ContentPath,
    /// The whole file.
    pub text: Arc<Text>,
    /// What the block at the top of the file says.
    pub front_matter: FrontMatter,
    /// Where the body starts, in bytes.
    pub body: usize,
    /// What is wrong with the front matter.
    pub diagnostics: Vec<Diagnostic>,
}

/// A folder with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Where the folder is.
    pub path: ContentPath,
    /// The number in the folder's name.
    pub number: Number,
    /// The rest of the folder's name as words, if there is a rest.
    pub title: Option<String>,
}

/// All that `content/` holds.
#[derive(Debug, Default, Clone)]
pub struct Content {
    /// The chapters, in the order of their paths.
    pub sources: Vec<Arc<Source>>,
    /// The numbered folders, in the order of their paths.
    pub folders: Vec<Folder>,
    /// Files that are not chapters: images, attachments.
    pub files: BTreeSet<ContentPath>,
    /// Chapters and folders that could not be read.
    pub unread: Vec<ContentPath>,
    /// Why, and what else is wrong with the files.
    pub diagnostics: Vec<Diagnostic>,
    /// The files and folders that `diagnostics` is about.
    pub reported: BTreeSet<ContentPath>,
}

impl Source {
    /// Reads a chapter from the bytes of its file. `shown` is how diagnostics name the file.
    pub fn read(path: &ContentPath, shown: &str, bytes: &[u8]) -> Self {
        let mut diagnostics = Vec::new();
        if let Some(foreign) = Foreign::of(bytes) {
            // Nobody reads what is in such a file.
            let text = Text::new(shown, "");
            return Self::unread(path, foreign.problem(path).at(&text, Span::START), text);
        }
        let content = match std::str::from_utf8(bytes) {
            Ok(content) => with_line_feeds(content),
            Err(error) => {
                let content = String::from_utf8_lossy(bytes).into_owned();
                let text = Text::new(shown, content);
                let span = text.rest_of_line(error.valid_up_to());
                return Self::unread(path, not_utf8(bytes).at(&text, span), text);
            }
        };
        let text = Text::new(shown, content);
        diagnostics.extend(control_character(&text));
        diagnostics.extend(damaged_character(&text));
        let (front_matter, body) = front_matter::split(&text, &mut diagnostics);
        if let Some(conflict) = diagnostic::conflict(&text) {
            // What else is wrong with the front matter comes of it.
            diagnostics = conflict.into();
        }
        if front_matter.number.is_none() {
            let near = near_miss(path);
            diagnostics.extend(near.map(|problem| problem.at(&text, Span::START)));
        }
        Self { path: path.clone(), text, front_matter, body, diagnostics }
    }

    /// A chapter whose file cannot be read, and why.
    fn unread(path: &ContentPath, problem: Diagnostic, text: Arc<Text>) -> Self {
        Self {
            path: path.clone(),
            diagnostics: vec![problem],
            body: text.content.len(),
            text,
            front_matter: FrontMatter::default(),
        }
    }

    /// The file's name without its extension.
    pub fn stem(&self) -> &str {
        self.path.stem()
    }

    /// The folder it is in.
    pub fn folder(&self) -> ContentPath {
        self.path.folder()
    }

    /// What is said of its name, if that almost is another.
    pub fn near_name(&self) -> Option<&Diagnostic> {
        self.diagnostics.iter().find(|problem| problem.rule == Some(Rule::NearMissName))
    }

    /// Everything before the body.
    pub fn front_matter_span(&self) -> Span {
        self.text.span(0..self.body)
    }

    /// Whether this is the text of its folder rather than a chapter in it.
    pub fn is_index(&self) -> bool {
        is_index_stem(self.stem())
    }
}

/// What the name of a chapter without a number of its own almost says.
fn near_miss(path: &ContentPath) -> Option<Diagnostic> {
    if is_index_stem(path.stem()) {
        return None;
    }
    let extension = path.extension().unwrap_or_default();
    names::near_number(path.stem(), extension).or_else(|| names::near_index(path))
}

/// What the names of folders with chapters almost say.
fn near_misses_of_folders(chapters: &[ContentPath], shown: &str) -> Vec<(ContentPath, Diagnostic)> {
    let folders: BTreeSet<ContentPath> = chapters.iter().flat_map(ContentPath::folders).collect();
    let near = |folder: ContentPath| {
        let nothing = Text::new(format!("{shown}{}", folder.in_guide()), "");
        let problem = names::near_number(folder.name(), "")?.at(&nothing, Span::START);
        Some((folder, problem))
    };
    folders.into_iter().filter_map(near).collect()
}

/// A text whose lines all end with a line feed: to Markdown a carriage return alone ends one too.
fn with_line_feeds(content: &str) -> String {
    if !content.contains('\r') {
        return content.to_owned();
    }
    let mut rest = content.chars().peekable();
    let mut text = String::with_capacity(content.len());
    while let Some(c) = rest.next() {
        text.push(if c == '\r' && rest.peek() != Some(&'\n') { '\n' } else { c });
    }
    text
}

/// Says where the first control character is, which no editor shows.
fn control_character(text: &Arc<Text>) -> Option<Diagnostic> {
    if !controls::has_controls(&text.content) {
        return None;
    }
    let (at, c) = text.content.char_indices().find(|&(_, c)| controls::is_control(c))?;
    let code = format!("U+{:04X}", u32::from(c));
    let problem = Diagnostic::warning(message!("control-character", code = code))
        .help(message!("control-character", "help"));
    Some(problem.at(text, text.span(at..at + c.len_utf8())))
}

/// Says where the first character is that was lost before the file was written.
fn damaged_character(text: &Arc<Text>) -> Option<Diagnostic> {
    let (at, sign) = text.content.match_indices(char::REPLACEMENT_CHARACTER).next()?;
    let problem = Diagnostic::warning(message!("damaged-character"))
        .help(message!("damaged-character", "help"));
    Some(problem.at(text, text.span(at..at + sign.len())))
}

fn not_utf8(bytes: &[u8]) -> Diagnostic {
    let encoding = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "utf-16",
        _ => "other",
    };
    Diagnostic::error(message!("chapter-not-utf8", encoding = encoding))
        .help(message!("chapter-not-utf8", "help"))
}

/// The file or folder name as words: `de-wijkaanpak` becomes "De wijkaanpak".
pub fn name_as_title(name: &str) -> Option<String> {
    let words =
        name.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut chars = words.chars();
    let first = chars.next()?;
    Some(first.to_uppercase().chain(chars).collect())
}

/// Reads everything below `content/`. `shown` is put before paths in diagnostics; it is empty where
/// the guide is the current folder. Chapters that `known` still knows are not read again.
pub fn scan(
    root: &Root,
    shown: &str,
    known: &(dyn Fn(&ContentPath) -> Option<Arc<Source>> + Sync),
) -> Content {
    let mut content = Content::default();
    let folder = ContentPath::base().in_guide();
    let walk = match root.walk(&folder, |name| !is_ignored(name)) {
        Ok(walk) => walk,
        Err(error) => {
            content.report(ContentPath::base(), no_content(error));
            return content;
        }
    };
    let mut chapters = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) => content.sort_in(root, &entry, &mut chapters),
            Err(error) => {
                let path = GuidePath::of(root.path(), &error.path);
                let path = path.and_then(|path| path.in_content());
                content.unread.extend(path.clone());
                content.report(path.unwrap_or_else(ContentPath::base), error.into());
            }
        }
    }
    for (folder, problem) in near_misses_of_folders(&chapters, shown) {
        content.report(folder, problem);
    }
    let read: Vec<Result<Arc<Source>, Diagnostic>> = chapters
        .par_iter()
        .map(|path| known(path).map_or_else(|| read(root, shown, path), Ok))
        .collect();
    for (path, result) in chapters.into_iter().zip(read) {
        match result {
            Ok(source) => content.sources.push(source),
            Err(error) => {
                content.unread.push(path.clone());
                content.report(path, error);
            }
        }
    }
    content
}

/// Reads one chapter.
///
/// # Errors
/// Anything that is not a plain file of the guide, or cannot be read.
pub fn read(root: &Root, shown: &str, path: &ContentPath) -> Result<Arc<Source>, Diagnostic> {
    let bytes = root.read(&path.in_guide())?;
    let shown = format!("{shown}{}", path.in_guide());
    panics::guard(
        Action::Reading,
        || shown.clone(),
        || Arc::new(Source::read(path, &shown, &bytes)),
    )
    .map_err(|fault| fault.at(&Text::new(&*shown, ""), Span::START))
}

impl Content {
    /// Whether the chapters and folders are the same, those that could not be read among them.
    pub fn has_same_tree(&self, other: &Self) -> bool {
        let said = |content: &Self| -> Vec<String> {
            content.diagnostics.iter().map(ToString::to_string).collect()
        };
        self.sources.len() == other.sources.len()
            && self.sources.iter().zip(&other.sources).all(|(a, b)| Arc::ptr_eq(a, b))
            && self.folders == other.folders
            && said(self) == said(other)
    }

    /// Whether there is a chapter, folder or file at a path, or below it.
    pub fn holds(&self, path: &ContentPath) -> bool {
        self.sources.iter().any(|source| source.path.is_within(path))
            || self.folders.iter().any(|folder| folder.path.is_within(path))
            || self.files.iter().any(|file| file.is_within(path))
    }

    /// The files and folders that the system did not let us read: it may do so later.
    pub fn to_retry(&self, root: &Root) -> impl Iterator<Item = ContentPath> {
        let paths = self.diagnostics.iter().filter_map(|problem| problem.unread.as_ref());
        paths.filter_map(|path| GuidePath::of(root.path(), path)?.in_content())
    }

    /// Notes what is wrong with a file or folder.
    fn report(&mut self, path: ContentPath, problem: Diagnostic) {
        self.reported.insert(path);
        self.diagnostics.push(problem);
    }

    /// Whether any of these changes may resolve a problem that the scan of the folders found.
    pub fn is_reported_of(&self, changed: &BTreeSet<ContentPath>) -> bool {
        self.reported.iter().any(|path| path.is_within_any(changed))
            || changed.iter().any(|path| path.is_within_any(&self.reported))
    }

    /// Keeps what is known of chapters that are there but cannot be read now, in files or whole
    /// folders. They are no reason to stop.
    pub fn keep_unread(&mut self, before: &Self, root: &Root) {
        for problem in &mut self.diagnostics {
            let below = problem.unread.as_ref().and_then(|path| GuidePath::of(root.path(), path));
            let Some(path) = below.as_ref().and_then(GuidePath::in_content) else { continue };
            let sources = before.sources.iter().filter(|source| source.path.is_within(&path));
            let count = self.sources.len();
            self.sources.extend(sources.cloned());
            if self.sources.len() == count {
                continue;
            }
            let known = before.folders.iter().filter(|folder| folder.path.is_within(&path));
            let new = known.filter(|folder| !self.folders.contains(folder)).cloned();
            self.folders.extend(new.collect::<Vec<_>>());
            self.files.extend(before.files.iter().filter(|file| file.is_within(&path)).cloned());
            self.unread.retain(|unread| *unread != path);
            *problem = problem.clone().with_older_text();
        }
        self.sources.sort_by(|a, b| a.path.parts().cmp(b.path.parts()));
        self.folders.sort_by(|a, b| a.path.parts().cmp(b.path.parts()));
    }

    /// Puts one entry of the walk where it belongs.
    fn sort_in(
        &mut self,
        root: &Root,
        entry: &WalkEntry<paths::Guide>,
        chapters: &mut Vec<ContentPath>,
    ) {
        let Some(path) = entry.path.as_ref().and_then(GuidePath::in_content) else {
            let name = entry.shown.display();
            let problem = Diagnostic::error(message!("name-not-utf8", name = name.to_string()));
            // No chapter is found anew because a file beside it cannot be named.
            let near = entry.shown.to_string_lossy();
            let near = GuidePath::of(root.path(), Path::new(&*near));
            let near = near.and_then(|near| near.in_content()).unwrap_or_else(ContentPath::base);
            self.report(near, problem.help(message!("name-not-utf8", "help")));
            return;
        };
        let is_chapter =
            entry.kind == FileKind::File && path.extension().is_some_and(is_chapter_extension);
        if is_chapter || entry.kind == FileKind::Folder {
            let name = if is_chapter { path.stem() } else { path.name() };
            if let Some(fault) = Number::fault_in_name(name) {
                let name = path.in_guide().to_string();
                let message = message!("name-number-fault", name = name, fault = fault.to_string());
                let problem = Diagnostic::error(message);
                self.report(path.clone(), problem.help(message!("name-number-fault", "help")));
            }
        }
        match entry.kind {
            FileKind::Folder => {
                if let Some((number, rest)) = Number::split_name(path.name()) {
                    let title = name_as_title(rest);
                    self.folders.push(Folder { path, number, title });
                }
            }
            FileKind::Link => self.leave_out(&path, &message!("a-symbolic-link")),
            FileKind::Other(what) => self.leave_out(&path, &what.to_string()),
            FileKind::File if is_chapter => chapters.push(path),
            FileKind::File => {
                self.files.insert(path);
            }
        }
    }

    fn leave_out(&mut self, path: &ContentPath, what: &str) {
        let message = message!("no-plain-file", name = path.in_guide().to_string(), what = what);
        let problem = Diagnostic::warning(message).help(message!("no-plain-file", "help"));
        self.report(path.clone(), problem);
    }
}

/// Whether a file or folder of this name is not part of a guide: hidden, or left by an editor.
pub fn is_ignored(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~')
}

fn no_content(error: FileError) -> Diagnostic {
    if error.cause.is_missing() {
        let path = error.path.display().to_string();
        return Diagnostic::error(message!("no-content", path = path))
            .help(message!("no-content", "help"));
    }
    error.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_titles() {
        assert_eq!(name_as_title("de-wijk_aanpak").unwrap(), "De wijk aanpak");
        assert_eq!(name_as_title("élan").unwrap(), "Élan");
        assert_eq!(name_as_title("--"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_not_utf8_lies_in_a_folder_and_is_in_the_way_of_no_other() {
        use std::os::unix::ffi::OsStrExt;

        let guide = tempfile::tempdir().unwrap();
        let folder = guide.path().join("content/map");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(std::ffi::OsStr::from_bytes(b"2-\xff.md")), "twee").unwrap();
        std::fs::write(folder.join("1.md"), "een").unwrap();
        let content = scan(&Root::open(guide.path()).unwrap(), "", &|_| None);
        assert_eq!((content.sources.len(), content.diagnostics.len()), (1, 1));
        let is_reported = |path| content.is_reported_of(&[ContentPath::new(path).unwrap()].into());
        assert!(is_reported("map") && is_reported(""));
        assert!(!is_reported("map/1.md") && !is_reported("1.md"));
    }

    #[test]
    fn a_path_is_folder_and_stem() {
        let read = |path| Source::read(&ContentPath::new(path).unwrap(), "x", b"");
        let source = read("2-deel/2.4.8-opgaven.md");
        assert_eq!(source.folder(), "2-deel");
        assert_eq!(source.stem(), "2.4.8-opgaven");
        assert!(read("index.md").is_index());
    }

    #[test]
    fn a_line_may_end_with_a_carriage_return() {
        let read = |text: &[u8]| Source::read(&ContentPath::new("a.md").unwrap(), "a.md", text);
        let source = read(b"---\rtitle: A\r---\r\rTekst\r");
        assert_eq!(source.front_matter.title.as_deref(), Some("A"));
        assert_eq!(&source.text.content[source.body..], "\nTekst\n");
        assert_eq!(read(b"a\r\nb\r\n").text.content, "a\r\nb\r\n");
    }

    #[test]
    fn a_character_that_was_lost_is_reported_once() {
        let path = ContentPath::new("a.md").unwrap();
        let source = Source::read(&path, "a.md", "Tekst\nge\u{fffd}n, pati\u{fffd}nt\n".as_bytes());
        let [problem] = source.diagnostics.as_slice() else { panic!("{:?}", source.diagnostics) };
        assert_eq!(problem.position(), Some(("a.md", 2, 3)));
        assert!(problem.message.contains("U+FFFD"), "{problem}");
    }

    #[test]
    fn other_encodings_are_named_with_their_place() {
        let source =
            Source::read(&ContentPath::new("a.md").unwrap(), "content/a.md", b"een\nge\xEBn\n");
        let [problem] = source.diagnostics.as_slice() else { panic!("{:?}", source.diagnostics) };
        assert!(problem.message.contains("not UTF-8"));
        assert_eq!(problem.position(), Some(("content/a.md", 2, 3)));
    }
}
