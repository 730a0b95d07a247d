//! How a guide looks: templates, strings and assets.
//!
//! The default theme is inside the program. A guide's own `themes/<name>/` replaces its files one
//! by one, and may add files.

mod assets;
mod errors;
mod filters;
mod minify;
mod strings;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rust_embed::RustEmbed;
use tera::Tera;

pub use assets::{Asset, hashed_name};
pub use strings::Strings;

use crate::config::{Config, DEFAULT_THEME};
use crate::diagnostic::{Diagnostic, Text};
use crate::revision::Revision;
use crate::source::relative;
use crate::suggestion::did_you_mean;

#[derive(RustEmbed)]
#[folder = "themes/wijkengids/"]
struct Default;

/// The folder of a guide in which its themes are.
pub const THEMES: &str = "themes";

/// A file of a theme, and how diagnostics name it.
struct File {
    shown: String,
    bytes: Cow<'static, [u8]>,
}

/// The files of a theme by their path in it: those built in, overlaid with those of the guide.
type Files = BTreeMap<String, File>;

/// A theme, ready to render. A copy shares all that is large.
#[derive(Clone)]
pub struct Theme {
    templates: Arc<Templates>,
    /// What every template may use besides the data of its page.
    globals: tera::Context,
    /// The words of the theme in the guide's language.
    pub strings: Strings,
    /// The files pages refer to, by the name templates use.
    pub assets: Arc<BTreeMap<String, Asset>>,
    /// Since when it looks like this.
    pub revision: Revision,
}

/// The templates, and where they were written.
struct Templates {
    tera: Tera,
    texts: BTreeMap<String, Arc<Text>>,
}

impl Theme {
    /// Reads the theme that `config` names for the guide in `root`. `shown` is put before paths
    /// in diagnostics.
    ///
    /// # Errors
    /// A theme that does not exist, a template that cannot be parsed, strings that cannot be read
    /// or are not there for the guide's language: all that is found.
    pub fn load(
        root: &Path,
        shown: &str,
        config: &Config,
        book_toml: &Arc<Text>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let files = files(root, shown, config, book_toml, &mut diagnostics);
        let strings = Strings::load(&files, &config.book.language, book_toml, &mut diagnostics);
        let templates = templates(&files, &mut diagnostics);
        let mut tera = Tera::new();
        filters::register(&mut tera, &strings);
        let sources = templates.iter().map(|(name, text)| (name.as_str(), text.content.as_str()));
        if let Err(error) = tera.add_raw_templates(sources) {
            diagnostics.push(errors::explain(&error, &templates));
        }
        if diagnostics.is_empty() {
            let assets = assets::collect(&files, config).into();
            let templates = Templates { tera, texts: templates }.into();
            let globals = tera::Context::new();
            Ok(Self { templates, globals, strings, assets, revision: Revision::new() })
        } else {
            Err(diagnostics)
        }
    }

    /// The same theme, with other data that all templates may use.
    #[must_use]
    pub fn with_globals(&self, globals: tera::Context) -> Self {
        Self { globals, ..self.clone() }
    }

    /// Renders a template.
    ///
    /// # Errors
    /// What the template asks for and is not there, with its place.
    pub fn render(&self, template: &str, context: &tera::Context) -> Result<String, Diagnostic> {
        // Values are shared, so that neither of the two is copied at length.
        let mut all = self.globals.clone();
        all.extend(context.clone());
        let Templates { tera, texts } = &*self.templates;
        let rendered = tera.render(template, &all);
        rendered.map(legal).map_err(|error| errors::explain(&error, texts))
    }

    /// The address of an asset; nothing if the theme does not have it.
    pub fn asset(&self, name: &str) -> Option<&str> {
        self.assets.get(name).map(|asset| asset.url.as_str())
    }
}

/// A text without the control characters that neither XML nor HTML can contain, not even escaped.
fn legal(text: String) -> String {
    const REPLACEMENT: &str = "\u{fffd}";
    let is_illegal = |c: char| {
        (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    if text.contains(is_illegal) { text.replace(is_illegal, REPLACEMENT) } else { text }
}

/// All files of the theme: built in first, then the guide's own over them.
fn files(
    root: &Path,
    shown: &str,
    config: &Config,
    book_toml: &Arc<Text>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Files {
    let mut files = Files::new();
    for path in Default::iter() {
        if let Some(file) = Default::get(&path) {
            let shown = format!("built-in theme/{path}");
            files.insert(path.into_owned(), File { shown, bytes: file.data });
        }
    }
    let name = &config.theme.name;
    let folder = root.join(THEMES).join(name);
    if !folder.is_dir() {
        if name != DEFAULT_THEME {
            let place = book_toml.find(&format!("\"{name}\""));
            diagnostics.push(no_such_theme(root, name).at(book_toml, place));
        }
        return files;
    }
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) if entry.file_type().is_file() => entry,
            Ok(_) => continue,
            Err(error) => {
                diagnostics.push(Diagnostic::error(format!("cannot read the theme: {error}")));
                continue;
            }
        };
        let Some(path) = relative(&folder, entry.path()) else { continue };
        if path.split('/').any(|part| part.starts_with('.')) {
            continue;
        }
        match std::fs::read(entry.path()) {
            Ok(bytes) => {
                let shown = format!("{shown}{THEMES}/{name}/{path}");
                // A copy of what is built in is that, and is published like it.
                let bytes = match files.remove(&path) {
                    Some(built_in) if built_in.bytes == bytes => built_in.bytes,
                    _ => bytes.into(),
                };
                files.insert(path, File { shown, bytes });
            }
            Err(error) => diagnostics.push(Diagnostic::io("read", entry.path(), &error)),
        }
    }
    files
}

fn no_such_theme(root: &Path, name: &str) -> Diagnostic {
    let entries = std::fs::read_dir(root.join(THEMES)).into_iter().flatten().flatten();
    let mut known: Vec<String> =
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    known.push(DEFAULT_THEME.into());
    let problem = Diagnostic::error(format!("there is no theme `{name}`"));
    match did_you_mean(name, known.iter().map(String::as_str)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("make the folder {THEMES}/{name}, or remove the key `name`")),
    }
}

fn templates(files: &Files, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, Arc<Text>> {
    let mut templates = BTreeMap::new();
    for (path, file) in files {
        let Some(name) = path.strip_prefix("templates/") else { continue };
        match std::str::from_utf8(&file.bytes) {
            Ok(content) => {
                templates.insert(name.to_owned(), Text::new(&file.shown, content));
            }
            Err(_) => diagnostics.push(not_utf8(file)),
        }
    }
    templates
}

fn not_utf8(file: &File) -> Diagnostic {
    Diagnostic::error(format!("{} is not UTF-8", file.shown)).help("save it again as UTF-8")
}
