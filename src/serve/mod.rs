//! The live preview: a guide in the browser while it is being written.
//!
//! The guide is in memory as a [`Preview`]. A [`Watcher`] tells it which files changed; it reads
//! those again and makes the next [`Version`], from which requests are answered by rendering the
//! one artifact that is asked for. Nothing is written to disk. What is sent is byte for byte what
//! a build would publish, plus one script and, on blocks, the place where they were written
//! ([`as_published`] takes both away). The script hears of new versions and brings the page it is
//! on up to date without loading it again.
//!
//! A version that is broken replaces none: browsers keep what was last sound and are told what is
//! wrong.

mod cache;
mod client;
mod editor;
mod guard;
mod http;
mod listener;
mod news;
mod preview;
mod run;
mod stamps;
mod watcher;

pub use client::as_published;
pub use news::Choices;
pub use preview::{Answer, Change, Preview, Version};
pub use run::{Report, Running, Settings, start};
pub use watcher::{Stop, Watcher};
