//! wijkengids turns numbered Markdown chapters into a themed, searchable static guide.
//!
//! # Five ideas
//!
//! 1. **The number is the address.** A chapter's [`number`] is its identity: its place in the
//!    order, its parent, its page, its name in a cross-reference. Retitling never breaks a link.
//! 2. **One manuscript, every edition.** A chapter is parsed once into a [`document::Document`].
//!    An edition only arranges and renders documents; none parses a chapter, none knows another.
//! 3. **A publication is a map from path to an artifact that can render itself**
//!    ([`editions::Publication`]). Building renders all of them; the preview renders the one that
//!    is asked for.
//! 4. **Cost follows the edit, not the guide.** After an edit only the changed chapter is parsed
//!    again ([`workspace::Workspace`]), and only pages that show what changed are rendered again
//!    ([`editions::Dependencies`]). A chapter's page does not grow with the guide: its sidebar is a
//!    bounded neighbourhood, and the tree of all chapters is one shared file.
//! 5. **Nothing is lost and nothing is half done.** A build that fails or is killed leaves the
//!    published guide as it was, and every fault is reported at once, with its place.
//!
//! # Rooms
//!
//! Dependencies point one way: a room may use every room to its right, none to its left and none
//! beside it. A test reads this diagram and holds the code to it.
//!
//! ```text
//! cli → { serve, handbook } → { publish → pdf, check, moving → new, import → { new, formats }, init → new } → workspace
//!     → editions → guide → { attachments → theme, search, lessons, history } → book → document → source
//!     → { config → { lock → paths, panics } → diagnostic → rule → { suggestion, span }, archive, cache, collation, number, revision } → { messages, system }
//! ```
//!
//! | Room | What lives there |
//! |---|---|
//! | [`cli`] | arguments, progress, exit codes; one small file a command |
//! | [`serve`] | the live preview: watching files, HTTP, and the script that keeps a page up to date |
//! | [`handbook`] | the manual, a guide of its own inside the program: opened, printed, published |
//! | [`publish`] | staging, the swap of folders, the manifest, time stamps |
//! | [`pdf`] | chooses what makes the PDF, and runs programs that print the single page |
//! | [`check`] | reports what is wrong with a guide, or could be better |
//! | [`moving`] | renumbers, inserts and removes chapters, and rewrites every reference to them |
//! | [`import`] | plans and writes a guide from texts, books and sites made elsewhere |
//! | [`formats`] | reads Word, HTML and plain text into blocks; pure |
//! | [`new`], [`init`] | what a new chapter starts with; starts a guide |
//! | [`workspace`] | keeps what the authors wrote up to date in memory, makes a guide of it, and collects all that is wrong; keeps the index of the terminal search from run to run |
//! | [`editions`] | which artifacts there are and how each renders; `editions::site` is the website, `editions::single_page` the guide on one page, to print, `editions::typeset` the book in PDF, `editions::cards` the lessons as cards in PDF, both by way of `editions::typesetter`, which runs Typst, `editions::epub` the e-book |
//! | [`guide`] | all that an edition renders from: book, theme and files; it never changes |
//! | [`attachments`] | the images and downloads beside the chapters, and smaller sizes of images |
//! | [`theme`] | templates, strings per language, assets with hashed names |
//! | [`search`] | what is indexed, how words are understood, the files a browser loads, the engine |
//! | [`lessons`] | the lesson index over a book |
//! | [`history`] | when chapters last changed, as git knows it |
//! | [`book`] | chapters in their tree: order, neighbours, where links lead |
//! | [`document`] | one chapter's Markdown as a tree; pure |
//! | [`source`] | files and folders below `content/`, front matter |
//! | [`lock`] | keeps two processes from working on one folder |
//! | [`paths`] | paths whose type names the folder that they cannot leave, and the only access to the files there |
//! | [`panics`] | catches panics, and reports them with the file that was being worked on |
//! | [`span`] | texts, checked spans of them, changes by span, and a map from a transformed text back to the original |
//! | [`number`], [`config`] | the numbers of chapters; the settings in `book.toml` |
//! | [`rule`], [`diagnostic`] | what can be wrong, and how serious it is; how it is reported, and comments that exempt a place from a rule |
//! | [`messages`] | what the program says, in Dutch and English |
//! | [`archive`], [`cache`], [`collation`], [`revision`], [`suggestion`], [`system`] | zip files, results kept from run to run, alphabetical order, detection of changes, "did you mean", what differs by operating system |
//!
//! # From file to page
//!
//! ```no_run
//! use std::path::Path;
//! use wijkengids::publish;
//! use wijkengids::workspace::{self, Options};
//!
//! let (guide, diagnostics) = workspace::load(Path::new("."), &Options::default());
//! wijkengids::diagnostic::print(&diagnostics);
//! if let Some(mut guide) = guide {
//!     let result = publish::publish(&mut guide, Path::new("public"), None, &|_| ());
//!     assert!(result.is_ok());
//! }
//! ```

// Text is taken apart by spans and by what the standard library finds in it. A test may cut what it
// wrote itself.
#![cfg_attr(not(test), warn(clippy::string_slice))]

pub mod archive;
pub mod attachments;
pub mod book;
pub mod cache;
pub mod check;
pub mod cli;
pub mod collation;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod editions;
pub mod formats;
pub mod guide;
pub mod handbook;
pub mod history;
pub mod import;
pub mod init;
pub mod lessons;
pub mod lock;
pub mod messages;
pub mod moving;
pub mod new;
pub mod number;
pub mod panics;
pub mod paths;
pub mod pdf;
pub mod publish;
pub mod revision;
pub mod rule;
pub mod search;
pub mod serve;
pub mod source;
pub mod span;
pub mod suggestion;
pub mod system;
pub mod theme;
pub mod workspace;
