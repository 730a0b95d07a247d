//! The front matter of pages of other tools.

use std::sync::Arc;

use serde_yaml::{Mapping, Value};

use super::draft::Draft;
use crate::diagnostic::Text;
use crate::formats::note;
use crate::source;

/// How front matter is written.
#[derive(Clone, Copy)]
enum Syntax {
    Yaml,
    Toml,
}

/// The front matter of a page with the keys of a guide, and its body. `content` is that of the text, in
/// which other files may be included.
pub fn read<'a>(content: &'a str, text: &Arc<Text>, draft: &mut Draft) -> (Mapping, &'a str) {
    let Some((syntax, written, body)) = split(content) else {
        return (Mapping::new(), content);
    };
    if source::too_deep(written).is_some() {
        draft.note(text, 1, note!("import-front-matter-deep"));
        return (Mapping::new(), content);
    }
    let meta = match syntax {
        Syntax::Yaml => serde_yaml::from_str::<Option<Mapping>>(written)
            .map_err(|error| error.location().map_or(1, |place| place.line())),
        Syntax::Toml => toml::from_str::<toml::Table>(written)
            .map(|table| {
                serde_yaml::to_value(table).ok().and_then(|meta| meta.as_mapping().cloned())
            })
            .map_err(|error| {
                let before = written.get(..error.span().unwrap_or_default().start);
                before.unwrap_or_default().lines().count().max(1)
            }),
    };
    match meta {
        Ok(meta) => (translate(meta.unwrap_or_default(), text, draft), body),
        Err(line) => {
            // It starts below the line of dashes.
            draft.note(text, line + 1, note!("import-front-matter"));
            (Mapping::new(), content)
        }
    }
}

/// What is written between the first lines of dashes or plus signs, and what follows. Between two lines
/// that only part the text stands no key.
fn split(content: &str) -> Option<(Syntax, &str, &str)> {
    let (first, rest) = content.split_once('\n')?;
    let (syntax, signs): (_, &[&str]) = match first.trim_end() {
        "---" => (Syntax::Yaml, &["---", "..."]),
        "+++" => (Syntax::Toml, &["+++"]),
        _ => return None,
    };
    let mut end = 0;
    let closing = rest.split_inclusive('\n').find(|line| {
        let is_closing = signs.contains(&line.trim_end());
        end += if is_closing { 0 } else { line.len() };
        is_closing
    })?;
    let (written, body) = (rest.get(..end)?, rest.get(end + closing.len()..)?);
    let mut lines = written.lines().filter(|line| !line.trim_start().starts_with('#'));
    // Comments alone may as well be headings.
    let starts_with_key = lines.next().map_or(written.trim().is_empty(), has_key);
    starts_with_key.then_some((syntax, written, body))
}

/// Whether a line of front matter begins with a key: one word, unlike a sentence with a colon.
fn has_key(line: &str) -> bool {
    let key = line.split_once([':', '=']).map(|(key, _)| key.trim().trim_matches(['"', '\'']));
    let is_of_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    key.is_some_and(|key| !key.is_empty() && key.chars().all(is_of_key))
}

/// Keys that guides do not have go below `extra:`.
fn translate(meta: Mapping, text: &Arc<Text>, draft: &mut Draft) -> Mapping {
    let mut ours = Mapping::new();
    let mut extra = Mapping::new();
    for (key, value) in meta {
        match key.as_str() {
            Some("title") => drop(ours.insert(key, value)),
            Some("description" | "summary") if value.is_string() => {
                drop(ours.insert("summary".into(), value));
            }
            Some("author") if value.is_string() => {
                drop(ours.insert("authors".into(), Value::Sequence(vec![value])));
            }
            Some("date") if value.as_str().is_some_and(is_day) => drop(ours.insert(key, value)),
            Some("tags") if is_list(&value) => drop(ours.insert("themes".into(), value)),
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

/// Whether it is a list of texts.
fn is_list(value: &Value) -> bool {
    value.as_sequence().is_some_and(|list| list.iter().all(Value::is_string))
}

/// Whether a text is a day such as 2026-03-01.
fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(content: &str) -> (String, String, usize) {
        let mut draft = Draft::default();
        let text = Text::new("een.md", content);
        let (meta, body) = read(&text.content, &text, &mut draft);
        (serde_yaml::to_string(&meta).unwrap(), body.to_owned(), draft.notes.len())
    }

    #[test]
    fn what_is_known_is_taken_over_and_the_rest_is_told() {
        for content in [
            "---\ntitle: Een\ndescription: Kort\nminutes: 3\n---\n# Kop\n",
            "--- \ntitle: Een\ndescription: Kort\nminutes: 3\n...\n# Kop\n",
            "+++\ntitle = \"Een\"\ndescription = \"Kort\"\nminutes = 3\n+++\n# Kop\n",
        ] {
            let (meta, body, notes) = parts(content);
            for line in ["title: Een\n", "summary: Kort\n", "extra:\n  minutes: 3\n"] {
                assert!(meta.contains(line), "{content}: {meta}");
            }
            assert_eq!((body.as_str(), notes), ("# Kop\n", 1), "{content}");
        }
        let (meta, body, notes) = parts("---\nauthor: An\n---\n");
        assert_eq!((meta.as_str(), body.as_str(), notes), ("authors:\n- An\n", "", 0));
    }

    #[test]
    fn a_line_between_paragraphs_opens_no_front_matter() {
        for content in [
            "---\n\nTekst.\n\n---\n",
            "---\n# Kop\n---\nTekst.\n",
            "---\nEn tekst: die blijft.\n---\n",
            "---\nTekst: a\n",
            "---- \na: 1\n---\n",
            "Tekst",
        ] {
            assert_eq!(parts(content), ("{}\n".to_owned(), content.to_owned(), 0), "{content}");
        }
        for broken in ["---\ntitle: [\n---\nTekst.\n", "+++\ntitle = [\n+++\nTekst.\n"] {
            assert_eq!(parts(broken), ("{}\n".to_owned(), broken.to_owned(), 1), "{broken}");
        }
    }
}
