//! The tags in raw HTML, as browsers read them.

use std::collections::HashSet;
use std::convert::Infallible;
use std::ops::Range;
use std::sync::LazyLock;

use crate::messages::message;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span, Tokenizer};
use regex::Regex;

/// A tag and its range in the HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// The element, in lower case.
    pub name: String,
    /// All of it, from `<` to `>`.
    pub range: Range<usize>,
    /// Whether it closes the element.
    pub is_end: bool,
    /// Whether it ends with `/>`.
    pub is_self_closing: bool,
    /// Its attributes, in order.
    pub attributes: Vec<Attribute>,
}

/// An attribute and its range in the HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Attribute {
    /// Its name, in lower case.
    pub name: String,
    /// Its value, decoded; empty if it has none.
    pub value: String,
    /// From its name to the quote that ends its value.
    pub range: Range<usize>,
    /// The value as it is written, without quotes.
    pub value_range: Range<usize>,
    /// Whether there are quotes around the value.
    pub is_quoted: bool,
}

/// How many attributes a tag may have; no page that means something has as many. A parser of HTML
/// compares each with all others.
pub const MAX_ATTRIBUTES: usize = 256;

/// What there is in a piece of HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// The tags, in order. Comments, scripts and styles hold none.
    pub tags: Vec<Tag>,
    /// Where a tag starts that does not end.
    pub unfinished: Option<usize>,
    /// Where a comment starts that does not end.
    pub open_comment: Option<usize>,
}

/// Elements that have no end, or whose end may be left out.
const WITHOUT_END: [&str; 31] = [
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "img", "input", "li", "link", "meta", "optgroup", "option", "p", "rp", "rt", "source", "tbody",
    "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Elements whose start ends one before them, or that have no content: they do not nest by
/// themselves.
const VOID_OR_IMPLIED: [&str; 29] = [
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "frame", "head", "hr",
    "html", "img", "input", "li", "link", "meta", "option", "p", "param", "source", "tbody", "td",
    "tfoot", "th", "thead", "tr", "wbr",
];

/// Elements whose text a browser does not show as that of a page.
const HIDING: [&str; 16] = [
    "audio",
    "canvas",
    "datalist",
    "iframe",
    "noscript",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
];

/// Whether text in an element of this name is not shown.
pub(super) fn hides_text(name: &str) -> bool {
    HIDING.contains(&name)
}

/// Elements of a formula that hold text.
pub(super) const MATHML_TEXT: [&str; 5] = ["mi", "mn", "mo", "ms", "mtext"];

/// Whether elements of this name do not nest within each other by themselves.
pub(super) fn is_void_or_implied(name: &str) -> bool {
    VOID_OR_IMPLIED.contains(&name)
}

/// The quotation marks that word processors make, which HTML does not know.
pub(super) const CURLY: [char; 7] = ['“', '”', '„', '‘', '’', '«', '»'];

/// Elements that a text is likely to hold.
const KNOWN: [&str; 83] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "blockquote",
    "br",
    "button",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "main",
    "mark",
    "nav",
    "object",
    "ol",
    "option",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Attributes that may stand without a value.
const WITHOUT_VALUE: [&str; 88] = [
    "align",
    "allowfullscreen",
    "alt",
    "async",
    "autocomplete",
    "autofocus",
    "autoplay",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "checked",
    "cite",
    "class",
    "color",
    "cols",
    "colspan",
    "compact",
    "contenteditable",
    "controls",
    "coords",
    "crossorigin",
    "datetime",
    "default",
    "defer",
    "dir",
    "disabled",
    "download",
    "draggable",
    "enctype",
    "face",
    "for",
    "formnovalidate",
    "frameborder",
    "height",
    "hidden",
    "href",
    "hspace",
    "id",
    "inert",
    "ismap",
    "itemprop",
    "itemscope",
    "itemtype",
    "kind",
    "label",
    "lang",
    "list",
    "loading",
    "loop",
    "markdown",
    "mozallowfullscreen",
    "msallowfullscreen",
    "multiple",
    "muted",
    "name",
    "nohref",
    "noshade",
    "novalidate",
    "nowrap",
    "open",
    "placeholder",
    "playsinline",
    "popover",
    "readonly",
    "rel",
    "required",
    "reversed",
    "role",
    "scrolling",
    "seamless",
    "selected",
    "size",
    "spellcheck",
    "src",
    "start",
    "style",
    "summary",
    "tabindex",
    "target",
    "title",
    "translate",
    "type",
    "valign",
    "value",
    "vspace",
    "webkitallowfullscreen",
    "width",
];

/// Whether there is an element of this name that a text is likely to hold.
pub(super) fn is_known(name: &str) -> bool {
    KNOWN.iter().any(|known| name.eq_ignore_ascii_case(known))
}

impl Attribute {
    /// Whether quotation marks of a word processor are around its value, or part of it.
    pub(super) fn is_curly(&self) -> bool {
        let (start, end) = (self.value.starts_with(CURLY), self.value.ends_with(CURLY));
        if self.is_quoted { start && end } else { start || end }
    }

    /// Whether it has no value, and is none that HTML or a script knows: a word of a text.
    fn is_word(&self) -> bool {
        self.value.is_empty()
            && self.range.len() == self.name.len()
            && !self.name.contains(['-', ':', '@', '.', '{', '}', '[', '('])
            && !WITHOUT_VALUE.contains(&self.name.as_str())
    }
}

impl Tag {
    /// The first of its attributes that is a word of a text. Elements that HTML does not know have
    /// attributes of their own.
    pub(super) fn word(&self) -> Option<&Attribute> {
        let mut attributes = self.attributes.iter().filter(|_| is_known(&self.name));
        attributes.find(|attribute| attribute.is_word())
    }

    /// What to write instead, if the element is not part of HTML any more.
    pub fn instead(&self) -> Option<String> {
        Some(match self.name.as_str() {
            "acronym" => message!("html-outdated", "abbreviation"),
            "basefont" | "big" | "center" | "font" | "nobr" => message!("html-outdated", "help"),
            "marquee" => message!("html-outdated", "moving"),
            "strike" => message!("html-outdated", "struck"),
            "tt" => message!("html-outdated", "code"),
            _ => return None,
        })
    }

    /// Whether the element must be closed by a tag.
    pub fn needs_end(&self) -> bool {
        !WITHOUT_END.contains(&self.name.as_str()) && !self.is_self_closing
    }

    /// From the first attribute that is one too many to the last.
    pub fn surplus(&self) -> Option<Range<usize>> {
        let first = self.attributes.get(MAX_ATTRIBUTES)?;
        Some(first.range.start..self.attributes.last()?.range.end)
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|attribute| attribute.name == name)?;
        Some(&found.value)
    }
}

