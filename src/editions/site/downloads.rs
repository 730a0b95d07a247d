//! The page with the files to download.

use serde::Serialize;
use tera::Context;

use super::lists::page;
use super::{file, link, metadata};
use crate::editions::downloads::{Format, Offer, PREVIEWED_PDF, offers};
use crate::editions::shared::ChapterLink;
use crate::guide::Guide;

/// A file to download.
#[derive(Debug, Serialize)]
struct DownloadItem<'a> {
    /// `None` if it is not there yet.
    href: Option<String>,
    title: &'a str,
    about: &'a str,
    media_type: &'static str,
    /// "EPUB"
    extension: String,
    /// "1,2 MB"; `None` if it is not made yet.
    size: Option<String>,
    /// What it consists of, where that can be had in parts.
    parts: Vec<PartItem>,
}

/// A file with a part of the guide.
#[derive(Debug, Serialize)]
struct PartItem {
    href: String,
    chapter: ChapterLink,
    size: String,
}

impl<'a> DownloadItem<'a> {
    fn new(guide: &'a Guide, offer: &Offer) -> Self {
        let strings = &guide.theme.strings;
        let [title, about] = offer.format.words().map(|key| strings.get(key));
        let size = guide.downloads.as_ref().and_then(|sizes| sizes.get(&offer.path));
        Self {
            href: href(guide, offer),
            title,
            about,
            media_type: offer.format.media_type(),
            extension: offer.format.extension().to_uppercase(),
            size: size.map(|bytes| strings.size(*bytes)),
            parts: if offer.format == Format::Pdf { parts(guide) } else { Vec::new() },
        }
    }
}

/// The address of a file: in the preview of one that it makes when it is asked for.
fn href(guide: &Guide, Offer { format, path }: &Offer) -> Option<String> {
    match format {
        _ if guide.downloads.is_some() => Some(path.to_string()),
        Format::Epub | Format::Cards => Some(path.to_string()),
        Format::Pdf if cfg!(feature = "typeset") => Some(PREVIEWED_PDF.into()),
        Format::Pdf | Format::Site => None,
    }
}

fn parts(guide: &Guide) -> Vec<PartItem> {
    let part = |(id, download): (_, &crate::guide::Download)| PartItem {
        href: download.path.to_string(),
        chapter: link(guide, id),
        size: guide.theme.strings.size(download.bytes),
    };
    guide.parts.iter().map(|(id, download)| part((*id, download))).collect()
}

/// The data for the page. A build shows what it has made, with sizes; the preview what a build would
/// make.
pub fn context(guide: &Guide) -> Context {
    let strings = &guide.theme.strings;
    let url = file(strings.get("page_downloads"), "html");
    let title = strings.get("downloads");
    let mut context = page(&metadata::of_page(guide, "downloads", title, url.as_str()));
    let is_shown =
        |offer: &Offer| guide.downloads.as_ref().is_none_or(|made| made.contains_key(&offer.path));
    let offers = offers(guide).into_iter().filter(is_shown);
    let items: Vec<_> = offers.map(|offer| DownloadItem::new(guide, &offer)).collect();
    context.insert("downloads", &items);
    context
}
