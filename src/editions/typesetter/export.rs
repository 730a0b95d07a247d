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
}

/// Exports a book. Whatever happens, the PDF is tagged, and the same book gives the same bytes.
///
/// # Errors
/// What keeps it from being a PDF at all.
pub fn export(
    document: &PagedDocument,
    standard: PdfStandard,
    date: Option<Datetime>,
) -> Result<Exported, Vec<SourceDiagnostic>> {
    let pdf = |standards: PdfStandards| {
        let options = PdfOptions {
            creator: Smart::Custom(Some(format!("wijkengids {}", env!("CARGO_PKG_VERSION")))),
            timestamp: date.map(Timestamp::new_utc),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(document, &options)
    };
    match pdf(standards(standard)) {
        Ok(bytes) => Ok(Exported { bytes, breaches: Vec::new() }),
        Err(breaches) => {
            let bytes = pdf(PdfStandards::default()).map_err(|errors| errors.to_vec())?;
            Ok(Exported { bytes, breaches: breaches.to_vec() })
        }
    }
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
