//! Plain text that is pasted, from a PDF or a mail in most cases. Who copies Markdown means it; who
//! copies anything else does not mean a line that starts with `1986. ` to be a list.

use std::sync::LazyLock;

use regex::Regex;

use crate::formats::{self, Block, Kind, text_inlines};
use crate::import::literal;

/// A text as Markdown, and whether signs in it were escaped. Text that has what nobody writes by
/// accident is taken as it is; in any other nothing is mark-up. Its lines stay as they are.
pub fn to_markdown(text: &str) -> (String, bool) {
    let text = formats::decode(text.as_bytes()).content.replace("\r\n", "\n");
    // An address, a name or a sign is typed on.
    if !text.trim().contains(char::is_whitespace) || is_markdown(&text) {
        return (text, false);
    }
    let plain = as_it_is(&text);
    let is_escaped = plain.matches('\\').count() > text.matches('\\').count();
    (plain, is_escaped)
}

/// Whether a text is Markdown that was written as such.
fn is_markdown(text: &str) -> bool {
    /// Code, a box, a footnote, the line below the head of a table.
    static BLOCK: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?m)^ {0,3}(?:```|~~~|:::|\[\^[^\]\s]+\]:|\|?[ :]*-{3,}[ :]*\|)"));
    /// A heading with an empty line and text below it.
    static HEADING: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?m)^ {0,3}#{1,6} +\S.*\n(?:[ \t]*\n)+[ \t]*\S"));
    /// Two lines of a mail that is answered.
    static QUOTATION: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^ {0,3}> ?\S.*\n {0,3}>"));
    /// A link, a reference, and words between two equal marks with nothing but words around them.
    static INLINE: LazyLock<Regex> = LazyLock::new(|| {
        let marked = r"\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*|\*[^\s*)](?:[^*\n]*[^\s*])?\*|_[^\s_](?:[^_\n]*[^\s_])?_|`[^`\n]+`";
        let (before, after) = (r#"(?:^|[\s("'“‘])"#, r#"(?:[\s.,;:!?)"'”’]|$)"#);
        let link = r"\[[^\]\n]+\]\([^()\s][^()\n]*\)|\[\[[^\[\]\n]+\]\]";
        regex(&format!(r"(?m){link}|{before}(?:{marked}){after}"))
    });
    [&BLOCK, &HEADING, &QUOTATION, &INLINE].iter().any(|pattern| pattern.is_match(text))
        || has_list(text)
}

/// Whether two items of a list follow each other: with the same mark, or the next number.
fn has_list(text: &str) -> bool {
    let mut last: Option<Item> = None;
    let mut is_apart = false;
    for line in text.lines() {
        match Item::of(line) {
            Some(item) => {
                if last.is_some_and(|last| item.follows(last)) {
                    return true;
                }
                (last, is_apart) = (Some(item), false);
            }
            None if line.trim().is_empty() => is_apart = true,
            // What comes after an empty line is in the item if it is indented.
            None if is_apart && !line.starts_with([' ', '\t']) => last = None,
            None => {}
        }
    }
    false
}

/// The mark of an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Mark(char),
    Number(u32),
}

impl Item {
    /// The mark at the start of a line. A year is none.
    fn of(line: &str) -> Option<Self> {
        static ITEM: LazyLock<Regex> =
            LazyLock::new(|| regex(r"^\s*(?:(?P<mark>[-*])|(?P<number>\d{1,3})[.)])\s+\S"));
        let found = ITEM.captures(line)?;
        let mark = found.name("mark").and_then(|mark| mark.as_str().chars().next());
        let number = || found.name("number")?.as_str().parse().ok();
        mark.map(Self::Mark).or_else(|| number().map(Self::Number))
    }

    fn follows(self, before: Self) -> bool {
        match (before, self) {
            (Self::Number(before), Self::Number(own)) => own == before + 1,
            (before, own) => before == own,
        }
    }
}

