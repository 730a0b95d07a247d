//! Where in a chapter's source its prose, its HTML and the addresses of its links stand, for tools
//! that look at the text itself or change it and leave all else as it was written.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser as Events, Tag, TagEnd};

use super::fences::{self, Fence};
use super::parser::extensions;
use super::{Target, raw_html};
use crate::diagnostic::{Span, Text};

/// The parts of a source, as bytes of the whole file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Spans {
    /// Every link and image, in the order of [`super::Document::references`], but with the
    /// addresses of other sites in HTML.
    pub addresses: Vec<Address>,
    /// Running text, comments included; no code.
    pub prose: Vec<Span>,
    /// Raw HTML, a block or a tag at a time.
    pub html: Vec<Span>,
    /// Sub- and superscript, marks included.
    pub scripts: Vec<Span>,
}

/// A link or image and where its parts stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The link as a whole; of HTML, the value of the attribute.
    pub link: Span,
    /// The text between its brackets.
    pub text: Span,
    /// The address, without the angle brackets that may stand around it. Links by reference share
    /// that of their definition.
    pub address: Span,
    /// How it is written.
    pub kind: AddressKind,
    /// Whether it is shown rather than followed.
    pub is_image: bool,
    /// Where it leads.
    pub target: Target,
}

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressKind {
    /// `[[2.4.8]]`
    Wiki,
    /// `[text](2.4.8)`
    Inline,
    /// `[text][label]`, whose address stands in its definition.
    Reference,
    /// `<https://example.org>`
    Auto,
    /// The value of an attribute.
    Html,
}

/// Finds the parts of the body that starts at byte `body` of `content`.
pub fn find(text: &Text, body: usize) -> Spans {
    let original = text.slice(text.span(body..text.content.len()));
    let masked = fences::mask(original);
    let events = Events::new_ext(&masked, extensions(false));
    let definitions = events
        .reference_definitions()
        .iter()
        .map(|(label, definition)| (label.to_lowercase(), definition.span.clone()))
        .collect();
    let mut finder = Finder {
        source: text,
        original,
        body,
        definitions,
        open: Vec::new(),
        html: String::new(),
        lines: Vec::new(),
        in_code: false,
        spans: Spans::default(),
    };
    for (event, range) in events.into_offset_iter() {
        finder.event(event, range);
    }
    finder.spans
}

struct Finder<'a> {
    source: &'a Text,
    original: &'a str,
    body: usize,
    definitions: HashMap<String, Range<usize>>,
    open: Vec<OpenLink>,
    /// The lines of an HTML block: what they say, and where each starts in both.
    html: String,
    lines: Vec<(usize, usize)>,
    in_code: bool,
    spans: Spans,
}

/// A link whose end is still to come.
struct OpenLink {
    kind: LinkType,
    address: String,
    label: String,
    /// Where the text within it ends, as far as it was read.
    text_end: usize,
}

