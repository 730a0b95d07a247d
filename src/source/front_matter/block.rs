//! Finds where the front matter of a chapter starts and ends, even if its delimiters are not quite
//! right.

use std::sync::Arc;

use super::{KEYS, is_key, meant};
use crate::diagnostic::{Diagnostic, Text};
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Span;

/// The front matter of a text.
#[derive(Debug, PartialEq, Eq)]
pub enum FrontMatterBlock {
    /// There is none; the body starts here.
    Missing(usize),
    /// What it says, and where the body starts.
    Found(Span, usize),
    /// It cannot be read; that was reported.
    Broken,
}

/// Finds the front matter of a text.
pub fn find(text: &Arc<Text>, diagnostics: &mut Vec<Diagnostic>) -> FrontMatterBlock {
    let lines: Vec<Span> = text.lines(text.whole()).collect();
    let mut finder = Finder { text, lines, diagnostics };
    finder.find()
}

struct Finder<'a> {
    text: &'a Arc<Text>,
    lines: Vec<Span>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Finder<'_> {
    fn find(&mut self) -> FrontMatterBlock {
        let Some(first) = self.first_line() else { return FrontMatterBlock::Missing(0) };
        let opening = self.line(first);
        let is_followed = self.is_key_line(first + 1);
        if opening == "---" && (self.is_at_top(first) || is_followed) {
            return self.marked(first);
        }
        if is_dashes(opening) && is_followed {
            self.near_miss(
                first,
                message!("front-matter-start"),
                message!("front-matter-start", "help"),
            );
            return self.marked(first);
        }
        if opening == "+++" && (first + 1..self.lines.len()).any(|at| self.line(at) == "+++") {
            let help = message!("front-matter-toml", "help");
            self.error(first, message!("front-matter-toml"), help);
            return FrontMatterBlock::Broken;
        }
        if self.is_key_line(first)
            && let Some(block) = self.without_opening(first)
        {
            return block;
        }
        let bom = self.text.content.len() - self.text.content.trim_start_matches('\u{feff}').len();
        FrontMatterBlock::Missing(bom)
    }

    /// The first line with text, without a comment above front matter.
    fn first_line(&self) -> Option<usize> {
        let next = |from: usize| (from..self.lines.len()).find(|&at| !self.line(at).is_empty());
        let first = next(0)?;
        let end = (first..self.lines.len()).find(|&at| self.line(at).ends_with("-->"));
        let below =
            end.filter(|_| self.line(first).starts_with("<!--")).and_then(|end| next(end + 1));
        below.filter(|&below| is_dashes(self.line(below))).or(Some(first))
    }

    /// The lines between two delimiters.
    fn marked(&mut self, first: usize) -> FrontMatterBlock {
        let is_end = |line: &str| line == "..." || is_dashes(line);
        let end = (first + 1..self.lines.len()).find(|&at| is_end(self.flush(at)));
        let prose = (first + 1..end.unwrap_or(self.lines.len())).find(|&at| self.is_prose(at));
        let Some(end) = end.filter(|_| prose.is_none()) else {
            let help = match prose {
                Some(above) => {
                    let line = above + 1;
                    message!("front-matter-endless", "above", line = line)
                }
                None => message!("front-matter-endless", "help"),
            };
            self.error(first, message!("front-matter-endless"), help);
            return FrontMatterBlock::Broken;
        };
        if !matches!(self.line(end), "---" | "...") {
            self.near_miss(end, message!("front-matter-end"), message!("front-matter-end", "help"));
        }
        self.found(first + 1, end, end + 1)
    }

    /// Front matter without an opening delimiter: lines at the top, up to a line of dashes or an
    /// empty one.
    fn without_opening(&mut self, first: usize) -> Option<FrontMatterBlock> {
        let rest = first..self.lines.len();
        let end = rest.clone().find(|&at| self.line(at).is_empty() || is_dashes(self.line(at)));
        let end = end.unwrap_or(self.lines.len());
        let keys = (first..end).filter(|&at| self.is_key_line(at)).count();
        let is_closed = end < self.lines.len() && is_dashes(self.line(end));
        let says_title = self.line(first).starts_with("title:");
        let is_certain = is_closed || says_title || keys > 1;
        if !is_certain || (first..end).any(|at| self.is_other(at)) {
            return None;
        }
        let help = if is_closed {
            message!("front-matter-unopened", "help")
        } else {
            message!("front-matter-unopened", "around")
        };
        self.near_miss(first, message!("front-matter-unopened"), help);
        Some(self.found(first, end, if is_closed { end + 1 } else { end }))
    }

    fn found(&self, first: usize, end: usize, body: usize) -> FrontMatterBlock {
        let whole = self.text.whole();
        let start = |at: usize| self.lines.get(at).map_or(whole.after(), |line| line.before());
        FrontMatterBlock::Found(start(first).to(start(end)), start(body).start())
    }

    /// A line without surrounding white space, and without characters that no editor shows.
    fn line(&self, at: usize) -> &str {
        let line = self.lines.get(at).map_or("", |&line| self.text.slice(line));
        line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
    }

    /// A line that begins at the margin; empty if it does not.
    fn flush(&self, at: usize) -> &str {
        let line = self.lines.get(at).map_or("", |&line| self.text.slice(line));
        if line.starts_with(char::is_whitespace) { "" } else { line.trim_end() }
    }

    /// Whether a line is the first one and begins at the margin.
    fn is_at_top(&self, at: usize) -> bool {
        at == 0 && self.text.content.trim_start_matches('\u{feff}').starts_with("---")
    }

    /// Whether a line starts with a key that front matter has.
    fn is_key_line(&self, at: usize) -> bool {
        let key = self.line(at).split_once(':').map(|(key, _)| key.trim_end());
        key.is_some_and(|key| KEYS.contains(&key) || meant(key).is_some_and(|_| is_word(key)))
    }

    /// Whether a line is neither an entry of a mapping nor part of one.
    fn is_other(&self, at: usize) -> bool {
        let line = self.flush(at);
        let is_entry = line.split_once(':').is_some_and(|(key, _)| is_word(key.trim_end()));
        is_key(line) && !is_entry
    }

    /// Whether a line is running text: below an empty line, and not part of a mapping.
    fn is_prose(&self, at: usize) -> bool {
        let is_mark_up = |line: &str| line.starts_with(['"', '\'', '}', ']']);
        self.line(at - 1).is_empty() && self.is_other(at) && !is_mark_up(self.flush(at))
    }

    fn near_miss(&mut self, line: usize, message: String, help: String) {
        let problem = Diagnostic::of(Rule::NearMissFrontMatter, message).help(help);
        self.diagnostics.push(problem.at(self.text, self.text.trim(self.lines[line])));
    }

    fn error(&mut self, line: usize, message: String, help: String) {
        let place = self.text.find_in(self.lines[line], self.line(line)).unwrap_or_default();
        self.diagnostics.push(Diagnostic::error(message).help(help).at(self.text, place));
    }
}

