//! The extensions of Python-Markdown that sites of MkDocs use.

mod boxes;
mod captions;
mod extensions;
mod inline;
mod openings;
mod slashes;
mod snippets;
mod tables;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::{Captures, Match, Regex};

pub use self::boxes::boxed;
pub use self::extensions::Extensions;
pub use self::openings::dedent;
use self::openings::{Opened, Opening, indent_of, indented_code, opening};
use self::slashes::Kept;
use self::snippets::Snippets;
use super::draft::Draft;
use super::includes::IncludeBudget;
use super::native::{escape_fences, outside_code};
use super::source_folder::SourceFolder;
use crate::diagnostic::Text;
use crate::formats::{Note, escape, note};
use crate::paths::AnyPath;
use crate::span::Edits;

/// How deep boxes may be nested. Deeper ones are kept as they were written.
const MAX_DEPTH: usize = 50;

/// Turns the extensions of Python-Markdown into the Markdown of a guide.
pub struct Converter<'a> {
    pub extensions: &'a Extensions,
    /// The folder that is imported, and the folders in it with snippets.
    pub folder: &'a SourceFolder,
    pub snippet_folders: &'a [AnyPath],
    pub text: &'a Arc<Text>,
    /// The files that became part of pages.
    pub included: &'a mut HashSet<AnyPath>,
    pub draft: &'a mut Draft,
}

