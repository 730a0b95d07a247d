//! Where the chapters of texts go: which number, which file.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::addresses;
use super::draft::{Draft, Options};
use super::input::TextFile;
use crate::config;
use crate::diagnostic::{Diagnostic, Span, Text};
use crate::formats::{
    Block, Chapter, Format, Heading, Inline, Kind, Outline, Position, first_line, note,
    text_inlines,
};
use crate::messages::message;
use crate::new;
use crate::new::layout::{Item, Layout};
use crate::number::Number;
use crate::paths::ContentPath;
use crate::source::{CONTENT, name_as_title};
use crate::workspace::Manuscript;

/// A text that was read: one chapter, or several.
pub struct ReadText {
    pub file: TextFile,
    pub text: Arc<Text>,
    /// The images inside the file.
    pub images: BTreeMap<String, Vec<u8>>,
    pub outline: Outline,
    /// What the file or its properties say its title is.
    pub title: Option<String>,
    pub format: Format,
    /// Its last line, if lines of footnotes come after it.
    pub last_line: Option<usize>,
}

/// A chapter with a place in the guide.
pub struct Placed {
    /// Which of the texts it is from.
    pub text: usize,
    pub chapter: Chapter,
    /// Its file.
    pub path: ContentPath,
}

/// What a guide has already.
pub struct ExistingGuide {
    /// Where its chapters are, and those that are about to be made.
    pub layout: Layout,
    /// The titles of its numbered chapters.
    titles: HashMap<Number, String>,
    /// Its language.
    pub language: String,
    /// Whether it is made by this import.
    is_new: bool,
}

impl ExistingGuide {
    /// The guide that is imported into; a folder without one gets one.
    pub fn of(options: &Options) -> Result<Self, Vec<Diagnostic>> {
        let is_new = !options.into.join(config::FILE_NAME).exists();
        if is_new || !options.into.join(CONTENT).exists() {
            let settings = std::fs::read_to_string(options.into.join(config::FILE_NAME));
            let language = config::language_of(&settings.unwrap_or_default());
            let (layout, titles) = (Layout::default(), HashMap::new());
            return Ok(Self { layout, titles, language, is_new });
        }
        let manuscript = Manuscript::read_to_change(&options.into, None)?;
        let written = manuscript.book.chapters().filter(|(_, chapter)| chapter.source.is_some());
        let titles = written
            .filter_map(|(_, chapter)| Some((chapter.number.clone()?, chapter.title.clone())))
            .collect();
        let language = manuscript.config.book.language.clone();
        Ok(Self { layout: Layout::of(&manuscript), titles, language, is_new })
    }

    /// Finds a path for every chapter.
    pub fn place(
        &mut self,
        texts: &mut [ReadText],
        options: &Options,
        draft: &mut Draft,
    ) -> Vec<Placed> {
        let is_only = texts.len() == 1;
        let mut chapters: Vec<(usize, Chapter)> = Vec::new();
        for (at, read) in texts.iter_mut().enumerate() {
            let title = title_of(read);
            let mut own = std::mem::take(&mut read.outline.chapters);
            if let Some(above) = &options.under {
                own = self.below(own, above, &title, read, draft);
            }
            if self.is_new && at == 0 {
                let is_whole = read.outline.depth.is_some() || own.iter().all(lacks_number);
                let name = if is_only && is_whole { title.as_str() } else { "Mijn gids" };
                draft.add_settings(name, "");
            }
            let has_home = self.is_new && is_only && options.under.is_none();
            for mut chapter in own {
                if chapter.position == Position::Home {
                    chapter.title = Some(title.clone());
                    if !has_home {
                        chapter.position = Position::Front;
                    }
                }
                chapters.push((at, chapter));
            }
        }
        let parents: BTreeSet<Number> = chapters
            .iter()
            .filter_map(|(_, chapter)| chapter.number.as_ref())
            .flat_map(Number::ancestors)
            .collect();
        let mut names = addresses::made();
        let mut placed = Vec::new();
        let mut refused = BTreeSet::new();
        for (text, chapter) in chapters {
            let source = &texts[text];
            let problems = draft.problems.len();
            let path = match (&chapter.number, chapter.position) {
                (Some(number), _) => {
                    let title = chapter.title.clone().unwrap_or_default();
                    self.numbered(number, &title, parents.contains(number), source, draft)
                }
                (None, Position::Home) => Some(ContentPath::base().child("index.md")),
                (None, _) => Some(unnumbered(&chapter, source, &mut names, draft)),
            };
            // What lets the first chapter in lets in the others.
            let is_refused = draft.problems.len() > problems;
            if is_refused && !refused.insert(text) && source.outline.depth.is_some() {
                draft.problems.truncate(problems);
            }
            placed.extend(path.map(|path| Placed { text, chapter, path }));
        }
        placed
    }

    /// The path of a numbered chapter; one with chapters below it is a folder in a divided text.
    fn numbered(
        &mut self,
        number: &Number,
        title: &str,
        is_parent: bool,
        source: &ReadText,
        draft: &mut Draft,
    ) -> Option<ContentPath> {
        if let Some(taken) = self.titles.get(number) {
            let is_divided = source.outline.depth.is_some();
            let top = number.ancestors().last().filter(|_| is_divided);
            let free = new::next_free(&self.layout, &top.unwrap_or_else(|| number.clone()));
            let free = free.map(|free| free.to_string());
            let taken = message!(
                "import-number-taken",
                number = number.to_string(),
                title = taken.as_str()
            );
            let problem = Diagnostic::error(taken).help(match (source.outline.depth, free) {
                (None, Some(free)) => message!("import-number-taken", "help", free = free),
                (_, None) => message!("import-number-taken", "move"),
                (Some(_), Some(free)) => message!("import-number-taken", "under", free = free),
            });
            draft.problems.push(problem.at(&source.text, Span::START));
            return None;
        }
        let mut path = new::path(&self.layout, number, title);
        let is_divided = source.outline.depth.is_some();
        if is_parent && is_divided && path.name() != "index.md" {
            path = path.folder().child(path.stem()).child("index.md");
        }
        let is_folder = path.name() == "index.md";
        let item = if is_folder { path.folder() } else { path.clone() };
        self.layout.insert(number.clone(), Item { path: item, is_folder });
        Some(path)
    }

