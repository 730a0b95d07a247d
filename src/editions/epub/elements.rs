//! The elements and attributes of HTML that an e-book has, and what becomes of others.

/// What an element is in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A block, which may not stand within a line.
    Flow,
    /// A part of a block that has parts: an item, a row, a caption.
    Part,
    /// Part of a line.
    Phrasing,
    /// It may contain what may stand in its place.
    Transparent,
    Image,
    /// A book cannot show it, but link to it.
    Linked,
    /// It has no text for readers.
    LeftOut,
}

impl Role {
    /// Whether it may not stand within a line.
    pub fn is_block(self) -> bool {
        matches!(self, Self::Flow | Self::Part)
    }
}

/// The role of an element.
pub fn role(name: &str) -> Role {
    own_role(name).or_else(|| own_role(written(name).0)).unwrap_or(Role::Phrasing)
}

/// The element that is written for another, and its class. One of nobody's, or of a script's, is
/// only a span.
pub fn written(name: &str) -> (&str, &'static str) {
    match name {
        _ if own_role(name).is_some() => (name, ""),
        "address" | "dialog" | "fieldset" | "footer" | "form" | "header" | "hgroup" | "main"
        | "marquee" | "search" => ("div", ""),
        "center" => ("div", "center"),
        "dir" | "menu" => ("ul", ""),
        "legend" => ("p", ""),
        "listing" | "plaintext" | "xmp" => ("pre", ""),
        "acronym" => ("abbr", ""),
        "strike" => ("s", ""),
        "tt" => ("code", ""),
        _ => ("span", ""),
    }
}

/// The role of an element that books have or that is left out; `None` if another is written for it.
fn own_role(name: &str) -> Option<Role> {
    Some(match name {
        "article" | "aside" | "blockquote" | "details" | "div" | "dl" | "figure" | "h1" | "h2"
        | "h3" | "h4" | "h5" | "h6" | "hr" | "nav" | "ol" | "p" | "pre" | "section" | "table"
        | "ul" => Role::Flow,
        "caption" | "col" | "colgroup" | "dd" | "dt" | "figcaption" | "li" | "summary"
        | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" => Role::Part,
        "abbr" | "b" | "bdi" | "br" | "cite" | "code" | "dfn" | "em" | "i" | "kbd" | "mark"
        | "q" | "rp" | "rt" | "ruby" | "s" | "samp" | "small" | "span" | "strong" | "sub"
        | "sup" | "time" | "u" | "var" | "wbr" => Role::Phrasing,
        "a" | "del" | "ins" => Role::Transparent,
        "img" => Role::Image,
        "area" | "audio" | "canvas" | "embed" | "iframe" | "object" | "video" => Role::Linked,
        "base" | "basefont" | "bgsound" | "datalist" | "frame" | "frameset" | "input" | "link"
        | "meta" | "noembed" | "noframes" | "noscript" | "param" | "script" | "source"
        | "style" | "template" | "title" | "track" => Role::LeftOut,
        _ => return None,
    })
}

/// Whether an element may have an attribute of this value.
pub fn is_allowed(element: &str, attribute: &str, value: &str) -> bool {
    let is_count = || value.parse::<u16>().is_ok_and(|count| count > 0);
    let is_integer = || value.parse::<i32>().is_ok();
    match (element, attribute) {
        (_, "title" | "aria-label") => true,
        (_, "hidden") => value.is_empty(),
        (_, "dir") => matches!(value, "ltr" | "rtl" | "auto"),
        (_, "tabindex") => is_integer(),
        (_, "aria-hidden") => matches!(value, "true" | "false"),
        (_, "epub:type") => !value.is_empty(),
        (_, "role") => is_role(element, value),
        ("img", "src" | "alt") => true,
        ("img", "width" | "height") => value.parse::<u32>().is_ok(),
        ("ol", "start") | ("li", "value") => is_integer(),
        ("ol", "type") => matches!(value, "1" | "a" | "A" | "i" | "I"),
        ("ol", "reversed") | ("details", "open") => value.is_empty(),
        ("td" | "th", "colspan" | "rowspan") | ("col" | "colgroup", "span") => is_count(),
        ("th", "scope") => matches!(value, "col" | "row" | "colgroup" | "rowgroup"),
        ("th", "abbr") => true,
        ("time", "datetime") => value.parse::<jiff::civil::Date>().is_ok(),
        ("meta", "name" | "content" | "charset") | ("link", "rel" | "href" | "type") => true,
        _ => false,
    }
}

/// The roles that the editions and the theme give; those of an author's HTML may not fit.
fn is_role(element: &str, value: &str) -> bool {
    match value {
        "note" | "region" | "group" => element == "div",
        "img" => matches!(element, "div" | "span"),
        "presentation" | "none" => element == "table",
        "doc-noteref" | "doc-backlink" => element == "a",
        "doc-footnote" => element == "aside",
        "doc-cover" => element == "img",
        "doc-subtitle" => element == "p",
        "doc-toc" | "doc-pagelist" => element == "nav",
        "doc-appendix" | "doc-chapter" | "doc-colophon" | "doc-index" | "doc-part" => {
            element == "section"
        }
        _ => false,
    }
}
