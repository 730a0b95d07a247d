//! What is kept on one page, as far as pages have room for it.

use std::collections::BTreeMap;

use super::lengths::{LINE, html_of};
use crate::document::{Block, BlockKind, Inline, text};

/// No break leaves less than this many lines on either side.
const FEWEST: usize = 2;

/// A page has room for this many lines, whatever its size.
const MOST: usize = 12;

/// Roughly how many lines something takes, by its length in characters of running text.
pub(super) fn lines_of(length: usize) -> usize {
    // Each of its blocks counts for a line more.
    length.saturating_sub(LINE).div_ceil(LINE - 5).max(1)
}

/// The items of a list that stay together with some of those after them, and how many lines they
/// all take: where its first or its last page would have a single line.
pub(super) fn kept(lines: &[usize]) -> BTreeMap<usize, usize> {
    let all: usize = lines.iter().sum();
    let mut kept = BTreeMap::new();
    let (mut start, mut before) = (0, 0);
    for (at, own) in lines.iter().enumerate() {
        before += own;
        let is_last = at + 1 == lines.len();
        if !is_last && (before < FEWEST || all - before < FEWEST) {
            continue;
        }
        if at > start {
            let whole: usize = lines[start..at].iter().sum();
            // The last of them may break itself.
            let own = if *own > 2 * FEWEST - 1 { FEWEST } else { *own };
            kept.insert(start, (whole + own).min(MOST));
        }
        start = at + 1;
    }
    kept
}

/// Whether a paragraph is bold as a whole, as a title is.
pub(super) fn is_title(content: &[Inline]) -> bool {
    let (mut is_bold, mut has_text) = (false, false);
    for inline in content {
        match inline {
            Inline::Strong(_) => has_text = true,
            Inline::Html(pieces) => match bold_tag(&html_of(pieces, "")) {
                Some(opens) => is_bold = opens,
                None if is_bold => {}
                None => return false,
            },
            Inline::SoftBreak | Inline::FootnoteReference { .. } => {}
            Inline::Text(text) if !text.contains(char::is_alphanumeric) => {}
            _ if is_bold => has_text = true,
            _ => return false,
        }
    }
    has_text
}

/// Whether a tag opens or closes what is bold.
fn bold_tag(html: &str) -> Option<bool> {
    let tag = html.trim().strip_prefix('<')?.trim_end_matches('>');
    let name = tag.split_ascii_whitespace().next()?;
    match name.strip_prefix('/') {
        Some("b" | "strong") => Some(false),
        None if matches!(name, "b" | "strong") => Some(true),
        _ => None,
    }
}

/// Whether a paragraph says what comes next, from which it is not parted.
pub(super) fn leads_in(content: &[Inline], next: Option<&Block>) -> bool {
    let is_list = next.is_some_and(|next| {
        matches!(next.kind, BlockKind::List { .. } | BlockKind::Code(_) | BlockKind::Quote { .. })
    });
    is_list && !is_title(content) && text::of_inlines(content).trim_end().ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::super::tests::body;
    use super::*;

    #[test]
    fn no_single_line_of_a_list_stands_alone() {
        let kept = |lines: &[usize]| kept(lines).into_iter().collect::<Vec<_>>();
        assert_eq!(kept(&[1]), []);
        assert_eq!(kept(&[1, 1]), [(0, 2)]);
        assert_eq!(kept(&[1, 1, 1]), [(0, 3)]);
        assert_eq!(kept(&[1, 1, 1, 1]), [(0, 2), (2, 2)]);
        assert_eq!(kept(&[1, 1, 1, 1, 1]), [(0, 2), (3, 2)]);
        assert_eq!(kept(&[2, 1, 2]), []);
        assert_eq!(kept(&[1, 9, 9, 1]), [(0, 3), (2, 10)]);
        assert_eq!(kept(&[9, 99, 1]), [(1, 12)]);
    }

    #[test]
    fn a_bold_paragraph_is_a_title() {
        for (text, is_one) in [
            ("**Titel**", true),
            ("**Titel**:", true),
            ("<b>Titel</b>", true),
            ("<strong class=x>De *titel*</strong>", true),
            ("**Titel** en tekst", false),
            ("<b>Titel</b> en tekst", false),
            ("Tekst", false),
            ("<i>Titel</i>", false),
        ] {
            assert_eq!(body(text).contains("#lead-in["), is_one, "{text}");
        }
    }

    #[test]
    fn a_paragraph_stays_with_the_list_that_it_announces() {
        assert!(body("Dit zijn ze:\n\n- een\n").contains("#lead-in[#\"Dit zijn ze:\"]\n#list("));
        assert!(!body("Dit zijn ze:\n\nTekst.\n").contains("#lead-in["));
        assert!(!body("Tekst.\n\n- een\n").contains("#lead-in["));
    }
}
