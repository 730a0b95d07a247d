//! How a guide arranges its chapters in files and folders, so that a new or moved chapter goes
//! where its editors would have put it.

use std::collections::BTreeMap;

use crate::number::Number;
use crate::paths::ContentPath;
use crate::workspace::Manuscript;

/// What a chapter is on disk: a folder with an `index.md`, or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The folder, or the file.
    pub path: ContentPath,
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
    /// The folder.
    pub folder: ContentPath,
    /// Whether its siblings are folders of their own.
    pub as_folder: bool,
    /// What separates number and words in file names here.
    pub separator: char,
}

impl Layout {
    /// The layout of a guide.
    pub fn of(manuscript: &Manuscript) -> Self {
        let folders = manuscript.content.folders.iter().map(|folder| {
            (folder.number.clone(), Item { path: folder.path.clone(), is_folder: true })
        });
        let mut items: BTreeMap<Number, Item> = folders.collect();
        for (_, chapter) in manuscript.book.chapters() {
            let (Some(number), Some(source)) = (&chapter.number, &chapter.source) else { continue };
            let is_folder = source.is_index() && !source.folder().is_base();
            let path = if is_folder { source.folder() } else { source.path.clone() };
            items.insert(number.clone(), Item { path, is_folder });
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

    /// A number as this guide writes it: as it is, else with the leading zeros of the
    /// numbers around it.
    pub fn as_written(&self, number: &Number) -> Number {
        if let Some((known, _)) = self.items.get_key_value(number) {
            return known.clone();
        }
        let parent = number.parent().map(|parent| self.as_written(&parent));
        let siblings = self.siblings(number).map(|(sibling, _)| sibling);
        number.written_like(parent.as_ref(), siblings)
    }

    /// What the chapter with a number is on disk.
    pub fn item(&self, number: &Number) -> Option<&Item> {
        self.items.get(number)
    }

    /// All numbers, including those of folders without a text.
    pub fn numbers(&self) -> impl Iterator<Item = &Number> {
        self.items.keys()
    }

    /// The numbers from one on. What lies below a number comes directly after it.
    pub fn numbers_from(&self, number: &Number) -> impl Iterator<Item = &Number> {
        self.items.range(number..).map(|(number, _)| number)
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
            Some((_, sibling)) => sibling.path.folder(),
            None => match above {
                Some(above) if above.is_folder => above.path.clone(),
                Some(above) => above.path.folder(),
                None => ContentPath::base(),
            },
        };
        let folders = self.siblings(number).filter(|(_, item)| item.is_folder).count();
        let nearest = nearest.map(|(_, item)| item);
        let style = nearest.or(above).or_else(|| self.items.values().next());
        Location {
            folder,
            as_folder: folders * 2 > self.siblings(number).count(),
            separator: style.and_then(|item| separator(item.path.name())).unwrap_or('-'),
        }
    }
}

fn separator(name: &str) -> Option<char> {
    let (_, words) = Number::split_name(name)?;
    name.strip_suffix(words)?.chars().next_back().filter(|c| matches!(c, '-' | '_' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(items: &[&str]) -> Layout {
        let items = items.iter().map(|path| {
            let path = ContentPath::new(path).unwrap();
            let stem = path.name().strip_suffix(".md").unwrap_or(path.name());
            let (number, _) = Number::split_name(stem).unwrap();
            (number, Item { is_folder: path.extension() != Some("md"), path })
        });
        Layout { items: items.collect() }
    }

    fn place(items: &[&str], number: &str) -> (String, bool, char) {
        let place = layout(items).place(&number.parse().unwrap());
        (place.folder.to_string(), place.as_folder, place.separator)
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
    fn numbers_are_written_as_those_around_them() {
        let guide = layout(&["5-a/", "5-a/5.01-b.md", "5-a/5.01.01-c.md", "6.md"]);
        let written = |text: &str| guide.as_written(&text.parse().unwrap()).to_string();
        assert_eq!(written("5.1"), "5.01");
        assert_eq!(written("5.2"), "5.02");
        assert_eq!(written("5.1.2"), "5.01.02");
        assert_eq!(written("5.1.1.4"), "5.01.01.4");
        assert_eq!(written("7"), "7");
    }

    #[test]
    fn appendices_go_among_appendices() {
        let guide = ["1-a.md", "bijlagen/A-b.md"];
        assert_eq!(place(&guide, "B"), ("bijlagen".into(), false, '-'));
        assert_eq!(place(&guide, "2"), (String::new(), false, '-'));
    }
}
