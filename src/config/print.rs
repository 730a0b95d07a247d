//! `[print]`: the single page for print, and the PDF.

use serde::{Deserialize, Serialize};

use crate::diagnostic::refuse;
use crate::messages::message;

/// `[print]`: contents and layout of the printed edition.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Print {
    /// The paper: the name of a size, or width and height ("170mm 240mm").
    #[serde(deserialize_with = "paper")]
    pub paper: Paper,
    /// Whether it is printed on both sides: margins and running heads are mirrored, and parts start
    /// on a right-hand page.
    #[serde(alias = "two_sided")]
    pub two_sided: bool,
    /// The chapters in it, by number or name, each with those below it. By default all.
    pub include: Vec<String>,
    /// Whether styles and images are embedded, so that the page is one file.
    #[serde(alias = "self_contained")]
    pub self_contained: bool,
    /// Whether a build also makes a PDF.
    pub pdf: bool,
    /// Whether a build also makes an e-book.
    pub epub: bool,
    /// The standard that the PDF keeps to.
    #[serde(alias = "pdf_standard")]
    pub pdf_standard: PdfStandard,
    /// Whether each part of the guide also gets a PDF of its own.
    pub parts: bool,
    /// Whether a build also makes a PDF with a card for each lesson, for a printer.
    pub cards: bool,
    /// Which cards stand together.
    #[serde(alias = "cards_by")]
    pub cards_by: CardsBy,
}

/// What cards that stand together have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CardsBy {
    /// The chapter of the lesson.
    #[default]
    Chapter,
    /// The part of the guide that the chapter is in.
    Part,
    /// The first theme of the lesson, in the order of the lesson index.
    Theme,
}

/// A standard for PDF files. Whichever it is, the file is tagged for screen readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
pub enum PdfStandard {
    /// PDF/UA-1: accessible to everyone.
    #[default]
    #[serde(rename = "ua-1")]
    Ua1,
    /// PDF/A-2a: to be kept in archives.
    #[serde(rename = "a-2a")]
    A2a,
    /// PDF/A-3a: the same, with files in it.
    #[serde(rename = "a-3a")]
    A3a,
    /// Plain PDF 1.7.
    #[serde(rename = "1.7")]
    Pdf17,
}

impl PdfStandard {
    /// How the standard calls itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ua1 => "PDF/UA-1",
            Self::A2a => "PDF/A-2a",
            Self::A3a => "PDF/A-3a",
            Self::Pdf17 => "PDF 1.7",
        }
    }
}

impl Default for Print {
    fn default() -> Self {
        Self {
            paper: Paper::A4,
            two_sided: true,
            include: Vec::new(),
            self_contained: false,
            pdf: false,
            epub: false,
            pdf_standard: PdfStandard::default(),
            parts: false,
            cards: false,
            cards_by: CardsBy::default(),
        }
    }
}

/// A sheet of paper, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs, reason = "the names explain themselves")]
pub struct Paper {
    pub width: f32,
    pub height: f32,
}

impl Paper {
    const A4: Self = Self { width: 210.0, height: 297.0 };

    /// The sizes that have a name.
    const NAMED: [(&str, Self); 6] = [
        ("A3", Self { width: 297.0, height: 420.0 }),
        ("A4", Self::A4),
        ("A5", Self { width: 148.0, height: 210.0 }),
        ("B5", Self { width: 176.0, height: 250.0 }),
        ("letter", Self { width: 215.9, height: 279.4 }),
        ("legal", Self { width: 215.9, height: 355.6 }),
    ];

    fn parse(text: &str) -> Option<Self> {
        let named = Self::NAMED.iter().find(|(name, _)| name.eq_ignore_ascii_case(text.trim()));
        if let Some((_, paper)) = named {
            return Some(*paper);
        }
        let mut lengths = text.split_whitespace().map(millimetres);
        let (Some(Some(width)), Some(Some(height)), None) =
            (lengths.next(), lengths.next(), lengths.next())
        else {
            return None;
        };
        // From a postcard, below which no text fits, to a poster, above which nothing prints.
        let is_usable = |length: f32| (80.0..=1200.0).contains(&length);
        (is_usable(width) && is_usable(height)).then_some(Self { width, height })
    }
}

fn millimetres(length: &str) -> Option<f32> {
    let (number, factor) = [("mm", 1.0), ("cm", 10.0), ("in", 25.4)]
        .into_iter()
        .find_map(|(unit, factor)| Some((length.strip_suffix(unit)?, factor)))?;
    Some(number.parse::<f32>().ok()? * factor)
}

fn paper<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Paper, D::Error> {
    let text = String::deserialize(input)?;
    Paper::parse(&text).ok_or_else(|| {
        refuse(&message!("not-a-paper", paper = text), &message!("not-a-paper", "help"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_has_a_name_or_two_lengths() {
        assert_eq!(Paper::parse("a4"), Some(Paper::A4));
        assert_eq!(Paper::parse("170mm 24cm"), Some(Paper { width: 170.0, height: 240.0 }));
        assert_eq!(Paper::parse("8.5in 11in").unwrap().height, 279.4);
        for wrong in ["", "A9", "170 240", "170mm", "1mm 240mm", "NaNmm 240mm", "1cm 2cm 3cm"] {
            assert_eq!(Paper::parse(wrong), None, "{wrong}");
        }
    }
}
