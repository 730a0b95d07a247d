//! Raw HTML in a chapter. It is published as written, except for addresses and anchors, which an
//! edition resolves, and for anything that would run code.

mod attributes;
mod pieces;
mod problems;
mod values;

use std::sync::LazyLock;

use pulldown_cmark::TagEnd;
use regex::Regex;

use self::pieces::Pieces;
use super::parser::Parser;
use super::tags::{self, Attribute, Tag};
use super::{BlockKind, Caption, Inline, Reference, Role, Target};
use crate::config::RawHtml;
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Mapped;

/// A block of raw HTML.
#[derive(Debug, Default)]
pub struct Html {
    /// Its pieces, in order.
    pub pieces: Vec<HtmlPiece>,
    /// How many more elements it opens than it closes.
    pub opened: isize,
    /// The caption of its table, with its number, if it has one beside the HTML.
    pub caption: Option<Caption>,
}

impl Html {
    /// Whether it starts a table that has no caption yet.
    pub(super) fn lacks_caption(&self) -> bool {
        self.caption.is_none() && self.pieces.contains(&HtmlPiece::Caption)
    }
}

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub enum HtmlPiece {
    /// As it is.
    Text(String),
    /// The value of an attribute that leads somewhere: an index into the document's references.
    Link(usize),
    /// The same of an attribute that names what is shown in its place.
    Source(usize),
    /// The value of an `id` attribute, or of one that names an element by its `id`.
    Id(String),
    /// Where the caption of its table goes.
    Caption,
}

/// The first line of a whole page.
static DOCTYPE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(?i:<!doctype)\s[^>]*>\s*$").expect("a valid expression"));

/// Whether a script holds data that pages may read, and no code.
fn is_data(tag: &Tag) -> bool {
    let kind = tag.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
    kind.ends_with("json") && kind != "importmap+json"
}

/// Whether the HTML is one comment: a note of the author, which readers need not see.
pub(super) fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.find("-->").is_some_and(|end| end + 3 == html.len())
}

/// Whether the HTML starts with a comment that contains the start of another.
pub(super) fn holds_comment(html: &str) -> bool {
    let comment = html.trim_start().strip_prefix("<!--").and_then(|rest| rest.split_once("-->"));
    comment.is_some_and(|(comment, _)| comment.contains("<!--"))
}

/// Whether the HTML is a declaration or a processing instruction.
pub(super) fn is_declaration(html: &str) -> bool {
    let html = html.trim_start();
    html.starts_with("<?") || html.starts_with("<!") && !html.starts_with("<!--")
}

