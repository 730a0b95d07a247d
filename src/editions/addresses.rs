//! The addresses of a chapter's links, which are invisible on paper: numbered notes say them.

use std::collections::HashMap;

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