    /// The chapters of a text below a number of the guide. What stood before its numbers is the
    /// text of that chapter, if there is none yet.
    fn below(
        &self,
        chapters: Vec<Chapter>,
        above: &Number,
        title: &str,
        source: &ReadText,
        draft: &mut Draft,
    ) -> Vec<Chapter> {
        let first = |number: &Number| -> u32 {
            let text = number.to_string();
            text.split('.').next().and_then(|first| first.parse().ok()).unwrap_or(0)
        };
        let numbers = || chapters.iter().filter_map(|chapter| chapter.number.as_ref());
        let mut last = numbers().filter(|number| !number.is_appendix()).map(first).max();
        let mut next = || {
            let next = last.unwrap_or(0).saturating_add(1);
            last = Some(next);
            child(above, &next.to_string())
        };
        let is_free = !self.titles.contains_key(above);
        let mut parent = Chapter {
            number: Some(above.clone()),
            title: Some(title.to_owned()),
            ..Chapter::default()
        };
        let has_home = chapters.iter().any(|chapter| chapter.position == Position::Home);
        if !is_free && !has_home && source.outline.title.is_some() {
            let number = above.to_string();
            let note = note!(nothing "import-title-left-out", title = title, number = number);
            draft.note(&source.text, 1, note);
        }
        let mut letters: Vec<(Number, Number)> = Vec::new();
        let mut made = Vec::new();
        for mut chapter in chapters {
            let said = chapter.number.clone();
            chapter.number = match (&said, chapter.position) {
                (Some(number), _) if number.is_appendix() => {
                    let known = letters.iter().find_map(|(from, to)| number.rebased(from, to));
                    let new = known.or_else(&mut next);
                    letters.extend(new.clone().map(|new| (number.clone(), new)));
                    new
                }
                (Some(number), _) => child(above, &number.to_string()),
                (None, Position::Home | Position::Front) if is_free => {
                    join_to(&mut parent, chapter);
                    continue;
                }
                (None, _) => next(),
            };
            if chapter.position == Position::Home {
                chapter.title = Some(title.to_owned());
            }
            if said.is_none_or(|number| number.is_appendix())
                && let Some(number) = &chapter.number
            {
                let title = chapter.title.as_deref().unwrap_or_default();
                let number = number.to_string();
                let note = note!("import-number-behind", title = title, number = number);
                draft.note(&source.text, chapter.line.max(1), note);
                chapter.position = Position::Numbered;
            }
            made.push(chapter);
        }
        if is_free && source.outline.depth.is_some() {
            made.insert(0, parent);
        }
        made
    }
}

fn lacks_number(chapter: &Chapter) -> bool {
    chapter.number.is_none()
}

fn child(above: &Number, below: &str) -> Option<Number> {
    format!("{above}.{below}").parse().ok()
}

/// Adds a chapter without a number to the text of another, as a section.
fn join_to(parent: &mut Chapter, mut chapter: Chapter) {
    if chapter.position == Position::Front {
        let mut anchors = chapter.anchors.into_iter();
        let id = anchors.next();
        let title = text_inlines(chapter.title.unwrap_or_default());
        let content = anchors.map(Inline::Anchor).chain(title).collect();
        let heading = Heading { level: 2, content, id, ..Heading::default() };
        parent.blocks.push(Block { kind: Kind::Heading(heading), line: chapter.line });
        for block in &mut chapter.blocks {
            if let Kind::Heading(heading) = &mut block.kind {
                heading.level = (heading.level + 1).min(6);
            }
        }
    }
    parent.blocks.extend(chapter.blocks);
}

/// What a text is called: by the title it marks, its properties, its first line, its file.
fn title_of(read: &ReadText) -> String {
    let chapters = &read.outline.chapters;
    let of_home = || {
        let home = chapters.iter().find(|chapter| chapter.position == Position::Home)?;
        first_line(&home.blocks)
    };
    let of_only = || match chapters.as_slice() {
        [only] => only.title.clone(),
        _ => None,
    };
    let stem = read.file.shown.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let properties = read.title.clone().filter(|title| is_title(title));
    read.outline
        .title
        .clone()
        .or_else(of_only)
        .or(properties)
        .or_else(of_home)
        .or_else(|| name_as_title(stem))
        .unwrap_or_else(|| "Mijn gids".to_owned())
}

/// Whether the properties of a document tell its title, and not that of a template or file.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let is_other =
        ["sjabloon", "template", "microsoft word", ".doc", "untitled", "titel", "rapport "]
            .iter()
            .any(|word| lower.contains(word));
    title.chars().count() > 3 && !is_other
}

/// The path of a chapter without a number.
fn unnumbered(
    chapter: &Chapter,
    source: &ReadText,
    names: &mut BTreeSet<String>,
    draft: &mut Draft,
) -> ContentPath {
    let title = chapter.title.as_deref().unwrap_or_default();
    let name = addresses::unnumbered_name(title);
    let free = addresses::free_name(&name, names);
    if free != name {
        let note = note!("import-name-taken", name = name.as_str(), free = free.as_str());
        draft.note(&source.text, chapter.line.max(1), note.about(&name));
    }
    ContentPath::base().child(&format!("{free}.md"))
}
