//! HTML that stands in a chapter: it goes into the page as it is, but for the addresses and
//! anchors in it, which an edition must know.

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
}

/// An attribute's value found in raw HTML, and where it stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// `href`, `src`, `id` and so on, as written.
    pub name: &'a str,
    /// The value without its quotes.
    pub value: &'a str,
    /// Where the value starts.
    pub start: usize,
}

/// A tag in raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The element, as written.
    pub name: &'a str,
    /// All of it, from `<` to `>`.
    pub text: &'a str,
    /// Where it starts.
    pub start: usize,
    /// Whether it closes the element.
    pub is_end: bool,
}

/// Elements that have no end, or whose end may be left out.
const WITHOUT_END: [&str; 30] = [
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "img", "input", "li", "link", "meta", "optgroup", "option", "p", "rp", "rt", "source", "tbody",
    "td", "tfoot", "th", "thead", "tr", "track",
];

/// Elements that are no part of HTML any more, and what to do instead.
const OUTDATED: [(&str, &str); 9] = [
    ("acronym", "write <abbr title=\"…\">"),
    ("basefont", LOOKS),
    ("big", LOOKS),
    ("center", LOOKS),
    ("font", LOOKS),
    ("marquee", "write a paragraph: nobody can read a text that moves"),
    ("nobr", LOOKS),
    ("strike", "write ~~text~~"),
    ("tt", "write `text`"),
];

const LOOKS: &str =
    "give a span or div a class, and style that in assets/house-style.css of your theme";

impl Tag<'_> {
    /// What to write instead, if the element is no part of HTML any more.
    pub fn instead(&self) -> Option<&'static str> {
        OUTDATED.iter().find(|(name, _)| self.is(name)).map(|(_, instead)| *instead)
    }

    /// Whether the element must be closed by a tag.
    pub fn needs_end(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        name != "wbr" && !WITHOUT_END.contains(&name.as_str()) && !self.text.ends_with("/>")
    }

    /// Whether it has this attribute, with a value in quotes.
    pub fn has(&self, attribute: &str) -> bool {
        attributes(self.text).iter().any(|found| {
            found.name.eq_ignore_ascii_case(attribute) && !found.value.trim().is_empty()
        })
    }

    /// Whether it is a tag of this element.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The tags of `html`, in order. Comments hold none.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|ahead| at + ahead) {
        if let Some(comment) = html[start..].strip_prefix("<!--") {
            at = comment.find("-->").map_or(html.len(), |end| start + 4 + end + 3);
            continue;
        }
        let is_end = html[start + 1..].starts_with('/');
        let inner = &html[start + 1 + usize::from(is_end)..];
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = start + 1;
            continue;
        }
        let name = inner.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next();
        at = attributes_of_tag(html, start + 1, &mut Vec::new());
        let text = &html[start..at];
        tags.push(Tag { name: name.unwrap_or_default(), text, start, is_end });
    }
    tags
}

/// How many more elements these pieces open than they close.
pub fn opened(pieces: &[HtmlPiece]) -> isize {
    let text = |piece: &HtmlPiece| match piece {
        HtmlPiece::Text(html) => html.clone(),
        // A value within a tag.
        HtmlPiece::Link(_) | HtmlPiece::Source(_) | HtmlPiece::Id(_) => String::new(),
    };
    let html: String = pieces.iter().map(text).collect();
    let change = |tag: &Tag<'_>| if tag.is_end { -1 } else { 1 };
    tags(&html).iter().filter(|tag| tag.needs_end()).map(change).sum()
}

/// Whether the HTML is one comment: a note of the author, which readers need not see.
pub fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.find("-->").is_some_and(|end| end + 3 == html.len())
}

/// The quoted attributes within the tags of `html`, in order. Comments hold none.
pub fn attributes(html: &str) -> Vec<Attribute<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|ahead| at + ahead) {
        at = match html[open..].strip_prefix("<!--") {
            Some(comment) => comment.find("-->").map_or(html.len(), |end| open + 4 + end + 3),
            None => attributes_of_tag(html, open + 1, &mut found),
        };
    }
    found
}

/// Collects the attributes of the tag that opens before `at`; returns where the tag ends.
fn attributes_of_tag<'a>(html: &'a str, mut at: usize, found: &mut Vec<Attribute<'a>>) -> usize {
    while let Some(ahead) = html[at..].find(['=', '>']) {
        let stop = at + ahead;
        if html[stop..].starts_with('>') {
            return stop + 1;
        }
        let name = html[at..stop].trim_end();
        let name =
            &name[name.rfind(|c: char| c.is_whitespace() || c == '"').map_or(0, |i| i + 1)..];
        let value = html[stop + 1..].trim_start();
        let start = html.len() - value.len();
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            at = stop + 1;
            continue;
        };
        let Some(length) = value[1..].find(quote) else {
            return html.len();
        };
        found.push(Attribute { name, value: &value[1..=length], start: start + 1 });
        at = start + 1 + length + 1;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Vec<(&str, &str)> {
        attributes(html).iter().map(|a| (a.name, a.value)).collect()
    }

    #[test]
    fn finds_what_is_quoted() {
        assert_eq!(
            found("<a id='x' href=\"2.4.8\">a = \"b\"</a><img src = \"a.png\" alt=\"\" width=3>"),
            [("id", "x"), ("href", "2.4.8"), ("src", "a.png"), ("alt", "")]
        );
    }

    #[test]
    fn knows_where_values_stand() {
        let html = "<img alt=\"é\" src=\"a.png\">";
        for attribute in attributes(html) {
            assert!(html[attribute.start..].starts_with(attribute.value));
        }
    }

    #[test]
    fn tags_are_told_from_text() {
        let html = "a < b <DIV class=\"a > b\"><br><svg/><!-- <b> --></div> <p>x</em>";
        let found: Vec<_> =
            tags(html).iter().map(|tag| (tag.name, tag.is_end, tag.needs_end())).collect();
        assert_eq!(
            found,
            [
                ("DIV", false, true),
                ("br", false, false),
                ("svg", false, false),
                ("div", true, true),
                ("p", false, false),
                ("em", true, true)
            ]
        );
        assert_eq!(opened(&[HtmlPiece::Text(html.into())]), -1);
    }

    #[test]
    fn survives_anything() {
        for html in ["<", "<a", "<a href", "<a href=", "<a href=\"", "<!-- <a href=\"x\">", "=\"\""]
        {
            assert!(found(html).is_empty(), "{html}");
        }
    }
}
