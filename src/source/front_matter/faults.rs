//! Front matter that cannot be read: what is wrong, in the words of editors, and the line as it
//! could be.

use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use regex::Regex;

use super::block::is_word;
use super::{KEYS, is_key};
use crate::diagnostic::{Complaint, Diagnostic, Text, ValueKind, switch};
use crate::messages::message;
use crate::span::Span;
use crate::suggestion::did_you_mean;

/// The keys that have several values.
const LISTS: [&str; 4] = ["goals", "authors", "themes", "aliases"];

/// The keys that have one text.
const TEXTS: [&str; 2] = ["title", "summary"];

/// An entry that cannot be read: the number of its first line, from 0, and what is wrong.
pub struct Fault {
    /// The line within the front matter.
    pub line: usize,
    /// What is wrong.
    pub problem: Diagnostic,
}

/// Finds the entry that is wrong, and says what is wrong with it. `place` is the span of the
/// front matter; `yaml` holds its lines not read yet.
pub fn explain(text: &Arc<Text>, place: Span, yaml: &str, error: &serde_yaml::Error) -> Fault {
    let lines: Vec<&str> = yaml.lines().collect();
    let said = error.to_string();
    let complaint = Complaint::of(without_place(&said));
    let at = error.location().map_or(0, |location| location.line().saturating_sub(1));
    let entry = match complaint {
        Complaint::Duplicate(ref key) => {
            RawEntry::all(&lines).into_iter().rfind(|e| e.key() == *key)
        }
        _ => RawEntry::all(&lines).into_iter().find(|entry| !entry.is_yaml()),
    };
    let entry = entry.unwrap_or_else(|| RawEntry::with(&lines, at));
    let above = entry.first.checked_sub(1).map(|above| RawEntry::with(&lines, above));
    let (fault, help) = above
        .and_then(|above| entry.continued(&above))
        .unwrap_or_else(|| entry.fault(&complaint, at));
    let original = text.lines(place).nth(fault.line).unwrap_or(place.before());
    let mark = place_of(text, original, fault.mark).unwrap_or(original);
    let problem = Diagnostic::error(fault.message).help(help).at(text, text.trim(mark));
    Fault { line: entry.first, problem }
}

/// Where `mark` is on a line: after the colon, else anywhere.
fn place_of(text: &Arc<Text>, line: Span, mark: &str) -> Option<Span> {
    let behind = text.find_in(line, ":").map(|colon| colon.after().to(line.after()));
    let value = behind.and_then(|behind| text.find_in(behind, mark));
    value.or_else(|| text.find_in(line, mark))
}

/// A deserialiser's message, without the leading path and trailing position.
fn without_place(said: &str) -> &str {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[\w-]+(?:\[\d+\]|\.[\w-]+)*: ").expect("a valid expression")
    });
    let said = said.rsplit_once(" at line ").map_or(said, |(said, _)| said);
    match PATH.find(said) {
        Some(path) => said.get(path.end()..).unwrap_or(said),
        None => said,
    }
}

/// An entry of the mapping, or what comes before the first.
pub struct RawEntry<'a> {
    /// Its lines, the first of which has the key.
    pub lines: &'a [&'a str],
    /// The number of the first.
    pub first: usize,
}

/// What to say about an entry: the message, its line, and what is marked there.
pub struct Explanation<'a> {
    /// What is wrong.
    pub message: String,
    /// The number of the line, from 0.
    pub line: usize,
    /// The text on it.
    pub mark: &'a str,
}

