//! The old addresses of a book, and which of them the guide can lead on from.

use std::collections::{BTreeSet, HashMap};

use super::Draft;
use super::site::{Page, Place, Target};
use crate::diagnostic::Diagnostic;
use crate::editions::site::is_file_name;

/// The names of pages that are made for every guide.
const MADE: [&str; 12] = [
    "index", "inhoud", "lessen", "zoeken", "contents", "lessons", "search", "print", "404",
    "chapters", "sitemap", "feed",
];

/// The names that no chapter can have, as pages that are made for every guide have them.
pub fn made() -> BTreeSet<String> {
    MADE.iter().map(|&name| name.to_owned()).collect()
}

/// Takes a name, or the first with a count behind it that is not taken: `naam-2`.
pub fn free_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    let mut count = 1;
    while !taken.insert(free.clone()) {
        count += 1;
        free = format!("{name}-{count}");
    }
    free
}

/// The aliases that every page gets: its own old address, and those that the book sent on from.
/// What cannot be an address of the guide is told of.
pub fn aliases(
    pages: &[Page],
    targets: &[Target],
    published: fn(&str) -> String,
    draft: &mut Draft,
) -> Vec<Vec<String>> {
    let old: Vec<Vec<String>> = pages.iter().map(|page| old(page, published)).collect();
    let names = targets.iter().map(|target| target.path.as_str());
    let own = pages.iter().zip(names).map(|(page, path)| match &page.place {
        Place::Numbered(number) => format!("{number}.html"),
        _ => path.replace(".md", ".html"),
    });
    let own: Vec<String> = own.collect();
    let mut taken: HashMap<String, Option<&str>> =
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
                    taken.insert(file, page.key.as_deref());
                    free.push(address);
                }
                // Contents may name a page twice: its address leads to the first.
                Some(Some(owner)) if page.key.as_deref() == Some(owner) => {}
                _ => lost.push(address),
            }
        }
        aliases.push(free);
    }
    tell(&lost, draft);
    aliases
}

fn old(page: &Page, published: fn(&str) -> String) -> Vec<String> {
    if page.place == Place::Home || page.draft {
        return page.aliases.clone();
    }
    // The guide has a home page as well.
    let own = page.key.as_deref().map(published).filter(|address| file(address) != "index.html");
    own.into_iter().chain(page.aliases.iter().cloned()).collect()
}

/// The file that an address means, on file systems that take capitals for small letters too.
fn file(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') {
        format!("{address}index.html").to_lowercase()
    } else {
        address.to_lowercase()
    }
}

/// Whether a file may be an alias: an HTML page in folders that cannot be taken for one.
fn is_alias(file: &str) -> bool {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    file.ends_with(".html")
        && file.split('/').all(is_file_name)
        && folder.split('/').all(|part| !part.ends_with(".html"))
}

fn tell(lost: &[String], draft: &mut Draft) {
    const SHOWN: usize = 5;
    if lost.is_empty() {
        return;
    }
    let first = lost.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    let more = if lost.len() > SHOWN { ", …" } else { "" };
    let message = format!(
        "old addresses that do not lead on, as other pages have those names or no page can ({}): \
         {first}{more}",
        lost.len()
    );
    draft.notes.push(
        Diagnostic::warning(message).help("let the server that publishes the guide redirect them"),
    );
}
