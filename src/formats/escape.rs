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
            '&' => after.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