impl Finder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        // What stands within a link is its text.
        let is_link_end = matches!(event, Event::End(TagEnd::Link | TagEnd::Image));
        if let Some(open) = self.open.last_mut().filter(|_| !is_link_end) {
            open.text_end = open.text_end.max(range.end);
        }
        match event {
            Event::Start(
                Tag::Link { link_type, dest_url, id, .. }
                | Tag::Image { link_type, dest_url, id, .. },
            ) => self.open.push(OpenLink {
                kind: link_type,
                address: dest_url.into_string(),
                label: id.to_lowercase(),
                text_end: range.start,
            }),
            Event::End(TagEnd::Link) => self.close(&range, false),
            Event::End(TagEnd::Image) => self.close(&range, true),
            Event::Start(Tag::Subscript | Tag::Superscript) => {
                let span = self.shift(&range);
                self.spans.scripts.push(span);
            }
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Text(_) if !self.in_code => self.prose(&range),
            Event::Rule => self.fence(&range),
            Event::Html(html) => {
                self.lines.push((self.html.len(), range.start));
                self.html.push_str(&html);
            }
            Event::End(TagEnd::HtmlBlock) => self.html_block(),
            Event::InlineHtml(html) => {
                self.html = html.into_string();
                self.lines.push((0, range.start));
                self.html_block();
            }
            _ => {}
        }
    }

    fn shift(&self, range: &Range<usize>) -> Span {
        self.source.span(self.body + range.start..self.body + range.end)
    }

    fn prose(&mut self, range: &Range<usize>) {
        let span = self.shift(range);
        match self.spans.prose.last_mut() {
            Some(last) if last.end() == span.start() => *last = last.to(span),
            _ => self.spans.prose.push(span),
        }
    }

    /// The title on a container's fence is prose.
    fn fence(&mut self, range: &Range<usize>) {
        let fence = self.original[range.clone()].trim_end();
        if let Some(Fence::Open { title: Some((title, at)), .. }) = fences::read(fence) {
            let start = range.start + at;
            self.prose(&(start..start + title.len()));
        }
    }

    fn html_block(&mut self) {
        let html = std::mem::take(&mut self.html);
        let lines = std::mem::take(&mut self.lines);
        let place = |at: usize| {
            let line = lines.partition_point(|&(start, _)| start <= at).saturating_sub(1);
            lines.get(line).map_or(0, |&(start, source)| source + at - start)
        };
        let whole = self.shift(&(place(0)..place(html.len().saturating_sub(1)) + 1));
        if raw_html::is_comment(&html) {
            self.spans.prose.push(whole);
            return;
        }
        self.spans.html.push(whole);
        for attribute in raw_html::attributes(&html) {
            let target = match attribute.name {
                "href" | "src" | "poster" => Target::of_link(attribute.value),
                _ => continue,
            };
            if target == Target::Nowhere {
                continue;
            }
            let start = place(attribute.start);
            let address = self.shift(&(start..start + attribute.value.len()));
            self.spans.addresses.push(Address {
                link: address,
                text: address.before(),
                address,
                kind: AddressKind::Html,
                is_image: attribute.name != "href",
                target,
            });
        }
    }

    fn close(&mut self, range: &Range<usize>, is_image: bool) {
        let Some(open) = self.open.pop() else { return };
        if let Some(outer) = self.open.last_mut() {
            outer.text_end = outer.text_end.max(range.end);
        }
        let text_start = range.start + if is_image { 2 } else { 1 };
        let text = text_start..open.text_end.max(text_start);
        let (kind, text, address) = match open.kind {
            LinkType::WikiLink { has_pothole } => {
                let start = range.start + if is_image { 3 } else { 2 };
                let end = range.end - 2;
                let inner = &self.original[start..end];
                let bar = inner.find('|').filter(|_| has_pothole);
                let length = bar.unwrap_or(inner.len());
                let text = bar.map_or(start..end, |bar| start + bar + 1..end);
                (AddressKind::Wiki, text, trimmed(self.original, start..start + length))
            }
            LinkType::Inline => {
                (AddressKind::Inline, text.clone(), self.inline_address(text.end, range.end))
            }
            LinkType::Autolink | LinkType::Email => {
                let inner = range.start + 1..range.end - 1;
                (AddressKind::Auto, inner.clone(), inner)
            }
            _ => (AddressKind::Reference, text, self.defined_address(&open.label)),
        };
        let target = match open.kind {
            LinkType::WikiLink { .. } => Target::of_wiki_link(&open.address),
            LinkType::Email => Target::External(format!("mailto:{}", open.address)),
            _ => Target::of_link(&open.address),
        };
        let address = Address {
            link: self.shift(range),
            text: self.shift(&text),
            address: self.shift(&address),
            kind,
            is_image,
            target,
        };
        self.spans.addresses.push(address);
    }

    /// The address in `](address "title")`, which follows the text.
    fn inline_address(&self, text_end: usize, link_end: usize) -> Range<usize> {
        let rest = &self.original[text_end..link_end];
        let Some(open) = rest.find("](") else { return text_end..text_end };
        bare_address(self.original, text_end + open + 2, link_end)
    }

    /// The address in `[label]: address "title"`.
    fn defined_address(&self, label: &str) -> Range<usize> {
        let Some(definition) = self.definitions.get(label) else { return 0..0 };
        let text = &self.original[definition.clone()];
        let Some(colon) = text.find("]:") else { return 0..0 };
        bare_address(self.original, definition.start + colon + 2, definition.end)
    }
}

