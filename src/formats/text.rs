//! Plain text, such as text pasted from a page or a mail.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::addresses::linked;
use super::blocks::{BULLETS, Block, CountStyle, Kind, excerpt, guessed_heading, text_inlines};
use super::limits::MAX_DEPTH;
use super::note::{Remark, note};
use super::recognise::join_single_items;

/// A line that is not empty.
#[derive(Debug, Clone)]
struct Line<'a> {
    number: usize,
    indent: usize,
    text: &'a str,
}

/// Reads the blocks of a plain text.
pub fn read(content: &str) -> (Vec<Block>, Vec<Remark>) {
    let groups = groups(content);
    let wrapping = wrapping(&groups);
    let mut blocks = Vec::new();
    let mut notes = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let follows_text = groups.get(at + 1).is_some_and(|next| bullet(&next[0]).is_none());
        read_group(group, wrapping.as_ref(), follows_text, &mut blocks, &mut notes);
    }
    // Some authors leave an empty line between all items, others only between groups of them.
    (join_single_items(blocks, |_, _| false), notes)
}

/// The lines between empty lines.
fn groups(content: &str) -> Vec<Vec<Line<'_>>> {
    let mut groups: Vec<Vec<Line<'_>>> = vec![Vec::new()];
    for (at, line) in content.lines().enumerate() {
        let is_space = |c: char| c.is_whitespace() && c != '\u{a0}';
        let text = line.trim_matches(|c| is_space(c) || c == '\u{feff}' || c == '\u{c}');
        match (text.is_empty(), groups.last_mut()) {
            (false, Some(group)) => {
                let indent = line.chars().take_while(|c| c.is_whitespace()).count();
                group.push(Line { number: at + 1, indent, text });
            }
            (true, Some(group)) if !group.is_empty() => groups.push(Vec::new()),
            _ => {}
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The number and the text of a line that starts with a bullet or a number; bullets have none.
fn bullet<'a>(line: &Line<'a>) -> Option<(Option<u64>, &'a str)> {
    static BULLET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"^(?:[o{BULLETS}]|(\d{{1,2}})[.)])[ \t\u{{a0}}]+(\S.*)$"))
            .expect("a valid expression")
    });
    let parts = BULLET.captures(line.text)?;
    let number = parts.get(1).and_then(|number| number.as_str().parse().ok());
    Some((number, parts.get(2)?.as_str()))
}

/// How a text was wrapped.
struct Wrapping {
    /// How long its lines are at most.
    width: usize,
    /// Words that also occur without a capital: with a capital they start a sentence, and are no
    /// names.
    ordinary: HashSet<String>,
}

impl Wrapping {
    /// Whether a line ends where it does because the next word would not have fitted.
    fn is_full(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let word = next.text.split(' ').next().unwrap_or_default();
        line.text.chars().count() + 1 + word.chars().count() > self.width
    }

