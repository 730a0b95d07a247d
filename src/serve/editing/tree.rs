//! The tree of chapters as an editor sees it, drafts included.

use serde::Serialize;

use crate::book::{Book, Chapter, ChapterId, MadePages, Matter};
use crate::guide::Guide;
use crate::messages::message;
use crate::paths::{GuidePath, PublicationPath};
use crate::theme::Strings;
use crate::workspace::Manuscript;

/// All chapters in order, and the boxes that a text can have.
#[derive(Debug, Serialize)]
pub struct Tree {
    chapters: Vec<Place>,
    kinds: Vec<BoxKind>,
}

/// A chapter in the tree.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Place {
    number: Option<String>,
    title: String,
    /// Where it is shown; a draft that is left out is nowhere.
    page: Option<PublicationPath>,
    /// A chapter that only a folder makes has no file.
    file: Option<GuidePath>,
    draft: bool,
    position: &'static str,
    /// How many chapters are above it.
    depth: usize,
}

/// A kind of box.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct BoxKind {
    /// As it is written behind `:::`.
    name: &'static str,
    /// As it is written in the other language.
    also: Option<&'static str>,
    label: String,
}

impl Tree {
    /// The tree of a guide as its authors wrote it, and as it is shown now.
    pub fn new(manuscript: &Manuscript, guide: Option<&Guide>) -> Self {
        let is_draft = |source: &&std::sync::Arc<crate::source::Source>| source.front_matter.draft;
        let has_drafts = manuscript.content.sources.iter().find(is_draft).is_some();
        let whole;
        let book = if has_drafts {
            let Manuscript { content, chapters, config, .. } = manuscript;
            whole = Book::new(content, chapters, config, MadePages::default(), true);
            &whole
        } else {
            &*manuscript.book
        };
        let chapters = book.iter().map(|(id, chapter)| place(book, id, chapter, guide)).collect();
        Self { chapters, kinds: kinds(guide) }
    }
}

fn place(book: &Book, id: ChapterId, chapter: &Chapter, guide: Option<&Guide>) -> Place {
    let shown = guide.and_then(|guide| guide.book.by_name(&chapter.name).map(|id| &guide.book[id]));
    let path = |chapter: &Chapter| chapter.source.as_ref().map(|source| source.path.in_guide());
    Place {
        number: chapter.number_text(),
        title: chapter.title.clone(),
        page: shown.filter(|shown| path(shown) == path(chapter)).map(crate::editions::page_of),
        file: path(chapter),
        draft: chapter.front_matter().draft,
        position: match chapter.matter {
            Matter::Home => "home",
            Matter::Front => "front",
            Matter::Body => "body",
            Matter::Back => "back",
        },
        depth: book.breadcrumb(id).len(),
    }
}

/// The boxes that look different, in the words of the guide.
fn kinds(guide: Option<&Guide>) -> Vec<BoxKind> {
    let nothing = Strings::default();
    let strings = guide.map_or(&nothing, |guide| &guide.theme.strings);
    let is_dutch = guide.is_none_or(|guide| guide.config.book.language.starts_with("nl"));
    let named = |dutch: &'static str, english: &'static str| {
        if is_dutch { (dutch, Some(english)) } else { (english, Some(dutch)) }
    };
    let both = |name: &'static str| (name, None);
    let said = |key: &str| strings.get(key).to_owned();
    [
        (named("kader", "box"), message!("box-plain")),
        (both("tip"), said("box_tip")),
        (named("voorbeeld", "example"), said("box_example")),
        (named("citaat", "quote"), message!("box-quotation")),
        (both("note"), said("alert_note")),
        (both("important"), said("alert_important")),
        (both("warning"), said("alert_warning")),
        (both("caution"), said("alert_caution")),
    ]
    .map(|((name, also), label)| BoxKind { name, also, label })
    .into()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::workspace::{self, Options};

    #[test]
    fn drafts_and_folders_have_their_places() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("book.toml", "[book]\ntitle = \"Proef\"\n");
        write("content/voorwoord.md", "# Voorwoord\n");
        write("content/1-een/1.1-a.md", "---\ntitle: A\n---\n");
        write("content/1-een/1.2-b.md", "---\ntitle: B\ndraft: true\n---\n");
        write("content/dank.md", "---\nposition: back\n---\n");
        let (guide, _) = workspace::load(folder.path(), &Options::default());
        let guide = guide.unwrap();
        let manuscript = Manuscript::read(folder.path(), false).ok().unwrap();
        let tree = Tree::new(&manuscript, Some(&guide));
        let told: Vec<_> = tree
            .chapters
            .iter()
            .map(|place| {
                let page = place.page.as_ref().map_or("-", PublicationPath::as_str);
                let file = place.file.as_ref().map_or("-", GuidePath::as_str);
                let (title, draft) = (&place.title, place.draft);
                format!("{} {title} {page} {file} {draft}", place.depth)
            })
            .collect();
        assert_eq!(
            told,
            [
                "0 Proef index.html - false",
                "1 Voorwoord voorwoord.html content/voorwoord.md false",
                "1 Een 1.html - false",
                "2 A 1.1.html content/1-een/1.1-a.md false",
                "2 B - content/1-een/1.2-b.md true",
                "1 Dank dank.html content/dank.md false",
            ]
        );
        let positions: Vec<_> = tree.chapters.iter().map(|place| place.position).collect();
        assert_eq!(positions, ["home", "front", "body", "body", "body", "back"]);
        assert_eq!(tree.kinds[0].name, "kader");
        assert_eq!(tree.kinds[1].label, "Tip");
    }
}
