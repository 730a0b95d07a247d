//! Documents that are put into another one, each in its own format.

use super::super::blocks::walk::{self, PartMut};
use super::super::blocks::{Block, Inline, Kind};
use super::super::note::Note;

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
                });
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

/// Sets the line of a block and of all in it.
pub fn set_line(block: &mut Block, line: usize) {
    block.line = line;
    walk::parts_mut(block, |part| {
        if let PartMut::Blocks(blocks) = part {
            blocks.iter_mut().for_each(|block| set_line(block, line));
        }
    });
}
