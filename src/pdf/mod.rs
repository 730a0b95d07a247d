//! From the single page to a PDF, by a program found on the machine.
//!
//! WeasyPrint knows paper best: it counts pages for the contents and sets footnotes. A browser
//! such as Chromium does without, and both tag the PDF for screen readers.

mod engine;
mod run;

pub use engine::Engine;