impl Parser<'_> {
    pub(super) fn html_block(&mut self) -> Option<BlockKind> {
        let html = self.verbatim(TagEnd::HtmlBlock);
        if holds_comment(html.as_str()) {
            let span = html.span(self.text, 0..html.as_str().len());
            self.report_open_comment(span, message!("comment-hides"));
        }
        if is_comment(html.as_str()) {
            self.note_prose(html.span(self.text, 0..html.as_str().len()));
            return None;
        }
        if html.as_str().trim_start().starts_with("<!--") && !html.as_str().contains("-->") {
            let span = html.span(self.text, 0..html.as_str().len());
            self.note_prose(span);
            self.report_open_comment(span, message!("comment-hides"));
            return None;
        }
        if DOCTYPE.is_match(html.as_str()) {
            let span = html.span(self.text, 0..html.as_str().len());
            self.report_page("!DOCTYPE", self.text.trim(span));
            return None;
        }
        if is_declaration(html.as_str()) {
            self.report_declaration(html.span(self.text, 0..html.as_str().len()));
            let text = html.as_str().trim_end().to_owned();
            return Some(BlockKind::Paragraph(vec![Inline::Text(text)]));
        }
        if self.options.raw_html == RawHtml::Escape {
            let text = html.as_str().trim_end().to_owned();
            return Some(BlockKind::Paragraph(vec![Inline::Text(text)]));
        }
        self.report_markdown(&html);
        Some(BlockKind::Html(Box::new(self.html(&html))))
    }

    /// Takes the addresses and anchors out of raw HTML.
    pub(super) fn html(&mut self, source: &Mapped) -> Html {
        self.document.has_raw_html = true;
        let html = source.as_str();
        let found = tags::read(html);
        let mut pieces = Pieces { html, source, written: 0, pieces: Vec::new() };
        let mut opened = 0;
        let has_caption = found.tags.iter().any(|tag| tag.name == "caption");
        let table = found.tags.iter().find(|tag| tag.name == "table" && !tag.is_end);
        let table = table.filter(|_| !has_caption);
        for (at, tag) in found.tags.iter().enumerate() {
            if self.is_of_page(tag) {
                self.report_page(&tag.name, source.span(self.text, tag.range.clone()));
                pieces.leave_out(tag.range.clone());
                continue;
            }
            self.check_tag(tag, source);
            if tag.needs_end() {
                opened += if tag.is_end { -1 } else { 1 };
            }
            if tag.range.start < pieces.written || tag.is_end {
                continue;
            }
            match tag.name.as_str() {
                "script" if !is_data(tag) => {
                    let end = found.tags.get(at + 1).filter(|next| next.name == "script");
                    let end = end.map_or(html.len(), |end| end.range.end);
                    self.script(tag, end, &mut pieces);
                }
                "base" => self.take_over(
                    tag,
                    message!("html-base"),
                    message!("html-base", "help"),
                    &mut pieces,
                ),
                "meta" if tag.attribute("http-equiv").is_some() => self.take_over(
                    tag,
                    message!("html-meta"),
                    message!("html-meta", "help"),
                    &mut pieces,
                ),
                _ => self.attributes(tag, &mut pieces),
            }
            if table.is_some_and(|table| table.range == tag.range) {
                pieces.text_to(tag.range.end);
                pieces.pieces.push(HtmlPiece::Caption);
            }
        }
        if let Some(start) = found.unfinished {
            let span = source.span(self.text, start..html.len());
            self.breach(
                Rule::UnclosedHtml,
                self.text.first_line(span),
                message!("html-tag-open"),
            )
            .help = Some(message!("html-tag-open", "help"));
            pieces.escape_from(start);
        }
        if let Some(start) = found.open_comment {
            let span = source.span(self.text, start..html.len());
            self.report_open_comment(span, message!("comment-hides"));
            pieces.leave_out(start..html.len());
        }
        Html { pieces: pieces.finish(), opened, caption: None }
    }

    /// A tag that would change what the whole page does. It is left out.
    fn take_over(&mut self, tag: &Tag, message: String, help: String, pieces: &mut Pieces<'_>) {
        let span = pieces.span(self.text, tag.range.clone());
        self.breach(Rule::IgnoredHtml, span, message).help = Some(help);
        pieces.leave_out(tag.range.clone());
    }

    /// A script up to its end. Pages load the scripts that the guide lists, and run no others, so it
    /// is left out.
    fn script(&mut self, tag: &Tag, end: usize, pieces: &mut Pieces<'_>) {
        let whole = tag.range.start..end;
        let span = pieces.span(self.text, tag.range.clone());
        let is_address = |attribute: &&Attribute| {
            matches!(attribute.name.as_str(), "src" | "href" | "xlink:href")
        };
        let Some(address) = tag.attributes.iter().find(is_address) else {
            self.breach(Rule::IgnoredHtml, span.before(), message!("html-script")).help =
                Some(message!("html-script", "help"));
            pieces.leave_out(whole);
            return;
        };
        let target = Target::of_link(&address.value);
        if matches!(target, Target::External(_) | Target::Nowhere) {
            self.breach(Rule::IgnoredHtml, span, message!("html-script-foreign")).help =
                Some(message!("html-script", "help"));
            pieces.leave_out(whole);
            return;
        }
        let value = pieces.span(self.text, address.value_range.clone());
        self.refer(Reference::of_html(target, Role::Script, value));
        pieces.leave_out(whole);
    }
}

