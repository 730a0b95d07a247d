//! Values of front matter as they are written, in the style of those that they replace.

use std::fmt::Write;

use serde_yaml::Value;

/// How a value is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    /// Only if YAML would read it as something else.
    None,
    Single,
    Double,
}

impl Quotes {
    /// Those around a value.
    pub fn of(written: &str) -> Self {
        match written.trim_start().chars().next() {
            Some('"') => Self::Double,
            Some('\'') => Self::Single,
            _ => Self::None,
        }
    }
}

/// Words that some readers of YAML take for something else than text.
const WORDS: [&str; 9] = ["yes", "no", "on", "off", "y", "n", "true", "false", "null"];

/// A text as the value of a key.
pub fn scalar(text: &str, quotes: Quotes) -> String {
    match quotes {
        Quotes::Single if !text.contains(['\n', '\t']) && is_printable(text) => {
            format!("'{}'", text.replace('\'', "''"))
        }
        Quotes::None if is_plain(text, &format!("k: {text}\n")) => text.to_owned(),
        _ => in_double_quotes(text),
    }
}

/// A text as an item of a list that is on one line.
pub fn flow_item(text: &str, quotes: Quotes) -> String {
    match quotes {
        Quotes::None if !text.contains(['[', ']', '{', '}', ',']) => scalar(text, quotes),
        Quotes::None => in_double_quotes(text),
        _ => scalar(text, quotes),
    }
}

/// Whether YAML reads a text as it stands, and other readers of YAML do so too.
fn is_plain(text: &str, entry: &str) -> bool {
    let is_word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    let read = serde_yaml::from_str::<Value>(entry).ok();
    let value = read.as_ref().and_then(|read| read.get("k")).and_then(Value::as_str);
    let is_text = text.starts_with(|c: char| c.is_alphabetic()) || text.contains(' ');
    let is_plain = is_printable(text) && !text.contains(['\t', '\n']) && !starts_with_date(text);
    !is_word && value == Some(text) && is_text && is_plain && !text.contains(" #")
}

