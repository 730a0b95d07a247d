//! The language in which the program speaks.

use std::path::Path;

use crate::config::{self, language_of};
use crate::messages::{self, Language};
use crate::paths::{GuidePath, Root};

/// Chooses the language of all messages: the one that was asked for, else that of the guide in the
/// folder, else the system's, else English.
pub fn choose(asked: Option<Language>, folder: Option<&Path>) {
    let asked = asked.map(|language| language.tag().to_owned());
    let of_guide = || folder.and_then(of_guide).into_iter();
    let wanted = asked.into_iter().chain(of_guide()).chain(messages::of_system());
    let _ = wanted.into_iter().any(|tag| messages::choose(&tag));
}

/// The language of a guide, if there is one.
fn of_guide(folder: &Path) -> Option<String> {
    let root = Root::open(folder).ok()?;
    let settings = root.read(&GuidePath::new(config::FILE_NAME).ok()?).ok()?;
    Some(language_of(&String::from_utf8_lossy(&settings)))
}
