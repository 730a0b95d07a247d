//! The addresses of a chapter's links, which are invisible on paper: numbered notes say them.

use std::collections::HashMap;

use url::Url;

/// What addresses outside a guide begin with.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// The addresses of a chapter's links, numbered in the order of the text.
#[derive(Debug, Default)]
pub struct Addresses {
    numbers: HashMap<String, usize>,
}

impl Addresses {
    /// The number of an address, from 1; a new one if the address is new.
    pub fn number(&mut self, address: &str) -> usize {
        if let Some(number) = self.numbers.get(address) {
            return *number;
        }
        let number = self.numbers.len() + 1;
        self.numbers.insert(address.to_owned(), number);
        number
    }

    /// The addresses in the order of their numbers.
    pub fn into_ordered(self) -> Vec<String> {
        let mut addresses: Vec<(usize, String)> =
            self.numbers.into_iter().map(|(address, number)| (number, address)).collect();
        addresses.sort_unstable();
        addresses.into_iter().map(|(_, address)| address).collect()
    }
}

/// Whether the text of a link says its address already.
pub fn is_said(address: &str, text: &str) -> bool {
    bare(text) == bare(address)
}

/// An address as readers of a list see it.
pub fn shown(address: &str) -> &str {
    address.strip_prefix("mailto:").unwrap_or(address)
}

/// An address without the parts that readers leave out.
fn bare(address: &str) -> &str {
    let address = address.trim();
    let address = SCHEMES.iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address);
    address.trim_end_matches('/')
}

/// Whether an address is outside a guide.
pub fn is_outside(address: &str) -> bool {
    SCHEMES.iter().any(|scheme| address.starts_with(scheme))
}

/// An address as a URI, in which a file names it: the standard knows only ASCII, and browsers take more.
pub fn uri(address: &str) -> String {
    let is_plain = address.bytes().all(is_allowed);
    let whole = Url::parse(address).ok().filter(|_| !is_plain);
    escaped(whole.as_ref().map_or(address, Url::as_str))
}

/// An address in which what no URI has is escaped: each percent sign begins an escape, and one number sign a
/// fragment.
pub fn escaped(address: &str) -> String {
    let fragment = address.find('#');
    let mut out = String::with_capacity(address.len());
    for (at, byte) in address.bytes().enumerate() {
        let next = address.as_bytes().get(at + 1..at + 3);
        let is_escape = next.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let is_right = match byte {
            b'%' => is_escape,
            b'#' => fragment == Some(at),
            _ => is_allowed(byte),
        };
        if is_right {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Whether a URI may have a character.
fn is_allowed(byte: u8) -> bool {
    byte.is_ascii_graphic() && !br#""<>\^`{|}"#.contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_uri() {
        for (address, uri_of) in [
            ("https://example.org", "https://example.org"),
            ("https://example.org/a?b=[c]#d", "https://example.org/a?b=[c]#d"),
            (
                "https://example.org/één pad/?q=ü#é",
                "https://example.org/%C3%A9%C3%A9n%20pad/?q=%C3%BC#%C3%A9",
            ),
            ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC"),
            ("https://example.org/a%C3%A9 100%|b", "https://example.org/a%C3%A9%20100%25%7Cb"),
            (
                "mailto:jos\u{e9}@example.org?subject=Een vraag",
                "mailto:jos%C3%A9@example.org?subject=Een%20vraag",
            ),
            ("https://example.org/#/#a:b", "https://example.org/#/%23a:b"),
            ("tel:+31 6 1", "tel:+31%206%201"),
            ("https://[bad/é", "https://[bad/%C3%A9"),
        ] {
            assert_eq!(uri(address), uri_of);
        }
    }
}
