//! Keeps text literal: signs that mean nothing in a document may look like mark-up with a mistake in
//! Markdown. They are escaped, so that nobody is told to mend what is meant as it is.

use crate::diagnostic::{Diagnostic, Text};
use crate::document::text;
use crate::rule::Rule;
use crate::span::{Edits, Span, split_at_char};

use super::native;

/// How many characters may come before the sign that is escaped.
const FIRST: usize = 6;

/// Escapes all that is almost mark-up in the Markdown of a document.
pub fn literal(markdown: String) -> String {
    // A line may be almost several things.
    const ROUNDS: usize = 3;
    let mut text = Text::new("", markdown);
    for _ in 0..ROUNDS {
        let found = native::parse(&text);
        let near: Vec<Span> = found.diagnostics.iter().filter_map(near_miss).collect();
        if near.is_empty() {
            break;
        }
        let mut edits = Edits::default();
        for &span in &near {
            escape(&text, span, &mut edits);
        }
        let escaped = Text::new("", edits.apply(&text));
        let after = native::parse(&escaped);
        let left = after.diagnostics.iter().filter_map(near_miss).count();
        // A sign would show its escape where Markdown is not read.
        let is_same = text::of_document(&after) == text::of_document(&found);
        if !is_same || left >= near.len() {
            break;
        }
        text = escaped;
    }
    text.content.clone()
}

/// Where a text is almost mark-up; in HTML nothing can be escaped.
fn near_miss(problem: &Diagnostic) -> Option<Span> {
    let is_near = matches!(
        problem.rule?,
        Rule::NearMissHeading
            | Rule::NearMissList
            | Rule::NearMissBox
            | Rule::NearMissCode
            | Rule::NearMissCommand
            | Rule::NearMissTable
            | Rule::NearMissEmphasis
            | Rule::NearMissLink
            | Rule::NearMissLesson
            | Rule::NearMissNote
    );
    problem.location.as_ref().map(|(_, span)| *span).filter(|_| is_near)
}

/// Escapes the first sign of a text, or writes its first character as a reference.
fn escape(text: &Text, span: Span, edits: &mut Edits) {
    let written = text.slice(span);
    let (start, _) = split_at_char(written, FIRST);
    match start.find(|c: char| c.is_ascii_punctuation() && c != '\\') {
        Some(at) => edits.replace(text.part(span, at..at), "\\"),
        None => {
            let Some(first) = written.chars().next() else { return };
            let place = text.part(span, 0..first.len_utf8());
            edits.replace(place, format!("&#{};", u32::from(first)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_almost_markup_is_escaped() {
        for (written, expected) in [
            ("Tabel: los", "Tabel\\: los"),
            ("\\[x\\](mijn stuk.pdf)", "\\[x\\](mijn stuk.pdf)"),
            ("¹ noot", "&#185; noot"),
            ("!!! note", "\\!!! note"),
            ("h1. Kop", "h1\\. Kop"),
            ("+--+--+", "\\+--+--+"),
            ("–––", "&#8211;––"),
            ("'''", "\\'''"),
            ("x{width=50%}", "x\\{width=50%}"),
            ("a ## Kop", "a \\## Kop"),
            ("x | y\\\nz | w\\\nz | w", "x \\| y\\\nz | w\\\nz | w"),
            ("-Het falen\\\n-Ziekte", "\\-Het falen\\\n-Ziekte"),
            ("2.\u{a0}Tekst", "2\\.\u{a0}Tekst"),
            ("Gewoon. [[1.2]] {a}", "Gewoon. [[1.2]] {a}"),
        ] {
            assert_eq!(literal(format!("{written}\n")), format!("{expected}\n"));
            let text = Text::new("", format!("{expected}\n"));
            let near: Vec<Span> =
                native::parse(&text).diagnostics.iter().filter_map(near_miss).collect();
            assert!(near.is_empty(), "{expected}");
        }
    }

    #[test]
    fn what_markdown_does_not_read_stays_as_it_is() {
        for written in ["<td>**vet**</td>\n", "```\n!!! note\n```\n", "a `x{width=50%}`\n"] {
            assert_eq!(literal(written.to_owned()), written);
        }
    }
}
