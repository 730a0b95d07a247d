//! A PDF as its readers find it.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// A PDF and the text of its pages.
pub struct Pdf {
    bytes: Vec<u8>,
    document: Document,
    pages: Vec<String>,
}

/// Where the links of a PDF lead.
pub struct Links {
    /// How many lead to a page of it.
    pub inside: usize,
    /// How many should, but do not.
    pub lost: Vec<String>,
    /// The addresses of the external ones.
    pub outside: Vec<String>,
}

impl Pdf {
    pub fn read(path: &Path) -> Self {
        let text = Command::new(super::tool("pdftotext"))
            .args(["-layout", "-enc", "UTF-8"])
            .arg(path)
            .arg("-")
            .output()
            .expect("pdftotext runs");
        assert!(text.status.success());
        let text = String::from_utf8(text.stdout).expect("text in UTF-8");
        let document = Document::load(path).expect("a PDF that can be read");
        let count = document.get_pages().len();
        let pages: Vec<String> = text.split('\x0c').take(count).map(str::to_owned).collect();
        assert_eq!(pages.len(), count);
        let bytes = std::fs::read(path).expect("a file");
        Self { bytes, document, pages }
    }

    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text of all pages.
    pub fn pages(&self) -> &[String] {
        &self.pages
    }

    /// The text of a page, from 1.
    pub fn page(&self, number: usize) -> &str {
        &self.pages[number - 1]
    }

    pub fn title(&self) -> String {
        let info = self.document.trailer.get(b"Info").and_then(|info| self.dictionary(info));
        text(info.expect("information").get(b"Title").expect("a title"))
    }

    pub fn language(&self) -> String {
        text(self.catalog().get(b"Lang").expect("a language"))
    }

    pub fn is_tagged(&self) -> bool {
        let catalog = self.catalog();
        let marked = catalog.get(b"MarkInfo").and_then(|info| self.dictionary(info));
        let marked = marked.and_then(|info| info.get(b"Marked")?.as_bool()).unwrap_or(false);
        marked && catalog.has(b"StructTreeRoot")
    }

    /// The bookmarks in order, each with its depth.
    pub fn bookmarks(&self) -> Vec<(usize, String)> {
        let mut bookmarks = Vec::new();
        let outlines = self.catalog().get(b"Outlines").and_then(|root| self.dictionary(root));
        self.bookmarks_below(outlines.expect("bookmarks"), 0, &mut bookmarks);
        bookmarks
    }

    fn bookmarks_below(&self, item: &Dictionary, depth: usize, into: &mut Vec<(usize, String)>) {
        let mut next = item.get(b"First").ok();
        while let Some(item) = next {
            let item = self.dictionary(item).expect("a bookmark");
            let title = text(item.get(b"Title").expect("the title of a bookmark"));
            into.push((depth, title.split_whitespace().collect::<Vec<_>>().join(" ")));
            self.bookmarks_below(item, depth + 1, into);
            next = item.get(b"Next").ok();
        }
    }

    /// The MediaBox and the TrimBox of each page: left, bottom, right and top in points.
    pub fn sizes(&self) -> Vec<([f32; 4], Option<[f32; 4]>)> {
        let sizes = self.document.get_pages().into_values().map(|page| {
            let page = self.document.get_dictionary(page).expect("a page");
            let area = |name: &[u8]| {
                let numbers = self.array(page.get(name).ok()?).iter();
                let numbers: Vec<f32> = numbers.filter_map(|n| n.as_float().ok()).collect();
                <[f32; 4]>::try_from(numbers).ok()
            };
            (area(b"MediaBox").expect("the size of a page"), area(b"TrimBox"))
        });
        sizes.collect()
    }