#[cfg(test)]
mod tests {
    use super::super::parser::MAX_DEPTH;
    use super::super::tags::MAX_ATTRIBUTES;
    use super::*;
    use crate::diagnostic::Text;
    use crate::document::{self, Document, Options, walk};

    #[test]
    fn comments_are_notes_of_the_author() {
        assert!(is_comment("<!-- a -->\n"));
        assert!(!is_comment("<!-- a --><b>"));
        assert!(!is_comment("<b>"));
    }

    fn parse(body: &str, raw_html: RawHtml) -> Document {
        let options = Options { raw_html, ..Options::of_tests() };
        document::parse(&Text::new("", body), 0, &options)
    }

    /// The HTML of a body, with references in braces.
    fn written(body: &str) -> String {
        let document = parse(body, RawHtml::Allow);
        let mut out = String::new();
        walk::blocks(&document, &mut |block| {
            if let BlockKind::Html(html) = &block.kind {
                write(&mut out, &html.pieces);
            }
            walk::inlines(block, &mut |inline| {
                if let Inline::Html(pieces) = inline {
                    write(&mut out, pieces);
                }
            });
        });
        out
    }

    fn write(out: &mut String, pieces: &[HtmlPiece]) {
        for piece in pieces {
            match piece {
                HtmlPiece::Text(text) => out.push_str(text),
                HtmlPiece::Link(at) | HtmlPiece::Source(at) => out.push_str(&format!("{{{at}}}")),
                HtmlPiece::Id(id) => out.push_str(&format!("{{{id}}}")),
                HtmlPiece::Caption => {}
            }
        }
    }

    #[test]
    fn every_way_to_name_an_address_is_understood() {
        for (html, targets) in [
            ("<a href=1.2>", "1.2"),
            ("<A HREF=\"1.9\">", "1.9"),
            ("<IMG SRC=x.png>", "x.png"),
            ("<img srcset='x.png 1x, y.png 2x'>", "x.png y.png"),
            ("<source src=&#120;.mp4>", "x.mp4"),
            ("<object data=\"x.pdf\"></object>", "x.pdf"),
            ("<use href=\"s.svg#i\"/>", "s.svg"),
            ("<use xlink:href=\"s.svg\"/>", "s.svg"),
            ("<form action=1.2></form>", "1.2"),
            ("<button formaction=1.2></button>", "1.2"),
            ("<link rel=stylesheet href=x.css>", "x.css"),
            ("<table background=x.png></table>", "x.png"),
            ("<video poster=x.png></video>", "x.png"),
            ("<a href='x.md\n'>", "x.md"),
        ] {
            let document = parse(html, RawHtml::Allow);
            let found: Vec<_> = document.references.iter().map(|r| target(&r.target)).collect();
            assert_eq!(found.join(" "), targets, "{html}");
            assert!(written(html).contains("=\"{0}"), "{}", written(html));
        }
    }

