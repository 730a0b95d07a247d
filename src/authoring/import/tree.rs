//! A text from elsewhere as a tree, and the tree as Markdown.

/// A block, and the line of its source it starts at.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub kind: Kind,
    pub line: usize,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    Heading { level: u8, content: Vec<Inline>, id: Option<String>, lesson: bool },
    Paragraph(Vec<Inline>),
    List { start: Option<u64>, items: Vec<Vec<Block>> },
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    Quote(Vec<Block>),
    Code { language: String, text: String },
    Table { head: Vec<Vec<Inline>>, rows: Vec<Vec<Vec<Inline>>>, caption: Vec<Inline> },
    Figure { address: String, alt: String, caption: String },
    Box { title: String, blocks: Vec<Block> },
    Note { label: String, blocks: Vec<Block> },
    Rule,
}

/// What stands in a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    Text(String),
    Code(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Strikethrough(Vec<Inline>),
    Superscript(Vec<Inline>),
    Subscript(Vec<Inline>),
    Link {
        address: String,
        content: Vec<Inline>,
    },
    /// A link that leads nowhere any more: its text, and where it led in a comment.
    LostLink {
        address: String,
        content: Vec<Inline>,
    },
    Image {
        address: String,
        alt: String,
    },
    Note(String),
    /// A place that links lead to.
    Anchor(String),
    /// What only who edits the text sees.
    Comment(String),
    Break,
}

/// The text of inlines, without mark-up.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Strikethrough(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { content: inner, .. }
            | Inline::LostLink { content: inner, .. } => out.push_str(&plain(inner)),
            Inline::Image { alt, .. } => out.push_str(alt),
            Inline::Break => out.push(' '),
            Inline::Note(_) | Inline::Anchor(_) | Inline::Comment(_) => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A heading. The first of the places within it is its own anchor.
pub fn heading(level: u8, content: Vec<Inline>) -> Kind {
    let (anchors, mut content) = without_anchors(content);
    let mut anchors = anchors.into_iter();
    let id = anchors.next();
    content.splice(0..0, anchors.map(Inline::Anchor));
    Kind::Heading { level, content, id, lesson: false }
}

/// The places within a line, and the line without them.
pub fn without_anchors(line: Vec<Inline>) -> (Vec<String>, Vec<Inline>) {
    let mut anchors = Vec::new();
    let mut rest = Vec::with_capacity(line.len());
    for part in line {
        match part {
            Inline::Anchor(id) => anchors.push(id),
            part => rest.push(part),
        }
    }
    (anchors, rest)
}

/// Takes the bullet that somebody typed from the start of a line, if one stands there.
pub fn take_bullet(line: &mut [Inline]) -> bool {
    const BULLETS: [char; 12] = ['•', '●', '▪', '■', '◦', '‣', '·', '∙', '\u{f0b7}', '-', '–', '*'];
    let Some(Inline::Text(text)) = line.first_mut() else { return false };
    let rest = text
        .trim_start()
        .strip_prefix(BULLETS)
        .filter(|rest| rest.starts_with(char::is_whitespace));
    match rest.map(|rest| rest.trim_start().to_owned()) {
        Some(rest) => {
            *text = rest;
            true
        }
        None => false,
    }
}