impl Converter<'_> {
    fn note(&mut self, written: &str, note: Note) {
        self.draft.note_at(self.text, written.trim(), note);
    }

    /// Converts a page.
    pub fn convert(&mut self, body: &str) -> String {
        let body = self.with_snippets(&with_spaces(body));
        let (body, abbreviations) = self.without_abbreviations(&body);
        let body = tables::escape_pipes(&escape_fences(&body));
        let lines: Vec<&str> = body.lines().collect();
        let visible: HashSet<usize> = outside_code(&body).into_iter().map(|(at, _)| at).collect();
        let mut at = 0;
        let code: Vec<bool> = body
            .split_inclusive('\n')
            .map(|line| {
                let is_code = !visible.contains(&at);
                at += line.len();
                is_code
            })
            .collect();
        self.note_formulas(&lines, &code);
        self.note_icons(&lines, &code);
        self.blocks(&lines, &code, 0).join("\n") + "\n" + &abbreviations
    }

    /// Notes icons and emoji once a page: they are pictures of the site's theme.
    fn note_icons(&mut self, lines: &[&str], code: &[bool]) {
        if !self.extensions.has("emoji") {
            return;
        }
        let found = RefCell::new(Vec::new());
        for (line, _) in lines.iter().zip(code).filter(|(_, is_code)| !**is_code) {
            inline::outside_code(line, &|text| {
                found.borrow_mut().extend(icons(text).map(|icon| icon.as_str().to_owned()));
                String::new()
            });
        }
        let found = found.into_inner();
        let Some((first, others)) = found.split_first() else { return };
        let note = match others.len() {
            0 => note!("import-icon", icon = first.as_str()),
            more => note!("import-icons", icon = first.as_str(), more = more),
        };
        self.note(first, note.about(first));
    }

    /// Includes other files: those that a page asks for, and those that every page ends with.
    fn with_snippets(&mut self, body: &str) -> String {
        let mut snippets = Snippets {
            folder: self.folder,
            paths: self.snippet_folders,
            missing: Vec::new(),
            included: HashSet::new(),
            open: Vec::new(),
            budget: IncludeBudget::default(),
        };
        let mut body = snippets.expand(body);
        for name in self.extensions.appended() {
            if let Some(text) = snippets.read(&name) {
                body = format!("{}\n\n{text}\n", body.trim_end());
            }
        }
        let Snippets { missing, included, .. } = snippets;
        self.included.extend(included);
        for missing in missing {
            let written = missing.trim();
            let note = note!("import-snippet", written = written).about(written);
            self.note(written, note);
        }
        body
    }

    /// Removes the definitions of abbreviations, and lists the definitions of those that occur on
    /// the page.
    fn without_abbreviations(&mut self, body: &str) -> (String, String) {
        static ABBREVIATION: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?m)^[ ]{0,3}\*\[([^\]\n]+)\]:[ \t]*(.*)\n?").expect("a valid expression")
        });
        if !self.extensions.has("abbr") && !self.extensions.has("extra") {
            return (body.to_owned(), String::new());
        }
        let meanings: BTreeMap<&str, &str> = ABBREVIATION
            .captures_iter(body)
            .filter_map(|found| Some((found.get(1)?.as_str(), found.get(2)?.as_str().trim())))
            .collect();
        let without = ABBREVIATION.replace_all(body, "").into_owned();
        let is_word = |name: &str| {
            without.match_indices(name).any(|(at, _)| {
                let around = neighbours(&without, at..at + name.len());
                around.into_iter().flatten().all(|c| !c.is_alphanumeric())
            })
        };
        let used = meanings.iter().filter(|(name, _)| is_word(name));
        let list: String = used.map(|(name, meaning)| format!("\n{name}\n: {meaning}\n")).collect();
        if let Some((name, _)) = meanings.first_key_value().filter(|_| !list.is_empty()) {
            self.note(&format!("*[{name}]"), note!("import-abbreviations"));
        }
        (without, list)
    }

    /// Notes formulas, which a script of the site draws.
    fn note_formulas(&mut self, lines: &[&str], code: &[bool]) {
        static FORMULA: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\$\$|\\\(|\\\[|(?:^|\s)\$[^$\s](?:[^$]*[^$\s])?\$")
                .expect("a valid expression")
        });
        if !self.extensions.has("arithmatex") {
            return;
        }
        let text = lines.iter().zip(code).filter(|(_, is_code)| !**is_code).map(|(line, _)| *line);
        let formula = text.into_iter().find(|line| {
            inline::outside_code(line, &|text| FORMULA.find(text).map_or("", |_| "\0").into())
                .contains('\0')
        });
        if let Some(line) = formula {
            self.note(line, note!("import-formulas"));
        }
    }

    /// Converts blocks that open with a line of their own, and all other lines.
    fn blocks(&mut self, lines: &[&str], code: &[bool], depth: usize) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut at = 0;
        let indented = indented_code(lines);
        // Up to where quotations are known to hold no blocks.
        let mut looked = 0;
        // Whether the line before is empty or indented code, so that such code may stand here.
        let mut may_be_code = true;
        while let Some(line) = lines.get(at) {
            let is_code = code.get(at).copied().unwrap_or(false);
            let is_indented = !is_code && indented[at];
            let opened = (!is_code && !is_indented && depth < MAX_DEPTH)
                .then(|| opening(lines, at).or_else(|| slashes::opening(lines, code, at)));
            let mut quoted = 0;
            if at >= looked && !is_code && depth < MAX_DEPTH {
                let (length, opens) = quotation(&lines[at..]);
                (looked, quoted) = (at + length, if opens { length } else { 0 });
            }
            may_be_code &= is_indented || line.trim().is_empty();
            match opened.flatten() {
                Some(opening) => {
                    let (start, end) = (opening.start.min(code.len()), opening.end.min(code.len()));
                    let inner = &lines[opening.start..opening.end];
                    let inner: Vec<&str> =
                        inner.iter().map(|line| dedent(line, opening.depth)).collect();
                    let inner = self.blocks(&inner, &code[start..end], depth + 1);
                    at = opening.after;
                    self.opened(line, opening, &inner, &mut out);
                }
                None if is_code => {
                    // A file that is meant to be the code.
                    if self.has_includes() && is_include(line) {
                        self.note_directive(line);
                    }
                    let is_first = at == 0 || !code.get(at - 1).copied().unwrap_or(false);
                    out.extend(code_line(line, is_first));
                    at += 1;
                }
                None if is_indented && may_be_code => {
                    out.push((*line).to_owned());
                    at += 1;
                }
                None if quoted > 0 => {
                    out.extend(self.quoted(&lines[at..at + quoted], &code[at..at + quoted], depth));
                    at += quoted;
                }
                None => {
                    out.push(self.line(line));
                    at += 1;
                }
            }
            may_be_code = lines[at - 1].trim().is_empty() || (is_indented && may_be_code);
        }
        out
    }

    /// Converts the blocks within a quotation.
    fn quoted(&mut self, lines: &[&str], code: &[bool], depth: usize) -> Vec<String> {
        let inner: Vec<&str> = lines.iter().filter_map(|line| unquoted(line)).collect();
        let inner = self.blocks(&inner, code, depth + 1);
        inner.iter().map(|line| format!("> {line}").trim_end().to_owned()).collect()
    }

    /// Notes a line that a plugin or another extension answers.
    fn note_directive(&mut self, line: &str) {
        let written = line.trim();
        self.note(written, note!("import-directive", written = written).about(written));
    }

    /// Whether the site includes files in code.
    fn has_includes(&self) -> bool {
        let names = ["mdx_include", "mdx_include.mdx_include", "markdown_include.include"];
        names.iter().any(|name| self.extensions.has(name))
    }

    /// Writes what a block becomes at the end of a page.
    fn opened(&mut self, line: &str, opening: Opening, inner: &[String], page: &mut Vec<String>) {
        let indent = opening.indent;
        let indented = inner.iter().map(|line| format!("{indent}{line}").trim_end().to_owned());
        let written = match opening.kind {
            Opened::Box { name, title, is_folded } => {
                if is_folded {
                    self.note(line, note!("import-folded"));
                }
                boxed(&name, title.as_deref(), inner, &indent)
            }
            Opened::Tab(label) => {
                self.note(line, note!("import-tab", label = label.as_str()));
                let label = [format!("{indent}**{label}**"), String::new()];
                label.into_iter().chain(indented).chain([String::new()]).collect()
            }
            Opened::Terms => {
                let meaning = |line: String| match line.strip_prefix(&format!("{indent}- ")) {
                    Some(meaning) => format!("{indent}:   {}", meaning.trim_start()),
                    None => line,
                };
                let around = std::iter::once(String::new());
                around.clone().chain(indented.map(meaning)).chain(around).collect()
            }
            Opened::Element(first, last) => {
                let around = |tag: String| [format!("{indent}{tag}"), String::new()];
                let inner = indented.chain([String::new()]);
                around(first).into_iter().chain(inner).chain(around(last)).collect()
            }
            Opened::Caption => {
                let caption = inner.join(" ");
                let caption = caption.split_whitespace().collect::<Vec<_>>().join(" ");
                if captions::add(&caption, page) {
                    return;
                }
                self.note_directive(line);
                indented.chain([String::new()]).collect()
            }
        };
        page.extend::<Vec<String>>(written);
    }

    /// Converts a line of text: attribute lists, and marks that only MkDocs knows.
    fn line(&mut self, line: &str) -> String {
        static ATTRIBUTES: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\s*\{:?\s*((?:[.#][^\s{}=]+|[\w-]+=(?:[^\s{}]+|.[^{}]*.)|markdown|align|width|loading)(?:\s+[^{}]*)?)\}")
                .expect("a valid expression")
        });
        // A colour in quotes is not an anchor.
        static VALUES: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r#"[\w-]+=(?:"[^"]*"|'[^']*')"#).expect("a valid expression")
        });
        if line.trim() == "[TOC]" || line.trim() == "[[toc]]" {
            self.note(line, note!(nothing "import-contents"));
            return String::new();
        }
        match slashes::kept(line) {
            Some(Kept::Endless(end)) => {
                let written = line.trim();
                let note = note!("import-endless", written = written, end = end).about(written);
                self.note(written, note);
            }
            Some(Kept::Other) => self.note_directive(line),
            None if is_include(line) => self.note_directive(line),
            None => {}
        }
        if line.trim_start().starts_with("\\:::") {
            let written = line.trim_start().trim_start_matches('\\');
            self.note(written, note!("import-mkdocstrings"));
        }
        let heading = line.trim_start().starts_with('#');
        let notes = RefCell::new(Vec::new());
        let replace = |text: &str, found: &Captures<'_>| {
            let whole = found.get(0).map_or(0..0, |whole| whole.range());
            let [before, after] = neighbours(text, whole);
            // The braces of a template are not an attribute list.
            if before == Some('{') || after == Some('}') {
                return found[0].to_owned();
            }
            let bare = VALUES.replace_all(&found[1], "");
            let id = bare.split_whitespace().find_map(|word| word.strip_prefix('#'));
            match (heading, id) {
                (true, Some(id)) => format!(" {{#{id}}}"),
                // An anchor that a link may lead to.
                (false, Some(id)) => format!("<a id=\"{id}\"></a>"),
                (_, None) => {
                    notes.borrow_mut().push(found[0].trim().to_owned());
                    String::new()
                }
            }
        };
        let replaced = inline::outside_code(line, &|text| {
            ATTRIBUTES.replace_all(text, |found: &Captures<'_>| replace(text, found)).into_owned()
        });
        let replaced = inline::convert(&replaced, self.extensions);
        for written in notes.into_inner() {
            let note = note!("import-attributes", written = written.as_str()).about(&written);
            self.note(&written, note);
        }
        replaced
    }
}

