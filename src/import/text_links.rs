//! Where the links and images of a single text lead in the guide.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use url::Url;

use super::draft::Draft;
use super::input::TextFile;
use super::source_folder::refusal;
use crate::diagnostic::Text;
use crate::formats::walk::{self, PartMut};
use crate::formats::{Block, Graphic, Inline, Kind, Note, excerpt, note, text_inlines};
use crate::new::layout::Layout;
use crate::number::Number;
use crate::paths::{ContentPath, file_name, split_extension};

/// Finds where the links and images of a chapter lead in the guide.
pub struct TextLinker<'a> {
    pub file: &'a TextFile,
    /// The path of the chapter.
    pub target: &'a ContentPath,
    pub text: &'a Arc<Text>,
    pub images: &'a BTreeMap<String, Vec<u8>>,
    /// The numbers of the files that are imported together, by file name.
    pub numbers: &'a HashMap<String, Number>,
    pub layout: &'a Layout,
    /// The language of the guide.
    pub language: &'a str,
    /// Where the text stood on the web.
    pub base_url: Option<&'a Url>,
    pub draft: &'a mut Draft,
}

impl TextLinker<'_> {
    pub fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            let line = block.line;
            walk::parts_mut(block, |part| match part {
                PartMut::Line(_, content) => self.line(content, line),
                PartMut::Blocks(blocks) => self.blocks(blocks),
            });
            if let Kind::Figure { address, alt, caption, .. } = &mut block.kind {
                match self.image(address, line) {
                    Some(found) => *address = found,
                    None => {
                        let alt = self.said(alt);
                        let mut said = text_inlines(format!("[{alt}] "));
                        said.append(caption);
                        block.kind = Kind::Paragraph(said);
                    }
                }
            }
        }
    }

    fn line(&mut self, content: &mut [Inline], line: usize) {
        walk::each_within_mut(content, &mut |inline| match inline {
            Inline::Link { address, content } if leads_elsewhere(address) => {
                let note = note!("import-link-scheme", address = excerpt(address));
                self.draft.note(self.text, line, note);
                let (address, content) = (std::mem::take(address), std::mem::take(content));
                *inline = Inline::LostLink { address, content };
            }
            Inline::Link { address, content } => match self.link(address) {
                Some(found) => *address = found,
                None => {
                    let (address, content) = (std::mem::take(address), std::mem::take(content));
                    *inline = self.draft.lost_link(self.text, line, address, content);
                }
            },
            Inline::Image { address, alt } => match self.image(address, line) {
                Some(found) => *address = found,
                None => *inline = Inline::Text(format!("[{}]", self.said(alt))),
            },
            Inline::Lost(lost) => lost.alt = lost.said(self.language).to_owned(),
            _ => {}
        });
    }

    /// What stands for an image that there is not.
    fn said<'b>(&self, alt: &'b str) -> &'b str {
        if alt.is_empty() { Graphic::Picture.name(self.language) } else { alt }
    }

    /// Where a link leads: to another site, or a chapter of the guide. Places in the text itself
    /// come later, when all chapters are known.
    fn link(&self, address: &str) -> Option<String> {
        if address.starts_with('#') {
            return Some(address.to_owned());
        }
        match Url::parse(address) {
            Ok(_) => return Some(address.to_owned()),
            Err(_) if address.starts_with("//") => return Some(address.to_owned()),
            Err(_) => {}
        }
        let path = address.split(['#', '?']).next().unwrap_or_default();
        let name = file_name(path);
        let (stem, extension) = split_extension(name);
        let is_page = extension.is_some_and(|extension| extension.starts_with("htm"));
        let number = self.numbers.get(name).cloned().or_else(|| {
            let (number, _) = Number::split_name(if is_page { stem } else { name })?;
            self.layout.item(&number).map(|_| number)
        });
        match number {
            Some(number) => Some(number.to_string()),
            None => Some(self.base_url?.join(address).ok()?.into()),
        }
    }

    /// Copies an image beside the chapter. Where there is none, its text takes its place.
    fn image(&mut self, address: &str, line: usize) -> Option<String> {
        let lower = address.to_ascii_lowercase();
        if lower.starts_with("http:") || lower.starts_with("https:") || address.starts_with("//") {
            return Some(address.to_owned());
        }
        let found = self.image_bytes(address).and_then(|(name, bytes)| {
            match self.draft.check_image(&name, &bytes) {
                Ok(()) => Ok((name, bytes)),
                Err(reason) => Err(left_out(address, reason)),
            }
        });
        match found {
            Ok((name, bytes)) => Some(self.add_image(&name, bytes)),
            Err(note) => {
                self.draft.note(self.text, line, note);
                None
            }
        }
    }

    /// The name and the bytes of an image, or why there is none.
    fn image_bytes(&self, address: &str) -> Result<(String, Vec<u8>), Note> {
        if address.trim().is_empty() {
            return Err(note!("import-image-unaddressed"));
        }
        let shown = excerpt(address);
        if let Some(bytes) = self.images.get(address) {
            return Ok((file_name(address).to_owned(), bytes.clone()));
        }
        if let Some((extension, bytes)) = data(address) {
            return Ok((format!("beeld.{extension}"), bytes));
        }
        let missing = || note!("import-image-missing", image = shown.as_str()).about(address);
        // A Word document has its images inside.
        if Url::parse(address).is_ok() || self.file.path.extension() == Some("docx") {
            return Err(missing());
        }
        let path = address.split(['#', '?']).next().unwrap_or_default();
        let path =
            percent_encoding::percent_decode_str(path).decode_utf8_lossy().replace('\\', "/");
        let folder = self.file.path.folder();
        let Ok(file) = folder.join(&path) else {
            return Err(left_out(address, refusal(&folder, &path)));
        };
        match self.file.folder.read(&file) {
            Ok(bytes) => Ok((file.name().to_owned(), bytes)),
            Err(error) if error.cause.is_missing() => Err(missing()),
            Err(error) => Err(left_out(address, error.to_string())),
        }
    }

    /// Adds an image below the name of its chapter, and returns its path beside the chapter.
    fn add_image(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let (stem, extension) = split_extension(name);
        let number = Number::split_name(self.target.stem())
            .map(|(number, _)| format!("{number}-"))
            .unwrap_or_default();
        let stem = match crate::new::name_of(stem) {
            stem if stem.is_empty() => "beeld".to_owned(),
            stem => stem,
        };
        let folder = self.target.folder();
        let name = format!("{number}{stem}.{}", slug::slugify(extension.unwrap_or("png")));
        let path = self.draft.add_attachment(&folder.child("beeld").child(&name), bytes);
        path.relative_to(&folder)
    }
}

