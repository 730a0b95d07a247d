//! The fences of `:::` containers, which the Markdown parser does not know.
//!
//! Every fence line is masked with underscores, byte for byte: to the parser it is a thematic
//! break, a block of its own wherever a fence may stand (in a list item, in a quotation, against a
//! paragraph) and plain text wherever it may not (in code). No position moves, and what was masked
//! can be read back from the original.

use std::borrow::Cow;
use std::ops::Range;

/// Replaces every fence line by underscores of the same length in bytes.
pub fn mask(body: &str) -> Cow<'_, str> {
    if !body.contains(":::") {
        return Cow::Borrowed(body);
    }
    let mut masked = String::with_capacity(body.len());
    for line in body.split_inclusive('\n') {
        match fence_in(line) {
            Some(fence) => {
                masked.push_str(&line[..fence.start]);
                masked.extend(std::iter::repeat_n('_', fence.len()));
                masked.push_str(&line[fence.end..]);
            }
            None => masked.push_str(line),
        }
    }
    Cow::Owned(masked)
}

/// Where in a line its fence stands, if it is a fence line. A quotation may hold a container.
fn fence_in(line: &str) -> Option<Range<usize>> {
    let start = line.find(|c: char| !matches!(c, ' ' | '\t' | '>'))?;
    line[start..].starts_with(":::").then(|| start..line.trim_end().len())
}

/// A fence as it was written.
#[derive(Debug, PartialEq, Eq)]
pub enum Fence<'a> {
    /// `::: kader Titel {.klasse #anker}`
    Open {
        /// The first word, else the first class.
        name: &'a str,
        /// What follows the name, and where it starts in the fence.
        title: Option<(&'a str, usize)>,
        /// Further classes.
        classes: Vec<&'a str>,
        /// The anchor.
        id: Option<&'a str>,
    },
    /// `:::`
    Close,
    /// An opening without a name.
    Nameless,
}

/// Reads a fence from its original text; nothing if it is a real thematic break.
pub fn read(original: &str) -> Option<Fence<'_>> {
    let fence = original.trim_end();
    let rest = fence.strip_prefix(":::")?.trim_start_matches(':');
    // Some authors close the line with colons too, as other tools let them.
    let rest = rest.trim_end_matches(':').trim();
    if rest.is_empty() {
        return Some(Fence::Close);
    }
    let (words, attributes) = match rest.strip_suffix('}').and_then(|r| r.rsplit_once('{')) {
        Some((words, attributes)) => (words.trim(), attributes),
        None => (rest, ""),
    };
    let mut classes: Vec<_> =
        attributes.split_whitespace().filter_map(|word| word.strip_prefix('.')).collect();
    let id = attributes.split_whitespace().find_map(|word| word.strip_prefix('#'));
    let (name, title) = words
        .split_once(char::is_whitespace)
        .map_or((words, ""), |(name, title)| (name, title.trim_start()));
    let name = match name {
        "" if classes.is_empty() => return Some(Fence::Nameless),
        "" => classes.remove(0),
        name => name,
    };
    let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if !is_name(name) {
        return Some(Fence::Nameless);
    }
    let title = (!title.is_empty()).then(|| {
        let start = title.as_ptr().addr() - original.as_ptr().addr();
        (title, start)
    });
    Some(Fence::Open { name, title, classes, id })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masking_keeps_every_position() {
        let body = "a\n::: kader Één\n  - b\n  :::\r\n> ::: tip\na ::: b\n";
        let masked = mask(body);
        assert_eq!(masked.len(), body.len());
        assert_eq!(masked, "a\n_______________\n  - b\n  ___\r\n> _______\na ::: b\n");
    }

    #[test]
    fn fences_are_read() {
        assert_eq!(read(":::"), Some(Fence::Close));
        assert_eq!(read("::::\n"), Some(Fence::Close));
        assert_eq!(read("___"), None);
        assert_eq!(read("::: {#x}"), Some(Fence::Nameless));
        assert_eq!(
            read("::: kader Elf opgaven {.breed #opgaven}"),
            Some(Fence::Open {
                name: "kader",
                title: Some(("Elf opgaven", 10)),
                classes: vec!["breed"],
                id: Some("opgaven"),
            })
        );
        assert_eq!(
            read(":::{.tip}"),
            Some(Fence::Open { name: "tip", title: None, classes: vec![], id: None })
        );
    }
}
