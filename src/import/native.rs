//! Markdown of other tools becomes Markdown of a guide.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::diagnostic::Text;
use crate::document::{
    self, Block, BlockKind, Document, Heading, Inline, Role, Syntax, text, walk,
};
use crate::span::{Edits, Span};

/// Parses a body.
pub fn parse(body: &Arc<Text>) -> Document {
    let options = document::Options { language: "en".into(), ..document::Options::of_bare_text() };
    document::parse(body, 0, &options)
}

/// The headings of a document in order, with their places.
pub fn headings(document: &Document) -> Vec<(&Heading, Span)> {
    let mut headings = Vec::new();
    walk::blocks(document, &mut |block| {
        if let BlockKind::Heading(heading) = &block.kind {
            headings.push((&**heading, block.span));
        }
    });
    headings
}

/// A body of another tool as a body of a guide, and what that is: most are so already, and are read once.
pub fn read(body: &str) -> (Arc<Text>, Document) {
    let mut text = Text::new("", body);
    let mut found = parse(&text);
    for change in [title_first, native] {
        if let Some(changed) = change(&text, &found) {
            text = Text::new("", changed);
            found = parse(&text);
        }
    }
    (text, found)
}

/// Rewrites a body so that its markup means here what it meant in the other tool: `[[` and `^` are
/// text, one tilde strikes through, and only the title is of level 1. `None` if it does already.
fn native(text: &Arc<Text>, found: &Document) -> Option<String> {
    let mut edits = Edits::default();
    for link in found.references.iter().filter(|link| link.syntax == Syntax::Wiki) {
        let start = usize::from(link.role == Role::Image);
        edits.replace(text.part(link.span, start..start), "\\");
    }
    for &script in &found.scripts {
        let written = text.slice(script);
        let last = written.len().saturating_sub(1);
        if written.starts_with('^') {
            edits.replace(script.before(), "\\");
            edits.replace(text.part(script, last..last), "\\");
        } else if !written.starts_with("~~") {
            edits.replace(script.before(), "~");
            edits.replace(script.after(), "~");
        }
    }
    for &prose in &found.prose {
        escape_scripts(text, prose, &mut edits);
    }
    let mut chosen = BTreeSet::new();
    for (heading, span) in headings(found) {
        keep_one_anchor(text, heading, span, &mut chosen, &mut edits);
        lower(text, span, &mut edits);
    }
    (!edits.is_empty()).then(|| edits.apply(text))
}

/// A body with its title first, where badges, HTML or a rule stand above it: elsewhere that is on the page,
/// here the title is above the page. `None` if it is so already.
fn title_first(text: &Arc<Text>, found: &Document) -> Option<String> {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    let at = found.blocks.iter().position(is_heading).filter(|_| found.title.is_none());
    let (above, title) = at.map(|at| (&found.blocks[..at], found.blocks[at].span))?;
    let written = text.slice(title).trim_end();
    let is_title = written.starts_with("# ") || written.ends_with("==");
    if !is_title || !above.iter().all(is_ornament) {
        return None;
    }
    let mut edits = Edits::default();
    edits.replace(title, "");
    Some(format!("{written}\n\n{}", edits.apply(text).trim_start()))
}

/// Whether a block says nothing of its own: HTML, a rule, or images such as badges.
fn is_ornament(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Html(_) | BlockKind::Rule | BlockKind::Figure(_) => true,
        BlockKind::Paragraph(content) => {
            let mut has_text = false;
            walk::each_inline(content, &mut |inline| {
                has_text |= matches!(inline, Inline::Text(text) if !text.trim().is_empty());
            });
            !has_text
        }
        _ => false,
    }
}

/// Escapes marks inside words, which other tools treat as text.
fn escape_scripts(text: &Text, prose: Span, edits: &mut Edits) {
    static SCRIPT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[\p{Alphabetic}\p{Nd})](\^)[\w+−–-]+\^|[\p{Alphabetic}\p{Nd})](~)[\w+−–-]+~")
            .expect("a valid expression")
    });
    for script in SCRIPT.captures_iter(text.slice(prose)) {
        if let Some(mark) = script.get(1).or(script.get(2)) {
            edits.replace(text.part(prose, mark.start()..mark.start()), "\\");
        }
    }
}

/// Removes an explicit anchor that an earlier heading already has.
fn keep_one_anchor(
    text: &Text,
    heading: &Heading,
    span: Span,
    chosen: &mut BTreeSet<String>,
    edits: &mut Edits,
) {
    let line = text.first_line(span);
    let written = text.slice(line);
    let mark = format!("#{}", heading.id);
    if let Some(at) = written.rfind(&mark).filter(|_| written.contains(&format!("{{{mark}")))
        && !chosen.insert(heading.id.clone())
    {
        edits.replace(text.part(line, at..at + mark.len()), ".x");
    }
}

