//! Documents that are put into another one, each in its own format.

use roxmltree::Node;

use super::super::blocks::walk::{self, PartMut};
use super::super::blocks::{Block, Inline, Kind, words};
use super::super::note::{Note, note};
use super::reader::WordReader;
use super::xml::attribute;

/// A document that is put into another one.
#[derive(Debug, Default)]
pub struct Chunk {
    pub blocks: Vec<Block>,
    pub notes: Vec<Note>,
    pub losses: Vec<Note>,
}

impl Chunk {
    /// Puts a prefix before the names of its pictures and footnotes, which are those of the other
    /// document too.
    pub fn prefix(&mut self, prefix: &str) {
        prefix_names(&mut self.blocks, prefix);
    }
}

fn prefix_names(blocks: &mut [Block], prefix: &str) {
    for block in blocks {
        match &mut block.kind {
            Kind::Figure { address, .. } if is_inside(address) => address.insert_str(0, prefix),
            Kind::Note { label, .. } => *label = note_label(prefix, label),
            _ => {}
        }
        walk::parts_mut(block, |part| match part {
            PartMut::Line(_, content) => {
                walk::each_within_mut(content, &mut |inline| match inline {
                    Inline::Image { address, .. } if is_inside(address) => {
                        address.insert_str(0, prefix);
                    }
                    Inline::Note(label) => *label = note_label(prefix, label),
                    _ => {}
                })
            }
            PartMut::Blocks(blocks) => prefix_names(blocks, prefix),
        });
    }
}

/// Whether a picture is in the document.
fn is_inside(address: &str) -> bool {
    address.starts_with("media/")
}

fn note_label(prefix: &str, label: &str) -> String {
    format!("{}{label}", prefix.replace('/', "-"))
}

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

fn set_line(block: &mut Block, line: usize) {
    block.line = line;
    walk::parts_mut(block, |part| {
        if let PartMut::Blocks(blocks) = part {
            blocks.iter_mut().for_each(|block| set_line(block, line));
        }
    });
}