/// The text of blocks on one line, without mark-up.
pub fn words(blocks: &[Block]) -> String {
    let of = |block: &Block| match &block.kind {
        Kind::Heading { content, .. } | Kind::Paragraph(content) => plain(content),
        Kind::List { items, .. } => {
            items.iter().map(|item| words(item)).collect::<Vec<_>>().join(" ")
        }
        Kind::Definitions(entries) => entries
            .iter()
            .flat_map(|(term, meanings)| {
                [plain(term)].into_iter().chain(meanings.iter().map(|meaning| words(meaning)))
            })
            .collect::<Vec<_>>()
            .join(" "),
        Kind::Quote(blocks) | Kind::Note { blocks, .. } => words(blocks),
        Kind::Box { title, blocks } => format!("{title} {}", words(blocks)),
        Kind::Code { text, .. } => text.clone(),
        Kind::Table { head, rows, caption } => {
            let cells = head.iter().chain(rows.iter().flatten()).chain([caption]);
            cells.map(|cell| plain(cell)).collect::<Vec<_>>().join(" ")
        }
        Kind::Figure { alt, caption, .. } => format!("{alt} {caption}"),
        Kind::Rule => String::new(),
    };
    let text = blocks.iter().map(of).collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Visits all that stands in the lines of blocks, in order.
pub fn each_inline<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    for block in blocks {
        match &block.kind {
            Kind::Heading { content, .. } | Kind::Paragraph(content) => each_within(content, visit),
            Kind::List { items, .. } => items.iter().for_each(|item| each_inline(item, visit)),
            Kind::Definitions(entries) => {
                for (term, meanings) in entries {
                    each_within(term, visit);
                    meanings.iter().for_each(|meaning| each_inline(meaning, visit));
                }
            }
            Kind::Quote(blocks) | Kind::Box { blocks, .. } | Kind::Note { blocks, .. } => {
                each_inline(blocks, visit);
            }
            Kind::Table { head, rows, caption } => {
                let cells = head.iter().chain(rows.iter().flatten()).chain([caption]);
                cells.for_each(|cell| each_within(cell, visit));
            }
            Kind::Code { .. } | Kind::Figure { .. } | Kind::Rule => {}
        }
    }
}

fn each_within<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        match inline {
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Strikethrough(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { content: inner, .. }
            | Inline::LostLink { content: inner, .. } => each_within(inner, visit),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Image { .. }
            | Inline::Note(_)
            | Inline::Anchor(_)
            | Inline::Comment(_)
            | Inline::Break => {}
        }
    }
}

/// Blocks as Markdown, ready to stand in a chapter.
pub fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    // Lists that follow each other take turns with their marks: to Markdown that makes them two.
    let mut turn = false;
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let after_list = at > 0 && matches!(blocks[at - 1].kind, Kind::List { .. });
        turn = after_list && !turn;
        out.push_str(&of_block(block, turn));
    }
    out
}

fn of_block(block: &Block, turn: bool) -> String {
    match &block.kind {
        Kind::Heading { level, content, id, lesson } => {
            let id = id.iter().map(|id| format!("#{id}"));
            let attributes: Vec<_> = id.chain(lesson.then(|| ".les".to_owned())).collect();
            let text = line(content).replace('{', "\\{");
            let marks = "#".repeat(usize::from(*level));
            match attributes.is_empty() {
                true => format!("{marks} {text}\n"),
                false => format!("{marks} {text} {{{}}}\n", attributes.join(" ")),
            }
        }
        Kind::Paragraph(content) => format!("{}\n", paragraph(content)),
        Kind::List { start, items } => list(*start, items, turn),
        Kind::Definitions(entries) => entries
            .iter()
            .map(|(term, meanings)| {
                let meanings: String =
                    meanings.iter().map(|blocks| indented(&markdown(blocks), ": ")).collect();
                format!("{}\n{meanings}", line(term))
            })
            .collect::<Vec<_>>()
            .join("\n"),
        Kind::Quote(blocks) => markdown(blocks)
            .lines()
            .map(|line| format!("> {line}").trim_end().to_owned() + "\n")
            .collect(),
        Kind::Code { language, text } => {
            let longest = text.lines().map(|line| line.chars().take_while(|&c| c == '`').count());
            let fence = "`".repeat(longest.max().unwrap_or(0).max(2) + 1);
            format!("{fence}{language}\n{}\n{fence}\n", text.trim_end_matches('\n'))
        }
        Kind::Table { head, rows, caption } => table(head, rows, caption),
        Kind::Figure { address, alt, caption } => {
            let title = match caption.is_empty() {
                true => String::new(),
                false => format!(" \"{}\"", caption.replace('"', "\\\"")),
            };
            format!("![{}]({}{title})\n", escape(alt), destination(address))
        }
        Kind::Box { title, blocks } => {
            format!("{}\n{}:::\n", format!("::: kader {title}").trim_end(), markdown(blocks))
        }
        Kind::Note { label, blocks } => {
            format!("[^{label}]: {}", indented(&markdown(blocks), "    ").trim_start())
        }
        Kind::Rule => "---\n".into(),
    }
}

