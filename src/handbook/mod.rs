//! The manual: a guide of its own, in Dutch, that ships inside the program.
//!
//! It is read, rendered and published like any other guide. What `wijkengids handbook` opens is
//! published once per version into the system's cache folder ([`Handbook::published`]).

mod published;
mod section;
mod topic;

use std::fs;
use std::path::Path;

use rust_embed::RustEmbed;
use tempfile::TempDir;

use crate::diagnostic::{Diagnostic, FileAction};
use crate::guide::Guide;
use crate::publish::{self, Summary};
use crate::workspace::{self, Options};

pub use topic::{Topic, UnknownTopic};

#[derive(RustEmbed)]
#[folder = "src/handbook/"]
#[include = "book.toml"]
#[include = "content/**"]
struct Files;

/// The manual, read.
pub struct Handbook {
    guide: Guide,
    /// Its unpacked files: rendering reads images from disk.
    _source: TempDir,
}

impl Handbook {
    /// Unpacks the manual and reads it.
    ///
    /// # Errors
    /// A temporary folder that cannot be written.
    pub fn read() -> Result<Self, Vec<Diagnostic>> {
        let temporary = std::env::temp_dir();
        let source = tempfile::tempdir()
            .map_err(|error| Diagnostic::io(FileAction::WriteTo, &temporary, &error))?;
        unpack(source.path())?;
        let (guide, diagnostics) = workspace::load(source.path(), &Options::default());
        Ok(Self { guide: guide.ok_or(diagnostics)?, _source: source })
    }

    /// Publishes it as a site into `out`, as `wijkengids build` does.
    ///
    /// # Errors
    /// Those of [`publish::publish`].
    pub fn publish(&mut self, out: &Path) -> Result<Summary, Vec<Diagnostic>> {
        publish::publish(&mut self.guide, out, None, &|_| ())
    }
}

fn unpack(folder: &Path) -> Result<(), Diagnostic> {
    for name in Files::iter() {
        let Some(file) = Files::get(&name) else { continue };
        let path = folder.join(&*name);
        let written = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, &file.data));
        written.map_err(|error| Diagnostic::io(FileAction::Write, &path, &error))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_the_manual_and_no_code() {
        let names: Vec<_> = Files::iter().collect();
        assert!(names.iter().any(|name| name == "book.toml"));
        assert!(names.iter().all(|name| !name.ends_with(".rs")), "{names:?}");
    }
}
