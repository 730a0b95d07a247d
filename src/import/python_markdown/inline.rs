//! Marks within a line that only Python-Markdown knows.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::extensions::Extensions;

/// Converts those marks in a line to HTML.
pub fn convert(line: &str, extensions: &Extensions) -> String {
    outside_code(line, &|text| {
        let mut text = text.to_owned();
        if extensions.has("keys") {
            text = keys(&text);
        }
        for (extension, expression, element) in marks() {
            if extensions.has(extension) {
                let replaced = format!("${{before}}<{element}>$text</{element}>");
                text = expression.replace_all(&text, replaced).into();
            }
        }
        text
    })
}

/// Changes a line where it is not code.
pub fn outside_code(line: &str, change: &dyn Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, code, after)) = split_at_code(rest) {
        out.push_str(&change(before));
        out.push_str(code);
        rest = after;
    }
    out + &change(rest)
}

/// What comes before the first code of a line, the code with its marks, and what comes after it.
fn split_at_code(line: &str) -> Option<(&str, &str, &str)> {
    static MARKS: LazyLock<Regex> = LazyLock::new(|| Regex::new("`+").expect("a valid expression"));
    let mut marks = MARKS.find_iter(line);
    let open = marks.next()?;
    // Code ends at as many marks as it starts with.
    let close = marks.find(|close| close.len() == open.len())?;
    let (upto, after) = line.split_at_checked(close.end())?;
    let (before, code) = upto.split_at_checked(open.start())?;
    Some((before, code, after))
}

fn marks() -> &'static [(&'static str, Regex, &'static str)] {
    static MARKS: LazyLock<Vec<(&str, Regex, &str)>> = LazyLock::new(|| {
        let expression = |text| Regex::new(text).expect("a valid expression");
        vec![
            ("mark", expression(r"(?<before>)==(?<text>[^=\s](?:[^=]*[^=\s])?)=="), "mark"),
            ("caret", expression(r"(?<before>)\^\^(?<text>[^\^\s](?:[^\^]*[^\^\s])?)\^\^"), "ins"),
            ("caret", expression(r"(?<before>^|[^\^\[\\])\^(?<text>[^\^\s\]]+)\^"), "sup"),
            ("tilde", expression(r"(?<before>^|[^~\\])~(?<text>[^~\s]+)~"), "sub"),
        ]
    });
    &MARKS
}

/// `++ctrl+alt+delete++`
fn keys(text: &str) -> String {
    static KEYS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"\+\+((?:[\w-]+|"[^"+]+")(?:\+(?:[\w-]+|"[^"+]+"))*)\+\+"#)
            .expect("a valid expression")
    });
    KEYS.replace_all(text, |found: &Captures<'_>| {
        let keys = found[1].split('+').map(|key| format!("<kbd>{}</kbd>", key_name(key)));
        keys.collect::<Vec<_>>().join("+")
    })
    .into_owned()
}

fn key_name(key: &str) -> String {
    if let Some(text) = key.strip_prefix('"') {
        return text.trim_end_matches('"').to_owned();
    }
    let words = key.trim_start_matches("arrow-").split('-').map(|word| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_html_outside_code() {
        let settings = serde_yaml::from_str(
            "markdown_extensions: [pymdownx.keys, pymdownx.mark, pymdownx.caret, \
             pymdownx.tilde]",
        );
        let extensions = Extensions::of(&settings.unwrap());
        let convert = |line: &str| convert(line, &extensions);
        assert_eq!(
            convert("`++a++` ++ctrl+page-up++"),
            "`++a++` <kbd>Ctrl</kbd>+<kbd>Page Up</kbd>"
        );
        assert_eq!(convert("==a b== a == b"), "<mark>a b</mark> a == b");
        assert_eq!(convert("``a ` ==b==`` ^^c^^"), "``a ` ==b==`` <ins>c</ins>");
        assert_eq!(convert("é`é``==é==` ==é=="), "é`é``==é==` <mark>é</mark>");
        assert_eq!(convert("H~2~O x^2^ ~~a~~ b[^1]"), "H<sub>2</sub>O x<sup>2</sup> ~~a~~ b[^1]");
        assert_eq!(super::convert("++a++ ==b==", &Extensions::default()), "++a++ ==b==");
    }
}