impl<'a> RawEntry<'a> {
    /// All entries of the mapping.
    pub fn all(lines: &'a [&'a str]) -> Vec<Self> {
        let mut starts: Vec<usize> = (0..lines.len()).filter(|&at| is_key(lines[at])).collect();
        if starts.first() != Some(&0) {
            starts.insert(0, 0);
        }
        let ends = starts.iter().copied().skip(1).chain([lines.len()]);
        let range = starts.iter().copied().zip(ends);
        range.map(|(start, end)| Self { lines: &lines[start..end], first: start }).collect()
    }

    fn with(lines: &'a [&'a str], at: usize) -> Self {
        let mut all = Self::all(lines);
        let next = all.partition_point(|entry| entry.first <= at);
        all.swap_remove(next.saturating_sub(1))
    }

    /// Whether it can be read, as keys with their values.
    fn is_yaml(&self) -> bool {
        use serde_yaml::Value;
        let read = serde_yaml::from_str(&self.lines.join("\n"));
        read.is_ok_and(|value| matches!(value, Value::Mapping(_) | Value::Null))
    }

    fn line(&self) -> &'a str {
        self.lines.first().copied().unwrap_or_default()
    }

    /// The key, or nothing.
    pub fn key(&self) -> &'a str {
        let key = self.line().split_once(':').map_or("", |(key, _)| key.trim());
        if key.starts_with('-') { "" } else { key }
    }

    /// What follows the key on its line.
    pub fn value(&self) -> &'a str {
        self.line().split_once(':').map_or("", |(_, value)| value.trim())
    }

    /// The text of the value, without quotation marks and over all its lines.
    fn text(&self) -> String {
        let rest = self.lines.iter().skip(1).map(|line| line.trim().trim_start_matches("- "));
        let first = if is_block_mark(self.value()) { "" } else { self.value() };
        let all: Vec<&str> = [first].into_iter().chain(rest).collect();
        all.join(" ").trim().trim_matches(['"', '\'']).to_owned()
    }

    /// What is wrong and what to do. `at` is where the reader stopped.
    fn fault(&self, complaint: &Complaint, at: usize) -> (Explanation<'a>, String) {
        let on_value = |message| Explanation { message, line: self.first, mark: self.value() };
        if let Some(found) = self.space_fault().or_else(|| self.list_fault()) {
            return found;
        }
        if !self.is_yaml() {
            return self.broken();
        }
        let key = self.key();
        match complaint {
            Complaint::Duplicate(key) => (
                Explanation {
                    message: message!("front-matter-duplicate", key = key.as_str()),
                    line: self.first,
                    mark: self.key(),
                },
                message!("front-matter-duplicate", "help"),
            ),
            Complaint::UnknownValue(written, known) => (
                on_value(message!(
                    "front-matter-unknown-value",
                    key = key,
                    value = written.as_str()
                )),
                self.choice(written, known),
            ),
            Complaint::MissingKey(missing) => (
                Explanation {
                    message: message!(
                        "front-matter-missing",
                        key = key,
                        missing = missing.as_str()
                    ),
                    line: self.first,
                    mark: key,
                },
                mended(&picture(key, "beeld.svg")),
            ),
            _ if matches!(key, "date" | "updated") => (
                on_value(message!("front-matter-date", value = self.text())),
                date(&self.text()).map_or_else(
                    || message!("front-matter-date", "help"),
                    |date| mended(&format!("{key}: {date}")),
                ),
            ),
            Complaint::WrongKind(found, needed) => self.wrong_kind(*found, *needed, at),
            Complaint::Refused(message, help) => {
                (on_value(message.clone()), help.clone().unwrap_or_else(pattern))
            }
            Complaint::UnknownKey(unknown, known) => self.unknown_key(unknown, known),
        }
    }

    /// Advice: a line in the place of all lines of the entry.
    fn instead(&self, line: &str) -> String {
        let is_one_line = self.lines.iter().skip(1).all(|line| line.trim().is_empty());
        if is_one_line {
            mended(line)
        } else {
            message!("mended-lines", key = self.key(), line = line)
        }
    }

    /// A key below this one that it does not have.
    fn unknown_key(&self, unknown: &str, known: &[String]) -> (Explanation<'a>, String) {
        let at = self.lines.iter().position(|line| has_key(line, unknown)).unwrap_or(0);
        let line = self.lines[at];
        let near =
            did_you_mean(unknown, known.iter().map(String::as_str)).or_else(|| {
                match unknown.to_lowercase().as_str() {
                    "afbeelding" | "beeld" | "bestand" | "foto" | "plaatje" | "file" | "path"
                    | "src" | "url" => Some("image"),
                    "tekst" | "beschrijving" | "omschrijving" | "description" | "text" => {
                        Some("alt")
                    }
                    _ => None,
                }
            });
        let near = near.filter(|near| !self.lines.iter().any(|line| has_key(line, near)));
        let help = match near {
            Some(near) => mended(&line.replacen(unknown, near, 1)),
            None => message!("choose-one", known = known.join(", ")),
        };
        let message = message!("front-matter-unknown-below", key = self.key(), unknown = unknown);
        (Explanation { message, line: self.first + at, mark: line.trim() }, help)
    }

    /// A line that goes on with the text of the entry above it, without its indentation.
    fn continued(&self, above: &Self) -> Option<(Explanation<'a>, String)> {
        let is_text = TEXTS.contains(&above.key());
        let is_line = self.key().is_empty() && !self.line().starts_with(['-', '#', '[', '{', '"']);
        (is_text && is_line && !self.line().trim().is_empty()).then(|| {
            let text = format!("{} {}", above.text(), self.text_of_lines());
            let message = message!("front-matter-continued", key = above.key());
            let found = Explanation { message, line: self.first, mark: self.line().trim() };
            let line = format!("{}: {}", above.key(), quoted(text.trim()));
            (found, message!("mended-lines", key = above.key(), line = line))
        })
    }

    fn text_of_lines(&self) -> String {
        self.lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
    }

    /// A line that is indented with spaces that are none to YAML, such as those of web pages.
    fn space_fault(&self) -> Option<(Explanation<'a>, String)> {
        let indent = |line: &str| line.len() - line.trim_start().len();
        let is_other = |line: &&str| {
            let indent = line.chars().take_while(|c| c.is_whitespace());
            indent.into_iter().any(|c| !matches!(c, ' ' | '\t'))
        };
        let at = self.lines.iter().position(|line| is_other(line) && indent(line) < line.len())?;
        let line = self.lines[at].trim();
        let message = message!("front-matter-space");
        Some((
            Explanation { message, line: self.first + at, mark: line },
            mended(&format!("  {line}")),
        ))
    }

    /// A line of a list that is no item of it: it has another mark or no space behind it, or does
    /// not stand below the first.
    pub fn list_fault(&self) -> Option<(Explanation<'a>, String)> {
        static ITEM: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r#"^(?:[*+•·◦▪●‣–—]|-|\d{1,2}[.)])[\s\u{a0}]*(?P<text>[\p{L}\p{N}"'“‘].*)$"#)
                .expect("a valid expression")
        });
        let is_list = LISTS.contains(&self.key()) && self.value().is_empty();
        let mut first = None;
        let mut is_open = false;
        for (at, &line) in self.lines.iter().enumerate().skip(1).filter(|_| is_list) {
            let (text, indent) = (line.trim(), line.len() - line.trim_start().len());
            let found = |message| Explanation { message, line: self.first + at, mark: text };
            // What was opened by a mark of YAML goes on as far as it is indented.
            if is_open && first.is_some_and(|first| indent > first) || line.starts_with('\t') {
                continue;
            }
            if let Some(item) = text.strip_prefix("- ") {
                let place = *first.get_or_insert(indent);
                if place != indent {
                    let help = mended(&format!("{}{text}", " ".repeat(place)));
                    return Some((found(message!("front-matter-uneven")), help));
                }
                is_open = item.trim_start().starts_with(['|', '>', '"', '\'', '[', '{']);
            } else if let Some(item) = ITEM.captures(text) {
                let place = " ".repeat(first.unwrap_or(2));
                let help = mended(&format!("{place}- {}", plain_or_quoted(&item["text"])));
                return Some((found(message!("front-matter-item")), help));
            } else if first.is_some_and(|first| indent <= first) && is_bare_item(text) {
                let place = " ".repeat(first.unwrap_or(2));
                let help = mended(&format!("{place}- {}", plain_or_quoted(text)));
                return Some((found(message!("front-matter-item")), help));
            }
        }
        None
    }

    /// The values that a key takes, and the one that was meant by a Dutch word for it.
    fn choice(&self, written: &str, known: &[String]) -> String {
        let meant = match written.trim().to_lowercase().as_str() {
            "voor" | "vooraan" | "voorin" | "voorop" | "begin" | "start" => Some("front"),
            "achter" | "achteraan" | "achterin" | "achterop" | "eind" | "einde" | "end" => {
                Some("back")
            }
            _ => None,
        };
        match meant.filter(|meant| known.iter().any(|known| known == meant)) {
            Some(meant) => mended(&format!("{}: {meant}", self.key())),
            None => message!("choose-one", known = known.join(", ")),
        }
    }

    /// An entry that is not YAML.
    fn broken(&self) -> (Explanation<'a>, String) {
        let found = |message, line: usize| Explanation {
            message,
            line: self.first + line,
            mark: self.lines[line].trim(),
        };
        let tab = self.lines.iter().position(|line| {
            let indent = line.len() - line.trim_start().len();
            line.chars().take(indent).any(|c| c == '\t')
        });
        if let Some(tab) = tab {
            let line = self.lines[tab].trim();
            let indent = if line.starts_with('-') { "  " } else { "" };
            return (found(message!("front-matter-tab"), tab), mended(&format!("{indent}{line}")));
        }
        let (key, value) = (self.key(), self.value());
        let is_one_line = self.lines.iter().skip(1).all(|line| line.trim().is_empty());
        if key.is_empty() {
            return self.without_colon();
        }
        if let Some(found) = self.behind_colon() {
            return found;
        }
        let has_brackets = LISTS.contains(&key) || matches!(key, "banner" | "extra");
        if is_one_line && has_brackets && value.starts_with(['[', '{']) {
            let end = if value.starts_with('[') { "]" } else { "}" };
            let within = value.trim_end_matches(end);
            let whole = format!("{key}: {within}{end}");
            if is_readable(&whole) {
                return (
                    found(message!("front-matter-open-bracket", end = end), 0),
                    mended(&whole),
                );
            }
            let whole = format!("{key}: {within}\"{end}");
            let mark = Explanation { message: quotes_needed("\""), line: self.first, mark: value };
            if is_readable(&whole) {
                return (mark, mended(&whole));
            }
        }
        if let Some(found) = self.broken_item() {
            return found;
        }
        if is_one_line {
            let mark = Explanation { message: quotes_needed(value), line: self.first, mark: value };
            return (mark, mended(&format!("{key}: {}", quoted(value))));
        }
        let has_keys = value.is_empty() && matches!(key, "banner" | "extra");
        // An indented key starts no entry.
        let is_entry = |line: &&str| {
            let key = line.trim().split_once(": ").map(|(key, _)| key.trim_end());
            !has_keys
                && key.is_some_and(|key| KEYS.contains(&key) || !value.is_empty() && is_word(key))
        };
        if let Some(at) = self.lines.iter().skip(1).position(is_entry) {
            let message = message!("front-matter-indented");
            return (found(message, at + 1), mended(self.lines[at + 1].trim()));
        }
        let is_list = self.lines[1].trim_start().starts_with("- ");
        if TEXTS.contains(&key) && is_block_mark(value) {
            let found = found(message!("front-matter-uneven-text"), 0);
            return (found, self.instead(&format!("{key}: {}", quoted(&self.text()))));
        }
        if TEXTS.contains(&key) && !is_list && !value.starts_with(['"', '\'', '|', '>']) {
            let text = format!("{value} {}", self.lines[1..].join(" "));
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let (line, mark) =
                if value.is_empty() { (1, self.lines[1].trim()) } else { (0, value) };
            let line = self.first + line;
            let found = Explanation { message: quotes_needed(&text), line, mark };
            return (found, self.instead(&format!("{key}: {}", quoted(&text))));
        }
        let is_broken = |line: &&str| !is_readable(line.trim());
        if let Some(at) = self.lines.iter().skip(1).position(is_broken) {
            let (before, text) = split_line(self.lines[at + 1]);
            let found =
                Explanation { message: quotes_needed(text), line: self.first + at + 1, mark: text };
            return (found, mended(&format!("{before}{}", quoted(text))));
        }
        if !is_readable(self.line()) {
            let found =
                Explanation { message: quotes_needed(value), line: self.first, mark: value };
            return (found, mended(&format!("{key}: {}", quoted(value))));
        }
        (found(unreadable(), 0), pattern())
    }

    /// A key whose colon has no space behind it, or one that is none to YAML.
    fn behind_colon(&self) -> Option<(Explanation<'a>, String)> {
        let (_, behind) = self.line().split_once(':')?;
        let first = behind.chars().next().filter(|c| !matches!(c, ' ' | '\t' | '\r'))?;
        let message = if first.is_whitespace() {
            message!("front-matter-space-behind")
        } else {
            message!("front-matter-no-space")
        };
        let line = format!("{}: {}", self.key(), plain_or_quoted(self.value()));
        let is_one_line = self.lines.iter().skip(1).all(|line| line.trim().is_empty());
        let found = Explanation { message, line: self.first, mark: self.line() };
        (is_one_line && KEYS.contains(&self.key())).then(|| (found, mended(&line)))
    }

    /// A value between brackets, maybe over several lines, of which a part needs quotation marks.
    fn broken_item(&self) -> Option<(Explanation<'a>, String)> {
        let (key, open) = (self.key(), self.value().chars().next()?);
        let (is_list, is_picture) = (LISTS.contains(&key) && open == '[', open == '{');
        if !(is_list || is_picture && key == "banner") {
            return None;
        }
        let value = |part: &'a str| match part.split_once(':').filter(|_| is_picture) {
            Some((_, value)) => value.trim(),
            None => part,
        };
        let lines = self.lines.iter().enumerate().flat_map(|(at, line)| {
            let line = if at == 0 { self.value() } else { line.trim() };
            line.split(',').map(move |part| (at, part.trim_matches(['[', ']', '{', '}', ' '])))
        });
        let parts: Vec<(usize, &'a str)> = lines.filter(|(_, part)| !part.is_empty()).collect();
        let mend = |part: &'a str| part.replacen(value(part), &in_list(value(part)), 1);
        let all: Vec<String> = parts.iter().map(|&(_, part)| mend(part)).collect();
        let all = all.join(", ");
        let whole = if is_list { format!("{key}: [{all}]") } else { format!("{key}: {{ {all} }}") };
        let (at, wrong) = parts.into_iter().find(|&(_, part)| mend(part) != part)?;
        let mark = value(wrong);
        let found = Explanation { message: quotes_needed(mark), line: self.first + at, mark };
        is_readable(&whole).then(|| (found, self.instead(&whole)))
    }

    /// An entry without `key:`.
    fn without_colon(&self) -> (Explanation<'a>, String) {
        let at = self.lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(0);
        let line = self.lines.get(at).copied().unwrap_or_default().trim();
        let found = Explanation {
            message: message!("front-matter-no-key"),
            line: self.first + at,
            mark: line,
        };
        let (first, rest) = line.split_once([' ', '=']).unwrap_or((line, ""));
        let is_key = KEYS.contains(&first) && !rest.trim().is_empty();
        let bare = line.trim_start_matches(['-', ' ']);
        let help = if is_key {
            mended(&format!("{first}: {}", plain_or_quoted(rest.trim_start_matches(['=', ' ']))))
        } else if bare != line && is_readable(bare) && bare.contains(": ") {
            mended(bare)
        } else {
            pattern()
        };
        (found, help)
    }

    /// A value of another kind than its key takes.
    fn wrong_kind(
        &self,
        found: ValueKind,
        needed: ValueKind,
        at: usize,
    ) -> (Explanation<'a>, String) {
        let (key, value, text) = (self.key(), self.value(), self.text());
        if key.is_empty() || !KEYS.contains(&key) {
            return self.without_colon();
        }
        // An entry of a list.
        if LISTS.contains(&key) && needed == ValueKind::Text {
            let line = at.clamp(self.first, self.first + self.lines.len() - 1) - self.first;
            let item = self.lines[line].trim().trim_start_matches('-').trim();
            let message = quotes_needed(item);
            let help = if line == 0 { pattern() } else { mended(&format!("  - {}", quoted(item))) };
            return (Explanation { message, line: self.first + line, mark: item }, help);
        }
        let needs = if key == "banner" { "picture" } else { needed.name() };
        let message =
            message!("front-matter-wrong-kind", key = key, found = found.name(), needed = needs);
        let help = match (needed, found) {
            (ValueKind::List, ValueKind::Text | ValueKind::Number | ValueKind::Switch) => {
                let below = self.lines.iter().skip(1).map(|line| line.trim());
                let below: Vec<&str> = below.filter(|line| !line.is_empty()).collect();
                let items = if below.len() > 1 && (value.is_empty() || is_block_mark(value)) {
                    below
                } else {
                    text.split(',').map(str::trim).collect()
                };
                let items: Vec<String> = items.into_iter().map(in_list).collect();
                self.instead(&format!("{key}: [{}]", items.join(", ")))
            }
            (ValueKind::Text | ValueKind::Other, ValueKind::List) => {
                let only = text.trim_matches(['[', ']']).trim();
                self.instead(&format!("{key}: {}", plain_or_quoted(only)))
            }
            (ValueKind::Text, _) if value.is_empty() => {
                self.instead(&format!("{key}: {}", quoted(&text)))
            }
            (ValueKind::Text, _) => mended(&format!("{key}: {}", quoted(value))),
            (ValueKind::Switch, _) => match switch(&text).or_else(|| initial(&text)) {
                Some(switch) => mended(&format!("{key}: {switch}")),
                None => message!("choose-one", known = "true, false"),
            },
            (ValueKind::Table, ValueKind::Text) if key == "banner" => mended(&picture(key, &text)),
            (ValueKind::Table, ValueKind::Switch) if key == "banner" => {
                message!("leave-out", key = key)
            }
            (ValueKind::Table, _) if key == "banner" => mended(&picture(key, "beeld.svg")),
            (ValueKind::Table, _) => message!("front-matter-table", "help", key = key),
            _ => pattern(),
        };
        let mark = if value.is_empty() { key } else { value };
        (Explanation { message, line: self.first, mark }, help)
    }
}

