//! A guide as a whole: all that an edition renders from.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::book::{self, Book};
use crate::config::{self, Config};
use crate::diagnostic::{self, Diagnostic, Severity, Text};
use crate::editions::{Attachments, site};
use crate::lessons::LessonIndex;
use crate::search;
use crate::source;
use crate::theme::Theme;

/// A guide, read and resolved.
pub struct Guide {
    /// What `book.toml` says.
    pub config: Config,
    /// The chapters.
    pub book: Book,
    /// The lessons in them.
    pub lessons: LessonIndex,
    /// How it looks.
    pub theme: Theme,
    /// The files that chapters and `book.toml` use.
    pub attachments: Attachments,
    search: OnceLock<BTreeMap<String, Vec<u8>>>,
}

/// How a guide is read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether drafts are part of it.
    pub drafts: bool,
    /// Overrules `[site] base-url`.
    pub base_url: Option<String>,
}

impl Guide {
    /// Reads the guide in `root`: the guide, unless there are errors, and all that is wrong.
    pub fn load(root: &Path, options: &Options) -> (Option<Self>, Vec<Diagnostic>) {
        let shown = shown(root);
        let book_toml = match read_config(root, &shown) {
            Ok(text) => text,
            Err(problem) => return (None, vec![problem]),
        };
        let (mut config, problems) = Config::parse(&book_toml);
        if !problems.is_empty() {
            return (None, problems);
        }
        if options.base_url.is_some() {
            config.site.base_url.clone_from(&options.base_url);
        }
        let theme = Theme::load(root, &shown, &config, &book_toml);
        let mut content = source::scan(root, &shown);
        let documents = book::parse(&content, &config);
        let has_lessons = documents.iter().any(|document| !document.lessons.is_empty());
        let pages =
            theme.as_ref().map(|theme| site::made_pages(&theme.strings, &config, has_lessons));
        let pages = pages.unwrap_or_default();
        let (book, unresolved) = Book::new(&content, &documents, &config, pages, options.drafts);
        let lessons = LessonIndex::new(&book, &config);
        let (attachments, missing) = Attachments::collect(root, &book, &config, &book_toml);

        let mut diagnostics = std::mem::take(&mut content.diagnostics);
        diagnostics.extend(content.sources.iter().flat_map(|source| source.diagnostics.clone()));
        diagnostics.extend(documents.iter().flat_map(|document| document.diagnostics.clone()));
        diagnostics.extend(unresolved);
        diagnostics.extend(missing);
        let theme = theme.map_err(|problems| diagnostics.extend(problems)).ok();
        config.check.weigh(&mut diagnostics);
        diagnostic::sort(&mut diagnostics);
        let failed = diagnostics.iter().any(|problem| problem.severity == Severity::Error);
        let guide = theme
            .filter(|_| !failed)
            .map(|theme| Self::new(config, book, lessons, theme, attachments));
        (guide, diagnostics)
    }

    fn new(
        config: Config,
        book: Book,
        lessons: LessonIndex,
        theme: Theme,
        attachments: Attachments,
    ) -> Self {
        let search = OnceLock::new();
        let mut this = Self { config, book, lessons, theme, attachments, search };
        let globals = crate::editions::globals(&this);
        this.theme.globals().extend(globals);
        this
    }

    /// The files of the search index by name, made when they are first asked for.
    pub fn search_files(&self) -> &BTreeMap<String, Vec<u8>> {
        self.search
            .get_or_init(|| search::files(&search::index(&self.book, &self.config.book.language)))
    }
}

/// What is put before paths in diagnostics, so that they lead from the current folder.
pub(crate) fn shown(root: &Path) -> String {
    match root == Path::new(".") {
        true => String::new(),
        false => {
            let root = root.display().to_string().replace('\\', "/");
            format!("{}/", root.trim_end_matches('/'))
        }
    }
}

pub(crate) fn read_config(root: &Path, shown: &str) -> Result<Arc<Text>, Diagnostic> {
    let path = root.join(config::FILE_NAME);
    let bytes = std::fs::read(&path).map_err(|error| {
        let problem = match error.kind() {
            std::io::ErrorKind::NotFound => {
                Diagnostic::error(format!("there is no guide here: {} is missing", path.display()))
            }
            _ => Diagnostic::io("read", &path, &error),
        };
        problem.help("go to the folder of a guide, or start one with `wijkengids init`")
    })?;
    let content = String::from_utf8(bytes).map_err(|_| {
        Diagnostic::error(format!("{} is not UTF-8", path.display())).help("save it again as UTF-8")
    })?;
    Ok(Text::new(format!("{shown}{}", config::FILE_NAME), content))
}
