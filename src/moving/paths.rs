//! Which files and folders a move renames.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::numbers::Renumbering;
use crate::new::layout::{Layout, join, split};
use crate::number::Number;
use crate::workspace::Manuscript;

/// Finds the new path of everything below `content/`.
pub struct Paths<'a> {
    renumbering: &'a Renumbering,
    layout: &'a Layout,
    /// The layout of the chapters that keep their parent, under their new numbers. It tells where
    /// the others belong.
    settled: Layout,
    /// The numbers of folders and chapters, by path.
    numbers: HashMap<&'a str, Number>,
    folders: HashMap<&'a str, &'a Number>,
    known: RefCell<HashMap<String, String>>,
}

impl<'a> Paths<'a> {
    /// For a guide and the numbers that change in it.
    pub fn new(
        manuscript: &'a Manuscript,
        layout: &'a Layout,
        renumbering: &'a Renumbering,
    ) -> Self {
        let content = &manuscript.content;
        let folders = content.folders.iter().map(|folder| (folder.path.as_str(), &folder.number));
        let folders: HashMap<_, _> = folders.collect();
        let mut numbers: HashMap<&str, Number> =
            folders.iter().map(|(path, number)| (*path, (*number).clone())).collect();
        for (_, chapter) in manuscript.book.chapters() {
            if let (Some(number), Some(source)) = (&chapter.number, &chapter.source)
                && !source.is_index()
                && let Some(source) = content.sources.iter().find(|known| known.path == source.path)
            {
                numbers.insert(source.path.as_str(), number.clone());
            }
        }
        let stays = |number: &Number| {
            let new = renumbering.after(number);
            let parent = number.parent().map(|parent| renumbering.after(&parent));
            (parent == new.parent() && number.is_appendix() == new.is_appendix()).then_some(new)
        };
        let settled = layout.renumbered(stays);
        Self { renumbering, layout, settled, numbers, folders, known: RefCell::default() }
    }

    /// The new path of a file or folder.
    pub fn new_path(&self, path: &str) -> String {
        if path.is_empty() {
            return String::new();
        }
        if let Some(known) = self.known.borrow().get(path) {
            return known.clone();
        }
        let new = self.find(path);
        self.known.borrow_mut().insert(path.to_owned(), new.clone());
        new
    }

    fn find(&self, path: &str) -> String {
        let (folder, name) = split(path);
        let Some(number) = self.numbers.get(path) else {
            return join(&self.new_path(folder), name);
        };
        let Some(new) = self.renumbering.of(number) else {
            return join(&self.new_path(folder), name);
        };
        join(&self.new_folder(path, number, &new), &renamed(name, number, &new))
    }

    /// The folder that a chapter or folder with a new number moves to.
    fn new_folder(&self, path: &str, number: &Number, new: &Number) -> String {
        let folder = split(path).0;
        let Some((root, new_root)) = self.renumbering.root(number) else {
            return self.new_path(folder);
        };
        if root == number {
            let settled = self.settled.item(new).is_some_and(|item| item.path == path);
            return if settled && self.admits(folder, new) {
                self.new_path(folder)
            } else {
                self.new_path(&self.settled.place(new).folder)
            };
        }
        // What lies below the moved chapter goes with its folder, or else where that chapter goes.
        let root_item = self.layout.item(root);
        let is_beside_root = root_item.is_some_and(|item| split(&item.path).0 == folder);
        if self.admits(folder, new) && !is_beside_root {
            return self.new_path(folder);
        }
        match root_item {
            Some(item) => split(&self.new_path(&item.path)).0.to_owned(),
            None => self.new_path(&self.settled.place(new_root).folder),
        }
    }

    /// Whether a folder may hold a chapter: it is the folder of an ancestor, or has no number.
    fn admits(&self, folder: &str, new: &Number) -> bool {
        let numbered = std::iter::successors(Some(folder), |path| {
            path.rsplit_once('/').map(|(above, _)| above)
        })
        .find_map(|path| self.folders.get(path));
        numbered.is_none_or(|number| new.is_below(&self.renumbering.after(number)))
    }

    /// The renames that make the move. A folder is renamed as a whole, and what gets another name
    /// within it separately.
    pub fn renames(&self, manuscript: &Manuscript) -> BTreeMap<String, String> {
        everything(manuscript)
            .into_iter()
            .filter_map(|path| {
                let (folder, name) = split(&path);
                let new = self.new_path(&path);
                (new != join(&self.new_path(folder), name)).then_some((path, new))
            })
            .collect()
    }
}

/// All files and folders below `content/`.
fn everything(manuscript: &Manuscript) -> BTreeSet<String> {
    let content = &manuscript.content;
    let mut paths: BTreeSet<String> =
        content.folders.iter().map(|folder| folder.path.to_string()).collect();
    let sources = content.sources.iter().map(|source| &source.path);
    for path in sources.chain(&content.files) {
        paths.insert(path.to_string());
        let above = std::iter::successors(Some(path.as_str()), |path| {
            path.rsplit_once('/').map(|(above, _)| above)
        });
        paths.extend(above.map(str::to_owned));
    }
    paths
}

/// A file name with its number replaced. It stays as it is if the number is not in the name but in
/// the front matter.
fn renamed(name: &str, old: &Number, new: &Number) -> String {
    let (stem, extension) = match name.strip_suffix(".md") {
        Some(stem) => (stem, ".md"),
        None => (name, ""),
    };
    match Number::split_name(stem) {
        Some((number, _)) if number == *old => {
            let stem = Number::rename(stem, new).unwrap_or_else(|| stem.to_owned());
            format!("{stem}{extension}")
        }
        _ => name.to_owned(),
    }
}