/// Whether other readers of YAML may take a text for a date or a time.
fn starts_with_date(text: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    year.is_some_and(is_number)
        && month.is_some_and(is_number)
        && day.is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether YAML allows all characters of a text as they are, and no reader takes one for the end of
/// a line.
pub fn is_printable(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t') || is_special(c))
}

/// The ends of lines that only some know, and what is no character.
fn is_special(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn in_double_quotes(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_special(c) => _ = write!(quoted, "\\u{:04x}", u32::from(c)),
            c if c.is_control() => _ = write!(quoted, "\\x{:02x}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The value on the line of a key, and the comment behind it.
pub fn value_and_comment(rest: &str) -> (&str, &str) {
    let value = rest.trim_start();
    let end = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => end_of_quoted(value, quote),
        Some('[') => value.rfind(']').map(|at| at + 1),
        _ => None,
    };
    let (start, rest) = end.and_then(|end| value.split_at_checked(end)).unwrap_or(("", value));
    let comment = [" #", "\t#"].into_iter().filter_map(|mark| rest.find(mark)).min();
    let comment = comment.and_then(|at| rest.get(at..)).unwrap_or_default().trim_end();
    let value = value.strip_suffix(rest).filter(|_| !start.is_empty()).unwrap_or_else(|| {
        let before = value.trim_end().strip_suffix(comment).unwrap_or(value);
        before.trim_end()
    });
    (value, comment)
}

/// Where a quoted text ends.
fn end_of_quoted(value: &str, quote: char) -> Option<usize> {
    let mut signs = value.char_indices().skip(1).peekable();
    while let Some((at, sign)) = signs.next() {
        if sign == '\\' && quote == '"' {
            signs.next();
        } else if sign == quote {
            let is_doubled = quote == '\'' && signs.peek().is_some_and(|(_, next)| *next == quote);
            if !is_doubled {
                return Some(at + sign.len_utf8());
            }
            signs.next();
        }
    }
    None
}

/// The items of a list on one line, as they are written.
pub fn flow_items(list: &str) -> Option<Vec<&str>> {
    let inner = list.trim().strip_prefix('[')?.strip_suffix(']')?;
    let mut items = Vec::new();
    let mut start = 0;
    let mut quote = None;
    for (at, c) in inner.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == ',' => {
                items.push(inner.get(start..at)?.trim());
                start = at + 1;
            }
            None => {}
        }
    }
    items.push(inner.get(start..)?.trim());
    items.retain(|item| !item.is_empty());
    Some(items)
}

/// The text of an item as it is written.
pub fn text_of(written: &str) -> Option<String> {
    match serde_yaml::from_str::<Value>(&format!("k: {written}\n")).ok()?.get("k")? {
        Value::String(text) => Some(text.clone()),
        // A number is a text where a list of texts is expected.
        Value::Number(_) | Value::Bool(_) => Some(written.trim().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_would_misread_is_quoted() {
        for (text, written) in [
            ("De wijk", "De wijk"),
            ("Wonen: zo kan het", "\"Wonen: zo kan het\""),
            ("2.10", "\"2.10\""),
            ("2026", "\"2026\""),
            ("2026-11-24", "\"2026-11-24\""),
            ("2026-1-2 12:30", "\"2026-1-2 12:30\""),
            ("2026-2030 in beeld", "2026-2030 in beeld"),
            ("a\tb", "\"a\\tb\""),
            ("a\u{2028}b\u{fffe}", "\"a\\u2028b\\ufffe\""),
            ("yes", "\"yes\""),
            ("Nieuws #2", "\"Nieuws #2\""),
            ("C# en a#b", "C# en a#b"),
            ("\"Zo\" zei ze", "\"\\\"Zo\\\" zei ze\""),
            ("*ster", "\"*ster\""),
            ("- lijst", "\"- lijst\""),
            ("[a]", "\"[a]\""),
            ("{{ x }}", "\"{{ x }}\""),
            ("", "\"\""),
            ("a\nb", "\"a\\nb\""),
            ("3 wijken", "3 wijken"),
            ("D'r op uit", "D'r op uit"),
            ("12:30", "\"12:30\""),
            ("0x10", "\"0x10\""),
            ("~", "\"~\""),
        ] {
            assert_eq!(scalar(text, Quotes::None), written);
            let value: Value = serde_yaml::from_str(&format!("k: {written}\n")).unwrap();
            assert_eq!(value.get("k").and_then(Value::as_str), Some(text));
        }
        assert_eq!(scalar("D'r", Quotes::Single), "'D''r'");
        assert_eq!(flow_item("zorg, welzijn", Quotes::None), "\"zorg, welzijn\"");
    }

    #[test]
    fn a_value_is_told_from_the_comment_behind_it() {
        for (rest, value, comment) in [
            (" De wijk # oud", "De wijk", " # oud"),
            (" \"a # b\" # c", "\"a # b\"", " # c"),
            (" 'a''b' #c", "'a''b'", " #c"),
            (" \"a\\\" # b\"", "\"a\\\" # b\"", ""),
            (" [a, b] # c", "[a, b]", " # c"),
            (" C#", "C#", ""),
            ("", "", ""),
            (" >- # c", ">-", " # c"),
        ] {
            assert_eq!(value_and_comment(rest), (value, comment), "{rest}");
        }
    }

    #[test]
    fn items_of_a_list_are_found() {
        assert_eq!(flow_items("[a, \"b, c\", 'd']"), Some(vec!["a", "\"b, c\"", "'d'"]));
        assert_eq!(flow_items("[]"), Some(vec![]));
        assert_eq!(flow_items("a"), None);
        assert_eq!(text_of("\"b, c\"").as_deref(), Some("b, c"));
        assert_eq!(text_of("2.10").as_deref(), Some("2.10"));
    }
}