/// The address that follows `start`, in angle brackets or up to a space or closing parenthesis.
fn bare_address(text: &str, start: usize, end: usize) -> Range<usize> {
    let rest = &text[start..end];
    let start = start + (rest.len() - rest.trim_start().len());
    let rest = &text[start..end];
    if let Some(inner) = rest.strip_prefix('<') {
        let length = inner.find('>').unwrap_or(inner.len());
        return start + 1..start + 1 + length;
    }
    let mut depth = 0;
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return start..start + at,
            ')' => depth -= 1,
            c if c.is_whitespace() => return start..start + at,
            _ => {}
        }
    }
    start..end
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().trim_end_matches('\\').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(body: &str) -> Vec<(String, String, AddressKind)> {
        let content = format!("---\n---\n{body}");
        let start = content.len() - body.len();
        let text = Text::new("", content.as_str());
        find(&text, start)
            .addresses
            .iter()
            .map(|found| {
                let part = |span: Span| &content[span.start()..span.end()];
                (part(found.text).to_owned(), part(found.address).to_owned(), found.kind)
            })
            .collect()
    }

    use AddressKind::{Auto, Html, Inline, Reference, Wiki};

    #[test]
    fn every_way_to_write_a_link() {
        for (body, expected) in [
            ("zie [[ 2.4.8 ]].", (" 2.4.8 ", "2.4.8", Wiki)),
            ("[[2.4.8#les-1|een *les*]]", ("een *les*", "2.4.8#les-1", Wiki)),
            ("[a **b** ](x.md \"t\")", ("a **b** ", "x.md", Inline)),
            ("[a\\]](<x y.md>)", ("a\\]", "x y.md", Inline)),
            ("[](a(b).md)", ("", "a(b).md", Inline)),
            ("[`]`](  x)", ("`]`", "x", Inline)),
            ("<https://x.nl>", ("https://x.nl", "https://x.nl", Auto)),
            ("[a][B]\n\n[b]: <x y.md> 't'\n", ("a", "x y.md", Reference)),
            ("[b]\n\n[b]:\n  x.md\n", ("b", "x.md", Reference)),
        ] {
            let (text, address, kind) = expected;
            assert_eq!(addresses(body), [(text.into(), address.into(), kind)], "{body}");
        }
    }

    #[test]
    fn images_within_links_come_first() {
        assert_eq!(
            addresses("[![alt](a.png)](2.4.8)"),
            [
                ("alt".into(), "a.png".into(), Inline),
                ("![alt](a.png)".into(), "2.4.8".into(), Inline)
            ]
        );
    }

    #[test]
    fn tables_escape_the_bar() {
        assert_eq!(
            addresses("| a |\n|---|\n| [[A.2\\|t]] |\n"),
            [("t".into(), "A.2".into(), Wiki)]
        );
    }

    #[test]
    fn html_is_found_in_quotations_too() {
        assert_eq!(
            addresses("> <p>\n> <a\n>   href=\"2.4.8\">x</a></p>\n"),
            [("".into(), "2.4.8".into(), Html)]
        );
        assert_eq!(addresses("x <img src='a.png'> y"), [("".into(), "a.png".into(), Html)]);
    }

    /// What is found here and what the parser refers to are the same, in the same order.
    #[test]
    fn addresses_are_the_references_of_the_document() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let options = crate::document::Options {
            language: "nl".into(),
            smart_punctuation: true,
            raw_html: crate::config::RawHtml::Allow,
            embed: Vec::new(),
        };
        let mut compared = 0;
        for folder in ["content", "tests/guides", "tests/browser/guide"] {
            let files = walkdir::WalkDir::new(root.join(folder)).into_iter().flatten();
            for file in files.filter(|file| file.path().extension().is_some_and(|e| e == "md")) {
                let bytes = std::fs::read(file.path()).unwrap();
                let source = crate::source::Source::read(
                    &crate::paths::ContentPath::new("x.md").unwrap(),
                    "x.md",
                    &bytes,
                );
                let document = crate::document::parse(&source.text, source.body, &options);
                let found = find(&source.text, source.body).addresses;
                let is_reference = |address: &&Address| {
                    address.kind != Html || !matches!(address.target, Target::External(_))
                };
                let found: Vec<_> = found.iter().filter(is_reference).map(|a| &a.target).collect();
                let parsed: Vec<_> = document.references.iter().map(|r| &r.target).collect();
                assert_eq!(found, parsed, "{}", file.path().display());
                compared += found.len();
            }
        }
        assert!(compared > 100, "only {compared} addresses were compared");
    }

    #[test]
    fn code_is_no_prose() {
        let body =
            "TODO `TODO`\n\n```\nTODO [[1]]\n```\n\n<!-- TODO -->\n\n::: kader TODO {.x}\n:::\n";
        let body = Text::new("", body);
        let found = find(&body, 0);
        let prose: Vec<_> = found.prose.iter().map(|&span| body.slice(span)).collect();
        assert_eq!(prose, ["TODO ", "<!-- TODO -->\n", "TODO"]);
        assert_eq!(found.addresses, []);
    }
}
