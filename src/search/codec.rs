//! Numbers as text that needs no escapes in a script and compresses well.
//!
//! A number is written in base 32, lowest digit first. Every digit but the last has the high bit of
//! a base-64 digit set, so that small numbers, nearly all of them, take one character.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes one base-64 digit.
pub fn push_digit(out: &mut String, value: u32) {
    out.push(char::from(DIGITS[(value & 63) as usize]));
}

/// Writes a number.
pub fn push_number(out: &mut String, mut value: u32) {
    while value >= 32 {
        push_digit(out, 32 | (value & 31));
        value >>= 5;
    }
    push_digit(out, value);
}

/// Writes ascending numbers as their differences.
pub fn ascending(values: impl IntoIterator<Item = u32>) -> String {
    let mut out = String::new();
    let mut last = 0;
    for value in values {
        push_number(&mut out, value - last);
        last = value;
    }
    out
}

/// A position in such a text. Past the end, everything reads as 0.
pub struct Cursor<'a>(pub &'a [u8]);

impl Cursor<'_> {
    /// Whether the end is reached.
    pub fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads one base-64 digit.
    pub fn digit(&mut self) -> u32 {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        match first {
            b'A'..=b'Z' => u32::from(first - b'A'),
            b'a'..=b'z' => u32::from(first - b'a') + 26,
            b'0'..=b'9' => u32::from(first - b'0') + 52,
            b'-' => 62,
            _ => 63,
        }
    }

    /// Reads a number.
    pub fn number(&mut self) -> u32 {
        let (mut value, mut shift) = (0, 0);
        loop {
            let digit = self.digit();
            value |= (digit & 31) << shift;
            shift += 5;
            if digit < 32 || shift > 25 {
                return value;
            }
        }
    }

    /// Reads up to the next space.
    pub fn word(&mut self) -> String {
        let end = self.0.iter().position(|&byte| byte == b' ').unwrap_or(self.0.len());
        let (word, rest) = self.0.split_at(end);
        self.0 = rest.get(1..).unwrap_or_default();
        String::from_utf8_lossy(word).into_owned()
    }

    /// Reads ascending numbers up to the end.
    pub fn ascending(mut self) -> Vec<u32> {
        let mut out = Vec::new();
        let mut last = 0;
        while !self.is_done() {
            last += self.number();
            out.push(last);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ascending_numbers_survive_encoding(mut values in prop::collection::vec(0_u32..1 << 30, 0..50)) {
            values.sort_unstable();
            let text = ascending(values.iter().copied());
            prop_assert_eq!(Cursor(text.as_bytes()).ascending(), values);
        }
    }
}
