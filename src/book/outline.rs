//! From files and folders to the tree of chapters.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{
    Book, Chapter, ChapterId, Faulty, MadePages, Matter, Parsed, Recorder, Registers, beside,
    known_as, language, page_name,
};
use crate::collation::Collation;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Span};
use crate::document::{Document, plain_line};
use crate::messages::message;
use crate::number::Number;
use crate::paths::{ContentPath, GuidePath};
use crate::revision::Revision;
use crate::rule::Rule;
use crate::source::{Content, Folder, NumberChoice, Position, Source, name_as_title};

/// Builds the tree. What contradicts itself is reported and left out.
pub fn bind(
    content: &Content,
    chapters: &[Parsed],
    config: &Config,
    pages: MadePages,
    drafts: bool,
) -> Book {
    let mut placing = Placing::new(content, config, &pages.names, drafts);
    let mut binder = Binder::default();
    for (source, document) in chapters {
        match placing.place(source, document) {
            Placed::Chapter(chapter) => binder.add(*chapter, &mut placing.diagnostics),
            Placed::Draft(name, title) => {
                binder.drafts.insert(name);
                binder.draft_titles.insert(slug::slugify(title));
            }
            Placed::Nowhere => {
                let number = match &source.front_matter.number {
                    Some(NumberChoice::Number(number)) => Some(number),
                    _ => None,
                };
                binder.faulty.add(&source.path, number);
            }
        }
    }
    for path in &content.unread {
        binder.faulty.add(path, None);
    }
    binder.add_folders_without_text(&content.folders, config);
    let diagnostics = placing.diagnostics;
    binder.finish(content, config, pages, diagnostics)
}

/// The numbered folders by path.
struct Folders<'a>(HashMap<&'a ContentPath, &'a Folder>);

impl<'a> Folders<'a> {
    fn new(folders: &'a [Folder], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let this = Self(folders.iter().map(|folder| (&folder.path, folder)).collect());
        for folder in folders {
            let above = this.numbered(&folder.path.folder());
            if let Some(above) = above.filter(|above| !folder.number.is_below(&above.number)) {
                let message = message!(
                    "folder-misplaced",
                    folder = folder.path.in_guide().to_string(),
                    number = folder.number.to_string(),
                    above = above.number.to_string()
                );
                diagnostics.push(
                    Diagnostic::of(Rule::NumberAndFolder, message)
                        .help(message!("folder-misplaced", "help")),
                );
            }
        }
        this
    }

    /// The innermost numbered folder of a path, itself included.
    fn numbered(&self, path: &ContentPath) -> Option<&'a Folder> {
        let above = std::iter::once(path.clone()).chain(path.folders());
        above.into_iter().find_map(|path| self.0.get(&path).copied())
    }
}

/// What becomes of a chapter, as far as that follows from its own file.
pub enum Placed {
    Chapter(Box<Chapter>),
    /// It is left out; its number or name, and its title.
    Draft(String, String),
    /// It contradicts its folder, which was reported.
    Nowhere,
}

