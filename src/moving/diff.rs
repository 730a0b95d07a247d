//! A planned move as a diff that `git apply` understands.

use similar::TextDiff;

use super::{Change, Move};
use crate::paths::GuidePath;

/// The move as a unified diff, with the renames as git writes them.
pub fn unified(planned: &Move) -> String {
    let files = planned.files.iter().map(|(path, change)| of_file(path, change));
    let removed = planned
        .removed
        .iter()
        .filter_map(|chapter| Some(of_removed(&chapter.path.as_ref()?.in_guide(), &chapter.text)));
    files.chain(removed).collect()
}

/// The removal of a file.
pub fn of_removed(path: &GuidePath, text: &str) -> String {
    let (old, new) = (quoted("a/", path), quoted("b/", path));
    let diff = TextDiff::from_lines(text, "");
    let diff = diff.unified_diff().header(&old, "/dev/null").to_string();
    format!("diff --git {old} {new}\ndeleted file mode 100644\n{diff}")
}

/// The change of one file, by its new path.
pub fn of_file(path: &GuidePath, change: &Change) -> String {
    let old = change.old_path.as_ref().unwrap_or(path);
    let mut out = format!("diff --git {} {}\n", quoted("a/", old), quoted("b/", path));
    if change.old_path.is_none() {
        out.push_str("new file mode 100644\n");
    }
    let texts = change.text.as_ref();
    let diff = texts.map(|(before, after)| TextDiff::from_lines(before.as_str(), after));
    if old != path {
        let similarity = diff.as_ref().map_or(100, |diff| (diff.ratio() * 99.0) as u32);
        out.push_str(&format!("similarity index {similarity}%\n"));
        out.push_str(&format!("rename from {}\n", quoted("", old)));
        out.push_str(&format!("rename to {}\n", quoted("", path)));
    }
    if let Some(diff) = diff {
        let from = match change.old_path {
            Some(_) => quoted("a/", old),
            None => "/dev/null".into(),
        };
        let diff = diff.unified_diff().header(&from, &quoted("b/", path)).to_string();
        out.push_str(&diff);
    }
    out
}

/// A path as git writes it. One with special characters is quoted, and those are escaped.
fn quoted(prefix: &str, path: &GuidePath) -> String {
    let path = path.as_str();
    let is_plain = |byte: u8| (0x20..0x7f).contains(&byte) && !matches!(byte, b'"' | b'\\');
    if path.bytes().all(is_plain) {
        return format!("{prefix}{path}");
    }
    let escaped: String = path
        .bytes()
        .map(|byte| match byte {
            b'"' | b'\\' => format!("\\{}", char::from(byte)),
            byte if is_plain(byte) => char::from(byte).to_string(),
            byte => format!("\\{byte:03o}"),
        })
        .collect();
    format!("\"{prefix}{escaped}\"")
}
