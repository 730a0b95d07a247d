//! Attributes in braces after a heading or the name of a box: `{.les #anker themes="wonen, zorg"}`.

use std::ops::Range;

/// The keys with which a lesson names its themes.
pub const THEMES: [&str; 5] = ["themes", "theme", "thema", "themas", "thema's"];

/// Attributes as they were written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Attributes<'a> {
    /// The anchor.
    pub id: Option<&'a str>,
    /// The classes, in order.
    pub classes: Vec<&'a str>,
    /// The themes of a lesson.
    pub themes: Vec<&'a str>,
    /// Anything else.
    pub unknown: Vec<&'a str>,
}

/// The range of the braces at the end of a line; `None` if a backslash before them makes them text.
pub fn at_end(line: &str) -> Option<Range<usize>> {
    let line = line.trim_end();
    let start = line.strip_suffix('}')?.rfind(['{', '}'])?;
    let is_open = line[start..].starts_with('{') && !is_escaped(line, start);
    (is_open && !is_escaped(line, line.len() - 1)).then_some(start..line.len())
}

/// Whether a character is escaped by a backslash.
pub fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// Reads attributes, from brace to brace.
pub fn read(block: &str) -> Attributes<'_> {
    let mut attributes = Attributes::default();
    let mut rest = block.trim_matches(['{', '}']).trim_start();
    while !rest.is_empty() {
        let (word, after) = next(rest);
        // Other tools open the braces with a colon.
        match (word.split_at_checked(1), key_and_value(word)) {
            (_, Some((key, value))) if is_themes(key) => {
                let themes = value.split(',').map(str::trim).filter(|theme| !theme.is_empty());
                attributes.themes.extend(themes);
            }
            (Some((".", class)), None) if !class.is_empty() => attributes.classes.push(class),
            (Some(("#", id)), None) if !id.is_empty() => attributes.id = Some(id),
            (Some((":", "")), None) => {}
            _ => attributes.unknown.push(word.trim_end()),
        }
        rest = after.trim_start();
    }
    attributes
}

/// The first attribute, and what follows it.
fn next(text: &str) -> (&str, &str) {
    let word = text.find(char::is_whitespace).unwrap_or(text.len());
    let Some(equals) = text.find('=').filter(|&at| text[..at].trim_end().len() <= word) else {
        return text.split_at(word);
    };
    let value = &text[equals + 1..];
    let start = text.len() - value.trim_start().len();
    let end = value_end(&text[start..]);
    text.split_at(start + end)
}

/// The end of the value at the start of a text: its closing quotation mark, or a space that does
/// not follow a comma.
fn value_end(text: &str) -> usize {
    let mut chars = text.char_indices();
    if let Some((_, open)) = chars.next().filter(|(_, c)| is_quote(*c)) {
        let close = chars.find(|&(_, c)| if open.is_ascii() { c == open } else { is_quote(c) });
        return close.map_or(text.len(), |(at, close)| at + close.len_utf8());
    }
    let mut end = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        end += word.len();
        let goes_on = word.trim_end().ends_with(',') || text[end..].trim_start().starts_with(',');
        if !goes_on {
            break;
        }
    }
    text[..end].trim_end().len()
}

/// Whether a character is a quotation mark: straight, or curly as word processors make them.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’')
}

fn key_and_value(word: &str) -> Option<(&str, &str)> {
    let (key, value) = word.split_once('=')?;
    Some((key.trim(), value.trim().trim_matches(is_quote)))
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
            ("{.les themes=\"wonen, zorg\"}", vec!["wonen", "zorg"]),
            ("{.les themes='wonen'}", vec!["wonen"]),
            ("{.les themes=wonen}", vec!["wonen"]),
            ("{.les themes=wonen, zorg}", vec!["wonen", "zorg"]),
            ("{themes=wonen , zorg .les}", vec!["wonen", "zorg"]),
            ("{.les thema=\"jeugd en zorg\" }", vec!["jeugd en zorg"]),
            ("{.les Thema = “wonen, zorg”}", vec!["wonen", "zorg"]),
            ("{.les thema’s=wonen}", vec!["wonen"]),
            ("{themes=\"wonen, .les}", vec!["wonen", ".les"]),
            ("{.les}", vec![]),
        ] {
            assert_eq!(read(block).themes, themes, "{block}");
        }
        assert_eq!(read("{themes=wonen , zorg .les}").classes, ["les"]);
    }

    #[test]
    fn what_means_nothing_is_kept() {
        let unknown = |block| read(block).unknown;
        assert_eq!(unknown("{les}"), ["les"]);
        assert_eq!(unknown("{.les tehmes=\"x y\"}"), ["tehmes=\"x y\""]);
        assert_eq!(unknown("{: #a .b }"), [""; 0]);
        assert_eq!(unknown("{. les #}"), [".", "les", "#"]);
        assert_eq!(read("{ #a .b }").id, Some("a"));
    }

    #[test]
    fn a_backslash_makes_braces_text() {
        assert_eq!(at_end("Kop {.les}"), Some(4..10));
        assert_eq!(at_end("Kop \\{#a} {.les} "), Some(10..16));
        for text in ["Kop \\{#a}", "Kop {#a\\}", "Kop }", "Kop {a} b", "}", ""] {
            assert_eq!(at_end(text), None, "{text}");
        }
    }
}
