//! Inlines as Markdown.
//!
//! Marks such as `**` count only where the characters on both sides let them: the start of bold
//! text may not touch a space inside, nor be between a letter and a full stop. Spaces and
//! punctuation move out of the marks as far as that is needed; where nothing else helps, HTML says
//! the same.

use super::blocks::{Inline, joined};
use super::escape::{destination, escape, escape_line};

/// Inlines as they are in a paragraph.
pub fn write(inlines: &[Inline]) -> String {
    let mut out = String::new();
    Writer { out: &mut out }.parts(inlines, None);
    out
}

/// A mark, and the element that says the same.
struct Mark {
    sign: &'static str,
    element: &'static str,
}

const STRONG: Mark = Mark { sign: "**", element: "strong" };
const EMPHASIS: Mark = Mark { sign: "*", element: "em" };
const STRIKETHROUGH: Mark = Mark { sign: "~~", element: "del" };
const SUPERSCRIPT: Mark = Mark { sign: "^", element: "sup" };
const SUBSCRIPT: Mark = Mark { sign: "~", element: "sub" };

/// What a character is to a mark beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Space,
    Word,
    Punctuation,
    /// Versions of Markdown differ on whether it is punctuation.
    Unsure,
}

fn side(c: Option<char>) -> Side {
    match c {
        None => Side::Space,
        Some(c) if c.is_whitespace() => Side::Space,
        Some(c) if c.is_alphanumeric() => Side::Word,
        Some(c) if c.is_ascii_punctuation() => Side::Punctuation,
        Some(_) => Side::Unsure,
    }
}

/// Whether a mark works between a character outside and one inside.
fn works(outside: Option<char>, inside: Option<char>) -> bool {
    match side(inside) {
        Side::Space => false,
        Side::Word => true,
        Side::Punctuation | Side::Unsure => {
            matches!(side(outside), Side::Space | Side::Punctuation)
        }
    }
}

struct Writer<'a> {
    out: &'a mut String,
}

impl Writer<'_> {
    /// Writes inlines that have `after` after them.
    fn parts(&mut self, inlines: &[Inline], after: Option<char>) {
        for (at, part) in inlines.iter().enumerate() {
            let next = inlines[at + 1..].iter().find_map(first_char).or(after);
            self.part(part, next);
        }
    }

    fn part(&mut self, part: &Inline, next: Option<char>) {
        match part {
            Inline::Text(text) => self.out.push_str(&escape(text)),
            Inline::Code(code) => {
                // Spaces at the ends would look like code, and not stay.
                let core = code.trim();
                let (before, after) = code.split_once(core).unwrap_or_default();
                let mark = if core.contains('`') { "``" } else { "`" };
                let space = if core.starts_with('`') || core.ends_with('`') { " " } else { "" };
                self.out.push_str(before);
                if !core.is_empty() {
                    self.out.push_str(&format!("{mark}{space}{core}{space}{mark}"));
                }
                self.out.push_str(after);
            }
            Inline::Strong(inner) => self.marked(&STRONG, inner, next),
            Inline::Emphasis(inner) => self.marked(&EMPHASIS, inner, next),
            Inline::Strikethrough(inner) => self.marked(&STRIKETHROUGH, inner, next),
            Inline::Superscript(inner) => self.marked(&SUPERSCRIPT, inner, next),
            Inline::Subscript(inner) => self.marked(&SUBSCRIPT, inner, next),
            Inline::Link { address, content } => {
                let text = write(content);
                self.out.push_str(&format!("[{text}]({})", destination(address)));
            }
            Inline::Reference { target, content } => {
                let text = write(content).replace("\\\n", " ");
                let text = if text.is_empty() { text } else { format!("|{text}") };
                self.out.push_str(&format!("[[{target}{text}]]"));
            }
            Inline::LostLink { address, content } => {
                self.parts(content, Some('<'));
                self.out.push_str(&comment(address));
            }
            Inline::Lost(lost) => {
                self.out.push_str(&format!("\\[{}\\]", escape_line(lost.said("nl"))));
            }
            Inline::Image { address, alt } => {
                self.out.push_str(&format!("![{}]({})", escape_line(alt), destination(address)));
            }
            Inline::Note(label) => self.out.push_str(&format!("[^{label}]")),
            Inline::Anchor(id) => {
                self.out.push_str(&format!("<a id=\"{}\"></a>", id.replace('"', "&quot;")));
            }
            Inline::Comment(text) => self.out.push_str(&comment(text)),
            Inline::Break => self.out.push_str("\\\n"),
        }
    }

    /// Writes inlines in a mark.
    fn marked(&mut self, mark: &Mark, inner: &[Inline], next: Option<char>) {
        // Spaces and breaks look the same in every style.
        let is_space = |c: char| c.is_whitespace();
        let (before, core, after) = peeled(inner, true, true, is_space);
        self.parts(&before, core.iter().find_map(first_char));
        let outside_end = after.iter().find_map(first_char).or(next);
        if core.is_empty() {
            return self.parts(&after, next);
        }
        let is_free = !self.out.ends_with(|c| mark.sign.starts_with(c));
        let (starts, ends) = self.fits(&core, outside_end);
        if is_free && starts && ends {
            self.wrap(mark.sign, mark.sign, &core);
            return self.parts(&after, next);
        }
        let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
        let (first, middle, last) = peeled(&core, !starts, !ends, is_sign);
        let length = self.out.len();
        self.parts(&first, middle.iter().find_map(first_char));
        let end = last.iter().find_map(first_char).or(outside_end);
        if is_free && !middle.is_empty() && self.fits(&middle, end) == (true, true) {
            self.wrap(mark.sign, mark.sign, &middle);
            self.parts(&last, outside_end);
        } else {
            self.out.truncate(length);
            let (open, close) = (format!("<{}>", mark.element), format!("</{}>", mark.element));
            self.wrap(&open, &close, &core);
        }
        self.parts(&after, next);
    }

    /// Whether marks around inlines would work at their start, and at their end.
    fn fits(&self, core: &[Inline], after: Option<char>) -> (bool, bool) {
        let first = core.iter().find_map(first_char);
        let last = core.iter().rev().find_map(last_char);
        (works(self.out.chars().next_back(), first), works(after, last))
    }

    fn wrap(&mut self, open: &str, close: &str, inner: &[Inline]) {
        self.out.push_str(open);
        self.parts(inner, close.chars().next());
        self.out.push_str(close);
    }
}