/// Whether a value says that its text stands below it, as `|` and `>` do.
fn is_block_mark(value: &str) -> bool {
    let rest = value.strip_prefix(['|', '>']);
    rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '+')))
}

/// Whether a line has a key, at its start or between braces.
fn has_key(line: &str, key: &str) -> bool {
    let mut parts = line.split(['{', ',']).map(str::trim_start);
    parts.any(|part| part.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':')))
}

/// Whether a line between the items of a list is one without its mark, and no note or other key.
fn is_bare_item(text: &str) -> bool {
    let key = text.split_once(':').map(|(key, _)| key.trim_end());
    text.starts_with(char::is_alphanumeric) && !key.is_some_and(|key| KEYS.contains(&key))
}

/// What comes before the text of a line below a key, and that text: its indentation, with the mark
/// of an item or another key.
fn split_line(line: &str) -> (String, &str) {
    let indent = " ".repeat(line.len() - line.trim_start().len());
    let text = line.trim();
    if let Some(item) = text.strip_prefix('-') {
        return ("  - ".to_owned(), item.trim());
    }
    match text.split_once(": ").filter(|(key, _)| is_word(key)) {
        Some((key, value)) => (format!("{indent}{key}: "), value.trim()),
        None => (indent, text),
    }
}

fn unreadable() -> String {
    message!("front-matter-unreadable")
}