    fn target(target: &Target) -> String {
        match target {
            Target::Number(number, _) => number.to_string(),
            Target::Path(path, _) => path.clone(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn addresses_that_run_code_are_left_out() {
        for html in [
            "<a href=javascript:alert(1)>",
            "<A HREF=' JaVaScRiPt:x'>",
            "<a href=\"&#106;avascript:x\">",
            "<a href=\"java&Tab;script&NewLine;:x\">",
            "<a href=\"&#1;javascript:x\">",
            "<a href=vbscript:x>",
            "<a href=data:text/html,x>",
            "<form action=javascript:x></form>",
            "<button formaction=javascript:x></button>",
            "<iframe title=x src=javascript:x></iframe>",
            "<iframe title=x src=data:text/html,x></iframe>",
            "<object data=data:image/svg+xml,x></object>",
            "<img alt='' src=javascript:x>",
            "<img alt='' srcset='x.png 1x, javascript:x 2x'>",
            "<use xlink:href=data:x />",
            "<svg><a><animate attributeName=href values='1;javascript:x' /></a></svg>",
            "<a href=javascript&colon;x>",
        ] {
            let document = parse(html, RawHtml::Allow);
            let rules: Vec<_> = document.diagnostics.iter().filter_map(|d| d.rule).collect();
            assert!(rules.contains(&Rule::UnsafeLink), "{html}: {:?}", document.diagnostics);
            let written = written(html).to_ascii_lowercase();
            assert!(!written.contains("script") && !written.contains("data:"), "{written}");
        }
    }

    #[test]
    fn what_takes_over_the_page_is_left_out() {
        for html in [
            "<base href=\"https://x.nl\">",
            "<meta http-equiv=refresh content='0;url=https://x.nl'>",
            "<META HTTP-EQUIV=' Refresh ' CONTENT='0;url=javascript:x'>",
            "<meta http-equiv=content-security-policy content=\"script-src *\">",
        ] {
            let document = parse(&format!("<p>a</p>\n{html}"), RawHtml::Allow);
            let [problem] = &document.diagnostics[..] else { panic!("one problem with {html}") };
            assert_eq!(problem.rule, Some(Rule::IgnoredHtml));
            assert_eq!(problem.position().map(|(_, line, _)| line), Some(2));
            assert_eq!(written(html), "", "{html}");
        }
        let other = "<meta itemprop=\"a\" content=\"b\">";
        assert_eq!(written(other), other);
    }

    #[test]
    fn scripts_are_left_out() {
        assert_eq!(written("<div><SCRIPT>alert('<b>')</SCRIPT></div>"), "<div></div>");
        assert_eq!(written("<script src=//x.nl/z.js></script>"), "");
        assert_eq!(written("<script src=\"z.js\">x</script><b></b>"), "<b></b>");
        assert_eq!(written("<svg><script xlink:href=z.js /></svg>"), "<svg></svg>");
        assert_eq!(written("<base href=\"https://x.nl\"><b></b>"), "<b></b>");
        let data = "<script type=\"application/ld+json\">{}</script>";
        assert_eq!(written(data), data);
        let document = parse("<script src=z.js></script>", RawHtml::Allow);
        assert_eq!(document.references[0].role, Role::Script);
    }

    #[test]
    fn values_cannot_end_their_quotes() {
        assert_eq!(written("<b id='a&quot;b' class=x>"), "<b id=\"{a\"b}\" class=x>");
        assert_eq!(
            written("<label for=a aria-labelledby='a b'>x</label>"),
            "<label for=\"{a}\" aria-labelledby=\"{a} {b}\"></label>"
        );
        assert_eq!(
            written("<img alt=\"\" srcset='x.png &quot;'>"),
            "<img alt=\"\" srcset=\"{0} &quot;\">"
        );
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |depth: usize| format!("{}x{}", "<div>".repeat(depth), "</div>".repeat(depth));
        assert!(parse(&nested(MAX_DEPTH), RawHtml::Allow).diagnostics.is_empty());
        let problems = parse(&nested(MAX_DEPTH + 9), RawHtml::Allow).diagnostics;
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].message.contains("elements are nested"), "{problems:?}");
        assert!(parse(&nested(3).repeat(100), RawHtml::Allow).diagnostics.is_empty());
    }

    #[test]
    fn attributes_are_bounded() {
        let tag = |count: usize| {
            let attributes = (0..count).map(|at| format!(" a{at}=x"));
            format!("<div{}></div>", attributes.collect::<String>())
        };
        assert!(parse(&tag(MAX_ATTRIBUTES), RawHtml::Allow).diagnostics.is_empty());
        let problems = parse(&tag(MAX_ATTRIBUTES + 1), RawHtml::Allow).diagnostics;
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].message.contains("attributes"), "{problems:?}");
    }

    #[test]
    fn a_tag_without_an_end_is_text() {
        let html = "<div>\n<a href=\"1";
        assert_eq!(written(html), "<div>\n&lt;a href=&quot;1");
        let rules: Vec<_> =
            parse(html, RawHtml::Allow).diagnostics.iter().filter_map(|d| d.rule).collect();
        assert_eq!(rules, [Rule::UnclosedHtml, Rule::UnclosedHtml]);
    }
}
