//! Single texts become chapters, at the places that their numbers have in the guide.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use serde::Serialize;

use super::addresses;
use super::draft::{Draft, Options};
use super::input::{self, TextFile};
use super::text_links::{TextLinker, anchors};
use crate::config;
use crate::diagnostic::{Diagnostic, Span, Text};
use crate::formats::{self, Block, Chapter, Format, Kind, words};
use crate::new;
use crate::new::layout::{Item, Layout};
use crate::number::Number;
use crate::paths::ContentPath;
use crate::source::{CONTENT, name_as_title};
use crate::workspace::Manuscript;

/// A chapter that was read, and where from.
struct ReadChapter {
    file: TextFile,
    text: Arc<Text>,
    chapter: Chapter,
    /// The images inside the file.
    images: Rc<BTreeMap<String, Vec<u8>>>,
}

/// Reads texts into the draft.
///
/// # Errors
/// A guide that cannot be read.
pub fn read(
    files: &[TextFile],
    options: &Options,
    draft: &mut Draft,
) -> Result<(), Vec<Diagnostic>> {
    let mut chapters = Vec::new();
    for file in files {
        match read_chapters(file, options, draft) {
            Ok(read) => chapters.extend(read),
            Err(problem) => draft.problems.push(problem),
        }
    }
    if chapters.is_empty() {
        return Ok(());
    }
    let (mut layout, titles) = existing(options, draft)?;
    let placed = place(chapters, &mut layout, &titles, draft);
    convert(placed, &layout, options, draft);
    Ok(())
}

/// Reads a file: one chapter, or several below each other.
fn read_chapters(
    file: &TextFile,
    options: &Options,
    draft: &mut Draft,
) -> Result<Vec<ReadChapter>, Diagnostic> {
    let extension = input::extension(&file.shown);
    // A file that is named by itself may have no extension.
    let format = Format::of_extension(&extension)
        .or(extension.is_empty().then_some(Format::Plain))
        .ok_or_else(|| {
            Diagnostic::error(format!("{} cannot be imported", file.shown.display()))
                .help(input::advice(&extension))
        })?;
    let bytes = file.folder.read(&file.path)?;
    let mut document = formats::read(format, &bytes).map_err(|problem| {
        Diagnostic::error(format!("{} cannot be read: {problem}", file.shown.display()))
            .help("open it in Word and save it as .docx")
    })?;
    let shown = file.shown.display().to_string().replace('\\', "/");
    let text = Text::new(shown, std::mem::take(&mut document.source));
    let mut notes = std::mem::take(&mut document.notes);
    let images = Rc::new(std::mem::take(&mut document.images));
    let title = document.title.take();
    let mut chapters = Vec::new();
    for mut chapter in document.into_chapters(options.lessons) {
        name_by_file(&mut chapter, title.as_deref(), &text, file, draft);
        notes.append(&mut chapter.notes);
        let (file, text, images) = (file.clone(), Arc::clone(&text), Rc::clone(&images));
        chapters.push(ReadChapter { file, text, chapter, images });
    }
    for (line, message) in notes {
        draft.note(&text, line, message);
    }
    Ok(chapters)
}

/// Takes number and title from the page or the file name, where the text has none.
fn name_by_file(
    chapter: &mut Chapter,
    page_title: Option<&str>,
    text: &Arc<Text>,
    file: &TextFile,
    draft: &mut Draft,
) {
    let page_title = page_title.map(str::to_owned);
    let stem = file.shown.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
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
            chapter.title = page_title.clone().or_else(|| name_as_title(rest));
        }
    }
    if chapter.title.is_none() {
        chapter.title = page_title.or_else(|| name_as_title(stem));
        let title = chapter.title.clone().unwrap_or_default();
        draft.note(text, 1, format!("no line with a title was found; “{title}” is taken for it"));
    }
    if chapter.number.is_none() {
        draft.note(text, 1, "no number was found: this becomes a chapter without one");
    }
}

