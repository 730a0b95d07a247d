//! Settings that cannot be read: what is wrong, in the words of editors, and the line as it could
//! be.

use std::ops::Range;
use std::sync::Arc;

use super::Config;
use super::over_lines;
use super::values::{Key, as_value, in_quotes, is_toml, quoted_list, with_commas};
use crate::diagnostic::{Complaint, Diagnostic, Text, ValueKind, switch};
use crate::messages::message;
use crate::rule::Rule;
use crate::span::Span;
use crate::suggestion::did_you_mean;

/// What is wrong with a text that is not TOML.
pub fn syntax(text: &Arc<Text>, error: &toml::de::Error) -> Diagnostic {
    let mark = span_of(text, error.span());
    let line = line_of(text, mark);
    let lines: Vec<&str> = text.content.lines().collect();
    let number = text.position(line.start()).0;
    if !error.message().starts_with("duplicate key")
        && let Some((at, message, help)) = over_lines::find(&lines, number - 1)
    {
        let place = text.line(at + 1).unwrap_or(line);
        return Diagnostic::error(message).help(help).at(text, text.trim(place));
    }
    // Of a value that is not there or does not end, the TOML parser reports the next line.
    let above = text.position(line.start()).0.checked_sub(1).and_then(|above| text.line(above));
    let above = above.filter(|&above| is_unfinished(text.slice(above)));
    let (line, mark) = above.map_or((line, mark), |above| (above, text.trim(above)));
    let written = text.slice(line).trim();
    let below = text.line(text.position(line.start()).0 + 1);
    let below = below.map_or("", |below| text.slice(below).trim());
    let table = table_above(text, line);
    let (message, help) =
        joined(written, below).unwrap_or_else(|| broken(table, written, error.message()));
    // For a line with a wrong start, the TOML parser reports the end of the line.
    let mark = if text.slice(mark).trim().is_empty() { text.trim(line) } else { mark };
    Diagnostic::error(message).help(help).at(text, mark)
}

/// What is wrong with a value.
pub fn value(text: &Arc<Text>, error: &toml::de::Error) -> Diagnostic {
    let mark = span_of(text, error.span());
    let line = text.slice(line_of(text, mark)).trim();
    let (key, written) = line.split_once('=').unwrap_or((line, ""));
    let (key, written) = (key.trim(), written.trim());
    let of_table = Key { table: table_above(text, mark), name: key };
    let (message, help) = match Complaint::of(error.message()) {
        Complaint::UnknownKey(unknown, known) => (
            message!("config-unknown-key", key = unknown.as_str()),
            unknown_key(text.slice(mark), &unknown, &known),
        ),
        Complaint::UnknownValue(unknown, known) => (
            message!("config-unknown-value", value = unknown.as_str(), key = key),
            match did_you_mean(&unknown, known.iter().map(String::as_str)) {
                Some(near) => message!("did-you-mean", near = near),
                None => meant(of_table, written)
                    .unwrap_or_else(|| message!("choose-one", known = known.join(", "))),
            },
        ),
        Complaint::MissingKey(missing) => {
            let table = key.trim_matches(['[', ']']);
            let message = message!("config-missing-key", key = missing.as_str(), table = table);
            (message, mended(&format!("{missing} = {}", example(&missing))))
        }
        Complaint::WrongKind(found, needed) => {
            let needs = if is_picture(key) { "picture" } else { needed.name() };
            let message =
                message!("config-wrong-kind", key = key, found = found.name(), needed = needs);
            // Of a level, the deserialiser does not say which there are.
            let meant = (found == ValueKind::Other).then(|| meant(of_table, written)).flatten();
            (message, meant.unwrap_or_else(|| wrong_kind(key, written, found, needed)))
        }
        Complaint::Refused(message, help) => (message, help.unwrap_or_else(pattern)),
        Complaint::Duplicate(_) => duplicate(key),
    };
    Diagnostic::error(message).help(help).at(text, mark)
}

fn span_of(text: &Arc<Text>, span: Option<Range<usize>>) -> Span {
    text.span(span.unwrap_or_default())
}

/// The line in which a span starts; the last one for the end of the text.
fn line_of(text: &Arc<Text>, mark: Span) -> Span {
    let number = text.position(mark.start()).0;
    text.line(number).or_else(|| text.line(number - 1)).unwrap_or(mark)
}

