//! The text of documents that are put into another one, among its own.

use roxmltree::Node;

use super::super::blocks::{Block, words};
use super::super::note::note;
use super::chunks::set_line;
use super::reader::WordReader;
use super::xml::attribute;

impl WordReader {
    /// The text of a document that is put into this one here.
    pub fn chunk(&mut self, node: Node<'_, '_>) -> Vec<Block> {
        let target = attribute(node, "id").and_then(|id| self.relations.get(id));
        let target = target.map(|relation| relation.target.clone());
        let Some(chunk) = target.and_then(|target| self.chunks.remove(&target)) else {
            self.report_loss(note!("read-part-elsewhere"));
            return Vec::new();
        };
        let first = self.paragraph + 1;
        self.notes.extend(chunk.notes.into_iter().map(|note| (first, note)));
        self.losses.extend(chunk.losses.into_iter().map(|note| (first, note)));
        let mut blocks = chunk.blocks;
        for block in &mut blocks {
            self.paragraph += 1;
            self.paragraphs.resize(self.paragraph, String::new());
            if let Some(text) = self.paragraphs.last_mut() {
                *text = words(std::slice::from_ref(block));
            }
            set_line(block, self.paragraph);
        }
        blocks
    }
}
