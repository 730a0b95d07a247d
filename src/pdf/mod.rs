//! Makes a PDF of the single page with a program that is installed on the machine.
//!
//! WeasyPrint is best at paper: it puts page numbers in the contents and sets footnotes. A browser
//! such as Chromium does neither; both tag the PDF for screen readers. Neither can read files
//! outside the publication.

mod browser;
mod engine;
mod interrupt;
mod run;
mod scratch;
mod server;
mod weasyprint;

pub use engine::Engine;
pub use server::Pages;