/// The header of the table that a place is in, or nothing.
fn table_above(text: &Text, place: Span) -> &str {
    let above = text.slice(text.whole().before().to(place.before()));
    let mut headers =
        above.lines().map(str::trim).filter(|line| line.starts_with('[') && is_toml(line));
    headers.next_back().unwrap_or_default()
}

/// The line that gives a key what was meant by a word: a value that it takes, or the choice of
/// those.
fn meant(key: Key<'_>, written: &str) -> Option<String> {
    if let Some(value) = key.fitting(written) {
        return Some(mended(&format!("{} = {value}", key.name)));
    }
    let known = key.choices();
    (!known.is_empty()).then(|| message!("choose-one", known = known.join(", ")))
}

fn pattern() -> String {
    message!("config-broken", "help")
}

fn mended(line: &str) -> String {
    message!("mended", line = line)
}

fn duplicate(key: &str) -> (String, String) {
    let key = key.trim_matches(['[', ']']);
    (message!("config-duplicate", key = key), message!("config-duplicate", "help"))
}

/// Whether the value of a line is missing, or a text that does not end there.
fn is_unfinished(line: &str) -> bool {
    let Some((key, value)) = line.split_once('=') else { return false };
    let value = value.trim();
    let is_open = value.starts_with('"') && value.matches('"').count() == 1;
    !key.contains(['#', '"']) && (value.is_empty() || is_open)
}

/// A value that stands on the next line, or goes on there.
fn joined(line: &str, below: &str) -> Option<(String, String)> {
    let (key, value) = line.split_once('=').map(|(key, value)| (key.trim(), value.trim()))?;
    let whole = match value.chars().next() {
        None => below.to_owned(),
        Some('"') if value.matches('"').count() == 1 => format!("{value} {below}"),
        Some(_) => return None,
    };
    let line = format!("{key} = {whole}");
    // Another key with its value is no text.
    let is_value = !below.is_empty() && !below.starts_with('[') && !is_toml(below);
    (is_value && is_toml(&line)).then(|| (message!("config-over-lines"), mended(&line)))
}

/// A line that is not TOML, in the table with this header: what is wrong and what to do. `said` is
/// the parser's message.
fn broken(table: &str, line: &str, said: &str) -> (String, String) {
    let if_toml = |line: String| if is_toml(&line) { mended(&line) } else { pattern() };
    if said.starts_with("duplicate key") {
        return duplicate(line.split('=').next().unwrap_or_default().trim());
    }
    if line.starts_with('[') && !line.contains('=') {
        let name = line.trim_matches(['[', ']', ' ']);
        return (message!("config-table"), if_toml(format!("[{name}]")));
    }
    let Some((key, value)) = line.split_once('=').map(|(key, value)| (key.trim(), value.trim()))
    else {
        let (key, value) = line.split_once([':', ' ']).unwrap_or((line, ""));
        let help = if_toml(format!("{} = {}", key.trim(), as_value(value.trim())));
        return (message!("config-no-equals"), help);
    };
    if key.is_empty() || key.contains(char::is_whitespace) {
        return (message!("config-key"), pattern());
    }
    let with = |value: String| if_toml(format!("{key} = {value}"));
    if value.is_empty() {
        return (message!("config-no-value", key = key), with("\"…\"".into()));
    }
    if value.contains(['“', '”', '„', '‟', '‘', '’']) && !value.starts_with(['"', '\''])
    {
        let straight = value.replace(['“', '”', '„', '‟'], "\"").replace(['‘', '’'], "'");
        let help = if is_toml(&format!("x = {straight}")) {
            with(straight)
        } else {
            with(in_quotes(value.trim_matches(['“', '”', '„', '‟', '‘', '’', '"', '\''])))
        };
        return (message!("config-curly-quotes"), help);
    }
    if let Some(value) = value.strip_suffix([',', ';']).map(str::trim_end)
        && is_toml(&format!("{key} = {value}"))
    {
        return (message!("config-comma"), with(value.to_owned()));
    }
    if value.starts_with('[') && !value.ends_with(']') {
        return (message!("config-open-list"), with(format!("{}]", value.trim_end_matches(','))));
    }
    if value.starts_with('[') {
        let separated = with_commas(value);
        if is_toml(&format!("x = {separated}")) {
            return (message!("config-list"), with(separated));
        }
        return (message!("config-quotes"), with(quoted_list(value)));
    }
    if value.starts_with('{') && !value.ends_with('}') {
        return (message!("config-open-table"), with(format!("{value} }}")));
    }
    let two = value.find("\" ").and_then(|end| Some((value.get(..=end)?, value.get(end + 1..)?)));
    if let Some((first, second)) = two.filter(|(_, second)| is_toml(second.trim())) {
        let lines = format!("{key} = {first}\n{}", second.trim());
        return (message!("config-two-on-a-line"), mended(&lines));
    }
    if value.starts_with(['"', '\'']) {
        let inner = value.trim_matches(['"', '\'']);
        if said.contains("escape") && is_file(inner) {
            return (message!("config-backslash"), with(in_quotes(&inner.replace('\\', "/"))));
        }
        let is_escape = said.contains("escape") || said.contains("unicode") || said.contains("hex");
        let message = match said {
            _ if is_escape => message!("config-backslash"),
            _ if value.len() > 1 && value.ends_with(['"', '\'']) => message!("config-inner-quotes"),
            _ => message!("config-open-quote"),
        };
        return (message, with(in_quotes(inner)));
    }
    let is_word = value.starts_with(char::is_alphabetic);
    if is_word || said.contains("must be quoted") {
        let meant = meant(Key { table, name: key }, value);
        let help = meant.unwrap_or_else(|| with(in_quotes(value)));
        let is_switch = switch(value).is_some_and(|on| help == mended(&format!("{key} = {on}")));
        let message = if is_switch { message!("config-switch") } else { message!("config-quotes") };
        return (message, help);
    }
    (message!("config-broken"), pattern())
}

