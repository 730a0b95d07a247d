//! The cover: a drawing with the title above the banner.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use tera::Context;
use unicode_segmentation::UnicodeSegmentation;

use crate::book::ChapterId;
use crate::diagnostic::Diagnostic;
use crate::document;
use crate::editions::shared::banner;
use crate::guide::Guide;

/// Sizes of type with how many characters of it fit on a line, the largest first.
const SIZES: [(u32, usize); 5] = [(190, 13), (150, 17), (120, 21), (96, 26), (76, 34)];

/// The most lines of a title.
const LINES: usize = 6;

/// Text that is set in lines, from the top down.
#[derive(Debug, Serialize, PartialEq, Eq)]
struct Setting {
    size: u32,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize, PartialEq, Eq)]
struct Line {
    text: String,
    /// Where its base line is.
    y: u32,
}

/// The cover as a file.
pub struct Cover {
    pub name: &'static str,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

impl Cover {
    /// The cover of a guide: pixels where the program can make them, since not every library shows
    /// drawings, else the drawing itself.
    ///
    /// # Errors
    /// A template that refers to an unknown value.
    pub fn new(guide: &Guide) -> Result<Self, Diagnostic> {
        let drawing = render(guide)?;
        #[cfg(feature = "typeset")]
        if let Some(bytes) = pixels(&drawing) {
            return Ok(Self { name: "cover.png", media_type: "image/png", bytes });
        }
        Ok(Self { name: "cover.svg", media_type: "image/svg+xml", bytes: drawing.into_bytes() })
    }
}

/// A drawing as pixels, in the typefaces within this program. `None` if they lack a character: a
/// reading system may have it.
#[cfg(feature = "typeset")]
fn pixels(drawing: &str) -> Option<Vec<u8>> {
    let drawn = blake3::hash(drawing.as_bytes()).to_hex();
    crate::cache::bytes(&format!("covers/{drawn}.png"), || draw(drawing).ok_or(())).ok()
}

#[cfg(feature = "typeset")]
fn draw(drawing: &str) -> Option<Vec<u8>> {
    use resvg::tiny_skia::{Pixmap, Transform};
    use resvg::usvg::{Options, Tree};

    // From here on scripts follow that these typefaces do not have, up to signs and punctuation.
    let is_foreign = |c: char| c >= '\u{530}' && !matches!(c, '\u{1e00}'..='\u{2bff}');
    if drawing.contains(is_foreign) {
        return None;
    }
    let mut options = Options::default();
    let fonts = options.fontdb_mut();
    typst_assets::fonts().for_each(|bytes| fonts.load_font_data(bytes.to_vec()));
    fonts.set_serif_family("Libertinus Serif");
    let tree = Tree::from_str(drawing, &options).ok()?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().ok()
}

/// The drawing.
fn render(guide: &Guide) -> Result<String, Diagnostic> {
    let book = &guide.config.book;
    let plain = |text: &String| document::plain_line(text, &book.language);
    let title = set(&plain(&book.title), 420, &SIZES);
    let below = title.lines.last().map_or(420, |line| line.y);
    let subtitle = book.subtitle.as_ref().map(|text| set(&plain(text), below + 130, &SIZES[4..]));
    let mut context = Context::new();
    context.insert("title", &title);
    context.insert("subtitle", &subtitle);
    let accents = guide.config.theme.accents(guide.theme.pages);
    context.insert("accent", &accents.map(|(light, _)| light.to_string()));
    context.insert("accent_dark", &accents.map(|(_, dark)| dark.to_string()));
    context.insert("banner", &picture(guide));
    guide.theme.render("epub/cover.xml", context)
}

/// The banner as a data URL, since a drawing that is shown as an image loads no other file.
fn picture(guide: &Guide) -> Option<String> {
    let src = banner(guide, ChapterId::HOME)?.src;
    let asset = guide.theme.assets.values().find(|asset| asset.path == *src);
    let bytes = match asset {
        Some(asset) => Cow::Borrowed(&*asset.bytes),
        None => {
            let mut attachments = guide.attachments.iter();
            let (path, _) = attachments.find(|(_, attachment)| attachment.path == *src)?;
            // A file that can no longer be read is reported when it is published itself.
            Cow::Owned(guide.attachments.read(path).ok()?)
        }
    };
    let kind = mime_guess::from_path(&src).first_or_octet_stream();
    Some(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
}

/// Sets a text in the largest size in which it fits.
fn set(text: &str, top: u32, sizes: &[(u32, usize)]) -> Setting {
    let fits = |(_, width): &&(u32, usize)| {
        let lines = broken(text, *width);
        lines.len() <= LINES.min(3) && lines.iter().all(|line| length(line) <= *width)
    };
    let &(size, width) = sizes.iter().find(fits).unwrap_or(&sizes[sizes.len() - 1]);
    let mut lines = broken(text, width);
    if lines.len() > LINES {
        lines.truncate(LINES);
        lines[LINES - 1].push('…');
    }
    let line = |(row, text): (u32, String)| Line { text, y: top + row * size * 115 / 100 };
    Setting { size, lines: (0..).zip(lines).map(line).collect() }
}

fn length(text: &str) -> usize {
    text.graphemes(true).count()
}

/// A text in lines of this many characters; a longer word is broken where it must.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let letters: Vec<&str> = word.graphemes(true).collect();
        // A word that is a little too long makes the type smaller first.
        for part in letters.chunks(width.max(34)).map(<[&str]>::concat) {
            match lines.last_mut() {
                Some(line) if length(line) + 1 + length(&part) <= width => {
                    line.push(' ');
                    line.push_str(&part);
                }
                _ => lines.push(part),
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> (u32, Vec<String>) {
        let set = set(text, 0, &SIZES);
        (set.size, set.lines.into_iter().map(|line| line.text).collect())
    }

    #[test]
    fn a_title_is_set_as_large_as_it_fits() {
        assert_eq!(lines("Wijkengids"), (190, vec!["Wijkengids".into()]));
        assert_eq!(
            lines("Handboek wijkenaanpak"),
            (190, vec!["Handboek".into(), "wijkenaanpak".into()])
        );
        let (size, _) = lines("Meerjarenuitvoeringsprogramma");
        assert_eq!(size, 76);
        let (size, long) = lines(&"woord ".repeat(200));
        assert_eq!((size, long.len()), (76, LINES));
        assert!(long[LINES - 1].ends_with('…'));
        let (_, endless) = lines(&"a".repeat(10_000));
        assert!(endless.iter().all(|line| line.len() <= 40), "{endless:?}");
        assert_eq!(lines(""), (190, vec![]));
    }
}
