//! Links and images in Markdown: where they lead, and where each of their parts is.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, TagEnd};

use super::parser::Parser;
use super::reference::is_document;
use super::{Image, Inline, Link, Reference, Role, Syntax, Target, text, typography};
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Span;
use crate::suggestion::did_you_mean;

/// The start of a link or image.
pub(super) struct Opening<'a> {
    pub link_type: LinkType,
    pub address: &'a str,
    pub title: &'a str,
    /// What a link by reference is called in its definition.
    pub label: &'a str,
    pub span: Span,
}

impl Parser<'_> {
    pub(super) fn link(&mut self, opening: &Opening<'_>) -> Inline {
        let (content, text) = self.link_text(opening.span, TagEnd::Link);
        let address = opening.address;
        let target = match opening.link_type {
            LinkType::WikiLink { .. } => Target::of_wiki_link(address),
            LinkType::Email => Target::External(format!("mailto:{address}")),
            _ => Target::of_link(address),
        };
        self.check_target(&target, opening.span);
        let own_text = !matches!(opening.link_type, LinkType::WikiLink { has_pothole: false });
        let reference = self.reference(target, Role::Link, opening, text);
        Inline::Link(Box::new(Link {
            reference: self.refer(reference),
            content: (own_text && !content.is_empty()).then_some(content),
            name: address.split('#').find(|part| !part.is_empty()).unwrap_or_default().to_owned(),
            title: self.title(opening.title),
        }))
    }

    pub(super) fn image(&mut self, opening: &Opening<'_>) -> Inline {
        let (content, text) = self.link_text(opening.span, TagEnd::Image);
        let alt = text::of_inlines(&content);
        let target = Target::of_link(opening.address);
        if let Target::External(address) = &target
            && !target.is_local()
            && !target.is_dangerous()
        {
            self.check_embedded(address, opening.span);
        }
        if let Target::Path(path, _) = &target
            && is_document(path)
        {
            let written = if alt.is_empty() { path.as_str() } else { alt.as_str() };
            let near = format!("[{written}]({})", opening.address);
            let problem =
                self.breach(Rule::NearMissLink, opening.span, message!("image-is-document"));
            problem.help = Some(message!("did-you-mean", near = near.as_str()));
            problem.add_mend(near);
        }
        self.check_target(&target, opening.span);
        let reference = self.reference(target, Role::Image, opening, text);
        let reference = self.refer(reference);
        Inline::Image(Box::new(Image { reference, alt, title: self.title(opening.title) }))
    }

    /// Adds a reference and returns its index.
    pub(super) fn refer(&mut self, reference: Reference) -> usize {
        self.document.references.push(reference);
        self.document.references.len() - 1
    }

    /// The content between the brackets, and its span.
    fn link_text(&mut self, span: Span, end: TagEnd) -> (Vec<Inline>, Span) {
        let mark = if end == TagEnd::Image { 2 } else { 1 };
        let start = self.text.part(span, mark..mark);
        let outer = std::mem::replace(&mut self.read_to, start);
        let content = self.inlines(end);
        let text = start.to(self.read_to);
        self.read_to = if outer.end() > span.end() { outer } else { span.after() };
        (content, text)
    }

    /// A reference with the spans of its parts.
    fn reference(
        &mut self,
        target: Target,
        role: Role,
        opening: &Opening<'_>,
        text: Span,
    ) -> Reference {
        let whole = opening.span;
        let mut behind = whole;
        let (syntax, text, address) = match opening.link_type {
            LinkType::WikiLink { has_pothole } => {
                let start = if role == Role::Image { 3 } else { 2 };
                let inner = self.text.part(whole, start..whole.len().saturating_sub(2));
                let bar = self.text.find_in(inner, "|").filter(|_| has_pothole);
                let address = bar.map_or(inner, |bar| inner.before().to(bar.before()));
                let text = bar.map_or(inner, |bar| bar.after().to(inner));
                let address = self.text.trim(address);
                // Within a table the bar must be escaped.
                let length = self.written(address).trim_end_matches('\\').len();
                (Syntax::Wiki, text, self.text.part(address, 0..length))
            }
            LinkType::Inline => {
                let rest = text.after().to(whole);
                let address = self.text.find_in(rest, "](").map(|mark| mark.after().to(whole));
                let address = address.map(|rest| self.address_in(rest, opening.address));
                (Syntax::Inline, text, address.unwrap_or(text.after()))
            }
            LinkType::Autolink | LinkType::Email => {
                let inner = self.text.part(whole, 1..whole.len().saturating_sub(1));
                (Syntax::Auto, inner, inner)
            }
            _ => {
                self.definitions.mark_used(opening.label);
                behind = self.definitions.find(opening.label).unwrap_or(whole);
                (Syntax::Reference, text, self.defined_address(opening))
            }
        };
        let title = (!opening.title.is_empty()).then(|| {
            let rest = address.after().to(behind);
            let end = if syntax == Syntax::Inline { ")" } else { "" };
            self.title_in(rest, end)
        });
        Reference { target, role, syntax, span: whole, text, address, title: title.flatten() }
    }

    /// The title after an address, without its quotes. `end` is right after it.
    fn title_in(&self, rest: Span, end: &str) -> Option<Span> {
        let written = self.text.slice(rest).trim_end();
        let written = written.strip_suffix(end)?.trim_end();
        let (before, title) = written.split_once(['"', '\'', '('])?;
        let start = before.len() + 1;
        let end = start + title.len().checked_sub(1)?;
        Some(self.text.part(rest, start..end))
    }

    /// The address in `[label]: address "title"`.
    fn defined_address(&self, opening: &Opening<'_>) -> Span {
        let Some(definition) = self.definitions.find(opening.label) else {
            return opening.span.after();
        };
        match self.text.find_in(definition, "]:") {
            Some(mark) => self.address_in(mark.after().to(definition), opening.address),
            None => definition.after(),
        }
    }

    /// The span of the address at the start of `rest`, which may begin with block quote markers.
    fn address_in(&self, rest: Span, address: &str) -> Span {
        let text = self.text.slice(rest);
        let found = self.text.part(rest, leading_address(text));
        if self.text.slice(found) != address
            && !address.is_empty()
            && let Some(verbatim) = self.text.find_in(rest, address)
        {
            return verbatim;
        }
        found
    }

    fn check_target(&mut self, target: &Target, span: Span) {
        if *target == Target::Nowhere {
            self.breach(Rule::EmptyLink, span, message!("link-empty")).help =
                Some(message!("link-empty", "help"));
        } else if target.is_dangerous() {
            self.breach(Rule::UnsafeLink, span, message!("link-runs-code")).help =
                Some(message!("link-runs-code", "help"));
        }
        self.check_local(target, span);
        self.check_scheme(target, span);
    }

    /// Reports an address that almost starts as those of sites do.
    fn check_scheme(&mut self, target: &Target, span: Span) {
        const WEB: [&str; 2] = ["https", "http"];
        let Target::External(address) = target else { return };
        let Some((scheme, rest)) = address.split_once(':') else { return };
        let scheme = scheme.to_lowercase();
        let near = if WEB.contains(&scheme.as_str()) {
            (!rest.starts_with("//")).then_some(scheme.as_str())
        } else {
            did_you_mean(&scheme, WEB).filter(|_| rest.starts_with('/'))
        };
        if let Some(near) = near {
            let message = message!("link-no-site", address = address.as_str());
            let rest = rest.trim_start_matches('/');
            self.breach(Rule::NearMissLink, span, message).help =
                Some(message!("link-no-site", "help", near = format!("{near}://{rest}")));
        }
    }

    /// Readers cannot open a file of the author's own computer.
    pub(super) fn check_local(&mut self, target: &Target, span: Span) {
        if let Target::External(address) = target
            && target.is_local()
        {
            let message = message!("file-of-author", path = address.as_str());
            let name = address.rsplit(['/', '\\']).next().unwrap_or_default();
            self.breach(Rule::BrokenLink, span, message).help =
                Some(message!("file-of-author", "help", name = name));
        }
    }

    /// Loading something from another site tells that site what is read here, so the content
    /// security policy allows only sites that the guide lists.
    pub(super) fn check_embedded(&mut self, address: &str, span: Span) {
        let is_named = |site: &String| {
            let rest = address.strip_prefix(site.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
        };
        if self.options.embed.iter().any(is_named) {
            return;
        }
        self.breach(Rule::ThirdParty, span, message!("third-party")).help =
            Some(message!("third-party", "help"));
    }

    fn title(&self, title: &str) -> Option<String> {
        let set = || {
            if self.options.smart_punctuation {
                typography::plain_line(title, &self.options.language)
            } else {
                title.to_owned()
            }
        };
        (!title.is_empty()).then(set)
    }

    /// Tracks where the text of the innermost link ends: after the last event within it. End events
    /// are skipped, because that of the link itself spans the whole link.
    pub(super) fn note_read(&mut self, event: &Event<'_>, span: Span) {
        if !matches!(event, Event::End(_)) && span.end() > self.read_to.end() {
            self.read_to = span.after();
        }
    }
}