fn pattern() -> String {
    message!("front-matter-unreadable", "help")
}

/// Advice: the line as it could be.
pub fn mended(line: &str) -> String {
    message!("mended", line = line)
}

fn picture(key: &str, image: &str) -> String {
    format!("{key}: {{ image: {} }}", in_list(image))
}

/// Why a value needs quotation marks.
pub fn quotes_needed(value: &str) -> String {
    let sign = value.chars().next().filter(|c| "@%`*&!|>#?,]}[{-".contains(*c));
    match sign {
        _ if value.starts_with('"') && value.contains('\\') => message!("front-matter-backslash"),
        _ if value.starts_with(['"', '\'']) => message!("front-matter-quotes-open"),
        Some(sign) => message!("front-matter-quotes-sign", sign = sign.to_string()),
        None if value.contains(": ") || value.ends_with(':') => {
            message!("front-matter-quotes-colon")
        }
        None => message!("front-matter-quotes"),
    }
}

/// Whether a text is YAML on its own.
fn is_readable(line: &str) -> bool {
    serde_yaml::from_str::<serde_yaml::Value>(line).is_ok()
}

/// Whether YAML reads a value as this very text, also within brackets.
fn is_plain(value: &str) -> bool {
    serde_yaml::from_str::<Vec<String>>(&format!("[{value}]")).is_ok_and(|read| read == [value])
        && serde_yaml::from_str::<String>(value).is_ok_and(|read| read == value)
}

