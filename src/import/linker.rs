//! Where the links and images of a single text lead in the guide.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use url::Url;

use super::{Draft, Options};
use crate::diagnostic::Text;
use crate::formats::recognise;
use crate::formats::tree::{Block, Inline, Kind, each_inline};
use crate::new::layout::{Layout, join, split};
use crate::number::Number;
use crate::source::CONTENT;

/// The anchors that the text keeps.
pub fn ids(blocks: &[Block]) -> Vec<String> {
    let of_heading = |block: &Block| match &block.kind {
        Kind::Heading { id, .. } => id.clone(),
        _ => None,
    };
    let mut ids: Vec<_> = blocks.iter().filter_map(of_heading).collect();
    each_inline(blocks, &mut |inline| {
        if let Inline::Anchor(id) = inline {
            ids.push(id.clone());
        }
    });
    ids
}

/// Finds where the links and images of a chapter lead in the guide.
pub struct Linker<'a> {
    pub source: &'a Path,
    pub target: &'a str,
    pub text: &'a Arc<Text>,
    pub images: &'a HashMap<String, Vec<u8>>,
    /// The numbers of the files that are imported together.
    pub numbers: &'a HashMap<String, Number>,
    pub layout: &'a Layout,
    pub options: &'a Options,
    pub ids: Vec<String>,
    pub draft: &'a mut Draft,
}

impl Linker<'_> {
    pub fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            let line = block.line;
            match &mut block.kind {
                Kind::Heading { content, .. } | Kind::Paragraph(content) => {
                    self.inlines(content, line);
                }
                Kind::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(item)),
                Kind::Definitions(entries) => {
                    for (term, meanings) in entries {
                        self.inlines(term, line);
                        meanings.iter_mut().for_each(|meaning| self.blocks(meaning));
                    }
                }
                Kind::Quote(blocks) | Kind::Box { blocks, .. } | Kind::Note { blocks, .. } => {
                    self.blocks(blocks);
                }
                Kind::Table { head, rows, caption } => {
                    for cell in head.iter_mut().chain(rows.iter_mut().flatten()) {
                        self.inlines(cell, line);
                    }
                    self.inlines(caption, line);
                }
                Kind::Figure { address, alt, .. } => match self.image(address, line) {
                    Some(found) => *address = found,
                    None => {
                        let said = format!("[{alt}]");
                        block.kind = Kind::Paragraph(recognise::text(said));
                    }
                },
                Kind::Code { .. } | Kind::Rule => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &mut [Inline], line: usize) {
        for inline in inlines {
            if let Some(inner) = inline.inner_mut() {
                self.inlines(inner, line);
            }
            match inline {
                Inline::Link { address, content } => match self.link(address) {
                    Some(found) => *address = found,
                    None => {
                        let message = format!(
                            "the link to {address} is text now: it leads to nothing that is here"
                        );
                        self.draft.note(self.text, line, message);
                        *inline = Inline::LostLink {
                            address: address.clone(),
                            content: std::mem::take(content),
                        };
                    }
                },
                Inline::Image { address, alt } => match self.image(address, line) {
                    Some(found) => *address = found,
                    None => *inline = Inline::Text(format!("[{alt}]")),
                },
                _ => {}
            }
        }
    }

    /// Where a link leads: to another site, a chapter of the guide, a place here.
    fn link(&self, address: &str) -> Option<String> {
        if let Some(id) = address.strip_prefix('#') {
            return self.ids.iter().any(|known| known == id).then(|| address.to_owned());
        }
        if Url::parse(address).is_ok() || address.starts_with("//") {
            return Some(address.to_owned());
        }
        let path = address.split(['#', '?']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').filter(|(_, extension)| extension.starts_with("htm"));
        let number = self.numbers.get(name).cloned().or_else(|| {
            let (number, _) = Number::split_name(stem.map_or(name, |(stem, _)| stem))?;
            self.layout.item(&number).map(|_| number)
        });
        match number {
            Some(number) => Some(number.to_string()),
            None => Some(self.options.base_url.as_ref()?.join(address).ok()?.into()),
        }
    }

    /// Copies an image beside the chapter. One that is not there is said by its text.
    fn image(&mut self, address: &str, line: usize) -> Option<String> {
        if address.starts_with("http:") || address.starts_with("https:") {
            return Some(address.to_owned());
        }
        let file = percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned();
        let beside = self.source.parent().unwrap_or(Path::new("")).join(&file);
        let bytes = self.images.get(address).cloned().or_else(|| std::fs::read(beside).ok());
        let Some(bytes) = bytes.filter(|_| !address.is_empty()) else {
            let message = if address.is_empty() {
                "an image without an address is left out; its text is kept".to_owned()
            } else {
                format!("there is no image {address}; its text is kept in its place")
            };
            self.draft.note(self.text, line, message);
            return None;
        };
        let name = file.rsplit('/').next().unwrap_or(&file);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "png"));
        let number = Number::split_name(split(self.target).1.trim_end_matches(".md"))
            .map(|(number, _)| format!("{number}-"))
            .unwrap_or_default();
        let name = format!("{number}{}.{}", slug::slugify(stem), extension.to_lowercase());
        let local = format!("beeld/{name}");
        let folder = join(CONTENT, split(self.target).0);
        let folder = folder.trim_end_matches('/');
        self.draft.files.insert(format!("{folder}/{local}"), bytes);
        Some(local)
    }
}
