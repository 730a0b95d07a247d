//! Control characters, which no page, feed or terminal should get.

use std::borrow::Cow;

/// Whether a character is not part of a text: a control character, or one that XML does not allow.
pub fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Whether a byte is a control character or may be the first byte of one. Most texts have none, which
/// their bytes tell sooner than their characters.
fn may_be_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || matches!(byte, 0x7f | 0xc2 | 0xef)
}

/// Whether any byte of a text is of a kind. Bytes are looked at in blocks, which takes a fraction of
/// the time that one after the other does.
pub fn has_byte(text: &str, is: impl Fn(u8) -> bool) -> bool {
    const BLOCK: usize = 256;
    let blocks = text.as_bytes().chunks(BLOCK);
    blocks.into_iter().any(|block| block.iter().fold(false, |found, &byte| found | is(byte)))
}

/// Whether a text has control characters.
pub fn has_controls(text: &str) -> bool {
    has_byte(text, may_be_control) && text.contains(is_control)
}

/// A text with its control characters replaced by spaces, one for each byte, so that all offsets
/// stay the same.
pub fn blank(text: &str) -> Cow<'_, str> {
    if !has_controls(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_control(c) {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_moves() {
        assert_eq!(blank("a\u{1b}[1m\t\r\n\u{c}é\0\u{85}\u{ffff}b"), "a [1m\t\r\n é      b");
        assert!(matches!(blank("één\n"), Cow::Borrowed(_)));
    }
}