fn list(start: Option<u64>, items: &[Vec<Block>], turn: bool) -> String {
    let is_loose = items.iter().any(|item| {
        item.iter().filter(|block| matches!(block.kind, Kind::Paragraph(_))).count() > 1
    });
    let mut out = String::new();
    for (at, item) in items.iter().enumerate() {
        let mark = match start {
            Some(start) => format!("{}{} ", start + at as u64, if turn { ')' } else { '.' }),
            None => format!("{} ", if turn { '*' } else { '-' }),
        };
        let mut text = markdown(item);
        if !is_loose {
            // In a tight list what belongs to an item follows it directly.
            text = text.replace("\n\n", "\n");
        }
        if at > 0 && is_loose {
            out.push('\n');
        }
        match text.is_empty() {
            true => out.push_str(&format!("{}\n", mark.trim_end())),
            false => out.push_str(&indented(&text, &mark)),
        }
    }
    out
}

/// A text whose first line has a mark, and the others as much space.
fn indented(text: &str, mark: &str) -> String {
    let space = " ".repeat(mark.chars().count());
    let mut out = String::new();
    for (at, line) in text.lines().enumerate() {
        match line.is_empty() {
            true => out.push('\n'),
            false => out.push_str(&format!("{}{line}\n", if at == 0 { mark } else { &space })),
        }
    }
    out
}

fn table(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], caption: &[Inline]) -> String {
    let width = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0).max(1);
    let row = |cells: &[Vec<Inline>]| {
        let cells = (0..width).map(|at| {
            let cell = cells.get(at).map(|cell| line(cell)).unwrap_or_default();
            format!(" {} |", cell.replace('|', "\\|"))
        });
        format!("|{}\n", cells.collect::<String>())
    };
    let mut out = row(head);
    out.push_str(&format!("|{}\n", " --- |".repeat(width)));
    rows.iter().for_each(|cells| out.push_str(&row(cells)));
    if !caption.is_empty() {
        out.push_str(&format!("\nTabel: {}\n", line(caption)));
    }
    out
}

/// Inlines on one line: where a line cannot end, a break is a space.
fn line(inlines: &[Inline]) -> String {
    paragraph(inlines).replace("\\\n", " ").trim().to_owned()
}

/// Inlines as a paragraph, in which nothing at the start of a line can be taken for a block.
fn paragraph(inlines: &[Inline]) -> String {
    let text = inline(inlines);
    text.trim().lines().map(|line| guard_start(line.trim_start())).collect::<Vec<_>>().join("\n")
}

fn inline(inlines: &[Inline]) -> String {
    let marked = |mark: &str, inner: &[Inline]| {
        let text = inline(inner);
        let core = text.trim();
        if core.is_empty() {
            return text;
        }
        // Marks stand against the words, and the spaces outside.
        let start = &text[..text.len() - text.trim_start().len()];
        let end = &text[text.trim_end().len()..];
        format!("{start}{mark}{core}{mark}{end}")
    };
    inlines
        .iter()
        .map(|part| match part {
            Inline::Text(text) => escape(text),
            Inline::Code(code) => {
                let mark = if code.contains('`') { "``" } else { "`" };
                let space = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
                format!("{mark}{space}{code}{space}{mark}")
            }
            Inline::Strong(inner) => marked("**", inner),
            Inline::Emphasis(inner) => marked("*", inner),
            Inline::Strikethrough(inner) => marked("~~", inner),
            Inline::Superscript(inner) => marked("^", inner),
            Inline::Subscript(inner) => marked("~", inner),
            Inline::Link { address, content } => {
                format!("[{}]({})", inline(content), destination(address))
            }
            Inline::LostLink { address, content } => {
                format!("{}{}", inline(content), comment(address))
            }
            Inline::Image { address, alt } => {
                format!("![{}]({})", escape(alt), destination(address))
            }
            Inline::Note(label) => format!("[^{label}]"),
            Inline::Anchor(id) => format!("<a id=\"{}\"></a>", id.replace('"', "&quot;")),
            Inline::Comment(text) => comment(text),
            Inline::Break => "\\\n".into(),
        })
        .collect()
}

