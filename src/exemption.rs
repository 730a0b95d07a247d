//! Comments that exempt their own paragraph, or the one below them, from rules:
//!
//! ```markdown
//! <!-- check: off vague-link, todo -->
//! A paragraph.
//! ```
//!
//! In front matter and in `book.toml` such a comment is written as `# check: off unknown-key`.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::diagnostic::{Diagnostic, Text};
use crate::rule::Rule;
use crate::suggestion::did_you_mean;

/// A comment with the names of rules.
static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:<!--|#)[ \t]*check:[ \t]*off[ \t]+([a-z-]+(?:[ \t]*,[ \t]*[a-z-]+)*)")
        .expect("a valid expression")
});

/// Whether the block that `at` lies in is exempt from a rule: by a comment in its own lines so far,
/// or by one above it.
pub fn is_exempt(text: &Text, at: usize, rule: Rule) -> bool {
    let content = text.slice(text.span(0..text.rest_of_line(at).end()));
    if !content.contains("check:") {
        return false;
    }
    let mut lines = content.lines().rev().peekable();
    while let Some(line) = lines.next_if(|line| !line.trim().is_empty()) {
        if names(line).any(|name| name == rule.name()) {
            return true;
        }
    }
    // Some editors leave a blank line between the comment and its block.
    let above = lines.find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    above.starts_with("<!--") && names(above).any(|name| name == rule.name())
}

fn names(line: &str) -> impl Iterator<Item = &str> {
    let lists = COMMENT.captures_iter(line).filter_map(|found| found.get(1));
    lists.flat_map(|list| list.as_str().split([',', ' ', '\t'])).filter(|name| !name.is_empty())
}

/// Comments that name no rule, or one that no text is exempt from.
pub fn mistaken(text: &Arc<Text>) -> Vec<Diagnostic> {
    let problem = |name: &str| {
        let help = match Rule::ALL.iter().find(|rule| rule.name() == name) {
            Some(rule) if rule.is_fixed() => "no guide can be built without it".into(),
            Some(_) => return None,
            None => match did_you_mean(name, Rule::ALL.iter().map(|rule| rule.name())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "the name of a rule is in brackets behind what it finds".into(),
            },
        };
        let at = name.as_ptr().addr() - text.content.as_ptr().addr();
        let problem = Diagnostic::of(Rule::UnknownKey, format!("`{name}` cannot be switched off"));
        Some(problem.help(help).at(text, text.span(at..at + name.len())))
    };
    names(&text.content).filter_map(problem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_exempt_at(content: &str, word: &str) -> bool {
        let text = Text::new("x.md", content);
        let at = text.find(word).start();
        is_exempt(&text, at, Rule::VagueLink)
    }

    #[test]
    fn a_comment_holds_for_its_block_and_the_one_below() {
        assert!(is_exempt_at("<!-- check: off vague-link -->\nX\n", "X"));
        assert!(is_exempt_at("<!-- check: off todo, vague-link: zo heet het -->\n\nX\n", "X"));
        assert!(is_exempt_at("<!-- check: off vague-link -->\neen\ntwee X\n", "X"));
        assert!(is_exempt_at("een X <!-- check: off vague-link -->\n", "X"));
        assert!(is_exempt_at("---\nx: X # check: off vague-link\n---\n", "X"));
        assert!(!is_exempt_at("<!-- check: off vague-link -->\n\nA\n\nX\n", "X"));
        assert!(!is_exempt_at("een <!-- check: off vague-link -->\n\nX\n", "X"));
        assert!(!is_exempt_at("<!-- check: off todo -->\nX\n", "X"));
        assert!(!is_exempt_at("X\n<!-- check: off vague-link -->\n", "X"));
    }

    #[test]
    fn comments_that_do_nothing_are_reported() {
        let text = Text::new("x.md", "<!-- check: off todoo, duplicate-number, vague-link -->\n");
        let said: Vec<_> = mistaken(&text)
            .into_iter()
            .map(|problem| (text.slice(problem.location.unwrap().1).to_owned(), problem.help))
            .collect();
        assert_eq!(
            said,
            [
                ("todoo".into(), Some("did you mean `todo`?".into())),
                ("duplicate-number".into(), Some("no guide can be built without it".into())),
            ]
        );
    }
}
