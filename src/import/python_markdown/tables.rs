//! Tables of Python-Markdown, in which code may have bars.

use std::sync::LazyLock;

use regex::Regex;

use super::super::native::outside_code;
use crate::diagnostic::Text;
use crate::span::Edits;

/// Escapes the bars inside code in tables: in other Markdown they would end a cell.
pub fn escape_pipes(body: &str) -> String {
    static RULE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$").expect("a valid expression")
    });
    let lines = outside_code(body);
    let text = Text::new("", body);
    let mut edits = Edits::default();
    let mut in_table = false;
    for (nth, (at, line)) in lines.iter().enumerate() {
        let is_head = lines.get(nth + 1).is_some_and(|(_, next)| RULE.is_match(next));
        in_table = (in_table && !line.trim().is_empty()) || (is_head && line.contains('|'));
        if in_table {
            for bar in bars_in_code(line) {
                edits.replace(text.span(at + bar..at + bar), "\\");
            }
        }
    }
    edits.apply(&text)
}

/// The positions of unescaped bars inside code.
fn bars_in_code(line: &str) -> Vec<usize> {
    // A bar, with the sign that escapes it.
    static BAR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\\?\|").expect("a valid expression"));
    let mut bars = Vec::new();
    let mut rest = line;
    while let Some((_, opened)) = rest.split_once('`') {
        let inner = opened.trim_start_matches('`');
        let marks = "`".repeat(1 + opened.len() - inner.len());
        let Some((code, after)) = inner.split_once(&marks) else { break };
        let start = line.len() - inner.len();
        let unescaped = BAR.find_iter(code).filter(|bar| bar.as_str() == "|");
        bars.extend(unescaped.map(|bar| start + bar.start()));
        rest = after;
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_in_code_do_not_end_cells() {
        let table =
            "`a|b` |\n\n| `x|y` | `a` | `b\\|c` |\n|---|---|---|\n| ``a|`|`` | b |\n\n`a|b`\n";
        assert_eq!(
            escape_pipes(table),
            "`a|b` |\n\n| `x\\|y` | `a` | `b\\|c` |\n|---|---|---|\n| ``a\\|`\\|`` | b |\n\n`a|b`\n"
        );
    }
}
