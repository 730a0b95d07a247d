//! How deep the elements of HTML are nested, as browsers see it.

use super::tags::{MATHML_TEXT, Tag, is_void_or_implied};

/// The elements that are open while the tags of a page are read in order. What is closed at the
/// wrong place is counted as browsers do: a parser of HTML takes time that grows with the square of
/// the depth, so what looks flat must not be deep.
#[derive(Debug, Default)]
pub struct Nesting {
    open: Vec<String>,
    /// The places in `open` where drawings and formulas start, and the HTML in them.
    borders: Vec<usize>,
    /// Open elements that only format text: they go on after the end of a block around them.
    formatting: Vec<String>,
}

/// How many elements are tracked; no page that means something has more within each other.
pub const MAX_OPEN: usize = 500;

/// Elements that only format text.
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements through which the end of one around them does not reach.
const BARRIERS: [&str; 9] =
    ["applet", "caption", "html", "table", "td", "th", "marquee", "object", "template"];

/// Elements in whose content a slash closes a tag.
const FOREIGN: [&str; 2] = ["svg", "math"];

/// Elements of a drawing or formula that hold HTML again.
const HTML_AGAIN: [&str; 4] = ["foreignobject", "desc", "title", "annotation-xml"];

/// Elements that end a drawing or formula, because it cannot have them.
const BREAKOUT: [&str; 43] = [
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
];

impl Nesting {
    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len() + self.formatting.len()
    }

    /// Takes note of a tag, and says whether it nests deeper than is tracked: a start tag that is
    /// one too many.
    pub fn note(&mut self, tag: &Tag) -> bool {
        let name = tag.name.as_str();
        if tag.is_end {
            self.close(name);
            return false;
        }
        if BREAKOUT.contains(&name) {
            while let Some(at) = self.foreign() {
                self.truncate(at);
            }
        }
        let is_closed =
            tag.is_self_closing && (FOREIGN.contains(&name) || self.foreign().is_some());
        if is_closed || is_void_or_implied(name) {
            return false;
        }
        if self.depth() >= MAX_OPEN {
            return true;
        }
        if FORMATTING.contains(&name) {
            self.formatting.push(name.to_owned());
            return false;
        }
        if FOREIGN.contains(&name) || HTML_AGAIN.contains(&name) || MATHML_TEXT.contains(&name) {
            self.borders.push(self.open.len());
        }
        self.open.push(name.to_owned());
        false
    }

    fn truncate(&mut self, length: usize) {
        self.open.truncate(length);
        self.borders.retain(|&at| at < length);
    }

    fn close(&mut self, name: &str) {
        if FORMATTING.contains(&name) {
            if let Some(at) = self.formatting.iter().rposition(|open| open == name) {
                self.formatting.remove(at);
            }
            return;
        }
        let is_stop = |open: &String| open == name || BARRIERS.contains(&open.as_str());
        if let Some(at) = self.open.iter().rposition(is_stop)
            && self.open.get(at).is_some_and(|open| open == name)
        {
            self.truncate(at);
        }
    }

    /// Where the drawing or formula starts whose content comes next, if there is one.
    fn foreign(&self) -> Option<usize> {
        let at = *self.borders.last()?;
        self.open.get(at).is_some_and(|open| FOREIGN.contains(&open.as_str())).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tags;
    use super::*;

    fn depth(html: &str) -> usize {
        let mut nesting = Nesting::default();
        tags::read(html).tags.iter().for_each(|tag| _ = nesting.note(tag));
        nesting.depth()
    }

    #[test]
    fn what_is_open_is_counted() {
        for (html, expected) in [
            ("<div><p>x<p>y<ul><li>x<li><br><img>", 2),
            ("<div><b>x</b></div>", 0),
            ("<div/><div/>", 2),
            ("<svg><path/><path/></svg><svg/>", 0),
            ("<svg><foreignObject><div/>", 3),
            ("<svg><div></div><section/><section/>", 2),
            ("<math><mi/><mfrac/>", 1),
            ("<div><span></div>", 0),
            ("<div><b></div><div><b></div>", 2),
            ("<div><table></div></table><div><table></div></table>", 2),
            ("</div></b><div>", 1),
            ("<ruby>x<rt>y</ruby>", 0),
            ("<rt><rt><rt>", 3),
        ] {
            assert_eq!(depth(html), expected, "{html}");
        }
        assert_eq!(depth(&"<section>".repeat(MAX_OPEN + 9)), MAX_OPEN);
    }
}
