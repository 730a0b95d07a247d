//! Texts from elsewhere become chapters.
//!
//! Nothing is lost on the way: what is not understood is kept as text, what is left out is said,
//! each with its line. Nothing is overwritten: everything is read and checked before the first file
//! is written.

mod addresses;
mod admonish;
mod follow;
mod includes;
mod linker;
mod mdbook;
mod mkdocs;
mod native;
mod python_markdown;
mod site;
mod sources;
mod summary;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use url::Url;

use self::linker::{Linker, ids};
use self::sources::{Format, Source};
use crate::config;
use crate::diagnostic::{self, Diagnostic, Span, Text};
use crate::formats::divide::{self, divide_at_headings};
use crate::formats::recognise::{self, Chapter, find_headings};
use crate::formats::tree::{Block, Kind, words};
use crate::formats::{html, markdown, text, word};
use crate::new;
use crate::new::layout::{Item, Layout, split};
use crate::number::Number;
use crate::source::{CONTENT, name_as_title};
use crate::workspace::Manuscript;

/// How texts are imported.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder of the guide; one without a guide gets one.
    pub into: PathBuf,
    /// Whether headings after an introduction become lessons; else a text may announce them.
    pub lessons: Option<bool>,
    /// Where the text stood on the web, for links that lead out of it.
    pub base_url: Option<Url>,
}

/// What was made.
#[derive(Debug, Default)]
pub struct Imported {
    /// The files, in order.
    pub made: Vec<PathBuf>,
    /// How many of them are chapters.
    pub chapters: usize,
    /// What to look at.
    pub notes: Vec<Diagnostic>,
}

/// What is to be written, by path below the guide's folder.
#[derive(Debug, Default)]
struct Draft {
    files: BTreeMap<String, Vec<u8>>,
    notes: Vec<Diagnostic>,
    problems: Vec<Diagnostic>,
}

impl Draft {
    fn note(&mut self, text: &Arc<Text>, line: usize, message: impl Into<String>) {
        let start = text.offset(line.min(text.content.lines().count().max(1)), 1);
        self.notes.push(Diagnostic::warning(message).at(text, text.rest_of_line(start)));
    }
}

/// Imports texts, or a whole book or site, into a guide.
///
/// # Errors
/// A file that cannot be read, a number that is taken, a file that exists. Nothing is written.
pub fn import(sources: &[PathBuf], options: &Options) -> Result<Imported, Vec<Diagnostic>> {
    let mut draft = Draft::default();
    let mut chapters = Vec::new();
    for source in sources {
        match sources::kind(source) {
            Source::MdBook(root) => mdbook::read(&root, options, &mut draft),
            Source::MkDocs(file) => mkdocs::read(&file, options, &mut draft),
            Source::Texts(files) => {
                for file in files {
                    match read_chapters(&file, options, &mut draft) {
                        Ok(read) => {
                            chapters.extend(read.into_iter().map(|read| (file.clone(), read)));
                        }
                        Err(problem) => draft.problems.push(problem),
                    }
                }
            }
        }
    }
    place(chapters, options, &mut draft)?;
    write(draft, &options.into)
}

