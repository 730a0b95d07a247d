//! What an author can refer to, found by number or by words: chapters, lessons, figures, tables and
//! anchors.
//!
//! Titles and numbers are compared with a list that follows every edit. What only the text says is
//! found by the search of the guide, of which an index is made in the background.

mod query;
mod text_search;

use std::cmp::Reverse;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use self::query::Query;
use self::text_search::TextSearch;
use crate::book::{Book, ChapterId, Destination};
use crate::document::{self, Document, as_address};
use crate::editions::exhibit_label;
use crate::guide::Guide;
use crate::paths::GuidePath;
use crate::revision::Revision;
use crate::span::split_at_char;
use crate::suggestion::words;

/// How many are offered at most.
const MOST: usize = 100;

/// How many characters of a label are shown.
const LONGEST: usize = 160;

/// What an author is looking for.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct TargetsRequest {
    /// A number, the start of one, or words.
    pub query: String,
    /// How many to offer.
    pub limit: usize,
    /// The chapter in which it is referred to.
    pub file: String,
}

/// What can be referred to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Target {
    /// What it is.
    pub kind: TargetKind,
    /// Its number and title.
    pub label: String,
    /// The chapter it is in, or the one above.
    pub context: String,
    /// What an author writes: `[[2.4.8#les-3]]`.
    pub reference: String,
}

/// A kind of target. Where two are as likely, the first is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names explain themselves")]
pub enum TargetKind {
    Chapter,
    Lesson,
    Figure,
    Table,
    Anchor,
}

/// Finds targets in the newest version of a guide.
#[derive(Default)]
pub struct References {
    list: Mutex<Option<(Revision, Revision, Arc<List>)>>,
    text: Arc<Mutex<TextSearch>>,
}

/// All targets of a guide, by chapter, in order.
type List = Vec<Arc<ChapterTargets>>;

/// What can be referred to in one chapter.
struct ChapterTargets {
    /// What it was made of.
    document: Arc<Document>,
    label: String,
    number: Option<String>,
    context: String,
    /// How other chapters call it; some cannot.
    name: Option<String>,
    /// The chapter itself, and then what is in it.
    entries: Vec<Entry>,
}

struct Entry {
    kind: TargetKind,
    label: String,
    /// The words of the title, each after a dash.
    words: String,
    anchor: Option<String>,
    /// Which one it is of its kind.
    count: usize,
}

impl References {
    /// The targets that are probably meant, the likeliest first.
    pub fn find(&self, guide: &Arc<Guide>, request: &TargetsRequest) -> Vec<Target> {
        let list = self.list(guide);
        let own = GuidePath::new(&request.file).ok().and_then(|path| path.in_content());
        let own = own.and_then(|path| guide.book.by_path(&path)).map(ChapterId::index);
        let limit = request.limit.clamp(1, MOST);
        let query = Query::read(&request.query, guide);
        if query.is_empty() {
            TextSearch::follow(&self.text, guide);
            return suggested(&list, own, limit);
        }
        let mut found = ranked(&list, &query, own, limit);
        if found.len() < limit && query.may_be_text {
            for place in TextSearch::ask(&self.text, guide, &query.text, limit) {
                let known = guide.book.by_name(&place.page).map(ChapterId::index);
                let entry = known.and_then(|chapter| {
                    let anchor = Some(&place.anchor).filter(|anchor| !anchor.is_empty());
                    let entries = &list.get(chapter)?.entries;
                    let at = entries.iter().position(|entry| entry.anchor.as_ref() == anchor)?;
                    Some((chapter, at))
                });
                found.extend(entry.filter(|entry| !found.contains(entry)));
            }
        }
        let targets = found.into_iter().filter_map(|(chapter, entry)| {
            list[chapter].target(&list[chapter].entries[entry], Some(chapter) == own)
        });
        targets.take(limit).collect()
    }

    /// The list of a version: of chapters that are the same, that of the version before.
    fn list(&self, guide: &Guide) -> Arc<List> {
        let mut kept = lock(&self.list);
        let (book, site) = (guide.book.revision, guide.site);
        if let Some((of_book, of_site, list)) = kept.as_ref()
            && (*of_book, *of_site) == (book, site)
        {
            return Arc::clone(list);
        }
        let before = kept.take().filter(|(_, of_site, _)| *of_site == site);
        let before = before.map(|(_, _, list)| list).unwrap_or_default();
        let chapters: Vec<ChapterId> = guide.book.iter().map(|(id, _)| id).collect();
        let list: List = chapters
            .into_par_iter()
            .map(|id| match before.get(id.index()) {
                Some(known) if known.is_of(&guide.book, id) => Arc::clone(known),
                _ => Arc::new(ChapterTargets::new(guide, id)),
            })
            .collect();
        let list = Arc::new(list);
        *kept = Some((book, site, Arc::clone(&list)));
        list
    }
}

