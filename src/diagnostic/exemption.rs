//! Comments that exempt their own paragraph, or the one below them, from rules:
//!
//! ```markdown
//! <!-- check: off vague-link, todo -->
//! A paragraph.
//! ```
//!
//! In front matter and in `book.toml` such a comment is written as `# check: off unknown-key`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::{Diagnostic, Text};
use crate::messages::message;
use crate::rule::Rule;
use crate::suggestion::did_you_mean;

/// A comment with the names of rules.
static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:<!--|#)[ \t]*check:[ \t]*off[ \t]+([a-z-]+(?:[ \t]*,[ \t]*[a-z-]+)*)")
        .expect("a valid expression")
});

/// The lines of a text that comments exempt from rules.
#[derive(Debug, Default)]
pub struct Exemptions {
    /// For each rule that is named, the first and the last line of every exemption, in order.
    lines: HashMap<String, Vec<(usize, usize)>>,
}

impl Exemptions {
    /// Reads the comments of a text. A comment holds from its own line to the end of its block, and
    /// for the block below if it is the last line of its own.
    pub fn of(text: &Text) -> Self {
        let mut this = Self::default();
        if !text.content.contains("check:") {
            return this;
        }
        let lines: Vec<&str> = text.content.lines().map(str::trim).collect();
        let mut at = 0;
        while let Some((block, next)) = next_block(&lines, at) {
            for line in block.clone().filter(|&line| lines[line].contains("check:")) {
                // Some editors leave a blank line between the comment and its block.
                let reaches_on = line + 1 == block.end && lines[line].starts_with("<!--");
                let end = if reaches_on { next } else { block.end };
                for name in names(lines[line]) {
                    this.lines.entry(name.to_owned()).or_default().push((line + 1, end));
                }
            }
            at = block.end;
        }
        this
    }

    /// Whether a line, from 1, is exempt from a rule.
    pub fn hold(&self, line: usize, rule: Rule) -> bool {
        let Some(ranges) = self.lines.get(rule.name()) else { return false };
        // A later exemption never ends before an earlier one.
        let begun = ranges.partition_point(|(first, _)| *first <= line);
        begun.checked_sub(1).is_some_and(|last| line <= ranges[last].1)
    }
}

/// The next block of lines without a blank one, from the line `at` on, and the end of the block
/// after it. The last block reaches to the end of the text.
fn next_block(lines: &[&str], at: usize) -> Option<(Range<usize>, usize)> {
    let find = |from: usize, is_blank: bool| {
        let rest = lines.get(from..).unwrap_or_default();
        from + rest.iter().position(|line| line.is_empty() == is_blank).unwrap_or(rest.len())
    };
    let start = find(at, false);
    let end = find(start, true);
    (start < end).then(|| (start..end, find(find(end, false), true)))
}

fn names(line: &str) -> impl Iterator<Item = &str> {
    let lists = COMMENT.captures_iter(line).filter_map(|found| found.get(1));
    lists.flat_map(|list| list.as_str().split([',', ' ', '\t'])).filter(|name| !name.is_empty())
}

/// Comments that name no rule, or one that no text is exempt from.
pub fn mistaken(text: &Arc<Text>) -> Vec<Diagnostic> {
    let problem = |name: &str| {
        let help = match Rule::ALL.iter().find(|rule| rule.name() == name) {
            Some(rule) if rule.is_fixed() => message!("exemption-of-fixed-rule"),
            Some(_) => return None,
            None => match did_you_mean(name, Rule::ALL.iter().map(|rule| rule.name())) {
                Some(near) => message!("did-you-mean", near = near),
                None => message!("exemption-useless", "help"),
            },
        };
        let at = name.as_ptr().addr() - text.content.as_ptr().addr();
        let problem = Diagnostic::of(Rule::UnknownKey, message!("exemption-useless", name = name));
        Some(problem.help(help).at(text, text.span(at..at + name.len())))
    };
    names(&text.content).filter_map(problem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_exempt_at(content: &str, word: &str) -> bool {
        let text = Text::new("x.md", content);
        let line = text.position(text.find(word).start()).0;
        Exemptions::of(&text).hold(line, Rule::VagueLink)
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
