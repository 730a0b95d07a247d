//! Looking into the XML of a Word document, whose namespaces differ between programs.

use roxmltree::{Document, Node, ParsingOptions};

use super::super::limits::MAX_NODES;

/// Parses XML.
pub fn parse(xml: &str) -> Result<Document<'_>, String> {
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(xml, options)
        .map_err(|error| format!("its XML is broken: {error}"))
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
            "p" => text.push(' '),
            "t" => text.push_str(below.text().unwrap_or_default()),
            _ => {}
        }
    }
    text
}
