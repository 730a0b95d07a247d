//! Values of `book.toml` as TOML writes them, and as their keys take them.

use super::Config;
use crate::diagnostic::{Complaint, switch};

/// Whether lines are TOML.
pub fn is_toml(lines: &str) -> bool {
    toml::from_str::<toml::Table>(lines).is_ok()
}

/// A list in which every text is followed by a comma.
pub fn with_commas(list: &str) -> String {
    let mut out = String::new();
    let mut is_open = false;
    for (at, part) in list.split('"').enumerate() {
        if at > 0 {
            out.push('"');
            is_open = !is_open;
        }
        let is_between = at > 0 && !is_open && part.trim().is_empty();
        out.push_str(if is_between { ", " } else { part });
    }
    out
}

/// A text in quotation marks that do not occur in it.
pub fn in_quotes(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// A value as TOML writes it: in quotation marks, unless it is a number or means true or false.
pub fn as_value(value: &str) -> String {
    match switch(value.trim_matches(['"', '\''])) {
        Some(switch) => switch.to_string(),
        None if is_toml(&format!("x = {value}")) => value.to_owned(),
        None => in_quotes(value.trim_matches(['"', '\'', '“', '”', '„'])),
    }
}

/// A list whose texts have no quotation marks, with them.
pub fn quoted_list(list: &str) -> String {
    let items = list.trim_matches(['[', ']', ' ', ',']).split(',');
    let items: Vec<String> = items.map(|item| as_value(item.trim())).collect();
    format!("[{}]", items.join(", "))
}

/// A key, and the header of its table as it is written.
#[derive(Debug, Clone, Copy)]
pub struct Key<'a> {
    pub table: &'a str,
    pub name: &'a str,
}

impl Key<'_> {
    /// What the key takes in the place of a word: the word as true or false, as a level, as a text
    /// or as a list.
    pub fn fitting(self, written: &str) -> Option<String> {
        let bare = written.trim_matches(['"', '\'', ' ']);
        let text = in_quotes(bare);
        let list = format!("[{text}]");
        let switch = switch(bare);
        let off = (switch == Some(false)).then(|| "\"off\"".to_owned());
        let switch = switch.map(|switch| switch.to_string());
        let mut all = switch.into_iter().chain(off).chain([text, list]);
        all.find(|value| self.takes(value))
    }

    /// The only values that the key takes.
    pub fn choices(self) -> Vec<String> {
        let known = match self.refusal("\"no-value\"") {
            Some(Complaint::UnknownValue(_, known)) => known,
            _ => Vec::new(),
        };
        known.into_iter().filter(|value| self.takes(&in_quotes(value))).collect()
    }

    /// Whether the key takes a value; for a key that is not known, any.
    fn takes(self, value: &str) -> bool {
        let refusal = self.refusal(value);
        matches!(refusal, None | Some(Complaint::UnknownKey(..) | Complaint::MissingKey(_)))
    }

    fn refusal(self, value: &str) -> Option<Complaint> {
        let Self { table, name } = self;
        let read = toml::from_str::<Config>(&format!("{table}\n{name} = {value}\n"));
        read.err().map(|error| Complaint::of(error.message()))
    }
}
