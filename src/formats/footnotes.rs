//! Footnotes and the references to them, which belong together.

use std::collections::BTreeSet;

use super::blocks::walk::{self, PartMut};
use super::blocks::{Block, Inline, Kind, words};

/// Drops references to footnotes that there are not, and makes comments of footnotes that nothing
/// refers to: readers of the document do not see them either.
pub fn pair(blocks: &mut [Block]) {
    let mut referred = BTreeSet::new();
    walk::each_inline(blocks, &mut |inline| {
        if let Inline::Note(label) = inline {
            referred.insert(label.clone());
        }
    });
    let mut defined = BTreeSet::new();
    for block in blocks.iter_mut() {
        let Kind::Note { label, blocks } = &block.kind else { continue };
        if referred.contains(label) {
            defined.insert(label.clone());
        } else {
            block.kind = Kind::Paragraph(vec![Inline::Comment(words(blocks))]);
        }
    }
    if referred.iter().any(|label| !defined.contains(label)) {
        drop_others(blocks, &defined);
    }
}

fn drop_others(blocks: &mut [Block], defined: &BTreeSet<String>) {
    for block in blocks {
        walk::parts_mut(block, |part| match part {
            PartMut::Line(_, content) => drop_in(content, defined),
            PartMut::Blocks(blocks) => drop_others(blocks, defined),
        });
    }
}

fn drop_in(content: &mut Vec<Inline>, defined: &BTreeSet<String>) {
    content.retain(|part| !matches!(part, Inline::Note(label) if !defined.contains(label)));
    for inner in content.iter_mut().filter_map(Inline::inner_mut) {
        drop_in(inner, defined);
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::text_inlines;
    use super::super::markdown;
    use super::*;

    #[test]
    fn footnotes_and_references_that_miss_each_other_are_not_shown() {
        let block = |kind| Block { kind, line: 1 };
        let note = |label: &str| {
            let blocks = vec![block(Kind::Paragraph(text_inlines("Noot -- hier.")))];
            block(Kind::Note { label: label.into(), blocks })
        };
        let reference = |label: &str| Inline::Note(label.into());
        let strong = Inline::Strong(vec![Inline::Text("b".into()), reference("9")]);
        let line = vec![Inline::Text("a".into()), reference("1"), reference("8"), strong];
        let mut blocks = [block(Kind::Paragraph(line)), note("1"), note("2")];
        pair(&mut blocks);
        assert_eq!(
            markdown::write(&blocks),
            "a[^1]**b**\n\n[^1]: Noot -- hier.\n\n<!-- Noot - - hier. -->\n"
        );
    }
}