/// Whether a text is the path of a file in the guide, as Windows writes it.
fn is_file(text: &str) -> bool {
    let end = text.rsplit_once('.').map_or("", |(_, end)| end);
    let is_extension = (2..=5).contains(&end.len()) && end.chars().all(char::is_alphanumeric);
    is_extension && text.contains('\\') && !text.contains(':')
}

/// The line that gives a key a value of the kind it takes.
fn wrong_kind(key: &str, value: &str, found: ValueKind, needed: ValueKind) -> String {
    let bare = value.trim_matches(['"', '\'']);
    let is_picture = is_picture(key);
    match (needed, found) {
        (ValueKind::List, ValueKind::Text) => {
            let items: Vec<String> = bare.split(',').map(|item| in_quotes(item.trim())).collect();
            mended(&format!("{key} = [{}]", items.join(", ")))
        }
        (ValueKind::List, _) => mended(&format!("{key} = [{}]", in_quotes(bare))),
        (ValueKind::Text, ValueKind::List) => {
            let inner = value.trim_matches(['[', ']', ' ', ',']);
            let is_one = !inner.is_empty() && is_toml(&format!("x = {inner}"));
            if is_one { mended(&format!("{key} = {inner}")) } else { message!("one-text") }
        }
        (ValueKind::Text, ValueKind::Number | ValueKind::Other) => {
            mended(&format!("{key} = {}", in_quotes(bare)))
        }
        (ValueKind::Switch, _) => match switch(bare) {
            Some(switch) => mended(&format!("{key} = {switch}")),
            None => message!("choose-one", known = "true, false"),
        },
        (ValueKind::Table, ValueKind::Text) if is_picture => {
            mended(&format!("{key} = {{ image = {}, alt = \"\" }}", in_quotes(bare)))
        }
        (ValueKind::Table, ValueKind::Switch) if is_picture => message!("leave-out", key = key),
        (ValueKind::Table, _) if is_picture => {
            mended(&format!("{key} = {{ image = \"beeld/{key}.svg\", alt = \"\" }}"))
        }
        (ValueKind::Table, _) => mended(&format!("[{key}]\n{} = {value}", first_key_of(key))),
        (ValueKind::Text, ValueKind::Table) if key.starts_with("[[") => {
            mended(&key.replace("[[", "[").replace("]]", "]"))
        }
        (ValueKind::Text, ValueKind::Switch) => message!("one-text"),
        (ValueKind::Number, ValueKind::Text) if bare.parse::<u32>().is_ok() => {
            mended(&format!("{key} = {bare}"))
        }
        (ValueKind::Number, _) => mended(&format!("{key} = 60")),
        _ => pattern(),
    }
}

/// Whether a key takes an image with an alternative text.
fn is_picture(key: &str) -> bool {
    matches!(key, "banner" | "logo")
}

fn first_key_of(table: &str) -> String {
    keys_of(table).into_iter().next().unwrap_or_else(|| "title".into())
}

/// An example value for a missing key.
fn example(key: &str) -> &'static str {
    match key {
        "date" => "\"2026-11-24\"",
        "image" => "\"beeld/banner.svg\"",
        "status" => "\"partial\"",
        "contact" => "\"redactie@example.nl\"",
        _ => "\"…\"",
    }
}