/// Finds the places of chapters, one by one.
pub struct Placing<'a> {
    config: &'a Config,
    folders: Folders<'a>,
    /// The names that chapters cannot have.
    taken: &'a BTreeSet<String>,
    drafts: bool,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Placing<'a> {
    pub fn new(
        content: &'a Content,
        config: &'a Config,
        taken: &'a BTreeSet<String>,
        drafts: bool,
    ) -> Self {
        let mut diagnostics = Vec::new();
        let folders = Folders::new(&content.folders, &mut diagnostics);
        Self { config, folders, taken, drafts, diagnostics }
    }

    pub fn place(&mut self, source: &Arc<Source>, document: &Arc<Document>) -> Placed {
        if source.is_index() && source.folder().is_base() {
            self.check_home(source);
            let home = self.chapter(source, document, Matter::Home, None, "index".into());
            return Placed::Chapter(Box::new(home));
        }
        let Ok(number) = self.number(source) else {
            return Placed::Nowhere;
        };
        let name = match &number {
            Some(number) => page_name(number),
            None => match slug::slugify(unnumbered_name(source)) {
                name if self.taken.contains(&name) => beside(&name),
                name => name,
            },
        };
        let matter = match (&number, source.front_matter.position) {
            (Some(_), _) => Matter::Body,
            (None, Position::Front) => Matter::Front,
            (None, Position::Back) => Matter::Back,
        };
        let chapter = self.chapter(source, document, matter, number, name);
        if source.front_matter.draft && !self.drafts {
            let known = chapter.number.as_ref().map(known_as);
            return Placed::Draft(known.unwrap_or(chapter.name), chapter.title);
        }
        Placed::Chapter(Box::new(chapter))
    }

    /// The home page is always there, first, and called index.html.
    fn check_home(&mut self, source: &Source) {
        let front = &source.front_matter;
        let useless = [
            ("number", front.number.is_some()),
            ("draft", front.draft),
            ("aliases", !front.aliases.is_empty()),
            ("position", front.position != Position::default()),
        ];
        for (key, _) in useless.into_iter().filter(|(_, set)| *set) {
            let span = source.text.find(&format!("{key}:"));
            self.diagnostics.push(
                Diagnostic::of(Rule::UnknownKey, message!("home-has-not", key = key))
                    .at(&source.text, span)
                    .help(message!("home-has-not", "help")),
            );
        }
    }

    /// The number of a chapter, from its front matter, its file or its folder.
    ///
    /// # Errors
    /// When they contradict each other; that is reported.
    fn number(&mut self, source: &Source) -> Result<Option<Number>, ()> {
        let folder = self.folders.numbered(&source.folder());
        let of_name = if source.is_index() {
            folder
                .filter(|folder| folder.path == source.folder())
                .map(|folder| folder.number.clone())
        } else {
            Number::split_name(source.stem()).map(|(number, _)| number)
        };
        let number = match &source.front_matter.number {
            Some(NumberChoice::Unnumbered) => return Ok(None),
            Some(NumberChoice::Number(number)) => Some(number.clone()),
            None => of_name,
        };
        if let (Some(number), Some(folder)) = (&number, folder)
            && *number != folder.number
            && (source.is_index() || !number.is_below(&folder.number))
        {
            self.contradiction(source, number, folder);
            return Err(());
        }
        Ok(number)
    }

    fn contradiction(&mut self, source: &Source, number: &Number, folder: &Folder) {
        let (own, of_folder) = (number.to_string(), folder.number.to_string());
        let message = if source.is_index() {
            message!("text-of-folder-misnumbered", folder = of_folder, number = own)
        } else {
            message!("chapter-misplaced", folder = of_folder, number = own)
        };
        let meant: Option<Number> = format!("{}.{number}", folder.number).parse().ok();
        let help = match meant {
            _ if source.is_index() => message!("text-of-folder-misnumbered", "help"),
            Some(meant) if number.depth() == 1 => {
                message!("chapter-misplaced", "in-full", meant = meant.to_string())
            }
            _ => message!("chapter-misplaced", "help"),
        };
        self.diagnostics.push(
            Diagnostic::of(Rule::NumberAndFolder, message)
                .at(&source.text, number_span(source))
                .help(help),
        );
    }

    fn chapter(
        &self,
        source: &Arc<Source>,
        document: &Arc<Document>,
        matter: Matter,
        number: Option<Number>,
        name: String,
    ) -> Chapter {
        let language = language(source, self.config);
        let title = source
            .front_matter
            .title
            .as_deref()
            .or(document.title.as_deref())
            .map(|title| plain_line(title, &language))
            .filter(|title| !title.is_empty())
            .or_else(|| (matter == Matter::Home).then(|| self.config.book.title.clone()))
            .or_else(|| self.title_of_file(source))
            .unwrap_or_else(|| name.clone());
        Chapter {
            revision: Revision::new(),
            outline: Revision::new(),
            number,
            title,
            name,
            matter,
            source: Some(Arc::clone(source)),
            document: Arc::clone(document),
            language,
            parent: None,
            children: Vec::new(),
            destinations: Vec::new(),
            banner: None,
            backlinks: Vec::new(),
        }
    }

    fn title_of_file(&self, source: &Source) -> Option<String> {
        if source.is_index() {
            let folder = self.folders.0.get(&source.folder());
            return folder.and_then(|folder| folder.title.clone());
        }
        let rest = Number::split_name(source.stem()).map_or(source.stem(), |(_, rest)| rest);
        name_as_title(rest)
    }
}