/// How many lines of a quotation stand first, and whether a block opens in them.
fn quotation(lines: &[&str]) -> (usize, bool) {
    let inner: Vec<&str> = lines.iter().map_while(|line| unquoted(line)).collect();
    (inner.len(), opens(&inner, 0))
}

/// Whether a block opens in the lines of a quotation, or in a quotation within it.
fn opens(lines: &[&str], depth: usize) -> bool {
    // Each depth reads all lines.
    const DEEPEST: usize = 5;
    let opens_at = |at| opening(lines, at).is_some() || slashes::opening(lines, &[], at).is_some();
    if (0..lines.len()).any(opens_at) {
        return true;
    }
    let inner: Vec<&str> = lines.iter().filter_map(|line| unquoted(line)).collect();
    depth < DEEPEST && !inner.is_empty() && opens(&inner, depth + 1)
}

/// A line of a quotation without its mark.
fn unquoted(line: &str) -> Option<&str> {
    let inner = line.trim_start_matches(' ').strip_prefix('>')?;
    let inner = inner.strip_prefix(' ').unwrap_or(inner);
    (indent_of(line) < 4).then_some(inner)
}

/// Whether a line asks plugins for another file: `{* path *}`, `{! path !}`, `{% include "path" %}`.
fn is_include(line: &str) -> bool {
    static INCLUDE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:\{\*\s+\S.*\*\}|\{!>?\s*\S.*!\}|\{%-?\s*include\b.*%\})\s*$")
            .expect("a valid expression")
    });
    INCLUDE.is_match(line)
}

