//! The package document: what the book is, and which files it has.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::xhtml::escape;
use crate::config::Compliance;
use crate::document::{self, ExhibitKind};
use crate::editions::pdf_path;
use crate::editions::register_links::RegisterLinks;
use crate::guide::Guide;

/// A file of the book.
#[derive(Debug)]
pub struct Item {
    pub id: String,
    pub href: String,
    pub media_type: &'static str,
    /// `nav`, `svg`, `cover-image`.
    pub properties: BTreeSet<&'static str>,
    /// Whether readers come to it by turning pages.
    pub is_read: bool,
}

impl Item {
    /// A file that pages show.
    pub fn resource(id: impl Into<String>, href: &str, media_type: &'static str) -> Self {
        let properties = BTreeSet::new();
        Self { id: id.into(), href: href.to_owned(), media_type, properties, is_read: false }
    }

    /// A page.
    pub fn page(id: impl Into<String>, href: &str, properties: BTreeSet<&'static str>) -> Self {
        let media_type = "application/xhtml+xml";
        Self { id: id.into(), href: href.to_owned(), media_type, properties, is_read: true }
    }
}

/// What is claimed of the images of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Images {
    /// Whether it has any in its text.
    pub some: bool,
    /// Whether each of them has an alternative text.
    pub described: bool,
    /// Whether one may move.
    pub moving: bool,
}

/// Writes elements of the metadata.
struct Metadata(String);

impl Metadata {
    fn element(&mut self, name: &str, attributes: &str, content: &str) {
        let _ = write!(self.0, "    <{name}{attributes}>");
        escape(content.trim(), &mut self.0);
        let _ = writeln!(self.0, "</{name}>");
    }

    fn property(&mut self, name: &str, value: &str) {
        self.element("meta", &format!(" property=\"{name}\""), value);
    }

    /// Says more about the element of that id.
    fn refine(&mut self, id: &str, name: &str, scheme: &str, value: &str) {
        let attributes = format!(" refines=\"#{id}\" property=\"{name}\"{scheme}");
        self.element("meta", &attributes, value);
    }
}

/// The package document.
pub fn render(registers: &RegisterLinks<'_>, items: &[Item], images: Images) -> String {
    let language = &registers.guide.config.book.language;
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str("<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" xml:lang=\"");
    escape(language, &mut xml);
    xml.push_str("\">\n  <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    xml.push_str(&metadata(registers, images));
    xml.push_str("  </metadata>\n  <manifest>\n");
    for item in items {
        let Item { id, href, media_type, properties, .. } = item;
        let _ = write!(xml, "    <item id=\"{id}\" href=\"");
        escape(href, &mut xml);
        let _ = write!(xml, "\" media-type=\"{media_type}\"");
        if !properties.is_empty() {
            let properties: Vec<&str> = properties.iter().copied().collect();
            let _ = write!(xml, " properties=\"{}\"", properties.join(" "));
        }
        xml.push_str("/>\n");
    }
    xml.push_str("  </manifest>\n  <spine>\n");
    for item in items.iter().filter(|item| item.is_read) {
        let _ = writeln!(xml, "    <itemref idref=\"{}\"/>", item.id);
    }
    xml.push_str("  </spine>\n</package>\n");
    xml
}

fn metadata(registers: &RegisterLinks<'_>, images: Images) -> String {
    let guide = registers.guide;
    let book = &guide.config.book;
    let set = |text: &str| document::plain_line(text, &book.language);
    let mut metadata = Metadata(String::new());
    metadata.element("dc:identifier", " id=\"id\"", &identifier(guide));
    metadata.element("dc:title", " id=\"title\"", &set(&book.title));
    metadata.refine("title", "title-type", "", "main");
    if let Some(subtitle) = &book.subtitle {
        metadata.element("dc:title", " id=\"subtitle\"", &set(subtitle));
        metadata.refine("subtitle", "title-type", "", "subtitle");
    }
    for language in languages(registers) {
        metadata.element("dc:language", "", language);
    }
    for (index, author) in book.authors.iter().enumerate() {
        let id = format!("author-{}", index + 1);
        metadata.element("dc:creator", &format!(" id=\"{id}\""), author);
        metadata.refine(&id, "role", " scheme=\"marc:relators\"", "aut");
    }
    let dublin_core = [
        ("dc:publisher", book.publisher.as_deref()),
        ("dc:description", book.description.as_deref()),
        ("dc:rights", book.licence.as_deref()),
        ("dc:source", guide.config.site.base_url.as_deref()),
    ];
    for (name, value) in dublin_core {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            metadata.element(name, "", value);
        }
    }
    let date = registers.selection.latest_change(registers.guide);
    if let Some(date) = date {
        metadata.element("dc:date", "", &date.to_string());
    }
    // A book that tells no date is no newer for being made again.
    let modified = date.map_or_else(|| "1980-01-01".into(), |date| date.to_string());
    metadata.property("dcterms:modified", &format!("{modified}T00:00:00Z"));
    if let Some(edition) = &book.edition {
        metadata.property("schema:bookEdition", &set(edition));
    }
    if let Some(series) = &book.series {
        let collection = " property=\"belongs-to-collection\" id=\"series\"";
        metadata.element("meta", collection, &set(series));
        metadata.refine("series", "collection-type", "", "series");
        if let Some(number) = book.series_number {
            metadata.refine("series", "group-position", "", &number.to_string());
        }
    }
    if !guide.pages.is_empty() {
        metadata.property("pageBreakSource", pdf_path(guide).as_str());
    }
    accessibility(&mut metadata, registers, images);
    metadata.0
}

