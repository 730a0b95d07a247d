//! What Typst can see: the templates of the theme, what is written for them, and the files that
//! this names. There are no packages, no plugins, no clock, and no path leads elsewhere.

use std::collections::{BTreeMap, HashMap};
use std::panic;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Binding, Bytes, Datetime, Duration, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::fonts::Fonts;
use super::source::Asset;
use crate::attachments::Attachments;
use crate::guide::Guide;
use crate::messages::message;
use crate::span::Text;
use crate::theme::{self, ByName};

/// The folder in which templates find the files of the theme.
const ASSETS: &str = "assets/";

/// The name of what is written for the templates.
const MAIN: &str = "main.typ";

/// What a world is made of.
pub struct Given {
    /// The name of the template that defines the functions.
    pub template: String,
    /// What is written for the templates.
    pub main: String,
    /// The files that this names.
    pub files: BTreeMap<String, Asset>,
    /// The date of the book.
    pub today: Option<Date>,
    /// The templates of the theme.
    pub templates: Arc<ByName>,
    /// Whether the guide has any of these of its own.
    pub has_own: bool,
    /// The files of the theme.
    pub assets: Arc<BTreeMap<String, theme::Asset>>,
    /// The files of the guide.
    pub attachments: Arc<Attachments>,
}

impl Given {
    /// Those of a guide, for what is written for a template.
    pub fn new(
        guide: &Guide,
        template: &str,
        main: String,
        files: BTreeMap<String, Asset>,
        today: Option<Date>,
    ) -> Self {
        Self {
            template: template.to_owned(),
            main,
            files,
            today,
            templates: Arc::clone(&guide.theme.typst),
            has_own: guide.theme.has_own_typst,
            assets: Arc::clone(&guide.theme.assets),
            attachments: Arc::clone(&guide.attachments),
        }
    }
}

/// The world of one document.
pub struct BookWorld {
    /// What it is made of; `main` is among the sources.
    given: Given,
    library: LazyHash<Library>,
    fonts: Fonts,
    main: Source,
    /// The templates, for diagnostics.
    templates: HashMap<FileId, Arc<Text>>,
    /// The same as Typst reads them, each when it was first needed: a guide may have some that take all of
    /// the stack.
    sources: HashMap<FileId, OnceLock<Source>>,
    /// The files that were read, each when it was first needed.
    read: BTreeMap<String, OnceLock<FileResult<Bytes>>>,
    give_up: GiveUp,
}

/// Asks a book that is being typeset to stop. It does when it next needs a file or a typeface.
#[derive(Debug, Clone, Default)]
pub struct GiveUp(Arc<AtomicBool>);

impl GiveUp {
    /// Asks it.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Stops the thread, if it was asked: Typst itself has no way to.
    fn heed(&self) {
        if self.is_asked() {
            panic::resume_unwind(Box::new("given up"));
        }
    }
}

impl BookWorld {
    /// The world that is made of this.
    pub fn new(mut given: Given) -> Self {
        let main = std::mem::take(&mut given.main);
        let fonts = Fonts::new(&given.assets, given.has_own, texts(&main, given.files.values()));
        let path = VirtualPath::new(MAIN).expect("a valid path");
        let main = Source::new(RootedPath::new(VirtualRoot::Project, path).intern(), main);
        let mut templates = templates(&given.templates);
        templates.remove(&main.id());
        templates.extend(built_in(&given.template));
        Self {
            library: LazyHash::new(library()),
            fonts,
            main,
            sources: templates.keys().map(|&id| (id, OnceLock::new())).collect(),
            templates,
            read: given.files.keys().map(|path| (path.clone(), OnceLock::new())).collect(),
            give_up: GiveUp::default(),
            given,
        }
    }

    /// What it is made of, but for `main`.
    pub fn given(&self) -> &Given {
        &self.given
    }

    /// What stops it.
    pub fn give_up(&self) -> GiveUp {
        self.give_up.clone()
    }

    /// The typefaces.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// What is written for the templates.
    pub fn main_source(&self) -> &Source {
        &self.main
    }

    /// A template by its name.
    pub fn id_of(&self, name: &str) -> Option<FileId> {
        let path = VirtualPath::new(name).ok()?;
        Some(RootedPath::new(VirtualRoot::Project, path).intern())
    }

    /// A template.
    pub fn template(&self, id: FileId) -> Option<&Arc<Text>> {
        self.templates.get(&id)
    }

    /// The template that defines the functions, if it is the guide's own. That of the built-in theme imports
    /// no other.
    pub fn own_template(&self) -> Option<&Arc<Text>> {
        let Given { templates, template, has_own, .. } = &self.given;
        let text = templates.get(template).filter(|_| *has_own)?;
        let built_in = theme::built_in_template(template);
        (built_in.as_ref() != Some(&text.content)).then_some(text)
    }

    /// The date of the book.
    pub fn date(&self) -> Option<Datetime> {
        self.given.today.and_then(datetime)
    }

    /// The paths of the files that may be pictures.
    pub fn pictures(&self) -> impl Iterator<Item = &String> {
        let files = self.given.files.iter();
        files.filter(|(_, asset)| !matches!(asset, Asset::Made(_))).map(|(path, _)| path)
    }

    /// The name of a file as the author knows it.
    pub fn name_of(&self, path: &str) -> String {
        match self.given.files.get(path) {
            Some(Asset::Attachment(path)) => path.to_string(),
            Some(Asset::Theme(name)) => name.clone(),
            _ => path.to_owned(),
        }
    }

