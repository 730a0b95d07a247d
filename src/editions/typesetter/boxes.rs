//! A typeface with a box for each character that no other typeface has. Typst draws a box by itself,
//! but loses the character: nobody can search for it, copy it or hear it.

use std::collections::BTreeSet;

use kurbo::{BezPath, Rect, Shape};
use write_fonts::FontBuilder;
use write_fonts::tables::cmap::Cmap;
use write_fonts::tables::glyf::{GlyfLocaBuilder, SimpleGlyph};
use write_fonts::tables::head::Head;
use write_fonts::tables::hhea::Hhea;
use write_fonts::tables::hmtx::{Hmtx, LongMetric};
use write_fonts::tables::loca::LocaFormat;
use write_fonts::tables::maxp::Maxp;
use write_fonts::tables::name::{Name, NameRecord};
use write_fonts::tables::os2::Os2;
use write_fonts::tables::post::Post;
use write_fonts::types::{FWord, GlyphId, NameId, UfWord};

/// The name of the typeface.
const NAME: &str = "Wijkengids Boxes";

/// Into how many units the size of a letter is divided.
const EM: u16 = 1000;
const WIDTH: u16 = 640;
const ASCENT: i16 = 800;
const DESCENT: i16 = -200;

/// The most characters in one typeface, with room for a glyph that stands for none.
const MOST: usize = 60_000;

/// The typeface for these characters.
pub fn typeface(characters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let characters: Vec<char> = characters.iter().copied().take(MOST).collect();
    let count = u16::try_from(characters.len()).ok()? + 1;
    let mut glyphs = GlyfLocaBuilder::new();
    let glyph = empty_box()?;
    for _ in 0..count {
        glyphs.add_glyph(&glyph).ok()?;
    }
    let (glyf, loca, format) = glyphs.build();
    let head = Head {
        units_per_em: EM,
        index_to_loc_format: i16::from(matches!(format, LocaFormat::Long)),
        ..Head::default()
    };
    let hhea = Hhea {
        ascender: FWord::new(ASCENT),
        descender: FWord::new(DESCENT),
        advance_width_max: UfWord::new(WIDTH),
        caret_slope_rise: 1,
        number_of_h_metrics: 1,
        ..Hhea::default()
    };
    let maxp = Maxp { max_points: Some(8), max_contours: Some(2), ..version_1(count) };
    let hmtx = Hmtx::new(vec![LongMetric::new(WIDTH, LEFT)], vec![LEFT; usize::from(count) - 1]);
    let numbered = characters.into_iter().zip(1_u32..);
    let cmap = Cmap::from_mappings(numbered.map(|(c, id)| (c, GlyphId::new(id)))).ok()?;
    let os2 = Os2 {
        s_typo_ascender: ASCENT,
        s_typo_descender: DESCENT,
        us_win_ascent: ASCENT.unsigned_abs(),
        us_win_descent: DESCENT.unsigned_abs(),
        ..Os2::default()
    };
    let mut font = FontBuilder::new();
    font.add_table(&head).ok()?.add_table(&hhea).ok()?.add_table(&maxp).ok()?;
    font.add_table(&hmtx).ok()?.add_table(&cmap).ok()?.add_table(&os2).ok()?;
    font.add_table(&glyf).ok()?.add_table(&loca).ok()?.add_table(&name()).ok()?;
    font.add_table(&Post::default()).ok()?;
    Some(font.build())
}

const LEFT: i16 = 60;

/// A rectangle with a smaller one cut out of it.
fn empty_box() -> Option<SimpleGlyph> {
    let outer = Rect::new(LEFT.into(), 0.0, 580.0, 700.0);
    let mut path: BezPath = outer.to_path(0.1);
    path.extend(outer.inset(-40.0).to_path(0.1).reverse_subpaths());
    SimpleGlyph::from_bezpath(&path).ok()
}

/// What a table of version 1 must have.
fn version_1(count: u16) -> Maxp {
    Maxp {
        num_glyphs: count,
        max_points: Some(0),
        max_contours: Some(0),
        max_composite_points: Some(0),
        max_composite_contours: Some(0),
        max_zones: Some(1),
        max_twilight_points: Some(0),
        max_storage: Some(0),
        max_function_defs: Some(0),
        max_instruction_defs: Some(0),
        max_stack_elements: Some(0),
        max_size_of_instructions: Some(0),
        max_component_elements: Some(0),
        max_component_depth: Some(0),
    }
}

fn name() -> Name {
    // Windows, Unicode, English of the United States.
    let record = |id, text: &str| NameRecord::new(3, 1, 0x409, id, text.to_owned().into());
    Name::new(vec![
        record(NameId::FAMILY_NAME, NAME),
        record(NameId::SUBFAMILY_NAME, "Regular"),
        record(NameId::FULL_NAME, NAME),
        record(NameId::POSTSCRIPT_NAME, "WijkengidsBoxes"),
    ])
}

#[cfg(test)]
mod tests {
    use typst::foundations::Bytes;
    use typst::text::Font;

    use super::*;

    #[test]
    fn a_typeface_has_the_characters_and_no_others() {
        let characters: BTreeSet<char> = ['\u{378}', '漢', '\u{10600}'].into();
        let bytes = typeface(&characters).expect("a typeface");
        let font = Font::new(Bytes::new(bytes), 0).expect("a typeface that can be read");
        assert_eq!(font.info().family, NAME);
        let covered: BTreeSet<u32> = font.info().coverage.iter().collect();
        assert_eq!(covered, characters.iter().map(|&c| u32::from(c)).collect());
        let every: BTreeSet<char> = ('\u{20000}'..='\u{2ffff}').collect();
        assert!(typeface(&every).is_some());
    }
}
