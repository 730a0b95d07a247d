//! Single texts become chapters, at the places that their numbers have in the guide.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Serialize;

use super::draft::{Draft, Options};
use super::input::{self, TextFile};
use super::literal::literal;
use super::places::DocumentChapter;
use super::plan::{self, Placed, ReadText};
use super::references;
use super::text_links::TextLinker;
use crate::diagnostic::{Diagnostic, Span, Text};
use crate::formats::{
    self, Block, Chapter, Division, Format, Kind, Position, escape_line, excerpt, note, words,
};
use crate::messages::message;
use crate::number::Number;
use crate::source::{Foreign, is_chapter_extension, name_as_title};

/// Reads texts into the draft.
///
/// # Errors
/// A guide that cannot be read.
pub fn read(
    files: &[TextFile],
    options: &Options,
    draft: &mut Draft,
) -> Result<(), Vec<Diagnostic>> {
    let mut texts = Vec::new();
    for file in files {
        match read_text(file, options, draft) {
            Ok(read) => texts.push(read),
            Err(problem) => draft.problems.push(problem),
        }
    }
    if texts.is_empty() {
        return Ok(());
    }
    let mut guide = plan::ExistingGuide::of(options)?;
    let placed = guide.place(&mut texts, options, draft);
    convert(&texts, placed, &guide, options, draft);
    Ok(())
}

/// Reads a file, which holds one chapter or several.
fn read_text(
    file: &TextFile,
    options: &Options,
    draft: &mut Draft,
) -> Result<ReadText, Diagnostic> {
    let extension = input::extension(&file.shown);
    // A file that the user named may have no extension.
    let format = Format::of_extension(&extension).or(extension.is_empty().then_some(Format::Plain));
    let bytes = file.folder.read(&file.path)?;
    let kind = Foreign::of(&bytes);
    let is_named_so = match kind {
        None => true,
        Some(Foreign::Word) => format == Some(Format::Word),
        // Where a page says what it is, a text may show how it is written.
        Some(Foreign::Page) => format.is_some(),
        // Of these the extension tells what to do as well.
        Some(_) => format.is_none() && !is_chapter_extension(&extension),
    };
    if let Some(kind) = kind.filter(|_| !is_named_so) {
        return Err(input::of_other_name(&file.shown, kind));
    }
    let format = format.ok_or_else(|| {
        let path = file.shown.display().to_string();
        Diagnostic::error(message!("import-impossible", path = path))
            .help(input::advice(&extension))
    })?;
    let mut document = formats::read(format, &bytes).map_err(|reason| {
        let path = file.shown.display().to_string();
        Diagnostic::error(message!("import-unreadable", path = path, reason = reason))
            .help(message!("import-unreadable", "help"))
    })?;
    let shown = file.shown.display().to_string().replace('\\', "/");
    let text = Text::new(shown, std::mem::take(&mut document.source));
    let mut notes = std::mem::take(&mut document.notes);
    for (line, note) in std::mem::take(&mut document.losses) {
        draft.report_loss(&text, line, note);
    }
    if document.blocks.is_empty() {
        draft.note(&text, 1, note!("import-no-text", path = file.shown.display().to_string()));
    }
    let images = std::mem::take(&mut document.images);
    let title = document.title.take();
    let last_line = document.last_line;
    let division = Division { lessons: options.lessons, levels: options.levels };
    let mut outline = document.divide(division, &mut notes);
    match outline.depth {
        Some(depth) => draft.outcome.divided.push((file.shown.clone(), depth)),
        None => {
            // The properties of a Word document often have the title of the one it was copied from.
            let page_title = title.as_deref().filter(|_| format != Format::Word);
            for chapter in &mut outline.chapters {
                name_by_file(chapter, page_title, &text, file, draft);
            }
        }
    }
    for chapter in &mut outline.chapters {
        notes.append(&mut chapter.notes);
    }
    for (line, note) in notes {
        draft.note(&text, line, note);
    }
    Ok(ReadText { file: file.clone(), text, images, outline, title, format, last_line })
}

/// Takes the number and title from the page or the file name where the text has none.
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
        draft.note(text, 1, note!("import-title-guessed", title = title));
    }
    if chapter.number.is_none() {
        draft.note(text, 1, note!("import-no-number"));
    }
}

