//! Styles and images embedded in the page, with `[print] self-contained`.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::guide::Guide;
use crate::paths::ContentPath;

/// An image of a chapter: its address, or a data URL.
pub fn picture(guide: &Guide, path: &ContentPath) -> Option<String> {
    let url = guide.attachments.content_url(path)?;
    if !guide.config.print.self_contained {
        return Some(url.to_owned());
    }
    // A file that can no longer be read is reported when it is published itself.
    let bytes = guide.attachments.read(&path.in_guide()).ok()?;
    Some(data_url(url, &bytes))
}

/// A file of the site, by its address: that address, or a data URL.
pub fn file(guide: &Guide, url: &str) -> String {
    if guide.config.print.self_contained {
        bytes(guide, url).map(|bytes| data_url(url, &bytes))
    } else {
        None
    }
    .unwrap_or_else(|| url.to_owned())
}

fn bytes<'a>(guide: &'a Guide, url: &str) -> Option<Cow<'a, [u8]>> {
    let asset = guide.theme.assets.values().find(|asset| asset.path == *url);
    if let Some(asset) = asset {
        return Some(Cow::Borrowed(&asset.bytes));
    }
    let (path, _) = guide.attachments.iter().find(|(_, attachment)| attachment.path == *url)?;
    guide.attachments.read(path).ok().map(Cow::Owned)
}

/// The styles of the site and of the page, with the files they refer to.
pub fn style(guide: &Guide, of_page: &str) -> String {
    let assets = &guide.theme.assets;
    let mut style = assets
        .get("style.css")
        .map_or_else(String::new, |sheet| String::from_utf8_lossy(&sheet.bytes).into_owned());
    style.push_str(of_page);
    for path in &guide.config.site.styles {
        // A file that can no longer be read is reported when it is published itself.
        if let Ok(bytes) = guide.attachments.read(path) {
            style.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
    for asset in assets.values() {
        let named = format!("url(\"{}\")", asset.name_in_style());
        if style.contains(&named) {
            let data = format!("url(\"{}\")", data_url(asset.path.name(), &asset.bytes));
            style = style.replace(&named, &data);
        }
    }
    // Nothing in a style sheet may end the element it is in.
    style.replace("</", "<\\/")
}

fn data_url(name: &str, bytes: &[u8]) -> String {
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    format!("data:{kind};base64,{}", STANDARD.encode(bytes))
}
