//! Writes boxes in the dialect of guides.

use super::super::native::parse;
use crate::diagnostic::Text;
use crate::document::text;
use crate::source::name_as_title;

/// A box: an alert if forges have one of that name and it has no title, else a container.
pub fn boxed(name: &str, title: Option<&str>, inner: &[String], indent: &str) -> Vec<String> {
    let is_alert = matches!(name, "note" | "tip" | "important" | "warning" | "caution");
    let mut out = vec![String::new()];
    match title {
        None if is_alert => {
            out.push(format!("{indent}> [!{}]", name.to_uppercase()));
            out.extend(inner.iter().map(|line| format!("{indent}> {line}").trim_end().to_owned()));
        }
        title => {
            let title =
                title.map_or_else(|| name_as_title(name).unwrap_or_default(), str::to_owned);
            let (title, first) = if needs_text(name, &title) {
                (String::new(), format!("**{title}**"))
            } else {
                (text::of_blocks(&parse(&Text::new("", title.as_str())).blocks), String::new())
            };
            out.push(format!("{indent}::: {name} {title}").trim_end().to_owned());
            if !first.is_empty() {
                out.extend([format!("{indent}{first}"), String::new()]);
            }
            out.extend(inner.iter().map(|line| format!("{indent}{line}").trim_end().to_owned()));
            out.push(format!("{indent}:::"));
        }
    }
    out.push(String::new());
    out
}

/// Whether a title must become part of the text: titles of boxes cannot have links, and the title
/// of a quotation is its source.
fn needs_text(name: &str, title: &str) -> bool {
    title.contains("](") || (matches!(name, "quote" | "citaat") && !title.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_plain_text_or_stand_in_the_box() {
        let boxed =
            |name: &str, title: Option<&str>| boxed(name, title, &["x".into()], "").join("\n");
        assert_eq!(boxed("tip", None), "\n> [!TIP]\n> x\n");
        assert_eq!(boxed("tip", Some("Use `a` **b**")), "\n::: tip Use a b\nx\n:::\n");
        assert_eq!(boxed("bug", Some("[a](b)")), "\n::: bug\n**[a](b)**\n\nx\n:::\n");
        assert_eq!(boxed("quote", None), "\n::: quote\n**Quote**\n\nx\n:::\n");
        assert_eq!(boxed("danger", Some("")), "\n::: danger\nx\n:::\n");
    }
}
