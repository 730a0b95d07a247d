//! Lists: marked up, typed, and of definitions.

use scraper::ElementRef;

use super::super::blocks::{Block, CountStyle, Inline, Kind, plain};
use super::nodes::first_words;
use super::office::{self, WordItem};
use super::reader::HtmlReader;

impl HtmlReader<'_> {
    pub fn list(&mut self, element: ElementRef<'_>, is_ordered: bool) -> Block {
        let line = self.places.look_ahead(&first_words(element));
        // Markdown counts with at most nine digits.
        let start = element.attr("start").and_then(|start| start.parse::<u64>().ok());
        let start = start.filter(|&start| start < 1_000_000_000);
        let style = CountStyle::of_html_type(element.attr("type"));
        let mut items: Vec<Vec<Block>> = Vec::new();
        for child in element.children() {
            let Some(item) = ElementRef::wrap(child) else {
                // Text between the items is an item too, as a browser shows it.
                let mut text = Vec::new();
                self.inline(child, &mut text);
                let mut stray = Vec::new();
                self.end_paragraph(&mut text, &mut stray);
                items.extend((!stray.is_empty()).then_some(stray));
                continue;
            };
            match item.value().name() {
                // Some editors put a nested list beside the item it belongs to.
                name @ ("ul" | "ol") => {
                    let read = |reader: &mut Self| vec![reader.list(item, name == "ol")];
                    let nested = self.deeper(item, read, |reader, mut line| {
                        let mut blocks = Vec::new();
                        reader.end_paragraph(&mut line, &mut blocks);
                        blocks
                    });
                    match items.last_mut() {
                        Some(above) => above.extend(nested),
                        None => items.push(nested),
                    }
                }
                _ => {
                    self.pass(item);
                    let item = self.blocks(item);
                    items.push(item);
                }
            }
        }
        Block {
            kind: Kind::List { start: is_ordered.then(|| start.unwrap_or(1)), style, items },
            line,
        }
    }

    pub fn definitions(&mut self, element: ElementRef<'_>) -> Block {
        let line = self.places.look_ahead(&first_words(element));
        let mut entries: Vec<(Vec<Inline>, Vec<Vec<Block>>)> = Vec::new();
        let is_own = |child: &ElementRef<'_>| {
            if !matches!(child.value().name(), "dt" | "dd") {
                return false;
            }
            let mut above = child.ancestors().filter_map(ElementRef::wrap);
            above.find(|above| above.value().name() == "dl") == Some(element)
        };
        for child in element.descendants().filter_map(ElementRef::wrap).filter(is_own) {
            match (child.value().name(), entries.last_mut()) {
                ("dt", _) => entries.push((self.line_of(child), Vec::new())),
                ("dd", Some((_, meanings))) => {
                    let meaning = self.blocks(child);
                    meanings.push(meaning);
                }
                _ => {}
            }
        }
        Block { kind: Kind::Definitions(entries), line }
    }

    /// An item of a list of Word, without its bullet.
    pub fn word_item(&mut self, element: ElementRef<'_>, level: usize) -> Option<WordItem> {
        let (start, style) = office::counted(element);
        self.in_word_list = true;
        let mut content = self.line_of(element);
        self.in_word_list = false;
        let mut blocks = Vec::new();
        self.end_paragraph(&mut content, &mut blocks);
        let content = blocks.into_iter().next()?;
        Some(WordItem { level, start, style, content })
    }

    /// A list with typed bullets.
    pub fn typed_list(
        &mut self,
        mut above: Vec<Inline>,
        items: Vec<Vec<Inline>>,
        blocks: &mut Vec<Block>,
    ) {
        if !above.is_empty() {
            self.end_paragraph(&mut above, blocks);
        }
        let mut read = Vec::new();
        for content in items {
            let line = self.places.pass(&plain(&content));
            read.push(vec![Block { kind: Kind::Paragraph(content), line }]);
        }
        let line = read.first().map_or(1, |item| item[0].line);
        blocks.push(Block {
            kind: Kind::List { start: None, style: CountStyle::Decimal, items: read },
            line,
        });
    }
}