/// Whether a key is one word, as keys are.
pub fn is_word(key: &str) -> bool {
    !key.is_empty()
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '\'' | '’'))
}

/// Whether a line consists of dashes, in any form that word processors make of them, or of other
/// characters that draw a line.
pub fn is_dashes(line: &str) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '―');
    let is_line = |c: char| matches!(c, '*' | '_' | '=' | '~');
    line.chars().all(|c| is_dash(c) || is_line(c) || c == ' ')
        && (line != "-" && line.contains(is_dash) || line.matches(is_line).count() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(content: &str) -> (Option<(String, String)>, Vec<String>) {
        let text = Text::new("a.md", content);
        let mut problems = Vec::new();
        let block = match find(&text, &mut problems) {
            FrontMatterBlock::Found(yaml, body) => {
                Some((text.slice(yaml).to_owned(), content[body..].to_owned()))
            }
            _ => None,
        };
        let said = problems.into_iter().map(|problem| {
            let line = problem.position().map_or(0, |place| place.1);
            format!("{line}: {}", problem.message)
        });
        (block, said.collect())
    }

    #[test]
    fn what_stands_above_does_not_matter() {
        for above in
            ["", "\n", "\n\n", " ", "\u{feff}", "\u{feff}\n", "\u{200b}", "\r\n  ", "<!-- a -->\n"]
        {
            let (block, said) = found(&format!("{above}---\ntitle: A\n---\n\nTekst\n"));
            assert_eq!(block.unwrap(), ("title: A\n".into(), "\nTekst\n".into()), "{above:?}");
            assert_eq!(said, [""; 0], "{above:?}");
        }
    }

    #[test]
    fn marks_that_are_not_quite_right_are_read_and_reported() {
        for (content, line) in [
            ("---\ntitle: A\n----\nTekst", 3),
            ("---\ntitle: A\n—\nTekst", 3),
            ("---\ntitle: A\n--\nTekst\n\n---\n\nMeer", 3),
            ("----\ntitle: A\n----\nTekst", 1),
            ("– – –\ntitle: A\n---\nTekst", 1),
            ("—-\ntitel: A\n---\nTekst", 1),
            ("***\ntitle: A\n---\nTekst", 1),
            ("===\ntitle: A\n===\nTekst", 1),
            ("title: A\nsummary: b\n---\nTekst", 1),
            ("title: A\n\nTekst", 1),
            ("summary: >-\n  een\n  twee\nlang: nl\n\nTekst", 1),
        ] {
            let (block, said) = found(content);
            assert!(block.is_some_and(|(_, body)| body.contains("Tekst")), "{content}");
            assert!(said[0].starts_with(&format!("{line}: ")), "{content}: {said:?}");
        }
    }

    #[test]
    fn what_does_not_end_is_an_error() {
        for content in [
            "---\ntitle: A\n\nTekst",
            "---\ntitle: A\n\nEerste alinea.\n\n---\n\nTweede.",
            "\n---\ntitle: A\n\nTekst",
            "+++\ntitle = \"A\"\n+++\nTekst",
        ] {
            let (block, said) = found(content);
            assert_eq!((block, said.len()), (None, 1), "{content}");
        }
    }

    #[test]
    fn text_is_no_front_matter() {
        for content in [
            "\n---\n\nTekst na een lijn.\n\n---\n",
            "Een wijk: wat is dat?\n\nTekst",
            "date: in English a word\n\nText",
            "- title: A\n",
            "title\n---\n",
            "— Een dialoog.\n",
            "+++\n",
            "",
            "\n\n",
        ] {
            assert_eq!(found(content), (None, vec![]), "{content}");
        }
    }
}