/// The first character of an inline as it is written.
fn first_char(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text) => text.chars().next(),
        Inline::Code(_) => Some('`'),
        Inline::Strong(inner) | Inline::Emphasis(inner) => {
            // A space at the start moves out.
            inner.iter().find_map(first_char).map(|c| if c.is_whitespace() { c } else { '*' })
        }
        Inline::Strikethrough(inner) | Inline::Subscript(inner) => {
            inner.iter().find_map(first_char).map(|c| if c.is_whitespace() { c } else { '~' })
        }
        Inline::Superscript(inner) => {
            inner.iter().find_map(first_char).map(|c| if c.is_whitespace() { c } else { '^' })
        }
        Inline::LostLink { content, .. } => content.iter().find_map(first_char).or(Some('<')),
        Inline::Link { .. } | Inline::Reference { .. } | Inline::Note(_) => Some('['),
        Inline::Image { .. } => Some('!'),
        Inline::Anchor(_) | Inline::Comment(_) => Some('<'),
        Inline::Lost(_) | Inline::Break => Some('\\'),
    }
}

/// The last character of an inline as it is written.
fn last_char(inline: &Inline) -> Option<char> {
    let inside = |inner: &[Inline], sign| inner.iter().rev().find_map(last_char).map(|_| sign);
    match inline {
        Inline::Text(text) => text.chars().next_back(),
        Inline::Code(_) => Some('`'),
        Inline::Strong(inner) | Inline::Emphasis(inner) => inside(inner, '*'),
        Inline::Strikethrough(inner) | Inline::Subscript(inner) => inside(inner, '~'),
        Inline::Superscript(inner) => inside(inner, '^'),
        Inline::Link { .. } | Inline::Image { .. } => Some(')'),
        Inline::Reference { .. } | Inline::Note(_) | Inline::Lost(_) => Some(']'),
        Inline::LostLink { .. } | Inline::Anchor(_) | Inline::Comment(_) => Some('>'),
        Inline::Break => Some('\n'),
    }
}

