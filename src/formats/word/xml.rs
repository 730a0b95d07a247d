//! Looking into the XML of a Word document, whose namespaces differ between programs.

use roxmltree::{Document, Node, ParsingOptions};

use super::super::limits::{MAX_ATTRIBUTES, MAX_NODES};
use crate::messages::message;

/// Parses XML.
pub fn parse(xml: &str) -> Result<Document<'_>, String> {
    check_attributes(xml)?;
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(xml, options).map_err(|_| message!("word-text-broken"))
}

/// Refuses elements with more attributes, or within more declarations of namespaces, than any
/// program writes.
fn check_attributes(xml: &str) -> Result<(), String> {
    let mut rest = xml;
    // How many namespaces each open element declares.
    let mut open: Vec<usize> = Vec::new();
    let mut known = 0;
    while let Some((_, tag)) = rest.split_once('<') {
        let aside = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>"), ("!", ">"), ("/", ">")];
        if let Some((start, end)) = aside.into_iter().find(|(start, _)| tag.starts_with(start)) {
            if start == "/" {
                known -= open.pop().unwrap_or_default();
            }
            rest = tag.split_once(end).map_or("", |(_, after)| after);
            continue;
        }
        let (mut attributes, mut namespaces) = (0, 0);
        rest = tag;
        let is_empty = loop {
            let Some((before, mark, after)) = split_at_mark(rest) else { return Ok(()) };
            if mark == ">" {
                rest = after;
                break before.ends_with('/');
            }
            attributes += 1;
            namespaces += usize::from(before.contains("xmlns"));
            rest = after.split_once(mark).map_or("", |(_, after)| after);
        };
        if attributes.max(known + namespaces) > MAX_ATTRIBUTES {
            return Err(message!("word-attributes-many", most = MAX_ATTRIBUTES));
        }
        if !is_empty {
            open.push(namespaces);
            known += namespaces;
        }
    }
    Ok(())
}

/// The text before a quote or the end of a tag, that mark, and the text after it.
fn split_at_mark(text: &str) -> Option<(&str, &str, &str)> {
    let (_, mark) = text.match_indices(['"', '\'', '>']).next()?;
    let (before, after) = text.split_once(mark)?;
    Some((before, mark, after))
}

/// The label of an endnote among the footnotes.
pub fn endnote_label(id: &str) -> String {
    format!("eind-{id}")
}

/// Whether it is an element of this name, whatever its namespace.
pub fn named(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// Its first child of this name.
pub fn child<'a, 'b>(node: Node<'a, 'b>, name: &str) -> Option<Node<'a, 'b>> {
    node.children().find(|child| named(*child, name))
}

/// The elements of this name below it, except those inside an element that `between` names.
pub fn own<'a, 'b>(node: Node<'a, 'b>, name: &str, between: &[&str]) -> Vec<Node<'a, 'b>> {
    let mut found = Vec::new();
    let mut open = vec![node.children()];
    while let Some(children) = open.last_mut() {
        let Some(below) = children.next() else {
            open.pop();
            continue;
        };
        if named(below, name) {
            found.push(below);
        }
        if !between.contains(&below.tag_name().name()) {
            open.push(below.children());
        }
    }
    found
}

/// An attribute by its name, whatever its namespace.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The value of a property.
pub fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

/// Whether a property such as bold is switched on or off, if it is said.
pub fn switch(properties: Node<'_, '_>, name: &str) -> Option<bool> {
    let property = child(properties, name)?;
    Some(!matches!(attribute(property, "val"), Some("0" | "false" | "none" | "off")))
}

/// All text below an element.
pub fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

/// The text of a document without its structure: a space between paragraphs is all that is left.
pub fn flat_text(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    for below in node.descendants() {
        match below.tag_name().name() {
            "p" | "br" => text.push(' '),
            "t" => text.push_str(below.text().unwrap_or_default()),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(xml: &str) -> bool {
        parse(xml).err().is_some_and(|message| message.contains("said of one place"))
    }

    #[test]
    fn attributes_and_namespaces_are_bounded() {
        let list = |name: &str, count: usize| -> String {
            (0..count).map(|n| format!(" {name}{n}='>\"'")).collect()
        };
        assert!(!is_refused(&format!("<a{}/>", list("b", MAX_ATTRIBUTES))));
        assert!(is_refused(&format!("<a{}/>", list("b", 100_000))));
        let nested = |count: usize| -> String {
            (0..count).map(|n| format!("<a xmlns:n{n} = \"u{n}\">")).collect()
        };
        assert!(is_refused(&nested(100_000)));
        let closed = format!("{}x</a>", nested(1)).repeat(1000);
        assert!(parse(&format!("<w><!-- <a x='' -->{closed}<![CDATA[<a x=']]></w>")).is_ok());
        let empty = "<a xmlns:n='u'/>".repeat(1000);
        assert!(parse(&format!("<?xml version='1.0'?><w>{empty}</w>")).is_ok());
    }
}
