//! The live preview: a guide in the browser while it is being written.
//!
//! The guide is in memory as a [`Preview`]. A [`Watcher`] tells it which files changed; it reads
//! those again and makes the next [`Version`]. Requests are answered from the newest version, by
//! rendering the one artifact that was requested. Nothing is written to disk, except what is edited in
//! the browser (`editing`). What is sent is byte for byte what a build would publish, plus one script
//! and, on blocks, the place where they were written ([`as_published`] removes both). The script
//! listens for new versions and updates its page without loading it again.
//!
//! The PDF, which takes longer than a page, is made in the background when it is asked for.
//!
//! A broken version replaces none: browsers keep the last good one and are told what is wrong. A
//! panic of the program is treated alike (`panics`): it is reported, and the next good save is
//! shown.

#[cfg(feature = "typeset")]
mod book;
mod broadcast;
mod cache;
mod client;
mod editing;
mod editor;
mod guard;
mod http;
mod listener;
mod plain;
mod preview;
mod problems;
mod resilient;
mod run;
mod version;
mod watcher;
mod words;

pub use broadcast::Overrides;
pub use client::as_published;
pub use editing::Editors;
pub use preview::{Answer, Change, Preview};
pub use run::{Report, Running, Settings, start};
pub use version::Version;
pub use watcher::{Stop, Watcher};
