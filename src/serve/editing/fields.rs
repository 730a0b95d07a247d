//! What a chapter says about itself, as fields with labels.
//!
//! A changed field changes its own lines in the front matter and no others: comments, quotation
//! marks and the order of the keys stay.

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;

use super::yaml::{self, Quotes};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::messages::message;
use crate::source::entries::{closing_fence, newline, own_lines};
use crate::source::{FrontMatter, Source};
use crate::span::{Edits, Span, Text, controls};

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// A text, or a date.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
    /// None.
    None(()),
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names explain themselves")]
pub enum FieldKind {
    Line,
    Text,
    List,
    Date,
    Flag,
}

#[derive(Debug, Serialize)]
struct Field {
    value: Value,
    label: String,
    kind: FieldKind,
}

/// The fields of a chapter in the order in which they are shown.
#[derive(Debug)]
pub struct Fields(Vec<(&'static str, Field)>);

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, field) in &self.0 {
            map.serialize_entry(name, field)?;
        }
        map.end()
    }
}

/// The keys that are fields, in the order in which they are written.
const KEYS: [(&str, FieldKind); 9] = [
    ("title", FieldKind::Line),
    ("summary", FieldKind::Text),
    ("goals", FieldKind::List),
    ("authors", FieldKind::List),
    ("date", FieldKind::Date),
    ("updated", FieldKind::Date),
    ("themes", FieldKind::List),
    ("draft", FieldKind::Flag),
    ("lang", FieldKind::Line),
];

/// The fields of a chapter.
pub fn of(source: &Source, document: &Document) -> Fields {
    let field = |(key, kind)| {
        let value = value(&source.front_matter, document, key);
        (key, Field { value, label: label(key), kind })
    };
    Fields(KEYS.into_iter().map(field).collect())
}

/// The values of some fields of a chapter, by their names.
pub fn values<'a>(
    source: &Source,
    document: &Document,
    names: impl Iterator<Item = &'a String>,
) -> BTreeMap<String, Value> {
    names.map(|name| (name.clone(), value(&source.front_matter, document, name))).collect()
}

fn label(key: &str) -> String {
    match key {
        "title" => message!("field-title"),
        "summary" => message!("field-summary"),
        "goals" => message!("field-goals"),
        "authors" => message!("field-authors"),
        "date" => message!("field-date"),
        "updated" => message!("field-updated"),
        "themes" => message!("field-themes"),
        "draft" => message!("field-draft"),
        _ => message!("field-lang"),
    }
}

fn value(says: &FrontMatter, document: &Document, key: &str) -> Value {
    match (key, &says.title, &document.title) {
        ("title", None, Some(title)) => Value::Text(title.clone()),
        _ => value_in(says, key),
    }
}

/// The value of a field in the front matter.
fn value_in(says: &FrontMatter, key: &str) -> Value {
    let text = |text: Option<String>| text.map_or(Value::None(()), Value::Text);
    match key {
        "title" => text(says.title.clone()),
        "summary" => text(says.summary.clone()),
        "goals" => Value::List(says.goals.clone()),
        "authors" => Value::List(says.authors.clone()),
        "date" => text(says.date.map(|date| date.to_string())),
        "updated" => text(says.updated.map(|date| date.to_string())),
        "themes" => Value::List(says.themes.clone()),
        "draft" => Value::Flag(says.draft),
        _ => text(says.lang.clone()),
    }
}

/// A value without what nobody means: spaces around it, empty items, line breaks in a line.
fn tidy(value: &Value, kind: FieldKind) -> Value {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match value {
        Value::Text(text) if kind == FieldKind::Text => {
            let text = super::lines::with_line_feeds(text);
            Value::Text(text.trim().to_owned())
        }
        Value::Text(text) => Value::Text(line(text)),
        Value::List(items) => {
            let items = items.iter().map(|item| line(item));
            Value::List(items.filter(|item| !item.is_empty()).collect())
        }
        other => other.clone(),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Flag(is_on) => !is_on,
        Value::Text(text) => text.is_empty(),
        Value::List(items) => items.is_empty(),
        Value::None(()) => true,
    }
}