fn comment(text: &str) -> String {
    format!("<!-- {} -->", text.replace("--", "- -"))
}

/// An address as Markdown takes it.
pub fn destination(address: &str) -> String {
    let needs_brackets = address.contains([' ', '(', ')', '<', '>']) || address.is_empty();
    match needs_brackets {
        true => format!("<{}>", address.replace('<', "%3C").replace('>', "%3E")),
        false => address.to_owned(),
    }
}

/// A text in which nothing is taken for mark-up.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(at + 1).copied();
        let within_word =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '^' => true,
            '_' => !within_word,
            '&' => after.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A line that cannot be taken for the start of a list, a heading, a quotation or a container.
fn guard_start(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let after_digits = &line[digits..];
    if digits > 0 && after_digits.starts_with(['.', ')']) {
        let rest = &after_digits[1..];
        if rest.is_empty() || rest.starts_with(' ') {
            return format!("{}\\{after_digits}", &line[..digits]);
        }
    }
    let risky = line.starts_with(['#', '>', '|', '='])
        || line.starts_with(":::")
        || line.starts_with(": ")
        || line.starts_with("---")
        || matches!(line, "-" | "+")
        || line.starts_with("- ")
        || line.starts_with("+ ");
    match risky {
        true => format!("\\{line}"),
        false => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::RawHtml;
    use crate::diagnostic::Text;
    use crate::document::{self, text};

    fn read(markdown: &str) -> (document::Document, String) {
        let options = document::Options {
            language: "nl".into(),
            smart_punctuation: false,
            raw_html: RawHtml::Allow,
            embed: Vec::new(),
        };
        let document = document::parse(&Text::new("x.md", markdown), 0, &options);
        let text = text::of_blocks(&document.blocks);
        (document, text)
    }

    #[test]
    fn no_text_is_taken_for_mark_up() {
        for said in [
            "*a* _b_ `c` [d] [[2.4.8]] <e> ~f~ ^g^ h\\i &amp; R&D a_b_c 10^2^ H~2~O",
            "# geen kop",
            "- geen lijst",
            "1. geen lijst",
            "2) ook niet",
            "> geen citaat",
            "::: geen kader",
            "| geen | tabel |",
            ": geen uitleg",
            "---",
            "=== a",
            "[^1] noot",
            "![x](y) en <!-- z -->",
            "+ plus",
        ] {
            let block = Block { kind: Kind::Paragraph(vec![Inline::Text(said.into())]), line: 1 };
            let written = markdown(&[block]);
            let (document, text) = read(&written);
            assert_eq!(text, said, "{written}");
            assert!(document.diagnostics.is_empty(), "{written}: {:?}", document.diagnostics);
            assert_eq!(document.blocks.len(), 1, "{written}");
        }
    }

    #[test]
    fn lists_that_follow_each_other_stay_two() {
        let item = |text: &str| {
            vec![Block { kind: Kind::Paragraph(vec![Inline::Text(text.into())]), line: 1 }]
        };
        let list = |start| Block {
            kind: Kind::List { start, items: vec![item("a"), item("b")] },
            line: 1,
        };
        let written = markdown(&[list(None), list(None), list(None)]);
        assert_eq!(written, "- a\n- b\n\n* a\n* b\n\n- a\n- b\n");
        assert_eq!(read(&written).0.blocks.len(), 3);
        assert_eq!(read(&markdown(&[list(Some(1)), list(Some(1))])).0.blocks.len(), 2);
    }
}
