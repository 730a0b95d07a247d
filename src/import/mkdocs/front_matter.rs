//! The front matter of MkDocs.

use std::sync::Arc;

use serde_yaml::{Mapping, Value};

use super::super::draft::Draft;
use crate::diagnostic::Text;
use crate::formats::note;
use crate::source;

/// The front matter of a page with the keys of a guide, and its body.
pub fn read<'a>(text: &'a Arc<Text>, draft: &mut Draft) -> (Mapping, &'a str) {
    let content = &text.content;
    let rest = content.strip_prefix("---\n");
    let Some((written, after)) = rest.and_then(|rest| rest.split_once("\n---")) else {
        return (Mapping::new(), content);
    };
    let body = after.split_once('\n').map_or("", |(_, body)| body);
    if source::too_deep(written).is_some() {
        draft.note(text, 1, note!("import-front-matter-deep"));
        return (Mapping::new(), content);
    }
    match serde_yaml::from_str::<Option<Mapping>>(written) {
        Ok(meta) => (translate(meta.unwrap_or_default(), text, draft), body),
        Err(error) => {
            // It starts below the line of dashes.
            let line = error.location().map_or(1, |place| place.line() + 1);
            draft.note(text, line, note!("import-front-matter"));
            (Mapping::new(), content)
        }
    }
}

/// Keys that guides do not have go below `extra:`.
fn translate(meta: Mapping, text: &Arc<Text>, draft: &mut Draft) -> Mapping {
    let mut ours = Mapping::new();
    let mut extra = Mapping::new();
    for (key, value) in meta {
        match key.as_str() {
            Some("title") => drop(ours.insert(key, value)),
            Some("description" | "summary") => drop(ours.insert("summary".into(), value)),
            Some("date") if value.as_str().is_some_and(is_day) => drop(ours.insert(key, value)),
            Some("tags") if value.is_sequence() => drop(ours.insert("themes".into(), value)),
            _ => drop(extra.insert(key, value)),
        }
    }
    if !extra.is_empty() {
        let keys: Vec<_> = extra.keys().filter_map(Value::as_str).collect();
        let keys = keys.join(", ");
        draft.note(text, 1, note!("import-keys-kept", keys = keys.as_str()).about(&keys));
        ours.insert("extra".into(), extra.into());
    }
    ours
}

/// Whether a text is a day such as 2026-03-01.
fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10
}