/// Why fields cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// The front matter cannot be read, so nothing is added to it.
    FrontMatter,
    /// The field would not read as it is meant.
    Field(&'static str),
}

/// Says that a field cannot be set.
pub fn unread(field: &str) -> Diagnostic {
    Diagnostic::error(message!("edit-field-unread", field = label(field)))
        .help(message!("edit-field-unread", "help"))
}

/// The changes that give fields other values. Names that are none of a field are left alone.
///
/// # Errors
/// A front matter that cannot be read, before or afterwards.
pub fn set(
    source: &Source,
    document: &Document,
    exact: &Text,
    values: &BTreeMap<String, Value>,
) -> Result<Edits, Unread> {
    let mut setting = Setting { source, exact, edits: Edits::default(), added: String::new() };
    let mut meant: Vec<(&'static str, Value)> = Vec::new();
    for (key, kind) in KEYS {
        let Some(new) = values.get(key).map(|value| tidy(value, kind)) else { continue };
        let old = tidy(&value(&source.front_matter, document, key), kind);
        if old == new || is_empty(&old) && is_empty(&new) {
            continue;
        }
        if is_unread(source) {
            return Err(Unread::FrontMatter);
        }
        let is_heading = key == "title" && source.front_matter.title.is_none();
        match (&new, is_heading && !document.title_span.is_empty()) {
            (Value::Text(title), true) if !title.is_empty() => {
                setting.set_heading(document.title_span, title);
            }
            _ => {
                setting.set(key, &old, &new);
                meant.push((key, new));
            }
        }
    }
    let edits = setting.finish();
    reads_back(source, &edits.clone().apply(exact), &meant)?;
    Ok(edits)
}

/// Reads a text anew: the fields that were set must have their values, and the others theirs.
fn reads_back(before: &Source, after: &str, meant: &[(&'static str, Value)]) -> Result<(), Unread> {
    let read = Source::read(&before.path, &before.text.path, after.as_bytes());
    for (key, kind) in KEYS {
        let meant = meant.iter().find(|(other, _)| *other == key).map(|(_, value)| value.clone());
        let meant = meant.unwrap_or_else(|| value_in(&before.front_matter, key));
        let (meant, is) =
            (visible(&meant, kind), visible(&value_in(&read.front_matter, key), kind));
        if meant != is && !(is_empty(&meant) && is_empty(&is)) {
            return Err(Unread::Field(key));
        }
    }
    // Whatever else it says is still read.
    if read.diagnostics.len() > before.diagnostics.len() {
        return Err(Unread::FrontMatter);
    }
    Ok(())
}

/// A value without the characters that nobody sees, which are left out when it is read.
fn visible(value: &Value, kind: FieldKind) -> Value {
    let blank = |text: &String| controls::blank(text).into_owned();
    let value = match value {
        Value::Text(text) => Value::Text(blank(text)),
        Value::List(items) => Value::List(items.iter().map(blank).collect()),
        other => other.clone(),
    };
    tidy(&value, kind)
}

struct Setting<'a> {
    source: &'a Source,
    exact: &'a Text,
    edits: Edits,
    /// The entries of a front matter that is not there yet.
    added: String,
}

impl Setting<'_> {
    fn newline(&self) -> &'static str {
        newline(&self.source.text.content)
    }

    /// The title where it is a heading.
    fn set_heading(&mut self, heading: Span, title: &str) {
        let text = &self.source.text;
        let line = text.first_line(heading);
        let words = text.slice(line).trim_start_matches('#').trim_start();
        let words = words.trim_end().trim_end_matches('#').trim_end();
        if let Some(words) = text.find_in(line, words).filter(|words| !words.is_empty()) {
            self.edits.replace(words, title);
        }
    }

    fn set(&mut self, key: &str, old: &Value, new: &Value) {
        let newline = self.newline();
        match own_lines(self.source, key) {
            Some(lines) if is_empty(new) => self.edits.replace(lines, ""),
            Some(lines) => {
                let written = self.source.text.slice(lines);
                let end = if written.ends_with('\n') { newline } else { "" };
                let entry = rewritten(written, key, old, new).replace('\n', newline);
                self.edits.replace(lines, format!("{}{end}", entry.trim_end()));
            }
            None => {
                let entry = format!("{}{newline}", fresh(key, new).replace('\n', newline));
                match self.place_for(key) {
                    Some(place) => self.edits.replace(place, entry),
                    None => self.added.push_str(&entry),
                }
            }
        }
    }

    /// Where an entry that is not there yet goes: below the one that it usually follows, else at
    /// the top.
    fn place_for(&self, key: &str) -> Option<Span> {
        let before = KEYS.iter().take_while(|(other, _)| *other != key);
        let above = before.filter_map(|(other, _)| own_lines(self.source, other)).max();
        if let Some(above) = above {
            return Some(above.after());
        }
        let number = own_lines(self.source, "number").map(Span::after);
        let top = || {
            let fence = closing_fence(self.source)?;
            let lines = self.source.text.lines(self.source.front_matter_span());
            let opening = lines.map(|line| (line, self.source.text.slice(line)));
            let mut opening =
                opening.filter(|(_, line)| line.trim_matches('\u{feff}').trim() == "---");
            let first = opening.next().map(|(line, _)| line.after());
            Some(first.filter(|first| *first < fence).unwrap_or(fence.before()))
        };
        number.or_else(top)
    }

    fn finish(mut self) -> Edits {
        if !self.added.is_empty() {
            let start = self.exact.span(self.source.body..self.source.body);
            let newline = self.newline();
            let body = self.exact.slice(start.to(self.exact.whole()));
            let gap = if body.starts_with(['\n', '\r']) { "" } else { newline };
            let entries = &self.added;
            self.edits.replace(start, format!("---{newline}{entries}---{newline}{gap}"));
        }
        self.edits
    }
}