fn plain_or_quoted(value: &str) -> String {
    if is_plain(value) { value.to_owned() } else { quoted(value) }
}

fn in_list(item: &str) -> String {
    plain_or_quoted(item.trim_matches(['"', '\'']))
}

/// A value in quotation marks that do not occur in it.
pub fn quoted(value: &str) -> String {
    let value = whole(value);
    if value.contains(['"', '\\']) {
        format!("'{}'", value.replace('\'', "''"))
    } else {
        format!("\"{value}\"")
    }
}

/// A value without an unmatched quotation mark. An apostrophe in front, as in
/// "'s avonds", is part of the text.
fn whole(value: &str) -> &str {
    static APOSTROPHE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^'(?:[a-z]{1,2}[\s-]|\d\d\b)").expect("a valid expression"));
    for mark in ['"', '\''] {
        let is_single = value.matches(mark).count() == 1;
        if is_single && !(mark == '\'' && APOSTROPHE.is_match(value)) {
            return value.strip_prefix(mark).or_else(|| value.strip_suffix(mark)).unwrap_or(value);
        }
        let within = value.strip_prefix(mark).and_then(|value| value.strip_suffix(mark));
        if let Some(within) = within.filter(|within| !within.contains(mark)) {
            return within;
        }
    }
    value
}

