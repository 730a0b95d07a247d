//! What the plugin `macros` puts in: `{{ version }}`.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde_yaml::Value;

/// A body with the values that the settings know, and what stays as it was written.
pub fn put_in(body: &str, settings: &Value) -> (String, Vec<String>) {
    static MACRO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?s)\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}",
            r"|\{\{-?\s*([\w.]+)\s*-?\}\}|\{\{.*?\}\}|\{%.*?%\}",
        ))
        .expect("a valid expression")
    });
    let mut kept = Vec::new();
    let body = MACRO.replace_all(body, |found: &Captures<'_>| {
        if let Some(raw) = found.get(1) {
            return raw.as_str().to_owned();
        }
        found.get(2).and_then(|name| value(name.as_str(), settings)).unwrap_or_else(|| {
            kept.push(found[0].to_owned());
            found[0].to_owned()
        })
    });
    (body.into_owned(), kept)
}

/// What a name stands for: a value below `extra`, or with `config.` before it among all settings.
fn value(name: &str, settings: &Value) -> Option<String> {
    let (start, path) = match name.strip_prefix("config.") {
        Some(path) => (settings, path),
        None => (settings.get("extra")?, name),
    };
    match path.split('.').try_fold(start, |value, key| value.get(key))? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_the_settings_are_put_in() {
        let settings = serde_yaml::from_str("site_name: S\nextra: {version: 1.2, a: {b: c}}\n");
        let body = "{{ version }} {{a.b}} {{ config.site_name }} {{ now() }} {{ a }} {% if x %} \
                    {% raw %}{{ version }}{% endraw %}";
        let (body, kept) = put_in(body, &settings.unwrap());
        assert_eq!(body, "1.2 c S {{ now() }} {{ a }} {% if x %} {{ version }}");
        assert_eq!(kept, ["{{ now() }}", "{{ a }}", "{% if x %}"]);
    }
}