/// The layout and the numbered chapters of the guide; a folder without a guide gets one.
fn existing(
    options: &Options,
    draft: &mut Draft,
) -> Result<(Layout, HashMap<Number, String>), Vec<Diagnostic>> {
    if !options.into.join(config::FILE_NAME).exists() {
        draft.add_settings("Mijn gids", "");
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

/// Finds a path for every chapter.
fn place(
    chapters: Vec<ReadChapter>,
    layout: &mut Layout,
    titles: &HashMap<Number, String>,
    draft: &mut Draft,
) -> Vec<(ReadChapter, ContentPath)> {
    let mut names = addresses::made();
    let mut placed = Vec::new();
    for read in chapters {
        let title = read.chapter.title.clone().unwrap_or_default();
        let target = match &read.chapter.number {
            Some(number) => {
                if let Some(taken) = titles.get(number) {
                    let mut problem = Diagnostic::error(format!("{number} is taken by “{taken}”"));
                    if let Some(free) = new::next_free(layout, number) {
                        problem = problem.help(format!("the next free number is {free}"));
                    }
                    draft.problems.push(problem.at(&read.text, Span::START));
                    continue;
                }
                let target = new::path(layout, number, &title);
                let is_folder = target.name() == "index.md";
                let path = if is_folder { target.folder() } else { target.clone() };
                layout.insert(number.clone(), Item { path, is_folder });
                target
            }
            None => {
                let name = addresses::unnumbered_name(&title);
                let free = addresses::free_name(&name, &mut names);
                if free != name {
                    let message = format!(
                        "{name}.html is a page that every guide has, or that another text has: \
                         this chapter is {free}"
                    );
                    draft.note(&read.text, 1, message);
                }
                ContentPath::base().child(&format!("{free}.md"))
            }
        };
        placed.push((read, target));
    }
    placed
}

/// Puts chapters with their images into the draft, and their links where those lead in the guide.
fn convert(
    placed: Vec<(ReadChapter, ContentPath)>,
    layout: &Layout,
    options: &Options,
    draft: &mut Draft,
) {
    // A link to a file of several chapters leads to the first.
    let numbers: HashMap<String, Number> = placed
        .iter()
        .rev()
        .filter_map(|(read, _)| {
            let name = read.file.path.name().to_owned();
            Some((name, read.chapter.number.clone()?))
        })
        .collect();
    for (mut read, target) in placed {
        let mut linker = TextLinker {
            file: &read.file,
            target: &target,
            text: &read.text,
            images: &read.images,
            numbers: &numbers,
            layout,
            base_url: options.base_url.as_ref(),
            anchors: anchors(&read.chapter.blocks),
            draft,
        };
        linker.blocks(&mut read.chapter.blocks);
        linker.blocks(&mut read.chapter.banner);
        let content = front_matter(&read.chapter) + &formats::to_markdown(&read.chapter.blocks);
        let path = target.in_guide();
        if !draft.add(path.clone(), content) {
            let problem = Diagnostic::error(format!("two texts want to be {path}"));
            draft.problems.push(problem.at(&read.text, Span::START));
        }
    }
}

/// The front matter of a chapter.
fn front_matter(chapter: &Chapter) -> String {
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
    struct FrontMatter {
        title: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        banner: Option<Picture>,
        #[serde(skip_serializing_if = "Option::is_none")]
        extra: Option<Extra>,
    }
    let mut banner = None;
    let mut rest: Vec<Block> = Vec::new();
    for block in &chapter.banner {
        match &block.kind {
            Kind::Figure { address, alt, .. } if !address.is_empty() => {
                banner.get_or_insert(Picture { image: address.clone(), alt: alt.clone() });
            }
            _ => rest.push(block.clone()),
        }
    }
    let rest = words(&rest);
    let top = FrontMatter {
        title: chapter.title.clone().unwrap_or_default(),
        banner,
        extra: (!rest.is_empty()).then_some(Extra { banner: rest }),
    };
    let yaml = serde_yaml::to_string(&top).expect("front matter is plain data");
    format!("---\n{yaml}---\n\n")
}