/// Reads a file; older encodings are those of Windows, and that is said.
fn read_text(path: &Path, draft: &mut Draft) -> Result<Arc<Text>, Diagnostic> {
    let bytes = std::fs::read(path).map_err(|error| Diagnostic::io("read", path, &error))?;
    let encoding = encoding_rs::Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
    let encoding = encoding.unwrap_or(match std::str::from_utf8(&bytes) {
        Ok(_) => encoding_rs::UTF_8,
        Err(_) => encoding_rs::WINDOWS_1252,
    });
    let (content, _, _): (Cow<'_, str>, _, _) = encoding.decode(&bytes);
    // Once lines ended with a carriage return alone.
    let content =
        if content.contains('\n') { content.into_owned() } else { content.replace('\r', "\n") };
    let text = Text::new(path.display().to_string().replace('\\', "/"), content);
    if encoding != encoding_rs::UTF_8 {
        let message =
            format!("this file is not UTF-8 but {}: look at its accents", encoding.name());
        draft.note(&text, 1, message);
    }
    Ok(text)
}

/// Reads a file: one chapter, or several below each other.
fn read_chapters(
    path: &Path,
    options: &Options,
    draft: &mut Draft,
) -> Result<Vec<Read>, Diagnostic> {
    let ending = sources::ending(path);
    // A file that is named by itself may go without an ending.
    let format = Format::of(&ending).or(ending.is_empty().then_some(Format::Plain));
    let (text, parts, title, images, notes) = match format {
        Some(Format::Html) => {
            let text = read_text(path, draft)?;
            let mut page = html::read(&text.content);
            find_headings(&mut page.blocks, &mut page.notes);
            (text, divide_at_headings(page.blocks), page.title, HashMap::new(), page.notes)
        }
        Some(Format::Word) => {
            let bytes =
                std::fs::read(path).map_err(|error| Diagnostic::io("read", path, &error))?;
            let mut word = word::read(&bytes).map_err(|problem| {
                Diagnostic::error(format!("{} cannot be read: {problem}", path.display()))
                    .help("open it in Word and save it as .docx")
            })?;
            find_headings(&mut word.blocks, &mut word.notes);
            // What is said of a paragraph points at its line.
            let text = Text::new(path.display().to_string(), word.paragraphs.join("\n"));
            (text, divide_at_headings(word.blocks), None, word.images, word.notes)
        }
        Some(Format::Plain) => {
            let text = read_text(path, draft)?;
            let content = text.content.replace('\u{ad}', "");
            let (blocks, notes) = text::read(&content);
            (text, divide::divide(blocks), None, HashMap::new(), notes)
        }
        None => {
            let problem = Diagnostic::error(format!("{} cannot be imported", path.display()));
            return Err(problem.help(sources::advice(&ending)));
        }
    };
    let images = Arc::new(images);
    let mut chapters = Vec::new();
    let mut notes = notes;
    for blocks in parts {
        let mut chapter = recognise::recognise(blocks, options.lessons);
        name_by_file(&mut chapter, path, title.as_deref(), &text, draft);
        notes.append(&mut chapter.notes);
        chapters.push(Read { text: Arc::clone(&text), chapter, images: Arc::clone(&images) });
    }
    for (line, message) in notes {
        draft.note(&text, line, message);
    }
    Ok(chapters)
}

/// What a text does not say of its number and title, its page or the name of its file may.
fn name_by_file(
    chapter: &mut Chapter,
    path: &Path,
    title: Option<&str>,
    text: &Arc<Text>,
    draft: &mut Draft,
) {
    let title = title.map(str::to_owned);
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    if let Some((number, rest)) = Number::split_name(stem) {
        // "A Handboek" is a sentence unless the file is that of appendix A.
        let of_file = number.to_string();
        let said = chapter.title.as_deref().and_then(|title| title.strip_prefix(&of_file));
        if let Some(said) = said.filter(|said| said.starts_with([' ', '.', ':'])) {
            let title = said.trim_start_matches([' ', '.', ':']).to_owned();
            chapter.title = Some(title).filter(|title| !title.is_empty());
        }
        chapter.number.get_or_insert(number);
        if chapter.title.is_none() {
            chapter.title = title.clone().or_else(|| name_as_title(rest));
        }
    }
    if chapter.title.is_none() {
        chapter.title = title.or_else(|| name_as_title(stem));
        let title = chapter.title.clone().unwrap_or_default();
        draft.note(text, 1, format!("no line with a title was found; “{title}” is taken for it"));
    }
    if chapter.number.is_none() {
        draft.note(text, 1, "no number was found: this becomes a chapter without one");
    }
}

/// A chapter as it was read.
struct Read {
    text: Arc<Text>,
    chapter: Chapter,
    /// Images that are part of the file.
    images: Arc<HashMap<String, Vec<u8>>>,
}

/// Puts chapters where their numbers belong in the guide.
fn place(
    chapters: Vec<(PathBuf, Read)>,
    options: &Options,
    draft: &mut Draft,
) -> Result<(), Vec<Diagnostic>> {
    if chapters.is_empty() {
        return Ok(());
    }
    let (mut layout, titles) = existing(options, draft)?;
    let mut placed = Vec::new();
    for (path, read) in chapters {
        let title = read.chapter.title.clone().unwrap_or_default();
        let target = match &read.chapter.number {
            Some(number) => {
                if let Some(taken) = titles.get(number) {
                    let mut problem = Diagnostic::error(format!("{number} is taken by “{taken}”"));
                    if let Some(free) = new::next_free(&layout, number) {
                        problem = problem.help(format!("the next free number is {free}"));
                    }
                    draft.problems.push(problem.at(&read.text, Span::START));
                    continue;
                }
                let target = new::path(&layout, number, &title);
                let is_folder = target.ends_with("/index.md");
                let item = if is_folder { split(&target).0 } else { &target };
                layout.insert(number.clone(), Item { path: item.to_owned(), is_folder });
                target
            }
            None => {
                let name = new::name_of(&title);
                let free = addresses::free_name(&name, &mut addresses::made());
                if free != name {
                    let message = format!(
                        "{name}.html is a page that every guide has: this chapter is {free}"
                    );
                    draft.note(&read.text, 1, message);
                }
                format!("{free}.md")
            }
        };
        placed.push((path, read, target));
    }
    // A link to a file of several chapters leads to the first.
    let numbers: HashMap<String, Number> = placed
        .iter()
        .rev()
        .filter_map(|(path, read, _)| {
            let name = path.file_name()?.to_str()?.to_owned();
            Some((name, read.chapter.number.clone()?))
        })
        .collect();
    for (path, mut read, target) in placed {
        let mut linker = Linker {
            source: &path,
            target: &target,
            text: &read.text,
            images: &read.images,
            numbers: &numbers,
            layout: &layout,
            options,
            ids: Vec::new(),
            draft,
        };
        linker.ids = ids(&read.chapter.blocks);
        let mut blocks = std::mem::take(&mut read.chapter.blocks);
        linker.blocks(&mut blocks);
        let mut banner = std::mem::take(&mut read.chapter.banner);
        linker.blocks(&mut banner);
        let content = front_matter(&read.chapter, &banner) + &markdown::write(&blocks);
        let key = format!("{CONTENT}/{target}");
        if draft.files.insert(key, content.into_bytes()).is_some() {
            let problem = Diagnostic::error(format!("two texts want to be {CONTENT}/{target}"));
            draft.problems.push(problem.at(&read.text, Span::START));
        }
    }
    Ok(())
}

/// The chapters that the guide has; a folder without a guide gets one.
fn existing(
    options: &Options,
    draft: &mut Draft,
) -> Result<(Layout, HashMap<Number, String>), Vec<Diagnostic>> {
    if !options.into.join(config::FILE_NAME).exists() {
        draft.files.insert(config::FILE_NAME.into(), book_toml("Mijn gids", "").into_bytes());
        return Ok((Layout::default(), HashMap::new()));
    }
    if !options.into.join(CONTENT).exists() {
        return Ok((Layout::default(), HashMap::new()));
    }
    let manuscript = Manuscript::read_to_change(&options.into)?;
    let written = manuscript.book.chapters().filter(|(_, chapter)| chapter.source.is_some());
    let titles = written
        .filter_map(|(_, chapter)| Some((chapter.number.clone()?, chapter.title.clone())))
        .collect();
    Ok((Layout::of(&manuscript), titles))
}

/// A `book.toml` with a title and whatever else is known.
fn book_toml(title: &str, more: &str) -> String {
    format!("[book]\ntitle = {}\n{more}", toml::Value::from(title))
}

/// A language the theme has no words for gets a file for them; until then they are English.
fn words_of_theme(language: &str, draft: &mut Draft) {
    let primary = language.split('-').next().unwrap_or_default();
    if !matches!(primary, "nl" | "en") {
        let path = format!("themes/{}/strings/{language}.toml", config::DEFAULT_THEME);
        let words =
            "# The words of the site in this language; those that are missing are English.\n";
        draft.files.insert(path.clone(), words.into());
        let message = format!("the theme has no words in “{language}”: translate them in {path}");
        draft.notes.push(Diagnostic::warning(message));
    }
}

/// The block at the top of an imported chapter.
fn front_matter(chapter: &Chapter, banner: &[Block]) -> String {
    #[derive(Serialize)]
    struct Picture {
        image: String,
        alt: String,
    }
    #[derive(Serialize)]
    struct Extra {
        banner: String,
    }
    #[derive(Serialize)]
    struct Top {
        title: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        banner: Option<Picture>,
        #[serde(skip_serializing_if = "Option::is_none")]
        extra: Option<Extra>,
    }
    let picture = banner.iter().find_map(|block| match &block.kind {
        Kind::Figure { address, alt, .. } if !address.is_empty() => {
            Some(Picture { image: address.clone(), alt: alt.clone() })
        }
        _ => None,
    });
    let has_address =
        |block: &&Block| matches!(&block.kind, Kind::Figure { address, .. } if !address.is_empty());
    let said: Vec<Block> = banner.iter().filter(|block| !has_address(block)).cloned().collect();
    let said = words(&said);
    let top = Top {
        title: chapter.title.clone().unwrap_or_default(),
        banner: picture,
        extra: (!said.is_empty()).then_some(Extra { banner: said }),
    };
    let yaml = serde_yaml::to_string(&top).expect("front matter is plain data");
    format!("---\n{yaml}---\n\n")
}

/// Writes everything, if nothing is in the way.
fn write(mut draft: Draft, into: &Path) -> Result<Imported, Vec<Diagnostic>> {
    for path in draft.files.keys().map(|path| into.join(path)).filter(|path| path.exists()) {
        draft.problems.push(
            Diagnostic::error(format!("{} exists already", path.display())).help(
                "nothing was written; move it away, or import into another folder with --into",
            ),
        );
    }
    if !draft.problems.is_empty() {
        return Err(draft.problems);
    }
    let chapters = draft.files.keys().filter(|path| path.ends_with(".md")).count();
    let mut made: Vec<PathBuf> = Vec::new();
    for (path, bytes) in &draft.files {
        let path = into.join(path);
        if let Err(error) = new::create(&path, bytes) {
            // Half an import helps nobody, and these files are ours.
            made.iter().for_each(|path| drop(std::fs::remove_file(path)));
            return Err(Diagnostic::io("write", &path, &error).into());
        }
        made.push(path);
    }
    diagnostic::sort(&mut draft.notes);
    Ok(Imported { made, chapters, notes: draft.notes })
}
