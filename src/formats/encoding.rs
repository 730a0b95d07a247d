//! Bytes as text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::note::{Remark, note};

/// A decoded text, and notes about its encoding.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without control characters.
    pub content: String,
    /// What an editor should look at.
    pub notes: Vec<Remark>,
}

/// Decodes bytes by their byte order mark, else as UTF-8, else as Windows-1252, which older
/// programs wrote.
pub fn decode(bytes: &[u8]) -> Decoded {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let is_utf8 = || std::str::from_utf8(bytes).is_ok();
    let encoding = marked.unwrap_or_else(|| if is_utf8() { UTF_8 } else { WINDOWS_1252 });
    let (content, _, _): (Cow<'_, str>, _, _) = encoding.decode(bytes);
    let mut notes = Vec::new();
    if encoding != UTF_8 {
        notes.push((1, note!("read-encoding", encoding = encoding.name())));
    }
    // Old Macs ended lines with a carriage return alone.
    let content =
        if content.contains('\n') { content.into_owned() } else { content.replace('\r', "\n") };
    let content = without_controls(content, &mut notes);
    Decoded { content, notes }
}

/// Removes control characters; those that separate words, such as a form feed, become spaces.
fn without_controls(content: String, notes: &mut Vec<Remark>) -> String {
    if !content.contains(is_control) {
        return content;
    }
    let mut left_out: usize = 0;
    let mut first = None;
    let mut out = String::with_capacity(content.len());
    for (at, line) in content.split_inclusive('\n').enumerate() {
        for c in line.chars() {
            match c {
                c if is_control(c) && c.is_whitespace() => out.push(' '),
                c if is_control(c) => {
                    left_out += 1;
                    first.get_or_insert(at + 1);
                }
                c => out.push(c),
            }
        }
    }
    if let Some(line) = first {
        notes.push((line, note!("read-controls", count = left_out)));
    }
    out
}

/// Whether a character controls a terminal or a printer, rather than being text.
pub fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_left_out_and_reported() {
        let decoded = decode(b"een\ntw\x1b[31mee\x00\x0cdrie\n");
        assert_eq!(decoded.content, "een\ntw[31mee drie\n");
        let message =
            "2 control characters, which no program shows, are left out; the first is here";
        let [(2, note)] = decoded.notes.as_slice() else { panic!("{:?}", decoded.notes) };
        assert_eq!(note.message, message);
        assert!(decode("één\r\n\ttwee".as_bytes()).notes.is_empty());
    }
}
