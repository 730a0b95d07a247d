//! wijkengids turns numbered Markdown chapters into a themed, searchable static guide.
//!
//! # Five ideas
//!
//! 1. **The number is the address.** A chapter's [`number`] is its identity: its place in the
//!    order, its parent, its page, its name in a cross-reference. Retitling never breaks a link.
//! 2. **One manuscript, every edition.** A chapter is parsed once into a [`document::Document`].
//!    An edition only arranges and renders documents; none parses Markdown, none knows another.
//! 3. **A publication is a map from path to an artifact that can render itself**
//!    ([`editions::Publication`]). Building renders all of them; the preview renders the one that
//!    is asked for.
//! 4. **Cost follows the edit, not the guide.** After an edit only the changed chapter is parsed
//!    again ([`guide::Workspace`]), and only pages that show what changed are rendered again
//!    ([`editions::Dependencies`]). No page carries the whole guide: the sidebar is a bounded
//!    neighbourhood, and the tree of all chapters is one shared file.
//! 5. **Nothing is lost and nothing is half done.** A build that fails or is killed leaves the
//!    published guide as it was, and everything that is wrong is said at once, with its place.
//!
//! # Rooms
//!
//! Each room knows only those to its right:
//!
//! ```text
//! cli → { authoring, publish → pdf, serve } → guide → editions → { theme, search, lessons } → book → document → source
//!     → { number, config, diagnostic, exemption, revision, rule }
//! ```
//!
//! | Room | What lives there |
//! |---|---|
//! | [`cli`] | arguments, progress, exit codes; one small file a command |
//! | [`authoring`] | tools for editors: what checks a guide's own files, and what changes them |
//! | [`publish`] | staging, the swap of folders, the manifest, time stamps |
//! | [`pdf`] | the programs that make a PDF of a page: where they are, how they are asked |
//! | [`serve`] | the live preview: watching files, HTTP, and the script that keeps a page up to date |
//! | [`guide`] | reads a guide as a whole, or again what changed, and collects all that is wrong with it |
//! | [`editions`] | which artifacts there are and how each renders; `editions::site` is the website, `editions::single_page` the guide on one page, to print |
//! | [`theme`] | templates, strings per language, assets with hashed names |
//! | [`search`] | what is indexed, how words are understood, the files a browser loads, the engine |
//! | [`lessons`] | the lesson index over a book |
//! | [`book`] | chapters in their tree: order, neighbours, where links lead |
//! | [`document`] | one chapter's Markdown as a tree; pure |
//! | [`source`] | files and folders below `content/`, front matter |
//! | [`number`], [`config`], [`diagnostic`], [`revision`], [`rule`], [`exemption`], [`collation`], [`cache`] | what all others speak of |
//!
//! # From file to page
//!
//! ```no_run
//! use std::path::Path;
//! use wijkengids::{guide::{Guide, Options}, publish};
//!
//! let (guide, diagnostics) = Guide::load(Path::new("."), &Options::default());
//! wijkengids::diagnostic::print(&diagnostics);
//! if let Some(mut guide) = guide {
//!     let result = publish::publish(&mut guide, Path::new("public"), None, &|_| ());
//!     assert!(result.is_ok());
//! }
//! ```

pub mod authoring;
pub mod book;
pub mod cache;
pub mod cli;
pub mod collation;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod editions;
pub mod exemption;
pub mod guide;
pub mod lessons;
pub mod number;
pub mod pdf;
pub mod publish;
pub mod revision;
pub mod rule;
pub mod search;
pub mod serve;
pub mod source;
pub mod theme;