/// What to do about a key that the table does not have. `written` is the key as it is written.
fn unknown_key(written: &str, unknown: &str, known: &[String]) -> String {
    let elsewhere =
        table_of(unknown).map(|table| message!("config-elsewhere", key = unknown, table = table));
    let near = || {
        let near = did_you_mean(unknown, known.iter().map(String::as_str))?;
        Some(message!("did-you-mean", near = near))
    };
    elsewhere
        .or_else(near)
        .or_else(|| of_mdbook(written))
        .unwrap_or_else(|| message!("config-known-keys", known = known.join(", ")))
}

/// The table that has a key.
fn table_of(key: &str) -> Option<&'static str> {
    const TABLES: [&str; 8] =
        ["book", "site", "theme", "markdown", "lessons", "preview", "accessibility", "print"];
    if Rule::ALL.iter().any(|rule| rule.name() == key) {
        return Some("check");
    }
    TABLES.into_iter().find(|table| keys_of(table).iter().any(|known| known == key))
}

/// The keys of a table, as the deserialiser lists them for an unknown one.
fn keys_of(table: &str) -> Vec<String> {
    const NO_KEY: &str = "no-key";
    let text = format!("[{table}]\n{NO_KEY} = 0\n");
    let refusal = toml::from_str::<Config>(&text).err();
    match refusal.map(|error| Complaint::of(error.message())) {
        Some(Complaint::UnknownKey(_, known)) => known,
        _ => Vec::new(),
    }
}