/// The anchors in a piece of HTML.
pub fn anchors(html: &str) -> Vec<String> {
    let tags = read(html).tags.into_iter();
    let of_tag = |tag: Tag| {
        let is_anchor = move |attribute: &Attribute| {
            let is_old = tag.name == "a" && attribute.name == "name";
            (attribute.name == "id" || is_old) && !attribute.value.is_empty()
        };
        tag.attributes.into_iter().filter(is_anchor).map(|attribute| attribute.value)
    };
    tags.flat_map(of_tag).collect()
}

/// The tags of a piece of HTML.
pub fn read(html: &str) -> Tags {
    let mut reader = Reader {
        html,
        base: 0,
        open: None,
        names: HashSet::new(),
        is_repeated: false,
        end: 0,
        ends_in_tag: false,
        tags: Tags::default(),
    };
    reader.read(html);
    reader.tags
}

/// How every tag starts.
static TAG_START: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("<[A-Za-z/]").expect("a valid expression"));

struct Reader<'a> {
    html: &'a str,
    /// Where what is read now starts in the whole.
    base: usize,
    /// A start tag whose end is still to come.
    open: Option<Tag>,
    /// The attributes of that tag, and whether the last one was there before.
    names: HashSet<String>,
    is_repeated: bool,
    /// Where the last event ended.
    end: usize,
    /// Whether the HTML ended within a tag.
    ends_in_tag: bool,
    tags: Tags,
}