/// Gathers chapters until all are there.
#[derive(Default)]
struct Binder {
    home: Option<Chapter>,
    front: Vec<Chapter>,
    body: BTreeMap<Number, Chapter>,
    back: Vec<Chapter>,
    drafts: BTreeSet<String>,
    draft_titles: BTreeSet<String>,
    faulty: Faulty,
}

impl Binder {
    fn add(&mut self, chapter: Chapter, diagnostics: &mut Vec<Diagnostic>) {
        match (chapter.matter, chapter.number.clone()) {
            (Matter::Home, _) => self.insert_home(chapter, diagnostics),
            (_, Some(number)) => self.insert_numbered(number, chapter, diagnostics),
            (Matter::Back, None) => self.back.push(chapter),
            (_, None) => self.front.push(chapter),
        }
    }

    /// On systems that tell capitals from small letters there may be `index.md` and `Index.md`.
    fn insert_home(&mut self, chapter: Chapter, diagnostics: &mut Vec<Diagnostic>) {
        let Some(first) = self.home.as_ref().and_then(|first| first.source.as_ref()) else {
            self.home = Some(chapter);
            return;
        };
        if let Some(source) = &chapter.source {
            self.faulty.add(&source.path, None);
            let message = message!("second-home", path = first.text.path.as_str());
            diagnostics.push(
                Diagnostic::of(Rule::DuplicatePage, message)
                    .at(&source.text, Span::START)
                    .help(message!("second-home", "help")),
            );
        }
    }

    fn insert_numbered(
        &mut self,
        number: Number,
        chapter: Chapter,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let Some(first) = self.body.get(&number) else {
            self.body.insert(number, chapter);
            return;
        };
        let (Some(first), Some(second)) = (&first.source, &chapter.source) else { return };
        self.faulty.add(&second.path, Some(&number));
        let near = |source: &Source| source.near_name().and_then(|near| near.help.clone());
        // The name that almost has another number is the cause.
        let (wrong, other) = match (near(first), near(second)) {
            (Some(_), None) => (first, second),
            _ => (second, first),
        };
        let by = other.text.path.as_str();
        let message = message!("number-taken", number = number.to_string(), by = by);
        diagnostics.push(
            Diagnostic::of(Rule::DuplicateNumber, message)
                .at(&wrong.text, number_span(wrong))
                .help(near(wrong).unwrap_or_else(|| message!("number-taken", "help"))),
        );
    }

    /// Adds numbered folders that have chapters but no text of their own.
    fn add_folders_without_text(&mut self, folders: &[Folder], config: &Config) {
        for folder in folders {
            let Some(title) = &folder.title else { continue };
            let holds_chapters = self
                .body
                .range(&folder.number..)
                .nth(usize::from(self.body.contains_key(&folder.number)))
                .is_some_and(|(next, _)| next.is_below(&folder.number));
            if holds_chapters && !self.body.contains_key(&folder.number) {
                let chapter = Chapter {
                    name: page_name(&folder.number),
                    ..textless(Matter::Body, Some(folder.number.clone()), title, config)
                };
                self.body.insert(folder.number.clone(), chapter);
            }
        }
    }