/// Plain text in which nothing is mark-up.
fn as_it_is(text: &str) -> String {
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        match paragraphs.last_mut() {
            Some(last) if !line.trim().is_empty() => last.push(line.trim()),
            Some(last) if !last.is_empty() => paragraphs.push(Vec::new()),
            _ => {}
        }
    }
    let blocks: Vec<Block> = paragraphs
        .into_iter()
        .filter(|lines| !lines.is_empty())
        .map(|lines| Block { kind: Kind::Paragraph(text_inlines(lines.join("\n"))), line: 1 })
        .collect();
    let markdown = literal(formats::to_markdown(&blocks));
    let markdown = markdown.trim_end_matches('\n');
    // What is pasted into a line keeps its distance to the words around it.
    let space = |is_there: bool| if is_there { " " } else { "" };
    let before = space(text.starts_with([' ', '\t']));
    let after = space(text.ends_with([' ', '\t']));
    format!("{before}{markdown}{after}")
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of our own")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(text: &str) -> String {
        to_markdown(text).0
    }

    #[test]
    fn what_is_mark_up_by_accident_is_not() {
        for (text, expected) in [
            ("Gewoon een zin.", "Gewoon een zin."),
            ("een\r\ntwee\r\n\r\n\r\ndrie\n", "een\ntwee\n\ndrie"),
            ("1986. Het jaar waarin\nde wijk begon.", "1986\\. Het jaar waarin\nde wijk begon."),
            ("1986. Begin.\n1987. Vervolg.", "1986\\. Begin.\n1987\\. Vervolg."),
            ("# Naam  Bedrag\nJan  3", "\\# Naam  Bedrag\nJan  3"),
            ("- zoals gezegd", "\\- zoals gezegd"),
            ("Prijs* en korting*.", "Prijs\\* en korting\\*."),
            ("*) zie bijlage\n*) niet voor leden", "\\*) zie bijlage\n\\*) niet voor leden"),
            (
                "1. Inleiding\nTekst.\n\nMeer.\n\n2. Doel\nTekst.",
                "1\\. Inleiding\nTekst.\n\nMeer.\n\n2\\. Doel\nTekst.",
            ),
            ("> 18 jaar en ouder", "\\> 18 jaar en ouder"),
            ("", ""),
            (" en verder ", " en verder "),
            ("   en *\nverder", " en \\*\nverder"),
        ] {
            assert_eq!(pasted(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_written_as_markdown_stays() {
        for text in [
            "- een\n- twee",
            "- een\n  en verder\n\n- twee",
            "Neem mee:\n* brood\n* kaas",
            "1. een\n2. twee\n3. drie",
            "3) drie\n\n4) vier",
            "# Kop\n\nTekst van 1986.",
            "Zie [de site](https://x.nl/a_b) of [[2.4]] hierover.",
            "Zie [[2.4#les-1|die les]] ook.",
            "Een **vet** woord.",
            "Een *schuin* woord, (_ook_).",
            "Typ `make` en wacht.",
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "::: kader\n1986. jaar\n:::",
            "Zin.[^1]\n\n[^1]: Noot.",
            "> een\n> twee",
            "```\n# a b\n```",
        ] {
            assert_eq!(to_markdown(text), (text.to_owned(), false), "{text}");
        }
    }

    #[test]
    fn one_word_is_typed_on() {
        for text in ["https://x.nl/a_b*c", "*", "[[", "{#anker}", "snake_case", " - "] {
            assert_eq!(to_markdown(text), (text.to_owned(), false));
        }
    }

    #[test]
    fn what_is_escaped_is_told() {
        assert!(to_markdown("- zoals gezegd").1);
        assert!(!to_markdown("Gewoon een zin.").1);
        assert!(!to_markdown("Gewoon\neen  zin.\n").1);
    }

    #[test]
    fn much_text_takes_no_time() {
        let start = std::time::Instant::now();
        for piece in
            ["- a\n\nb\n\n", "*a ", "_a ", "[a](", "1. a\n\nb\n\n", "> a\n\n", "# a\n", "`a "]
        {
            pasted(&piece.repeat(20_000));
        }
        assert!(start.elapsed() < std::time::Duration::from_secs(60), "{:?}", start.elapsed());
    }
}
