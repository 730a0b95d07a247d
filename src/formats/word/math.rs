//! Formulas, as text with sub- and superscripts.

use roxmltree::Node;

use super::super::blocks::{Inline, joined, plain};
use super::xml::{child, named, value};

/// How deep formulas are read; what is deeper is left as it is in a line.
const DEEPEST: usize = 20;

/// A formula as inlines.
pub fn inlines(node: Node<'_, '_>) -> Vec<Inline> {
    let mut out = Vec::new();
    read(node, &mut out, 0);
    joined(out)
}

fn read(node: Node<'_, '_>, out: &mut Vec<Inline>, depth: usize) {
    for part in node.children().filter(Node::is_element) {
        element(part, out, depth);
    }
}

fn text(out: &mut Vec<Inline>, text: impl Into<String>) {
    out.push(Inline::Text(text.into()));
}

/// The content of a part of an element.
fn part(node: Node<'_, '_>, name: &str, depth: usize) -> Vec<Inline> {
    let mut out = Vec::new();
    if let Some(part) = child(node, name) {
        read(part, &mut out, depth + 1);
    }
    joined(out)
}

/// A part of a formula, in brackets unless it is one term.
fn term(content: Vec<Inline>) -> Vec<Inline> {
    let said = plain(&content);
    let is_one = said.chars().all(char::is_alphanumeric)
        || (said.starts_with('(') && said.ends_with(')') && said.matches('(').count() == 1);
    if is_one {
        return content;
    }
    let open = [Inline::Text("(".into())].into_iter();
    open.chain(content).chain([Inline::Text(")".into())]).collect()
}

fn element(node: Node<'_, '_>, out: &mut Vec<Inline>, depth: usize) {
    if depth > DEEPEST {
        return text(out, super::xml::text_of(node));
    }
    let of = |name: &str| part(node, name, depth);
    let property = |name: &str, missing: &str| {
        let properties = node.children().find(|part| part.tag_name().name().ends_with("Pr"));
        let set = properties.and_then(|properties| value(properties, name));
        set.unwrap_or(missing).to_owned()
    };
    match node.tag_name().name() {
        "r" => {
            let said = node.children().filter(|part| named(*part, "t"));
            text(out, said.filter_map(|part| part.text()).collect::<String>());
        }
        "f" => {
            out.extend(term(of("num")));
            text(out, "/");
            out.extend(term(of("den")));
        }
        "sSup" => {
            out.extend(of("e"));
            out.push(Inline::Superscript(of("sup")));
        }
        "sSub" => {
            out.extend(of("e"));
            out.push(Inline::Subscript(of("sub")));
        }
        "sSubSup" | "sPre" => {
            out.extend(of("e"));
            out.push(Inline::Subscript(of("sub")));
            out.push(Inline::Superscript(of("sup")));
        }
        "rad" => {
            let degree = of("deg");
            if !plain(&degree).is_empty() {
                out.push(Inline::Superscript(degree));
            }
            text(out, "√");
            out.extend(term(of("e")));
        }
        "nary" => {
            text(out, property("chr", "∫"));
            for (name, raised) in [("sub", false), ("sup", true)] {
                let limit = of(name);
                match (plain(&limit).is_empty(), raised) {
                    (true, _) => {}
                    (false, true) => out.push(Inline::Superscript(limit)),
                    (false, false) => out.push(Inline::Subscript(limit)),
                }
            }
            text(out, " ");
            out.extend(of("e"));
        }
        "d" => {
            text(out, property("begChr", "("));
            let parts = node.children().filter(|part| named(*part, "e"));
            for (nth, inner) in parts.enumerate() {
                if nth > 0 {
                    text(out, property("sepChr", "|"));
                }
                read(inner, out, depth + 1);
            }
            text(out, property("endChr", ")"));
        }
        "func" => {
            out.extend(of("fName"));
            text(out, " ");
            out.extend(of("e"));
        }
        "limLow" | "limUpp" => {
            out.extend(of("e"));
            out.push(Inline::Subscript(of("lim")));
        }
        "eqArr" | "m" => {
            let rows = node.children().filter(|part| named(*part, "e") || named(*part, "mr"));
            for (nth, row) in rows.enumerate() {
                if nth > 0 {
                    text(out, "; ");
                }
                let cells = row.children().filter(|cell| named(*cell, "e")).collect::<Vec<_>>();
                if cells.is_empty() {
                    read(row, out, depth + 1);
                }
                for (nth, cell) in cells.into_iter().enumerate() {
                    if nth > 0 {
                        text(out, ", ");
                    }
                    read(cell, out, depth + 1);
                }
            }
        }
        name if name.ends_with("Pr") => {}
        _ => read(node, out, depth + 1),
    }
}