impl ChapterTargets {
    fn new(guide: &Guide, id: ChapterId) -> Self {
        let chapter = &guide.book[id];
        let document = &chapter.document;
        let number = chapter.number.as_ref();
        let entry = |kind, anchor: Option<&str>, title: &str, label: String, count| Entry {
            kind,
            label,
            words: format!("-{}", words(title)),
            anchor: anchor.map(str::to_owned),
            count,
        };
        let mut entries =
            vec![entry(TargetKind::Chapter, None, &chapter.title, chapter.label(), 0)];
        entries.extend(document.lessons.iter().map(|lesson| {
            let count = lesson.number.to_string();
            let name = guide.theme.strings.fill("lesson_n", &[("n", &count)]);
            let label = format!("{name}: {}", lesson.title);
            entry(TargetKind::Lesson, Some(&lesson.id), &lesson.title, label, lesson.number)
        }));
        entries.extend(document.exhibits.iter().map(|exhibit| {
            let name = exhibit_label(&guide.theme.strings, number, exhibit.kind, exhibit.number);
            let kind = match exhibit.kind {
                document::ExhibitKind::Figure => TargetKind::Figure,
                document::ExhibitKind::Table => TargetKind::Table,
            };
            let label = format!("{name}: {}", exhibit.title);
            entry(kind, Some(&exhibit.id), &exhibit.title, label, exhibit.number)
        }));
        let headings = document.headings.iter().filter(|heading| heading.lesson.is_none());
        let headings = headings.map(|heading| (&heading.id, &heading.title));
        let mut boxes: Vec<_> = document.boxes.iter().collect();
        boxes.sort();
        entries.extend(
            headings
                .chain(boxes)
                .map(|(id, title)| entry(TargetKind::Anchor, Some(id), title, title.clone(), 0)),
        );
        // What ends a reference cannot be in it.
        entries.retain(|entry| {
            let ends = |anchor: &String| anchor.contains(['|', '\n', '\r']);
            !entry.anchor.as_ref().is_some_and(ends)
        });
        Self {
            document: Arc::clone(document),
            label: chapter.label(),
            number: chapter.number_text(),
            context: context_of(&guide.book, id),
            name: name_of(&guide.book, id),
            entries,
        }
    }

    /// Whether this is what a chapter has now.
    fn is_of(&self, book: &Book, id: ChapterId) -> bool {
        let chapter = &book[id];
        Arc::ptr_eq(&self.document, &chapter.document)
            && self.label == chapter.label()
            && self.context == context_of(book, id)
            && self.name == name_of(book, id)
    }

    fn target(&self, entry: &Entry, is_own: bool) -> Option<Target> {
        let anchor = entry.anchor.as_deref().map(|anchor| format!("#{}", as_address(anchor)));
        let name = match (&self.name, &anchor) {
            (_, Some(_)) if is_own => "",
            (Some(name), _) => name,
            (None, _) => return None,
        };
        let context = if anchor.is_some() { &self.label } else { &self.context };
        Some(Target {
            kind: entry.kind,
            label: shortened(&entry.label),
            context: shortened(context),
            reference: format!("[[{name}{}]]", anchor.unwrap_or_default()),
        })
    }
}

/// The chapter above, unless that is the home page.
fn context_of(book: &Book, id: ChapterId) -> String {
    let above = book[id].parent.filter(|above| *above != ChapterId::HOME);
    above.map(|above| book[above].label()).unwrap_or_default()
}

/// How other chapters refer to a chapter, if they can.
fn name_of(book: &Book, id: ChapterId) -> Option<String> {
    let chapter = &book[id];
    let name = chapter.number_text().unwrap_or_else(|| chapter.name.clone());
    let leads_to = book.leads_to(ChapterId::HOME, &document::Target::of_wiki_link(&name));
    (leads_to == Destination::Chapter(id, None)).then_some(name)
}

fn shortened(text: &str) -> String {
    match split_at_char(text, LONGEST) {
        (text, "") => text.to_owned(),
        (start, _) => format!("{}…", start.trim_end()),
    }
}

