//! Mark-up with a character that is not the one it looks like: one that nobody sees, a space that
//! does not break, a sign of double width.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::parser::Parser;
use crate::messages::message;
use crate::rule::Rule;
use crate::span::{Mapped, Span};

/// How a line of mark-up starts.
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^ *(?:(?P<heading>#{1,6} )|(?P<list>[-*+] |\d{1,3}[.)] )|(?P<quote>> ?)|(?P<code>`{3,}|~{3,})|(?P<box>:::)|(?P<table>\|.*\|$)|(?P<rule>-{3,}$|\*{3,}$))",
    )
    .expect("a valid expression")
});

/// Mark-up within a line.
static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?P<bold>\*\*[^\s*](?:[^*]*[^\s*])?\*\*)|(?P<code>`[^`]+`)|(?P<link>!?\[[^\[\]]+\] ?\([^()]+\)|\[\[[^\[\]]+\]\])|(?P<attributes>\{[.#]\p{L}[^{}]*\})",
    )
    .expect("a valid expression")
});

/// The rules of the groups of both expressions.
const RULES: [(&str, Rule); 10] = [
    ("heading", Rule::NearMissHeading),
    ("list", Rule::NearMissList),
    ("quote", Rule::NearMissBox),
    ("code", Rule::NearMissCode),
    ("box", Rule::NearMissBox),
    ("table", Rule::NearMissTable),
    ("rule", Rule::NearMissHeading),
    ("bold", Rule::NearMissEmphasis),
    ("link", Rule::NearMissLink),
    ("attributes", Rule::NearMissLesson),
];

/// What a look-alike is taken for; nothing if it is not seen.
fn meant(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => "",
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => " ",
        '＃' => "#",
        '＊' => "*",
        '｜' => "|",
        '［' => "[",
        '］' => "]",
        '（' => "(",
        '）' => ")",
        '：' => ":",
        '＞' => ">",
        '｀' => "`",
        '｛' => "{",
        '｝' => "}",
        '！' => "!",
        _ => return None,
    })
}

/// A text as it looks, and its first look-alike.
fn looks(text: &str) -> Option<(Cow<'_, str>, char)> {
    let first = text.chars().find(|c| meant(*c).is_some())?;
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match meant(c) {
            Some(sign) => plain.push_str(sign),
            None => plain.push(c),
        }
    }
    Some((plain.into(), first))
}

/// A report of a look-alike: the rule, what is wrong, and what to do.
pub(super) type LookAlike = (Rule, String, String);

/// What a line would be, were its signs what they look like. `above` is the line before it.
pub(super) fn of_line(line: &str, above: &str) -> Option<LookAlike> {
    let line = line.trim_end_matches([' ', '\t']);
    let (plain, first) = looks(line)?;
    let found = LINE.captures(&plain)?;
    // The same mark-up without any look-alike is shown for another reason.
    let marks = found.get(0)?.as_str();
    if line.starts_with(marks) {
        return None;
    }
    let (rule, group) = rule_of(&found)?;
    // One message for a table or a list.
    let is_repeated = looks(above).is_some_and(|(above, _)| {
        LINE.captures(&above).is_some_and(|found| found.name(group).is_some())
    });
    let is_many = matches!(group, "table" | "list");
    (!(is_many && is_repeated))
        .then(|| (rule, said(first), message!("look-alike", "help", written = start_of(&plain))))
}

/// What a part of a text would be, were its signs what they look like.
fn within(text: &str) -> Option<LookAlike> {
    let (plain, first) = looks(text)?;
    let found = WITHIN.captures(&plain)?;
    let written = found.get(0)?.as_str();
    let (rule, _) = rule_of(&found)?;
    (!text.contains(written))
        .then(|| (rule, said(first), message!("look-alike", "help", written = start_of(written))))
}

fn rule_of(found: &regex::Captures<'_>) -> Option<(Rule, &'static str)> {
    RULES.iter().find(|(name, _)| found.name(name).is_some()).map(|(name, rule)| (*rule, *name))
}

fn said(sign: char) -> String {
    let kind = match meant(sign) {
        Some("") => "unseen",
        Some(" ") => "space",
        _ => "sign",
    };
    message!(
        "look-alike",
        kind = kind,
        sign = sign.to_string(),
        code = format!("U+{:04X}", u32::from(sign))
    )
}

fn start_of(text: &str) -> String {
    const MOST: usize = 40;
    let text = text.trim();
    let start: String = text.chars().take(MOST).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}

impl Parser<'_> {
    /// Reports mark-up in a text that has a look-alike among its signs.
    pub(super) fn report_look_alikes(&mut self, text: &Mapped) {
        if let Some((rule, message, help)) = within(text.as_str()) {
            let span: Span = text.span(self.text, 0..text.as_str().len());
            self.breach(rule, self.text.first_line(self.text.trim(span)), message).help =
                Some(help);
        }
    }
}