/// Whether there is a front matter that cannot be read.
fn is_unread(source: &Source) -> bool {
    source.body > "\u{feff}".len()
        && closing_fence(source).is_none()
        && source.front_matter == FrontMatter::default()
}

/// A new entry, without a line break at its end.
fn fresh(key: &str, value: &Value) -> String {
    match value {
        Value::Flag(is_on) => format!("{key}: {is_on}"),
        Value::Text(text) if text.contains('\n') && yaml::is_printable(text) => {
            format!("{key}: |-\n{}", indented(text, "  "))
        }
        Value::Text(text) => format!("{key}: {}", scalar(key, text, Quotes::None)),
        Value::List(items) if key == "goals" => {
            let items =
                items.iter().map(|item| format!("  - {}", yaml::scalar(item, Quotes::None)));
            format!("{key}:\n{}", items.collect::<Vec<_>>().join("\n"))
        }
        Value::List(items) => {
            let items = items.iter().map(|item| yaml::flow_item(item, Quotes::None));
            format!("{key}: [{}]", items.collect::<Vec<_>>().join(", "))
        }
        Value::None(()) => String::new(),
    }
}

/// A text as the value of a field. A date needs no quotation marks where one is expected.
fn scalar(key: &str, text: &str, quotes: Quotes) -> String {
    let is_date = matches!(key, "date" | "updated") && quotes == Quotes::None;
    if is_date && text.parse::<jiff::civil::Date>().is_ok() {
        return text.to_owned();
    }
    yaml::scalar(text, quotes)
}

/// Whether a text has empty or indented lines, which would be others in a value that is folded.
fn is_folded(written: &str, text: &str) -> bool {
    written.starts_with('>') && ["\n\n", "\n ", "\n\t"].iter().any(|part| text.contains(part))
}

