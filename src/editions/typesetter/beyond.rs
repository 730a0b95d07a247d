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

/// The text and pictures beyond the edges, in their order: of each line, and the first of those that follow each
/// other below a page, since the rest goes where that does. `is_written` says whether a place is in a chapter.
pub fn beyond(document: &PagedDocument, is_written: impl Fn(Span) -> bool) -> Vec<Beyond> {
    let mut search =
        Search { is_written, passed: Vec::new(), page_start: 0, last: None, found: Vec::new() };
    for page in document.pages() {
        search.page_start = search.passed.len();
        search.last = None;
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
    /// Where the last text or picture was, if that was beyond the edges.
    last: Option<Place>,
    found: Vec<Beyond>,
}

/// A place beyond the edges.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    /// Above or below the page.
    Above,
    Below,
    /// Beside it, at this height.
    Beside(Abs),
}

impl<F: Fn(Span) -> bool> Search<F> {
    fn frame(&mut self, frame: &Frame, outer: Transform, edges: &Edges) {
        for (at, item) in frame.items() {
            let here = outer.pre_concat(Transform::translate(at.x, at.y));
            let beyond = |x, y| edges.beyond(Point::new(x, y).transform(here));
            match item {
                FrameItem::Group(group) => {
                    self.frame(&group.frame, here.pre_concat(group.transform), edges);
                }
                FrameItem::Tag(Tag::Start(element, _)) => self.pass(element.span()),
                FrameItem::Text(text) => {
                    let (first, last) = (text.glyphs.first(), text.glyphs.last());
                    first.into_iter().for_each(|glyph| self.pass(glyph.span.0));
                    let start = beyond(Abs::zero(), Abs::zero());
                    let glyph = if start.is_none() { last } else { first };
                    let place = start.or_else(|| beyond(text.width(), Abs::zero()));
                    let span = glyph.map(|glyph| glyph.span.0);
                    self.see(place.zip(span), &text.text, || line_at(frame, at.y));
                }
                FrameItem::Image(_, size, span) => {
                    self.pass(*span);
                    let place = beyond(size.x / 2.0, size.y / 2.0);
                    self.see(place.map(|place| (place, *span)), "", String::new);
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

    /// A text or picture, with its place and where it was written if it is beyond the edges.
    fn see(&mut self, beyond: Option<(Place, Span)>, words: &str, line: impl FnOnce() -> String) {
        let place = beyond.map(|(place, _)| place);
        let goes_on = std::mem::replace(&mut self.last, place) == place;
        if let Some((_, span)) = beyond.filter(|_| !goes_on) {
            let last = self.passed.iter().rposition(|&passed| (self.is_written)(passed));
            let near = last.filter(|at| *at >= self.page_start).map(|at| self.passed[at]);
            let before = last.map(|at| self.passed[at]);
            let words = words.trim().replace('\u{200b}', "");
            self.found.push(Beyond { span, near, before, words, line: line() });
        }
    }
}

/// The text of a frame at a height, without the places where it may break.
fn line_at(frame: &Frame, y: Abs) -> String {
    let items = frame.items().filter(|(at, _)| at.y == y);
    let texts = items.filter_map(|(_, item)| match item {
        FrameItem::Text(text) => Some(text.text.as_str()),
        _ => None,
    });
    texts.flat_map(str::chars).filter(|c| *c != '\u{200b}').collect()
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

    /// Where a point is beyond them.
    fn beyond(&self, point: Point) -> Option<Place> {
        match point {
            Point { y, .. } if y < self.start.y => Some(Place::Above),
            Point { y, .. } if y > self.end.y => Some(Place::Below),
            Point { x, y } if x < self.start.x || x > self.end.x => Some(Place::Beside(y)),
            _ => None,
        }
    }
}