/// How people can read the book, in the terms of EPUB Accessibility 1.1.
fn accessibility(metadata: &mut Metadata, registers: &RegisterLinks<'_>, images: Images) {
    let guide = registers.guide;
    metadata.property("schema:accessMode", "textual");
    if images.some {
        metadata.property("schema:accessMode", "visual");
    }
    if !images.some || images.described {
        metadata.property("schema:accessModeSufficient", "textual");
    }
    if images.some {
        metadata.property("schema:accessModeSufficient", "textual,visual");
    }
    let has_registers = !registers.lessons_by_chapter().is_empty()
        || !registers.exhibits(ExhibitKind::Figure).is_empty()
        || !registers.exhibits(ExhibitKind::Table).is_empty();
    let features = [
        ("displayTransformability", true),
        ("readingOrder", true),
        ("structuralNavigation", true),
        ("tableOfContents", true),
        ("index", has_registers),
        ("alternativeText", images.some && images.described),
        ("pageBreakMarkers", !guide.pages.is_empty()),
        ("pageNavigation", !guide.pages.is_empty()),
    ];
    for (feature, _) in features.into_iter().filter(|(_, is_there)| *is_there) {
        metadata.property("schema:accessibilityFeature", feature);
    }
    let hazard = if images.moving { "unknown" } else { "none" };
    metadata.property("schema:accessibilityHazard", hazard);
    let strings = &guide.theme.strings;
    let summary = match (images.some, images.described) {
        (true, false) => "epub_accessibility_undescribed",
        _ => "epub_accessibility",
    };
    metadata.property("schema:accessibilitySummary", strings.get(summary));
    // Only people can say so, and they say it in the statement of the guide.
    let statement = guide.config.accessibility.as_ref();
    let is_claimed =
        |status: Compliance| status == Compliance::Full && (!images.some || images.described);
    if let Some(statement) = statement.filter(|statement| is_claimed(statement.status)) {
        let conforms = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";
        metadata.element("meta", " property=\"dcterms:conformsTo\" id=\"conforms\"", conforms);
        let by = statement.evaluation.as_ref().map(|evaluation| &evaluation.by);
        let book = &guide.config.book;
        let by = by.or(statement.organisation.as_ref()).or(book.publisher.as_ref());
        metadata.property("a11y:certifiedBy", by.unwrap_or(&book.title));
    }
}

/// The languages of the chapters, that of the guide first.
fn languages<'a>(registers: &RegisterLinks<'a>) -> Vec<&'a str> {
    let guide = registers.guide;
    let of_guide = guide.config.book.language.as_str();
    let of_chapters = registers.selection.chapters().iter();
    let others: BTreeSet<&str> =
        of_chapters.filter_map(|&id| guide.book[id].foreign_language(of_guide)).collect();
    [of_guide].into_iter().chain(others).collect()
}

/// The same for every edition of the guide: made of its address, else of what its title page says.
fn identifier(guide: &Guide) -> String {
    let book = &guide.config.book;
    let hash = match &guide.config.site.base_url {
        Some(url) => blake3::hash(url.as_bytes()),
        None => {
            let mut hasher = blake3::Hasher::new();
            for part in [Some(&book.title), book.publisher.as_ref(), Some(&book.language)] {
                hasher.update(part.map_or("", |part| part).as_bytes()).update(&[0]);
            }
            hasher.finalize()
        }
    };
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    // Version 8, for a hash of one's own choice (RFC 9562).
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let part = |range: std::ops::Range<usize>| hex[range].concat();
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        part(0..4),
        part(4..6),
        part(6..8),
        part(8..10),
        part(10..16)
    )
}