/// The characters right before and after a part of a text.
fn neighbours(text: &str, part: Range<usize>) -> [Option<char>; 2] {
    let before = text.get(..part.start).and_then(|before| before.chars().next_back());
    let after = text.get(part.end..).and_then(|after| after.chars().next());
    [before, after]
}

/// The names of icons and emoji in a text: `:smile:`.
fn icons(text: &str) -> impl Iterator<Item = Match<'_>> {
    static ICON: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r":(?:[a-z][a-z0-9_-]*|\+1|-1):").expect("a valid expression"));
    ICON.find_iter(text).filter(move |icon| {
        let around = neighbours(text, icon.range());
        around.into_iter().flatten().all(|c| !c.is_alphanumeric() && c != ':')
    })
}

/// A title without its icons, which are not part of anchors.
pub fn without_icons(title: &str) -> String {
    let whole = Text::new("", title);
    let mut edits = Edits::default();
    for icon in icons(title) {
        edits.replace(whole.span(icon.range()), "");
    }
    edits.apply(&whole)
}

/// Expands tabs to spaces, with tab stops every four columns.
fn with_spaces(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    for line in body.split_inclusive('\n') {
        let text = line.trim_start_matches([' ', '\t']);
        let mut column = 0;
        for c in line.chars().take_while(|c| matches!(c, ' ' | '\t')) {
            column = if c == '\t' { column / 4 * 4 + 4 } else { column + 1 };
        }
        out.push_str(&" ".repeat(column));
        out.push_str(text);
    }
    out
}

/// A line of code. On the first line of a block, its title moves to a line above and its language
/// to where Markdown expects it.
fn code_line(line: &str, is_first: bool) -> Vec<String> {
    static ATTRIBUTES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(\s*(?:`{3,}|~{3,}))\s*\{\s*\.([\w+-]+)[^}]*\}\s*$")
            .expect("a valid expression")
    });
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"^(\s*)(?:`{3,}|~{3,}).*?\b(?:title|tab)=(?:"([^"]+)"|'([^']+)')"#)
            .expect("a valid expression")
    });
    let written = ATTRIBUTES.replace(line, "${1}${2}").into_owned();
    let title = TITLE.captures(line).filter(|_| is_first).and_then(|found| {
        let title = found.get(2).or(found.get(3))?.as_str();
        Some(format!("{}**{}**", &found[1], escape(title)))
    });
    match title {
        Some(title) => vec![String::new(), title, String::new(), written],
        None => vec![written],
    }
}
