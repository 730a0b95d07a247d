//! Typst code, as it is written.

use std::sync::Arc;

use crate::span::{Span, Text, split_at_char};

/// The longest word that a line of a book is sure to hold, in characters. The template says where a
/// longer one breaks.
const LONGEST_WORD: usize = 39;

/// How many words stand in a run of text at most. Typst gives up if it finds more than some five hundred matches of
/// a show rule in one, as of words that are too long for the columns of a table.
const LONGEST_RUN: usize = 300;

/// What ends a run, and shows nothing.
const RUN_END: &str = "#h(0pt)";

/// A place in a file of the guide.
pub type Place<'a> = (&'a Arc<Text>, Span);

/// Where something starts in the code, and the place it was written at.
pub type Mark = (usize, Arc<Text>, Span);

/// Code in the making. Text of authors only gets into it as string literals, so none of it can run.
#[derive(Debug, Default)]
pub struct Code {
    text: String,
    /// Text that is not written yet, so that neighbours become one literal.
    words: String,
    /// How many words there are in the run of text at the end.
    run: usize,
    marks: Vec<Mark>,
}

impl Code {
    /// Adds code.
    pub fn push(&mut self, code: &str) {
        self.end_words();
        // Blocks end in a new line.
        if code.ends_with('\n') {
            self.run = 0;
        }
        self.text.push_str(code);
    }

    /// Adds text of an author, where mark-up stands.
    pub fn words(&mut self, text: &str) {
        self.words.push_str(text);
    }

    /// Adds a string literal, where code stands.
    pub fn literal(&mut self, text: &str) {
        self.end_words();
        push_literal(&mut self.text, text);
    }

    /// Notes the place that what follows was written at.
    pub fn mark(&mut self, (text, span): Place<'_>) {
        self.end_words();
        self.marks.push((self.text.len(), Arc::clone(text), span));
    }

    /// How much code there is.
    pub fn end(&mut self) -> usize {
        self.end_words();
        self.text.len()
    }

    /// Adds code before what was written from a place on.
    pub fn insert(&mut self, at: usize, code: &str) {
        self.end_words();
        self.text.insert_str(at, code);
        let after = self.marks.iter_mut().filter(|(mark, ..)| *mark > at);
        after.for_each(|(mark, ..)| *mark += code.len());
    }

    /// Drops the space at the end of a paragraph.
    pub fn trim(&mut self) {
        self.words.truncate(self.words.trim_end_matches(' ').len());
    }

    /// Whether text is waiting that ends in a space, or none is.
    pub fn ends_in_space(&self) -> bool {
        self.words.ends_with(' ')
    }

    /// The code, and the places it was written from.
    pub fn finish(mut self) -> (String, Vec<Mark>) {
        self.end_words();
        (self.text, self.marks)
    }

    fn end_words(&mut self) {
        let words = std::mem::take(&mut self.words);
        let mut rest = words.as_str();
        while let Some(end) = self.end_of_run(rest) {
            let (run, after) = rest.split_at(end);
            push_words(&mut self.text, run);
            self.text.push_str(RUN_END);
            rest = after;
        }
        if !rest.is_empty() {
            push_words(&mut self.text, rest);
        }
    }

    /// Where the run of text at the end has as many words as it may, if it has so in this text.
    fn end_of_run(&mut self, text: &str) -> Option<usize> {
        for (at, _) in text.match_indices(is_space) {
            self.run += 1;
            if self.run == LONGEST_RUN {
                self.run = 0;
                return Some(at + 1);
            }
        }
        None
    }
}

/// Text as mark-up: literals, and calls for words that may be too long for a line. Typst breaks
/// addresses of the web itself, but only between their parts.
pub fn push_words(code: &mut String, text: &str) {
    let has_short_parts = |word: &str| word.split(|c: char| !c.is_alphanumeric()).all(is_short);
    let is_long = |word: &str| {
        let word = word.trim_end_matches(is_space);
        let breaks_itself = word.contains("://") && has_short_parts(word);
        !(is_short(word) || breaks_itself)
    };
    if !text.split(is_space).any(is_long) {
        code.push('#');
        push_literal(code, text);
        return;
    }
    for word in text.split_inclusive(is_space) {
        if is_long(word) {
            // Each long word is a match of a show rule.
            code.push_str(RUN_END);
            code.push_str("#broken(");
            push_literal(code, word);
            code.push(')');
        } else {
            code.push('#');
            push_literal(code, word);
        }
    }
}

