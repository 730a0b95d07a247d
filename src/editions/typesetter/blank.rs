//! Whether a document shows anything of a guide.

use typst::layout::{Frame, FrameItem};
use typst::syntax::Span;
use typst_layout::PagedDocument;

/// Whether there is a letter or a picture on the pages of a document that was written where `is_meant` says.
pub fn shows(document: &PagedDocument, is_meant: impl Fn(Span) -> bool) -> bool {
    document.pages().iter().any(|page| is_shown(&page.frame, &is_meant))
}

fn is_shown(frame: &Frame, is_meant: &impl Fn(Span) -> bool) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => is_shown(&group.frame, is_meant),
        FrameItem::Text(text) => text.glyphs.iter().any(|glyph| is_meant(glyph.span.0)),
        FrameItem::Image(_, _, span) => is_meant(*span),
        _ => false,
    })
}
