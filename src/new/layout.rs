//! How a guide arranges its chapters in files and folders, so that a new or moved chapter goes
//! where its editors would have put it.

use std::collections::BTreeMap;

use crate::number::Number;
use crate::workspace::Manuscript;

/// What a chapter is on disk: a folder with an `index.md`, or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The path below `content/`: of the folder, or of the file.
    pub path: String,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// The numbered chapters and what each is on disk.
#[derive(Debug, Default)]
pub struct Layout {
    items: BTreeMap<Number, Item>,
}

/// Where a new or moved chapter goes.
#[derive(Debug, PartialEq, Eq)]
pub struct Location {
    /// The folder below `content/`; empty for `content/` itself.
    pub folder: String,
    /// Whether its siblings are folders of their own.
    pub as_folder: bool,
    /// What separates number and words in file names here.
    pub separator: char,
}

impl Layout {
    /// The layout of a guide.
    pub fn of(manuscript: &Manuscript) -> Self {
        let folders = manuscript.content.folders.iter().map(|folder| {
            (folder.number.clone(), Item { path: folder.path.to_string(), is_folder: true })
        });
        let mut items: BTreeMap<Number, Item> = folders.collect();
        for (_, chapter) in manuscript.book.chapters() {
            let (Some(number), Some(source)) = (&chapter.number, &chapter.source) else { continue };
            let is_folder = source.is_index() && !source.folder().is_base();
            let path = if is_folder { source.folder() } else { source.path.clone() };
            items.insert(number.clone(), Item { path: path.to_string(), is_folder });
        }
        Self { items }
    }

    /// The layout with other numbers; what has none is left out.
    pub fn renumbered(&self, number: impl Fn(&Number) -> Option<Number>) -> Self {
        let items = self.items.iter().filter_map(|(n, item)| Some((number(n)?, item.clone())));
        Self { items: items.collect() }
    }

    /// Adds a chapter that is about to be made.
    pub fn insert(&mut self, number: Number, item: Item) {
        self.items.insert(number, item);
    }

    /// What the chapter with a number is on disk.
    pub fn item(&self, number: &Number) -> Option<&Item> {
        self.items.get(number)
    }

    /// All numbers, including those of folders without a text.
    pub fn numbers(&self) -> impl Iterator<Item = &Number> {
        self.items.keys()
    }

    /// The chapters beside a number: below the same parent, and counted the same way.
    fn siblings(&self, number: &Number) -> impl Iterator<Item = (&Number, &Item)> {
        self.items.iter().filter(move |(other, _)| {
            *other != number
                && other.parent() == number.parent()
                && other.is_appendix() == number.is_appendix()
        })
    }

    /// Where a chapter with this number goes: beside its siblings, else to its parent.
    pub fn place(&self, number: &Number) -> Location {
        let before = self.siblings(number).filter(|(other, _)| *other < number).last();
        let nearest = before.or_else(|| self.siblings(number).next());
        let above = number.ancestors().find_map(|above| self.items.get(&above));
        let folder = match nearest {
            Some((_, sibling)) => split(&sibling.path).0.to_owned(),
            None => above
                .map(|above| {
                    if above.is_folder {
                        above.path.clone()
                    } else {
                        split(&above.path).0.to_owned()
                    }
                })
                .unwrap_or_default(),
        };
        let folders = self.siblings(number).filter(|(_, item)| item.is_folder).count();
        let nearest = nearest.map(|(_, item)| item);
        let style = nearest.or(above).or_else(|| self.items.values().next());
        Location {
            folder,
            as_folder: folders * 2 > self.siblings(number).count(),
            separator: style.and_then(|item| separator(split(&item.path).1)).unwrap_or('-'),
        }
    }
}

/// A path's folder and the name in it.
pub fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// A name in a folder; the empty folder is `content/` itself.
pub fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The relative path from a folder to a file.
pub fn relative(folder: &str, file: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = file.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let shared = shared.min(to.len() - 1);
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

fn separator(name: &str) -> Option<char> {
    let (_, words) = Number::split_name(name)?;
    name[..name.len() - words.len()].chars().next_back().filter(|c| matches!(c, '-' | '_' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(items: &[&str]) -> Layout {
        let items = items.iter().map(|path| {
            let name = split(path.trim_end_matches('/')).1;
            let stem = name.strip_suffix(".md").unwrap_or(name);
            let (number, _) = Number::split_name(stem).unwrap();
            let path = path.trim_end_matches('/').to_owned();
            (number, Item { is_folder: !path.ends_with(".md"), path })
        });
        Layout { items: items.collect() }
    }

    fn place(items: &[&str], number: &str) -> (String, bool, char) {
        let place = layout(items).place(&number.parse().unwrap());
        (place.folder, place.as_folder, place.separator)
    }

    #[test]
    fn paths_lead_from_folder_to_file() {
        assert_eq!(relative("a/b", "a/c.md"), "../c.md");
        assert_eq!(relative("", "a/c.md"), "a/c.md");
        assert_eq!(relative("a", "a/b/c.md"), "b/c.md");
        assert_eq!(relative("a/b", "c/d.md"), "../../c/d.md");
        assert_eq!(relative("a/b", "a/b"), "../b");
    }

    #[test]
    fn a_chapter_goes_beside_its_siblings() {
        let guide = ["1-a/", "1-a/1.1-b.md", "2-c/", "2-c/2.4_d/", "2-c/2.4_d/2.4.1_e.md"];
        assert_eq!(place(&guide, "1.2"), ("1-a".into(), false, '-'));
        assert_eq!(place(&guide, "2.5"), ("2-c".into(), true, '_'));
        assert_eq!(place(&guide, "3"), (String::new(), true, '-'));
    }

    #[test]
    fn without_siblings_it_goes_to_its_parent() {
        assert_eq!(place(&["2-c/", "2-c/2.4-d.md"], "2.4.1"), ("2-c".into(), false, '-'));
        assert_eq!(place(&["2-c/"], "2.4.1"), ("2-c".into(), false, '-'));
        assert_eq!(place(&[], "2.4.1"), (String::new(), false, '-'));
    }

    #[test]
    fn appendices_go_among_appendices() {
        let guide = ["1-a.md", "bijlagen/A-b.md"];
        assert_eq!(place(&guide, "B"), ("bijlagen".into(), false, '-'));
        assert_eq!(place(&guide, "2"), (String::new(), false, '-'));
    }
}