    /// Puts another file in the place of one, or why it cannot be read.
    pub fn replace(&mut self, path: &str, file: FileResult<Vec<u8>>) {
        if let Some(read) = self.read.get_mut(path) {
            *read = OnceLock::from(file.map(Bytes::new));
        }
    }

    /// Puts another text in the place of what is written for the templates.
    pub fn replace_main(&mut self, text: String) {
        self.main = Source::new(self.main.id(), text);
    }

    /// Reads a file.
    pub fn read(&self, path: &str) -> FileResult<Bytes> {
        if let (Some(asset), Some(read)) = (self.given.files.get(path), self.read.get(path)) {
            return read.get_or_init(|| self.read_asset(asset)).clone();
        }
        match path.strip_prefix(ASSETS).filter(|&name| self.given.assets.contains_key(name)) {
            Some(name) => self.read_asset(&Asset::Theme(name.to_owned())),
            None => Err(FileError::NotFound(PathBuf::from(path))),
        }
    }

    fn read_asset(&self, asset: &Asset) -> FileResult<Bytes> {
        match asset {
            Asset::Attachment(path) => match self.given.attachments.read(path) {
                Ok(bytes) => Ok(Bytes::new(bytes)),
                Err(problem) => Err(FileError::Other(Some(problem.message.into()))),
            },
            Asset::Theme(name) => match self.given.assets.get(name) {
                Some(asset) => Ok(Bytes::new(asset.bytes.to_vec())),
                None => Err(FileError::NotFound(PathBuf::from(name))),
            },
            Asset::Made(bytes) => Ok(Bytes::new(bytes.clone())),
        }
    }

    /// What tells this world from others.
    pub fn hash(&self, hasher: &mut blake3::Hasher) {
        hasher.update(self.main_source().text().as_bytes());
        let Given { files, assets, attachments, .. } = &self.given;
        for file in files.values() {
            // The name under which a file is published has a hash of its content.
            let path = match file {
                Asset::Attachment(path) => attachments.published(path),
                Asset::Theme(name) => assets.get(name).map(|asset| &asset.path),
                Asset::Made(bytes) => {
                    hasher.update(bytes);
                    None
                }
            };
            hasher.update(path.map_or("", |path| path.as_str()).as_bytes());
        }
        let mut texts: Vec<_> = self.templates.values().collect();
        texts.sort_by_key(|text| &text.path);
        for text in texts {
            hasher.update(text.content.as_bytes());
        }
        for asset in assets.values() {
            hasher.update(asset.path.as_str().as_bytes());
        }
        self.fonts.hash(hasher);
        hasher.update(format!("{:?}", self.date()).as_bytes());
    }
}

impl World for BookWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.give_up.heed();
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let (text, source) =
            self.templates.get(&id).zip(self.sources.get(&id)).ok_or_else(|| unseen(id))?;
        Ok(source.get_or_init(|| Source::new(id, text.content.clone())).clone())
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.give_up.heed();
        match id.get().root() {
            VirtualRoot::Project => {
                self.read(id.get().vpath().get_without_slash()).map_err(|_| unseen(id))
            }
            VirtualRoot::Package(_) => Err(unseen(id)),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.give_up.heed();
        self.fonts.get(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.date()
    }
}

fn texts<'a>(
    main: &'a str,
    files: impl Iterator<Item = &'a Asset>,
) -> impl Iterator<Item = &'a str> {
    let made = files.filter_map(|file| match file {
        Asset::Made(bytes) => std::str::from_utf8(bytes).ok(),
        Asset::Attachment(_) | Asset::Theme(_) => None,
    });
    std::iter::once(main).chain(made)
}

/// What templates can call: all of Typst but plugins.
fn library() -> Library {
    let features = [Feature::A11yExtras].into_iter().collect();
    let mut library = Library::builder().with_features(features).build();
    library.global.scope_mut().bind("plugin".into(), Binding::detached(Value::None));
    library.std = Binding::detached(library.global.clone());
    library
}

/// The templates of a theme.
fn templates(texts: &ByName) -> HashMap<FileId, Arc<Text>> {
    let with_id = |(name, text): (&String, &Arc<Text>)| {
        let path = VirtualPath::new(name).ok()?;
        Some((RootedPath::new(VirtualRoot::Project, path).intern(), Arc::clone(text)))
    };
    texts.iter().filter_map(with_id).collect()
}

/// The name under which the template of the built-in theme can be imported.
pub fn built_in_name(template: &str) -> String {
    format!("built-in-{template}")
}

/// The template of the built-in theme, for what one of a guide lacks.
fn built_in(template: &str) -> Option<(FileId, Arc<Text>)> {
    let name = built_in_name(template);
    let path = VirtualPath::new(&name).ok()?;
    let content = theme::built_in_template(template)?;
    Some((RootedPath::new(VirtualRoot::Project, path).intern(), Text::new(&name, &content)))
}

/// Why a template does not see a file.
fn unseen(id: FileId) -> FileError {
    let reason = match id.get().root() {
        VirtualRoot::Project => message!("typst-no-file"),
        VirtualRoot::Package(_) => message!("typst-no-packages"),
    };
    FileError::Other(Some(reason.into()))
}

fn datetime(date: Date) -> Option<Datetime> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd(i32::from(date.year()), month, day)
}
