//! A typeset book as a PDF that keeps to a standard.

use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandards, Timestamp};

use crate::config::PdfStandard;

/// A PDF, and what in it breaks the standard: then it does not claim to keep to it.
pub struct Exported {
    pub bytes: Vec<u8>,
    pub breaches: Vec<SourceDiagnostic>,
    /// Whether it has tags for screen readers.
    pub is_tagged: bool,
}

/// Exports a book. The PDF is tagged unless Typst fails at that, and the same book gives the same bytes.
///
/// # Errors
/// What keeps it from being a PDF at all.
pub fn export(
    document: &PagedDocument,
    standard: PdfStandard,
    date: Option<Datetime>,
) -> Result<Exported, Vec<SourceDiagnostic>> {
    let pdf = |standards: PdfStandards, tagged: bool| {
        let options = PdfOptions {
            creator: Smart::Custom(Some(format!("wijkengids {}", env!("CARGO_PKG_VERSION")))),
            timestamp: date.map(Timestamp::new_utc),
            standards,
            tagged,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(document, &options)
    };
    let (bytes, breaches, is_tagged) = match pdf(standards(standard), true) {
        Ok(bytes) => (bytes, Vec::new(), true),
        Err(breaches) => match pdf(PdfStandards::default(), true) {
            Ok(bytes) => (bytes, breaches.to_vec(), true),
            Err(errors) => {
                let untagged = pdf(PdfStandards::default(), false);
                (untagged.map_err(|errors| errors.to_vec())?, errors.to_vec(), false)
            }
        },
    };
    Ok(Exported { bytes: title_shown(&bytes).unwrap_or(bytes), breaches, is_tagged })
}

/// The same PDF, of which a reader shows the title rather than the name of the file: Typst asks for
/// that only where PDF/UA is claimed. `None` if it is asked for, or if the file is not as Typst writes
/// it: the catalog is the last object, so that nothing moves but the table behind it.
fn title_shown(pdf: &[u8]) -> Option<Vec<u8>> {
    const PREFERENCES: &[u8] = b"/ViewerPreferences<<";
    const TITLE: &[u8] = b"/DisplayDocTitle true";
    const OBJECT_END: &[u8] = b"endobj\n";
    const TABLE_AT: &[u8] = b"startxref\n";
    let after = |from: usize, what: &[u8]| {
        let found = pdf.get(from..)?.windows(what.len()).position(|part| part == what)?;
        Some(from + found + what.len())
    };
    let last = |what: &[u8]| pdf.windows(what.len()).rposition(|part| part == what);
    let place = after(last(b"<</Type/Catalog")?, PREFERENCES)?;
    let table_at = last(TABLE_AT)? + TABLE_AT.len();
    let (number, end) = std::str::from_utf8(pdf.get(table_at..)?).ok()?.split_once('\n')?;
    let table: usize = number.parse().ok()?;
    let is_asked = pdf.get(place..)?.starts_with(TITLE);
    if is_asked || after(place, OBJECT_END)? != table {
        return None;
    }
    let moved = (table + TITLE.len()).to_string();
    let (before, behind) = (pdf.get(..place)?, pdf.get(place..table_at)?);
    Some([before, TITLE, behind, moved.as_bytes(), b"\n", end.as_bytes()].concat())
}

fn standards(standard: PdfStandard) -> PdfStandards {
    let standard = match standard {
        PdfStandard::Ua1 => typst_pdf::PdfStandard::Ua_1,
        PdfStandard::A2a => typst_pdf::PdfStandard::A_2a,
        PdfStandard::A3a => typst_pdf::PdfStandard::A_3a,
        PdfStandard::Pdf17 => typst_pdf::PdfStandard::V_1_7,
    };
    PdfStandards::new(&[standard]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_shown_and_the_table_is_found() {
        let start = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/ViewerPreferences<<";
        let made = |preferences: &str| {
            let start = format!("{start}{preferences}/Direction/L2R>>>>\nendobj\n");
            format!("{start}xref\n0 2\ntrailer\n<<>>\nstartxref\n{}\n%%EOF", start.len())
        };
        let shown = title_shown(made("").as_bytes()).expect("a change");
        assert_eq!(String::from_utf8(shown).unwrap(), made("/DisplayDocTitle true"));
        assert_eq!(title_shown(made("/DisplayDocTitle true").as_bytes()), None);
        let other = made("").replace("xref\n0", "2 0 obj\nendobj\nxref\n0");
        let other = other.replace("startxref\n", "startxref\n1");
        for unknown in ["", "<</Type/Catalog", &other] {
            assert_eq!(title_shown(unknown.as_bytes()), None, "{unknown}");
        }
    }
}