/// What is offered before anything is asked: what the chapter itself has, and all chapters.
fn suggested(list: &List, own: Option<usize>, limit: usize) -> Vec<Target> {
    let of_own = own.and_then(|own| list.get(own)).into_iter();
    let of_own =
        of_own.flat_map(|own| own.entries.iter().skip(1).map(move |entry| (own, entry, true)));
    let chapters = list.iter().filter_map(|of| Some((of, of.entries.first()?, false)));
    let chosen = of_own.take(limit / 2).chain(chapters.skip(1));
    chosen.filter_map(|(of, entry, is_own)| of.target(entry, is_own)).take(limit).collect()
}
/// The best answers: a chapter, and an entry of it.
fn ranked(list: &List, query: &Query, own: Option<usize>, limit: usize) -> Vec<(usize, usize)> {
    let mut found: Vec<_> = list
        .par_iter()
        .enumerate()
        .flat_map_iter(|(chapter, of)| {
            let is_own = Some(chapter) == own;
            of.entries.iter().enumerate().filter_map(move |(at, entry)| {
                let can_be = is_own && entry.anchor.is_some() || of.name.is_some();
                let rank = query.rank(of, entry, is_own, at > limit / 2).filter(|_| can_be)?;
                Some((rank, entry.kind, Reverse(is_own), chapter, at))
            })
        })
        .collect();
    if found.len() > limit {
        found.select_nth_unstable(limit);
        found.truncate(limit);
    }
    found.sort_unstable();
    found.into_iter().map(|(.., chapter, at)| (chapter, at)).collect()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::thread;
    use std::time::{Duration, Instant};

    use super::*;
    use crate::workspace;

    fn load(root: &Path) -> Arc<Guide> {
        let (guide, diagnostics) = workspace::load(root, &workspace::Options::default());
        Arc::new(guide.unwrap_or_else(|| panic!("{diagnostics:?}")))
    }

    fn guide() -> (tempfile::TempDir, Arc<Guide>) {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("book.toml", "[book]\ntitle = \"Proef\"\n");
        write("content/index.md", "Welkom.\n");
        write("content/voorwoord.md", "# Voorwoord\n\nDank aan het café.\n");
        write("content/2-wijken/index.md", "---\ntitle: Wijken\n---\n");
        write(
            "content/2-wijken/2.4-lessen.md",
            "---\ntitle: Lessen voor de wijk\n---\n\n## Lange adem {.les}\n\nEen.\n\n## Samen {.les}\n\nTwee met zeldzaamheden.\n\n\
             ## Een café\n\n![Plein](x.svg \"Het plein\")\n\nTabel: Kosten\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        );
        write("content/2-wijken/x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        write("content/2-wijken/2.4.1-a.md", "---\ntitle: Adem\n---\n## Samen {.les}\n\nX.\n");
        write("content/2-wijken/2.41-b.md", "---\ntitle: Verre wijk\n---\n## Rare | kop {#a|b}\n");
        write("content/A-termen.md", "---\ntitle: Begrippen\n---\nTekst.\n");
        let guide = load(folder.path());
        (folder, guide)
    }

    fn find(guide: &Arc<Guide>, query: &str, file: &str) -> Vec<String> {
        let references = References::default();
        let request = TargetsRequest { query: query.into(), limit: 20, file: file.into() };
        let found = references.find(guide, &request);
        found.into_iter().map(|target| target.reference).collect()
    }

    #[test]
    fn numbers_come_before_what_begins_with_them() {
        let (_folder, guide) = guide();
        let found = find(&guide, "2.4", "");
        let expected = [
            "[[2.4]]",
            "[[2.4#les-1]]",
            "[[2.4#les-2]]",
            "[[2.4#fig-1]]",
            "[[2.4#tab-1]]",
            "[[2.4.1]]",
            "[[2.4#een-cafe]]",
            "[[2.41]]",
        ];
        assert_eq!(found, expected);
        assert_eq!(find(&guide, "2.4.", ""), found, "a number that is being typed");
        assert_eq!(find(&guide, "[[2.41", ""), ["[[2.41]]"]);
        assert_eq!(find(&guide, "A", "")[0], "[[A]]");
        assert_eq!(find(&guide, "hoofdstuk 2.4.1", "")[0], "[[2.4.1]]");
        assert!(find(&guide, "9.9", "").is_empty());
    }

    #[test]
    fn many_lessons_leave_room_for_the_chapters_below() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
        write("book.toml", "[book]\ntitle = \"Proef\"\n");
        write("content/2.md", &"## Les {.les}\n\nTekst.\n\n".repeat(50));
        for n in 1..5 {
            write(&format!("content/2.{n}.md"), "## Les {.les}\n\nTekst.\n");
        }
        let guide = load(folder.path());
        let request = TargetsRequest { query: "2".into(), limit: 12, file: String::new() };
        let found = References::default().find(&guide, &request);
        let found: Vec<_> = found.iter().map(|target| target.reference.as_str()).collect();
        assert_eq!(found[..2], ["[[2]]", "[[2#les-1]]"]);
        assert_eq!(
            found[6..12],
            ["[[2#les-6]]", "[[2.1]]", "[[2.2]]", "[[2.3]]", "[[2.4]]", "[[2#les-7]]"]
        );
    }

    #[test]
    fn lessons_figures_and_tables_are_found_by_their_counts() {
        let (_folder, guide) = guide();
        let (file, other) = ("content/2-wijken/2.4-lessen.md", "content/A-termen.md");
        for query in ["2.4 les 2", "2.4#les-2", "2.4 lesson 2", "2.4 Les 2"] {
            assert_eq!(find(&guide, query, other)[0], "[[2.4#les-2]]", "{query}");
        }
        assert_eq!(find(&guide, "les 2", file)[0], "[[#les-2]]", "that of the chapter itself");
        assert_eq!(find(&guide, "figuur 1", other)[0], "[[2.4#fig-1]]");
        assert_eq!(find(&guide, "2.4-1", other)[0], "[[2.4#fig-1]]");
        assert_eq!(find(&guide, "tabel 1", other)[0], "[[2.4#tab-1]]");
        assert_eq!(find(&guide, "#les", file), ["[[#les-1]]", "[[#les-2]]"]);
        assert!(find(&guide, "#les", other).is_empty(), "that chapter has none");
    }

    #[test]
    fn titles_that_begin_so_come_first() {
        let (_folder, guide) = guide();
        assert_eq!(find(&guide, "adem", "")[..2], ["[[2.4.1]]", "[[2.4#les-1]]"]);
        assert_eq!(find(&guide, "wijk", "")[..3], ["[[2]]", "[[2.4]]", "[[2.41]]"]);
        assert_eq!(find(&guide, "voor", "")[..2], ["[[voorwoord]]", "[[2.4]]"]);
        assert_eq!(find(&guide, "CAFE", "")[0], "[[2.4#een-cafe]]", "without accents");
        assert_eq!(find(&guide, "plein", "")[0], "[[2.4#fig-1]]");
        assert_eq!(find(&guide, "samen adem", "")[0], "[[2.4.1#les-1]]", "lesson and chapter");
    }

    #[test]
    fn what_only_the_text_says_is_found_as_soon_as_there_is_an_index() {
        let (_folder, guide) = guide();
        let references = References::default();
        let request = TargetsRequest { query: "zeldzaamheden".into(), limit: 9, file: "".into() };
        let start = Instant::now();
        let mut found = references.find(&guide, &request);
        while found.is_empty() && start.elapsed() < Duration::from_secs(60) {
            thread::sleep(Duration::from_millis(5));
            found = references.find(&guide, &request);
        }
        assert_eq!(found[0].reference, "[[2.4#les-2]]");
        assert_eq!(found[0].label, "Les 2: Samen");
        assert_eq!(found[0].context, "2.4 Lessen voor de wijk");
    }

    #[test]
    fn everything_that_is_offered_leads_there() {
        let (_folder, guide) = guide();
        let files = ["", "content/voorwoord.md", "content/2-wijken/2.4-lessen.md", "../x", "/etc"];
        for query in ["", "a", "e", "2", "2.4", "#", "#e", "les 1", "kop", "|", "]]", "[[", "§ 2"]
        {
            for file in files {
                let from = GuidePath::new(file).ok().and_then(|path| path.in_content());
                let from = from.and_then(|path| guide.book.by_path(&path));
                for reference in find(&guide, query, file) {
                    let inner = reference.trim_start_matches('[').trim_end_matches(']');
                    let target = document::Target::of_wiki_link(inner);
                    let to = guide.book.leads_to(from.unwrap_or(ChapterId::HOME), &target);
                    assert!(matches!(to, Destination::Chapter(..)), "{query}: {reference}");
                    assert!(from.is_some() || !reference.starts_with("[[#"), "{reference}");
                }
            }
        }
    }

    #[test]
    fn the_list_follows_an_edit() {
        let (folder, guide) = guide();
        let references = References::default();
        let request =
            |query: &str| TargetsRequest { query: query.into(), limit: 9, ..Default::default() };
        assert_eq!(references.find(&guide, &request("begrippen")).len(), 1);
        fs::write(folder.path().join("content/A-termen.md"), "---\ntitle: Woorden\n---\n").unwrap();
        let after = load(folder.path());
        // An older index may still know the word.
        let found = references.find(&after, &request("begrippen"));
        assert!(found.iter().all(|target| target.label == "A Woorden"), "{found:?}");
        assert_eq!(references.find(&after, &request("woorden"))[0].reference, "[[A]]");
    }
}