/// Takes the characters of a kind off the ends of inlines, as far as they are plain text or, for
/// spaces, breaks.
fn peeled(
    inlines: &[Inline],
    at_start: bool,
    at_end: bool,
    is_taken: impl Fn(char) -> bool,
) -> (Vec<Inline>, Vec<Inline>, Vec<Inline>) {
    let takes_breaks = is_taken(' ');
    let mut core: std::collections::VecDeque<Inline> = inlines.iter().cloned().collect();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    while at_start && let Some(part) = core.pop_front() {
        match part {
            Inline::Break if takes_breaks => before.push(Inline::Break),
            Inline::Text(text) => {
                let rest = text.trim_start_matches(&is_taken).to_owned();
                let taken: String = text.chars().take_while(|c| is_taken(*c)).collect();
                before.push(Inline::Text(taken));
                if !rest.is_empty() {
                    core.push_front(Inline::Text(rest));
                    break;
                }
            }
            part => {
                core.push_front(part);
                break;
            }
        }
    }
    while at_end && let Some(part) = core.pop_back() {
        match part {
            Inline::Break if takes_breaks => after.push(Inline::Break),
            Inline::Text(text) => {
                let rest = text.trim_end_matches(&is_taken).to_owned();
                let taken: Vec<char> = text.chars().rev().take_while(|c| is_taken(*c)).collect();
                after.push(Inline::Text(taken.into_iter().rev().collect()));
                if !rest.is_empty() {
                    core.push_back(Inline::Text(rest));
                    break;
                }
            }
            part => {
                core.push_back(part);
                break;
            }
        }
    }
    after.reverse();
    (joined(before), core.into(), joined(after))
}

fn comment(text: &str) -> String {
    // An empty line would end it.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("<!-- {} -->", text.replace("--", "- -"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Inline {
        Inline::Text(text.into())
    }

    fn strong(said: &str) -> Inline {
        Inline::Strong(vec![text(said)])
    }

    fn emphasis(said: &str) -> Inline {
        Inline::Emphasis(vec![text(said)])
    }

    fn written(inlines: &[Inline], expected: &str) {
        assert_eq!(write(inlines), expected);
        // Whatever the marks are, none is shown.
        let html = html(expected);
        for sign in ["*", "~~", "^"] {
            assert!(!html.contains(sign), "{expected} shows {html}");
        }
    }

    fn html(markdown: &str) -> String {
        use pulldown_cmark::{Event, Options, Parser};
        let extensions =
            Options::ENABLE_STRIKETHROUGH | Options::ENABLE_SUPERSCRIPT | Options::ENABLE_SUBSCRIPT;
        let events = Parser::new_ext(markdown, extensions);
        events
            .map(|event| match event {
                Event::Text(text) => text.into_string(),
                Event::Start(tag) => format!("<{:?}>", tag.to_end()),
                Event::InlineHtml(html) => html.into_string(),
                _ => String::new(),
            })
            .collect()
    }

    #[test]
    fn punctuation_and_spaces_move_out_of_marks_where_that_is_needed() {
        written(&[strong("Stap 1."), text("Ga")], "**Stap 1**.Ga");
        written(&[strong("Stap 1."), text(" Ga")], "**Stap 1.** Ga");
        written(&[strong("Stap 1. "), text("Ga")], "**Stap 1.** Ga");
        written(&[text("of "), strong("\"zo\""), text("n dag")], "of **\"zo**\"n dag");
        written(&[text("dit."), strong("Let op:"), text("doe")], "dit.**Let op**:doe");
        written(&[text("("), emphasis("nooit"), text(")")], "(*nooit*)");
        written(&[text("is "), emphasis("(een bijzin)"), text("s")], "is *(een bijzin*)s");
        written(&[text("a"), strong(" b "), text("c")], "a **b** c");
    }

    #[test]
    fn where_no_mark_works_html_says_the_same() {
        written(&[strong("€"), text("50")], "<strong>€</strong>50");
        written(&[text("100"), strong("%"), text("van")], "100<strong>%</strong>van");
        written(
            &[strong("vet"), emphasis("cursief"), strong("vet")],
            "**vet**<em>cursief</em>**vet**",
        );
        written(&[emphasis("a"), strong("b"), text(" slot")], "*a*<strong>b</strong> slot");
    }

    #[test]
    fn breaks_stand_outside_of_marks() {
        let inner = vec![Inline::Break, text("vet "), Inline::Break];
        written(&[text("x"), Inline::Strong(inner), text("y")], "x\\\n**vet** \\\ny");
        written(&[Inline::Strong(vec![Inline::Break]), text("y")], "\\\ny");
    }

    #[test]
    fn references_have_their_words() {
        let content = vec![text("paragraaf 3.2")];
        let reference = Inline::Reference { target: "3.2#doel".into(), content };
        written(&[text("Zie "), reference], "Zie [[3.2#doel|paragraaf 3.2]]");
    }
}
