//! The typefaces of a book: those within this program, those of the theme, and those of the system
//! where these lack a character.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{LazyLock, OnceLock};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

use super::boxes;
use crate::theme::Asset;

/// The typefaces within this program: Libertinus Serif, and DejaVu Sans Mono for code. The others
/// of the same crate are for formulas.
static BUILT_IN: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let fonts = typst_assets::fonts().flat_map(|bytes| Font::iter(Bytes::new(bytes)));
    fonts.filter(|font| !font.info().family.starts_with("New Computer Modern")).collect()
});

/// The typefaces of the system, by file and place in it.
static OF_SYSTEM: LazyLock<Vec<(PathBuf, u32, FontInfo)>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_system_fonts();
    let font = |face: &fontdb::FaceInfo| {
        let (fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _)) = &face.source
        else {
            return None;
        };
        let info = fonts.with_face_data(face.id, FontInfo::new)??;
        Some((path.clone(), face.index, info))
    };
    fonts.faces().filter_map(font).collect()
});

/// The typefaces of one book.
pub struct Fonts {
    /// What they are called, and which characters they have.
    pub book: LazyHash<FontBook>,
    slots: Vec<Slot>,
    /// The characters of the book that only show as a box.
    pub lacking: BTreeSet<char>,
}

enum Slot {
    Read(Font),
    File { path: &'static PathBuf, index: u32, font: OnceLock<Option<Font>> },
}

impl Fonts {
    /// The typefaces for these texts. Those of the system join where a character is lacking, or if
    /// the guide may name them in templates of its own; so does Arabic, which is within this program
    /// in letters of one width only.
    pub fn new<'a>(
        assets: &BTreeMap<String, Asset>,
        has_own_templates: bool,
        texts: impl Iterator<Item = &'a str>,
    ) -> Self {
        let characters = texts.flat_map(str::chars).filter(|c| !c.is_ascii());
        let used: BTreeSet<char> = characters.filter(|&c| !is_invisible(c)).collect();
        let book = LazyHash::new(FontBook::new());
        let has_arabic = used.iter().any(|&c| is_arabic(c));
        let mut this = Self { book, slots: Vec::new(), lacking: used };
        BUILT_IN.iter().for_each(|font| this.add(font.clone()));
        for (_, asset) in assets.iter().filter(|(name, _)| is_font(name)) {
            Font::iter(Bytes::new(asset.bytes.to_vec())).for_each(|font| this.add(font));
        }
        if has_own_templates || has_arabic || !this.lacking.is_empty() {
            for (path, index, info) in &*OF_SYSTEM {
                this.add_info(info);
                this.slots.push(Slot::File { path, index: *index, font: OnceLock::new() });
            }
        }
        let lacking = this.lacking.clone();
        let boxes = (!lacking.is_empty()).then(|| boxes::typeface(&lacking)).flatten();
        if let Some(font) = boxes.and_then(|bytes| Font::new(Bytes::new(bytes), 0)) {
            this.add(font);
        }
        Self { lacking, ..this }
    }

    fn add(&mut self, font: Font) {
        self.add_info(font.info());
        self.slots.push(Slot::Read(font));
    }

    fn add_info(&mut self, info: &FontInfo) {
        self.lacking.retain(|&c| !info.coverage.contains(c.into()));
        self.book.push(info.clone());
    }

    /// A typeface by its place in the book.
    pub fn get(&self, index: usize) -> Option<Font> {
        match self.slots.get(index)? {
            Slot::Read(font) => Some(font.clone()),
            Slot::File { path, index, font } => font
                .get_or_init(|| Font::new(Bytes::new(std::fs::read(path).ok()?), *index))
                .clone(),
        }
    }

    /// What tells these typefaces from others.
    pub fn hash(&self, hasher: &mut blake3::Hasher) {
        for slot in &self.slots {
            match slot {
                Slot::Read(font) => hasher.update(font.info().family.as_bytes()),
                Slot::File { path, .. } => hasher.update(path.as_os_str().as_encoded_bytes()),
            };
        }
    }
}

fn is_font(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".otf", ".ttf", ".ttc"].iter().any(|extension| name.ends_with(extension))
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}')
}

/// Whether a character has no glyph of its own: it joins, parts or orders others.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::workspace::{self, Options};

    #[test]
    fn arabic_may_be_set_in_typefaces_of_the_system() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        fs::write(folder.path().join("content/1-een.md"), "---\ntitle: Een\n---\n").unwrap();
        fs::write(folder.path().join("book.toml"), "[book]\ntitle = \"Proef\"\n").unwrap();
        let (guide, _) = workspace::load(folder.path(), &Options::default());
        let theme = guide.expect("a sound guide").theme;
        let count = |text| Fonts::new(&theme.assets, false, std::iter::once(text)).slots.len();
        assert_eq!(count("wijk é"), count(""));
        assert_eq!(count("حي"), count("") + OF_SYSTEM.len());
    }
}
