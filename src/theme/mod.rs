//! How a guide looks: templates, strings and assets.
//!
//! The built-in theme is embedded in the program. A guide's own `themes/<name>/` replaces its files
//! one by one, and may add others.

mod accents;
mod assets;
mod errors;
mod files;
mod filters;
mod near_misses;
mod sheets;
mod strings;
mod tags;
mod wording;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use tera::Tera;

pub use assets::{Asset, hashed_path};
pub use strings::Strings;

use crate::config::{Config, PageColours};
use crate::diagnostic::{Diagnostic, Text};
use crate::messages::message;
use crate::paths::AnyPath;
use crate::revision::Revision;
use crate::span::controls::has_byte;
use files::{File, Files, in_folder};

/// The folder of a guide with its themes.
pub const THEMES: &str = "themes";

/// A theme, ready to render. A copy shares all that is large.
#[derive(Clone)]
pub struct Theme {
    templates: Arc<Templates>,
    /// The templates in the language of Typst, by name.
    pub typst: Arc<ByName>,
    /// Whether the guide has any of these of its own.
    pub has_own_typst: bool,
    /// The data for every template, besides that of its page.
    globals: tera::Context,
    /// Its strings in the language of the guide.
    pub strings: Strings,
    /// The files that pages refer to, by their names in templates.
    pub assets: Arc<BTreeMap<String, Asset>>,
    /// The backgrounds of its pages.
    pub pages: PageColours,
    /// What is wrong with it, or with the accents of the guide on its pages, and stops no build.
    pub warnings: Vec<Diagnostic>,
    /// Changes when the theme does.
    pub revision: Revision,
}

/// Texts by the names of their files.
pub type ByName = BTreeMap<String, Arc<Text>>;

/// The templates, and their sources for diagnostics.
struct Templates {
    tera: Tera,
    texts: ByName,
}

impl Theme {
    /// Reads the theme that `config` names for the guide in `folder`. `shown` is the prefix of
    /// paths in diagnostics.
    ///
    /// # Errors
    /// A theme that does not exist, templates and strings that cannot be read, and a language
    /// without strings: all of these that apply.
    pub fn load(
        folder: &Path,
        shown: &str,
        config: &Config,
        book_toml: &Arc<Text>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let files = files::load(folder, shown, config, book_toml, &mut diagnostics);
        let strings = Strings::load(&files, &config.book.language, book_toml, &mut diagnostics);
        let (typst, templates) = templates(&files, &mut diagnostics);
        let mut tera = Tera::new();
        filters::register(&mut tera, &strings);
        let sources = templates.iter().map(|(name, text)| (name.as_str(), text.content.as_str()));
        if let Err(error) = tera.add_raw_templates(sources) {
            diagnostics.extend(errors::explain(&error, &templates));
        }
        if !diagnostics.is_empty() {
            return Err(diagnostics);
        }
        let style = assets::style(&files);
        let pages = accents::pages(&style);
        let mut warnings = accents::illegible(&config.theme, pages, book_toml);
        warnings.extend(near_misses::of(&files));
        warnings.extend(sheets::check(&files));
        Ok(Self {
            assets: assets::collect(&files, style, config, pages).into(),
            templates: Templates { tera, texts: templates }.into(),
            typst: typst.into(),
            has_own_typst: files.iter().any(|(path, file)| {
                file.is_own && is_typst(path) && !files::is_copy(path.as_str(), &file.bytes)
            }),
            globals: tera::Context::new(),
            strings,
            pages,
            warnings,
            revision: Revision::new(),
        })
    }

    /// The same theme, with other data for all templates.
    #[must_use]
    pub fn with_globals(&self, globals: tera::Context) -> Self {
        Self { globals, ..self.clone() }
    }

    /// Renders a template.
    ///
    /// # Errors
    /// A template that refers to an unknown value, with its position.
    pub fn render(&self, template: &str, context: tera::Context) -> Result<String, Diagnostic> {
        // Values are reference-counted, so this is cheap.
        let mut all = self.globals.clone();
        all.extend(context);
        let Templates { tera, texts } = &*self.templates;
        let rendered = tera.render(template, &all);
        rendered.map(legal).map_err(|error| {
            let first = errors::explain(&error, texts).into_iter().next();
            let unknown = || message!("theme-unusable", reason = error.to_string());
            first.unwrap_or_else(|| Diagnostic::error(unknown()))
        })
    }

    /// Renders a component, which sees its arguments alone. `None` if the theme does not have it, or if it
    /// fails: the page that calls it says why.
    pub fn component(&self, name: &str, arguments: &tera::Context) -> Option<String> {
        let tera = &self.templates.tera;
        let is_there = tera.contains_component(name);
        is_there.then(|| tera.render_component(name, arguments, None, true).ok())?
    }

    /// The address of an asset; `None` if the theme does not have it.
    pub fn asset(&self, name: &str) -> Option<&str> {
        self.assets.get(name).map(|asset| asset.path.as_str())
    }
}

/// A text without the control characters that neither XML nor HTML can contain, not even escaped.
fn legal(text: String) -> String {
    const REPLACEMENT: &str = "\u{fffd}";
    let is_illegal = |c: char| {
        (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    // Few texts have such a byte, and bytes are read sooner than characters.
    let may_be_illegal =
        |byte: u8| (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0xef;
    if has_byte(&text, may_be_illegal) && text.contains(is_illegal) {
        text.replace(is_illegal, REPLACEMENT)
    } else {
        text
    }
}

/// The templates by name: those for Typst, and those for the template engine.
fn templates(files: &Files, diagnostics: &mut Vec<Diagnostic>) -> (ByName, ByName) {
    let (mut typst, mut others) = (ByName::new(), ByName::new());
    for (name, file) in in_folder(files, "templates") {
        let templates = if is_typst(&name) { &mut typst } else { &mut others };
        match std::str::from_utf8(&file.bytes) {
            Ok(content) => {
                templates.insert(name.to_string(), Text::new(&file.shown, content));
            }
            Err(_) => diagnostics.push(not_utf8(file)),
        }
    }
    (typst, others)
}

/// A template of the built-in theme.
pub fn built_in_template(name: &str) -> Option<String> {
    let file = files::BuiltIn::get(&format!("templates/{name}"))?;
    String::from_utf8(file.data.into_owned()).ok()
}

fn is_typst(path: &AnyPath) -> bool {
    path.extension() == Some("typ")
}

fn not_utf8(file: &File) -> Diagnostic {
    Diagnostic::error(message!("not-utf8", path = file.shown.as_str()))
        .help(message!("not-utf8", "help"))
}
