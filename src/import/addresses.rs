//! File names and addresses: which are taken, and which old addresses of a book can redirect.

use std::collections::{BTreeSet, HashMap};

use super::draft::Draft;
use super::pages::{Page, PageRole, ParsedPage, SourceBook};
use crate::editions::site::is_file_name;
use crate::formats::note;
use crate::number::Number;
use crate::paths::{AnyPath, PublicationPath};

/// The names of pages that every guide has.
const MADE: [&str; 12] = [
    "index", "inhoud", "lessen", "zoeken", "contents", "lessons", "search", "print", "404",
    "chapters", "sitemap", "feed",
];

/// The names that no chapter can have, because every guide has pages of those names.
pub fn made() -> BTreeSet<String> {
    MADE.iter().map(|&name| name.to_owned()).collect()
}

/// The file name of a chapter without a number, without its extension. A name that starts with a
/// number would give the chapter that number, and one without letters would be hidden.
pub fn unnumbered_name(title: &str) -> String {
    let name = crate::new::name_of(title);
    if name.is_empty() || Number::split_name(&name).is_some() {
        format!("pagina-{name}").trim_end_matches('-').to_owned()
    } else {
        name
    }
}

/// Takes a name; if it is taken already, the first free one with a count appended: `naam-2`.
pub fn free_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    let mut count = 1;
    while !taken.insert(free.clone()) {
        count += 1;
        free = format!("{name}-{count}");
    }
    free
}

/// The aliases of every page: its old address, and those that redirected to it in the book.
/// Addresses that the guide cannot have are reported.
pub fn aliases(book: &SourceBook, parsed: &[ParsedPage], draft: &mut Draft) -> Vec<Vec<String>> {
    let pages = &book.pages;
    let old: Vec<Vec<String>> = pages.iter().map(|page| old(book, page)).collect();
    let own = pages.iter().zip(parsed).map(|(page, parsed)| match &page.role {
        PageRole::Numbered(number) => format!("{number}.html"),
        _ => format!("{}.html", parsed.path.stem()),
    });
    let own: Vec<String> = own.collect();
    let mut taken: HashMap<String, Option<&AnyPath>> =
        MADE.iter().map(|name| (format!("{name}.html"), None)).collect();
    taken.extend(own.iter().map(|name| (name.to_lowercase(), None)));
    let mut lost = Vec::new();
    let mut aliases = Vec::new();
    for ((page, addresses), own) in pages.iter().zip(old).zip(&own) {
        let mut free = Vec::new();
        for address in addresses.into_iter().filter(|address| address != own) {
            let file = file(&address);
            match taken.get(&file) {
                None if is_alias(&file) => {
                    taken.insert(file, page.source.as_ref());
                    free.push(address);
                }
                // A table of contents may name a page twice; the address is that of the first.
                Some(Some(owner)) if page.source.as_ref() == Some(*owner) => {}
                _ => lost.push(address),
            }
        }
        aliases.push(free);
    }
    report(&lost, draft);
    aliases
}

/// The addresses that a page had in the book.
fn old(book: &SourceBook, page: &Page) -> Vec<String> {
    if page.role == PageRole::Home || page.is_draft {
        return page.aliases.clone();
    }
    // The guide has a home page of its own.
    let own = book.address(page).filter(|address| file(address) != "index.html");
    own.into_iter().chain(page.aliases.iter().cloned()).collect()
}

/// The file that an address means, in lower case, as some file systems ignore case.
fn file(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') {
        format!("{address}index.html").to_lowercase()
    } else {
        address.to_lowercase()
    }
}

/// Whether a file may be an alias: an HTML page in folders that do not look like pages.
fn is_alias(file: &str) -> bool {
    let is_html = |path: &PublicationPath| path.extension() == Some("html");
    PublicationPath::new(file).is_ok_and(|path| {
        path == *file
            && is_html(&path)
            && path.parts().all(is_file_name)
            && !path.folders().any(|folder| is_html(&folder))
    })
}

fn report(lost: &[String], draft: &mut Draft) {
    const SHOWN: usize = 5;
    if lost.is_empty() {
        return;
    }
    let more = if lost.len() > SHOWN { ", …" } else { "" };
    let first = lost.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ") + more;
    draft.tell(note!("import-addresses-lost", count = lost.len(), first = first));
}
