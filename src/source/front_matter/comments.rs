//! Text that YAML takes for a comment: `title: Nieuws #2 uit de wijk` says "Nieuws".

use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::diagnostic::{Diagnostic, Text};
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Span;

/// The marks of lists, the key and the value of a line.
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<indent>[ \t]*)(?P<item>(?:-[ \t]+)*)(?:(?P<key>[\w-]+)[ \t]*:(?:[ \t]+|$))?(?P<value>.*)$")
        .expect("a valid expression")
});

/// The keys whose value is running text, in which a number sign is not a comment.
const TEXTS: [&str; 2] = ["title", "summary"];

/// Reports text in front matter that YAML leaves out.
pub fn report(text: &Arc<Text>, yaml: Span, diagnostics: &mut Vec<Diagnostic>) {
    let mut reader = Reader::default();
    for line in text.lines(yaml) {
        let line = text.part(line, 0..text.slice(line).trim_end().len());
        let Some((key, value, comment)) = reader.read(text.slice(line)) else { continue };
        let Some(place) = text.find_in(line, comment) else { continue };
        let whole = value.replace('\\', "\\\\").replace('"', "\\\"");
        let key = if key.is_empty() { "- ".to_owned() } else { format!("{key}: ") };
        diagnostics.push(
            Diagnostic::of(Rule::NearMissFrontMatter, message!("front-matter-comment"))
                .help(message!("mended", line = format!("{key}\"{whole}\"")))
                .at(text, place),
        );
    }
}

/// Tracks whether a line is part of a longer text.
#[derive(Default)]
struct Reader {
    /// The indentation of the key of a text that spans several lines.
    block: Option<usize>,
    /// The quotation mark of a text that continues on the next line.
    quote: Option<char>,
}

impl Reader {
    /// The key, the value with what YAML takes for a comment in it, and the comment alone.
    fn read<'a>(&mut self, line: &'a str) -> Option<(&'a str, &'a str, &'a str)> {
        if let Some(quote) = self.quote {
            if line.contains(quote) {
                self.quote = None;
            }
            return None;
        }
        let found = LINE.captures(line)?;
        let indent = found["indent"].len();
        if self.block.is_some_and(|block| indent > block || line.trim().is_empty()) {
            return None;
        }
        self.block = None;
        let (item, value) = (&found["item"], found.name("value")?.as_str());
        let key = found.name("key").map_or("", |key| key.as_str());
        if value.starts_with(['|', '>']) {
            self.block = Some(indent);
            return None;
        }
        // A line with only a comment is meant as one.
        if key.is_empty() && item.is_empty() && value.starts_with('#') {
            return None;
        }
        let comment = self.comment(value)?;
        let words = comment.trim_start_matches('#');
        let is_meant = TEXTS.contains(&key) || !words.starts_with([' ', '\t']);
        let is_note = words.is_empty() || words.trim_start().starts_with("check:");
        (is_meant && !is_note).then_some((key, value, comment))
    }

    /// What YAML takes for a comment in a value, unless it follows a quoted text or a list.
    fn comment<'a>(&mut self, value: &'a str) -> Option<&'a str> {
        let mut quote = None;
        let mut before = ' ';
        let is_quoted = value.starts_with(['"', '\'']);
        let mut depth = 0_usize;
        for (at, c) in value.char_indices() {
            match (c, quote) {
                (_, Some(open)) if c == open && before != '\\' => quote = None,
                (_, Some(_)) => {}
                ('"' | '\'', None) if matches!(before, ' ' | ',' | '[' | '{' | ':') => {
                    quote = Some(c);
                }
                ('[' | '{', None) => depth += 1,
                (']' | '}', None) => depth = depth.saturating_sub(1),
                ('#', None) if matches!(before, ' ' | '\t') => {
                    let is_list = value.starts_with(['[', '{']) && depth == 0;
                    return value.get(at..).filter(|_| !is_quoted && !is_list);
                }
                _ => {}
            }
            before = c;
        }
        if is_quoted {
            self.quote = quote;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eaten(yaml: &str) -> Vec<String> {
        let text = Text::new("a.md", yaml);
        let mut problems = Vec::new();
        report(&text, text.whole(), &mut problems);
        let place = |problem: &Diagnostic| problem.location.clone().map(|(_, span)| span);
        problems.iter().filter_map(place).map(|span| text.slice(span).to_owned()).collect()
    }

    #[test]
    fn text_that_is_left_out_is_found() {
        for (yaml, comment) in [
            ("title: Nieuws #2 uit de wijk\n", "#2 uit de wijk"),
            ("title: #2 uit de wijk\r\n", "#2 uit de wijk"),
            ("title: De wijk # en wat erbij hoort\n", "# en wat erbij hoort"),
            ("summary: Over C# en #wonen\n", "#wonen"),
            ("goals:\n  - leren\n  - weten wat #wonen is\n", "#wonen is"),
            ("themes: [wonen #1, zorg]\n", "#1, zorg]"),
            ("title: \"a\nb\"\nsummary: x #y\n", "#y"),
            ("summary: >-\n  een #twee\nlang: nl #x\n", "#x"),
        ] {
            assert_eq!(eaten(yaml), [comment], "{yaml}");
        }
    }

    #[test]
    fn comments_are_comments() {
        for yaml in [
            "# een opmerking\n#nog een\ntitle: a\n",
            "title: \"Nieuws #2\"\n",
            "title: 'Nieuws #2' # zo heet het\n",
            "title: C# en a#b\n",
            "date: 2026-11-24 # gegokt\n",
            "goals: # wat je leert\n  - een\n",
            "summary: |\n  een #twee\n\n  # drie\n",
            "themes: [a, \"b #c\"] # d\n",
            "titel: x # check: off unknown-key\n",
            "title: x #\n",
        ] {
            assert_eq!(eaten(yaml), [""; 0], "{yaml}");
        }
    }
}
