//! What the template engine says, in our words.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::diagnostic::{Diagnostic, Text};
use crate::messages::message;
use crate::suggestion::did_you_mean;

/// The templates, by name.
pub type Templates = BTreeMap<String, Arc<Text>>;

/// The most names that advice lists.
const LISTED: usize = 12;

/// The tags of the engine.
const TAGS: [&str; 18] = [
    "block",
    "break",
    "component",
    "continue",
    "elif",
    "else",
    "endblock",
    "endcomponent",
    "endfilter",
    "endfor",
    "endif",
    "endraw",
    "endset",
    "extends",
    "filter",
    "for",
    "if",
    "include",
];

/// What a syntax error says of a sign, and of what belongs there.
static EXPECTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^Found (?:`[^`]*`|[a-z ]+?) (?:but expected|but was expecting) (?P<expected>.*?)\.?$",
    )
    .expect("a valid expression")
});

/// A name or sign that the engine puts between quotation marks of some kind.
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[`']([^`']+)[`']").expect("a valid expression"));

fn general(message: String) -> Diagnostic {
    Diagnostic::error(message).help(message!("template-help"))
}

/// A template that cannot be read. `at` is what is written where the engine stopped.
pub fn of_syntax(said: &str, at: &str) -> Option<Diagnostic> {
    let is = |start: &str| said.starts_with(start);
    let names: Vec<&str> =
        NAMED.captures_iter(said).filter_map(|found| Some(found.get(1)?.as_str())).collect();
    let name = names.first().copied().unwrap_or_default();
    let at = at.trim().lines().next().unwrap_or_default();
    let open = |what: &str| {
        Diagnostic::error(message!("template-open", what = what)).help(message!(
            "template-open",
            "help",
            what = what
        ))
    };
    Some(if is("Unknown tag") && TAGS.contains(&at) {
        Diagnostic::error(message!("template-end-stray", name = at))
            .help(message!("template-end-stray", "help"))
    } else if is("Unknown tag") {
        let problem = Diagnostic::error(message!("template-no-tag", name = at));
        problem.help(match did_you_mean(at, TAGS) {
            Some(near) => message!("did-you-mean", near = near),
            None => message!("template-help"),
        })
    } else if ends_too_soon(said) {
        open("tag")
    } else if is("Closing comment tag") {
        open("comment")
    } else if is("unexpected end of string") || said.contains("is missing its closing") {
        open("text")
    } else if is("unexpected end of raw block") {
        open("raw")
    } else if said.contains("in the opening tag, found") {
        let end = names.get(1).copied().unwrap_or_default();
        Diagnostic::error(message!("template-other-end", start = name, end = end)).help(message!(
            "template-other-end",
            "help",
            start = name
        ))
    } else if is("Template already contains a block") {
        Diagnostic::error(message!("template-block-twice", name = name))
            .help(message!("template-block-twice", "help"))
    } else if is("`extends`") || is("Template is already extending") {
        Diagnostic::error(message!("template-extends")).help(message!("template-extends", "help"))
    } else if is("This content would be ignored") {
        Diagnostic::error(message!("template-outside")).help(message!("template-outside", "help"))
    } else if said.contains("is a reserved keyword") {
        let name = said.split(' ').next().unwrap_or_default();
        Diagnostic::error(message!("template-reserved", name = name))
            .help(message!("template-reserved", "help"))
    } else if is("Unexpected character") {
        general(message!("template-sign", sign = at))
    } else {
        let expected = EXPECTED.captures(said)?;
        let expected = expected.name("expected")?.as_str();
        let (kind, sign) = expected_kind(expected);
        general(message!("template-expected", found = at, expected = kind, sign = sign))
    })
}

/// Whether the engine says that a template ends before all is closed.
pub fn ends_too_soon(said: &str) -> bool {
    said.starts_with("Unexpected end of input")
}

/// What belongs somewhere: the name by which messages choose their words, and the sign itself.
fn expected_kind(expected: &str) -> (&'static str, String) {
    match expected {
        "identifier" | "attribute name" => ("name", String::new()),
        "string" => ("text", String::new()),
        many if many.starts_with("one of") => ("value", String::new()),
        signs => ("sign", signs.trim_matches('`').replace("`", "")),
    }
}

/// A template that cannot be filled in.
pub fn of_rendering(said: &str, templates: &Templates) -> Option<Diagnostic> {
    let name = said.split('`').nth(1).unwrap_or_default();
    let unknown = |kind: &str| general(message!("template-unknown", kind = kind, name = name));
    let is = |start: &str| said.starts_with(start);
    Some(if is("Variable `") {
        Diagnostic::error(message!("template-no-value", name = name)).help(near(said, name))
    } else if is("Field `") {
        Diagnostic::error(message!("template-no-field", name = name)).help(near(said, name))
    } else if is("Tried to render a variable that is undefined") {
        general(message!("template-empty-value"))
    } else if is("Unknown template `") {
        no_template(name, templates)
    } else if is("Unknown filter `") {
        unknown("filter")
    } else if is("Unknown test `") {
        unknown("test")
    } else if is("Unknown function `") {
        unknown("function")
    } else if is("Unknown component `") {
        unknown("component")
    } else if is("Block `") {
        general(message!("template-no-block", name = name))
    } else if said.contains("teration not possible") || is("Key/value iteration") {
        general(message!("template-no-list", kind = kind_of(name)))
    } else if is("Missing keyword argument") {
        Diagnostic::error(message!("template-no-argument", name = name)).help(message!(
            "template-no-argument",
            "help",
            name = name
        ))
    } else if ["Invalid type", "Math operations", "Cannot compare", "`+` requires"]
        .iter()
        .any(|start| is(start))
    {
        general(message!("template-wrong-kind"))
    } else {
        return None;
    })
}

/// The name by which messages choose their words for a kind of value.
fn kind_of(name: &str) -> &'static str {
    match name {
        "string" => "text",
        "bool" => "switch",
        "integer" | "float" | "number" | "i64" | "u64" | "f64" | "i128" | "u128" => "number",
        _ => "other",
    }
}

/// There is no template of this name.
pub fn no_template(name: &str, templates: &Templates) -> Diagnostic {
    let near = did_you_mean(name, templates.keys().map(String::as_str));
    Diagnostic::error(message!("template-missing", name = name)).help(match near {
        Some(near) => message!("did-you-mean", near = near),
        None => message!("template-help"),
    })
}

/// The name that may have been meant of those that the engine lists after a colon.
fn near(said: &str, name: &str) -> String {
    let known = said.rsplit_once(": ").map_or("", |(_, known)| known);
    let known: Vec<&str> = known.split(", ").filter(|known| !known.is_empty()).collect();
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => message!("did-you-mean", near = near),
        None if known.is_empty() || known.len() > LISTED => message!("template-help"),
        None => message!("there-are", names = known.join(", ")),
    }
}
