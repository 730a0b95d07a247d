//! `:::` containers: their fences open and close a list of blocks.

use super::fences::{self, Fence};
use super::parser::{MAX_DEPTH, OpenContainer, Parser};
use super::typography::plain_line;
use super::{Block, BlockKind, Container};
use crate::span::Span;

impl Parser<'_> {
    /// A thematic break, unless it is the mask of a container's fence.
    pub(super) fn rule_or_fence(
        &mut self,
        span: Span,
        blocks: &mut Vec<Block>,
        open: &mut Vec<OpenContainer>,
    ) {
        let span = self.text.trim(span);
        let fence = self.written(span);
        match fences::read(fence) {
            None => blocks.push(Block { kind: BlockKind::Rule, span }),
            Some(Fence::Nameless) => {
                self.error(span, "this container has no name").help =
                    Some("name it, as in `::: kader` or `::: tip`".into());
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
            Some(Fence::Open { .. }) if self.boxes >= MAX_DEPTH => self.report_depth(span),
            Some(Fence::Open { name, title, classes, id }) => {
                if let Some((title, at)) = title {
                    self.note_prose(self.text.part(span, at..at + title.len()));
                }
                let title = title.map(|(title, _)| plain_line(title, &self.options.language));
                if let Some(id) = id {
                    self.take_anchor(id, span);
                    let title = title.clone().into_iter();
                    self.document.boxes.extend(title.map(|title| (id.to_owned(), title)));
                }
                self.boxes += 1;
                open.push(OpenContainer {
                    container: Container {
                        name: name.to_owned(),
                        title,
                        classes: classes.into_iter().map(str::to_owned).collect(),
                        id: id.map(str::to_owned),
                        blocks: Vec::new(),
                    },
                    span,
                    before: std::mem::take(blocks),
                });
            }
        }
    }

    /// Puts a container with its blocks behind the blocks before it.
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
