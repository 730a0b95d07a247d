//! What Python-Markdown knows within a line.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Extensions;

/// A line in which marks that only Python-Markdown knows are HTML.
pub fn convert(line: &str, extensions: &Extensions) -> String {
    outside_code(line, &|text| {
        let mut text = text.to_owned();
        if extensions.has("critic") {
            text = critic(&text);
        }
        if extensions.has("keys") {
            text = keys(&text);
        }
        for (extension, expression, element) in marks() {
            if extensions.has(extension) {
                let replaced = format!("${{before}}<{element}>$text</{element}>");
                text = expression.replace_all(&text, replaced).into();
            }
        }
        if extensions.has("smartsymbols") {
            text = symbols(&text);
        }
        text
    })
}

/// Changes a line where it is not code.
pub fn outside_code(line: &str, change: &dyn Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find('`') {
        let length = rest[open..].bytes().take_while(|&byte| byte == b'`').count();
        let inner = &rest[open + length..];
        // Code ends at as many marks as it starts with.
        let runs = inner.match_indices('`').map(|(at, _)| at);
        let is_end = |&at: &usize| {
            let run = inner[at..].bytes().take_while(|&byte| byte == b'`').count();
            run == length && !inner[..at].ends_with('`')
        };
        let Some(end) = runs.into_iter().find(is_end) else { break };
        let end = open + length + end + length;
        out.push_str(&change(&rest[..open]));
        out.push_str(&rest[open..end]);
        rest = &rest[end..];
    }
    out + &change(rest)
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

/// Symbols that are written with letters and marks of the keyboard.
fn symbols(text: &str) -> String {
    const SYMBOLS: [(&str, &str); 9] = [
        ("(c)", "©"),
        ("(r)", "®"),
        ("(tm)", "™"),
        ("c/o", "℅"),
        ("+/-", "±"),
        ("=/=", "≠"),
        ("<-->", "↔"),
        ("-->", "→"),
        ("<--", "←"),
    ];
    static FRACTION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?<before>^|[^\w/.])(?<text>[1-7]/[2-8])(?<after>$|[^\w/])")
            .expect("a valid expression")
    });
    const FRACTIONS: [(&str, &str); 15] = [
        ("1/2", "½"),
        ("1/4", "¼"),
        ("3/4", "¾"),
        ("1/3", "⅓"),
        ("2/3", "⅔"),
        ("1/5", "⅕"),
        ("2/5", "⅖"),
        ("3/5", "⅗"),
        ("4/5", "⅘"),
        ("1/6", "⅙"),
        ("5/6", "⅚"),
        ("1/8", "⅛"),
        ("3/8", "⅜"),
        ("5/8", "⅝"),
        ("7/8", "⅞"),
    ];
    // The ends of a comment are no arrows.
    if text.contains("<!--") || text.trim_end().ends_with("-->") {
        return text.to_owned();
    }
    let text = SYMBOLS.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    FRACTION
        .replace_all(&text, |found: &Captures<'_>| {
            let known = FRACTIONS.iter().find(|(from, _)| *from == &found["text"]);
            let symbol = known.map_or(&found["text"], |(_, to)| to);
            format!("{}{symbol}{}", &found["before"], &found["after"])
        })
        .into_owned()
}

/// Proposed changes, as they look when they are shown.
fn critic(text: &str) -> String {
    static CHANGE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\{(?:\+\+(.+?)\+\+|--(.+?)--|~~(.+?)~>(.+?)~~|==(.+?)==|>>(.+?)<<)\}")
            .expect("a valid expression")
    });
    CHANGE
        .replace_all(text, |found: &Captures<'_>| {
            let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
            match (1..=6).find(|&at| found.get(at).is_some()) {
                Some(1) => format!("<ins>{}</ins>", part(1)),
                Some(2) => format!("<del>{}</del>", part(2)),
                Some(3) => format!("<del>{}</del><ins>{}</ins>", part(3), part(4)),
                Some(5) => format!("<mark>{}</mark>", part(5)),
                _ => format!("({})", part(6).trim()),
            }
        })
        .into_owned()
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
            "markdown_extensions: [pymdownx.keys, pymdownx.mark, pymdownx.caret, pymdownx.critic, \
             pymdownx.tilde, pymdownx.smartsymbols]",
        );
        let extensions = Extensions::of(&settings.unwrap());
        let convert = |line: &str| convert(line, &extensions);
        assert_eq!(
            convert("`++a++` ++ctrl+page-up++"),
            "`++a++` <kbd>Ctrl</kbd>+<kbd>Page Up</kbd>"
        );
        assert_eq!(convert("==a b== a == b"), "<mark>a b</mark> a == b");
        assert_eq!(convert("``a ` ==b==`` ^^c^^"), "``a ` ==b==`` <ins>c</ins>");
        assert_eq!(
            convert("{++a++} {--b--} {~~c~>d~~}{>>e<<}"),
            "<ins>a</ins> <del>b</del> <del>c</del><ins>d</ins>(e)"
        );
        assert_eq!(convert("H~2~O x^2^ ~~a~~ b[^1]"), "H<sub>2</sub>O x<sup>2</sup> ~~a~~ b[^1]");
        assert_eq!(convert("(c) a --> b, 1/2 `(c)` 1/2/3"), "© a → b, ½ `(c)` 1/2/3");
        assert_eq!(convert("<!-- (c) -->"), "<!-- (c) -->");
        assert_eq!(super::convert("++a++ ==b==", &Extensions::default()), "++a++ ==b==");
    }
}
