//! Raw HTML, divided where something in it depends on the edition.

use std::ops::Range;

use pulldown_cmark_escape::escape_html;

use super::super::tags::Attribute;
use super::HtmlPiece;
use crate::span::{Mapped, Span, Text};

/// HTML while it is divided into pieces.
pub struct Pieces<'a> {
    pub html: &'a str,
    pub source: &'a Mapped,
    /// How far it is divided.
    pub written: usize,
    pub pieces: Vec<HtmlPiece>,
}

impl<'a> Pieces<'a> {
    /// The span in the chapter of a range of the HTML.
    pub fn span(&self, text: &Text, range: Range<usize>) -> Span {
        self.source.span(text, range)
    }

    /// What is not divided yet, up to `end`.
    fn take_to(&mut self, end: usize) -> &'a str {
        let text = self.html.get(self.written..end).unwrap_or_default();
        self.written = end;
        text
    }

    pub fn text_to(&mut self, end: usize) {
        let text = self.take_to(end);
        if !text.is_empty() {
            self.pieces.push(HtmlPiece::Text(text.to_owned()));
        }
    }

    /// Puts pieces in the place of a value, between quotes that they cannot end.
    pub fn value(&mut self, attribute: &Attribute, pieces: Vec<HtmlPiece>) {
        let quote = usize::from(attribute.is_quoted);
        self.text_to(attribute.value_range.start - quote);
        self.pieces.push(HtmlPiece::Text("\"".into()));
        self.pieces.extend(pieces);
        self.pieces.push(HtmlPiece::Text("\"".into()));
        self.written = attribute.value_range.end + quote;
    }

    pub fn leave_out(&mut self, range: Range<usize>) {
        self.text_to(range.start);
        self.written = range.end;
    }

    pub fn escape_from(&mut self, start: usize) {
        self.text_to(start);
        let rest = self.take_to(self.html.len());
        self.pieces.push(HtmlPiece::Text(escaped(rest)));
    }

    pub fn finish(mut self) -> Vec<HtmlPiece> {
        self.text_to(self.html.len());
        self.pieces
    }
}

/// Text as HTML shows it.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_html(&mut out, text).expect("writing to a string cannot fail");
    out
}