    fn finish(
        mut self,
        content: &Content,
        config: &Config,
        pages: MadePages,
        mut diagnostics: Vec<Diagnostic>,
    ) -> Book {
        let collation = Collation::new(&config.book.language);
        let path = |chapter: &Chapter| {
            chapter.source.as_ref().map_or("", |source| source.path.as_str()).to_owned()
        };
        self.front.sort_by(|a, b| collation.compare(&path(a), &path(b)));
        self.back.sort_by(|a, b| collation.compare(&path(a), &path(b)));
        let title = &config.book.title;
        let home = self.home.unwrap_or_else(|| textless(Matter::Home, None, title, config));
        let all =
            std::iter::once(home).chain(self.front).chain(self.body.into_values()).chain(self.back);
        let mut registers = Registers {
            files: content.files.clone(),
            scripts: config.site.scripts.iter().filter_map(GuidePath::in_content).collect(),
            pages,
            drafts: self.drafts,
            draft_titles: self.draft_titles,
            faulty: self.faulty,
            ..Registers::default()
        };
        let mut chapters = Vec::new();
        for chapter in all {
            add(&mut chapters, &mut registers, chapter, &mut diagnostics);
        }
        registers.note_forms();
        Book {
            chapters: Arc::new(chapters.into_iter().map(Arc::new).collect()),
            registers: Arc::new(registers),
            misplaced: diagnostics,
            unresolved: BTreeMap::new(),
            shape: Revision::new(),
            revision: Revision::new(),
            recorder: Recorder::default(),
        }
    }
}

/// Adds the next chapter in reading order below its parent.
fn add(
    chapters: &mut Vec<Chapter>,
    registers: &mut Registers,
    mut chapter: Chapter,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let id = ChapterId(chapters.len());
    if let Some(source) = &chapter.source {
        registers.add_path(source, id);
        if let Some(first) = registers.by_name.get(&chapter.name) {
            registers.faulty.add(&source.path, chapter.number.as_ref());
            let first = match &chapters[first.0].source {
                Some(first) => first.text.path.clone(),
                None if *first == ChapterId::HOME => message!("the-home-page"),
                None => message!("folder-of-that-number"),
            };
            let page = format!("{}.html", chapter.name);
            let message = message!("name-taken", page = page, by = first);
            diagnostics.push(
                Diagnostic::of(Rule::DuplicatePage, message)
                    .at(&source.text, Span::START)
                    .help(message!("name-taken", "help")),
            );
            return;
        }
    }
    registers.by_name.insert(chapter.name.clone(), id);
    if id != ChapterId::HOME {
        let above = chapter.number.iter().flat_map(Number::ancestors);
        let parent = above
            .filter_map(|number| registers.by_number.get(&number).copied())
            .next()
            .unwrap_or(ChapterId::HOME);
        chapters[parent.0].children.push(id);
        chapter.parent = Some(parent);
    }
    if let Some(number) = &chapter.number {
        registers.by_number.insert(number.clone(), id);
    }
    chapters.push(chapter);
}

/// A chapter of which there is only a name.
fn textless(matter: Matter, number: Option<Number>, title: &str, config: &Config) -> Chapter {
    Chapter {
        revision: Revision::new(),
        outline: Revision::new(),
        number,
        title: plain_line(title, &config.book.language),
        name: "index".into(),
        matter,
        source: None,
        document: Arc::default(),
        language: config.book.language.clone(),
        parent: None,
        children: Vec::new(),
        destinations: Vec::new(),
        banner: None,
        backlinks: Vec::new(),
    }
}

/// What an unnumbered chapter is called: its file, or its folder if it is the folder's text.
pub fn unnumbered_name(source: &Source) -> String {
    let folder = source.folder();
    let name = if source.is_index() { folder.name() } else { source.stem() };
    let rest = Number::split_name(name).map(|(_, rest)| rest).filter(|rest| !rest.is_empty());
    rest.unwrap_or(name).to_owned()
}

/// Where a chapter says its number: in its front matter, else nowhere but in its name.
fn number_span(source: &Source) -> Span {
    match source.text.find_in(source.front_matter_span(), "\nnumber:") {
        Some(key) => source.text.rest_of_line(key.start() + 1),
        None => Span::START,
    }
}