    /// Where all links lead.
    pub fn links(&self) -> Links {
        let pages = self.document.get_pages();
        let named = self.named_destinations();
        let mut links = Links { inside: 0, lost: Vec::new(), outside: Vec::new() };
        for page in pages.values() {
            let page = self.document.get_dictionary(*page).expect("a page");
            let Ok(annotations) = page.get(b"Annots") else { continue };
            for annotation in self.array(annotations) {
                let annotation = self.dictionary(annotation).expect("an annotation");
                let action = annotation.get(b"A").and_then(|action| self.dictionary(action)).ok();
                if let Some(url) = action.and_then(|action| action.get(b"URI").ok()) {
                    links.outside.push(text(url));
                    continue;
                }
                let to = annotation.get(b"Dest").ok();
                let to = to.or_else(|| action.and_then(|action| action.get(b"D").ok()));
                match to.and_then(|to| self.page_of(to, &named)) {
                    Some(page) if pages.values().any(|known| *known == page) => links.inside += 1,
                    _ => links.lost.push(format!("{to:?}")),
                }
            }
        }
        links
    }

    fn page_of<'a>(
        &'a self,
        to: &'a Object,
        named: &HashMap<Vec<u8>, &'a Object>,
    ) -> Option<ObjectId> {
        match self.resolve(to) {
            Object::Array(parts) => parts.first()?.as_reference().ok(),
            Object::Dictionary(entry) => self.page_of(entry.get(b"D").ok()?, named),
            Object::String(name, _) | Object::Name(name) => self.page_of(named.get(name)?, named),
            _ => None,
        }
    }

    /// Destinations by name, of both kinds that there are.
    fn named_destinations(&self) -> HashMap<Vec<u8>, &Object> {
        let mut named = HashMap::new();
        if let Ok(old) = self.catalog().get(b"Dests").and_then(|dests| self.dictionary(dests)) {
            named.extend(old.iter().map(|(name, to)| (name.clone(), to)));
        }
        let names = self.catalog().get(b"Names").and_then(|names| self.dictionary(names));
        if let Ok(tree) = names.and_then(|names| self.dictionary(names.get(b"Dests")?)) {
            self.names_below(tree, &mut named);
        }
        named
    }

    fn names_below<'a>(&'a self, node: &'a Dictionary, into: &mut HashMap<Vec<u8>, &'a Object>) {
        if let Ok(names) = node.get(b"Names") {
            for pair in self.array(names).chunks(2) {
                if let [Object::String(name, _), to] = pair {
                    into.insert(name.clone(), to);
                }
            }
        }
        if let Ok(kids) = node.get(b"Kids") {
            for kid in self.array(kids) {
                self.names_below(self.dictionary(kid).expect("a node of names"), into);
            }
        }
    }

    /// How many images have no alternative text.
    pub fn images_without_text(&self) -> usize {
        let tagged = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        let figures = tagged.filter(|element| {
            element.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"Figure")
                && element.has(b"P")
        });
        figures.filter(|figure| !figure.has(b"Alt") && !self.holds_figure(figure)).count()
    }

    /// Whether an element of structure holds others, as a figure with its caption does.
    fn holds_figure(&self, element: &Dictionary) -> bool {
        let Ok(kids) = element.get(b"K") else { return false };
        let kids = match self.resolve(kids) {
            Object::Array(kids) => kids.as_slice(),
            kid => std::slice::from_ref(kid),
        };
        kids.iter().any(|kid| self.dictionary(kid).is_ok_and(|kid| kid.has(b"S")))
    }

    /// Whether these bytes occur anywhere in it, such as in an attached file.
    pub fn holds(&self, bytes: &[u8]) -> bool {
        let has = |found: &[u8]| found.windows(bytes.len()).any(|part| part == bytes);
        self.document.objects.values().any(|object| match object {
            Object::Stream(stream) => {
                has(&stream.content) || stream.decompressed_content().is_ok_and(|c| has(&c))
            }
            object => has(format!("{object:?}").as_bytes()),
        })
    }

    fn catalog(&self) -> &Dictionary {
        self.document.catalog().expect("a catalog")
    }

    fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).map_or(object, |(_, object)| object)
    }

    fn dictionary<'a>(&'a self, object: &'a Object) -> lopdf::Result<&'a Dictionary> {
        self.resolve(object).as_dict()
    }

    fn array<'a>(&'a self, object: &'a Object) -> &'a [Object] {
        self.resolve(object).as_array().map_or(&[], Vec::as_slice)
    }
}

/// A text string of a PDF: UTF-16 with a byte order mark, else one byte per character.
fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("a text")
}
