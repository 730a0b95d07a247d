//! Images that are chosen, dropped or pasted: stored beside the chapter that shows them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::attachments::{self, StoredImage};
use crate::book::{Book, Destination};
use crate::diagnostic::Diagnostic;
use crate::document::{as_address, is_image};
use crate::messages::message;
use crate::new;
use crate::paths::{
    CONTENT, Content, ContentPath, FileKind, GuidePath, Root, file_name, split_extension,
};

/// The largest image that is stored, in bytes.
pub const MOST: usize = 25 << 20;

/// Where images of a chapter go that has none yet.
const FOLDER: &str = "beeld";

/// For which chapter an image is, and what it is called where it comes from.
#[derive(Debug, Clone, Deserialize)]
pub struct ImageRequest {
    /// The chapter, from the folder of the guide.
    pub file: String,
    /// The name of the file.
    #[serde(default)]
    pub name: String,
}

/// An image that has its place in a guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Image {
    /// Its path as the chapter writes it.
    pub path: String,
    /// In CSS pixels, if known.
    pub width: Option<u32>,
    /// In CSS pixels, if known.
    pub height: Option<u32>,
}

/// Gives images that come from elsewhere a place beside a chapter.
pub struct Images {
    /// What is below it cannot be left, not even through a link.
    content: Root<Content>,
    chapter: ContentPath,
    folder: ContentPath,
    /// The files that are to be made.
    new: BTreeMap<ContentPath, Vec<u8>>,
}

impl Images {
    /// Beside a chapter.
    ///
    /// # Errors
    /// A chapter that is not there; a folder that leads elsewhere.
    pub fn beside(root: &Root, book: Option<&Book>, file: &str) -> Result<Self, Diagnostic> {
        let chapter = chapter(file)?;
        let content: Root<Content> = root.descend(&GuidePath::base().child(CONTENT))?;
        if content.kind(&chapter)? != Some(FileKind::File) {
            return Err(no_chapter(file));
        }
        let folder = folder(book, &chapter);
        content.kind(&folder)?;
        Ok(Self { content, chapter, folder, new: BTreeMap::new() })
    }

    /// Gives an image a name that is free. Another image of its name stays, and one with the same
    /// content is this one.
    ///
    /// # Errors
    /// What is no image, or too large; what the file system refuses.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<Image, Diagnostic> {
        if bytes.len() > MOST {
            let (size, most) = (bytes.len().div_ceil(1 << 20), MOST >> 20);
            return Err(Diagnostic::error(message!(
                "store-too-large",
                name = name,
                size = size,
                most = most
            ))
            .help(message!("store-too-large", "help")));
        }
        let StoredImage { extension, bytes, dimensions } =
            attachments::to_store(bytes).map_err(|reason| {
                Diagnostic::error(message!("store-no-image", name = name, reason = reason))
                    .help(message!("store-no-image", "help"))
            })?;
        let stem = stem(name);
        let mut count = 1;
        let path = loop {
            let number = if count > 1 { format!("-{count}") } else { String::new() };
            let path = self.folder.child(&format!("{stem}{number}.{extension}"));
            if self.is_free(&path, &bytes)? {
                break path;
            }
            count += 1;
        };
        if self.content.link_kind(&path)?.is_none() {
            self.new.insert(path.clone(), bytes);
        }
        Ok(Image {
            path: as_address(&path.relative_to(&self.chapter.folder())),
            width: dimensions.map(|(width, _)| width),
            height: dimensions.map(|(_, height)| height),
        })
    }

    /// Whether nothing else is at a path.
    fn is_free(&self, path: &ContentPath, bytes: &[u8]) -> Result<bool, Diagnostic> {
        if let Some(new) = self.new.get(path) {
            return Ok(new == bytes);
        }
        Ok(match self.content.link_kind(path)? {
            None => true,
            Some(FileKind::File) => {
                self.content.read_at_most(path, MOST as u64).is_ok_and(|known| known == bytes)
            }
            Some(_) => false,
        })
    }

    /// The files that are to be made.
    pub fn into_new(self) -> BTreeMap<ContentPath, Vec<u8>> {
        self.new
    }
}

/// The path of a chapter's file, as a browser gives it.
///
/// # Errors
/// A path that is not below `content/`.
pub fn chapter(file: &str) -> Result<ContentPath, Diagnostic> {
    let path = GuidePath::new(file).ok().and_then(|path| path.in_content());
    path.filter(|path| !path.is_base()).ok_or_else(|| no_chapter(file))
}

/// Says that there is no chapter at a path.
pub fn no_chapter(file: &str) -> Diagnostic {
    Diagnostic::error(message!("store-no-chapter", path = file))
}