/// A heading of level 1 becomes one of level 2.
fn lower(text: &Text, heading: Span, edits: &mut Edits) {
    let written = text.slice(heading);
    if written.starts_with("# ") || written.starts_with("#\t") {
        edits.replace(heading.before(), "#");
    } else if let Some(underline) = text.lines(text.trim(heading)).skip(1).last()
        && text.slice(underline).trim_start().starts_with('=')
    {
        edits.replace(underline, "-".repeat(underline.len().max(3)));
    }
}

/// Escapes lines of colons, so that they are text.
pub fn escape_fences(body: &str) -> String {
    let whole = Text::new("", body);
    let mut edits = Edits::default();
    for (at, line) in outside_code(body) {
        let text = line.trim_start_matches([' ', '\t', '>']);
        if text.starts_with(":::") {
            let start = at + line.len() - text.len();
            edits.replace(whole.span(start..start), "\\");
        }
    }
    edits.apply(&whole)
}

/// The lines outside fenced code blocks, with their offsets.
pub fn outside_code(body: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut fence: Option<(char, usize)> = None;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let text = line.trim_start().trim_start_matches("> ");
        let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = mark.map_or(0, |mark| text.chars().take_while(|&c| c == mark).count());
        match (fence, mark) {
            (None, Some(mark)) if length >= 3 => fence = Some((mark, length)),
            (Some((open, least)), Some(mark))
                if mark == open && length >= least && text.trim_end().len() == length =>
            {
                fence = None;
            }
            (None, _) => lines.push((at, line.trim_end_matches(['\n', '\r']))),
            _ => {}
        }
        at += line.len();
    }
    lines
}

/// The terms of definition lists and their offsets: lines above one that starts with a colon.
pub fn terms(body: &str) -> Vec<(String, usize)> {
    let lines = outside_code(body);
    let mut terms = Vec::new();
    for (nth, (at, line)) in lines.iter().enumerate() {
        let next = lines[nth + 1..].iter().take(2).find(|(_, next)| !next.trim().is_empty());
        let is_explained = next.is_some_and(|(_, next)| next.trim_start().starts_with(": "));
        let term = line.trim_start();
        let indent = line.len() - term.len();
        if is_explained && !term.is_empty() && indent < 4 && !term.starts_with(':') {
            let document = parse(&Text::new("", *line));
            terms.push((text::of_blocks(&document.blocks), at + indent));
        }
    }
    terms
}

/// A body without the title at its start, which goes into the front matter. Above it may stand comments,
/// such as whose text it is.
pub fn without_title(body: &str) -> String {
    let body = body.trim_start();
    let title = after_comments(body);
    let above = body.strip_suffix(title).unwrap_or_default();
    let (first, rest) = title.split_once('\n').unwrap_or((title, ""));
    let (second, below) = rest.split_once('\n').unwrap_or((rest, ""));
    let line = second.trim_end();
    let is_underlined =
        !first.trim().is_empty() && !line.is_empty() && line.chars().all(|c| c == '=');
    if title.starts_with("# ") {
        format!("{above}{}", rest.trim_start())
    } else if is_underlined {
        format!("{above}{}", below.trim_start())
    } else {
        body.to_owned()
    }
}

/// What stands below the comments at the start of a text.
fn after_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some((_, after)) =
        rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->"))
    {
        rest = after.trim_start();
    }
    rest
}

/// Gives headings the anchors that links use, where the generated ones would differ.
pub fn set_anchors(
    body: &Text,
    document: &Document,
    wanted: Option<&BTreeMap<usize, String>>,
    edits: &mut Edits,
) {
    let headings = headings(document);
    for (at, anchor) in wanted.into_iter().flatten() {
        let Some((heading, span)) = headings.get(*at) else { continue };
        if heading.id == *anchor {
            continue;
        }
        let line = body.first_line(*span);
        let closing = body.slice(line).trim_end().trim_end_matches('#').trim_end();
        match closing.strip_suffix('}').filter(|line| line.contains(" {")) {
            Some(before) => {
                let end = body.part(line, before.len()..before.len());
                edits.replace(end, format!(" #{anchor}"));
            }
            None => {
                let rest = body.part(line, closing.len()..line.len());
                edits.replace(rest, format!(" {{#{anchor}}}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_below_a_badge_is_the_title() {
        for (body, first) in [
            ("[![a](b.svg)](c)\n\n# Kop\n\nTekst.\n", "# Kop\n\n[![a](b.svg)](c)\n\n\nTekst.\n"),
            ("<div>\n\n# Kop\n\n</div>\n", "# Kop\n\n<div>\n\n\n</div>\n"),
            ("---\n\nKop\n===\n\nTekst.\n", "Kop\n===\n\n---\n\n\nTekst.\n"),
        ] {
            assert_eq!(read(body).0.content, first);
        }
        for body in [
            "# Kop\n\nTekst.\n",
            "Tekst.\n\n# Kop\n",
            "```\na\n```\n\n# Kop\n",
            "## Kop\n\n# Deel\n",
            "- # Kop\n",
            "Tekst.\n",
        ] {
            let text = Text::new("", body);
            assert_eq!(title_first(&text, &parse(&text)), None, "{body}");
        }
    }
}
