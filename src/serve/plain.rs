//! Advice in plain words about cells of tables and captions. In a browser these are fields of their own, for people who
//! need not know which marks a text has in its file.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::rule::Rule;

/// What a line begins with that is a row of a table or has a caption, also in a box, a list or a quotation.
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"^[\s>*+-]*(?:\||(?:\*\*?)?(?:Tabel|Table)\b[^:]*:|!\[[^\]]*\]\([^"]*")"#)
        .expect("a valid expression")
});

/// What to do about a mark in a cell or a caption; nothing if it is about something else.
pub fn help(diagnostic: &Diagnostic) -> Option<String> {
    let advice = match diagnostic.rule? {
        Rule::NearMissEmphasis => message!("plain-emphasis"),
        Rule::NearMissCode => message!("plain-code"),
        Rule::NearMissLink => message!("plain-link"),
        Rule::Footnote => message!("plain-footnote"),
        Rule::RaggedTable => message!("plain-ragged"),
        _ => return None,
    };
    let (text, span) = diagnostic.location.as_ref()?;
    let line = text.line(text.position(span.start()).0)?;
    LINE.is_match(text.slice(line)).then_some(advice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Text;

    #[test]
    fn cells_and_captions_get_plain_words_and_other_text_does_not() {
        for (line, is_plain) in [
            ("| a | **b |", true),
            ("> | a | **b |", true),
            ("Tabel: een **b", true),
            ("**Tabel:** een **b", true),
            ("![Huis](huis.svg \"een **b\")", true),
            ("Een **b", false),
            ("- een **b", false),
        ] {
            let text = Text::new("content/a.md", format!("eerst\n\n{line}\n"));
            let at = text.find("**b");
            let told = |rule| help(&Diagnostic::of(rule, "x").at(&text, at));
            assert_eq!(told(Rule::NearMissEmphasis).is_some(), is_plain, "{line}");
            assert_eq!(told(Rule::NearMissTable), None, "{line}");
        }
    }
}