impl Reader<'_> {
    fn read(&mut self, part: &str) {
        let mut within = Vec::new();
        let mut emitter = CallbackEmitter::new(
            |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
                let range = self.base + span.start..self.base + span.end;
                // What is in `noscript` is read once more, and its text then stays text.
                if let CallbackEvent::String { .. } = event
                    && self.base == 0
                    && self
                        .tags
                        .tags
                        .last()
                        .is_some_and(|tag| tag.name == "noscript" && !tag.is_end)
                {
                    within.push(range);
                } else {
                    self.event(&event, range);
                }
                None
            },
        );
        // Within a script `<` starts no tag, and so on.
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(part, emitter).finish();
        if std::mem::take(&mut self.ends_in_tag) {
            let start = self.open.take().map_or_else(|| self.next_tag(), |tag| tag.range.start);
            self.tags.unfinished.get_or_insert(start);
        }
        // Browsers that run no scripts, as those that print, show what is in `noscript`.
        for range in within {
            let Some(part) = self.html.get(range.clone()) else { continue };
            let outer = std::mem::replace(&mut self.base, range.start);
            self.read(part);
            self.base = outer;
        }
        self.tags.tags.sort_by_key(|tag| tag.range.start);
    }

    /// The start of the first tag after the last event.
    fn next_tag(&self) -> usize {
        let rest = self.html.get(self.end..).unwrap_or_default();
        TAG_START.find(rest).map_or(self.html.len(), |found| self.end + found.start())
    }

    fn event(&mut self, event: &CallbackEvent<'_>, range: Range<usize>) {
        match event {
            CallbackEvent::Error(Error::EofInTag) => self.ends_in_tag = true,
            CallbackEvent::Error(Error::EofInComment) => {
                let rest = self.html.get(self.end..).unwrap_or_default();
                self.tags.open_comment = rest.find("<!--").map(|at| self.end + at);
            }
            CallbackEvent::Error(_) => {}
            _ => self.end = range.end.max(self.end),
        }
        match *event {
            CallbackEvent::OpenStartTag { name } => {
                self.names.clear();
                self.open = Some(Tag { name: text(name), range, ..Tag::default() });
            }
            CallbackEvent::AttributeName { name } => {
                let after = range.end..range.end;
                let name = text(name);
                // If an attribute is repeated, browsers use the first.
                self.is_repeated = !self.names.insert(name.clone());
                if let Some(tag) = self.open.as_mut().filter(|_| !self.is_repeated) {
                    tag.attributes.push(Attribute {
                        name,
                        range,
                        value_range: after,
                        ..Attribute::default()
                    });
                }
            }
            CallbackEvent::AttributeValue { value } => {
                let html = self.html.as_bytes();
                let before = range.start.checked_sub(1).and_then(|at| html.get(at));
                let is_quoted = matches!(before, Some(b'"' | b'\''));
                if let Some(attribute) = self
                    .open
                    .as_mut()
                    .and_then(|tag| tag.attributes.last_mut())
                    .filter(|_| !self.is_repeated)
                {
                    attribute.value = text(value);
                    attribute.range.end = range.end + usize::from(is_quoted);
                    attribute.value_range = range;
                    attribute.is_quoted = is_quoted;
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some(mut tag) = self.open.take() {
                    tag.range.end = range.end;
                    tag.is_self_closing = self_closing;
                    self.tags.tags.push(tag);
                }
            }
            CallbackEvent::EndTag { name } => {
                let name = text(name);
                self.tags.tags.push(Tag { name, range, is_end: true, ..Tag::default() });
            }
            CallbackEvent::String { .. }
            | CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(html: &str) -> Vec<(String, String, &str)> {
        let tags = read(html).tags.into_iter();
        tags.flat_map(|tag| tag.attributes)
            .map(|found| (found.name, found.value, &html[found.range]))
            .collect()
    }

    fn attribute<'a>(name: &str, value: &str, range: &'a str) -> (String, String, &'a str) {
        (name.into(), value.into(), range)
    }

    #[test]
    fn attributes_are_read_as_browsers_do() {
        assert_eq!(attributes("<a href=1.2>"), [attribute("href", "1.2", "href=1.2")]);
        assert_eq!(
            attributes("é<A  HREF = \"&#106;s&amp;\" x>a = \"b\"</A>"),
            [attribute("href", "js&", "HREF = \"&#106;s&amp;\""), attribute("x", "", "x")]
        );
        assert_eq!(
            attributes("<img src='a\r\nb'\r\nalt=''/>"),
            [attribute("src", "a\nb", "src='a\r\nb'"), attribute("alt", "", "alt")]
        );
        assert_eq!(attributes("<!-- <a href=x> --><script>'<a href=y>'</script>"), []);
        assert_eq!(attributes("<noscript>\nalleen tekst\n"), []);
        assert_eq!(
            attributes("<noscript>é<img src=a&amp;b></noscript>"),
            [attribute("src", "a&b", "src=a&amp;b")]
        );
    }

    #[test]
    fn values_stand_where_they_say() {
        let html = "<p class=\"é\" id='a&lt;' title=ü data-x=&amp;>";
        let tags = read(html).tags;
        let raw: Vec<_> =
            tags[0].attributes.iter().map(|found| &html[found.value_range.clone()]).collect();
        assert_eq!(raw, ["é", "a&lt;", "ü", "&amp;"]);
        assert_eq!(&html[tags[0].range.clone()], html);
    }

    #[test]
    fn tags_are_told_from_text() {
        let html = "a < b <DIV class=\"a > b\"><br><svg/><!-- <b> --></div> <p>x</em>";
        let tags = read(html).tags;
        let found: Vec<_> =
            tags.iter().map(|tag| (tag.name.as_str(), tag.is_end, tag.needs_end())).collect();
        assert_eq!(
            found,
            [
                ("div", false, true),
                ("br", false, false),
                ("svg", false, false),
                ("div", true, true),
                ("p", false, false),
                ("em", true, true)
            ]
        );
    }

    #[test]
    fn what_is_not_finished_is_no_tag() {
        for html in ["<a", "<a href", "<a href=", "<a href=\"", "<a href=\"x"] {
            let open = Tags { unfinished: Some(0), ..Tags::default() };
            assert_eq!(read(html), open, "{html}");
        }
        assert_eq!(read("<p>a <!-- <a href=\"x\">").open_comment, Some(5));
        assert_eq!(read("<!-- a --> <b> <!-- <p> -- >").open_comment, Some(15));
        for html in ["<", "< a", "=\"\"", "<!-- a -->", "</"] {
            assert_eq!(read(html), Tags::default(), "{html}");
        }
    }
}
