//! Line breaks: a browser knows one kind of them, a file has its own.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A text with line feeds only, as a browser has it.
pub fn with_line_feeds(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into() }
}

/// The lines of a text, each with its break.
fn lines(text: &str) -> Vec<(&str, &str)> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        let (line, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let ends = ["\r\n", "\n", "\r"];
        let end = ends.into_iter().find(|end| from.starts_with(end)).unwrap_or_default();
        lines.push((line, end));
        rest = from.strip_prefix(end).unwrap_or_default();
    }
    lines.push((rest, ""));
    lines
}

/// A new text with the line breaks of the old one: lines that stay keep theirs, and new lines get
/// that of the line above them, else `usual`.
pub fn with_breaks_of(old: &str, new: &str, usual: &str) -> String {
    let new = with_line_feeds(new);
    let old = lines(old);
    let words: Vec<&str> = old.iter().map(|(line, _)| *line).collect();
    let new: Vec<&str> = new.split('\n').collect();
    let mut breaks: Vec<&str> = vec![""; new.len()];
    for operation in capture_diff_slices(Algorithm::Myers, &words, &new) {
        if let DiffOp::Equal { old_index, new_index, len } = operation {
            for at in 0..len {
                breaks[new_index + at] = old[old_index + at].1;
            }
        }
    }
    let mut text = String::new();
    let mut before = usual;
    for (at, (line, kept)) in new.iter().zip(breaks).enumerate() {
        before = if kept.is_empty() { before } else { kept };
        text.push_str(line);
        if at + 1 < new.len() {
            text.push_str(before);
        }
    }
    text
}

/// The line break that a text has most often near its start, else a line feed.
pub fn usual_break(text: &str) -> &'static str {
    match text.find(['\n', '\r']).and_then(|at| text.get(at..)) {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// Whether there is an empty line in a text between two others.
pub fn has_empty_line(between: &str) -> bool {
    with_line_feeds(between).matches('\n').count() > 1
}

/// A text without the empty lines before it and the white space behind it.
pub fn tidy(text: &str) -> String {
    let text = with_line_feeds(text);
    let mut text = text.trim_end();
    while let Some((line, rest)) = text.split_once('\n') {
        if !line.trim().is_empty() {
            break;
        }
        text = rest;
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_stay_keep_their_breaks() {
        for (old, new, expected) in [
            ("a\r\nb\nc", "a\nb\nc", "a\r\nb\nc"),
            ("a\r\nb\nc", "a\nx\nb\nc", "a\r\nx\r\nb\nc"),
            ("a\r\nb\nc", "a\nb\nx\ny\nc", "a\r\nb\nx\ny\nc"),
            ("a\r\nb\r\nc", "x", "x"),
            ("a", "x\ny\r\nz", "x\r\ny\r\nz"),
            ("a\rb", "a\nc\nb", "a\rc\rb"),
            ("", "", ""),
            ("a\n", "a\n", "a\n"),
            ("a\n\nb", "a\nb", "a\nb"),
        ] {
            let usual = if old == "a" { "\r\n" } else { usual_break(old) };
            assert_eq!(with_breaks_of(old, new, usual), expected, "{old:?} to {new:?}");
        }
    }

    #[test]
    fn a_text_is_tidied_without_touching_its_first_line() {
        assert_eq!(tidy("\n \n    code\n\n"), "    code");
        assert_eq!(tidy(" \n"), "");
        assert_eq!(tidy("a\r\n"), "a");
    }
}
