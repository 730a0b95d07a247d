//! `SUMMARY.md`, the table of contents of an mdBook.

use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::draft::Draft;
use super::pages::{MAX_LEVELS, PageRole};
use crate::diagnostic::Text;
use crate::formats::note;
use crate::number::Number;

/// A line of the table of contents.
pub struct SummaryItem {
    pub title: String,
    /// The address of the chapter; empty for one that is not written yet.
    pub address: String,
    pub role: PageRole,
    pub is_parent: bool,
    /// The title of the part that starts with it.
    pub part: Option<String>,
    pub line: usize,
}

/// Reads the table of contents. Links before the lists are front matter, those after them back
/// matter.
pub fn read(summary: &Arc<Text>, draft: &mut Draft) -> Vec<SummaryItem> {
    let mut entries: Vec<SummaryItem> = Vec::new();
    // The number of chapters so far at each open level.
    let mut counts: Vec<usize> = vec![0];
    let mut is_too_deep = false;
    let mut depth: usize = 0;
    let mut part: Option<String> = None;
    let mut heading: Option<String> = None;
    // The text of an open link, and its address.
    let mut title: Option<String> = None;
    let mut address = String::new();
    let mut seen_heading = false;
    for (event, range) in Parser::new(&summary.content).into_offset_iter() {
        match event {
            Event::Start(Tag::List(_)) => {
                depth += 1;
                if depth > MAX_LEVELS && !std::mem::replace(&mut is_too_deep, true) {
                    let line = summary.position(range.start).0;
                    draft.note(summary, line, note!("import-levels", most = MAX_LEVELS));
                }
                if counts.len() < depth.min(MAX_LEVELS) {
                    counts.push(0);
                }
                if (2..=MAX_LEVELS).contains(&depth)
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
                    draft.note(summary, line, note!("import-no-chapter", text = text.as_ref()));
                }
            }
            Event::SoftBreak => {
                for open in [&mut heading, &mut title].into_iter().flatten() {
                    open.push(' ');
                }
            }
            Event::End(TagEnd::Link) => {
                let role = match depth.min(MAX_LEVELS) {
                    0 if counts[0] == 0 => PageRole::Front,
                    0 => PageRole::Back,
                    level => {
                        counts[level - 1] += 1;
                        let number: Vec<String> =
                            counts[..level].iter().map(usize::to_string).collect();
                        match number.join(".").parse::<Number>() {
                            Ok(number) => PageRole::Numbered(number),
                            Err(_) => PageRole::Back,
                        }
                    }
                };
                entries.push(SummaryItem {
                    title: title.take().unwrap_or_default().trim().to_owned(),
                    address: percent_encoding::percent_decode_str(&address)
                        .decode_utf8_lossy()
                        .trim_start_matches("./")
                        .to_owned(),
                    role,
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