/// The formula of an `EQ` field, which says it in switches such as `\f(1;2)`.
pub fn of_field(instruction: &str) -> Option<Vec<Inline>> {
    let formula = instruction.trim_start().strip_prefix("EQ ")?;
    let mut rest = formula.trim().chars().peekable();
    Some(joined(switches(&mut rest, 0)))
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Reads to the end of an argument, which the caller sees.
fn switches(rest: &mut Chars<'_>, depth: usize) -> Vec<Inline> {
    let mut out = Vec::new();
    while let Some(c) = rest.next_if(|c| depth == 0 || !matches!(c, ')' | ';' | ',')) {
        match (c, rest.peek()) {
            ('\\', Some(letter)) if letter.is_ascii_alphabetic() && depth <= DEEPEST => {
                switch(rest, &mut out, depth);
            }
            ('\\', Some(_)) => text(&mut out, rest.next().map(String::from).unwrap_or_default()),
            _ => text(&mut out, c),
        }
    }
    out
}

/// Reads a switch with its options and arguments.
fn switch(rest: &mut Chars<'_>, out: &mut Vec<Inline>, depth: usize) {
    let kind = rest.next().unwrap_or_default().to_ascii_lowercase();
    let mut options = String::new();
    while let Some(c) = rest.next_if(|c| *c != '(' && *c != ')') {
        options.push(c);
    }
    let mut arguments: Vec<Vec<Inline>> = Vec::new();
    if rest.next_if_eq(&'(').is_some() {
        loop {
            arguments.push(switches(rest, depth + 1));
            if rest.next().is_none_or(|c| c == ')') {
                break;
            }
        }
    }
    let mut given = arguments.into_iter();
    let mut next = || given.next().unwrap_or_default();
    match kind {
        'f' => {
            out.extend(term(next()));
            text(out, "/");
            out.extend(term(next()));
        }
        'r' => {
            let (first, second) = (next(), next());
            let (degree, root) = if second.is_empty() { (second, first) } else { (first, second) };
            out.extend((!degree.is_empty()).then_some(Inline::Superscript(degree)));
            text(out, "√");
            out.extend(term(root));
        }
        's' if options.contains("do") => out.push(Inline::Subscript(next())),
        's' => out.push(Inline::Superscript(next())),
        'i' => {
            text(out, if options.contains("su") { "∑" } else { "∫" });
            out.push(Inline::Subscript(next()));
            out.push(Inline::Superscript(next()));
            text(out, " ");
            out.extend(next());
        }
        'b' => {
            text(out, "(");
            out.extend(next());
            text(out, ")");
        }
        _ => {
            for (nth, argument) in given.enumerate() {
                text(out, if nth > 0 && matches!(kind, 'a' | 'l') { "; " } else { "" });
                out.extend(argument);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::markdown::write;
    use super::super::super::{Block, Kind};
    use super::*;

    fn read_as(formula: &str, expected: &str) {
        let xml = format!("<m:oMath xmlns:m=\"m\">{formula}</m:oMath>");
        let document = roxmltree::Document::parse(&xml).unwrap();
        let kind = Kind::Paragraph(inlines(document.root_element()));
        assert_eq!(write(&[Block { kind, line: 1 }]), format!("{expected}\n"));
    }

    fn r(text: &str) -> String {
        format!("<m:r><m:t>{text}</m:t></m:r>")
    }

    #[test]
    fn formulas_of_fields_stay_readable() {
        for (field, expected) in [
            (r"EQ A = \f(I−V;12)", "A = (I−V)/12"),
            (r"EQ x\s\up8(2) + y\s\do4(i)", "x^2^ + y~i~"),
            (r"EQ \r(3,x) \r(a+b)", "^3^√x √(a+b)"),
            (r"EQ \b(\f(1;2))\,5", r"(1/2),5"),
            (r"EQ \i\su(i=1;n;x)", "∑~i=1~^n^ x"),
            (r"EQ \o(a;b) \a\al(een;twee)", "ab een; twee"),
            (r"EQ \f(1", "1/"),
        ] {
            let kind = Kind::Paragraph(of_field(field).unwrap());
            assert_eq!(write(&[Block { kind, line: 1 }]), format!("{expected}\n"), "{field}");
        }
        assert_eq!(of_field("REF x"), None);
        let deep = format!("EQ {}", r"\f(".repeat(5000));
        assert!(of_field(&deep).is_some());
    }

    #[test]
    fn fractions_powers_and_sums_stay_readable() {
        let fraction =
            format!("{}<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>", r("A="), r("I−V"), r("12"));
        read_as(&fraction, "A=(I−V)/12");
        let power = format!("<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>", r("x"), r("2"));
        read_as(&power, "x^2^");
        let root = format!("<m:rad><m:deg/><m:e>{}</m:e></m:rad>", r("a+b"));
        read_as(&root, "√(a+b)");
        let sum = format!(
            "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub>{}</m:sub><m:sup>{}</m:sup>\
             <m:e>{}</m:e></m:nary>",
            r("i=1"),
            r("n"),
            r("x")
        );
        read_as(&sum, "∑~i=1~^n^ x");
        let bracketed = format!("<m:d><m:e>{}</m:e></m:d>", r("a+b"));
        read_as(&bracketed, "(a+b)");
    }
}
