//! The entries of a chapter's front matter as they are written, to change them line by line.

use super::Source;
use super::front_matter::is_dashes;
use crate::span::Span;

/// The line break a text uses.
pub fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The span of the entry of a key: from its line to the next key.
pub fn entry(source: &Source, key: &str) -> Option<Span> {
    let text = &source.text;
    let mut found: Option<Span> = None;
    for span in text.lines(source.front_matter_span()) {
        let line = text.slice(span);
        let is_key = !line.starts_with([' ', '\t', '-', '#']) && !line.trim().is_empty();
        let ends = is_key || line.trim_end() == "..." || is_dashes(line.trim_end());
        match found {
            Some(entry) if ends => return Some(entry),
            Some(entry) => found = Some(entry.to(span)),
            None if line.split_once(':').is_some_and(|(name, _)| name.trim_end() == key) => {
                found = Some(span);
            }
            None => {}
        }
    }
    found
}

/// The entry of a key without the comments and empty lines that follow it.
pub fn own_lines(source: &Source, key: &str) -> Option<Span> {
    let text = &source.text;
    let entry = entry(source, key)?;
    let is_own = |line: &Span| {
        let line = text.slice(*line).trim();
        !line.is_empty() && !line.starts_with('#')
    };
    let last = text.lines(entry).filter(is_own).last()?;
    Some(entry.to(last))
}

/// The line that ends the front matter, if there is front matter that could be read.
pub fn closing_fence(source: &Source) -> Option<Span> {
    let block = source.front_matter_span();
    let is_line = |span: &Span| !source.text.slice(*span).trim().is_empty();
    let is_empty = source.text.slice(block).trim_start_matches('\u{feff}').trim().is_empty();
    let last = source.text.lines(block).filter(is_line).last().filter(|_| !is_empty)?;
    let line = source.text.slice(last).trim();
    (line == "..." || is_dashes(line)).then_some(last)
}
