//! What is kept on one page, as far as pages have room for it.

use std::collections::BTreeMap;

use super::lengths::{LINE, html_of, length};
use crate::document::{Block, BlockKind, Inline, text, walk};

/// A single item with less lines than this is not parted from the others.
pub(super) const FEWEST: usize = 4;

/// A page has room for this many lines, whatever its size.
pub(super) const MOST: usize = 12;

/// Roughly how many lines something takes, by its length in characters of running text.
pub(super) fn lines_of(length: usize) -> usize {
    // Each of its blocks counts for a line more.
    length.saturating_sub(LINE).div_ceil(LINE - 5).max(1)
}

/// The items of a list that stay together with some of those after them, and how many lines they
/// all take: where its first or its last page would have a single short item.
pub(super) fn kept(lines: &[usize]) -> BTreeMap<usize, usize> {
    let is_enough = |items: &[usize]| items.len() > 1 || items.iter().any(|own| *own >= FEWEST);
    let mut kept = BTreeMap::new();
    let mut start = 0;
    for (at, own) in lines.iter().enumerate() {
        let (before, after) = lines.split_at(at + 1);
        let may_break = after.is_empty() || (is_enough(before) && is_enough(after));
        if !may_break {
            continue;
        }
        if at > start {
            let whole: usize = lines[start..at].iter().sum();
            // The last of them may break itself.
            let own = if *own < FEWEST { *own } else { 2 };
            kept.insert(start, (whole + own).min(MOST));
        }
        start = at + 1;
    }
    kept
}

