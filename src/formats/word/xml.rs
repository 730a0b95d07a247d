//! Looking into the XML of a Word document, whose namespaces differ between programs.

use roxmltree::Node;

/// Whether it is an element of this name, whatever its namespace.
pub fn named(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// Its first element of this name.
pub fn child<'a, 'b>(node: Node<'a, 'b>, name: &str) -> Option<Node<'a, 'b>> {
    node.children().find(|child| named(*child, name))
}

/// Those below it of this name that lie in none of the names between.
pub fn own<'a, 'b>(node: Node<'a, 'b>, name: &str, between: &[&str]) -> Vec<Node<'a, 'b>> {
    let is_own = |below: &Node<'a, 'b>| {
        let mut above = below.ancestors().skip(1).take_while(|above| *above != node);
        above.all(|above| !between.contains(&above.tag_name().name()))
    };
    node.descendants().skip(1).filter(|below| named(*below, name)).filter(is_own).collect()
}

/// An attribute by its name, whatever its namespace.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The value of a property.
pub fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

/// Whether a property such as bold is switched on.
pub fn is_on(properties: Option<Node<'_, '_>>, name: &str) -> bool {
    properties
        .and_then(|properties| child(properties, name))
        .is_some_and(|property| !matches!(attribute(property, "val"), Some("0" | "false" | "none")))
}

/// All text below an element.
pub fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}
