//! Escapes text and addresses for Markdown.

/// An address, escaped for Markdown.
pub fn destination(address: &str) -> String {
    let address: String = address.chars().filter(|&c| !c.is_control()).collect();
    let needs_brackets = address.contains([' ', '(', ')', '<', '>']) || address.is_empty();
    if needs_brackets {
        format!("<{}>", address.replace('<', "%3C").replace('>', "%3E"))
    } else {
        address
    }
}

/// A text on one line, escaped: a break would end what it is the text of.
pub fn escape_line(text: &str) -> String {
    escape(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A text, escaped so that nothing in it is markup.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(at + 1).copied();
        let within_word =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '^' => true,
            // Attributes, as of a heading.
            '{' => after.is_some_and(|c| matches!(c, '#' | '.')),
            '_' => !within_word,
            // The end of a comment.
            '-' => chars.get(at + 1..at + 3) == Some(&['-', '>']),
            '&' => is_reference(&chars[at + 1..]),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether what follows an ampersand makes a character of it, or almost: `&amp;`, `&nbsp`. In "R&D"
/// it is a sign.
fn is_reference(after: &[char]) -> bool {
    let name = after.iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    let is_lower = after.iter().take(2).all(char::is_ascii_lowercase) && name > 1;
    after.first() == Some(&'#') || (name > 0 && after.get(name) == Some(&';')) || is_lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_signs_that_would_be_markup_are_escaped() {
        for (text, expected) in [
            ("R&D, M&A en Q&A", "R&D, M&A en Q&A"),
            ("&amp; &#38; &nbsp x", "\\&amp; \\&#38; \\&nbsp x"),
            ("een_woord _los_", "een_woord \\_los\\_"),
            ("{.les} {a} <b> `c`", "\\{.les} {a} \\<b> \\`c\\`"),
        ] {
            assert_eq!(escape(text), expected);
        }
        assert_eq!(escape_line(" een\n\n*twee* "), "een \\*twee\\*");
    }
}