/// Whether a text has marks of footnotes. Where it is moved to another page as a whole, Typst may leave
/// its notes behind.
pub(super) fn has_notes(content: &[Inline]) -> bool {
    walk::any_inline(content, |inline| matches!(inline, Inline::FootnoteReference { .. }))
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

/// Whether a short paragraph says what comes next, from which it is not parted: it ends in a colon, or
/// is a line without a full stop, such as the name of a file or, in an item of a list, of an option.
pub(super) fn leads_in(content: &[Inline], next: Option<&Block>, in_item: bool) -> bool {
    let is_said = next.is_some_and(|next| match next.kind {
        BlockKind::List { .. } | BlockKind::Code(_) | BlockKind::Quote { .. } => true,
        BlockKind::Paragraph(_) => in_item,
        _ => false,
    });
    if !is_said || is_title(content) {
        return false;
    }
    let text = text::of_inlines(content);
    let text = text.trim_end();
    let is_sentence = text.ends_with(['.', '!', '?', '…', ',', ';']);
    let is_line = text.len() < LINE && !text.is_empty() && !is_sentence;
    is_line || (text.len() < 4 * LINE && text.ends_with(':'))
}

/// The paragraph before the last lines of a text, if these are so few that they look lost on a page of
/// their own: it goes along with them.
pub(super) fn before_last(blocks: &[Block]) -> Option<&Block> {
    let (last, before) = blocks.split_last()?;
    if let BlockKind::Lesson { blocks, .. } = &last.kind {
        return before_last(blocks);
    }
    let is_short = |block: &Block, most| lines_of(length(std::slice::from_ref(block))) <= most;
    let is_lost = matches!(last.kind, BlockKind::Paragraph(_) | BlockKind::List { .. });
    let before = before.last().filter(|_| is_lost && is_short(last, 4))?;
    (matches!(before.kind, BlockKind::Paragraph(_)) && is_short(before, 10)).then_some(before)
}

/// The last paragraph of a text, if it is short enough to go along with the addresses below it, which look
/// lost on a page of their own.
pub(super) fn last_paragraph(blocks: &[Block]) -> Option<&Block> {
    let last = blocks.last()?;
    match &last.kind {
        BlockKind::Lesson { blocks, .. } => last_paragraph(blocks),
        BlockKind::Paragraph(_) => {
            Some(last).filter(|_| lines_of(length(std::slice::from_ref(last))) <= 10)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::body;
    use super::*;

    #[test]
    fn no_short_item_of_a_list_stands_alone() {
        let kept = |lines: &[usize]| kept(lines).into_iter().collect::<Vec<_>>();
        assert_eq!(kept(&[1]), []);
        assert_eq!(kept(&[1, 1]), [(0, 2)]);
        assert_eq!(kept(&[1, 1, 1]), [(0, 3)]);
        assert_eq!(kept(&[1, 1, 1, 1]), [(0, 2), (2, 2)]);
        assert_eq!(kept(&[1, 1, 1, 1, 1]), [(0, 2), (3, 2)]);
        assert_eq!(kept(&[4, 1, 4]), []);
        assert_eq!(kept(&[1, 9, 9, 3]), [(0, 3), (2, 12)]);
        assert_eq!(kept(&[9, 99, 1]), [(1, 12)]);
    }

    #[test]
    fn an_item_of_html_is_as_long_as_the_markdown_in_it() {
        let long = "woord ".repeat(70);
        let list = body(&format!("<ul><li>\n\n{long}\n\n</li><li>b</li><li>c</li></ul>\n"));
        assert_eq!(list.matches("#keep(").count(), 1, "the first may stand alone: {list}");
        let bold = "<b>a</b> ".repeat(6);
        let list = body(&format!("<ul><li>{bold}</li><li>b</li><li>c</li></ul>\n"));
        assert!(list.contains("#keep(3)"), "an element within a line takes none: {list}");
    }

    #[test]
    fn pictures_and_typed_lines_count_for_the_length_of_a_table() {
        let of = |text: &str| -> usize {
            let code = body(text);
            let (_, rest) = code.split_once("length: ").unwrap();
            rest.split_once(',').unwrap().0.parse().unwrap()
        };
        let rows = |cell: &str| format!("| a |\n|---|\n{}", format!("| {cell} |\n").repeat(4));
        assert!(of(&rows("![x](plein.svg)")) > of(&rows("x")) + 4000);
        let lines = "a\n".repeat(60);
        let table = |tag: &str| format!("<table><tr><td><{tag}>\n{lines}</{tag}></table>\n");
        assert!(of(&table("pre")) > of(&table("p")) + 4000);
    }

    #[test]
    fn a_head_that_leads_elsewhere_is_not_repeated() {
        let once = "table.header(repeat: false, ";
        for head in ["[a](https://a.nl)", "a[^1]", "*<a href=\"https://a.nl\">a</a>*"] {
            let table = body(&format!("| {head} |\n|---|\n| x |\n\n[^1]: N.\n"));
            assert!(table.contains(once), "{table}");
            let html = format!("<table><tr><th>\n\n{head}\n\n<tr><td>x</table>\n\n[^1]: N.\n");
            assert!(body(&html).contains(once), "{}", body(&html));
        }
        assert!(!body("| a |\n|---|\n| [x](https://a.nl) |\n").contains(once));
        let abbreviation = "<abbr title=\"x\">a</abbr>";
        assert!(!body(&format!("| {abbreviation} |\n|---|\n| x |\n")).contains(once));
        let html = format!("<table><tr><th>{abbreviation}<a id=b></a><tr><td>x</table>\n");
        assert!(!body(&html).contains(once));
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
        assert!(body("Bestand: main.rs\n\n    code\n").contains("#lead-in["));
        assert!(!body("Dit zijn ze:\n\nTekst.\n\n## Kop\n").contains("#lead-in["));
        assert!(!body("Tekst.\n\n- een\n\n## Kop\n").contains("#lead-in["));
    }

    #[test]
    fn a_paragraph_has_room_for_its_notes() {
        let note = "\n\n[^n]: De noot.\n";
        let short = body(&format!("Tekst[^n] en meer.{note}"));
        assert!(short.contains("#noted[") && short.contains(", room: 1)["), "{short}");
        let far = "woord ".repeat(200);
        let long = body(&format!("{far}[^n]{note}"));
        assert!(!long.contains("#noted[") && long.contains(", room: 3)["), "{long}");
        let list = body(&format!("- a[^n]\n- b\n{note}"));
        assert!(list.contains("#together[\n#list(") && !list.contains("#keep("), "{list}");
        let announced = body(&format!("Dit zijn ze[^n]:\n\n- een\n{note}"));
        assert!(announced.contains("#noted[") && !announced.contains("#lead-in["));
    }

    #[test]
    fn a_term_in_an_item_stays_with_what_it_means() {
        let item = |first: &str| body(&format!("- {first}\n\n  Wat dat doet.\n\n- b\n"));
        assert!(
            item("`--stil`").contains("#lead-in[") && item("Naam (kort)").contains("#lead-in[")
        );
        assert!(!item("Een zin.").contains("#lead-in["));
        assert!(!body("Naam\n\nWat dat is.\n\nMeer.\n\n## Kop\n").contains("#lead-in["));
    }

    #[test]
    fn the_last_lines_of_a_chapter_do_not_stand_alone() {
        let long = "woord ".repeat(200);
        for (text, goes_along) in [
            (format!("{long}\n\nEen.\n\nTwee.\n"), true),
            ("## Les {.les}\n\nEen.\n\nTwee.\n".to_owned(), true),
            (format!("{long}\n\nTwee.\n"), false),
            (format!("Een.\n\n{long}\n"), false),
            (format!("{long}\n\nZie [hier](https://example.org).\n"), true),
            (format!("[Hier](https://example.org).\n\n{long}\n"), false),
            ("Een.\n\n## Kop\n\nTwee.\n".to_owned(), false),
        ] {
            assert_eq!(body(&text).contains("#lead-in["), goes_along, "{text}");
        }
    }
}
