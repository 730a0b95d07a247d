//! The tags of a template that are open at a place.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::diagnostic::{Diagnostic, Span, Text};
use crate::messages::message;

/// A tag that has an end.
struct Open<'a> {
    name: &'a str,
    place: Span,
}

/// The tag that is not closed where the engine stopped before the end of another, or of the
/// template; `stray` is the name of that end.
pub fn unclosed(text: &Arc<Text>, stopped: usize, stray: Option<&str>) -> Option<Diagnostic> {
    let mut open = open_at(text, stopped)?;
    let Open { name, place } = open.pop()?;
    let closes =
        |open: &Open<'_>| stray.and_then(|stray| stray.strip_prefix("end")) == Some(open.name);
    // An end that closes nothing at all is the fault itself.
    if stray.is_some() && !open.iter().any(closes) {
        return None;
    }
    let end = format!("{{% end{name} %}}");
    let line = text.position(stopped).0;
    let is_beside = line == text.position(place.start()).0;
    let help = match stray {
        None => message!("template-unclosed", "help", end = end),
        Some(_) if is_beside => message!("template-unclosed", "beside", end = end),
        Some(_) => message!("template-unclosed", "before", end = end, line = line),
    };
    let problem = Diagnostic::error(message!("template-unclosed", tag = text.slice(place)));
    Some(problem.help(help).at(text, place))
}

/// The open tags, outermost first; nothing if one is closed by the end of another, or a tag has no
/// end of its own.
fn open_at(text: &Text, stopped: usize) -> Option<Vec<Open<'_>>> {
    static TAG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?s)\{#.*?#\}|\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}|\{%-?\s*(?P<name>[a-z]+)\b.*?%\}",
        )
        .expect("a valid expression")
    });
    let before = text.slice(text.span(0..stopped));
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut end = 0;
    for found in TAG.captures_iter(before) {
        let whole = found.get(0)?;
        end = whole.end();
        match found.name("name").map(|name| name.as_str()) {
            Some(name @ ("if" | "for" | "block" | "filter" | "component")) => {
                open.push(Open { name, place: text.span(whole.range()) });
            }
            Some(closing) if closing.starts_with("end") && closing != "endset" => {
                let last = open.pop()?;
                if closing.strip_prefix("end") != Some(last.name) {
                    return None;
                }
            }
            _ => {}
        }
    }
    // A value or tag without its own end comes first.
    let rest = before.get(end..)?;
    let ends = |start, end| rest.rsplit_once(start).is_none_or(|(_, rest)| rest.contains(end));
    let is_at_end = stopped == text.content.len();
    (ends("{{", "}}") && (!is_at_end || ends("{%", "%}"))).then_some(open)
}