/// The note that an image is left out.
fn left_out(address: &str, reason: String) -> Note {
    note!("import-image-left-out", image = excerpt(address), reason = reason).about(address)
}

/// Whether an address is none of a page, a mail box or a telephone: a file on the disk of the
/// author, or code.
fn leads_elsewhere(address: &str) -> bool {
    const KNOWN: [&str; 7] = ["http", "https", "mailto", "tel", "sms", "ftp", "ftps"];
    Url::parse(address).is_ok_and(|url| !KNOWN.contains(&url.scheme()))
}

/// The extension and the bytes of a picture that is in its address: `data:image/png;base64,…`.
pub fn data(address: &str) -> Option<(&'static str, Vec<u8>)> {
    let (head, content) = address.strip_prefix("data:")?.split_once(',')?;
    let mut words = head.split(';').map(str::trim);
    let extension = match words.next()? {
        "image/png" => "png",
        "image/jpeg" | "image/jpg" => "jpg",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/svg+xml" => "svg",
        _ => return None,
    };
    let content = percent_encoding::percent_decode_str(content).collect::<Vec<u8>>();
    if words.next_back() != Some("base64") {
        return Some((extension, content));
    }
    let content: Vec<u8> = content.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect();
    Some((extension, BASE64.decode(content).ok()?))
}