    /// Whether a line starts with a capital that is not that of a name, and so starts a sentence.
    fn starts_sentence(&self, line: &Line<'_>) -> bool {
        let word = line.text.split(' ').next().unwrap_or_default();
        starts_with_capital(line.text) && self.ordinary.contains(&bare(word).to_lowercase())
    }
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn starts_with_capital(text: &str) -> bool {
    let first = text.trim_start_matches(['“', '"', '‘', '\'', '„', '(', '’']);
    first.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// How a text was wrapped, if its sentences go on from line to line; nothing if every line is a
/// paragraph.
fn wrapping(groups: &[Vec<Line<'_>>]) -> Option<Wrapping> {
    let goes_on = |pair: &[Line<'_>]| {
        !pair[0].text.ends_with(['.', '?', '!', ':', ';', '”', '"'])
            && pair[1].text.starts_with(char::is_lowercase)
    };
    let width = groups
        .iter()
        .filter(|group| group.iter().all(|line| bullet(line).is_none()))
        .filter(|group| group.windows(2).any(goes_on))
        .flat_map(|group| group.iter().map(|line| line.text.chars().count()))
        .max()?;
    let words = groups.iter().flatten().flat_map(|line| line.text.split(' ')).map(bare);
    let ordinary = words.filter(|word| word.starts_with(char::is_lowercase)).map(str::to_owned);
    Some(Wrapping { width, ordinary: ordinary.collect() })
}

fn read_group(
    group: &[Line<'_>],
    wrapping: Option<&Wrapping>,
    follows_text: bool,
    blocks: &mut Vec<Block>,
    notes: &mut Vec<Remark>,
) {
    let numbers: HashSet<u64> = group.iter().filter_map(bullet).filter_map(|(n, _)| n).collect();
    let first_bullet = group.iter().position(|line| starts_list(line, &numbers));
    let (lines, bullets) = group.split_at(first_bullet.unwrap_or(group.len()));
    let mut rest = lines;
    while let Some(line) = rest.first() {
        let follows_text = follows_text && bullets.is_empty();
        if let Some(lines) = heading_lines(rest, wrapping)
            && let (heading, mut divided) = joined(&rest[..lines])
            && is_heading(&heading, rest.get(lines), follows_text)
        {
            let content = text_inlines(heading);
            let kind = guessed_heading(2, content);
            blocks.push(Block { kind, line: line.number });
            notes.append(&mut divided);
            rest = &rest[lines..];
            continue;
        }
        // In a wrapped text lines belong together; else each is a paragraph.
        let length = if wrapping.is_some() { rest.len() } else { 1 };
        let (words, mut divided) = joined(&rest[..length]);
        notes.append(&mut divided);
        blocks.push(Block { kind: Kind::Paragraph(linked(&words)), line: line.number });
        rest = &rest[length..];
    }
    if !bullets.is_empty() {
        blocks.push(list(bullets, notes));
    }
}

/// Joins lines into one text, with notes about words that were divided.
fn joined(lines: &[Line<'_>]) -> (String, Vec<Remark>) {
    let mut words = String::new();
    let mut notes = Vec::new();
    for line in lines {
        if words.is_empty() {
            words.push_str(line.text);
        } else {
            go_on(&mut words, line, &mut notes);
        }
    }
    (words, notes)
}

/// Appends a line to the text it continues. A word that was divided between them is joined.
fn go_on(words: &mut String, line: &Line<'_>, notes: &mut Vec<Remark>) {
    let last = words.rsplit(' ').next().unwrap_or_default();
    let first = line.text.split(' ').next().unwrap_or_default();
    // "land- en tuinbouw" has its hyphen wherever the line ends.
    let is_divided = last.strip_suffix('-').is_some_and(|part| part.ends_with(char::is_alphabetic))
        && first.starts_with(char::is_lowercase)
        && !matches!(first, "en" | "of" | "and" | "or");
    if is_divided {
        let (last, first) = (excerpt(last), excerpt(first));
        notes.push((line.number, note!("read-divided-word", first = last, second = first)));
        words.pop();
    } else {
        words.push(' ');
    }
    words.push_str(line.text);
}

/// Whether a line starts a list. A number does so only if the next number follows; else it belongs
/// to a heading.
fn starts_list(line: &Line<'_>, numbers: &HashSet<u64>) -> bool {
    match bullet(line) {
        Some((Some(number), _)) => numbers.contains(&(number + 1)),
        Some((None, _)) => true,
        None => false,
    }
}

/// How many lines a heading at the start would take. In a wrapped text a full line goes on in the
/// next, unless a sentence starts there; headings have at most three lines.
fn heading_lines(lines: &[Line<'_>], wrapping: Option<&Wrapping>) -> Option<usize> {
    const MOST: usize = 3;
    let Some(wrapping) = wrapping else { return Some(1) };
    let ends = |pair: &[Line<'_>]| {
        !wrapping.is_full(&pair[0], &pair[1]) || wrapping.starts_sentence(&pair[1])
    };
    let count = lines.windows(2).position(ends).map_or(lines.len(), |last| last + 1);
    (count <= MOST).then_some(count)
}

/// A heading is a short text without a full stop, with a paragraph below it.
fn is_heading(heading: &str, next: Option<&Line<'_>>, follows_text: bool) -> bool {
    const LONGEST: usize = 150;
    let length = heading.chars().count();
    if length > LONGEST
        || heading.ends_with(['.', ',', ';', ':', '…', '-'])
        || !starts_with_capital(heading)
    {
        return false;
    }
    match next {
        Some(next) => starts_with_capital(next.text),
        None => follows_text && length <= 100,
    }
}

/// An item of a list, before it is known which items are nested in it.
struct Item {
    indent: usize,
    number: Option<u64>,
    words: String,
    line: usize,
}

/// Items by their indent, each with the lines that continue it.
fn list(lines: &[Line<'_>], notes: &mut Vec<Remark>) -> Block {
    let mut items: Vec<Item> = Vec::new();
    let mut numbers: HashSet<u64> = HashSet::new();
    for line in lines {
        // A line may go on with "2) …"; it is an item only if there is an item 1.
        let bullet = bullet(line).filter(|(number, _)| {
            items.is_empty() || number.is_none_or(|n| n <= 1 || numbers.contains(&(n - 1)))
        });
        match (bullet, items.last_mut()) {
            (Some((number, words)), _) => {
                numbers.extend(number);
                let (indent, words, line) = (line.indent, words.to_owned(), line.number);
                items.push(Item { indent, number, words, line });
            }
            (None, Some(item)) => go_on(&mut item.words, line, notes),
            (None, None) => {}
        }
    }
    nested(&items, 1)
}

/// A list of items, with those that are indented further nested in the item above them.
fn nested(items: &[Item], depth: usize) -> Block {
    let line = items.first().map_or(1, |item| item.line);
    let start = items.first().and_then(|item| item.number);
    let indent = items.first().map_or(0, |item| item.indent);
    let mut rest = items;
    let mut out = Vec::new();
    while let Some((first, after)) = rest.split_first() {
        let is_below = |item: &&Item| item.indent > indent + 1 && depth < MAX_DEPTH;
        let below = after.iter().take_while(is_below).count();
        let paragraph = Kind::Paragraph(linked(&first.words));
        let mut item = vec![Block { kind: paragraph, line: first.line }];
        if below > 0 {
            item.push(nested(&after[..below], depth + 1));
        }
        out.push(item);
        rest = &after[below..];
    }
    Block { kind: Kind::List { start, style: CountStyle::Decimal, items: out }, line }
}

#[cfg(test)]
mod tests {
    use super::super::markdown::write;
    use super::*;

    fn read_as(content: &str, expected: &str) {
        assert_eq!(write(&read(content).0), expected);
    }

    #[test]
    fn every_line_is_a_paragraph_unless_it_is_wrapped() {
        read_as(
            "Een kop zonder punt\nDe tekst eronder.\nNog een alinea.\n",
            "## Een kop zonder punt\n\nDe tekst eronder.\n\nNog een alinea.\n",
        );
        read_as(
            "Een kop zonder punt\nDe tekst eronder loopt door over een aantal\nregels van ongeveer gelijke lengte, zoals\nin een mail.\n",
            "## Een kop zonder punt\n\nDe tekst eronder loopt door over een aantal regels van ongeveer gelijke lengte, zoals in een mail.\n",
        );
        read_as(
            "Deze eerste regel is zo lang als de andere\nRegels van een tekst die\nnergens een kop heeft.\n",
            "Deze eerste regel is zo lang als de andere Regels van een tekst die nergens een kop heeft.\n",
        );
    }

    #[test]
    fn a_wrapped_heading_is_one() {
        read_as(
            "Een kop die zo lang is dat die over de\ntwee regels loopt\nDe tekst eronder loopt door over een\naantal regels van ongeveer gelijke\nlengte, zoals in een mail.\n",
            "## Een kop die zo lang is dat die over de twee regels loopt\n\nDe tekst eronder loopt door over een aantal regels van ongeveer gelijke lengte, zoals in een mail.\n",
        );
        // The line is full, but "de" starts a sentence, which "Pieter" does not.
        read_as(
            "Een kop die even lang is als de regels\nDe tekst eronder, die doorloopt over een\naantal regels, en daar gaat over de\ntekst.\n",
            "## Een kop die even lang is als de regels\n\nDe tekst eronder, die doorloopt over een aantal regels, en daar gaat over de tekst.\n",
        );
        read_as(
            "Een zin die even lang is als de regels\nPieter zijn, die doorlopen over een aantal\nregels.\n",
            "Een zin die even lang is als de regels Pieter zijn, die doorlopen over een aantal regels.\n",
        );
    }

    #[test]
    fn words_that_were_divided_are_one_again() {
        let content = "De tekst loopt door, met een lange beroeps-\nversneller en met land-\n\
                       en tuinbouw tot het eind.\n";
        let (blocks, notes) = read(content);
        let expected = "De tekst loopt door, met een lange beroepsversneller en met land- en \
                        tuinbouw tot het eind.\n";
        assert_eq!(write(&blocks), expected);
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].0, 2);
    }

    #[test]
    fn addresses_become_links() {
        read_as(
            "Zie www.example.org/a_b, https://example.org/?x=1. Of mail a.b@example.org!\n",
            "Zie [www.example.org/a_b](https://www.example.org/a_b), \
             [https://example.org/?x=1](https://example.org/?x=1). Of mail \
             [a.b@example.org](mailto:a.b@example.org)!\n",
        );
    }

    #[test]
    fn bullets_go_on_and_go_deeper() {
        read_as(
            " • een\n   gaat door\n     - dieper\n     - nog een\n • twee\n\n\n • drie\n • vier\n",
            "- een gaat door\n  - dieper\n  - nog een\n- twee\n\n* drie\n* vier\n",
        );
        read_as("o\teen\no\ttwee\n", "- een\n- twee\n");
        read_as("• een\n\n• twee\n\n• drie\n", "- een\n- twee\n- drie\n");
        read_as("• een 1) a\n2) b\n• twee\n", "- een 1) a 2) b\n- twee\n");
        read_as("Doe dit:\n1. eerst\n2. dan\n", "Doe dit:\n\n1. eerst\n2. dan\n");
        read_as("1. Inleiding\nDe tekst.\n", "## 1\\. Inleiding\n\nDe tekst.\n");
    }
}
