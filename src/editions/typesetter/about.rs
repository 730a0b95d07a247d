//! What templates know of a guide as a whole: the file `guide.json`, and the pictures that it names.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::language;
use super::pictures::is_known;
use super::source::Asset;
use crate::book::{ChapterId, Destination};
use crate::config;
use crate::guide::Guide;
use crate::paths::GuidePath;

/// The name of the file.
const NAME: &str = "guide.json";

/// The accent of a guide that chooses none: that of the links of the built-in theme.
const ACCENT: &str = "#96371b";

/// The file `guide.json`, and those beside it: what a template reads. `own` are the entries that only
/// one edition has.
pub fn about(guide: &Guide, date: Option<Date>, own: Value) -> BTreeMap<String, Asset> {
    let pictures = [banner(guide), guide.config.site.logo.as_ref().and_then(|own| of(guide, own))];
    let mut data = data(guide, date);
    let mut files = BTreeMap::new();
    for (key, picture) in ["banner", "logo"].into_iter().zip(pictures) {
        data[key] = picture.map_or(Value::Null, |Picture { name, alt, asset }| {
            files.insert(name.clone(), asset);
            json!({ "path": name, "alt": alt })
        });
    }
    if let (Value::Object(data), Value::Object(own)) = (&mut data, own) {
        data.extend(own);
    }
    // PDF/UA refuses marks of byte order.
    let data = data.to_string().replace('\u{feff}', "");
    files.insert(NAME.to_owned(), Asset::Made(data.into_bytes()));
    files
}

/// A picture outside the text of chapters.
struct Picture {
    name: String,
    alt: String,
    asset: Asset,
}

fn banner(guide: &Guide) -> Option<Picture> {
    if let Some((destination, alt)) = guide.book.banner(ChapterId::HOME) {
        let Destination::File(path) = destination else { return None };
        return attachment(guide, path.in_guide(), alt);
    }
    match &guide.config.site.banner {
        Some(own) => of(guide, own),
        None => {
            let name = guide.theme.assets.get("banner.svg")?.path.to_string();
            let asset = Asset::Theme("banner.svg".into());
            Some(Picture { name, alt: String::new(), asset })
        }
    }
}

/// A picture that `book.toml` names.
fn of(guide: &Guide, named: &config::Picture<GuidePath>) -> Option<Picture> {
    attachment(guide, named.image.clone(), &named.alt)
}

fn attachment(guide: &Guide, path: GuidePath, alt: &str) -> Option<Picture> {
    let name = guide.attachments.get(&path)?.path.to_string();
    let picture = Picture { name, alt: alt.to_owned(), asset: Asset::Attachment(path) };
    is_known(&picture.name).then_some(picture)
}

fn data(guide: &Guide, date: Option<Date>) -> Value {
    let config = &guide.config;
    let book = &config.book;
    let accent = config.theme.accents(guide.theme.pages).map(|(light, _)| light.to_string());
    json!({
        "title": book.title,
        "subtitle": book.subtitle,
        "edition": book.edition,
        "authors": book.authors,
        "publisher": book.publisher,
        "description": book.description,
        "licence": book.licence,
        "language": language::data(&book.language),
        "base-url": config.site.base_url,
        "date": date.map(|date| guide.theme.strings.date(&date.to_string())),
        "accent": accent.as_deref().unwrap_or(ACCENT),
        "strings": guide.theme.strings,
    })
}
