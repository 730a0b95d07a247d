//! What a document shows beyond the edges of its paper, where nobody sees it.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::syntax::Span;
use typst_layout::{Page, PagedDocument};

/// How far letters may reach over an edge: what hangs there is not lost.
const SLACK: Abs = Abs::raw(3.0);

/// Where the text and pictures beyond the edges were written, in their order.
pub fn beyond(document: &PagedDocument) -> Vec<Span> {
    let mut found = Vec::new();
    for page in document.pages() {
        search(&page.frame, Transform::identity(), &Edges::of(page), &mut found);
    }
    found.dedup();
    found
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

fn search(frame: &Frame, outer: Transform, edges: &Edges, found: &mut Vec<Span>) {
    for (at, item) in frame.items() {
        let here = outer.pre_concat(Transform::translate(at.x, at.y));
        let is_within = |x, y| edges.contain(Point::new(x, y).transform(here));
        match item {
            FrameItem::Group(group) => {
                search(&group.frame, here.pre_concat(group.transform), edges, found);
            }
            FrameItem::Text(text) if !is_within(Abs::zero(), Abs::zero()) => {
                found.extend(text.glyphs.first().map(|glyph| glyph.span.0));
            }
            FrameItem::Text(text) if !is_within(text.width(), Abs::zero()) => {
                found.extend(text.glyphs.last().map(|glyph| glyph.span.0));
            }
            FrameItem::Image(_, size, span) if !is_within(size.x / 2.0, size.y / 2.0) => {
                found.push(*span);
            }
            _ => {}
        }
    }
}
