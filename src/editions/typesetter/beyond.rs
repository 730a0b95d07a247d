//! What a document shows beyond the edges of its paper, where nobody sees it.

use typst::introspection::Tag;
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::syntax::Span;
use typst_layout::{Page, PagedDocument};

/// How far letters may reach over an edge: what hangs there is not lost.
const SLACK: Abs = Abs::raw(3.0);

/// Something beyond the edges.
#[derive(Debug)]
pub struct Beyond {
    /// Where it was written, be it in a template.
    pub span: Span,
    /// The last place of a chapter before it on its page, if any was: what a template makes of text may have
    /// lost where that was written.
    pub near: Option<Span>,
    /// The same, on any page.
    pub before: Option<Span>,
    /// Its text, as far as it has one look; empty for a picture.
    pub words: String,
    /// The line that it is in; empty for a picture.
    pub line: String,
}

/// The text and pictures beyond the edges, in their order, and the first of those that follow each other on a
/// page: the rest goes where that does. `is_written` says whether a place is in a chapter.
pub fn beyond(document: &PagedDocument, is_written: impl Fn(Span) -> bool) -> Vec<Beyond> {
    let mut search =
        Search { is_written, passed: Vec::new(), page_start: 0, goes_on: false, found: Vec::new() };
    for page in document.pages() {
        search.page_start = search.passed.len();
        search.goes_on = false;
        search.frame(&page.frame, Transform::identity(), &Edges::of(page));
    }
    search.found
}

struct Search<F> {
    is_written: F,
    /// Where all that came before was written. Whether that is in a chapter takes long to tell, so it is asked
    /// of few.
    passed: Vec<Span>,
    /// How many of those are on the pages before.
    page_start: usize,
    /// Whether the last text or picture was beyond the edges.
    goes_on: bool,
    found: Vec<Beyond>,
}

impl<F: Fn(Span) -> bool> Search<F> {
    fn frame(&mut self, frame: &Frame, outer: Transform, edges: &Edges) {
        for (at, item) in frame.items() {
            let here = outer.pre_concat(Transform::translate(at.x, at.y));
            let is_within = |x, y| edges.contain(Point::new(x, y).transform(here));
            match item {
                FrameItem::Group(group) => {
                    self.frame(&group.frame, here.pre_concat(group.transform), edges);
                }
                FrameItem::Tag(Tag::Start(element, _)) => self.pass(element.span()),
                FrameItem::Text(text) => {
                    let (first, last) = (text.glyphs.first(), text.glyphs.last());
                    first.into_iter().for_each(|glyph| self.pass(glyph.span.0));
                    let starts_within = is_within(Abs::zero(), Abs::zero());
                    let glyph = if starts_within { last } else { first };
                    let is_beyond = !starts_within || !is_within(text.width(), Abs::zero());
                    let span = glyph.map(|glyph| glyph.span.0).filter(|_| is_beyond);
                    self.see(span, &text.text, || line_at(frame, at.y));
                }
                FrameItem::Image(_, size, span) => {
                    self.pass(*span);
                    let is_beyond = !is_within(size.x / 2.0, size.y / 2.0);
                    self.see(is_beyond.then_some(*span), "", String::new);
                }
                _ => {}
            }
        }
    }

    fn pass(&mut self, span: Span) {
        if self.passed.last() != Some(&span) {
            self.passed.push(span);
        }
    }

    /// A text or picture, and where it was written if it is beyond the edges.
    fn see(&mut self, beyond: Option<Span>, words: &str, line: impl FnOnce() -> String) {
        let goes_on = std::mem::replace(&mut self.goes_on, beyond.is_some());
        if let Some(span) = beyond.filter(|_| !goes_on) {
            let last = self.passed.iter().rposition(|&passed| (self.is_written)(passed));
            let near = last.filter(|at| *at >= self.page_start).map(|at| self.passed[at]);
            let before = last.map(|at| self.passed[at]);
            let words = words.trim().to_owned();
            self.found.push(Beyond { span, near, before, words, line: line() });
        }
    }
}

/// The text of a frame at a height.
fn line_at(frame: &Frame, y: Abs) -> String {
    let items = frame.items().filter(|(at, _)| at.y == y);
    let texts = items.filter_map(|(_, item)| match item {
        FrameItem::Text(text) => Some(text.text.as_str()),
        _ => None,
    });
    texts.collect()
}

/// The edges of what is printed.
struct Edges {
    start: Point,
    end: Point,
}

impl Edges {
    fn of(page: &Page) -> Self {
        let (size, bleed) = (page.frame.size(), page.bleed);
        Self {
            start: Point::new(-bleed.left - SLACK, -bleed.top - SLACK),
            end: Point::new(size.x + bleed.right + SLACK, size.y + bleed.bottom + SLACK),
        }
    }

    fn contain(&self, point: Point) -> bool {
        let within = |at: Abs, start: Abs, end: Abs| start <= at && at <= end;
        within(point.x, self.start.x, self.end.x) && within(point.y, self.start.y, self.end.y)
    }
}