/// Reads a letter or digit that means true or false.
fn initial(value: &str) -> Option<bool> {
    match value.to_lowercase().as_str() {
        "1" | "j" | "y" | "x" => Some(true),
        "0" | "n" => Some(false),
        _ => None,
    }
}

/// A date that was written as people write it.
fn date(written: &str) -> Option<Date> {
    static PARTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(\d{1,4})[-/. ]+(\d{1,2}|[a-z]+)\.?[-/. ]+(\d{1,4})$")
            .expect("a valid expression")
    });
    const MONTHS: [&[&str]; 12] = [
        &["jan"],
        &["feb"],
        &["mrt", "maa", "mar"],
        &["apr"],
        &["mei", "may"],
        &["jun"],
        &["jul"],
        &["aug"],
        &["sep"],
        &["okt", "oct"],
        &["nov"],
        &["dec"],
    ];
    let found = PARTS.captures(written.trim())?;
    let (first, month, last) = (&found[1], found[2].to_lowercase(), &found[3]);
    let named = || {
        let is_named = |names: &&[&str]| names.iter().any(|name| month.starts_with(name));
        MONTHS.iter().position(is_named).map(|at| at as i8 + 1)
    };
    let month = month.parse().ok().or_else(named)?;
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let year = year.parse().ok().filter(|year| (1000..=9999).contains(year))?;
    Date::new(year, month, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line of the fault, from 1, and the advice.
    fn fault(yaml: &str) -> (usize, String) {
        let text = Text::new("a.md", yaml);
        let error = serde_yaml::from_str::<super::super::FrontMatter>(yaml).unwrap_err();
        let problem = explain(&text, text.whole(), yaml, &error).problem;
        (problem.position().expect("a place").1, problem.help.expect("advice"))
    }

    /// Those that have one fault.
    const READ: [&str; 11] = [
        "banner:\n  image: f.jpg\n  alt: Een foto: mooi\n",
        "extra:\n  title: Een foto: mooi\n",
        "extra:\n  a:\n    b: Zorg: hoe\n",
        "banner:\n  afbeelding: x.jpg\n",
        "banner: { src: x.jpg }\n",
        "themes:\n  - wonen\n  zorg\n",
        "summary: |\n  Een\n twee\n",
        "summary: >\nEen tekst\n",
        "goals:\n  een\n  twee\n",
        "title:Wonen\n",
        "title:\u{a0}Wonen\n",
    ];

    #[test]
    fn an_entry_that_cannot_be_read_is_shown_as_it_could_be() {
        for (yaml, line, mended) in [
            ("title: 's Avonds bellen\nlang: nl\n", 1, "title: \"'s Avonds bellen\""),
            ("title: \"Schulden\" in Nederland\n", 1, "title: '\"Schulden\" in Nederland'"),
            ("lang: nl\ntitle: Zorg: hoe?\n", 2, "title: \"Zorg: hoe?\""),
            ("title: “Zorg”: hoe?\n", 1, "title: \"“Zorg”: hoe?\""),
            ("title: @wijk\n", 1, "title: \"@wijk\""),
            ("goals:\n  * een\n  * twee\n", 2, "  - een"),
            ("goals:\n  • een\n  • twee\n", 2, "  - een"),
            ("goals:\n  -een\n  -twee\n", 2, "  - een"),
            ("goals:\n  1. een\n  2. twee\n", 2, "  - een"),
            ("goals:\n  - een\n - twee\n", 3, "  - twee"),
            ("goals:\n\u{a0}\u{a0}- een\n", 2, "  - een"),
            ("summary: Een tekst\n  en meer: twee\n", 1, "summary: \"Een tekst en meer: twee\""),
            ("summary: Zorg: hoe\n  en waar\n", 1, "summary: \"Zorg: hoe en waar\""),
            ("summary: Een tekst\nen meer\n", 2, "summary: \"Een tekst en meer\""),
            ("number: 1,1\n", 1, "number: 1.1"),
            ("title: \"open\nlang: nl\n", 1, "title: \"open\""),
            ("title: \"a\\d\"\n", 1, "title: 'a\\d'"),
            ("lang: nl\n\ttitle: x\n", 2, "title: x"),
            ("title: x\n summary: y\n", 2, "summary: y"),
            ("title: x\n  eigen: y\n", 2, "eigen: y"),
            ("title x\n", 1, "title: x"),
            ("lang: nl\ntitle = x\n", 2, "title: x"),
            ("- title: x\n", 1, "title: x"),
            ("themes: [a, b\n", 1, "themes: [a, b]"),
            ("goals: [a, \"b]\n", 1, "goals: [a, \"b\"]"),
            ("goals:\n- a\n- Zorg: hoe\n", 3, "  - \"Zorg: hoe\""),
            ("goals:\n- a\n- \"Zorg\" is\n", 3, "  - '\"Zorg\" is'"),
            ("goals: een doel\n", 1, "goals: [een doel]"),
            ("authors: [Jan #2]\n", 1, "authors: [\"Jan #2\"]"),
            ("authors: [Jan #2\n", 1, "authors: [\"Jan #2\"]"),
            ("themes: [wonen,\n  zorg #2]\n", 2, "themes: [wonen, \"zorg #2\"]"),
            ("banner: { image: x.svg #1 }\n", 1, "banner: { image: \"x.svg #1\" }"),
            ("summary:\n  een b: c\n", 1, "summary: \"een b: c\""),
            ("summary:\n  Zorg: hoe\n  en waar\n", 2, "summary: \"Zorg: hoe en waar\""),
            ("summary:\nEen zin.\n", 2, "summary: \"Een zin.\""),
            ("authors: Jan, \"Piet\"\n", 1, "authors: [Jan, Piet]"),
            ("title: [x]\n", 1, "title: x"),
            ("title:\n- x\n", 1, "title: x"),
            ("draft: ja\n", 1, "draft: true"),
            ("date: 24-11-2026\n", 1, "date: 2026-11-24"),
            ("position: achteraan\n", 1, "position: back"),
            ("banner: x.svg\n", 1, "banner: { image: x.svg }"),
            ("banner:\n  alt: x\n", 1, "banner: { image: beeld.svg }"),
            (READ[0], 3, "  alt: \"Een foto: mooi\""),
            (READ[1], 2, "  title: \"Een foto: mooi\""),
            (READ[2], 3, "    b: \"Zorg: hoe\""),
            (READ[3], 2, "  image: x.jpg"),
            (READ[4], 1, "banner: { image: x.jpg }"),
            (READ[5], 3, "  - zorg"),
            (READ[6], 1, "summary: \"Een twee\""),
            (READ[7], 2, "summary: \"Een tekst\""),
            (READ[8], 1, "goals: [een, twee]"),
            (READ[9], 1, "title: Wonen"),
            (READ[10], 1, "title: Wonen"),
        ] {
            let (at, help) = fault(yaml);
            let (place, shown) = help.split_once(": ").expect("a line");
            assert_eq!((at, shown), (line, mended), "{yaml}");
            let key = mended.split(':').next().unwrap_or_default();
            let is_of_lines = place == format!("write in place of all lines of `{key}`");
            assert!(place == "write" || is_of_lines, "{yaml}: {help}");
            // The line as it could be is read, and its words are all there.
            let mut lines: Vec<&str> = yaml.lines().collect();
            if is_of_lines {
                lines = vec![shown];
            } else {
                lines[at - 1] = shown;
            }
            if READ.contains(&yaml) {
                let whole = lines.join("\n");
                let read = serde_yaml::from_str::<super::super::FrontMatter>(&whole);
                assert!(read.is_ok(), "{whole}: {read:?}");
            }
        }
        assert_eq!(fault("title: x\ntitle: y\n"), (2, "remove one of the two".into()));
        assert_eq!(fault("banner: false\n").1, "remove the line with `banner`");
        assert_eq!(fault("summary: >\ntekst\n").0, 2);
    }

    #[test]
    fn no_text_makes_the_search_for_a_fault_panic() {
        for yaml in ["\n", "\t\n", ":\n", "a\n: b\n", "---\n- [\n", "é: \"\n\n\n", "{\n", "'\n'"] {
            if serde_yaml::from_str::<super::super::FrontMatter>(yaml).is_err() {
                fault(yaml);
            }
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for written in [
            "24-11-2026",
            "24/11/2026",
            "24.11.2026",
            "24 november 2026",
            "2026/11/24",
            "24 nov. 2026",
        ] {
            assert_eq!(
                date(written).map(|date| date.to_string()).as_deref(),
                Some("2026-11-24"),
                "{written}"
            );
        }
        for written in ["gisteren", "24-11", "2026", "31-02-2026", "24-13-2026", "1-2-26", ""] {
            assert_eq!(date(written), None, "{written}");
        }
    }

    #[test]
    fn a_text_in_quotation_marks_is_that_text() {
        for (value, expected) in [
            ("'s Avonds bellen", "\"'s Avonds bellen\""),
            ("'90 en later", "\"'90 en later\""),
            ("\"Schulden\" in Nederland", "'\"Schulden\" in Nederland'"),
            ("\"Foto's\" van nu", "'\"Foto''s\" van nu'"),
            ("Zorg: hoe?", "\"Zorg: hoe?\""),
            ("\"open", "\"open\""),
            ("open\"", "\"open\""),
            ("'open", "\"open\""),
            ("C:\\gids", "'C:\\gids'"),
            ("@wijk", "\"@wijk\""),
        ] {
            assert_eq!(quoted(value), expected);
            let read: String = serde_yaml::from_str(expected).unwrap();
            assert_eq!(read, whole(value), "{value}");
        }
    }
}