/// Puts chapters into the draft, with their images and with links to where they lead in the guide.
fn convert(
    texts: &[ReadText],
    mut placed: Vec<Placed>,
    guide: &plan::ExistingGuide,
    options: &Options,
    draft: &mut Draft,
) {
    // A link to a file of several chapters leads to the first.
    let numbers: HashMap<String, Number> = placed
        .iter()
        .rev()
        .filter_map(|placed| {
            let name = texts[placed.text].file.path.name().to_owned();
            Some((name, placed.chapter.number.clone()?))
        })
        .collect();
    for Placed { text, chapter, path } in &mut placed {
        let read = &texts[*text];
        let mut linker = TextLinker {
            file: &read.file,
            target: path,
            text: &read.text,
            images: &read.images,
            numbers: &numbers,
            layout: &guide.layout,
            language: &guide.language,
            base_url: options.base_url.as_ref(),
            draft,
        };
        linker.blocks(&mut chapter.blocks);
        linker.blocks(&mut chapter.banner);
    }
    let mut parts: Vec<DocumentChapter<'_>> = placed
        .iter_mut()
        .map(|Placed { text, chapter, path }| DocumentChapter {
            document: *text,
            text: &texts[*text].text,
            name: match &chapter.number {
                Some(number) => number.to_string(),
                None => path.stem().to_owned(),
            },
            chapter,
        })
        .collect();
    let found = references::refer(&mut parts, draft);
    draft.outcome.references = found;
    tell_chapters(texts, &placed, draft);
    let mut refused = HashSet::new();
    for Placed { text, chapter, path } in &placed {
        let markdown = formats::to_markdown(&chapter.blocks);
        // In plain text they may be meant as mark-up.
        let is_plain = texts[*text].format == Format::Plain;
        let markdown = if is_plain { markdown } else { literal(markdown) };
        let content = front_matter(chapter) + &markdown;
        let path = path.in_guide();
        if !draft.add(path.clone(), content) && refused.insert(*text) {
            let help = match texts[*text].outline.depth {
                Some(_) => message!("import-two-texts", "under"),
                None => message!("import-two-texts", "help"),
            };
            let message = message!("import-two-texts", path = path.to_string());
            let problem = Diagnostic::error(message).help(help);
            draft.problems.push(problem.at(&texts[*text].text, Span::START));
        }
        let title = chapter.title.clone().unwrap_or_default();
        draft.outcome.chapters.push((chapter.number.clone(), title));
    }
}

/// Tells of every note about a text that became several chapters which of these it is about.
fn tell_chapters(texts: &[ReadText], placed: &[Placed], draft: &mut Draft) {
    for (at, read) in texts.iter().enumerate().filter(|(_, read)| read.outline.depth.is_some()) {
        let own = placed.iter().filter(|placed| placed.text == at && placed.chapter.line > 0);
        let mut starts: Vec<(usize, String)> = own
            .map(|Placed { chapter, .. }| {
                let number = chapter.number.iter().map(|number| format!("{number} "));
                let title = chapter.title.as_deref().map(excerpt).unwrap_or_default();
                (chapter.line, number.collect::<String>() + &title)
            })
            .collect();
        starts.sort();
        for note in &mut draft.notes {
            let place =
                note.told.location.as_ref().filter(|(text, _)| Arc::ptr_eq(text, &read.text));
            let Some((text, span)) = place else { continue };
            let line = text.position(span.start()).0;
            let after = starts.partition_point(|(start, _)| *start <= line);
            let chapter = after.checked_sub(1).map(|at| starts[at].1.clone());
            note.chapter = chapter.filter(|_| read.last_line.is_none_or(|last| line <= last));
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
        position: Option<&'static str>,
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
        title: escape_line(chapter.title.as_deref().unwrap_or_default()),
        position: (chapter.position == Position::Back).then_some("back"),
        banner,
        extra: (!rest.is_empty()).then_some(Extra { banner: rest }),
    };
    let yaml = serde_yaml::to_string(&top).expect("front matter is plain data");
    format!("---\n{yaml}---\n\n")
}
