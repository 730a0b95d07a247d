//! `:::` containers: their fences open and close a list of blocks.

use pulldown_cmark::{HeadingLevel, TagEnd};

use super::fences::{self, Fence};
use super::parser::{MAX_DEPTH, OpenContainer, Parser};
use super::{Block, BlockKind, Container, text};
use crate::rule::Rule;
use crate::span::Span;
use crate::suggestion::did_you_mean;

/// The names that the program knows; others are classes for a theme.
pub(super) const NAMES: [&str; 11] = [
    "kader",
    "tip",
    "voorbeeld",
    "citaat",
    "box",
    "example",
    "quote",
    "note",
    "important",
    "warning",
    "caution",
];

impl Parser<'_> {
    /// Whether a heading is the mask of a container's fence.
    pub(super) fn is_fence(&self, heading: Span) -> bool {
        self.written(self.text.trim(heading)).starts_with(":::")
    }

    /// Reads the fence that a heading masks.
    pub(super) fn fence(
        &mut self,
        level: HeadingLevel,
        span: Span,
        blocks: &mut Vec<Block>,
        open: &mut Vec<OpenContainer>,
    ) {
        let span = self.text.trim(span);
        self.typesetter.begin();
        let title = self.inlines(TagEnd::Heading(level));
        match fences::read(self.written(span)) {
            None => {}
            Some(Fence::Open { .. } | Fence::Nameless) if self.boxes >= MAX_DEPTH => {
                self.report_depth(span);
            }
            Some(Fence::Nameless) => {
                self.error(span, "this container has no name").help =
                    Some("name it, as in `::: kader` or `::: tip`".into());
                // Its closing fence is no fault of its own.
                self.open(Container::default(), span, blocks, open);
            }
            Some(Fence::Close) => match open.pop() {
                Some(container) => {
                    let inner = std::mem::take(blocks);
                    *blocks = self.close(container, inner, span);
                }
                None => {
                    self.error(span, "there is no open container to close here").help =
                        Some("remove the line, or open a container with `::: kader`".into());
                }
            },
            Some(Fence::Open { name, attributes, .. }) => {
                let name = self.container_name(name, span);
                self.report_attributes(&attributes, span);
                if let Some(id) = attributes.id {
                    self.explicit_anchor(id, span);
                    if !title.is_empty() {
                        self.document.boxes.insert(id.to_owned(), text::of_inlines(&title));
                    }
                }
                let container = Container {
                    name,
                    title,
                    classes: attributes.classes.iter().map(ToString::to_string).collect(),
                    id: attributes.id.map(str::to_owned),
                    blocks: Vec::new(),
                };
                self.open(container, span, blocks, open);
            }
        }
    }

    fn open(
        &mut self,
        container: Container,
        span: Span,
        blocks: &mut Vec<Block>,
        open: &mut Vec<OpenContainer>,
    ) {
        self.boxes += 1;
        open.push(OpenContainer { container, span, before: std::mem::take(blocks) });
    }

    /// The name of a container: a known name in any case. A name that is almost a known one is
    /// reported.
    fn container_name(&mut self, name: &str, fence: Span) -> String {
        let lower = name.to_lowercase();
        if NAMES.contains(&lower.as_str()) {
            return lower;
        }
        if let Some(near) = did_you_mean(&lower, NAMES).filter(|_| lower.len() > 3) {
            let span = self.text.find_in(fence, name).unwrap_or(fence);
            let message = format!("there is no box of the kind `{name}`");
            self.breach(Rule::NearMissBox, span, message).help =
                Some(format!("did you mean `::: {near}`?"));
        }
        name.to_owned()
    }

    /// Appends a container with its blocks to the blocks before it.
    pub(super) fn close(
        &mut self,
        open: OpenContainer,
        inner: Vec<Block>,
        end: Span,
    ) -> Vec<Block> {
        self.boxes -= 1;
        let mut blocks = open.before;
        blocks.push(Block {
            kind: BlockKind::Container(Container { blocks: inner, ..open.container }),
            span: open.span.to(end),
        });
        blocks
    }
}