fn is_short(word: &str) -> bool {
    split_at_char(word, LONGEST_WORD).1.is_empty()
}

fn is_space(c: char) -> bool {
    // A no-break space is none.
    matches!(c, ' ' | '\n' | '\t')
}

/// A string literal. The only characters with a meaning in one are `"` and `\`.
pub fn push_literal(code: &mut String, text: &str) {
    code.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => code.extend(['\\', c]),
            '\n' => code.push_str("\\n"),
            '\t' => code.push_str("\\t"),
            // PDF/UA refuses marks of byte order.
            '\r' | '\u{feff}' => {}
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => code.push('\u{fffd}'),
            c => code.push(c),
        }
    }
    code.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut code = Code::default();
        code.words(text);
        code.finish().0
    }

    #[test]
    fn text_is_a_literal() {
        assert_eq!(written("#eval(\"x\") $a$ *b* @c \\"), r##"#"#eval(\"x\") $a$ *b* @c \\""##);
        assert_eq!(written("a\u{0}b"), "#\"a\u{fffd}b\"");
        assert_eq!(written("]\n[ // /* <x> _"), r##"#"]\n[ // /* <x> _""##);
    }

    #[test]
    fn neighbours_are_one_literal() {
        let mut code = Code::default();
        code.words("een ");
        code.words("twee");
        code.push("#linebreak()");
        code.words("drie");
        assert_eq!(code.finish().0, r##"#"een twee"#linebreak()#"drie""##);
    }

    #[test]
    fn what_is_inserted_moves_the_places_behind_it() {
        let text = Text::new("een.md", "abc");
        let mut code = Code::default();
        code.mark((&text, text.part(text.whole(), 0..1)));
        code.words("a");
        let middle = code.end();
        code.mark((&text, text.part(text.whole(), 1..2)));
        code.words("b");
        code.mark((&text, text.part(text.whole(), 2..3)));
        code.words("c");
        code.insert(middle, "#x ");
        let (code, marks) = code.finish();
        assert_eq!(code, "#\"a\"#x #\"b\"#\"c\"");
        let starts: Vec<&str> = marks.iter().map(|(at, ..)| &code[*at..]).collect();
        assert_eq!(starts, [&code, "#x #\"b\"#\"c\"", "#\"c\""]);
    }

    #[test]
    fn a_text_of_many_words_is_in_runs() {
        let words = "x ".repeat(LONGEST_RUN);
        assert_eq!(written(&format!("{words}y")), format!("#\"{words}\"{RUN_END}#\"y\""));
        let mut code = Code::default();
        for _ in 0..LONGEST_RUN {
            code.push("#emph[");
            code.words("x ");
            code.push("]");
        }
        assert!(code.finish().0.ends_with(&format!("#emph[#\"x \"{RUN_END}]")));
        let mut code = Code::default();
        for _ in 0..LONGEST_RUN {
            code.words("x ");
            code.push("\n");
        }
        assert!(!code.finish().0.contains(RUN_END));
    }

    #[test]
    fn a_word_that_no_line_holds_is_broken_by_the_template() {
        let long = "a".repeat(10_000);
        let code = written(&format!("x {long} y"));
        assert_eq!(code, format!("#\"x \"{RUN_END}#broken(\"{long} \")#\"y\""));
        let address = format!("https://example.org/{}", "deel/".repeat(100));
        assert_eq!(written(&address), format!("#\"{address}\""));
        let address = format!("https://example.org/{long}");
        assert_eq!(written(&address), format!("{RUN_END}#broken(\"{address}\")"));
    }
}
