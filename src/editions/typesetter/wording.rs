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
    if let Some(name) = unknown_argument(said) {
        let message = message!("typst-no-argument", name = name);
        return Some((message, message!("typst-no-argument", "help")));
    }
    if let Some(name) = after("unknown font family: ") {
        let message = message!("typst-no-typeface", name = name);
        return Some((message, message!("typst-no-typeface", "help")));
    }
    if said == "maximum parsing depth exceeded" {
        return Some((message!("typst-overflow"), message!("typst-overflow", "help")));
    }
    if is_nested(said) {
        return Some((message!("typst-nested"), message!("typst-nested", "help")));
    }
    if matches!(said, "loop seems to be infinite" | "condition is always true") || is_too_deep(said)
    {
        return Some((message!("typst-endless"), message!("typst-endless", "help")));
    }
    if said.starts_with("label ") && said.ends_with("does not exist in the document") {
        let name = said.split('`').nth(1).unwrap_or_default();
        return Some((message!("typst-no-label", name = name), message!("typst-no-label", "help")));
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
    of_file(said).or_else(|| of_code(said))
}

/// What is wrong with a file that a template reads.
fn of_file(said: &str) -> Option<Words> {
    let is_outside = said.starts_with("path ") && said.ends_with("would escape the project root");
    // The reason is ours.
    let reason = said.strip_prefix("failed to load file (").and_then(|said| said.strip_suffix(')'));
    if is_outside {
        return Some((message!("typst-no-file"), message!("typst-no-file", "help")));
    }
    let help = |reason: &str| {
        let is_file = reason == message!("typst-no-file");
        if is_file { message!("typst-no-file", "help") } else { message!("typst-error", "help") }
    };
    reason.map(|reason| (reason.to_owned(), help(reason)))
}

/// What is wrong with the code of a template.
fn of_code(said: &str) -> Option<Words> {
    let message = if let Some(found) = said.strip_prefix("expected function, found ") {
        message!("typst-calls-no-function", found = found)
    } else if let Some((wanted, found)) =
        said.strip_prefix("expected ").and_then(|said| said.split_once(", found "))
    {
        message!("typst-other-kind", wanted = wanted, found = found)
    } else if said == "unclosed delimiter" {
        message!("typst-unclosed")
    } else if said == "unresolved import" {
        message!("typst-no-import")
    } else if let Some(key) = said.strip_prefix("dictionary does not contain key ") {
        message!("typst-no-key", key = key.trim_matches('"'))
    } else if said.starts_with("array index out of bounds") {
        message!("typst-no-item")
    } else if let Some(why) =
        said.strip_prefix("panicked with: ").or(said.strip_prefix("assertion failed: "))
    {
        message!("typst-gives-up", why = why)
    } else if said == "assertion failed" {
        message!("typst-not-so")
    } else {
        return None;
    };
    Some((message, message!("typst-error", "help")))
}

/// The label that nothing has, though something leads to it.
pub fn missing_label(said: &str) -> Option<&str> {
    let named = said.strip_prefix("label `<")?;
    named.strip_suffix(">` does not exist in the document")
}

/// Whether what is shown is nested too deep, which no function has to be the cause of.
fn is_nested(said: &str) -> bool {
    said == "maximum layout depth exceeded"
}

/// The argument that a function does not know.
pub fn unknown_argument(said: &str) -> Option<&str> {
    said.strip_prefix("unexpected argument: ")
}

/// The argument that a function asks for and is not given.
pub fn missing_argument(said: &str) -> Option<&str> {
    said.strip_prefix("missing argument: ")
}

/// Whether a process broke off since it got no more memory.
pub fn is_out_of_memory(said: &str) -> bool {
    said.contains("memory allocation of ")
}

/// Whether a process broke off since it recursed too deep.
pub fn is_out_of_stack(said: &str) -> bool {
    said.contains("has overflowed its stack")
}

/// Whether something calls itself without an end, or is nested too deep: Typst cannot tell them apart.
pub fn is_too_deep(said: &str) -> bool {
    said.starts_with("maximum ") && said.ends_with(" depth exceeded")
}

/// What is wrong with a function of a guide's own template that takes other arguments than it is given.
pub fn of_call(said: &str, function: &str, path: &str, taken: &str) -> Option<Words> {
    let message = if said.starts_with("expected function, found ") {
        message!("typst-not-a-function", function = function, path = path)
    } else if said.starts_with("unexpected argument") {
        message!("typst-takes-less", function = function, path = path)
    } else if let Some(name) = missing_argument(said) {
        message!("typst-takes-more", function = function, path = path, name = name)
    } else {
        return None;
    };
    Some((message, message!("typst-must-take", taken = taken)))
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
            ("condition is always true", "without an end"),
            ("maximum layout depth exceeded", "nested deeper"),
            ("path `\"../x\"` would escape the project root", "sees only the files"),
            ("expected function, found none", "calls none"),
            ("expected length, found string", "`string`"),
            ("unclosed delimiter", "not closed"),
            ("unresolved import", "does not define"),
            ("dictionary does not contain key \"x\"", "`x`"),
            ("array index out of bounds (index: 9, len: 2)", "fewer items"),
            ("panicked with: oei", "oei"),
            ("assertion failed", "does not hold"),
            ("list may not occur inside of a paragraph and was ignored", "not in the PDF"),
            ("document did not converge within five attempts", "did not settle"),
        ] {
            let (message, _) = of_template(said).expect(said);
            assert!(message.contains(ours), "{message}");
        }
        assert_eq!(of_template("expected expression"), None);
        for (said, ours) in [
            ("expected function, found string", "`f` in book.typ is no function"),
            ("unexpected argument", "`f` in book.typ does not take all"),
            ("missing argument: body", "`f` in book.typ asks for `body`"),
        ] {
            let (message, help) = of_call(said, "f", "book.typ", "f(a)").expect(said);
            assert!(message.contains(ours) && help.contains("f(a)"), "{message}: {help}");
        }
        assert_eq!(of_call("cannot add integer and string", "f", "book.typ", "f(a)"), None);
        let breach = |said: &str| of_breach(said, "PDF/UA-1").0;
        assert!(breach("missing alt text").contains("alternative text"));
        assert!(
            breach("the text contains the disallowed codepoint `\"\\u{feff}\"`").contains("U+FEFF")
        );
        assert!(breach("the text contains the codepoint `\"\u{e000}\"`").contains("U+E000"));
        assert!(breach("something new").contains("“something new”"));
    }
}
