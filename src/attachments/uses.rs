//! How much a drawing draws. An element that is used ten times, in one that is used ten times, is
//! drawn a hundred times, so that a small file may keep a browser busy without end.

use std::collections::HashMap;

use roxmltree::{Document, Node};

/// How deep what is used may use others. Each level is one pass over the drawing.
const MAX_LEVELS: usize = 20;

/// How many elements are drawn, those that are used again counted again; more than any number where
/// they use each other without end.
pub fn drawn(document: &Document<'_>) -> u64 {
    let nodes: Vec<Node<'_, '_>> = document.descendants().collect();
    let mut named = HashMap::new();
    for node in &nodes {
        if let Some(id) = node.attribute("id") {
            named.entry(id).or_insert_with(|| at(*node));
        }
    }
    let used = |node: Node<'_, '_>| {
        let mut attributes = node.attributes().filter(|_| node.tag_name().name() == "use");
        let address = attributes.find(|attribute| attribute.name() == "href")?.value();
        named.get(address.strip_prefix('#')?).copied()
    };
    let used: Vec<Option<usize>> = nodes.iter().map(|&node| used(node)).collect();
    if used.iter().all(Option::is_none) {
        return nodes.len() as u64;
    }
    let mut drawn = vec![0; nodes.len()];
    for _ in 0..MAX_LEVELS {
        let before = std::mem::replace(&mut drawn, vec![1_u64; nodes.len()]);
        // What is in an element comes after it.
        for (node, used) in nodes.iter().zip(&used).rev() {
            let own = drawn[at(*node)].saturating_add(used.map_or(0, |used| before[used]));
            drawn[at(*node)] = own;
            if let Some(above) = node.parent() {
                drawn[at(above)] = drawn[at(above)].saturating_add(own);
            }
        }
        if drawn == before {
            return drawn[0];
        }
    }
    u64::MAX
}

/// The place of a node among all, in the order of the text.
fn at(node: Node<'_, '_>) -> usize {
    node.id().get_usize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(inner: &str) -> u64 {
        let svg = format!("<svg xmlns:x='http://www.w3.org/1999/xlink'>{inner}</svg>");
        drawn(&Document::parse(&svg).unwrap())
    }

    #[test]
    fn what_is_used_again_counts_again() {
        assert_eq!(of("<g/>"), 3, "with the document itself");
        assert_eq!(of("<g id='a'><p/></g><use href='#a'/><use x:href='#a'/>"), 10);
        assert_eq!(of("<use href='#b'/><g id='b'><use href='#a'/></g><g id='a'/>"), 10);
        assert_eq!(of("<use href='#weg'/><use href='x.svg#a'/><use/>"), 5);
        assert_eq!(of("<g id='a'><use href='#a'/></g>"), u64::MAX, "without end");
    }

    #[test]
    fn a_few_lines_do_not_draw_without_end() {
        let level = |n: usize| {
            format!("<g id='a{n}'>{}</g>", format!("<use href='#a{}'/>", n - 1).repeat(10))
        };
        let levels = |count: usize| -> String {
            std::iter::once("<g id='a0'/>".to_owned()).chain((1..count).map(level)).collect()
        };
        assert!(of(&levels(4)) < 10_000);
        assert!(of(&levels(12)) > 10_000_000_000);
        assert_eq!(of(&levels(100)), u64::MAX);
    }
}