fn indented(text: &str, indent: &str) -> String {
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("{indent}{line}") };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// An entry with another value, in the style it is written in.
fn rewritten(written: &str, key: &str, old: &Value, new: &Value) -> String {
    let mut lines = written.lines();
    let first = lines.next().unwrap_or_default();
    let (name, rest) = first.split_once(':').unwrap_or((key, ""));
    let space = if rest.starts_with("  ") {
        rest.strip_suffix(rest.trim_start()).unwrap_or(" ")
    } else {
        " "
    };
    let (value, comment) = yaml::value_and_comment(rest);
    let below: Vec<&str> = lines.collect();
    match new {
        Value::Text(text) if !yaml::is_printable(text) || is_folded(value, text) => {
            fresh(name, new)
        }
        Value::Text(text) if value.starts_with(['|', '>']) => {
            let inner = below.iter().find(|line| !line.trim().is_empty());
            let indent =
                inner.map_or("  ", |line| line.strip_suffix(line.trim_start()).unwrap_or(""));
            let text =
                if value.starts_with('>') { text.replace('\n', "\n\n") } else { text.clone() };
            format!("{}\n{}", first.trim_end(), indented(&text, indent))
        }
        Value::Text(text) if text.contains('\n') => fresh(name, &Value::Text(text.clone())),
        Value::Text(text) => {
            format!("{name}:{space}{}{comment}", scalar(key, text, Quotes::of(value)))
        }
        Value::List(items) if below.iter().any(|line| line.trim_start().starts_with("- ")) => {
            format!("{}\n{}", first.trim_end(), block_list(&below, items))
        }
        Value::List(items) => {
            let before = match old {
                Value::List(old) if below.is_empty() => yaml::flow_items(value)
                    .filter(|written| written.len() == old.len())
                    .unwrap_or_default(),
                _ => Vec::new(),
            };
            if before.is_empty() && key == "goals" {
                return fresh(name, new);
            }
            let quotes = before.first().map_or(Quotes::None, |first| Quotes::of(first));
            let item = |item: &String| {
                let same = before.iter().find(|old| yaml::text_of(old).as_ref() == Some(item));
                same.map_or_else(|| yaml::flow_item(item, quotes), |same| (*same).to_owned())
            };
            let items: Vec<String> = items.iter().map(item).collect();
            let comment = if below.is_empty() { comment } else { "" };
            format!("{name}:{space}[{}]{comment}", items.join(", "))
        }
        Value::Flag(is_on) => format!("{name}:{space}{is_on}{comment}"),
        Value::None(()) => String::new(),
    }
}

