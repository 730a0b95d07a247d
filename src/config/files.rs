//! Files and folders of the guide that `book.toml` names.

use serde::Deserialize;
use serde::de::Error as _;

use crate::paths::GuidePath;

/// Reads the paths of scripts.
pub fn scripts<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Vec<GuidePath>, D::Error> {
    with_extension(input, "js", "script")
}

/// Reads the paths of style sheets.
pub fn styles<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Vec<GuidePath>, D::Error> {
    with_extension(input, "css", "style sheet")
}

fn with_extension<'de, D: serde::Deserializer<'de>>(
    input: D,
    extension: &str,
    kind: &str,
) -> Result<Vec<GuidePath>, D::Error> {
    let paths = Vec::<GuidePath>::deserialize(input)?;
    match paths.iter().find(|path| path.extension() != Some(extension)) {
        Some(path) => Err(D::Error::custom(format!("`{path}` is not a {kind} (.{extension})"))),
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
        Err(D::Error::custom(format!("`{name}` is not the name of a theme")))
    }
}
