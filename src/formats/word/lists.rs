//! Lists: in Word every item is a paragraph of its own.

use super::super::blocks::{Block, Kind};

/// A paragraph of a list, before it is known which items belong together.
pub struct Item {
    pub depth: u32,
    /// The identifier of its list.
    pub list: Option<String>,
    /// Its number, in a numbered list.
    pub number: Option<u64>,
    pub block: Block,
}

impl Item {
    /// Whether it can be in the same list.
    fn follows(&self, first: &Self) -> bool {
        self.number.is_some() == first.number.is_some() && self.list == first.list
    }
}

/// Makes lists of the items that were collected.
pub fn end_list(items: &mut Vec<Item>, blocks: &mut Vec<Block>) {
    let items = std::mem::take(items);
    let mut rest = items.as_slice();
    while let Some(first) = rest.first() {
        let same =
            rest.iter().take_while(|item| item.depth > first.depth || item.follows(first)).count();
        blocks.push(tree(&rest[..same]));
        rest = &rest[same..];
    }
}

fn tree(items: &[Item]) -> Block {
    let (depth, start, line) =
        items.first().map_or((0, None, 1), |item| (item.depth, item.number, item.block.line));
    let mut out = Vec::new();
    let mut rest = items;
    while let Some((first, after)) = rest.split_first() {
        let below = after.iter().take_while(|item| item.depth > depth).count();
        let mut item = vec![first.block.clone()];
        if below > 0 {
            item.push(tree(&after[..below]));
        }
        out.push(item);
        rest = &after[below..];
    }
    Block { kind: Kind::List { start, items: out }, line }
}
