//! What Typst says, in our words where an editor may meet it. It says it in English only, and tells no
//! kinds apart but by these sentences.

use crate::messages::message;

/// A message, and what to do.
pub type Words = (String, String);

/// What keeps a book from being typeset, or is strange in its templates.
pub fn of_template(said: &str) -> Option<Words> {
    let after = |start: &str| said.strip_prefix(start).map(|name| name.trim_matches('`'));
    if let Some(name) = after("unknown variable: ") {
        let message = message!("typst-no-function", name = name);
        return Some((message, message!("typst-no-function", "help")));
    }
    if let Some(name) = after("unexpected argument: ") {
        let message = message!("typst-no-argument", name = name);
        return Some((message, message!("typst-no-argument", "help")));
    }
    if let Some(name) = after("unknown font family: ") {
        let message = message!("typst-no-typeface", name = name);
        return Some((message, message!("typst-no-typeface", "help")));
    }
    const ENDLESS: [&str; 5] = [
        "loop seems to be infinite",
        "maximum function call depth exceeded",
        "maximum grouping depth exceeded",
        "maximum layout depth exceeded",
        "maximum show rule depth exceeded",
    ];
    if ENDLESS.contains(&said) {
        return Some((message!("typst-endless"), message!("typst-endless", "help")));
    }
    if said.starts_with("unable to get the current date") {
        return Some((message!("typst-no-clock"), message!("typst-no-clock", "help")));
    }
    if said.ends_with("may not occur inside of a paragraph and was ignored") {
        return Some((message!("typst-block-in-line"), message!("typst-block-in-line", "help")));
    }
    if said.contains("did not converge") {
        return Some((message!("typst-unsettled"), message!("typst-unsettled", "help")));
    }
    None
}

/// What breaks a standard.
pub fn of_breach(said: &str, standard: &str) -> Words {
    let is = |words: &str| said.contains(words);
    if is("missing alt text") {
        let message = message!("pdf-no-alt", standard = standard);
        (message, message!("pdf-no-alt", "help"))
    } else if let Some(character) = codepoint(said) {
        let message = message!("pdf-unfit-character", standard = standard, character = character);
        (message, message!("pdf-unfit-character", "help"))
    } else if is("not mapped to a code point") || is("missing codepoints") {
        let message = message!("pdf-unreadable-letters", standard = standard);
        (message, message!("pdf-unreadable-letters", "help"))
    } else {
        let message = message!("pdf-breaks-standard", standard = standard, said = said);
        (message, message!("pdf-breaks-standard", "help"))
    }
}

/// The character that a sentence about one names: `"\u{feff}"` is U+FEFF.
fn codepoint(said: &str) -> Option<String> {
    let (_, named) = said.split_once("codepoint `\"")?;
    let named = named.strip_suffix("\"`")?;
    let hex = named.strip_prefix("\\u{").and_then(|hex| hex.strip_suffix('}'));
    let number = match hex {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => u32::from(named.chars().next()?),
    };
    Some(format!("U+{number:04X}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_editor_may_meet_is_in_our_words() {
        for (said, ours) in [
            ("unknown variable: book", "`book` is defined nowhere"),
            ("unexpected argument: within", "does not take the argument `within`"),
            ("unknown font family: comic", "no typeface comic"),
            ("maximum function call depth exceeded", "without an end"),
            ("list may not occur inside of a paragraph and was ignored", "not in the PDF"),
            ("document did not converge within five attempts", "did not settle"),
        ] {
            let (message, _) = of_template(said).expect(said);
            assert!(message.contains(ours), "{message}");
        }
        assert_eq!(of_template("expected expression"), None);
        let breach = |said: &str| of_breach(said, "PDF/UA-1").0;
        assert!(breach("missing alt text").contains("alternative text"));
        assert!(
            breach("the text contains the disallowed codepoint `\"\\u{feff}\"`").contains("U+FEFF")
        );
        assert!(breach("the text contains the codepoint `\"\u{e000}\"`").contains("U+E000"));
        assert!(breach("something new").contains("“something new”"));
    }
}