/// What to do instead of a key that mdBook has.
fn of_mdbook(key: &str) -> Option<String> {
    match key {
        "src" => Some(message!("config-mdbook", "src")),
        "build" => Some(message!("config-mdbook", "build")),
        "output" => Some(message!("config-mdbook", "output")),
        "preprocessor" => Some(message!("config-mdbook", "preprocessor")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a text, its line and the advice.
    fn fault(toml: &str) -> (String, usize, String) {
        let text = Text::new("book.toml", toml);
        let problem = match Config::parse(&text) {
            Ok((_, mut problems)) => problems.swap_remove(0),
            Err(problem) => problem,
        };
        let line = problem.position().expect("a place").1;
        (problem.message.clone(), line, problem.help.expect("advice"))
    }

    #[test]
    fn a_line_that_cannot_be_read_is_shown_as_it_could_be() {
        for (written, mended) in [
            ("title = \"Gids", "title = \"Gids\""),
            ("title = 'Gids", "title = \"Gids\""),
            ("title = Gids", "title = \"Gids\""),
            ("title = De gids", "title = \"De gids\""),
            ("title = “Gids”", "title = \"Gids\""),
            ("title = „Gids”", "title = \"Gids\""),
            ("title = ‘Gids’", "title = 'Gids'"),
            ("title: \"Gids\"", "title = \"Gids\""),
            ("title \"Gids\"", "title = \"Gids\""),
            ("title =", "title = \"…\""),
            ("title = \"a\"b\"", "title = 'a\"b'"),
            ("title = \"C:\\gids\"", "title = 'C:\\gids'"),
            ("title = \"x\" language = \"nl\"", "title = \"x\"\nlanguage = \"nl\""),
            ("authors = [\"a\" \"b\"]", "authors = [\"a\", \"b\"]"),
            ("authors = [\"a\", \"b\"", "authors = [\"a\", \"b\"]"),
            ("authors = “a”, “b”", "authors = \"a”, “b\""),
            ("[site", "[site]"),
            ("logo = { image = \"a\"", "logo = { image = \"a\" }"),
            ("precompress = ja", "precompress = true"),
            ("language = nl", "language = \"nl\""),
            ("title = Noord", "title = \"Noord\""),
            ("title = in de buurt", "title = \"in de buurt\""),
            ("title = thuis", "title = \"thuis\""),
            ("title = feest", "title = \"feest\""),
            ("licence = n.v.t.", "licence = \"n.v.t.\""),
            ("authors = [Noor, Sam]", "authors = [\"Noor\", \"Sam\"]"),
            ("authors = [\"Noor\", \"Sam\"\n[site]", "authors = [\"Noor\", \"Sam\"]"),
            ("title = \"Gids\",", "title = \"Gids\""),
            ("edition = \"2\";", "edition = \"2\""),
            ("authors = [\"a\"],", "authors = [\"a\"]"),
            ("title =\n\"Gids\"", "title = \"Gids\""),
            ("title = \"Gids voor\nde buurt\"", "title = \"Gids voor de buurt\""),
            ("title = \"Gids\nlanguage = \"nl\"", "title = \"Gids\""),
            ("image = \"beeld\\logo.png\"", "image = \"beeld/logo.png\""),
        ] {
            let (_, line, help) = fault(&format!("[book]\n{written}\n"));
            assert_eq!((line, help), (2, format!("write: {mended}")), "{written}");
        }
    }

    #[test]
    fn a_value_over_several_lines_is_ended_or_put_on_one() {
        for (lines, line, help) in [
            ("authors = [\n  \"Noor\",\n  \"Sam\",\n\n[site]", 4, "write: \"Sam\"]"),
            ("authors = [\"Noor\",\nlanguage = \"nl\"", 2, "write: authors = [\"Noor\"]"),
            ("title = \"\"\"Een\ntekst", 3, "write: tekst\"\"\""),
            ("title = \"\"\"Een\ntekst\n[site]", 3, "write: tekst\"\"\""),
            ("title = \"\"\"Een", 2, "write: title = \"\"\"Een\"\"\""),
            (
                "authors:\n  - Noor\n  - \"Sam\"\ntitle = \"x\"",
                2,
                "write in place of all lines of `authors`: authors = [\"Noor\", \"Sam\"]",
            ),
        ] {
            let (_, at, said) = fault(&format!("[book]\n{lines}\n"));
            assert_eq!((at, said.as_str()), (line, help), "{lines}");
        }
        let (message, ..) = fault("[book]\ntitle = \"C:\\Users\\a\"\n");
        assert!(message.contains("backslash"), "{message}");
    }

    #[test]
    fn a_value_of_another_kind_is_shown_as_it_could_be() {
        for (table, written, mended) in [
            ("book", "authors = \"Jan, Piet\"", "write: authors = [\"Jan\", \"Piet\"]"),
            ("book", "title = [\"Gids\"]", "write: title = \"Gids\""),
            ("book", "edition = 2", "write: edition = \"2\""),
            ("site", "banner = \"a.svg\"", "write: banner = { image = \"a.svg\", alt = \"\" }"),
            ("site", "banner = false", "remove the line with `banner`"),
            ("site", "banner = { alt = \"x\" }", "write: image = \"beeld/banner.svg\""),
            ("site", "precompress = \"nee\"", "write: precompress = false"),
            ("check", "title-length = \"lang\"", "write: title-length = 60"),
            ("check", "todo = \"of\"", "did you mean `off`?"),
            ("check", "todo = off", "write: todo = \"off\""),
            ("check", "todo = uit", "write: todo = \"off\""),
            ("check", "todo = \"uit\"", "write: todo = \"off\""),
            ("check", "todo = ja", "choose one of: error, warn, off"),
            ("check", "long-sentence = false", "write: long-sentence = \"off\""),
            ("check", "long-sentence = true", "choose one of: error, warn, off"),
            ("check", "todo = \"false\"", "write: todo = \"off\""),
            ("check", "duplicate-number = uit", "choose one of: error"),
            ("site", "updated = ja", "choose one of: git"),
            ("site", "updated = true", "choose one of: git"),
            ("site", "precompress = ja", "write: precompress = true"),
            ("site", "embed = nee", "write: embed = \"nee\""),
            ("book", "authors = Noor", "write: authors = [\"Noor\"]"),
            ("book", "title = ja", "write: title = \"ja\""),
            ("check", "sentence-length = \"30\"", "write: sentence-length = 30"),
            ("check", "broken-links = \"off\"", "did you mean `broken-link`?"),
            ("check", "title-lenght = 30", "did you mean `title-length`?"),
            (
                "site",
                "feedback = \"redactie\"",
                "write an address that starts with https:// or http://, or a mail address",
            ),
            ("markdown", "raw-html = \"nooit\"", "choose one of: allow, escape, sanitise"),
        ] {
            let (_, line, help) = fault(&format!("[{table}]\n{written}\n"));
            assert_eq!((line, help.as_str()), (2, mended), "{written}");
        }
        let (_, line, help) = fault("[book]\ntitle = \"x\"\n[[site]]\nfooter = \"x\"\n");
        assert_eq!((line, help.as_str()), (3, "write: [site]"));
        let (message, line, _) = fault("[book]\ntitle = \"x\"\ntitle = \"y\"\n");
        assert_eq!((line, message.as_str()), (3, "`title` is there twice"));
    }
}
