//! Syntax highlighting. Tokens get one of a handful of classes, so that the theme decides the
//! colours and pages stay small.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use pulldown_cmark_escape::escape_html_body_text;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// The grammars, loaded when the first block of code needs them.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Classes by scope. If several match the innermost scope, the first wins.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    [
        ("comment", "comment"),
        ("string", "string"),
        ("constant.numeric", "number"),
        ("constant.language", "number"),
        ("constant.character", "string"),
        ("entity.name.function", "function"),
        ("support.function", "function"),
        ("entity.name.tag", "keyword"),
        ("entity.name.section", "heading"),
        ("markup.heading", "heading"),
        ("entity.name", "type"),
        ("entity.other.attribute-name", "name"),
        ("support.type", "type"),
        ("storage", "keyword"),
        ("keyword.operator", "operator"),
        ("keyword", "keyword"),
        ("variable.parameter", "name"),
        ("variable.other.key", "name"),
        ("markup.bold", "strong"),
        ("markup.italic", "emphasis"),
        ("markup.inserted", "inserted"),
        ("markup.deleted", "deleted"),
        ("markup.underline", "string"),
    ]
    .into_iter()
    .map(|(scope, class)| (Scope::new(scope).expect("a scope of letters and dots"), class))
    .collect()
});

/// A block of code, highlighted.
#[derive(Debug)]
pub struct Highlighted {
    /// Its HTML: spans with classes where the language is known.
    pub html: String,
    /// The name of its language as people write it, if there is one to show.
    pub label: Option<String>,
}

/// What was highlighted before, by language and code.
type Cache = HashMap<(Option<String>, blake3::Hash), Arc<Highlighted>>;

/// Highlighting takes most of the time it takes to write a page of code, and the same block is
/// written again on the single page, and after an edit elsewhere in its chapter. The cache belongs
/// to the program and not to a guide: every edit makes a new guide, and what is cached depends on
/// language and code alone.
static CACHE: LazyLock<Mutex<Cache>> = LazyLock::new(Mutex::default);

/// When the cache has this many blocks it is emptied, so that a preview that runs for days does not
/// grow.
const CACHED: usize = 20_000;

/// Highlights a block of code.
pub fn highlight(language: Option<&str>, code: &str) -> Arc<Highlighted> {
    let key = (language.map(str::to_owned), blake3::hash(code.as_bytes()));
    let cache = || CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = cache().get(&key) {
        return Arc::clone(known);
    }
    // Not under the lock: other blocks are highlighted meanwhile.
    let highlighted = Arc::new(highlighted(language, code));
    let mut cache = cache();
    if cache.len() >= CACHED {
        cache.clear();
    }
    cache.insert(key, Arc::clone(&highlighted));
    highlighted
}

fn highlighted(language: Option<&str>, code: &str) -> Highlighted {
    let syntax = language.and_then(|language| SYNTAXES.find_syntax_by_token(language));
    let html = syntax.and_then(|syntax| in_spans(syntax, code)).unwrap_or_else(|| {
        let mut html = String::with_capacity(code.len() + code.len() / 8);
        push_escaped(&mut html, code);
        html
    });
    let label = syntax.map(|syntax| label(language, syntax)).filter(|label| !label.is_empty());
    Highlighted { html, label }
}

/// The name of a language as people write it; empty for plain text.
fn label(language: Option<&str>, syntax: &SyntaxReference) -> String {
    match language {
        Some("sh" | "shell" | "bash" | "console") => "Shell".into(),
        Some("txt" | "text" | "plain") => String::new(),
        // The grammar that is used is one of several.
        _ => syntax.name.trim_end_matches(" (Babel)").to_owned(),
    }
}

/// The longest line that is highlighted, in bytes. In a longer one, such as a minified script, colours
/// help nobody, and the expressions of a grammar may take a time that grows with its square.
const LONGEST_LINE: usize = 1_000;

/// `None` if the grammar fails, which must not fail the chapter.
fn in_spans(syntax: &SyntaxReference, code: &str) -> Option<String> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut html = Spans::default();
    for line in code.split_inclusive('\n') {
        if line.len() > LONGEST_LINE {
            html.push(class(&stack), line);
            continue;
        }
        let (mut rest, mut written) = (line, 0);
        for (at, change) in state.parse_line(line, &SYNTAXES).ok()? {
            let (token, after) = rest.split_at_checked(at - written)?;
            html.push(class(&stack), token);
            (rest, written) = (after, at);
            stack.apply(&change).ok()?;
        }
        html.push(class(&stack), rest);
    }
    Some(html.finish())
}

fn class(stack: &ScopeStack) -> Option<&'static str> {
    stack.as_slice().iter().rev().find_map(|&scope| {
        CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map(|&(_, class)| class)
    })
}

/// Writes spans, joining neighbours of the same class.
#[derive(Default)]
struct Spans {
    html: String,
    open: Option<&'static str>,
}

impl Spans {
    fn push(&mut self, class: Option<&'static str>, text: &str) {
        if text.is_empty() {
            return;
        }
        // White space has no colour, so it need not end a span.
        if class != self.open && !text.trim().is_empty() {
            self.close();
            if let Some(class) = class {
                self.html.push_str("<span class=\"code-");
                self.html.push_str(class);
                self.html.push_str("\">");
                self.open = Some(class);
            }
        }
        push_escaped(&mut self.html, text);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}

fn push_escaped(out: &mut String, text: &str) {
    escape_html_body_text(out, text).expect("writing to a string cannot fail");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_get_classes() {
        let highlighted = highlight(Some("toml"), "# x\na = \"<b>\"\n");
        let Highlighted { html, label } = &*highlighted;
        assert_eq!(label.as_deref(), Some("TOML"));
        assert!(html.contains("<span class=\"code-comment\"># x"), "{html}");
        assert!(html.contains("&lt;b&gt;"), "{html}");
    }

    #[test]
    fn a_line_that_is_too_long_is_text() {
        let long = format!("let a = {};", "1 + ".repeat(LONGEST_LINE / 4));
        let highlighted = highlight(Some("js"), &format!("let b;\n{long}\nlet c;\n"));
        let Highlighted { html, label } = &*highlighted;
        assert_eq!(label.as_deref(), Some("JavaScript"));
        let lines: Vec<_> = html.lines().collect();
        assert!(lines[0].contains("<span") && lines[2].contains("<span"), "{html}");
        assert_eq!(lines[1], long);
    }

    #[test]
    fn unknown_languages_are_text() {
        for (language, code, html) in [(Some("klingon"), "a < b", "a &lt; b"), (None, "a", "a")] {
            let highlighted = highlight(language, code);
            assert_eq!((highlighted.html.as_str(), &highlighted.label), (html, &None));
        }
    }
}