/// The lines of a list: items that stay keep theirs, with the comments above them.
fn block_list(lines: &[&str], items: &[String]) -> String {
    let mut known: Vec<(Option<String>, Vec<&str>)> = Vec::new();
    let mut comments: Vec<&str> = Vec::new();
    let mut indent = "  ";
    let mut quotes = None;
    for line in lines {
        let content = line.trim_start();
        if let Some(item) = content.strip_prefix("- ") {
            indent = line.strip_suffix(content).unwrap_or(indent);
            let (value, _) = yaml::value_and_comment(item);
            quotes = quotes.or(Some(Quotes::of(value)));
            comments.push(line);
            known.push((yaml::text_of(value), std::mem::take(&mut comments)));
        } else if content.starts_with('#') || known.is_empty() {
            comments.push(line);
        } else if let Some((text, lines)) = known.last_mut() {
            // An item that goes on below.
            lines.push(line);
            let whole = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
            *text = whole.split_once("- ").and_then(|(_, item)| yaml::text_of(item));
        }
    }
    let mut out: Vec<String> = Vec::new();
    for item in items {
        match known.iter().position(|(text, _)| text.as_ref() == Some(item)) {
            Some(at) => out.extend(known.remove(at).1.into_iter().map(str::to_owned)),
            None => {
                let quotes = quotes.unwrap_or(Quotes::None);
                out.push(format!("{indent}- {}", yaml::scalar(item, quotes)));
            }
        }
    }
    out.extend(comments.into_iter().map(str::to_owned));
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::editing::change::{Change, Impossible};
    use crate::serve::editing::chapter::Chapter;

    fn try_to_set(text: &str, values: &[(&str, Value)]) -> Result<String, Impossible> {
        let values = values.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        let changed = Change::Fields { values }.apply(&Chapter::of_tests(text))?;
        Ok(changed.text)
    }

    /// Sets a field, reads it back, and sets what was read, which changes nothing.
    fn set(text: &str, key: &str, new: Value) -> String {
        let after = try_to_set(text, &[(key, new.clone())]).unwrap();
        let read = Chapter::of_tests(&after);
        assert!(read.source.diagnostics.is_empty(), "{after}\n{:?}", read.source.diagnostics);
        let kind = KEYS.iter().find(|(name, _)| *name == key).unwrap().1;
        let is = value(&read.source.front_matter, &read.document, key);
        let (is, meant) = (tidy(&is, kind), tidy(&new, kind));
        assert!(is == meant || is_empty(&is) && is_empty(&meant), "{after}: {is:?}");
        assert_eq!(try_to_set(&after, &[(key, new)]).unwrap(), after);
        after
    }

    fn line(text: &str) -> Value {
        Value::Text(text.into())
    }

    fn list(items: &[&str]) -> Value {
        Value::List(items.iter().map(|&item| item.into()).collect())
    }

    #[test]
    fn only_the_lines_of_a_field_change() {
        let before = "---\n# een opmerking\nsummary: 'Kort' # zo\n\ntitle: \"Oud\"   # titel\nnumber: 2.10\n# slot\n---\n\nTekst\n";
        assert_eq!(
            set(before, "title", line("Nieuw: \"zo\"")),
            before.replace("\"Oud\"   # titel", "\"Nieuw: \\\"zo\\\"\" # titel")
        );
        assert_eq!(
            set(before, "summary", line("D'r op uit")),
            before.replace("'Kort'", "'D''r op uit'")
        );
        assert_eq!(
            set(before, "summary", Value::None(())),
            before.replace("summary: 'Kort' # zo\n", "")
        );
        assert_eq!(
            set(before, "draft", Value::Flag(true)),
            before.replace("# titel\n", "# titel\ndraft: true\n")
        );
        assert_eq!(
            set(before, "themes", list(&["zorg", "zorg, wonen", "2.10"])),
            before.replace("# titel\n", "# titel\nthemes: [zorg, \"zorg, wonen\", \"2.10\"]\n")
        );
        assert_eq!(set(before, "title", line("Oud")), before);
        assert_eq!(set(before, "goals", list(&[])), before);
    }

    #[test]
    fn lists_keep_their_style() {
        for (before, new, after) in [
            (
                "authors: [Jan, \"Noor\"]",
                &["Noor", "Jan", "Bo"][..],
                "authors: [\"Noor\", Jan, Bo]",
            ),
            ("authors: ['Jan']", &["Jan", "Bo"], "authors: ['Jan', 'Bo']"),
            ("authors:\n- Jan\n- Noor # zij", &["Noor", "Bo"], "authors:\n- Noor # zij\n- Bo"),
            (
                "authors:\n  # eerst\n  - \"Jan\"\n  - \"Bo\"",
                &["Bo", "D: x", "Jan"],
                "authors:\n  - \"Bo\"\n  - \"D: x\"\n  # eerst\n  - \"Jan\"",
            ),
            (
                "goals:\n  - Je weet\n    meer\n  - Twee",
                &["Je weet meer", "Drie"],
                "goals:\n  - Je weet\n    meer\n  - Drie",
            ),
            ("goals: []", &["Je weet: meer"], "goals:\n  - \"Je weet: meer\""),
        ] {
            let key = before.split(':').next().unwrap();
            let text = format!("---\ntitle: A\n{before}\nlang: nl\n---\n");
            let expected = format!("---\ntitle: A\n{after}\nlang: nl\n---\n");
            assert_eq!(set(&text, key, list(new)), expected);
            let windows = text.replace('\n', "\r\n");
            assert_eq!(set(&windows, key, list(new)), expected.replace('\n', "\r\n"));
        }
    }

    #[test]
    fn longer_texts_keep_their_form() {
        let text = "---\ntitle: A\nsummary: >-\n  een\n  twee\n---\n";
        assert_eq!(set(text, "summary", line("drie")), text.replace("  een\n  twee", "  drie"));
        assert_eq!(
            set(text, "summary", line("een\ndrie")),
            text.replace("  een\n  twee", "  een\n\n  drie")
        );
        let text = "---\ntitle: A\nsummary: een\n  twee\n---\n";
        assert_eq!(set(text, "summary", line("drie")), "---\ntitle: A\nsummary: drie\n---\n");
        assert_eq!(
            set(text, "summary", line("een\ntwee")),
            "---\ntitle: A\nsummary: |-\n  een\n  twee\n---\n"
        );
    }

    #[test]
    fn a_chapter_without_front_matter_gets_one() {
        let both = [("title", line("A")), ("draft", Value::Flag(true))];
        for (before, after) in [
            ("Tekst\n", "---\ntitle: A\ndraft: true\n---\n\nTekst\n"),
            ("\u{feff}Tekst\r\n", "\u{feff}---\r\ntitle: A\r\ndraft: true\r\n---\r\n\r\nTekst\r\n"),
            ("", "---\ntitle: A\ndraft: true\n---\n\n"),
            ("---\n---\nTekst\n", "---\ntitle: A\ndraft: true\n---\nTekst\n"),
        ] {
            assert_eq!(try_to_set(before, &both).unwrap(), after);
        }
    }

    #[test]
    fn a_title_is_changed_where_it_is() {
        assert_eq!(set("# Oud ##\n\nTekst\n", "title", line("Nieuw")), "# Nieuw ##\n\nTekst\n");
        assert_eq!(set("Oud\n===\n", "title", line("Nieuw")), "Nieuw\n===\n");
        assert_eq!(
            set("---\nlang: nl\n---\n# Oud\n", "title", line("Nieuw")),
            "---\nlang: nl\n---\n# Nieuw\n"
        );
    }

    #[test]
    fn what_would_not_read_back_is_not_written() {
        let flow = "---\n{title: Flow, summary: s}\n---\n\nTekst\n";
        for (key, new) in [("title", line("Nieuw")), ("lang", line("nl"))] {
            let result = try_to_set(flow, &[(key, new)]);
            assert!(matches!(result, Err(Impossible::FieldUnread(_))), "{result:?}");
        }
        let result = try_to_set("---\ntitle: A\n---\n", &[("date", line("2024-13-45"))]);
        assert_eq!(result, Err(Impossible::FieldUnread("date")));
    }

    #[test]
    fn other_readers_of_yaml_read_the_same() {
        let text = "---\ntitle: A\n---\n";
        for (key, new, written) in [
            ("title", line("2024-01-01"), "title: \"2024-01-01\""),
            ("date", line("2024-01-01"), "date: 2024-01-01"),
            ("themes", list(&["2024-01-01"]), "themes: [\"2024-01-01\"]"),
            ("goals", list(&["2024-01-01"]), "goals:\n  - \"2024-01-01\""),
            ("summary", line("a\tb"), "summary: \"a\\tb\""),
            ("title", line("a\u{ffff}b"), "title: \"a\\uffffb\""),
            ("summary", line("a\nb\u{fffe}"), "summary: \"a\\nb\\ufffe\""),
            ("summary", line("a\n\n\nb"), "summary: |-\n  a\n\n\n  b"),
        ] {
            let after = try_to_set(text, &[(key, new)]).unwrap();
            assert!(after.contains(&format!("{written}\n")), "{after}");
        }
        let folded = "---\ntitle: A\nsummary: >-\n  een\n---\n";
        assert!(set(folded, "summary", line("a\n\n\nb")).contains("summary: |-\n  a\n\n\n  b\n"));
    }

    #[test]
    fn a_front_matter_that_cannot_be_read_is_left_alone() {
        let text = "---\ntitle: A\n\nTekst zonder einde.\n";
        let result = try_to_set(text, &[("lang", line("nl"))]);
        assert_eq!(result, Err(Impossible::FrontMatterUnread));
    }
}
