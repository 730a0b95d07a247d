//! The language in which the program speaks.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::config::{self, language_of};
use crate::messages::{self, Language};
use crate::paths::{GuidePath, Root};

/// Chooses the language of all messages: the one that was asked for, else that of the guide in the
/// folder, else the system's, else English.
pub fn choose(asked: Option<Language>, folder: Option<&Path>) {
    let asked = asked.map(|language| language.tag().to_owned());
    let of_guide = || folder.and_then(of_guide).into_iter();
    let english = Language::En.tag().to_owned();
    let wanted = asked.into_iter().chain(of_guide()).chain(messages::of_system()).chain([english]);
    let _ = wanted.into_iter().any(|tag| messages::choose(&tag));
}

/// The language that the words of a command line or the environment ask for, before they are parsed.
pub fn asked(words: &[OsString]) -> Option<Language> {
    let mut words = words.iter().map(|word| word.to_string_lossy());
    let word = words.find_map(|word| match word.strip_prefix("--lang") {
        Some("") => Some(None),
        Some(rest) => rest.strip_prefix('=').map(|value| Some(value.to_owned())),
        None => None,
    });
    let value = match word {
        Some(Some(value)) => Some(value),
        Some(None) => words.next().map(Cow::into_owned),
        None => std::env::var("WIJKENGIDS_LANG").ok(),
    };
    Language::from_str(&value?, true).ok()
}

/// The folder among the words of a command line that has a guide, before they are parsed; else the
/// current one.
pub fn folder(words: &[OsString]) -> PathBuf {
    let is_guide = |folder: &&Path| folder.join(config::FILE_NAME).is_file();
    words.iter().map(Path::new).find(is_guide).unwrap_or(Path::new(".")).to_owned()
}

/// The language of a guide, if there is one.
fn of_guide(folder: &Path) -> Option<String> {
    let root = Root::open(folder).ok()?;
    let settings = root.read(&GuidePath::new(config::FILE_NAME).ok()?).ok()?;
    Some(language_of(&String::from_utf8_lossy(&settings)))
}
