//! `SUMMARY.md`, the table of contents of an mdBook.

use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use serde_yaml::Mapping;

use super::Draft;
use super::site::{Page, Place};
use crate::diagnostic::Text;
use crate::number::Number;

/// A line of the table of contents.
pub struct Entry {
    pub title: String,
    /// The address of the chapter; empty for one that is not written yet.
    pub address: String,
    pub place: Place,
    pub is_parent: bool,
    /// The title of the part it opens.
    pub part: Option<String>,
    pub line: usize,
}

/// Reads the table of contents: links before the lists come first, those after them last.
pub fn read(summary: &Arc<Text>, draft: &mut Draft) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    // How many chapters there are so far at each level that is open.
    let mut counts: Vec<usize> = vec![0];
    let mut depth: usize = 0;
    let mut part: Option<String> = None;
    let mut heading: Option<String> = None;
    // The text of a link that is open, and its address.
    let mut title: Option<String> = None;
    let mut address = String::new();
    let mut seen_heading = false;
    for (event, range) in Parser::new(&summary.content).into_offset_iter() {
        match event {
            Event::Start(Tag::List(_)) => {
                depth += 1;
                if counts.len() < depth {
                    counts.push(0);
                }
                if depth > 1
                    && let Some(last) = entries.last_mut()
                {
                    last.is_parent = true;
                }
            }
            Event::End(TagEnd::List(_)) => {
                depth -= 1;
                if depth > 0 {
                    counts.truncate(depth);
                }
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(level)) => {
                let text = heading.take().unwrap_or_default();
                // The first heading is that of the table itself.
                let is_title = !seen_heading && entries.is_empty() && level == HeadingLevel::H1;
                seen_heading = true;
                if !is_title {
                    part = Some(text);
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                title = Some(String::new());
                address = dest_url.into_string();
            }
            Event::Text(text) | Event::Code(text) => {
                for open in [&mut heading, &mut title].into_iter().flatten() {
                    open.push_str(&text);
                }
                let stray = heading.is_none() && title.is_none() && !text.trim().is_empty();
                if stray {
                    let line = summary.position(range.start).0;
                    draft.note(summary, line, format!("“{text}” is no chapter and is left out"));
                }
            }
            Event::SoftBreak => {
                for open in [&mut heading, &mut title].into_iter().flatten() {
                    open.push(' ');
                }
            }
            Event::End(TagEnd::Link) => {
                let place = match depth {
                    0 if counts[0] == 0 => Place::Front,
                    0 => Place::Back,
                    _ => {
                        counts[depth - 1] += 1;
                        let number: Vec<String> =
                            counts[..depth].iter().map(usize::to_string).collect();
                        match number.join(".").parse::<Number>() {
                            Ok(number) => Place::Numbered(number),
                            Err(_) => Place::Back,
                        }
                    }
                };
                entries.push(Entry {
                    title: title.take().unwrap_or_default().trim().to_owned(),
                    address: percent_encoding::percent_decode_str(&address)
                        .decode_utf8_lossy()
                        .trim_start_matches("./")
                        .to_owned(),
                    place,
                    is_parent: false,
                    part: part.take(),
                    line: summary.position(range.start).0,
                });
            }
            _ => {}
        }
    }
    entries
}

impl Entry {
    pub fn page(
        self,
        key: Option<String>,
        text: Arc<Text>,
        body: String,
        front_matter: Mapping,
    ) -> Page {
        Page {
            // A draft with chapters below it stays, as the folder they are in.
            draft: key.is_none() && !self.is_parent,
            key,
            title: self.title,
            place: self.place,
            is_parent: self.is_parent,
            text,
            body,
            front_matter,
            aliases: Vec::new(),
        }
    }
}