/// The address that `text` starts with, in angle brackets or up to a space or closing parenthesis.
fn leading_address(text: &str) -> Range<usize> {
    let address = text.trim_start();
    let start = text.len() - address.len();
    if let Some(inner) = address.strip_prefix('<') {
        let length = inner.find('>').unwrap_or(inner.len());
        return start + 1..start + 1 + length;
    }
    let mut depth = 0;
    let mut escaped = false;
    for (at, c) in address.char_indices() {
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
    start..text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Text;
    use crate::document::{self, Document, Options};

    fn parse(text: &std::sync::Arc<Text>, body: usize) -> Document {
        document::parse(text, body, &Options::of_tests())
    }

    /// The text, the address and the syntax of every link.
    fn links(body: &str) -> Vec<(String, String, Syntax)> {
        let text = Text::new("", format!("---\n---\n{body}"));
        let part = |span| text.slice(span).to_owned();
        let document = parse(&text, text.content.len() - body.len());
        let references = document.references.iter();
        references.map(|link| (part(link.text), part(link.address), link.syntax)).collect()
    }

    fn link(text: &str, address: &str, syntax: Syntax) -> (String, String, Syntax) {
        (text.into(), address.into(), syntax)
    }

    use Syntax::{Auto, Html, Inline, Wiki};

    #[test]
    fn every_way_to_write_a_link_has_its_places() {
        for (body, text, address, syntax) in [
            ("zie [[ 2.4.8 ]].", " 2.4.8 ", "2.4.8", Wiki),
            ("[[2.4.8#les-1|een *les*]]", "een *les*", "2.4.8#les-1", Wiki),
            ("[a **b** ](x.md \"t\")", "a **b** ", "x.md", Inline),
            ("“é” [a\\]](<x y.md>)", "a\\]", "x y.md", Inline),
            ("[](a(b).md)", "", "a(b).md", Inline),
            ("[`]`](  x)", "`]`", "x", Inline),
            ("<https://x.nl>", "https://x.nl", "https://x.nl", Auto),
            ("[a][B]\n\n[b]: <x y.md> 't'\n", "a", "x y.md", Syntax::Reference),
            ("[b]\n\n[b]:\n  x.md\n", "b", "x.md", Syntax::Reference),
            ("> [a](\n> x.md)\n", "a", "x.md", Inline),
            ("> <p>\n> <a\n>   href=2.4.8>é</a></p>\n", "", "2.4.8", Html),
            ("x <IMG SRC='a.png'> y", "", "a.png", Html),
        ] {
            assert_eq!(links(body), [link(text, address, syntax)], "{body}");
        }
    }

    #[test]
    fn images_within_links_come_first() {
        assert_eq!(
            links("[![alt](a.png)](2.4.8)"),
            [link("alt", "a.png", Inline), link("![alt](a.png)", "2.4.8", Inline)]
        );
    }

    #[test]
    fn tables_escape_the_bar() {
        assert_eq!(links("| a |\n|---|\n| [[A.2\\|t]] |\n"), [link("t", "A.2", Wiki)]);
    }

    #[test]
    fn code_is_no_running_text() {
        let body =
            "TODO `TODO`\n\n```\nTODO [[1]]\n```\n\n<!-- TODO -->\n\n::: kader TODO {.x}\n:::\n";
        let text = Text::new("", body);
        let document = parse(&text, 0);
        let prose: Vec<_> = document.prose.iter().map(|&span| text.slice(span)).collect();
        assert_eq!(prose, ["TODO ", "<!-- TODO -->\n", "TODO"]);
        assert_eq!(document.references, []);
    }
}
