//! The Markdown of other tools, written as the Markdown of a guide.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::config::RawHtml;
use crate::diagnostic::Text;
use crate::document::spans::{self, AddressKind};
use crate::document::{self, BlockKind, Document, Heading, text, walk};
use crate::edits::Edits;

/// A body as a document.
pub fn parse(body: &str) -> Document {
    let options = document::Options {
        language: "en".into(),
        smart_punctuation: false,
        raw_html: RawHtml::Allow,
        embed: Vec::new(),
    };
    document::parse(&Text::new("", body), 0, &options)
}

/// The headings of a document in order, with their places.
pub fn headings(document: &Document) -> Vec<(&Heading, Range<usize>)> {
    let mut headings = Vec::new();
    walk::blocks(document, &mut |block| {
        if let BlockKind::Heading(heading) = &block.kind {
            headings.push((heading, block.span.clone()));
        }
    });
    headings
}

/// Writes what other Markdown means as this Markdown: `[[` is text, `^` is text, one tilde strikes
/// through, and only a title is of level 1.
pub fn native(body: &str) -> String {
    static SCRIPT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[\p{Alphabetic}\p{Nd})](?:\^[\w+−–-]+\^|~[\w+−–-]+~)")
            .expect("a valid expression")
    });
    let found = spans::find(body, 0);
    let mut edits = Edits::default();
    for address in found.addresses.iter().filter(|address| address.kind == AddressKind::Wiki) {
        let bracket = address.link.start + usize::from(address.is_image);
        edits.replace(bracket..bracket, "\\");
    }
    for script in &found.scripts {
        let (start, end) = (script.start, script.end);
        match &body[start..=start] {
            "^" => {
                edits.replace(start..start, "\\");
                edits.replace(end - 1..end - 1, "\\");
            }
            _ if !body[start..].starts_with("~~") => {
                edits.replace(start..start, "~");
                edits.replace(end..end, "~");
            }
            _ => {}
        }
    }
    for prose in &found.prose {
        for script in SCRIPT.find_iter(&body[prose.clone()]) {
            let mark = prose.start + script.start() + script.as_str().find(['^', '~']).unwrap_or(0);
            edits.replace(mark..mark, "\\");
        }
    }
    for html in &found.html {
        quote_attributes(&body[html.clone()], html.start, &mut edits);
    }
    let mut chosen = BTreeSet::new();
    for (heading, span) in headings(&parse(body)) {
        // Of headings with the same anchor of their own, the first one keeps it.
        let line = body[span.clone()].lines().next().unwrap_or_default();
        let mark = format!("#{}", heading.id);
        if let Some(at) = line.rfind(&mark).filter(|_| line.contains(&format!("{{{mark}")))
            && !chosen.insert(heading.id.clone())
        {
            let start = span.start + at;
            edits.replace(start..start + mark.len(), ".x");
        }
        let written = &body[span.clone()];
        if written.starts_with("# ") || written.starts_with("#\t") {
            edits.replace(span.start..span.start, "#");
        } else if let Some(line) = written.trim_end().rfind('\n')
            && written[line + 1..].trim_start().starts_with('=')
        {
            let start = span.start + line + 1;
            let length = written[line + 1..].trim_end().len();
            edits.replace(start..start + length, "-".repeat(length.max(3)));
        }
    }
    edits.apply(body)
}

/// HTML may leave out quotes; what looks for addresses may not.
fn quote_attributes(html: &str, start: usize, edits: &mut Edits) {
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)\s(?:src|href|poster|id|name)\s*=\s*([^\s"'<>=`]+)"#)
            .expect("a valid expression")
    });
    for attribute in BARE.captures_iter(html) {
        let Some(value) = attribute.get(1) else { continue };
        edits.replace(start + value.start()..start + value.start(), "\"");
        edits.replace(start + value.end()..start + value.end(), "\"");
    }
    // An anchor of old: `<a name="x">`.
    static NAME: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)<a\s+(name)\s*=").expect("a valid expression"));
    for anchor in NAME.captures_iter(html) {
        if let Some(name) = anchor.get(1) {
            edits.replace(start + name.start()..start + name.end(), "id");
        }
    }
}

/// A body in which a line of colons is text.
pub fn escape_fences(body: &str) -> String {
    let mut edits = Edits::default();
    for (at, line) in outside_code(body) {
        let text = line.trim_start_matches([' ', '\t', '>']);
        if text.starts_with(":::") {
            let start = at + line.len() - text.len();
            edits.replace(start..start, "\\");
        }
    }
    edits.apply(body)
}

/// The lines that stand in no fenced block of code, with where each starts.
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

/// The terms that a body explains, and where each starts: lines above one with a colon.
pub fn terms(body: &str) -> Vec<(String, usize)> {
    let lines = outside_code(body);
    let mut terms = Vec::new();
    for (nth, (at, line)) in lines.iter().enumerate() {
        let next = lines[nth + 1..].iter().take(2).find(|(_, next)| !next.trim().is_empty());
        let is_explained = next.is_some_and(|(_, next)| next.trim_start().starts_with(": "));
        let indent = line.len() - line.trim_start().len();
        if is_explained && !line.trim().is_empty() && indent < 4 && !line[indent..].starts_with(':')
        {
            terms.push((text::of_blocks(&parse(line).blocks), at + indent));
        }
    }
    terms
}

/// The text without the title at its start, which front matter says.
pub fn without_title(body: &str) -> &str {
    let body = body.trim_start();
    match body.strip_prefix("# ") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, rest)| rest).trim_start(),
        None => body,
    }
}

/// Gives headings the anchors that links call them by, where ours would be another.
pub fn set_anchors(
    body: &str,
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
        let line = body[span.clone()].lines().next().unwrap_or_default();
        let closing = line.trim_end().trim_end_matches('#').trim_end();
        match closing.strip_suffix('}').filter(|line| line.contains(" {")) {
            Some(before) => {
                let end = span.start + before.len();
                edits.replace(end..end, format!(" #{anchor}"));
            }
            None => {
                let end = span.start + closing.len();
                let rest = span.start + line.len();
                edits.replace(end..rest, format!(" {{#{anchor}}}"));
            }
        }
    }
}
