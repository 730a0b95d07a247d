//! Mark-up with a character that is not the one it looks like: one that nobody sees, a space that
//! does not break, a sign of double width.

use std::sync::LazyLock;

use regex::{Captures, Regex};

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
fn looks(text: &str) -> Option<(String, char)> {
    // Most texts, and told sooner.
    if text.is_ascii() {
        return None;
    }
    let first = text.chars().find(|c| meant(*c).is_some())?;
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match meant(c) {
            Some(sign) => plain.push_str(sign),
            None => plain.push(c),
        }
    }
    Some((plain, first))
}

/// A look-alike among the signs of mark-up, and how to mend it.
pub(super) struct LookAlike {
    pub(super) rule: Rule,
    pub(super) message: String,
    pub(super) help: String,
}

impl LookAlike {
    fn new(rule: Rule, sign: char, written: &str) -> Self {
        let help = message!("look-alike", "help", written = start_of(written));
        Self { rule, message: said(sign), help }
    }
}

/// What a line would be, were its signs what they look like.
pub(super) fn of_line(line: &str) -> Option<LookAlike> {
    let line = line.trim_end_matches([' ', '\t']);
    let (plain, first) = looks(line)?;
    let found = LINE.captures(&plain)?;
    // The same mark-up without any look-alike is shown for another reason.
    if line.starts_with(found.get(0)?.as_str()) {
        return None;
    }
    Some(LookAlike::new(rule_of(&found)?, first, &plain))
}

/// What a part of a text would be, were its signs what they look like.
fn within(text: &str) -> Option<LookAlike> {
    let (plain, first) = looks(text)?;
    let found = WITHIN.captures(&plain)?;
    let written = found.get(0)?.as_str();
    if text.contains(written) {
        return None;
    }
    Some(LookAlike::new(rule_of(&found)?, first, written))
}

fn rule_of(found: &Captures<'_>) -> Option<Rule> {
    RULES.iter().find(|(name, _)| found.name(name).is_some()).map(|(_, rule)| *rule)
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
        if let Some(LookAlike { rule, message, help }) = within(text.as_str()) {
            let span: Span = text.span(self.text, 0..text.as_str().len());
            self.breach(rule, self.text.first_line(self.text.trim(span)), message).help =
                Some(help);
        }
    }
}
