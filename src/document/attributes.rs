//! Attributes in braces after a heading or the name of a box: `{.les #anker themes="wonen, zorg"}`.

/// The keys under which a lesson names its themes.
pub const THEMES: [&str; 5] = ["themes", "theme", "thema", "themas", "thema's"];

/// Attributes as they were written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Attributes<'a> {
    /// The anchor.
    pub id: Option<&'a str>,
    /// Anchors before that one, which are not used.
    pub unused: Vec<&'a str>,
    /// The classes, in order.
    pub classes: Vec<&'a str>,
    /// The themes of a lesson.
    pub themes: Vec<&'a str>,
    /// Anything else.
    pub unknown: Vec<&'a str>,
}

/// A line without the braces at its end, and their content; `None` if a backslash before them makes
/// them text.
pub fn split(line: &str) -> Option<(&str, &str)> {
    let (words, block) = line.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    let is_text = block.contains('}') || ends_escaping(words) || ends_escaping(block);
    (!is_text).then_some((words, block))
}

/// The braces at the end of a heading that a backslash makes text.
pub fn escaped_braces(heading: &str) -> Option<&str> {
    let written = heading.trim_end_matches(is_sign);
    let (words, block) = written.strip_suffix('}')?.rsplit_once('{')?;
    let braces = written.strip_prefix(words)?;
    (ends_escaping(words) && !block.contains(['}', '\\'])).then_some(braces)
}

/// Whether a row of such characters closes a heading, or underlines it.
pub fn is_sign(c: char) -> bool {
    c.is_whitespace() || matches!(c, '#' | '=' | '-')
}

/// Whether a text ends with a backslash that escapes what follows.
pub fn ends_escaping(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}

/// Reads the content of braces.
pub fn read(block: &str) -> Attributes<'_> {
    let mut attributes = Attributes::default();
    let mut rest = block.trim_start();
    while !rest.is_empty() {
        let (found, after) = next(rest);
        let written = rest.strip_suffix(after).unwrap_or(rest).trim_end();
        match found {
            Attribute::Pair(key, value) if is_themes(key) => {
                let themes = value.split(',').map(str::trim).filter(|theme| !theme.is_empty());
                attributes.themes.extend(themes);
            }
            // Other tools open the braces with a colon.
            Attribute::Word(":") => {}
            Attribute::Word(word) => match (word.strip_prefix('.'), word.strip_prefix('#')) {
                (Some(class), _) if !class.is_empty() => attributes.classes.push(class),
                (_, Some(id)) if !id.is_empty() => {
                    attributes.unused.extend(attributes.id.replace(id));
                }
                _ => attributes.unknown.push(written),
            },
            Attribute::Pair(..) => attributes.unknown.push(written),
        }
        rest = after.trim_start();
    }
    attributes
}

/// An attribute.
enum Attribute<'a> {
    /// A key and its value, without quotation marks.
    Pair(&'a str, &'a str),
    Word(&'a str),
}

/// The first attribute, and what follows it.
fn next(text: &str) -> (Attribute<'_>, &str) {
    let (word, after) = split_word(text);
    match text.split_once('=') {
        Some((key, value)) if key.trim_end().len() <= word.len() => {
            let (value, rest) = split_value(value.trim_start());
            (Attribute::Pair(key.trim_end(), value), rest)
        }
        _ => (Attribute::Word(word), after),
    }
}

fn split_word(text: &str) -> (&str, &str) {
    text.split_once(char::is_whitespace).unwrap_or((text, ""))
}

/// The value at the start of a text, and the rest. It ends at its closing quotation mark, or at a
/// space that is not next to a comma.
fn split_value(text: &str) -> (&str, &str) {
    if let Some(open) = text.chars().next().filter(|c| is_quote(*c)) {
        let closes = |c: char| if open.is_ascii() { c == open } else { is_quote(c) };
        let inner = text.strip_prefix(open).unwrap_or(text);
        return inner.split_once(closes).unwrap_or((inner, ""));
    }
    let mut rest = text;
    loop {
        let (word, after) = split_word(rest);
        rest = after;
        let goes_on = word.ends_with(',') || rest.trim_start().starts_with(',');
        if !goes_on || rest.is_empty() {
            return (text.strip_suffix(rest).unwrap_or(text).trim_end(), rest);
        }
    }
}

/// Whether a character is a quotation mark: straight, or curly as word processors make them.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’')
}

/// Whether a key names themes, however it is spelt.
fn is_themes(key: &str) -> bool {
    let key = key.replace('’', "'");
    THEMES.iter().any(|known| key.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_are_read_however_they_are_written() {
        for (block, themes) in [
            (".les themes=\"wonen, zorg\"", vec!["wonen", "zorg"]),
            (".les themes='wonen'", vec!["wonen"]),
            (".les themes=wonen", vec!["wonen"]),
            (".les themes=wonen, zorg", vec!["wonen", "zorg"]),
            ("themes=wonen , zorg .les", vec!["wonen", "zorg"]),
            (".les thema=\"jeugd en zorg\" ", vec!["jeugd en zorg"]),
            (".les Thema = “wonen, zorg”", vec!["wonen", "zorg"]),
            (".les thema’s=wonen", vec!["wonen"]),
            ("themes=\"wonen, .les", vec!["wonen", ".les"]),
            (".les", vec![]),
        ] {
            assert_eq!(read(block).themes, themes, "{block}");
        }
        assert_eq!(read("themes=wonen , zorg .les").classes, ["les"]);
    }

    #[test]
    fn what_means_nothing_is_kept() {
        let unknown = |block| read(block).unknown;
        assert_eq!(unknown("les"), ["les"]);
        assert_eq!(unknown(".les tehmes=\"x y\""), ["tehmes=\"x y\""]);
        assert_eq!(unknown(": #a .b "), [""; 0]);
        assert_eq!(unknown(". les #"), [".", "les", "#"]);
        assert_eq!(read(" #a .b ").id, Some("a"));
        let two = read("#a .b #c");
        assert_eq!((two.id, two.unused), (Some("c"), vec!["a"]));
    }

    #[test]
    fn a_backslash_makes_braces_text() {
        assert_eq!(split("Kop {.les}"), Some(("Kop ", ".les")));
        assert_eq!(split("Kop \\{#a} {.les} "), Some(("Kop \\{#a} ", ".les")));
        assert_eq!(split("Kop \\\\{#a}"), Some(("Kop \\\\", "#a")));
        for text in ["Kop \\{#a}", "Kop {#a\\}", "Kop }", "Kop {a} b", "}", ""] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