/// The folder in which the images of a chapter are, or will be.
fn folder(book: Option<&Book>, chapter: &ContentPath) -> ContentPath {
    let own = chapter.folder();
    let id = book.and_then(|book| book.by_path(chapter));
    let shown = book.zip(id).and_then(|(book, id)| {
        book[id].destinations.iter().find_map(|destination| match destination {
            Destination::File(path) if is_image(path.name()) => Some(path.folder()),
            _ => None,
        })
    });
    shown.filter(|folder| folder.is_within(&own)).unwrap_or_else(|| own.child(FOLDER))
}

/// A name for every file system and every address, whatever the file was called.
fn stem(name: &str) -> String {
    let name = file_name(name).rsplit('\\').next().unwrap_or_default();
    let words = new::name_of(split_extension(name).0);
    // Names of devices, which are no names for files on Windows.
    let is_device = |words: &str| {
        matches!(words, "con" | "prn" | "aux" | "nul")
            || words.strip_prefix("com").or_else(|| words.strip_prefix("lpt")).is_some_and(
                |number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()),
            )
    };
    match words {
        words if words.is_empty() => FOLDER.to_owned(),
        words if is_device(&words) => format!("{FOLDER}-{words}"),
        words => words,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const DRAWING: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"/>";

    fn png(width: u32) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let pixels = image::RgbImage::new(width, 2);
        pixels.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn guide() -> (tempfile::TempDir, Root) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content/1 een")).unwrap();
        fs::write(folder.path().join("content/1 een/1.1.md"), "Tekst.\n").unwrap();
        let root = Root::open(folder.path()).unwrap();
        (folder, root)
    }

    fn stored(root: &Root, name: &str, bytes: &[u8]) -> Result<Image, Diagnostic> {
        let mut images = Images::beside(root, None, "content/1 een/1.1.md")?;
        let image = images.add(name, bytes.to_vec())?;
        for (path, bytes) in images.into_new() {
            root.create_folders(&path.in_guide().folder())?;
            root.create_new(&path.in_guide(), &bytes)?;
        }
        Ok(image)
    }

    #[test]
    fn an_image_gets_a_safe_name_and_replaces_none() {
        let (_folder, root) = guide();
        let path = |name: &str, bytes: &[u8]| stored(&root, name, bytes).unwrap().path;
        assert_eq!(path("Foto 1.JPG", &png(2)), "beeld/foto-1.png", "what it really is");
        assert_eq!(path("Foto 1.JPG", &png(3)), "beeld/foto-1-2.png");
        assert_eq!(path("Foto 1.JPG", &png(2)), "beeld/foto-1.png", "the same once more");
        assert_eq!(path("../../geheim/.ssh/Één.png", &png(4)), "beeld/een.png");
        assert_eq!(path("C:\\Mijn foto's\\plein.png", &png(4)), "beeld/plein.png");
        assert_eq!(path("con.png", &png(4)), "beeld/beeld-con.png");
        for name in ["", "..", "/", ".png", "🙂.png", "\0"] {
            let path = path(name, DRAWING);
            assert!(path.starts_with("beeld/") && path.ends_with(".svg"), "{name}: {path}");
        }
        assert!(path(&"lang ".repeat(90), DRAWING).len() < 80);
        assert!(path(&"lang".repeat(90), DRAWING).len() < 80);
    }

    #[test]
    fn images_that_come_together_get_names_of_their_own() {
        let (_folder, root) = guide();
        let mut images = Images::beside(&root, None, "content/1 een/1.1.md").unwrap();
        let mut path = |width| images.add("x.png", png(width)).unwrap().path;
        assert_eq!([2, 3, 2].map(&mut path), ["beeld/x.png", "beeld/x-2.png", "beeld/x.png"]);
        assert_eq!(images.into_new().len(), 2);
    }

    #[test]
    fn only_what_lies_below_content_is_written() {
        let (folder, root) = guide();
        for file in ["", "book.toml", "content", "content/../book.toml", "/etc/x", "content/weg.md"]
        {
            assert!(Images::beside(&root, None, file).is_err(), "{file}");
        }
        #[cfg(unix)]
        {
            let (outside, elsewhere) = (tempfile::tempdir().unwrap(), folder.path().join("themes"));
            fs::create_dir(&elsewhere).unwrap();
            for target in [outside.path(), &elsewhere] {
                let link = folder.path().join("content/1 een/beeld");
                std::os::unix::fs::symlink(target, &link).unwrap();
                assert!(stored(&root, "x.png", &png(2)).is_err());
                assert_eq!(fs::read_dir(target).unwrap().count(), 0);
                fs::remove_file(link).unwrap();
            }
        }
        assert!(stored(&root, "x.png", &png(2)).is_ok());
    }

    #[test]
    fn what_is_refused_leaves_nothing_behind() {
        let (folder, root) = guide();
        for bytes in [&b"tekst"[..], b"", b"<html></html>", &vec![0; MOST + 1]] {
            let problem = stored(&root, "x.png", bytes).unwrap_err();
            assert!(problem.help.is_some(), "{problem}");
        }
        assert!(!folder.path().join("content/1 een/beeld").exists());
    }
}
