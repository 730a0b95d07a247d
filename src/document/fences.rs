//! The fences of `:::` containers, which the Markdown parser does not know.
//!
//! Every fence line is masked as a heading, byte for byte: its colons become number signs, its name
//! and attributes become blanks or number signs, and its title stays. To the parser it is a block
//! of its own wherever a fence may stand (in a list item, in a quotation, against a paragraph),
//! with the title as inline text, and plain text wherever it may not (in code). No position moves,
//! and what was masked can be read back from the original.

use std::borrow::Cow;

use super::attributes::{self, Attributes};

/// Replaces every fence line by a heading of the same length in bytes.
pub fn mask(body: &str) -> Cow<'_, str> {
    if !body.contains(":::") {
        return Cow::Borrowed(body);
    }
    let mut masked = String::with_capacity(body.len());
    for line in body.split_inclusive('\n') {
        match split(line) {
            Some((before, fence, after)) => {
                masked.push_str(before);
                push_masked(&mut masked, fence);
                masked.push_str(after);
            }
            None => masked.push_str(line),
        }
    }
    Cow::Owned(masked)
}

/// What comes before the fence of a line, the fence, and what follows it, if it is a fence line. A
/// quotation or an item of a list may hold a container.
fn split(line: &str) -> Option<(&str, &str, &str)> {
    let mut rest = line.trim_start_matches([' ', '\t', '>']);
    while let Some(item) = after_marker(rest) {
        rest = item.trim_start_matches([' ', '\t', '>']);
    }
    let fence = rest.trim_end();
    let is_fence = fence.starts_with(":::");
    is_fence.then_some((line.strip_suffix(rest)?, fence, rest.strip_prefix(fence)?))
}

/// What follows the marker of a list's item.
fn after_marker(line: &str) -> Option<&str> {
    let numbered =
        || line.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['.', ')']);
    let is_number = line.starts_with(|c: char| c.is_ascii_digit());
    let item = line.strip_prefix(['-', '*', '+']).or_else(|| numbered().filter(|_| is_number))?;
    item.starts_with([' ', '\t']).then_some(item)
}

/// Number signs at the end of a heading close it, and are not shown.
fn push_masked(masked: &mut String, fence: &str) {
    let repeat = |sign, count| std::iter::repeat_n(sign, count);
    masked.push_str("###");
    let Some(Fence::Open { title: Some((title, at)), .. }) = read(fence) else {
        let rest = fence.len() - "###".len();
        masked.extend(repeat(' ', rest.min(1)));
        masked.extend(repeat('#', rest.saturating_sub(1)));
        return;
    };
    let rest = fence.len() - at - title.len();
    let text = title.trim_end_matches('#');
    let signs = title.len() - text.len();
    masked.extend(repeat(' ', at - "###".len()));
    masked.push_str(text);
    // Number signs at the end of the title itself must not close the heading, so no space separates
    // them from what comes before.
    if rest == 0 && signs > 0 && (text.is_empty() || text.ends_with([' ', '\t'])) {
        masked.pop();
        masked.push(':');
    }
    masked.extend(repeat('#', signs));
    masked.extend(repeat(' ', rest.min(1)));
    masked.extend(repeat('#', rest.saturating_sub(1)));
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
        /// The attributes in braces after it.
        attributes: Attributes<'a>,
    },
    /// `:::`
    Close,
    /// An opening without a name.
    Nameless,
}

/// Reads a fence from its original text; `None` if it is a real heading.
pub fn read(original: &str) -> Option<Fence<'_>> {
    let fence = original.trim_end();
    let rest = fence.strip_prefix(":::")?.trim_start_matches(':');
    // Some authors close the line with colons too, as other tools let them.
    let rest = match rest.trim_end_matches(':') {
        closed if closed.is_empty() || rest.ends_with(":::") => closed.trim(),
        _ => rest.trim(),
    };
    if rest.is_empty() {
        return Some(Fence::Close);
    }
    let (words, block) = attributes::split(rest).unwrap_or((rest, ""));
    let (words, mut attributes) = (words.trim(), attributes::read(block));
    let (name, title) = words
        .split_once(char::is_whitespace)
        .map_or((words, ""), |(name, title)| (name, title.trim_start()));
    let name = match name {
        "" if attributes.classes.is_empty() => return Some(Fence::Nameless),
        "" => attributes.classes.remove(0),
        name => name,
    };
    // `::: kader: Titel`
    let name = name.trim_end_matches([':', '.', ',', ';']);
    let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if !is_name(name) {
        return Some(Fence::Nameless);
    }
    let title = (!title.is_empty()).then(|| {
        let start = title.as_ptr().addr() - original.as_ptr().addr();
        (title, start)
    });
    Some(Fence::Open { name, title, attributes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masking_keeps_every_position() {
        let body = "a\n::: kader Één\n  - b\n  :::\r\n> ::: tip\na ::: b\n";
        let masked = mask(body);
        assert_eq!(masked.len(), body.len());
        assert_eq!(masked, "a\n###       Één\n  - b\n  ###\r\n> ### ###\na ::: b\n");
    }

    #[test]
    fn a_title_stays_whole() {
        for (fence, masked) in [
            ("::: kader Zie [[1.1]] {.breed #a}", "###       Zie [[1.1]] ###########"),
            ("::: kader Over C #", "###       Over C:#"),
            ("::: kader #", "###      :#"),
            ("::: tip Let op:", "###     Let op:"),
            ("::: tip Titel :::", "###     Titel ###"),
            ("::: tip Een \\{#b}", "###     Een \\{#b}"),
            ("::: wat? Titel", "### ##########"),
            ("::: kader C # {.a}", "###       C # ####"),
        ] {
            assert_eq!(mask(fence), masked, "{fence}");
        }
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
                attributes: Attributes {
                    classes: vec!["breed"],
                    id: Some("opgaven"),
                    ..Attributes::default()
                },
            })
        );
        assert_eq!(
            read(":::{.tip}"),
            Some(Fence::Open { name: "tip", title: None, attributes: Attributes::default() })
        );
    }
}
