//! Text that is almost mark-up: it would be published as typed, which means nothing to readers.
//!
//! A line is checked when its first text is read, so code, HTML and escaped characters are never
//! checked.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Match, Regex};

use super::attributes::ends_escaping;
use super::containers::NAMES;
use super::definitions::Labels;
use super::foreign_commands::Command;
use super::look_alikes::{self, LookAlike};
use super::parser::Parser;
use super::rows::cells;
use super::spaces::spaced;
use super::tags;
use crate::messages::message;
use crate::rule::Rule;
use crate::span::{Mapped, Span};
use crate::suggestion::did_you_mean;

macro_rules! expressions {
    ($($(#[doc = $doc:literal])+ $name:ident: $pattern:literal;)+) => {
        $($(#[doc = $doc])+
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($pattern).expect("a valid expression"));)+
    };
}

expressions! {
    /// What may precede the text of a line: the marks of quotations, lists, notes and definitions.
    MARKS: r"^(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t]|\[\^[^\]]*\]:|\[[ xX]\][ \t]|:)*$";
    /// The marks of quotations and lists at the start of a line.
    ITEM: r"^(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*";
    /// A heading without a space after its number signs.
    JOINED_HEADING: r"^(?P<signs>#{2,6})(?P<title>[^# \t].*)";
    /// The same with one number sign, which could also be a hashtag.
    JOINED_TITLE: r"^(?P<signs>#)(?P<title>\x{a0}*\p{Lu}.*)";
    /// A heading that is not one, because of its position or because it has too many number signs.
    LOST_HEADING: r"^#+[ \t]+\S";
    /// A heading of level 2 or deeper: a single number sign starts a comment in code.
    INDENTED_HEADING: r"^#{2,6}[ \t]+\p{L}";
    /// The fence of a box with a colon missing.
    SHORT_FENCE: r"^::[ \t]*(?P<name>\p{L}[\p{L}_-]*(?:[ \t].*?)?)?(?:[ \t]*::)?$";
    /// The same with spaces between its colons.
    SPACED_FENCE: r"^:(?:[ \t]*:)+[ \t]*(?P<name>\p{L}[\p{L}_-]*(?:[ \t].*)?)?$";
    /// The same with semicolons, or in brackets.
    OTHER_FENCE: r"^(?:[;:]*;[;:]*[ \t]*(?P<name>\p{L}+)(?:[ \t].*)?|\[(?P<bracketed>\p{L}+)(?:[ \t=][^\]]*)?\])$";
    /// A box in the syntax of Jekyll or Hugo.
    SHORTCODE: r"^\{(?:%-?|\{[<%])[ \t]*(?P<name>\p{L}+)[^%{}]*[>%]\}?\}$";
    /// A box in the syntax of MkDocs.
    ADMONITION: r"^(?:!!!\+?[ \t]*|\?\?\?\+?[ \t]+)(?P<name>\p{L}.*)";
    /// An item of a list with another bullet, or without a space after it.
    LIST_ITEM: r"^(?:[•◦‣▪●■►▶➢➤✓✔][ \t\x{a0}]*[\p{N}“„‘*_\[(€]|(?:[•·◦‣▪●○■►▶➢➤→✓✔–—][ \t\x{a0}]*|§[ \t]+|[-+]|-?\[[ xX]?\][ \t]*|\d{1,2}[.)]|\((?:\d{1,2}|[a-z])\)[ \t]+|(?:[a-z]|i{1,3}|iv|vi{0,3}|ix)\.[ \t]+|o[ \t]+)\p{L}|[\x{f02d}\x{f06c}\x{f06e}\x{f06f}\x{f071}\x{f076}\x{f0a7}\x{f0a8}\x{f0b7}\x{f0d8}\x{f0e0}\x{f0fc}][ \t\x{a0}]*\S|\*\p{L}[^*]*$|\d\x{fe0f}?\x{20e3})";
    /// The bullet of a list before a tab, which is no column.
    TABBED_BULLET: r"^[•·◦‣▪●○■►▶➢➤→✓✔–—§o\x{f000}-\x{f0ff}][ ]*\t";
    /// The number of an item.
    NUMBER: r"^[ \t>]*(\d{1,2})[.)](?:(?P<space>[ \t])[ \t]*\S|\p{L})";
    /// The box of a task that is almost one.
    TASK: r"^\[(?:|[xX][ \t]+|[ \t]+[xX]|[vV✓✔])\][ \t]+\S";
    /// An image with a space after its mark.
    SPACED_IMAGE: r"^![ \t]+\[[^\]]*\]\(";
    /// Where a link by reference leads.
    DEFINITION: r"^\[(?P<label>[^\[\]^]+)\]:[ \t]*<?(?:https?://|www\.|\.{0,2}/)\S";
    /// A note in the wrong form.
    TYPED_NOTE: r"^(?:\[(?P<number>\d{1,3}|\*{1,3})\]|\^(?P<name>[\p{L}\d]{1,20})):[ \t]+\S";
    /// A note behind a raised number.
    RAISED_NOTE: r"^[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*[ \t]+\S";
    /// A heading in the syntax of a wiki.
    WIKI_HEADING: r"^(?:={1,6}[ \t]+(?P<title>\S.*?)[ \t]+={1,6}|h[1-6]\.[ \t]+(?P<textile>\S.*))$";
    /// A line that almost opens or closes code.
    CODE_FENCE: r#"^(?:'{3}|´{3}|‘{3}|’{3}|"{3}|“{3}|”{3}|~~)\p{L}*$"#;
    /// A row of dashes in a table. Two or fewer in a cell say that there is nothing to tell.
    DASHES: r"^\|?[ \t]*:?[-–—]{3,}:?[ \t]*(?:\|[ \t]*:?[-–—]{3,}:?[ \t]*)*\|?$";
    /// A link whose parts are apart, or that does not end.
    LINK: r"\](?:[ \t]+\((?:https?://|www\.|mailto:|\.{1,2}/)[^\s()]*\)|\((?:https?://|www\.|mailto:|\.{1,2}/|[\w./-]+\.(?:md|html?|pdf|png|jpe?g|gif|svg|docx?|xlsx?)\b)[^\s()\[\]]*(?:[\s\]]|$)|\{(?:https?://|www\.|\.{1,2}/)[^\s{}]*\}|https?://)|!?\([^()\[\]]+\)\[(?:https?://|www\.|\.{1,2}/|[\w./-]+\.(?:md|html?|pdf|png|jpe?g|gif|svg)\b)[^\s\[\]]*\]|\(https?://[^\s()]+\)\[[^\[\]]+\]|<(?:https?://|mailto:)[^\s<>]*(?:[\s<]|$)|<www\.[^\s<>]+>|\[\[[ \t]*(?:\|[^\[\]]*)?\]\]";
    /// A link that ends with the parenthesis within its address.
    INNER_END: r"\]\((?:https?://|www\.)[^\s()]*\([^\s()]*\)(?:\s|$)";
    /// A link that does not end, or whose title is between curly quotes.
    LOOSE_LINK: r"(?:^|[^\p{L}\d\]])(?P<link>!?\[[^\[\]]*\]\((?:[^()\[\]]*$|[^\s()\[\]]+[ \t]+[“”‘’][^()\[\]]*\)))";
    /// What any near miss within a line has.
    SIGNS: r"[{^<&]|\*\*|\.les|\[les|\]\(|\)\[|\] \(|\]http|##|==|\[\[";
    /// A heading after other text.
    MERGED_HEADING: r"[^\s#][ \t]+(?P<heading>#{2,6}[ \t]+\p{Lu})";
    /// The mark of other tools for a highlight.
    HIGHLIGHT: r"==[^\s=|](?:[^=]*[^\s=])?==";
    /// The start of a comment, or almost.
    COMMENT: r"<[ \t]*!(?:[ \t]*[-–—]+)";
    /// Marks of bold next to a text.
    BOLD: r"\*\*[^\s*]|[^\s*]\*\*";
    /// The last argument of a function in Python.
    ARGUMENT: r"\w\([^()]*\*\*\p{L}\w*\)";
    /// A few words with the mark of a note behind them, as in a cell.
    NOTE_MARK: r"^(?:[^\s*]+ ){0,2}[^\s*]*[\p{L}\p{N})]\*\*$";
    /// The mark of an alert.
    ALERT: r"^\[(?:![ \t]*(?P<kind>\p{L}+(?:[ \t]+\p{L}+)*)[ \t]*\]|(?P<bare>NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]$)";
    /// The delimiter row of a table. Word processors turn hyphens into dashes.
    DELIMITERS: r"^\|?[ \t]*:?[-–—]+:?[ \t]*(?:\|[ \t]*:?[-–—]+:?[ \t]*)*\|?$";
    /// A thematic break, or the underlining of a heading, with dashes for hyphens.
    LONG_DASHES: r"^[–—][–—-]+$";
    /// The border of a table drawn with characters.
    DRAWN_TABLE: r"^\+(?:[-=]{2,}\+){2,}$";
    /// Attributes.
    ATTRIBUTES: r"\{:?[ \t]*[.#]\p{L}[\p{L}\d_-]*(?:(?:[ \t][^{}]*)?\}|[^{}]*$)|[(\[]\.les(?:son)?[)\]]|(?:^|[ \t])\.les(?:son)?\}?$|\[les(?:son)?\]$";
    /// How wide an image is, in the syntax of other tools.
    SIZE: r"\{:?[ \t]*(?:width|height|align|scale|style)[ \t]*=[^{}]*\}";
    /// A reference to a note in the wrong form, or one whose name has spaces.
    NOTE: r"\^\[[^\[\]]{3,}\]|\[\^[^\[\]^]*[ \t][^\[\]^]*\]|\[ \^[^\[\]^ ]+\]|\[\^\]";
    /// A character reference without its semicolon, or one that there is not.
    CHARACTER: r"&(?:[A-Za-z]{2,12}\d{0,2};|(?:nbsp|amp|lt|gt|quot|euro|copy|hellip|[aeiou](?:acute|uml|grave|circ)|ccedil|[nm]dash|[lr][sd]quo|shy|middot|bull)(?:[^=\w]|$))";
    /// A tag with attributes, or with a space in its end.
    TYPED_TAG: r"<(?P<name>[A-Za-z][A-Za-z0-9]*)(?:[ \t]+\p{L}[\p{L}-]*[ \t]*=[^<>]*(?P<end>>|$)|[ \t]*/[ \t]+>)";
    /// A tag with a space behind its first sign.
    SPACED_TAG: r"<[ \t]+/?(?:a|b|br|div|em|i|li|p|span|strong|sub|sup|table|td|tr|u|ul)(?:[ \t][^<>]*[^<> \t])?>|</[ \t]+[a-z]+>";
}

/// How many lines further on a command may end.
const LONGEST_SHORTCODE: isize = 40;

/// The kinds of alert.
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// What a line almost is, and how to mend it.
struct NearMiss {
    rule: Rule,
    message: String,
    help: String,
    /// The line as it was meant.
    line: Option<String>,
}

impl NearMiss {
    fn new(rule: Rule, message: String, help: String) -> Self {
        Self { rule, message, help, line: None }
    }

    /// One whose line was certainly meant as another.
    fn of_line(rule: Rule, message: String, line: String) -> Self {
        let help = message!("did-you-mean", near = line.as_str());
        Self { line: Some(line), ..Self::new(rule, message, help) }
    }
}

impl Parser<'_> {
    /// Checks the line of a text, if it is the first text of the line.
    pub(super) fn look_at_line(&mut self, text: Span) {
        if text.start() < self.looked_to {
            return;
        }
        let above = self.written(self.body_to(text));
        let start = above.rfind('\n').map_or(0, |at| at + 1);
        let line = self.text.rest_of_line(self.body + start);
        self.looked_to = line.end() + 1;
        let (mut before, mut rest) = (line.before().to(text.before()), text.before().to(line));
        // After a colon it may be read as a definition.
        let marks = self.written(before).trim_end();
        let is_definition = marks.ends_with(':')
            && (marks.len() == before.len() || self.written(rest).starts_with(':'));
        if is_definition {
            rest = self.text.part(line, marks.len() - 1..line.len());
            before = before.before().to(rest.before());
        }
        if !before.is_empty() && !MARKS.is_match(self.written(before)) {
            return;
        }
        let look_alike = look_alikes::of_line(self.written(rest));
        let rest = self.text.trim(rest);
        let found = match look_alike {
            Some(LookAlike { rule, message, help }) => Some(NearMiss::new(rule, message, help)),
            None => self.near_miss(rest),
        };
        let Some(NearMiss { rule, message, help, line }) = found else { return };
        // One message a list or table: its first line was reported.
        let number = self.text.position(rest.start()).0;
        let goes_on = matches!(rule, Rule::NearMissList | Rule::NearMissTable)
            && self.near_missed == Some((rule, number - 1));
        self.near_missed = Some((rule, number));
        if !goes_on {
            let problem = self.breach(rule, rest, message);
            problem.help = Some(help);
            line.into_iter().for_each(|line| problem.add_mend(line));
        }
    }

    /// What a line almost is.
    fn near_miss(&self, line: Span) -> Option<NearMiss> {
        let written = self.written(line);
        if let Some(found) = near_task(written).or_else(|| self.near_number(line)) {
            return Some(found);
        }
        if let Some(found) = self.near_shortcode(line) {
            return Some(found);
        }
        if let Some(command) = Command::of_line(written) {
            let message = message!("foreign-command");
            return Some(NearMiss::new(Rule::NearMissCommand, message, command.help()));
        }
        if LIST_ITEM.is_match(written)
            && let Some(found) = self.near_list(line)
        {
            return Some(found);
        }
        if let Some(found) = self.near_columns(line) {
            return Some(found);
        }
        if let Some(found) = self.near_caption(line) {
            return Some(found);
        }
        match written.chars().next()? {
            '#' => self.near_heading(line),
            '!' if SPACED_IMAGE.is_match(written) => Some(NearMiss::new(
                Rule::NearMissLink,
                message!("near-image"),
                message!("near-image", "help"),
            )),
            ':' | '!' | '?' | ';' | '{' => near_box(written),
            '[' => near_alert(written)
                .or_else(|| near_box(written))
                .or_else(|| near_note(written))
                .or_else(|| self.near_footnote(written))
                .or_else(|| self.near_definition(line)),
            '^' => near_note(written),
            '¹' | '²' | '³' | '⁴'..='⁹' if RAISED_NOTE.is_match(written) => {
                Some(NearMiss::new(
                    Rule::NearMissNote,
                    message!("near-footnote"),
                    message!("near-footnote", "help"),
                ))
            }
            '=' | 'h' => near_wiki_heading(written),
            '\'' | '"' | '´' | '‘' | '’' | '“' | '”' | '~' if CODE_FENCE.is_match(written) => {
                Some(NearMiss::new(
                    Rule::NearMissCode,
                    message!("near-code"),
                    message!("near-code", "help"),
                ))
            }
            '–' | '—' if LONG_DASHES.is_match(written) => Some(NearMiss::new(
                Rule::NearMissHeading,
                message!("near-line"),
                message!("near-line", "help"),
            )),
            '|' | '-' | '–' | '—' => self.near_table(line),
            '+' if DRAWN_TABLE.is_match(written) && !is_row(self.line_beside(line, -1)) => {
                Some(NearMiss::new(
                    Rule::NearMissTable,
                    message!("near-table-drawn"),
                    message!("near-table-drawn", "help"),
                ))
            }
            _ => None,
        }
    }

    /// A caption of a table as Pandoc has it.
    fn near_caption(&self, line: Span) -> Option<NearMiss> {
        let caption = self.written(line).strip_prefix(": ")?.trim();
        let is_below = self.line_beside(line, -1).is_empty() && is_row(self.line_beside(line, -2));
        let word = if self.options.language.starts_with("nl") { "Tabel" } else { "Table" };
        (is_below && !caption.is_empty()).then(|| {
            let line = format!("{word}: {caption}");
            NearMiss::of_line(Rule::NearMissTable, message!("near-caption"), line)
        })
    }

    /// A command that encloses a text, which is probably a box.
    fn near_shortcode(&self, line: Span) -> Option<NearMiss> {
        let written = self.written(line);
        let name = &SHORTCODE.captures(written)?["name"];
        let ends = [format!("/{name}"), format!("/ {name}"), format!("end{name}")];
        let is_end = |lines| {
            let line = self.line_beside(line, lines);
            line.starts_with('{') && ends.iter().any(|end| line.contains(end.as_str()))
        };
        let is_box = NAMES.contains(&name.to_lowercase().as_str());
        (is_box || (1..=LONGEST_SHORTCODE).any(is_end)).then(|| {
            NearMiss::new(Rule::NearMissBox, message!("near-box"), message!("near-box", "help"))
        })
    }

    /// Lines that run on as one text. A single one may begin with a dash for other reasons.
    fn near_list(&self, line: Span) -> Option<NearMiss> {
        let is_item = |lines| LIST_ITEM.is_match(self.line_beside(line, lines));
        // One message a list: its first line was reported.
        // A bullet of a symbol font means nothing else.
        let is_bullet =
            self.written(line).starts_with(|sign| ('\u{f000}'..='\u{f0ff}').contains(&sign));
        ((is_bullet || is_item(1)) && !is_item(-1)).then(|| {
            NearMiss::new(Rule::NearMissList, message!("near-list"), message!("near-list", "help"))
        })
    }

    /// An item of a numbered list that goes on in the text above it.
    fn near_number(&self, line: Span) -> Option<NearMiss> {
        let number = |line: &str| {
            // Most lines have none, which takes no expression to tell.
            let words = line.trim_start_matches([' ', '\t', '>']);
            words.starts_with(|c: char| c.is_ascii_digit()).then_some(())?;
            NUMBER.captures(line)?.get(1)?.as_str().parse::<u8>().ok()
        };
        let here = number(self.written(line))?;
        let beside = |lines| number(self.whole_line_beside(line, lines));
        let (above, below) = (beside(-1), beside(1));
        let is_next = above == here.checked_sub(1) && above.is_some();
        let is_first = above.is_none() && below.is_some_and(|below| below == here + 1);
        let has_space =
            NUMBER.captures(self.written(line)).is_some_and(|found| found.name("space").is_some());
        let help = || {
            if has_space { message!("near-item", "help") } else { message!("near-list", "help") }
        };
        // Without their spaces, the first two items are no list at all.
        (is_next || is_first && has_space)
            .then(|| NearMiss::new(Rule::NearMissList, message!("near-item"), help()))
    }

    /// Lines that run on as one text, though they seem to have columns.
    fn near_columns(&self, line: Span) -> Option<NearMiss> {
        // A line without a sign between columns is not looked for among its neighbours.
        if !self.written(line).contains(['|', '\t']) {
            return None;
        }
        let columns = |lines| columns(self.line_beside(line, lines));
        let here = columns(0);
        let is_alike = |lines| columns(lines) == here;
        let is_first = here > 1 && is_alike(1) && !is_alike(-1);
        // Rows of a table, which needs no bars at its sides.
        if is_delimiters(self.line_beside(line, -1)) {
            return None;
        }
        // A single line may have a bar for other reasons.
        let has_tabs = self.written(line).contains('\t');
        if !is_first || here == 2 && !has_tabs && !is_alike(2) {
            return None;
        }
        let delimiters = "|---".repeat(here) + "|";
        let (message, help) = if has_tabs {
            let help = message!("near-table-tabs", "help", dashes = delimiters);
            (message!("near-table-tabs"), help)
        } else {
            let help = message!("near-table-no-dashes", "help", dashes = delimiters);
            (message!("near-table-no-dashes"), help)
        };
        Some(NearMiss::new(Rule::NearMissTable, message, help))
    }

    /// A footnote without its colon. That there is none of its name has this cause.
    fn near_footnote(&self, written: &str) -> Option<NearMiss> {
        let label = Labels::of_line(written)?;
        (!self.labels().has_footnote(label)).then(|| typed_note(label))
    }

    /// Where a link leads, as text.
    fn near_definition(&self, line: Span) -> Option<NearMiss> {
        let found = DEFINITION.captures(self.written(line))?;
        let is_below = !self.line_beside(line, -1).is_empty();
        let help = if is_below {
            message!("near-definition", "gap")
        } else {
            let label = &found["label"];
            message!("near-definition", "help", label = label)
        };
        Some(NearMiss::new(Rule::NearMissLink, message!("near-definition"), help))
    }

    fn near_heading(&self, line: Span) -> Option<NearMiss> {
        let written = self.written(line);
        let starts_chapter = || self.written(self.body_to(line)).trim_start().is_empty();
        let joined = JOINED_HEADING
            .captures(written)
            .or_else(|| JOINED_TITLE.captures(written))
            // A word after one sign is a topic, unless it opens the chapter.
            .filter(|found| {
                let is_title = || found["title"].starts_with('\u{a0}') || starts_chapter();
                found["signs"].len() > 1 || is_title()
            });
        if let Some(found) = joined {
            let near = format!("{} {}", &found["signs"], found["title"].trim());
            return Some(NearMiss::of_line(
                Rule::NearMissHeading,
                message!("near-heading-joined"),
                near,
            ));
        }
        LOST_HEADING.is_match(written).then(|| {
            let (message, help) = if written.starts_with("#######") {
                (message!("near-heading-long"), message!("near-heading-long", "help"))
            } else {
                (message!("near-heading-indented"), message!("near-heading-indented", "help"))
            };
            NearMiss::new(Rule::NearMissHeading, message, help)
        })
    }

    /// The body up to a span.
    fn body_to(&self, span: Span) -> Span {
        self.text.span(self.body..span.start())
    }

    /// Lines with bars that the parser did not take for a table.
    fn near_table(&self, line: Span) -> Option<NearMiss> {
        let (above, row, below) =
            (self.line_beside(line, -1), self.written(line), self.line_beside(line, 1));
        if is_delimiters(row) {
            let columns = cells(row);
            return match above {
                _ if columns == 1 => None,
                // Its header was reported as a single row.
                above if above.is_empty() && self.is_single_row(line, -2) => None,
                above if !above.contains('|') => Some(NearMiss::new(
                    Rule::NearMissTable,
                    message!("near-table-no-header"),
                    message!("near-table-no-header", "help"),
                )),
                // A header that starts with a bar was reported itself.
                above if is_row(above) => None,
                // Within a table it is a second row of dashes.
                above => (cells(above) != columns).then(|| mismatch(cells(above), columns)),
            };
        }
        // One message a table: its first line was reported.
        let is_below = is_row(above) || is_delimiters(above) || DRAWN_TABLE.is_match(above);
        if !is_row(row) || is_below {
            return None;
        }
        let delimiters = "|---".repeat(cells(row)) + "|";
        let (message, help) = if is_delimiters(below) && below.contains(['–', '—']) {
            let help = message!("near-table-long-dashes", "help", dashes = delimiters);
            (message!("near-table-long-dashes"), help)
        } else if is_delimiters(below) && cells(below) != cells(row) {
            return Some(mismatch(cells(row), cells(below)));
        } else if is_delimiters(below) {
            (message!("near-table-no-gap"), message!("near-table-no-gap", "help"))
        } else if is_row(below) {
            let help = message!("near-table-no-dashes", "help", dashes = delimiters);
            (message!("near-table-no-dashes"), help)
        } else if row.ends_with('|') {
            let help = message!("near-table-single", "help", dashes = delimiters);
            (message!("near-table-single"), help)
        } else {
            return None;
        };
        Some(NearMiss::new(Rule::NearMissTable, message, help))
    }

    /// Whether the line that is `lines` lines further on is a row on its own.
    fn is_single_row(&self, span: Span, lines: isize) -> bool {
        let above = self.line_beside(span, lines - 1);
        is_row(self.line_beside(span, lines)) && !is_row(above) && !is_delimiters(above)
    }

    /// Reports a second row of dashes in a table, which is shown as a row.
    pub(super) fn report_dashes(&mut self, table: Span) {
        let row = |line: Span| {
            let start = ITEM.find(self.written(line)).map_or(0, |marks| marks.end());
            self.text.trim(self.text.part(line, start..line.len()))
        };
        let is_dashes = |row: &Span| {
            let row = self.written(*row);
            row.contains('|') && DASHES.is_match(row)
        };
        if let Some(row) = self.text.lines(table).skip(2).map(row).find(is_dashes) {
            let (message, help) = (message!("table-dashes"), message!("table-dashes", "help"));
            self.breach(Rule::NearMissTable, row, message).help = Some(help);
        }
    }

    /// The text of the line that is `lines` lines further on.
    fn line_beside(&self, span: Span, lines: isize) -> &str {
        let line = self.whole_line_beside(span, lines);
        let start = ITEM.find(line).map_or(0, |marks| marks.end());
        line.get(start..).unwrap_or_default().trim_end()
    }

    /// The line that is `lines` lines further on, with what stands before its text.
    fn whole_line_beside(&self, span: Span, lines: isize) -> &str {
        let number = self.text.position(span.start()).0.checked_add_signed(lines);
        let line = number.and_then(|number| self.text.line(number));
        let line = line.filter(|line| line.start() >= self.body).map(|line| self.written(line));
        line.unwrap_or_default()
    }

    /// Reports a heading or box that is code because it is indented.
    pub(super) fn look_at_indented(&mut self, code: &Mapped) {
        let line = code.as_str().lines().next().unwrap_or_default();
        let (rule, what) = if line.starts_with(":::") {
            (Rule::NearMissBox, "box")
        } else if INDENTED_HEADING.is_match(line) {
            (Rule::NearMissHeading, "heading")
        } else if is_row(line) && code.as_str().lines().nth(1).is_some_and(is_delimiters) {
            (Rule::NearMissTable, "table")
        } else {
            return;
        };
        let message = message!("near-indented", what = what);
        let span = code.span(self.text, 0..line.len());
        self.breach(rule, span, message).help = Some(message!("near-indented", "help"));
    }

    /// Reports what is almost mark-up, anywhere in a line.
    pub(super) fn report_near_misses(&mut self, text: &Mapped) {
        let made = text.as_str();
        if !SIGNS.is_match(made) {
            return;
        }
        // One message a text: marks come in pairs.
        if let Some(found) = BOLD.find(made).filter(|found| !self.is_no_bold(text, found)) {
            let (message, help) = (message!("near-bold"), message!("near-bold", "help"));
            self.report_typed(text, found.range(), Rule::NearMissEmphasis, message, help);
        }
        for found in HIGHLIGHT.find_iter(made) {
            let (message, help) = (message!("near-highlight"), message!("near-highlight", "help"));
            self.report_typed(text, found.range(), Rule::NearMissEmphasis, message, help);
        }
        // An address with a space was reported.
        let mut reported: HashSet<usize> = spaced(made).map(|(range, _)| range.start).collect();
        let loose = LOOSE_LINK.captures_iter(made).filter_map(|found| found.name("link"));
        for found in LINK.find_iter(made).chain(loose) {
            let address = found.start() + found.as_str().find("](").map_or(0, |at| at + 1);
            if reported.insert(address) {
                let (message, help) = (message!("near-link"), message!("near-link", "help"));
                self.report_typed(text, found.range(), Rule::NearMissLink, message, help);
            }
        }
        for found in INNER_END.find_iter(made) {
            if reported.insert(found.start() + 1) {
                let (message, help) = (message!("near-link"), message!("near-link", "parenthesis"));
                self.report_typed(text, found.range(), Rule::NearMissLink, message, help);
            }
        }
        self.report_typed_tag(text);
        for found in MERGED_HEADING.captures_iter(made).filter_map(|found| found.name("heading")) {
            let (message, help) =
                (message!("near-heading-merged"), message!("near-heading-merged", "help"));
            self.report_typed(text, found.range(), Rule::NearMissHeading, message, help);
        }
        // Two braces are a command for another program.
        let is_single =
            |found: &Match<'_>| !made.get(..found.start()).unwrap_or_default().ends_with('{');
        for found in ATTRIBUTES.find_iter(made).filter(is_single) {
            let help = if found.as_str().to_lowercase().contains("les") {
                message!("near-braces", "lesson")
            } else {
                message!("near-braces", "help")
            };
            let message = message!("near-braces");
            self.report_typed(text, found.range(), Rule::NearMissLesson, message, help);
        }
        for found in SIZE.find_iter(made) {
            let (message, help) = (message!("near-braces"), message!("near-braces", "size"));
            self.report_typed(text, found.range(), Rule::NearMissLink, message, help);
        }
        for found in NOTE.find_iter(made) {
            let (message, help) = (message!("near-footnote"), message!("near-footnote", "help"));
            self.report_typed(text, found.range(), Rule::NearMissNote, message, help);
        }
        for (expression, message, help) in [
            (&CHARACTER, message!("near-character"), message!("near-character", "help")),
            (&SPACED_TAG, message!("near-tag"), message!("near-tag", "help")),
        ] {
            let is_written = |found: &Match<'_>| {
                self.written(text.span(self.text, found.range())) == found.as_str()
            };
            if let Some(found) = expression.find_iter(made).find(is_written) {
                self.report_typed(text, found.range(), Rule::NearMissHtml, message, help);
            }
        }
        for found in COMMENT.find_iter(made) {
            let span = text.span(self.text, found.start()..made.len());
            if !self.is_typed(span) || !self.written(span).starts_with('<') {
                continue;
            }
            if self.written(span).starts_with("<!--") {
                self.report_open_comment(span, message!("comment-open"));
            } else {
                let mark = self.written(text.span(self.text, found.range())).to_owned();
                let span = self.text.first_line(span);
                self.breach(Rule::UnclosedHtml, span, message!("near-comment")).help =
                    Some(message!("near-comment", "help", written = mark));
            }
        }
    }

    /// Whether asterisks next to a text are an argument of a function, or mark a note in a table.
    fn is_no_bold(&self, text: &Mapped, found: &Match<'_>) -> bool {
        let made = text.as_str();
        let in_table = || {
            let (line, _) = self.text.position(text.span(self.text, found.range()).start());
            self.text.line(line).is_some_and(|line| self.written(line).contains('|'))
        };
        ARGUMENT.find_iter(made).any(|call| call.range().contains(&found.start()))
            || NOTE_MARK.is_match(made) && in_table()
    }

    /// Reports the first tag of HTML in a text that is none because of its quotation marks, or of a
    /// space.
    fn report_typed_tag(&mut self, text: &Mapped) {
        let tag = TYPED_TAG.captures_iter(text.as_str()).find_map(|found| {
            let whole = found.get(0)?.range();
            let written = self.written(text.span(self.text, whole.clone()));
            let is_tag = written.starts_with('<') && tags::is_known(&found["name"]);
            is_tag.then(|| (whole, written, found.name("end").map(|end| !end.is_empty())))
        });
        let Some((range, written, ends)) = tag else { return };
        let quotes = written.matches('"').count();
        let (message, help) = if written.contains(tags::CURLY) {
            (message!("html-curly"), message!("html-curly", "help"))
        } else if ends.is_none() {
            (message!("near-tag"), message!("near-tag", "help"))
        } else if ends == Some(false) {
            // It may end on the next line.
            return;
        } else if quotes > 2 * written.matches('=').count() || quotes % 2 == 1 {
            (message!("near-tag-quotes"), message!("near-tag-quotes", "help"))
        } else {
            (message!("near-tag-unread"), message!("near-tag-unread", "help"))
        };
        self.report_typed(text, range, Rule::NearMissHtml, message, help);
    }

    /// Reports a part of a text, unless it was escaped.
    fn report_typed(
        &mut self,
        text: &Mapped,
        range: Range<usize>,
        rule: Rule,
        message: String,
        help: String,
    ) {
        let span = text.span(self.text, range);
        if self.is_typed(span) {
            self.breach(rule, span, message).help = Some(help);
        }
    }

    pub(super) fn is_typed(&self, span: Span) -> bool {
        !ends_escaping(self.written(self.body_to(span)))
    }
}

fn near_box(written: &str) -> Option<NearMiss> {
    let rule = Rule::NearMissBox;
    if written.starts_with(":::") {
        return Some(NearMiss::new(
            rule,
            message!("near-box-indented"),
            message!("near-box-indented", "help"),
        ));
    }
    let other = || {
        let found = OTHER_FENCE.captures(written)?;
        let name = found.name("name").or(found.name("bracketed"))?;
        NAMES.contains(&name.as_str().to_lowercase().as_str()).then_some(found)
    };
    if let Some(found) = ADMONITION.captures(written) {
        let line = fence_of_admonition(found.name("name")?.as_str());
        let help = message!("near-box", "indented", line = line);
        return Some(NearMiss::new(rule, message!("near-box"), help));
    }
    let found = [&SHORT_FENCE, &SPACED_FENCE]
        .into_iter()
        .find_map(|expression| expression.captures(written))
        .or_else(other)?;
    Some(match found.name("name").or(found.name("bracketed")) {
        Some(name) => {
            let line = format!("::: {}", name.as_str().trim());
            NearMiss::of_line(rule, message!("near-box"), line)
        }
        None => NearMiss::new(rule, message!("near-box"), message!("near-box", "end")),
    })
}

/// The fence for what stands behind the marks of MkDocs: a kind and a title between quotation marks,
/// or a title alone.
fn fence_of_admonition(written: &str) -> String {
    const MARKS: [char; 5] = ['"', '“', '”', '„', '\''];
    let written = written.trim();
    let (kind, rest) = written.split_once([' ', '\t']).unwrap_or((written, ""));
    let title = match rest.split_once(MARKS) {
        Some((_, title)) => title.trim_end_matches(MARKS),
        None => rest.trim(),
    };
    let is_kind = kind.chars().all(|c| c.is_lowercase() || matches!(c, '-' | '_'));
    let is_known = NAMES.contains(&kind.to_lowercase().as_str());
    if is_known || is_kind && (rest.is_empty() || title != rest) {
        format!("::: {kind} {title}").trim_end().to_owned()
    } else {
        format!("::: kader {written}")
    }
}

fn near_alert(written: &str) -> Option<NearMiss> {
    let found = ALERT.captures(written)?;
    let kind = found.name("kind").or(found.name("bare"))?.as_str().to_uppercase();
    let (message, help) = if ALERTS.contains(&kind.as_str()) {
        (message!("near-alert"), message!("near-alert", "help", kind = kind))
    } else {
        let help = match did_you_mean(&kind, ALERTS) {
            Some(near) => message!("alert-unknown", "near", near = near),
            None => message!("alert-unknown", "help"),
        };
        (message!("alert-unknown", kind = kind), help)
    };
    Some(NearMiss::new(Rule::NearMissBox, message, help))
}

fn near_task(written: &str) -> Option<NearMiss> {
    TASK.is_match(written).then(|| {
        NearMiss::new(Rule::NearMissList, message!("near-task"), message!("near-task", "help"))
    })
}

fn near_note(written: &str) -> Option<NearMiss> {
    let found = TYPED_NOTE.captures(written)?;
    Some(typed_note(found.name("number").or(found.name("name"))?.as_str()))
}

fn typed_note(label: &str) -> NearMiss {
    let help = message!("near-footnote", "typed", label = label);
    NearMiss::new(Rule::NearMissNote, message!("near-footnote"), help)
}

fn near_wiki_heading(written: &str) -> Option<NearMiss> {
    let found = WIKI_HEADING.captures(written)?;
    let title = found.name("title").or(found.name("textile"))?.as_str();
    let line = format!("## {title}");
    Some(NearMiss::of_line(Rule::NearMissHeading, message!("near-heading"), line))
}

/// How many columns a line seems to have that no bars enclose: tabs or bars with spaces part them.
fn columns(line: &str) -> usize {
    let is_enclosed = line.starts_with('|') || is_delimiters(line) || TABBED_BULLET.is_match(line);
    let tabs = line.split('\t').filter(|cell| !cell.trim().is_empty()).count();
    if is_enclosed {
        0
    } else if tabs > 1 {
        tabs
    } else {
        line.split(" | ").count()
    }
}

fn is_row(line: &str) -> bool {
    line.starts_with('|') && cells(line) > 1 && !is_delimiters(line)
}

fn is_delimiters(line: &str) -> bool {
    line.contains('|') && DELIMITERS.is_match(line)
}

fn mismatch(header: usize, columns: usize) -> NearMiss {
    NearMiss::new(
        Rule::NearMissTable,
        message!("near-table-mismatch", header = header, columns = columns),
        message!("near-table-mismatch", "help"),
    )
}
