//! Languages as Typst knows them.

use std::ops::Range;

use serde_json::{Value, json};

/// A language as the arguments of Typst's `text`; empty for one that it does not know.
pub fn arguments(tag: &str) -> String {
    match known(tag) {
        Some((lang, Some(region))) => format!("lang: \"{lang}\", region: \"{region}\""),
        Some((lang, None)) => format!("lang: \"{lang}\""),
        None => String::new(),
    }
}

/// The same as data; `None` for a language that Typst does not know.
pub fn data(tag: &str) -> Option<Value> {
    let (lang, region) = known(tag)?;
    Some(match region {
        Some(region) => json!({ "lang": lang, "region": region }),
        None => json!({ "lang": lang }),
    })
}

/// The language and the region of a tag.
fn known(tag: &str) -> Option<(String, Option<String>)> {
    let mut parts = tag.split('-');
    let is_code = |part: &str, lengths: Range<usize>| {
        lengths.contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphabetic())
    };
    let lang = parts.next().filter(|part| is_code(part, 2..4))?.to_ascii_lowercase();
    let region = parts.find(|part| is_code(part, 2..3)).map(str::to_ascii_uppercase);
    Some((lang, region))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_those_that_typst_knows() {
        assert_eq!(arguments("nl"), "lang: \"nl\"");
        assert_eq!(arguments("nl-BE"), "lang: \"nl\", region: \"BE\"");
        assert_eq!(arguments("zh-Hant-TW"), "lang: \"zh\", region: \"TW\"");
        assert_eq!(arguments("es-419"), "lang: \"es\"");
        assert_eq!(arguments("x\"y"), "");
        assert_eq!(data("nl-BE"), Some(json!({ "lang": "nl", "region": "BE" })));
        assert_eq!(data("x\"y"), None);
    }
}
