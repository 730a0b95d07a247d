//! Chooses what makes the PDF, and runs programs that do.
//!
//! The typesetter within this program makes the best, from the documents ([`crate::editions`]). For
//! a house style in CSS, a program that is installed on the machine can print the single page.
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

pub use engine::{Engine, Program};
pub use server::Pages;
