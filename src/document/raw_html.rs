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
    fn survives_anything() {
        for html in ["<", "<a", "<a href", "<a href=", "<a href=\"", "<!-- <a href=\"x\">", "=\"\""]
        {
            assert_eq!(found(html), [], "{html}");
        }
    }
}
