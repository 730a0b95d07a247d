//! Spaces in HTML, of which a browser shows one at a time.

use super::super::blocks::{Inline, plain, take_bullet};
use super::super::encoding::is_control;
use super::super::recognise::is_like_a_heading;

/// Words with a space between them.
pub fn squeeze(text: &str) -> String {
    let mut words = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    words.retain(|c| !is_control(c));
    words
}

/// The paragraphs of a line. Older pages part paragraphs with two breaks, and make headings of bold
/// lines.
pub fn paragraphs(line: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut paragraphs: Vec<Vec<Inline>> = vec![Vec::new()];
    let is_empty = |part: &Inline| matches!(part, Inline::Text(text) if text.is_empty());
    let mut parts = line.into_iter().filter(|part| !is_empty(part)).peekable();
    while let Some(part) = parts.next() {
        let last = paragraphs.last_mut().expect("there is one from the start");
        if part != Inline::Break {
            last.push(part);
            continue;
        }
        let mut breaks = 1;
        while parts.next_if_eq(&Inline::Break).is_some() {
            breaks += 1;
        }
        let mut said = last.iter().filter(|part| !matches!(part, Inline::Anchor(_)));
        let is_heading = matches!(
            (said.next(), said.next()),
            (Some(Inline::Strong(inner)), None) if is_like_a_heading(&plain(inner))
        );
        if breaks > 1 || is_heading {
            paragraphs.push(Vec::new());
        } else {
            last.push(Inline::Break);
        }
    }
    paragraphs
}

/// The items of a paragraph whose bullets were typed, after the lines above them.
pub fn typed_list(paragraph: &[Inline]) -> Option<(Vec<Inline>, Vec<Vec<Inline>>)> {
    let mut above: Vec<Inline> = Vec::new();
    let mut items: Vec<Vec<Inline>> = Vec::new();
    for line in paragraph.split(|part| *part == Inline::Break) {
        let mut line = line.to_vec();
        let is_item = take_bullet(&mut line);
        match items.last_mut() {
            _ if is_item => items.push(line),
            Some(item) => {
                item.push(Inline::Break);
                item.extend(line);
            }
            None => {
                above.extend((!above.is_empty()).then_some(Inline::Break));
                above.extend(line);
            }
        }
    }
    (!items.is_empty()).then_some((above, items))
}
