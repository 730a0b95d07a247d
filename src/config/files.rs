//! Files and folders of the guide that `book.toml` names.

use serde::Deserialize;

use crate::diagnostic::refuse;
use crate::messages::message;
use crate::paths::GuidePath;

/// Reads the paths of scripts.
pub fn scripts<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Vec<GuidePath>, D::Error> {
    with_extension(input, "js")
}

/// Reads the paths of style sheets.
pub fn styles<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Vec<GuidePath>, D::Error> {
    with_extension(input, "css")
}

fn with_extension<'de, D: serde::Deserializer<'de>>(
    input: D,
    extension: &str,
) -> Result<Vec<GuidePath>, D::Error> {
    let paths = Vec::<GuidePath>::deserialize(input)?;
    match paths.iter().find(|path| path.extension() != Some(extension)) {
        Some(path) => Err(refuse(
            &message!("not-of-extension", path = path.to_string(), extension = extension),
            &message!("not-of-extension", "help", extension = extension),
        )),
        None => Ok(paths),
    }
}

/// Reads the name of a theme: that of a folder, which cannot lead to another place.
pub fn theme<'de, D: serde::Deserializer<'de>>(input: D) -> Result<String, D::Error> {
    let name = String::deserialize(input)?;
    let is_plain = !name.starts_with('.')
        && !name.contains('\\')
        && GuidePath::new(&name).is_ok_and(|path| path == *name && path.parts().count() == 1);
    if is_plain {
        Ok(name)
    } else {
        Err(refuse(&message!("not-a-theme", name = name), &message!("not-a-theme", "help")))
    }
}
