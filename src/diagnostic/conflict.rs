//! Two versions of a text that git, or another program, could not join and put below each other.

use std::sync::Arc;

use super::{Diagnostic, Span, Text};
use crate::messages::message;
use crate::rule::Rule;

/// Says where the first conflict in a text starts, unless it is shown as code.
pub fn conflict(text: &Arc<Text>) -> Option<Diagnostic> {
    let mark = first(text)?;
    let problem = Diagnostic::of(Rule::MergeConflict, message!("merge-conflict"));
    Some(problem.at(text, mark).help(message!("merge-conflict", "help")))
}

/// The line that opens the first conflict, else the first mark that was left of one.
fn first(text: &Text) -> Option<Span> {
    if !text.content.contains("<<<<<<<") && !text.content.contains(">>>>>>>") {
        return None;
    }
    let (mut opened, mut is_divided, mut fence) = (None, false, None);
    let mut left = None;
    for span in text.lines(text.span(0..text.content.len())) {
        let line = text.slice(span).trim_end();
        let is_left = fence.is_none() && line.contains(' ');
        if is_left && (is_mark(line, '<') || is_mark(line, '>')) {
            left.get_or_insert(text.trim(span));
        }
        match opened {
            None if is_mark(line, '<') && fence.is_none() => opened = Some(text.trim(span)),
            None => fence = after_line(fence, line),
            Some(_) if line == "=======" => is_divided = true,
            Some(mark) if is_divided && is_mark(line, '>') => return Some(mark),
            Some(_) => {}
        }
    }
    left
}

/// Seven of a character, alone or before the name of a version.
fn is_mark(line: &str, c: char) -> bool {
    let rest = line.trim_start_matches(c);
    line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))
}

/// The mark of the code block that the next line lies in, if it does.
fn after_line(fence: Option<char>, line: &str) -> Option<char> {
    let line = line.trim_start();
    let opens = ['`', '~'].into_iter().find(|mark| line.starts_with(&mark.to_string().repeat(3)));
    match (fence, opens) {
        (None, opens) => opens,
        (Some(mark), Some(found)) if mark == found => None,
        (fence, _) => fence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(content: &str) -> Option<usize> {
        let problem = conflict(&Text::new("a.md", content))?;
        Some(problem.position()?.1)
    }

    #[test]
    fn a_conflict_is_found_where_it_starts() {
        let conflict = "<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> main\n";
        assert_eq!(line(conflict), Some(1));
        assert_eq!(line(&format!("Een.\n\n{conflict}")), Some(3));
        assert_eq!(line(&conflict.replace('\n', "\r\n")), Some(1));
        assert_eq!(line("<<<<<<<\nA\n||||||| base\nC\n=======\n>>>>>>>\n"), Some(1));
        assert_eq!(line(&format!("```\ncode\n```\n{conflict}")), Some(4));
        // What is left of one.
        assert_eq!(line("A\n\n<<<<<<< HEAD\nB\n"), Some(3));
        assert_eq!(line("=======\nB\n>>>>>>> main\n"), Some(3));
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for text in [
            "Kop\n=======\n",
            "<<<<<<<\n",
            "> > > > > > > tak\n",
            "<<<<<<<< x\n=======\n>>>>>>>> y\n",
            "zie <<<<<<< HEAD\n=======\n",
            "```\n<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> main\n```\n",
            "~~~ text\n```\n<<<<<<< HEAD\n=======\n>>>>>>> main\n~~~\n",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }
}
