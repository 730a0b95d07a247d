//! Which files and folders a move renames.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::numbers::Renumbering;
use crate::new;
use crate::new::layout::Layout;
use crate::number::Number;
use crate::paths::ContentPath;
use crate::source::is_chapter_extension;
use crate::workspace::Manuscript;

/// Finds the new path of everything below `content/`.
pub struct Paths<'a> {
    renumbering: &'a Renumbering,
    layout: &'a Layout,
    /// The layout of the chapters that keep their parent, under their new numbers. It tells where
    /// the others belong.
    settled: Layout,
    /// The numbers of folders and chapters, by path.
    numbers: HashMap<&'a ContentPath, Number>,
    folders: HashMap<&'a ContentPath, &'a Number>,
    known: RefCell<HashMap<ContentPath, ContentPath>>,
}

impl<'a> Paths<'a> {
    /// For a guide and the numbers that change in it.
    pub fn new(
        manuscript: &'a Manuscript,
        layout: &'a Layout,
        renumbering: &'a Renumbering,
    ) -> Self {
        let content = &manuscript.content;
        let folders: HashMap<_, _> =
            content.folders.iter().map(|folder| (&folder.path, &folder.number)).collect();
        let mut numbers: HashMap<&ContentPath, Number> =
            folders.iter().map(|(path, number)| (*path, (*number).clone())).collect();
        for (_, chapter) in manuscript.book.chapters() {
            if let (Some(number), Some(source)) = (&chapter.number, &chapter.source)
                && !source.is_index()
            {
                numbers.insert(&source.path, number.clone());
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
    pub fn new_path(&self, path: &ContentPath) -> ContentPath {
        if path.is_base() {
            return ContentPath::base();
        }
        if let Some(known) = self.known.borrow().get(path) {
            return known.clone();
        }
        let new = self.find(path);
        self.known.borrow_mut().insert(path.clone(), new.clone());
        new
    }

    /// The path of a chapter that is made, when numbers have changed.
    pub fn of_new(&self, number: &Number, title: &str) -> ContentPath {
        let path = new::path(&self.settled, number, title);
        self.new_path(&path.folder()).child(path.name())
    }

    fn find(&self, path: &ContentPath) -> ContentPath {
        let number = self.numbers.get(path);
        match number.and_then(|number| Some((number, self.renumbering.of(number)?))) {
            None => self.along(path),
            Some((number, new)) => {
                self.new_folder(path, number, &new).child(&renamed(path.name(), number, &new))
            }
        }
    }

    /// The new path of what keeps its name in its folder.
    fn along(&self, path: &ContentPath) -> ContentPath {
        self.new_path(&path.folder()).child(path.name())
    }

    /// The folder that a chapter or folder with a new number moves to.
    fn new_folder(&self, path: &ContentPath, number: &Number, new: &Number) -> ContentPath {
        let folder = path.folder();
        let Some((root, new_root)) = self.renumbering.root(number) else {
            return self.new_path(&folder);
        };
        if root == number {
            let settled = self.settled.item(new).is_some_and(|item| item.path == *path);
            return if settled && self.admits(&folder, new) {
                self.new_path(&folder)
            } else {
                self.new_path(&self.settled.place(new).folder)
            };
        }
        // Chapters below the moved one go with their folder, else to where that one goes.
        let root_item = self.layout.item(root);
        let is_beside_root = root_item.is_some_and(|item| item.path.folder() == folder);
        if self.admits(&folder, new) && !is_beside_root {
            return self.new_path(&folder);
        }
        match root_item {
            Some(item) => self.new_path(&item.path).folder(),
            None => self.new_path(&self.settled.place(new_root).folder),
        }
    }

    /// Whether a folder may hold a chapter: it is the folder of an ancestor, or has no number.
    fn admits(&self, folder: &ContentPath, new: &Number) -> bool {
        let mut above = std::iter::once(folder.clone()).chain(folder.folders());
        let numbered = above.find_map(|path| self.folders.get(&path).copied());
        numbered.is_none_or(|number| new.is_below(&self.renumbering.after(number)))
    }

    /// The renames that make the move. A folder is renamed as a whole, and what gets another name
    /// within it separately.
    pub fn renames(&self, manuscript: &Manuscript) -> BTreeMap<ContentPath, ContentPath> {
        everything(manuscript)
            .into_iter()
            .filter_map(|path| {
                let new = self.new_path(&path);
                (new != self.along(&path)).then_some((path, new))
            })
            .collect()
    }
}

/// All files and folders below `content/`.
fn everything(manuscript: &Manuscript) -> BTreeSet<ContentPath> {
    let content = &manuscript.content;
    let folders = content.folders.iter().map(|folder| folder.path.clone());
    let sources = content.sources.iter().map(|source| &source.path);
    let files = sources.chain(&content.files);
    let files = files.flat_map(|path| std::iter::once(path.clone()).chain(path.folders()));
    folders.chain(files).collect()
}

/// A file name with its number replaced. It stays as it is if the number is not in the name but in
/// the front matter.
fn renamed(name: &str, old: &Number, new: &Number) -> String {
    let parts = name.rsplit_once('.').filter(|(_, end)| is_chapter_extension(end));
    let (stem, extension) = parts.unwrap_or((name, ""));
    let dot = if extension.is_empty() { "" } else { "." };
    match Number::split_name(stem) {
        Some((number, _)) if number == *old => {
            let stem = Number::rename(stem, new).unwrap_or_else(|| stem.to_owned());
            format!("{stem}{dot}{extension}")
        }
        _ => name.to_owned(),
    }
}
