//! Lists: in Word every item is a paragraph of its own.

use super::super::blocks::{Block, CountStyle, Kind};
use super::numbering::{Counted, NumberFormat};
use super::styles::Meaning;

/// A paragraph of a list, with those that belong to it, before it is known which items belong
/// together.
pub struct Item {
    pub depth: usize,
    /// The identifier of its list.
    pub list: Option<String>,
    /// Its count, in a numbered list.
    count: Option<(CountStyle, u64)>,
    pub blocks: Vec<Block>,
}

impl Item {
    /// The item that a counted paragraph is; nothing if a list cannot show its number.
    pub fn of(counted: &Counted, list: &str, meaning: Option<Meaning>) -> Option<Self> {
        let depth = match meaning {
            Some(Meaning::Item { depth, .. }) => depth.max(counted.level),
            _ => counted.level,
        };
        let style = match counted.format {
            NumberFormat::Count(style) => Some(style),
            NumberFormat::Bullet => None,
            NumberFormat::Hidden => return None,
        };
        let shown = counted.text.trim_matches(|c: char| !c.is_alphanumeric());
        let count = style.map(|style| (style, u64::from(counted.count)));
        if count.is_some_and(|(style, count)| shown != style.write(count)) {
            return None;
        }
        Some(Self { depth, list: Some(list.to_owned()), count, blocks: Vec::new() })
    }

    /// An item of which nothing but its style is known.
    pub fn by_style(counts: bool, depth: usize) -> Self {
        let count = counts.then_some((CountStyle::Decimal, 1));
        Self { depth, list: None, count, blocks: Vec::new() }
    }

    /// Whether it is in the same list as the item before it on its level.
    fn follows(&self, before: &Self) -> bool {
        let counts_on = match (self.count, before.count) {
            (None, None) => true,
            // What is numbered by its style alone counts as it comes.
            (Some(own), Some(last)) => {
                self.list.is_none() || (own.0 == last.0 && own.1 == last.1.saturating_add(1))
            }
            _ => false,
        };
        self.list == before.list && counts_on
    }
}

/// Makes lists of the items that were collected.
pub fn end_list(items: &mut Vec<Item>, blocks: &mut Vec<Block>) {
    blocks.extend(lists(std::mem::take(items)));
}

/// The lists that items make: those that are deeper are nested in the item above them.
fn lists(items: Vec<Item>) -> Vec<Block> {
    let Some(depth) = items.first().map(|item| item.depth) else { return Vec::new() };
    let mut made: Vec<(Item, Vec<Vec<Block>>)> = Vec::new();
    let mut below: Vec<Item> = Vec::new();
    for mut item in items {
        if item.depth > depth {
            below.push(item);
            continue;
        }
        nest(&mut below, &mut made);
        let blocks = std::mem::take(&mut item.blocks);
        match made.last_mut().filter(|(last, _)| item.follows(last)) {
            Some((last, list)) => {
                list.push(blocks);
                last.count = item.count;
            }
            None => made.push((item, vec![blocks])),
        }
    }
    nest(&mut below, &mut made);
    made.into_iter()
        .map(|(last, items)| {
            let line = items.iter().flatten().next().map_or(1, |block| block.line);
            let (style, count) = last.count.unwrap_or_default();
            let before = u64::try_from(items.len()).unwrap_or(1).saturating_sub(1);
            let first = if last.list.is_none() { count } else { count.saturating_sub(before) };
            let start = last.count.map(|_| first);
            Block { kind: Kind::List { start, style, items }, line }
        })
        .collect()
}

/// Puts the lists that deeper items make into the item above them.
fn nest(below: &mut Vec<Item>, made: &mut [(Item, Vec<Vec<Block>>)]) {
    let nested = lists(std::mem::take(below));
    if let Some(item) = made.last_mut().and_then(|(_, items)| items.last_mut()) {
        item.extend(nested);
    }
}
