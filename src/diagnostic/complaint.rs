//! What the readers of TOML and YAML say, understood: their words are not those of editors.

use serde::de::Error;

/// Stands between what is wrong and what to do in an error of our own types.
const ADVICE: char = '\u{1f}';

/// What is wrong with a key or value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Complaint {
    /// There is no such key; those there are.
    UnknownKey(String, Vec<String>),
    /// The key does not take this value; those it takes.
    UnknownValue(String, Vec<String>),
    /// A key is missing.
    MissingKey(String),
    /// A key is there twice.
    Duplicate(String),
    /// A value of this kind, where another is needed.
    WrongKind(ValueKind, ValueKind),
    /// What one of our own types says, and what to do.
    Refused(String, Option<String>),
}

/// The kind of a value, as editors know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// True or false.
    Switch,
    /// Several values.
    List,
    /// Keys with values.
    Table,
    /// Nothing.
    Nothing,
    /// A kind that has no better name.
    Other,
}

impl ValueKind {
    /// The name by which messages choose their words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Switch => "switch",
            Self::List => "list",
            Self::Table => "table",
            Self::Nothing => "nothing",
            Self::Other => "other",
        }
    }

    /// The kind that serde's words name.
    fn of(words: &str) -> Self {
        match words.split([' ', '`']).find(|word| !matches!(*word, "a" | "an" | "")) {
            Some("string" | "character") => Self::Text,
            Some("integer" | "floating" | "float" | "usize" | "u64" | "u32" | "u16" | "u8") => {
                Self::Number
            }
            Some("boolean") => Self::Switch,
            Some("sequence") => Self::List,
            Some("map" | "struct" | "table") => Self::Table,
            Some("null" | "unit" | "Option") => Self::Nothing,
            _ => Self::Other,
        }
    }
}

/// What a word says that was written for true or false.
pub fn switch(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "ja" | "yes" | "waar" | "true" | "aan" | "on" => Some(true),
        "nee" | "neen" | "no" | "onwaar" | "false" | "uit" | "off" => Some(false),
        _ => None,
    }
}

impl Complaint {
    /// Understands the message of a deserialiser.
    pub fn of(message: &str) -> Self {
        let names = || message.split('`').skip(1).step_by(2).map(str::to_owned);
        let known = || names().skip(1).collect();
        let refused = || {
            let (message, advice) = match message.split_once(ADVICE) {
                Some((message, advice)) => (message, Some(advice.to_owned())),
                None => (message, None),
            };
            Self::Refused(message.to_owned(), advice)
        };
        let understood = if message.starts_with("unknown field `") {
            names().next().map(|key| Self::UnknownKey(key, known()))
        } else if message.starts_with("unknown variant `") {
            names().next().map(|value| Self::UnknownValue(value, known()))
        } else if message.starts_with("missing field `") {
            names().next().map(Self::MissingKey)
        } else if message.starts_with("duplicate field `") {
            names().next().map(Self::Duplicate)
        } else if message == "wanted string or table" {
            Some(Self::WrongKind(ValueKind::Other, ValueKind::Text))
        } else {
            let kinds = message.strip_prefix("invalid type: ");
            let kinds = kinds.and_then(|kinds| kinds.rsplit_once(", expected "));
            kinds
                .map(|(found, needed)| Self::WrongKind(ValueKind::of(found), ValueKind::of(needed)))
        };
        understood.unwrap_or_else(refused)
    }
}

/// The error of a type of our own: what is wrong, and what to do.
pub fn refuse<E: Error>(message: &str, advice: &str) -> E {
    E::custom(refused(message, advice))
}

/// What is wrong and what to do as one text, which [`Complaint::of`] takes apart.
pub fn refused(message: &str, advice: &str) -> String {
    format!("{message}{ADVICE}{advice}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_deserialisers_are_understood() {
        use ValueKind::{List, Number, Other, Switch, Table, Text};
        for (message, found, needed) in [
            ("invalid type: string \"a, expected b\", expected a sequence", Text, List),
            ("invalid type: sequence, expected a string", List, Text),
            ("invalid type: integer `3`, expected a string", Number, Text),
            ("invalid type: floating point `2.5`, expected usize", Number, Number),
            ("invalid type: boolean `false`, expected struct Picture", Switch, Table),
            ("invalid type: string \"ja\", expected a boolean", Text, Switch),
            ("invalid type: map, expected a number such as 2.4.8, or false", Table, Other),
            ("wanted string or table", Other, Text),
        ] {
            assert_eq!(Complaint::of(message), Complaint::WrongKind(found, needed), "{message}");
        }
        let known = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(
            Complaint::of("unknown field `x`, expected `a` or `b`"),
            Complaint::UnknownKey("x".into(), known.clone())
        );
        assert_eq!(
            Complaint::of("unknown variant `x`, expected one of `a`, `b`"),
            Complaint::UnknownValue("x".into(), known)
        );
        let refused: serde::de::value::Error = refuse("no", "yes");
        assert_eq!(
            Complaint::of(&refused.to_string()),
            Complaint::Refused("no".into(), Some("yes".into()))
        );
    }
}
